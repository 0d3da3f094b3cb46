package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final AtomicLong now = new AtomicLong();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(new PrintStream(out, true), terminal, false, 1e-3, now::get);
  }

  private void seconds(double s) {
    now.addAndGet(Math.round(s * 1e9));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void plainOutputHasAtMostOneLineEveryTwoSeconds() {
    try (ProgressLine p = line(false)) {
      p.stage("solve");
      for (int k = 1; k <= 100; k++) {
        seconds(0.1);
        p.bounds(0.01 * k, 1e9, 1.001e9);
      }
    }
    assertThat(text().lines()).hasSizeBetween(4, 6).allSatisfy(l -> assertThat(l).doesNotContain("\r"));
  }

  @Test
  void saysBoundGapAndTimeLeft() {
    try (ProgressLine p = line(false)) {
      p.stage("solve");
      seconds(2);
      p.bounds(Double.NaN, 90e9, 100e9);
      seconds(4);
      p.bounds(Double.NaN, 99e9, 100e9);
    }
    // The gap fell from 10 % to 1 % in 4 s: as long again to 0.1 %.
    assertThat(text()).contains("bound $99.000 billion", "plan $100.000 billion", "gap 1.00 %", "about 4 s left");
  }

  @Test
  void leavesOutWhatIsNotKnownYet() {
    try (ProgressLine p = line(false)) {
      p.stage("solve");
      seconds(2);
      p.bounds(0.25, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    assertThat(text()).contains("solve 25 %").doesNotContain("bound").doesNotContain("Infinity").doesNotContain("NaN");
  }

  @Test
  void redrawsOneLineOnATerminalAndRemovesIt() {
    try (ProgressLine p = line(true)) {
      p.stage("reading the case");
      p.stage("solve");
    }
    assertThat(text()).doesNotContain("\n").endsWith("\r");
    assertThat(text().split("\r")[2]).startsWith("    0 s  solve   ");
  }
}
