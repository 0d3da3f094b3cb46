package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GridStepsTest {
  private final AtomicBoolean asked = new AtomicBoolean();
  private final GridSteps steps = new GridSteps(asked::get, new ProgressLine(new PrintStream(new ByteArrayOutputStream(), true), false, 0));

  @Test
  void aStopLeavesTheStepThatRunsAndThoseAfterItAndKeepsThoseBefore() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    assertThat(steps.of("dispatch", "dispatch", () -> 1)).isEqualTo(1);
    steps.part("with campuses: ");
    Integer found = steps.of("n_1", "outages", () -> {
      asked.set(true);
      try {
        new CountDownLatch(1).await(); // never, but for the interrupt
      } catch (InterruptedException e) {
        ended.countDown();
      }
      return 2;
    });
    assertThat(found).isNull();
    ended.await();
    assertThat(steps.<Integer>of("hosting", "room", () -> 3)).isNull();
    assertThat(steps.unfinished()).containsExactly("with campuses: n_1", "with campuses: hosting");
    assertThat(steps.seconds()).containsOnlyKeys("dispatch", "n_1", "total");
  }

  @Test
  void whatGoesWrongInAStepIsToldAsItIs() {
    assertThatThrownBy(() -> steps.of("dispatch", "dispatch", () -> { throw new Refusal("no such bus"); })).isInstanceOf(Refusal.class).hasMessage("no such bus");
    assertThatThrownBy(() -> steps.of("dispatch", "dispatch", () -> { throw new OutOfMemoryError("all"); })).isInstanceOf(OutOfMemoryError.class);
  }
}
