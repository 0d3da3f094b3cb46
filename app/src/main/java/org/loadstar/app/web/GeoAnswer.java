package org.loadstar.app.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Columns;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.RunTables;

/// What a map shows: outlines, zones, campuses, ties.
final class GeoAnswer {
  private static final List<String> ZONE = List.of("zone", "name", "country", "region", "longitude_deg", "latitude_deg");
  private static final List<String> CAMPUS =
      List.of(
          "campus", "name", "zone", "country", "kind", "longitude_deg", "latitude_deg", "max_mw", "planned_mw", "first_year", "energised_p50", "energised_p90",
          "ready_p50", "binding_step", "completion", "capex_usd", "supply", "why");
  private static final List<String> CASE_CAMPUS = List.of("campus", "name", "zone", "country", "kind", "longitude_deg", "latitude_deg", "max_mw", "pue");
  private static final List<String> TIE = List.of("line", "from_zone", "to_zone");

  private GeoAnswer() {}

  /// The map of a run.
  ///
  /// @param geoJson outlines as GeoJSON, null where the case has none
  static byte[] of(RunTables tables, @Nullable String geoJson) {
    return of(geoJson, rows(tables, "zones", ZONE, ""), rows(tables, "campuses", CAMPUS, ""), rows(tables, "lines", TIE, "DISTINCT "));
  }

  /// The map of a case, from its tables as written.
  static byte[] of(CaseFiles files) {
    List<Map<String, @Nullable Object>> zones = files.rows("zones.csv", ZONE, Map.of("region", "planning_region"));
    Map<String, Object> countries = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> z : zones) countries.put(String.valueOf(z.get("zone")), String.valueOf(z.get("country")));
    List<Map<String, @Nullable Object>> campuses = files.rows("campuses.csv", CASE_CAMPUS, Map.of("max_mw", "max_it_mw"));
    for (Map<String, @Nullable Object> c : campuses) {
      Double it = number(c.get("max_mw"));
      Double pue = number(c.remove("pue"));
      c.put("max_mw", it == null ? null : (Double) (it * (pue == null ? 1 : pue)));
      if (String.valueOf(c.get("country")).isEmpty()) c.put("country", countries.getOrDefault(String.valueOf(c.get("zone")), ""));
    }
    return of(files.text("map.json"), zones, campuses, files.rows("lines.csv", TIE, Map.of()));
  }

  private static byte[] of(
      @Nullable String geoJson, List<Map<String, @Nullable Object>> zones, List<Map<String, @Nullable Object>> campuses, List<Map<String, @Nullable Object>> ties) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("outlines", outlines(geoJson));
    parts.put("zones", list(zones));
    parts.put("campuses", list(campuses));
    parts.put("ties", list(ties));
    return Answers.joined(parts);
  }

  /// Written anew, so that a file that is no JSON object harms nobody.
  private static byte[] outlines(@Nullable String geoJson) {
    try {
      if (geoJson != null && !geoJson.isBlank()) return Json.compact(Json.read(geoJson));
    } catch (IllegalArgumentException e) {
      // drawn as discs
    }
    return "null".getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] list(List<Map<String, @Nullable Object>> rows) {
    return Json.compact(rows);
  }

  private static List<Map<String, @Nullable Object>> rows(RunTables tables, String table, List<String> columns, String distinct) {
    List<String> there = columns.stream().filter(c -> tables.has(table, c)).toList();
    List<Map<String, @Nullable Object>> out = new ArrayList<>();
    if (there.isEmpty()) return out;
    Columns c = tables.query("SELECT " + distinct + String.join(", ", there) + " FROM " + table + (distinct.isEmpty() ? "" : " ORDER BY ALL"));
    for (int r = 0; r < c.rows(); r++) {
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      for (int i = 0; i < there.size(); i++) m.put(there.get(i), c.values().get(i).get(r));
      out.add(m);
    }
    return out;
  }

  private static @Nullable Double number(@Nullable Object v) {
    return v instanceof Number n ? Double.valueOf(n.doubleValue()) : null;
  }
}
