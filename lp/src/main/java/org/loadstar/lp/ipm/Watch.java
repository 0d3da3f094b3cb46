package org.loadstar.lp.ipm;

import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;

/// Time limit, progress and the wish to stop of one solve. Long computations look at it between pieces of work, so that a
/// limit holds inside an iteration too.
final class Watch {
  private static final long PAUSE_NANOS = 50_000_000;

  /// Leaves a computation that is no longer wanted.
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
    final Status status;

    Stopped(Status status) {
      super(status.name(), null, false, false);
      this.status = status;
    }
  }

  private final long begin = System.nanoTime();
  private final double limit;
  private final Progress progress;
  private long last = begin;
  private long iteration;
  private double lower = Double.NEGATIVE_INFINITY;
  private double upper = Double.POSITIVE_INFINITY;
  private boolean off;

  Watch(SolveOptions options, Progress progress) {
    this.limit = options.maxSeconds();
    this.progress = progress;
  }

  double seconds() {
    return (System.nanoTime() - begin) * 1e-9;
  }

  /// Seconds that are left.
  double left() {
    return limit - seconds();
  }

  /// Throws [Stopped] when the time is over or the user wants to stop.
  void check() {
    if (off) return;
    long now = System.nanoTime();
    if ((now - begin) * 1e-9 > limit) throw new Stopped(Status.LIMIT);
    if (now - last > PAUSE_NANOS) tell(now);
  }

  /// Reports an iteration.
  void report(long iteration, double lower, double upper) {
    this.iteration = iteration;
    this.lower = lower;
    this.upper = upper;
    tell(System.nanoTime());
    check();
  }

  private void tell(long now) {
    last = now;
    if (!progress.report((now - begin) * 1e-9, iteration, lower, upper)) throw new Stopped(Status.INTERRUPTED);
  }

  /// From now on nothing is stopped: what is left is writing the answer.
  void off() {
    off = true;
  }
}
