package org.loadstar.model;

import java.util.function.DoubleUnaryOperator;

/// Reshapes hourly capacity factors to another mean.
///
/// A better site of the same region has a higher duration curve, but its lulls are the same lulls. With
/// g_k(c) = 1 - (1 - c)^k (k wind or sun fields as good), the result is
///
/// ```
/// f(c) = c + min(1, c / c0) (g_k(c) - c)      for k >= 1,   c0 = 0.15
/// f(c) = g_k(c)                               for k <  1
/// ```
///
/// so that output below c0 rises only in proportion to itself, and k is solved by bisection for the wanted mean. The plain
/// g_k would lift an hour at 2 % to 6 % for k = 3 and so hide the lulls that decide adequacy.
public final class Reshape {
  private static final double LULL = 0.15;
  private static final double LARGEST = 60;

  private Reshape() {}

  /// @throws IllegalArgumentException when the mean is outside [0, 1) or cannot be reached from this profile
  public static Hourly toMean(Hourly raw, double mean) {
    double now = raw.mean();
    if (Math.abs(now - mean) < 1e-9) return raw;
    if (mean == 0) return Hourly.constant(0);
    if (mean < 0 || mean >= 1 || now <= 0) throw new IllegalArgumentException("mean " + mean + " from " + now);
    double lo = 0;
    double hi = 1;
    if (mean > now) {
      while (raw.map(shape(hi)).mean() < mean) {
        lo = hi;
        hi *= 2;
        if (hi > LARGEST) throw new IllegalArgumentException("mean " + mean + " cannot be reached from " + now);
      }
    }
    for (int i = 0; i < 60 && hi - lo > 1e-12 * hi; i++) {
      double mid = (lo + hi) / 2;
      if (raw.map(shape(mid)).mean() < mean) lo = mid;
      else hi = mid;
    }
    return raw.map(shape(hi));
  }

  private static DoubleUnaryOperator shape(double k) {
    return c -> {
      double g = 1 - Math.pow(1 - c, k);
      return k <= 1 ? g : c + Math.min(1, c / LULL) * (g - c);
    };
  }
}
