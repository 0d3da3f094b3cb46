package org.loadstar.study.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// Threads of this process. A native crash ends them all.
///
/// @param works what there is by verb
/// @param atOnce tasks at the same time
public record InProcess(Map<String, Work> works, int atOnce) implements Ensemble {
  public InProcess {
    if (atOnce < 1) throw new IllegalArgumentException("tasks at once " + atOnce);
  }

  @Override
  public List<Outcome> run(List<Task> tasks, Watch watch) {
    AtomicBoolean stop = new AtomicBoolean();
    List<Outcome> out = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(atOnce, tasks.size())));
    try {
      List<Future<Outcome>> running = new ArrayList<>();
      for (int k = 0; k < tasks.size(); k++) {
        int place = k;
        running.add(pool.submit(() -> tried(place, tasks.get(place), watch, stop)));
      }
      for (Future<Outcome> f : running) out.add(f.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      while (out.size() < tasks.size()) out.add(Outcome.stopped(0));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a watcher of tasks failed", e.getCause());
    } finally {
      stop.set(true);
      pool.shutdown();
      pool.close();
    }
    return out;
  }

  private Outcome tried(int place, Task task, Watch watch, AtomicBoolean stop) {
    Outcome o = Outcome.stopped(0);
    for (int n = 1; n <= TRIES && !stop.get() && watch.goOn(); n++) {
      o = Trial.of(works, task, n, words -> {
        watch.says(place, words);
        return !stop.get() && watch.goOn();
      });
      if (o.ended() != Outcome.Ended.FAILED) break;
    }
    if (o.ended() == Outcome.Ended.STOPPED) stop.set(true);
    else watch.ended(place, o);
    return o;
  }
}
