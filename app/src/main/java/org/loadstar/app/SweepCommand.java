package org.loadstar.app;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.SweepPlanFile;
import org.loadstar.model.Case;
import org.loadstar.model.Tables;
import org.loadstar.study.Design;
import org.loadstar.study.PlanOptions;
import org.loadstar.study.StudyProgress;
import org.loadstar.study.Sweep;
import org.loadstar.study.ensemble.Outcome;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Manifest;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sweep [CASE] --over PATH=V1,V2,...`
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Plans a case for many values and says what each does and where more stops helping.",
      "Fractions of units and no operated year, unless --integers or --full-year is given; no twin."
    })
final class SweepCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 100;

  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();
  @Mixin private PlanFlags flags = new PlanFlags();

  @Option(
      names = "--over",
      paramLabel = "PATH=V1,V2,...",
      description = "Values of a path as in --set (x0.7 multiplies) or of lever.NAME. May be repeated: all combinations are planned.")
  private List<String> over = new ArrayList<>();

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Instead of --over a YAML file with method (grid, one-at-a-time, latin-hypercube, sobol), samples, seed and over: values or ranges by path.")
  private @Nullable Path plan;

  @Mixin private EnsembleFlags where = new EnsembleFlags();

  @Option(names = "--dry-run", description = "Check every value and list the members without planning them.")
  private boolean dryRun;

  @Option(names = "--out", paramLabel = "DIR", description = "Run folder (default: runs/CASE-sweep-TIME below the current folder).")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  SweepCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CaseSource source = data.source(console);
    if (data.kind(source).network()) throw new Refusal("sweep: a network case cannot be swept; a planning case is needed");
    Design design = design();
    PlanOptions options = flags.member(source);
    Path target = out == null ? defaultFolder(source.folder()) : out;
    RunStore.requireFree(target);
    EnsembleFlags.Place place = where.place(console, target);
    options = options.withThreads(place.threads(options.threads()));
    if (dryRun) return listed(Sweep.run(options, design, (tasks, watch) -> tasks.stream().map(t -> Outcome.stopped(0)).toList(), StudyProgress.silent()), design);
    Sweep.Result result;
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), options.gap())) {
      line.stage("reading the case");
      result = Sweep.run(options, design, place.ensemble(), new PlanProgress(line, stop.asked()));
    }
    Map<String, @Nullable Object> summary = new LinkedHashMap<>(result.summary());
    Map<String, Object> effort = new LinkedHashMap<>(Figures.object(summary, "effort"));
    effort.put("on", place.on());
    effort.put("at_once", place.atOnce());
    summary.put("effort", effort);
    summary.put("result_hash", null);
    summary.put("run", null);
    summary.put("report", target.resolve(Reports.FILE).toAbsolutePath().normalize().toString());
    if (!Figures.list(summary, "members").isEmpty()) summary = store(target, options, design, result.data(), summary, result.tables());
    if (json) console.json(summary);
    else console.out().print(text(summary));
    return ended(summary, place);
  }

  /// The members of a sweep that is not planned.
  private int listed(Sweep.Result result, Design design) {
    Map<String, @Nullable Object> summary = new LinkedHashMap<>(result.summary());
    summary.put("status", "dry_run");
    summary.remove("stopped_by");
    summary.put("members_listed", design.members());
    summary.put("effort", null);
    summary.put("run", null);
    if (json) {
      console.json(summary);
      return Exit.DONE;
    }
    List<String> paths = design.axes().stream().map(Sweep.Axis::path).toList();
    TextTable t = new TextTable(paths);
    design.members().stream().limit(MOST_ROWS).forEach(m -> t.add(paths.stream().map(p -> m.getOrDefault(p, "")).toList()));
    int n = design.members().size();
    console.out().print("Sweep: " + n + (n == 1 ? " member" : " members") + ", values checked, none planned (--dry-run)\n\n" + t);
    if (n > MOST_ROWS) console.out().println("The first " + MOST_ROWS + " of " + n + "; --json lists all.");
    return Exit.DONE;
  }

  private Design design() {
    if (plan == null) return Design.grid(over.stream().map(Sweep.Axis::of).toList());
    if (!over.isEmpty()) throw new Refusal("over " + over.getFirst() + ": with --plan the file says over what");
    return Design.of(SweepPlanFile.read(plan));
  }

  /// Says how the study ended and what is left of it.
  private int ended(Map<String, @Nullable Object> summary, EnsembleFlags.Place place) {
    Map<String, Object> effort = Figures.object(summary, "effort");
    boolean stopped = Figures.text(summary, "status").equals("stopped");
    int failed = (int) Figures.number(effort.get("failed"));
    if (place.lasting() && Figures.number(effort.get("kept")) == 0)
      console.err().println("warning: " + place.folder() + " had no member of this study: another case, other options or another version");
    if (stopped || failed > 0) console.err().println("loadstar: the members that are done are kept; go on with --resume " + place.folder());
    else place.clear();
    if (failed > 0) {
      console.err().println("loadstar: a fault of Loadstar, not of your input: " + failed + (failed == 1 ? " member" : " members") + " failed, see members[].error");
      return Exit.FAULT;
    }
    if (stopped) return Exit.STOPPED;
    return Figures.text(summary, "status").equals("infeasible") ? Exit.INPUT : Exit.DONE;
  }

  private static Map<String, @Nullable Object> store(
      Path target, PlanOptions options, Design design, Case data, Map<String, @Nullable Object> summary, Tables tables) {
    Map<String, Object> asked = PlanFlags.manifest(options);
    Map<String, Object> values = new LinkedHashMap<>();
    design.axes().forEach(a -> values.put(a.path(), a.values()));
    asked.put("study", "sweep");
    asked.put("over", values);
    asked.put("design", Objects.requireNonNull(summary.get("design")));
    Manifest manifest = Manifest.of(
        data.settings().name(), CaseHash.of(data), asked, Json.object(data.settings()), Versions.all(), options.seed());
    try (Run run = RunStore.write(target, manifest, summary, tables, Map.of(), r -> Reports.files(r, r.readTables()))) {
      return new LinkedHashMap<>(run.summary());
    }
  }

  /// The cost of a policy as it becomes stricter; empty for other sweeps.
  private static String curve(String path, List<Map<String, Object>> curve, String target) {
    if (curve.isEmpty()) return "";
    TextTable t = new TextTable(
        List.of(path, "extra cost", "matched TWh " + target, "USD/MWh", "last MWh, USD", "CO2 Mt " + target, "USD/t", "AI GW " + target));
    for (Map<String, Object> q : curve)
      t.add(List.of(
          Figures.text(q, "value"), TextTable.dollars(Figures.number(q.get("extra_cost_usd"))),
          TextTable.figure(1e-6 * Figures.number(q.get("matched_mwh")), 1), TextTable.figure(Figures.number(q.get("usd_per_mwh")), 1),
          TextTable.figure(Figures.number(q.get("marginal_usd_per_mwh")), 1), TextTable.figure(1e-6 * Figures.number(q.get("emissions_t")), 1),
          TextTable.figure(Figures.number(q.get("usd_per_t")), 1), TextTable.figure(Figures.number(q.get("ai_gw")), 2)));
    return "Cost of the policy against its first value (discounted; a MWh that is matched, a tonne that is avoided)\n\n" + t + "\n";
  }

  /// What each of several paths does to the cost and to new AI load.
  private static String influence(Map<String, ?> m) {
    List<Map<String, Object>> all = Figures.list(m, "influence");
    if (Figures.object(m, "over").size() < 2 || all.isEmpty()) return "";
    TextTable t = new TextTable(List.of("path", "figure", "low", "high", "at low", "at high", "without a plan"));
    for (Map<String, Object> q : all) {
      String metric = Figures.text(q, "metric");
      double scale = metric.equals("emissions_t") ? 1e-6 : 1;
      boolean money = metric.equals("objective_usd");
      List<String> ends = new ArrayList<>();
      for (String k : List.of("at_low", "at_high")) {
        double v = Figures.number(q.get(k));
        ends.add(Double.isNaN(v) ? "n/a" : money ? TextTable.dollars(v) : TextTable.figure(scale * v, 2));
      }
      t.add(List.of(Figures.text(q, "path"), money ? "cost" : metric.equals("emissions_t") ? "CO2 Mt" : "AI GW", Figures.text(q, "low"), Figures.text(q, "high"),
          ends.getFirst(), ends.getLast(), TextTable.figure(Figures.number(q.get("without_plan_low")) + Figures.number(q.get("without_plan_high")), 0)));
    }
    return "Mean of the members with the lowest and the highest values of each path\n\n" + t + "\n";
  }

  private static Path defaultFolder(Path folder) {
    String name = Objects.toString(folder.toAbsolutePath().normalize().getFileName(), "case");
    return Path.of("runs", name + "-sweep-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now()));
  }

  private static String text(Map<String, ?> m) {
    List<Map<String, Object>> members = Figures.list(m, "members");
    StringBuilder text = new StringBuilder("Sweep: ").append(members.size()).append(" of ").append(Figures.text(m, "members_asked")).append(" members ");
    text.append(Figures.text(m, "status").equals("stopped") ? "done when it was stopped" : "done").append(", time ").append(Figures.text(m, "resolution"));
    text.append("\n\n");
    List<String> paths = List.copyOf(Figures.object(m, "over").keySet());
    List<String> years = members.stream().map(q -> Figures.years(Figures.object(q, "ai_gw"))).filter(y -> !y.isEmpty()).findFirst().orElse(List.of());
    String target = Figures.text(m, "target_year");
    String last = years.isEmpty() ? target : years.getLast();
    List<String> header = new ArrayList<>(paths);
    header.addAll(List.of("status", "cost", "AI GW " + target));
    if (!last.equals(target)) header.add("AI GW " + last);
    header.addAll(List.of("chips GW " + last, "chips limited by"));
    TextTable t = new TextTable(header);
    for (Map<String, Object> q : members.subList(0, Math.min(MOST_ROWS, members.size()))) {
      List<String> row = new ArrayList<>();
      for (String p : paths) row.add(Figures.text(Figures.object(q, "set"), p));
      Map<String, Object> ai = Figures.object(q, "ai_gw");
      Map<String, Object> chips = Figures.object(Figures.object(q, "chips"), last);
      row.addAll(List.of(Figures.text(q, "status"), TextTable.dollars(Figures.number(q.get("objective_usd"))),
          TextTable.figure(Figures.number(ai.get(target)), 2)));
      if (!last.equals(target)) row.add(TextTable.figure(Figures.number(ai.get(last)), 2));
      row.addAll(List.of(TextTable.figure(Figures.number(chips.get("gw")), 1), Figures.text(chips, "limiting")));
      t.add(row);
    }
    text.append(t);
    if (members.size() > MOST_ROWS) text.append("The first ").append(MOST_ROWS).append(" of ").append(members.size()).append("; the run folder has all.\n");
    text.append('\n').append(influence(m));
    text.append(curve(paths.getFirst(), Figures.list(m, "curve"), target));
    for (Map<String, Object> q : members) {
      List<Map<String, Object>> why = Figures.list(q, "explanation");
      String error = Figures.text(q, "error").lines().findFirst().orElse("");
      String set = Figures.object(q, "set").entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(", "));
      if (!why.isEmpty()) text.append(set).append(": no solution. ").append(Figures.text(why.getFirst(), "words")).append(".\n");
      if (!error.isEmpty()) text.append(set).append(": ").append(Figures.text(q, "status")).append(". ").append(error).append('\n');
    }
    if (Figures.list(m, "curve").isEmpty())
      for (Map<String, Object> turn : Figures.list(m, "turning")) text.append(Figures.text(turn, "words")).append(".\n");
    if (m.get("binds_in_no_member") instanceof List<?> never && !never.isEmpty())
      text.append("Binds in no member: ").append(never.stream().map(String::valueOf).collect(Collectors.joining(", "))).append(".\n");
    if (!Figures.text(m, "run").isEmpty()) text.append("Run folder: ").append(Figures.text(m, "run")).append('\n');
    return text.toString();
  }
}
