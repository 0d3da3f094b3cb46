package org.loadstar.lp;

/// How a solve ended.
public enum Status {
  /// Solved to the asked tolerance.
  OPTIMAL,
  /// Proven to have no solution.
  INFEASIBLE,
  /// Proven unbounded.
  UNBOUNDED,
  /// Stopped by a time or iteration limit; the solution may hold a feasible point and a bound.
  LIMIT,
  /// Stopped by the user; the solution may hold a feasible point and a bound.
  INTERRUPTED,
  /// The solver could not go on (numerical trouble).
  FAILED
}
