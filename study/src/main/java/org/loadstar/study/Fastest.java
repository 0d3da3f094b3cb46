package org.loadstar.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.Result;
import org.loadstar.model.Sheet;
import org.loadstar.model.Stage;
import org.loadstar.model.Tables;
import org.loadstar.model.TimeGrid;
import org.loadstar.study.attribution.Worth;

/// The plan that has the most new AI load energised at the end of a year, as reliable as the same case without it.
///
/// ```
/// (1) no-AI twin at least cost:  U_k,y = its cost of unserved energy and of missing firm capacity
/// (2) max E_Y   subject to the model's rows without a target,  unserved cost_y <= U_1,y,  firm shortfall cost_y <= U_2,y,
///               cost <= budget when there is one                                        -> bound E* (dual, proven)
/// (3) min cost - R E_Y  under the same limits with whole modules, R far above what a GW costs    -> the plan
/// ```
///
/// The duals of (2) say how many GW one more unit of each limit gives: `binding`. They hold for the relaxation; the bound E* is one
/// for whole modules too. Targets of the case are not part of it, its ledgers of capital, chips and equipment are.
final class Fastest {
  private static final List<String> RELIABILITY = List.of("unserved", "reserve_shortfall");

  /// What the reliability may be worse than the twin's, relative and M$: the rounding of two solves.
  private static final double SAME = 1e-4;

  /// R over the price of a missing kW of target: enough that no cost outweighs a GW.
  private static final double REWARD = 10;

  private final Case data;
  private final Figures figures;
  private final PlanOptions options;
  private final StudyProgress progress;
  private final Clock clock;
  private final Tables tables;
  private final Map<String, @Nullable Object> summary;
  private final TimeGrid grid;
  private volatile boolean stop;

  Fastest(
      Case data, PlanOptions options, StudyProgress progress, Clock clock, Tables tables, Map<String, @Nullable Object> summary) {
    int year = options.goal().targetYear() == 0 ? data.settings().targetYear() : options.goal().targetYear();
    this.data = Stages.until(data, year);
    this.figures = new Figures(this.data);
    this.options = options;
    this.progress = progress;
    this.clock = clock;
    this.tables = tables;
    this.summary = summary;
    this.grid = TimeChoice.of(options.time() == null ? data.settings().time() : options.time(), this.data);
  }

  /// The case that is planned: until the target year, without targets.
  Case data() {
    return data;
  }

  /// What the twin pays a year for being less than reliable, M$ by category and stage.
  record Reliability(Map<String, Map<Integer, Double>> costs) {
    static Reliability of(Attempt twin) {
      return new Reliability(twin.model().totals(new Result(twin.lp(), twin.solved().solution())));
    }

    double of(String category, Stage s) {
      return costs.getOrDefault(category, Map.of()).getOrDefault(s.index(), 0.0);
    }
  }

  /// (1).
  ///
  /// @throws StoppedException when there was no time for it
  Reliability reliability() throws StoppedException {
    Attempt twin = twin();
    if (!twin.solved().hasPlan()) throw new StoppedException();
    return Reliability.of(twin);
  }

  /// The most load of the relaxation.
  ///
  /// @param gw GW of its plan, and the bound; less what is spent beyond the limits at the price of a missing GW, where they cannot be kept
  /// @param beyond M$ (discounted) that it spends beyond the limits
  record Most(Worth.Interval gw, double beyond, Tables tables) {}

  /// (2) alone, of the relaxation.
  ///
  /// @throws StoppedException when there was no time for it
  Most most(Reliability asGoodAs) throws StoppedException {
    List<Integer> slack = new ArrayList<>();
    Attempt open = limited(asGoodAs, slack);
    Stage last = open.model().stages().getLast();
    Map<Integer, Double> gw = open.model().aiColumns(last);
    Lp most = most(open, gw);
    Solving.Solved s = Solving.solve(most, options.solver(), solveOptions(), watched("most load"));
    double perMillion = 1 / (last.discount() * Math.max(1, data.settings().ai().shortfallUsdPerKwYr()));
    if (s.solution().status() == Status.INFEASIBLE) {
      for (int j : slack) {
        most.bounds(j, 0, Double.POSITIVE_INFINITY);
        most.cost(j, perMillion);
      }
      s = Solving.solve(most, options.solver(), solveOptions(), watched("most load"));
    }
    if (!s.hasPlan()) throw new StoppedException();
    double beyond = 0;
    for (int j : slack) beyond += s.solution().point()[j];
    double reached = load(gw, s.solution().point()) - beyond * perMillion;
    Tables all = new Tables();
    open.model().report(new Result(most, s.solution()), all, "plan");
    return new Most(new Worth.Interval(reached, reached, Math.max(reached, -s.certificate().lowerBound())), beyond, all);
  }

  private static Lp most(Attempt open, Map<Integer, Double> gw) {
    Lp most = open.lp().withoutCosts().relaxed();
    gw.forEach((j, w) -> most.cost(j, -w));
    return most;
  }

  private static double load(Map<Integer, Double> gw, double[] x) {
    double sum = 0;
    for (var e : gw.entrySet()) sum += e.getValue() * x[e.getKey()];
    return sum;
  }

  private Attempt twin() throws StoppedException {
    Attempt twin = attempt(false);
    twin = twin.with(Solving.solve(twin.lp().relaxed(), options.solver(), solveOptions(), watched(Twin.LABEL)));
    clock.lap("solve");
    return twin;
  }

  /// Plans; everything found stands in the tables and the summary.
  void plan() throws StoppedException {
    Attempt twin = twin();
    if (!twin.solved().hasPlan()) {
      unsolved(twin);
      return;
    }
    Attempt open = limited(Reliability.of(twin), new ArrayList<>());
    clock.lap("build");
    Stage last = open.model().stages().getLast();
    Map<Integer, Double> gw = open.model().aiColumns(last);
    Lp most = most(open, gw);
    Solving.Solved bound = Solving.solve(most, options.solver(), solveOptions(), watched("most load"));
    clock.lap("solve");
    summary.put("rows", most.rows());
    summary.put("columns", most.columns());
    summary.put("nonzeros", most.nonzeros());
    if (bound.solution().status() == Status.INFEASIBLE) {
      infeasible(most);
      return;
    }
    double upper = -bound.certificate().lowerBound();
    if (Double.isFinite(upper)) summary.put("upper_bound_gw", upper);
    if (!bound.hasPlan() || stop) throw new StoppedException();
    double reward = REWARD * last.discount() * data.settings().ai().shortfallUsdPerKwYr();
    double[] costs = open.lp().costs().clone();
    gw.forEach((j, w) -> open.lp().cost(j, costs[j] - reward * w));
    Attempt plan = open.with(Integers.orPlain(open.lp(), options, solveOptions(), watched("cheapest of the most load")));
    clock.lap("solve");
    if (!plan.solved().hasPlan()) throw new StoppedException();
    report(plan, twin, gw, upper, new FastestBinding(most, bound.solution(), data, open.model().limits()));
  }

  private Attempt attempt(boolean withAi) throws StoppedException {
    if (stop || left() <= 0) throw new StoppedException();
    Model model = new Model(figures, new Model.Spec(Stages.of(data.settings(), grid), null, withAi));
    return new Attempt(model, model.program(), Solving.NONE, 0);
  }

  /// The model with new AI load, no less reliable than the twin and within the budget.
  ///
  /// @param beyond takes the columns of what is spent beyond these limits
  private Attempt limited(Reliability asGoodAs, List<Integer> beyond) throws StoppedException {
    if (stop || left() <= 0) throw new StoppedException();
    Model model = new Model(figures, new Model.Spec(Stages.of(data.settings(), grid), null, true));
    for (String category : RELIABILITY)
      for (Stage s : model.stages()) {
        beyond.add(model.capCosts(category, category::equals, s, asGoodAs.of(category, s) * (1 + SAME) + SAME * s.discount()));
      }
    if (Double.isFinite(options.goal().budgetUsd()))
      beyond.add(model.capCosts("budget", c -> true, null, options.goal().budgetUsd() / Attempt.MILLION));
    Lp lp = model.program();
    return new Attempt(model, options.integers() ? lp : lp.relaxed(), Solving.NONE, 0);
  }

  private void report(Attempt plan, Attempt twin, Map<Integer, Double> gw, double upper, FastestBinding binding) throws StoppedException {
    Result result = plan.result();
    Tables all = new Tables();
    plan.model().report(result, all, "plan");
    // The duals of the plan price a GW at the reward; what binds is told by those of (2).
    for (Sheet s : all.all()) if (!s.name().equals("binding")) tables.get(s.name()).addAll(s);
    binding.write(tables.get("binding"), tables.get("campuses"));
    NotBinding.write(plan.model().limits(), result, data.settings().targetYear(), tables);
    Describe.plan(summary, data, tables, result.vertex());
    double done = load(gw, result.point());
    double gap = Double.isFinite(upper) ? Math.max(0, (upper - done) / Math.max(1e-9, upper)) : Double.NaN;
    boolean near = gap <= (options.integers() ? options.integerGap() : Math.max(options.gap(), 1e-3));
    summary.put("status", near ? "within_gap" : "stopped");
    summary.put("objective", "fastest");
    summary.put("target_year", data.settings().targetYear());
    summary.put("objective_gw", done);
    summary.put("gap", gap);
    summary.put("objective_usd", Summary.discounted(tables, "plan").entrySet().stream().filter(e -> !e.getKey().startsWith("resource:")).mapToDouble(Map.Entry::getValue).sum());
    summary.put("binding_duals", "relaxation of the most load, GW per unit; an upper bound on what more of a limit gives");
    boolean ok = plan.solved().certificate().ok();
    FullYears years = new FullYears(data, figures, options, tables, summary);
    ok &= years.operate(plan.model().decisions(result), new SolveOptions(1e-5, left(), options.threads(), options.seed()), progress, clock);
    summary.put("certificate", Summary.certificate(plan.solved().certificate(), ok));
    summary.put("no_ai", Twin.report(twin, data, tables));
    clock.lap("report");
  }

  private void unsolved(Attempt twin) throws StoppedException {
    if (twin.solved().solution().status() != Status.INFEASIBLE) throw new StoppedException();
    infeasible(twin.lp());
  }

  private void infeasible(Lp lp) {
    summary.put("status", "infeasible");
    summary.put("objective_usd", null);
    summary.put("explanation", Explanation.of(lp, data.settings().stages(), new SolveOptions(1e-6, Math.max(10, left()), options.threads(), options.seed()),
        progress.silently("explaining")));
  }

  private SolveOptions solveOptions() {
    return new SolveOptions(options.gap(), left(), options.threads(), options.seed());
  }

  private double left() {
    return options.maxSeconds() - clock.total();
  }

  private Progress watched(String label) {
    return (seconds, iteration, lower, upper) -> {
      // Bounds in GW or with the reward in them are no money.
      boolean money = label.equals(Twin.LABEL);
      boolean goOn =
          progress.report(
              label, seconds, Double.NaN, money ? lower * Attempt.MILLION : Double.NEGATIVE_INFINITY,
              money ? upper * Attempt.MILLION : Double.POSITIVE_INFINITY);
      if (!goOn) stop = true;
      return goOn;
    };
  }
}
