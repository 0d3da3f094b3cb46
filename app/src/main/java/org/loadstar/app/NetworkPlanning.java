package org.loadstar.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.NetworkWriter;
import org.loadstar.study.NetworkOptions;
import org.loadstar.study.NetworkPlan;
import org.loadstar.study.NetworkResult;
import org.loadstar.study.PlanKeys;
import org.loadstar.study.PlanOptions;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Manifest;
import org.loadstar.study.store.Proof;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;

/// `plan` of a network case, ours or another tool's.
final class NetworkPlanning {
  private final Console console;
  private final NetworkOptions options;

  NetworkPlanning(Console console, NetworkOptions options) {
    this.console = console;
    this.options = options;
  }

  /// Plans, stores the run and prints it; returns the exit code.
  int plan(Path target, boolean json) {
    NetworkResult result;
    // Held until all is printed: a stop while the run is written leaves a run, not a part of one.
    try (StopRequest stop = new StopRequest(console)) {
      double gap = Double.isNaN(options.gap()) ? PlanOptions.GAP : options.gap();
      try (ProgressLine line = new ProgressLine(console.err(), console.terminal(), gap)) {
        line.stage("reading the case");
        result = NetworkPlan.run(options, new PlanProgress(line, stop.asked()));
      }
      Map<String, @Nullable Object> summary = PlanKeys.complete(result.summary(), Versions.all());
      if (summary.get("objective_usd") != null) summary = store(target, result, summary);
      if (json) console.json(summary);
      else console.out().print(SummaryText.of(summary, Double.NaN));
    }
    return switch (result.status()) {
      case "infeasible" -> Exit.INPUT;
      case "stopped" -> Exit.STOPPED;
      default -> Exit.DONE;
    };
  }

  private Map<String, @Nullable Object> store(Path target, NetworkResult result, Map<String, @Nullable Object> summary) {
    summary.put("report", target.resolve(Reports.FILE).toAbsolutePath().normalize().toString());
    Manifest manifest =
        Manifest.of(
            result.data().settings().name(),
            result.caseHash(),
            NetworkFlags.manifest(options),
            Json.object(result.data().settings()),
            Versions.all(),
            options.seed());
    Map<String, byte[]> files = inputs(result);
    Proof proof = result.proof();
    if (proof != null) files.put(Proof.FILE, proof.bytes());
    try (Run run =
        RunStore.write(target, manifest, summary, result.tables(), files, r -> Reports.files(r, result.tables()))) {
      return new LinkedHashMap<>(run.summary());
    }
  }

  /// The settings of the case, its map and what was laid over it, as files of the run.
  private Map<String, byte[]> inputs(NetworkResult result) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("case/case.yaml", NetworkWriter.settings(result.data()).getBytes(StandardCharsets.UTF_8));
    try {
      Path map = options.source().folder().resolve("map.json");
      if (Files.isRegularFile(map)) files.put("case/map.json", Files.readAllBytes(map));
      int n = 1;
      for (Path scenario : options.source().scenarios())
        files.put("case/scenario-" + n++ + "-" + scenario.getFileName(), Files.readAllBytes(scenario));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
