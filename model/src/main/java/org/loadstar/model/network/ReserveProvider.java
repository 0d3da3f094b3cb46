package org.loadstar.model.network;

import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Plants that hold power ready for regulation and reserve.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | v_i,t, r_i,t >= 0 | GW | regulation (up and down alike) and reserve (up) |
/// | V_i,t, R_i,t | | most of them per base |
/// | B_i,t | GW | base: what is switched on, firm power or capacity (`base`) |
/// | p_i,t | GW | output |
///
/// ```
/// (1) v_i,t <= V_i,t B_i,t,  r_i,t <= R_i,t B_i,t
/// (2) room above:   output + v_i,t + r_i,t <= what the plant can put out
/// (3) room below:   output - v_i,t >= what it must put out, 0 where it need not
/// (4) rise:         change of output + v_i,t - v_i,t-1 + r_i,t   <= what it can rise by
/// (5) fall:         fall of output  - v_i,t + v_i,t-1 + r_i,t-1  <= what it can fall by
/// (6) cost += d_y o_t (c_i v_i,t + e_i r_i,t)
/// ```
///
/// (2) to (5) are rows of the plant's component, in which v and r take part. Source: the operational reserves of GenX 0.4.
public final class ReserveProvider implements Component {
  /// What the most regulation and reserve are shares of.
  public enum Base {
    COMMITTED(Book.Account.COMMITTED),
    FIRM(Book.Account.FIRM),
    CAPACITY(Book.Account.CAPACITY);

    private final Book.Account account;

    Base(Book.Account account) {
      this.account = account;
    }
  }

  /// One row of `reserve_providers.csv`.
  @Table(file = "reserve_providers.csv", key = {"asset", "stage"}, doc = "Plants that hold power ready for regulation and reserve.")
  public record Row(
      @Column(doc = "Asset.") String asset,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "What the shares are of: committed (what is switched on), firm (firm power, as available wind), capacity.") Base base,
      @Column(doc = "Most regulation per base.", absent = "0", min = 0, series = true) double regulation,
      @Column(doc = "Most reserve per base.", absent = "0", min = 0, series = true) double reserve,
      @Column(unit = "per_mwh", doc = "Cost of regulation.", absent = "0", series = true) double regulationCost,
      @Column(unit = "per_mwh", doc = "Cost of reserve.", absent = "0", series = true) double reserveCost) {}

  private final NetworkModel m;

  ReserveProvider(NetworkModel m) {
    this.m = m;
  }

  @Override
  public void build() {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : m.network().rows(Row.class)) {
        if (!m.stands(q.stage, s)) continue;
        int v = held(s, q, "regulation", q.regulation, q.regulationCost, Book.Account.REGULATION);
        int r = held(s, q, "reserve", q.reserve, q.reserveCost, Book.Account.RESERVE);
        if (v < 0 && r < 0) continue;
        rooms(s, q, v, r);
      }
  }

  private boolean given(Row q, String column, double constant) {
    return constant > 0 || m.network().series(Row.class, column, q.asset) != null;
  }

  /// Opens the columns of regulation or reserve; -1 where the plant gives none.
  private int held(Horizon.Stage s, Row q, String name, double constant, double cost, Book.Account account) {
    if (!given(q, name, constant)) return -1;
    LpBuilder lp = m.lp();
    Profile most = m.network().profile(Row.class, name, q.asset, s, constant);
    Profile perMwh = m.network().profile(Row.class, name + "_cost", q.asset, s, cost);
    int x = lp.columns("reserve_provider." + name, "GW", s.index(), List.of(q.asset), s.steps(), 0, Double.POSITIVE_INFINITY).at(0, 0);
    Block limit = lp.rows("reserve_provider." + name, "GW", s.index(), List.of(q.asset), s.steps());
    Amount capacity = m.book().amount(Book.Account.CAPACITY, s, q.asset);
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = lp.at(limit.at(0, t)).add(x + t, 1); // (1)
      double base;
      if (q.base == Base.CAPACITY) {
        capacity.addTo(row, -most.at(t));
        base = most.at(t) * capacity.constant();
      } else base = -m.book().addTo(row, q.base.account, s, q.asset, t, -most.at(t));
      row.le(base);
      if (perMwh.at(t) != 0) lp.cost(x + t, "reserves", s.perMwh(t) * perMwh.at(t)); // (6)
    }
    m.book().post(account, s, q.asset, x, t -> 1);
    return x;
  }

  private void rooms(Horizon.Stage s, Row q, int v, int r) {
    LpBuilder lp = m.lp();
    for (int above : m.book().rows(Book.Room.OUTPUT_MAX, s, q.asset)) // (2)
      for (int t = 0; t < s.steps(); t++) {
        if (v >= 0) lp.at(above + t).add(v + t, 1);
        if (r >= 0) lp.at(above + t).add(r + t, 1);
      }
    if (v >= 0) below(s, q, v);
    for (int rise : m.book().rows(Book.Room.RAMP_UP, s, q.asset)) // (4)
      for (int t = 0; t < s.steps(); t++) {
        if (v >= 0) lp.at(rise + t).add(v + t, 1).add(v + s.previousCyclic(t), -1);
        if (r >= 0) lp.at(rise + t).add(r + t, 1);
      }
    for (int fall : m.book().rows(Book.Room.RAMP_DOWN, s, q.asset)) // (5)
      for (int t = 0; t < s.steps(); t++) {
        if (v >= 0) lp.at(fall + t).add(v + t, -1).add(v + s.previousCyclic(t), 1);
        if (r >= 0) lp.at(fall + t).add(r + s.previousCyclic(t), 1);
      }
  }

  private void below(Horizon.Stage s, Row q, int v) { // (3)
    LpBuilder lp = m.lp();
    List<Integer> rows = m.book().rows(Book.Room.OUTPUT_MIN, s, q.asset);
    for (int below : rows) for (int t = 0; t < s.steps(); t++) lp.at(below + t).add(v + t, -1);
    if (!rows.isEmpty()) return;
    Block own = lp.rows("reserve_provider.below", "GW", s.index(), List.of(q.asset), s.steps());
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = lp.at(own.at(0, t)).add(v + t, -1);
      double constant = m.book().addTo(row, Book.Account.INJECTION, s, q.asset, t, 1);
      row.ge(-constant);
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {}
}
