package org.loadstar.model.network;

import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Load that may be served later or earlier than it falls due: charging of cars, heat, batch computing.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | c_i,t >= 0 | GW | load that is put off in t |
/// | p_i,t >= 0 | GW | load that is served in t beside what falls due |
/// | L_i,t | GWh | load put off so far; negative: served in advance |
/// | C_i | GW | capacity of the same name |
/// | a_i,t | | share of it that can be put off, `p_max_pu` |
/// | e_i | | what is left of the served load after shifting, `efficiency` |
/// | m_i, n_i | h | longest delay and advance |
/// | v_i, w_i | USD/MWh | cost of serving, of putting off |
///
/// ```
/// (1) flexible.owed(i, t):     L_i,t = L_i,t-1 + h_t (c_i,t - e_i p_i,t)
/// (2) flexible.put_off(i, t):  c_i,t <= a_i,t C_i
/// (3) flexible.served(i, t):   e_i p_i,t <= C_i
/// (4) flexible.delay(i, t):    sum over the m_i hours after t of h p_i  >=  L_i,t
/// (5) flexible.advance(i, t):  sum over the n_i hours after t of h c_i  >= -L_i,t
/// (6) balance(bus_i, t) += c_i,t - p_i,t
/// (7) cost += d_y o_t (v_i p_i,t + w_i c_i,t)
/// ```
///
/// Time runs around within a period. Source: the flexible demand of GenX 0.4.
public final class FlexibleDemand implements Component {
  /// One row of `flexible_demand.csv`.
  @Table(file = "flexible_demand.csv", key = {"demand", "stage"}, doc = "Load that may be served later or earlier.")
  public record Row(
      @Column(doc = "Name; its capacity is the row of capacities.csv of this name.", ref = "capacities") String demand,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Technology.", absent = "") String carrier,
      @Column(doc = "Share of the capacity that can be put off; a series overrides it.", absent = "1", min = 0, series = true)
          double pMaxPu,
      @Column(doc = "What is left of the served load after shifting.", absent = "1", min = 0) double efficiency,
      @Column(unit = "h", doc = "Longest delay.", absent = "0", min = 0) double delay,
      @Column(unit = "h", doc = "Longest advance.", absent = "0", min = 0) double advance,
      @Column(unit = "per_mwh", doc = "Cost of serving.", absent = "0") double marginal,
      @Column(unit = "per_mwh", doc = "Cost of putting off.", absent = "0") double marginalPutOff) {}

  private final NetworkModel m;

  FlexibleDemand(NetworkModel m) {
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
      List<String> names = rows.stream().map(Row::demand).toList();
      Block putOff = lp.columns("flexible.put_off", "GW", s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
      Block served = lp.columns("flexible.served", "GW", s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
      Block owed =
          lp.columns("flexible.owed", "GWh", s.index(), names, s.steps(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      for (int i = 0; i < rows.size(); i++) demand(s, rows.get(i), putOff.at(i, 0), served.at(i, 0), owed.at(i, 0));
    }
  }

  private void demand(Horizon.Stage s, Row q, int putOff, int served, int owed) {
    LpBuilder lp = m.lp();
    Amount capacity = m.book().amount(Book.Account.CAPACITY, s, q.demand);
    Profile a = m.network().profile(Row.class, "p_max_pu", q.demand, s, q.pMaxPu);
    Bounds bounds = new Bounds(lp, s, "flexible", q.demand);
    int bus = m.bus(q.bus);
    Block balance = bounds.rows("owed");
    for (int t = 0; t < s.steps(); t++) {
      double h = s.elapsed(t);
      lp.at(balance.at(0, t)).add(owed + t, 1).add(owed + s.previousCyclic(t), -1).add(putOff + t, -h).add(served + t, h * q.efficiency)
          .eq(0); // (1)
      m.balance(s).add(bus, t, putOff + t, 1); // (6)
      m.balance(s).add(bus, t, served + t, -1);
      if (q.marginal != 0) lp.cost(served + t, "variable_om", s.perMwh(t) * q.marginal); // (7)
      if (q.marginalPutOff != 0) lp.cost(putOff + t, "variable_om", s.perMwh(t) * q.marginalPutOff);
    }
    bounds.most("put_off", putOff, capacity, a::at); // (2)
    bounds.most("served", served, capacity, t -> 1 / q.efficiency); // (3)
    window(s, bounds.rows("delay"), served, owed, q.delay, -1); // (4)
    window(s, bounds.rows("advance"), putOff, owed, q.advance, 1); // (5)
    m.book().post(Book.Account.INJECTION, s, q.demand, putOff, t -> 1);
    m.book().post(Book.Account.WITHDRAWAL, s, q.demand, served, t -> 1);
    m.book().post(Book.Account.FIRM, s, q.demand, putOff, t -> 1);
    m.book().post(Book.Account.FIRM, s, q.demand, served, t -> -1);
  }

  /// The hours after each t of `flow` make up what is owed at t (sign -1) or in advance (sign 1).
  private void window(Horizon.Stage s, Block rows, int flow, int owed, double hours, int sign) {
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = m.lp().at(rows.at(0, t)).add(owed + t, sign);
      int first = s.periodFirst(s.period(t));
      int length = s.periodFirst(s.period(t) + 1) - first;
      double passed = 0;
      for (int k = 1; k <= length; k++) {
        int at = first + (t - first + k) % length;
        passed += s.elapsed(at);
        if (passed > hours + 1e-9) break;
        row.add(flow + at, s.elapsed(at));
      }
      row.ge(0);
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : rows(s)) m.output(r, tables, grid, s, q.demand, q.bus, q.carrier);
  }
}
