package org.loadstar.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseKind;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.NetworkOptions;
import org.loadstar.study.Plan;
import org.loadstar.study.PlanKeys;
import org.loadstar.study.PlanOptions;
import org.loadstar.study.PlanResult;
import org.loadstar.study.Stress;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Manifest;
import org.loadstar.study.store.Proof;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plan [CASE]`
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The least-cost plan of a case: tables here, everything in a run folder.",
      "CASE is a folder of ours, a PyPSA folder or .nc file, a GenX folder, or a MATPOWER .m file."
    })
final class PlanCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private CaseOptions data = new CaseOptions();
  @Mixin private PlanFlags flags = new PlanFlags();

  @Option(names = "--out", paramLabel = "DIR", description = "Run folder (default: runs/CASE-TIME below the current folder). A complete run that stands there is replaced, anything else refused.")
  private @Nullable Path out;

  @Mixin private StressFlags stress = new StressFlags();
  @Mixin private WorkerFlags workers = new WorkerFlags();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CaseSource source = data.source(console);
    Path target = out == null ? defaultFolder(source.folder()) : out;
    CaseKind kind = data.kind(source);
    if (kind.network()) {
      NetworkOptions network = flags.network(source, kind);
      if (workers.count() != null) throw new Refusal("workers " + workers.count() + ": a network case is one program; there are no months to share out");
      RunStore.requireFree(target);
      return new NetworkPlanning(console, network).plan(target, json);
    }
    PlanOptions options = flags.options(source).withEnsemble(workers.ensemble(console));
    Stress.@Nullable Limits limits = stress.limits(options);
    RunStore.requireFree(target);
    PlanResult result;
    // Held until all is printed: a stop while the run is written leaves a run, not a part of one.
    try (StopRequest stop = new StopRequest(console)) {
      try (ProgressLine line = new ProgressLine(console.err(), console.terminal(), options.gap())) {
        line.stage("reading the case");
        PlanProgress progress = new PlanProgress(line, stop.asked());
        if (limits == null) {
          result = Plan.run(options, progress);
        } else {
          Stress.Outcome o = Stress.run(options, limits, progress);
          options = o.options();
          result = o.result();
        }
      }
      Map<String, @Nullable Object> summary = PlanKeys.complete(result.summary(), Versions.all());
      if (summary.get("objective_usd") != null) summary = store(target, options, result, summary);
      print(summary, result.data().settings().targetYear());
    }
    return switch (result.status()) {
      case "infeasible" -> Exit.INPUT;
      case "stopped" -> Exit.STOPPED;
      default -> Exit.DONE;
    };
  }

  private void print(Map<String, @Nullable Object> summary, int target) {
    if (json) console.json(summary);
    else console.out().print(SummaryText.of(summary, target));
  }

  private Map<String, @Nullable Object> store(
      Path target, PlanOptions options, PlanResult result, Map<String, @Nullable Object> summary) {
    summary.put("report", target.resolve(Reports.FILE).toAbsolutePath().normalize().toString());
    Manifest manifest =
        Manifest.of(
            result.data().settings().name(),
            result.caseHash(),
            PlanFlags.manifest(options),
            Json.object(result.data().settings()),
            Versions.all(),
            options.seed());
    Map<String, byte[]> files = inputs(options.source());
    Proof proof = result.proof();
    if (proof != null) files.put(Proof.FILE, proof.bytes());
    try (Run run = RunStore.write(target, manifest, summary, result.tables(), files, r -> Reports.files(r, result.tables()))) {
      return new LinkedHashMap<>(run.summary());
    }
  }

  /// The settings of the case and what was laid over them, as files of the run.
  private static Map<String, byte[]> inputs(CaseSource source) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try {
      for (String name : new String[] {"case.yaml", "map.json"}) {
        Path file = source.folder().resolve(name);
        if (Files.isRegularFile(file)) files.put("case/" + name, Files.readAllBytes(file));
      }
      int n = 1;
      for (Path scenario : source.scenarios())
        files.put("case/scenario-" + n++ + "-" + scenario.getFileName(), Files.readAllBytes(scenario));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static Path defaultFolder(Path folder) {
    String name = Objects.toString(folder.toAbsolutePath().normalize().getFileName(), "case");
    return Path.of("runs", name + "-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now()));
  }
}
