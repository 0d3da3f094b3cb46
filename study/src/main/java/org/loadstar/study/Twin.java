package org.loadstar.study;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Status;
import org.loadstar.model.Case;
import org.loadstar.model.Result;
import org.loadstar.model.Tables;

/// The same case without new AI load; all differences of the report are against it.
final class Twin {
  static final String LABEL = "no-AI twin";

  /// Its grid in the tables.
  static final String GRID = "no_ai";

  private Twin() {}

  /// Writes its tables and tells it in short.
  static Map<String, @Nullable Object> report(Attempt twin, Case data, Tables tables) {
    Map<String, @Nullable Object> m = new TreeMap<>();
    m.put("status", twin.solved().solution().status() == Status.OPTIMAL ? "optimal" : "stopped");
    m.put("objective_usd", null);
    if (!twin.solved().hasPlan()) return m;
    twin.model().report(new Result(twin.lp(), twin.solved().solution()), tables, "no_ai");
    Prices.summarise(data, tables, "no_ai");
    m.put("objective_usd", twin.upper());
    m.put("lower_bound_usd", twin.lower());
    m.put("gap", Math.max(0, (twin.upper() - twin.lower()) / Math.max(1, Math.abs(twin.upper()))));
    m.put("capacity_mw", Summary.capacity(tables, "no_ai", "standing_mw"));
    m.put("built_mw", Summary.capacity(tables, "no_ai", "built_mw"));
    m.put("generation_mwh", Summary.generation(tables, "no_ai"));
    m.put("emissions_t", Summary.emissions(tables, "no_ai", data.settings().stages()));
    m.put("unserved_mwh", Summary.unserved(tables, "no_ai", data.settings().stages()));
    m.put("price_usd_per_mwh", Summary.prices(tables, "no_ai"));
    m.put("certificate", Summary.certificate(twin.solved().certificate(), twin.solved().certificate().ok()));
    return m;
  }
}
