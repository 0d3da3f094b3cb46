package org.loadstar.study.ensemble;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;

/// The side of a worker process. A line on its standard input is a task, a line on its standard output that begins with `{` an object
/// about it:
///
/// | line | key | meaning |
/// |---|---|---|
/// | first of all | `ready` | the number of the process |
/// | any time | `says` | what is being done |
/// | last of a task | `outcome` | an [Outcome] |
///
/// Other lines are those of libraries that print, and nobody's.
public final class WorkerLoop {
  /// Nanoseconds between two lines of what is being done.
  private static final long QUIET = 500_000_000L;

  private final Map<String, Work> works;
  private final PrintStream out;
  private long said;

  private WorkerLoop(Map<String, Work> works, PrintStream out) {
    this.works = works;
    this.out = out;
  }

  /// Does the tasks that come in, one after another, until the input ends. A task that is being done then is not waited for.
  public static void serve(Map<String, Work> works, InputStream in, PrintStream out) throws IOException {
    WorkerLoop loop = new WorkerLoop(works, out);
    ExecutorService worker = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("task").factory());
    loop.tell(Map.of("ready", ProcessHandle.current().pid()));
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Task task = Task.of(Json.read(line));
      worker.execute(() -> loop.tell(Map.of("outcome", Trial.of(loop.works, task, 1, loop::says).json())));
    }
    worker.shutdownNow();
  }


  private boolean says(String words) {
    synchronized (this) {
      long now = System.nanoTime();
      if (now - said < QUIET) return true;
      said = now;
    }
    tell(Map.of("says", words));
    return true;
  }

  private synchronized void tell(Map<String, ? extends @Nullable Object> object) {
    out.print(Json.line(object) + "\n");
    out.flush();
  }
}
