package org.loadstar.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The steps of a study of a grid, one after the other until a stop is asked for: the step that runs then is left, those after it are not
/// begun, and what the steps before it found stands.
final class GridSteps {
  private static final long LOOK_MILLIS = 50;
  private static final long STACK_BYTES = 16 << 20;

  private final BooleanSupplier stop;
  private final ProgressLine progress;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final List<String> unfinished = new ArrayList<>();
  private final long begun = System.nanoTime();
  private long last = begun;
  private String part = "";

  /// @param stop tells whether it was asked for
  /// @param progress is told each step
  GridSteps(BooleanSupplier stop, ProgressLine progress) {
    this.stop = stop;
    this.progress = progress;
  }

  /// The steps that follow are told apart by a word before their names.
  void part(String words) {
    part = words;
  }

  /// What the step found, null when it was stopped or not begun.
  ///
  /// @param words the step, for who waits
  <T> @Nullable T of(String name, String words, Supplier<T> work) {
    if (stop.getAsBoolean()) {
      unfinished.add(part + name);
      return null;
    }
    progress.stage(words);
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread worker = Thread.ofPlatform().stackSize(STACK_BYTES).daemon().name("grid-" + name).start(task);
    try {
      while (true) {
        try {
          T found = task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          lap(name);
          return found;
        } catch (TimeoutException e) {
          if (!stop.getAsBoolean()) continue;
          worker.interrupt();
          unfinished.add(part + name);
          lap(name);
          return null;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException r) throw r;
      if (e.getCause() instanceof Error r) throw r;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      worker.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void lap(String step) {
    long now = System.nanoTime();
    seconds.merge(step, (now - last) / 1e9, Double::sum);
    last = now;
  }

  /// By step and in total.
  Map<String, Double> seconds() {
    seconds.put("total", (System.nanoTime() - begun) / 1e9);
    return new LinkedHashMap<>(seconds);
  }

  /// Steps that were asked for and not done.
  List<String> unfinished() {
    return List.copyOf(unfinished);
  }
}
