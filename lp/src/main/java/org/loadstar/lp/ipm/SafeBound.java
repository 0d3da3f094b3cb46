package org.loadstar.lp.ipm;

import org.loadstar.lp.Lp;

/// A lower bound on the optimum that holds for any row duals (Neumaier and Shcherbina, "Safe bounds in linear and
/// mixed-integer linear programming", Mathematical Programming 99, 2004): duals of the wrong sign count as zero, reduced
/// costs are taken over the column boxes, and the sum is lowered by its own rounding error. A column without a bound gets
/// the bound that the rows imply, found by two passes of bound propagation.
final class SafeBound {
  private static final double INF = Double.POSITIVE_INFINITY;

  private final Lp lp;
  private final double[] lower;
  private final double[] upper;

  SafeBound(Lp lp) {
    this.lp = lp;
    lower = lp.lowers().clone();
    upper = lp.uppers().clone();
    for (int pass = 0; pass < 3; pass++) if (!propagate()) break;
  }

  /// Tightens infinite bounds by the rows; true when something changed.
  private boolean propagate() {
    int m = lp.rows();
    double[] low = new double[m];
    double[] high = new double[m];
    int[] lowOpen = new int[m];
    int[] highOpen = new int[m];
    for (int j = 0; j < lp.columns(); j++)
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
        int i = lp.indices()[k];
        double a = lp.values()[k];
        if (a == 0) continue;
        double l = a > 0 ? a * lower[j] : a * upper[j];
        double h = a > 0 ? a * upper[j] : a * lower[j];
        if (l == -INF) lowOpen[i]++;
        else low[i] += l;
        if (h == INF) highOpen[i]++;
        else high[i] += h;
      }
    boolean changed = false;
    for (int j = 0; j < lp.columns(); j++) {
      boolean noUpper = upper[j] == INF;
      boolean noLower = lower[j] == -INF;
      if (!noUpper && !noLower) continue;
      double up = INF;
      double lo = -INF;
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
        int i = lp.indices()[k];
        double a = lp.values()[k];
        if (a == 0) continue;
        boolean openLow = a > 0 ? noLower : noUpper;
        boolean openHigh = a > 0 ? noUpper : noLower;
        // a x <= rowUpper - lowest of the others, a x >= rowLower - highest of the others
        double most = INF;
        double least = -INF;
        if (lowOpen[i] - (openLow ? 1 : 0) == 0) {
          double own = openLow ? 0 : a > 0 ? a * lower[j] : a * upper[j];
          most = lp.rowUppers()[i] - (low[i] - own);
        }
        if (highOpen[i] - (openHigh ? 1 : 0) == 0) {
          double own = openHigh ? 0 : a > 0 ? a * upper[j] : a * lower[j];
          least = lp.rowLowers()[i] - (high[i] - own);
        }
        up = Math.min(up, a > 0 ? most / a : least / a);
        lo = Math.max(lo, a > 0 ? least / a : most / a);
      }
      if (noUpper && up < INF) {
        upper[j] = up + 1e-9 * Math.max(1, Math.abs(up));
        changed = true;
      }
      if (noLower && lo > -INF) {
        lower[j] = lo - 1e-9 * Math.max(1, Math.abs(lo));
        changed = true;
      }
    }
    return changed;
  }

  /// The bound, offset included; -infinity when a column without box has a reduced cost of the wrong sign.
  double of(double[] rowDual, Workers workers) {
    int m = lp.rows();
    double[] y = new double[m];
    double[] sizes = new double[1];
    double s = lp.offset();
    double size = Math.abs(s);
    for (int i = 0; i < m; i++) {
      double v = rowDual[i];
      double at = v > 0 ? lp.rowLowers()[i] : lp.rowUppers()[i];
      if (v == 0 || Double.isInfinite(at) || Double.isNaN(v)) continue;
      y[i] = v;
      s += v * at;
      size += Math.abs(v * at);
    }
    sizes[0] = size;
    double columns =
        workers.sum(
            lp.columns(),
            (from, to) -> {
              double part = 0;
              for (int j = from; j < to; j++) part += columnTerm(j, y);
              return part;
            });
    return s + columns - 1e-15 * (sizes[0] + Math.abs(columns)) * 16;
  }

  private double columnTerm(int j, double[] y) {
    double d = lp.costs()[j];
    double terms = Math.abs(d);
    for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) {
      double t = lp.values()[k] * y[lp.indices()[k]];
      d -= t;
      terms += Math.abs(t);
    }
    double error = 1e-15 * terms;
    double low = d - error;
    double high = d + error;
    double worst = INF;
    if (low > 0) worst = low * lower[j] < high * lower[j] ? low * lower[j] : high * lower[j];
    else if (high < 0) worst = low * upper[j] < high * upper[j] ? low * upper[j] : high * upper[j];
    else if (low == 0 && high == 0) worst = 0;
    else worst = Math.min(Math.min(times(low, lower[j]), times(high, lower[j])), Math.min(times(low, upper[j]), times(high, upper[j])));
    return worst;
  }

  private static double times(double d, double bound) {
    return d == 0 ? 0 : d * bound;
  }
}
