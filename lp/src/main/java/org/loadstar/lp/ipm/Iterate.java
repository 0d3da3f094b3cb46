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
    double[] columnTotals = new double[2];
    primal =
        workers.sum(
            n,
            (from, to) -> {
              double s = 0;
              for (int j = from; j < to; j++) {
                s += p.cost[j] * v[j];
                rd[j] = p.cost[j] - p.columnTimes(j, y) - zl[j] + zu[j];
              }
              return s;
            });
    columnTotals[0] =
        workers.max(
            n,
            (from, to) -> {
              double most = 0;
              for (int j = from; j < to; j++) most = Math.max(most, Math.abs(rd[j]));
              return most;
            });
    columnTotals[1] =
        workers.max(
            n,
            (from, to) -> {
              double most = 0;
              for (int j = from; j < to; j++) {
                double size = Math.abs(p.cost[j]) + 0.01 * scale.column[j] * scale.price;
                for (int k = p.start[j]; k < p.start[j + 1]; k++) size += Math.abs(p.value[k] * y[p.index[k]]);
                most = Math.max(most, Math.abs(rd[j]) / size);
              }
              return most;
            });
    primalResidual =
        workers.max(
            p.rows,
            (from, to) -> {
              double most = 0;
              for (int i = from; i < to; i++) {
                int k = n + i;
                rp[i] = v[k] - p.rowTimes(i, v);
                rd[k] = fixed[k] ? 0 : y[i] - zl[k] + zu[k];
                most = Math.max(most, Math.abs(rp[i]));
              }
              return most;
            });
    primalError =
        workers.max(
            p.rows,
            (from, to) -> {
              double most = 0;
              for (int i = from; i < to; i++) {
                double size = scale.row[i] * scale.side;
                for (int k = p.rowStart[i]; k < p.rowStart[i + 1]; k++)
                  size += Math.abs(p.rowValue[k] * v[p.rowIndex[k]]);
                most = Math.max(most, Math.abs(rp[i]) / size);
              }
              return most;
            });
    double rowDual =
        workers.max(
            p.rows,
            (from, to) -> {
              double most = 0;
              for (int k = n + from; k < n + to; k++) most = Math.max(most, Math.abs(rd[k]));
              return most;
            });
    double rowError =
        workers.max(
            p.rows,
            (from, to) -> {
              double most = 0;
              for (int i = from; i < to; i++)
                most =
                    Math.max(
                        most,
                        Math.abs(rd[n + i]) / (Math.abs(y[i]) + zl[n + i] + zu[n + i] + 0.01 * scale.price / scale.row[i]));
              return most;
            });
    dualResidual = Math.max(columnTotals[0], rowDual);
    dualError = Math.max(columnTotals[1], rowError);
    mu =
        workers.sum(
                all,
                (from, to) -> {
                  double s = 0;
                  for (int k = from; k < to; k++) {
                    if (hasLower[k]) s += zl[k] * (v[k] - lower[k]);
                    if (hasUpper[k]) s += zu[k] * (upper[k] - v[k]);
                  }
                  return s;
                })
            / complementarities;
    dual =
        workers.sum(
            all,
            (from, to) -> {
              double s = 0;
              for (int k = from; k < to; k++) {
                if (fixed[k]) s += y[k - n] * lower[k];
                if (hasLower[k]) s += zl[k] * lower[k];
                if (hasUpper[k]) s -= zu[k] * upper[k];
              }
              return s;
            });
  }

  /// Theta of variable k: the weight that its bounds put on a step.
  double theta(int k) {
    return (hasLower[k] ? zl[k] / (v[k] - lower[k]) : 0) + (hasUpper[k] ? zu[k] / (upper[k] - v[k]) : 0);
  }
}
