package org.loadstar.model;

import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Solution;

/// A solution beside its program, with reduced costs.
///
/// Where modules and units are whole, the duals of a plan are those of the program with its whole numbers fixed: they price energy, but a
/// limit that leaves no room for one more module has none. What binds is then told by the duals of the relaxation ([#binding]).
public final class Result {
  private final Lp lp;
  private final double[] x;
  private final double[] rowDual;
  private final double[] reduced;
  private final double[] activity;
  private final boolean vertex;
  private final @Nullable Result binding;

  public Result(Lp lp, Solution solution) {
    this(lp, solution, null);
  }

  /// @param relaxation row duals of the relaxation of a plan with whole numbers, null where the duals of the plan say what binds
  public Result(Lp lp, Solution solution, double @Nullable [] relaxation) {
    this(lp, solution, solution.duals(), relaxation == null ? null : new Result(lp, solution, relaxation, null));
  }

  private Result(Lp lp, Solution solution, double[] rowDual, @Nullable Result binding) {
    this.lp = lp;
    this.x = solution.point();
    this.rowDual = rowDual;
    this.vertex = solution.vertex();
    this.binding = binding;
    activity = binding == null ? lp.times(x) : binding.activity;
    double[] aty = lp.transposeTimes(rowDual);
    reduced = new double[aty.length];
    for (int j = 0; j < reduced.length; j++) reduced[j] = lp.costs()[j] - aty[j];
  }

  public Lp lp() {
    return lp;
  }

  /// Value of a column.
  public double value(int column) {
    return x[column];
  }

  /// Dual of a row: change of the objective per unit of its right-hand side.
  public double dual(int row) {
    return rowDual[row];
  }

  /// Value of a row, A x.
  public double activity(int row) {
    return activity[row];
  }

  /// Reduced cost of a column: change of the objective per unit of its binding bound.
  public double reduced(int column) {
    return reduced[column];
  }

  /// The same plan with the duals that say what binds.
  public Result binding() {
    return binding == null ? this : binding;
  }

  /// What 1 % of the limit of a row is worth, discounted USD; 0 where it has no dual.
  public double worth(int row) {
    double limit = rowDual[row] > 0 ? lp.rowLowers()[row] : lp.rowUppers()[row];
    return rowDual[row] == 0 || Double.isInfinite(limit) ? 0 : 0.01 * Math.abs(rowDual[row] * limit) * 1e6;
  }

  /// The same of the upper bound of a column.
  public double worthOfBound(int column) {
    double limit = lp.uppers()[column];
    return reduced[column] >= 0 || Double.isInfinite(limit) ? 0 : 0.01 * Math.abs(reduced[column] * limit) * 1e6;
  }

  /// True when the duals are those of a vertex, false for an interior solution.
  public boolean vertex() {
    return vertex;
  }

  public double[] point() {
    return x;
  }
}
