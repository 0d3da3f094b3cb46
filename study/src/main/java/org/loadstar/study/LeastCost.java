package org.loadstar.study;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Levers;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.Result;
import org.loadstar.model.Stage;
import org.loadstar.model.Tables;
import org.loadstar.model.TimeGrid;
import org.loadstar.study.attribution.Worth;

/// The least-cost plan of a set of levers, fractions of modules, and what is open of its other sides.
///
/// ```
/// (1) c(x) -> min over the plans x of the case                          c+ found, c- proven
/// (2) CO2, public money:  [min f(x), max f(x)] over the plans with c(x) <= c+,   the ends as the duals prove them
/// ```
///
/// The best plan is one of those in (2), so the interval holds what it emits or costs the public, however near to it the plan found is. First units are
/// no sum of columns: their cost lies between nothing and all of it.
final class LeastCost implements LeverPlan {
  /// What the cost in (2) may be above c+, relative: the rounding of two solves.
  private static final double SAME = 1e-9;

  private final Model model;
  private final Lp program;
  private final String metric;
  private final Levers levers;
  private final Collection<String> members;
  private final Way way;

  /// How a program is solved.
  ///
  /// @param left seconds left
  record Way(String solver, SolveOptions options, Left left, Progress progress) {
    interface Left {
      double seconds() throws StoppedException;
    }

    Solving.Solved solve(Lp lp) throws StoppedException {
      return Solving.solve(lp, solver, options.withMaxSeconds(left.seconds()), progress);
    }
  }

  /// @param metric `co2` or `public_cost` for its interval
  /// @param members levers of the set
  LeastCost(Case data, TimeGrid grid, String metric, Levers levers, Collection<String> members, Way way) {
    model = new Model(new Figures(data), new Model.Spec(Stages.of(data.settings(), grid), null, true));
    program = model.program().relaxed();
    this.metric = metric;
    this.levers = levers;
    this.members = members;
    this.way = way;
  }

  @Override
  public Lp program() {
    return program;
  }

  private Case data() {
    return model.figures().data();
  }

  @Override
  public Found solve() throws StoppedException {
    Solving.Solved s = way.solve(program);
    if (s.solution().status() == Status.INFEASIBLE)
      throw new OptionRefused("levers " + (members.isEmpty() ? "none" : String.join("+", members)) + ": the case with these levers has no solution. Maybe leave one out");
    if (!s.hasPlan()) throw new StoppedException();
    Tables tables = new Tables();
    model.report(new Result(program, s.solution()), tables, "plan");
    Map<String, @Nullable Object> summary = new LinkedHashMap<>();
    Summary.costs(summary, data().settings(), tables);
    double cost = s.certificate().recomputedObjective() * Attempt.MILLION;
    // The private objective bounds itself; the resource cost of the plan is as near to its own best as that.
    double slack = Math.max(0, cost - s.certificate().lowerBound() * Attempt.MILLION);
    double resource = summary.get("resource_cost_usd") instanceof Double v ? v : cost;
    Map<String, Double> counts = new LeverCosts(data(), tables).counts(levers.all());
    Worth.Interval value = new Worth.Interval(-resource, -resource - slack, -resource + slack);
    return new Found(new LeverOutcome(value, 0, resource, co2(s, tables), counts, paid(s, counts), ChangedInputs.bind(tables)), s.solution());
  }

  /// What the plan costs without missed targets of new AI load, USD.
  double spent(Found found) {
    return model.totals(new Result(program, found.solution())).entrySet().stream()
        .filter(e -> !e.getKey().startsWith("resource:") && !e.getKey().equals(Fastest.MISSED))
        .flatMap(e -> e.getValue().values().stream()).mapToDouble(v -> v).sum() * Attempt.MILLION;
  }

  private Worth.@Nullable Interval co2(Solving.Solved best, Tables tables) throws StoppedException {
    int year = data().settings().targetYear();
    double t = Summary.emissions(tables, "plan", List.of(year)).get("" + year) instanceof Double v ? v : 0;
    Stage target = model.stages().stream().filter(s -> s.year() == year).findFirst().orElseThrow();
    return metric.equals("co2") ? range(best, model.co2Columns(target), 1e3, t, 0) : Worth.Interval.of(t);
  }

  private Worth.@Nullable Interval paid(Solving.Solved best, Map<String, Double> counts) throws StoppedException {
    if (!metric.equals("public_cost")) return null;
    double paid = LeverCosts.paid(levers, members, counts).values().stream().mapToDouble(v -> v).sum();
    Worth.Interval v = range(best, LeverCosts.columns(model, levers, members), 1, paid, Double.NEGATIVE_INFINITY);
    double first = LeverCosts.firstUnits(levers, members, counts);
    double open = Math.max(0, LeverCosts.firstUnits(data(), levers, members) - first);
    return new Worth.Interval(paid, v.low() - first, v.high() + open);
  }

  /// (2) of `unit` times a sum of columns, which with what no column decides is `value` in the plan found.
  private Worth.Interval range(Solving.Solved best, Map<Integer, Double> sum, double unit, double value, double least) throws StoppedException {
    if (sum.values().stream().allMatch(v -> v == 0)) return Worth.Interval.of(value);
    double limit = best.certificate().recomputedObjective();
    int[] priced = java.util.stream.IntStream.range(0, program.columns()).filter(j -> program.costs()[j] != 0).toArray();
    double[] less = java.util.Arrays.stream(priced).mapToDouble(j -> -program.costs()[j]).toArray();
    double most = limit + SAME * Math.abs(limit) - program.offset();
    Lp near = program.withoutCosts().with(List.of(new Lp.MoreRow("no_dearer", -1, priced, less, -most)));
    double[] x = best.solution().point();
    double at = sum.entrySet().stream().mapToDouble(e -> e.getValue() * x[e.getKey()]).sum();
    sum.forEach(near::cost);
    double low = way.solve(near).certificate().lowerBound();
    sum.forEach((j, v) -> near.cost(j, -v));
    double high = -way.solve(near).certificate().lowerBound();
    return new Worth.Interval(value, Math.min(value, Math.max(least, value + unit * (low - at))), Math.max(value, value + unit * (high - at)));
  }
}
