package org.loadstar.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Futures;

/// What `stochastic --json` says of the futures, and of every plan in every future.
final class FuturesSummary {
  /// Share of a cost that the 1 kW to which decisions are held may be worth.
  private static final double HELD = 1e-7;

  private FuturesSummary() {}

  static List<Map<String, @Nullable Object>> futures(List<FutureProgram> programs, Recourse.Cell[] own) {
    List<Map<String, @Nullable Object>> out = new ArrayList<>();
    for (int s = 0; s < own.length; s++) {
      FutureProgram p = programs.get(s);
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      m.put("name", p.future().name());
      m.put("probability", p.future().probability());
      m.put("changes", p.future().changes());
      m.put("quality", p.future().quality());
      m.put("source", p.future().origin());
      m.put("status", own[s].status());
      m.put("why", own[s].why());
      m.put("cost_usd", own[s].cost());
      m.put("lower_bound_usd", own[s].lower());
      plan(m, p, own[s]);
      out.add(m);
    }
    return out;
  }

  private static void plan(Map<String, @Nullable Object> into, FutureProgram p, Recourse.Cell cell) {
    double[] x = cell.point();
    if (x == null) return;
    into.put("ai_gw", p.aiGw(x));
    into.put("built_mw", p.built(x, p.data().settings().targetYear()));
    into.put("abroad_mw", p.abroad(x, p.data().settings().targetYear()));
    if (!cell.full().isEmpty()) into.put("full_year", cell.full());
  }

  /// What the stochastic plan does in each future.
  static Map<String, Object> branches(List<FutureProgram> programs, Recourse.Cell[] cells) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (int s = 0; s < cells.length; s++) {
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      m.put("cost_usd", cells[s].cost());
      plan(m, programs.get(s), cells[s]);
      out.put(programs.get(s).future().name(), m);
    }
    return out;
  }

  /// The tables of every plan in every future, and the plan of least regret.
  ///
  /// @param through last year of the shared decisions
  static Map<String, @Nullable Object> costs(
      Map<String, Recourse.Cell[]> plans, List<FutureProgram> programs, Tail tail, double[] probability, int through) {
    double[] best = new double[probability.length];
    double[] bestFull = new double[probability.length];
    for (int s = 0; s < best.length; s++) {
      int f = s;
      best[s] = plans.values().stream().mapToDouble(c -> c[f].cost()).filter(Double::isFinite).min().orElse(Double.NaN);
      bestFull[s] = plans.values().stream().mapToDouble(c -> c[f].fullCost()).filter(Double::isFinite).min().orElse(Double.NaN);
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    plans.forEach((name, cells) -> list.add(plan(name, cells, programs, tail, probability, best, through)));
    out.put("plans", list);
    out.put("cost_usd", table(plans, programs, c -> c.cost(), null));
    out.put("regret", table(plans, programs, c -> c.cost(), best));
    Map<String, Object> status = new LinkedHashMap<>();
    plans.forEach((name, cells) -> {
      Map<String, String> by = new LinkedHashMap<>();
      for (int s = 0; s < cells.length; s++) by.put(programs.get(s).future().name(), cells[s].status());
      status.put(name, by);
    });
    out.put("status_by_future", status);
    if (plans.values().stream().flatMap(Arrays::stream).anyMatch(c -> !c.full().isEmpty())) {
      out.put("cost_full_usd", table(plans, programs, Recourse.Cell::fullCost, null));
      out.put("regret_full", table(plans, programs, Recourse.Cell::fullCost, bestFull));
    }
    double error = plans.values().stream().flatMap(Arrays::stream).filter(Recourse.Cell::isPlan).mapToDouble(c -> c.cost() - c.lower()).max().orElse(0);
    double open = 2 * error + HELD * Arrays.stream(best).map(Math::abs).max().orElse(0);
    out.put("regret_error_usd", open);
    out.put("least_regret", leastRegret(list, open));
    return out;
  }

  private static Map<String, @Nullable Object> plan(
      String name, Recourse.Cell[] cells, List<FutureProgram> programs, Tail tail, double[] probability, double[] best, int through) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    boolean whole = Arrays.stream(cells).allMatch(Recourse.Cell::isPlan);
    double[] cost = Arrays.stream(cells).mapToDouble(Recourse.Cell::cost).toArray();
    m.put("plan", name);
    m.put("status", whole ? "optimal" : "infeasible");
    Map<String, String> why = new LinkedHashMap<>();
    for (int s = 0; s < cells.length; s++) if (!cells[s].isPlan()) why.put(programs.get(s).future().name(), cells[s].why());
    m.put("not_in", why);
    m.put("expected_cost_usd", whole ? Tail.mean(cost, probability) : null);
    m.put("cvar_usd", whole ? tail.conditional(cost, probability) : null);
    m.put("max_regret_usd", whole ? IntStream.range(0, cost.length).mapToDouble(s -> cost[s] - best[s]).max().orElse(0) : null);
    for (int s = 0; s < cells.length; s++) {
      double[] x = cells[s].point();
      if (x == null) continue;
      m.put("decided_mw", programs.get(s).built(x, through));
      break;
    }
    return m;
  }

  private static Map<String, Object> table(
      Map<String, Recourse.Cell[]> plans, List<FutureProgram> programs, ToDoubleFunction<Recourse.Cell> amount, double @Nullable [] less) {
    Map<String, Object> out = new LinkedHashMap<>();
    plans.forEach((name, cells) -> {
      Map<String, @Nullable Object> by = new LinkedHashMap<>();
      for (int s = 0; s < cells.length; s++) {
        double v = amount.applyAsDouble(cells[s]) - (less == null ? 0 : less[s]);
        by.put(programs.get(s).future().name(), Double.isFinite(v) ? v : null);
      }
      out.put(name, by);
    });
    return out;
  }

  /// The plan whose largest regret is least; the stochastic one where what the bounds leave open does not tell it from that.
  private static Map<String, @Nullable Object> leastRegret(List<Map<String, @Nullable Object>> plans, double error) {
    Map<String, @Nullable Object> best = new LinkedHashMap<>();
    best.put("plan", null);
    double least = Double.POSITIVE_INFINITY;
    for (Map<String, @Nullable Object> p : plans) {
      double better = Futures.STOCHASTIC.equals(p.get("plan")) ? error : 0;
      if (!(p.get("max_regret_usd") instanceof Double r) || r - better >= least) continue;
      least = r - better;
      best.put("plan", p.get("plan"));
      best.put("max_regret_usd", r);
    }
    return best;
  }
}
