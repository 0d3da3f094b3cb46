package org.loadstar.lp.ipm;

import java.util.Arrays;

/// One step of the infeasible primal-dual method: Mehrotra's predictor and corrector ("On the implementation of a
/// primal-dual interior point method", SIAM J. Optim. 2, 1992) and Gondzio's multiple centrality corrections
/// (Computational Optimization and Applications 6, 1996).
///
/// For each bound the Newton equation is `zl dv + (v - l) dzl = cl` and `-zu dv + (u - v) dzu = cu`; eliminating the bound
/// duals and the row activities leaves the [NewtonSystem].
final class PredictorCorrector {
  private final Iterate at;
  private final NewtonSystem system;
  private final Workers workers;
  private final int n;
  private final int m;
  private final double[] cl;
  private final double[] cu;
  /// The direction so far: of v, the two bound duals and y.
  private final double[] bv;
  private final double[] bl;
  private final double[] bu;
  private final double[] by;
  /// A correction to it.
  private final double[] dv;
  private final double[] dl;
  private final double[] du;
  private final double[] dy;
  private final double[] f;
  private final double[] g;
  private static final int WEIGHTS = 7;
  /// Residual over tolerance from which a direction counts as failed and more is added to the diagonal.
  private static final double POOR = 20;
  private static final double MOST_ADDED = 1e-6;
  /// How much longer than now a correction wants the steps to be.
  private static final double AIM = 0.4;
  /// Part of the way to the boundary that a step takes; nearly all of it once steps are long.
  private static final double BACK = 0.97;
  private double added = 1e-9;
  private double primalReach;
  private double dualReach;
  double primalStep;
  double dualStep;

  PredictorCorrector(Iterate at, NewtonSystem system, Workers workers) {
    this.at = at;
    this.system = system;
    this.workers = workers;
    n = at.n;
    m = at.p.rows;
    cl = new double[at.all];
    cu = new double[at.all];
    bv = new double[at.all];
    bl = new double[at.all];
    bu = new double[at.all];
    by = new double[m];
    dv = new double[at.all];
    dl = new double[at.all];
    du = new double[at.all];
    dy = new double[m];
    f = new double[at.all];
    g = new double[m];
  }

  /// Factorises at the current point and takes one step.
  ///
  /// @param corrections most centrality corrections
  /// @param columnTolerance residual to which directions are solved, of the columns and rows
  void step(int corrections, double columnTolerance, double rowTolerance) {
    weigh();
    double mu = at.mu;
    double quality;
    for (; ; added *= 10) {
      system.factor(added);
      quality = predict(columnTolerance, rowTolerance);
      if (quality <= POOR || added >= MOST_ADDED) break;
    }
    // A factor that solved the predictor without refinement is trusted with the corrections.
    boolean refine = quality > 0.1 || system.rounds > 1;
    reach();
    double ratio = Math.max(0, gapAfter()) / mu;
    double sigma = Math.max(1e-6, Math.min(1, ratio * ratio * ratio));
    double least = primalReach * dualReach;
    secondOrder(sigma * mu);
    correct(refine, columnTolerance, rowTolerance);
    blend(least, 1);
    for (int c = 0; c < corrections && (primalReach < 0.95 || dualReach < 0.95); c++) {
      double before = primalReach + dualReach;
      centre(sigma * mu, Math.min(1, 1.08 * primalReach + AIM), Math.min(1, 1.08 * dualReach + AIM));
      correct(refine, columnTolerance, rowTolerance);
      blend(primalReach * dualReach, 0);
      if (primalReach + dualReach < before + 0.01) break;
    }
    double back = Math.min(0.9999, Math.max(0.995, 1 - mu));
    primalStep = Math.min(1, (primalReach < 0.9 ? BACK : back) * primalReach);
    dualStep = Math.min(1, (dualReach < 0.9 ? BACK : back) * dualReach);
    move();
  }

  /// One step of the primal alone towards the rows, with products drawn to their mean.
  void restore() {
    weigh();
    system.factor(added);
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            double s = 0;
            if (at.hasLower[k]) s += at.zl[k] - at.mu / (at.v[k] - at.lower[k]);
            if (at.hasUpper[k]) s -= at.zu[k] - at.mu / (at.upper[k] - at.v[k]);
            f[k] = s;
            if (k >= n) g[k - n] = at.rp[k - n] - s * system.slack[k - n];
          }
        });
    double tolerance = Math.max(0.01 * at.primalResidual, 1e-12);
    system.solve(f, g, bv, by, true, Math.max(0.01 * at.dualResidual, 1e-12), tolerance);
    for (int k = n; k < at.all; k++) bv[k] = at.fixed[k] ? 0 : -(by[k - n] + f[k]) * system.slack[k - n];
    Arrays.fill(bl, 0);
    Arrays.fill(bu, 0);
    Arrays.fill(by, 0);
    reach();
    primalStep = Math.min(1, BACK * primalReach);
    dualStep = 0;
    move();
  }

  private void weigh() {
    workers.loop(n, (from, to) -> { for (int j = from; j < to; j++) system.theta[j] = at.theta(j); });
    workers.loop(
        m,
        (from, to) -> {
          for (int i = from; i < to; i++)
            system.slack[i] = at.fixed[n + i] ? 0 : 1 / Math.max(at.theta(n + i), 1e-16);
        });
  }

  private void move() {
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            at.v[k] += primalStep * bv[k];
            if (at.hasLower[k]) at.zl[k] += dualStep * bl[k];
            if (at.hasUpper[k]) at.zu[k] += dualStep * bu[k];
          }
        });
    workers.loop(m, (from, to) -> { for (int i = from; i < to; i++) at.y[i] += dualStep * by[i]; });
  }

  /// The direction towards zero residuals and zero products. Returns the residual over its tolerance.
  private double predict(double columnTolerance, double rowTolerance) {
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) f[k] = at.fixed[k] ? 0 : at.rd[k] + at.zl[k] - at.zu[k];
        });
    workers.loop(
        m, (from, to) -> { for (int i = from; i < to; i++) g[i] = at.rp[i] - f[n + i] * system.slack[i]; });
    double quality = system.solve(f, g, bv, by, true, columnTolerance, rowTolerance);
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            if (k >= n) bv[k] = at.fixed[k] ? 0 : -(by[k - n] + f[k]) * system.slack[k - n];
            if (at.hasLower[k]) bl[k] = -at.zl[k] - at.zl[k] * bv[k] / (at.v[k] - at.lower[k]);
            if (at.hasUpper[k]) bu[k] = -at.zu[k] + at.zu[k] * bv[k] / (at.upper[k] - at.v[k]);
          }
        });
    return quality;
  }

  /// cl, cu that move the products from zero to `product` and take back the second order term of the predictor.
  private void secondOrder(double product) {
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            if (at.hasLower[k]) cl[k] = product - bv[k] * bl[k];
            if (at.hasUpper[k]) cu[k] = product + bv[k] * bu[k];
          }
        });
  }

  /// cl, cu that bring outlying products at a longer step back to [0.1, 10] times the target.
  private void centre(double product, double primal, double dual) {
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            double move = primal * bv[k];
            if (at.hasLower[k]) cl[k] = pull((at.v[k] + move - at.lower[k]) * (at.zl[k] + dual * bl[k]), product);
            if (at.hasUpper[k]) cu[k] = pull((at.upper[k] - at.v[k] - move) * (at.zu[k] + dual * bu[k]), product);
          }
        });
  }

  private static double pull(double w, double product) {
    if (w < 0.1 * product) return Math.min(0.1 * product - w, 10 * product);
    if (w > 10 * product) return Math.max(10 * product - w, -10 * product);
    return 0;
  }

  /// Solves for the correction with the given cl, cu and zero residuals.
  private void correct(boolean refine, double columnTolerance, double rowTolerance) {
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            double s = 0;
            if (at.hasLower[k]) s -= cl[k] / (at.v[k] - at.lower[k]);
            if (at.hasUpper[k]) s += cu[k] / (at.upper[k] - at.v[k]);
            f[k] = s;
            if (k >= n) g[k - n] = -s * system.slack[k - n];
          }
        });
    system.solve(f, g, dv, dy, refine, columnTolerance, rowTolerance);
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            if (k >= n) dv[k] = at.fixed[k] ? 0 : -(dy[k - n] + f[k]) * system.slack[k - n];
            if (at.hasLower[k]) dl[k] = (cl[k] - at.zl[k] * dv[k]) / (at.v[k] - at.lower[k]);
            if (at.hasUpper[k]) du[k] = (cu[k] + at.zu[k] * dv[k]) / (at.upper[k] - at.v[k]);
          }
        });
  }

  /// Longest steps along the direction, at most 1.
  private void reach() {
    double[][] parts =
        workers.table(
            at.all,
            2,
            (from, to, out) -> {
              double a = 1;
              double b = 1;
              for (int k = from; k < to; k++) {
                double d = bv[k];
                if (at.hasLower[k]) {
                  if (at.v[k] - at.lower[k] + a * d < 0) a = (at.lower[k] - at.v[k]) / d;
                  if (at.zl[k] + b * bl[k] < 0) b = -at.zl[k] / bl[k];
                }
                if (at.hasUpper[k]) {
                  if (at.upper[k] - at.v[k] - a * d < 0) a = (at.upper[k] - at.v[k]) / d;
                  if (at.zu[k] + b * bu[k] < 0) b = -at.zu[k] / bu[k];
                }
              }
              out[0] = a;
              out[1] = b;
            });
    primalReach = 1;
    dualReach = 1;
    for (double[] part : parts) {
      primalReach = Math.min(primalReach, part[0]);
      dualReach = Math.min(dualReach, part[1]);
    }
  }

  private double gapAfter() {
    return workers.sum(
            at.all,
            (from, to) -> {
              double s = 0;
              for (int k = from; k < to; k++) {
                if (at.hasLower[k])
                  s += (at.v[k] + primalReach * bv[k] - at.lower[k]) * (at.zl[k] + dualReach * bl[k]);
                if (at.hasUpper[k])
                  s += (at.upper[k] - at.v[k] - primalReach * bv[k]) * (at.zu[k] + dualReach * bu[k]);
              }
              return s;
            })
        / at.complementarities;
  }

  /// Adds a weight times the correction to the direction, the weights of primal and dual in [least, 1] chosen for the
  /// longest steps (Colombo and Gondzio, Computational Optimization and Applications 41, 2008).
  ///
  /// @param first 0 when the weight may also be zero, so that a correction that shortens the step is dropped, 1 when not
  private void blend(double least, int first) {
    double[] weights = new double[WEIGHTS];
    for (int q = 1; q < WEIGHTS; q++) weights[q] = least + (1 - least) * (q - 1) / (WEIGHTS - 2);
    double[] reach = reaches(weights);
    int p = longest(reach, 0, first);
    int d = longest(reach, WEIGHTS, first);
    primalReach = reach[p];
    dualReach = reach[WEIGHTS + d];
    double wp = weights[p];
    double wd = weights[d];
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            bv[k] += wp * dv[k];
            bl[k] += wd * dl[k];
            bu[k] += wd * du[k];
          }
        });
    workers.loop(m, (from, to) -> { for (int i = from; i < to; i++) by[i] += wd * dy[i]; });
  }

  private static int longest(double[] reach, int at, int first) {
    int best = first;
    for (int q = first + 1; q < WEIGHTS; q++) if (reach[at + q] >= reach[at + best]) best = q;
    return best;
  }

  /// Longest steps along the direction plus each weight times the correction: of the primal, then of the dual. A weight
  /// is a mean of the extremes, so what neither extreme takes to its bound needs no closer look.
  private double[] reaches(double[] weights) {
    double[][] parts =
        workers.table(
            at.all,
            2 * WEIGHTS,
            (from, to, out) -> {
              Arrays.fill(out, 1);
              for (int k = from; k < to; k++) {
                if (at.hasLower[k]) {
                  double room = at.v[k] - at.lower[k];
                  if (room + Math.min(bv[k], bv[k] + dv[k]) < 0) limit(out, 0, weights, room, bv[k], dv[k]);
                  if (at.zl[k] + Math.min(bl[k], bl[k] + dl[k]) < 0)
                    limit(out, WEIGHTS, weights, at.zl[k], bl[k], dl[k]);
                }
                if (at.hasUpper[k]) {
                  double room = at.upper[k] - at.v[k];
                  if (room - Math.max(bv[k], bv[k] + dv[k]) < 0) limit(out, 0, weights, room, -bv[k], -dv[k]);
                  if (at.zu[k] + Math.min(bu[k], bu[k] + du[k]) < 0)
                    limit(out, WEIGHTS, weights, at.zu[k], bu[k], du[k]);
                }
              }
            });
    double[] reach = new double[2 * WEIGHTS];
    Arrays.fill(reach, 1);
    for (double[] part : parts) for (int q = 0; q < reach.length; q++) reach[q] = Math.min(reach[q], part[q]);
    return reach;
  }

  private static void limit(double[] out, int at, double[] weights, double room, double base, double correction) {
    for (int q = 0; q < WEIGHTS; q++) {
      double move = base + weights[q] * correction;
      if (room + out[at + q] * move < 0) out[at + q] = -room / move;
    }
  }
}
