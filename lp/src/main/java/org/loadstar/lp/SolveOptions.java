package org.loadstar.lp;

/// Options common to all solvers.
///
/// @param gap relative gap between plan and bound at which a solve may stop (for LP the relative primal-dual gap)
/// @param maxSeconds wall limit in seconds, infinity for none
/// @param threads threads that the solver may use
/// @param seed random seed
public record SolveOptions(double gap, double maxSeconds, int threads, int seed) {
  public static SolveOptions defaults() {
    return new SolveOptions(1e-6, Double.POSITIVE_INFINITY, 1, 0);
  }

  public SolveOptions withGap(double g) {
    return new SolveOptions(g, maxSeconds, threads, seed);
  }

  public SolveOptions withMaxSeconds(double s) {
    return new SolveOptions(gap, s, threads, seed);
  }

  public SolveOptions withThreads(int n) {
    return new SolveOptions(gap, maxSeconds, n, seed);
  }
}
