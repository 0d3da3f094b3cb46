package org.loadstar.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseVariants;
import org.loadstar.cases.Lever;
import org.loadstar.cases.Levers;
import org.loadstar.cases.Nearest;
import org.loadstar.model.Case;
import org.loadstar.study.attribution.Attribution;
import org.loadstar.study.attribution.Worth;

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
/// | `public_cost` | minus what its levers cost the public in that plan ([LeverCosts]) | USD |
///
/// The money of `gw_Y` is one budget for all sets: given, none, or what the least-cost plan of the case's targets costs until Y without
/// the levers. A set that cannot be as reliable, or not within the budget, spends as little beyond these limits as it must and is worth its GW less
/// that money at the price of a missing GW. Up to [Attribution#EXACT] levers all sets are valued, above it pairs of random orders.
public final class LeverStudy {
  /// Middle, low and high: where none is asked for and all sets are valued.
  private static final List<Double> INTENSITIES = List.of(1.0, 0.5, 2.0);

  /// A check shorter than this is not announced, seconds.
  private static final double LONG = 60;

  private final PlanOptions options;
  private final LeverMetric metric;
  private final List<String> levers;
  private final Asked asked;
  private final List<Double> intensities;
  private final Stops progress;
  private final Clock clock = new Clock();
  private final Map<String, String> group = new TreeMap<>();
  private final Map<String, Set<String>> limits = new TreeMap<>();
  private final CaseVariants variants;

  /// What is asked beside the metric and the levers.
  ///
  /// @param budgetOfPlan true when the budget is the cost of the case's own plan; else that of the options
  /// @param intensities of a lever that is on (0.5 low, 1 middle, 2 high), the first is the main one; empty for middle, low and high where all sets are
  ///     valued, else middle
  /// @param groups true for Owen values over the levers' groups
  /// @param pairs pairs of random orders when there are more levers than can be valued exactly
  /// @param check sets (`none`, `all`) found again at the case's own resolution, empty for none
  /// @param store folder of plans once found
  public record Asked(boolean budgetOfPlan, List<Double> intensities, boolean groups, int pairs, List<String> check, Path store) {
    public Asked {
      intensities = List.copyOf(intensities);
      check = List.copyOf(check);
    }
  }

  private LeverStudy(PlanOptions options, LeverMetric metric, List<String> levers, Asked asked, StudyProgress progress) {
    this.options = options;
    this.variants = CaseVariants.of(options.source());
    this.metric = metric;
    this.levers = levers;
    this.asked = asked;
    this.intensities = asked.intensities.isEmpty() ? exact() ? INTENSITIES : INTENSITIES.subList(0, 1) : asked.intensities;
    this.progress = new Stops(progress, options.maxSeconds(), clock);
  }

  /// Values the levers.
  ///
  /// @param options the plan of a set: time, stages, gap; `threads` sets are solved at a time, `maxSeconds` holds for all together
  /// @param levers names, empty for all of the case
  /// @return the object of `levers --json`
  /// @throws OptionRefused when an option is not allowed, with what is
  public static Map<String, @Nullable Object> run(PlanOptions options, String metric, List<String> levers, Asked asked, StudyProgress progress) {
    Levers all = Levers.of(options.source());
    if (all.all().isEmpty()) {
      CaseReader.read(options.source()).orThrow();
      throw new OptionRefused("levers: the case has none (files levers/NAME.yaml in its folder)");
    }
    List<String> names = levers.isEmpty() ? all.state().keySet().stream().toList() : levers.stream().distinct().toList();
    for (String n : names)
      if (!all.state().containsKey(n)) {
        String near = Nearest.to(n, all.state().keySet());
        throw new OptionRefused("lever '" + n + "': the case has " + String.join(", ", all.state().keySet()) + (near == null ? "" : ". Maybe '" + near + "'"));
      }
    if (names.size() > 62) throw new OptionRefused("levers: " + names.size() + " are more than the 62 allowed");
    for (double x : asked.intensities) if (!(x > 0 && x <= 2)) throw new OptionRefused("intensity " + x + ": allowed is above 0 and at most 2");
    for (String c : asked.check)
      if (!c.equals("none") && !c.equals("all")) throw new OptionRefused("check '" + c + "': allowed are none, all and off");
    if (asked.pairs < 2) throw new OptionRefused("pairs " + asked.pairs + ": allowed is 2 or more");
    LeverStudy study = new LeverStudy(options.withoutTwin().withFullYear("none").withIntegers(false), LeverMetric.of(metric), names, asked, progress);
    for (Lever l : all.all()) {
      study.group.put(l.name(), l.group().isEmpty() ? l.name() : l.group());
      study.limits.put(l.name(), ChangedInputs.limits(l.values().stream().map(Lever.Value::path).toList()));
    }
    LeverStore.requireWritable(asked.store);
    return study.run();
  }

  private boolean exact() {
    return levers.size() <= Attribution.EXACT;
  }

  private long everything() {
    return (1L << levers.size()) - 1;
  }

  private Map<String, @Nullable Object> run() {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    LeverWorths main = worths(intensities.getFirst(), options);
    Case base = main.base();
    String own = base.settings().time();
    String time = options.time() == null ? own : options.time();
    out.put("status", "stopped");
    out.put("metric", metric.name());
    out.put("unit", metric.unit());
    out.put("resolution", time);
    out.put("stages", metric.gw() ? Stages.until(base, metric.year()).settings().stages() : base.settings().stages());
    out.put("gap", options.gap());
    out.put("intensity", intensities.getFirst());
    String values = asked.groups ? "Owen" : "Shapley";
    out.put("method", exact() ? "exact " + values + " values of " + (1 << levers.size()) + " plans"
        : "antithetic sampling of " + values + " values, " + asked.pairs + " pairs of orders, seed " + options.seed());
    List<LeverWorths> all = new ArrayList<>(List.of(main));
    try {
      prepare(main, out);
      valueInto(out, main);
      Map<String, Object> by = new LinkedHashMap<>();
      for (double x : intensities) {
        LeverWorths w = x == intensities.getFirst() ? main : worths(x, options);
        Map<String, @Nullable Object> of = new LinkedHashMap<>();
        if (w != main) {
          all.add(w);
          w.prepare(main.budget());
          valueInto(of, w);
        } else for (String k : List.of("values", "interactions", "without", "with_all", "total", "sum_check")) of.put(k, out.get(k));
        by.put(words(x), of);
        if (by.size() > 1) out.put("by_intensity", by);
      }
      if (!asked.check.isEmpty() && !time.equals(own)) {
        LeverWorths fine = worths(intensities.getFirst(), options.withTime(own));
        all.add(fine);
        out.put("checked", checked(fine, main, own));
      }
      out.put("status", "done");
    } catch (StoppedException | Stopped e) {
      progress.early();
      out.put("plans_done", all.stream().mapToInt(LeverWorths::done).sum());
    }
    progress.write(out);
    out.put("slack_priced", all.stream().flatMap(w -> w.beyond().stream()).distinct().toList());
    out.put("solved", all.stream().mapToInt(LeverWorths::solved).sum());
    out.put("seconds", clock.total());
    out.put("cpu_seconds", Clock.cpuSeconds());
    return out;
  }

  private void prepare(LeverWorths main, Map<String, @Nullable Object> out) throws StoppedException {
    main.prepare(asked.budgetOfPlan ? Double.NaN : options.goal().budgetUsd());
    if (metric.gw()) out.put("budget_usd", Double.isFinite(main.budget()) ? main.budget() : null);
  }

  private LeverWorths worths(double intensity, PlanOptions o) {
    return new LeverWorths(o, metric, levers, intensity, variants, asked.store, progress, clock);
  }

  /// The name of an intensity.
  public static String words(double intensity) {
    return intensity == 0.5 ? "low" : intensity == 1 ? "middle" : intensity == 2 ? "high" : String.format(Locale.ROOT, "%s", intensity);
  }

  /// The ends of the study at the case's own resolution, beside those of the study.
  private Map<String, Object> checked(LeverWorths fine, LeverWorths main, String time) throws StoppedException {
    List<Long> sets = asked.check.stream().map(c -> c.equals("all") ? everything() : 0L).toList();
    int plans = fine.missing(sets, main.budget());
    // Seconds of a plan grow about as its timesteps: measured 2.3 times as many for three times as many timesteps. Not known where all of the study was.
    double each = main.secondsOfOne() * fine.steps() / main.steps();
    if (plans > 0 && !(each * plans <= LONG))
      progress.warn(String.format(Locale.ROOT, "check of %s at %s: %d plans%s (--check off leaves it out)", String.join(" and ", asked.check), time, plans,
          Double.isNaN(each) ? " of " + fine.steps() / main.steps() + " times the timesteps" : String.format(Locale.ROOT, " of about %.0f minutes each", each / 60)));
    fine.prepare(main.budget());
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("resolution", time);
    for (String c : asked.check) {
      long set = c.equals("all") ? everything() : 0;
      Worth.Interval v = of(fine.outcome(set));
      out.put(c, Map.of("value", v.value(), "low", v.low(), "high", v.high(), "in_study", of(main.outcome(set)).value()));
    }
    if (asked.check.contains("none") && asked.check.contains("all"))
      out.put("total", of(fine.outcome(everything())).value() - of(fine.outcome(0)).value());
    out.put("slack_priced", fine.beyond());
    return out;
  }

  /// The worth of an outcome by the metric.
  private Worth.Interval of(LeverOutcome o) {
    return switch (metric.name()) {
      case "co2" -> less(o.co2());
      case "public_cost" -> less(o.paid());
      default -> o.value();
    };
  }

  private static Worth.Interval less(Worth.@Nullable Interval v) {
    if (v == null) throw new IllegalStateException("no interval of the metric");
    return new Worth.Interval(-v.value(), -v.high(), -v.low());
  }

  /// Raised where a value is asked for and there is no time left for it.
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private Attribution attribution(LeverWorths w, BiFunction<Long, LeverOutcome, Worth.Interval> of) {
    return new Attribution(levers.size(), set -> {
      try {
        return of.apply(set, w.outcome(set));
      } catch (StoppedException e) {
        throw new Stopped();
      }
    });
  }

  private static double total(Map<String, Double> paid) {
    return paid.values().stream().mapToDouble(v -> v).sum();
  }

  private List<Attribution.Value> values(Attribution a) {
    if (!asked.groups) return exact() ? a.exact() : a.sampled(asked.pairs, options.seed());
    Map<String, List<Integer>> by = new TreeMap<>();
    for (int i = 0; i < levers.size(); i++) by.computeIfAbsent(group.getOrDefault(levers.get(i), levers.get(i)), k -> new ArrayList<>()).add(i);
    List<int[]> groups = by.values().stream().map(g -> g.stream().mapToInt(i -> i).toArray()).toList();
    return exact() ? a.exact(groups) : a.sampled(groups, asked.pairs, options.seed());
  }

  private void valueInto(Map<String, @Nullable Object> out, LeverWorths w) throws StoppedException {
    if (exact()) w.all();
    Attribution a = attribution(w, (set, o) -> of(o));
    List<Attribution.Value> values = values(a);
    // The other sides of the same plans; the most load has one, that of all levers together.
    List<Attribution.Value> resource = metric.gw() ? List.of() : values(attribution(w, (set, o) -> Worth.Interval.of(o.resource())));
    List<Attribution.Value> paid = metric.gw() ? List.of() : values(attribution(w, (set, o) -> Worth.Interval.of(total(w.paid(set, o)))));
    Map<String, Double> publicCost = w.paid(everything(), w.outcome(everything()));
    Map<String, Object> byLever = new LinkedHashMap<>();
    Map<String, Double> byGroup = new TreeMap<>();
    double sum = 0;
    for (int i = 0; i < levers.size(); i++) {
      String name = levers.get(i);
      Attribution.Value v = values.get(i);
      sum += v.share();
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      m.put("group", group.getOrDefault(name, name));
      m.put("shapley", v.share());
      m.put("low", v.low());
      m.put("high", v.high());
      m.put("standard_error", v.standardError());
      m.put("first_in", v.firstIn());
      m.put("last_in", v.lastIn());
      m.put("distinguishable", v.distinguishable());
      Set<String> moves = limits.getOrDefault(name, Set.of());
      m.put("binds_in_none", !moves.isEmpty() && w.bindNowhere(moves));
      m.put("resource_cost_usd", metric.gw() ? null : resource.get(i).share());
      m.put("public_cost_usd", metric.gw() ? publicCost.get(name) : (Double) paid.get(i).share());
      byLever.put(name, m);
      byGroup.merge(group.getOrDefault(name, name), v.share(), Double::sum);
    }
    out.put("values", byLever);
    if (asked.groups) out.put("groups", byGroup);
    Map<String, Object> interactions = new LinkedHashMap<>();
    if (exact() && levers.size() > 1) {
      double[][] pair = a.interactions();
      for (int i = 0; i < levers.size(); i++)
        for (int j = i + 1; j < levers.size(); j++) interactions.put(levers.get(i) + "+" + levers.get(j), pair[i][j]);
    }
    out.put("interactions", interactions);
    out.put("without", of(w.outcome(0)).value());
    out.put("with_all", of(w.outcome(everything())).value());
    out.put("total", a.total());
    out.put("sum_check", sum - a.total());
  }
}
