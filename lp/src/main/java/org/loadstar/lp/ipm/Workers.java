package org.loadstar.lp.ipm;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A fixed set of platform threads that share loops. The calling thread is one of them and looks at the [Watch] between
/// tasks. Results never depend on the number of threads: ranges have a fixed
/// size and partial results are combined in their order.
final class Workers implements AutoCloseable {
  private static final int CHUNK = 1 << 14;

  /// One of many independent tasks; `worker` is below the number of threads and held by one task at a time.
  interface Task {
    void run(int task, int worker);
  }

  /// Part of a loop, `from <= i < to`.
  interface Range {
    void run(int from, int to);
  }

  /// Part of a reduction, `from <= i < to`.
  interface Partial {
    double of(int from, int to);
  }

  /// Part of a loop with several results, `from <= i < to`.
  interface Several {
    void run(int from, int to, double[] out);
  }

  private final Watch watch;
  private final int threads;
  private final @Nullable ExecutorService pool;

  Workers(int threads, Watch watch) {
    this.watch = watch;
    this.threads = Math.max(1, threads);
    this.pool =
        this.threads == 1
            ? null
            : Executors.newFixedThreadPool(
                this.threads - 1, Thread.ofPlatform().daemon().name("interior-point-", 0).factory());
  }

  /// Lets the watch end a computation that does not run in tasks.
  void check() {
    watch.check();
  }

  int threads() {
    return threads;
  }

  /// Runs tasks 0 .. n-1, taken in order by whichever thread is free, and returns when all are done.
  void each(int n, Task body) {
    ExecutorService p = pool;
    if (p == null || n <= 1) {
      for (int t = 0; t < n; t++) {
        watch.check();
        body.run(t, 0);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    int others = Math.min(threads, n) - 1;
    CountDownLatch done = new CountDownLatch(others);
    for (int w = 1; w <= others; w++) {
      int worker = w;
      p.execute(
          () -> {
            drain(n, body, next, fault, worker);
            done.countDown();
          });
    }
    drain(n, body, next, fault, 0);
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
    Throwable f = fault.get();
    if (f instanceof Error e) throw e;
    if (f instanceof RuntimeException e) throw e;
  }

  private void drain(
      int n, Task body, AtomicInteger next, AtomicReference<@Nullable Throwable> fault, int worker) {
    try {
      for (int t = next.getAndIncrement(); t < n && fault.get() == null; t = next.getAndIncrement()) {
        if (worker == 0) watch.check();
        body.run(t, worker);
      }
    } catch (RuntimeException | Error e) {
      fault.compareAndSet(null, e);
    }
  }

  /// Runs a loop of independent steps.
  void loop(int n, Range body) {
    if (pool == null || n <= 2 * CHUNK) {
      body.run(0, n);
      return;
    }
    each(chunks(n), (t, w) -> body.run(t * CHUNK, Math.min(n, (t + 1) * CHUNK)));
  }

  /// Sum over a loop.
  double sum(int n, Partial part) {
    double s = 0;
    for (double v : partials(n, part)) s += v;
    return s;
  }

  /// Largest of the parts of a loop, 0 for an empty loop; NaN wins.
  double max(int n, Partial part) {
    double s = 0;
    for (double v : partials(n, part)) s = Math.max(s, v);
    return s;
  }

  /// Smallest of the parts of a loop and `start`; NaN wins.
  double min(int n, double start, Partial part) {
    double s = start;
    for (double v : partials(n, part)) s = Math.min(s, v);
    return s;
  }

  /// Results of the parts of a loop, in order, each of the given width.
  double[][] table(int n, int width, Several part) {
    double[][] out = new double[chunks(n)][width];
    if (pool == null || n <= 2 * CHUNK) {
      for (int t = 0; t < out.length; t++) part.run(t * CHUNK, Math.min(n, (t + 1) * CHUNK), out[t]);
    } else {
      each(out.length, (t, w) -> part.run(t * CHUNK, Math.min(n, (t + 1) * CHUNK), out[t]));
    }
    return out;
  }

  private double[] partials(int n, Partial part) {
    double[] out = new double[chunks(n)];
    if (pool == null || n <= 2 * CHUNK) {
      for (int t = 0; t < out.length; t++) out[t] = part.of(t * CHUNK, Math.min(n, (t + 1) * CHUNK));
    } else {
      each(out.length, (t, w) -> out[t] = part.of(t * CHUNK, Math.min(n, (t + 1) * CHUNK)));
    }
    return out;
  }

  private static int chunks(int n) {
    return (n + CHUNK - 1) / CHUNK;
  }

  @Override
  public void close() {
    if (pool != null) pool.shutdown();
  }
}
