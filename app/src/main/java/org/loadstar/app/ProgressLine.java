package org.loadstar.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.loadstar.study.store.Json;

/// Progress on standard error: one redrawn line on a terminal, else at most one line every two seconds; for a program that reads along
/// (`-Dloadstar.progress=json`) one JSON object a line, at most two a second. Any thread.
final class ProgressLine implements AutoCloseable {
  private static final long TERMINAL_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 2_000_000_000L;
  private static final long JSON_NANOS = 500_000_000L;

  private final PrintStream err;
  private final boolean terminal;
  private final double asked;
  private final boolean json;
  private final LongSupplier clock;
  private final long began;
  private String stage = "";
  private long shown;
  private int width;
  private double firstGap = Double.NaN;
  private long firstGapAt;

  /// @param asked the gap at which a solve ends
  ProgressLine(PrintStream err, boolean terminal, double asked) {
    this(err, terminal, "json".equals(System.getProperty("loadstar.progress")), asked, System::nanoTime);
  }

  ProgressLine(PrintStream err, boolean terminal, boolean json, double asked, LongSupplier clock) {
    this.err = err;
    this.terminal = terminal && !json;
    this.json = json;
    this.asked = asked;
    this.clock = clock;
    began = clock.getAsLong();
    shown = began - PLAIN_NANOS;
  }

  /// A new stage begins; always shown.
  synchronized void stage(String name) {
    stage = name;
    firstGap = Double.NaN;
    if (json) object(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, true);
    else show(name, true);
  }

  /// Something the user should know, on a line of its own.
  synchronized void warn(String words) {
    if (terminal && width > 0) err.print("\r" + " ".repeat(width) + "\r");
    width = 0;
    err.println("warning: " + words);
    err.flush();
  }

  /// How far the stage is: the share that is done, NaN when unknown, and bounds in USD, infinite where there is none yet.
  synchronized void bounds(double done, double lower, double upper) {
    double gap = (upper - lower) / Math.max(Math.abs(upper), 1e-9);
    double left = secondsLeft(gap);
    if (json) {
      object(done, lower, upper, gap, left, false);
      return;
    }
    StringBuilder s = new StringBuilder(stage);
    if (done >= 0) s.append(String.format(Locale.ROOT, " %.0f %%", 100 * done));
    if (Double.isFinite(lower)) s.append(", bound ").append(TextTable.dollars(lower));
    if (Double.isFinite(upper)) s.append(", plan ").append(TextTable.dollars(upper));
    if (Double.isFinite(gap)) s.append(String.format(Locale.ROOT, ", gap %.3g %%", 100 * gap));
    if (Double.isFinite(left)) s.append(", about ").append(Math.max(1, Math.round(left))).append(" s left");
    show(s.toString(), false);
  }

  /// Time left when the logarithm of the gap goes on falling as it has; NaN when that says nothing.
  private double secondsLeft(double gap) {
    if (!Double.isFinite(gap)) return Double.NaN;
    long now = clock.getAsLong();
    if (gap <= asked || gap <= 0) return Double.NaN;
    if (Double.isNaN(firstGap) || gap >= firstGap) {
      firstGap = gap;
      firstGapAt = now;
      return Double.NaN;
    }
    double perSecond = Math.log(firstGap / gap) / ((now - firstGapAt) / 1e9);
    double left = Math.log(gap / asked) / perSecond;
    return left < 1e5 ? left : Double.NaN;
  }

  private void object(double done, double lower, double upper, double gap, double left, boolean always) {
    long now = clock.getAsLong();
    if (!always && now - shown < JSON_NANOS) return;
    shown = now;
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("seconds", (now - began) / 1e9);
    m.put("stage", stage);
    m.put("done", done);
    m.put("lower", lower);
    m.put("upper", upper);
    m.put("gap", gap);
    m.put("eta_seconds", left);
    err.println(new String(Json.compact(m), StandardCharsets.UTF_8));
    err.flush();
  }

  private void show(String words, boolean always) {
    long now = clock.getAsLong();
    if (!always && now - shown < (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) return;
    shown = now;
    String line = String.format(Locale.ROOT, "%5.0f s  %s", (now - began) / 1e9, words);
    if (terminal) {
      err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      width = line.length();
    } else {
      err.println(line);
    }
    err.flush();
  }

  /// Removes the redrawn line.
  @Override
  public synchronized void close() {
    if (terminal && width > 0) err.print("\r" + " ".repeat(width) + "\r");
    width = 0;
    err.flush();
  }
}
