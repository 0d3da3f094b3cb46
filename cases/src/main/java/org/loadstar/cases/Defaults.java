package org.loadstar.cases;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Map;

/// Rows made from a few of their columns; the others take their defaults.
public final class Defaults {
  private Defaults() {}

  /// A row.
  ///
  /// @param values values by name of the record component
  /// @throws IllegalArgumentException when a component is unknown, or required and not given
  public static <R extends Record> R row(Class<R> type, Map<String, ?> values) {
    RecordComponent[] components = type.getRecordComponents();
    var unknown = new HashSet<>(values.keySet());
    var all = new Object[components.length];
    for (ColumnSchema c : ColumnSchema.of(type)) {
      unknown.remove(c.component());
      Object given = values.get(c.component());
      Object value = given == null && !c.required() ? c.parse("", new Place(c.header(), 0), new Faults()) : given;
      if (value == null) throw new IllegalArgumentException(type + ": " + c.component() + " is needed");
      all[c.index()] = value;
    }
    if (!unknown.isEmpty()) throw new IllegalArgumentException(type + " has no " + unknown);
    return type.cast(Reflection.create(Reflection.constructor(type), all));
  }
}
