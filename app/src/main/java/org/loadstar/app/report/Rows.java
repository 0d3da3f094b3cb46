package org.loadstar.app.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.loadstar.model.Sheet;

/// Some rows of a result table.
final class Rows {
  private final Sheet sheet;
  private final int[] rows;

  private Rows(Sheet sheet, int[] rows) {
    this.sheet = sheet;
    this.rows = rows;
  }

  static Rows of(Sheet sheet) {
    return new Rows(sheet, IntStream.range(0, sheet.rows()).toArray());
  }

  Rows is(String column, String value) {
    int c = sheet.column(column);
    return where(r -> value.equals(sheet.text(r, c)));
  }

  Rows is(String column, int value) {
    int c = sheet.column(column);
    return where(r -> sheet.integer(r, c) == value);
  }

  /// Rows with a text in the column.
  Rows named(String column) {
    int c = sheet.column(column);
    return where(r -> !text(r, c).isEmpty());
  }

  Rows where(IntPredicate keep) {
    return new Rows(sheet, Arrays.stream(rows).filter(keep).toArray());
  }

  boolean isEmpty() {
    return rows.length == 0;
  }

  int count() {
    return rows.length;
  }

  IntStream stream() {
    return Arrays.stream(rows);
  }

  String text(int row, String column) {
    return text(row, sheet.column(column));
  }

  @SuppressWarnings("ConstantValue")
  private String text(int row, int column) {
    String s = sheet.text(row, column);
    return s == null ? "" : s;
  }

  double number(int row, String column) {
    return sheet.number(row, sheet.column(column));
  }

  int integer(int row, String column) {
    return sheet.integer(row, sheet.column(column));
  }

  boolean flag(int row, String column) {
    return sheet.flag(row, sheet.column(column));
  }

  /// Sum of a column; unknown cells do not count; unknown when there is no row.
  double sum(String column) {
    if (rows.length == 0) return Double.NaN;
    int c = sheet.column(column);
    double s = 0;
    for (int r : rows) if (!Double.isNaN(sheet.number(r, c))) s += sheet.number(r, c);
    return s;
  }

  double max(String column) {
    int c = sheet.column(column);
    return Arrays.stream(rows)
        .mapToDouble(r -> sheet.number(r, c))
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }

  /// Sums of a column by the text of another, in order of appearance.
  Map<String, Double> by(String key, String column) {
    return by(key, column, k -> k);
  }

  <K> Map<K, Double> by(String key, String column, Function<String, K> group) {
    Map<K, Double> m = new LinkedHashMap<>();
    int k = sheet.column(key);
    int c = sheet.column(column);
    for (int r : rows)
      if (!Double.isNaN(sheet.number(r, c)))
        m.merge(group.apply(text(r, k)), sheet.number(r, c), Double::sum);
    return m;
  }

  /// The rows of each year, ascending.
  TreeMap<Integer, Rows> years() {
    TreeMap<Integer, IntStream.Builder> m = new TreeMap<>();
    int c = sheet.column("year");
    for (int r : rows) m.computeIfAbsent(sheet.integer(r, c), y -> IntStream.builder()).add(r);
    TreeMap<Integer, Rows> out = new TreeMap<>();
    m.forEach((y, b) -> out.put(y, new Rows(sheet, b.build().toArray())));
    return out;
  }

  /// Keys by falling value.
  static <K> List<K> falling(Map<K, Double> m) {
    return m.entrySet().stream()
        .sorted(Map.Entry.<K, Double>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }
}
