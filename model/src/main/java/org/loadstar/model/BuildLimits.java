package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Build limits (connection queues, deliveries of equipment): bounds on new capacity of zones and technologies together.
///
/// ```
/// (1) sum of new capacity standing in y <= cumulative limit_y
/// ```
///
/// The dual of (1) with d_y taken out is the annual value of one more GW through the queue or from the factory.
final class BuildLimits implements Component {
  private record Limit(String name, String technologies, Stage stage, int row, double limit) {}

  private final Model m;
  private final List<Limit> limits = new ArrayList<>();

  BuildLimits(Model m) {
    this.m = m;
  }

  @Override
  public void build() {
    if (m.operating()) return;
    for (var entry : m.figures().limits().entrySet()) {
      TreeMap<Integer, Rows.BuildLimit> rows = entry.getValue();
      Rows.BuildLimit first = rows.firstEntry().getValue();
      boolean[] zones = new boolean[m.figures().data().zones().size()];
      if (first.zones().isBlank()) Arrays.fill(zones, true);
      else for (String z : first.zones().split(";")) zones[m.figures().zone(z.trim())] = true;
      for (Stage s : m.stages()) {
        if (s.year() < rows.firstKey()) continue;
        double limit = Figures.at(rows, s.year(), Rows.BuildLimit::cumulative) / 1e3;
        if (limit <= 0) {
          // Nothing may be built: columns held at 0, because a row without interior has no finite worth.
          for (String t : first.technologies().split(";")) m.newCapacity().forbid(s, zones, t.trim());
          continue;
        }
        int row = m.newCapacity().open(s, entry.getKey());
        for (String t : first.technologies().split(";")) m.newCapacity().cover(row, s, zones, t.trim(), 1);
        m.lp().at(row).le(limit); // (1)
        m.declare("build_limit", entry.getKey(), s, row, "MW", 1e3);
        limits.add(new Limit(entry.getKey(), first.technologies(), s, row, limit));
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Limit c : limits) {
      double value = Math.max(0, -r.binding().dual(c.row)) / c.stage.discount();
      if (value > 1)
        tables
            .bind(
                grid, "build_limit", c.name, c.stage.year(), value, "USD/kW-yr", r.binding().worth(c.row),
                String.format(
                    Locale.ROOT, "%s allows %s of %s by %d; one more kW would save %.0f USD a year",
                    c.name, Words.power(c.limit), c.technologies.replace(";", ", "), c.stage.year(), value));
    }
  }
}
