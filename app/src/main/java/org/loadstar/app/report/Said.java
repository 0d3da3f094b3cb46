package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a page reads of the object that its command prints: a key that is not there is an empty text, an empty list or no number.
record Said(Map<String, ? extends @Nullable Object> summary) {
  static double number(Map<?, ?> m, String key) {
    return m.get(key) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  static Map<?, ?> object(Map<?, ?> m, String key) {
    return m.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
  }

  double number(String key) {
    return number(summary, key);
  }

  Map<?, ?> object(String key) {
    return object(summary, key);
  }

  String text(String key) {
    Object v = summary.get(key);
    return v == null ? "" : v.toString();
  }

  List<Map<?, ?>> list(String key) {
    List<Map<?, ?>> out = new ArrayList<>();
    if (summary.get(key) instanceof List<?> items) for (Object i : items) if (i instanceof Map<?, ?> m) out.add(m);
    return out;
  }
}
