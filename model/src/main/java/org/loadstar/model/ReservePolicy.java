package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loadstar.lp.Block;

/// Planning reserve margin: bounds the firm-capacity ledger.
///
/// ```
/// (1) firm(r, k, y) + q_r,k,y >= (1 + M_r,y) (L_r,k,y + AI load),   cost d_y (shortfall price / 2) q_r,k,y
/// (2) imports(r, k, y) <= import share x (1 + M) L
/// ```
///
/// A shortfall q is priced, half in each season, so that a base year which misses its margin is shown as a fact and not refused. The dual of
/// (1) with d_y taken out, summed over the seasons, is the capacity price in M$/GW/yr = USD/kW-yr.
final class ReservePolicy implements Component {
  private final Model m;
  private final List<Block> shortfall = new ArrayList<>();

  ReservePolicy(Model m) {
    this.m = m;
  }

  @Override
  public void build() {
    FirmLedger firm = m.firm();
    Settings.Reserve set = m.figures().settings().reserve();
    if (firm.regions().isEmpty()) return;
    List<String> members = new ArrayList<>();
    for (String r : firm.regions()) for (String k : List.of("summer", "winter")) members.add(r + " " + k);
    for (Stage s : m.stages()) {
      Block q = m.lp().columns("firm.shortfall", "GW", s.index(), members, 0, Double.POSITIVE_INFINITY);
      shortfall.add(q);
      for (int r = 0; r < firm.regions().size(); r++) {
        double price = m.figures().shortfallPrice(firm.regions().get(r), s.year());
        for (int k = 0; k < FirmLedger.SEASONS; k++) {
          int i = r * FirmLedger.SEASONS + k;
          double requirement = (1 + firm.margin(s, r)) * firm.peak(s, r, k);
          firm.ledger(s).add(i, 0, -requirement);
          firm.ledger(s).add(i, 0, q.at(i), 1); // (1)
          m.lp().cost(q.at(i), "reserve_shortfall", s.discount() * price / FirmLedger.SEASONS);
          m.lp().at(firm.importRow(s, r, k)).le(set.importShare() * requirement); // (2)
        }
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (m.operating()) return;
    FirmLedger firm = m.firm();
    for (Stage s : m.stages()) {
      for (int g = 0; g < firm.regions().size(); g++) {
        String region = firm.regions().get(g);
        for (int k = 0; k < FirmLedger.SEASONS; k++) {
          String season = k == 0 ? "summer" : "winter";
          double q = r.value(shortfall.get(s.index()).at(g * FirmLedger.SEASONS + k));
          double price = r.dual(firm.row(s, g, k)) / s.discount();
          double imports = r.activity(firm.importRow(s, g, k));
          double requirement = (1 + firm.margin(s, g)) * (firm.peak(s, g, k) + firm.drawn(r, s, g));
          double slack = r.activity(firm.row(s, g, k)) + firm.constant(s, g, k);
          double home = requirement + slack - q - imports; // net of firm exports
          tables
              .get("reserve")
              .add(grid, s.year(), region, season, requirement * 1e3, home * 1e3, imports * 1e3, q * 1e3, price);
          double value = r.binding().dual(firm.row(s, g, k)) / s.discount();
          if (value > 1)
            tables
                .bind(
                    grid, "firm.capacity", region + " " + season, s.year(), value, "USD/kW-yr", 1e4 * value * s.discount() * requirement,
                    String.format(
                        Locale.ROOT,
                        "The %s reserve margin of %s binds in %d: one more firm kW is worth %.0f USD a year%s",
                        season, region, s.year(), value,
                        q > 1e-4 ? "; " + Words.power(q) + " are missing" : ""));
        }
      }
    }
  }
}
