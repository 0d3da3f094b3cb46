package org.loadstar.model.network;

import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Hydro plants with a reservoir.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t, z_i,t >= 0 | GW | output and spill |
/// | L_i,t >= 0 | GWh | level at the end of t |
/// | C_i | GW | capacity of the same name |
/// | a_i,t | | inflow per capacity, `inflow_pu` |
/// | e_i | | efficiency, `efficiency` |
/// | l_i | | least flow per capacity, `min_flow_pu` |
/// | H_i | h | size of the reservoir per capacity, `hours`; 0: unknown, no limit |
/// | R_i, D_i | 1/h | rise and fall per capacity and hour |
/// | v_i | USD/MWh | cost of output |
///
/// ```
/// (1) reservoir.level(i, t):    L_i,t = L_i,t-1 + h_t (a_i,t C_i - p_i,t / e_i - z_i,t)
/// (2) reservoir.most(i, t):     p_i,t <= C_i
/// (3) reservoir.flow(i, t):     p_i,t + z_i,t >= l_i C_i
/// (4) reservoir.held(i, t):     h_t p_i,t <= L_i,t-1
/// (5) reservoir.full(i, t):     L_i,t <= H_i C_i
/// (6) reservoir.rise, .fall:    p_i,t - p_i,t-1 <= R_i h_t C_i,  p_i,t-1 - p_i,t <= D_i h_t C_i
/// (7) balance(bus_i, t) += p_i,t
/// (8) cost += d_y o_t v_i p_i,t
/// ```
///
/// t-1 of the first timestep of a period is its last. The dual of (1) divided by d_y o_t is the value of water.
///
/// Source: the reservoirs of GenX 0.4, which count hours of one length only.
public final class Reservoir implements Component {
  /// One row of `reservoirs.csv`.
  @Table(file = "reservoirs.csv", key = {"reservoir", "stage"}, doc = "Hydro plants with a reservoir.")
  public record Row(
      @Column(doc = "Name; its capacity is the row of capacities.csv of this name.", ref = "capacities") String reservoir,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Technology.", absent = "") String carrier,
      @Column(doc = "Inflow per capacity; a series overrides it.", absent = "0", min = 0, series = true) double inflowPu,
      @Column(doc = "Efficiency of the turbine.", absent = "1", min = 0) double efficiency,
      @Column(doc = "Least output and spill per capacity.", absent = "0", min = 0) double minFlowPu,
      @Column(unit = "h", doc = "Hours of output at capacity that the reservoir holds; 0: no limit is known.", absent = "0", min = 0)
          double hours,
      @Column(doc = "Rise per hour and capacity.", absent = "1", min = 0) double rampUp,
      @Column(doc = "Fall per hour and capacity.", absent = "1", min = 0) double rampDown,
      @Column(unit = "per_mwh", doc = "Cost of output.", absent = "0") double marginal,
      @Column(doc = "The level is carried from period to period by period_map.csv.", absent = "false") boolean longDuration,
      @Column(doc = "A level that is carried stays within its limits inside every period of the year.", absent = "true") boolean within) {}

  private final NetworkModel m;

  Reservoir(NetworkModel m) {
    this.m = m;
  }

  private List<Row> rows(Horizon.Stage s) {
    return m.network().rows(Row.class).stream().filter(q -> m.stands(q.stage, s)).toList();
  }

  @Override
  public void build() {
    LpBuilder lp = m.lp();
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> rows = rows(s);
      List<String> names = rows.stream().map(Row::reservoir).toList();
      Block output = lp.columns("reservoir.output", "GW", s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
      Block spill = lp.columns("reservoir.spill", "GW", s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
      Block level = lp.columns("reservoir.level", "GWh", s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
      Block balance = lp.rows("reservoir.level", "GWh", s.index(), names, s.steps());
      for (int i = 0; i < rows.size(); i++) plant(s, rows.get(i), output.at(i, 0), spill.at(i, 0), level.at(i, 0), balance.at(i, 0));
    }
  }

  private void plant(Horizon.Stage s, Row q, int output, int spill, int level, int balance) {
    LpBuilder lp = m.lp();
    Amount capacity = m.book().amount(Book.Account.CAPACITY, s, q.reservoir);
    Profile a = m.network().profile(Row.class, "inflow_pu", q.reservoir, s, q.inflowPu);
    Bounds bounds = new Bounds(lp, s, "reservoir", q.reservoir);
    int bus = m.bus(q.bus);
    Block held = bounds.rows("held");
    for (int t = 0; t < s.steps(); t++) {
      double h = s.elapsed(t);
      int before = s.previousCyclic(t);
      LpBuilder.Row row =
          lp.at(balance + t).add(level + t, 1).add(level + before, -1).add(output + t, h / q.efficiency).add(spill + t, h); // (1)
      capacity.addTo(row, -h * a.at(t));
      row.eq(h * a.at(t) * capacity.constant());
      lp.at(held.at(0, t)).add(output + t, h).add(level + before, -1).le(0); // (4)
      m.balance(s).add(bus, t, output + t, 1); // (7)
      if (q.marginal != 0) lp.cost(output + t, "variable_om", s.perMwh(t) * q.marginal); // (8)
    }
    Book book = m.book();
    book.open(Book.Room.OUTPUT_MAX, s, q.reservoir, bounds.most("most", output, capacity, t -> 1).at(0)); // (2)
    if (q.minFlowPu > 0) { // (3)
      Block flow = bounds.rows("flow");
      for (int t = 0; t < s.steps(); t++) {
        LpBuilder.Row row = lp.at(flow.at(0, t)).add(output + t, 1).add(spill + t, 1);
        capacity.addTo(row, -q.minFlowPu);
        row.ge(q.minFlowPu * capacity.constant());
      }
    }
    if (q.hours > 0) bounds.most("full", level, capacity, t -> q.hours); // (5)
    if (q.longDuration) {
      var year = new LongDuration(m, s, "reservoir.level", q.reservoir, level, balance, 0);
      Amount full = capacity.times(q.hours);
      if (q.hours > 0) year.upTo(q.reservoir, full);
      if (q.within && q.hours > 0) year.within(q.reservoir, full, level, 0);
    }
    book.open(Book.Room.RAMP_UP, s, q.reservoir, bounds.rise("rise", output, capacity, q.rampUp).at(0)); // (6)
    book.open(Book.Room.RAMP_DOWN, s, q.reservoir, bounds.fall("fall", output, capacity, q.rampDown).at(0));
    book.post(Book.Account.INJECTION, s, q.reservoir, output, t -> 1);
    book.post(Book.Account.FIRM, s, q.reservoir, output, t -> 1);
    book.post(Book.Account.LEVEL, s, q.reservoir, level, t -> 1);
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : rows(s)) {
        m.output(r, tables, grid, s, q.reservoir, q.bus, q.carrier);
        for (int t = 0; t < s.steps(); t++)
          tables.get("levels").add(grid, s.label(), t, t, m.place(q.bus), q.carrier,
              1e3 * m.book().value(r, Book.Account.LEVEL, s, q.reservoir, t));
      }
  }
}
