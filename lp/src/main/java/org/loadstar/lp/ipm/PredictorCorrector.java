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
  private final double[] dv;
  private final double[] dzl;
  private final double[] dzu;
  private final double[] dy;
  private final double[] f;
  private final double[] g;
  private final double[] dx;
  private final double[] keepV;
  private final double[] keepL;
  private final double[] keepU;
  private final double[] keepY;
  private static final int WEIGHTS = 7;
  /// Residual over tolerance from which a direction counts as failed and more is added to the diagonal.
  private static final double POOR = 20;
  private static final double MOST_ADDED = 1e-6;
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
    dv = new double[at.all];
    dzl = new double[at.all];
    dzu = new double[at.all];
    dy = new double[m];
    f = new double[at.all];
    g = new double[m];
    dx = new double[n];
    keepV = new double[at.all];
    keepL = new double[at.all];
    keepU = new double[at.all];
    keepY = new double[m];
  }

  /// A starting point after Mehrotra: least-squares solutions of the primal and dual equations, moved inside.
  void start() {
    Program p = at.p;
    Arrays.fill(system.theta, 1);
    for (int i = 0; i < m; i++) system.slack[i] = at.fixed[n + i] ? 0 : 1;
    system.factor(1e-8);
    double[] origin = new double[at.all];
    for (int k = 0; k < at.all; k++) origin[k] = Math.max(at.lower[k], Math.min(at.upper[k], 0));
    for (int i = 0; i < m; i++) g[i] = origin[n + i] - p.rowTimes(i, origin);
    Arrays.fill(f, 0);
    system.solve(f, g, dx, dy, 1e-8, 1e-8);
    for (int j = 0; j < n; j++) at.v[j] = origin[j] + dx[j];
    for (int i = 0; i < m; i++) at.v[n + i] = at.fixed[n + i] ? origin[n + i] : origin[n + i] - dy[i];
    System.arraycopy(p.cost, 0, f, 0, n);
    Arrays.fill(g, 0);
    system.solve(f, g, dx, at.y, 1e-8, 1e-8);
    double out = 0;
    double under = 0;
    double primalSize = 0;
    double dualSize = 0;
    for (int k = 0; k < at.all; k++) {
      if (!at.hasLower[k] && !at.hasUpper[k]) continue;
      if (at.hasLower[k]) out = Math.max(out, at.lower[k] - at.v[k]);
      if (at.hasUpper[k]) out = Math.max(out, at.v[k] - at.upper[k]);
      double z = k < n ? -dx[k] : at.y[k - n];
      cl[k] = z;
      if (!at.hasUpper[k]) under = Math.max(under, -z);
      if (!at.hasLower[k]) under = Math.max(under, z);
      primalSize += Math.abs(at.v[k] - origin[k]);
      dualSize += Math.abs(z);
    }
    double primalShift = Math.max(1e-2, Math.max(out, primalSize / at.complementarities));
    double dualShift = Math.max(1e-2, Math.max(under, dualSize / at.complementarities));
    for (int k = 0; k < at.all; k++) {
      boolean l = at.hasLower[k];
      boolean u = at.hasUpper[k];
      if (!l && !u) continue;
      double room = l && u ? Math.min(primalShift, 0.25 * (at.upper[k] - at.lower[k])) : primalShift;
      if (l) at.v[k] = Math.max(at.v[k], at.lower[k] + room);
      if (u) at.v[k] = Math.min(at.v[k], at.upper[k] - room);
      double z = cl[k];
      if (l) at.zl[k] = Math.max(z, 0) + dualShift;
      if (u) at.zu[k] = Math.max(-z, 0) + dualShift;
    }
  }

  /// Factorises at the current point and takes one step.
  ///
  /// @param corrections most centrality corrections
  /// @param columnTolerance residual to which directions are solved, of the columns and rows
  void step(int corrections, double columnTolerance, double rowTolerance) {
    workers.loop(n, (from, to) -> { for (int j = from; j < to; j++) system.theta[j] = at.theta(j); });
    workers.loop(
        m,
        (from, to) -> {
          for (int i = from; i < to; i++)
            system.slack[i] = at.fixed[n + i] ? 0 : 1 / Math.max(at.theta(n + i), 1e-16);
        });
    double mu = at.mu;
    targets(0, false);
    for (; ; added *= 10) {
      system.factor(added);
      if (direction(true, columnTolerance, rowTolerance) <= POOR || added >= MOST_ADDED) break;
    }
    double primal = primalReach();
    double dual = dualReach();
    double ratio = Math.max(0, gapAfter(primal, dual)) / mu;
    double sigma = Math.max(1e-6, Math.min(1, ratio * ratio * ratio));
    keep();
    targets(sigma * mu, true);
    direction(true, columnTolerance, rowTolerance);
    subtractKept();
    blend(primal * dual, 1);
    for (int c = 0; c < corrections && (primalReach < 0.95 || dualReach < 0.95); c++) {
      double before = primalReach + dualReach;
      double longPrimal = Math.min(1, 1.08 * primalReach + 0.3);
      double longDual = Math.min(1, 1.08 * dualReach + 0.3);
      keep();
      centre(sigma * mu, longPrimal, longDual);
      direction(false, columnTolerance, rowTolerance);
      blend(primalReach * dualReach, 0);
      if (primalReach + dualReach < before + 0.01) break;
    }
    primal = primalReach;
    dual = dualReach;
    double back = Math.min(0.9999, Math.max(0.995, 1 - mu));
    primalStep = Math.min(1, back * primal);
    dualStep = Math.min(1, back * dual);
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            at.v[k] += primalStep * dv[k];
            if (at.hasLower[k]) at.zl[k] += dualStep * dzl[k];
            if (at.hasUpper[k]) at.zu[k] += dualStep * dzu[k];
          }
        });
    workers.loop(m, (from, to) -> { for (int i = from; i < to; i++) at.y[i] += dualStep * dy[i]; });
  }

  /// cl, cu for products moved to `product`, with the second order term of the last direction if asked.
  private void targets(double product, boolean second) {
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            double s = second ? dv[k] : 0;
            if (at.hasLower[k]) cl[k] = product - at.zl[k] * (at.v[k] - at.lower[k]) - s * dzl[k];
            if (at.hasUpper[k]) cu[k] = product - at.zu[k] * (at.upper[k] - at.v[k]) + s * dzu[k];
          }
        });
  }

  /// cl, cu that bring outlying products at a longer step back to [0.1, 10] times the target.
  private void centre(double product, double primal, double dual) {
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            double move = primal * dv[k];
            if (at.hasLower[k])
              cl[k] = pull((at.v[k] + move - at.lower[k]) * (at.zl[k] + dual * dzl[k]), product);
            if (at.hasUpper[k])
              cu[k] = pull((at.upper[k] - at.v[k] - move) * (at.zu[k] + dual * dzu[k]), product);
          }
        });
  }

  private static double pull(double w, double product) {
    if (w < 0.1 * product) return Math.min(0.1 * product - w, 10 * product);
    if (w > 10 * product) return Math.max(10 * product - w, -10 * product);
    return 0;
  }

  /// Solves for the direction with the given cl, cu; with the residuals of the point or with zero residuals. Returns the
  /// residual over its tolerance.
  private double direction(boolean residuals, double columnTolerance, double rowTolerance) {
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            double s = residuals ? at.rd[k] : 0;
            if (at.hasLower[k]) s -= cl[k] / (at.v[k] - at.lower[k]);
            if (at.hasUpper[k]) s += cu[k] / (at.upper[k] - at.v[k]);
            f[k] = at.fixed[k] ? 0 : s;
          }
        });
    workers.loop(
        m,
        (from, to) -> {
          for (int i = from; i < to; i++) g[i] = (residuals ? at.rp[i] : 0) - f[n + i] * system.slack[i];
        });
    double quality = system.solve(f, g, dx, dy, columnTolerance, rowTolerance);
    System.arraycopy(dx, 0, dv, 0, n);
    workers.loop(
        m,
        (from, to) -> {
          for (int i = from; i < to; i++)
            dv[n + i] = at.fixed[n + i] ? 0 : -(dy[i] + f[n + i]) * system.slack[i];
        });
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            if (at.hasLower[k]) dzl[k] = (cl[k] - at.zl[k] * dv[k]) / (at.v[k] - at.lower[k]);
            if (at.hasUpper[k]) dzu[k] = (cu[k] + at.zu[k] * dv[k]) / (at.upper[k] - at.v[k]);
          }
        });
    return quality;
  }

  private double primalReach() {
    return workers.min(
        at.all,
        1,
        (from, to) -> {
          double a = 1;
          for (int k = from; k < to; k++) {
            double d = dv[k];
            if (d < 0 && at.hasLower[k]) a = Math.min(a, (at.lower[k] - at.v[k]) / d);
            if (d > 0 && at.hasUpper[k]) a = Math.min(a, (at.upper[k] - at.v[k]) / d);
          }
          return a;
        });
  }

  private double dualReach() {
    return workers.min(
        at.all,
        1,
        (from, to) -> {
          double a = 1;
          for (int k = from; k < to; k++) {
            if (at.hasLower[k] && dzl[k] < 0) a = Math.min(a, -at.zl[k] / dzl[k]);
            if (at.hasUpper[k] && dzu[k] < 0) a = Math.min(a, -at.zu[k] / dzu[k]);
          }
          return a;
        });
  }

  private double gapAfter(double primal, double dual) {
    return workers.sum(
            at.all,
            (from, to) -> {
              double s = 0;
              for (int k = from; k < to; k++) {
                if (at.hasLower[k]) s += (at.v[k] + primal * dv[k] - at.lower[k]) * (at.zl[k] + dual * dzl[k]);
                if (at.hasUpper[k]) s += (at.upper[k] - at.v[k] - primal * dv[k]) * (at.zu[k] + dual * dzu[k]);
              }
              return s;
            })
        / at.complementarities;
  }

  private void keep() {
    System.arraycopy(dv, 0, keepV, 0, at.all);
    System.arraycopy(dzl, 0, keepL, 0, at.all);
    System.arraycopy(dzu, 0, keepU, 0, at.all);
    System.arraycopy(dy, 0, keepY, 0, m);
  }

  private void subtractKept() {
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            dv[k] -= keepV[k];
            dzl[k] -= keepL[k];
            dzu[k] -= keepU[k];
          }
        });
    workers.loop(m, (from, to) -> { for (int i = from; i < to; i++) dy[i] -= keepY[i]; });
  }

  /// Replaces the correction (dv, dzl, dzu, dy) by the kept direction plus a weight times the correction, the weights of
  /// primal and dual in [least, 1] chosen for the longest steps (Colombo and Gondzio, Computational Optimization and
  /// Applications 41, 2008).
  ///
  /// @param first 0 when the weight may also be zero, so that a correction that shortens the step is dropped, 1 when not
  private void blend(double least, int first) {
    double[] weights = new double[WEIGHTS];
    for (int q = 1; q < WEIGHTS; q++) weights[q] = least + (1 - least) * (q - 1) / (WEIGHTS - 2);
    double[] primal = new double[WEIGHTS];
    double[] dual = new double[WEIGHTS];
    reaches(weights, primal, dual);
    int p = longest(primal, first);
    int d = longest(dual, first);
    primalReach = primal[p];
    dualReach = dual[d];
    workers.loop(
        at.all,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            dv[k] = keepV[k] + weights[p] * dv[k];
            dzl[k] = keepL[k] + weights[d] * dzl[k];
            dzu[k] = keepU[k] + weights[d] * dzu[k];
          }
        });
    workers.loop(m, (from, to) -> { for (int i = from; i < to; i++) dy[i] = keepY[i] + weights[d] * dy[i]; });
  }

  private static int longest(double[] reach, int first) {
    int best = first;
    for (int q = first + 1; q < reach.length; q++) if (reach[q] >= reach[best]) best = q;
    return best;
  }

  /// Longest steps to the boundary along the kept direction plus each weight times the correction.
  private void reaches(double[] weights, double[] primal, double[] dual) {
    Arrays.fill(primal, 1);
    Arrays.fill(dual, 1);
    workers.loop(
        at.all,
        (from, to) -> {
          double[] a = new double[WEIGHTS];
          double[] b = new double[WEIGHTS];
          Arrays.fill(a, 1);
          Arrays.fill(b, 1);
          for (int k = from; k < to; k++) {
            boolean l = at.hasLower[k];
            boolean u = at.hasUpper[k];
            if (!l && !u) continue;
            double down = l ? at.lower[k] - at.v[k] : Double.NEGATIVE_INFINITY;
            double up = u ? at.upper[k] - at.v[k] : Double.POSITIVE_INFINITY;
            for (int q = 0; q < WEIGHTS; q++) {
              double w = weights[q];
              double move = keepV[k] + w * dv[k];
              if (a[q] * move < down) a[q] = down / move;
              if (a[q] * move > up) a[q] = up / move;
              if (l) {
                double z = keepL[k] + w * dzl[k];
                if (at.zl[k] + b[q] * z < 0) b[q] = -at.zl[k] / z;
              }
              if (u) {
                double z = keepU[k] + w * dzu[k];
                if (at.zu[k] + b[q] * z < 0) b[q] = -at.zu[k] / z;
              }
            }
          }
          synchronized (weights) {
            for (int q = 0; q < WEIGHTS; q++) {
              primal[q] = Math.min(primal[q], a[q]);
              dual[q] = Math.min(dual[q], b[q]);
            }
          }
        });
  }
}
