package org.loadstar.app.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Json;

/// A command in a process of its own, on a leash: it ends when this process does, stops when told to, and is killed when it takes more time
/// or memory than it may.
final class JobProcess {
  static final String RESULT = "result.json";
  static final String LOG = "log.txt";
  static final String PROGRESS = "progress.jsonl";
  private static final long MOST_LOG = 4L << 20;
  /// What Java says of itself at every start.
  private static final String INCUBATOR = "WARNING: Using incubator modules";

  private static final double HEAP_SHARE = 0.65;
  private static final int GRACE_SECONDS = 60;
  private static final Path NICE = Path.of("/usr/bin/nice");

  private final Process process;
  private final Limits limits;
  private volatile @Nullable String killed;

  /// What a job may take.
  ///
  /// @param memoryMb largest resident set, MB; watched where /proc tells it
  /// @param seconds longest time before it is killed
  record Limits(int memoryMb, int seconds) {}

  /// Receives what the process says.
  interface Listener {
    /// One object of progress.
    void progress(Map<String, Object> progress, String line);

    /// Any other line.
    void log(String line);

    /// The resident set, MB.
    void memory(double mb);
  }

  private JobProcess(Process process, Limits limits) {
    this.process = process;
    this.limits = limits;
  }

  /// @param folder of the job; gets what the command prints, says and how far it was
  static JobProcess start(DeskOptions options, List<String> words, Path folder) throws IOException {
    Limits limits = new Limits(options.jobMemoryMb(), options.jobSeconds() + GRACE_SECONDS);
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) command.addAll(List.of(NICE.toString(), "-n", "5"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseParallelGC", "-Xmx" + Math.max(256, (int) (limits.memoryMb() * HEAP_SHARE)) + "m"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-Dloadstar.root=" + options.root(), "-Dloadstar.leash=true", "-Dloadstar.progress=json"));
    command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), options.main()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(folder.resolve(RESULT).toFile());
    builder.environment().remove("LOADSTAR_TOKEN");
    return new JobProcess(builder.start(), limits);
  }

  private static String absolute(String classPath) {
    String separator = System.getProperty("path.separator");
    List<String> out = new ArrayList<>();
    for (String part : classPath.split(Pattern.quote(separator))) out.add(Path.of(part).toAbsolutePath().toString());
    return String.join(separator, out);
  }

  /// What Ctrl-C does.
  void stop() {
    try {
      process.getOutputStream().write("stop\n".getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      process.destroy(); // it no longer reads
    }
  }

  /// Ends it at once.
  void kill(String why) {
    killed = why;
    process.destroyForcibly();
  }

  boolean endsWithin(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  /// Why it was killed, null when it was not.
  @Nullable String killed() {
    return killed;
  }

  /// Waits for the end, passing on what the process says; its exit code.
  int follow(Path folder, Listener listener) throws InterruptedException {
    Thread reader = Thread.ofVirtual().start(() -> read(folder, listener));
    long begun = System.nanoTime();
    while (!process.waitFor(1, TimeUnit.SECONDS)) {
      double mb = residentMb(process.pid());
      if (mb > 0) listener.memory(mb);
      if (mb > limits.memoryMb()) kill("used " + Math.round(mb) + " MB of memory, allowed are " + limits.memoryMb());
      if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(limits.seconds())) kill("ran longer than " + limits.seconds() + " s");
    }
    reader.join(TimeUnit.SECONDS.toMillis(10));
    return process.exitValue();
  }

  private void read(Path folder, Listener listener) {
    long written = 0;
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
        Writer log = Files.newBufferedWriter(folder.resolve(LOG));
        Writer progress = Files.newBufferedWriter(folder.resolve(PROGRESS))) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        Map<String, Object> now = line.startsWith("{\"seconds\":") ? object(line) : null;
        if (now != null) {
          progress.write(line + "\n");
          progress.flush();
          listener.progress(now, line);
          continue;
        }
        if (line.startsWith(INCUBATOR)) continue;
        written += line.length() + 1;
        if (written < MOST_LOG) {
          log.write(line + "\n");
          log.flush();
        }
        listener.log(line.length() > 2000 ? line.substring(0, 2000) : line);
      }
    } catch (IOException e) {
      listener.log("the messages of the job could not be kept: " + e.getMessage());
    }
  }

  private static @Nullable Map<String, Object> object(String line) {
    try {
      return Json.read(line);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Resident set of a process, MB; 0 where the system does not tell.
  private static double residentMb(long pid) {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    if (!Files.isReadable(status)) return 0;
    try {
      for (String line : Files.readAllLines(status))
        if (line.startsWith("VmRSS:")) return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
    return 0;
  }
}
