package org.loadstar.cases.matpower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;

/// The assignments `mpc.NAME = ...` of a MATPOWER case file as numbers and texts. Statements other than assignments of literals are
/// refused, comments are read over.
public final class MatpowerFile {
  private static final Pattern ASSIGNMENT = Pattern.compile("\\w+\\.(\\w+)\\s*=(?!=)\\s*");
  private static final Pattern VERSION_1 = Pattern.compile("function\\s*\\[");
  private static final Pattern IGNORED = Pattern.compile("(function\\b.*|end|return)\\s*;?");

  /// One row of a matrix.
  public record Row(Place place, double[] cells) {
    /// A cell, counted from 1 as in the manual.
    public double at(int column) {
      return cells[column - 1];
    }
  }

  private final String file;
  private final Faults faults;
  private final String[] lines;
  private int line;
  private int column;
  private final Map<String, List<Row>> matrices = new LinkedHashMap<>();
  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();

  private MatpowerFile(String text, String file, Faults faults) {
    lines = code(text);
    this.file = file;
    this.faults = faults;
  }

  /// Reads a text; faults are collected by line.
  public static MatpowerFile parse(String text, String file, Faults faults) {
    var result = new MatpowerFile(text, file, faults);
    result.read();
    return result;
  }

  /// The rows of a matrix (a number is one of one row and column); empty when there is none.
  public List<Row> matrix(String name) {
    return matrices.getOrDefault(name, List.of());
  }

  /// The texts of a cell array; empty when there is none.
  public List<String> texts(String name) {
    return texts.getOrDefault(name, List.of());
  }

  /// Where a name was assigned, or null.
  @Nullable Place place(String name) {
    return places.get(name);
  }

  /// Reads statement by statement; a line may hold several.
  private void read() {
    while (line < lines.length) {
      String rest = lines[line].substring(column);
      int skip = 0;
      while (skip < rest.length() && (Character.isWhitespace(rest.charAt(skip)) || rest.charAt(skip) == ';')) skip++;
      if (skip == rest.length()) {
        next();
        continue;
      }
      column += skip;
      Matcher m = ASSIGNMENT.matcher(rest.substring(skip));
      if (!m.lookingAt()) {
        String statement = rest.substring(skip).strip();
        if (VERSION_1.matcher(statement).lookingAt()) {
          faults.add(new Place(file, line + 1), statement, "this is a case file of version 1, whose matrices are returned one by one; version 2 is needed",
              "MATPOWER's loadcase and savecase write it so");
          return;
        }
        if (!IGNORED.matcher(statement).matches())
          faults.add(new Place(file, line + 1), statement, "a case file must hold assignments of literals only, as mpc.bus = [ ... ];");
        next();
        continue;
      }
      String name = m.group(1);
      Place first = places.putIfAbsent(name, new Place(file, line + 1));
      if (first != null)
        faults.add(new Place(file, line + 1), name, "mpc." + name + " is assigned twice, first in line " + first.line(), "one of the two is to be left out");
      column += m.end();
      char open = column < lines[line].length() ? lines[line].charAt(column) : ' ';
      if (open == '[' || open == '{') block(name, open == '[' ? ']' : '}');
      else scalar(name);
    }
  }

  private void next() {
    line++;
    column = 0;
  }

  private void scalar(String name) {
    String text = lines[line];
    int end = end(text, column, "");
    String value = text.substring(column, end).strip();
    double v = number(value);
    Place place = new Place(file, line + 1);
    boolean quoted = value.length() > 1 && (value.startsWith("'") || value.startsWith("\"")) && value.charAt(0) == value.charAt(value.length() - 1);
    if (!Double.isNaN(v)) matrices.put(name, List.of(new Row(place, new double[] {v})));
    else if (quoted) texts.put(name, List.of(value.substring(1, value.length() - 1)));
    else faults.add(place, value, name + " must be a number, a text or a matrix");
    column = end;
  }

  /// Reads the rows up to the closing bracket.
  private void block(String name, char close) {
    int first = line;
    List<Row> rows = new ArrayList<>();
    List<String> words = new ArrayList<>();
    column++;
    while (true) {
      String text = lines[line];
      int end = end(text, column, String.valueOf(close));
      String row = text.substring(column, end).strip();
      if (!row.isEmpty()) {
        if (close == ']') numbers(name, row, new Place(file, line + 1), rows);
        else words.add(row.replaceAll("^['\"]|['\"]$", ""));
      }
      column = end + 1;
      if (end < text.length() && text.charAt(end) == close) break;
      if (end < text.length()) continue;
      next();
      if (line == lines.length) {
        faults.add(new Place(file, first + 1), name, "the bracket is not closed", "a missing " + close);
        break;
      }
    }
    if (close == ']') matrices.put(name, rows);
    else texts.put(name, words);
  }

  /// Position of the next semicolon or one of some other signs outside of quotes; the length of the text where there is none.
  private static int end(String text, int from, String others) {
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) quote = c == quote ? 0 : quote;
      else if (c == '\'' || c == '"') quote = c;
      else if (c == ';' || others.indexOf(c) >= 0) return i;
    }
    return text.length();
  }

  private void numbers(String name, String row, Place place, List<Row> rows) {
    String[] cells = row.split("[\\s,]+");
    double[] v = new double[cells.length];
    for (int c = 0; c < cells.length; c++) {
      v[c] = number(cells[c]);
      if (Double.isNaN(v[c])) {
        faults.add(place, cells[c], name + " must hold numbers");
        return;
      }
    }
    rows.add(new Row(place, v));
  }

  private static double number(String text) {
    return switch (text) {
      case "Inf", "inf", "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Decimal.parse(text);
    };
  }

  /// Lines without comments and blocks of them. A line that goes on after "..." holds the next one too, which is empty then.
  private static String[] code(String text) {
    String[] lines = text.split("\\R", -1);
    int blocks = 0;
    int carried = -1;
    for (int k = 0; k < lines.length; k++) {
      String bare = lines[k].strip();
      if (bare.equals("%{")) blocks++;
      boolean inside = blocks > 0;
      if (inside && bare.equals("%}")) blocks--;
      int end = inside ? 0 : cut(lines[k]);
      boolean goesOn = end < lines[k].length() && lines[k].charAt(end) == '.';
      String code = lines[k].substring(0, end);
      lines[k] = "";
      if (carried >= 0) lines[carried] += " " + code;
      else lines[k] = code;
      if (!goesOn) carried = -1;
      else if (carried < 0) carried = k;
    }
    return lines;
  }

  /// Where the comment of a line or the dots that carry it over begin, its length where neither does.
  private static int cut(String line) {
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) quote = c == quote ? 0 : quote;
      else if (c == '\'' || c == '"') quote = c;
      else if (c == '%' || line.startsWith("...", i)) return i;
    }
    return line.length();
  }
}
