package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Outlines of zones: rings of longitude and latitude in degrees, from a GeoJSON FeatureCollection

/// whose features carry
/// `properties.zone`.
record Outlines(Map<String, List<double[][]>> rings) {
  static final Outlines NONE = new Outlines(Map.of());

  /// Reads the outlines; a text that is no GeoJSON gives none, so that the map falls back to discs.
  static Outlines read(@Nullable String geoJson) {
    if (geoJson == null || geoJson.isBlank()) return NONE;
    JsonNode root;
    try {
      root = JsonMapper.builder().build().readTree(geoJson);
    } catch (JacksonException e) {
      return NONE;
    }
    Map<String, List<double[][]>> out = new LinkedHashMap<>();
    for (JsonNode feature : root.path("features")) {
      String zone = feature.path("properties").path("zone").asString("");
      if (zone.isEmpty()) continue;
      collect(feature.path("geometry"), out.computeIfAbsent(zone, z -> new ArrayList<>()));
    }
    return new Outlines(out);
  }

  private static void collect(JsonNode geometry, List<double[][]> rings) {
    JsonNode c = geometry.path("coordinates");
    switch (geometry.path("type").asString("")) {
      case "Polygon" -> polygon(c, rings);
      case "MultiPolygon" -> c.forEach(p -> polygon(p, rings));
      case "GeometryCollection" -> geometry.path("geometries").forEach(g -> collect(g, rings));
      default -> {}
    }
  }

  private static void polygon(JsonNode polygon, List<double[][]> rings) {
    for (JsonNode ring : polygon) {
      double[][] points = new double[ring.size()][2];
      for (int i = 0; i < points.length; i++) {
        points[i][0] = ring.path(i).path(0).asDouble(0);
        points[i][1] = ring.path(i).path(1).asDouble(0);
      }
      if (points.length > 3) rings.add(points);
    }
  }
}
