package org.loadstar.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.model.Case;
import org.loadstar.model.DeclaredLimit;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.Readiness;
import org.loadstar.model.Result;
import org.loadstar.model.Stage;
import org.loadstar.model.Tables;
import org.loadstar.model.TimeGrid;

/// The plan that has the most new AI load energised at the end of a year, as reliable as the same case without it.
///
/// ```
/// (1) no-AI twin at least cost:  U_k,y = its cost of unserved energy and of missing firm capacity
/// (2) max E_Y   subject to the model's rows without a target,  unserved cost_y <= U_1,y,  firm shortfall cost_y <= U_2,y,
///               cost <= budget when there is one                                        -> bound E* (dual, proven)
/// (3) min cost - R E_Y  under the same limits with whole modules, R far above what a GW costs    -> the plan
///     with E_Y at least what whole modules reach without the hours, where (2) reaches that too
/// (4) min cost  with the load of (3)  -> its prices, in money
/// ```
///
/// The duals of (2) say how many GW one more unit of each limit gives: `binding`. They hold for the relaxation; the bound E* is one
/// for whole modules too. Targets of the case are not part of it, its ledgers of capital, chips and equipment are.
final class Fastest {
  /// The price of a missing target, which nobody pays.
  static final String MISSED = "ai_shortfall";

  private static final List<String> RELIABILITY = List.of("unserved", "reserve_shortfall");

  /// What the reliability may be worse than the twin's, relative and M$: the rounding of two solves.
  private static final double SAME = 1e-4;

  /// R over the price of a missing kW of target: enough that no cost outweighs a GW.
  private static final double REWARD = 10;
  /// That price where the case has none or a low one, USD/kW-yr.
  private static final double LEAST_PRICE = 20_000;
  /// What the load of (4) may be below that of (3) where modules are not whole, relative: prices need some room.
  private static final double ROOM = 1e-4;

  /// What the bound may be above the plan where it is closed, GW.
  private static final double EXACT = 1e-6;
  /// GW that one more unit of a limit gives below which it gives none.
  private static final double LEAST_DUAL = 1e-7;

  private final Case data;
  private final Figures figures;
  private final Task task;
  private final PlanOptions options;
  private final TimeGrid grid;
  private volatile boolean stop;

  /// How a study is done and where it writes.
  record Task(PlanOptions options, StudyProgress progress, Clock clock, Tables tables, Map<String, @Nullable Object> summary) {
    /// The same for the most load by another year, with tables of its own.
    Task at(int year) {
      PlanOptions.Goal goal = new PlanOptions.Goal(true, options.goal().budgetUsd(), year, options.goal().targetGw());
      return new Task(options.withGoal(goal), progress, clock, tables, summary);
    }

    double left() {
      return options.maxSeconds() - clock.total();
    }

    SolveOptions solve() {
      return new SolveOptions(options.gap(), left(), options.threads(), options.seed());
    }
  }

  /// @param until the case until its target year
  private Fastest(Case until, TimeGrid grid, Task task) {
    this.data = until;
    this.figures = new Figures(until);
    this.task = task;
    this.options = task.options;
    this.grid = grid;
  }

  /// The most load by the year of the goal.
  static Fastest of(Case data, Task task) {
    return of(data, grid(data, task), task);
  }

  /// The same with timesteps of the caller's choice.
  static Fastest of(Case data, TimeGrid grid, Task task) {
    return new Fastest(Stages.until(data, year(data, task.options)), grid, task);
  }

  private static TimeGrid grid(Case data, Task task) {
    String time = task.options.time();
    return TimeChoice.of(time == null ? data.settings().time() : time, data);
  }

  /// The same for an amount that is wanted by the year: a plan of least cost that has it.
  static Fastest wanted(Case data, double targetGw, Task task) {
    return new Fastest(Stages.until(data, year(data, task.options), targetGw, REWARD * price(data)), grid(data, task), task);
  }

  private static int year(Case data, PlanOptions options) {
    return options.goal().targetYear() == 0 ? data.settings().targetYear() : options.goal().targetYear();
  }

  private static double price(Case data) {
    return Math.max(LEAST_PRICE, data.settings().ai().shortfallUsdPerKwYr());
  }

  /// The case that is planned: until the target year, without its own targets.
  Case data() {
    return data;
  }

  /// What the twin pays a year for being less than reliable, M$ by category and stage.
  record Reliability(Map<String, Map<Integer, Double>> costs) {
    static Reliability of(Attempt twin) {
      return new Reliability(twin.model().totals(new Result(twin.lp(), twin.solved().solution())));
    }

    /// The same by `category|stage`.
    Map<String, Double> flat() {
      Map<String, Double> out = new TreeMap<>();
      for (String c : RELIABILITY) costs.getOrDefault(c, Map.of()).forEach((stage, cost) -> out.put(c + "|" + stage, cost));
      return out;
    }

    /// That of [#flat].
    static Reliability of(Map<String, Double> flat) {
      Map<String, Map<Integer, Double>> costs = new TreeMap<>();
      flat.forEach((k, v) -> {
        int bar = k.indexOf('|');
        costs.computeIfAbsent(k.substring(0, bar), c -> new TreeMap<>()).put(Integer.parseInt(k.substring(bar + 1)), v);
      });
      return new Reliability(costs);
    }

    double of(String category, Stage s) {
      return costs.getOrDefault(category, Map.of()).getOrDefault(s.index(), 0.0);
    }
  }

  /// The relaxation with the most load.
  ///
  /// @param program (2)
  /// @param reached GW of its plan, NaN without one
  /// @param upper GW that no plan passes, infinite where nothing is proven
  /// @param limits those of the case, by whose names the rows are told
  record Relaxed(Lp program, Solving.Solved solved, double reached, double upper, List<DeclaredLimit> limits) {}

  /// (1).
  ///
  /// @throws StoppedException when there was no time for it
  Reliability reliability() throws StoppedException {
    Attempt twin = twin();
    if (twin.solved().solution().status() == Status.INFEASIBLE) throw new OptionRefused("the case has no solution even without new AI load");
    if (!twin.solved().hasPlan()) throw new StoppedException();
    return Reliability.of(twin);
  }

  /// (2), or a program like it.
  Solving.Solved solved(Lp program) {
    return Solving.solve(program, options.solver(), task.solve(), watched("most load"));
  }

  Relaxed relaxed(Attempt open) {
    Lp program = open.lp().withoutCosts().relaxed();
    Map<Integer, Double> gw = load(open);
    gw.forEach((j, w) -> program.cost(j, -w));
    Solving.Solved s = solved(program);
    if (s.solution().status() == Status.INFEASIBLE) return new Relaxed(program, s, Double.NaN, 0, open.model().limits());
    double upper = -s.certificate().lowerBound();
    return new Relaxed(program, s, s.hasPlan() ? load(gw, s.solution().point()) : Double.NaN, Double.isFinite(upper) ? upper : Double.POSITIVE_INFINITY, open.model().limits());
  }

  /// Columns of the load at the end of the target year.
  private static Map<Integer, Double> load(Attempt open) {
    return open.model().aiColumns(open.model().stages().getLast());
  }

  static double load(Map<Integer, Double> gw, double[] x) {
    double sum = 0;
    for (var e : gw.entrySet()) sum += e.getValue() * x[e.getKey()];
    return sum;
  }

  Attempt twin() throws StoppedException {
    Attempt twin = attempt(false);
    twin = twin.with(Solving.solve(twin.lp().relaxed(), options.solver(), task.solve(), watched(Twin.LABEL)));
    task.clock.lap("solve");
    return twin;
  }

  /// True when even the case without new AI load costs more than the budget.
  boolean beyondBudget(Attempt twin) {
    return twin.lower() > options.goal().budgetUsd();
  }

  /// What a budget below the cost without new AI load is told.
  List<Map<String, Object>> budgetWords(Attempt twin) {
    double without = twin.upper();
    double budget = options.goal().budgetUsd();
    return List.of(
        Map.of(
            "constraint", "budget", "place", "all", "year", "all years", "amount", without - budget, "unit", "USD", "words",
            String.format(
                Locale.ROOT, "Until %d the case costs %s billion USD without new AI load (discounted, the years after %d that its last stage stands for included); the"
                    + " budget of %s billion must be above that",
                data.settings().targetYear(), plain(without / 1e9), data.settings().targetYear(), plain(budget / 1e9))));
  }

  /// A number to four digits, without zeros at its end.
  static String plain(double v) {
    return Double.isFinite(v) ? new BigDecimal(v).round(new MathContext(4)).stripTrailingZeros().toPlainString() : "" + v;
  }

  /// Plans the most load; everything found stands in the tables and the summary.
  void plan() throws StoppedException {
    Attempt twin = twin();
    if (!twin.solved().hasPlan()) {
      unsolved(twin);
      return;
    }
    if (beyondBudget(twin)) {
      refused(budgetWords(twin));
      return;
    }
    Attempt open = limited(Reliability.of(twin), Double.POSITIVE_INFINITY);
    task.clock.lap("build");
    Relaxed most = relaxed(open);
    task.clock.lap("solve");
    task.summary.put("rows", most.program.rows());
    task.summary.put("columns", most.program.columns());
    task.summary.put("nonzeros", most.program.nonzeros());
    if (most.solved.solution().status() == Status.INFEASIBLE) {
      infeasible(most.program);
      return;
    }
    if (Double.isFinite(most.upper)) task.summary.put("upper_bound_gw", most.upper);
    if (!most.solved.hasPlan() || stop) throw new StoppedException();
    double reward = REWARD * open.model().stages().getLast().discount() * price(data);
    Lp rewarded = open.lp().copy();
    load(open).forEach((j, w) -> rewarded.cost(j, open.lp().costs()[j] - reward * w));
    WholeLoad whole = WholeLoad.of(open.lp(), load(open), most.reached, task.solve(), watched("most load of whole modules"));
    Solving.Solved plan = whole == null ? Solving.NONE : Integers.orPlain(whole.kept(rewarded), options, task.solve(), watched("cheapest of the most load"));
    if (!plan.hasPlan() && !stop && task.left() > 0) plan = Integers.orPlain(rewarded, options, task.solve(), watched("cheapest of the most load"));
    task.clock.lap("solve");
    if (!plan.hasPlan()) throw new StoppedException();
    FastestBinding binding = new FastestBinding(most, data, Double.POSITIVE_INFINITY);
    double done = load(load(open), plan.solution().point());
    double enough = options.integers() ? options.integerGap() : Math.max(options.gap(), 1e-3);
    double upper = branched(open, most, done, done + Math.max(EXACT, options.gap() * done));
    if (Double.isFinite(upper)) task.summary.put("upper_bound_gw", upper);
    Attempt priced = priced(open, plan);
    Tables all = new Tables();
    priced.model().report(new Result(priced.lp(), priced.solved().solution()), all, "plan");
    binding.tell(all, task.tables);
    if (Readiness.of(data).stream().noneMatch(Readiness::hasRoom))
      task.tables.get("binding").add("plan", "campus.maximum", "all", data.settings().targetYear(), 0.0, "GW", "No site in the zones has room for new AI load", 0.0, "GW");
    NotBinding.ofMostLoad(priced.model().limits(), priced.result(), data.settings().targetYear(), task.tables, d -> binding.binds(d) || d.row() >= 0 && Math.abs(most.solved.solution().duals()[d.row()]) > LEAST_DUAL);
    double gap = Double.isFinite(upper) ? Math.max(0, (upper - done) / Math.max(1e-9, upper)) : Double.NaN;
    task.summary.put("objective", "fastest");
    task.summary.put("objective_gw", done);
    told(priced, twin, gap <= enough);
    task.summary.put("gap", gap);
    task.summary.put("binding_duals", "relaxation of the most load, GW per unit; an upper bound on what more of a limit gives");
  }

  /// The bound E* of whole modules: that of (2), lower by branching where the program is small and the plan leaves a gap.
  ///
  /// @param enough GW below which no more is proven
  double branched(Attempt open, Relaxed most, double done, double enough) {
    if (!open.lp().isMixedInteger()) return most.upper;
    Lp whole = open.lp().withoutCosts();
    load(open).forEach((j, w) -> whole.cost(j, -w));
    double bound = Solving.branched(whole, -most.upper, -done, -enough, task.solve(), watched("bound of whole modules"));
    task.clock.lap("solve");
    return Math.min(most.upper, Math.max(done, -bound));
  }

  /// (4): the plan at its least cost, with duals in money; the plan itself where that fails.
  private Attempt priced(Attempt open, Solving.Solved plan) {
    double[] x = plan.solution().point();
    Lp fixed = open.lp().relaxed();
    boolean whole = false;
    for (int j = 0; j < x.length; j++)
      if (open.lp().integers()[j]) {
        whole = true;
        fixed.bounds(j, Math.rint(x[j]), Math.rint(x[j]));
      }
    if (!whole) for (int j : load(open).keySet()) fixed.bounds(j, Math.min(x[j] * (1 - ROOM), fixed.uppers()[j]), fixed.uppers()[j]);
    Solving.Solved s = Solving.solve(fixed, options.solver(), task.solve(), watched("prices"));
    task.clock.lap("solve");
    return new Attempt(open.model(), s.hasPlan() ? fixed : open.lp(), s.hasPlan() ? s : plan, open.buildSeconds());
  }

  Attempt attempt(boolean withAi) throws StoppedException {
    if (stop || task.left() <= 0) throw new StoppedException();
    Model model = new Model(figures, new Model.Spec(Stages.of(data.settings(), grid), null, withAi));
    return new Attempt(model, model.program(), Solving.NONE, 0);
  }

  /// The model with new AI load, no less reliable than the twin and within the budget.
  ///
  /// @param months sites that are not ready so many months after 2026-01-01 are closed
  Attempt limited(Reliability asGoodAs, double months) throws StoppedException {
    return limited(asGoodAs, months, new ArrayList<>());
  }

  /// @param beyond takes the columns of what is spent beyond these limits
  Attempt limited(Reliability asGoodAs, double months, List<Integer> beyond) throws StoppedException {
    if (stop || task.left() <= 0) throw new StoppedException();
    Model model = new Model(figures, new Model.Spec(Stages.of(data.settings(), grid), null, true));
    for (String category : RELIABILITY)
      for (Stage s : model.stages()) {
        beyond.add(model.capCosts(category, category::equals, s, asGoodAs.of(category, s) * (1 + SAME) + SAME * s.discount()));
      }
    if (Double.isFinite(options.goal().budgetUsd()))
      beyond.add(model.capCosts("budget", c -> !c.equals(MISSED), null, options.goal().budgetUsd() / Attempt.MILLION));
    if (Double.isFinite(months)) model.closeSitesAfter(months);
    Lp lp = model.program();
    return new Attempt(model, options.integers() ? lp : lp.relaxed(), Solving.NONE, 0);
  }

  /// A plan of least cost with whole modules.
  Attempt cheapest(Attempt open) throws StoppedException {
    Attempt plan = open.with(Integers.orPlain(open.lp(), options, task.solve(), watched("cheapest with the target")));
    task.clock.lap("solve");
    if (!plan.solved().hasPlan()) throw new StoppedException();
    return plan;
  }

  /// The load of a plan at the end of the target year, GW.
  static double loadOf(Attempt plan) {
    return load(load(plan), plan.solved().solution().point());
  }

  /// What the tables of a plan say, its operation and its twin, for the summary.
  void told(Attempt plan, Attempt twin, boolean near) throws StoppedException {
    Result result = new Result(plan.lp(), plan.solved().solution());
    Map<String, @Nullable Object> summary = task.summary;
    Describe.plan(summary, data, task.tables, result.vertex());
    summary.put("status", near ? "within_gap" : "stopped");
    summary.put("target_year", data.settings().targetYear());
    summary.put(
        "objective_usd",
        Summary.discounted(task.tables, "plan").entrySet().stream()
            .filter(e -> !e.getKey().startsWith("resource:") && !e.getKey().equals(MISSED)).mapToDouble(Map.Entry::getValue).sum());
    boolean ok = plan.solved().certificate().ok();
    FullYears years = new FullYears(data, figures, options, task.tables, summary);
    ok &= years.operate(
        plan.model().decisions(result), new SolveOptions(Operation.GAP, task.left(), options.threads(), options.seed()), task.progress, task.clock);
    summary.put("certificate", Summary.certificate(plan.solved().certificate(), ok));
    summary.put("no_ai", Twin.report(twin, data, task.tables));
    task.clock.lap("report");
  }

  void unsolved(Attempt twin) throws StoppedException {
    if (twin.solved().solution().status() != Status.INFEASIBLE) throw new StoppedException();
    infeasible(twin.lp());
  }

  private void infeasible(Lp lp) {
    refused(
        Explanation.of(
            lp, data.settings().stages(), new SolveOptions(1e-6, Math.max(10, task.left()), options.threads(), options.seed()),
            task.progress.silently("explaining")));
  }

  /// There is no plan, and why.
  void refused(List<? extends Map<String, ?>> explanation) {
    task.summary.put("status", "infeasible");
    task.summary.put("objective_usd", null);
    task.summary.put("explanation", explanation);
  }

  private Progress watched(String label) {
    return (seconds, iteration, lower, upper) -> {
      // Bounds in GW or with the reward in them are no money.
      boolean money = label.equals(Twin.LABEL);
      boolean goOn =
          task.progress.report(
              label, seconds, Double.NaN, money ? lower * Attempt.MILLION : Double.NEGATIVE_INFINITY,
              money ? upper * Attempt.MILLION : Double.POSITIVE_INFINITY);
      if (!goOn) stop = true;
      return goOn;
    };
  }
}
