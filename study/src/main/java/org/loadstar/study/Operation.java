package org.loadstar.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.loadstar.lp.Lp;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.model.Decisions;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.Result;
import org.loadstar.model.Stage;
import org.loadstar.model.Tables;
import org.loadstar.model.TimeGrid;

/// Operates a plan over all 8760 hours of a year, capacities fixed.
///
/// The months are solved one by one, in parallel, all storage at half of its energy at the month's ends; hydro and trade budgets are
/// monthly in the model anyway. The twelve months together are a feasible operation of the whole year, so their cost is an
/// upper bound of the year's cost for these capacities. Annual limits (a carbon cap, a clean standard) are honoured by the
/// price that the plan put on them, and the emissions are reported.
final class Operation {
  static final double BOUNDARY_LEVEL = 0.5;

  /// Costs that belong to operation; what is left of the plan's costs is fixed.
  static final Set<String> CATEGORIES = Set.of("fuel", "variable_om", "carbon", "hurdle", "unserved", "trade", "interruption");

  /// Widest gap of a month.
  static final double GAP = 1e-5;

  private Operation() {}

  /// An operated year.
  ///
  /// @param costs annual operating costs by category, USD
  /// @param lowerBound proven lower bound on their sum with the pseudo-costs of annual limits, given storage at the month ends, USD
  /// @param objective sum of all objective terms, USD
  /// @param primalResidual worst of the months
  /// @param ok all months are certified
  record Year(Map<String, Double> costs, double objective, double lowerBound, double primalResidual, boolean ok) {
    double cost() {
      return CATEGORIES.stream().mapToDouble(c -> costs.getOrDefault(c, 0.0)).sum();
    }
  }

  private record Month(Map<String, Double> costs, double objective, double lower, double residual, boolean ok, Runnable report) {}

  /// Sees the solved months.
  interface Hours {
    /// @param stage index of the stage in the plan
    /// @param firstHour hour of the year of the first column of a member in time
    void solved(int stage, int firstHour, Lp month, double[] x);
  }

  /// Operates a year and appends its hours to the tables under `grid`.
  static Year run(
      Figures figures, int year, Decisions decisions, boolean withAi, String grid, Tables tables, SideBySide how,
      SolveOptions options, StudyProgress progress)
      throws StoppedException {
    return run(figures, year, decisions, withAi, grid, tables, how, options, progress, (stage, first, lp, x) -> {});
  }

  /// As above, and shows each month to `hours`, in order.
  static Year run(
      Figures figures, int year, Decisions decisions, boolean withAi, String grid, Tables tables, SideBySide how,
      SolveOptions options, StudyProgress progress, Hours hours)
      throws StoppedException {
    String label = "full year " + year;
    long begun = System.nanoTime();
    AtomicInteger done = new AtomicInteger();
    List<SideBySide.Part<Month>> work = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      int first = TimeGrid.monthStart(month);
      int end = TimeGrid.monthStart(month + 1);
      work.add(() -> month(figures, year, decisions, withAi, grid, tables, first, end, done, hours));
    }
    Sum sum = new Sum();
    how.solve(work, false, options, () ->
        progress.report(label, (System.nanoTime() - begun) / 1e9, done.get() / 12.0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), sum::add);
    return new Year(sum.costs, sum.objective, sum.lower, sum.residual, sum.ok);
  }

  /// The months so far.
  private static final class Sum {
    final Map<String, Double> costs = new TreeMap<>();
    double objective;
    double lower;
    double residual;
    boolean ok = true;

    void add(Month m) {
      m.costs.forEach((c, v) -> costs.merge(c, v, Double::sum));
      objective += m.objective;
      lower += m.lower;
      residual = Math.max(residual, m.residual);
      ok &= m.ok;
      m.report.run();
    }
  }

  private static SideBySide.Prepared<Month> month(
      Figures figures, int year, Decisions decisions, boolean withAi, String grid, Tables tables, int first, int end, AtomicInteger done,
      Hours hours) {
    Stage stage = Stages.single(year, TimeGrid.window(first, end, BOUNDARY_LEVEL));
    Model model = new Model(figures, new Model.Spec(List.of(stage), decisions, withAi));
    Lp lp = model.program();
    return new SideBySide.Prepared<>(lp, s -> {
      Status status = s.solution().status();
      if (status == Status.INTERRUPTED || status == Status.LIMIT) throw new StoppedException();
      if (!s.hasPlan()) throw new IllegalStateException("operation of " + year + " from hour " + first + ": " + status);
      Result result = new Result(lp, s.solution());
      Map<String, Double> costs = new TreeMap<>();
      model.totals(result).forEach((c, byStage) -> byStage.forEach((k, v) -> costs.merge(c, v * 1e6, Double::sum)));
      done.incrementAndGet();
      return new Month(costs, s.certificate().recomputedObjective() * 1e6, s.certificate().lowerBound() * 1e6,
          s.certificate().primalResidual(), s.certificate().ok(), () -> {
            model.report(result, tables, grid);
            hours.solved(figures.data().settings().stages().indexOf(year), first, lp, result.point());
          });
    });
  }
}
