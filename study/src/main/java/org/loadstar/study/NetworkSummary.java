package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Result;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.model.network.Bus;
import org.loadstar.model.network.Carrier;
import org.loadstar.model.network.Demand;
import org.loadstar.model.network.Horizon;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;
import org.loadstar.model.network.NetworkSettings;
import org.loadstar.model.network.Profile;

/// What the tables of a network's plan say, as tables of zones, technologies and prices and as keys of the summary.
final class NetworkSummary {
  private static final String PLAN = "plan";

  private final Network data;
  private final NetworkModel model;
  private final Tables tables;
  private final Map<String, @Nullable Object> summary;

  NetworkSummary(Network data, NetworkModel model, Tables tables, Map<String, @Nullable Object> summary) {
    this.data = data;
    this.model = model;
    this.tables = tables;
    this.summary = summary;
  }

  /// @param priced false where the duals mean nothing
  void write(Result result, boolean priced) {
    List<Integer> years = model.horizon().stages().stream().map(Horizon.Stage::label).toList();
    zones();
    technologies();
    summary.put("cost_usd_by_category", Summary.discounted(tables, PLAN));
    summary.put("resource_cost_usd", null);
    summary.put("capacity_mw", Summary.capacity(tables, PLAN, "standing_mw"));
    summary.put("built_mw", Summary.capacity(tables, PLAN, "built_mw"));
    summary.put("retired_mw", Summary.capacity(tables, PLAN, "retired_mw"));
    summary.put("generation_mwh", Summary.generation(tables, PLAN));
    summary.put("emissions_t", Summary.emissions(tables, PLAN, years));
    summary.put("unserved_mwh", Summary.unserved(tables, PLAN, years));
    if (priced) prices(result);
    summary.put("price_usd_per_mwh", Summary.prices(tables, PLAN));
    summary.put("price_note", "duals of the power balance, load-weighted over snapshots; not a price forecast");
    summary.put("binding", Summary.binding(tables, PLAN));
    byStage();
  }

  /// Zones at the middle of their buses.
  private void zones() {
    Map<String, double[]> place = new LinkedHashMap<>();
    for (Bus b : data.rows(Bus.class)) {
      double[] p = place.computeIfAbsent(b.place(), k -> new double[3]);
      if (Double.isNaN(b.latitude()) || Double.isNaN(b.longitude())) continue;
      p[0] += b.latitude();
      p[1] += b.longitude();
      p[2]++;
    }
    place.forEach((zone, p) -> tables.get("zones").add(zone, zone, "", "", p[0] / p[2], p[1] / p[2]));
  }

  private void technologies() {
    for (Carrier c : data.rows(Carrier.class)) tables.get("technologies").add(c.carrier(), "", c.co2() == 0, false, "");
  }

  /// Load-weighted prices by zone; of a zone without load the mean over time.
  private void prices(Result result) {
    List<Bus> buses = data.rows(Bus.class);
    for (Horizon.Stage s : model.horizon().stages()) {
      double[][] load = load(s);
      Map<String, double[]> sums = new TreeMap<>();
      for (int b = 0; b < buses.size(); b++) {
        double[] z = sums.computeIfAbsent(buses.get(b).place(), k -> new double[4]);
        for (int t = 0; t < s.steps(); t++) {
          double price = model.price(result, s, b, t);
          z[0] += price * load[b][t] * s.energy(t);
          z[1] += load[b][t] * s.energy(t);
          z[2] += price * s.energy(t);
          z[3] += s.energy(t);
        }
      }
      sums.forEach(
          (zone, z) -> {
            double price = z[1] > 0 ? z[0] / z[1] : z[2] / z[3];
            tables.get("price_summary").add(PLAN, s.label(), zone, price, Double.NaN, Double.NaN, price);
          });
    }
  }

  /// Load by bus and timestep, MW.
  private double[][] load(Horizon.Stage s) {
    Map<String, Integer> index = new LinkedHashMap<>();
    for (Bus b : data.rows(Bus.class)) index.put(b.bus(), index.size());
    double[][] load = new double[index.size()][s.steps()];
    for (Demand.Row d : data.rows(Demand.Row.class)) {
      if (d.stage() != 0 && d.stage() != s.label()) continue;
      Profile p = data.profile(Demand.Row.class, "p_set", d.load(), s, d.pSet());
      Integer b = index.get(d.bus());
      if (b == null) throw new IllegalStateException("no bus " + d.bus());
      for (int t = 0; t < s.steps(); t++) load[b][t] += d.sign() * p.at(t);
    }
    return load;
  }

  /// The objective's parts by stage, in the peer's unit and convention: where it leaves a constant out, each stage is without its part.
  private void byStage() {
    NetworkSettings set = data.settings();
    if (set.peer().isEmpty()) return;
    Map<String, Object> out = new LinkedHashMap<>();
    Sheet c = tables.get("costs");
    for (int i = 0; i < c.rows(); i++)
      if (c.flag(i, 5)) out.merge("" + c.integer(i, 1), c.number(i, 4) * set.peerObjectiveScale(), (a, b) -> (Double) a + (Double) b);
    double constant = set.peerObjectiveConstant();
    List<Horizon.Stage> stages = model.horizon().stages();
    double[] standing = stages.size() == 1 ? new double[] {constant} : model.standingCapital();
    for (Horizon.Stage s : stages)
      if (constant != 0) out.merge("" + s.label(), -standing[s.index()] * set.peerObjectiveScale(), (a, b) -> (Double) a + (Double) b);
    summary.put("peer_objective_by_stage", out);
  }
}
