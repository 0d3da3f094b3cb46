package org.loadstar.cases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table after its values were read, each row with the places of its cells.
///
/// @param raw the text, or null when the file is missing or could not be read
/// @param sound false when some of the table could not be read, so that what refers to it cannot be
/// judged
record ReadTable(TableSchema schema, @Nullable RawTable raw, List<Entry> entries, boolean sound) {

  /// @param value the row as a record of the model
  record Entry(Object value, RawTable.Row raw) {
    Place place(String column) {
      return raw.place(column);
    }
  }

  static ReadTable missing(TableSchema schema, boolean sound) {
    return new ReadTable(schema, null, List.of(), sound);
  }

  /// Reads every cell; all that is wrong becomes a fault and the row is left out.
  static ReadTable of(TableSchema schema, RawTable raw, Faults faults) {
    int before = faults.count();
    checkHeader(schema, raw, faults);
    boolean header = faults.count() == before;
    if (header && raw.rows().isEmpty() && schema.table().required())
      faults.add(raw.place(), "", "the table has no rows; at least one is needed");
    var entries = new ArrayList<Entry>();
    for (RawTable.Row row : raw.rows()) {
      Object value = record(schema, raw, row, faults);
      if (value != null) entries.add(new Entry(value, row));
    }
    checkKeys(schema, entries, faults);
    return new ReadTable(
        schema, raw, List.copyOf(entries), faults.count() == before && raw.ragged().isEmpty());
  }

  private static void checkHeader(TableSchema schema, RawTable raw, Faults faults) {
    var seen = new HashSet<String>();
    var unknown = new ArrayList<String>();
    for (String h : raw.header()) {
      if (!seen.add(h)) faults.add(raw.place(), h, "the column is given twice");
      if (schema.column(h) == null && !TableSchema.FREE.contains(h)) unknown.add(h);
    }
    var meant = new HashSet<String>();
    for (String h : unknown) {
      String maybe = unknownHint(schema, h);
      faults.add(
          raw.place(),
          h,
          "the column is not known; "
              + schema.file()
              + " has "
              + String.join(", ", schema.headers()),
          maybe);
      if (maybe != null) meant.add(maybe);
    }
    for (ColumnSchema c : schema.columns()) {
      boolean spelt = meant.stream().anyMatch(m -> m.startsWith("'" + c.header() + "'"));
      if (c.required() && !seen.contains(c.header()) && !spelt)
        faults.add(
            raw.place(), "", "the column " + c.header() + " is missing (" + c.allowed() + ")");
    }
  }

  private static @Nullable String unknownHint(TableSchema schema, String header) {
    return header.isEmpty() ? "a comma too many" : schema.suggestion(header);
  }

  private static @Nullable Object record(
      TableSchema schema, RawTable raw, RawTable.Row row, Faults faults) {
    var values = new Object[schema.columns().size()];
    boolean complete = true;
    for (ColumnSchema c : schema.columns()) {
      Object v = null;
      if (raw.header().contains(c.header()) || !c.required())
        v = c.parse(raw.cell(row, c.header()), row.place(c.header()), faults);
      if (v == null) complete = false;
      else values[c.index()] = v;
    }
    return complete ? schema.create(values) : null;
  }

  private static void checkKeys(TableSchema schema, List<Entry> entries, Faults faults) {
    var first = new HashMap<List<Object>, Entry>();
    for (Entry e : entries) {
      List<Object> key = schema.keyOf(e.value(), true);
      Entry other = first.putIfAbsent(key, e);
      if (other == null) continue;
      String names = String.join(", ", schema.key().stream().map(ColumnSchema::header).toList());
      faults.add(
          e.raw().place(),
          text(key),
          names + " must be unique; first on line " + other.raw().place().line());
    }
  }

  private static String text(List<Object> key) {
    return String.join(
        ", ",
        key.stream()
            .map(k -> k instanceof Enum<?> ? ColumnSchema.enumText(k) : k.toString())
            .toList());
  }

  /// Values of the first column, of rows that could not be read as well.
  Set<String> names() {
    return raw == null ? Set.of() : raw.values(schema.columns().getFirst().header());
  }

  /// The same table with other rows.
  ReadTable with(List<Entry> others) {
    return new ReadTable(schema, raw, List.copyOf(others), sound);
  }

  ReadTable unsound() {
    return new ReadTable(schema, raw, entries, false);
  }

  @SuppressWarnings("unchecked")
  <T> List<T> values(Class<T> type) {
    if (type != schema.type())
      throw new IllegalArgumentException(type + " is not a row of " + schema.file());
    return (List<T>) entries.stream().map(Entry::value).toList();
  }
}
