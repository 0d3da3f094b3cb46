package org.loadstar.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes cells and rows of the tables of a case before they are read.
final class TableOverlay {
  private final Format format;
  private final Map<String, RawTable> tables;
  private final Set<String> broken;
  private final Faults faults;

  /// @param tables tables by name; rows and tables are added here
  /// @param broken names of tables that cannot be read
  TableOverlay(Format format, Map<String, RawTable> tables, Set<String> broken, Faults faults) {
    this.format = format;
    this.tables = tables;
    this.broken = broken;
    this.faults = faults;
  }

  /// Writes or multiplies one column of the selected rows.
  void change(
      String tableName,
      String selection,
      String column,
      String value,
      Place place,
      Place valuePlace) {
    change(tableName, selection, column, value, place, valuePlace, null);
  }

  /// As above, for a change that counts from a date; whole numbers are rounded.
  void change(
      String tableName,
      String selection,
      String column,
      String value,
      Place place,
      Place valuePlace,
      @Nullable Timing timing) {
    TableSchema schema = schema(tableName, place);
    if (schema == null) return;
    ColumnSchema c = schema.column(column);
    if (c == null) {
      faults.add(
          place,
          column,
          "the column is not known; "
              + schema.file()
              + " has "
              + String.join(", ", schema.headers()),
          schema.suggestion(column));
      return;
    }
    RawTable table = tables.get(tableName);
    if (table == null) {
      if (!broken.contains(tableName))
        faults.add(place, tableName, "the case has no " + schema.file());
      return;
    }
    Selector selector = Selector.parse(selection);
    if (selector == null) {
      faults.add(place, selection, "rows are selected by KEY, * or [column=value,column2=value2]");
      return;
    }
    List<RawTable.Row> rows = selector.rows(schema, table, selection, place, faults);
    Edit edit = !numeric(c) ? null : timing == null ? Edit.of(value) : Edit.orNumber(value);
    if (edit == null) rows.forEach(r -> table.set(r, column, value, valuePlace));
    else edit(schema, table, rows, c, edit, value, valuePlace, timing);
  }

  /// Changes what stands in the rows; an empty cell is its default, and stays empty where that
  /// is "not given".
  private void edit(
      TableSchema schema,
      RawTable table,
      List<RawTable.Row> rows,
      ColumnSchema c,
      Edit edit,
      String value,
      Place place,
      @Nullable Timing timing) {
    boolean any = rows.isEmpty();
    for (RawTable.Row r : rows) {
      String old = table.cell(r, c.header());
      if (old.isEmpty() && !c.required()) old = c.column().absent();
      if (old.isEmpty() || old.equals("NaN")) continue;
      any = true;
      double before = Edit.NEUTRAL.ofText(old);
      if (Double.isNaN(before)) continue;
      double changed = timing == null ? edit.of(before) : timing.apply(edit, before, schema, table, r, c);
      if (timing != null && c.type() == int.class) changed = Math.rint(changed);
      if (changed != before) table.set(r, c.header(), Decimal.text(changed), place);
    }
    if (!any)
      faults.add(
          place,
          value,
          c.header() + " is empty in the selected rows, so there is nothing to multiply",
          "a number without x");
  }

  /// Adds a row, or replaces the row with the same key.
  void put(String tableName, Yaml.Mapping row) {
    TableSchema schema = schema(tableName, row.place());
    if (schema == null) return;
    for (Map.Entry<String, Yaml.Entry> e : row.entries().entrySet()) {
      if (schema.column(e.getKey()) == null && !TableSchema.FREE.contains(e.getKey())) {
        faults.add(
            e.getValue().key(),
            e.getKey(),
            "the column is not known; "
                + schema.file()
                + " has "
                + String.join(", ", schema.headers()),
            schema.suggestion(e.getKey()));
        return;
      }
    }
    if (broken.contains(tableName)) return;
    RawTable table =
        tables.computeIfAbsent(
                tableName, n -> new RawTable(row.place(), new ArrayList<>(schema.headers())));
    var cells = new ArrayList<String>(Collections.nCopies(table.header().size(), ""));
    var added = new RawTable.Row(row.place(), cells);
    table.rows().add(added);
    row.entries()
        .forEach(
            (column, e) -> {
              if (e.value() instanceof Yaml.Scalar s) table.set(added, column, s.text(), s.place());
              else faults.add(e.value().place(), column, "one value is needed for a cell");
            });
    table
        .rows()
        .removeIf(
            r ->
                r != added
                    && schema.key().stream()
                        .allMatch(k -> cell(table, r, k).equals(cell(table, added, k))));
  }

  private static String cell(RawTable table, RawTable.Row row, ColumnSchema c) {
    String text = table.cell(row, c.header());
    return text.isEmpty() && !c.required() ? c.column().absent() : text;
  }

  private @Nullable TableSchema schema(String name, Place place) {
    TableSchema schema = format.tables().get(name);
    if (schema == null) faults.addUnknown(place, name, "the table", format.tables().keySet());
    return schema;
  }

  private static boolean numeric(ColumnSchema c) {
    return c.type() == double.class || c.type() == int.class;
  }
}
