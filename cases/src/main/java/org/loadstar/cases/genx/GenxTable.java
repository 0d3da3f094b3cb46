package org.loadstar.cases.genx;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CsvText;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Nearest;
import org.loadstar.cases.Place;
import org.loadstar.cases.TextFile;

/// A table of a GenX case: comma or tab between the cells, names of columns in any case, columns of different length.
final class GenxTable {
  /// One line of the table.
  record Row(int line, List<String> cells) {}

  private final String file;
  private final Faults faults;
  private final List<String> header = new ArrayList<>();
  private final Map<String, Integer> index = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  private GenxTable(String file, Faults faults) {
    this.file = file;
    this.faults = faults;
  }

  /// Reads a file of the case folder.
  ///
  /// @return null with a fault when it cannot be read
  static @Nullable GenxTable read(Path root, String file, Faults faults) {
    String text = TextFile.read(root.resolve(file), file, faults);
    if (text == null) return null;
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    char separator = first.indexOf('\t') >= 0 && first.indexOf(',') < 0 ? '\t' : ',';
    GenxTable table = new GenxTable(file, faults);
    try (CsvReader<CsvRecord> csv =
        CsvText.reader().fieldSeparator(separator).ofCsvRecord(text)) {
      for (CsvRecord r : csv) {
        if (table.header.isEmpty() && CsvText.isSemicolons(r)) {
          faults.add(new Place(file, (int) r.getStartingLineNumber()), r.getField(0), "the cells must be separated by commas or tabs", "commas instead of ';'");
          return null;
        }
        table.add(r);
      }
    } catch (CsvParseException | IOException e) {
      int last = table.rows.isEmpty() ? table.header.isEmpty() ? 0 : 1 : table.rows.getLast().line;
      faults.add(new Place(file, last + 1), "", "the quotes do not match", "a quote (\") that is not closed");
      return null;
    }
    if (table.header.isEmpty()) {
      faults.add(new Place(file, 0), "", "the file is empty; a header line is needed");
      return null;
    }
    return table;
  }

  private void add(CsvRecord r) {
    List<String> cells = r.getFields().stream().map(String::strip).toList();
    int line = (int) r.getStartingLineNumber();
    if (header.isEmpty()) {
      header.addAll(cells);
      for (int i = 0; i < cells.size(); i++)
        if (!cells.get(i).isEmpty() && index.put(key(cells.get(i)), i) != null)
          faults.add(new Place(file, line), cells.get(i), "the column is given twice");
    } else if (cells.stream().allMatch(String::isEmpty)) {
      return;
    } else if (cells.size() > header.size()) {
      faults.add(new Place(file, line), "", "the row has " + cells.size() + " cells, the header has " + header.size());
    } else {
      rows.add(new Row(line, cells));
    }
  }

  static String key(String column) {
    return column.toLowerCase(Locale.ROOT);
  }

  String file() {
    return file;
  }

  /// Columns as written.
  List<String> header() {
    return header;
  }

  List<Row> rows() {
    return rows;
  }

  Place place() {
    return new Place(file, 1);
  }

  Place place(Row row) {
    return new Place(file, row.line);
  }

  boolean has(String column) {
    return index.containsKey(key(column));
  }

  /// The text of a cell, empty where there is none.
  String text(Row row, String column) {
    Integer i = index.get(key(column));
    return i == null || i >= row.cells.size() ? "" : row.cells.get(i);
  }

  /// The number in a cell, or `absent` where it is empty.
  double number(Row row, String column, double absent) {
    String text = text(row, column);
    if (text.isEmpty()) return absent;
    double v = Decimal.parse(text);
    if (Double.isFinite(v)) return v;
    faults.add(place(row), text, column + " must be a number");
    return 0;
  }

  /// The number in a cell, which must be in a range.
  ///
  /// @param range the range in words, as `0 or more`
  double number(Row row, String column, double least, double most, String range) {
    double v = number(row, column);
    if (!(v >= least && v <= most)) faults.add(place(row), text(row, column), column + " must be " + range);
    return v;
  }

  /// A fault for each row of a column that is below 0.
  void requireNotNegative(String... columns) {
    for (String c : columns)
      for (Row row : filled(c)) if (number(row, c, 0) < 0) faults.add(place(row), text(row, c), c + " must be 0 or more");
  }

  /// The number in a cell; an empty one is a fault.
  double number(Row row, String column) {
    if (!text(row, column).isEmpty()) return number(row, column, 0);
    if (has(column)) faults.add(place(row), "", column + " is missing");
    return 0;
  }

  /// The rows that have something in a column, one after the other.
  List<Row> filled(String column) {
    return rows.stream().filter(r -> !text(r, column).isEmpty()).toList();
  }

  /// The numbers of a column without its empty cells.
  double[] numbers(String column) {
    return filled(column).stream().mapToDouble(r -> number(r, column, 0)).toArray();
  }

  /// The numbers of a column in the first `n` rows; a shorter column is a fault.
  double[] numbers(String column, int n) {
    double[] v = new double[n];
    for (int t = 0; t < n; t++) {
      if (t >= rows.size()) {
        faults.add(new Place(file, rows.isEmpty() ? 1 : rows.getLast().line), "", column + " has " + t + " rows; " + n + " are needed");
        return v;
      }
      v[t] = number(rows.get(t), column);
    }
    return v;
  }

  /// The columns `PREFIX1`, `PREFIX2` … by their number; none with a fault where there is a gap.
  Map<Integer, String> numbered(String prefix) {
    var found = new TreeMap<Integer, String>();
    for (String h : header) {
      if (!key(h).startsWith(key(prefix))) continue;
      double k = Decimal.parse(h.substring(prefix.length()));
      if (k >= 1 && k == Math.rint(k)) found.put((int) k, h);
    }
    for (int k = 1; k <= found.size(); k++)
      if (!found.containsKey(k)) {
        faults.add(place(), "", "the column " + prefix + k + " is missing; the columns must be numbered from 1");
        return Map.of();
      }
    return found;
  }

  /// Faults for every column that is not there.
  ///
  /// @return true when all are
  boolean require(String... columns) {
    boolean all = true;
    for (String c : columns)
      if (!has(c)) {
        String near = Nearest.to(c, header);
        faults.add(place(), "", "the column " + c + " is missing", near == null ? null : "'" + near + "'");
        all = false;
      }
    return all;
  }
}
