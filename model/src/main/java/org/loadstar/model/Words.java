package org.loadstar.model;

import java.math.BigDecimal;
import java.math.MathContext;

/// Figures inside sentences: three significant digits, GW, or MW below one GW.
final class Words {
  private Words() {}

  static String power(double gw) {
    return Math.abs(gw) >= 1 ? digits(gw) + " GW" : digits(gw * 1e3) + " MW";
  }

  private static String digits(double v) {
    if (Math.abs(v) < 1e-3) return "0";
    BigDecimal rounded = new BigDecimal(v).round(new MathContext(3));
    return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.stripTrailingZeros().toPlainString();
  }
}
