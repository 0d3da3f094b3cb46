package org.loadstar.app;

import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.NetworkOptions;
import org.loadstar.study.PlanOptions;
import picocli.CommandLine.Option;

/// The options of every solve, as typed.
final class SolveFlags {
  @Option(
      names = "--gap",
      paramLabel = "G",
      description = {
        "Relative gap of plan and proven bound at which a solve may stop (default: 0.0001; for a network case 1e-9 without integers, with them what the case has).",
        "With whole modules a plan within 0.01, or within a wider gap that is asked for, is near enough. The status is optimal up to 1e-6, within_gap up to"
            + " what is near enough, else stopped."
      })
  private @Nullable Double gap;

  @Option(names = "--max-seconds", paramLabel = "N", defaultValue = "Infinity", description = "Wall limit; ends with what there is, exit code 3.")
  private double maxSeconds;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all processors).")
  private @Nullable Integer threads;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Random seed (default: ${DEFAULT-VALUE}).")
  private int seed;

  @Option(names = "--solver", paramLabel = "auto|ipm|highs|segments", defaultValue = "auto",
      description = "Default: ${DEFAULT-VALUE}; segments plans --time full by rounds of merged hours, with a proven gap; highs-simplex and highs-ipm are single methods of HiGHS, for comparison.")
  private String solver = "auto";

  /// The gap as typed; [NetworkOptions#BY_CASE] when none was.
  double networkGap() {
    return gap == null ? NetworkOptions.BY_CASE : gap;
  }

  /// The options of a study of the case at its own time and stages.
  PlanOptions options(CaseSource source) {
    int n = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    return PlanOptions.of(source).withGap(gap == null ? PlanOptions.GAP : gap).withMaxSeconds(maxSeconds).withThreads(n).withSeed(seed).withSolver(solver);
  }
}
