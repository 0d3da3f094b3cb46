package org.loadstar.model;

import java.util.TreeMap;

/// What a plan decided, by `component.quantity/name` and year, GW or GWh: kept fixed when the plan is operated over another
/// time grid. Also the prices of annual limits (`price/…`) and the levels of storage between months
/// (`storage.boundary/…`), which an operation over part of a year cannot see.
public final class Decisions {
  private static final double DUST = 1e-5;

  private final TreeMap<String, Double> values = new TreeMap<>();

  public Decisions() {}

  /// A copy.
  public Decisions(Decisions other) {
    values.putAll(other.values);
  }

  /// Keeps a value; below 1e-5 (10 kW) it is the dust of an interior solution and counts as 0.
  public void put(String key, int year, double value) {
    values.put(key + "@" + year, Math.abs(value) < DUST ? 0 : value);
  }

  /// The value, 0 when the plan did not decide it.
  public double get(String key, int year) {
    return get(key, year, 0);
  }

  /// The value, `absent` when the plan did not decide it.
  public double get(String key, int year, double absent) {
    return values.getOrDefault(key + "@" + year, absent);
  }

  /// All values by `key@year`, sorted.
  public java.util.SortedMap<String, Double> all() {
    return java.util.Collections.unmodifiableSortedMap(values);
  }
}
