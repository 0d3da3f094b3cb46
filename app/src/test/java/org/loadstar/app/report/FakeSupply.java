package org.loadstar.app.report;

import org.loadstar.model.Tables;

/// Made-up chips, equipment, capital, work, learning, orders and jobs of a made-up run.
final class FakeSupply {
  private FakeSupply() {}

  static void add(Tables tables) {
    for (int y : new int[] {2028, FakeRun.TARGET, 2035}) {
      boolean target = y == FakeRun.TARGET;
      tables.get("chips").add(y, 40e6, target ? 40e6 : 20e6, 1e6, target ? "packaging" : "chips", target ? 1.25 : 0.0, 0.0, 50e3);
      tables.get("equipment").add(y, "gas_turbine_heavy", "GW", 30.0, 2.0, target ? 32.0 : 20.0, target ? 9e6 : 0.0, "home", y);
      tables.get("equipment").add(y, "hv_breaker", "bays >=230 kV", 6000.0, 0.0, 1500.0, 0.0, "all", y);
      tables.get("capital").add(y, "hyperscalers", "campus;chips", 900e9, target ? 900e9 : 300e9, target ? 0.2 : 0.0);
      tables.get("capital").add(y, "utilities", "grid", 200e9, 50e9, 0.0);
      tables.get("workloads").add("plan", y, "ERCOT", "batch", 4e6, 1e6, 0.0, 0.0, 0.4);
      tables.get("workloads").add("plan", y, "ERCOT", "chat", 8e6, 0.0, 2e6, 0.0, 2.0);
      tables.get("workloads").add("plan", y, "PJM_East", "chat", 8e6, 0.0, -2e6, 0.0, 2.0);
      tables.get("learning").add(y, "smr", (y - 2026) * 1.0, 10_000.0 - 200 * (y - 2026));
      tables.get("kept_open").add("plan", y, "PJM_East", "coal", "order <202c>", 1500.0);
      tables.get("jobs").add(y, "ERCOT", "campus", "construction", 50_000.0, 40_000.0, 70_000.0);
      tables.get("jobs").add(y, "abroad", "campus", "operation", 3_000.0, 2_000.0, 4_000.0);
    }
  }
}
