package org.loadstar.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.adequacy.Assessment;
import org.loadstar.adequacy.Assessment.Risk;
import org.loadstar.adequacy.CaseSystem;
import org.loadstar.adequacy.MonteCarlo;
import org.loadstar.adequacy.Options;
import org.loadstar.adequacy.PowerSystem;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Rows;
import org.loadstar.model.Settings;
import org.loadstar.model.Sheet;
import org.loadstar.model.TimeText;
import org.loadstar.model.Zone;

/// Plans, draws outages over the plan, shows the plan the days on which it falls short, and plans again, until it holds.
///
/// ```
/// (1) plan on the days so far; NEUE of the target year by Monte Carlo; done when it is at most the limit
/// (2) the days with the most unserved energy stand for themselves in the next plan
/// (3) the margin of a reserve region that falls short and meets its margin rises by the mean shortage of its hours over its peak
/// (4) a missing firm kW is three times as dear in a region that falls short and misses its margin
/// (5) where more than half of the unserved energy is left after a round of (2) to (4), the price of unserved energy is three times as high
/// ```
///
/// (2) shows the plan the weather and load of those days, with capacity derated as always: outages beyond their mean stay unseen, hence (3).
/// A region that misses its margin at the price set for that is short of plants at that price: (4) makes them, or another place for the new load, worth their cost.
/// After stress periods of ReEDS (Mai et al. 2024, NREL), which raise the load of such days by the margin instead.
public final class Stress {
  /// Days added in a round.
  private static final int DAYS = 3;

  /// A day or region below this share of the unserved energy is left alone.
  private static final double SMALL = 0.01;

  /// Where this share of the unserved energy of the round before is left, days and margins help too little.
  private static final double ENOUGH = 0.5;

  /// By which the prices of unserved energy and of missing firm capacity are lifted, and the largest of them.
  private static final int DEARER = 3;
  private static final double MOST_USD_PER_MWH = 1e6;
  private static final double MOST_USD_PER_KW_YR = 1e5;

  /// A margin that lacks less is met, MW.
  private static final double LEAST_MW = 0.5;

  /// Another round is begun where the time left is at least this many times what the last one took: more days make it longer.
  private static final double AHEAD = 1.5;

  private final Limits limits;
  private final StudyProgress progress;
  private final Clock clock = new Clock();
  private final List<Object> rounds = new ArrayList<>();
  private PlanOptions options;
  private Verdict verdict = Verdict.NONE;
  private double begun;
  private double before = Double.POSITIVE_INFINITY;
  private boolean converged;
  private String ended = "there is no plan";

  /// What is said of a round's plan; none where there was no plan.
  private enum Verdict {
    NONE,
    ANOTHER,
    LAST
  }

  /// @param neue largest unserved energy of the target year over its load
  /// @param rounds largest number of times that something is added
  /// @param options of the Monte Carlo
  public record Limits(double neue, int rounds, Options options, CaseSystem.Assumptions assumptions) {
    public Limits {
      if (!(neue > 0 && neue < 1)) throw new OptionRefused("neue " + neue + ": allowed is above 0 and below 1");
      if (rounds < 1 || rounds > 50) throw new OptionRefused("stress-rounds " + rounds + ": allowed is 1 to 50");
    }
  }

  /// @param options with which `result` was planned: they hold all that was added
  /// @param result its summary has `stress`
  public record Outcome(PlanOptions options, PlanResult result) {}

  private Stress(PlanOptions options, Limits limits, StudyProgress progress) {
    this.options = options;
    this.limits = limits;
    this.progress = progress;
  }

  /// @throws OptionRefused when the plan is not one of days, or seeks the most load
  public static Outcome run(PlanOptions options, Limits limits, StudyProgress progress) {
    if (options.goal().fastest()) throw new OptionRefused("stress: allowed with --objective cost");
    return new Stress(options, limits, progress).run();
  }

  private Outcome run() {
    Case first = CaseReader.read(options.source()).orThrow();
    String asked = options.time();
    String time = asked == null ? first.settings().time() : asked;
    if (TimeText.of(time).filter(t -> t.form() == TimeText.Form.DAYS).isEmpty())
      throw new OptionRefused("stress: allowed with days, --time reps:N; the time is " + time);
    options = options.withTime(time);
    Outcome stands = null;
    while (true) {
      PlanOptions now = options;
      verdict = Verdict.NONE;
      begun = clock.total();
      String label = "round " + rounds.size() + ": ";
      PlanResult plan = Plan.run(now.withMaxSeconds(Math.max(1, left())), CaseReader::read,
          (stage, seconds, done, lower, upper) -> progress.report(label + stage, seconds, done, lower, upper), p -> judged(p, label));
      if (verdict == Verdict.NONE && stands != null) return told(instead(stands, plan), time);
      if (verdict != Verdict.ANOTHER) return told(new Outcome(now, plan), time);
      stands = new Outcome(now, plan);
    }
  }

  private double left() {
    return options.maxSeconds() - clock.total();
  }

  /// Draws outages over a plan; true where it is the last one, which is then completed.
  private boolean judged(PlanResult plan, String label) {
    Assessment a = assess(plan, label);
    Map<String, @Nullable Object> row = row(plan, a);
    rounds.add(row);
    double round = clock.total() - begun;
    row.put("seconds", round);
    verdict = Verdict.LAST;
    converged = a.all().neue().value() <= limits.neue * 1e6;
    if (converged) ended = "the unserved energy is within the limit";
    else if (a.stopped()) ended = "it was stopped";
    else if (rounds.size() > limits.rounds) ended = "it was added to as often as --stress-rounds allows";
    else if (left() < AHEAD * round) ended = "another round would not have ended within --max-seconds";
    else if (!add(row, plan, a)) ended = "nothing is left that could be added";
    else verdict = Verdict.ANOTHER;
    row.put("words", StressWords.of(row));
    return verdict == Verdict.LAST;
  }

  /// The plan of the round before where the last one gave none.
  private Outcome instead(Outcome stands, PlanResult none) {
    ended = "the next round gave no plan";
    stands.result.summary().put("status", "stopped");
    stands.result.summary().put("stopped_by", none.summary().get("stopped_by"));
    return stands;
  }

  private Assessment assess(PlanResult plan, String label) {
    int year = plan.data().settings().targetYear();
    PowerSystem system = CaseSystem.of(new Figures(plan.data()), FleetOfRun.of(plan.tables(), "plan", year), year, limits.assumptions);
    long start = System.nanoTime();
    return MonteCarlo.run(system, limits.options, done ->
        progress.report(label + "outages", (System.nanoTime() - start) / 1e9, done, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  private Map<String, @Nullable Object> row(PlanResult plan, Assessment a) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("round", rounds.size());
    m.put("time", options.time());
    m.put("objective_usd", plan.summary().get("objective_usd"));
    m.put("private_cost_usd", plan.summary().get("private_cost_usd"));
    if (plan.summary().get("ai_gw") instanceof Map<?, ?> gw) m.put("ai_gw", gw.get(String.valueOf(plan.data().settings().targetYear())));
    m.put("neue_ppm", Adequacy.estimate(a.all().neue()));
    m.put("lole_days", Adequacy.estimate(a.all().loleDays()));
    m.put("eue_mwh", Adequacy.estimate(a.all().eue()));
    Map<String, Double> zones = new TreeMap<>();
    a.byZone().forEach((zone, r) -> {
      if (r.eue().value() > SMALL * a.all().eue().value()) zones.put(zone, r.eue().value());
    });
    m.put("eue_mwh_by_zone", zones);
    m.put("margins_missing_mw", missing(plan));
    return m;
  }

  /// Firm capacity that reserve regions lack in the target year, the season that lacks more, MW.
  private static Map<String, Double> missing(PlanResult plan) {
    int year = plan.data().settings().targetYear();
    Sheet s = plan.tables().get("reserve");
    Map<String, Double> out = new TreeMap<>();
    for (int r = 0; r < s.rows(); r++) {
      double mw = s.number(r, s.column("shortfall_mw"));
      if ("plan".equals(s.text(r, s.column("grid"))) && s.integer(r, s.column("year")) == year && mw > LEAST_MW)
        out.merge(String.valueOf(s.text(r, s.column("region"))), mw, Math::max);
    }
    return out;
  }

  /// Adds days, margins and prices; false when there is nothing left to add.
  private boolean add(Map<String, @Nullable Object> row, PlanResult plan, Assessment a) {
    Case data = plan.data();
    String time = String.valueOf(options.time());
    List<Integer> days = worst(a, TimeText.of(time).orElseThrow().days());
    StringBuilder more = new StringBuilder(time);
    for (int d : days) more.append('+').append(d);
    Map<String, Double> shortage = data.settings().reserve().enforced() ? shortage(data, a) : Map.of();
    Map<String, Double> missing = missing(plan);
    Map<String, Double> margins = margins(data, shortage, missing);
    Map<String, Double> prices = prices(data, shortage, missing);
    CaseSource source = options.source();
    for (var m : margins.entrySet()) source = source.withSet("reserve_margins[reserve_region=" + m.getKey() + "].margin=x1+" + m.getValue());
    for (var m : prices.entrySet()) source = source.withSet("reserve_margins[reserve_region=" + m.getKey() + "].shortfall_usd_per_kw_yr=" + m.getValue());
    double neue = a.all().neue().value();
    boolean dearer = neue > ENOUGH * before || days.isEmpty() && margins.isEmpty() && prices.isEmpty();
    before = neue;
    List<Settings.UnservedSegment> unserved = data.settings().unserved();
    if (dearer && unserved.getLast().usdPerMwh() * DEARER > MOST_USD_PER_MWH) dearer = false; // (5)
    if (dearer) for (int k = 1; k <= unserved.size(); k++) source = source.withSet("unserved." + k + ".usd_per_mwh=x" + DEARER);
    options = options.withTime(more.toString()).withSource(source);
    row.put("days_added", days);
    row.put("margins_raised", margins);
    row.put("firm_price_usd_per_kw_yr", prices);
    row.put("unserved_price_times", dearer ? DEARER : 1);
    return !days.isEmpty() || !margins.isEmpty() || !prices.isEmpty() || dearer;
  }

  /// Days of the year, 1 to 365 (UTC), with the most unserved energy that are not in the plan yet.
  private static List<Integer> worst(Assessment a, List<Integer> in) { // (2)
    double[] day = new double[a.hourly().size() / 24];
    for (int h = 0; h < 24 * day.length; h++) day[h / 24] += a.hourly().get(h);
    double total = a.all().eue().value();
    return IntStream.rangeClosed(1, day.length).filter(d -> !in.contains(d) && day[d - 1] > SMALL * total).boxed()
        .sorted(Comparator.comparingDouble(d -> -day[d - 1])).limit(DAYS).toList();
  }

  /// Mean shortage of the hours in which a reserve region falls short, over its peak.
  private static Map<String, Double> shortage(Case data, Assessment a) {
    Figures figures = new Figures(data);
    Map<String, double[]> regions = new TreeMap<>();
    for (Zone z : data.zones()) {
      Risk risk = a.byZone().get(z.zone());
      if (risk == null || z.reserveRegion().isEmpty() || data.reserveMargins().stream().noneMatch(r -> r.reserveRegion().equals(z.reserveRegion()))) continue;
      double[] sums = regions.computeIfAbsent(z.reserveRegion(), r -> new double[3]);
      sums[0] += risk.eue().value();
      sums[1] = Math.max(sums[1], risk.lolh().value());
      sums[2] += 1e3 * figures.demand(z).max();
    }
    Map<String, Double> mean = new TreeMap<>();
    double total = a.all().eue().value();
    regions.forEach((region, s) -> {
      if (s[0] > SMALL * total && s[1] > 0 && s[2] > 0) mean.put(region, Math.round(1e5 * s[0] / s[1] / s[2]) / 1e5);
    });
    return mean;
  }

  /// A margin that is missed already, at its price, buys no more when it is raised; none may be above 1.
  private static Map<String, Double> margins(Case data, Map<String, Double> shortage, Map<String, Double> missing) { // (3)
    Map<String, Double> raised = new TreeMap<>(shortage);
    raised.keySet().removeAll(missing.keySet());
    raised.replaceAll((region, v) -> Math.min(v, 1 - largest(data, region)));
    raised.values().removeIf(v -> v <= 0);
    return raised;
  }

  private static Map<String, Double> prices(Case data, Map<String, Double> shortage, Map<String, Double> missing) { // (4)
    Figures figures = new Figures(data);
    int year = data.settings().targetYear();
    Map<String, Double> lifted = new TreeMap<>();
    for (String region : shortage.keySet()) {
      double price = DEARER * figures.shortfallPrice(region, year);
      if (missing.containsKey(region) && price > 0 && price <= MOST_USD_PER_KW_YR) lifted.put(region, price);
    }
    return lifted;
  }

  private static double largest(Case data, String region) {
    return data.reserveMargins().stream().filter(r -> r.reserveRegion().equals(region)).mapToDouble(Rows.ReserveMargin::margin).max().orElse(1);
  }

  private Outcome told(Outcome last, String time) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("neue_limit_ppm", limits.neue * 1e6);
    m.put("converged", converged);
    m.put("ended", ended);
    m.put("samples", limits.options.samples());
    m.put("time_before", time);
    m.put("time_after", last.options.time());
    m.put("rounds", rounds);
    last.result.summary().put("stress", m);
    return last;
  }
}
