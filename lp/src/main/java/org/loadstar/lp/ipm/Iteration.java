package org.loadstar.lp.ipm;

import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
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
  private static final int EXTRA = 8;

  private final Lp lp;
  private final Presolve presolve;
  private final Program p;
  private final Equilibration scale;
  private final SafeBound safe;
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
      Lp lp, Presolve presolve, Program p, Equilibration scale, SafeBound safe, Fronts fronts, Supernodes plan,
      Workers workers, long begin) {
    this.lp = lp;
    this.presolve = presolve;
    this.p = p;
    this.scale = scale;
    this.safe = safe;
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
    int corrections = corrections();
    double added = 1e-9;
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
        if (primal + lp.offset() - bound <= options.gap() * size || sinceSolved >= EXTRA) break;
      } else if (sinceSolved >= 0) {
        sinceSolved++;
        if (sinceSolved >= EXTRA) break;
      }
      if (sinceBest >= PATIENCE && iteration > 30 && bestMerit < 1e6 || iteration >= LIMIT) break;
      if (sinceBest >= 40) break;
      double columnTolerance = Math.max(0.05 * at.dualResidual, 1e-11);
      double rowTolerance = Math.max(0.05 * at.primalResidual, 1e-11);
      stepper.step(corrections, added, added, columnTolerance, rowTolerance);
      if (Math.max(stepper.primalStep, stepper.dualStep) < 1e-3) added = Math.min(1e-6, added * 10);
    }
    if (status == Status.FAILED && bestResidual <= ACCEPTED && bestGap <= options.gap()) status = Status.OPTIMAL;
    return answer(status, iteration, system);
  }

  /// Corrections pay when a factorisation costs many solves (Gondzio 1996).
  private int corrections() {
    double ratio = plan.flops / (4.0 * plan.factorEntries + 1);
    return ratio > 100 ? 3 : ratio > 30 ? 2 : ratio > 8 ? 1 : 0;
  }

  private void improveBound(double[] y) {
    double[] full = presolve.restoreRows(scale.unscaleRows(y));
    double b = safe.of(full, workers);
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
    double b = Math.max(bound, safe.of(y, workers));
    return new Solution(status, x, y, lp.objective(x), b, iterations, seconds, "ipm", false, null);
  }
}
