package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.lp.Block;

/// Hydro plants with monthly energy, a minimum flow and no expansion.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t | GW | output |
/// | P_i,y | GW | capacity standing by schedule |
/// | f_i,W | 1 | mean capacity factor over a window W (a calendar month, or a representative period with its mix of months) |
///
/// ```
/// (1) sum_{t in W} h_t p_i,t <= f_i,W P_i,y sum_{t in W} h_t          reservoir: water not used is spilt
/// (2) minflow f_i,W P_i,y <= p_i,t <= P_i,y                           reservoir
/// (3) 0 <= p_i,t <= f_i,W P_i,y                                       run of river: flat within the month
/// (4) balance(z, t) += p_i,t
/// ```
///
/// Months are UTC. The dual of (1) is the value of water.
public final class Hydro implements Component {
  private final Model m;
  private final List<Row> rows;
  private final List<Block> output = new ArrayList<>();

  Hydro(Model m) {
    this.m = m;
    rows = m.figures().data().hydro();
  }

  /// Mean capacity factor of a plant over a window.
  private double factor(Row q, TimeGrid.Window w) {
    double f = 0;
    for (Monthly c : m.figures().data().hydroMonthly())
      if (c.hydro.equals(q.hydro)) f += w.monthShare().get(c.month - 1) * c.capacityFactor;
    return f;
  }

  @Override
  public void build() {
    List<String> names = rows.stream().map(Row::hydro).toList();
    for (Stage s : m.stages()) {
      TimeGrid grid = s.grid();
      Block p = m.lp().columns("hydro.output", "GW", s.index(), names, grid.steps(), 0, 0);
      output.add(p);
      for (int i = 0; i < rows.size(); i++) {
        Row q = rows.get(i);
        int zone = m.figures().zone(q.zone);
        Rows.Technology tech = m.figures().technology(q.technology);
        Standing capacity = Standing.constant(m.figures().scheduled(q.hydro, q.existing, s.year()));
        m.fixedCost(s, "fixed_om", capacity, q.fom);
        m.firm().credit(s, zone, (Double.isNaN(tech.firmCredit()) ? 1 : tech.firmCredit()) * capacity.fixed());
        for (int k = 0; k < grid.windows().size(); k++) {
          TimeGrid.Window w = grid.windows().get(k);
          double mean = factor(q, w) * capacity.fixed();
          double hours = 0;
          Block energy = q.runOfRiver ? null : m.lp().rows("hydro.energy", "GWh", s.index(), List.of(q.hydro + " w" + k));
          for (int t = w.first(); t <= w.last(); t++) {
            hours += grid.hours(t);
            if (energy != null) m.lp().at(energy.at(0)).add(p.at(i, t), grid.hours(t));
            if (q.runOfRiver) m.lp().bounds(p.at(i, t), 0, mean); // (3)
            else m.lp().bounds(p.at(i, t), q.minFlowShare * mean, capacity.fixed()); // (2)
            m.balance(s).add(zone, t, p.at(i, t), 1); // (4)
            m.lp().cost(p.at(i, t), "variable_om", q.vom * m.perMwh(s, t));
            double annual = grid.annualHours(t);
            if (tech.clean()) m.score().add(s, zone, "clean", p.at(i, t), annual);
            if (tech.renewable()) m.score().add(s, zone, "renewable", p.at(i, t), annual);
          }
          if (energy != null) m.lp().at(energy.at(0)).le(mean * hours); // (1)
        }
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Stage s : m.stages()) {
      for (int i = 0; i < rows.size(); i++) {
        Row q = rows.get(i);
        double energy = 0;
        for (int t = 0; t < s.grid().steps(); t++) {
          double p = r.value(output.get(s.index()).at(i, t));
          energy += p * s.grid().annualHours(t);
          if (p > 1e-6) Model.row(tables.get("dispatch"), grid, s, t, q.zone, q.technology, p);
        }
        tables.get("generation").add(grid, s.year(), q.zone, q.technology, energy * 1e3);
        if (m.operating()) continue;
        double now = m.figures().scheduled(q.hydro, q.existing, s.year());
        double before = s.index() == 0 ? q.existing / 1e3
            : m.figures().scheduled(q.hydro, q.existing, m.stages().get(s.index() - 1).year());
        tables.get("capacity").add(grid, s.year(), q.zone, q.technology, q.hydro, now * 1e3,
            Math.max(0, now - before) * 1e3, Math.max(0, before - now) * 1e3, 0.0, 0.0);
      }
    }
  }

  @Table(file = "hydro.csv", key = "hydro", doc = "Hydro of one zone and kind.")
  public record Row(
      @Column(doc = "Key of the cluster.") String hydro,
      @Column(doc = "Zone.", ref = "zones") String zone,
      @Column(doc = "Technology.", ref = "technologies") String technology,
      @Column(unit = "mw", doc = "Capacity standing before the first stage.", min = 0) double existing,
      @Column(doc = "Least output over the month's mean output.", absent = "0.35", min = 0, max = 1) double minFlowShare,
      @Column(doc = "1: output flat within the month (run of river).", absent = "0") boolean runOfRiver,
      @Column(unit = "usd_per_kw_yr", doc = "Fixed O&M.", absent = "0", money = true) double fom,
      @Column(unit = "usd_per_mwh", doc = "Variable O&M.", absent = "0", money = true) double vom,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(file = "hydro_monthly.csv", key = {"hydro", "scenario", "month"}, doc = "Mean capacity factor by month.")
  public record Monthly(
      @Column(doc = "Hydro cluster.", ref = "hydro") String hydro,
      @Column(doc = "Scenario, as dry, median, wet.") String scenario,
      @Column(doc = "Month, 1 to 12 (UTC).", min = 1, max = 12) int month,
      @Column(doc = "Mean output over capacity.", min = 0, max = 1) double capacityFactor) {}
}
