package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// Workloads of new AI load that are put off to other hours or moved to other zones. The load that campuses write to the balance is
/// that of all workloads running evenly where the campuses stand; this component adds what moves it, where they have a grid connection.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | E_z, u | GW, 1 | facility power that stands, at the PUE of the year's mean; utilisation |
/// | p_z,t, q_z | 1 | PUE of the month over the mean PUE; mean PUE of the zone's sites |
/// | c_z,t | GW | load interrupted (`Interruption`) |
/// | kappa_k, W_k, l_k | 1, h, 1 | of a class of workloads that are put off alike: power per GW standing, window, loss |
/// | mu_j, G | 1 | of a class that moves alike: power per GW standing; groups of zones that may exchange it |
/// | d_k,z,t, g_k,z,t | GW | put off, made good, at the PUE of the year's mean |
/// | m_j,z,t | GW | moved into the zone (out of it: below 0), at the PUE of the year's mean |
///
/// ```
/// (1) d_k,z,t + (kappa_k / u) c_z,t <= kappa_k E_z
/// (2) -m_j,z,t + (mu_j / u) c_z,t <= mu_j E_z
/// (3) sum_k (g_k,z,t - d_k,z,t) + sum_j m_j,z,t + ((1 - u) / u) c_z,t <= (1 - u) E_z
/// (4) sum_t in W h_t g_k,z,t = (1 + l_k) sum_t in W h_t d_k,z,t     for each window W of W_k hours
/// (5) sum_t in R h_t d_k,z,t <= C_k(R) kappa_k E_z                   for each run R of least run + longest pause hours or more
/// (6) sum_z in G m_j,z,t / q_z = 0                                   for each group
/// (7) balance(z, t) += p_z,t (sum_k (d_k,z,t - g_k,z,t) - sum_j m_j,z,t);  load of the standards the less
/// ```
///
/// kappa, mu and the groups are those of [Flexibility]. Windows and runs begin anew with each month or representative period; a period
/// shorter than W_k is one window. (5) is a relaxation of runs and pauses, which are yes or no: a job that runs at least r hours
/// between pauses of at most a stands still in at most a of any r + a hours; C is that bound for a run of any length. (6) is exact where
/// all zones reach each other, conservative where groups could overlap. In merged hours every row is a sum of hourly ones
/// (docs/math/segmentation.md). The duals of (1) and (2) are the value of a GW that can wait or move.
public final class Workload implements Component {
  private final Model m;
  private final Flexibility flexibility;
  private final List<Place> places = new ArrayList<>();

  /// Columns of a zone and stage, and the rows of (1) and (2), none where bounds say the same.
  private record Place(Stage stage, int zone, AiLedger.Power power, double[] pue, List<Put> put, List<Moved> moved) {}

  private record Put(Flexibility.Deferral of, Block off, Block good, @Nullable Block limit) {}

  private record Moved(Flexibility.Movement of, Block into, @Nullable Block limit) {}

  Workload(Model m) {
    this.m = m;
    flexibility = new Flexibility(m.figures().data());
  }

  @Override
  public void build() {
    if (flexibility.deferrals().isEmpty() && flexibility.movements().isEmpty()) return;
    for (Stage s : m.stages()) {
      List<Place> of = new ArrayList<>();
      for (int z = 0; z < m.figures().data().zones().size(); z++) {
        AiLedger.Power power = m.ai().power(s, z, CampusFigures.Connection.FIRM, CampusFigures.Connection.INTERRUPTIBLE);
        if (power.none()) continue;
        of.add(new Place(s, z, power, m.figures().relativePue(name(z), s.grid()), new ArrayList<>(), new ArrayList<>()));
      }
      for (Flexibility.Deferral k : flexibility.deferrals()) for (Place p : of) putOff(p, k);
      for (Flexibility.Movement j : flexibility.movements()) move(s, of, j);
      for (Place p : of) spare(p);
      places.addAll(of);
    }
  }

  private void putOff(Place p, Flexibility.Deferral k) {
    Stage s = p.stage;
    String member = k.name() + " " + name(p.zone);
    int steps = s.grid().steps();
    Block d = m.lp().columns("workload.put_off", "GW", s.index(), List.of(member), steps, 0, Double.POSITIVE_INFINITY);
    Block g = m.lp().columns("workload.made_good", "GW", s.index(), List.of(member), steps, 0, Double.POSITIVE_INFINITY);
    p.put.add(new Put(k, d, g, limit(p, "workload.deferrable", d, 1, k.share()))); // (1)
    List<TimeGrid.Window> windows = new ArrayList<>();
    List<TimeGrid.Window> runs = new ArrayList<>();
    for (TimeGrid.Window w : s.grid().windows()) {
      windows.addAll(s.grid().pieces(w, k.window()));
      if (k.pauses().binds()) runs.addAll(s.grid().runs(w, k.pauses().span()));
    }
    Block window = m.lp().rows("workload.window", "GWh", s.index(), from(member, s, windows));
    for (int i = 0; i < windows.size(); i++) { // (4)
      LpBuilder.Row row = m.lp().at(window.at(i));
      sum(row, s, windows.get(i), g, 1);
      sum(row, s, windows.get(i), d, -1 - k.loss());
      row.eq(0);
    }
    Block pause = m.lp().rows("workload.pause", "GWh", s.index(), from(member, s, runs));
    for (int i = 0; i < runs.size(); i++) { // (5)
      LpBuilder.Row row = m.lp().at(pause.at(i));
      double hours = sum(row, s, runs.get(i), d, 1);
      p.power.limit(row, k.pauses().within(hours) * k.share());
    }
    for (int t = 0; t < steps; t++) {
      shift(p, t, d.at(0, t), 1);
      shift(p, t, g.at(0, t), -1);
    }
  }

  private static List<String> from(String member, Stage s, List<TimeGrid.Window> steps) {
    return steps.stream().map(w -> member + " from hour " + s.grid().firstHour(w.first())).toList();
  }

  /// Adds `factor` x energy of the columns in some steps.
  ///
  /// @return hours of the steps
  private static double sum(LpBuilder.Row row, Stage s, TimeGrid.Window steps, Block columns, double factor) {
    double hours = 0;
    for (int t = steps.first(); t <= steps.last(); t++) {
      row.add(columns.at(0, t), factor * s.grid().hours(t));
      hours += s.grid().hours(t);
    }
    return hours;
  }

  private void move(Stage s, List<Place> of, Flexibility.Movement j) {
    TreeMap<Integer, List<Place>> groups = new TreeMap<>();
    for (Place p : of)
      if (j.group().get(p.zone) >= 0) groups.computeIfAbsent(j.group().get(p.zone), k -> new ArrayList<>()).add(p);
    groups.values().removeIf(g -> g.size() < 2);
    groups.forEach((group, members) -> {
      Block even = m.lp().rows("workload.group", "GW", s.index(), List.of(j.name() + " " + name(group)), s.grid().steps());
      for (Place p : members) {
        String member = j.name() + " " + name(p.zone);
        Block v = m.lp().columns("workload.moved", "GW", s.index(), List.of(member), s.grid().steps(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        p.moved.add(new Moved(j, v, limit(p, "workload.movable", v, -1, j.share()))); // (2)
        double pue = meanPue(name(p.zone));
        for (int t = 0; t < s.grid().steps(); t++) {
          m.lp().at(even.at(0, t)).add(v.at(0, t), 1 / pue).eq(0); // (6)
          shift(p, t, v.at(0, t), -1);
        }
      }
    });
  }

  /// Holds `sign x column + (share / u) c <= share E`, by the column's bound where all but the column is given.
  private @Nullable Block limit(Place p, String name, Block columns, int sign, double share) {
    int[] c = m.ai().interrupted(p.stage, p.zone);
    if (c == null && p.power.given()) {
      double most = share * p.power.constant();
      for (int t = 0; t < columns.hours(); t++)
        m.lp().bounds(columns.at(0, t), sign > 0 ? 0 : -most, sign > 0 ? most : Double.POSITIVE_INFINITY);
      return null;
    }
    Block rows = m.lp().rows(name, "GW", p.stage.index(), columns.members(), columns.hours());
    for (int t = 0; t < columns.hours(); t++) {
      LpBuilder.Row row = m.lp().at(rows.at(0, t)).add(columns.at(0, t), sign);
      if (c != null) row.add(c[t], share / flexibility.utilisation());
      p.power.limit(row, share);
    }
    return rows;
  }

  /// Rows (3).
  private void spare(Place p) {
    if (p.put.isEmpty() && p.moved.isEmpty()) return;
    int[] c = m.ai().interrupted(p.stage, p.zone);
    Block rows = m.lp().rows("workload.spare", "GW", p.stage.index(), List.of(name(p.zone)), p.pue.length);
    for (int t = 0; t < p.pue.length; t++) {
      LpBuilder.Row row = m.lp().at(rows.at(0, t));
      for (Put k : p.put) row.add(k.good.at(0, t), 1).add(k.off.at(0, t), -1);
      for (Moved j : p.moved) row.add(j.into.at(0, t), 1);
      if (c != null) row.add(c[t], flexibility.spare() / flexibility.utilisation());
      p.power.limit(row, flexibility.spare());
    }
  }

  /// Writes `sign` x a column to the balance, (7).
  private void shift(Place p, int t, int column, int sign) {
    m.aiLoad(p.stage, p.zone, t, column, -sign * p.pue[t]);
  }

  private String name(int z) {
    return m.figures().data().zones().get(z).zone();
  }

  /// q_z, by IT power; 1 in a zone without sites.
  private double meanPue(String zone) {
    double it = 0;
    double facility = 0;
    for (var site : m.figures().data().campuses())
      if (site.zone().equals(zone)) {
        it += site.maxIt();
        facility += site.maxIt() * site.pue();
      }
    return it > 0 ? facility / it : 1;
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Place p : places) {
      double power = p.power.value(r);
      if (power < 1e-7) continue;
      TreeMap<String, double[]> energy = new TreeMap<>();
      double changed = 0;
      for (int t = 0; t < p.pue.length; t++) {
        double annual = p.pue[t] * p.stage.grid().annualHours(t) * 1e3;
        double less = 0;
        for (Put k : p.put) {
          double d = r.value(k.off.at(0, t)) - r.value(k.good.at(0, t));
          less += d;
          split(energy, k.of.workloads(), k.of.shares(), 1, annual * Math.max(0, d));
        }
        for (Moved j : p.moved) {
          double into = r.value(j.into.at(0, t));
          less -= into;
          split(energy, j.of.workloads(), j.of.shares(), 2, annual * into);
        }
        for (WorkloadRows.Workload w : m.figures().data().workloads())
          split(energy, List.of(w.workload()), List.of(1.0), 0, annual * flexibility.computing() * w.share() * power);
        changed += annual * less;
        if (Math.abs(less) > 1e-7) Model.row(tables.get("dispatch"), grid, p.stage, t, name(p.zone), "ai", p.pue[t] * less);
      }
      if (Math.abs(changed) > 1e-6) tables.get("generation").add(grid, p.stage.year(), name(p.zone), "ai", changed);
      for (WorkloadRows.Workload w : m.figures().data().workloads()) {
        double[] e = energy.getOrDefault(w.workload(), new double[3]);
        tables.get("workloads").add(grid, p.stage.year(), name(p.zone), w.workload(), e[0], e[1], e[2], 0.0, w.value());
      }
      if (!m.operating()) bind(r, p, power, tables, grid);
    }
  }

  /// Adds an energy to a figure of each workload of a class in proportion to its share.
  private static void split(TreeMap<String, double[]> energy, List<String> workloads, List<Double> shares, int figure, double amount) {
    double all = shares.stream().mapToDouble(v -> v).sum();
    for (int k = 0; k < shares.size(); k++)
      energy.computeIfAbsent(workloads.get(k), w -> new double[3])[figure] += amount * shares.get(k) / all;
  }

  private void bind(Result r, Place p, double power, Tables tables, String grid) {
    for (Put k : p.put) bind(r, p, k.limit, k.of.name(), k.of.share() * power, "can be put off", tables, grid);
    for (Moved j : p.moved) bind(r, p, j.limit, j.of.name(), j.of.share() * power, "can leave", tables, grid);
  }

  private void bind(Result r, Place p, @Nullable Block limit, String name, double gw, String can, Tables tables, String grid) {
    if (limit == null) return;
    double value = 0;
    for (int k = 0; k < limit.size(); k++) value += Math.max(0, -r.binding().dual(limit.first() + k)) / p.stage.discount();
    if (value < 0.01) return;
    tables.bind(grid, limit.name(), name(p.zone), p.stage.year(), value, "USD/kW-yr", 1e4 * value * p.stage.discount() * gw,
        String.format(Locale.ROOT, "%s of %s %s in %s: another kW of it is worth %.0f USD a year in %d", Words.power(gw), name, can,
            name(p.zone), value, p.stage.year()));
  }
}
