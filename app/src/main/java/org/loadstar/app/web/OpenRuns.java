package org.loadstar.app.web;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.RunRefused;
import org.loadstar.study.store.RunTables;

/// Tables of the runs that were asked for last, kept open. Queries run on a few platform threads, for a native call would hold up the
/// virtual threads that serve requests.
final class OpenRuns implements AutoCloseable {
  private static final int MOST_OPEN = 12;
  private static final long MOST_SECONDS = 30;

  private final ExecutorService threads;
  private final LinkedHashMap<String, Held> open = new LinkedHashMap<>(16, 0.75f, true);

  /// Open tables and how many questions use them.
  private static final class Held {
    private final RunTables tables;
    private @Nullable RunShape shape;
    private int users;

    private Held(RunTables tables) {
      this.tables = tables;
    }

    private synchronized RunShape shape() {
      RunShape known = shape;
      if (known == null) {
        known = RunShape.of(tables);
        shape = known;
      }
      return known;
    }
  }

  /// A question about the tables of a run.
  interface Question {
    byte[] answer(RunTables tables, RunShape shape);
  }

  OpenRuns(int threads) {
    this.threads = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().name("query-", 1).factory());
  }

  /// Answers a question about a run.
  ///
  /// @throws Problem when the question is refused or takes too long
  byte[] ask(RunCard run, Question question) {
    return run(() -> answered(run, question));
  }

  private byte[] answered(RunCard run, Question question) {
    Held held = take(run);
    try {
      return question.answer(held.tables, held.shape());
    } finally {
      give(held);
    }
  }

  /// Opens the tables of a run before they are asked for.
  void warm(RunCard run) {
    threads.execute(
        () -> {
          try {
            answered(run, (tables, shape) -> new byte[0]);
          } catch (RunRefused e) {
            // whoever asks is told
          }
        });
  }

  /// Does heavy work on the threads of the queries.
  <T> T run(Callable<T> work) {
    Future<T> f;
    try {
      f = threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new Problem(503, "the desk is ending");
    }
    try {
      return f.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      f.cancel(true);
      throw new Problem(503, "no answer within " + MOST_SECONDS + " s", "ask again, or for less");
    } catch (InterruptedException e) {
      f.cancel(true);
      Thread.currentThread().interrupt();
      throw new Problem(503, "the desk is ending");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException r) throw r;
      throw new IllegalStateException(e.getCause());
    }
  }

  private Held take(RunCard run) {
    synchronized (open) {
      Held held = open.get(run.id());
      if (held == null) {
        held = new Held(RunTables.open(run.folder()));
        open.put(run.id(), held);
        shrink();
      }
      held.users++;
      return held;
    }
  }

  private void give(Held held) {
    synchronized (open) {
      held.users--;
      shrink();
    }
  }

  private void shrink() {
    Iterator<Map.Entry<String, Held>> eldest = open.entrySet().iterator();
    while (open.size() > MOST_OPEN && eldest.hasNext()) {
      Held h = eldest.next().getValue();
      if (h.users > 0) continue;
      h.tables.close();
      eldest.remove();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    synchronized (open) {
      List<Held> all = new ArrayList<>(open.values());
      open.clear();
      all.stream().filter(h -> h.users == 0).forEach(h -> h.tables.close());
    }
  }
}
