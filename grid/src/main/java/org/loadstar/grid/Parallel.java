package org.loadstar.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Ranges of a loop on threads. Results come in order, so that they do not depend on the number of threads.
final class Parallel {
  /// Ranges of a loop, whatever the number of threads; they end at different times.
  private static final int SPLIT = 32;

  /// Works on `first` to `last` - 1.
  interface Range<T> {
    T run(int first, int last);
  }

  private Parallel() {}

  /// One result per range, in order of the ranges.
  static <T> List<T> of(int n, int threads, Range<T> work) {
    int pieces = Math.max(1, Math.min(n, SPLIT));
    List<T> out = new ArrayList<>(pieces);
    if (threads <= 1 || n == 0) {
      for (int k = 0; k < pieces; k++) out.add(work.run((int) ((long) n * k / pieces), (int) ((long) n * (k + 1) / pieces)));
      return out;
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> running = new ArrayList<>(pieces);
      for (int k = 0; k < pieces; k++) {
        int first = (int) ((long) n * k / pieces);
        int last = (int) ((long) n * (k + 1) / pieces);
        running.add(pool.submit(() -> work.run(first, last)));
      }
      for (Future<T> f : running) out.add(f.get());
      return out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
