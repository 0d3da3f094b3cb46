package org.loadstar.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which rows of a table an override means: `KEY`, `*`, `[column=value,...]` or
/// `KEY[column=value,...]`.
///
/// @param key value of the first key column, `*` for any
/// @param conditions values that other columns must have
record Selector(String key, Map<String, String> conditions) {

  /// The selector written in `text`, or null when its brackets are wrong.
  static @Nullable Selector parse(String text) {
    int open = text.indexOf('[');
    if (open < 0) return new Selector(text, Map.of());
    if (!text.endsWith("]")) return null;
    var conditions = new LinkedHashMap<String, String>();
    for (String c : text.substring(open + 1, text.length() - 1).split(",")) {
      int equals = c.indexOf('=');
      if (equals < 1) return null;
      conditions.put(c.substring(0, equals).strip(), c.substring(equals + 1).strip());
    }
    return new Selector(open == 0 ? "*" : text.substring(0, open), conditions);
  }

  /// The rows meant; empty with a fault when there are none.
  List<RawTable.Row> rows(
      TableSchema schema, RawTable table, String written, Place place, Faults faults) {
    for (String c : conditions.keySet()) {
      if (schema.column(c) != null) continue;
      faults.add(
          place,
          c,
          "the column is not known; "
              + schema.file()
              + " has "
              + String.join(", ", schema.headers()),
          schema.suggestion(c));
      return List.of();
    }
    String first = schema.key().getFirst().header();
    List<RawTable.Row> found = table.rows().stream().filter(r -> matches(r, table, first)).toList();
    if (found.isEmpty()) {
      List<String> keys = table.rows().stream().map(r -> table.cell(r, first)).distinct().toList();
      String near =
          key.equals("*") || keys.contains(key) ? nearestCondition(table) : Nearest.to(key, keys);
      faults.add(
          place,
          written,
          "no row of "
              + schema.file()
              + " has this "
              + (conditions.isEmpty() ? first : "selection")
              + "; there are "
              + Nearest.listed(keys),
          near == null ? null : "'" + near + "'");
    }
    return found;
  }

  private boolean matches(RawTable.Row r, RawTable table, String first) {
    if (!key.equals("*") && !table.cell(r, first).equals(key)) return false;
    return conditions.entrySet().stream()
        .allMatch(c -> table.cell(r, c.getKey()).equals(c.getValue()));
  }

  private @Nullable String nearestCondition(RawTable table) {
    for (Map.Entry<String, String> c : conditions.entrySet()) {
      List<String> values =
          table.rows().stream().map(r -> table.cell(r, c.getKey())).distinct().toList();
      String near = values.contains(c.getValue()) ? null : Nearest.to(c.getValue(), values);
      if (near != null) return c.getKey() + "=" + near;
    }
    return null;
  }
}
