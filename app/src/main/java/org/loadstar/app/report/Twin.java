package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.List;

/// The table behind a chart: the same figures for reading, listening and download. Cells are text

/// or numbers.
final class Twin {
  private final List<String> header;
  private final List<List<Object>> rows = new ArrayList<>();
  private String csv = "";

  Twin(String... header) {
    this(List.of(header));
  }

  Twin(List<String> header) {
    this.header = List.copyOf(header);
  }

  Twin row(Object... cells) {
    return row(List.of(cells));
  }

  Twin row(List<Object> cells) {
    if (cells.size() != header.size())
      throw new IllegalArgumentException(cells.size() + " cells, expected " + header);
    rows.add(List.copyOf(cells));
    return this;
  }

  int rows() {
    return rows.size();
  }

  /// At most `limit` rows as an HTML table.
  String html(String caption, int limit) {
    StringBuilder s =
        new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    s.append(Svg.escape(caption))
        .append("\"><table><caption>")
        .append(Svg.escape(caption))
        .append("</caption><thead><tr>");
    for (String h : header) s.append("<th scope=\"col\">").append(Svg.escape(h)).append("</th>");
    s.append("</tr></thead><tbody>\n");
    for (List<Object> row : rows.subList(0, Math.min(limit, rows.size()))) {
      s.append("<tr>");
      for (int c = 0; c < row.size(); c++) {
        Object cell = row.get(c);
        if (cell instanceof Double d)
          s.append("<td class=\"num\">")
              .append(Math.abs(d) < dust(header.get(c)) ? "0" : Figures.sig(d, 4))
              .append("</td>");
        else if (cell instanceof Integer i)
          s.append("<td class=\"num\">").append(i).append("</td>");
        else s.append("<td>").append(Svg.escape(cell.toString())).append("</td>");
      }
      s.append("</tr>\n");
    }
    return s.append("</tbody></table></div>").toString();
  }

  /// What is shown as zero in a column, by the unit that ends its header; the CSV keeps every value.
  private static double dust(String column) {
    return column.endsWith(" GW") || column.endsWith(" TWh")
        ? Figures.DUST
        : column.endsWith(" MW") ? Figures.DUST * 1e3 : 0;
  }

  /// The whole table with commas, one header line; made once, so add no row after it.
  String csv() {
    if (!csv.isEmpty()) return csv;
    StringBuilder s = new StringBuilder();
    line(s, header);
    for (List<Object> row : rows) line(s, row);
    return csv = s.toString();
  }

  private static void line(StringBuilder s, List<?> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) s.append(',');
      Object cell = cells.get(i);
      String text = cell instanceof Double d ? Figures.plain(d) : cell.toString();
      boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
      s.append(quote ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
    }
    s.append('\n');
  }

  /// A link that saves the table, with the whole CSV inside.
  String csvLink(String file, String label) {
    return "<a class=\"button\" download=\""
        + Svg.escape(file)
        + ".csv\" href=\"data:text/csv;charset=utf-8,"
        + percent(csv())
        + "\">"
        + Svg.escape(label)
        + "</a>";
  }

  /// Percent-encodes what a `data:` URI in an attribute cannot hold.
  private static String percent(String text) {
    StringBuilder s = new StringBuilder(text.length() * 9 / 8);
    for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c > ' ' && c < 127 && "\"%<>#&'\\^`{|}".indexOf(c) < 0) s.append(c);
      else
        s.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
    }
    return s.toString();
  }
}
