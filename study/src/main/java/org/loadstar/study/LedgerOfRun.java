package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loadstar.ledger.LedgerSummary;
import org.loadstar.model.Tables;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunRefused;

/// Money per party of a run, summed anew from its transfers and checked to the cent.
public final class LedgerOfRun {
  private static final Set<String> TABLES = Set.of("transfers", "plant_costs", "compute_costs", "price_summary", "ai");

  private LedgerOfRun() {}

  /// The object that `ledger --json` prints.
  ///
  /// @throws RunRefused when the run has no ledger, or is damaged
  public static Map<String, @Nullable Object> summary(Run run) {
    Tables tables = run.readTables(TABLES);
    if (tables.get("transfers").rows() == 0)
      throw new RunRefused(run.folder() + ": this run has no ledger: its case has no table finance.csv, or it is no least-cost plan. Maybe run the plan again");
    Map<String, Object> settings = run.manifest().settings();
    if (!(settings.get("stages") instanceof List<?> stages) || stages.isEmpty() || !(stages.getFirst() instanceof Number first))
      throw new RunRefused(run.folder() + ": the manifest names no stages. Maybe run the plan again");
    Map<String, @Nullable Object> m;
    try {
      m = new LinkedHashMap<>(LedgerSummary.of(tables, first.intValue(), number(settings, "discount_rate"), (int) number(settings, "target_year")));
    } catch (IllegalArgumentException e) {
      throw new RunRefused(run.folder() + ": damaged: " + e.getMessage() + ". Maybe run the plan again", e);
    }
    if (m.get("transfers_sum_by_year") instanceof Map<?, ?> sums)
      for (Object sum : sums.values())
        if (!(sum instanceof Number n) || n.doubleValue() != 0) throw new IllegalStateException("transfers do not sum to 0: " + sums);
    m.put("target_year", settings.get("target_year"));
    m.put("money_year", settings.get("money_year"));
    m.put("run", run.folder().toString());
    return m;
  }

  private static double number(Map<String, Object> m, String key) {
    return m.get(key) instanceof Number n ? n.doubleValue() : Double.NaN;
  }
}
