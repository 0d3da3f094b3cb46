package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// Interruption of new AI load: of interruptible connections, and of all in zones whose law asks for it (`Zone.curtailmentShare`).
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | E_z,k, E_z | GW | facility power that stands with connection k (firm, interruptible) and may be interrupted, at the PUE of the year's mean; both together |
/// | u, p_z,t | 1 | utilisation; PUE of the month over the mean PUE |
/// | c_z,t | GW | load interrupted, at the PUE of the year's mean |
/// | beta_z,k, V | 1, USD/MWh | share of the annual energy that may be interrupted; value of a MWh |
/// | H | h | hours at full load without power in any 24 hours |
///
/// ```
/// (1) 0 <= c_z,t <= u E_z
/// (2) sum_t w_t h_t p_z,t c_z,t <= sum_k beta_z,k u E_z,k sum_t w_t h_t p_z,t
/// (3) sum_{t in R} h_t c_z,t <= C(R) u E_z   for each run R of steps of 24 hours or more, C(R) = H per 24 hours of R
/// (4) balance(z, t) += p_z,t c_z,t;  load of the standards the less
///     cost  d_y w_t h_t V p_z,t c_z,t
/// ```
///
/// Runs (3) lie within a month or a representative period and are the shortest of their steps that have 24 hours, so a row of merged
/// hours is a sum of hourly ones (docs/math/segmentation.md). An operation sees one month: its share of (2) is what the plan took in
/// that month, and of what the plan left, the month's part of the year's hours. Interruption is of whole modules: what they would put
/// off or move goes with them (`Workload`). The dual of (2) is the value of another MWh, that of (3) of a longer event.
public final class Interruption implements Component {
  private final Model m;
  private final Flexibility flexibility;
  private final List<Place> places = new ArrayList<>();

  /// A zone and stage with interruptible load.
  private record Place(Stage stage, int zone, AiLedger.Power power, List<Part> parts, double[] pue, int[] columns, int budget, Block events) {}

  /// Power of a kind of connection and the share of its energy that may be interrupted.
  private record Part(AiLedger.Power power, double share) {}

  Interruption(Model m) {
    this.m = m;
    flexibility = new Flexibility(m.figures().data());
  }

  @Override
  public void build() {
    Settings.Ai ai = m.figures().settings().ai();
    if (ai.curtailmentHoursPerDay() <= 0 || flexibility.utilisation() <= 0) return;
    for (Stage s : m.stages())
      for (int z = 0; z < m.figures().data().zones().size(); z++) {
        List<CampusFigures.Connection> able = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (CampusFigures.Connection k : CampusFigures.Connection.values()) {
          Part p = new Part(m.ai().power(s, z, k), m.figures().campuses().curtailment(name(z), k));
          if (p.share == 0 || p.power.none()) continue;
          able.add(k);
          parts.add(p);
        }
        if (!parts.isEmpty()) place(s, z, m.ai().power(s, z, able.toArray(CampusFigures.Connection[]::new)), parts, ai);
      }
  }

  private void place(Stage s, int z, AiLedger.Power power, List<Part> parts, Settings.Ai ai) {
    TimeGrid grid = s.grid();
    String zone = name(z);
    double[] pue = m.figures().relativePue(zone, grid);
    double u = flexibility.utilisation();
    double most = power.given() ? u * power.constant() : Double.POSITIVE_INFINITY;
    Block c = m.lp().columns("interruption.power", "GW", s.index(), List.of(zone), grid.steps(), 0, most);
    int[] columns = new int[grid.steps()];
    Block limit = power.given() ? null : m.lp().rows("interruption.limit", "GW", s.index(), List.of(zone), grid.steps());
    int budget = m.lp().rows("interruption.budget", "GWh", s.index(), List.of(zone)).at(0);
    double energy = 0;
    for (int t = 0; t < columns.length; t++) {
      columns[t] = c.at(0, t);
      double annual = grid.annualHours(t) * pue[t];
      energy += annual;
      if (limit != null) power.limit(m.lp().at(limit.at(0, t)).add(columns[t], 1), u); // (1)
      m.lp().at(budget).add(columns[t], annual);
      m.lp().cost(columns[t], "interruption", ai.curtailmentUsdPerMwh() * m.perMwh(s, t) * pue[t]);
      m.aiLoad(s, z, t, columns[t], -pue[t]); // (4)
    }
    LpBuilder.Row row = m.lp().at(budget);
    double fixed = 0;
    for (Part p : parts) fixed += p.power.subtract(row, p.share * u * energy);
    row.le(m.operating() ? monthly(s, zone, fixed) : fixed); // (2)
    m.ai().interrupted(s, z, columns);
    places.add(new Place(s, z, power, parts, pue, columns, budget, events(s, zone, power, columns)));
  }

  /// Rows (3).
  private Block events(Stage s, String zone, AiLedger.Power power, int[] columns) {
    var pauses = new Flexibility.Pauses(Flexibility.DAY, m.figures().settings().ai().curtailmentHoursPerDay());
    List<TimeGrid.Window> runs = new ArrayList<>();
    if (pauses.binds()) for (TimeGrid.Window w : s.grid().windows()) runs.addAll(s.grid().runs(w, pauses.span()));
    Block rows = m.lp().rows("interruption.event", "GWh", s.index(),
        runs.stream().map(r -> zone + " from hour " + s.grid().firstHour(r.first())).toList());
    for (int k = 0; k < runs.size(); k++) {
      LpBuilder.Row row = m.lp().at(rows.at(k));
      double hours = 0;
      for (int t = runs.get(k).first(); t <= runs.get(k).last(); t++) {
        row.add(columns[t], s.grid().hours(t));
        hours += s.grid().hours(t);
      }
      power.limit(row, flexibility.utilisation() * pauses.within(hours));
    }
    return rows;
  }

  private String name(int z) {
    return m.figures().data().zones().get(z).zone();
  }

  private static String key(String zone, int month) {
    return "interruption/" + zone + "/" + month;
  }

  /// What an operation may interrupt on its grid, GWh; `even` where the plan says nothing.
  private double monthly(Stage s, String zone, double even) {
    double sum = 0;
    for (TimeGrid.Window w : s.grid().windows()) {
      double part = even * hours(s.grid(), w) / s.grid().coveredHours();
      for (int month = 1; month <= 12; month++)
        if (w.monthShare().get(month - 1) == 1) part = m.decided(key(zone, month), s, part);
      sum += part;
    }
    return sum;
  }

  private static double hours(TimeGrid grid, TimeGrid.Window w) {
    double sum = 0;
    for (int t = w.first(); t <= w.last(); t++) sum += grid.annualHours(t);
    return sum;
  }

  /// Facility power that may be without all its energy, were the shares of the year's energy put together.
  private static double share(Result r, Place p) {
    return p.parts.stream().mapToDouble(q -> q.share * q.power.value(r)).sum();
  }

  @Override
  public void decide(Result r, Decisions d) {
    double u = flexibility.utilisation();
    for (Place p : places) {
      TimeGrid grid = p.stage.grid();
      double share = share(r, p);
      double[] taken = new double[12];
      double total = 0;
      double budget = 0;
      for (TimeGrid.Window w : grid.windows())
        for (int t = w.first(); t <= w.last(); t++) {
          double annual = grid.annualHours(t) * p.pue[t];
          double energy = annual * Math.max(0, r.value(p.columns[t]));
          total += energy;
          budget += annual * u * share;
          for (int k = 0; k < 12; k++) taken[k] += energy * w.monthShare().get(k);
        }
      double scale = total > budget ? budget / total : 1;
      for (int k = 0; k < 12; k++) {
        double part = (TimeGrid.monthStart(k + 2) - TimeGrid.monthStart(k + 1)) / (double) Hourly.HOURS;
        d.put(key(name(p.zone), k + 1), p.stage.year(), scale * taken[k] + part * Math.max(0, budget - total));
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Place p : places) {
      Stage s = p.stage;
      double energy = 0;
      double standing = 0;
      for (int t = 0; t < p.columns.length; t++) {
        double c = p.pue[t] * r.value(p.columns[t]);
        standing += p.pue[t] * flexibility.utilisation() * p.power.value(r) * s.grid().annualHours(t);
        energy += c * s.grid().annualHours(t);
        if (c > 1e-7) Model.row(tables.get("dispatch"), grid, s, t, name(p.zone), "ai", c);
      }
      if (standing < 1e-7) continue;
      if (energy > 1e-9) tables.get("generation").add(grid, s.year(), name(p.zone), "ai", energy * 1e3);
      tables.get("workloads").add(grid, s.year(), name(p.zone), "interruptible", standing * 1e3, 0.0, 0.0, energy * 1e3, Double.NaN);
      if (!m.operating()) bind(r, p, standing, tables, grid);
    }
  }

  private void bind(Result r, Place p, double standing, Tables tables, String grid) {
    Stage s = p.stage;
    double value = Math.max(0, -r.binding().dual(p.budget)) / s.discount() * 1e3;
    double share = 100 * share(r, p) / p.power.value(r);
    if (value > 0.01)
      tables.bind(grid, "interruption.budget", name(p.zone), s.year(), value, "USD/MWh", 10 * value * s.discount() * share / 100 * standing,
          String.format(Locale.ROOT, "Campuses of %s that may be interrupted (%s in the mean) do without power for the %.2f %% of %d that they may: another MWh is worth %.0f USD",
              name(p.zone), Words.power(standing / s.grid().coveredHours()), share, s.year(), value));
    double longer = 0;
    for (int k = 0; k < p.events.size(); k++) longer += Math.max(0, -r.binding().dual(p.events.first() + k));
    longer /= s.discount();
    if (longer > 0.01)
      tables.bind(grid, "interruption.event", name(p.zone), s.year(), longer, "USD/kW-yr", Double.NaN,
          String.format(Locale.ROOT, "No interruption in %s is longer than %.1f hours in 24: one more is worth %.0f USD a year for each kW in %d",
              name(p.zone), m.figures().settings().ai().curtailmentHoursPerDay(), longer, s.year()));
  }
}
