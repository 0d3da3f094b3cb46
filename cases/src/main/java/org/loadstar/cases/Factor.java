package org.loadstar.cases;

import java.util.OptionalDouble;

/// The text `x0.7`, which multiplies what stands there.
final class Factor {
  private Factor() {}

  static OptionalDouble of(String text) {
    if (!text.startsWith("x")) return OptionalDouble.empty();
    double f = Decimal.parse(text.substring(1));
    return Double.isNaN(f) ? OptionalDouble.empty() : OptionalDouble.of(f);
  }

  /// The product as text; NaN where `old` is not a number.
  static double times(String old, double factor) {
    return switch (old) {
      case "inf" -> Double.POSITIVE_INFINITY * factor;
      default -> Decimal.parse(old) * factor;
    };
  }
}
