package org.loadstar.adequacy;

/// A mean over sample years and the standard error of that mean. The error is of the sampling alone: weather years that were not drawn are
/// not in it.
public record Estimate(double value, double standardError) {
  /// Of one value per sample year; the error is unknown (NaN) of fewer than two.
  static Estimate of(double[] v, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) sum += v[i];
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) squares += (v[i] - mean) * (v[i] - mean);
    return new Estimate(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n));
  }

  Estimate times(double k) {
    return new Estimate(k * value, k * standardError);
  }

  /// True when the error is at most a share of the value; also of a value of exactly 0, where there is nothing to be exact about.
  boolean within(double share) {
    return value == 0 || standardError <= share * value;
  }
}
