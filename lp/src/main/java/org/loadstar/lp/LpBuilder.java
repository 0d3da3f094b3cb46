package org.loadstar.lp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/// Collects the blocks, bounds, costs and terms of a program and merges them into an [Lp].
///
/// Terms are written through one reused cursor into arrays (row, column, value) that grow by chunks and are merged and
/// counted into column order once, in [#build]. Nothing is allocated per term. Blocks must be opened before their indices are
/// used; terms may come in any order, and equal (row, column) pairs add up.
public final class LpBuilder {
  private int columns;
  private int rows;
  private double[] lower = new double[1024];
  private double[] upper = new double[1024];
  private boolean[] integer = new boolean[1024];
  private double[] rowLower = new double[1024];
  private double[] rowUpper = new double[1024];
  private final Terms terms = new Terms();
  private double offset;
  private final List<Block> columnBlocks = new ArrayList<>();
  private final List<Block> rowBlocks = new ArrayList<>();
  private final CostTable costs = new CostTable();
  private final Row cursor = new Row();

  /// Opens a block of columns outside time.
  public Block columns(String name, String unit, int stage, List<String> members, double lo, double up) {
    return openColumns(new Block(name, unit, columns, members.size(), 1, stage, false, members), lo, up);
  }

  /// Opens a block of columns with one column per member and timestep.
  public Block columns(String name, String unit, int stage, List<String> members, int hours, double lo, double up) {
    return openColumns(new Block(name, unit, columns, members.size(), hours, stage, true, members), lo, up);
  }

  /// Opens a block of rows outside time; a row that is never closed by a sense is free.
  public Block rows(String name, String unit, int stage, List<String> members) {
    return openRows(new Block(name, unit, rows, members.size(), 1, stage, false, members));
  }

  /// Opens a block of rows with one row per member and timestep.
  public Block rows(String name, String unit, int stage, List<String> members, int hours) {
    return openRows(new Block(name, unit, rows, members.size(), hours, stage, true, members));
  }

  private Block openColumns(Block b, double lo, double up) {
    columnBlocks.add(b);
    int end = Math.addExact(columns, b.size());
    lower = grow(lower, end);
    upper = grow(upper, end);
    if (integer.length < end) integer = Arrays.copyOf(integer, Math.max(end, 2 * integer.length));
    Arrays.fill(lower, columns, end, lo);
    Arrays.fill(upper, columns, end, up);
    columns = end;
    return b;
  }

  private Block openRows(Block b) {
    rowBlocks.add(b);
    int end = Math.addExact(rows, b.size());
    rowLower = grow(rowLower, end);
    rowUpper = grow(rowUpper, end);
    Arrays.fill(rowLower, rows, end, Double.NEGATIVE_INFINITY);
    Arrays.fill(rowUpper, rows, end, Double.POSITIVE_INFINITY);
    rows = end;
    return b;
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  /// Sets both bounds of a column.
  public void bounds(int column, double lo, double up) {
    lower[column] = lo;
    upper[column] = up;
  }

  public double lower(int column) {
    return lower[column];
  }

  public double upper(int column) {
    return upper[column];
  }

  public void integer(int column) {
    integer[column] = true;
  }

  /// Adds an amount per unit of the column to the objective, under a category.
  public void cost(int column, String category, double amount) {
    costs.add(column, category, CostTable.OF_COLUMN, amount, true);
  }

  /// Adds an amount per unit of the column to the objective, under a category and a stage of its own.
  public void cost(int column, String category, int stage, double amount) {
    costs.add(column, category, stage, amount, true);
  }

  /// Adds `amount * x^2` for column x to the objective, under a category; amounts of one column add up.
  ///
  /// @param amount in units of the objective per squared unit of the column, finite and >= 0, so that the program stays
  ///     convex. The second derivative that [Lp#quadratics] holds is twice this
  public void quadratic(int column, String category, double amount) {
    quadratic(column, category, CostTable.OF_COLUMN, amount);
  }

  /// Adds `amount * x^2` for column x to the objective, under a category and a stage of its own.
  public void quadratic(int column, String category, int stage, double amount) {
    if (!(amount >= 0) || Double.isInfinite(amount))
      throw new IllegalArgumentException(
          "the quadratic cost of column " + column + " (" + category + ") is " + amount + "; it must be finite and >= 0");
    costs.addQuadratic(column, category, stage, amount);
  }

  /// Records an amount per unit of the column under a category without putting it into the objective.
  public void memo(int column, String category, double amount) {
    costs.add(column, category, CostTable.OF_COLUMN, amount, false);
  }

  /// Records an amount under a category and a stage of its own without putting it into the objective.
  public void memo(int column, String category, int stage, double amount) {
    costs.add(column, category, stage, amount, false);
  }

  /// Adds a constant to the objective under a category.
  public void constant(String category, int stage, double amount) {
    costs.constant(category, stage, amount, true);
    offset += amount;
  }

  /// Records a constant under a category outside the objective.
  public void memoConstant(String category, int stage, double amount) {
    costs.constant(category, stage, amount, false);
  }

  /// Adds the costs of some categories of the objective to a row, in one stage or (negative) all.
  ///
  /// @return the constants among them, which the row does not hold
  public double costsTo(int row, Predicate<String> categories, int stage) {
    return costs.each(categories, stage, stages(columnBlocks, columns), (j, amount) -> at(row).add(j, amount));
  }

  /// Points the one reused cursor at a row. The cursor is valid until the next call.
  public Row at(int row) {
    cursor.row = row;
    return cursor;
  }

  /// Merges the terms and returns the program. The builder may not be used afterwards.
  public Lp build() {
    Terms.Columns matrix = terms.merge(rows, columns);
    return new Lp(
        costs.objective(columns),
        costs.curvature(columns),
        Arrays.copyOf(lower, columns),
        Arrays.copyOf(upper, columns),
        Arrays.copyOf(rowLower, rows),
        Arrays.copyOf(rowUpper, rows),
        matrix.start(),
        matrix.index(),
        matrix.value(),
        Arrays.copyOf(integer, columns),
        new int[][] {
          stages(columnBlocks, columns), hours(columnBlocks, columns), stages(rowBlocks, rows), hours(rowBlocks, rows)
        },
        columnBlocks,
        rowBlocks,
        offset);
  }

  /// The costs by category, for reports.
  public CostTable costTable() {
    return costs;
  }

  public List<Block> columnBlocks() {
    return Collections.unmodifiableList(columnBlocks);
  }

  private static int[] stages(List<Block> blocks, int n) {
    int[] tag = new int[n];
    for (Block b : blocks) Arrays.fill(tag, b.first(), b.first() + b.size(), b.stage());
    return tag;
  }

  private static int[] hours(List<Block> blocks, int n) {
    int[] tag = new int[n];
    for (Block b : blocks)
      for (int k = 0; k < b.size(); k++) tag[b.first() + k] = b.timed() ? k % b.hours() : -1;
    return tag;
  }

  private static double[] grow(double[] a, int n) {
    return a.length >= n ? a : Arrays.copyOf(a, Math.max(n, 2 * a.length));
  }

  /// The cursor: adds terms to one row and closes it with a sense. Closing twice overwrites the bounds; an open row stays
  /// as it is, so a ledger's rows are closed by whoever owns the ledger.
  public final class Row {
    private int row;

    /// Adds `coefficient * column`; a zero coefficient writes nothing.
    public Row add(int column, double coefficient) {
      if (coefficient == 0) return this;
      assert column >= 0 && column < columns : "column " + column;
      terms.add(row, column, coefficient);
      return this;
    }

    public void eq(double rhs) {
      between(rhs, rhs);
    }

    public void le(double rhs) {
      between(Double.NEGATIVE_INFINITY, rhs);
    }

    public void ge(double rhs) {
      between(rhs, Double.POSITIVE_INFINITY);
    }

    public void between(double lo, double up) {
      rowLower[row] = lo;
      rowUpper[row] = up;
    }
  }
}
