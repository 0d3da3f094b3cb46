package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Reading;
import org.loadstar.ledger.PlanLedger;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.model.Case;
import org.loadstar.model.Decisions;
import org.loadstar.model.Figures;
import org.loadstar.model.Hourly;
import org.loadstar.model.Model;
import org.loadstar.model.Result;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.model.TimeGrid;
import org.loadstar.study.store.Proof;

/// The plan of a case: read, choose the timesteps, build, solve, certify, solve the twin without new AI load, operate the plan over
/// all 8760 hours of the target stage, report.
public final class Plan {
  /// Above this many timesteps of all stages a reduced plan is made first, so that a solve stopped by its limit has a plan.
  private static final int LARGE = 3000;

  /// Largest share of the time left that the solve for an early bound may take.
  private static final double BOUND_SHARE = 0.25;
  /// Gap of that solve, small because of all its duals those of the least gap prove most.
  private static final double BOUND_GAP = 1e-6;
  private static final String PLAN = "plan";
  private static final String PARTS =
      "the bound is that of parts of modules: the gap holds what whole modules cost, and more time does not close it. Maybe a wider --gap, or --integers off";

  private final PlanOptions options;
  private final Stops progress;
  private final Clock clock;
  private final Tables tables = new Tables();
  private final Map<String, @Nullable Object> summary = new LinkedHashMap<>();
  private final Iterations iterations;
  private final Case data;
  private final String hash;
  private final Figures figures;
  private FirstPlan first = FirstPlan.none();
  private double floor = Double.NEGATIVE_INFINITY;
  private Proof.@Nullable Part floorProof;
  private @Nullable Proof proof;
  private double priceOfWhole;
  private volatile boolean planEnded;
  private volatile boolean stop;
  private final @Nullable Predicate<PlanResult> wanted;

  private Plan(PlanOptions options, Stops progress, Clock clock, Case data, String hash, @Nullable Predicate<PlanResult> wanted) {
    this.options = options;
    this.wanted = wanted;
    this.clock = clock;
    this.progress = progress;
    this.data = data;
    this.hash = hash;
    this.figures = new Figures(data);
    this.iterations = new Iterations(clock, tables);
  }

  /// Plans a case.
  ///
  /// @throws org.loadstar.cases.CaseException when the case is refused
  /// @throws IllegalArgumentException when an option is not allowed, with what is
  public static PlanResult run(PlanOptions options, StudyProgress progress) {
    return run(options, CaseReader::read, progress);
  }

  /// As [#run], the case read by who may have its files already.
  static PlanResult run(PlanOptions options, Function<CaseSource, Reading> reader, StudyProgress progress) {
    return run(options, reader, progress, null);
  }

  /// As [#run], but its twin and its years operated over all hours only where they are wanted.
  ///
  /// @param wanted asked once, of a plan that stands; null for always
  static PlanResult run(
      PlanOptions options, Function<CaseSource, Reading> reader, StudyProgress progress, @Nullable Predicate<PlanResult> wanted) {
    Clock clock = new Clock();
    Case read = reader.apply(options.source()).orThrow();
    Case data = Stages.withStages(read, options.stages());
    String hash = CaseHash.of(data);
    clock.lap("read");
    Stops stops = new Stops(progress, options.maxSeconds(), clock);
    if (options.goal().fastest()) return LoadPlan.run(options, stops, clock, data, hash);
    return new Plan(options, stops, clock, data, hash, wanted).run();
  }

  static void effort(Map<String, @Nullable Object> summary, Clock clock) {
    summary.put("seconds", clock.seconds());
    summary.put("cpu_seconds", Clock.cpuSeconds());
    summary.put("peak_memory_mb", Clock.peakMemoryMb());
  }

  private PlanResult run() {
    String time = options.time() == null ? data.settings().time() : options.time();
    TimeGrid grid = TimeChoice.of(time, data);
    clock.lap("build");
    summary.put("status", "stopped");
    summary.put("resolution", time);
    summary.put("case_hash", hash);
    boolean bySegments = options.solver().equals(PlanOptions.SEGMENTS)
        || options.solver().equals("auto") && Segmentation.pays(data, grid, options.gap());
    boolean large = bySegments || (long) grid.steps() * data.settings().stages().size() > LARGE;
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      EarlyBound early = large && !bySegments ? opening(grid) : null;
      Future<Attempt> twin = options.twin() && options.threads() > 1 && !large && wanted == null ? beside.submit(() -> attempt(grid, false, Twin.LABEL, options.threads() / 2)) : null;
      Attempt plan = bySegments ? segmented(grid) : large ? enclosed(grid, early) : attempt(grid, true, PLAN, twin == null ? options.threads() : (options.threads() + 1) / 2);
      clock.add("build", plan.buildSeconds());
      clock.lap("solve");
      planEnded = true;
      if (plan.solved().solution().status() == Status.INFEASIBLE) {
        refused(plan, false);
      } else if (plan.solved().solution().status() == Status.UNBOUNDED) {
        refused(plan, true);
      } else if (plan.stands(first.upper())) {
        boolean whole = planned(plan, grid);
        if (whole && options.twin()) twin(twin != null ? twin.get() : attempt(grid, false, Twin.LABEL, options.threads()));
      } else {
        firstPlanStands(plan);
        boolean whole = summary.get("objective_usd") == null || more();
        if (whole && (bySegments || plan.ended()) && options.twin()) twin(attempt(TimeChoice.of(first.time(), data), false, Twin.LABEL, options.threads()));
      }
    } catch (StoppedException e) {
      stopped();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof StoppedException)) throw new IllegalStateException(e.getCause());
      stopped();
    } finally {
      planEnded = true;
      stop = true;
      beside.shutdown();
    }
    progress.write(summary);
    ChangedInputs.write(summary, options.source(), tables, data.settings().targetYear());
    ledger();
    clock.lap("report");
    summary.put("iterations", iterations.rows());
    effort(summary, clock);
    return new PlanResult(data, hash, summary, tables, proof);
  }

  /// Who pays whom, where the case has figures of finance and there is a plan.
  private void ledger() {
    if (summary.get("objective_usd") == null || !PlanLedger.serves(data)) return;
    try {
      PlanLedger.write(data, tables);
    } catch (ArithmeticException e) {
      summary.put("ledger_note", "no ledger: " + e.getMessage() + " cannot be kept to the cent");
    }
  }

  /// The study ended early: what it has stays, and it says so.
  private void stopped() {
    clock.lap(first.exists() ? "check" : "solve");
    if (first.exists() && !summary.containsKey("objective_usd")) firstPlan(floor, false);
    progress.early();
    summary.put("status", "stopped");
    if (Double.isFinite(floor)) summary.putIfAbsent("lower_bound_usd", floor);
    summary.putIfAbsent("objective_usd", null);
  }

  private Attempt attempt(TimeGrid grid, boolean withAi, String label, int threads) throws StoppedException {
    return solve(built(grid, withAi), label, new SolveOptions(options.gap(), left(), threads, options.seed()));
  }

  private Attempt built(TimeGrid grid, boolean withAi) throws StoppedException {
    if (stop || left() <= 0) throw new StoppedException();
    long begun = System.nanoTime();
    Model model = new Model(figures, new Model.Spec(Stages.of(data.settings(), grid), null, withAi));
    Lp lp = options.integers() ? model.program() : model.program().relaxed();
    return new Attempt(model, lp, Solving.NONE, (System.nanoTime() - begun) / 1e9);
  }

  private Attempt solve(Attempt built, String label, SolveOptions o) {
    return built.with(Integers.orPlain(built.lp(), options, o, watched(label)));
  }

  /// Records and passes on the progress of a solve; the twin beside the plan is quiet until the plan is done.
  private Progress watched(String label) {
    // Few segments bound all hours from below, their plan does not from above.
    boolean segments = label.startsWith(PlanOptions.SEGMENTS);
    boolean enclosed = segments || label.equals(PLAN);
    return (seconds, iteration, lower, upper) -> {
      if (label.equals(Twin.LABEL) && !planEnded) return !stop;
      double low = enclosed ? Math.max(floor, lower * Attempt.MILLION) : lower * Attempt.MILLION;
      double up = enclosed ? Math.min(first.upper(), segments ? Double.POSITIVE_INFINITY : upper * Attempt.MILLION) : upper * Attempt.MILLION;
      if (segments) floor = Math.max(floor, low);
      iterations.record(label, low, up);
      boolean goOn = progress.report(label, seconds, Double.NaN, low, up);
      if (!goOn) stop = true;
      return goOn;
    };
  }

  /// Before a program so large that its own solve may be stopped: a first plan, and duals that prove a bound.
  private @Nullable EarlyBound opening(TimeGrid grid) throws StoppedException {
    Attempt plan = attempt(TimeChoice.of(FirstPlan.TIME, data), true, "first plan", options.threads());
    EarlyBound early = null;
    if (EarlyBound.serves(grid)) {
      TimeGrid few = TimeChoice.of(EarlyBound.time(data.settings().stages().size()), data);
      SolveOptions o = new SolveOptions(BOUND_GAP, left() * BOUND_SHARE, options.threads(), options.seed());
      Lp segments = built(few, true).lp();
      early = EarlyBound.of(segments, few, Solving.once(segments, options.solver(), o, watched("first bound")).solution().rowDual());
    }
    if (plan.solved().hasPlan()) {
      first = FirstPlan.of(plan, FirstPlan.TIME, data, figures, SideBySide.of(options), operationOptions(), progress, FirstPlan.IGNORED);
      iterations.record("first plan", Double.NEGATIVE_INFINITY, first.upper());
    }
    clock.lap("solve");
    return early;
  }

  /// The plan of a large program between the first plan and the early bound; when these are near enough it is not solved.
  private Attempt enclosed(TimeGrid grid, @Nullable EarlyBound early) throws StoppedException {
    Attempt plan = built(grid, true);
    floor = EarlyBound.of(plan.lp(), grid, early, first.cost() / Attempt.MILLION) * Attempt.MILLION;
    floorProof = early == null ? null : early.point();
    iterations.record(PLAN, floor, first.upper());
    if (near()) return plan;
    return solve(plan, PLAN, new SolveOptions(options.gap(), left(), options.threads(), options.seed()));
  }

  /// Rounds of segments: each proves a bound, and its plan is operated over all hours.
  private Attempt segmented(TimeGrid grid) throws StoppedException {
    if (!Segmentation.serves(grid)) throw new OptionRefused("solver 'segments': allowed with --time full only");
    Segmentation segments = new Segmentation(data, figures);
    MonthCuts cuts = new MonthCuts(figures, options);
    while (true) {
      double limit = left() * (first.exists() ? 1 : Segmentation.FIRST_SHARE);
      SolveOptions o = new SolveOptions(options.gap() * Segmentation.ROUND_GAP, limit, options.threads(), options.seed());
      Attempt fresh = built(segments.grid(), true);
      Attempt round = new Attempt(fresh.model(), cuts.on(fresh.lp(), segments.grid()), Solving.NONE, fresh.buildSeconds());
      round = round.with(Solving.once(round.lp(), options.solver(), o, watched(segments.time())));
      Status status = round.solved().solution().status();
      if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) return round;
      if (round.lower() > floor && (floorProof == null || cuts.none())) floorProof = round.proof(segments.time());
      floor = Math.max(floor, round.lower());
      iterations.record(segments.time(), floor, first.upper());
      clock.lap("solve");
      Solution relaxed = round.solved().solution();
      if (near()) return round.with(Solving.NONE);
      if (round.solved().hasPlan()) {
        double parts = round.upper();
        round = round.with(Integers.whole(round.lp(), round.solved(), options, o, watched(segments.time())));
        priceOfWhole = round.solved().hasPlan() ? Math.max(0, round.upper() - parts) : 0;
      }
      if (round.solved().hasPlan()) {
        FirstPlan plan = FirstPlan.of(round, segments.time(), data, figures, SideBySide.of(options), operationOptions(), progress, segments);
        if (!first.exists() || plan.upper() < first.upper()) first = plan;
        iterations.record(segments.time(), floor, first.upper());
        clock.lap("check");
      } else if (status == Status.LIMIT || status == Status.INTERRUPTED) {
        if (!first.exists()) opening(TimeChoice.of(FirstPlan.TIME, data));
        throw new StoppedException();
      }
      if (near() || segments.whole()) return round.with(Solving.NONE);
      if (segments.fitsMore() || relaxed.x() == null || relaxed.rowDual() == null) segments.refine();
      else cuts.add(round.lp(), segments.grid(), relaxed.x(), relaxed.rowDual(), operationOptions(), () -> !stop && left() > 0);
    }
  }

  /// True when the first plan is as near the proven bound as is asked; more segments do not close what whole numbers cost.
  private boolean near() {
    return first.ok() && first.upper() - floor <= options.gap() * first.cost() + priceOfWhole;
  }

  private SolveOptions operationOptions() {
    return new SolveOptions(Math.min(options.gap(), Operation.GAP), left(), options.threads(), options.seed());
  }

  private double left() {
    return clock.left(options.maxSeconds());
  }

  /// Whether more is wanted of the plan that stands.
  private boolean more() {
    boolean more = wanted == null || wanted.test(new PlanResult(data, hash, summary, tables, proof));
    clock.lap("check");
    return more;
  }

  /// Reports the plan and operates its years; false where that was not wanted.
  private boolean planned(Attempt plan, TimeGrid grid) throws StoppedException {
    Solution s = plan.solved().solution();
    Result result = plan.result();
    plan.model().report(result, tables, "plan");
    NotBinding.write(plan.model().limits(), result, data.settings().targetYear(), tables);
    sizes(plan.lp());
    Describe.plan(summary, data, tables, result.vertex());
    boolean whole = plan.lp().isMixedInteger();
    double proven = Math.max(floor, plan.lower());
    double claimed = plan.solved().certificate().claimedBound() * Attempt.MILLION;
    double stands = whole ? Bounds.claim(summary, plan.upper(), proven, claimed, options.integerGap()) : 0;
    Bounds.write(summary, tables, plan.upper(), proven, s.status() == Status.OPTIMAL && (!whole || stands <= options.integerGap()));
    if (whole && plan.ended() && stands > options.integerGap()) Bounds.note(summary, PARTS);
    summary.put("binding_duals", plan.bindingDuals());
    proof = Proof.of(s.point(), plan.solved().proof());
    if (floor > plan.lower()) proof = new Proof(proof.plan(), floorProof);
    if (whole) {
      summary.put("duals", "whole numbers fixed (local)");
      summary.put("integers", plan.lp().nonzeros() > Solving.SMALL ? "near the relaxation" : "branch and cut");
      summary.put("lower_bound", plan.solved().branched() > plan.solved().certificate().lowerBound() ? "proven by branching" : "proven by the relaxation");
    }
    if (s.status() == Status.LIMIT || s.status() == Status.INTERRUPTED) progress.early();
    clock.lap("report");
    Decisions decisions = plan.model().decisions(result);
    boolean ok = plan.solved().certificate().ok();
    summary.put("certificate", Summary.certificate(plan.solved().certificate(), ok));
    if (!more()) return false;
    FullYears years = new FullYears(data, figures, options, tables, summary);
    if (grid.steps() == Hourly.HOURS) years.planned();
    else ok &= years.operate(decisions, operationOptions(), progress, clock);
    summary.put("certificate", Summary.certificate(plan.solved().certificate(), ok));
    return true;
  }

  private void sizes(Lp lp) {
    summary.put("rows", lp.rows());
    summary.put("columns", lp.columns());
    summary.put("nonzeros", lp.nonzeros());
  }

  private void twin(Attempt twin) {
    clock.lap("solve");
    summary.put("no_ai", Twin.report(twin, data, tables));
    clock.lap("report");
  }

  /// No plan: what stands against it, or what runs away.
  private void refused(Attempt plan, boolean unbounded) {
    SolveOptions o = new SolveOptions(1e-6, Math.max(10, left()), options.threads(), options.seed());
    summary.put("status", "infeasible");
    summary.put("objective_usd", null);
    summary.put("explanation", unbounded ? Explanation.unbounded(plan.lp(), data.settings().stages(), o)
        : Explanation.of(plan.lp(), data.settings().stages(), o, progress.silently("explaining")));
    sizes(plan.lp());
  }

  /// A solve that ended without a plan, with one dearer than the first, or was not needed: the first plan stands beside the bound.
  private void firstPlanStands(Attempt plan) {
    sizes(plan.lp());
    double lower = Math.max(floor, plan.lower());
    if (plan.lower() > floor) floorProof = Proof.duals(plan.solved().proof());
    Status status = plan.solved().solution().status();
    if (!first.exists()) {
      if (status == Status.FAILED || status == Status.OPTIMAL)
        throw new IllegalStateException("the solver gave no plan: " + status + ", " + plan.solved().certificate());
      summary.put("objective_usd", null);
      summary.put("lower_bound_usd", lower);
      summary.put("gap", null);
      return;
    }
    boolean near = first.upper() - lower <= options.integerGap() * first.cost();
    boolean sought = plan.solved() == Solving.NONE ? priceOfWhole == 0 : plan.ended() && !plan.lp().isMixedInteger();
    boolean over = plan.solved() == Solving.NONE || plan.ended();
    if (over && !sought && !near) Bounds.note(summary, PARTS);
    firstPlan(lower, sought || near && over);
  }

  /// Reports the first plan beside a bound; `done` when no more was wanted.
  private void firstPlan(double lower, boolean done) {
    for (Sheet s : first.tables().all()) tables.get(s.name()).addAll(s);
    Describe.plan(summary, data, tables, false);
    Bounds.write(summary, tables, first.cost(), lower, done);
    summary.put("certificate", first.certificate());
    summary.put("plan_from", first.time());
    proof = new Proof(first.point(), floorProof);
    summary.put("binding_duals", first.bindingDuals());
    if (!first.bindingDuals().equals(Attempt.OWN_DUALS)) {
      summary.put("integers", "near the relaxation");
      summary.put("lower_bound", "proven by the relaxation");
    }
    if (!first.held()) Bounds.note(summary, "annual caps and standards are paid for at their price in the first plan, not held");
    new FullYears(data, figures, options, tables, summary)
        .operated(data.settings().targetYear(), first.targetYearCost(), "full".equals(summary.get("resolution")) ? summary.get("gap") : null);
    Prices.summarise(data, tables, "full");
    summary.put("full_year_price_usd_per_mwh", Summary.prices(tables, "full"));
  }
}
