package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Plants that burn several fuels at once, each within a share of all that they burn.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t, v_i,t | GW | output of the asset, what starts |
/// | F_i,k,t, G_i,k,t >= 0 | 1000 MMBtu/h | fuel k for output, for starts |
/// | h_k | MMBtu/MWh | heat rate with fuel k |
/// | S_i | MMBtu/MW | fuel of a start |
/// | l_k, m_k, l'_k, m'_k | - | least and largest share of the fuel, in operation and at starts |
///
/// ```
/// (1) sum_k F_i,k,t / h_k = p_i,t
/// (2) sum_k G_i,k,t = S_i v_i,t
/// (3) l_k sum_j F_i,j,t <= F_i,k,t <= m_k sum_j F_i,j,t
/// (4) l'_k sum_j G_i,j,t <= G_i,k,t <= m'_k sum_j G_i,j,t
/// (5) price, CO2, capture and disposal of each fuel as in [FuelUse]
/// ```
///
/// The form is that of GenX's multi-fuel plants. The dual of (1) is the cost of fuel of one more GWh.
public final class Cofiring implements Component {
  /// One row of `cofirings.csv`.
  @Table(file = "cofirings.csv", key = {"cofiring", "stage"}, doc = "Fuels of plants that burn several.")
  public record Row(
      @Column(doc = "Name of this fuel of this asset.") String cofiring,
      @Column(doc = "Asset.", ref = "clusters|renewables|storages|reservoirs|must_run") String asset,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Fuel.", ref = "fuels") String fuel,
      @Column(doc = "Bus, for reports.", ref = "buses") String bus,
      @Column(doc = "Technology, for reports.", absent = "") String carrier,
      @Column(unit = "mmbtu_per_mwh", doc = "Fuel of output.", min = 0) double heatRate,
      @Column(unit = "mmbtu_per_mw", doc = "Fuel of a start; the largest of the asset's rows holds.", absent = "0", min = 0) double startFuel,
      @Column(doc = "Least share of what is burnt.", absent = "0", min = 0, max = 1) double least,
      @Column(doc = "Largest share of what is burnt.", absent = "1", min = 0, max = 1) double most,
      @Column(doc = "Least share at starts.", absent = "0", min = 0, max = 1) double leastStart,
      @Column(doc = "Largest share at starts.", absent = "1", min = 0, max = 1) double mostStart,
      @Column(doc = "Share that is biomass, whose CO2 does not count.", absent = "0", min = 0, max = 1) double biomass,
      @Column(doc = "Share of CO2 that is captured in operation.", absent = "0", min = 0, max = 1) double capture,
      @Column(doc = "Share of CO2 that is captured at a start.", absent = "0", min = 0, max = 1) double captureStart,
      @Column(unit = "per_t", doc = "Cost of putting captured CO2 away.", absent = "0") double disposal) {

    private Combustion combustion() {
      return new Combustion(asset, bus, carrier, biomass, disposal);
    }
  }

  private final NetworkModel m;

  Cofiring(NetworkModel m) {
    this.m = m;
  }

  private Map<String, List<Row>> assets(Horizon.Stage s) {
    Map<String, List<Row>> all = new LinkedHashMap<>();
    for (Row q : m.network().rows(Row.class)) if (m.stands(q.stage, s)) all.computeIfAbsent(q.asset, k -> new ArrayList<>()).add(q);
    return all;
  }

  @Override
  public void build() {
    Map<String, Fuel> fuels = new HashMap<>();
    for (Fuel f : m.network().rows(Fuel.class)) fuels.put(f.fuel(), f);
    for (Horizon.Stage s : m.horizon().stages()) assets(s).forEach((asset, rows) -> build(s, asset, rows, fuels));
  }

  private void build(Horizon.Stage s, String asset, List<Row> rows, Map<String, Fuel> fuels) {
    LpBuilder lp = m.lp();
    List<String> names = rows.stream().map(Row::cofiring).toList();
    Block burnt = lp.columns("cofiring.fuel", "1000 MMBtu/h", s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
    Block started = lp.columns("cofiring.start_fuel", "1000 MMBtu/h", s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
    Block output = lp.rows("cofiring.output", "GW", s.index(), List.of(asset), s.steps());
    Block starts = lp.rows("cofiring.starts", "1000 MMBtu/h", s.index(), List.of(asset), s.steps());
    double startFuel = rows.stream().mapToDouble(Row::startFuel).max().orElse(0);
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = lp.at(output.at(0, t)); // (1)
      for (int k = 0; k < rows.size(); k++) row.add(burnt.at(k, t), 1 / rows.get(k).heatRate);
      row.eq(-m.book().addTo(row, Book.Account.INJECTION, s, asset, t, -1));
      row = lp.at(starts.at(0, t)); // (2)
      for (int k = 0; k < rows.size(); k++) row.add(started.at(k, t), 1);
      row.eq(-m.book().addTo(row, Book.Account.STARTED, s, asset, t, -startFuel));
    }
    for (int k = 0; k < rows.size(); k++) {
      Row q = rows.get(k);
      share(s, q, "least", burnt, k, q.least, 0); // (3)
      share(s, q, "most", burnt, k, q.most, 1);
      share(s, q, "start_least", started, k, q.leastStart, 0); // (4)
      share(s, q, "start_most", started, k, q.mostStart, 1);
      Fuel fuel = fuels.get(q.fuel);
      if (fuel == null) throw new IllegalArgumentException("no fuel " + q.fuel);
      q.combustion().burn(m, s, fuel, burnt.at(k), t -> 1, 1, q.capture); // (5)
      q.combustion().burn(m, s, fuel, started.at(k), t -> 1, 1, q.captureStart);
    }
  }

  /// Bounds the share of fuel k from below or, where that is no limit, from above.
  private void share(Horizon.Stage s, Row q, String name, Block fuel, int k, double share, double free) {
    if (share == free) return;
    Block rows = m.lp().rows("cofiring." + name, "1000 MMBtu/h", s.index(), List.of(q.cofiring), s.steps());
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = m.lp().at(rows.at(0, t)).add(fuel.at(k, t), 1);
      for (int j = 0; j < fuel.n(); j++) row.add(fuel.at(j, t), -share);
      if (free == 0) row.ge(0);
      else row.le(0);
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      assets(s).forEach((asset, rows) -> rows.getFirst().combustion().emissions(m, r, tables, grid, s));
  }
}
