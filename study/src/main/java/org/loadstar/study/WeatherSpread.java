package org.loadstar.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseReader;
import org.loadstar.model.Settings;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// How much of a plan hangs on the way its weather year happens to meet its demand year: the case planned again with its hourly
/// profiles moved by a few days, and the spread of what comes out.
///
/// The first member is the case as it stands; the others move the weather by days drawn without repetition from -14 to 14. Each is
/// the plan `--set weather_shift_days=N`, without the twin, operated over all 8760 hours of its target year. Demand, water and outages
/// are not drawn, so hours with unserved energy are a proxy of the loss-of-load expectation and not the thing itself.
public final class WeatherSpread {
  public static final int MOST_DAYS = 14;

  /// Largest number of shifts, each different and none 0.
  public static final int MOST_SHIFTS = 2 * MOST_DAYS;

  /// Unserved power of a zone from which an hour counts, MW.
  public static final double UNSERVED_MW = 1;

  private static final int YEAR_DAYS = 365;
  private static final int LARGEST_SHIFT = 182;
  private static final List<String> FIGURES =
      List.of("ai_gw", "ai_shortfall_gw", "objective_usd", "full_year_cost_usd", "unserved_mwh", "hours_with_unserved", "days_with_unserved");

  private final PlanOptions options;
  private final StudyProgress progress;
  private final Clock clock = new Clock();
  private final List<Map<String, @Nullable Object>> members = new ArrayList<>();

  private WeatherSpread(PlanOptions options, StudyProgress progress) {
    this.options = options;
    this.progress = progress;
  }

  /// The first `count` shifts of a seed in days, each different and none 0.
  static List<Integer> draws(int count, int seed) {
    if (count < 1 || count > MOST_SHIFTS)
      throw new OptionRefused("shifts " + count + ": allowed are 1 to " + MOST_SHIFTS);
    List<Integer> days = new ArrayList<>(IntStream.rangeClosed(-MOST_DAYS, MOST_DAYS).filter(d -> d != 0).boxed().toList());
    Collections.shuffle(days, new Random(seed));
    return List.copyOf(days.subList(0, count));
  }

  /// Plans the case and its shifted twins one after the other; `maxSeconds` holds for all together.
  ///
  /// @param count number of shifts beside the case as it stands
  /// @return the object of `weather --json`; `status` is `done`, `stopped` (then `members` are those that were done) or `infeasible`
  ///     (when no member has a plan)
  /// @throws org.loadstar.cases.CaseException when the case is refused
  /// @throws IllegalArgumentException when an option is not allowed, with what is
  public static Map<String, @Nullable Object> run(PlanOptions options, int count, StudyProgress progress) {
    List<Integer> days = new ArrayList<>(List.of(0));
    days.addAll(draws(count, options.seed()));
    Settings settings = Stages.withStages(CaseReader.read(options.source()).orThrow(), options.stages()).settings();
    return new WeatherSpread(options.withoutTwin(), progress).run(settings, days);
  }

  private Map<String, @Nullable Object> run(Settings settings, List<Integer> days) {
    boolean stopped = false;
    for (int k = 0; k < days.size() && !stopped; k++) {
      int shift = shift(settings.weatherShiftDays(), days.get(k));
      double left = options.maxSeconds() - clock.total();
      stopped = left <= 0 || !member(settings.targetYear(), shift, String.format("weather %d of %d, %+d days: ", k + 1, days.size(), shift), left);
    }
    boolean any = members.stream().anyMatch(m -> m.get("objective_usd") != null);
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("status", stopped ? "stopped" : any ? "done" : "infeasible");
    out.put("target_year", settings.targetYear());
    out.put("base_shift_days", settings.weatherShiftDays());
    out.put("seed", options.seed());
    out.put("members_asked", days.size());
    out.put("members", members);
    Map<String, Object> spread = new LinkedHashMap<>();
    for (String k : FIGURES) spread(spread, k, m -> m.get(k));
    Map<String, Object> zones = new TreeMap<>();
    for (String zone : zones()) spread(zones, zone, m -> m.get("ai_gw_by_zone") instanceof Map<?, ?> z ? absentAsZero(z.get(zone)) : null);
    spread.put("ai_gw_by_zone", zones);
    out.put("spread", spread);
    out.put(
        "unserved_note",
        "hours of the full-year operation with at least " + UNSERVED_MW + " MW unserved in some zone; a proxy of the loss-of-load expectation"
            + " without outages and in one weather year, not the expectation");
    out.put("seconds", clock.total());
    out.put("cpu_seconds", Clock.cpuSeconds());
    return out;
  }

  /// A shift of the year by days from a base, in the range that the setting allows.
  private static int shift(int base, int days) {
    return Math.floorMod(base + days + LARGEST_SHIFT, YEAR_DAYS) - LARGEST_SHIFT;
  }

  /// Plans one member; false when it was stopped.
  private boolean member(int year, int shift, String label, double left) {
    double begun = clock.total();
    PlanOptions o = options.withSource(options.source().withSet("weather_shift_days=" + shift)).withMaxSeconds(left);
    PlanResult r = Plan.run(o, (stage, seconds, done, lower, upper) -> progress.report(label + stage, seconds, done, lower, upper));
    if (r.status().equals("stopped")) return false;
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("shift_days", shift);
    m.put("status", r.status());
    m.put("objective_usd", r.summary().get("objective_usd"));
    m.put("lower_bound_usd", r.summary().get("lower_bound_usd"));
    m.put("gap", r.summary().get("gap"));
    for (String k : List.of("ai_gw", "ai_shortfall_gw", "ai_gw_by_zone"))
      m.put(k, r.summary().get(k) instanceof Map<?, ?> by ? by.get("" + year) : null);
    m.put("full_year_cost_usd", r.summary().get("full_year_cost_usd"));
    // A plan of all hours is its own operation.
    unserved(m, r.tables(), "full".equals(r.summary().get("resolution")) ? "plan" : "full", year);
    m.put("case_hash", r.caseHash());
    m.put("seconds", clock.total() - begun);
    members.add(m);
    return true;
  }

  /// Adds energy, hours and days (UTC) of unserved load in the operated year; null where there was no such operation.
  private static void unserved(Map<String, @Nullable Object> into, Tables tables, String grid, int year) {
    Sheet d = tables.get("dispatch");
    Set<Integer> hours = new HashSet<>();
    Set<Integer> days = new HashSet<>();
    double energy = 0;
    boolean operated = false;
    for (int i = 0; i < d.rows(); i++) {
      if (!d.text(i, 0).equals(grid) || d.integer(i, 1) != year) continue;
      operated = true;
      if (!d.text(i, 7).equals("unserved")) continue;
      energy += d.number(i, 8) * d.number(i, 4);
      if (d.number(i, 8) < UNSERVED_MW) continue;
      hours.add(d.integer(i, 3));
      days.add(d.integer(i, 3) / 24);
    }
    into.put("unserved_mwh", operated ? energy : null);
    into.put("hours_with_unserved", operated ? hours.size() : null);
    into.put("days_with_unserved", operated ? days.size() : null);
  }

  private List<String> zones() {
    return members.stream()
        .flatMap(m -> m.get("ai_gw_by_zone") instanceof Map<?, ?> z ? z.keySet().stream() : java.util.stream.Stream.empty())
        .map(String::valueOf)
        .distinct()
        .toList();
  }

  private static Object absentAsZero(@Nullable Object v) {
    return v == null ? 0.0 : v;
  }

  /// Adds `{min, median, max}` of a figure over the members that have it.
  private void spread(Map<String, Object> into, String key, Function<Map<String, @Nullable Object>, @Nullable Object> of) {
    double[] v = members.stream().map(of).filter(x -> x instanceof Number).mapToDouble(x -> ((Number) x).doubleValue()).sorted().toArray();
    if (v.length == 0) return;
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("min", v[0]);
    m.put("median", (v[(v.length - 1) / 2] + v[v.length / 2]) / 2);
    m.put("max", v[v.length - 1]);
    into.put(key, m);
  }
}
