package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One result table, held by columns. Rows are appended; text cells are kept as they are.
public final class Sheet {
  /// Type of a column.
  public enum Type {
    INTEGER,
    NUMBER,
    TEXT,
    FLAG
  }

  private final String name;
  private final List<String> columns = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();
  private final List<Object> data = new ArrayList<>();
  private int rows;

  /// @param spec one `name:i`, `name:n`, `name:t` or `name:b` (integer, number, text, flag) per column
  Sheet(String name, String... spec) {
    this.name = name;
    for (String s : spec) {
      int c = s.lastIndexOf(':');
      columns.add(s.substring(0, c));
      Type type =
          switch (s.charAt(c + 1)) {
            case 'i' -> Type.INTEGER;
            case 'n' -> Type.NUMBER;
            case 't' -> Type.TEXT;
            case 'b' -> Type.FLAG;
            default -> throw new IllegalArgumentException(s);
          };
      types.add(type);
      data.add(
          switch (type) {
            case INTEGER -> new int[16];
            case NUMBER -> new double[16];
            case TEXT -> new String[16];
            case FLAG -> new boolean[16];
          });
    }
  }

  public String name() {
    return name;
  }

  public List<String> columns() {
    return columns;
  }

  public Type type(int column) {
    return types.get(column);
  }

  public int rows() {
    return rows;
  }

  /// Appends a row.
  ///
  /// @throws IllegalArgumentException when the cells do not fit the columns
  public void add(Object... cells) {
    if (cells.length != columns.size())
      throw new IllegalArgumentException(name + ": " + cells.length + " cells, expected " + columns);
    for (int c = 0; c < cells.length; c++) {
      switch (types.get(c)) {
        case INTEGER -> integers(c)[rows] = (Integer) cells[c];
        case NUMBER -> numbers(c)[rows] = ((Number) cells[c]).doubleValue();
        case TEXT -> texts(c)[rows] = (String) cells[c];
        case FLAG -> flags(c)[rows] = (Boolean) cells[c];
      }
    }
    rows++;
  }

  /// Appends all rows of a table with the same columns.
  public void addAll(Sheet other) {
    if (!columns.equals(other.columns)) throw new IllegalArgumentException(name + " and " + other.name);
    for (int r = 0; r < other.rows; r++) add(other.cells(r));
  }

  /// The cells of a row, a new array.
  public Object[] cells(int row) {
    Object[] cells = new Object[columns.size()];
    for (int c = 0; c < cells.length; c++)
      cells[c] =
          switch (types.get(c)) {
            case INTEGER -> integer(row, c);
            case NUMBER -> number(row, c);
            case TEXT -> text(row, c);
            case FLAG -> flag(row, c);
          };
    return cells;
  }

  public int integer(int row, int column) {
    return ((int[]) data.get(column))[row];
  }

  public double number(int row, int column) {
    return ((double[]) data.get(column))[row];
  }

  public String text(int row, int column) {
    return ((String[]) data.get(column))[row];
  }

  public boolean flag(int row, int column) {
    return ((boolean[]) data.get(column))[row];
  }

  /// Index of a column.
  ///
  /// @throws IllegalArgumentException when there is none of that name
  public int column(String columnName) {
    int c = columns.indexOf(columnName);
    if (c < 0) throw new IllegalArgumentException(name + " has no column " + columnName + ": " + columns);
    return c;
  }

  private int[] integers(int c) {
    int[] a = (int[]) data.get(c);
    if (rows == a.length) data.set(c, a = Arrays.copyOf(a, 2 * rows));
    return a;
  }

  private double[] numbers(int c) {
    double[] a = (double[]) data.get(c);
    if (rows == a.length) data.set(c, a = Arrays.copyOf(a, 2 * rows));
    return a;
  }

  private String[] texts(int c) {
    String[] a = (String[]) data.get(c);
    if (rows == a.length) data.set(c, a = Arrays.copyOf(a, 2 * rows));
    return a;
  }

  private boolean[] flags(int c) {
    boolean[] a = (boolean[]) data.get(c);
    if (rows == a.length) data.set(c, a = Arrays.copyOf(a, 2 * rows));
    return a;
  }
}
