package org.loadstar.study.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Worker processes on this machine, each a program that runs [WorkerLoop#serve]. A task that takes its worker with it is tried again in
/// a fresh one.
///
/// @param command the program and its arguments
/// @param count workers, each with one task at a time
/// @param limits of each
public record Workers(List<String> command, int count, Limits limits) implements Ensemble {
  private static final long POLL_MILLIS = 100;
  private static final int STARTS = 3;

  /// What a worker may use; beyond it the worker is ended.
  ///
  /// @param memoryMb resident memory with native memory; held where the system tells it (Linux)
  /// @param secondsPerTask wall seconds of one task, infinite for no limit
  public record Limits(long memoryMb, double secondsPerTask) {
    public static final Limits NONE = new Limits(Long.MAX_VALUE, Double.POSITIVE_INFINITY);
  }

  public Workers {
    command = List.copyOf(command);
    if (count < 1) throw new IllegalArgumentException("workers " + count);
  }

  @Override
  public List<Outcome> run(List<Task> tasks, Watch watch) {
    return new Round(tasks, watch, Math.max(1, Math.min(count, tasks.size()))).run();
  }

  private record Job(int place, int tries) {}

  private final class Round {
    private final List<Task> tasks;
    private final Watch watch;
    private final Queue<Job> queue = new ConcurrentLinkedQueue<>();
    private final AtomicReferenceArray<@Nullable Outcome> outcomes;
    private final AtomicReferenceArray<@Nullable WorkerProcess> running;
    private final AtomicInteger neverReady = new AtomicInteger();
    private volatile boolean stop;

    Round(List<Task> tasks, Watch watch, int slots) {
      this.tasks = tasks;
      this.watch = watch;
      outcomes = new AtomicReferenceArray<>(tasks.size());
      running = new AtomicReferenceArray<>(slots);
      for (int k = 0; k < tasks.size(); k++) queue.add(new Job(k, 1));
    }

    List<Outcome> run() {
      ExecutorService pool = Executors.newFixedThreadPool(running.length());
      try {
        List<Future<?>> slots = new ArrayList<>();
        for (int s = 0; s < running.length(); s++) {
          int slot = s;
          slots.add(pool.submit(() -> serve(slot)));
        }
        for (Future<?> f : slots) await(f);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IllegalStateException s ? s : new IllegalStateException(e.getCause());
      } finally {
        halt();
        pool.shutdown();
        pool.close();
      }
      List<Outcome> out = new ArrayList<>();
      for (int k = 0; k < tasks.size(); k++) out.add(Objects.requireNonNullElseGet(outcomes.get(k), () -> Outcome.stopped(0)));
      return out;
    }

    private void await(Future<?> slot) throws InterruptedException, ExecutionException {
      while (true) {
        try {
          slot.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
          return;
        } catch (TimeoutException e) {
          if (!watch.goOn()) halt();
          hold();
        }
      }
    }

    /// Ends all workers.
    private void halt() {
      stop = true;
      for (int s = 0; s < running.length(); s++) {
        WorkerProcess w = running.get(s);
        if (w != null) w.end("");
      }
    }

    /// Ends the workers that use more than they may.
    private void hold() {
      for (int s = 0; s < running.length(); s++) {
        WorkerProcess w = running.get(s);
        if (w == null) continue;
        if (w.seconds() > limits.secondsPerTask) w.end("the task took more than " + limits.secondsPerTask + " s");
        if (limits.memoryMb < Long.MAX_VALUE && w.memoryMb() > limits.memoryMb) w.end("the task took more than " + limits.memoryMb + " MB");
      }
    }

    private void serve(int slot) {
      for (Job job = queue.poll(); job != null && !stop; job = queue.poll()) {
        Outcome o = tried(slot, job);
        if (stop && !o.isDone()) return;
        if (o.ended() == Outcome.Ended.FAILED && job.tries < TRIES) {
          queue.add(new Job(job.place, job.tries + 1));
          continue;
        }
        outcomes.set(job.place, o);
        watch.ended(job.place, o);
      }
    }

    private Outcome tried(int slot, Job job) {
      try {
        WorkerProcess w = running.get(slot);
        if (w == null) running.set(slot, w = ready());
        if (stop) w.end("");
        return w.run(tasks.get(job.place), words -> watch.says(job.place, words)).withTries(job.tries);
      } catch (WorkerProcess.Lost e) {
        running.set(slot, null);
        return Outcome.failed(String.valueOf(e.getMessage()), job.tries, 0);
      }
    }

    private WorkerProcess ready() throws WorkerProcess.Lost {
      try {
        WorkerProcess w = WorkerProcess.start(command);
        neverReady.set(0);
        return w;
      } catch (WorkerProcess.Lost e) {
        if (neverReady.incrementAndGet() >= STARTS * running.length() && !stop) throw new IllegalStateException("no worker starts: " + e.getMessage(), e);
        throw e;
      }
    }
  }
}
