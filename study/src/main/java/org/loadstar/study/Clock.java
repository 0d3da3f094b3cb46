package org.loadstar.study;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Seconds by phase, and what the process used. The first clock of a program begins when the program was started, as far as its
/// starter tells (`loadstar.begun`, seconds since 1970): a user's limit counts from there.
final class Clock {
  /// Seconds that the last words of a study take (its answer certified, its tables and run folder written), measured as a multiple of
  /// those that reading and building took: both grow with the case and with the slowness of the machine. A solve keeps a share of its own besides.
  private static final double LAST_WORDS = 1.5;

  /// Largest share of a limit that is kept for them.
  private static final double KEPT = 1.0 / 3;

  private static final AtomicBoolean STARTED = new AtomicBoolean();
  private static final String[] PHASES = {"read", "build", "handover", "solve", "check", "report"};
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final Map<String, Double> cpu = new LinkedHashMap<>();
  private final long begun = System.nanoTime() - (long) (1e9 * sinceStart());
  private long mark = begun;
  private double cpuMark;
  private double prepared = Double.NaN;

  Clock() {
    for (String p : PHASES) seconds.put(p, 0.0);
  }

  private static double sinceStart() {
    String start = System.getProperty("loadstar.begun", "");
    if (start.isEmpty() || STARTED.getAndSet(true)) return 0;
    try {
      return Math.clamp(System.currentTimeMillis() / 1e3 - Double.parseDouble(start), 0, 60);
    } catch (NumberFormatException e) {
      return 0; // a clock that cannot tell decimals
    }
  }

  /// Seconds of a limit that are left for work; first asked when the case is read and its program built.
  double left(double limit) {
    if (Double.isNaN(prepared)) prepared = total();
    return limit - total() - Math.min(KEPT * limit, LAST_WORDS * prepared);
  }

  /// Books the time since the last call to a phase.
  void lap(String phase) {
    long now = System.nanoTime();
    seconds.merge(phase, (now - mark) / 1e9, Double::sum);
    mark = now;
    double used = cpuSeconds();
    cpu.merge(phase, used - cpuMark, Double::sum);
    cpuMark = used;
  }

  /// CPU seconds of the process by the phases of [#lap]; the first holds the start of the program as well.
  Map<String, Double> cpuByPhase() {
    return cpu;
  }

  /// Takes seconds out of the running phase and books them to another.
  void add(String phase, double amount) {
    seconds.merge(phase, amount, Double::sum);
    mark += (long) (amount * 1e9);
  }

  /// Takes seconds out of one phase and books them to another.
  void move(String from, String to, double amount) {
    seconds.merge(from, -amount, Double::sum);
    seconds.merge(to, amount, Double::sum);
  }

  double total() {
    return (System.nanoTime() - begun) / 1e9;
  }

  Map<String, Double> seconds() {
    Map<String, Double> out = new LinkedHashMap<>(seconds);
    out.put("total", total());
    return out;
  }

  /// CPU seconds of the process, 0 when unknown.
  static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime() / 1e9
        : 0;
  }

  /// Peak resident set of the process in MB with native memory, where the system tells it; else the heap in use.
  static double peakMemoryMb() {
    Path status = Path.of("/proc/self/status");
    try {
      if (Files.isReadable(status))
        for (String line : Files.readAllLines(status))
          if (line.startsWith("VmHWM:")) return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
    } catch (IOException e) {
      // The heap is the next best figure.
    }
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1048576.0;
  }
}
