package org.loadstar.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.model.CampusRows;
import org.loadstar.model.Case;
import org.loadstar.model.CriticalPath;
import org.loadstar.model.Generator;
import org.loadstar.model.Hourly;
import org.loadstar.model.Hydro;
import org.loadstar.model.Settings;
import org.loadstar.model.Storage;
import org.loadstar.model.Zone;

/// What a case holds, in a few figures.
final class CaseFacts {
  /// Year in which the months of campuses begin.
  private static final int FIRST_YEAR = 2026;

  private final Case data;
  private final Map<String, Map<String, Double>> standing = new TreeMap<>();

  CaseFacts(Case data) {
    this.data = data;
    for (Generator.Row g : data.generators()) add(g.zone(), g.technology(), g.existing());
    for (Hydro.Row h : data.hydro()) add(h.zone(), h.technology(), h.existing());
    for (Storage.Row s : data.storages()) add(s.zone(), s.technology(), s.existing());
  }

  private void add(String zone, String technology, double mw) {
    if (mw > 0) standing.computeIfAbsent(zone, z -> new TreeMap<>()).merge(technology, mw, Double::sum);
  }

  /// `{name, description, stages, target_year, time, ai_target_gw, zones: {ZONE: {peak_mw, demand_mwh, capacity_mw}}, ...}`,
  /// demand of the demand year after footprint scaling.
  Map<String, Object> json() {
    Settings s = data.settings();
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("name", s.name());
    m.put("description", s.description());
    m.put("stages", s.stages());
    m.put("target_year", s.targetYear());
    m.put("time", s.time());
    m.put("money_year", s.moneyYear());
    m.put("demand_year", s.demandYear());
    m.put("weather_year", s.weatherYear());
    m.put("ai_target_gw", s.ai().targetGw());
    m.put("scenarios", s.scenarios());
    Map<String, Object> zones = new LinkedHashMap<>();
    for (Zone z : data.zones()) {
      Map<String, Object> zone = new LinkedHashMap<>();
      zone.put("name", z.name());
      zone.put("country", z.country());
      zone.put("planning_region", z.planningRegion());
      zone.put("peak_mw", peak(z));
      zone.put("demand_mwh", energy(z));
      zone.put("capacity_mw", standing.getOrDefault(z.zone(), Map.of()));
      zones.put(z.zone(), zone);
    }
    m.put("zones", zones);
    m.put("clusters", data.generators().size() + data.hydro().size() + data.storages().size());
    m.put("lines", data.lines().size());
    m.put("neighbours", data.neighbours().size());
    m.put("campuses", data.campuses().size());
    m.put("campus_potential_gw", potential());
    m.put("profiles", data.profiles().size());
    return m;
  }

  /// Facility GW of the sites in the zones that can be energised by firm connections to the end of each stage, with their ramps.
  private Map<String, Double> potential() {
    Map<String, Double> byYear = new LinkedHashMap<>();
    for (int year : data.settings().stages()) {
      double gw = 0;
      for (CampusRows.Site c : data.campuses()) {
        if (c.zone().isEmpty()) continue;
        int years = 0;
        for (int y = Math.min(FIRST_YEAR, year); y <= year; y++) if (CriticalPath.of(c).readyBy(y)) years++;
        if (years > 0) gw += c.pue() / 1e3 * Math.min(c.maxIt(), Double.isInfinite(c.ramp()) ? c.maxIt() : years * c.ramp());
      }
      byYear.put("" + year, gw);
    }
    return byYear;
  }

  private String potentialText() {
    return String.join(", ", potential().entrySet().stream().map(e -> e.getKey() + " " + TextTable.figure(e.getValue(), 1)).toList());
  }

  private Hourly demand(Zone z) {
    Hourly h = data.demand().get(z.zone());
    return (h == null ? Hourly.constant(0) : h).map(v -> v * z.demandScale());
  }

  private double peak(Zone z) {
    return demand(z).max();
  }

  private double energy(Zone z) {
    return demand(z).mean() * Hourly.HOURS;
  }

  String text() {
    Settings s = data.settings();
    StringBuilder out = new StringBuilder();
    out.append(s.name()).append(": ").append(s.description().strip()).append("\n\n");
    out.append("Stages ").append(s.stages()).append(", target year ").append(s.targetYear());
    out.append(", AI target by year, GW ").append(s.ai().targetGw()).append('\n');
    out.append("Demand of ").append(s.demandYear()).append(", weather of ").append(s.weatherYear());
    out.append(", money in USD of ").append(s.moneyYear()).append(", default time ").append(s.time()).append('\n');
    out.append(data.generators().size() + data.hydro().size() + data.storages().size()).append(" plant clusters, ");
    out.append(data.lines().size()).append(" lines, ").append(data.neighbours().size()).append(" neighbours, ");
    out.append(data.campuses().size()).append(" campus sites");
    if (!data.campuses().isEmpty()) out.append("; those at home by firm connections, ramp and date: ").append(potentialText()).append(" GW");
    out.append("\n\n");
    TextTable zones = new TextTable(List.of("Zone", "country", "peak GW", "demand TWh", "capacity GW"));
    double[] sum = new double[2];
    for (Zone z : data.zones()) {
      double gw = standing.getOrDefault(z.zone(), Map.of()).values().stream().mapToDouble(v -> v / 1e3).sum();
      sum[0] += energy(z) / 1e6;
      sum[1] += gw;
      zones.add(row(z.zone(), z.country(), TextTable.figure(peak(z) / 1e3, 1), energy(z) / 1e6, gw));
    }
    zones.add(row("total", "", "", sum[0], sum[1]));
    TextTable technologies = new TextTable(List.of("Technology", "standing GW"));
    Map<String, Double> by = new TreeMap<>();
    standing.values().forEach(z -> z.forEach((t, mw) -> by.merge(t, mw / 1e3, Double::sum)));
    by.forEach((t, gw) -> technologies.add(List.of(t, TextTable.figure(gw, 1))));
    return out.append(zones).append('\n').append(technologies).toString();
  }

  private static List<String> row(String zone, String country, String peak, double twh, double gw) {
    return new ArrayList<>(List.of(zone, country, peak, TextTable.figure(twh, 1), TextTable.figure(gw, 1)));
  }
}
