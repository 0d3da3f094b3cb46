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

/// Caps on CO2, of a fixed amount or of a rate per energy.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | E_a,t | kt/h | CO2 of asset a |
/// | I_a,t, W_a,t | GW | what it puts into its bus, what it takes |
/// | L_k | kt | the fixed amount |
/// | rho_a, sigma_a | t/MWh | allowance for each MWh put in and taken |
/// | x_k >= 0 | kt | above the cap, at a price |
///
/// ```
/// (1) sum_t g_t sum_a (E_a,t - rho_a I_a,t - sigma_a W_a,t) - x_k <= L_k
/// (2) cost += d_y price_k x_k
/// ```
///
/// A cap in tonnes has allowances of 0; one per MWh of load has sigma on loads and -sigma on what is not served; one per MWh generated has
/// rho on plants. The dual of (1), divided by d_y, is the price of CO2.
public final class EmissionCap implements Component {
  /// One row of `emission_caps.csv`.
  @Table(file = "emission_caps.csv", key = {"cap", "stage"}, doc = "Caps on the CO2 of a stage's year.")
  public record Row(
      @Column(doc = "Name.") String cap,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(unit = "t", doc = "Fixed amount.", absent = "0") double limit,
      @Column(unit = "per_t", doc = "Price at which the cap may be exceeded; inf: it may not.", absent = "inf", min = 0) double price) {}

  /// One row of `emission_cap_members.csv`.
  @Table(file = "emission_cap_members.csv", key = {"cap", "asset", "stage"}, doc = "Assets that a cap counts.")
  public record Member(
      @Column(doc = "Cap.", ref = "emission_caps") String cap,
      @Column(doc = "Asset: a cluster, storage, load, shedding or other name.") String asset,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Share of its CO2 that counts.", absent = "1") double counted,
      @Column(unit = "t_per_mwh", doc = "Allowance for what it puts into its bus.", absent = "0") double allowanceOut,
      @Column(unit = "t_per_mwh", doc = "Allowance for what it takes from its bus.", absent = "0") double allowanceIn) {}

  private record Bound(String cap, Horizon.Stage stage, int row) {}

  private final NetworkModel m;
  private final List<Bound> bounds = new ArrayList<>();

  EmissionCap(NetworkModel m) {
    this.m = m;
  }

  @Override
  public void build() {
    LpBuilder lp = m.lp();
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : m.network().rows(Row.class)) {
        if (!m.stands(q.stage, s)) continue;
        Block cap = lp.rows("emission_cap.limit", "kt", s.index(), List.of(q.cap));
        bounds.add(new Bound(q.cap, s, cap.at(0)));
        double constant = 0;
        for (Member a : m.network().rows(Member.class)) {
          if (!a.cap.equals(q.cap) || !m.stands(a.stage, s)) continue;
          LpBuilder.Row row = lp.at(cap.at(0)); // (1)
          for (int t = 0; t < s.steps(); t++) {
            double g = s.energy(t);
            constant += m.book().addTo(row, Book.Account.EMISSION, s, a.asset, t, g * a.counted);
            if (a.allowanceOut != 0) constant += m.book().addTo(row, Book.Account.INJECTION, s, a.asset, t, -g * a.allowanceOut);
            if (a.allowanceIn != 0) constant += m.book().addTo(row, Book.Account.WITHDRAWAL, s, a.asset, t, -g * a.allowanceIn);
          }
        }
        if (q.price < Double.POSITIVE_INFINITY) {
          int x = lp.columns("emission_cap.excess", "kt", s.index(), List.of(q.cap), 0, Double.POSITIVE_INFINITY).at(0);
          lp.at(cap.at(0)).add(x, -1);
          lp.cost(x, "co2_excess", s.weight() * q.price * 1e-3); // (2)
        }
        lp.at(cap.at(0)).le(q.limit * 1e-3 - constant);
      }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Bound b : bounds) {
      double price = -r.dual(b.row) / b.stage.weight() * 1e3;
      if (price < 1e-3) continue;
      tables.bind(grid, "emission_cap", b.cap, b.stage.label(), price, "USD/t", r.worth(b.row),
          String.format(Locale.ROOT, "The CO2 cap %s binds%s: one more tonne would save %.1f USD", b.cap, b.stage.words(), price));
    }
  }
}
