package org.loadstar.study;

import org.loadstar.lp.Progress;

/// Receives the progress of a study and says whether to go on. Any thread.
@FunctionalInterface
public interface StudyProgress {
  /// @param stage what is being done, as `plan`, `no-AI twin`, `full year 2030`
  /// @param seconds wall seconds since the stage began
  /// @param done share of the stage that is done in [0, 1], NaN when unknown
  /// @param lower best proven lower bound in USD, -infinity when none
  /// @param upper best plan in USD, +infinity when none
  /// @return false to stop cleanly with what there is
  boolean report(String stage, double seconds, double done, double lower, double upper);

  /// The progress of solves whose bounds say nothing about the study: only whether to go on.
  default Progress silently(String stage) {
    return (s, i, l, u) -> report(stage, s, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /// Something the user should know, in one line.
  default void warn(String line) {}

  static StudyProgress silent() {
    return (s, t, d, l, u) -> true;
  }
}
