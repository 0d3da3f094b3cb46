package org.loadstar.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads nested objects of a summary.
final class Figures {
  private Figures() {}

  /// A nested object, empty when there is none.
  static Map<String, Object> object(Map<String, ?> m, String key) {
    Map<String, Object> out = new LinkedHashMap<>();
    if (m.get(key) instanceof Map<?, ?> inner)
      inner.forEach(
          (k, v) -> {
            if (v != null) out.put(String.valueOf(k), v);
          });
    return out;
  }

  /// A list of nested objects, empty when there is none.
  static List<Map<String, Object>> list(Map<String, ?> m, String key) {
    if (!(m.get(key) instanceof List<?> items)) return List.of();
    return items.stream().filter(i -> i instanceof Map<?, ?>).map(i -> object(Map.of("item", i), "item")).toList();
  }

  static double number(@Nullable Object v) {
    return v instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  static String text(Map<String, ?> m, String key) {
    Object v = m.get(key);
    return v == null ? "" : v.toString();
  }

  /// {year: {zone: {technology: x}}} summed over zones: {technology: {year: x}}.
  static Map<String, Map<String, Double>> byTechnology(Map<String, ?> summary, String key) {
    Map<String, Map<String, Double>> out = new TreeMap<>();
    Map<String, Object> years = object(summary, key);
    for (String y : years.keySet()) {
      Map<String, Object> zones = object(years, y);
      for (String z : zones.keySet())
        object(zones, z)
            .forEach((tech, x) -> out.computeIfAbsent(tech, t -> new TreeMap<>()).merge(y, number(x), Double::sum));
    }
    return out;
  }

  /// Keys of an object {year: ...}, ascending.
  static List<String> years(Map<String, ?> m) {
    return List.copyOf(new TreeSet<>(m.keySet()));
  }

  /// A constraint of `binding` or `not_binding` in a few words: `gas turbine heavy` for `equipment.gas_turbine_heavy`.
  static String limit(String constraint) {
    String words = constraint.replaceFirst("^equipment\\.", "").replaceFirst("^capital\\.(.*)$", "budget of $1").replaceFirst("^campus\\.onsite$", "plants on sites")
        .replaceFirst("^onsite\\.maximum$", "size of plants on sites").replaceFirst("^campus\\.ramp$", "ramp of sites").replaceFirst("^campus\\.", "");
    return words.replace("+", " and ").replace('_', ' ').replace('.', ' ');
  }
}
