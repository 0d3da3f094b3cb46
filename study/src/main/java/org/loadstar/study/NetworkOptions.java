package org.loadstar.study;

import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseSource;
import org.loadstar.lp.SolveOptions;

/// Options of the plan of a network case.
///
/// @param source the case, ours or another tool's, with its overlays
/// @param kind what it is; null where it was not recognised
/// @param gap relative gap at which a solve may stop, or [#BY_CASE]
/// @param maxSeconds wall limit of the whole study
/// @param threads threads to use
/// @param seed random seed
/// @param solver as in [PlanOptions], without `segments`
/// @param integers false for the linear relaxation
public record NetworkOptions(
    CaseSource source, @Nullable CaseKind kind, double gap, double maxSeconds, int threads, int seed, String solver, boolean integers) {

  /// The gap of a solve whose user names none: with integers that of the case or 1e-4, and 1e-9 without, where the answer is to be the peer's.
  public static final double BY_CASE = Double.NaN;

  private static final double LINEAR_GAP = 1e-9;

  public NetworkOptions {
    if (solver.equals(PlanOptions.SEGMENTS))
      throw new OptionRefused("solver 'segments': a network case is planned over its own snapshots, and merging them is proven to bound it for planning cases only. Maybe --solver ipm, or --gap 0.01 for an early end");
    if (!PlanOptions.PROGRAM_SOLVERS.contains(solver)) throw new OptionRefused("solver '" + solver + "': allowed are " + PlanOptions.PROGRAM_SOLVERS);
    if (!(gap >= 0 && gap < 1) && !Double.isNaN(gap)) throw new OptionRefused("gap " + gap + ": allowed is [0, 1)");
    if (!(maxSeconds > 0)) throw new OptionRefused("max-seconds " + maxSeconds + ": allowed is above 0");
    if (threads < 1) throw new OptionRefused("threads " + threads + ": allowed is 1 or more");
  }

  /// Defaults: gap by case, all processors, integers as the case has them.
  public static NetworkOptions of(CaseSource source) {
    return new NetworkOptions(
        source, CaseKind.of(source.folder()), BY_CASE, Double.POSITIVE_INFINITY, Runtime.getRuntime().availableProcessors(), 0, "auto", true);
  }

  /// The options of a plan that a network case has as well.
  public static NetworkOptions of(PlanOptions o, @Nullable CaseKind kind, boolean integers) {
    return new NetworkOptions(o.source(), kind, o.gap(), o.maxSeconds(), o.threads(), o.seed(), o.solver(), integers);
  }

  public NetworkOptions withGap(double g) {
    return new NetworkOptions(source, kind, g, maxSeconds, threads, seed, solver, integers);
  }

  public NetworkOptions withMaxSeconds(double s) {
    return new NetworkOptions(source, kind, gap, s, threads, seed, solver, integers);
  }

  public NetworkOptions withSolver(String s) {
    return new NetworkOptions(source, kind, gap, maxSeconds, threads, seed, s, integers);
  }

  public NetworkOptions withIntegers(boolean on) {
    return new NetworkOptions(source, kind, gap, maxSeconds, threads, seed, solver, on);
  }

  /// @param integerGap gap of a mixed program that the case names; 0 where it names none
  SolveOptions solve(boolean mixed, double integerGap, double seconds) {
    double chosen = !Double.isNaN(gap) ? gap : !mixed ? LINEAR_GAP : integerGap > 0 ? integerGap : PlanOptions.GAP;
    return new SolveOptions(chosen, seconds, threads, seed);
  }
}
