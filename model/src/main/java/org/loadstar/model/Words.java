package org.loadstar.model;

import java.math.BigDecimal;
import java.math.MathContext;

/// Figures inside sentences: three significant digits, GW, or MW below one GW.
final class Words {
  private Words() {}

  static String power(double gw) {
    return Math.abs(gw) >= 1 ? digits(gw) + " GW" : digits(gw * 1e3) + " MW";
  }

  /// `All 200`, or `150 of the 200` where a whole number of modules leaves a rest; both times `scale`.
  static String share(double used, double limit, double scale) {
    String of = number(limit * scale);
    return whole(used, limit) ? "All " + of : number(used * scale) + " of the " + of;
  }

  /// What a limit that binds and is not used up is too little for; empty for one that is used up.
  static String rest(double used, double limit) {
    return whole(used, limit) ? "" : ", the rest is too little for one more module or unit";
  }

  private static boolean whole(double used, double limit) {
    return used > limit * (1 - 1e-3);
  }

  private static String number(double v) {
    return Math.abs(v) >= 1e4 ? String.format(java.util.Locale.ROOT, "%.0f", v) : digits(v);
  }

  private static String digits(double v) {
    if (Math.abs(v) < 1e-3) return "0";
    BigDecimal rounded = new BigDecimal(v).round(new MathContext(3));
    return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.stripTrailingZeros().toPlainString();
  }
}
