package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;

/// Figures of a cluster of plants: its own where its row has them, else those of its technology.
record GeneratorFigures(Figures figures) {
  double capex(Generator.Row q, int year) {
    return capex(figures, q.technology(), year, q.capexMultiplier(), q.capexAdder());
  }

  /// Overnight capex, USD/kW; of a technology that learns, what its zone adds to what all units pay together.
  static double capex(Figures figures, String technology, int year, double multiplier, double adder) {
    LearningCurve learning = figures.learning(technology);
    if (learning != null) return learning.meanCapex() * (multiplier - 1) + adder;
    return figures.cost(technology, year, Rows.TechnologyCost::capex) * multiplier + adder;
  }

  double vom(Generator.Row q, int year) {
    return Double.isNaN(q.vom()) ? figures.cost(q.technology(), year, Rows.TechnologyCost::vom) : q.vom();
  }

  double heatRate(Generator.Row q, int year) {
    return Double.isNaN(q.heatRate()) ? figures.cost(q.technology(), year, Rows.TechnologyCost::heatRate) : q.heatRate();
  }

  /// Mean capacity factor, for production credits.
  double meanOutput(Generator.Row q) {
    return q.profile().isEmpty() ? availability(q).mean() : figures.profile(q.profile(), q.profileMean()).mean();
  }

  Hourly availability(Generator.Row q) {
    if (!q.profile().isEmpty()) return figures.profile(q.profile(), q.profileMean());
    return figures.outages(q.technology());
  }

  double fom(Generator.Row q, int year) {
    return Double.isNaN(q.fom()) ? figures.cost(q.technology(), year, Rows.TechnologyCost::fom) : q.fom();
  }

  /// What a MWh costs over the stages: variable O&M and heat rate.
  List<Double> marginal(Generator.Row q, List<Stage> stages) {
    List<Double> cost = new ArrayList<>();
    for (Stage s : stages) {
      cost.add(vom(q, s.year()));
      cost.add(figures.technology(q.technology()).fuel().isEmpty() ? 0 : heatRate(q, s.year()));
    }
    return cost;
  }
}
