package org.loadstar.app.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Writes numbers for people: 3 significant digits, thin-space thousands, a true minus, "0" for

/// zero and "n/a" for unknown.
final class Figures {
  static final String MINUS = "\u2212";
  static final String THIN = "\u202f";
  static final String UNKNOWN = "n/a";

  /// GW or TWh that are shown as zero.
  static final double DUST = 5e-4;

  private Figures() {}

  /// 3 significant digits: `1 230 000`, `41.2`, `−0.0123`.
  static String sig(double x) {
    return sig(x, 3);
  }

  /// Power in GW or energy in TWh: what is below [#DUST] is what a solver leaves of zero.
  static String amount(double x) {
    return Math.abs(x) < DUST ? "0" : sig(x);
  }

  static String sig(double x, int digits) {
    if (Double.isNaN(x)) return UNKNOWN;
    if (Double.isInfinite(x)) return x > 0 ? "∞" : MINUS + "∞";
    if (x == 0) return "0";
    BigDecimal rounded = new BigDecimal(x).round(new MathContext(digits, RoundingMode.HALF_UP));
    if (Math.abs(x) < 1e-6) return (x < 0 ? MINUS : "") + scientific(rounded.abs());
    if (Math.abs(x) >= 1e15) return (x < 0 ? MINUS : "") + scientific(rounded.abs());
    if (rounded.scale() > 0) rounded = rounded.stripTrailingZeros();
    return group(rounded.toPlainString());
  }

  private static String scientific(BigDecimal x) {
    int exponent = x.precision() - x.scale() - 1;
    String mantissa = x.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return (mantissa.equals("1") ? "" : mantissa + "×") + "10" + superscript(exponent);
  }

  private static String superscript(int exponent) {
    StringBuilder s = new StringBuilder();
    for (char c : Integer.toString(exponent).toCharArray())
      s.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
    return s.toString();
  }

  /// A tick label: as many digits as the step needs.
  static String tick(double x, double step) {
    if (Math.abs(x) < step * 1e-9) return "0";
    int decimals = Math.max(0, new BigDecimal(step).round(new MathContext(3)).stripTrailingZeros().scale());
    return group(BigDecimal.valueOf(x).setScale(decimals, RoundingMode.HALF_UP).toPlainString());
  }

  /// An integer with thin-space thousands.
  static String whole(double x) {
    if (!Double.isFinite(x)) return UNKNOWN;
    return group(BigDecimal.valueOf(x).setScale(0, RoundingMode.HALF_UP).toPlainString());
  }

  /// Power given in MW: GW, or MW below 1 GW.
  static String power(double mw) {
    if (Math.abs(mw) < DUST * 1e3) return "0" + THIN + "MW";
    return Math.abs(mw) < 999.5 ? sig(mw) + THIN + "MW" : sig(mw / 1e3) + THIN + "GW";
  }

  /// Energy given in MWh: TWh, GWh or MWh.
  static String energy(double mwh) {
    double a = Math.abs(mwh);
    if (a < 0.5) return "0" + THIN + "MWh";
    if (a < 1e3) return sig(mwh) + THIN + "MWh";
    return a < 1e6 ? sig(mwh / 1e3) + THIN + "GWh" : sig(mwh / 1e6) + THIN + "TWh";
  }

  /// Money given in USD: $, $m, $bn or $tn.
  static String money(double usd) {
    if (Double.isNaN(usd)) return UNKNOWN;
    double a = Math.abs(usd);
    String sign = usd < 0 ? MINUS : "";
    if (a >= 0.9995e12) return sign + "$" + sig(a / 1e12) + THIN + "tn";
    if (a >= 0.9995e9) return sign + "$" + sig(a / 1e9) + THIN + "bn";
    if (a >= 0.9995e6) return sign + "$" + sig(a / 1e6) + THIN + "m";
    return sign + "$" + sig(a);
  }

  static String price(double usdPerMwh) {
    if (Double.isNaN(usdPerMwh)) return UNKNOWN;
    return (usdPerMwh < 0 ? MINUS : "") + "$" + sig(Math.abs(usdPerMwh)) + "/MWh";
  }

  static String percent(double share) {
    if (Double.isNaN(share)) return UNKNOWN;
    double p = share * 100;
    if (p != 0 && Math.abs(p) < 1e-4) return "<0.0001" + THIN + "%";
    return (Math.abs(p) >= 99.95 && Math.abs(p) < 1000
            ? group(Long.toString(Math.round(p)))
            : sig(p, Math.abs(p) < 10 ? 2 : 3))
        + THIN
        + "%";
  }

  /// With its sign: `+2.1`, `−0.3`, `0`.
  static String signed(double x) {
    String s = sig(x);
    return x > 0 && !s.equals("0") ? "+" + s : s;
  }

  /// For CSV and machine reading: 9 significant digits, a plain minus, empty for unknown.
  static String plain(double x) {
    if (Double.isNaN(x)) return "";
    if (Double.isInfinite(x)) return x > 0 ? "inf" : "-inf";
    if (x == Math.rint(x) && Math.abs(x) < 1e9) return Long.toString((long) x);
    BigDecimal b = new BigDecimal(x).round(new MathContext(9)).stripTrailingZeros();
    return Math.abs(x) < 1e-4 || Math.abs(x) >= 1e15 ? b.toString() : b.toPlainString();
  }

  /// A key of the case or of a table in words: `ai_chips` is "AI chips", `fixed_om` "fixed O&M".
  static String words(String key) {
    StringBuilder s = new StringBuilder();
    for (String w : key.replace('_', ' ').replace('.', ' ').split(" ", -1)) {
      if (!s.isEmpty()) s.append(' ');
      s.append(
          switch (w) {
            case "ai" -> "AI";
            case "om" -> "O&M";
            case "co2" -> "CO₂";
            case "smr" -> "SMR";
            case "pv" -> "PV";
            case "hv" -> "HV";
            default -> w;
          });
    }
    return s.toString();
  }

  private static String group(String plain) {
    boolean negative = plain.startsWith("-");
    String s = negative ? plain.substring(1) : plain;
    int dot = s.indexOf('.');
    String whole = dot < 0 ? s : s.substring(0, dot);
    StringBuilder b = new StringBuilder(negative ? MINUS : "");
    for (int i = 0; i < whole.length(); i++) {
      if (i > 0 && (whole.length() - i) % 3 == 0) b.append(THIN);
      b.append(whole.charAt(i));
    }
    return dot < 0 ? b.toString() : b.append(s, dot, s.length()).toString();
  }
}
