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
import org.loadstar.study.PlanOptions;
import org.loadstar.study.PlanResult;
import org.loadstar.study.Sweep;
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
      "Plans a case for all combinations of values, one after another, and says where more stops helping.",
      "Fractions of units and no operated year, unless --integers or --full-year is given; no twin."
    })
final class SweepCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();
  @Mixin private PlanFlags flags = new PlanFlags();

  @Option(
      names = "--over",
      paramLabel = "PATH=V1,V2,...",
      required = true,
      description = "Values of a path as in --set (x0.7 multiplies) or of lever.NAME. May be repeated: all combinations are planned.")
  private List<String> over = new ArrayList<>();

  @Option(names = "--parallel", paramLabel = "N", defaultValue = "1",
      description = "Members planned at the same time, which share the threads and the memory (default: ${DEFAULT-VALUE}).")
  private int parallel;

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
    List<Sweep.Axis> axes = over.stream().map(Sweep.Axis::of).toList();
    PlanOptions options = flags.member(source);
    Path target = out == null ? defaultFolder(source.folder()) : out;
    RunStore.requireFree(target);
    Sweep.Result result;
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), options.gap())) {
      line.stage("reading the case");
      result = Sweep.run(options, axes, parallel, SweepCommand::hash, new PlanProgress(line, stop.asked()));
    }
    Map<String, @Nullable Object> summary = new LinkedHashMap<>(result.summary());
    summary.put("result_hash", null);
    summary.put("run", null);
    if (!((List<?>) Objects.requireNonNull(summary.get("members"))).isEmpty()) summary = store(target, options, axes, result);
    if (json) console.json(summary);
    else console.out().print(text(summary));
    return switch (Figures.text(summary, "status")) {
      case "infeasible" -> Exit.INPUT;
      case "stopped" -> Exit.STOPPED;
      default -> Exit.DONE;
    };
  }

  private static @Nullable String hash(PlanResult r) {
    return r.summary().get("objective_usd") == null ? null : RunStore.resultHash(PlanKeys.complete(r.summary()), r.tables());
  }

  private static Map<String, @Nullable Object> store(Path target, PlanOptions options, List<Sweep.Axis> axes, Sweep.Result result) {
    Map<String, Object> asked = PlanFlags.manifest(options);
    Map<String, Object> values = new LinkedHashMap<>();
    axes.forEach(a -> values.put(a.path(), a.values()));
    asked.put("over", values);
    Manifest manifest = Manifest.of(
        result.data().settings().name(), CaseHash.of(result.data()), asked, Json.object(result.data().settings()), Versions.all(), options.seed());
    try (Run run = RunStore.write(target, manifest, result.summary(), result.tables(), Map.of())) {
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
    List<String> years = members.isEmpty() ? List.of() : Figures.years(Figures.object(members.getFirst(), "ai_gw"));
    String target = Figures.text(m, "target_year");
    String last = years.isEmpty() ? target : years.getLast();
    List<String> header = new ArrayList<>(paths);
    header.addAll(List.of("status", "cost", "AI GW " + target));
    if (!last.equals(target)) header.add("AI GW " + last);
    header.addAll(List.of("chips GW " + last, "chips limited by"));
    TextTable t = new TextTable(header);
    for (Map<String, Object> q : members) {
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
    text.append(t).append('\n');
    text.append(curve(paths.getFirst(), Figures.list(m, "curve"), target));
    for (Map<String, Object> q : members) {
      List<Map<String, Object>> why = Figures.list(q, "explanation");
      if (!why.isEmpty())
        text.append(Figures.object(q, "set").entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(", ")))
            .append(": no solution. ").append(Figures.text(why.getFirst(), "words")).append(".\n");
    }
    if (Figures.list(m, "curve").isEmpty())
      for (Map<String, Object> turn : Figures.list(m, "turning")) text.append(Figures.text(turn, "words")).append(".\n");
    if (m.get("binds_in_no_member") instanceof List<?> never && !never.isEmpty())
      text.append("Binds in no member: ").append(never.stream().map(String::valueOf).collect(Collectors.joining(", "))).append(".\n");
    if (!Figures.text(m, "run").isEmpty()) text.append("Run folder: ").append(Figures.text(m, "run")).append('\n');
    return text.toString();
  }
}
