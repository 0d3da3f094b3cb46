package org.loadstar.lp.ipm;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Boxes;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SafeBound;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;

/// Presolve, analysis, iteration and the way back. The analysis (order, supernodes) is kept and used again while the
/// pattern after presolve stays the same; the last solution is where the next solve starts.
final class InteriorPointSession implements Session {
  private static final System.Logger LOG = System.getLogger(InteriorPoint.class.getName());
  private static final int[] LEAF_NODES = {1_500, 30_000};

  private final Lp lp;
  private @Nullable Analysis analysis;
  private @Nullable Solution from;

  /// What depends on the pattern alone.
  private record Analysis(int[] start, int[] index, Supernodes plan) {
    boolean fits(Program p) {
      return Arrays.equals(start, p.start) && Arrays.equals(index, p.index);
    }
  }

  InteriorPointSession(Lp lp) {
    this.lp = lp;
  }

  @Override
  public void start(Solution from) {
    this.from = from;
  }

  @Override
  public void close() {
    analysis = null;
    from = null;
  }

  @Override
  public Solution solve(SolveOptions options, Progress progress) {
    if (lp.isQuadratic())
      throw new IllegalArgumentException("the interior point method takes no quadratic costs. Maybe use highs.");
    Watch watch = new Watch(options, progress);
    Solution s;
    try {
      s = attempt(options, watch, null);
      if (s.status() == Status.FAILED) s = judge(s, options, watch);
    } catch (Watch.Stopped stopped) {
      s = empty(stopped.status, watch);
    }
    from = s.status() == Status.OPTIMAL ? s : null;
    return s;
  }

  /// One solve without a verdict on why it may have failed.
  ///
  /// @param given boxes for the bound, or null for those that the rows imply
  Solution attempt(SolveOptions options, Watch watch, @Nullable Boxes given) {
    Presolve presolve = new Presolve(lp, watch);
    if (presolve.outcome() == Presolve.Outcome.INFEASIBLE) return empty(Status.INFEASIBLE, watch);
    if (presolve.outcome() == Presolve.Outcome.RAY) return empty(Status.FAILED, watch);
    Program p = presolve.program();
    watch.check();
    try (Workers workers = new Workers(options.threads(), watch)) {
      Equilibration scale = new Equilibration(p);
      Boxes boxes = given == null ? Boxes.implied(lp, Double.POSITIVE_INFINITY, 3) : given;
      if (p.columns == 0) return small(presolve, boxes, watch);
      Analysis a = analysis;
      if (a == null || !a.fits(p)) {
        a = analyse(p, workers);
        analysis = a;
      }
      LOG.log(
          System.Logger.Level.DEBUG,
          () -> "presolved to %d rows, %d columns, %d nonzeros".formatted(p.rows, p.columns, p.nonzeros()));
      Fronts fronts = new Fronts(a.plan, p.columns, workers);
      return new Iteration(lp, presolve, p, scale, boxes, fronts, a.plan, workers, watch).run(options, from);
    }
  }

  /// Tells infeasible from unbounded from failed, with proof.
  private Solution judge(Solution failed, SolveOptions options, Watch watch) {
    Status status = Verdict.of(lp, options, watch);
    return status == Status.FAILED ? failed : empty(status, watch);
  }

  /// Orders with leaves of several sizes and keeps the order that costs least in one iteration: short leaves give a bushy
  /// tree along long chains of hours, whole days let minimum degree go through the zones instead.
  private static Analysis analyse(Program p, Workers workers) {
    long t0 = System.nanoTime();
    EliminationTree best = null;
    int least = 0;
    for (int leaf : LEAF_NODES) {
      if (best != null && leaf / 4 > p.columns + p.rows) break;
      EliminationTree tree = new EliminationTree(p, TimeDissection.order(p, leaf, workers));
      workers.check();
      if (best == null || tree.work() < best.work()) {
        best = tree;
        least = leaf;
      }
    }
    EliminationTree tree = Objects.requireNonNull(best);
    int leaf = least;
    Supernodes plan = new Supernodes(p, tree);
    workers.check();
    LOG.log(
        System.Logger.Level.DEBUG,
        () ->
            "leaves of %d, %d supernodes, %.3g factor entries (%.3g unpadded flops, %.3g flops), analysis %.2f s"
                .formatted(
                    leaf,
                    plan.count,
                    (double) plan.factorEntries,
                    tree.flops(),
                    plan.flops,
                    (System.nanoTime() - t0) * 1e-9));
    return new Analysis(p.start, p.index, plan);
  }

  /// Presolve left no column: what it fixed is the answer.
  private Solution small(Presolve presolve, Boxes boxes, Watch watch) {
    double[] x = presolve.restoreColumns(new double[0]);
    double[] y = presolve.restoreRows(new double[presolve.rowMap().length]);
    return new Solution(
        Status.OPTIMAL, x, y, lp.objective(x), SafeBound.of(lp, y, boxes), 0, watch.seconds(), "ipm", false, null);
  }

  private static Solution empty(Status status, Watch watch) {
    return new Solution(
        status, null, null, Double.NaN, Double.NEGATIVE_INFINITY, 0, watch.seconds(), "ipm", false, null);
  }
}
