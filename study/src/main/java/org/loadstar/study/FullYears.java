package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Decisions;
import org.loadstar.model.Figures;
import org.loadstar.model.Tables;

/// A plan on fewer hours operated over all 8760 hours of the target stage, or of all stages, and what the summary says of it.
final class FullYears {
  private static final String PLAN = "plan";

  private final Case data;
  private final Figures figures;
  private final PlanOptions options;
  private final Tables tables;
  private final Map<String, @Nullable Object> summary;

  FullYears(Case data, Figures figures, PlanOptions options, Tables tables, Map<String, @Nullable Object> summary) {
    this.data = data;
    this.figures = figures;
    this.options = options;
    this.tables = tables;
    this.summary = summary;
  }

  /// Operates the years that the options ask for; false when one is not certified.
  boolean operate(Decisions decisions, SolveOptions o, StudyProgress progress, Clock clock) throws StoppedException {
    if (options.fullYear().equals("none")) {
      summary.put("full_year_cost_usd", null);
      summary.put("full_year_gap", null);
      return true;
    }
    boolean ok = true;
    Map<String, Object> years = new LinkedHashMap<>();
    double started = clock.total();
    for (int year : data.settings().stages()) {
      boolean target = year == data.settings().targetYear();
      if (!target && !options.fullYear().equals("all")) continue;
      long begun = System.nanoTime();
      SolveOptions rest = o.withMaxSeconds(o.maxSeconds() - (clock.total() - started));
      Operation.Year y = Operation.run(figures, year, decisions, true, "full", tables, SideBySide.of(options), rest, progress);
      clock.lap("check");
      ok &= y.ok();
      double fixed = Summary.fixedCost(tables, PLAN, year);
      double reduced = yearCost(year);
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("cost_usd", fixed + y.cost());
      m.put("plan_time_cost_usd", reduced);
      m.put("operation_usd", y.cost());
      m.put("operation_plan_time_usd", reduced - fixed);
      m.put("operation_lower_bound_usd", y.lowerBound());
      m.put("seconds", (System.nanoTime() - begun) / 1e9);
      years.put("" + year, m);
      if (target) {
        operated(year, fixed + y.cost(), null);
        summary.put("plan_year_cost_usd", reduced);
      }
    }
    summary.put("full_year", years);
    Prices.summarise(data, tables, "full");
    summary.put("full_year_price_usd_per_mwh", Summary.prices(tables, "full"));
    return ok;
  }

  /// Annual cost of a year by the plan's own timesteps, USD.
  private double yearCost(int year) {
    return Summary.annual(tables, PLAN, year).entrySet().stream()
        .filter(e -> !e.getKey().startsWith("resource:"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /// What the operation of the target year says.
  void operated(int year, double cost, @Nullable Object gap) {
    summary.put("full_year_cost_usd", cost);
    summary.put("full_year_gap", gap);
    summary.put("full_year_unserved_mwh", Summary.unserved(tables, "full", List.of(year)).get("" + year));
    summary.put("full_year_emissions_t", Summary.emissions(tables, "full", List.of(year)).get("" + year));
  }

  /// The plan had all hours itself.
  void planned() {
    double cost = yearCost(data.settings().targetYear());
    summary.put("full_year_cost_usd", cost);
    summary.put("plan_year_cost_usd", cost);
    summary.put("full_year_gap", summary.get("gap"));
  }
}
