package org.loadstar.cases.pypsa;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;

/// Numbers of a series file: one row per snapshot, its label first, one column per component. They are read from the bytes of the file
/// without a text per cell; an empty cell is NaN.
final class CsvNumbers {
  /// Faults named one by one before the rest of the file is only counted.
  private static final int NAMED_FAULTS = 10;

  /// Whole numbers below this and powers of ten up to 22 are exact, so that their quotient is correctly rounded.
  private static final long EXACT = 1L << 53;

  private static final double[] POWERS = new double[23];

  static {
    for (int i = 0; i < POWERS.length; i++) POWERS[i] = Double.parseDouble("1e" + i);
  }

  private final byte[] bytes;
  private final String file;
  private final Faults faults;
  private int at;
  private int line = 2;
  private int wrong;
  private boolean broken;

  private CsvNumbers(byte[] bytes, int at, String file, Faults faults) {
    this.bytes = bytes;
    this.at = at;
    this.file = file;
    this.faults = faults;
  }

  static PypsaData.Series parse(byte[] bytes, String file, Faults faults) {
    CsvCells cells = new CsvCells(bytes, file, faults);
    List<String> header = new ArrayList<>(cells.row());
    if (cells.broken() || !CsvCells.isSeparated(header, file, faults)) return new PypsaData.Series(new String[0], new double[0][], (row, column) -> new Place(file, row + 2));
    if (header.isEmpty()) faults.add(new Place(file, 0), "", "the file is empty; a header line is needed");
    else header.removeFirst();
    String[] names = header.toArray(String[]::new);
    CsvNumbers numbers = new CsvNumbers(bytes, Math.min(cells.position(), bytes.length), file, faults);
    double[][] values = numbers.rows(names);
    return new PypsaData.Series(names, values, (row, column) -> new Place(file, row + 2));
  }

  private double[][] rows(String[] names) {
    int most = 1;
    for (int k = at; k < bytes.length; k++) if (bytes[k] == '\n') most++;
    double[][] values = new double[names.length][most];
    int rows = 0;
    while (at < bytes.length) {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
        if (bytes[at] == '\n') line++;
        at++;
        continue;
      }
      boolean more = label();
      int c = 0;
      for (; more; c++) {
        double v = number(c < names.length ? names[c] : "");
        if (c < names.length) values[c][rows] = v;
        more = at < bytes.length && bytes[at] == ',';
        at++;
      }
      if (c != names.length && !broken)
        fault("", "the row has " + (c + 1) + (c == 0 ? " cell" : " cells") + ", the header has " + (names.length + 1));
      rows++;
      line++;
    }
    if (wrong > NAMED_FAULTS) faults.add(new Place(file, line), "", (wrong - NAMED_FAULTS) + " more faults of this kind in the file");
    for (int c = 0; c < values.length; c++) if (rows != most) values[c] = Arrays.copyOf(values[c], rows);
    return values;
  }

  /// Passes over the label of a row; false when nothing follows.
  private boolean label() {
    boolean quoted = false;
    while (at < bytes.length && (quoted || bytes[at] != ',' && bytes[at] != '\n')) {
      if (bytes[at] == '"') quoted = !quoted;
      at++;
    }
    if (quoted) unmatched();
    boolean more = at < bytes.length && bytes[at] == ',';
    at++;
    return more;
  }

  private double number(String name) {
    int begin = at;
    boolean negative = at < bytes.length && bytes[at] == '-';
    if (negative) at++;
    long mantissa = 0;
    int decimals = 0;
    int digits = 0;
    boolean point = false;
    for (; at < bytes.length; at++) {
      int d = bytes[at] - '0';
      if (d >= 0 && d <= 9) {
        if (mantissa >= EXACT / 10) break;
        mantissa = mantissa * 10 + d;
        digits++;
        if (point) decimals++;
      } else if (d == '.' - '0' && !point) {
        point = true;
      } else {
        break;
      }
    }
    boolean ends = at >= bytes.length || bytes[at] == ',' || bytes[at] == '\n' || bytes[at] == '\r' && endsRow();
    if (!ends || digits == 0 || decimals >= POWERS.length) return other(begin, name);
    double v = mantissa / POWERS[decimals];
    return negative ? -v : v;
  }

  private boolean endsRow() {
    if (at + 1 >= bytes.length || bytes[at + 1] == '\n') {
      at++;
      return true;
    }
    return false;
  }

  private double other(int begin, String name) {
    at = begin;
    boolean quoted = false;
    while (at < bytes.length && bytes[at] != '\n' && (quoted || bytes[at] != ',')) {
      if (bytes[at] == '"') quoted = !quoted;
      at++;
    }
    String text = new String(bytes, begin, at - begin, StandardCharsets.UTF_8).strip();
    if (quoted) {
      unmatched();
      return 0;
    }
    if (text.startsWith("\"") && text.endsWith("\"")) text = text.substring(1, text.length() - 1).strip();
    if (Values.isMissing(text)) return Double.NaN;
    double v = Values.number(text);
    if (Double.isNaN(v)) fault(text, "the value of " + name + " must be a number");
    return v;
  }

  /// What would follow is guessed, so the rest of the file is not read.
  private void unmatched() {
    faults.add(new Place(file, line), "", "the quotes of this line do not match: one opens and none closes it", "a quote too few");
    at = bytes.length;
    broken = true;
  }

  private void fault(String value, String message) {
    if (++wrong <= NAMED_FAULTS) faults.add(new Place(file, line), value, message);
  }
}
