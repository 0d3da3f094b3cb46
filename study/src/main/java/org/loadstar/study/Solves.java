package org.loadstar.study;

import org.loadstar.lp.Lp;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;

/// Solves the programs of one study, which have one limit of time and are stopped together.
final class Solves {
  private final PlanOptions options;
  private final StudyProgress progress;
  private final Clock clock;
  private volatile boolean stop;

  Solves(PlanOptions options, StudyProgress progress, Clock clock) {
    this.options = options;
    this.progress = progress;
    this.clock = clock;
  }

  /// Seconds that are left.
  double left() {
    return options.maxSeconds() - clock.total();
  }

  /// True when the study may go on.
  boolean goOn() {
    return !stop && left() > 0;
  }

  /// The solution; infeasible, unbounded and failed programs are for the caller.
  ///
  /// @throws StoppedException when it was stopped or ran out of time
  Solving.Solved solve(Lp lp, String label) throws StoppedException {
    if (!goOn()) throw new StoppedException();
    SolveOptions o = new SolveOptions(options.gap(), left(), options.threads(), options.seed());
    Solving.Solved s = Integers.orPlain(lp, options, o, (seconds, i, lower, upper) -> report(label, seconds, lower, upper));
    Status status = s.solution().status();
    if (status == Status.INTERRUPTED || status == Status.LIMIT) throw new StoppedException();
    return s;
  }

  boolean report(String label, double seconds, double lower, double upper) {
    boolean on = progress.report(label, seconds, Double.NaN, lower * Attempt.MILLION, upper * Attempt.MILLION);
    if (!on) stop = true;
    return on;
  }
}
