package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys of `plan --json` in their order. A key that a plan has nothing for is there with null or empty.
public final class PlanKeys {
  private static final List<String> NUMBERS =
      List.of(
          "objective_usd",
          "lower_bound_usd",
          "gap",
          "gap_decision",
          "resource_cost_usd",
          "private_cost_usd",
          "full_year_cost_usd",
          "full_year_gap",
          "no_ai",
          "certificate");

  private static final List<String> OBJECTS =
      List.of(
          "ai_gw",
          "ai_gw_range",
          "ai_gw_by_zone",
          "ai_gw_allied",
          "ai_shortfall_gw",
          "capacity_mw",
          "built_mw",
          "retired_mw",
          "generation_mwh",
          "emissions_t",
          "price_usd_per_mwh",
          "unserved_mwh");

  private static final List<String> LISTS = List.of("campuses", "binding", "not_binding", "explanation");
  private static final List<String> SIZES = List.of("rows", "columns", "nonzeros");

  private PlanKeys() {}

  /// The summary of a plan with all keys.
  ///
  /// @param versions of what the result depends on
  public static Map<String, @Nullable Object> complete(Map<String, ? extends @Nullable Object> summary, Map<String, String> versions) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("status", summary.get("status"));
    out.put("stopped_by", null);
    NUMBERS.forEach(k -> out.put(k, null));
    OBJECTS.forEach(k -> out.put(k, Map.of()));
    LISTS.forEach(k -> out.put(k, List.of()));
    SIZES.forEach(k -> out.put(k, null));
    summary.forEach(
        (k, v) -> {
          if (v != null || !out.containsKey(k)) out.put(k, v);
        });
    out.put("versions", versions);
    out.putIfAbsent("result_hash", null);
    out.putIfAbsent("run", null);
    return out;
  }
}
