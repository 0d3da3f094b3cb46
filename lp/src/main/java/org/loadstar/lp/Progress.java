package org.loadstar.lp;

/// Receives the progress of a solve and says whether to go on. Called often; must return fast. Any thread.
@FunctionalInterface
public interface Progress {
  /// @param seconds wall seconds since the solve began
  /// @param iteration iteration count
  /// @param lower best proven lower bound, -infinity when none
  /// @param upper objective of the best feasible point, +infinity when none
  /// @return false to stop the solve cleanly with what it has
  boolean report(double seconds, long iteration, double lower, double upper);

  /// Reports nothing and never stops.
  static Progress silent() {
    return (s, i, l, u) -> true;
  }
}
