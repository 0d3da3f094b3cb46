package org.loadstar.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Levers;
import org.loadstar.model.Case;
import org.loadstar.model.Tables;
import org.loadstar.study.attribution.Attribution;
import org.loadstar.study.attribution.Worth;
import org.loadstar.study.store.Json;

/// What each of several levers of a case is worth, alone and together.
///
/// Every set of the levers is a plan: its members pulled to one intensity, the other named levers off, the rest of the case as it
/// stands. Metrics:
///
/// | metric | worth of a set | unit |
/// |---|---|---|
/// | `gw_Y` | most new AI load by the end of year Y ([Fastest], relaxed), for the same money, as reliable as the case without AI and without these levers | GW |
/// | `cost` | minus the resource cost of the least-cost plan | USD |
/// | `co2` | minus the CO2 of the target year of that plan | t |
///
/// The money of `gw_Y` is one budget for all sets: given, none, or what the least-cost plan of the case's targets costs until Y without
/// the levers.
///
/// Up to [Attribution#EXACT] levers all sets are valued, above it pairs of random orders. A worth once found is kept in a folder under
/// the hash of what it depends on (case with its levers, metric, time, stages, gap), so that a study goes on where it was stopped.
public final class LeverStudy {
  private static final Pattern GW = Pattern.compile("gw_(\\d{4})");

  private final PlanOptions options;
  private final Metric metric;
  private final List<String> levers;
  private final double intensity;
  private final Path store;
  private final StudyProgress progress;
  private final Clock clock = new Clock();
  private final Map<Long, Worth.Interval> known = new ConcurrentHashMap<>();
  private final AtomicInteger solved = new AtomicInteger();
  private Fastest.@Nullable Reliability asGoodAs;
  private double budget;
  private volatile boolean stop;

  /// What is asked of a set.
  ///
  /// @param name as typed
  /// @param year of a metric of GW, else 0
  private record Metric(String name, int year) {
    static Metric of(String name) {
      Matcher m = GW.matcher(name);
      if (m.matches()) return new Metric(name, Integer.parseInt(m.group(1)));
      if (name.equals("public_cost"))
        throw new OptionRefused("metric public_cost: needs the ledger of parties, which is not built yet; allowed are gw_YEAR, cost and co2");
      if (!name.equals("cost") && !name.equals("co2"))
        throw new OptionRefused("metric '" + name + "': allowed are gw_YEAR (as gw_2030), cost and co2");
      return new Metric(name, 0);
    }

    String unit() {
      return year > 0 ? "GW" : name.equals("cost") ? "USD" : "t";
    }
  }

  private LeverStudy(PlanOptions options, Metric metric, List<String> levers, double intensity, Path store, StudyProgress progress) {
    this.options = options;
    this.metric = metric;
    this.levers = levers;
    this.intensity = intensity;
    this.store = store;
    this.progress = progress;
    this.budget = options.goal().budgetUsd();
  }

  /// Values the levers.
  ///
  /// @param budgetOfPlan true when the budget is the cost of the case's own plan; else that of the options
  /// @param options the plan of a set: time, stages, gap; `threads` sets are solved at a time, `maxSeconds` holds for all together
  /// @param levers names, empty for all of the case
  /// @param intensity of a lever that is on: 0.5 low, 1 middle, 2 high
  /// @param pairs pairs of random orders when there are more levers than can be valued exactly
  /// @param store folder of worths once found
  /// @return the object of `levers --json`
  public static Map<String, @Nullable Object> run(
      PlanOptions options, boolean budgetOfPlan, String metric, List<String> levers, double intensity, int pairs, Path store, StudyProgress progress) {
    Levers all = Levers.of(options.source());
    List<String> names = levers.isEmpty() ? all.state().keySet().stream().toList() : levers.stream().distinct().toList();
    if (names.isEmpty()) throw new OptionRefused("levers: the case has none (files levers/NAME.yaml in its folder)");
    for (String n : names)
      if (!all.state().containsKey(n)) throw new OptionRefused("lever '" + n + "': the case has " + String.join(", ", all.state().keySet()));
    if (!(intensity > 0 && intensity <= 2)) throw new OptionRefused("intensity " + intensity + ": allowed is above 0 and at most 2");
    return new LeverStudy(options.withoutTwin().withFullYear("none").withIntegers(false), Metric.of(metric), names, intensity, store, progress)
        .run(pairs, budgetOfPlan);
  }

  private Map<String, @Nullable Object> run(int pairs, boolean budgetOfPlan) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    Case base = data(0);
    out.put("status", "stopped");
    out.put("metric", metric.name);
    out.put("unit", metric.unit());
    out.put("resolution", options.time() == null ? base.settings().time() : options.time());
    out.put("stages", metric.year > 0 ? Stages.until(base, metric.year).settings().stages() : base.settings().stages());
    out.put("gap", options.gap());
    out.put("intensity", intensity);
    boolean exact = levers.size() <= Attribution.EXACT;
    out.put("method", exact ? "exact Shapley values of " + (1 << levers.size()) + " plans" : "antithetic sampling, " + pairs + " pairs of orders, seed " + options.seed());
    try {
      if (metric.year > 0) {
        if (budgetOfPlan) budget = costOfPlan(base);
        out.put("budget_usd", Double.isFinite(budget) ? budget : null);
        asGoodAs = fastest(base, options.threads()).reliability();
      }
      if (exact) valueAll();
      Attribution a = new Attribution(levers.size(), this::worth);
      List<Attribution.Value> values = exact ? a.exact() : a.sampled(pairs, options.seed());
      tell(out, a, values, exact);
      out.put("status", "done");
    } catch (StoppedException | Stopped e) {
      out.put("plans_done", known.size());
    }
    out.put("solved", solved.get());
    out.put("seconds", clock.total());
    out.put("cpu_seconds", Clock.cpuSeconds());
    return out;
  }

  private void tell(Map<String, @Nullable Object> out, Attribution a, List<Attribution.Value> values, boolean exact) {
    Map<String, Object> byLever = new LinkedHashMap<>();
    double sum = 0;
    for (int i = 0; i < levers.size(); i++) {
      Attribution.Value v = values.get(i);
      sum += v.share();
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("shapley", v.share());
      m.put("low", v.low());
      m.put("high", v.high());
      m.put("standard_error", v.standardError());
      m.put("first_in", v.firstIn());
      m.put("last_in", v.lastIn());
      m.put("distinguishable", v.distinguishable());
      byLever.put(levers.get(i), m);
    }
    out.put("values", byLever);
    Map<String, Object> interactions = new LinkedHashMap<>();
    if (exact && levers.size() > 1) {
      double[][] pair = a.interactions();
      for (int i = 0; i < levers.size(); i++)
        for (int j = i + 1; j < levers.size(); j++) interactions.put(levers.get(i) + "+" + levers.get(j), pair[i][j]);
    }
    out.put("interactions", interactions);
    out.put("without", worth(0).value());
    out.put("with_all", worth((1L << levers.size()) - 1).value());
    out.put("total", a.total());
    out.put("sum_check", sum - a.total());
  }

  /// Raised where a value is asked for and there is no time left for it.
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private Worth.Interval worth(long set) {
    Worth.Interval w = known.get(set);
    if (w != null) return w;
    try {
      w = value(set, options.threads());
    } catch (StoppedException e) {
      throw new Stopped();
    }
    known.put(set, w);
    return w;
  }

  private void valueAll() throws StoppedException {
    int sets = 1 << levers.size();
    ExecutorService pool = Executors.newFixedThreadPool(options.threads());
    try {
      List<Callable<Worth.Interval>> work = new ArrayList<>();
      for (long s = 0; s < sets; s++) {
        long set = s;
        work.add(() -> value(set, 1));
      }
      List<Future<Worth.Interval>> futures = new ArrayList<>();
      for (Callable<Worth.Interval> w : work) futures.add(pool.submit(w));
      for (int s = 0; s < sets; s++) {
        known.put((long) s, futures.get(s).get());
        report("plans of levers", (s + 1.0) / sets);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoppedException s) throw s;
      throw new IllegalStateException(e.getCause());
    } finally {
      stop |= pool.shutdownNow().size() > 0;
      pool.close();
    }
  }

  private boolean report(String stage, double done) {
    boolean goOn = progress.report(stage, clock.total(), done, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    if (!goOn) stop = true;
    return goOn;
  }

  private Case data(long set) {
    return Stages.withStages(CaseReader.read(source(set)).orThrow(), options.stages());
  }

  private Worth.Interval value(long set, int threads) throws StoppedException {
    if (stop || clock.total() >= options.maxSeconds()) throw new StoppedException();
    Case data = data(set);
    Path file = store.resolve(key(data) + ".json");
    Worth.Interval before = read(file);
    if (before != null) return before;
    Worth.Interval w = metric.year > 0 ? most(data, threads) : leastCost(set, threads);
    solved.incrementAndGet();
    write(file, set, w);
    return w;
  }

  private Worth.Interval most(Case data, int threads) throws StoppedException {
    if (asGoodAs == null) throw new IllegalStateException("no twin");
    return fastest(data, threads).most(asGoodAs);
  }

  private Fastest fastest(Case data, int threads) {
    PlanOptions o = options.withThreads(threads).withGoal(new PlanOptions.Goal(true, budget, metric.year));
    return new Fastest(data, o, (stage, seconds, done, lower, upper) -> !stop && report("plans of levers", Double.NaN), clock, new Tables(), new TreeMap<>());
  }

  /// Discounted cost until the metric's year of the least-cost plan without the levers, missed targets not counted.
  private double costOfPlan(Case base) throws StoppedException {
    List<Integer> years = Stages.until(base, metric.year).settings().stages();
    Path file = store.resolve(key(base) + "-budget.json");
    Worth.Interval before = read(file);
    if (before != null) return before.value();
    PlanOptions o = options.withSource(source(0)).withStages(years).withGoal(PlanOptions.Goal.COST).withMaxSeconds(options.maxSeconds() - clock.total());
    PlanResult r = Plan.run(o, (stage, seconds, done, lower, upper) -> report("budget: the case's own plan", Double.NaN));
    if (!(r.summary().get("objective_usd") instanceof Double cost)) throw new StoppedException();
    double spent = cost - Summary.discounted(r.tables(), "plan").getOrDefault("ai_shortfall", 0.0);
    write(file, 0, Worth.Interval.of(spent));
    return spent;
  }

  private CaseSource source(long set) {
    CaseSource source = options.source();
    for (int i = 0; i < levers.size(); i++) source = source.withLever(levers.get(i) + "=" + ((set & 1L << i) != 0 ? intensity : 0));
    return source;
  }

  private Worth.Interval leastCost(long set, int threads) throws StoppedException {
    PlanOptions o = options.withSource(source(set)).withGoal(PlanOptions.Goal.COST).withThreads(threads).withMaxSeconds(options.maxSeconds() - clock.total());
    PlanResult r = Plan.run(o, (stage, seconds, done, lower, upper) -> !stop && report("plans of levers", Double.NaN));
    if (!(r.summary().get("objective_usd") instanceof Double cost)) throw new StoppedException();
    if (metric.name.equals("co2")) {
      Object emitted = r.summary().get("emissions_t");
      double t = emitted instanceof Map<?, ?> by && by.get("" + r.data().settings().targetYear()) instanceof Double v ? v : Double.NaN;
      return Worth.Interval.of(-t);
    }
    // The private objective bounds itself; the resource cost of the plan is as near to its own best as that.
    double slack = r.summary().get("lower_bound_usd") instanceof Double low ? cost - low : 0;
    double resource = r.summary().get("resource_cost_usd") instanceof Double v ? v : cost;
    return new Worth.Interval(-resource, -resource - slack, -resource + slack);
  }

  /// What a worth depends on.
  private String key(Case data) {
    String text = String.join("|", metric.name, CaseHash.of(data), String.valueOf(options.time()), "" + options.gap(), options.solver(),
        "" + budget, asGoodAs == null ? "" : CaseHash.of(data(0)));
    return java.util.UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString();
  }

  private static Worth.@Nullable Interval read(Path file) {
    if (!Files.isRegularFile(file)) return null;
    try {
      Map<String, Object> m = Json.read(Files.readString(file));
      return m.get("value") instanceof Number v && m.get("low") instanceof Number low && m.get("high") instanceof Number high
          ? new Worth.Interval(v.doubleValue(), low.doubleValue(), high.doubleValue())
          : null;
    } catch (IOException | IllegalArgumentException e) {
      // What cannot be read is found again.
      return null;
    }
  }

  private void write(Path file, long set, Worth.Interval w) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("metric", metric.name);
    m.put("levers", java.util.stream.IntStream.range(0, levers.size()).filter(i -> (set & 1L << i) != 0).mapToObj(levers::get).toList());
    m.put("intensity", intensity);
    m.put("value", w.value());
    m.put("low", w.low());
    m.put("high", w.high());
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
