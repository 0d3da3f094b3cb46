package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Lp;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.model.Case;
import org.loadstar.model.Result;
import org.loadstar.model.Settings;
import org.loadstar.model.Tables;

/// What a plan costs in a future: its shared decisions held, all others decided again knowing the future.
final class Recourse {
  private static final int WHY = 3;

  private final PlanOptions options;
  private final Solves solves;
  private final StudyProgress progress;

  Recourse(PlanOptions options, Solves solves, StudyProgress progress) {
    this.options = options;
    this.solves = solves;
    this.progress = progress;
  }

  /// What came of it.
  ///
  /// @param status `optimal`, `infeasible` or `failed`
  /// @param cost USD, NaN without a plan
  /// @param lower proven bound on the cost, USD
  /// @param operated over all hours
  /// @param point columns of the future, null without a plan
  /// @param why words on what cannot be, empty for a plan
  record Cell(String status, double cost, double lower, Operated operated, double @Nullable [] point, String why) {
    static Cell none(String status, String why) {
      return new Cell(status, Double.NaN, Double.NaN, Operated.NOT, null, why);
    }

    boolean isPlan() {
      return point != null;
    }

    /// Cost with the operation over all hours in place of that of the plan's timesteps, USD; NaN without.
    double fullCost() {
      return cost + operated.more;
    }
  }

  /// The years of a plan that were operated over all hours.
  ///
  /// @param years as `full_year` of `plan --json`, each with its `unserved_mwh`; empty when none was asked
  /// @param more what that costs more than by the plan's timesteps, discounted USD; NaN where a year could not be operated
  /// @param error of `more`, USD
  /// @param unservedMwh of all these years
  /// @param why a year could not be operated, empty where all were
  record Operated(Map<String, ?> years, double more, double error, double unservedMwh, String why) {
    static final Operated NOT = new Operated(Map.of(), Double.NaN, 0, Double.NaN, "");

    static Operated failed(String why) {
      return new Operated(Map.of(), Double.NaN, 0, Double.NaN, why);
    }
  }

  /// The future's own plan.
  Cell own(FutureProgram f) throws StoppedException {
    return solved(f, f.lp(), "future " + f.future().name());
  }

  /// The future with decisions held.
  Cell held(FutureProgram f, int future, SharedDecisions shared, List<SharedDecisions.Decision> decisions, double[] values, String plan)
      throws StoppedException {
    Lp lp = shared.held(future, decisions, values);
    if (lp == null) return Cell.none("infeasible", String.join("; ", shared.refused(future, decisions, values)));
    return solved(f, lp, "plan " + plan + " in " + f.future().name());
  }

  private Cell solved(FutureProgram f, Lp lp, String label) throws StoppedException {
    Solving.Solved s = solves.solve(lp, label);
    Status status = s.solution().status();
    if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) return Cell.none("infeasible", why(f, lp, status, label));
    if (!s.hasPlan()) return Cell.none("failed", "the solver gave no plan: " + status);
    double cost = s.certificate().recomputedObjective() * Attempt.MILLION;
    Operated operated = options.fullYear().equals("none") ? Operated.NOT : operated(f, new Attempt(f.model(), lp, s, 0));
    return new Cell("optimal", cost, s.bound() * Attempt.MILLION, operated, s.solution().point(), "");
  }

  private String why(FutureProgram f, Lp lp, Status status, String label) {
    if (status == Status.UNBOUNDED) return "the cost has no lower limit";
    SolveOptions o = new SolveOptions(1e-6, Math.max(1, Math.min(60, solves.left())), options.threads(), options.seed());
    return Explanation.of(lp, f.data().settings().stages(), o, progress.silently("explaining " + label)).stream()
        .limit(WHY).map(m -> String.valueOf(m.get("words"))).collect(Collectors.joining("; "));
  }

  /// Operates the plan over all hours of the years asked.
  private Operated operated(FutureProgram f, Attempt plan) throws StoppedException {
    Case data = f.data();
    Settings set = data.settings();
    Tables tables = new Tables();
    Result result = plan.result();
    plan.model().report(result, tables, "plan");
    Map<String, @Nullable Object> summary = new TreeMap<>();
    SolveOptions o = new SolveOptions(Operation.GAP, solves.left(), options.threads(), options.seed());
    try {
      new FullYears(data, f.figures(), options, tables, summary).operate(plan.model().decisions(result), o, progress, new Clock());
    } catch (IllegalStateException e) {
      return Operated.failed(String.valueOf(e.getMessage()));
    }
    Map<String, Object> years = new LinkedHashMap<>();
    double more = 0;
    double error = 0;
    double unserved = 0;
    for (int k = 0; k < set.stages().size(); k++) {
      int year = set.stages().get(k);
      if (!(summary.get("full_year") instanceof Map<?, ?> all) || !(all.get("" + year) instanceof Map<?, ?> y)) continue;
      double lost = number(Summary.unserved(tables, "full", List.of(year)), "" + year);
      Map<String, Object> m = new LinkedHashMap<>();
      y.forEach((key, v) -> m.put(String.valueOf(key), v));
      m.put("unserved_mwh", lost);
      years.put("" + year, m);
      more += set.discountWeight(k) * (number(y, "operation_usd") - number(y, "operation_plan_time_usd"));
      error += set.discountWeight(k) * Operation.GAP * number(y, "operation_usd");
      unserved += lost;
    }
    return new Operated(years, more, error, unserved, "");
  }

  private static double number(Map<?, ?> m, String key) {
    return m.get(key) instanceof Number n ? n.doubleValue() : Double.NaN;
  }
}
