package org.loadstar.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Levers;
import org.loadstar.model.TimeText;
import org.loadstar.study.NetworkOptions;
import org.loadstar.study.PlanOptions;
import org.loadstar.study.store.Manifest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options of a plan, as typed and as kept in a manifest.
final class PlanFlags {
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2200;

  @Option(
      names = "--time",
      paramLabel = "full|reps:N|segments:N",
      description = "Timesteps (default: the case's): " + TimeText.ALLOWED + ".")
  private @Nullable String time;

  @Option(names = "--stages", split = ",", paramLabel = "YEAR", description = "Years to plan (default: the case's).")
  private List<Integer> stages = new ArrayList<>();

  @Option(
      names = "--full-year",
      paramLabel = "target|all|none",
      defaultValue = "target",
      description = "Stages whose plan is dispatched over all 8760 hours (default: ${DEFAULT-VALUE}).")
  private String fullYear = "target";

  @Option(
      names = "--integers",
      paramLabel = "on|off",
      defaultValue = "on",
      description = "off plans with fractions of modules and units (default: ${DEFAULT-VALUE}).")
  private String integers = "on";

  @Option(
      names = "--objective",
      paramLabel = "cost|fastest|earliest",
      defaultValue = "cost",
      description = "Least cost, the most new AI load by the target year, or the earliest date of --target-gw with what binds it (default: ${DEFAULT-VALUE}).")
  private String objective = "cost";

  @Option(names = "--budget", paramLabel = "USD", description = "Of fastest and earliest: largest discounted cost of the plan (default: none).")
  private double budget = Double.POSITIVE_INFINITY;

  @Option(names = "--target-year", paramLabel = "YEAR", description = "Of fastest: the year (default: the case's).")
  private int targetYear;

  @Option(names = "--target-gw", paramLabel = "GW", description = "Of earliest: the new AI load in the zones whose earliest date is sought.")
  private double targetGw;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec given;

  @Mixin private SolveFlags solve = new SolveFlags();

  /// The options of the study.
  ///
  /// @throws Refusal when a year of `--stages` is none that a case may have
  PlanOptions options(CaseSource source) {
    for (int year : stages)
      if (year < FIRST_YEAR || year > LAST_YEAR)
        throw new Refusal("stages " + year + ": allowed are years from " + FIRST_YEAR + " to " + LAST_YEAR);
    return solve.options(source).withTime(time).withStages(stages).withFullYear(fullYear).withIntegers(wholeUnits()).withGoal(goal());
  }

  /// The options of the study of a network case.
  ///
  /// @throws Refusal when an option does not apply to one
  NetworkOptions network(CaseSource source, @Nullable CaseKind kind) {
    if (time != null) throw new Refusal("time " + time + ": a network case is planned over its own snapshots");
    if (goal().fastest()) throw new Refusal("objective " + objective + ": a network case has no new AI load; allowed is cost");
    if (!stages.isEmpty()) throw new Refusal("stages " + stages + ": a network case is planned over its own stages");
    return NetworkOptions.of(solve.options(source), kind, wholeUnits()).withGap(solve.networkGap());
  }

  /// As [#options], for a study of many plans: whole units and the operated year only when asked for.
  PlanOptions member(CaseSource source) {
    PlanOptions o = options(source);
    if (given == null) return o;
    var parsed = given.commandLine().getParseResult();
    if (!parsed.hasMatchedOption("--integers")) o = o.withIntegers(false);
    return parsed.hasMatchedOption("--full-year") ? o : o.withFullYear("none");
  }

  /// The same at a gap of its own, unless one was asked for.
  PlanOptions member(CaseSource source, double gap) {
    boolean asked = given != null && given.commandLine().getParseResult().hasMatchedOption("--gap");
    return asked ? member(source) : member(source).withGap(gap);
  }

  /// The operated years as typed, else those of a plan.
  String fullYear() {
    return fullYear;
  }

  /// The timesteps as typed, else those that a study has for itself.
  String time(String otherwise) {
    return time == null ? otherwise : time;
  }

  private PlanOptions.Goal goal() {
    if (!List.of("cost", "fastest", "earliest").contains(objective))
      throw new Refusal("objective '" + objective + "': allowed are cost, fastest and earliest");
    boolean earliest = objective.equals("earliest");
    if (objective.equals("cost") && Double.isFinite(budget)) throw new Refusal("budget " + budget + ": belongs to --objective fastest or earliest");
    if (!objective.equals("fastest") && targetYear != 0) throw new Refusal("target-year " + targetYear + ": belongs to --objective fastest");
    if (!earliest && targetGw != 0) throw new Refusal("target-gw " + targetGw + ": belongs to --objective earliest");
    if (earliest && !(targetGw > 0)) throw new Refusal("target-gw " + targetGw + ": --objective earliest needs an amount of new AI load above 0 GW");
    if (targetYear > LAST_YEAR) throw new Refusal("target-year " + targetYear + ": allowed are years to " + LAST_YEAR);
    return new PlanOptions.Goal(!objective.equals("cost"), budget, targetYear, targetGw);
  }

  private boolean wholeUnits() {
    if (!List.of("on", "off").contains(integers)) throw new Refusal("integers '" + integers + "': allowed are on and off");
    return integers.equals("on");
  }

  /// What goes into the manifest: all that can change the result.
  static Map<String, Object> manifest(PlanOptions o) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("case", absolute(o.source().folder()));
    m.put("scenario", o.source().scenarios().stream().map(PlanFlags::absolute).toList());
    m.put("lever", o.source().levers());
    m.put("levers", Levers.of(o.source()).state());
    m.put("set", o.source().sets());
    String chosen = o.time();
    m.put("time", chosen == null ? "" : chosen);
    m.put("stages", o.stages());
    m.put("gap", o.gap());
    m.put("max_seconds", Double.isFinite(o.maxSeconds()) ? o.maxSeconds() : "none");
    m.put("threads", o.threads());
    m.put("solver", o.solver());
    m.put("full_year", o.fullYear());
    m.put("integers", o.integers());
    m.put("objective", o.goal().earliest() ? "earliest" : o.goal().fastest() ? "fastest" : "cost");
    m.put("budget", Double.isFinite(o.goal().budgetUsd()) ? o.goal().budgetUsd() : "none");
    m.put("target_year", o.goal().targetYear());
    m.put("target_gw", o.goal().targetGw());
    return m;
  }

  /// The options that a manifest keeps.
  static PlanOptions of(Manifest manifest, Console console) {
    Map<String, Object> m = manifest.options();
    Path folder = console.folder(Path.of(Figures.text(m, "case")), "case");
    CaseSource source = new CaseSource(folder, texts(m, "scenario").stream().map(Path::of).toList(), texts(m, "lever"), texts(m, "set"));
    String time = Figures.text(m, "time");
    double most = Figures.number(m.get("max_seconds"));
    return PlanOptions.of(source)
        .withTime(time.isEmpty() ? null : time)
        .withStages(texts(m, "stages").stream().map(Integer::valueOf).toList())
        .withGap(Figures.number(m.get("gap")))
        .withMaxSeconds(Double.isNaN(most) ? Double.POSITIVE_INFINITY : most)
        .withThreads((int) Figures.number(m.get("threads")))
        .withSeed(Math.toIntExact(manifest.seed()))
        .withSolver(Figures.text(m, "solver"))
        .withFullYear(Figures.text(m, "full_year"))
        .withIntegers(Boolean.TRUE.equals(m.get("integers")))
        .withGoal(goal(m));
  }

  private static PlanOptions.Goal goal(Map<String, Object> m) {
    double budget = Figures.number(m.get("budget"));
    boolean earliest = "earliest".equals(m.get("objective"));
    boolean fastest = "fastest".equals(m.get("objective"));
    return new PlanOptions.Goal(
        fastest || earliest, Double.isNaN(budget) ? Double.POSITIVE_INFINITY : budget, fastest ? (int) Figures.number(m.get("target_year")) : 0,
        earliest ? Figures.number(m.get("target_gw")) : 0);
  }

  static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  static List<String> texts(Map<String, Object> m, String key) {
    return m.get(key) instanceof List<?> items ? items.stream().map(String::valueOf).toList() : List.of();
  }
}
