package org.loadstar.study;

import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Solver;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.lp.ipm.InteriorPoint;

/// Chooses a solver, solves and certifies.
///
/// `auto`: HiGHS below [#SMALL] nonzeros (a vertex in seconds), above it our interior point method, and HiGHS again when that does
/// not reach its tolerance. The measurement behind the constant is repeated by `bench/`.
final class Solving {
  static final int SMALL = 30_000;

  /// Not solved.
  static final Solved NONE =
      new Solved(
          new Solution(Status.LIMIT, null, null, Double.NaN, Double.NEGATIVE_INFINITY, 0, 0, "none", false, null),
          new Certificate(false, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NEGATIVE_INFINITY, false));

  private Solving() {}

  /// A solved program with its certificate.
  record Solved(Solution solution, Certificate certificate) {
    boolean hasPlan() {
      return solution.x() != null && solution.rowDual() != null && certificate.primalResidual() <= 1e-6;
    }
  }

  /// A solve that does not fit the heap has failed like any other: the caller goes on with what it has.
  private static Solution attempt(Solver solver, Lp lp, SolveOptions options, Progress progress) {
    try {
      return solver.solve(lp, options, progress);
    } catch (OutOfMemoryError e) {
      return new Solution(
          Status.FAILED, null, null, Double.NaN, Double.NEGATIVE_INFINITY, 0, 0, solver.name() + " (heap too small)", false, null);
    }
  }

  static Solved solve(Lp lp, String choice, SolveOptions options, Progress progress) {
    boolean linear = !lp.isQuadratic() && !lp.isMixedInteger();
    boolean ipm = choice.equals("ipm") || choice.equals("auto") && linear && lp.nonzeros() > SMALL;
    Solver first = ipm ? new InteriorPoint() : new HighsSolver();
    long begun = System.nanoTime();
    Solution s = attempt(first, lp, options, progress);
    Certificate c = Certificate.of(lp, s);
    boolean settled = s.status() == Status.LIMIT || s.status() == Status.INTERRUPTED || s.status() == Status.OPTIMAL && c.ok();
    if (settled || !ipm || choice.equals("ipm") && s.status() != Status.FAILED) return new Solved(s, c);
    double left = options.maxSeconds() - (System.nanoTime() - begun) / 1e9;
    if (left <= 1) return new Solved(s, c);
    Solution again = new HighsSolver().solve(lp, options.withMaxSeconds(left), progress);
    return new Solved(again, Certificate.of(lp, again));
  }
}
