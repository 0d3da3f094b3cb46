package org.loadstar.lp.ipm;

import org.loadstar.lp.Boxes;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SafeBound;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;

/// The loop around [PredictorCorrector]: when to stop, which point was best, what to answer.
final class Iteration {
  private static final System.Logger LOG = System.getLogger(InteriorPoint.class.getName());
  private static final int LIMIT = 300;
  private static final double RESIDUAL = 1e-8;
  /// Residuals up to which a point still counts as solved when the method cannot do better.
  private static final double ACCEPTED = 1e-6;
  private static final int PATIENCE = 12;
  /// Iterations past the solution in which the safe bound may still close the gap.
  private static final int EXTRA = 3;
  /// Centrality corrections a step. Four took 20 to 30 % fewer iterations than two on planning programs.
  private static final int CORRECTIONS = 4;

  private final Lp lp;
  private final Presolve presolve;
  private final Program p;
  private final Equilibration scale;
  private final Boxes boxes;
  private final Fronts fronts;
  private final Supernodes plan;
  private final Workers workers;
  private final long begin;
  private final double unit;
  private final double constant;
  private final double[] bestV;
  private final double[] bestY;
  private double bestMerit = Double.POSITIVE_INFINITY;
  private double bestResidual = Double.POSITIVE_INFINITY;
  private double bestGap = Double.POSITIVE_INFINITY;
  private double bound = Double.NEGATIVE_INFINITY;

  Iteration(
      Lp lp, Presolve presolve, Program p, Equilibration scale, Boxes boxes, Fronts fronts, Supernodes plan,
      Workers workers, long begin) {
    this.lp = lp;
    this.presolve = presolve;
    this.p = p;
    this.scale = scale;
    this.boxes = boxes;
    this.fronts = fronts;
    this.plan = plan;
    this.workers = workers;
    this.begin = begin;
    unit = 1 / (scale.price * scale.side);
    double[] x = presolve.restoreColumns(new double[0]);
    double c = 0;
    int[] map = presolve.columnMap();
    boolean[] left = new boolean[lp.columns()];
    for (int j : map) left[j] = true;
    for (int j = 0; j < left.length; j++) if (!left[j]) c += lp.costs()[j] * x[j];
    constant = c;
    bestV = new double[p.columns];
    bestY = new double[p.rows];
  }

  Solution run(SolveOptions options, Progress progress) {
    Iterate at = new Iterate(p, scale);
    NewtonSystem system = new NewtonSystem(p, fronts, workers);
    PredictorCorrector stepper = new PredictorCorrector(at, system, workers);
    stepper.start();
    int sinceBest = 0;
    int sinceSolved = -1;
    int iteration = 0;
    Status status = Status.FAILED;
    for (; ; iteration++) {
      at.measure(workers);
      double primal = at.primal * unit + constant;
      double size = Math.max(1, Math.abs(primal));
      double gap = Math.abs(at.primal - at.dual) * unit / size;
      if (gap < 0.1) {
        improveBound(at.y);
        if (at.primalError <= ACCEPTED) gap = Math.min(gap, Math.abs(primal + lp.offset() - bound) / size);
      }
      double residual = Math.max(at.primalError, at.dualError);
      if (Double.isNaN(gap) || Double.isNaN(residual) || Double.isNaN(at.mu)) break;
      double merit = Math.max(gap / options.gap(), residual / RESIDUAL);
      if (merit < bestMerit) {
        sinceBest = merit < 0.9 * bestMerit ? 0 : sinceBest + 1;
        bestMerit = merit;
        bestGap = gap;
        bestResidual = residual;
        System.arraycopy(at.v, 0, bestV, 0, p.columns);
        System.arraycopy(at.y, 0, bestY, 0, p.rows);
      } else {
        sinceBest++;
      }
      log(iteration, at, stepper, gap, system);
      double upper = at.primalError <= ACCEPTED ? primal + lp.offset() : Double.POSITIVE_INFINITY;
      if (!progress.report(InteriorPointSession.seconds(begin), iteration, bound, upper)) {
        status = Status.INTERRUPTED;
        break;
      }
      if (InteriorPointSession.seconds(begin) > options.maxSeconds()) {
        status = Status.LIMIT;
        break;
      }
      if (merit <= 1) {
        sinceSolved++;
        if (primal + lp.offset() - bound <= options.gap() * size || sinceSolved >= EXTRA || Double.isInfinite(bound)) {
          break;
        }
      } else if (sinceSolved >= 0) {
        sinceSolved++;
        if (sinceSolved >= EXTRA) break;
      }
      if (sinceBest >= PATIENCE && iteration > 30 && bestMerit < 1e6 || iteration >= LIMIT) break;
      if (sinceBest >= 40) break;
      double columnTolerance = Math.max(0.05 * at.dualResidual, 1e-11);
      double rowTolerance = Math.max(0.05 * at.primalResidual, 1e-11);
      stepper.step(CORRECTIONS, columnTolerance, rowTolerance);
    }
    if (status == Status.FAILED && bestResidual <= ACCEPTED && bestGap <= options.gap()) status = Status.OPTIMAL;
    return answer(status, iteration, system);
  }

  private void improveBound(double[] y) {
    double[] full = presolve.restoreRows(scale.unscaleRows(y));
    double b = SafeBound.of(lp, full, boxes);
    bound = Math.max(bound, b);
  }

  private void log(int iteration, Iterate at, PredictorCorrector stepper, double gap, NewtonSystem system) {
    LOG.log(
        System.Logger.Level.DEBUG,
        () ->
            "%3d primal %.8e dual %.8e bound %.8e errors %.1e %.1e mu %.1e gap %.1e steps %.3f %.3f  %.1f s (factor %.1f, %d solves %.1f)"
                .formatted(
                    iteration,
                    at.primal * unit + constant + lp.offset(),
                    at.dual * unit + constant + lp.offset(),
                    bound,
                    at.primalError,
                    at.dualError,
                    at.mu,
                    gap,
                    stepper.primalStep,
                    stepper.dualStep,
                    InteriorPointSession.seconds(begin),
                    system.factorSeconds,
                    system.solves,
                    system.solveSeconds));
  }

  private Solution answer(Status status, int iterations, NewtonSystem system) {
    double seconds = InteriorPointSession.seconds(begin);
    LOG.log(
        System.Logger.Level.DEBUG,
        () ->
            "%s: %d iterations, %.2f s, factor %.2f GFLOP/s, %.0f MB"
                .formatted(
                    status,
                    iterations,
                    seconds,
                    (iterations + 1) * plan.flops / system.factorSeconds * 1e-9,
                    fronts.bytes() * 1e-6));
    if (Double.isInfinite(bestMerit)) {
      return new Solution(status, null, null, Double.NaN, bound, iterations, seconds, "ipm", false, null);
    }
    double[] x = presolve.restoreColumns(scale.unscaleColumns(bestV));
    double[] y = presolve.restoreRows(scale.unscaleRows(bestY));
    double b = Math.max(bound, SafeBound.of(lp, y, boxes));
    return new Solution(status, x, y, lp.objective(x), b, iterations, seconds, "ipm", false, null);
  }
}
