package org.loadstar.lp;

import java.util.Arrays;
import java.util.List;

/// A linear, mixed-integer or separable convex quadratic program, minimised:
///
/// ```
/// min c'x + 1/2 sum_j q_j x_j^2 + offset   subject to   rowLower <= A x <= rowUpper,   lower <= x <= upper,
///                                                       x_j integer for marked j,   q >= 0
/// ```
///
/// A is held by columns (CSC): the entries of column j stand at `start[j] .. start[j+1]-1` of `index` (row) and `value`,
/// rows ascending, no duplicates. Infinite bounds are `Double.POSITIVE_INFINITY` / `NEGATIVE_INFINITY`.
///
/// The arrays returned by the plural accessors are live views for solvers and must not be written; changes between
/// solves go through [#bounds], [#cost], [#quadratic], [#rowBounds] and [#coefficient], and a [Session] picks them up at its next solve.
public final class Lp {
  private final int columns;
  private final int rows;
  private final double[] cost;
  private double[] quadratic;
  private final double[] lower;
  private final double[] upper;
  private final double[] rowLower;
  private final double[] rowUpper;
  private final int[] start;
  private final int[] index;
  private final double[] value;
  private final boolean[] integer;
  private final int[] columnStage;
  private final int[] columnHour;
  private final int[] rowStage;
  private final int[] rowHour;
  private final List<Block> columnBlocks;
  private final List<Block> rowBlocks;
  private final double offset;

  Lp(
      double[] cost,
      double[] quadratic,
      double[] lower,
      double[] upper,
      double[] rowLower,
      double[] rowUpper,
      int[] start,
      int[] index,
      double[] value,
      boolean[] integer,
      int[][] tags,
      List<Block> columnBlocks,
      List<Block> rowBlocks,
      double offset) {
    this.columns = cost.length;
    this.rows = rowLower.length;
    this.cost = cost;
    this.quadratic = quadratic;
    this.lower = lower;
    this.upper = upper;
    this.rowLower = rowLower;
    this.rowUpper = rowUpper;
    this.start = start;
    this.index = index;
    this.value = value;
    this.integer = integer;
    this.columnStage = tags[0];
    this.columnHour = tags[1];
    this.rowStage = tags[2];
    this.rowHour = tags[3];
    this.columnBlocks = List.copyOf(columnBlocks);
    this.rowBlocks = List.copyOf(rowBlocks);
    this.offset = offset;
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  public int nonzeros() {
    return start[columns];
  }

  public double offset() {
    return offset;
  }

  public double[] costs() {
    return cost;
  }

  /// The q_j: second derivatives of the cost of each column, twice the amount per squared unit; empty when the program has
  /// no quadratic cost.
  public double[] quadratics() {
    return quadratic;
  }

  /// q_j, 0 for a program without quadratic costs.
  public double quadratic(int j) {
    return quadratic.length == 0 ? 0 : quadratic[j];
  }

  /// True when at least one column has a quadratic cost.
  public boolean isQuadratic() {
    for (double q : quadratic) if (q != 0) return true;
    return false;
  }

  public double[] lowers() {
    return lower;
  }

  public double[] uppers() {
    return upper;
  }

  public double[] rowLowers() {
    return rowLower;
  }

  public double[] rowUppers() {
    return rowUpper;
  }

  public int[] starts() {
    return start;
  }

  public int[] indices() {
    return index;
  }

  public double[] values() {
    return value;
  }

  public boolean[] integers() {
    return integer;
  }

  /// True when at least one column is integer.
  public boolean isMixedInteger() {
    for (boolean b : integer) if (b) return true;
    return false;
  }

  /// Stage tag of each column; -1 is common to all stages.
  public int[] columnStages() {
    return columnStage;
  }

  /// Timestep tag of each column; -1 stands outside time.
  public int[] columnHours() {
    return columnHour;
  }

  public int[] rowStages() {
    return rowStage;
  }

  public int[] rowHours() {
    return rowHour;
  }

  public List<Block> columnBlocks() {
    return columnBlocks;
  }

  public List<Block> rowBlocks() {
    return rowBlocks;
  }

  /// Sets the bounds of column j.
  public void bounds(int j, double lo, double up) {
    lower[j] = lo;
    upper[j] = up;
  }

  /// Sets the cost of column j.
  public void cost(int j, double c) {
    cost[j] = c;
  }

  /// Sets q_j, the second derivative of the cost of column j.
  ///
  /// @throws IllegalArgumentException when q is negative or not finite
  public void quadratic(int j, double q) {
    if (!(q >= 0) || Double.isInfinite(q))
      throw new IllegalArgumentException("the quadratic cost of " + columnName(j) + " is " + q + "; it must be finite and >= 0");
    if (quadratic.length == 0 && q != 0) quadratic = new double[columns];
    if (quadratic.length > 0) quadratic[j] = q;
  }

  /// Sets the bounds of row i.
  public void rowBounds(int i, double lo, double up) {
    rowLower[i] = lo;
    rowUpper[i] = up;
  }

  /// Sets an existing coefficient.
  ///
  /// @throws IllegalArgumentException when (row, column) is not in the pattern
  public void coefficient(int row, int column, double v) {
    int k = Arrays.binarySearch(index, start[column], start[column + 1], row);
    if (k < 0) throw new IllegalArgumentException("no coefficient at " + rowName(row) + ", " + columnName(column));
    value[k] = v;
  }

  /// Makes column j integer or continuous.
  public void integer(int j, boolean isInteger) {
    integer[j] = isInteger;
  }

  /// An independent copy, for solves in parallel.
  public Lp copy() {
    return copy(cost.clone(), quadratic.clone(), offset);
  }

  /// A copy with neither costs nor offset.
  public Lp withoutCosts() {
    return copy(new double[columns], new double[0], 0);
  }

  private Lp copy(double[] c, double[] q, double constant) {
    return new Lp(
        c,
        q,
        lower.clone(),
        upper.clone(),
        rowLower.clone(),
        rowUpper.clone(),
        start,
        index,
        value.clone(),
        integer.clone(),
        new int[][] {columnStage, columnHour, rowStage, rowHour},
        columnBlocks,
        rowBlocks,
        constant);
  }

  /// A row to be added: the sum of values times columns is at least `lower`.
  ///
  /// @param columns without duplicates
  public record MoreRow(String name, int stage, int[] columns, double[] values, double lower) {}

  /// A copy with more rows behind those that are there, in one block each, outside time.
  public Lp with(List<MoreRow> more) {
    int[] at = new int[columns + 1];
    for (MoreRow r : more) for (int j : r.columns) at[j + 1]++;
    for (int j = 0; j < columns; j++) at[j + 1] += at[j];
    for (int j = 0; j <= columns; j++) at[j] += start[j];
    int[] newIndex = new int[at[columns]];
    double[] newValue = new double[at[columns]];
    int[] free = new int[columns];
    for (int j = 0; j < columns; j++) {
      int n = start[j + 1] - start[j];
      System.arraycopy(index, start[j], newIndex, at[j], n);
      System.arraycopy(value, start[j], newValue, at[j], n);
      free[j] = at[j] + n;
    }
    double[] lo = Arrays.copyOf(rowLower, rows + more.size());
    double[] up = Arrays.copyOf(rowUpper, lo.length);
    int[] stages = Arrays.copyOf(rowStage, lo.length);
    int[] hours = Arrays.copyOf(rowHour, lo.length);
    List<Block> blocks = new java.util.ArrayList<>(rowBlocks);
    for (int r = 0; r < more.size(); r++) {
      MoreRow m = more.get(r);
      for (int k = 0; k < m.columns.length; k++) {
        newIndex[free[m.columns[k]]] = rows + r;
        newValue[free[m.columns[k]]++] = m.values[k];
      }
      lo[rows + r] = m.lower;
      up[rows + r] = Double.POSITIVE_INFINITY;
      stages[rows + r] = m.stage;
      hours[rows + r] = -1;
      blocks.add(new Block(m.name, "", rows + r, 1, 1, m.stage, false, List.of("")));
    }
    return new Lp(cost.clone(), quadratic.clone(), lower.clone(), upper.clone(), lo, up, at, newIndex, newValue, integer.clone(),
        new int[][] {columnStage, columnHour, stages, hours}, columnBlocks, blocks, offset);
  }

  /// A copy without integer marks.
  public Lp relaxed() {
    Lp copy = copy();
    Arrays.fill(copy.integer, false);
    return copy;
  }

  public String columnName(int j) {
    return name(columnBlocks, j, "c");
  }

  public String rowName(int i) {
    return name(rowBlocks, i, "r");
  }

  /// A x.
  public double[] times(double[] x) {
    double[] ax = new double[rows];
    for (int j = 0; j < columns; j++) {
      double xj = x[j];
      if (xj == 0) continue;
      for (int k = start[j]; k < start[j + 1]; k++) ax[index[k]] += value[k] * xj;
    }
    return ax;
  }

  /// A' y.
  public double[] transposeTimes(double[] y) {
    double[] aty = new double[columns];
    for (int j = 0; j < columns; j++) {
      double s = 0;
      for (int k = start[j]; k < start[j + 1]; k++) s += value[k] * y[index[k]];
      aty[j] = s;
    }
    return aty;
  }

  /// c'x + 1/2 sum_j q_j x_j^2 + offset.
  public double objective(double[] x) {
    double s = offset;
    for (int j = 0; j < columns; j++) s += cost[j] * x[j];
    for (int j = 0; j < quadratic.length; j++) s += 0.5 * quadratic[j] * x[j] * x[j];
    return s;
  }

  private static String name(List<Block> blocks, int k, String fallback) {
    int lo = 0;
    int hi = blocks.size() - 1;
    while (lo <= hi) {
      int mid = (lo + hi) >>> 1;
      Block b = blocks.get(mid);
      if (k < b.first()) hi = mid - 1;
      else if (k >= b.first() + b.size()) lo = mid + 1;
      else return b.entryName(k - b.first());
    }
    return fallback + k;
  }
}
