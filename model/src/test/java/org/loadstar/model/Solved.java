package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loadstar.lp.Solution;

/// A solved model.
final class Solved {
  final Built built;
  final Result result;
  final double objective;

  Solved(Built built, Solution s) {
    this.built = built;
    this.result = new Result(built.lp, s);
    this.objective = s.objective();
  }

  double value(String quantity, String member, int stage, int t) {
    return result.value(built.column(quantity, member, stage, t));
  }

  double value(String quantity, String member) {
    return value(quantity, member, 0, 0);
  }

  double dual(String row, String member, int stage, int t) {
    return result.dual(built.row(row, member, stage, t));
  }

  /// Price of energy, USD/MWh.
  double price(String zone, int stage, int t) {
    Stage s = built.model.stages().get(stage);
    return dual("balance", zone, stage, t) / built.model.perMwh(s, t);
  }

  /// Discounted cost of a category over all stages [M$], 0 when there is none.
  double cost(String category) {
    return built.model.totals(result).getOrDefault(category, Map.of()).values().stream().mapToDouble(v -> v).sum();
  }

  /// Discounted cost of a category that falls in a stage [M$].
  double cost(String category, int stage) {
    return built.model.totals(result).getOrDefault(category, Map.of()).getOrDefault(stage, 0.0);
  }

  /// Sum of all categories of the objective.
  double costs() {
    return built.model.totals(result).entrySet().stream()
        .filter(e -> !e.getKey().startsWith("resource:"))
        .flatMap(e -> e.getValue().values().stream())
        .mapToDouble(v -> v)
        .sum();
  }

  Tables tables() {
    Tables t = new Tables();
    built.model.report(result, t, "plan");
    return t;
  }

  Decisions decisions() {
    return built.model.decisions(result);
  }

  /// Numbers of a column of a result table where the text columns hold the given values, as `zone=A`.
  List<Double> numbers(String table, String column, String... where) {
    Sheet s = tables().get(table);
    List<Double> found = new ArrayList<>();
    for (int r = 0; r < s.rows(); r++) {
      boolean fits = true;
      for (String w : where) {
        int c = s.column(w.substring(0, w.indexOf('=')));
        String wanted = w.substring(w.indexOf('=') + 1);
        String is = s.type(c) == Sheet.Type.INTEGER ? Integer.toString(s.integer(r, c)) : s.text(r, c);
        fits &= is.equals(wanted);
      }
      if (fits) found.add(s.number(r, s.column(column)));
    }
    return found;
  }

  double number(String table, String column, String... where) {
    List<Double> found = numbers(table, column, where);
    if (found.size() != 1) throw new IllegalStateException(found.size() + " rows of " + table);
    return found.getFirst();
  }
}
