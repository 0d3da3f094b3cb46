package org.loadstar.app;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Progress on standard error: one redrawn line on a terminal, else at most one line every two seconds. Any thread.
final class ProgressLine implements AutoCloseable {
  private static final long TERMINAL_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 2_000_000_000L;

  private final PrintStream err;
  private final boolean terminal;
  private final double asked;
  private final LongSupplier clock;
  private final long began;
  private String stage = "";
  private long shown;
  private int width;
  private double firstGap = Double.NaN;
  private long firstGapAt;

  /// @param asked the gap at which a solve ends
  ProgressLine(PrintStream err, boolean terminal, double asked) {
    this(err, terminal, asked, System::nanoTime);
  }

  ProgressLine(PrintStream err, boolean terminal, double asked, LongSupplier clock) {
    this.err = err;
    this.terminal = terminal;
    this.asked = asked;
    this.clock = clock;
    began = clock.getAsLong();
    shown = began - PLAIN_NANOS;
  }

  /// A new stage begins; always shown.
  synchronized void stage(String name) {
    stage = name;
    firstGap = Double.NaN;
    show(name, true);
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
    StringBuilder s = new StringBuilder(stage);
    if (done >= 0) s.append(String.format(Locale.ROOT, " %.0f %%", 100 * done));
    if (Double.isFinite(lower)) s.append(", bound ").append(TextTable.dollars(lower));
    if (Double.isFinite(upper)) s.append(", plan ").append(TextTable.dollars(upper));
    if (Double.isFinite(gap)) s.append(String.format(Locale.ROOT, ", gap %.3g %%", 100 * gap)).append(eta(gap));
    show(s.toString(), false);
  }

  /// Time left when the logarithm of the gap goes on falling as it has.
  private String eta(double gap) {
    long now = clock.getAsLong();
    if (gap <= asked || gap <= 0) return "";
    if (Double.isNaN(firstGap) || gap >= firstGap) {
      firstGap = gap;
      firstGapAt = now;
      return "";
    }
    double perSecond = Math.log(firstGap / gap) / ((now - firstGapAt) / 1e9);
    double left = Math.log(gap / asked) / perSecond;
    return left < 1e5 ? ", about " + Math.max(1, Math.round(left)) + " s left" : "";
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
