package org.loadstar.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Column;

/// The tables of a planning case for those who show and change them: columns as annotated in the model, cells as written.
public final class CaseTables {
  private CaseTables() {}

  /// One table.
  ///
  /// @param file name in the folder, as `campuses.csv`
  /// @param doc what a row is
  /// @param required whether a case without it is refused
  public record Described(String file, String doc, boolean required, List<Field> fields) {}

  /// One column.
  ///
  /// @param name header in the file
  /// @param type integer, number, text or flag
  /// @param unit suffix of the header, empty for none
  /// @param doc what it means
  /// @param required whether every row needs a value
  /// @param absent text that an empty cell stands for, null where a value is needed
  /// @param min smallest number, infinite for none
  /// @param max largest number, infinite for none
  /// @param allowed words that are allowed, empty where others are too
  /// @param references tables (without `.csv`, divided by `|`) whose first column must hold the value; empty for none
  /// @param key whether it is part of what makes a row unique
  public record Field(
      String name,
      String type,
      String unit,
      String doc,
      boolean required,
      @Nullable String absent,
      double min,
      double max,
      List<String> allowed,
      String references,
      boolean key) {}

  /// A table as text.
  ///
  /// @param columns headers
  /// @param lines line of the file of each row
  /// @param rows cells; a row that does not fit the header is left out and is a fault
  public record Cells(List<String> columns, List<Integer> lines, List<List<String>> rows, List<Fault> faults) {
    /// Text of a cell, empty where there is no such column.
    public String cell(int row, String column) {
      int c = columns.indexOf(column);
      return c < 0 ? "" : rows.get(row).get(c);
    }
  }

  /// All tables that a planning case can have, with their columns.
  public static List<Described> all() {
    return TableSchema.tables().values().stream()
        .map(t -> new Described(t.file(), t.table().doc(), t.table().required(), t.columns().stream().map(c -> field(t, c)).toList()))
        .toList();
  }

  private static Field field(TableSchema table, ColumnSchema c) {
    Column column = c.column();
    return new Field(
        c.header(), type(c.type()), column.unit(), column.doc(), c.required(), c.required() ? null : column.absent(), column.min(), column.max(),
        c.type().isEnum() ? Arrays.stream(c.type().getEnumConstants()).map(ColumnSchema::enumText).toList() : List.of(), column.ref(), table.key().contains(c));
  }

  private static String type(Class<?> type) {
    if (type == boolean.class) return "flag";
    if (type == int.class) return "integer";
    return type == double.class ? "number" : "text";
  }

  /// The cells of a table; no columns where the text has no header.
  public static Cells read(String text, String file) {
    var faults = new Faults();
    RawTable raw = RawTable.parse(text, file, faults);
    if (raw == null) return new Cells(List.of(), List.of(), List.of(), faults.sorted());
    List<Integer> lines = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (RawTable.Row r : raw.rows()) {
      lines.add(r.place().line());
      rows.add(List.copyOf(r.cells()));
    }
    return new Cells(List.copyOf(raw.header()), lines, rows, faults.sorted());
  }
}
