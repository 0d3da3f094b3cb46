package org.loadstar.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.ensemble.Ensemble;
import org.loadstar.study.ensemble.Workers;
import picocli.CommandLine.Option;

/// Worker processes, as typed.
final class WorkerFlags {
  /// Share of a worker's memory that its heap may take; the rest is native.
  private static final double HEAP = 0.75;
  private static final int LEAST_MB = 256;

  @Option(names = "--workers", paramLabel = "N",
      description = "Worker processes, which share the threads: they make the plans of a study, or solve the months of a plan's operated years and cuts.")
  private @Nullable Integer workers;

  @Option(names = "--worker-memory", paramLabel = "SIZE", defaultValue = "4g",
      description = "Memory of a worker as 900m or 4g; one that takes more is ended and its work tried again (default: ${DEFAULT-VALUE}).")
  private String memory = "4g";

  /// The number asked for, null when none was.
  @Nullable Integer count() {
    return workers;
  }

  /// The workers asked for, null when none were.
  ///
  /// @throws Refusal when an option is not allowed
  @Nullable Ensemble ensemble(Console console) {
    if (workers == null) return null;
    if (workers < 1) throw new Refusal("workers " + workers + ": allowed is 1 or more");
    return of(console, workers);
  }

  /// A number of workers.
  ///
  /// @throws Refusal when their memory is not allowed
  Ensemble of(Console console, int n) {
    long mb = megabytes();
    return new Workers(command(console, (long) (mb * HEAP), n), n, new Workers.Limits(mb, Double.POSITIVE_INFINITY));
  }

  private long megabytes() {
    String digits = memory.toLowerCase(Locale.ROOT).replaceFirst("[mg]$", "");
    if (digits.matches("[1-9]\\d{0,6}") && digits.length() < memory.length()) {
      long mb = Long.parseLong(digits) * (memory.toLowerCase(Locale.ROOT).endsWith("g") ? 1024 : 1);
      if (mb >= LEAST_MB) return mb;
    }
    throw new Refusal("worker-memory '" + memory + "': allowed is " + LEAST_MB + "m or more, as 900m or 4g");
  }

  /// The command of a worker: this program with its own flags, less memory, and the processors that are its share.
  static List<String> command(Console console, long heapMb, int workers) {
    Path logs = console.root().resolve(".loadstar/logs");
    int processors = Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
    try {
      Files.createDirectories(logs);
    } catch (IOException e) {
      // A worker that crashes then leaves its log in the current folder.
    }
    List<String> c = new ArrayList<>();
    c.add(ProcessHandle.current().info().command().orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments())
      if (Stream.of("-Xm", "-XX:+Use", "-XX:MaxRAM", "-XX:ActiveProcessorCount", "-javaagent", "-agentlib", "-Dloadstar.terminal").noneMatch(flag::startsWith)) c.add(flag);
    c.addAll(List.of("-Xmx" + heapMb + "m", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=" + processors, "-XX:+ExitOnOutOfMemoryError",
        "-XX:ErrorFile=" + logs.resolve("worker-%p.log"), "-Dloadstar.root=" + console.root(), "-cp",
        System.getProperty("java.class.path"), Main.class.getName(), "worker"));
    return c;
  }
}
