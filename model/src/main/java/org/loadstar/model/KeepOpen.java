package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.loadstar.lp.Block;

/// Orders under which plants stay open after their scheduled retirement: a bound on the ledger of what is kept open.
///
/// ```
/// (1) sum of what is kept open under the order in y <= most      in the years of the order
/// ```
///
/// Plants write what is kept, pay its fixed O&M and the payment of the order. A plant falls under the first order that names its technology and zone in
/// a year. The dual of (1) with d_y taken out is the annual value of one more GW under the order.
final class KeepOpen implements Component {
  private record Limit(PlantRows.KeepOpen order, Stage stage, int row) {}

  private final Model m;
  private final List<Limit> limits = new ArrayList<>();

  KeepOpen(Model m) {
    this.m = m;
  }

  /// True when the order holds in a year.
  static boolean holds(PlantRows.KeepOpen order, int year) {
    return order.firstYear() <= year && year <= order.lastYear();
  }

  /// True when the order names a technology and zone.
  static boolean names(PlantRows.KeepOpen order, String technology, String zone) {
    return named(order.technologies(), technology) && (order.zones().isBlank() || named(order.zones(), zone));
  }

  private static boolean named(String joined, String name) {
    return Arrays.stream(joined.split(";")).anyMatch(n -> n.strip().equals(name));
  }

  @Override
  public void build() {
    if (m.operating()) return;
    boolean[] zones = m.zonesOf("all");
    for (PlantRows.KeepOpen order : m.figures().data().keepOpen()) {
      if (order.most() == 0 || !Double.isFinite(order.most())) continue;
      for (Stage s : m.stages()) {
        if (!holds(order, s.year())) continue;
        Block b = m.lp().rows("keep_open", "GW", s.index(), List.of(order.order()));
        m.kept().cover(b.at(0), s, zones, order.order(), 1);
        m.lp().at(b.at(0)).le(order.most() / 1e3); // (1)
        m.declare("keep_open", order.order(), s, b.at(0), "MW", 1e3);
        limits.add(new Limit(order, s, b.at(0)));
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Limit c : limits) {
      double value = Math.max(0, -r.binding().dual(c.row)) / c.stage.discount();
      if (value > 1)
        tables.bind(grid, "keep_open", c.order.order(), c.stage.year(), value, "USD/kW-yr", r.binding().worth(c.row),
            String.format(Locale.ROOT, "The order %s keeps its %s open in %d; one more kW would save %.0f USD a year", c.order.order(),
                Words.power(c.order.most() / 1e3), c.stage.year(), value));
    }
  }
}
