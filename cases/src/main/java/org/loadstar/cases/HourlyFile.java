package org.loadstar.cases;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loadstar.model.Hourly;

/// An hourly CSV file: `hour` (1 to 8760 in order), `utc` (a label), and one column of numbers per
/// name.
final class HourlyFile {
  /// Faults named one by one before the rest of the file is only counted.
  private static final int NAMED_FAULTS = 10;

  static final String HOUR = "hour";
  static final String UTC = "utc";

  private final String file;
  private final double max;
  private final Faults faults;
  private List<String> names = List.of();
  private double[][] values = new double[0][];
  private int rows;
  private int lastLine;
  private int wrong;
  private boolean hoursInOrder = true;

  private HourlyFile(String file, double max, Faults faults) {
    this.file = file;
    this.max = max;
    this.faults = faults;
  }

  /// @param header place of the first line
  /// @param names value columns of the header, empty when the header is wrong
  /// @param columns the columns by name, empty when anything is wrong
  record Columns(Place header, List<String> names, Map<String, Hourly> columns) {}

  /// Reads the text of a file.
  ///
  /// @param max largest value allowed (least is 0)
  static Columns parse(String text, String file, double max, Faults faults) {
    int before = faults.count();
    var reader = new HourlyFile(file, max, faults);
    try (CsvReader<CsvRecord> csv = CsvText.reader().ofCsvRecord(text)) {
      for (CsvRecord r : csv) {
        reader.lastLine = (int) r.getStartingLineNumber();
        if (reader.names.isEmpty()) reader.header(r);
        else reader.row(r);
        if (reader.names.isEmpty()) break;
      }
    } catch (CsvParseException | IOException e) {
      faults.add(
          new Place(file, reader.lastLine + 1),
          "",
          "the quotes do not match",
          "a quote (\") that is not closed");
      return reader.result(false);
    }
    reader.close();
    return reader.result(faults.count() == before);
  }

  private void header(CsvRecord r) {
    List<String> h = r.getFields().stream().map(String::strip).toList();
    var place = new Place(file, lastLine);
    if (h.size() < 3 || !h.get(0).equals(HOUR) || !h.get(1).equals(UTC)) {
      String maybe = CsvText.isSemicolons(r) ? "commas instead of ';' between the columns" : null;
      faults.add(
          place, String.join(",", h), "the header must be hour,utc and one column per name", maybe);
      return;
    }
    names = h;
    for (int i = 2; i < h.size(); i++) {
      if (h.get(i).isEmpty())
        faults.add(place, "", "column " + (i + 1) + " has no name", "a comma too many");
      else if (h.indexOf(h.get(i)) != i) faults.add(place, h.get(i), "the column is given twice");
    }
    values = new double[h.size()][Hourly.HOURS];
  }

  private void row(CsvRecord r) {
    if (r.getFieldCount() != names.size()) {
      fault("", RawTable.ragged(r.getFieldCount(), names.size()));
    } else {
      checkHour(r.getField(0));
      if (rows < Hourly.HOURS)
        for (int i = 2; i < names.size(); i++) values[i][rows] = value(r.getField(i), i);
    }
    rows++;
  }

  private void checkHour(String text) {
    if (!hoursInOrder || Decimal.parse(text.strip()) == rows + 1) return;
    hoursInOrder = false;
    fault(text, "hour must be " + (rows + 1) + " here (1 to " + Hourly.HOURS + " in order)");
  }

  private double value(String text, int column) {
    double v = Decimal.parse(text);
    if (Double.isNaN(v)) v = Decimal.parse(text.strip());
    if (v >= 0 && v <= Math.min(max, NumberRule.LARGEST)) return v;
    fault(
        text,
        names.get(column)
            + " must be a number "
            + (max < Double.POSITIVE_INFINITY ? "from 0 to " + Decimal.text(max) : "of 0 or more" + (v > NumberRule.LARGEST ? NumberRule.IN_SIZE : "")));
    return 0;
  }

  private void fault(String value, String message) {
    if (++wrong <= NAMED_FAULTS) faults.add(new Place(file, lastLine), value, message);
  }

  private void close() {
    if (lastLine == 0)
      faults.add(new Place(file, 0), "", "the file is empty; a header line is needed");
    if (names.isEmpty()) return;
    if (wrong > NAMED_FAULTS)
      faults.add(
          new Place(file, lastLine),
          "",
          (wrong - NAMED_FAULTS) + " more faults of this kind in the file");
    if (rows != Hourly.HOURS)
      faults.add(
          new Place(file, lastLine),
          "",
          "the file has " + rows + " hours; " + Hourly.HOURS + " are needed");
  }

  private Columns result(boolean sound) {
    var header = new Place(file, 1);
    if (names.isEmpty()) return new Columns(header, List.of(), Map.of());
    return new Columns(header, names.subList(2, names.size()), sound ? columns() : Map.of());
  }

  private Map<String, Hourly> columns() {
    var columns = new LinkedHashMap<String, Hourly>();
    for (int i = 2; i < names.size(); i++) columns.put(names.get(i), Hourly.of(values[i]));
    return columns;
  }
}
