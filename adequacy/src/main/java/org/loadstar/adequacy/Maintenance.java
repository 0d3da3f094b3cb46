package org.loadstar.adequacy;

import java.util.Arrays;

/// When planned outages are taken: k_h, planned outages of an hour over their mean of the year.
public enum Maintenance {
  /// In the weeks of the lowest peaks, filled up to one level (Garver 1972): what operators aim at.
  LEVELLED,
  /// Evenly in March to May and September to November, as the plan takes them.
  SEASONS,
  /// None.
  NONE;

  private static final int WEEK = 168;

  /// Largest part of the capacity that is out at once.
  private static final double MOST = 0.35;

  private static final int BISECTIONS = 60;

  /// k of each hour.
  ///
  /// @param need what units have to serve by hour, MW
  /// @param planned mean capacity in planned outage, MW
  /// @param capacity of the units that have planned outages, MW
  double[] share(double[] need, double planned, double capacity) {
    double[] k = new double[need.length];
    if (this == NONE || planned <= 0) return k;
    if (this == SEASONS) {
      for (int h = 0; h < k.length; h++) {
        int month = org.loadstar.model.TimeGrid.monthOf(h);
        k[h] = month >= 3 && month <= 5 || month >= 9 && month <= 11 ? 2 : 0;
      }
      return k;
    }
    int weeks = (need.length + WEEK - 1) / WEEK;
    double[] peak = new double[weeks];
    Arrays.fill(peak, Double.NEGATIVE_INFINITY);
    for (int h = 0; h < need.length; h++) peak[h / WEEK] = Math.max(peak[h / WEEK], need[h]);
    double lo = Arrays.stream(peak).min().orElseThrow();
    double hi = Arrays.stream(peak).max().orElseThrow() + capacity;
    for (int i = 0; i < BISECTIONS; i++) {
      double level = (lo + hi) / 2;
      double sum = 0;
      for (int h = 0; h < need.length; h++) sum += out(level, peak[h / WEEK], capacity);
      if (sum < planned * need.length) lo = level;
      else hi = level;
    }
    for (int h = 0; h < k.length; h++) k[h] = out(hi, peak[h / WEEK], capacity) / planned;
    return k;
  }

  private static double out(double level, double peak, double capacity) {
    return Math.clamp(level - peak, 0, MOST * capacity);
  }
}
