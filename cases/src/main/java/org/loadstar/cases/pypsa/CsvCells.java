package org.loadstar.cases.pypsa;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;

/// Splits the bytes of a CSV file (RFC 4180: commas, quotes doubled inside quotes) into cells. Quotes that do not match are a fault, which
/// ends the reading of the file: what would follow is guessed.
final class CsvCells {
  private final byte[] bytes;
  private final String file;
  private final Faults faults;
  private int at;
  private int line = 1;
  private boolean endOfRow;
  private boolean broken;

  CsvCells(byte[] bytes, String file, Faults faults) {
    this.bytes = bytes;
    this.file = file;
    this.faults = faults;
    at = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF ? 3 : 0;
  }

  /// Line of the next cell, from 1.
  int line() {
    return line;
  }

  int position() {
    return at;
  }

  boolean atEnd() {
    return at >= bytes.length;
  }

  /// The cells of the next row, without surrounding blanks; none at the end of the file.
  List<String> row() {
    List<String> cells = new ArrayList<>();
    if (atEnd()) return cells;
    do cells.add(cell());
    while (!endOfRow);
    return cells;
  }

  /// The next cell; [#endOfRow] tells whether it was the last of its row.
  String cell() {
    if (at < bytes.length && bytes[at] == '"') return quoted();
    int begin = at;
    while (at < bytes.length && bytes[at] != ',' && bytes[at] != '\n') at++;
    String text = new String(bytes, begin, at - begin, StandardCharsets.UTF_8).strip();
    close();
    return text;
  }

  private String quoted() {
    StringBuilder text = new StringBuilder();
    int opened = line;
    at++;
    int begin = at;
    boolean closed = false;
    while (at < bytes.length) {
      if (bytes[at] == '\n') line++;
      if (bytes[at] != '"') {
        at++;
        continue;
      }
      text.append(new String(bytes, begin, at - begin, StandardCharsets.UTF_8));
      if (at + 1 >= bytes.length || bytes[at + 1] != '"') {
        closed = true;
        break;
      }
      text.append('"');
      at += 2;
      begin = at;
    }
    at++;
    while (at < bytes.length && isBlank(bytes[at])) at++;
    if (!closed || at < bytes.length && bytes[at] != ',' && bytes[at] != '\n') return unmatched(opened, closed);
    close();
    return text.toString().strip();
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private String unmatched(int opened, boolean closed) {
    faults.add(new Place(file, opened), "", closed
        ? "the quotes of this line do not match: a cell goes on after its closing quote"
        : "the quotes of this line do not match: one opens and none closes it", "a quote too few or too many; inside quotes one is written twice");
    at = bytes.length;
    endOfRow = true;
    broken = true;
    return "";
  }

  /// True once quotes did not match.
  boolean broken() {
    return broken;
  }

  /// Says so where the only cell of a header holds another separator than the comma.
  static boolean isSeparated(List<String> header, String file, Faults faults) {
    if (header.stream().anyMatch(c -> c.indexOf('\r') >= 0)) {
      faults.add(new Place(file, 1), "", "lines must end with LF or CR LF", "the file has lines that end with CR alone; save it again");
      return false;
    }
    @Nullable String other = header.size() != 1 ? null : header.getFirst().contains("\t") ? "tabs" : header.getFirst().contains(";") ? "semicolons" : null;
    if (other == null) return true;
    faults.add(new Place(file, 1), "", "the cells of a row must be separated by commas", "the file is separated by " + other + "; save it with commas");
    return false;
  }

  private void close() {
    endOfRow = at >= bytes.length || bytes[at] == '\n';
    if (endOfRow) line++;
    at++;
  }

  boolean endOfRow() {
    return endOfRow;
  }
}
