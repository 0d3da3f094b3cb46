package org.loadstar.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Passes the progress of a study on, and knows why the study ended early.
///
/// | `stopped_by` | meaning |
/// |---|---|
/// | `interrupt` | the user asked to stop |
/// | `time` | the limit of time (`--max-seconds`) |
/// | `gap` | the search ended with a plan and a bound that are further apart than was asked |
/// | `solver` | the solver gave no plan, though there was time |
/// | null | the study did not end early |
final class Stops implements StudyProgress {
  /// Share of the limit of time that a study which was stopped by it has spent at least: each solve is given what is left.
  private static final double SPENT = 0.9;

  private final StudyProgress to;
  private final double maxSeconds;
  private final Clock clock;
  private volatile boolean asked;
  private volatile boolean early;

  Stops(StudyProgress to, double maxSeconds, Clock clock) {
    this.to = to;
    this.maxSeconds = maxSeconds;
    this.clock = clock;
  }

  @Override
  public boolean report(String stage, double seconds, double done, double lower, double upper) {
    boolean goOn = to.report(stage, seconds, done, lower, upper);
    if (!goOn) asked = true;
    return goOn;
  }

  @Override
  public void warn(String line) {
    to.warn(line);
  }

  /// A step ended before it could give a result.
  void early() {
    early = true;
  }

  /// Puts `stopped_by` into a summary that has its `status`.
  void write(Map<String, @Nullable Object> summary) {
    summary.put("stopped_by", "stopped".equals(summary.get("status")) ? reason() : null);
  }

  private String reason() {
    if (asked) return "interrupt";
    if (Double.isFinite(maxSeconds) && (early || clock.total() >= SPENT * maxSeconds)) return "time";
    return early ? "solver" : "gap";
  }
}
