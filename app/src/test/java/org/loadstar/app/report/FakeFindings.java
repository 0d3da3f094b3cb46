package org.loadstar.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loadstar.model.Tables;

/// What a made-up run binds, promises and proves.
final class FakeFindings {
  private FakeFindings() {}

  static void add(FakeRun f) {
    Tables tables = f.tables;
    Random random = f.random;
    Map<String, Object> summary = f.summary;
    Map<String, Object> manifest = f.manifest;
    for (String region :
        List.of(
            "CAISO",
            "ERCOT",
            "FRCC",
            "ISONE",
            "MISO",
            "NYISO",
            "NorthernGrid",
            "PJM",
            "SERTP",
            "SPP",
            "WestConnect"))
      for (String season : List.of("summer", "winter")) {
        double need = 20e3 + 130e3 * Math.abs(Math.sin(region.hashCode() + season.length() * 0.01));
        double firm = need * (0.96 + 0.1 * random.nextDouble());
        double imports = Math.max(0, Math.min(need - firm, need * 0.02));
        tables
            .get("reserve")
            .add(
                "plan",
                FakeRun.TARGET,
                region,
                season,
                need,
                firm,
                imports,
                Math.max(0, need - firm - imports),
                41.0);
      }
    String[][] binding = {
      {
        "ai.potential",
        "ERCOT",
        "412",
        "USD/kW-yr",
        "AI load in Texas (ERCOT) takes all that its sites can have ready by 2030; one more GW is"
            + " worth $412 m a year."
      },
      {
        "ai.potential",
        "PJM_East",
        "388",
        "USD/kW-yr",
        "AI load in PJM East takes all that its sites can have ready by 2030; one more GW is worth"
            + " $388 m a year."
      },
      {
        "ai.potential",
        "SERTP",
        "240",
        "USD/kW-yr",
        "AI load in the Southeast takes all that is ready."
      },
      {
        "build_limit",
        "gas_cc PJM_East",
        "96",
        "USD/kW-yr",
        "Gas turbines in PJM East are built as fast as allowed; one more GW a year is worth $96 m."
      },
      {
        "firm.capacity",
        "PJM",
        "61",
        "USD/kW-yr",
        "The reserve margin of PJM binds: $61 per kW and year."
      },
      {
        "line.limit",
        "SPP_South to ERCOT (AC)",
        "22",
        "USD/MW-h",
        "The line from SPP South to Texas is full in 3 100 hours."
      },
      {"emissions", "all zones", "35", "USD/t", "The CO2 cap binds at $35 a tonne."}
    };
    for (String[] b : binding)
      tables
          .get("binding")
          .add("plan", b[0], b[1], FakeRun.TARGET, Double.parseDouble(b[2]), b[3], b[4], Double.NaN, "USD");
    for (FakeRun.Zone z : FakeRun.ZONES) {
      tables.get("bridge").add(FakeRun.TARGET, z.key(), "demand 2024", z.meanGw() * 8.76);
      tables.get("bridge").add(FakeRun.TARGET, z.key(), "growth", z.meanGw() * 1.1);
      tables.get("bridge").add(FakeRun.TARGET, z.key(), "data centres removed", -z.meanGw() * 0.38);
      tables.get("bridge").add(FakeRun.TARGET, z.key(), "AI added", f.ai(z, 4) * 7.446e-3);
    }
    FakeCampuses.add(f);
    FakeSupply.add(tables);
    for (int i = 0; i < 30; i++) {
      double upper = i < 3 ? Double.NaN : 3.1e12 * (1 + 0.4 * Math.exp(-(i - 3) / 3.0));
      tables
          .get("iterations")
          .add(
              i < 25 ? "plan" : "no-AI twin",
              4.0 + i * 11.3,
              3.098e12 * (1 - 0.6 * Math.exp(-i / 3.0)),
              upper,
              Double.isNaN(upper) ? Double.NaN : 0.01);
    }
    summary.put("status", "within_gap");
    summary.put("objective_usd", 3.1004e12);
    summary.put("lower_bound_usd", 3.0979e12);
    summary.put("gap", 0.0008);
    summary.put("gap_decision", 0.0031);
    summary.put("full_year_cost_usd", 6.104e11);
    summary.put("full_year_gap", 0.0019);
    summary.put("resource_cost_usd", 2.9e12);
    summary.put("private_cost_usd", 3.2e12);
    summary.put(
        "certificate",
        Map.of(
            "ok",
            true,
            "primal_residual",
            3.2e-9,
            "dual_residual",
            1.1e-8,
            "complementarity",
            4e-9,
            "recomputed_objective",
            3.1004e12));
    summary.put("rows", 2_310_442);
    summary.put("columns", 1_944_120);
    summary.put("nonzeros", 9_330_018);
    summary.put(
        "seconds",
        new LinkedHashMap<>(Map.of("read", 0.9, "build", 1.4, "solve", 331.0, "report", 2.2)));
    summary.put("peak_memory_mb", 4210);
    summary.put("case_hash", "c0ffee5512aa");
    summary.put("result_hash", "a3f9d2e18b");
    summary.put("versions", Map.of("loadstar", "0.1.0", "highs", "1.12.0", "java", "25.0.1"));
    manifest.put("case", "north-america");
    manifest.put(
        "settings",
        Map.of(
            "target_year",
            FakeRun.TARGET,
            "money_year",
            2024,
            "weather_year",
            2012,
            "demand_year",
            2024));
    manifest.put("options", Map.of("gap", 0.001, "time", "segments:600"));
    manifest.put("seed", 1);
  }
}
