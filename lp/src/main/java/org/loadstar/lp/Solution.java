package org.loadstar.lp;

import org.jspecify.annotations.Nullable;

/// What a solver returned. Sign convention: `reducedCost = c - A' rowDual`; a row dual is the change of the objective per
/// unit of its binding bound, so for a minimisation it is >= 0 at a binding lower bound and <= 0 at a binding upper bound.
///
/// @param status how the solve ended
/// @param x column values, or null when there is no point
/// @param rowDual row duals, or null when there are none
/// @param objective cost of the point, NaN without a point
/// @param bound a lower bound on the optimum claimed by the solver, -infinity when none
/// @param iterations iterations of the algorithm
/// @param seconds wall seconds
/// @param algorithm what solved it, as `highs simplex`, `highs ipm`, `ipm`
/// @param vertex true when the point is a basic solution (duals of a vertex), false for an interior solution
/// @param basis column and row basis statuses in the solver's own code for a warm start, or null
/// @param local true when the duals are those of the linear program left when the integer columns are fixed at the point:
///     they price small changes that leave the integers as they are, and prove little about the optimum
public record Solution(
    Status status,
    double @Nullable [] x,
    double @Nullable [] rowDual,
    double objective,
    double bound,
    long iterations,
    double seconds,
    String algorithm,
    boolean vertex,
    @Nullable Basis basis,
    boolean local) {

  /// A solution whose duals are those of the whole program.
  public Solution(
      Status status,
      double @Nullable [] x,
      double @Nullable [] rowDual,
      double objective,
      double bound,
      long iterations,
      double seconds,
      String algorithm,
      boolean vertex,
      @Nullable Basis basis) {
    this(status, x, rowDual, objective, bound, iterations, seconds, algorithm, vertex, basis, false);
  }

  /// A simplex basis: one status per column, one per row.
  public record Basis(int[] columns, int[] rows) {}

  /// The same point with other row duals.
  public Solution withDuals(double[] duals) {
    return new Solution(status, x, duals, objective, bound, iterations, seconds, algorithm, vertex, basis, local);
  }

  /// The column values.
  ///
  /// @throws IllegalStateException when there is no point
  public double[] point() {
    if (x == null) throw new IllegalStateException("no point: " + status);
    return x;
  }

  /// The row duals.
  ///
  /// @throws IllegalStateException when there are none
  public double[] duals() {
    if (rowDual == null) throw new IllegalStateException("no duals: " + status);
    return rowDual;
  }
}
