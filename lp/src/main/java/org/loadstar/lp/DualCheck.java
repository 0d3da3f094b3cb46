package org.loadstar.lp;

import org.jspecify.annotations.Nullable;

/// Signs of duals and complementarity. The reduced cost of a column is its marginal cost c_j + q_j x_j - A_j'y at the
/// point; without a point columns with a quadratic cost are left out.
/// So are integer columns, which duals hold at their values.
///
/// @param residual largest scaled sign violation of a row dual or reduced cost on an open side
/// @param complementarity sum of multiplier times distance to its bound over max(1, |objective|); NaN without a point
record DualCheck(double residual, double complementarity) {
  static DualCheck of(Lp lp, double @Nullable [] x, double[] rowDual, double objective) {
    int[] start = lp.starts();
    int[] index = lp.indices();
    double[] value = lp.values();
    double worst = 0;
    double slack = 0;
    for (int j = 0; j < lp.columns(); j++) {
      double q = lp.quadratic(j);
      if (q != 0 && x == null || lp.integers()[j]) continue;
      double d = lp.costs()[j] + (x == null ? 0 : q * x[j]);
      double scale = Math.max(1, Math.abs(d));
      for (int k = start[j]; k < start[j + 1]; k++) {
        double p = value[k] * rowDual[index[k]];
        d -= p;
        scale = Math.max(scale, Math.abs(p));
      }
      double bound = d > 0 ? lp.lowers()[j] : lp.uppers()[j];
      if (Double.isInfinite(bound)) worst = Math.max(worst, Math.abs(d) / scale);
      else if (x != null) slack += Math.abs(d) * Math.abs(x[j] - bound);
    }
    double[] activity = x == null ? rowDual : lp.times(x);
    for (int i = 0; i < lp.rows(); i++) {
      double y = rowDual[i];
      if (y == 0) continue;
      double bound = y > 0 ? lp.rowLowers()[i] : lp.rowUppers()[i];
      if (Double.isInfinite(bound)) worst = Math.max(worst, Math.abs(y) / Math.max(1, Math.abs(y)));
      else slack += Math.abs(y) * Math.abs(activity[i] - bound);
    }
    return new DualCheck(worst, x == null ? Double.NaN : slack / Math.max(1, Math.abs(objective)));
  }
}
