package org.loadstar.lp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A program whose every row may be violated at a price, and whose sides can be taken away and put back:
///
/// ```
/// min sum_i w_i (short_i + over_i)   subject to   rowLower <= A x + short - over <= rowUpper,   lower <= x <= upper
/// ```
///
/// A side is one bound of one row or column: rows first, `2 i` the lower and `2 i + 1` the upper side of row i, then the
/// same for the columns. Lower bounds of zero on columns are always kept and are no sides.
final class ElasticProgram {
  private final Lp original;
  private final Lp elastic;
  private final int rows;
  private final int columns;

  /// @param weight price of a unit of violation of a row of the block, times the largest coefficient of the row
  ElasticProgram(Lp lp, ToDoubleFunction<Block> weight) {
    original = lp;
    rows = lp.rows();
    columns = lp.columns();
    int n = columns + 2 * rows;
    int nonzeros = lp.nonzeros();
    double[] cost = new double[n];
    double[] lower = Arrays.copyOf(lp.lowers(), n);
    double[] upper = Arrays.copyOf(lp.uppers(), n);
    int[] start = Arrays.copyOf(lp.starts(), n + 1);
    int[] index = Arrays.copyOf(lp.indices(), nonzeros + 2 * rows);
    double[] value = Arrays.copyOf(lp.values(), nonzeros + 2 * rows);
    int[] stage = Arrays.copyOf(lp.columnStages(), n);
    int[] hour = Arrays.copyOf(lp.columnHours(), n);
    double[] price = prices(lp, weight);
    for (int k = 0; k < 2 * rows; k++) {
      int j = columns + k;
      int i = k < rows ? k : k - rows;
      cost[j] = price[i];
      upper[j] = Double.POSITIVE_INFINITY;
      index[nonzeros + k] = i;
      value[nonzeros + k] = k < rows ? 1 : -1;
      start[j + 1] = nonzeros + k + 1;
      stage[j] = lp.rowStages()[i];
      hour[j] = lp.rowHours()[i];
    }
    List<Block> blocks = new ArrayList<>(lp.columnBlocks());
    blocks.add(new Block("elastic.short", "", columns, rows, 1, -1, false, List.of()));
    blocks.add(new Block("elastic.over", "", columns + rows, rows, 1, -1, false, List.of()));
    elastic =
        new Lp(
            cost, new double[0], lower, upper, lp.rowLowers().clone(), lp.rowUppers().clone(), start, index, value, new boolean[n],
            new int[][] {stage, hour, lp.rowStages(), lp.rowHours()}, blocks, lp.rowBlocks(), 0);
  }

  private static double[] prices(Lp lp, ToDoubleFunction<Block> weight) {
    double[] largest = new double[lp.rows()];
    for (int k = 0; k < lp.nonzeros(); k++) {
      int i = lp.indices()[k];
      largest[i] = Math.max(largest[i], Math.abs(lp.values()[k]));
    }
    double[] price = new double[lp.rows()];
    for (Block b : lp.rowBlocks()) {
      double w = weight.applyAsDouble(b);
      for (int i = b.first(); i < b.first() + b.size(); i++) price[i] = w / (largest[i] == 0 ? 1 : largest[i]);
    }
    return price;
  }

  Lp lp() {
    return elastic;
  }

  /// Takes over the integer columns of the original.
  void integers() {
    for (int j = 0; j < columns; j++) elastic.integer(j, original.integers()[j]);
  }

  int sides() {
    return 2 * (rows + columns);
  }

  boolean ofRow(int side) {
    return side < 2 * rows;
  }

  int index(int side) {
    return ofRow(side) ? side / 2 : side / 2 - rows;
  }

  static boolean isLower(int side) {
    return side % 2 == 0;
  }

  private double bound(int side) {
    int k = index(side);
    if (ofRow(side)) return isLower(side) ? original.rowLowers()[k] : original.rowUppers()[k];
    return isLower(side) ? original.lowers()[k] : original.uppers()[k];
  }

  /// True when the side can be taken away.
  boolean removable(int side) {
    double b = bound(side);
    return Double.isFinite(b) && (ofRow(side) || !isLower(side) || b != 0);
  }

  void remove(int side) {
    set(side, isLower(side) ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
  }

  void restore(int side) {
    set(side, bound(side));
  }

  private void set(int side, double b) {
    int k = index(side);
    if (ofRow(side)) {
      elastic.rowBounds(k, isLower(side) ? b : elastic.rowLowers()[k], isLower(side) ? elastic.rowUppers()[k] : b);
    } else {
      elastic.bounds(k, isLower(side) ? b : elastic.lowers()[k], isLower(side) ? elastic.uppers()[k] : b);
    }
  }

  /// Violation of row i in a solution, in the unit of the row: positive when it falls short of its lower bound.
  double violation(double[] x, int i) {
    return x[columns + i] - x[columns + rows + i];
  }

  /// The sides that the duals of a solution with positive violation use: they cannot all hold (Farkas).
  boolean[] used(double[] rowDual) {
    boolean[] used = new boolean[sides()];
    double[] pull = original.transposeTimes(rowDual);
    double largest = 0;
    for (double y : rowDual) largest = Math.max(largest, Math.abs(y));
    double tiny = 1e-9 * largest;
    for (int i = 0; i < rows; i++)
      if (Math.abs(rowDual[i]) > tiny) used[2 * i + (rowDual[i] > 0 ? 0 : 1)] = true;
    for (int j = 0; j < columns; j++)
      if (Math.abs(pull[j]) > tiny) used[2 * (rows + j) + (pull[j] < 0 ? 0 : 1)] = true;
    for (int s = 0; s < used.length; s++) used[s] &= removable(s);
    return used;
  }

  /// Forbids all violations and makes the objective the distance of one side, which must have been removed, from its
  /// bound: the optimum is how far that side alone would have to move.
  void aim(int side) {
    for (int k = columns; k < columns + 2 * rows; k++) elastic.bounds(k, 0, 0);
    for (int j = 0; j < columns + 2 * rows; j++) elastic.cost(j, 0);
    int k = index(side);
    double sign = isLower(side) ? -1 : 1;
    if (!ofRow(side)) {
      elastic.cost(k, sign);
      return;
    }
    // a violation of the row moves it without bound; the side is put back so that it must be paid for
    restore(side);
    int free = isLower(side) ? columns + k : columns + rows + k;
    elastic.bounds(free, 0, Double.POSITIVE_INFINITY);
    elastic.cost(free, 1);
  }

  /// The distance that the solution of an aimed program gives.
  double distance(int side, double[] x) {
    int k = index(side);
    if (ofRow(side)) return x[isLower(side) ? columns + k : columns + rows + k];
    return isLower(side) ? bound(side) - x[k] : x[k] - bound(side);
  }
}
