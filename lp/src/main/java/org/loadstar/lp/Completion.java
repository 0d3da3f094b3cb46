package org.loadstar.lp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rest of a point: most columns of a program stand, the cheapest values of the others are sought.
///
/// | symbol | meaning |
/// |---|---|
/// | x | the columns that stand |
/// | u in [l, u+] | the others |
///
/// ```
/// (1) min c'u   such that   lo_i - e_i <= a_i'x + b_i'u <= up_i + e_i for every row i with b_i <> 0
/// (2) rows with one u are bounds of it; rows whose b are multiples of one another are one row, the tightest
/// ```
///
/// e allows the rounding of x: 2e-7 of the size of the row, nothing in equations. What is left after (2) is small where thousands of rows
/// tell the same few columns the same, as the hours of a year tell a capacity.
public final class Completion {
  private static final double ROUNDING = 2e-7;

  /// Below this a gap between the bounds that rows give is closed at their middle.
  private static final double CROSSING = 1e-6;

  private final Lp lp;
  private final int[] free;
  private final double[] lower;
  private final double[] upper;
  private final Map<Key, double[]> rows = new LinkedHashMap<>();

  /// Coefficients of a row over the first of them.
  private record Key(List<Integer> columns, List<Double> values) {}

  private Completion(Lp lp, int[] free, double[] lower, double[] upper) {
    this.lp = lp;
    this.free = free;
    this.lower = lower;
    this.upper = upper;
  }

  /// Finds the rest of a point.
  ///
  /// @param x all columns; those that are not free stand
  /// @param free indices of the columns to be found, ascending
  /// @param lower their lower bounds, in the order of `free`; `upper` likewise
  /// @return all columns, null when no values of the others satisfy the rows
  public static double @Nullable [] of(Lp lp, double[] x, int[] free, double[] lower, double[] upper, Solver solver, SolveOptions options) {
    double[] whole = x.clone();
    for (int j : free) whole[j] = 0;
    double[] found = new Completion(lp, free, lower.clone(), upper.clone()).solve(whole, solver, options);
    if (found == null) return null;
    for (int k = 0; k < free.length; k++) whole[free[k]] = found[k];
    return whole;
  }

  private double @Nullable [] solve(double[] x, Solver solver, SolveOptions options) {
    gather(lp.times(x));
    for (int k = 0; k < free.length; k++) {
      double[] range = {lower[k], upper[k]};
      if (!ordered(range)) return null;
      lower[k] = range[0];
      upper[k] = range[1];
    }
    for (double[] range : rows.values()) if (!ordered(range)) return null;
    LpBuilder b = new LpBuilder();
    int first = b.columns("free", "", -1, Collections.nCopies(free.length, ""), 0, 0).first();
    for (int k = 0; k < free.length; k++) {
      b.bounds(first + k, lower[k], upper[k]);
      if (lp.costs()[free[k]] != 0) b.cost(first + k, "cost", lp.costs()[free[k]]);
    }
    int row = b.rows("row", "", -1, Collections.nCopies(rows.size(), "")).first();
    for (var r : rows.entrySet()) {
      LpBuilder.Row at = b.at(row++);
      Key key = r.getKey();
      for (int k = 0; k < key.columns.size(); k++) at.add(first + key.columns.get(k), key.values.get(k));
      at.between(r.getValue()[0], r.getValue()[1]);
    }
    Solution s = solver.solve(b.build(), options, Progress.silent());
    return s.status() == Status.OPTIMAL ? s.x() : null;
  }

  /// Closes a gap that is rounding; false where it is more.
  private static boolean ordered(double[] range) {
    if (range[0] <= range[1]) return true;
    double middle = (range[0] + range[1]) / 2;
    boolean near = range[0] - range[1] <= CROSSING * Math.max(1, Math.abs(middle));
    range[0] = range[1] = middle;
    return near;
  }

  /// (2) of the rows that have free columns.
  private void gather(double[] activity) {
    int[] start = new int[lp.rows() + 1];
    for (int j : free) for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) start[lp.indices()[k] + 1]++;
    for (int i = 0; i < lp.rows(); i++) start[i + 1] += start[i];
    int[] column = new int[start[lp.rows()]];
    double[] value = new double[column.length];
    int[] next = Arrays.copyOf(start, lp.rows());
    for (int f = 0; f < free.length; f++)
      for (int k = lp.starts()[free[f]]; k < lp.starts()[free[f] + 1]; k++) {
        int at = next[lp.indices()[k]]++;
        column[at] = f;
        value[at] = lp.values()[k];
      }
    for (int i = 0; i < lp.rows(); i++) if (start[i + 1] > start[i]) row(i, column, value, start[i], start[i + 1], activity[i]);
  }

  private void row(int i, int[] column, double[] value, int from, int to, double activity) {
    double lo = lp.rowLowers()[i];
    double up = lp.rowUppers()[i];
    if (lo < up) {
      double size = Math.max(1, Math.abs(activity));
      if (Double.isFinite(lo)) lo -= ROUNDING * Math.max(size, Math.abs(lo));
      if (Double.isFinite(up)) up += ROUNDING * Math.max(size, Math.abs(up));
    }
    double head = value[from];
    double low = ((head > 0 ? lo : up) - activity) / head;
    double high = ((head > 0 ? up : lo) - activity) / head;
    if (to - from == 1) {
      lower[column[from]] = Math.max(lower[column[from]], low);
      upper[column[from]] = Math.min(upper[column[from]], high);
      return;
    }
    List<Integer> columns = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int k = from; k < to; k++) {
      columns.add(column[k]);
      values.add(value[k] / head);
    }
    double[] range = rows.computeIfAbsent(new Key(columns, values), k -> new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY});
    range[0] = Math.max(range[0], low);
    range[1] = Math.min(range[1], high);
  }
}
