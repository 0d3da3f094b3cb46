package org.loadstar.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.PlanOptions;
import picocli.CommandLine.Option;

/// The options of a plan, as typed.
final class PlanFlags {
  @Option(names = "--time", paramLabel = "full|reps:N|segments:N", description = "Timesteps (default: the case's).")
  private @Nullable String time;

  @Option(names = "--stages", split = ",", paramLabel = "YEAR", description = "Years to plan (default: the case's).")
  private List<Integer> stages = new ArrayList<>();

  @Option(names = "--gap", defaultValue = "0.0001", description = "Relative gap at which a solve may stop (default: ${DEFAULT-VALUE}).")
  private double gap;

  @Option(names = "--max-seconds", paramLabel = "N", defaultValue = "Infinity", description = "Wall limit; ends with what there is, exit code 3.")
  private double maxSeconds;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all processors).")
  private @Nullable Integer threads;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Random seed (default: ${DEFAULT-VALUE}).")
  private int seed;

  @Option(names = "--solver", paramLabel = "auto|ipm|highs", defaultValue = "auto", description = "Default: ${DEFAULT-VALUE}.")
  private String solver = "auto";

  @Option(
      names = "--full-year",
      paramLabel = "target|all|none",
      defaultValue = "target",
      description = "Stages whose plan is dispatched over all 8760 hours (default: ${DEFAULT-VALUE}).")
  private String fullYear = "target";

  @Option(names = "--out", paramLabel = "DIR", description = "Run folder (default: runs/CASE-TIME below the current folder).")
  @Nullable Path out;

  /// The options of the study.
  PlanOptions options(CaseSource source) {
    int n = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    return new PlanOptions(source, time, stages, gap, maxSeconds, n, seed, solver, fullYear);
  }

  /// What goes into the manifest: all that can change the result.
  static Map<String, Object> manifest(PlanOptions o) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("case", o.source().folder().toString());
    m.put("scenario", o.source().scenarios().stream().map(Path::toString).toList());
    m.put("set", o.source().sets());
    String chosen = o.time();
    m.put("time", chosen == null ? "" : chosen);
    m.put("stages", o.stages());
    m.put("gap", o.gap());
    m.put("max_seconds", Double.isFinite(o.maxSeconds()) ? o.maxSeconds() : "none");
    m.put("threads", o.threads());
    m.put("solver", o.solver());
    m.put("full_year", o.fullYear());
    return m;
  }
}
