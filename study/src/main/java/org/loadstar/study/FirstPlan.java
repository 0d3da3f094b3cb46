package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Decisions;
import org.loadstar.model.Figures;
import org.loadstar.model.Result;
import org.loadstar.model.Tables;

/// A plan on few days or segments, operated over all hours of every stage: a plan for a program so large that its own solve may be
/// stopped.
///
/// @param time timesteps of the plan
/// @param tables the tables of the plan, with the operation of the target year
/// @param cost its cost with all hours, USD; infinite when there is none
/// @param targetYearCost cost of the target year with all hours, USD a year
/// @param ok all operations are certified
/// @param primalResidual worst of the operations
record FirstPlan(String time, Tables tables, double cost, double targetYearCost, boolean ok, double primalResidual) {
  static final String TIME = "reps:4@2";

  /// Sees the hours of each stage once operated.
  interface Watch {
    /// @param stage index of the stage
    void operated(int stage, Decisions decisions, Tables hours);
  }

  static final Watch IGNORED = (stage, decisions, hours) -> {};

  static FirstPlan none() {
    return new FirstPlan("", new Tables(), Double.POSITIVE_INFINITY, Double.NaN, false, Double.NaN);
  }

  /// Operates a plan over all hours of its stages.
  static FirstPlan of(
      Attempt plan, String time, Case data, Figures figures, String solver, SolveOptions options, StudyProgress progress, Watch watch)
      throws StoppedException {
    Tables tables = new Tables();
    Result result = new Result(plan.lp(), plan.solved().solution());
    Decisions decisions = plan.model().decisions(result);
    plan.model().report(result, tables, "plan");
    double total = 0;
    double target = Double.NaN;
    boolean ok = true;
    double residual = 0;
    for (int k = 0; k < data.settings().stages().size(); k++) {
      int year = data.settings().stages().get(k);
      Tables hours = year == data.settings().targetYear() ? tables : new Tables();
      Operation.Year y = Operation.run(figures, year, decisions, true, "full", hours, solver, options, progress);
      watch.operated(k, decisions, hours);
      double cost = Summary.fixedCost(tables, "plan", year) + y.cost();
      total += data.settings().discountWeight(k) * cost;
      if (year == data.settings().targetYear()) target = cost;
      ok &= y.ok();
      residual = Math.max(residual, y.primalResidual());
    }
    return new FirstPlan(time, tables, total, target, ok, residual);
  }

  boolean exists() {
    return Double.isFinite(cost);
  }

  /// Its operation is checked month by month; there are no duals of the year to check.
  Map<String, @Nullable Object> certificate() {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("ok", ok);
    m.put("primal_residual", primalResidual);
    m.put("dual_residual", null);
    m.put("complementarity", null);
    m.put("recomputed_objective", cost);
    return m;
  }

  /// True when nothing in a case holds over the whole year, so that months operated one by one keep all that it asks.
  static boolean keepsEverything(Case data) {
    return data.cleanStandards().isEmpty() && data.carbon().stream().noneMatch(c -> Double.isFinite(c.cap()));
  }
}
