package org.loadstar.cases.pypsa;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loadstar.cases.Decimal;

/// A CSV file of PyPSA that is being written: rows by name, columns by attribute.
final class CsvTable {
  private final String index;
  private final List<String> names;
  private final Map<String, String[]> columns = new LinkedHashMap<>();

  /// @param index heading of the first column
  CsvTable(String index, List<String> names) {
    this.index = index;
    this.names = new ArrayList<>(names);
  }

  List<String> names() {
    return names;
  }

  /// This table with one more row.
  CsvTable with(String name) {
    List<String> more = new ArrayList<>(names);
    more.add(name);
    CsvTable t = new CsvTable(index, more);
    columns.forEach((column, texts) -> t.columns.put(column, java.util.Arrays.copyOf(texts, more.size())));
    return t;
  }

  /// Sets a cell; the other rows of a new column stay empty.
  void set(String name, String attribute, String text) {
    columns.computeIfAbsent(attribute, k -> new String[names.size()])[names.indexOf(name)] = text;
  }

  void set(int row, String attribute, String text) {
    columns.computeIfAbsent(attribute, k -> new String[names.size()])[row] = text;
  }

  /// Writes a text into all cells that are empty.
  void fill(String text) {
    for (String[] c : columns.values()) for (int k = 0; k < c.length; k++) if (c[k] == null) c[k] = text;
  }

  /// A number as PyPSA writes it: empty for none, `inf` without a limit.
  static String text(double v) {
    if (Double.isNaN(v)) return "";
    return Double.isInfinite(v) ? v > 0 ? "inf" : "-inf" : Decimal.text(v);
  }

  static String text(boolean v) {
    return v ? "True" : "False";
  }

  void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(quoted(index));
      for (String c : columns.keySet()) out.append(',').write(quoted(c));
      out.write('\n');
      for (int k = 0; k < names.size(); k++) {
        out.write(quoted(names.get(k)));
        for (String[] c : columns.values()) {
          out.write(',');
          if (c[k] != null) out.write(quoted(c[k]));
        }
        out.write('\n');
      }
    }
  }

  private static String quoted(String text) {
    boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
