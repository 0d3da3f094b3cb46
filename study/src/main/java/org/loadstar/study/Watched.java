package org.loadstar.study;

import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Solver;
import org.loadstar.lp.Status;

/// A solver for many solves of one piece of work, which has one limit of time and can be stopped as a whole: what is left of the limit
/// holds for each solve, and after a stop or the limit no further solve begins.
final class Watched implements Solver {
  private final Solver solver;
  private final Progress progress;
  private final double maxSeconds;
  private final long begun = System.nanoTime();
  private volatile boolean stopped;

  /// @param progress asked before and during each solve whether to go on, with the seconds of the whole work and no bounds
  /// @param maxSeconds limit of the whole work, from now on
  Watched(Solver solver, Progress progress, double maxSeconds) {
    this.solver = solver;
    this.progress = progress;
    this.maxSeconds = maxSeconds;
  }

  /// True when a solve was stopped or not begun.
  boolean stopped() {
    return stopped;
  }

  private double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  private boolean goOn() {
    if (!progress.report(seconds(), 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)) stopped = true;
    return !stopped;
  }

  @Override
  public String name() {
    return solver.name();
  }

  @Override
  public Session open(Lp lp) {
    Session session = solver.open(lp);
    return new Session() {
      @Override
      public Solution solve(SolveOptions options, Progress own) {
        double left = maxSeconds - seconds();
        if (left <= 0) stopped = true;
        if (stopped || !goOn())
          return new Solution(Status.INTERRUPTED, null, null, Double.NaN, Double.NEGATIVE_INFINITY, 0, 0, name(), false, null);
        Solution s = session.solve(
            options.withMaxSeconds(Math.min(options.maxSeconds(), left)), (t, i, l, u) -> own.report(t, i, l, u) && goOn());
        if (s.status() == Status.LIMIT) stopped = true;
        return s;
      }

      @Override
      public void start(Solution from) {
        session.start(from);
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }
}
