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
  private static final Pattern ASSIGNMENT = Pattern.compile("\\s*\\w+\\.(\\w+)\\s*=\\s*(.*)");
  private static final Pattern IGNORED = Pattern.compile("\\s*(function\\b.*|end|return)?\\s*;?\\s*");

  /// One row of a matrix.
  public record Row(Place place, double[] cells) {
    /// A cell, counted from 1 as in the manual.
    public double at(int column) {
      return cells[column - 1];
    }
  }

  private final String file;
  private final Faults faults;
  private final Map<String, List<Row>> matrices = new LinkedHashMap<>();
  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();

  private MatpowerFile(String file, Faults faults) {
    this.file = file;
    this.faults = faults;
  }

  /// Reads a text; faults are collected by line.
  public static MatpowerFile parse(String text, String file, Faults faults) {
    var result = new MatpowerFile(file, faults);
    result.read(text.split("\n", -1));
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

  private void read(String[] lines) {
    int i = 0;
    while (i < lines.length) {
      String line = code(lines[i]);
      Matcher m = ASSIGNMENT.matcher(line);
      if (!m.matches()) {
        if (!IGNORED.matcher(line).matches())
          faults.add(new Place(file, i + 1), line.strip(), "a case file must hold assignments of literals only, as mpc.bus = [ ... ];");
        i++;
        continue;
      }
      String name = m.group(1);
      String value = m.group(2);
      Place first = places.putIfAbsent(name, new Place(file, i + 1));
      if (first != null)
        faults.add(new Place(file, i + 1), name, "mpc." + name + " is assigned twice, first in line " + first.line(), "one of the two is to be left out");
      char open = value.isEmpty() ? ' ' : value.charAt(0);
      if (open == '[' || open == '{') i = block(name, open == '[' ? ']' : '}', lines, i, value.substring(1));
      else scalar(name, value.replaceAll(";\\s*$", "").strip(), ++i);
    }
  }

  private void scalar(String name, String value, int line) {
    double v = number(value);
    if (!Double.isNaN(v)) matrices.put(name, List.of(new Row(new Place(file, line), new double[] {v})));
    else if (value.startsWith("'") || value.startsWith("\"")) texts.put(name, List.of(value.substring(1, value.length() - 1)));
    else faults.add(new Place(file, line), value, name + " must be a number, a text or a matrix");
  }

  /// Reads up to the closing bracket and returns the line after it.
  private int block(String name, char close, String[] lines, int first, String rest) {
    List<Row> rows = new ArrayList<>();
    List<String> words = new ArrayList<>();
    int i = first;
    String line = rest;
    while (true) {
      int end = line.indexOf(close);
      String part = end < 0 ? line : line.substring(0, end);
      for (String row : part.split(";")) {
        if (row.isBlank()) continue;
        if (close == ']') numbers(name, row.strip(), new Place(file, i + 1), rows);
        else words.add(row.strip().replaceAll("^['\"]|['\"]$", ""));
      }
      if (end >= 0) break;
      if (++i == lines.length) {
        faults.add(new Place(file, first + 1), name, "the bracket is not closed", "a missing " + close);
        break;
      }
      line = code(lines[i]);
    }
    if (close == ']') matrices.put(name, rows);
    else texts.put(name, words);
    return i + 1;
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

  /// A line without its comment.
  private static String code(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\'') quoted = !quoted;
      if (line.charAt(i) == '%' && !quoted) return line.substring(0, i);
    }
    return line;
  }
}
