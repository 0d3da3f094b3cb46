package org.loadstar.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    if (!cell.operated().years().isEmpty()) into.put("full_year", cell.operated().years());
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
    double[] best = least(plans, probability.length, c -> c.cost());
    double[] bestFull = least(plans, probability.length, Recourse.Cell::fullCost);
    boolean full = plans.values().stream().flatMap(Arrays::stream).anyMatch(c -> !c.operated().equals(Recourse.Operated.NOT));
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    plans.forEach((name, cells) -> {
      Map<String, @Nullable Object> m = plan(name, cells, programs, through);
      m.putAll(means(cells, c -> c.cost(), best, tail, probability, ""));
      if (full) {
        m.put("not_operated_in", words(cells, programs, c -> c.isPlan() ? c.operated().why() : ""));
        m.putAll(means(cells, Recourse.Cell::fullCost, bestFull, tail, probability, "_full"));
      }
      list.add(m);
    });
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
    double error = plans.values().stream().flatMap(Arrays::stream).filter(Recourse.Cell::isPlan).mapToDouble(c -> c.cost() - c.lower()).max().orElse(0);
    double open = 2 * error + HELD * Arrays.stream(best).map(Math::abs).max().orElse(0);
    out.put("regret_error_usd", open);
    out.put("least_regret", leastRegret(list, "max_regret_usd", open));
    if (!full) return out;
    double openFull = open + 2 * plans.values().stream().flatMap(Arrays::stream).mapToDouble(c -> c.operated().error()).max().orElse(0);
    out.put("cost_full_usd", table(plans, programs, Recourse.Cell::fullCost, null));
    out.put("unserved_full_mwh", table(plans, programs, c -> c.operated().unservedMwh(), null));
    out.put("regret_full", table(plans, programs, Recourse.Cell::fullCost, bestFull));
    out.put("regret_full_error_usd", openFull);
    out.put("least_regret_full", leastRegret(list, "max_regret_full_usd", openFull));
    return out;
  }

  /// The least amount of any plan in each future; NaN where none has one.
  private static double[] least(Map<String, Recourse.Cell[]> plans, int futures, ToDoubleFunction<Recourse.Cell> amount) {
    double[] out = new double[futures];
    for (int s = 0; s < futures; s++) {
      int f = s;
      out[s] = plans.values().stream().mapToDouble(c -> amount.applyAsDouble(c[f])).filter(Double::isFinite).min().orElse(Double.NaN);
    }
    return out;
  }

  private static Map<String, @Nullable Object> plan(String name, Recourse.Cell[] cells, List<FutureProgram> programs, int through) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("plan", name);
    m.put("status", Arrays.stream(cells).allMatch(Recourse.Cell::isPlan) ? "optimal" : "infeasible");
    m.put("not_in", words(cells, programs, c -> c.isPlan() ? "" : c.why().isEmpty() ? c.status() : c.why()));
    for (int s = 0; s < cells.length; s++) {
      double[] x = cells[s].point();
      if (x == null) continue;
      m.put("decided_mw", programs.get(s).built(x, through));
      break;
    }
    return m;
  }

  /// Words by future, of those that have any.
  private static Map<String, String> words(Recourse.Cell[] cells, List<FutureProgram> programs, Function<Recourse.Cell, String> of) {
    Map<String, String> out = new LinkedHashMap<>();
    for (int s = 0; s < cells.length; s++) if (!of.apply(cells[s]).isEmpty()) out.put(programs.get(s).future().name(), of.apply(cells[s]));
    return out;
  }

  /// Mean, tail and largest regret of a plan over all futures; none of them where one future has no amount.
  private static Map<String, @Nullable Object> means(
      Recourse.Cell[] cells, ToDoubleFunction<Recourse.Cell> amount, double[] best, Tail tail, double[] probability, String of) {
    double[] cost = Arrays.stream(cells).mapToDouble(amount).toArray();
    boolean whole = Arrays.stream(cost).allMatch(Double::isFinite);
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("expected_cost" + of + "_usd", whole ? Tail.mean(cost, probability) : null);
    m.put("cvar" + of + "_usd", whole ? tail.conditional(cost, probability) : null);
    m.put("max_regret" + of + "_usd", whole ? IntStream.range(0, cost.length).mapToDouble(s -> cost[s] - best[s]).max().orElse(0) : null);
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
  ///
  /// @param of key of the largest regret
  private static Map<String, @Nullable Object> leastRegret(List<Map<String, @Nullable Object>> plans, String of, double error) {
    Map<String, @Nullable Object> best = new LinkedHashMap<>();
    best.put("plan", null);
    double least = Double.POSITIVE_INFINITY;
    for (Map<String, @Nullable Object> p : plans) {
      double better = Futures.STOCHASTIC.equals(p.get("plan")) ? error : 0;
      if (!(p.get(of) instanceof Double r) || r - better >= least) continue;
      least = r - better;
      best.put("plan", p.get("plan"));
      best.put("max_regret_usd", r);
    }
    return best;
  }
}
