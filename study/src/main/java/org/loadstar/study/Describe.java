package org.loadstar.study;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Case;
import org.loadstar.model.Rows;
import org.loadstar.model.Tables;
import org.loadstar.model.Zone;

/// Tables that describe the case, and what a summary says of a plan.
final class Describe {
  private Describe() {}

  /// What the tables of a plan say, for the summary.
  static void plan(Map<String, @Nullable Object> summary, Case data, Tables tables, boolean vertex) {
    write(data, tables);
    Summary.costs(summary, data.settings(), tables);
    Summary.ai(summary, tables);
    summary.put("capacity_mw", Summary.capacity(tables, "plan", "standing_mw"));
    summary.put("built_mw", Summary.capacity(tables, "plan", "built_mw"));
    summary.put("retired_mw", Summary.capacity(tables, "plan", "retired_mw"));
    summary.put("generation_mwh", Summary.generation(tables, "plan"));
    summary.put("emissions_t", Summary.emissions(tables, "plan", data.settings().stages()));
    summary.put("unserved_mwh", Summary.unserved(tables, "plan", data.settings().stages()));
    Prices.summarise(data, tables, "plan");
    summary.put("price_usd_per_mwh", Summary.prices(tables, "plan"));
    summary.put("price_note", "long-run duals, load-weighted; not a price forecast");
    summary.put("binding", Summary.binding(tables, "plan"));
    summary.put("not_binding", NotBinding.list(tables));
    summary.put("duals", vertex ? "vertex" : "interior");
    Bridge.write(data, tables);
  }

  static void write(Case data, Tables tables) {
    for (Zone z : data.zones())
      tables.get("zones").add(z.zone(), z.name(), z.country(), z.planningRegion(), z.latitude(), z.longitude());
    for (Rows.Technology t : data.technologies())
      tables.get("technologies")
          .add(t.technology(), t.kind().name().toLowerCase(Locale.ROOT), t.clean(), t.renewable(), t.fuel());
  }
}
