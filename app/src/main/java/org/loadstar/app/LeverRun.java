package org.loadstar.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.model.Case;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.study.PlanOptions;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Manifest;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;

/// The run folder of a study of levers: its table, its summary and its report.
final class LeverRun {
  private LeverRun() {}

  static Map<String, @Nullable Object> write(Path target, PlanOptions options, Map<String, @Nullable Object> study) {
    Case data = CaseReader.read(options.source()).orThrow();
    Map<String, Object> asked = PlanFlags.manifest(options);
    asked.put("study", "levers");
    asked.put("metric", String.valueOf(study.get("metric")));
    Tables tables = new Tables();
    Sheet sheet = tables.get("levers");
    Map<String, Object> by = Figures.object(study, "by_intensity");
    if (by.isEmpty()) rows(sheet, "middle", study);
    for (String k : by.keySet()) rows(sheet, k, Figures.object(by, k));
    Map<String, @Nullable Object> summary = new LinkedHashMap<>(study);
    summary.put("case_hash", CaseHash.of(data));
    Manifest manifest =
        Manifest.of(data.settings().name(), CaseHash.of(data), asked, Json.object(data.settings()), Versions.all(), options.seed());
    try (Run run = RunStore.write(target, manifest, summary, tables, Map.of(), r -> Reports.files(r, r.readTables()))) {
      return new LinkedHashMap<>(run.summary());
    }
  }

  private static void rows(Sheet sheet, String intensity, Map<String, ?> of) {
    Map<String, Object> values = Figures.object(of, "values");
    for (String k : values.keySet()) {
      Map<String, Object> v = Figures.object(values, k);
      sheet.add(
          intensity, k, Figures.text(v, "group"), Figures.number(v.get("shapley")), Figures.number(v.get("low")), Figures.number(v.get("high")),
          Figures.number(v.get("first_in")), Figures.number(v.get("last_in")), Boolean.TRUE.equals(v.get("distinguishable")),
          Figures.number(v.get("resource_cost_usd")), Figures.number(v.get("public_cost_usd")));
    }
  }
}
