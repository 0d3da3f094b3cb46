package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Case;
import org.loadstar.model.Tables;

/// The plan of the most new AI load by a year, or of the earliest date of an amount.
final class LoadPlan {
  private LoadPlan() {}

  static PlanResult run(PlanOptions options, Stops progress, Clock clock, Case data, String hash) {
    Tables tables = new Tables();
    Map<String, @Nullable Object> summary = new LinkedHashMap<>();
    summary.put("status", "stopped");
    summary.put("resolution", options.time() == null ? data.settings().time() : options.time());
    summary.put("case_hash", hash);
    Fastest.Task task = new Fastest.Task(options, progress, clock, tables, summary);
    Case planned = data;
    try {
      if (options.goal().earliest()) {
        planned = new Earliest(data, task).plan();
      } else {
        Fastest fastest = Fastest.of(data, task);
        planned = fastest.data();
        Stages.note(data, options.goal().targetYear(), progress, summary);
        fastest.plan();
      }
    } catch (StoppedException e) {
      progress.early();
      summary.put("status", "stopped");
      summary.putIfAbsent("objective_gw", null);
      summary.putIfAbsent("objective_usd", null);
    }
    progress.write(summary);
    ChangedInputs.write(summary, options.source(), tables, planned.settings().targetYear());
    clock.lap("report");
    summary.put("iterations", List.of());
    Plan.effort(summary, clock);
    return new PlanResult(planned, hash, summary, tables, null);
  }
}
