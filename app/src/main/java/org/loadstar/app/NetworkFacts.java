package org.loadstar.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.model.network.Bus;
import org.loadstar.model.network.Demand;
import org.loadstar.model.network.Horizon;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkSettings;
import org.loadstar.model.network.Profile;
import org.loadstar.model.network.Snapshot;
import org.loadstar.model.network.StageRow;

/// What a network case holds, in a few figures.
final class NetworkFacts {
  private final Network data;
  private final List<Horizon.Stage> stages;

  NetworkFacts(Network data) {
    this.data = data;
    this.stages = new Horizon(data.rows(Snapshot.class), data.rows(StageRow.class)).stages();
  }

  /// `{kind, name, description, peer, stages, snapshots, tables: {TABLE: rows}, series: {TABLE-COLUMN: columns}, zones: {ZONE: {peak_mw,
  /// demand_mwh}}}`, demand of the first stage.
  Map<String, Object> json() {
    NetworkSettings s = data.settings();
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("kind", s.kind());
    m.put("name", s.name());
    m.put("description", s.description());
    m.put("peer", s.peer());
    m.put("stages", stages.stream().map(Horizon.Stage::label).toList());
    m.put("snapshots", data.rows(Snapshot.class).size());
    m.put("tables", tables());
    Map<String, Object> series = new TreeMap<>();
    data.series().forEach((file, columns) -> series.put(file, columns.size()));
    m.put("series", series);
    m.put("zones", zones());
    return m;
  }

  private Map<String, Integer> tables() {
    Map<String, Integer> rows = new LinkedHashMap<>();
    data.tables()
        .forEach(
            (type, list) -> {
              if (!list.isEmpty()) rows.put(Network.file(type), list.size());
            });
    return rows;
  }

  private Map<String, Map<String, Double>> zones() {
    Map<String, double[]> load = new LinkedHashMap<>();
    Map<String, String> place = new LinkedHashMap<>();
    Horizon.Stage s = stages.getFirst();
    for (Bus b : data.rows(Bus.class)) {
      place.put(b.bus(), b.place());
      load.putIfAbsent(b.place(), new double[s.steps()]);
    }
    for (Demand.Row d : data.rows(Demand.Row.class)) {
      double[] sum = load.get(place.get(d.bus()));
      if (sum == null || d.stage() != 0 && d.stage() != s.label()) continue;
      Profile p = data.profile(Demand.Row.class, "p_set", d.load(), s, d.pSet());
      for (int t = 0; t < sum.length; t++) sum[t] += d.sign() * p.at(t);
    }
    Map<String, Map<String, Double>> out = new LinkedHashMap<>();
    load.forEach(
        (zone, mw) -> {
          double peak = 0;
          double energy = 0;
          for (int t = 0; t < mw.length; t++) {
            peak = Math.max(peak, mw[t]);
            energy += mw[t] * s.energy(t);
          }
          Map<String, Double> figures = new LinkedHashMap<>();
          figures.put("peak_mw", peak);
          figures.put("demand_mwh", energy);
          out.put(zone, figures);
        });
    return out;
  }

  String text() {
    NetworkSettings s = data.settings();
    StringBuilder out = new StringBuilder();
    out.append(s.name());
    if (!s.description().isBlank()) out.append(": ").append(s.description().strip());
    out.append("\n\nA network case");
    if (!s.peer().isEmpty()) out.append(" read from ").append(s.peer());
    out.append(", ").append(data.rows(Snapshot.class).size()).append(" snapshots");
    if (stages.size() > 1) out.append(" in stages ").append(stages.stream().map(Horizon.Stage::label).toList());
    out.append("\n\n");
    TextTable tables = new TextTable(List.of("Table", "rows"));
    tables().forEach((name, rows) -> tables.add(List.of(name, "" + rows)));
    TextTable zones = new TextTable(List.of("Zone", "peak MW", "demand MWh"));
    Map<String, Map<String, Double>> all = zones();
    all.forEach(
        (zone, f) -> {
          double energy = f.getOrDefault("demand_mwh", 0.0);
          if (energy != 0) zones.add(List.of(zone, TextTable.figure(f.getOrDefault("peak_mw", 0.0), 1), TextTable.figure(energy, 0)));
        });
    return out.append(tables).append('\n').append(zones).toString();
  }
}
