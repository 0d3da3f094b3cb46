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

/// Users whose power must be matched in every timestep by supply that qualifies, as an electrolyser or a campus that claims clean power.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | inj_i,t, wd_i,t | GW | what asset i puts in and takes out |
/// | a_p,i, u_p,i | | share of it that counts as supply and as use in policy p |
///
/// ```
/// (1) hourly_matching(p, t):  sum_i a_p,i inj_i,t  >=  sum_i u_p,i wd_i,t
/// ```
///
/// A store that qualifies supplies when it discharges and uses when it charges. The dual of (1) divided by d_y o_t is the premium on
/// qualifying power.
///
/// Source: the hourly matching rule for hydrogen of GenX 0.4. Ours names the members of each policy instead of the zone.
public final class HourlyMatching implements Component {
  /// One row of `hourly_matching.csv`.
  @Table(file = "hourly_matching.csv", key = {"policy", "asset", "stage"}, doc = "Supply and use that must match in every timestep.")
  public record Row(
      @Column(doc = "Policy: the members that match together.") String policy,
      @Column(doc = "Asset.") String asset,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Share of its injection that counts as supply.", absent = "0", min = 0) double supply,
      @Column(doc = "Share of its withdrawal that counts as use.", absent = "0", min = 0) double use) {}

  private final NetworkModel m;
  private final Map<String, List<Row>> members;
  private final Block[] matched;

  HourlyMatching(NetworkModel m) {
    this.m = m;
    members = Members.of(m.network().rows(Row.class), Row::policy);
    matched = new Block[m.horizon().stages().size()];
  }

  @Override
  public void build() {
    LpBuilder lp = m.lp();
    for (Horizon.Stage s : m.horizon().stages()) {
      Block b = lp.rows("hourly_matching", "GW", s.index(), List.copyOf(members.keySet()), s.steps());
      matched[s.index()] = b;
      int p = 0;
      for (List<Row> rows : members.values()) {
        for (int t = 0; t < s.steps(); t++) { // (1)
          LpBuilder.Row row = lp.at(b.at(p, t));
          double constant = 0;
          for (Row i : rows) {
            if (!m.stands(i.stage(), s)) continue;
            constant += m.book().addTo(row, Book.Account.INJECTION, s, i.asset(), t, i.supply());
            constant += m.book().addTo(row, Book.Account.WITHDRAWAL, s, i.asset(), t, -i.use());
          }
          row.ge(-constant);
        }
        p++;
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages()) {
      int p = 0;
      for (String policy : members.keySet()) {
        double price = 0;
        double hours = 0;
        for (int t = 0; t < s.steps(); t++) {
          price += Math.max(0, r.dual(matched[s.index()].at(p, t))) / s.weight() * 1e3;
          hours += s.objective(t);
        }
        if (price > 0.01)
          tables.bind(grid, "hourly_matching", policy, s.label(), price / hours, "USD/MWh", Double.NaN,
              String.format(Locale.ROOT, "Matching of %s binds%s: its power is worth %.2f USD/MWh more than other power",
                  policy, s.words(), price / hours));
        p++;
      }
    }
  }
}
