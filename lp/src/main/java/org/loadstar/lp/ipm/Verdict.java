package org.loadstar.lp.ipm;

import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Boxes;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Recession;
import org.loadstar.lp.SafeBound;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;

/// Why a program has no optimum, with proof; what cannot be proven stays [Status#FAILED].
///
/// Infeasible: the program without costs has zero as its only possible value, so row duals that prove a bound above zero
/// (Farkas) exclude every point; the bound is [SafeBound]'s, rounded outward. A column without a bound on some side is
/// held within [#FAR] there, since its reduced cost is never exactly zero: what is proven is that no point of that size
/// exists. Unbounded: a feasible point, and a direction inside the box [-1, 1] along which no row and no bound ends and
/// the cost falls.
final class Verdict {
  static final double FAR = 1e8;
  private static final double STEEP = 1e-6;

  private Verdict() {}

  static Status of(Lp lp, SolveOptions options, Watch watch) {
    Lp free = lp.copy();
    for (int j = 0; j < free.columns(); j++) free.cost(j, 0);
    Boxes boxes = boxes(free);
    Solution point = solve(free, options, watch, boxes);
    double[] y = point.rowDual();
    if (y != null && excludes(free, y, boxes)) return Status.INFEASIBLE;
    if (point.status() == Status.INFEASIBLE) return Status.INFEASIBLE;
    double[] x = point.x();
    if (x == null || Certificate.primalResidual(lp, x) > 1e-6) return Status.FAILED;
    double[] direction = solve(Recession.of(lp), options, watch, null).x();
    return direction != null && falls(lp, direction) ? Status.UNBOUNDED : Status.FAILED;
  }

  /// One attempt without a verdict of its own, ended by the first bound above zero.
  private static Solution solve(Lp lp, SolveOptions options, Watch watch, @Nullable Boxes boxes) {
    SolveOptions rest = options.withGap(1e-9).withMaxSeconds(watch.left());
    Progress look =
        (seconds, iteration, lower, upper) -> {
          watch.check();
          return boxes == null || lower <= lp.offset();
        };
    return new InteriorPointSession(lp).attempt(rest, new Watch(rest, look), boxes);
  }

  /// Boxes within which infeasibility is looked for.
  static Boxes boxes(Lp lp) {
    Lp near = lp.copy();
    for (int j = 0; j < near.columns(); j++) {
      double lo = near.lowers()[j];
      double up = near.uppers()[j];
      near.bounds(j, Double.isInfinite(lo) ? Math.min(-FAR, up - FAR) : lo, Double.isInfinite(up) ? Math.max(FAR, lo + FAR) : up);
    }
    return Boxes.implied(near, Double.POSITIVE_INFINITY, 3);
  }

  /// True when the duals prove that no point inside the boxes meets the rows of a program without costs.
  static boolean excludes(Lp free, double[] duals, Boxes boxes) {
    return SafeBound.of(free, duals, boxes) > free.offset();
  }

  /// True when the cost falls along the direction far more than the direction misses the rows.
  static boolean falls(Lp lp, double[] direction) {
    double steepest = 0;
    for (double c : lp.costs()) steepest = Math.max(steepest, Math.abs(c));
    Lp cone = Recession.of(lp);
    double fall = cone.offset() - cone.objective(direction);
    return fall > STEEP * steepest && Certificate.primalResidual(cone, direction) <= 1e-3 * fall / steepest;
  }
}
