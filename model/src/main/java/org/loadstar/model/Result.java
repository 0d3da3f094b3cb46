package org.loadstar.model;

import org.loadstar.lp.Lp;
import org.loadstar.lp.Solution;

/// A solution beside its program, with reduced costs.
public final class Result {
  private final Lp lp;
  private final double[] x;
  private final double[] rowDual;
  private final double[] reduced;
  private final double[] activity;
  private final boolean vertex;

  public Result(Lp lp, Solution solution) {
    this.lp = lp;
    this.x = solution.point();
    this.rowDual = solution.duals();
    this.vertex = solution.vertex();
    activity = lp.times(x);
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

  /// True when the duals are those of a vertex, false for an interior solution.
  public boolean vertex() {
    return vertex;
  }

  public double[] point() {
    return x;
  }
}
