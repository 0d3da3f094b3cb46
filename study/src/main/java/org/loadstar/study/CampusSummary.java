package org.loadstar.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// What the machine-readable summary says of campuses, taken from the tables.
final class CampusSummary {
  private CampusSummary() {}

  /// Adds `campuses` and `ai_gw_range`.
  static void write(Map<String, @Nullable Object> into, Tables tables) {
    Map<String, Object> range = new LinkedHashMap<>();
    Sheet a = tables.get("ai_range");
    for (int i = 0; i < a.rows(); i++)
      range.put("" + a.integer(i, 0), Map.of("expected", a.number(i, 2) / 1e3, "p90", a.number(i, 3) / 1e3));
    into.put("ai_gw_range", range);
    into.put("campuses", campuses(tables));
  }

  private static List<Map<String, @Nullable Object>> campuses(Tables tables) {
    Map<String, Map<String, Double>> power = new HashMap<>();
    Sheet p = tables.get("campus_power");
    for (int i = 0; i < p.rows(); i++)
      if (p.text(i, 0).equals("plan"))
        power.computeIfAbsent(p.text(i, 2), k -> new LinkedHashMap<>()).merge("" + p.integer(i, 1), p.number(i, 4), Double::sum);
    List<Map<String, @Nullable Object>> out = new ArrayList<>();
    Sheet c = tables.get("campuses");
    for (int i = 0; i < c.rows(); i++) {
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      m.put("id", c.text(i, c.column("campus")));
      m.put("site", c.text(i, c.column("name")));
      m.put("zone", orNull(c.text(i, c.column("zone"))));
      m.put("country", orNull(c.text(i, c.column("country"))));
      m.put("mw", power.getOrDefault(c.text(i, c.column("campus")), Map.of()));
      m.put("energised_p50", orNull(c.text(i, c.column("energised_p50"))));
      m.put("energised_p90", orNull(c.text(i, c.column("energised_p90"))));
      m.put("ready_p50", c.text(i, c.column("ready_p50")));
      m.put("binding_step", c.text(i, c.column("binding_step")));
      m.put("completion", c.number(i, c.column("completion")));
      m.put("capex_usd", c.number(i, c.column("capex_usd")));
      m.put("supply", c.text(i, c.column("supply")));
      m.put("why", c.text(i, c.column("why")));
      out.add(m);
    }
    return out;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
