package org.loadstar.study.ensemble;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;

/// A running worker as its parent sees it. One task at a time; another thread may end it.
final class WorkerProcess {
  private static final int LAST_WORDS = 8;
  private static final long PATIENCE_SECONDS = 10;

  private final Process process;
  private final BufferedReader in;
  private final OutputStream out;
  private final Deque<String> heard = new ArrayDeque<>();
  private final Thread listener;
  private volatile String ended = "";
  private volatile long begun;

  /// The worker is gone; the message says how.
  static final class Lost extends Exception {
    private static final long serialVersionUID = 1;

    Lost(String message) {
      super(message);
    }
  }

  private WorkerProcess(Process process) {
    this.process = process;
    in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    out = process.getOutputStream();
    listener = Thread.ofVirtual().start(this::listen);
  }

  /// Starts a worker and waits until it is ready.
  static WorkerProcess start(List<String> command) throws Lost {
    WorkerProcess w;
    try {
      w = new WorkerProcess(new ProcessBuilder(command).start());
    } catch (IOException e) {
      throw new Lost("a worker cannot be started: " + e.getMessage());
    }
    w.answer("ready", words -> {});
    return w;
  }

  /// Does a task.
  Outcome run(Task task, Consumer<String> says) throws Lost {
    begun = System.nanoTime();
    try {
      out.write((Json.line(task.json()) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw lost();
    }
    try {
      return Outcome.of(Json.map(answer("outcome", says)));
    } catch (IllegalArgumentException e) {
      end("it answered what cannot be read");
      throw lost();
    } finally {
      begun = 0;
    }
  }

  private @Nullable Object answer(String key, Consumer<String> says) throws Lost {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith("{")) continue;
        Map<String, Object> m = Json.read(line);
        if (m.containsKey(key)) return m.get(key);
        if (m.get("says") instanceof String words) says.accept(words);
      }
    } catch (IOException e) {
      throw lost();
    } catch (IllegalArgumentException e) {
      end("it answered what cannot be read");
    }
    throw lost();
  }

  /// Seconds since the task that it does was given; 0 when it does none.
  double seconds() {
    long since = begun;
    return since == 0 ? 0 : (System.nanoTime() - since) / 1e9;
  }

  /// Resident memory in MB, 0 where the system does not tell.
  long memoryMb() {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    try {
      if (Files.isReadable(status))
        for (String line : Files.readAllLines(status)) if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    } catch (IOException e) {
      // It has ended, and its reader will know.
    }
    return 0;
  }

  /// Ends the process at once.
  ///
  /// @param why empty when nobody needs it any more
  void end(String why) {
    if (ended.isEmpty()) ended = why;
    process.destroyForcibly();
  }

  private Lost lost() {
    try {
      process.destroyForcibly();
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      listener.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String words;
    synchronized (heard) {
      words = heard.isEmpty() ? "" : "; its last words: " + String.join(" | ", heard);
    }
    String how = !ended.isEmpty() ? ended : process.isAlive() ? "it does not end" : "it ended with " + code(process.exitValue());
    return new Lost("the worker was lost: " + how + words);
  }

  private static String code(int code) {
    return code > 128 && code < 192 ? "signal " + (code - 128) : "exit code " + code;
  }

  private void listen() {
    try (BufferedReader err = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        if (line.isBlank() || line.startsWith("WARNING: Using incubator modules")) continue;
        synchronized (heard) {
          heard.add(line.strip());
          if (heard.size() > LAST_WORDS) heard.remove();
        }
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }
}
