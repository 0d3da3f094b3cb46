package org.loadstar.cases.pypsa;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Decimal;

/// How PyPSA's files write numbers, truth and what is missing.
final class Values {
  private static final Set<String> MISSING = Set.of("", "nan", "NaN", "NAN", "NA", "N/A", "n/a", "null", "NULL", "None", "<NA>", "NaT");

  private Values() {}

  /// True for an empty cell and for the words for a missing number.
  static boolean isMissing(String text) {
    return MISSING.contains(text);
  }

  /// A number, also infinite; NaN when the text is none.
  static double number(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> Decimal.parse(text);
    };
  }

  /// True or false, or null when the text is neither.
  static @Nullable Boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "1.0" -> Boolean.TRUE;
      case "false", "0", "0.0" -> Boolean.FALSE;
      default -> null;
    };
  }
}
