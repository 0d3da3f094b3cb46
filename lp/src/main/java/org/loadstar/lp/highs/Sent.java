package org.loadstar.lp.highs;

import java.util.Arrays;
import org.loadstar.lp.Lp;

/// What a HiGHS object holds of a program: copies of the numbers last sent, so that a later solve sends only what changed.
final class Sent {
  /// Above this share of changed coefficients the whole program is handed over again.
  private static final double RESEND_SHARE = 0.01;

  private final double[] cost;
  private double[] quadratic;
  private final double[] lower;
  private final double[] upper;
  private final double[] rowLower;
  private final double[] rowUpper;
  private final double[] value;
  private final boolean[] integer;

  private Sent(Lp lp) {
    cost = lp.costs().clone();
    quadratic = lp.quadratics().clone();
    lower = lp.lowers().clone();
    upper = lp.uppers().clone();
    rowLower = lp.rowLowers().clone();
    rowUpper = lp.rowUppers().clone();
    value = Arrays.copyOf(lp.values(), lp.nonzeros());
    integer = lp.integers().clone();
  }

  /// Hands over the whole program.
  static Sent all(Lp lp, Highs highs) {
    Sent sent = new Sent(lp);
    highs.pass(
        lp.offset(), sent.cost, sent.lower, sent.upper, sent.rowLower, sent.rowUpper, lp.starts(), lp.indices(),
        sent.value, kinds(lp.integers()));
    if (lp.isQuadratic()) highs.hessian(lp.columns(), sent.quadratic);
    return sent;
  }

  private static int[] kinds(boolean[] integer) {
    if (firstTrue(integer) < 0) return new int[0];
    int[] kind = new int[integer.length];
    for (int j = 0; j < kind.length; j++) kind[j] = integer[j] ? 1 : 0;
    return kind;
  }

  private static int firstTrue(boolean[] b) {
    for (int j = 0; j < b.length; j++) if (b[j]) return j;
    return -1;
  }

  /// True when so many coefficients changed that handing over the whole program is cheaper.
  boolean worthResending(Lp lp) {
    int n = value.length;
    int changed = 0;
    double[] now = lp.values();
    for (int k = 0; k < n; k++) if (value[k] != now[k]) changed++;
    return changed > 1000 && changed > RESEND_SHARE * n;
  }

  /// Sends what changed.
  void update(Lp lp, Highs highs) {
    int[] set = changed(cost, lp.costs());
    if (set.length > 0) highs.costs(set, take(cost, lp.costs(), set));
    if (!Arrays.equals(quadratic, lp.quadratics())) {
      quadratic = lp.quadratics().clone();
      highs.hessian(lp.columns(), quadratic);
    }
    set = changed(lower, lp.lowers(), upper, lp.uppers());
    if (set.length > 0) highs.bounds(set, take(lower, lp.lowers(), set), take(upper, lp.uppers(), set));
    set = changed(rowLower, lp.rowLowers(), rowUpper, lp.rowUppers());
    if (set.length > 0) highs.rowBounds(set, take(rowLower, lp.rowLowers(), set), take(rowUpper, lp.rowUppers(), set));
    updateIntegrality(lp, highs);
    double[] now = lp.values();
    for (int j = 0; j < cost.length; j++)
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++)
        if (value[k] != now[k]) {
          highs.coefficient(lp.indices()[k], j, now[k]);
          value[k] = now[k];
        }
  }

  private void updateIntegrality(Lp lp, Highs highs) {
    int n = 0;
    int[] set = new int[integer.length];
    for (int j = 0; j < integer.length; j++) if (integer[j] != lp.integers()[j]) set[n++] = j;
    if (n == 0) return;
    int[] kind = new int[n];
    for (int k = 0; k < n; k++) {
      integer[set[k]] = lp.integers()[set[k]];
      kind[k] = integer[set[k]] ? 1 : 0;
    }
    highs.integrality(Arrays.copyOf(set, n), kind);
  }

  private static int[] changed(double[] was, double[] now) {
    return changed(was, now, was, was);
  }

  private static int[] changed(double[] was, double[] now, double[] was2, double[] now2) {
    int n = 0;
    for (int j = 0; j < was.length; j++) if (was[j] != now[j] || was2[j] != now2[j]) n++;
    int[] set = new int[n];
    n = 0;
    if (set.length > 0)
      for (int j = 0; j < was.length; j++) if (was[j] != now[j] || was2[j] != now2[j]) set[n++] = j;
    return set;
  }

  private static double[] take(double[] was, double[] now, int[] set) {
    double[] out = new double[set.length];
    for (int k = 0; k < set.length; k++) {
      out[k] = now[set[k]];
      was[set[k]] = out[k];
    }
    return out;
  }
}
