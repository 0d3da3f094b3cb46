package org.loadstar.model;

import java.util.Arrays;

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
/// so that output below c0 rises only in proportion to itself, and k is solved for the wanted mean. The plain
/// g_k would lift an hour at 2 % to 6 % for k = 3 and so hide the lulls that decide adequacy.
public final class Reshape {
  private static final double LULL = 0.15;
  private static final double LARGEST = 60;
  private static final double PRECISION = 1e-10;

  private Reshape() {}

  /// @throws IllegalArgumentException when the mean is outside [0, 1) or cannot be reached from this profile
  public static Hourly toMean(Hourly raw, double mean) {
    return toMean(raw, mean, LULL);
  }

  /// g_k alone, for comparison.
  static Hourly plain(Hourly raw, double mean) {
    return toMean(raw, mean, 0);
  }

  private static Hourly toMean(Hourly raw, double mean, double lull) {
    double now = raw.mean();
    if (Math.abs(now - mean) < 1e-9) return raw;
    if (mean == 0) return Hourly.constant(0);
    if (mean < 0 || mean >= 1 || now <= 0) throw new IllegalArgumentException("mean " + mean + " from " + now);
    double[] c = raw.toArray();
    double[] log = new double[c.length];
    for (int h = 0; h < c.length; h++) log[h] = Math.log1p(-c[h]);
    double lo = mean > now ? 1 : 0;
    double hi = 1;
    while (shaped(c, log, hi, lull).mean() < mean) {
      lo = hi;
      hi *= 2;
      if (hi > LARGEST) throw new IllegalArgumentException("mean " + mean + " cannot be reached from " + now);
    }
    // Regula falsi (Illinois): as safe as bisection, in a third of the steps. As k falls to 0 only hours at 1 stay.
    double least = Arrays.stream(c).filter(v -> v == 1).count() / (double) c.length;
    double below = (lo == 0 ? least : shaped(c, log, lo, lull).mean()) - mean;
    if (below > 0) throw new IllegalArgumentException("mean " + mean + " cannot be reached from " + now);
    double above = shaped(c, log, hi, lull).mean() - mean;
    Hourly best = shaped(c, log, hi, lull);
    int side = 0;
    for (int i = 0; i < 100 && Math.abs(best.mean() - mean) > PRECISION; i++) {
      double k = (lo * above - hi * below) / (above - below);
      best = shaped(c, log, k, lull);
      double error = best.mean() - mean;
      if (error < 0) {
        lo = k;
        below = error;
        if (side < 0) above /= 2;
        side = -1;
      } else {
        hi = k;
        above = error;
        if (side > 0) below /= 2;
        side = 1;
      }
    }
    return best;
  }

  /// f(c) at exponent k; `log` is ln(1 - c), `lull` c0, 0 for g_k at every k.
  private static Hourly shaped(double[] c, double[] log, double k, double lull) {
    double[] f = new double[c.length];
    for (int h = 0; h < f.length; h++) {
      double g = -Math.expm1(k * log[h]);
      f[h] = k <= 1 || lull == 0 ? g : c[h] + Math.min(1, c[h] / lull) * (g - c[h]);
    }
    return Hourly.of(f);
  }
}
