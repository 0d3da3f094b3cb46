package org.loadstar.study.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Sheet;

/// Rows of a query by columns.
///
/// @param names of the columns
/// @param types of the columns
/// @param values `values.get(column).get(row)`; a number that is none is null
public record Columns(List<String> names, List<Sheet.Type> types, List<List<@Nullable Object>> values) {
  /// Number of rows.
  public int rows() {
    return values.isEmpty() ? 0 : values.getFirst().size();
  }

  /// The cells of a column.
  ///
  /// @throws IllegalArgumentException when there is no such column
  public List<@Nullable Object> column(String name) {
    int c = names.indexOf(name);
    if (c < 0) throw new IllegalArgumentException("no column " + name + ": " + names);
    return values.get(c);
  }

  /// The number of a cell, NaN where it is empty.
  public double number(String column, int row) {
    return column(column).get(row) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  /// The text of a cell, empty where there is none.
  public String text(String column, int row) {
    Object v = column(column).get(row);
    return v == null ? "" : v.toString();
  }
}
