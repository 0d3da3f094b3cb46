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
import org.loadstar.model.TimeText;
import org.loadstar.model.Zone;

/// Plans, draws outages over the plan, shows the plan the days on which it falls short, and plans again, until it holds.
///
/// ```
/// (1) plan on the days so far; NEUE of the target year by Monte Carlo; done when it is at most the limit
/// (2) the days with the most unserved energy stand for themselves in the next plan
/// (3) the margin of a reserve region that falls short rises by the mean shortage of its hours over its peak
/// ```
///
/// (2) shows the plan the weather and load of those days, with capacity derated as always: outages beyond their mean stay unseen, hence (3).
/// After stress periods of ReEDS (Mai et al. 2024, NREL), which raise the load of such days by the margin instead.
public final class Stress {
  /// Days added in a round.
  private static final int DAYS = 3;

  /// A day or region below this share of the unserved energy is left alone.
  private static final double SMALL = 0.01;

  private final Limits limits;
  private final StudyProgress progress;
  private final Clock clock = new Clock();
  private final List<Object> rounds = new ArrayList<>();
  private PlanOptions options;

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
    PlanOptions wanted = options;
    options = options.withTime(time);
    boolean converged = false;
    for (int round = 0; ; round++) {
      PlanResult plan = plan(options.withFullYear("none").withoutTwin(), "round " + round + ": ");
      if (plan.summary().get("objective_usd") == null || plan.status().equals("stopped")) return told(plan, false, time);
      Assessment a = assess(plan, round);
      Map<String, @Nullable Object> row = row(round, plan, a);
      rounds.add(row);
      converged = a.all().neue().value() <= limits.neue * 1e6;
      if (converged || a.stopped() || round == limits.rounds || left() <= 0 || !add(row, plan.data(), a)) break;
    }
    boolean more = wanted.twin() || !wanted.fullYear().equals("none");
    PlanResult last = plan(more ? options : options.withoutTwin(), "last plan: ");
    return told(last, converged, time);
  }

  private double left() {
    return options.maxSeconds() - clock.total();
  }

  private PlanResult plan(PlanOptions o, String label) {
    return Plan.run(o.withMaxSeconds(Math.max(1, left())), (stage, seconds, done, lower, upper) -> progress.report(label + stage, seconds, done, lower, upper));
  }

  private Assessment assess(PlanResult plan, int round) {
    int year = plan.data().settings().targetYear();
    PowerSystem system = CaseSystem.of(new Figures(plan.data()), FleetOfRun.of(plan.tables(), "plan", year), year, limits.assumptions);
    long begun = System.nanoTime();
    return MonteCarlo.run(system, limits.options, done ->
        progress.report("round " + round + ": outages", (System.nanoTime() - begun) / 1e9, done, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }

  private Map<String, @Nullable Object> row(int round, PlanResult plan, Assessment a) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("round", round);
    m.put("time", options.time());
    m.put("objective_usd", plan.summary().get("objective_usd"));
    m.put("neue_ppm", Adequacy.estimate(a.all().neue()));
    m.put("lole_days", Adequacy.estimate(a.all().loleDays()));
    m.put("eue_mwh", Adequacy.estimate(a.all().eue()));
    return m;
  }

  /// Adds days and margins; false when there is nothing left to add.
  private boolean add(Map<String, @Nullable Object> row, Case data, Assessment a) {
    String time = String.valueOf(options.time());
    List<Integer> days = worst(a, TimeText.of(time).orElseThrow().days());
    StringBuilder more = new StringBuilder(time);
    for (int d : days) more.append('+').append(d);
    Map<String, Double> margins = data.settings().reserve().enforced() ? margins(data, a) : Map.of();
    CaseSource source = options.source();
    for (var m : margins.entrySet()) source = source.withSet("reserve_margins[reserve_region=" + m.getKey() + "].margin=x1+" + m.getValue());
    options = options.withTime(more.toString()).withSource(source);
    row.put("days_added", days);
    row.put("margins_raised", margins);
    return !days.isEmpty() || !margins.isEmpty();
  }

  /// Days of the year, 1 to 365 (UTC), with the most unserved energy that are not in the plan yet.
  private static List<Integer> worst(Assessment a, List<Integer> in) { // (2)
    double[] day = new double[a.hourly().size() / 24];
    for (int h = 0; h < 24 * day.length; h++) day[h / 24] += a.hourly().get(h);
    double total = a.all().eue().value();
    return IntStream.rangeClosed(1, day.length).filter(d -> !in.contains(d) && day[d - 1] > SMALL * total).boxed()
        .sorted(Comparator.comparingDouble(d -> -day[d - 1])).limit(DAYS).toList();
  }

  private static Map<String, Double> margins(Case data, Assessment a) { // (3)
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
    Map<String, Double> raised = new TreeMap<>();
    double total = a.all().eue().value();
    regions.forEach((region, s) -> {
      if (s[0] > SMALL * total && s[1] > 0 && s[2] > 0) raised.put(region, Math.round(1e5 * s[0] / s[1] / s[2]) / 1e5);
    });
    raised.values().removeIf(v -> v <= 0);
    return raised;
  }

  private Outcome told(PlanResult last, boolean converged, String time) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("neue_limit_ppm", limits.neue * 1e6);
    m.put("converged", converged);
    m.put("samples", limits.options.samples());
    m.put("time_before", time);
    m.put("time_after", options.time());
    m.put("rounds", rounds);
    last.summary().put("stress", m);
    return new Outcome(options, last);
  }
}
