package org.loadstar.lp;

import org.jspecify.annotations.Nullable;

/// Directions in which a program may go on without end: along d no row and no bound ends, no quadratic cost grows, and every column stays
/// in [-1, 1]. A program with a feasible point is unbounded when the cost falls along one of them.
public final class Recession {
  private Recession() {}

  /// The program of directions, linear and without integers.
  public static Lp of(Lp lp) {
    Lp cone = lp.relaxed();
    for (int j = 0; j < cone.columns(); j++) {
      boolean curved = lp.quadratic(j) != 0;
      if (curved) cone.quadratic(j, 0);
      cone.bounds(
          j,
          curved || lp.lowers()[j] != Double.NEGATIVE_INFINITY ? 0 : -1,
          curved || lp.uppers()[j] != Double.POSITIVE_INFINITY ? 0 : 1);
    }
    for (int i = 0; i < cone.rows(); i++)
      cone.rowBounds(
          i,
          lp.rowLowers()[i] == Double.NEGATIVE_INFINITY ? Double.NEGATIVE_INFINITY : 0,
          lp.rowUppers()[i] == Double.POSITIVE_INFINITY ? Double.POSITIVE_INFINITY : 0);
    return cone;
  }

  /// The direction along which the cost falls most, or null where none was found.
  public static double @Nullable [] steepest(Lp lp, Solver solver, SolveOptions options) {
    Lp cone = of(lp);
    Solution s = solver.solve(cone, options, Progress.silent());
    double[] d = s.x();
    return d != null && cone.objective(d) < cone.offset() ? d : null;
  }
}
