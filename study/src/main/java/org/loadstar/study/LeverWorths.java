package org.loadstar.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Levers;
import org.loadstar.model.Case;
import org.loadstar.model.Tables;
import org.loadstar.study.attribution.Worth;
import org.loadstar.study.store.Json;

/// The plans of sets of levers at one intensity and resolution: each is found once and kept in a folder under the hash of what it
/// depends on (case with its levers, kind of plan, time, stages, gap), so that a study goes on where it was stopped and the metrics of
/// one plan share it.
final class LeverWorths {
  private final PlanOptions options;
  private final LeverMetric metric;
  private final List<String> levers;
  private final double intensity;
  private final Path store;
  private final StudyProgress progress;
  private final Clock clock;
  private final Map<Long, Outcome> known = new ConcurrentHashMap<>();
  private final AtomicInteger solved = new AtomicInteger();
  private Fastest.@Nullable Reliability asGoodAs;
  private double budget;
  private volatile boolean stop;

  /// What the plan of a set gives; USD discounted.
  ///
  /// @param value GW of the most load, or minus the resource cost
  /// @param beyond M$ beyond the limits of a set that cannot keep them; 0 for one that can
  /// @param resource resource cost, NaN for the most load
  /// @param co2 t in the target year, NaN for the most load
  /// @param publicCost of each lever that is on
  record Outcome(Worth.Interval value, double beyond, double resource, double co2, Map<String, Double> publicCost) {
    double publicTotal() {
      return publicCost.values().stream().mapToDouble(v -> v).sum();
    }
  }

  LeverWorths(PlanOptions options, LeverMetric metric, List<String> levers, double intensity, Path store, StudyProgress progress, Clock clock) {
    this.options = options;
    this.metric = metric;
    this.levers = levers;
    this.intensity = intensity;
    this.store = store;
    this.progress = progress;
    this.clock = clock;
    this.budget = options.goal().budgetUsd();
  }

  /// Finds what all sets share: the budget, where it is that of the case's own plan, and the reliability without AI.
  ///
  /// @param budgetUsd a budget already found, NaN to find that of the case's own plan, infinite for none
  void prepare(double budgetUsd) throws StoppedException {
    if (!metric.gw()) return;
    Case base = data(0);
    budget = Double.isNaN(budgetUsd) ? costOfPlan(base) : budgetUsd;
    asGoodAs = fastest(base, options.threads()).reliability();
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

  /// Sets that cannot keep their limits.
  List<String> beyond() {
    return known.entrySet().stream().filter(e -> e.getValue().beyond > 0).map(e -> name(e.getKey())).sorted().toList();
  }

  /// The levers of a set, `none` for the empty one.
  String name(long set) {
    return set == 0 ? "none" : String.join("+", members(set));
  }

  private List<String> members(long set) {
    return IntStream.range(0, levers.size()).filter(i -> (set & 1L << i) != 0).mapToObj(levers::get).toList();
  }

  /// The outcome of a set, found when it is not known.
  Outcome outcome(long set) throws StoppedException {
    Outcome w = known.get(set);
    if (w == null) known.put(set, w = find(set, options.threads()));
    return w;
  }

  /// Finds all sets, as many at a time as there are threads.
  void all() throws StoppedException {
    int sets = 1 << levers.size();
    ExecutorService pool = Executors.newFixedThreadPool(options.threads());
    try {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (long s = 0; s < sets; s++) {
        long set = s;
        Callable<Outcome> work = () -> find(set, 1);
        futures.add(pool.submit(work));
      }
      for (int s = 0; s < sets; s++) {
        known.put((long) s, futures.get(s).get());
        report("plans of levers", (s + 1.0) / sets);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoppedException s) throw s;
      if (e.getCause() instanceof RuntimeException r) throw r;
      throw new IllegalStateException(e.getCause());
    } finally {
      stop |= !pool.shutdownNow().isEmpty();
      pool.close();
    }
  }

  private boolean report(String stage, double done) {
    boolean goOn = progress.report(stage, clock.total(), done, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    if (!goOn) stop = true;
    return goOn;
  }

  Case data(long set) {
    return Stages.withStages(CaseReader.read(source(set)).orThrow(), options.stages());
  }

  private CaseSource source(long set) {
    CaseSource source = options.source();
    for (int i = 0; i < levers.size(); i++) source = source.withLever(levers.get(i) + "=" + ((set & 1L << i) != 0 ? intensity : 0));
    return source;
  }

  private Outcome find(long set, int threads) throws StoppedException {
    if (stop || clock.total() >= options.maxSeconds()) throw new StoppedException();
    Case data = data(set);
    Path file = store.resolve(key(data) + ".json");
    Outcome before = read(file);
    if (before != null) return before;
    Outcome w = metric.gw() ? most(data, set, threads) : leastCost(set, threads);
    solved.incrementAndGet();
    write(file, set, w);
    return w;
  }

  private Outcome most(Case data, long set, int threads) throws StoppedException {
    if (asGoodAs == null) throw new IllegalStateException("no twin");
    Fastest fastest = fastest(data, threads);
    Fastest.Most m = fastest.most(asGoodAs);
    return new Outcome(m.gw(), m.beyond(), Double.NaN, Double.NaN, publicCost(fastest.data(), m.tables(), set));
  }

  /// Of the levers of the set: others that the case has on are the same in every plan.
  private Map<String, Double> publicCost(Case data, Tables tables, long set) {
    Map<String, Double> costs = new TreeMap<>(new LeverCosts(data, tables).of(Levers.of(source(set))));
    costs.keySet().retainAll(members(set));
    return costs;
  }

  private Fastest fastest(Case data, int threads) {
    PlanOptions o = options.withThreads(threads).withGoal(new PlanOptions.Goal(true, budget, metric.year()));
    StudyProgress quiet = (stage, seconds, done, lower, upper) -> !stop && report("plans of levers", Double.NaN);
    return Fastest.of(data, new Fastest.Task(o, quiet, clock, new Tables(), new TreeMap<>()));
  }

  private double left() throws StoppedException {
    double left = options.maxSeconds() - clock.total();
    if (left <= 0) throw new StoppedException();
    return left;
  }

  /// Discounted cost until the metric's year of the least-cost plan without the levers, missed targets not counted.
  private double costOfPlan(Case base) throws StoppedException {
    List<Integer> years = Stages.until(base, metric.year()).settings().stages();
    Path file = store.resolve(key(base) + "-budget.json");
    Outcome before = read(file);
    if (before != null) return before.value.value();
    PlanOptions o = options.withSource(source(0)).withStages(years).withGoal(PlanOptions.Goal.COST).withMaxSeconds(left());
    PlanResult r = Plan.run(o, (stage, seconds, done, lower, upper) -> report("budget: the case's own plan", Double.NaN));
    if (!(r.summary().get("objective_usd") instanceof Double cost)) throw new StoppedException();
    double spent = cost - Summary.discounted(r.tables(), "plan").getOrDefault("ai_shortfall", 0.0);
    write(file, 0, new Outcome(Worth.Interval.of(spent), 0, Double.NaN, Double.NaN, Map.of()));
    return spent;
  }

  private Outcome leastCost(long set, int threads) throws StoppedException {
    PlanOptions o = options.withSource(source(set)).withGoal(PlanOptions.Goal.COST).withThreads(threads).withMaxSeconds(left());
    PlanResult r = Plan.run(o, (stage, seconds, done, lower, upper) -> !stop && report("plans of levers", Double.NaN));
    if (r.status().equals("infeasible")) throw new OptionRefused("levers " + name(set) + ": the case with these levers has no solution. Maybe leave one out");
    if (!(r.summary().get("objective_usd") instanceof Double cost)) throw new StoppedException();
    Object emitted = r.summary().get("emissions_t");
    double t = emitted instanceof Map<?, ?> by && by.get("" + r.data().settings().targetYear()) instanceof Double v ? v : Double.NaN;
    // The private objective bounds itself; the resource cost of the plan is as near to its own best as that.
    double slack = r.summary().get("lower_bound_usd") instanceof Double low ? Math.max(0, cost - low) : 0;
    double resource = r.summary().get("resource_cost_usd") instanceof Double v ? v : cost;
    return new Outcome(new Worth.Interval(-resource, -resource - slack, -resource + slack), 0, resource, t, publicCost(r.data(), r.tables(), set));
  }

  /// What a plan depends on.
  private String key(Case data) {
    String text = String.join("|", metric.gw() ? metric.name() : "plan", CaseHash.of(data), String.valueOf(options.time()), "" + options.gap(), options.solver(),
        metric.gw() ? "" + budget : "", asGoodAs == null ? "" : CaseHash.of(data(0)));
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static @Nullable Outcome read(Path file) {
    if (!Files.isRegularFile(file)) return null;
    try {
      Map<String, Object> m = Json.read(Files.readString(file));
      if (!(m.get("value") instanceof Number v && m.get("low") instanceof Number low && m.get("high") instanceof Number high && m.get("beyond") instanceof Number b))
        return null;
      Map<String, Double> costs = new TreeMap<>();
      if (m.get("public_cost_usd") instanceof Map<?, ?> by)
        by.forEach((k, x) -> costs.put(String.valueOf(k), x instanceof Number n ? n.doubleValue() : Double.NaN));
      return new Outcome(new Worth.Interval(v.doubleValue(), low.doubleValue(), high.doubleValue()), b.doubleValue(),
          number(m, "resource_cost_usd"), number(m, "co2_t"), costs);
    } catch (IOException | IllegalArgumentException e) {
      // What cannot be read is found again.
      return null;
    }
  }

  private static double number(Map<String, Object> m, String key) {
    return m.get(key) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  private void write(Path file, long set, Outcome w) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("metric", metric.name());
    m.put("levers", members(set));
    m.put("intensity", intensity);
    m.put("value", w.value.value());
    m.put("low", w.value.low());
    m.put("high", w.value.high());
    m.put("beyond", w.beyond);
    m.put("resource_cost_usd", Double.isNaN(w.resource) ? null : w.resource);
    m.put("co2_t", Double.isNaN(w.co2) ? null : w.co2);
    m.put("public_cost_usd", w.publicCost);
    try {
      Files.createDirectories(store);
      Path draft = Files.createTempFile(store, ".worth", ".tmp");
      Files.writeString(draft, Json.write(m));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
