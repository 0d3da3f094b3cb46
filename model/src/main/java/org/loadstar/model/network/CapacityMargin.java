package org.loadstar.model.network;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Capacity reserve margin in every timestep: power that can be counted on covers the load and a margin.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | f_i,t | GW | firm power of asset i: capacity of a plant, available power of wind and sun, net injection of a store with what it holds in reserve, flow of a line |
/// | k_p,i | | what counts of it in policy p (derating), negative for power that leaves |
/// | w_j,t, n_p,j | GW, | load j and its margin, `margin` |
/// | x_p,t, K_p | GW, USD/MWh | what is missing and its price |
///
/// ```
/// (1) capacity_margin(p, t):  sum_i k_p,i f_i,t + x_p,t  >=  sum_j (1 + n_p,j) w_j,t
/// (2) cost: d_y o_t K_p x_p,t;  x_p,t = 0 where no price is given
/// ```
///
/// The sum over t of the duals of (1), divided by d_y, is the price of firm capacity of a year.
///
/// Source: the hourly capacity reserve margin of GenX 0.4.
public final class CapacityMargin implements Component {
  /// One row of `capacity_margins.csv`.
  @Table(file = "capacity_margins.csv", key = {"policy", "stage"}, doc = "Capacity reserve margins that hold in every timestep.")
  public record Row(
      @Column(doc = "Policy.") String policy,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(unit = "usd_per_mwh", doc = "Price of what is missing; inf: nothing may be missing.", absent = "inf", min = 0)
          double price) {}

  /// One row of `capacity_margin_members.csv`.
  @Table(file = "capacity_margin_members.csv", key = {"policy", "asset", "stage"}, doc = "Assets that count towards a margin and loads that it covers.")
  public record Member(
      @Column(doc = "Policy.", ref = "capacity_margins") String policy,
      @Column(doc = "Asset or load.") String asset,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Share of its firm power that counts; negative for power that leaves.", absent = "0") double share,
      @Column(doc = "Share of its load that must be covered: 1 + margin.", absent = "0", min = 0) double cover) {}

  private final NetworkModel m;
  private final Map<String, List<Member>> members;
  private final Block[] margin;

  CapacityMargin(NetworkModel m) {
    this.m = m;
    members = Members.of(m.network().rows(Member.class), Member::policy);
    margin = new Block[m.horizon().stages().size()];
  }

  private List<Row> rows(Horizon.Stage s) {
    return m.network().rows(Row.class).stream().filter(q -> m.stands(q.stage, s)).toList();
  }

  @Override
  public void build() {
    LpBuilder lp = m.lp();
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> rows = rows(s);
      List<String> names = rows.stream().map(Row::policy).toList();
      Block b = lp.rows("capacity_margin", "GW", s.index(), names, s.steps());
      Block missing = lp.columns("capacity_margin.missing", "GW", s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
      margin[s.index()] = b;
      for (int p = 0; p < rows.size(); p++) {
        List<Member> all =
            members.getOrDefault(names.get(p), List.of()).stream().filter(i -> m.stands(i.stage(), s)).toList();
        double price = rows.get(p).price();
        for (int t = 0; t < s.steps(); t++) {
          LpBuilder.Row row = lp.at(b.at(p, t)); // (1)
          double constant = 0;
          for (Member i : all) {
            if (i.share() != 0) constant += m.book().addTo(row, Book.Account.FIRM, s, i.asset(), t, i.share());
            if (i.cover() != 0) constant += m.book().addTo(row, Book.Account.WITHDRAWAL, s, i.asset(), t, -i.cover());
          }
          row.add(missing.at(p, t), 1).ge(-constant);
          if (Double.isInfinite(price)) lp.bounds(missing.at(p, t), 0, 0); // (2)
          else lp.cost(missing.at(p, t), "capacity missing", s.perMwh(t) * price);
        }
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> rows = rows(s);
      for (int p = 0; p < rows.size(); p++) {
        double price = 0;
        for (int t = 0; t < s.steps(); t++) price += Math.max(0, r.dual(margin[s.index()].at(p, t))) / s.weight() * 1e3;
        if (price > 0.01)
          tables.bind(grid, "capacity_margin", rows.get(p).policy(), s.label(), price * 1e-3, "USD/kW-yr", Double.NaN,
              String.format(Locale.ROOT, "The capacity margin %s binds%s: firm power is worth %.1f USD per kW and year",
                  rows.get(p).policy(), s.words(), price * 1e-3));
      }
    }
  }
}
