package org.loadstar.cases.pypsa;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Splits the bytes of a CSV file (RFC 4180: commas, quotes doubled inside quotes) into cells.
final class CsvCells {
  private final byte[] bytes;
  private int at;
  private int line = 1;
  private boolean endOfRow;

  CsvCells(byte[] bytes) {
    this.bytes = bytes;
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
    at++;
    int begin = at;
    while (at < bytes.length) {
      if (bytes[at] == '\n') line++;
      if (bytes[at] != '"') {
        at++;
        continue;
      }
      text.append(new String(bytes, begin, at - begin, StandardCharsets.UTF_8));
      if (at + 1 >= bytes.length || bytes[at + 1] != '"') break;
      text.append('"');
      at += 2;
      begin = at;
    }
    at++;
    while (at < bytes.length && bytes[at] != ',' && bytes[at] != '\n') at++;
    close();
    return text.toString().strip();
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
