package org.loadstar.lp.ipm;

/// A point of the iteration with its residuals: v = (x, s) where s are the row activities, y, and the duals zl and zu of
/// the bounds.
///
/// ```
/// rd_x = c - A'y - zl + zu,   rd_s = y - zl + zu,   rp = s - A x
/// ```
final class Iterate {
  final Program p;
  final Equilibration scale;
  final int n;
  final int all;
  final double[] lower;
  final double[] upper;
  final boolean[] hasLower;
  final boolean[] hasUpper;
  /// True for the activity of an equality, which does not move.
  final boolean[] fixed;
  final double[] v;
  final double[] zl;
  final double[] zu;
  final double[] y;
  final double[] rd;
  final double[] rp;
  final int complementarities;

  double primal;
  double dual;
  double mu;
  /// Largest absolute residuals.
  double primalResidual;
  double dualResidual;
  /// Largest residuals relative to the terms that make them up.
  double primalError;
  double dualError;

  Iterate(Program p, Equilibration scale) {
    this.p = p;
    this.scale = scale;
    n = p.columns;
    all = n + p.rows;
    lower = new double[all];
    upper = new double[all];
    hasLower = new boolean[all];
    hasUpper = new boolean[all];
    fixed = new boolean[all];
    v = new double[all];
    zl = new double[all];
    zu = new double[all];
    y = new double[p.rows];
    rd = new double[all];
    rp = new double[p.rows];
    System.arraycopy(p.lower, 0, lower, 0, n);
    System.arraycopy(p.upper, 0, upper, 0, n);
    System.arraycopy(p.rowLower, 0, lower, n, p.rows);
    System.arraycopy(p.rowUpper, 0, upper, n, p.rows);
    int count = 0;
    for (int k = 0; k < all; k++) {
      if (k >= n && p.isEquality(k - n)) {
        fixed[k] = true;
        v[k] = lower[k];
        continue;
      }
      hasLower[k] = lower[k] > Double.NEGATIVE_INFINITY;
      hasUpper[k] = upper[k] < Double.POSITIVE_INFINITY;
      count += (hasLower[k] ? 1 : 0) + (hasUpper[k] ? 1 : 0);
    }
    complementarities = Math.max(1, count);
  }

  /// Recomputes residuals, objectives and mu.
  void measure(Workers workers) {
    double[] ofColumns = fold(workers.table(n, 7, this::measureColumns));
    double[] ofRows = fold(workers.table(p.rows, 7, this::measureRows));
    primal = ofColumns[0];
    dual = ofColumns[1] + ofRows[1];
    mu = (ofColumns[2] + ofRows[2]) / complementarities;
    dualResidual = Math.max(ofColumns[3], ofRows[3]);
    dualError = Math.max(ofColumns[4], ofRows[4]);
    primalResidual = ofRows[5];
    primalError = ofRows[6];
  }

  /// Sums of the first three results of the parts, largest of the others; NaN wins.
  private static double[] fold(double[][] parts) {
    double[] out = new double[7];
    for (double[] part : parts)
      for (int q = 0; q < out.length; q++) out[q] = q < 3 ? out[q] + part[q] : Math.max(out[q], part[q]);
    return out;
  }

  /// Objective, dual objective, products; largest dual residual, absolute and relative.
  private void measureColumns(int from, int to, double[] out) {
    double objective = 0;
    double most = 0;
    double relative = 0;
    for (int j = from; j < to; j++) {
      objective += p.cost[j] * v[j];
      double residual = p.cost[j] - zl[j] + zu[j];
      double size = Math.abs(p.cost[j]) + 0.01 * scale.column[j] * scale.price;
      for (int k = p.start[j], e = p.start[j + 1]; k < e; k++) {
        double term = p.value[k] * y[p.index[k]];
        residual -= term;
        size += Math.abs(term);
      }
      rd[j] = residual;
      most = Math.max(most, Math.abs(residual));
      relative = Math.max(relative, Math.abs(residual) / size);
    }
    out[0] = objective;
    bounds(from, to, out);
    out[3] = most;
    out[4] = relative;
  }

  /// Nothing, dual objective, products; largest dual residual, absolute and relative; the same of the primal.
  private void measureRows(int from, int to, double[] out) {
    double most = 0;
    double relative = 0;
    double dualMost = 0;
    double dualRelative = 0;
    for (int i = from; i < to; i++) {
      int k = n + i;
      double residual = v[k];
      double size = scale.row[i] * scale.side;
      for (int q = p.rowStart[i], e = p.rowStart[i + 1]; q < e; q++) {
        double term = p.rowValue[q] * v[p.rowIndex[q]];
        residual -= term;
        size += Math.abs(term);
      }
      rp[i] = residual;
      most = Math.max(most, Math.abs(residual));
      relative = Math.max(relative, Math.abs(residual) / size);
      double d = fixed[k] ? 0 : y[i] - zl[k] + zu[k];
      rd[k] = d;
      dualMost = Math.max(dualMost, Math.abs(d));
      dualRelative =
          Math.max(dualRelative, Math.abs(d) / (Math.abs(y[i]) + zl[k] + zu[k] + 0.01 * scale.price / scale.row[i]));
    }
    bounds(n + from, n + to, out);
    out[3] = dualMost;
    out[4] = dualRelative;
    out[5] = most;
    out[6] = relative;
  }

  /// Adds the dual objective and the products of the bounds.
  private void bounds(int from, int to, double[] out) {
    double value = 0;
    double products = 0;
    for (int k = from; k < to; k++) {
      if (fixed[k]) value += y[k - n] * lower[k];
      if (hasLower[k]) {
        value += zl[k] * lower[k];
        products += zl[k] * (v[k] - lower[k]);
      }
      if (hasUpper[k]) {
        value -= zu[k] * upper[k];
        products += zu[k] * (upper[k] - v[k]);
      }
    }
    out[1] = value;
    out[2] = products;
  }

  /// Theta of variable k: the weight that its bounds put on a step.
  double theta(int k) {
    return (hasLower[k] ? zl[k] / (v[k] - lower[k]) : 0) + (hasUpper[k] ? zu[k] / (upper[k] - v[k]) : 0);
  }
}
