package org.loadstar.study;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseSource;
import org.loadstar.model.Figures;
import org.loadstar.study.ensemble.Ensemble;

/// Options of a plan.
///
/// @param source the case with its overlays
/// @param time time resolution, null for the case's own
/// @param stages years to plan, empty for the case's own
/// @param gap relative gap at which a solve may stop
/// @param maxSeconds wall limit of the whole study
/// @param threads threads to use
/// @param seed random seed
/// @param solver `auto`, `ipm`, `highs` (`highs-simplex`, `highs-ipm`: one method of it) or `segments` (all hours by rounds of
///     segments; single programs then as `auto`)
/// @param fullYear stages that are operated over all 8760 hours: `target`, `all` or `none`
/// @param twin whether the twin without new AI load is planned too
/// @param integers whether modules and units are whole
/// @param goal what is sought
/// @param ensemble who solves months of an operated year and months behind cuts; null for the threads of this process
public record PlanOptions(
    CaseSource source,
    @Nullable String time,
    List<Integer> stages,
    double gap,
    double maxSeconds,
    int threads,
    int seed,
    String solver,
    String fullYear,
    boolean twin,
    boolean integers,
    Goal goal,
    @Nullable Ensemble ensemble) {

  /// What a plan seeks: the least cost, the most new AI load by a year, or the earliest date of an amount of it.
  ///
  /// @param fastest true for the most load and for the earliest date
  /// @param budgetUsd largest discounted cost of such a plan, infinite for none
  /// @param targetYear year of the most load, 0 for the case's
  /// @param targetGw amount whose earliest date is sought, 0 for none
  public record Goal(boolean fastest, double budgetUsd, int targetYear, double targetGw) {
    public static final Goal COST = new Goal(false, Double.POSITIVE_INFINITY, 0);

    public Goal {
      if (!(budgetUsd > 0)) throw new OptionRefused("budget " + budgetUsd + ": allowed is above 0");
      if (!(targetGw >= 0 && targetGw <= MOST_GW)) throw new OptionRefused("target-gw " + targetGw + ": allowed is above 0 and at most " + MOST_GW);
      if (targetYear != 0 && targetYear < Figures.FIRST_YEAR)
        throw new OptionRefused("target-year " + targetYear + ": new AI load counts from " + Figures.FIRST_YEAR + "-01-01; allowed is " + Figures.FIRST_YEAR + " or later");
    }

    public Goal(boolean fastest, double budgetUsd, int targetYear) {
      this(fastest, budgetUsd, targetYear, 0);
    }

    /// True when the earliest date of an amount is sought.
    public boolean earliest() {
      return targetGw > 0;
    }
  }

  /// Largest amount of new AI load that may be asked for, GW.
  private static final int MOST_GW = 10_000;

  /// Relative gap at which a solve may stop by default.
  public static final double GAP = 1e-4;

  /// The solver that plans all hours by rounds of segments.
  static final String SEGMENTS = "segments";

  /// Solvers of a single program.
  static final List<String> PROGRAM_SOLVERS = List.of("auto", "ipm", "highs", "highs-simplex", "highs-ipm");

  public static final List<String> SOLVERS = Stream.concat(PROGRAM_SOLVERS.stream(), Stream.of(SEGMENTS)).toList();
  public static final List<String> FULL_YEARS = List.of("target", "all", "none");

  public PlanOptions {
    stages = List.copyOf(stages);
    if (!SOLVERS.contains(solver)) throw new OptionRefused("solver '" + solver + "': allowed are " + SOLVERS);
    if (!FULL_YEARS.contains(fullYear))
      throw new OptionRefused("full-year '" + fullYear + "': allowed are " + FULL_YEARS);
    if (!(gap >= 0 && gap < 1)) throw new OptionRefused("gap " + gap + ": allowed is [0, 1)");
    if (!(maxSeconds > 0)) throw new OptionRefused("max-seconds " + maxSeconds + ": allowed is above 0");
    if (threads < 1) throw new OptionRefused("threads " + threads + ": allowed is 1 or more");
  }

  /// Defaults: the case's own stages and time, gap 1e-4, all processors.
  public static PlanOptions of(CaseSource source) {
    return new PlanOptions(
        source, null, List.of(), 1e-4, Double.POSITIVE_INFINITY, Runtime.getRuntime().availableProcessors(), 0, "auto", "target", true, true, Goal.COST, null);
  }

  public PlanOptions withTime(@Nullable String t) {
    return new PlanOptions(source, t, stages, gap, maxSeconds, threads, seed, solver, fullYear, twin, integers, goal, ensemble);
  }

  public PlanOptions withStages(List<Integer> years) {
    return new PlanOptions(source, time, years, gap, maxSeconds, threads, seed, solver, fullYear, twin, integers, goal, ensemble);
  }

  public PlanOptions withGap(double g) {
    return new PlanOptions(source, time, stages, g, maxSeconds, threads, seed, solver, fullYear, twin, integers, goal, ensemble);
  }

  public PlanOptions withMaxSeconds(double s) {
    return new PlanOptions(source, time, stages, gap, s, threads, seed, solver, fullYear, twin, integers, goal, ensemble);
  }

  public PlanOptions withThreads(int n) {
    return new PlanOptions(source, time, stages, gap, maxSeconds, n, seed, solver, fullYear, twin, integers, goal, ensemble);
  }

  public PlanOptions withSeed(int s) {
    return new PlanOptions(source, time, stages, gap, maxSeconds, threads, s, solver, fullYear, twin, integers, goal, ensemble);
  }

  public PlanOptions withSolver(String s) {
    return new PlanOptions(source, time, stages, gap, maxSeconds, threads, seed, s, fullYear, twin, integers, goal, ensemble);
  }

  public PlanOptions withFullYear(String s) {
    return new PlanOptions(source, time, stages, gap, maxSeconds, threads, seed, solver, s, twin, integers, goal, ensemble);
  }

  public PlanOptions withoutTwin() {
    return withTwin(false);
  }

  public PlanOptions withTwin(boolean on) {
    return new PlanOptions(source, time, stages, gap, maxSeconds, threads, seed, solver, fullYear, on, integers, goal, ensemble);
  }

  public PlanOptions withIntegers(boolean on) {
    return new PlanOptions(source, time, stages, gap, maxSeconds, threads, seed, solver, fullYear, twin, on, goal, ensemble);
  }

  public PlanOptions withEnsemble(@Nullable Ensemble e) {
    return new PlanOptions(source, time, stages, gap, maxSeconds, threads, seed, solver, fullYear, twin, integers, goal, e);
  }

  public PlanOptions withGoal(Goal g) {
    return new PlanOptions(source, time, stages, gap, maxSeconds, threads, seed, solver, fullYear, twin, integers, g, ensemble);
  }

  /// Gap between plan and bound at which no other whole numbers are tried: what is asked, and at least [Integers#GAP] because the
  /// bound knows nothing of whole numbers.
  double integerGap() {
    return Math.max(gap, Integers.GAP);
  }

  public PlanOptions withSource(CaseSource other) {
    return new PlanOptions(other, time, stages, gap, maxSeconds, threads, seed, solver, fullYear, twin, integers, goal, ensemble);
  }
}
