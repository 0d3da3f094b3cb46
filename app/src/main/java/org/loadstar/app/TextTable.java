package org.loadstar.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A table of text for a terminal: the first column flush left, the others flush right.
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> header) {
    rows.add(header);
  }

  void add(List<String> row) {
    rows.add(row);
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  /// The lines, indented by two spaces.
  @Override
  public String toString() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] width = new int[columns];
    for (List<String> r : rows) for (int c = 0; c < r.size(); c++) width[c] = Math.max(width[c], r.get(c).length());
    StringBuilder out = new StringBuilder();
    for (List<String> r : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int c = 0; c < r.size(); c++) {
        String pad = " ".repeat(width[c] - r.get(c).length());
        line.append(' ').append(c == 0 ? r.get(c) + pad : pad + r.get(c)).append(' ');
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  /// A figure with a fixed number of decimals and grouped thousands, `-` when there is none.
  static String figure(double v, int decimals) {
    if (Double.isNaN(v)) return "-";
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", v);
    // Minus nothing is nothing.
    return text.startsWith("-") && text.chars().noneMatch(c -> c >= '1' && c <= '9') ? text.substring(1) : text;
  }

  /// Dollars in the largest unit that leaves at least one digit before the point.
  static String dollars(double v) {
    if (Double.isNaN(v)) return "-";
    double a = Math.abs(v);
    if (a < 0.005) return "$0.00";
    if (a >= 1e12) return String.format(Locale.ROOT, "$%.4f trillion", v / 1e12);
    if (a >= 1e9) return String.format(Locale.ROOT, "$%.3f billion", v / 1e9);
    if (a >= 1e6) return String.format(Locale.ROOT, "$%.3f million", v / 1e6);
    return String.format(Locale.ROOT, "$%,.2f", v);
  }
}
