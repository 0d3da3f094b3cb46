package org.loadstar.cases;

/// Decimal numbers of CSV and YAML text.
public final class Decimal {
  private static final double[] POWERS = new double[23];
  private static final int EXACT_DIGITS = 15;

  static {
    for (int i = 0; i < POWERS.length; i++) POWERS[i] = Double.parseDouble("1e" + i);
  }

  private Decimal() {}

  /// The number written in `text` as `[+-]digits[.digits][e[+-]digits]`, correctly rounded; NaN
  /// when it is anything else.
  public static double parse(String text) {
    int n = text.length();
    int i = 0;
    boolean negative = false;
    if (n > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
      negative = text.charAt(0) == '-';
      i = 1;
    }
    long mantissa = 0;
    int significant = 0;
    int digits = 0;
    int decimals = 0;
    boolean point = false;
    for (; i < n; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        if (point) decimals++;
        if (significant > 0 || c != '0') significant++;
        if (significant <= EXACT_DIGITS) mantissa = mantissa * 10 + (c - '0');
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digits == 0) return Double.NaN;
    if (i == n && significant <= EXACT_DIGITS && decimals < POWERS.length) {
      double v = mantissa / POWERS[decimals];
      return negative ? -v : v;
    }
    return i == n || isExponent(text, i) ? Double.parseDouble(text) : Double.NaN;
  }

  private static boolean isExponent(String text, int from) {
    int i = from;
    if (text.charAt(i) != 'e' && text.charAt(i) != 'E') return false;
    i++;
    if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) i++;
    if (i == text.length()) return false;
    for (; i < text.length(); i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
    return true;
  }

  /// Shortest text that reads back as the same number, whole numbers without a point.
  public static String text(double v) {
    if (Double.isInfinite(v)) return v > 0 ? "inf" : "-inf";
    if (v == Math.rint(v) && Math.abs(v) < 1e15) return Long.toString((long) v);
    return Double.toString(v);
  }
}
