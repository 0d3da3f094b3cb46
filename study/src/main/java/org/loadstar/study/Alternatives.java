package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.model.Case;
import org.loadstar.model.Commitments;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.Tables;

/// Plans of nearly the least cost that are as different as can be: what is always built, what never, what trades with what.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | L, U | M$ | proven bound and cost of the least-cost plan |
/// | e | 1 | share by which a plan may cost more |
/// | q_g | GW | built by the year in group g: a technology in a zone |
/// | w_g | 1/GW | weights of a direction: one technology or group least or most, or drawn at random ([Directions]) |
///
/// ```
/// (1) C(x) <= B,   B = (1 + e) L;   with `decision` B = L + e (L - standing fleet - chips)
/// (2) for each direction:  min - sum_g w_g q_g + t C(x)   over the plans of (1)
/// (3) proven:  w q <= t (B - offset) - (bound of (2)) for every plan of (1)
/// ```
///
/// All directions are one matrix, and each solve starts from the one before. t keeps what a direction does not ask for from being built for
/// nothing; over the whole room of (1) it weighs half a percent of the direction's scale, which (3) takes into account. Every plan is
/// checked: it meets all rows to 1e-6, and its recomputed cost is within (1).
///
/// Sources: DeCarolis, Energy Economics 33 (2011), doi:10.1016/j.eneco.2010.05.002; random directions: Berntsen and Trutnevyte, Energy 121
/// (2017), doi:10.1016/j.energy.2016.12.095; proven ranges: Neumann and Brown, Electric Power Systems Research 190 (2021).
public final class Alternatives {
  /// Below this nothing counts as built, GW.
  static final double DUST = 1e-3;

  private static final double FEASIBLE = 1e-6;
  /// The budget of the program is below that of the plan by this share of the bound, so that rounding stays within the plan's.
  private static final double ROUNDING = 2e-6;
  private static final int MOST_SEARCHES = 6;

  private final PlanOptions options;
  private final Asked asked;
  private final StudyProgress progress;
  private final Clock clock = new Clock();
  private final Solves solves;
  private final Map<String, @Nullable Object> out = new LinkedHashMap<>();
  /// Between the bound and B, M$.
  private double room;

  /// What is asked.
  ///
  /// @param within share by which a plan may cost more than the proven bound
  /// @param directions how many plans are sought
  /// @param ofDecision whether the share is of the cost less the standing fleet and the chips
  public record Asked(double within, int directions, boolean ofDecision) {
    public static final int MOST = 10_000;

    public Asked {
      if (!(within > 0 && within <= 1)) throw new OptionRefused("within " + within + ": allowed is above 0 and at most 1");
      if (directions < 1 || directions > MOST) throw new OptionRefused("directions " + directions + ": allowed are 1 to " + MOST);
    }
  }

  /// A plan found.
  ///
  /// @param built GW by group
  /// @param cost M$
  /// @param proven largest w q of any plan within the budget, in the direction's GW; NaN without a proof
  record Found(Directions.Direction direction, Map<Directions.Group, Double> built, double cost, double proven) {}

  private Alternatives(PlanOptions options, Asked asked, StudyProgress progress) {
    this.options = options;
    this.asked = asked;
    this.progress = progress;
    this.solves = new Solves(options, progress, clock);
  }

  /// Plans.
  ///
  /// @return the object of `alternatives --json`; `status` is `done`, `infeasible` or `stopped`
  /// @throws org.loadstar.cases.CaseException when the case is refused
  /// @throws OptionRefused when an option does not apply
  public static Map<String, @Nullable Object> run(PlanOptions options, Asked asked, StudyProgress progress) {
    if (options.goal().fastest()) throw new OptionRefused("objective: alternatives are to the plan of least cost; allowed is cost");
    if (options.integers()) throw new OptionRefused("integers on: alternatives have fractions of modules and units; allowed is off");
    if (options.solver().equals(PlanOptions.SEGMENTS)) throw new OptionRefused("solver 'segments': allowed are " + PlanOptions.PROGRAM_SOLVERS);
    Case data = Stages.withStages(CaseReader.read(options.source()).orThrow(), options.stages());
    return new Alternatives(options, asked, progress).run(data);
  }

  private Map<String, @Nullable Object> run(Case data) {
    String time = options.time() == null ? data.settings().time() : options.time();
    Figures figures = new Figures(data);
    Model model = new Model(figures, new Model.Spec(Stages.of(data.settings(), TimeChoice.of(time, data)), null, true));
    Lp lp = model.program().relaxed();
    int year = data.settings().targetYear();
    out.put("status", "stopped");
    out.put("resolution", time);
    out.put("integers", "off");
    out.put("stages", data.settings().stages());
    out.put("year", year);
    out.put("within", asked.within);
    out.put("of", asked.ofDecision ? "decision" : "total");
    out.put("seed", options.seed());
    out.put("directions_asked", asked.directions);
    out.put("case_hash", CaseHash.of(data));
    out.put("rows", lp.rows());
    out.put("columns", lp.columns());
    out.put("nonzeros", lp.nonzeros());
    List<Found> plans = new ArrayList<>();
    try {
      Solving.Solved best = solves.solve(lp, "least cost");
      Status status = best.solution().status();
      if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) infeasible(lp, data, status);
      else if (!best.hasPlan()) throw new IllegalStateException("the solver gave no plan: " + status);
      else explore(new Attempt(model, lp, best, 0), year, plans);
    } catch (StoppedException e) {
      out.put("status", "stopped");
    }
    out.put("seconds", clock.total());
    out.put("cpu_seconds", Clock.cpuSeconds());
    out.put("peak_memory_mb", Clock.peakMemoryMb());
    return out;
  }

  private void infeasible(Lp lp, Case data, Status status) {
    out.put("status", "infeasible");
    SolveOptions o = new SolveOptions(1e-6, Math.max(10, solves.left()), options.threads(), options.seed());
    List<Integer> stages = data.settings().stages();
    out.put("explanation", status == Status.UNBOUNDED ? Explanation.unbounded(lp, stages, o) : Explanation.of(lp, stages, o, progress.silently("explaining")));
  }

  /// B of (1), M$.
  private double budget(Attempt best) {
    double lower = best.solved().bound();
    double upper = best.solved().certificate().recomputedObjective();
    double given = 0;
    if (asked.ofDecision) {
      Tables tables = new Tables();
      best.model().report(best.result(), tables, "plan");
      Map<String, Double> cost = Summary.discounted(tables, "plan");
      given = (cost.getOrDefault("fleet_fixed_om", 0.0) + cost.getOrDefault("ai_chips", 0.0)) / Attempt.MILLION;
    }
    room = asked.within * Math.max(0, lower - given);
    double budget = lower + room;
    out.put("objective_usd", upper * Attempt.MILLION);
    out.put("lower_bound_usd", lower * Attempt.MILLION);
    out.put("gap", Math.max(0, (upper - lower) / Math.max(1e-6, Math.abs(upper))));
    out.put("budget_usd", budget * Attempt.MILLION);
    if (room < 2 * ROUNDING * Math.abs(lower))
      throw new OptionRefused("within " + asked.within + ": less than what rounding leaves of this cost. Maybe " + "%.1g".formatted(asked.within * 10 * ROUNDING * Math.abs(lower) / room));
    if (!(upper <= budget - ROUNDING * Math.abs(lower)))
      throw new OptionRefused("within " + asked.within + ": the least cost is proven to " + "%.2g".formatted((upper - lower) / Math.max(1e-6, Math.abs(upper)))
          + " only, no plan can be told to be within. Maybe a smaller --gap");
    return budget;
  }

  private void explore(Attempt best, int year, List<Found> plans) throws StoppedException {
    double budget = budget(best);
    Lp lp = best.lp();
    Map<Directions.Group, Map<Integer, Double>> groups = new TreeMap<>();
    for (Commitments.Build b : best.model().builds())
      if (b.stage().year() <= year)
        groups.computeIfAbsent(new Directions.Group(b.zone(), b.technology()), g -> new TreeMap<>()).merge(b.column(), b.amount(), Double::sum);
    Solution optimum = best.solved().solution();
    plans.add(new Found(Directions.Direction.LEAST_COST, built(groups, optimum.point()), best.solved().certificate().recomputedObjective(), Double.NaN));
    Directions directions = new Directions(plans.getFirst().built(), options.seed());
    Lp near = within(lp, budget);
    int failed = 0;
    try (Session session = Solving.solver(near, options.solver()).open(near)) {
      List<Directions.Direction> all = directions.list(asked.directions);
      for (int k = 0; k < all.size(); k++) {
        Found f = found(near, session, lp, groups, all.get(k), budget, "direction %d of %d, %s".formatted(k + 1, all.size(), all.get(k).name()));
        if (f == null) failed++;
        else plans.add(f);
        AlternativesSummary.write(out, plans, groups.keySet(), Double.NaN);
      }
      double never = never(near, session, lp, groups, plans, budget);
      AlternativesSummary.write(out, plans, groups.keySet(), never);
    }
    out.put("directions_failed", failed);
    out.put("status", "done");
  }

  /// The program with (1) as a row.
  private static Lp within(Lp lp, double budget) {
    double sum = 0;
    int n = 0;
    for (double c : lp.costs())
      if (c != 0) {
        sum += Math.log10(Math.abs(c));
        n++;
      }
    double scale = n == 0 ? 1 : Math.pow(10, Math.rint(sum / n));
    int[] columns = new int[n];
    double[] values = new double[n];
    for (int j = 0, k = 0; j < lp.columns(); j++)
      if (lp.costs()[j] != 0) {
        columns[k] = j;
        values[k++] = -lp.costs()[j] / scale;
      }
    double most = budget - ROUNDING * Math.abs(budget);
    return lp.with(List.of(new Lp.MoreRow("alternatives.budget", -1, columns, values, (lp.offset() - most) / scale))).withoutCosts();
  }

  private static Map<Directions.Group, Double> built(Map<Directions.Group, Map<Integer, Double>> groups, double[] x) {
    Map<Directions.Group, Double> out = new TreeMap<>();
    groups.forEach((g, columns) -> {
      double gw = 0;
      for (Map.Entry<Integer, Double> e : columns.entrySet()) gw += e.getValue() * x[e.getKey()];
      out.put(g, Math.max(0, gw));
    });
    return out;
  }

  /// (2); null when no plan was found or it did not pass its check.
  private @Nullable Found found(
      Lp near, Session session, Lp lp, Map<Directions.Group, Map<Integer, Double>> groups, Directions.Direction d, double budget, String label)
      throws StoppedException {
    double[] cost = new double[lp.columns()];
    double tie = Directions.TIE / room;
    for (int j = 0; j < cost.length; j++) cost[j] = tie * lp.costs()[j];
    groups.forEach((g, columns) -> columns.forEach((j, gw) -> cost[j] -= d.weight(g) * gw));
    for (int j = 0; j < cost.length; j++) near.cost(j, cost[j]);
    if (!solves.goOn()) throw new StoppedException();
    SolveOptions o = new SolveOptions(Math.max(options.gap(), 1e-6), solves.left(), options.threads(), options.seed());
    Solution s = session.solve(o, (seconds, i, low, up) -> solves.report(label, seconds, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    if (s.status() == Status.INTERRUPTED || s.status() == Status.LIMIT) throw new StoppedException();
    Certificate c = Certificate.of(near, s);
    if (s.status() != Status.OPTIMAL || !(c.primalResidual() <= FEASIBLE)) {
      Solving.Solved again = solves.solve(near, label);
      s = again.solution();
      c = again.certificate();
      if (!again.hasPlan()) return null;
    }
    double[] x = s.point();
    double spent = Certificate.objective(lp, x);
    if (Certificate.primalResidual(lp, x) > FEASIBLE || spent > budget) return null;
    double proven = tie * (budget - lp.offset()) - c.lowerBound();
    return new Found(d, built(groups, x), spent, Double.isFinite(proven) ? proven / d.unit() : Double.NaN);
  }

  /// Looks for plans that build what none has built so far, all of it at once, until there is none.
  ///
  /// @return GW of what no plan built that any plan can build at most, together; NaN when it was not proven
  private double never(
      Lp near, Session session, Lp lp, Map<Directions.Group, Map<Integer, Double>> groups, List<Found> plans, double budget) throws StoppedException {
    double most = Double.NaN;
    for (int k = 0; k < MOST_SEARCHES; k++) {
      Set<Directions.Group> never = new TreeSet<>(groups.keySet());
      never.removeIf(g -> plans.stream().anyMatch(p -> Objects.requireNonNull(p.built().get(g)) >= DUST));
      if (never.isEmpty()) return 0;
      Directions.Direction d = Directions.Direction.of("what no plan built", Directions.Kind.SEARCH, never, 1, Directions.SMALL);
      Found f = found(near, session, lp, groups, d, budget, "what no plan built");
      if (f == null) return most;
      // What holds for all of it holds for what is still unbuilt after this plan.
      most = Double.isNaN(most) ? f.proven() : Math.min(most, f.proven());
      if (never.stream().noneMatch(g -> Objects.requireNonNull(f.built().get(g)) >= DUST)) return most;
      plans.add(f);
    }
    return most;
  }
}
