package org.loadstar.study.ensemble;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;

/// One try of a task in this process.
public final class Trial {
  private static final int FRAMES = 12;

  private Trial() {}

  /// Does a task once. Whatever goes wrong is in the outcome.
  ///
  /// @param works what there is by verb
  /// @param says as in [Work#run]; once it answered false the task is stopped
  public static Outcome of(Map<String, Work> works, Task task, int tries, Predicate<String> says) {
    long begun = System.nanoTime();
    Work work = works.get(task.verb());
    if (work == null) return Outcome.failed("no work of the name '" + task.verb() + "'; there are " + works.keySet(), tries, 0);
    AtomicBoolean stopped = new AtomicBoolean();
    try {
      Map<String, @Nullable Object> summary = work.run(task, words -> {
        boolean goOn = says.test(words);
        if (!goOn) stopped.set(true);
        return goOn;
      });
      if (stopped.get() || "stopped".equals(summary.get("status"))) return Outcome.stopped(tries);
      // As after a journey: the same types and the same numbers wherever it was done.
      return Outcome.done(Json.copy(summary), tries, seconds(begun));
    } catch (Refused e) {
      return new Outcome(Outcome.Ended.REFUSED, Map.of(), String.valueOf(e.getMessage()), tries, seconds(begun));
    } catch (Throwable e) {
      return stopped.get() ? Outcome.stopped(tries) : Outcome.failed(words(e), tries, seconds(begun));
    }
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static String words(Throwable e) {
    return e + Stream.of(e.getStackTrace()).limit(FRAMES).map(f -> "\n  at " + f).collect(Collectors.joining());
  }
}
