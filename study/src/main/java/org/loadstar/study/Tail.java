package org.loadstar.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// What a distribution of costs is worth: its mean, its conditional value at risk, and a mix of both.
///
/// ```
/// value at risk:  v = least cost c with P(cost <= c) >= a
/// conditional:    v + 1/(1 - a) sum_s p_s max(0, c_s - v)
/// mix:            (1 - l) mean + l conditional
/// ```
///
/// @param level a, in [0, 1)
/// @param weight l, in [0, 1]
record Tail(double level, double weight) {
  private static final double ROUNDING = 1e-12;

  static double mean(double[] cost, double[] probability) {
    double sum = 0;
    for (int s = 0; s < cost.length; s++) sum += probability[s] * cost[s];
    return sum;
  }

  double atRisk(double[] cost, double[] probability) {
    int[] order = IntStream.range(0, cost.length).boxed().sorted(Comparator.comparingDouble(s -> cost[s])).mapToInt(s -> s).toArray();
    double sum = 0;
    for (int s : order) {
      sum += probability[s];
      if (sum >= level - ROUNDING) return cost[s];
    }
    return Arrays.stream(cost).max().orElse(Double.NaN);
  }

  double conditional(double[] cost, double[] probability) {
    double v = atRisk(cost, probability);
    double beyond = 0;
    for (int s = 0; s < cost.length; s++) beyond += probability[s] * Math.max(0, cost[s] - v);
    return v + beyond / (1 - level);
  }

  double of(double[] cost, double[] probability) {
    return (1 - weight) * mean(cost, probability) + weight * conditional(cost, probability);
  }
}
