package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Carbon price and cap: bounds on the emissions ledger.
///
/// ```
/// (1) cost  d_y price_y E_y                                 E_y: emissions of the scope [kt], price [USD/t] x 1e-3 = M$/kt
/// (2) E_y <= cap_y
/// ```
///
/// The dual of (2) with d_y taken out is the price of the cap. An operation of a plan pays that price instead of the cap,
/// because part of a year cannot see an annual limit.
final class CarbonPolicy implements Component {
  private record Cap(String scope, Stage stage, int row, double cap) {}

  private final Model m;
  private final List<Cap> caps = new ArrayList<>();

  CarbonPolicy(Model m) {
    this.m = m;
  }

  @Override
  public void build() {
    TreeMap<String, TreeMap<Integer, Rows.Carbon>> scopes = new TreeMap<>();
    for (Rows.Carbon c : m.figures().carbon())
      scopes.computeIfAbsent(c.scope(), k -> new TreeMap<>()).put(c.year(), c);
    scopes.forEach(
        (scope, rows) -> {
          boolean[] zones = m.zonesOf(scope);
          for (Stage s : m.stages()) {
            if (s.year() < rows.firstKey()) continue;
            double price = Figures.at(rows, s.year(), Rows.Carbon::price);
            m.emissions().price(s, zones, "co2", s.discount() * price * 1e-3, "carbon"); // (1)
            double cap = 1e3 * Figures.at(rows, s.year(), Rows.Carbon::cap);
            if (m.operating()) {
              double shadow = m.decided("price/carbon/" + scope, s);
              m.emissions().price(s, zones, "co2", s.discount() * shadow * 1e-3, "carbon_cap");
            } else if (Double.isFinite(cap)) {
              int row = m.emissions().open(s, scope);
              m.emissions().cover(row, s, zones, "co2", 1);
              caps.add(new Cap(scope, s, row, cap));
            }
          }
        });
  }

  @Override
  public void close() {
    for (Cap c : caps) m.lp().at(c.row).le(c.cap - m.emissions().constant(c.row)); // (2)
  }

  private double shadow(Result r, Cap c) {
    return Math.max(0, -r.dual(c.row)) / c.stage.discount() * 1e3;
  }

  @Override
  public void decide(Result r, Decisions d) {
    for (Cap c : caps) d.put("price/carbon/" + c.scope, c.stage.year(), shadow(r, c));
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Cap c : caps) {
      double price = shadow(r.binding(), c);
      if (price > 0.01)
        tables
            .bind(
                grid, "emissions", c.scope, c.stage.year(), price, "USD/t", r.binding().worth(c.row),
                String.format(
                    Locale.ROOT, "The cap of %.1f Mt on %s binds in %d at %.1f USD/t",
                    c.cap / 1e3, c.scope, c.stage.year(), price));
    }
  }
}
