import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reading and writing of comma-separated tables with quoted cells.
final class Csv {
  private Csv() {}

  /// One row of a table, by column name.
  record Row(String place, Map<String, String> cells) {
    String text(String column) {
      String v = cells.get(column);
      if (v == null) throw new IllegalStateException(place + ": no column " + column + " in " + cells.keySet());
      return v;
    }

    boolean has(String column) {
      return !text(column).isEmpty();
    }

    double number(String column) {
      try {
        return Double.parseDouble(text(column));
      } catch (NumberFormatException e) {
        throw new IllegalStateException(place + ": column " + column + " is not a number: '" + text(column) + "'", e);
      }
    }

    double number(String column, double absent) {
      return has(column) ? number(column) : absent;
    }

    int integer(String column) {
      return (int) Math.round(number(column));
    }
  }

  static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> header = null;
    int line = 0;
    StringBuilder open = new StringBuilder();
    for (String written : Files.readAllLines(file)) {
      line++;
      open.append(open.isEmpty() ? "" : " ").append(written);
      String text = open.toString();
      if (text.chars().filter(c -> c == '"').count() % 2 != 0) continue; // a quoted cell goes on in the next line
      open.setLength(0);
      if (text.isBlank()) continue;
      List<String> cells = split(text);
      if (header == null) {
        header = cells;
        continue;
      }
      if (cells.size() != header.size())
        throw new IllegalStateException(file + ":" + line + ": " + cells.size() + " cells, expected " + header.size());
      Map<String, String> m = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) m.put(header.get(i), cells.get(i));
      rows.add(new Row(file.getFileName() + ":" + line, m));
    }
    return rows;
  }

  private static List<String> split(String text) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  static String cell(Object value) {
    String s = value instanceof Double d ? number(d) : String.valueOf(value);
    return s.contains(",") || s.contains("\"") ? '"' + s.replace("\"", "\"\"") + '"' : s;
  }

  /// Six significant digits, no trailing zeros; `NaN` is an empty cell.
  static String number(double v) {
    if (Double.isNaN(v)) return "";
    if (Double.isInfinite(v)) return v > 0 ? "inf" : "-inf";
    if (v == 0) return "0";
    return new java.math.BigDecimal(v).round(new java.math.MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
