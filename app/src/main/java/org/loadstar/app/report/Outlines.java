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

  /// The outline of a zone as an SVG path; points nearer than a pixel to the one before are left out. Empty for a zone without one.
  String path(String zone, Albers projection) {
    StringBuilder d = new StringBuilder();
    for (double[][] ring : rings.getOrDefault(zone, List.of())) {
      double lastX = Double.NaN;
      double lastY = Double.NaN;
      StringBuilder part = new StringBuilder();
      int count = 0;
      for (int i = 0; i < ring.length; i++) {
        double[] q = projection.at(ring[i][0], ring[i][1]);
        if (i > 0 && Math.hypot(q[0] - lastX, q[1] - lastY) < 0.9) continue;
        part.append(i == 0 ? "M" : "L").append(Svg.n(q[0])).append(' ').append(Svg.n(q[1]));
        lastX = q[0];
        lastY = q[1];
        count++;
      }
      if (count > 2) d.append(part).append('z');
    }
    return d.toString();
  }
}
