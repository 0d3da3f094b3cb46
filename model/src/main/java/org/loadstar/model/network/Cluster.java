package org.loadstar.model.network;

import java.util.List;
import java.util.function.Predicate;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Dispatchable plants, alone or as clusters of equal units, with or without commitment ([Commitment]). Their fuel is in [FuelUse].
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t >= 0 | GW | output |
/// | C_i | GW | capacity of the same name |
/// | min_i,t, max_i,t | - | least and largest output per unit of what stands (or is switched on) |
/// | U_i, U'_i | - | ramp limits from one timestep to the next |
/// | v_i,t, w_i,t | units | started and shut, where there is commitment |
///
/// ```
/// (1) p_i,t >= min_i,t C_i            without commitment
/// (2) p_i,t <= max_i,t C_i            without commitment
/// (3) p_i,t - p_i,t-1 <= U_i C_i      without commitment, p_i,t-1 of the last timestep of the period at its first
/// (4) p_i,t-1 - p_i,t <= U'_i C_i     without commitment
/// (5) balance(bus_i, t) += p_i,t
/// (6) cost += d_y o_t (c_i p_i,t + start_i s_i v_i,t + shut_i s_i w_i,t)
/// ```
///
/// The form is that of GenX's thermal resources. The dual of (2), or of (6) of [Commitment], is the scarcity rent of the plant.
public final class Cluster implements Component {
  /// How commitment is modelled.
  public enum Committed {
    NO,
    LINEAR,
    WHOLE
  }

  /// One row of `clusters.csv`.
  @Table(file = "clusters.csv", key = {"cluster", "stage"}, doc = "Dispatchable plants as clusters of equal units.")
  public record Row(
      @Column(doc = "Name; its capacity is the row of capacities.csv of this name.", ref = "capacities") String cluster,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Technology.", absent = "") String carrier,
      @Column(doc = "Largest output; a series `clusters-p_max_pu` overrides it.", absent = "1", min = 0, series = true) double pMaxPu,
      @Column(doc = "Least output of what stands, or of what is switched on; series `clusters-p_min_pu`.", absent = "0", min = 0, series = true) double pMinPu,
      @Column(unit = "per_mwh", doc = "Cost of output besides fuel.", absent = "0") double marginal,
      @Column(doc = "Commitment: no, linear, whole (units).", absent = "no") Committed committed,
      @Column(unit = "mw", doc = "Size of a unit.", absent = "1", min = 0) double unit,
      @Column(unit = "h", doc = "Hours that a unit runs at least.", absent = "0", min = 0) double upTime,
      @Column(unit = "h", doc = "Hours that a unit stands still at least.", absent = "0", min = 0) double downTime,
      @Column(unit = "per_mw", doc = "Cost of starting, per MW of unit size.", absent = "0") double start,
      @Column(unit = "per_mw", doc = "Cost of shutting down, per MW of unit size.", absent = "0") double shut,
      @Column(doc = "Largest rise of output from one timestep to the next.", absent = "inf") double rampUp,
      @Column(doc = "What the rise may be by a unit that starts; series `clusters-ramp_up_start`.", absent = "1", series = true) double rampUpStart,
      @Column(doc = "What the rise may be by a unit that is shut (-p_min_pu: it leaves at its least output); series.", absent = "0", series = true)
          double rampUpShut,
      @Column(doc = "Largest fall of output from one timestep to the next.", absent = "inf") double rampDown,
      @Column(doc = "What the fall may be by a unit that starts; series `clusters-ramp_down_start`.", absent = "0", series = true) double rampDownStart,
      @Column(doc = "What the fall may be by a unit that is shut; series `clusters-ramp_down_shut`.", absent = "1", series = true) double rampDownShut,
      @Column(doc = "Units on before the first timestep; NaN: each period returns to its start.", absent = "NaN") double initial) {}

  private final NetworkModel m;

  Cluster(NetworkModel m) {
    this.m = m;
  }

  private List<Row> rows(Horizon.Stage s, Predicate<Row> which) {
    return m.network().rows(Row.class).stream().filter(q -> m.stands(q.stage, s)).filter(which).toList();
  }

  @Override
  public void build() {
    for (Horizon.Stage s : m.horizon().stages()) {
      free(s, rows(s, q -> q.committed == Committed.NO));
      committed(s, rows(s, q -> q.committed != Committed.NO));
    }
  }

  private void free(Horizon.Stage s, List<Row> rows) {
    List<String> names = rows.stream().map(Row::cluster).toList();
    Block p = output(s, rows, names);
    Block least = m.lp().rows("cluster.least", "GW", s.index(), names, s.steps());
    Block most = m.lp().rows("cluster.most", "GW", s.index(), names, s.steps());
    for (int i = 0; i < rows.size(); i++) {
      Row q = rows.get(i);
      Amount c = capacity(s, q);
      Profile min = profile(s, q, "p_min_pu", q.pMinPu);
      Profile max = profile(s, q, "p_max_pu", q.pMaxPu);
      for (int t = 0; t < s.steps(); t++) {
        LpBuilder.Row row = m.lp().at(least.at(i, t)).add(p.at(i, t), 1); // (1)
        c.addTo(row, -min.at(t));
        row.ge(min.at(t) * c.constant());
        row = m.lp().at(most.at(i, t)).add(p.at(i, t), 1); // (2)
        c.addTo(row, -max.at(t));
        row.le(max.at(t) * c.constant());
      }
      ramp(s, q, "cluster.ramp_up", p, i, c, q.rampUp, 1); // (3)
      ramp(s, q, "cluster.ramp_down", p, i, c, q.rampDown, -1); // (4)
      m.book().open(Book.Room.OUTPUT_MIN, s, q.cluster, least.at(i));
      m.book().open(Book.Room.OUTPUT_MAX, s, q.cluster, most.at(i));
    }
  }

  private void ramp(Horizon.Stage s, Row q, String name, Block p, int i, Amount c, double limit, int sign) {
    if (limit == Double.POSITIVE_INFINITY) return;
    Block rows = m.lp().rows(name, "GW", s.index(), List.of(q.cluster), s.steps());
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = m.lp().at(rows.at(0, t)).add(p.at(i, t), sign).add(p.at(i, s.previousCyclic(t)), -sign);
      c.addTo(row, -limit);
      row.le(limit * c.constant());
    }
  }

  private void committed(Horizon.Stage s, List<Row> rows) {
    if (rows.isEmpty()) return;
    Block p = output(s, rows, rows.stream().map(Row::cluster).toList());
    Commitment units = new Commitment(m, s, "cluster", rows.stream().map(q -> cluster(s, q)).toList(), p);
    for (int i = 0; i < rows.size(); i++)
      for (int t = 0; t < s.steps(); t++) { // (6)
        double perMw = s.perMwh(t) * rows.get(i).unit * 1e-3;
        if (rows.get(i).start != 0) m.lp().cost(units.start().at(i, t), "start", perMw * rows.get(i).start);
        if (rows.get(i).shut != 0) m.lp().cost(units.shut().at(i, t), "start", perMw * rows.get(i).shut);
      }
  }

  private Commitment.Cluster cluster(Horizon.Stage s, Row q) {
    Commitment.Ramp rise =
        new Commitment.Ramp(
            q.rampUp, profile(s, q, "ramp_up_start", q.rampUpStart), profile(s, q, "ramp_up_shut", q.rampUpShut));
    Commitment.Ramp fall =
        new Commitment.Ramp(
            q.rampDown, profile(s, q, "ramp_down_start", q.rampDownStart), profile(s, q, "ramp_down_shut", q.rampDownShut));
    return new Commitment.Cluster(
        q.cluster, q.unit * 1e-3, capacity(s, q), q.committed == Committed.WHOLE, q.upTime, q.downTime,
        profile(s, q, "p_min_pu", q.pMinPu), profile(s, q, "p_max_pu", q.pMaxPu), rise, fall, q.initial);
  }

  private Block output(Horizon.Stage s, List<Row> rows, List<String> names) {
    Block p = m.lp().columns("cluster.output", "GW", s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
    for (int i = 0; i < rows.size(); i++) {
      Row q = rows.get(i);
      int bus = m.bus(q.bus);
      for (int t = 0; t < s.steps(); t++) {
        m.balance(s).add(bus, t, p.at(i, t), 1); // (5)
        if (q.marginal != 0) m.lp().cost(p.at(i, t), "variable_om", s.perMwh(t) * q.marginal); // (6)
      }
      m.book().post(Book.Account.INJECTION, s, q.cluster, p.at(i), t -> 1);
      m.book().post(Book.Account.FIRM, s, q.cluster, capacity(s, q), t -> 1);
    }
    return p;
  }

  private Amount capacity(Horizon.Stage s, Row q) {
    return m.book().amount(Book.Account.CAPACITY, s, q.cluster);
  }

  private Profile profile(Horizon.Stage s, Row q, String column, double constant) {
    return m.network().profile(Row.class, column, q.cluster, s, constant);
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : rows(s, q -> true)) m.output(r, tables, grid, s, q.cluster, q.bus, q.carrier);
  }
}
