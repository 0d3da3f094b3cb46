package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Lp;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.AnnualLimits;
import org.loadstar.model.Case;
import org.loadstar.model.Decisions;
import org.loadstar.model.Figures;
import org.loadstar.model.Result;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.study.store.Proof;

/// A plan on few days or segments, operated over all hours of every stage: a plan for a program so large that its own solve may be
/// stopped.
///
/// @param time timesteps of the plan
/// @param tables the tables of the plan, with the operation of the target year
/// @param cost its cost with all hours, USD; infinite when there is none
/// @param targetYearCost cost of the target year with all hours, USD a year
/// @param ok all operations are certified
/// @param held every operation keeps the annual caps and standards, the alternative payments counted in its cost
/// @param primalResidual worst of the operations
/// @param bindingDuals duals that say what binds in it, as [Attempt#bindingDuals]
/// @param point what it is made from again
record FirstPlan(
    String time, Tables tables, double cost, double targetYearCost, boolean ok, boolean held, double primalResidual, String bindingDuals,
    Proof.Part point) {
  static final String TIME = "reps:4@2";

  private static final Proof.Part NOTHING = new Proof.Part("", new int[0], new double[0], new double[0]);

  /// Factors on the prices of annual limits.
  private static final double[] RAISES = {1.1, 2, 10};

  /// Sees the hours of each stage once operated, and the months on the way.
  interface Watch extends Operation.Hours {
    /// @param stage index of the stage
    default void operated(int stage, Decisions decisions, Tables hours) {}

    @Override
    default void solved(int stage, int firstHour, Lp month, double[] x) {}
  }

  static final Watch IGNORED = new Watch() {};

  static FirstPlan none() {
    return new FirstPlan("", new Tables(), Double.POSITIVE_INFINITY, Double.NaN, false, false, Double.NaN, Attempt.OWN_DUALS, NOTHING);
  }

  /// Operates a plan over all hours of its stages.
  static FirstPlan of(
      Attempt plan, String time, Case data, Figures figures, SideBySide how, SolveOptions options, StudyProgress progress, Watch watch)
      throws StoppedException {
    Tables tables = new Tables();
    Result result = plan.result();
    Decisions decisions = plan.model().decisions(result);
    plan.model().report(result, tables, "plan");
    NotBinding.write(plan.model().limits(), result, data.settings().targetYear(), tables);
    double total = 0;
    double target = Double.NaN;
    boolean ok = true;
    boolean held = true;
    double residual = 0;
    for (int k = 0; k < data.settings().stages().size(); k++) {
      int year = data.settings().stages().get(k);
      Operated y = operated(figures, year, decisions, how, options, progress, watch);
      watch.operated(k, decisions, y.hours);
      if (year == data.settings().targetYear()) for (Sheet t : y.hours.all()) tables.get(t.name()).addAll(t);
      double paid = y.held ? Summary.annual(tables, "plan", year).getOrDefault("clean_shortfall", 0.0) : 0; // anew in y
      double cost = Summary.fixedCost(tables, "plan", year) - paid + y.cost;
      total += data.settings().discountWeight(k) * cost;
      if (year == data.settings().targetYear()) target = cost;
      ok &= y.year.ok();
      held &= y.held;
      residual = Math.max(residual, y.year.primalResidual());
    }
    return new FirstPlan(time, tables, total, target, ok, held, residual, plan.bindingDuals(), plan.point(time));
  }

  boolean exists() {
    return Double.isFinite(cost);
  }

  /// Upper bound of the optimum, USD; infinite when it breaks an annual limit.
  double upper() {
    return held ? cost : Double.POSITIVE_INFINITY;
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

  /// A year of a plan; `cost` in USD without the prices of annual limits, with the alternative payments.
  private record Operated(Operation.Year year, Tables hours, double cost, boolean held) {}

  /// Operates a year, at rising prices of its annual limits until it keeps them.
  private static Operated operated(
      Figures figures, int year, Decisions decisions, SideBySide how, SolveOptions options, StudyProgress progress, Watch watch)
      throws StoppedException {
    AnnualLimits limits = new AnnualLimits(figures);
    Operated first = operated(figures, limits, year, decisions, how, options, progress, watch);
    if (first.held) return first;
    try {
      for (double factor : RAISES) {
        Operated y = operated(figures, limits, year, limits.raised(decisions, year, factor), how, options, progress, watch);
        if (y.held) return y;
      }
    } catch (StoppedException e) {
      // What breaks a limit is still what there is.
    }
    return first;
  }

  private static Operated operated(
      Figures figures, AnnualLimits limits, int year, Decisions decisions, SideBySide how, SolveOptions options, StudyProgress progress,
      Watch watch)
      throws StoppedException {
    Tables hours = new Tables();
    Operation.Year y = Operation.run(figures, year, decisions, true, "full", hours, how, options, progress, watch);
    double payments = limits.payments(year, hours, "full");
    boolean held = Double.isFinite(payments);
    return new Operated(y, hours, y.cost() + (held ? payments : 0), held);
  }
}
