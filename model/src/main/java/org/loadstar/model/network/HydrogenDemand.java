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

/// Hydrogen that electrolysers must make in a year.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | wd_i,t | GW | power that electrolyser i takes |
/// | e_i | MWh/t | power per tonne of hydrogen, `power` |
/// | H_p | kt | hydrogen asked for, `demand` |
/// | K_p | USD/t | price of what is missing, `price` |
/// | x_p | kt | what is missing |
///
/// ```
/// (1) hydrogen_demand(p):  sum_i sum_t g_t wd_i,t / e_i + x_p  >=  H_p
/// (2) cost: d_y K_p x_p;  x_p = 0 where no price is given
/// ```
///
/// The dual of (1) divided by d_y is the price of hydrogen, at most K_p.
///
/// Source: the minimum production of hydrogen of GenX 0.4; a network with buses of hydrogen has links and loads instead.
public final class HydrogenDemand implements Component {
  /// One row of `hydrogen_demand.csv`.
  @Table(file = "hydrogen_demand.csv", key = {"policy", "stage"}, doc = "Hydrogen that must be made in a year.")
  public record Row(
      @Column(doc = "Policy.") String policy,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(unit = "t", doc = "Hydrogen of a year.", min = 0) double demand,
      @Column(unit = "usd_per_t", doc = "Price of what is missing; inf: nothing may be missing.", absent = "inf", min = 0) double price) {}

  /// One row of `hydrogen_members.csv`.
  @Table(file = "hydrogen_members.csv", key = {"policy", "asset", "stage"}, doc = "Electrolysers that make hydrogen for a demand.")
  public record Member(
      @Column(doc = "Policy.", ref = "hydrogen_demand") String policy,
      @Column(doc = "Asset.") String asset,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(unit = "mwh_per_t", doc = "Power for a tonne of hydrogen.", min = 0) double power) {}

  private final NetworkModel m;
  private final List<Row> rows;
  private final Map<String, List<Member>> members;
  private final Block[] made;

  HydrogenDemand(NetworkModel m) {
    this.m = m;
    rows = m.network().rows(Row.class);
    members = Members.of(m.network().rows(Member.class), Member::policy);
    made = new Block[m.horizon().stages().size()];
  }

  private List<Row> rows(Horizon.Stage s) {
    return rows.stream().filter(r -> m.stands(r.stage(), s)).toList();
  }

  @Override
  public void build() {
    LpBuilder lp = m.lp();
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> all = rows(s);
      List<String> names = all.stream().map(Row::policy).toList();
      Block b = lp.rows("hydrogen_demand", "kt", s.index(), names);
      Block missing = lp.columns("hydrogen_demand.missing", "kt", s.index(), names, 0, Double.POSITIVE_INFINITY);
      made[s.index()] = b;
      for (int p = 0; p < all.size(); p++) {
        LpBuilder.Row row = lp.at(b.at(p)); // (1)
        for (Member i : members.getOrDefault(names.get(p), List.of()))
          for (int t = 0; t < s.steps() && m.stands(i.stage(), s); t++)
            m.book().addTo(row, Book.Account.WITHDRAWAL, s, i.asset(), t, s.energy(t) / i.power());
        row.add(missing.at(p), 1).ge(all.get(p).demand() * 1e-3);
        double price = all.get(p).price();
        if (Double.isInfinite(price)) lp.bounds(missing.at(p), 0, 0); // (2)
        else lp.cost(missing.at(p), "hydrogen missing", s.weight() * price * 1e-3);
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> all = rows(s);
      for (int p = 0; p < all.size(); p++) {
        double price = r.dual(made[s.index()].at(p)) / s.weight() * 1e3;
        if (price > 0.01)
          tables.bind(grid, "hydrogen_demand", all.get(p).policy(), s.label(), price, "USD/t", r.worth(made[s.index()].at(p)),
              String.format(Locale.ROOT, "The hydrogen demand %s binds%s: the last tonne costs %.0f USD more than it earns",
                  all.get(p).policy(), s.words(), price));
      }
    }
  }
}
