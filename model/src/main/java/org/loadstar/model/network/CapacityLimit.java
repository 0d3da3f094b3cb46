package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Least and largest sums of capacities.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | C_k | GW | capacity |
/// | f_k | - | how far it counts |
/// | x >= 0 | GW | missing or in excess, at a price |
///
/// ```
/// (1) sum_k f_k C_k + x >= least      (2) sum_k f_k C_k - x <= most
/// (3) cost += d_y price x
/// ```
///
/// The dual of (1) or (2), divided by d_y, is what one GW of the limit is worth a year.
public final class CapacityLimit implements Component {
  /// One row of `capacity_limits.csv`.
  @Table(file = "capacity_limits.csv", key = {"limit", "stage"}, doc = "Least and largest sums of capacities.")
  public record Row(
      @Column(doc = "Name.") String limit,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(unit = "mw", doc = "Least sum.", absent = "0", min = 0) double least,
      @Column(unit = "mw", doc = "Largest sum.", absent = "inf", min = 0) double most,
      @Column(unit = "per_mw_year", doc = "Price at which the limit may be missed; inf: it may not.", absent = "inf", min = 0) double price) {}

  /// One row of `capacity_limit_members.csv`.
  @Table(file = "capacity_limit_members.csv", key = {"limit", "capacity", "stage"}, doc = "Capacities that a limit sums.")
  public record Member(
      @Column(doc = "Limit.", ref = "capacity_limits") String limit,
      @Column(doc = "Capacity.", ref = "capacities") String capacity,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "How far it counts.", absent = "1") double factor) {}

  private record Bound(String limit, boolean least, Horizon.Stage stage, int row) {}

  private final NetworkModel m;
  private final List<Bound> bounds = new ArrayList<>();

  CapacityLimit(NetworkModel m) {
    this.m = m;
  }

  @Override
  public void build() {
    LpBuilder lp = m.lp();
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : m.network().rows(Row.class)) {
        if (!m.stands(q.stage, s)) continue;
        if (q.least > 0) sum(s, q, lp.rows("capacity_limit.least", "GW", s.index(), List.of(q.limit)), q.least * 1e-3, 1); // (1)
        if (q.most < Double.POSITIVE_INFINITY)
          sum(s, q, lp.rows("capacity_limit.most", "GW", s.index(), List.of(q.limit)), q.most * 1e-3, -1); // (2)
      }
  }

  private void sum(Horizon.Stage s, Row q, Block limit, double bound, int sign) {
    LpBuilder lp = m.lp();
    bounds.add(new Bound(q.limit, sign > 0, s, limit.at(0)));
    double constant = 0;
    for (Member a : m.network().rows(Member.class)) {
      if (!a.limit.equals(q.limit) || !m.stands(a.stage, s)) continue;
      Amount c = m.book().amount(Book.Account.CAPACITY, s, a.capacity);
      c.addTo(lp.at(limit.at(0)), sign * a.factor);
      constant += sign * a.factor * c.constant();
    }
    if (q.price < Double.POSITIVE_INFINITY) {
      String name = sign > 0 ? "capacity_limit.missing" : "capacity_limit.excess";
      int x = lp.columns(name, "GW", s.index(), List.of(q.limit), 0, Double.POSITIVE_INFINITY).at(0);
      lp.at(limit.at(0)).add(x, 1);
      lp.cost(x, "capacity_limit", s.perMwYear() * q.price); // (3)
    }
    lp.at(limit.at(0)).ge(sign * bound - constant);
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Bound b : bounds) {
      double price = r.dual(b.row) / b.stage.weight();
      if (price < 1e-3) continue;
      tables.bind(grid, b.least ? "capacity_least" : "capacity_most", b.limit, b.stage.label(), price, "USD/kW-yr", r.worth(b.row),
          String.format(Locale.ROOT, "The limit %s binds%s: one kW %s would save %.1f USD a year", b.limit, b.stage.words(),
              b.least ? "less" : "more", price));
    }
  }
}
