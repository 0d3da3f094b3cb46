package org.loadstar.study;

import org.jspecify.annotations.Nullable;
import org.loadstar.lp.BoundTree;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.DualMargin;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Solver;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.Algorithm;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.lp.ipm.InteriorPoint;

/// Chooses a solver, solves and certifies.
///
/// `auto`: HiGHS below [#SMALL] nonzeros (a vertex in seconds), above it our interior point method; when the gap that its duals prove
/// is too wide, HiGHS crosses over from there to a vertex for some time, and when it fails HiGHS solves anew. Integer and quadratic programs are always solved by HiGHS ([#instead] says so). `highs` leaves the
/// method to the size, `highs-simplex` is its dual simplex, `highs-ipm` its interior point method to the gap asked, without
/// crossover: both are there to be measured. The measurement behind the constant is repeated by `bench/`.
final class Solving {
  static final int SMALL = 40_000;
  private static final double FIRST_ORDER = 1e-8;
  /// A proven gap below this is taken as met, whatever was asked.
  private static final double NEAR = 1e-6;
  /// Share of the time that a solve may take; the rest is for certifying what it has.
  private static final double SOLVE_SHARE = 0.97;
  /// Share of the time that branch and cut may take.
  private static final double CUT_SHARE = 0.92;
  /// Share of the time spent that a stopped integer program is given for its bound, at least a second.
  private static final double MORE = 0.02;
  /// Nonzeros of all nodes together that are branched for a proof, and the nodes at least and at most.
  private static final int NODE_WORK = 4_000_000;
  private static final int FEWEST_NODES = 20;
  private static final int MOST_NODES = 1000;
  /// Above this many nonzeros a vertex method is not asked to close what is left of the gap.
  private static final int LARGE = 1_000_000;

  /// How many times longer than the interior point method a vertex method may take, and the seconds that it always may, before the plan
  /// that there is stands with the gap that it proves.
  private static final double PATIENCE = 5;
  private static final double LEAST_PATIENCE = 60;

  /// Not solved.
  static final Solved NONE =
      new Solved(
          new Solution(Status.LIMIT, null, null, Double.NaN, Double.NEGATIVE_INFINITY, 0, 0, "none", false, null),
          new Certificate(
              false, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, false),
          0,
          0,
          null,
          Double.NEGATIVE_INFINITY,
          null);

  private Solving() {}

  /// A solved program with its certificate.
  ///
  /// @param handoverSeconds wall seconds of handing the program over to the solver
  /// @param checkSeconds wall seconds of certifying
  /// @param proof row duals from which the certificate's bound is derived, null when there are none
  /// @param branched lower bound proven by branching, -infinity without
  /// @param relaxation row duals of the solved relaxation of a program with integers, null without
  record Solved(
      Solution solution, Certificate certificate, double handoverSeconds, double checkSeconds, double @Nullable [] proof, double branched,
      double @Nullable [] relaxation) {
    Solved(Solution solution, Certificate certificate, double handoverSeconds, double checkSeconds, double @Nullable [] proof) {
      this(solution, certificate, handoverSeconds, checkSeconds, proof, Double.NEGATIVE_INFINITY, null);
    }

    /// The best lower bound that is proven.
    double bound() {
      return Math.max(certificate.lowerBound(), branched);
    }

    boolean hasPlan() {
      return solution.x() != null && solution.rowDual() != null && certificate.primalResidual() <= Certificate.FEASIBLE;
    }
  }

  /// A solve that does not fit the heap has failed like any other: the caller goes on with what it has.
  private static Solved attempt(Solver solver, Lp lp, SolveOptions options, Progress progress) {
    return attempt(solver, lp, null, options, progress);
  }

  /// @param from where the solve starts, null for a cold start
  private static Solved attempt(Solver solver, Lp lp, @Nullable Solution from, SolveOptions options, Progress progress) {
    long begun = System.nanoTime();
    double handover = 0;
    Solution s;
    try (Session session = solver.open(lp)) {
      handover = since(begun);
      if (from != null) session.start(from);
      s = session.solve(options.withMaxSeconds(Math.max(0, SOLVE_SHARE * options.maxSeconds() - handover)), progress);
    } catch (OutOfMemoryError e) {
      s = new Solution(
          Status.FAILED, null, null, Double.NaN, Double.NEGATIVE_INFINITY, 0, 0, solver.name() + " (heap too small)", false, null);
    }
    long solved = System.nanoTime();
    Solved plain = new Solved(s, Certificate.of(lp, s), handover, since(solved), s.rowDual());
    if (s.status() != Status.OPTIMAL) return early(lp, plain);
    return proven(lp, plain, options.withMaxSeconds(options.maxSeconds() - since(begun)), progress);
  }

  /// Duals of a solve that ended early may prove less than none: costs over the boxes of the columns.
  private static Solved early(Lp lp, Solved plain) {
    Solution s = plain.solution();
    boolean ended = s.status() == Status.LIMIT || s.status() == Status.INTERRUPTED;
    if (!ended || plain.certificate().gap() < 1) return plain;
    double[] none = new double[lp.rows()];
    Certificate c = Certificate.of(lp, s, s.withDuals(none));
    return c.lowerBound() > plain.certificate().lowerBound()
        ? new Solved(s, c, plain.handoverSeconds(), plain.checkSeconds(), none) : plain;
  }

  /// With duals that keep a margin where those of the optimum prove nothing because columns have no limit.
  private static Solved proven(Lp lp, Solved plain, SolveOptions options, Progress progress) {
    long begun = System.nanoTime();
    Solution s = plain.solution();
    Certificate c = plain.certificate();
    boolean linear = s.status() == Status.OPTIMAL && s.rowDual() != null && !lp.isMixedInteger() && !lp.isQuadratic();
    if (!linear || Double.isFinite(c.lowerBound()) || options.maxSeconds() <= 0) return plain;
    Solution margin = DualMargin.of(lp, s, Certificate.boxes(lp, s.objective()), new Watched(new HighsSolver(), progress, options.maxSeconds()), options);
    Certificate better = margin == null ? c : Certificate.of(lp, s, margin);
    return new Solved(s, better, plain.handoverSeconds(), plain.checkSeconds() + since(begun), margin == null ? plain.proof() : margin.rowDual());
  }

  private static double since(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  /// Branch and cut by HiGHS. The duals of the relaxation, solved afterwards, prove a bound; that of branch and cut stands in
  /// the certificate as a claim; a twelfth of the time is kept for it.
  private static Solved mixed(Lp lp, SolveOptions options, Progress progress) {
    long begun = System.nanoTime();
    Solved plan = attempt(new HighsSolver(), lp, options.withMaxSeconds(CUT_SHARE * options.maxSeconds()), progress);
    Solution s = plan.solution();
    if (s.x() == null) return plan;
    double spent = since(begun);
    double more = Math.max(1, MORE * spent);
    boolean stopped = s.status() == Status.INTERRUPTED;
    SolveOptions rest = options.withMaxSeconds(stopped ? more : Math.max(options.maxSeconds() - spent, more));
    Progress goOn = stopped ? Progress.silent() : (t, i, l, u) -> progress.report(t, i, l, Double.POSITIVE_INFINITY);
    Solver solver = lp.nonzeros() > SMALL ? new InteriorPoint() : new HighsSolver();
    long solved = System.nanoTime();
    Solved relaxed = attempt(solver, lp.relaxed(), rest, goOn);
    double[] proof = relaxed.proof();
    Certificate c = proof == null ? plan.certificate() : Certificate.of(lp, s, relaxed.solution().withDuals(proof));
    boolean better = c.lowerBound() > plan.certificate().lowerBound();
    boolean settled = relaxed.solution().status() == Status.OPTIMAL;
    SolveOptions left = options.withMaxSeconds(options.maxSeconds() - since(begun));
    double branched = settled ? branched(lp, c, left, goOn) : Double.NEGATIVE_INFINITY;
    return new Solved(s, c, plan.handoverSeconds(), plan.checkSeconds() + since(solved), better ? proof : plan.proof(), branched,
        settled ? relaxed.solution().rowDual() : null);
  }

  /// What branching proves of a small program whose relaxation leaves a gap.
  private static double branched(Lp lp, Certificate c, SolveOptions options, Progress progress) {
    double cost = c.recomputedObjective();
    double enough = cost - Math.max(NEAR, options.gap()) * Math.abs(cost);
    return branched(lp, c.lowerBound(), cost, enough, options, progress);
  }

  /// A proven lower bound of a small program with integer columns by branching; -infinity where it is large, or nothing is left to prove.
  ///
  /// @param root proven bound of its relaxation
  /// @param cost that of a plan, or more
  /// @param enough bound at which no more is proven
  static double branched(Lp lp, double root, double cost, double enough, SolveOptions options, Progress progress) {
    if (!lp.isMixedInteger() || lp.nonzeros() > SMALL || !(root < enough) || !Double.isFinite(root)) return Double.NEGATIVE_INFINITY;
    int nodes = Math.clamp(NODE_WORK / Math.max(1, lp.nonzeros()), FEWEST_NODES, MOST_NODES);
    return BoundTree.of(lp, root, cost, enough, nodes, new HighsSolver(), options, progress);
  }

  /// Solves the linear relaxation with the first choice alone and keeps what it has, also when it stalled near the optimum.
  static Solved once(Lp lp, String choice, SolveOptions options, Progress progress) {
    Lp linear = lp.isMixedInteger() ? lp.relaxed() : lp;
    return attempt(solver(linear, choice), linear, options, progress);
  }

  /// One line on a program that was solved by another solver than the one asked or chosen for its size, and why; null where it was not.
  static @Nullable String note(Lp lp, String choice, Solution s) {
    if (choice.startsWith("highs") || choice.equals("auto") && (lp.isMixedInteger() || lp.isQuadratic())) return null;
    if (!lp.isMixedInteger() && !lp.isQuadratic()) {
      if (!interior(lp, choice) || !s.algorithm().startsWith("highs")) return null;
      return s.algorithm().equals("highs crossover")
          ? "the interior point method ended short of the gap asked: HiGHS crossed over from its point to a vertex"
          : "the interior point method ended without a plan or short of the gap asked: HiGHS solved anew";
    }
    return "solver " + choice + " takes linear programs only and this case has " + (lp.isMixedInteger() ? "integers" : "quadratic costs")
        + ": solved by HiGHS" + (lp.isMixedInteger() ? ", its bound proven by the relaxation" : "");
  }

  /// Feasible, with duals that fit: optimal to rounding, though columns without any limit leave no bound that could be proven.
  private static boolean stationary(Certificate c) {
    return c.primalResidual() <= FIRST_ORDER && c.dualResidual() <= FIRST_ORDER && c.complementarity() <= FIRST_ORDER;
  }

  private static boolean interior(Lp lp, String choice) {
    return !lp.isQuadratic() && (choice.equals("ipm") || !choice.startsWith("highs") && lp.nonzeros() > SMALL);
  }

  static Solver solver(Lp lp, String choice) {
    if (interior(lp, choice)) return new InteriorPoint();
    return new HighsSolver(
        switch (choice) {
          case "highs-simplex" -> Algorithm.SIMPLEX;
          case "highs-ipm" -> lp.isQuadratic() ? Algorithm.AUTO : Algorithm.IPM_WITHOUT_CROSSOVER;
          default -> Algorithm.AUTO;
        });
  }

  /// A solve that failed when there was no time for another was stopped by its limit.
  private static Solved outOfTime(Solved s) {
    Solution f = s.solution();
    Solution late = new Solution(
        Status.LIMIT, f.x(), f.rowDual(), f.objective(), f.bound(), f.iterations(), f.seconds(), f.algorithm(), f.vertex(), f.basis());
    return new Solved(late, s.certificate(), s.handoverSeconds(), s.checkSeconds(), s.proof());
  }

  private static boolean near(Solved s, SolveOptions options) {
    return s.certificate().ok() && s.certificate().gap() <= Math.max(options.gap(), NEAR);
  }

  /// The vertex that a crossover ends at may have duals that prove little; that of a solve from nothing is worth its time in a small program.
  private static Solved anew(Lp lp, Solved before, SolveOptions options, Progress progress) {
    if (options.maxSeconds() <= 1) return before;
    Solved s = attempt(new HighsSolver(), lp, options, progress);
    return s.hasPlan() && s.certificate().gap() < before.certificate().gap() ? s : before;
  }

  static Solved solve(Lp lp, String choice, SolveOptions options, Progress progress) {
    if (lp.isMixedInteger()) return mixed(lp, options, progress);
    long begun = System.nanoTime();
    Solved once = attempt(solver(lp, choice), lp, options, progress);
    if (!interior(lp, choice)) return once;
    Solution s = once.solution();
    boolean failed = unsolved(once);
    if (!failed && (choice.equals("ipm") || settled(lp, once, options))) return once;
    double spent = since(begun);
    SolveOptions rest = options.withMaxSeconds(options.maxSeconds() - spent);
    if (rest.maxSeconds() <= 1) return failed ? outOfTime(once) : once;
    if (s.x() == null || s.rowDual() == null) {
      Solved again = attempt(new HighsSolver(), lp, rest, progress);
      return !again.hasPlan() && unsolved(again) && options.maxSeconds() - since(begun) <= 1 ? outOfTime(again) : again;
    }
    return vertex(lp, once, spent, rest, progress);
  }

  /// A solve that failed, or whose optimum holds to less than a part in a million, which is none.
  private static boolean unsolved(Solved s) {
    Status status = s.solution().status();
    return status == Status.FAILED || status == Status.OPTIMAL && !s.hasPlan();
  }

  /// Whether a solve that did not fail is the last one: stopped, near enough, beyond proof, or too large for a vertex method.
  private static boolean settled(Lp lp, Solved s, SolveOptions options) {
    Certificate c = s.certificate();
    boolean unprovable = stationary(c) && !Double.isFinite(c.lowerBound());
    return switch (s.solution().status()) {
      case LIMIT, INTERRUPTED -> true;
      case OPTIMAL -> near(s, options) || unprovable || lp.nonzeros() > LARGE;
      default -> false;
    };
  }

  /// From a point of the interior point method to a vertex, and where that has no plan, or in a small program proves too little, from nothing.
  ///
  /// @param spent seconds that the interior point method took
  private static Solved vertex(Lp lp, Solved once, double spent, SolveOptions options, Progress progress) {
    long begun = System.nanoTime();
    boolean stands = once.hasPlan() && Double.isFinite(once.certificate().lowerBound());
    double limit = stands ? Math.min(options.maxSeconds(), Math.max(LEAST_PATIENCE, PATIENCE * spent)) : options.maxSeconds();
    Solved again = attempt(new HighsSolver(Algorithm.CROSSOVER), lp, once.solution(), options.withMaxSeconds(limit), progress);
    Status ended = again.solution().status();
    boolean late = stands && (ended == Status.LIMIT || ended == Status.INTERRUPTED);
    Solved best = late || !again.hasPlan() ? once : again;
    SolveOptions rest = options.withMaxSeconds(options.maxSeconds() - since(begun));
    if (!best.hasPlan() && unsolved(best))
      return ended == Status.INTERRUPTED || rest.maxSeconds() <= 1 ? outOfTime(best) : attempt(new HighsSolver(), lp, rest, progress);
    return lp.nonzeros() <= SMALL && !near(best, options) ? anew(lp, best, rest, progress) : best;
  }
}
