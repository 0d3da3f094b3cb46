package org.loadstar.study;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.IntegerRounding;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Solver;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.Algorithm;
import org.loadstar.lp.highs.HighsSolver;

/// Plans with whole modules and units, for programs too large for branch and cut.
///
/// ```
/// (1) the relaxation, solved: a bound that is proven for the whole numbers too
/// (2) whole numbers near it from a small integer program ([IntegerRounding]), by branch and cut
/// (3) the linear program with these numbers fixed: the plan
/// (4) (2) and (3) again from the prices of the plan, while that makes it cheaper and it is not yet near enough
/// ```
///
/// The gap is that between plan (3) and bound (1), so it holds the price of being whole.
final class Integers {
  /// Relative gap with which a plan of whole numbers is near enough, when no other was asked.
  static final double GAP = 0.01;

  private static final double ROUNDING_GAP = 1e-4;
  private static final double ROUNDING_SECONDS = 60;
  private static final int ROUNDS = 2;

  private static final List<Solver> FURTHER =
      List.of(new HighsSolver(), new HighsSolver(Algorithm.SIMPLEX), new HighsSolver(Algorithm.IPM));

  private final Lp lp;
  private final List<Solver> solvers;
  private final SolveOptions options;
  private final Progress progress;
  private final long begun = System.nanoTime();

  /// @param solvers for a program with its numbers fixed, tried in turn where the one before gave no plan
  private Integers(Lp lp, List<Solver> solvers, SolveOptions options, Progress progress) {
    this.solvers = solvers;
    this.lp = lp;
    this.options = options;
    this.progress = progress;
  }

  /// Solves a program with integer columns; the duals are those of the plan with its whole numbers fixed.
  ///
  /// @param enough gap between plan and bound at which no other whole numbers are tried
  static Solving.Solved solve(Lp lp, String choice, SolveOptions options, double enough, Progress progress) {
    Integers it = new Integers(lp, solvers(lp, choice), options, progress);
    Solving.Solved relaxed = Solving.solve(lp.relaxed(), choice, options, progress);
    return relaxed.solution().status() == Status.OPTIMAL ? it.whole(relaxed, enough) : it.unsettled(relaxed);
  }

  /// Whole numbers with solvers of the caller's choice for the program with its numbers fixed.
  static Solving.Solved whole(Lp lp, List<Solver> solvers, SolveOptions options, double enough) {
    Solving.Solved relaxed = Solving.solve(lp.relaxed(), "auto", options, Progress.silent());
    return new Integers(lp, solvers, options, Progress.silent()).whole(relaxed, enough);
  }

  private static List<Solver> solvers(Lp lp, String choice) {
    List<Solver> all = new ArrayList<>(List.of(Solving.solver(lp.relaxed(), choice)));
    all.addAll(FURTHER);
    return all;
  }

  /// Solves a program in this way when it has integer columns and is large, else as [Solving] does.
  static Solving.Solved orPlain(Lp lp, PlanOptions plan, SolveOptions options, Progress progress) {
    boolean large = lp.isMixedInteger() && lp.nonzeros() > Solving.SMALL;
    return large
        ? solve(lp, plan.solver(), options, plan.integerGap(), progress)
        : Solving.solve(lp, plan.solver(), options, progress);
  }

  /// Whole numbers for a program whose relaxation is solved; the relaxed plan itself where nothing has to be whole.
  static Solving.Solved whole(Lp lp, Solving.Solved relaxed, PlanOptions plan, SolveOptions options, Progress progress) {
    if (!lp.isMixedInteger()) return relaxed;
    return new Integers(lp, solvers(lp, plan.solver()), options, progress).whole(relaxed, plan.integerGap());
  }

  /// The linear program that is left when the whole numbers stand at those of the plan; the relaxation when nothing has to be whole.
  static Lp settled(Lp lp, PlanOptions plan) {
    Lp linear = lp.relaxed();
    if (!plan.integers()) return linear;
    SolveOptions o = new SolveOptions(plan.gap(), Double.POSITIVE_INFINITY, plan.threads(), plan.seed());
    double[] x = orPlain(lp, plan, o, Progress.silent()).solution().point();
    for (int j = 0; j < x.length; j++) if (lp.integers()[j]) linear.bounds(j, Math.rint(x[j]), Math.rint(x[j]));
    return linear;
  }

  private Solving.Solved whole(Solving.Solved relaxed, double enough) {
    double bound = relaxed.certificate().lowerBound();
    Solution near = relaxed.solution();
    Solving.Solved best = null;
    for (int round = 0; round < ROUNDS && left() > 0; round++) {
      Solving.Solved plan = round(near, relaxed, best);
      if (plan == null) break;
      boolean better = best == null || plan.certificate().recomputedObjective() < best.certificate().recomputedObjective();
      if (better) best = plan;
      if (!better || plan.certificate().recomputedObjective() - bound <= enough * Math.abs(plan.certificate().recomputedObjective())) break;
      near = plan.solution();
    }
    return best == null ? unsettled(relaxed) : best;
  }

  /// The bound stands, but there is no plan of whole numbers.
  private Solving.Solved unsettled(Solving.Solved relaxed) {
    Solution s = relaxed.solution();
    if (s.status() == Status.INFEASIBLE || s.status() == Status.UNBOUNDED) return relaxed;
    Status status = s.status() == Status.OPTIMAL ? Status.LIMIT : s.status();
    Solution none = new Solution(status, null, s.rowDual(), Double.NaN, s.bound(), s.iterations(), s.seconds(), s.algorithm(), false, null);
    return new Solving.Solved(none, Certificate.of(lp, none), relaxed.handoverSeconds(), relaxed.checkSeconds(), relaxed.proof());
  }

  private double left() {
    return options.maxSeconds() - (System.nanoTime() - begun) / 1e9;
  }

  private Solving.@Nullable Solved round(Solution near, Solving.Solved relaxed, Solving.@Nullable Solved incumbent) {
    IntegerRounding rounding = IntegerRounding.of(lp, near.point(), near.duals());
    SolveOptions few = options.withGap(ROUNDING_GAP).withMaxSeconds(Math.min(ROUNDING_SECONDS, left()));
    // Bounds of the small program are no bounds of the whole.
    Solution numbers =
        new HighsSolver()
            .solve(rounding.program(), few, (t, i, low, up) -> progress.report(t, i, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    if (numbers.x() == null || left() <= 0) return null;
    Lp fixed = rounding.fixed(lp, numbers.point());
    if (incumbent != null && sameNumbers(fixed, incumbent.solution().point())) return null;
    for (int k = 0; k < solvers.size() && left() > 0; k++) {
      Solving.Solved plan = plan(fixed, solvers.get(k), k == 0 ? near : null, relaxed);
      if (plan != null && plan.hasPlan()) return plan;
    }
    return null;
  }

  /// The linear program with the whole numbers fixed by one solver, null when it gave no point or no duals.
  ///
  /// @param near where it starts, null for a cold start
  private Solving.@Nullable Solved plan(Lp fixed, Solver solver, @Nullable Solution near, Solving.Solved relaxed) {
    Solution s;
    double bound = relaxed.certificate().lowerBound();
    try (Session session = solver.open(fixed)) {
      if (near != null) session.start(near);
      s = session.solve(options.withMaxSeconds(left()), (t, i, low, up) -> progress.report(t, i, bound, up));
    }
    if (s.x() == null || s.rowDual() == null) return null;
    // A point that is feasible is a plan, however its solve ended.
    Status status = s.status() == Status.FAILED ? Status.LIMIT : s.status();
    Solution local =
        new Solution(status, s.x(), s.rowDual(), s.objective(), bound, s.iterations(), s.seconds(), s.algorithm(), s.vertex(), null, true);
    double[] proof = relaxed.proof();
    Certificate c = proof == null ? Certificate.of(lp, local) : Certificate.of(lp, local, relaxed.solution().withDuals(proof));
    return new Solving.Solved(local, c, relaxed.handoverSeconds(), relaxed.checkSeconds(), proof, Double.NEGATIVE_INFINITY, relaxed.solution().rowDual());
  }

  private boolean sameNumbers(Lp fixed, double[] x) {
    for (int j = 0; j < x.length; j++) if (lp.integers()[j] && Math.abs(fixed.lowers()[j] - x[j]) > 0.5) return false;
    return true;
  }
}
