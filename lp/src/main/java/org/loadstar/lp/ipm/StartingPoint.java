package org.loadstar.lp.ipm;

import java.util.Arrays;

/// Where the iteration starts.
final class StartingPoint {
  private StartingPoint() {}

  /// After Mehrotra: least-squares solutions of the primal and dual equations, moved inside.
  static void cold(Iterate at, NewtonSystem system) {
    Program p = at.p;
    int n = at.n;
    int m = p.rows;
    double[] f = new double[n];
    double[] g = new double[m];
    double[] dx = new double[n];
    double[] dy = new double[m];
    Arrays.fill(system.theta, 1);
    for (int i = 0; i < m; i++) system.slack[i] = at.fixed[n + i] ? 0 : 1;
    system.factor(1e-8);
    double[] origin = new double[at.all];
    for (int k = 0; k < at.all; k++) origin[k] = Math.max(at.lower[k], Math.min(at.upper[k], 0));
    for (int i = 0; i < m; i++) g[i] = origin[n + i] - p.rowTimes(i, origin);
    system.solve(f, g, dx, dy, true, 1e-8, 1e-8);
    for (int j = 0; j < n; j++) at.v[j] = origin[j] + dx[j];
    for (int i = 0; i < m; i++) at.v[n + i] = at.fixed[n + i] ? origin[n + i] : origin[n + i] - dy[i];
    System.arraycopy(p.cost, 0, f, 0, n);
    Arrays.fill(g, 0);
    system.solve(f, g, dx, at.y, true, 1e-8, 1e-8);
    double out = 0;
    double under = 0;
    double primalSize = 0;
    double dualSize = 0;
    for (int k = 0; k < at.all; k++) {
      if (!at.hasLower[k] && !at.hasUpper[k]) continue;
      if (at.hasLower[k]) out = Math.max(out, at.lower[k] - at.v[k]);
      if (at.hasUpper[k]) out = Math.max(out, at.v[k] - at.upper[k]);
      double z = k < n ? -dx[k] : at.y[k - n];
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
      double z = k < n ? -dx[k] : at.y[k - n];
      if (l) at.zl[k] = Math.max(z, 0) + dualShift;
      if (u) at.zu[k] = Math.max(-z, 0) + dualShift;
    }
  }

  /// Near a solution of a similar program: every pair of a distance to a bound and its dual is moved inside until its
  /// product is at least `product`, which keeps the large one of the two where it was. What lies outside a bound comes as
  /// far inside.
  ///
  /// @param x scaled columns
  /// @param y scaled row duals
  static void warm(Iterate at, double[] x, double[] y, double product) {
    Program p = at.p;
    int n = at.n;
    System.arraycopy(x, 0, at.v, 0, n);
    System.arraycopy(y, 0, at.y, 0, p.rows);
    for (int i = 0; i < p.rows; i++) if (!at.fixed[n + i]) at.v[n + i] = p.rowTimes(i, x);
    double root = Math.sqrt(product);
    for (int k = 0; k < at.all; k++) {
      boolean l = at.hasLower[k];
      boolean u = at.hasUpper[k];
      if (!l && !u) continue;
      double d = k < n ? p.cost[k] - p.columnTimes(k, y) : y[k - n];
      double width = l && u ? at.upper[k] - at.lower[k] : Double.POSITIVE_INFINITY;
      double outside = Math.max(l ? at.lower[k] - at.v[k] : 0, u ? at.v[k] - at.upper[k] : 0);
      double least = Math.min(root, product / Math.max(Math.abs(d), 1e-300));
      least = Math.min(0.25 * width, Math.max(least, outside));
      if (l) at.v[k] = Math.max(at.v[k], at.lower[k] + least);
      if (u) at.v[k] = Math.min(at.v[k], at.upper[k] - least);
      if (l && u) {
        // zl - zu = d with both products at least the wanted one
        double zl = product / (at.v[k] - at.lower[k]);
        double zu = product / (at.upper[k] - at.v[k]);
        at.zl[k] = Math.max(zl, zu + d);
        at.zu[k] = Math.max(zu, at.zl[k] - d);
      } else if (l) {
        at.zl[k] = Math.max(d, product / (at.v[k] - at.lower[k]));
      } else {
        at.zu[k] = Math.max(-d, product / (at.upper[k] - at.v[k]));
      }
    }
  }
}
