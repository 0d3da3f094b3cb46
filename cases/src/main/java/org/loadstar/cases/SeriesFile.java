package org.loadstar.cases;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A file `series/TABLE-COLUMN.csv` of a network case: `snapshot` (the labels of `snapshots.csv` in order) and one column of numbers
/// per row of the table that varies.
final class SeriesFile {
  /// Faults named one by one before the rest of the file is only counted.
  private static final int NAMED_FAULTS = 10;

  static final String FOLDER = "series";
  static final String SNAPSHOT = "snapshot";

  private final String file;
  private final ColumnSchema column;
  private final List<String> snapshots;
  private final Set<String> rows;
  private final Faults faults;
  private List<String> names = List.of();
  private double[][] values = new double[0][];
  private int count;
  private int lastLine;
  private int wrong;
  private boolean inOrder = true;

  private SeriesFile(String file, ColumnSchema column, List<String> snapshots, Set<String> rows, Faults faults) {
    this.file = file;
    this.column = column;
    this.snapshots = snapshots;
    this.rows = rows;
    this.faults = faults;
  }

  /// Reads the text of a file.
  ///
  /// @param column the column of the table whose place the values take
  /// @param snapshots labels in order
  /// @param rows names of the rows of the table
  /// @return values by name of the row; of no use when there were faults
  static Map<String, double[]> parse(
      String text, String file, ColumnSchema column, List<String> snapshots, Set<String> rows, Faults faults) {
    var reader = new SeriesFile(file, column, snapshots, rows, faults);
    try (CsvReader<CsvRecord> csv = CsvText.reader().ofCsvRecord(text)) {
      for (CsvRecord r : csv) {
        reader.lastLine = (int) r.getStartingLineNumber();
        if (!reader.names.isEmpty()) reader.row(r);
        else if (!reader.header(r)) return Map.of();
      }
    } catch (CsvParseException | IOException e) {
      faults.add(new Place(file, reader.lastLine + 1), "", "the quotes do not match", "a quote (\") that is not closed");
      return Map.of();
    }
    reader.close();
    return reader.result();
  }

  private boolean header(CsvRecord r) {
    List<String> h = r.getFields().stream().map(String::strip).toList();
    var place = new Place(file, lastLine);
    if (h.size() < 2 || !h.getFirst().equals(SNAPSHOT)) {
      faults.add(
          place,
          String.join(",", h),
          "the header must be snapshot and one column per row of the table",
          CsvText.isSemicolons(r) ? "commas instead of ';' between the columns" : null);
      return false;
    }
    var seen = new HashSet<String>();
    for (String name : h.subList(1, h.size())) {
      if (!seen.add(name)) faults.add(place, name, "the column is given twice");
      else if (!rows.contains(name)) faults.addUnknown(place, name, "the row of the table", rows);
    }
    names = h;
    values = new double[h.size()][snapshots.size()];
    return true;
  }

  private void row(CsvRecord r) {
    if (r.getFieldCount() != names.size()) {
      fault("", RawTable.ragged(r.getFieldCount(), names.size()));
    } else if (count < snapshots.size()) {
      checkSnapshot(r.getField(0).strip());
      for (int i = 1; i < names.size(); i++) values[i][count] = value(r.getField(i));
    }
    count++;
  }

  private void checkSnapshot(String text) {
    if (!inOrder || snapshots.get(count).equals(text)) return;
    inOrder = false;
    fault(text, "snapshot must be " + snapshots.get(count) + " here (the labels of snapshots.csv in order)");
  }

  private double value(String text) {
    if (text.isBlank() && column.column().absent().equals("NaN")) return Double.NaN;
    double v = Decimal.parse(text);
    if (Double.isNaN(v)) v = special(text.strip());
    if (v >= column.column().min() && v <= column.column().max()) return v;
    fault(text, column.header() + " must be " + column.allowed());
    return 0;
  }

  private double special(String text) {
    if (column.infinite() && text.equals("inf")) return Double.POSITIVE_INFINITY;
    if (column.infinite() && text.equals("-inf")) return Double.NEGATIVE_INFINITY;
    return Decimal.parse(text);
  }

  private void fault(String value, String message) {
    if (++wrong <= NAMED_FAULTS) faults.add(new Place(file, lastLine), value, message);
  }

  private void close() {
    if (lastLine == 0) faults.add(new Place(file, 0), "", "the file is empty; a header line is needed");
    if (names.isEmpty()) return;
    if (wrong > NAMED_FAULTS)
      faults.add(new Place(file, lastLine), "", (wrong - NAMED_FAULTS) + " more faults of this kind in the file");
    if (count != snapshots.size())
      faults.add(new Place(file, lastLine), "", "the file has " + count + " snapshots; snapshots.csv has " + snapshots.size());
  }

  private Map<String, double[]> result() {
    var columns = new LinkedHashMap<String, double[]>();
    for (int i = 1; i < names.size(); i++) columns.put(names.get(i), values[i]);
    return columns;
  }
}
