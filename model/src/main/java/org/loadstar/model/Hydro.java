package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.lp.Block;

/// Hydro plants with monthly energy, bounds on the energy of each week of the month, a minimum flow and no expansion.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t | GW | output |
/// | P_i,y | GW | capacity standing by schedule |
/// | f_i,W | 1 | mean capacity factor over a window W (a calendar month, or a representative period with its mix of months) |
/// | V | | a week of the year (7 days from 1 January) as far as it lies in W; the whole of a shorter window |
/// | lo_i, hi_i | 1 | least and largest energy of a week over its share of the window's energy |
///
/// ```
/// (1) sum_{t in W} h_t p_i,t <= f_i,W P_i,y sum_{t in W} h_t          reservoir: water not used is spilt
/// (2) minflow f_i,W P_i,y <= p_i,t <= P_i,y                           reservoir
/// (3) 0 <= p_i,t <= f_i,W P_i,y                                       run of river: flat within the month
/// (4) balance(z, t) += p_i,t
/// (5) lo_i f_i,W P_i,y H_V <= sum_{t in V} h_t p_i,t <= hi_i f_i,W P_i,y H_V,   H_V = sum_{t in V} h_t      reservoir
/// ```
///
/// Months and weeks are UTC. In (5) a reservoir has room for a few days of water, not for a month: what it takes from one week it
/// gives to another within these bounds. Where a timestep crosses the end of a week both weeks count as one, so that (5) with merged
/// hours is a sum of rows (5) of single hours. A window that is no longer than its one week holds (1) and the lower side of (5) in one
/// row. The dual of (1) is the value of water, that of (5) what the week's water is worth more or less than the month's.
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
          for (int t = w.first(); t <= w.last(); t++) {
            if (q.runOfRiver) m.lp().bounds(p.at(i, t), 0, mean); // (3)
            else m.lp().bounds(p.at(i, t), q.minFlowShare * mean, capacity.fixed()); // (2)
            m.balance(s).add(zone, t, p.at(i, t), 1); // (4)
            m.lp().cost(p.at(i, t), "variable_om", q.vom * m.perMwh(s, t));
            double annual = grid.annualHours(t);
            if (tech.clean()) m.score().add(s, zone, "clean", p.at(i, t), annual);
            if (tech.renewable()) m.score().add(s, zone, "renewable", p.at(i, t), annual);
          }
          if (!q.runOfRiver) water(s, i, q.hydro + " w" + k, w, mean);
        }
      }
    }
  }

  /// Energy of the plant in a window and in its weeks; `mean` in GW.
  private void water(Stage s, int i, String name, TimeGrid.Window w, double mean) {
    Row q = rows.get(i);
    TimeGrid grid = s.grid();
    int energy = m.lp().rows("hydro.energy", "GWh", s.index(), List.of(name)).at(0);
    List<TimeGrid.Window> weeks = grid.weeks(w);
    if (weeks.size() == 1) {
      double most = mean * sum(energy, s, i, w);
      m.lp().at(energy).between(q.minWeekShare > 0 ? q.minWeekShare * most : Double.NEGATIVE_INFINITY, most); // (1), (5)
      return;
    }
    m.lp().at(energy).le(mean * sum(energy, s, i, w)); // (1)
    if (q.minWeekShare == 0 && q.maxWeekShare == Double.POSITIVE_INFINITY) return;
    List<String> names = weeks.stream().map(v -> name + " week " + (1 + grid.firstHour(v.first()) / TimeGrid.WEEK)).toList();
    Block block = m.lp().rows("hydro.week", "GWh", s.index(), names);
    for (int v = 0; v < weeks.size(); v++) {
      double share = mean * sum(block.at(v), s, i, weeks.get(v));
      double least = q.minWeekShare > 0 ? q.minWeekShare * share : Double.NEGATIVE_INFINITY;
      m.lp().at(block.at(v)).between(least, mean > 0 ? q.maxWeekShare * share : 0); // (5)
    }
  }

  /// Writes the energy of the plant in some steps to a row.
  ///
  /// @return hours of the steps
  private double sum(int row, Stage s, int i, TimeGrid.Window steps) {
    double hours = 0;
    for (int t = steps.first(); t <= steps.last(); t++) {
      m.lp().at(row).add(output.get(s.index()).at(i, t), s.grid().hours(t));
      hours += s.grid().hours(t);
    }
    return hours;
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
        int at = i;
        double[] p = java.util.stream.IntStream.range(0, s.grid().steps()).mapToDouble(t -> r.value(output.get(s.index()).at(at, t))).toArray();
        double credit = m.figures().technology(q.technology).firmCredit();
        double firm = (Double.isNaN(credit) ? 1 : credit) * now * m.firm().worth(r, s, m.figures().zone(q.zone));
        new Account(q.zone, q.technology, q.hydro, now, 0, 0, p, firm, 0, energy * q.vom * 1e-3, now * q.fom, 0, 0).write(m, r, s, tables, grid);
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
      @Column(doc = "Least energy of a week over its share of the month's energy.", absent = "0", min = 0, max = 1)
          double minWeekShare,
      @Column(doc = "Largest energy of a week over its share of the month's energy.", absent = "inf", min = 1) double maxWeekShare,
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
