package org.loadstar.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A table of text for a terminal: columns of words and the first flush left, columns of figures flush right.
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
    boolean[] words = new boolean[columns];
    for (int c = 0; c < columns; c++) words[c] = c == 0 || words(c);
    StringBuilder out = new StringBuilder();
    for (List<String> r : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int c = 0; c < r.size(); c++) {
        String pad = " ".repeat(width[c] - r.get(c).length());
        line.append(' ').append(words[c] ? r.get(c) + pad : pad + r.get(c)).append(' ');
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  /// True when a column has words below its header, and nothing else.
  private boolean words(int column) {
    List<String> cells = rows.stream().skip(1).filter(r -> r.size() > column && !r.get(column).isBlank()).map(r -> r.get(column)).toList();
    return !cells.isEmpty() && cells.stream().allMatch(s -> Character.isLetter(s.charAt(0)));
  }

  /// Facts as lines `name  value`, both flush left; a long value goes on below itself.
  ///
  /// @param facts rows of a name and a value
  /// @param width columns of the terminal
  static String facts(List<List<String>> facts, int width) {
    int name = facts.stream().mapToInt(f -> f.getFirst().length()).max().orElse(0);
    StringBuilder out = new StringBuilder();
    for (List<String> f : facts) {
      String left = "  " + f.getFirst() + " ".repeat(name - f.getFirst().length()) + "  ";
      List<String> lines = wrapped(f.getLast(), Math.max(20, width - left.length()));
      for (int i = 0; i < lines.size(); i++) out.append((i == 0 ? left : " ".repeat(left.length())) + lines.get(i)).append('\n');
    }
    return out.toString();
  }

  /// A text as lines of at most a number of characters, broken at blanks where there are any.
  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > width) {
      int at = rest.lastIndexOf(' ', width);
      if (at <= 0) at = width;
      lines.add(rest.substring(0, at).stripTrailing());
      rest = rest.substring(at).strip();
    }
    lines.add(rest);
    return lines;
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
