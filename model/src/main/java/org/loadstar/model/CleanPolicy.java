package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.loadstar.lp.Block;

/// Clean and renewable standards: bounds on the score ledger.
///
/// ```
/// (1) generation of the kind + a_y >= share_y x load,   a_y at the alternative compliance payment (absent: not allowed)
/// ```
///
/// Load is that of the zones of the scope with new AI load, before losses. The dual of (1) is the price of a certificate.
final class CleanPolicy implements Component {
  private record Standard(Rows.CleanStandard rule, Stage stage, int row) {}

  private final Model m;
  private final List<Standard> standards = new ArrayList<>();

  CleanPolicy(Model m) {
    this.m = m;
  }

  @Override
  public void build() {
    TreeMap<String, TreeMap<Integer, Rows.CleanStandard>> rules = new TreeMap<>();
    for (Rows.CleanStandard c : m.figures().data().cleanStandards())
      rules.computeIfAbsent(c.scope() + "|" + c.kind(), k -> new TreeMap<>()).put(c.year(), c);
    rules.forEach(
        (key, rows) -> {
          Rows.CleanStandard rule = rows.firstEntry().getValue();
          String kind = rule.kind().name().toLowerCase(Locale.ROOT);
          boolean[] zones = m.zonesOf(rule.scope());
          for (Stage s : m.stages()) {
            if (s.year() < rows.firstKey()) continue;
            if (m.operating()) {
              double shadow = m.decided("price/" + kind + "/" + rule.scope(), s);
              m.score().price(s, zones, kind, -s.discount() * shadow * 1e-3, "certificates");
              continue;
            }
            int row = m.score().open(s, rule.scope() + " " + kind);
            m.score().cover(row, s, zones, kind, 1);
            m.score().cover(row, s, zones, "load", -Figures.at(rows, s.year(), Rows.CleanStandard::share));
            double payment = Figures.at(rows, s.year(), Rows.CleanStandard::alternativePayment);
            if (Double.isFinite(payment)) {
              Block a = m.lp().columns("score.payment", "GWh", s.index(), List.of(rule.scope()), 0, Double.POSITIVE_INFINITY);
              m.lp().at(row).add(a.at(0), 1);
              m.lp().cost(a.at(0), "clean_shortfall", s.discount() * payment * 1e-3);
            }
            standards.add(new Standard(rule, s, row));
          }
        });
  }

  @Override
  public void close() {
    for (Standard c : standards) m.lp().at(c.row).ge(-m.score().constant(c.row)); // (1)
  }

  private double shadow(Result r, Standard c) {
    return Math.max(0, r.dual(c.row)) / c.stage.discount() * 1e3;
  }

  @Override
  public void decide(Result r, Decisions d) {
    for (Standard c : standards)
      d.put("price/" + c.rule.kind().name().toLowerCase(Locale.ROOT) + "/" + c.rule.scope(), c.stage.year(), shadow(r, c));
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Standard c : standards) {
      double price = shadow(r.binding(), c);
      if (price > 0.01)
        tables
            .bind(
                grid, "score", c.rule.scope(), c.stage.year(), price, "USD/MWh", r.binding().worth(c.row),
                String.format(
                    Locale.ROOT, "The %s standard of %s binds in %d: a certificate is worth %.1f USD/MWh",
                    c.rule.kind().name().toLowerCase(Locale.ROOT), c.rule.scope(), c.stage.year(), price));
    }
  }
}
