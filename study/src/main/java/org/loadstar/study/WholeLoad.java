package org.loadstar.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.IntegerRounding;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.highs.HighsSolver;

/// The most load of whole modules that branch and cut finds in the rows outside the hours (sites, money, chips, equipment) of a program too
/// large to be solved whole. Where power carries it, which parts of modules show, it is a limit that a plan of rounded numbers is held to.
///
/// @param load GW per unit of each column
/// @param gw load found
record WholeLoad(Map<Integer, Double> load, double gw) {
  /// What a plan may miss of it, relative: rounding of a solve.
  private static final double SAME = 1e-6;

  private static final double GAP = 1e-5;
  private static final double SECONDS = 60;

  /// Searches for it; null where the program is small or has no integers, none is found in time, or power allows less.
  ///
  /// @param program with its whole modules
  /// @param reached GW that parts of modules reach with the hours
  static @Nullable WholeLoad of(Lp program, Map<Integer, Double> load, double reached, SolveOptions options, Progress progress) {
    if (!program.isMixedInteger() || program.nonzeros() <= Solving.SMALL || options.maxSeconds() <= 0) return null;
    Lp sought = program.withoutCosts();
    load.forEach((j, gw) -> sought.cost(j, -gw));
    Lp timeless = IntegerRounding.of(sought, new double[sought.columns()], new double[sought.rows()]).program();
    SolveOptions few = new SolveOptions(GAP, Math.min(SECONDS, options.maxSeconds()), options.threads(), options.seed());
    double[] x = new HighsSolver().solve(timeless, few, progress).x();
    double gw = x == null ? 0 : -timeless.objective(x);
    return gw > 0 && gw <= reached ? new WholeLoad(load, gw) : null;
  }

  /// A program held to at least this load.
  Lp kept(Lp program) {
    int[] columns = load.keySet().stream().mapToInt(j -> j).toArray();
    double[] values = Arrays.stream(columns).mapToDouble(j -> load.getOrDefault(j, 0.0)).toArray();
    return program.with(List.of(new Lp.MoreRow("most load", -1, columns, values, gw * (1 - SAME))));
  }
}
