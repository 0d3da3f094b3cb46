package org.loadstar.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.ensemble.Task;
import org.loadstar.study.fuzz.Mutation;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunRefused;
import org.loadstar.study.store.RunStore;

/// One case with mistakes, planned by the command line in this process: it must end solved with a certificate that holds and a whole
/// run, or refused in words, with nothing left behind.
final class FuzzTrial {
  static final String VERB = "fuzz";

  /// The files of a case: its folder, or the one file that it is.
  record Base(Path path, TreeMap<String, byte[]> files) {
    static Base read(Path path) throws IOException {
      TreeMap<String, byte[]> files = new TreeMap<>();
      boolean folder = Files.isDirectory(path);
      try (Stream<Path> all = Files.walk(path)) {
        for (Path f : all.filter(Files::isRegularFile).toList())
          files.put(String.valueOf(folder ? path.relativize(f) : f.getFileName()).replace('\\', '/'), Files.readAllBytes(f));
      }
      return new Base(path, files);
    }
  }

  private final Path work;
  private final List<String> args;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private FuzzTrial(Path work, List<String> args) {
    this.work = work;
    this.args = args;
  }

  /// A task: the base by its path, the options of its plan, the seed and the number of the mutation.
  static Task task(Path base, List<String> options, long seed, int number) {
    return new Task(VERB, Map.of("options", options, "seed", seed, "number", number), Map.of("case", base.toAbsolutePath().normalize().toString()));
  }

  /// Does a task; the summary has `ended` (`solved`, `refused` or `fault`), `mistakes` and `words`.
  static Map<String, @Nullable Object> work(Task task, Predicate<String> says) throws IOException {
    Base base = Base.read(Path.of(String.valueOf(task.allowance().get("case"))));
    Mutation.Mutated mutated = mutated(base, task);
    if (!says.test("mutation " + task.asked().get("number"))) return Map.of("status", "stopped");
    Path work = Files.createTempDirectory("loadstar-fuzz");
    try {
      Path place = write(work.resolve("case"), base, mutated.files());
      List<String> args = new ArrayList<>(List.of("plan", place.toString(), "--out", work.resolve("run").toString(), "--json"));
      args.addAll(PlanFlags.texts(task.asked(), "options"));
      Map<String, @Nullable Object> summary = new LinkedHashMap<>(new FuzzTrial(work, args).run());
      summary.put("mistakes", mutated.words());
      return summary;
    } finally {
      delete(work);
    }
  }

  private static Mutation.Mutated mutated(Base base, Task task) {
    return Mutation.of(base.files(), ((Number) task.asked().getOrDefault("seed", 0)).longValue(), ((Number) task.asked().getOrDefault("number", 0)).intValue());
  }

  /// Writes the case of a task for people to look at.
  static Path keep(Task task, Path folder) throws IOException {
    Base base = Base.read(Path.of(String.valueOf(task.allowance().get("case"))));
    return write(folder, base, mutated(base, task).files());
  }

  /// The case itself: the folder, or the file in it.
  private static Path write(Path folder, Base base, TreeMap<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> f : files.entrySet()) {
      Path to = folder.resolve(f.getKey());
      // Where one mistake made a folder of a file's name, that file cannot stand.
      if (to.getParent() != null && Files.isRegularFile(to.getParent()) || Files.isDirectory(to)) continue;
      if (to.getParent() != null) Files.createDirectories(to.getParent());
      Files.write(to, f.getValue());
    }
    return Files.isDirectory(base.path()) ? folder : folder.resolve(String.valueOf(base.path().getFileName()));
  }

  private Map<String, Object> run() throws IOException {
    int code = Main.run(
        new Console(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), false, work), args.toArray(new String[0]));
    String fault;
    try {
      fault = switch (code) {
        case Exit.DONE -> solved();
        case Exit.INPUT -> refused();
        case Exit.STOPPED -> "stopped by the limit of time";
        default -> "exit code " + code + text(err).lines().filter(l -> l.startsWith("loadstar: ")).findFirst().map(l -> ": " + l).orElse("") + "\n" + text(err) + log();
      };
    } catch (IllegalArgumentException e) {
      fault = "standard output is not one JSON object: " + e.getMessage();
    }
    String ended = !fault.isEmpty() ? "fault" : code == Exit.DONE ? "solved" : "refused";
    return Map.of("ended", ended, "words", fault.isEmpty() ? message() : fault, "command", "loadstar " + String.join(" ", args));
  }

  private String solved() {
    Map<String, Object> m = Json.read(text(out));
    if (!List.of("optimal", "within_gap").contains(Figures.text(m, "status"))) return "exit code 0 with status " + m.get("status");
    if (!Boolean.TRUE.equals(Figures.object(m, "certificate").get("ok"))) return "the certificate does not hold: " + m.get("certificate");
    try (Run run = RunStore.open(work.resolve("run"))) {
      return java.util.Objects.equals(run.summary().get("result_hash"), m.get("result_hash")) ? "" : "the run is not the one that was printed";
    } catch (RunRefused e) {
      return "the run cannot be opened: " + e.getMessage();
    }
  }

  private String refused() throws IOException {
    Map<String, Object> m = Json.read(text(out));
    boolean explained = Figures.text(m, "status").equals("infeasible") && !Figures.list(m, "explanation").isEmpty();
    boolean told = Figures.text(m, "status").equals("refused") && !Figures.text(m, "error").isBlank() && !text(err).isBlank();
    if (!explained && !told) return "exit code 2 without words: " + text(out) + text(err);
    if (told && text(err).lines().anyMatch(l -> l.startsWith("\tat ") || l.contains("Exception") || l.contains("java."))) return "a message for programmers: " + text(err);
    try (Stream<Path> left = Files.list(work)) {
      List<String> names = left.map(p -> String.valueOf(p.getFileName())).filter(n -> !n.equals("case")).toList();
      return names.isEmpty() ? "" : "left behind: " + names;
    }
  }

  private String message() {
    return text(err).lines().filter(l -> !l.matches("\\s*\\d+ s .*")).limit(3).reduce((a, b) -> a + "\n" + b).orElse("");
  }

  private String log() throws IOException {
    Path logs = work.resolve(".loadstar/logs");
    if (!Files.isDirectory(logs)) return "";
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path f : files.toList()) all.append(Files.readString(f));
    }
    return all.toString();
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
    }
  }
}
