package org.loadstar.cases;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A CSV table as text, before its values are read; overlays change it.
///
/// @param header column names, at the place of the first line
/// @param place place of the header
/// @param ragged cells of rows that do not fit the header; they are faults already
record RawTable(Place place, List<String> header, List<Row> rows, List<List<String>> ragged) {
  RawTable(Place place, List<String> header) {
    this(place, header, new ArrayList<>(), new ArrayList<>());
  }

  /// One row; `overrides` holds the place of cells that an overlay wrote, by column name.
  record Row(Place place, List<String> cells, Map<String, Place> overrides) {
    Row(Place place, List<String> cells) {
      this(place, cells, new HashMap<>());
    }

    Place place(String column) {
      return overrides.getOrDefault(column, place);
    }
  }

  /// A copy whose cells can be changed.
  RawTable copy() {
    var copy = new RawTable(place, new ArrayList<>(header));
    for (Row r : rows) copy.rows.add(new Row(r.place, new ArrayList<>(r.cells), new HashMap<>(r.overrides)));
    return copy;
  }

  /// Text of a cell; empty where the table has no such column.
  String cell(Row row, String column) {
    int i = header.indexOf(column);
    return i < 0 || i >= row.cells().size() ? "" : row.cells().get(i);
  }

  /// Every text in a column, also of rows that could not be read.
  Set<String> values(String column) {
    var values = new LinkedHashSet<String>();
    for (Row r : rows) values.add(cell(r, column));
    int i = header.indexOf(column);
    for (List<String> r : ragged) if (i >= 0 && i < r.size()) values.add(r.get(i));
    return values;
  }

  /// Writes a cell; a column that is not there is added, empty for the other rows.
  void set(Row row, String column, String text, Place place) {
    int i = header.indexOf(column);
    if (i < 0) {
      header.add(column);
      for (Row r : rows) r.cells().add("");
      i = header.size() - 1;
    }
    row.cells().set(i, text);
    row.overrides().put(column, place);
  }

  /// The table, or null with a fault when it has no header or its quotes do not match. Ragged rows
  /// are faults and left out.
  static @Nullable RawTable parse(String text, String file, Faults faults) {
    RawTable table = null;
    try (CsvReader<CsvRecord> csv = CsvText.reader().ofCsvRecord(text)) {
      for (CsvRecord r : csv) {
        if (table == null && CsvText.isSemicolons(r)) {
          faults.add(
              new Place(file, (int) r.getStartingLineNumber()),
              r.getField(0),
              "the cells must be separated by commas",
              "commas instead of ';', and points in numbers");
          return null;
        }
        if (table == null) table = header(r, file);
        else table.add(r, file, faults);
      }
    } catch (CsvParseException | IOException e) {
      faults.add(
          new Place(file, table == null ? 1 : table.lastLine() + 1),
          "",
          "the quotes do not match",
          "a quote (\") that is not closed");
      return null;
    }
    if (table == null)
      faults.add(new Place(file, 0), "", "the file is empty; a header line is needed");
    return table;
  }

  private static RawTable header(CsvRecord r, String file) {
    var names = new ArrayList<String>();
    for (String f : r.getFields()) names.add(f.strip());
    return new RawTable(new Place(file, (int) r.getStartingLineNumber()), names);
  }

  private void add(CsvRecord r, String file, Faults faults) {
    var place = new Place(file, (int) r.getStartingLineNumber());
    if (r.getFieldCount() != header.size()) {
      faults.add(place, "", ragged(r.getFieldCount(), header.size()), raggedHint(r, header.size()));
      ragged.add(r.getFields().stream().map(String::strip).toList());
      return;
    }
    var cells = new ArrayList<String>(r.getFieldCount());
    for (int i = 0; i < r.getFieldCount(); i++) cells.add(r.getField(i).strip());
    rows.add(new Row(place, cells));
  }

  static String ragged(int cells, int columns) {
    return "the row has "
        + cells
        + (cells == 1 ? " cell" : " cells")
        + ", the header has "
        + columns;
  }

  private static @Nullable String raggedHint(CsvRecord r, int columns) {
    return r.getFieldCount() > columns ? "a text with a comma that needs quotes" : null;
  }

  private int lastLine() {
    return rows.isEmpty() ? place.line() : rows.getLast().place().line();
  }
}
