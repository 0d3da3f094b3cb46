package org.loadstar.cases;

import org.jspecify.annotations.Nullable;

/// What an override does to a number: `factor * old + added`. The text `x0.7` multiplies, `x0.7+3` multiplies and adds, `x1-2` takes
/// away, and a plain number replaces what stands there.
///
/// @param factor of what stands there; 0 for a number that replaces it
/// @param added in the unit of the value
record Edit(double factor, double added) {
  /// Leaves what stands there.
  static final Edit NEUTRAL = new Edit(1, 0);

  /// The edit written in `text`, or null when it does not begin with `x` and a number.
  static @Nullable Edit of(String text) {
    if (!text.startsWith("x")) return null;
    int sign = -1;
    for (int i = 2; i < text.length(); i++) {
      char before = Character.toLowerCase(text.charAt(i - 1));
      if ((text.charAt(i) == '+' || text.charAt(i) == '-') && before != 'e') sign = i;
    }
    double factor = Decimal.parse(sign < 0 ? text.substring(1) : text.substring(1, sign));
    double added = sign < 0 ? 0 : Decimal.parse(text.substring(sign));
    return Double.isNaN(factor) || Double.isNaN(added) ? null : new Edit(factor, added);
  }

  /// As [#of], where a plain number is an edit too; null for any other text.
  static @Nullable Edit orNumber(String text) {
    Edit e = of(text);
    if (e != null) return e;
    double v = Decimal.parse(text);
    return Double.isNaN(v) ? null : new Edit(0, v);
  }

  /// The edit on the straight line from this one (weight 0) to another (weight 1).
  Edit towards(Edit other, double weight) {
    return new Edit(factor + weight * (other.factor - factor), added + weight * (other.added - added));
  }

  double of(double old) {
    return Double.isInfinite(old) && factor == 0 ? added : factor * old + added;
  }

  /// The number that comes of the text of another; NaN where that is none.
  double ofText(String old) {
    return old.equals("inf") ? of(Double.POSITIVE_INFINITY) : of(Decimal.parse(old));
  }

  /// The text that gives this edit again.
  String text() {
    if (factor == 0) return Decimal.text(added);
    return "x" + Decimal.text(factor) + (added == 0 ? "" : (added > 0 ? "+" : "") + Decimal.text(added));
  }
}
