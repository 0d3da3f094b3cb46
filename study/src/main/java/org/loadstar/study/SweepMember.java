package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseSource;
import org.loadstar.model.ChipRows;
import org.loadstar.model.Sheet;

/// One plan of a sweep: the values laid over the case, and what is kept of its result.
///
/// @param set value by path; a path `lever.NAME` pulls a lever
record SweepMember(Map<String, String> set) {
  private static final String LEVER = "lever.";
  private static final int MOST_BINDING = 6;

  /// Beginnings of the constraints that can hold back AI load.
  private static final List<String> LIMITS = List.of("ai.", "campus", "chips", "equipment", "capital", "build_limit", "target");

  /// The source with the member's values after what stands in it.
  CaseSource over(CaseSource source) {
    CaseSource out = source;
    for (Map.Entry<String, String> e : set.entrySet()) out = laid(out, e.getKey(), e.getValue());
    return out;
  }

  static CaseSource laid(CaseSource source, String path, String value) {
    return path.startsWith(LEVER) ? source.withLever(path.substring(LEVER.length()) + "=" + value) : source.withSet(path + "=" + value);
  }

  /// `path=value, path=value`
  String text() {
    return String.join(", ", set.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  /// The object of `members` in `sweep --json`.
  Map<String, @Nullable Object> row(PlanResult r, @Nullable String hash, double seconds) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("set", set);
    m.put("status", r.status());
    m.put("objective_usd", r.summary().get("objective_usd"));
    for (String k : List.of("objective_gw", "upper_bound_gw")) if (r.summary().containsKey(k)) m.put(k, r.summary().get(k));
    m.put("gap", r.summary().get("gap"));
    m.put("ai_gw", r.summary().getOrDefault("ai_gw", Map.of()));
    m.put("ai_shortfall_gw", r.summary().getOrDefault("ai_shortfall_gw", Map.of()));
    m.put("emissions_t", r.summary().getOrDefault("emissions_t", Map.of()));
    m.put("matching", CostCurve.matching(r.tables()));
    m.put("chips", chips(r));
    m.put("binding", binding(r));
    m.put("case_hash", r.caseHash());
    m.put("result_hash", hash);
    m.put("seconds", seconds);
    return m;
  }

  /// By year: facility GW that the accelerators to its end can fill when each fills that of its own year, and what limits the year.
  private static Map<String, Object> chips(PlanResult r) {
    TreeMap<Integer, Double> kw = new TreeMap<>();
    for (ChipRows.Year y : r.data().chipSupply()) kw.put(y.year(), y.power());
    Map<String, Object> out = new LinkedHashMap<>();
    Sheet s = r.tables().get("chips");
    double before = 0;
    double gw = 0;
    for (int i = 0; i < s.rows(); i++) {
      int year = s.integer(i, s.column("year"));
      double available = s.number(i, s.column("available"));
      gw += (available - before) * at(kw, year) / 1e6;
      before = available;
      out.put("" + year, Map.of("available", available, "gw", gw, "limiting", s.text(i, s.column("limiting"))));
    }
    return out;
  }

  /// Between years on the line, outside held.
  private static double at(TreeMap<Integer, Double> years, int year) {
    Map.Entry<Integer, Double> a = years.floorEntry(year);
    Map.Entry<Integer, Double> b = years.ceilingEntry(year);
    if (a == null) return b == null ? 0 : b.getValue();
    if (b == null || b.getKey().equals(a.getKey())) return a.getValue();
    double w = (year - a.getKey()) / (double) (b.getKey() - a.getKey());
    return a.getValue() + w * (b.getValue() - a.getValue());
  }

  /// The first few constraints that hold back AI load.
  private static List<Map<String, Object>> binding(PlanResult r) {
    List<Map<String, Object>> out = new ArrayList<>();
    if (!(r.summary().get("binding") instanceof List<?> all)) return out;
    for (Object o : all) {
      if (out.size() == MOST_BINDING) break;
      if (!(o instanceof Map<?, ?> b)) continue;
      String constraint = String.valueOf(b.get("constraint"));
      if (LIMITS.stream().noneMatch(constraint::startsWith)) continue;
      Map<String, Object> kept = new LinkedHashMap<>();
      for (String k : List.of("constraint", "place", "year", "shadow_value", "unit", "words")) {
        Object v = b.get(k);
        if (v != null) kept.put(k, v);
      }
      out.add(kept);
    }
    return out;
  }
}
