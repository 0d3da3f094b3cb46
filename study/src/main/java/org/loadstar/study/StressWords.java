package org.loadstar.study;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a round of [Stress] found and added, in a sentence.
final class StressWords {
  /// Any year of 365 days.
  private static final int YEAR = 2023;

  private StressWords() {}

  /// @param row of a round
  static String of(Map<String, @Nullable Object> row) {
    StringBuilder out = new StringBuilder();
    out.append("Round ").append(row.get("round")).append(": ").append(estimate(row, "neue_ppm")).append(" ppm unserved, ").append(estimate(row, "lole_days"))
        .append(" days a year");
    Map<?, ?> zones = (Map<?, ?>) row.getOrDefault("eue_mwh_by_zone", Map.of());
    if (zones != null && !zones.isEmpty()) out.append(" (").append(zones.keySet().stream().map(Object::toString).collect(Collectors.joining(", "))).append(')');
    if (row.get("private_cost_usd") instanceof Number usd) out.append(String.format(Locale.ROOT, ", %,.1f billion USD", usd.doubleValue() / 1e9));
    if (row.get("ai_gw") instanceof Number gw) out.append(String.format(Locale.ROOT, ", %.1f GW of new AI load", gw.doubleValue()));
    String added = added(row);
    return out.append(added.isEmpty() ? "" : "; added: " + added).toString();
  }

  private static String added(Map<String, @Nullable Object> row) {
    StringBuilder out = new StringBuilder();
    if (row.get("days_added") instanceof List<?> days && !days.isEmpty())
      out.append(days.stream().map(d -> date(((Number) d).intValue())).collect(Collectors.joining(", ")));
    if (row.get("margins_raised") instanceof Map<?, ?> margins)
      margins.forEach((region, share) -> out.append(out.isEmpty() ? "" : ", ")
          .append(String.format(Locale.ROOT, "%.1f points of reserve margin in %s", 100 * ((Number) share).doubleValue(), region)));
    if (row.get("firm_price_usd_per_kw_yr") instanceof Map<?, ?> prices)
      prices.forEach((region, usd) -> out.append(out.isEmpty() ? "" : ", ")
          .append(String.format(Locale.ROOT, "%,.0f USD/kW-yr for firm capacity that %s lacks", ((Number) usd).doubleValue(), region)));
    if (row.get("unserved_price_times") instanceof Number n && n.intValue() > 1)
      out.append(out.isEmpty() ? "" : ", ").append(n).append(" times the price of unserved energy in the plan");
    return out.toString();
  }

  private static String date(int day) {
    LocalDate d = LocalDate.ofYearDay(YEAR, day);
    return d.getDayOfMonth() + " " + d.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String estimate(Map<String, @Nullable Object> row, String key) {
    Map<?, ?> m = (Map<?, ?>) row.getOrDefault(key, Map.of());
    if (m == null || !(m.get("value") instanceof Number v)) return "no";
    return number(v.doubleValue()) + (m.get("standard_error") instanceof Number e ? " +- " + number(e.doubleValue()) : "");
  }

  private static String number(double v) {
    return String.format(Locale.ROOT, v >= 100 ? "%.0f" : v >= 1 ? "%.1f" : "%.2f", v);
  }
}
