package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;

/// What units of a technology cost when each doubling of their number saves a share of the cost, and the cumulative cost as
/// a chain of chords.
///
/// ```
/// (1) unit i of the plan costs  size x max(least, first (before + i)^log2(1 - rate))
/// (2) TC(n) = sum_{i <= n} of (1);  between points E_0 = 0 < E_1 < ... a chord
/// ```
///
/// Up to [#EXACT] units every number is a point; beyond, each point is a quarter farther than the one before. TC is concave, so
/// a chord lies below it, by less than 0.4 % at a learning rate of 20 %. Money in billion USD.
final class LearningCurve {
  private static final int EXACT = 8;
  private static final double FARTHER = 1.25;

  private final PlantRows.Learning row;
  private final List<Integer> points = new ArrayList<>(List.of(0));
  private final double[] total;

  LearningCurve(PlantRows.Learning row) {
    this.row = row;
    total = new double[row.most() + 1];
    for (int i = 1; i <= row.most(); i++) total[i] = total[i - 1] + capex(i) * row.unit() * 1e-6;
    for (int e = 1; e < row.most(); e = e < EXACT ? e + 1 : (int) Math.ceil(e * FARTHER)) points.add(e);
    points.add(row.most());
  }

  /// Size of a unit, GW.
  double unit() {
    return row.unit() / 1e3;
  }

  /// Overnight capex of the i-th unit of the plan, USD/kW: (1).
  double capex(int i) {
    double exponent = Math.log(1 - row.learningRate()) / Math.log(2);
    return Math.max(row.leastCapex(), row.firstCapex() * Math.pow(row.before() + i, exponent));
  }

  /// Mean overnight capex of all units that the plan may build, USD/kW.
  double meanCapex() {
    return total[row.most()] / (row.most() * row.unit() * 1e-6);
  }

  /// Cumulative cost of n units, billion USD: (2).
  double total(int n) {
    return total[n];
  }

  int most() {
    return row.most();
  }

  /// Number of chords.
  int segments() {
    return points.size() - 1;
  }

  /// E_k, k from 0.
  int point(int k) {
    return points.get(k);
  }

  /// beta_k: billion USD per unit on chord k, from 1.
  double slope(int k) {
    return (total[point(k)] - total[point(k - 1)]) / (point(k) - point(k - 1));
  }

  /// alpha_k: where chord k meets n = 0.
  double intercept(int k) {
    return total[point(k)] - slope(k) * point(k);
  }
}
