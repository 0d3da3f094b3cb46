package org.loadstar.cases;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Case;
import org.loadstar.model.Rows;
import org.loadstar.model.Table;

/// One CSV table of a case folder, as annotated in the model.
///
/// @param name file name without `.csv`
/// @param component component of [Case] that holds the rows, empty when only the reader uses them
/// @param key columns that together are unique
record TableSchema(
    String name,
    String component,
    Class<?> type,
    Table table,
    Constructor<?> constructor,
    List<ColumnSchema> columns,
    List<ColumnSchema> key) {
  /// Columns allowed in every table for people, ignored by the model.
  static final Set<String> FREE = Set.of("source", "quality", "note");

  static final String SCENARIO = "scenario";
  private static final Map<String, TableSchema> ALL = all();

  /// Every table by name, in the order of [Case].
  static Map<String, TableSchema> tables() {
    return ALL;
  }

  private static Map<String, TableSchema> all() {
    var all = new LinkedHashMap<String, TableSchema>();
    for (RecordComponent c : Case.class.getRecordComponents()) {
      Class<?> row = rowType(c);
      if (row == null) continue;
      TableSchema t = of(row, c.getName());
      all.put(t.name(), t);
    }
    TableSchema deflators = of(Rows.Deflator.class, "");
    all.put(deflators.name(), deflators);
    return Collections.unmodifiableMap(all);
  }

  private static @Nullable Class<?> rowType(RecordComponent c) {
    return c.getGenericType() instanceof ParameterizedType p
            && p.getRawType() == List.class
            && p.getActualTypeArguments()[0] instanceof Class<?> row
            && row.isAnnotationPresent(Table.class)
        ? row
        : null;
  }

  static TableSchema of(Class<?> row, String component) {
    Table table = Objects.requireNonNull(row.getAnnotation(Table.class), row.getName());
    List<ColumnSchema> columns = ColumnSchema.of(row);
    var key = new ArrayList<ColumnSchema>();
    for (String k : table.key())
      key.add(columns.stream().filter(c -> c.component().equals(k)).findFirst().orElseThrow());
    String name = table.file().substring(0, table.file().length() - ".csv".length());
    return new TableSchema(
        name, component, row, table, Reflection.constructor(row), columns, List.copyOf(key));
  }

  String file() {
    return table.file();
  }

  @Nullable ColumnSchema column(String header) {
    for (ColumnSchema c : columns) if (c.header().equals(header)) return c;
    return null;
  }

  @Nullable ColumnSchema scenario() {
    return column(SCENARIO);
  }

  List<String> headers() {
    return columns.stream().map(ColumnSchema::header).toList();
  }

  /// The column that an unknown header probably means, with a word on its unit.
  @Nullable String suggestion(String header) {
    for (ColumnSchema c : columns) {
      String stem = ColumnSchema.snake(c.component());
      if (!c.column().unit().isEmpty() && (header.equals(stem) || header.startsWith(stem + "_")))
        return "'" + c.header() + "' (the unit is " + c.column().unit() + ")";
    }
    String near = Nearest.to(header, headers());
    return near == null ? null : "'" + near + "'";
  }

  /// The parts of a record's key, with or without its scenario.
  List<Object> keyOf(Object record, boolean withScenario) {
    return key.stream()
        .filter(c -> withScenario || !c.header().equals(SCENARIO))
        .map(c -> c.of(record))
        .toList();
  }

  Object create(Object[] values) {
    return Reflection.create(constructor, values);
  }

  /// A copy of a record with some columns changed.
  Object with(Object record, BiFunction<ColumnSchema, Object, Object> change) {
    return create(columns.stream().map(c -> change.apply(c, c.of(record))).toArray());
  }

  static List<String> files() {
    return ALL.values().stream().map(TableSchema::file).toList();
  }
}
