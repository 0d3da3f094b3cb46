package org.loadstar.lp.ipm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Boxes;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;

/// The loop around [PredictorCorrector]: where to start, when to stop, what to answer.
final class Iteration {
  private static final System.Logger LOG = System.getLogger(InteriorPoint.class.getName());
  private static final int LIMIT = 300;
  private static final double RESIDUAL = 1e-8;
  /// Residuals up to which a point still counts as solved when the method cannot do better.
  private static final double ACCEPTED = 1e-6;
  /// Iterations without progress by this factor after which it is given up.
  private static final int PATIENCE = 12;
  private static final double PROGRESS = 0.9;
  /// Iterations past the solution in which the safe bound may still close the gap.
  private static final int EXTRA = 3;
  /// Centrality corrections a step.
  private static final int CORRECTIONS = 4;
  /// Share of the objective that the products of a warm start add up to.
  private static final double WARM = 3e-2;
  /// A warm start that has not come this much nearer after so many iterations is given up.
  private static final double NEARER = 0.3;
  private static final int TRIED = 8;
  /// Iterations without progress after which it is given up later on.
  private static final int WARM_PATIENCE = 5;
  /// Steps that may be spent on making the last point feasible, the share of the time limit for them, and seconds of one who asked to stop.
  private static final int RESTORING = 8;
  private static final double RESTORING_SHARE = 0.03;
  private static final double RESTORING_SECONDS = 10;

  private final Lp lp;
  private final Presolve presolve;
  private final Program p;
  private final Equilibration scale;
  private final Incumbent best;
  private final Fronts fronts;
  private final Supernodes plan;
  private final Workers workers;
  private final Watch watch;
  private final double unit;
  private final double constant;
  private final double[] lastV;
  private final double[] lastY;
  private double leastMerit = Double.POSITIVE_INFINITY;
  private double leastResidual = Double.POSITIVE_INFINITY;
  private double leastGap = Double.POSITIVE_INFINITY;
  /// Without costs any plan will do, and any positive bound shows that there is none.
  private final boolean costless;
  private double provenAt = Double.POSITIVE_INFINITY;
  /// Whether the best bound is as good as the point: its duals are then the ones to show.
  private boolean proven;
  private int iteration;

  Iteration(
      Lp lp, Presolve presolve, Program p, Equilibration scale, Boxes boxes, Fronts fronts, Supernodes plan,
      Workers workers, Watch watch) {
    this.lp = lp;
    this.presolve = presolve;
    this.p = p;
    this.scale = scale;
    this.fronts = fronts;
    this.plan = plan;
    this.workers = workers;
    this.watch = watch;
    best = new Incumbent(lp, presolve, scale, boxes);
    unit = 1 / (scale.price * scale.side);
    double[] x = presolve.restoreColumns(new double[0]);
    double c = 0;
    int[] map = presolve.columnMap();
    boolean[] left = new boolean[lp.columns()];
    for (int j : map) left[j] = true;
    for (int j = 0; j < left.length; j++) if (!left[j]) c += lp.costs()[j] * x[j];
    constant = c;
    costless = Arrays.stream(lp.costs()).allMatch(v -> v == 0);
    lastV = new double[p.columns];
    lastY = new double[p.rows];
  }

  /// Solves.
  ///
  /// @param warm a solution of a similar program, or null
  Solution run(SolveOptions options, @Nullable Solution warm) {
    Iterate at = new Iterate(p, scale);
    NewtonSystem system = new NewtonSystem(p, fronts, workers);
    PredictorCorrector stepper = new PredictorCorrector(at, system, workers);
    Status status;
    double began = watch.seconds();
    try {
      boolean isWarm = warm != null && warm(at, warm);
      if (!isWarm) StartingPoint.cold(at, system);
      status = loop(at, stepper, system, options, isWarm);
      if (isWarm && status == Status.FAILED) {
        LOG.log(System.Logger.Level.DEBUG, "warm start given up after {0} iterations", iteration);
        leastMerit = Double.POSITIVE_INFINITY;
        provenAt = Double.POSITIVE_INFINITY;
        at = new Iterate(p, scale);
        stepper = new PredictorCorrector(at, system, workers);
        StartingPoint.cold(at, system);
        status = loop(at, stepper, system, options, false);
      }
    } catch (Watch.Stopped stopped) {
      status = stopped.status;
    }
    watch.off();
    if (best.plan() == null && iteration > 0 && (status == Status.LIMIT || status == Status.INTERRUPTED)) {
      double each = (watch.seconds() - began) / iteration;
      double allowed = RESTORING_SHARE * options.maxSeconds();
      if (status == Status.INTERRUPTED) allowed = Math.min(allowed, RESTORING_SECONDS);
      restore(at, stepper, allowed / Math.max(each, 1e-3));
    }
    return answer(status, system);
  }

  private Status loop(Iterate at, PredictorCorrector stepper, NewtonSystem system, SolveOptions options, boolean isWarm) {
    double firstMerit = 0;
    int sinceBest = 0;
    double patientFrom = Double.POSITIVE_INFINITY;
    int sinceSolved = -1;
    int first = iteration;
    for (; ; iteration++) {
      at.measure(workers);
      double primal = at.primal * unit + constant;
      double size = Math.max(1, Math.abs(primal));
      double gap = Math.abs(at.primal - at.dual) * unit / size;
      double residual = Math.max(at.primalError, at.dualError);
      if (Double.isNaN(gap) || Double.isNaN(residual) || Double.isNaN(at.mu)) break;
      best.offer(at, primal + lp.offset());
      if (costless || gap < 0.1 && (gap < 0.6 * provenAt || gap <= 2 * options.gap())) {
        best.prove(at.y, at.dual * unit + constant + lp.offset(), Math.max(gap, options.gap()) * size);
        provenAt = gap;
      }
      if (at.primalError <= ACCEPTED) gap = Math.min(gap, Math.abs(primal + lp.offset() - best.bound()) / size);
      double merit = Math.max(gap / options.gap(), residual / RESIDUAL);
      if (merit < leastMerit) {
        // Slow progress is progress: it counts from where the patience began.
        boolean nearer = merit < PROGRESS * patientFrom;
        sinceBest = nearer ? 0 : sinceBest + 1;
        if (nearer) patientFrom = merit;
        leastMerit = merit;
        leastGap = gap;
        leastResidual = residual;
        System.arraycopy(at.v, 0, lastV, 0, p.columns);
        System.arraycopy(at.y, 0, lastY, 0, p.rows);
      } else {
        sinceBest++;
      }
      int done = iteration - first;
      if (done == 0) firstMerit = merit;
      log(at, stepper, gap, system);
      watch.report(iteration, best.bound(), best.objective());
      proven = best.gap() <= Math.max(options.gap(), gap) * size;
      if (best.gap() <= options.gap() * size && at.dualError <= Math.max(ACCEPTED, options.gap())) return Status.OPTIMAL;
      if (costless && best.plan() != null) return Status.OPTIMAL;
      if (merit <= 1 || sinceSolved >= 0) sinceSolved++;
      if (merit <= 1 && Double.isInfinite(best.bound()) || sinceSolved >= EXTRA) break;
      if (sinceBest >= PATIENCE && done > 30 && leastMerit < 1e6 || done >= LIMIT || sinceBest >= 40) break;
      if (isWarm && (done == TRIED && leastMerit > NEARER * firstMerit || done > TRIED && sinceBest >= WARM_PATIENCE)) break;
      double columnTolerance = Math.max(0.05 * at.dualResidual, 1e-11);
      double rowTolerance = Math.max(0.05 * at.primalResidual, 1e-11);
      stepper.step(CORRECTIONS, columnTolerance, rowTolerance);
    }
    return leastResidual <= ACCEPTED && leastGap <= options.gap() ? Status.OPTIMAL : Status.FAILED;
  }

  /// Starts from a solution of a similar program, if it has the same shape.
  private boolean warm(Iterate at, Solution from) {
    double[] x = from.x();
    double[] y = from.rowDual();
    if (x == null || y == null || x.length != lp.columns() || y.length != lp.rows()) return false;
    double[] v = scale.scaleColumns(presolve.reduceColumns(x));
    double[] duals = scale.scaleRows(presolve.reduceRows(y));
    double objective = Math.max(1, Math.abs(lp.objective(x) - lp.offset()));
    StartingPoint.warm(at, v, duals, WARM * objective / unit / at.complementarities);
    return true;
  }

  /// Steps towards the rows alone, until the point is feasible or the steps that are allowed are used up.
  private void restore(Iterate at, PredictorCorrector stepper, double steps) {
    for (int s = 0; s < Math.min(RESTORING, (int) steps) && best.plan() == null; s++) {
      stepper.restore();
      at.measure(workers);
      best.offer(at, at.primal * unit + constant + lp.offset());
    }
  }

  private void log(Iterate at, PredictorCorrector stepper, double gap, NewtonSystem system) {
    LOG.log(
        System.Logger.Level.DEBUG,
        () ->
            "%3d primal %.8e dual %.8e bound %.8e errors %.1e %.1e mu %.1e gap %.1e steps %.3f %.3f  %.1f s (factor %.1f, %d solves %.1f)"
                .formatted(
                    iteration,
                    at.primal * unit + constant + lp.offset(),
                    at.dual * unit + constant + lp.offset(),
                    best.bound(),
                    at.primalError,
                    at.dualError,
                    at.mu,
                    gap,
                    stepper.primalStep,
                    stepper.dualStep,
                    watch.seconds(),
                    system.factorSeconds,
                    system.solves,
                    system.solveSeconds));
  }

  private Solution answer(Status status, NewtonSystem system) {
    double seconds = watch.seconds();
    LOG.log(
        System.Logger.Level.DEBUG,
        () ->
            "%s: %d iterations, %.2f s, factor %.2f GFLOP/s, %.0f MB"
                .formatted(
                    status,
                    iteration,
                    seconds,
                    (iteration + 1) * plan.flops / system.factorSeconds * 1e-9,
                    fronts.bytes() * 1e-6));
    if (Double.isInfinite(leastMerit)) {
      return new Solution(
          status, null, null, Double.NaN, best.bound(), iteration, watch.seconds(), "ipm", false, null);
    }
    // At a limit the bound may not have been looked at for some iterations.
    if (status != Status.OPTIMAL || best.duals() == null) best.prove(lastY, Double.POSITIVE_INFINITY, 0);
    double[] x = best.plan();
    if (x == null) x = presolve.restoreColumns(scale.unscaleColumns(lastV));
    double[] y = proven || status != Status.OPTIMAL ? best.duals() : null;
    if (y == null) y = presolve.restoreRows(scale.unscaleRows(lastY));
    return new Solution(status, x, y, lp.objective(x), best.bound(), iteration, watch.seconds(), "ipm", false, null);
  }
}
