package org.loadstar.app;

import org.jspecify.annotations.Nullable;
import org.loadstar.adequacy.CaseSystem;
import org.loadstar.adequacy.Maintenance;
import org.loadstar.adequacy.Options;
import org.loadstar.study.PlanOptions;
import org.loadstar.study.Stress;
import picocli.CommandLine.Option;

/// The options of a plan that is tested by outages and made again.
final class StressFlags {
  private static final int SHIFT_DAYS = 14;

  @Option(names = "--stress", description = "Draws outages over the plan, adds the days and margins where it falls short, and plans again until it holds.")
  private boolean stress;

  @Option(names = "--neue", paramLabel = "SHARE", defaultValue = "1e-6", description = "Of --stress: largest unserved energy over the load (default: ${DEFAULT-VALUE}).")
  private double neue;

  @Option(names = "--stress-rounds", paramLabel = "K", defaultValue = "5", description = "Of --stress: largest number of times that something is added (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--stress-samples", paramLabel = "N", defaultValue = "200", description = "Of --stress: sample years (default: ${DEFAULT-VALUE}).")
  private int samples;

  /// What is asked, null without `--stress`.
  ///
  /// @throws Refusal when a value is not allowed
  Stress.@Nullable Limits limits(PlanOptions o) {
    if (!stress) return null;
    if (samples < 2) throw new Refusal("stress-samples " + samples + ": allowed is 2 or more");
    Options monteCarlo = Options.of(samples, o.seed(), o.threads()).withShiftDays(SHIFT_DAYS);
    return new Stress.Limits(neue, rounds, monteCarlo, new CaseSystem.Assumptions(false, Maintenance.LEVELLED));
  }
}
