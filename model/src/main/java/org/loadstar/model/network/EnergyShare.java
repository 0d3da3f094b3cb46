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

/// Energy of some assets that must cover a share of load over the year.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | I_a,t, W_a,t | GW | what asset a puts into its bus, what it takes |
/// | phi_a, psi_a | - | how far each counts: 1 for clean plants, minus the share for loads |
/// | x_k >= 0 | GWh | missing, at a price |
///
/// ```
/// (1) sum_t g_t sum_a (phi_a I_a,t + psi_a W_a,t) + x_k >= 0
/// (2) cost += d_y price_k x_k
/// ```
///
/// The dual of (1), divided by d_y, is the price of a certificate.
public final class EnergyShare implements Component {
  /// One row of `energy_shares.csv`.
  @Table(file = "energy_shares.csv", key = {"share", "stage"}, doc = "Shares of load that some assets must cover over a stage's year.")
  public record Row(
      @Column(doc = "Name.") String share,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(unit = "per_mwh", doc = "Price at which the share may be missed; inf: it may not.", absent = "inf", min = 0) double price) {}

  /// One row of `energy_share_members.csv`.
  @Table(file = "energy_share_members.csv", key = {"share", "asset", "stage"}, doc = "Assets and loads that a share counts.")
  public record Member(
      @Column(doc = "Share.", ref = "energy_shares") String share,
      @Column(doc = "Asset: a plant, storage, load, corridor or other name.") String asset,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "How far counts what it puts into its bus.", absent = "0") double out,
      @Column(doc = "How far counts what it takes from its bus; minus the share for a load.", absent = "0") double in) {}

  private record Bound(String share, Horizon.Stage stage, int row) {}

  private final NetworkModel m;
  private final List<Bound> bounds = new ArrayList<>();

  EnergyShare(NetworkModel m) {
    this.m = m;
  }

  @Override
  public void build() {
    LpBuilder lp = m.lp();
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : m.network().rows(Row.class)) {
        if (!m.stands(q.stage, s)) continue;
        Block share = lp.rows("energy_share.requirement", "GWh", s.index(), List.of(q.share));
        bounds.add(new Bound(q.share, s, share.at(0)));
        double constant = 0;
        for (Member a : m.network().rows(Member.class)) {
          if (!a.share.equals(q.share) || !m.stands(a.stage, s)) continue;
          LpBuilder.Row row = lp.at(share.at(0)); // (1)
          for (int t = 0; t < s.steps(); t++) {
            if (a.out != 0) constant += m.book().addTo(row, Book.Account.INJECTION, s, a.asset, t, s.energy(t) * a.out);
            if (a.in != 0) constant += m.book().addTo(row, Book.Account.WITHDRAWAL, s, a.asset, t, s.energy(t) * a.in);
          }
        }
        if (q.price < Double.POSITIVE_INFINITY) {
          int x = lp.columns("energy_share.missing", "GWh", s.index(), List.of(q.share), 0, Double.POSITIVE_INFINITY).at(0);
          lp.at(share.at(0)).add(x, 1);
          lp.cost(x, "share_missing", s.weight() * q.price * 1e-3); // (2)
        }
        lp.at(share.at(0)).ge(-constant);
      }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Bound b : bounds) {
      double price = r.dual(b.row) / b.stage.weight() * 1e3;
      if (price < 1e-3) continue;
      tables.bind(grid, "energy_share", b.share, b.stage.label(), price, "USD/MWh", Double.NaN,
          String.format(Locale.ROOT, "The share %s binds%s: a certificate is worth %.2f USD/MWh", b.share, b.stage.words(), price));
    }
  }
}
