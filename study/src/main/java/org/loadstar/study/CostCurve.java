package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Settings;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// What a policy costs as it becomes stricter: the members of a sweep over one `policy.` setting against the first of them.
///
/// ```
/// (1) USD/MWh = (cost - cost of the first) / sum_y d_y (matched_y - matched_y of the first)
/// (2) USD/t   = (cost - cost of the first) / sum_y d_y (emissions_y of the first - emissions_y)
/// ```
///
/// Cost is the discounted private cost of the plan, missed targets of AI load at their price included. d_y weighs stages as the plan
/// does. A ratio whose denominator is not above 0 is null.
final class CostCurve {
  static final String PREFIX = "policy.";

  private CostCurve() {}

  /// MWh that campuses match and the mean price of one more, by year; empty without such a policy. By the hour where that is asked.
  static Map<String, Object> matching(Tables tables) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    Sheet s = tables.get("matching");
    for (int i = 0; i < s.rows(); i++) {
      if (!s.text(i, s.column("grid")).equals("plan")) continue;
      String key = s.text(i, s.column("by")) + s.integer(i, s.column("year"));
      double[] sum = sums.computeIfAbsent(key, k -> new double[3]);
      double load = s.number(i, s.column("load_mwh"));
      sum[0] += load;
      sum[1] += s.number(i, s.column("matched_mwh"));
      sum[2] += load * s.number(i, s.column("price_usd_per_mwh"));
    }
    boolean hourly = sums.keySet().stream().anyMatch(k -> k.startsWith("hour"));
    Map<String, Object> out = new LinkedHashMap<>();
    sums.forEach((k, v) -> {
      if (k.startsWith("hour") == hourly)
        out.put(k.substring(4), Map.of("load_mwh", v[0], "matched_mwh", v[1], "price_usd_per_mwh", v[0] > 0 ? v[2] / v[0] : 0.0));
    });
    return out;
  }

  /// One object per member that has a plan.
  static List<Map<String, @Nullable Object>> of(String path, List<Map<String, @Nullable Object>> rows, Settings settings) {
    List<Map<String, @Nullable Object>> out = new ArrayList<>();
    if (!path.startsWith(PREFIX)) return out;
    List<Map<String, @Nullable Object>> planned = rows.stream().filter(m -> m.get("objective_usd") instanceof Number).toList();
    if (planned.isEmpty()) return out;
    Map<String, @Nullable Object> first = planned.getFirst();
    String target = "" + settings.targetYear();
    for (Map<String, @Nullable Object> m : planned) {
      double extra = number(m.get("objective_usd")) - number(first.get("objective_usd"));
      double matched = discounted(m, "matching", "matched_mwh", settings) - discounted(first, "matching", "matched_mwh", settings);
      double avoided = discounted(first, "emissions_t", "", settings) - discounted(m, "emissions_t", "", settings);
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("value", m.get("set") instanceof Map<?, ?> set ? set.get(path) : null);
      row.put("extra_cost_usd", extra);
      row.put("matched_mwh", of(m, "matching", target, "matched_mwh"));
      row.put("usd_per_mwh", matched > 0 ? extra / matched : null);
      row.put("marginal_usd_per_mwh", of(m, "matching", target, "price_usd_per_mwh"));
      row.put("emissions_t", of(m, "emissions_t", target, ""));
      row.put("usd_per_t", avoided > 0 ? extra / avoided : null);
      row.put("ai_gw", of(m, "ai_gw", target, ""));
      out.add(row);
    }
    return out;
  }

  private static double discounted(Map<String, @Nullable Object> member, String key, String field, Settings settings) {
    double sum = 0;
    for (int k = 0; k < settings.stages().size(); k++)
      sum += settings.discountWeight(k) * of(member, key, "" + settings.stages().get(k), field);
    return sum;
  }

  /// A figure of a year, 0 where there is none.
  private static double of(Map<String, @Nullable Object> member, String key, String year, String field) {
    Object v = member.get(key) instanceof Map<?, ?> years ? years.get(year) : null;
    if (v instanceof Map<?, ?> fields) v = fields.get(field);
    return v instanceof Number n ? n.doubleValue() : 0;
  }

  private static double number(@Nullable Object v) {
    return v instanceof Number n ? n.doubleValue() : Double.NaN;
  }
}
