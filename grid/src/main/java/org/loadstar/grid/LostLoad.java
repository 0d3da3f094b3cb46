package org.loadstar.grid;

import java.util.Arrays;

/// The distribution of lost load over events.
///
/// @param events number of events
/// @param withLoss events that lose more than a thousandth of the load
/// @param mean MW
/// @param standardError of the mean, MW
/// @param p95 MW
/// @param p99 MW
/// @param max MW
/// @param meanTripped branches tripped by overload, mean
/// @param leftMw demand that left by itself in an event, mean
/// @param histogram events by lost share of the load: below 0.1 %, then up to 1, 2, 5, 10, 20, 50 and 100 %
/// @param lost MW of each event, in order of events
public record LostLoad(
    int events, int withLoss, double mean, double standardError, double p95, double p99, double max, double meanTripped, double leftMw, int[] histogram,
    double[] lost) {
  /// Upper edges of the classes, shares of the load.
  public static final double[] EDGES = {0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0};

  /// Mean change of the lost load, MW, event by event.
  public record Change(double mw, double standardError) {
    /// Whether it is larger than twice its standard error.
    public boolean told() {
      return mw != 0 && Math.abs(mw) > 2 * standardError;
    }
  }

  /// What the same events lose more elsewhere, as on another network: numbers of an event are drawn by its place, so that pairs differ by the
  /// network alone.
  public Change to(LostLoad other) {
    int n = Math.min(lost.length, other.lost.length);
    double[] more = new double[n];
    Arrays.setAll(more, k -> other.lost[k] - lost[k]);
    double mw = Arrays.stream(more).average().orElse(0);
    double square = Arrays.stream(more).map(v -> (v - mw) * (v - mw)).sum();
    return new Change(mw, n > 1 ? Math.sqrt(square / (n - 1) / n) : 0);
  }

  static LostLoad of(Cascade.Outcome[] outcomes, double loadMw) {
    int n = outcomes.length;
    double[] lost = Arrays.stream(outcomes).mapToDouble(Cascade.Outcome::lostMw).toArray();
    double[] sorted = lost.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(lost).average().orElse(0);
    double square = Arrays.stream(lost).map(v -> (v - mean) * (v - mean)).sum();
    int[] histogram = new int[EDGES.length];
    for (double v : lost) {
      int c = 0;
      while (c < EDGES.length - 1 && v >= EDGES[c] * loadMw) c++;
      histogram[c]++;
    }
    return new LostLoad(
        n, n - histogram[0], mean, n > 1 ? Math.sqrt(square / (n - 1) / n) : 0, quantile(sorted, 0.95), quantile(sorted, 0.99),
        n == 0 ? 0 : sorted[n - 1], Arrays.stream(outcomes).mapToInt(Cascade.Outcome::tripped).average().orElse(0),
        Arrays.stream(outcomes).mapToDouble(Cascade.Outcome::leftMw).average().orElse(0), histogram, lost);
  }

  /// The smallest value that at least this share of the events does not exceed.
  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) return 0;
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
