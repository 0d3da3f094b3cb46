package org.loadstar.lp.ipm;

import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Boxes;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.SafeBound;

/// The best that an iteration has found: the cheapest plan that meets every row, and the duals of the best proven bound.
/// They need not come from the same iterate: the gap is between these two, and nothing else.
final class Incumbent {
  /// Violation of a row, in its scale, that a plan may have; the certificate allows 1e-6.
  static final double FEASIBLE = 5e-7;

  private final Lp lp;
  private final Presolve presolve;
  private final Equilibration scale;
  private Boxes boxes;
  private double @Nullable [] x;
  private double @Nullable [] y;
  private double objective = Double.POSITIVE_INFINITY;
  private double bound = Double.NEGATIVE_INFINITY;
  /// Relative primal error up to which a point is worth a look.
  private double promising = 1e-6;

  Incumbent(Lp lp, Presolve presolve, Equilibration scale, Boxes boxes) {
    this.lp = lp;
    this.presolve = presolve;
    this.scale = scale;
    this.boxes = boxes;
  }

  /// The plan in the program's own units, null when none is feasible yet.
  double @Nullable [] plan() {
    return x;
  }

  /// The duals of the bound, null when there is no finite bound yet.
  double @Nullable [] duals() {
    return y;
  }

  /// Cost of the plan, +infinity without one.
  double objective() {
    return objective;
  }

  /// Proven lower bound, -infinity without one.
  double bound() {
    return bound;
  }

  /// Distance of plan and bound.
  double gap() {
    return objective - bound;
  }

  /// Takes the columns of the iterate if they are feasible and cheaper.
  void offer(Iterate at, double claimed) {
    if (!(at.primalError <= promising) || claimed >= objective) return;
    double[] trial = presolve.restoreColumns(scale.unscaleColumns(at.v));
    if (Certificate.primalResidual(lp, trial) > FEASIBLE) {
      promising = Math.min(promising, at.primalError) / 3;
      return;
    }
    double cost = lp.objective(trial);
    if (cost >= objective) return;
    x = trial;
    objective = cost;
  }

  /// Takes row duals if they prove more. Where that is much less than expected, boxes are drawn again with the cost of the
  /// plan, once: they then close columns that no row bounds.
  ///
  /// @param expected the bound if the duals had no residual
  /// @param slack by how much less is proven without trying again
  void prove(double[] duals, double expected, double slack) {
    double[] trial = presolve.restoreRows(scale.unscaleRows(duals));
    double b = SafeBound.of(lp, trial, boxes);
    if (b < expected - slack && x != null && Double.isInfinite(boxes.incumbent())) {
      boxes = Certificate.boxes(lp, objective);
      b = SafeBound.of(lp, trial, boxes);
    }
    if (b <= bound) return;
    bound = b;
    y = trial;
  }
}
