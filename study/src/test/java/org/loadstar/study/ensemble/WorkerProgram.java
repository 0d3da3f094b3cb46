package org.loadstar.study.ensemble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A worker whose work goes wrong in every way, and a study of it that a test can kill.
public final class WorkerProgram {
  static final Map<String, Work> WORKS =
      Map.of(
          "square", (task, says) -> Map.of("square", number(task) * number(task), "seconds", System.nanoTime()),
          "crash", (task, says) -> {
            System.err.println("out of luck");
            Runtime.getRuntime().halt(134);
            return Map.of();
          },
          "crash-once", (task, says) -> {
            if (first(task)) Runtime.getRuntime().halt(1);
            return Map.of("square", number(task) * number(task));
          },
          "throw", (task, says) -> {
            throw new IllegalStateException("out of order");
          },
          "refuse", (task, says) -> {
            throw new Refused("allowed is 1", new IllegalArgumentException("2"));
          },
          "hang", (task, says) -> {
            Thread.sleep(600_000);
            return Map.of();
          },
          "hog", (task, says) -> {
            List<byte[]> all = new ArrayList<>();
            while (true) all.add(new byte[1 << 20]);
          },
          "talk", (task, says) -> {
            System.out.println("{ this is what a library prints");
            says.test("talking");
            return Map.of("said", true);
          },
          "slow", (task, says) -> {
            note(task, "begun " + task.asked().get("x"));
            Thread.sleep(200);
            return Map.of("x", number(task));
          });

  private WorkerProgram() {}

  private static int number(Task task) {
    return task.asked().get("x") instanceof Number n ? n.intValue() : 0;
  }

  private static boolean first(Task task) throws IOException {
    Path mark = Path.of(String.valueOf(task.allowance().get("notes")) + task.asked().get("x"));
    if (Files.exists(mark)) return false;
    Files.createFile(mark);
    return true;
  }

  private static void note(Task task, String line) throws IOException {
    Files.writeString(Path.of(String.valueOf(task.allowance().get("notes"))), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  static List<String> command(String... args) {
    List<String> c = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"), WorkerProgram.class.getName()));
    c.addAll(List.of(args));
    return c;
  }

  static List<Task> slow(int n, Path notes) {
    return IntStream.range(0, n).mapToObj(x -> new Task("slow", Map.of("x", x), Map.of("notes", notes.toString()))).toList();
  }

  /// Without arguments a worker; with a folder, a number and a file a study that keeps its tasks in the folder.
  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      WorkerLoop.serve(WORKS, System.in, System.out);
      Runtime.getRuntime().halt(0);
    }
    new Kept(Path.of(args[0]), new Workers(command(), 2, Workers.Limits.NONE)).run(slow(Integer.parseInt(args[1]), Path.of(args[2])), () -> true);
  }
}
