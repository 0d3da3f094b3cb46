package org.loadstar.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.Fault;
import org.loadstar.cases.Futures;
import org.loadstar.cases.FuturesFile;
import org.loadstar.cases.Nearest;
import org.loadstar.lp.ExtensiveForm;
import org.loadstar.lp.Lp;
import org.loadstar.lp.MeanProgram;
import org.loadstar.lp.Status;
import org.loadstar.model.Case;
import org.loadstar.model.TimeGrid;

/// One plan for many futures, and what is lost without it.
///
/// | symbol | meaning |
/// |---|---|
/// | F | mean of the costs, or its mix with their conditional value at risk ([Tail]) |
/// | d | decisions of the stages up to here-and-now ([SharedDecisions]) |
/// | C_s(d) | least cost of future s with d held; C*_s without |
///
/// ```
/// (1) stochastic plan:  RP = min over d of F(C_1(d), .., C_S(d))                     one program ([ExtensiveForm])
/// (2) EVPI = RP - F(C*_1, .., C*_S) >= 0
/// (3) VSS = F(C_1(m), .., C_S(m)) - RP >= 0,  m: the decisions of the plan of the mean future ([MeanProgram])
/// (4) regret of plan d in future s: C_s(d) - C*_s;   least regret: min over d of max over s
/// (5) waiting for w: RP with all decisions on w made here and now, less RP;   worth of w: RP without it, less RP
/// ```
///
/// (2) and (3) hold for F since it grows with every cost. Every plan is costed in every future by (C_s); where a future cannot live with
/// a plan that cell is infeasible, its mean and regret are none, and it says why. All programs have the timesteps of the common case.
public final class Stochastic {
  private final PlanOptions options;
  private final Asked asked;
  private final Futures futures;
  private final Case base;
  private final StudyProgress progress;
  private final Clock clock = new Clock();
  private final Solves solves;
  private final Recourse recourse;
  private final double[] probability;
  private final Tail tail;
  private final Map<String, @Nullable Object> out = new LinkedHashMap<>();
  private final Map<String, Recourse.Cell[]> plans = new LinkedHashMap<>();

  /// What is asked.
  ///
  /// @param file the futures
  /// @param level of the conditional value at risk, in [0, 1)
  /// @param weight of it in what is minimised, in [0, 1]
  /// @param hereAndNow last year decided before the future is known; 0 for what the file says, else the first stage
  public record Asked(Path file, double level, double weight, int hereAndNow) {
    public Asked {
      if (!(level >= 0 && level < 1)) throw new OptionRefused("cvar " + level + ": allowed is [0, 1)");
      if (!(weight >= 0 && weight <= 1)) throw new OptionRefused("cvar-weight " + weight + ": allowed is [0, 1]");
    }
  }

  private Stochastic(PlanOptions options, Asked asked, Futures futures, Case base, StudyProgress progress) {
    this.options = options;
    this.asked = asked;
    this.futures = futures;
    this.base = base;
    this.progress = progress;
    this.probability = futures.probabilities();
    this.tail = new Tail(asked.level, asked.weight);
    this.solves = new Solves(options, progress, clock);
    this.recourse = new Recourse(options, solves, progress);
  }

  /// Plans.
  ///
  /// @return the object of `stochastic --json`; `status` is `done`, `infeasible` (no plan lives in all futures) or `stopped`
  /// @throws CaseException when the file or the case in a future has faults
  /// @throws OptionRefused when an option does not apply
  public static Map<String, @Nullable Object> run(PlanOptions options, Asked asked, StudyProgress progress) {
    if (options.goal().fastest()) throw new OptionRefused("objective: a plan of many futures has the least cost; allowed is cost");
    if (options.solver().equals(PlanOptions.SEGMENTS)) throw new OptionRefused("solver 'segments': plans one future; allowed are " + PlanOptions.PROGRAM_SOLVERS);
    Futures futures = FuturesFile.read(asked.file, options.source());
    Case base = Stages.withStages(CaseReader.read(futures.common()).orThrow(), options.stages());
    return new Stochastic(options, asked, futures, base, progress).run();
  }

  private int lastShared() {
    List<Integer> years = base.settings().stages();
    int year = asked.hereAndNow > 0 ? asked.hereAndNow : futures.hereAndNow() > 0 ? futures.hereAndNow() : years.getFirst();
    int last = (int) years.stream().filter(y -> y <= year).count() - 1;
    if (last < 0) throw new OptionRefused("here-and-now " + year + ": nothing is decided by then; allowed are years from the first stage, " + years.getFirst());
    return last;
  }

  private Map<String, @Nullable Object> run() {
    int last = lastShared();
    List<Integer> years = base.settings().stages();
    String time = options.time() == null ? base.settings().time() : options.time();
    TimeGrid grid = TimeChoice.of(time, base);
    out.put("status", "stopped");
    out.put("name", futures.name());
    out.put("description", futures.description());
    out.put("resolution", time);
    out.put("full_year_asked", options.fullYear());
    out.put("stages", years);
    out.put("target_year", base.settings().targetYear());
    out.put("here_and_now", years.get(last));
    out.put("cvar_level", asked.level);
    out.put("cvar_weight", asked.weight);
    out.put("case_hash", CaseHash.of(base));
    List<FutureProgram> programs = new ArrayList<>();
    for (Futures.Future f : futures.all()) programs.add(FutureProgram.of(f, base, grid, options));
    SharedDecisions shared = new SharedDecisions(programs);
    for (Futures.Word w : futures.waitFor()) known(w, shared);
    List<SharedDecisions.Decision> decisions = shared.upTo(last);
    out.put("decisions", (int) decisions.stream().filter(d -> d.open(programs)).count());
    try {
      Recourse.Cell[] own = new Recourse.Cell[programs.size()];
      for (int s = 0; s < own.length; s++) own[s] = recourse.own(programs.get(s));
      out.put("futures", FuturesSummary.futures(programs, own));
      if (Arrays.stream(own).allMatch(Recourse.Cell::isPlan)) study(programs, shared, decisions, own, last);
      else out.put("status", "infeasible");
    } catch (StoppedException e) {
      out.put("status", "stopped");
    }
    out.put("seconds", clock.total());
    out.put("cpu_seconds", Clock.cpuSeconds());
    out.put("peak_memory_mb", Clock.peakMemoryMb());
    return out;
  }

  /// A word is known that names something the futures build, or a technology or site of the case, though it comes after the last stage.
  private void known(Futures.Word w, SharedDecisions shared) {
    Set<String> known = new TreeSet<>(shared.words());
    base.technologies().forEach(t -> known.add(t.technology()));
    base.campuses().forEach(c -> known.add(c.campus()));
    if (known.contains(w.text())) return;
    String near = Nearest.to(w.text(), known);
    throw new CaseException(List.of(new Fault(
        futures.file(), w.line(), w.text(), "no future builds anything of this name", near == null ? null : "'" + near + "'")));
  }

  private void study(
      List<FutureProgram> programs, SharedDecisions shared, List<SharedDecisions.Decision> decisions, Recourse.Cell[] own, int last)
      throws StoppedException {
    List<Lp> lps = programs.stream().map(FutureProgram::lp).toList();
    ExtensiveForm form = new ExtensiveForm(lps, probability, SharedDecisions.columns(decisions));
    Map<String, double[]> values = new LinkedHashMap<>();
    for (int s = 0; s < own.length; s++) values.put(programs.get(s).future().name(), SharedDecisions.values(decisions, s, point(own[s])));
    double least = Arrays.stream(own).mapToDouble(Recourse.Cell::lower).min().orElseThrow() / Attempt.MILLION;
    Lp together = form.atRisk(asked.level, asked.weight, Double.isFinite(least) ? least : 0);
    out.put("rows", together.rows());
    out.put("columns", together.columns());
    out.put("nonzeros", together.nonzeros());
    Solving.Solved plan = solves.solve(together, Futures.STOCHASTIC);
    if (plan.hasPlan()) values.put(Futures.STOCHASTIC, SharedDecisions.values(decisions, 0, form.of(0, plan.solution().point())));
    mean(lps, decisions, values);
    if (own.length > 1) regret(form, own, decisions, values);
    for (Map.Entry<String, double[]> e : values.entrySet()) {
      Recourse.Cell[] cells = new Recourse.Cell[own.length];
      for (int s = 0; s < cells.length; s++) {
        boolean itself = e.getKey().equals(programs.get(s).future().name());
        cells[s] = itself ? own[s] : recourse.held(programs.get(s), s, shared, decisions, e.getValue(), e.getKey());
      }
      plans.put(e.getKey(), cells);
      out.putAll(FuturesSummary.costs(plans, programs, tail, probability, base.settings().stages().get(last)));
    }
    worth(plan, own);
    List<Object> waiting = new ArrayList<>();
    for (Futures.Word w : futures.waitFor()) waiting.add(waiting(w.text(), lps, shared, decisions, plan, least));
    out.put("waiting", waiting);
    Recourse.Cell[] cells = plans.get(Futures.STOCHASTIC);
    if (cells != null && Arrays.stream(cells).allMatch(Recourse.Cell::isPlan)) {
      out.put("branches", FuturesSummary.branches(programs, cells));
      out.put("status", "done");
    } else {
      out.put("status", "infeasible");
    }
  }

  private static double[] point(Recourse.Cell c) {
    if (c.point() == null) throw new IllegalStateException("no plan: " + c.status());
    return c.point();
  }

  private void mean(List<Lp> lps, List<SharedDecisions.Decision> decisions, Map<String, double[]> values) throws StoppedException {
    MeanProgram mean = new MeanProgram(lps, probability);
    Solving.Solved s = solves.solve(mean.lp(), "mean future");
    out.put("mean_status", s.hasPlan() ? "optimal" : s.solution().status() == Status.INFEASIBLE ? "infeasible" : "failed");
    if (!s.hasPlan()) return;
    double[] x = s.solution().point();
    values.put(Futures.MEAN, decisions.stream().mapToDouble(d -> x[meanColumn(mean, d)]).toArray());
  }

  private static int meanColumn(MeanProgram mean, SharedDecisions.Decision d) {
    for (int s = 0; s < d.column().length; s++) if (d.column()[s] >= 0) return mean.column(s, d.column()[s]);
    throw new IllegalStateException(d.name());
  }

  private void regret(ExtensiveForm form, Recourse.Cell[] own, List<SharedDecisions.Decision> decisions, Map<String, double[]> values)
      throws StoppedException {
    double[] best = Arrays.stream(own).mapToDouble(c -> c.cost() / Attempt.MILLION).toArray();
    Solving.Solved s = solves.solve(form.regret(best), "least regret");
    if (s.hasPlan()) values.put(Futures.LEAST_REGRET, SharedDecisions.values(decisions, 0, form.of(0, s.solution().point())));
  }

  /// (1) to (3), with what the proven bounds leave open.
  private void worth(Solving.Solved plan, Recourse.Cell[] own) {
    double lower = plan.hasPlan() ? plan.bound() * Attempt.MILLION : Double.NaN;
    double upper = whole(Futures.STOCHASTIC) ? of(plans.get(Futures.STOCHASTIC), Recourse.Cell::cost) : Double.NaN;
    double alone = of(own, Recourse.Cell::cost);
    double mean = whole(Futures.MEAN) ? of(plans.get(Futures.MEAN), Recourse.Cell::cost) : Double.NaN;
    out.put("objective_usd", upper);
    out.put("lower_bound_usd", lower);
    out.put("gap", Math.max(0, (upper - lower) / Math.max(1, Math.abs(upper))));
    out.put("wait_and_see_usd", alone);
    out.put("mean_plan_usd", mean);
    out.put("evpi_usd", atLeastZero(upper - alone));
    out.put("evpi_range_usd", range(lower - alone, upper - of(own, Recourse.Cell::lower), upper - alone));
    out.put("vss_usd", atLeastZero(mean - upper));
    out.put("vss_range_usd", range((whole(Futures.MEAN) ? of(plans.get(Futures.MEAN), Recourse.Cell::lower) : Double.NaN) - upper, mean - lower, mean - upper));
    out.put("vss_note", Double.isNaN(mean) && whole(Futures.STOCHASTIC) ? "the plan of the mean future cannot be lived with in every future: the value is beyond all bounds" : null);
    Recourse.Cell[] cells = plans.get(Futures.STOCHASTIC);
    if (cells == null || !whole(Futures.STOCHASTIC)) return;
    double[] cost = Arrays.stream(cells).mapToDouble(Recourse.Cell::cost).toArray();
    out.put("expected_cost_usd", Tail.mean(cost, probability));
    out.put("cvar_usd", tail.conditional(cost, probability));
    out.put("value_at_risk_usd", tail.atRisk(cost, probability));
  }

  private boolean whole(String plan) {
    Recourse.Cell[] cells = plans.get(plan);
    return cells != null && Arrays.stream(cells).allMatch(Recourse.Cell::isPlan);
  }

  private double of(Recourse.Cell @Nullable [] cells, Function<Recourse.Cell, Double> amount) {
    return cells == null ? Double.NaN : tail.of(Arrays.stream(cells).mapToDouble(amount::apply).toArray(), probability);
  }

  /// What cannot be below 0 and is so by rounding is 0.
  private static double atLeastZero(double x) {
    return Double.isNaN(x) ? x : Math.max(0, x);
  }

  /// What the bounds leave open, with the value found in it: decisions held to 1 kW may cost a little less than the bound of the whole.
  private static List<Double> range(double low, double high, double value) {
    return Arrays.asList(atLeastZero(Math.min(low, value)), atLeastZero(Math.max(Math.max(low, high), value)));
  }

  /// (5)
  private Map<String, @Nullable Object> waiting(
      String word, List<Lp> lps, SharedDecisions shared, List<SharedDecisions.Decision> decisions, Solving.Solved plan, double least)
      throws StoppedException {
    List<SharedDecisions.Decision> these = shared.of(word);
    List<SharedDecisions.Decision> more = new ArrayList<>(decisions);
    these.stream().filter(d -> !decisions.contains(d)).forEach(more::add);
    double upper = plan.hasPlan() ? plan.certificate().recomputedObjective() * Attempt.MILLION : Double.NaN;
    double lower = plan.hasPlan() ? plan.bound() * Attempt.MILLION : Double.NaN;
    double[] same = {lower, upper};
    double[] now = these.isEmpty() ? same : value(new ExtensiveForm(lps, probability, SharedDecisions.columns(more)), least, word + " decided now");
    List<Lp> without = lps.stream().map(Lp::copy).toList();
    for (SharedDecisions.Decision d : these)
      for (int s = 0; s < d.column().length; s++) if (d.column()[s] >= 0) without.get(s).bounds(d.column()[s], 0, 0);
    double[] never = these.isEmpty() ? same : value(new ExtensiveForm(without, probability, SharedDecisions.columns(decisions)), least, "without " + word);
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("what", word);
    m.put("note", these.isEmpty() ? "nothing of it can be built by the last stage" : null);
    m.put("decided_now_usd", now[1]);
    m.put("decided_later_usd", upper);
    m.put("value_of_waiting_usd", atLeastZero(now[1] - upper));
    m.put("value_of_waiting_range_usd", range(now[0] - upper, now[1] - lower, now[1] - upper));
    m.put("without_usd", never[1]);
    m.put("worth_usd", atLeastZero(never[1] - upper));
    m.put("worth_range_usd", range(never[0] - upper, never[1] - lower, never[1] - upper));
    return m;
  }

  /// Bound and cost of (1), USD; NaN without a plan.
  private double[] value(ExtensiveForm form, double least, String label) throws StoppedException {
    Solving.Solved s = solves.solve(form.atRisk(asked.level, asked.weight, Double.isFinite(least) ? least : 0), label);
    if (!s.hasPlan()) return new double[] {Double.NaN, Double.NaN};
    return new double[] {s.bound() * Attempt.MILLION, s.certificate().recomputedObjective() * Attempt.MILLION};
  }
}
