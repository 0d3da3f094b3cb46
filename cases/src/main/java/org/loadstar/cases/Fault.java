package org.loadstar.cases;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong with a case.
///
/// @param file file inside the case folder, the scenario file, or `--set PATH`
/// @param line line of the file, first line 1; 0 where the whole file is meant
/// @param value the text that is wrong, empty where something is missing
/// @param message what is wrong and what is allowed
/// @param maybe what would probably be right, or null
public record Fault(String file, int line, String value, String message, @Nullable String maybe) {
  private static final int LONGEST_VALUE = 60;

  /// One printable line: `file:line: value 'x': what is allowed. Maybe ...`.
  @Override
  public String toString() {
    var s = new StringBuilder(printable(file));
    if (line > 0) s.append(':').append(line);
    s.append(": ");
    if (!value.isEmpty()) s.append("value '").append(clipped(value)).append("': ");
    s.append(printable(message)).append('.');
    if (maybe != null) s.append(" Maybe ").append(printable(maybe)).append('.');
    return s.toString();
  }

  private static String clipped(String text) {
    String s = printable(text);
    return s.length() <= LONGEST_VALUE ? s : s.substring(0, LONGEST_VALUE) + "...";
  }

  private static String printable(String text) {
    var s = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> s.appendCodePoint(Character.isISOControl(c) || c == 0xFFFD ? '?' : c));
    return s.toString();
  }
}
