package org.loadstar.study;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.attribution.Worth;

/// What the plan of a set of levers gives; USD discounted.
///
/// @param value GW of the most load, or minus the resource cost
/// @param beyond M$ beyond the limits of a set that cannot keep them; 0 for one that can
/// @param resource resource cost, NaN for the most load
/// @param co2 t in the target year, null for the most load
/// @param counts what the plan has of everything that a lever's public cost is counted by ([LeverCosts])
/// @param paid interval of what the set costs the public, null where it was not asked for
/// @param binds constraints that bind in it, null where that is not known
record LeverOutcome(
    Worth.Interval value, double beyond, double resource, Worth.@Nullable Interval co2, Map<String, Double> counts, Worth.@Nullable Interval paid,
    @Nullable Set<String> binds) {

  /// A plan whose worth is one known number.
  static LeverOutcome of(double value) {
    return new LeverOutcome(Worth.Interval.of(value), 0, Double.NaN, null, Map.of(), null, null);
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("value", value.value());
    m.put("low", value.low());
    m.put("high", value.high());
    m.put("beyond", beyond);
    m.put("resource_cost_usd", Double.isNaN(resource) ? null : resource);
    m.put("co2_t", interval(co2));
    m.put("counts", counts);
    m.put("public_cost_usd", interval(paid));
    m.put("binds", binds);
    return m;
  }

  /// The outcome of [#json] read again, null where it is none.
  static @Nullable LeverOutcome of(Map<String, Object> m) {
    Worth.Interval v = interval(m);
    if (v == null || !(m.get("beyond") instanceof Number beyond)) return null;
    Map<String, Double> counts = new TreeMap<>();
    if (m.get("counts") instanceof Map<?, ?> by)
      by.forEach((k, x) -> counts.put(String.valueOf(k), x instanceof Number n ? n.doubleValue() : Double.NaN));
    double resource = m.get("resource_cost_usd") instanceof Number n ? n.doubleValue() : Double.NaN;
    Set<String> binds = m.get("binds") instanceof Collection<?> of ? of.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new)) : null;
    return new LeverOutcome(v, beyond.doubleValue(), resource, interval(m.get("co2_t")), counts, interval(m.get("public_cost_usd")), binds);
  }

  private static @Nullable Map<String, @Nullable Object> interval(Worth.@Nullable Interval v) {
    if (v == null) return null;
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("value", v.value());
    m.put("low", v.low());
    m.put("high", v.high());
    return m;
  }

  /// An end that is not there is not known.
  private static Worth.@Nullable Interval interval(@Nullable Object of) {
    if (!(of instanceof Map<?, ?> m) || !(m.get("value") instanceof Number v)) return null;
    double low = m.get("low") instanceof Number n ? n.doubleValue() : Double.NEGATIVE_INFINITY;
    double high = m.get("high") instanceof Number n ? n.doubleValue() : Double.POSITIVE_INFINITY;
    return low <= v.doubleValue() && v.doubleValue() <= high ? new Worth.Interval(v.doubleValue(), low, high) : null;
  }
}
