package org.loadstar.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseVariants;
import org.loadstar.cases.Levers;
import org.loadstar.lp.Lp;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.Tables;
import org.loadstar.model.TimeGrid;

/// The plans of sets of levers at one intensity and resolution, all with the timesteps of the case without the levers.
///
/// Each is found once and kept in a folder ([LeverStore]): a set whose overlay is known is neither read nor built, sets with the same program share its
/// solve (a lever that comes after the planned years changes nothing), a study goes on where it was stopped, and metrics of one plan share it.
final class LeverWorths {
  /// A study shorter than this is not announced, seconds.
  private static final double LONG = 120;

  private final PlanOptions options;
  private final LeverMetric metric;
  private final List<String> levers;
  private final double intensity;
  private final CaseVariants variants;
  private final LeverStore store;
  private final StudyProgress progress;
  private final Clock clock;
  private final Map<Long, LeverOutcome> known = new ConcurrentHashMap<>();
  private final Map<String, FutureTask<LeverOutcome>> running = new ConcurrentHashMap<>();
  private final AtomicInteger solved = new AtomicInteger();
  private final TimeGrid grid;
  private final Case base;
  private final String context;
  private Fastest.@Nullable Reliability asGoodAs;
  private double budget;
  private double first = Double.NaN;
  private volatile boolean stop;

  LeverWorths(PlanOptions options, LeverMetric metric, List<String> levers, double intensity, CaseVariants variants, Path store, StudyProgress progress, Clock clock) {
    this.options = options;
    this.metric = metric;
    this.levers = levers;
    this.intensity = intensity;
    this.variants = variants;
    this.store = new LeverStore(store);
    this.progress = progress;
    this.clock = clock;
    this.budget = options.goal().budgetUsd();
    base = data(0);
    grid = TimeChoice.of(options.time() == null ? base.settings().time() : options.time(), base);
    Case planned = metric.gw() ? Stages.until(base, metric.year()) : base;
    Lp program = new Model(new Figures(planned), new Model.Spec(Stages.of(planned.settings(), grid), null, true)).program();
    // The program stands for all that makes one of a case, this version of the model included.
    context = LeverStore.key(LeverStore.key(program), metric.gw() ? metric.name() : "plan", options.gap(), options.solver(), options.seed(), options.stages());
  }

  /// Finds what all sets share: the budget, where it is that of the case's own plan, and the reliability without AI.
  ///
  /// @param budgetUsd a budget already found, NaN to find that of the case's own plan, infinite for none
  void prepare(double budgetUsd) throws StoppedException {
    if (!metric.gw()) return;
    budget = Double.isNaN(budgetUsd) ? costOfPlan() : budgetUsd;
    String key = twin();
    LeverOutcome before = store.outcome(key);
    if (before != null) asGoodAs = Fastest.Reliability.of(before.counts());
    if (asGoodAs != null) return;
    asGoodAs = fastest(base, options.threads()).reliability();
    store.outcome(key, new LeverOutcome(LeverOutcome.of(0).value(), 0, Double.NaN, null, asGoodAs.flat(), null, null), Map.of("plan", "without new AI load"));
  }

  double budget() {
    return budget;
  }

  int solved() {
    return solved.get();
  }

  int done() {
    return known.size();
  }

  /// The case without the levers.
  Case base() {
    return base;
  }

  /// Timesteps of all stages.
  long steps() {
    return (long) grid.steps() * base.settings().stages().size();
  }

  /// Wall seconds of the first plan of a set on one thread, NaN where all were known.
  double secondsOfOne() {
    return first;
  }

  /// Sets that cannot keep their limits.
  List<String> beyond() {
    return known.entrySet().stream().filter(e -> e.getValue().beyond() > 0).map(e -> name(e.getKey())).sorted().toList();
  }

  /// True when none of some constraints binds in any set found.
  boolean bindNowhere(Set<String> constraints) {
    return known.values().stream().allMatch(w -> w.binds() instanceof Set<String> of && of.stream().noneMatch(c -> ChangedInputs.under(c, constraints)));
  }

  /// The levers of a set, `none` for the empty one.
  String name(long set) {
    return set == 0 ? "none" : String.join("+", members(set));
  }

  private List<String> members(long set) {
    return IntStream.range(0, levers.size()).filter(i -> (set & 1L << i) != 0).mapToObj(levers::get).toList();
  }

  /// USD that each lever of a set costs the public in its plan.
  Map<String, Double> paid(long set, LeverOutcome w) {
    return LeverCosts.paid(pulled(set), members(set), w.counts());
  }

  /// The outcome of a set, found when it is not known.
  LeverOutcome outcome(long set) throws StoppedException {
    LeverOutcome w = known.get(set);
    if (w == null) known.put(set, w = find(set, options.threads()));
    return w;
  }

  /// Finds all sets, as many at a time as there are threads, small ones first.
  void all() throws StoppedException {
    List<Long> sets = LongStream.range(0, 1L << levers.size()).boxed().sorted(Comparator.comparingInt(Long::bitCount)).toList();
    ExecutorService pool = Executors.newFixedThreadPool(options.threads());
    try {
      List<Future<LeverOutcome>> futures = new ArrayList<>();
      for (long set : sets) {
        Callable<LeverOutcome> work = () -> find(set, 1);
        futures.add(pool.submit(work));
      }
      for (int s = 0; s < sets.size(); s++) {
        known.put(sets.get(s), futures.get(s).get());
        if (s == 0) announce(sets.size());
        report("plans of levers", (s + 1.0) / sets.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } catch (ExecutionException e) {
      throw cause(e);
    } finally {
      stop |= !pool.shutdownNow().isEmpty();
      pool.close();
    }
  }

  private static StoppedException cause(ExecutionException e) {
    if (e.getCause() instanceof StoppedException s) return s;
    if (e.getCause() instanceof RuntimeException r) throw r;
    throw new IllegalStateException(e.getCause());
  }

  private void announce(int sets) {
    double left = first * (sets - 1) / options.threads();
    if (left > LONG)
      progress.warn(String.format(Locale.ROOT, "%d plans of %.1f s, %d at a time: about %.0f minutes; what is found is kept, a study that is stopped goes on", sets, first,
          options.threads(), left / 60));
  }

  private boolean report(String stage, double done) {
    boolean goOn = progress.report(stage, clock.total(), done, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    if (!goOn) stop = true;
    return goOn;
  }

  private List<String> choices(long set) {
    return IntStream.range(0, levers.size()).mapToObj(i -> levers.get(i) + "=" + ((set & 1L << i) != 0 ? intensity : 0)).toList();
  }

  private Levers pulled(long set) {
    return variants.levers(choices(set));
  }

  private Case data(long set) {
    return Stages.withStages(variants.read(choices(set)).orThrow(), options.stages());
  }

  /// What the worth of a set hangs on beside its program.
  private String side(long set, Levers pulled) {
    if (metric.gw()) return budget + " " + (asGoodAs == null ? "" : asGoodAs.flat());
    return metric.name().equals("public_cost") ? LeverCosts.prices(pulled, members(set)) : metric.name().equals("co2") ? "co2" : "";
  }

  private String overlay(long set, Levers pulled) {
    return LeverStore.key(context, variants.hash(choices(set)), side(set, pulled));
  }

  private @Nullable LeverOutcome stored(String overlay, Levers pulled) {
    String key = store.program(overlay);
    LeverOutcome w = key == null ? null : store.outcome(key);
    return w != null && LeverCosts.known(w.counts(), pulled.all()) ? w : null;
  }

  /// How many plans some sets need that are not known, with what all sets share where that is not known either; ready to find them.
  int missing(List<Long> sets, double budgetUsd) throws StoppedException {
    if (metric.gw() && store.outcome(twin()) == null) return sets.size() + 1;
    prepare(budgetUsd);
    int n = 0;
    for (long set : sets) {
      Levers pulled = pulled(set);
      if (stored(overlay(set, pulled), pulled) == null) n++;
    }
    return n;
  }

  private String twin() {
    return LeverStore.key(context, "no AI");
  }

  private LeverOutcome find(long set, int threads) throws StoppedException {
    if (stop || clock.total() >= options.maxSeconds()) throw new StoppedException();
    Levers pulled = pulled(set);
    String overlay = overlay(set, pulled);
    LeverOutcome before = stored(overlay, pulled);
    if (before != null) return before;
    long begun = System.nanoTime();
    LeverPlan plan = plan(set, pulled, threads);
    String found = LeverStore.key(context, LeverStore.key(plan.program()), side(set, pulled));
    FutureTask<LeverOutcome> mine = new FutureTask<>(() -> solve(found, plan, set, pulled));
    FutureTask<LeverOutcome> other = running.putIfAbsent(found, mine);
    if (other == null) mine.run();
    try {
      LeverOutcome w = (other == null ? mine : other).get();
      store.program(overlay, found);
      if (Double.isNaN(first)) first = (System.nanoTime() - begun) / 1e9;
      return w;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } catch (ExecutionException e) {
      running.remove(found);
      throw cause(e);
    }
  }

  private LeverOutcome solve(String key, LeverPlan plan, long set, Levers pulled) throws StoppedException {
    LeverOutcome before = store.outcome(key);
    if (before != null && LeverCosts.known(before.counts(), pulled.all())) return before;
    LeverPlan.Found f = plan.solve();
    solved.incrementAndGet();
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("metric", metric.name());
    said.put("levers", members(set));
    said.put("intensity", intensity);
    store.outcome(key, f.outcome(), said);
    return f.outcome();
  }

  private LeverPlan plan(long set, Levers pulled, int threads) throws StoppedException {
    Case data = set == 0 ? base : data(set);
    if (!metric.gw()) return new LeastCost(data, grid, metric.name(), pulled, members(set), way(threads));
    if (asGoodAs == null) throw new IllegalStateException("no twin");
    return new MostLoad(fastest(data, threads), asGoodAs, pulled.all());
  }

  private LeastCost.Way way(int threads) {
    return new LeastCost.Way(options.solver(), new SolveOptions(options.gap(), options.maxSeconds(), threads, options.seed()), this::left,
        (seconds, iteration, lower, upper) -> !stop && report("plans of levers", Double.NaN));
  }

  private Fastest fastest(Case data, int threads) {
    PlanOptions o = options.withThreads(threads).withGoal(new PlanOptions.Goal(true, budget, metric.year()));
    StudyProgress quiet = (stage, seconds, done, lower, upper) -> !stop && report("plans of levers", Double.NaN);
    return Fastest.of(data, grid, new Fastest.Task(o, quiet, clock, new Tables(), new TreeMap<>()));
  }

  private double left() throws StoppedException {
    double left = options.maxSeconds() - clock.total();
    if (left <= 0) throw new StoppedException();
    return left;
  }

  /// Discounted cost until the metric's year of the least-cost plan without the levers, missed targets not counted.
  private double costOfPlan() throws StoppedException {
    String key = LeverStore.key(context, "budget");
    LeverOutcome before = store.outcome(key);
    if (before != null) return before.value().value();
    report("budget: the case's own plan", Double.NaN);
    Case own = Stages.withStages(base, Stages.until(base, metric.year()).settings().stages());
    LeastCost plan = new LeastCost(own, grid, "cost", pulled(0), List.of(), way(options.threads()));
    double spent = plan.spent(plan.solve());
    store.outcome(key, LeverOutcome.of(spent), Map.of("plan", "the case's own, without the levers"));
    return spent;
  }
}
