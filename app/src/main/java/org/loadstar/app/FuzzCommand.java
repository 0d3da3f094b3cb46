package org.loadstar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseKind;
import org.loadstar.study.ensemble.Outcome;
import org.loadstar.study.ensemble.Task;
import org.loadstar.study.ensemble.Watch;
import org.loadstar.study.ensemble.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fuzz [CASE...]`
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes mistakes in copies of cases and plans them: each must end solved with a valid certificate, or refused in clear words.",
      "Everything else is a fault: a stack trace, a hang, a crash, half a run. Cases with faults are kept."
    })
final class FuzzCommand implements Callable<Integer> {
  private static final int MOST = 1_000_000;

  /// A plan of a small case takes seconds at most.
  private static final int SECONDS = 60;

  private static final List<String> BASES = List.of("examples/two-zones", "examples/three-zones", CaseOptions.EMBEDDED);

  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "CASE", description = "Cases to begin with, taken in turns (default: the examples, and every tenth time the embedded case).")
  private List<Path> cases = new ArrayList<>();

  @Option(names = "--count", paramLabel = "N", defaultValue = "100", description = "Cases with mistakes (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Seed of the mistakes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--first", paramLabel = "N", defaultValue = "1", description = "Number of the first one, to see it again (default: ${DEFAULT-VALUE}).")
  private int first = 1;

  @Option(names = "--workers", paramLabel = "N", description = "Worker processes (default: all processors).")
  private @Nullable Integer workers;

  @Option(names = "--keep", paramLabel = "DIR", description = "Where cases with faults are kept (default: runs/fuzz-TIME below the current folder).")
  private @Nullable Path keep;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  FuzzCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > MOST) throw new Refusal("count " + count + ": allowed is 1 to " + MOST);
    if (first < 1 || first > MOST) throw new Refusal("first " + first + ": allowed is 1 to " + MOST);
    if (keep != null && Files.exists(keep) && !Files.isDirectory(keep)) throw new Refusal("keep " + keep + ": is a file, not a folder");
    int n = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
    if (n < 1) throw new Refusal("workers " + n + ": allowed is 1 or more");
    List<Task> tasks = tasks(cases.isEmpty() ? null : cases, count, seed, first, console);
    long begun = System.nanoTime();
    List<Outcome> outcomes;
    // The case itself ends by its limit of time; a worker that does not is ended after twice that.
    Workers.Limits limits = new Workers.Limits(3072, 2 * SECONDS);
    try (StopRequest stop = new StopRequest(console);
        ProgressLine line = new ProgressLine(console.err(), console.terminal(), 0)) {
      line.stage("cases with mistakes");
      outcomes = new Workers(WorkerFlags.command(console, 2048, n), n, limits).run(tasks, watch(stop, line, tasks.size()));
    }
    Map<String, @Nullable Object> summary = summary(tasks, outcomes);
    summary.put("seconds", (System.nanoTime() - begun) / 1e9);
    if (json) console.json(summary);
    else console.out().print(text(summary));
    if (Figures.number(summary.get("faults")) > 0) return Exit.FAULT;
    return Figures.text(summary, "status").equals("stopped") ? Exit.STOPPED : Exit.DONE;
  }

  /// The tasks of numbers from `first` on.
  ///
  /// @param given cases to begin with; null for the default
  static List<Task> tasks(@Nullable List<Path> given, int count, long seed, int first, Console console) {
    List<Path> bases = (given == null ? BASES.stream().map(Path::of).toList() : given).stream().map(console::existing).toList();
    for (Path b : bases) {
      if (!Files.exists(b)) throw new Refusal(b + ": no such case");
      if (CaseKind.of(b) == null) throw new Refusal(b + ": holds no case");
    }
    List<Task> tasks = new ArrayList<>();
    for (int k = first; k < first + count; k++) {
      // The embedded case is the last of the default, large, and seldom taken.
      Path base = given != null ? bases.get(k % bases.size()) : k % 10 == 0 ? bases.getLast() : bases.get(k % (bases.size() - 1));
      tasks.add(FuzzTrial.task(base, options(base, given == null && k % 2 == 0), seed, k));
    }
    return tasks;
  }

  /// @param few whether one stage is planned, which is quicker; the others see mistakes in all of them
  private static List<String> options(Path base, boolean few) {
    List<String> o = new ArrayList<>(List.of("--threads", "1", "--integers", "off", "--max-seconds", "" + SECONDS));
    CaseKind kind = CaseKind.of(base);
    if (kind != null && kind.network()) return o;
    o.addAll(List.of("--time", "reps:1@12", "--full-year", "none"));
    if (few) o.addAll(List.of("--stages", "2030"));
    return o;
  }

  private static Watch watch(StopRequest stop, ProgressLine line, int count) {
    AtomicInteger done = new AtomicInteger();
    return new Watch() {
      @Override
      public boolean goOn() {
        return !stop.asked().get();
      }

      @Override
      public void ended(int task, Outcome outcome) {
        line.bounds((double) done.incrementAndGet() / count, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      }
    };
  }

  private Map<String, @Nullable Object> summary(List<Task> tasks, List<Outcome> outcomes) throws IOException {
    int solved = 0;
    int refused = 0;
    int stopped = 0;
    List<Map<String, Object>> failing = new ArrayList<>();
    for (int k = 0; k < tasks.size(); k++) {
      Outcome o = outcomes.get(k);
      switch (Figures.text(o.summary(), "ended")) {
        case "solved" -> solved++;
        case "refused" -> refused++;
        default -> {
          if (o.ended() == Outcome.Ended.STOPPED) stopped++;
          else failing.add(failing(tasks.get(k), o));
        }
      }
    }
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("status", stopped > 0 ? "stopped" : "done");
    m.put("count", tasks.size() - stopped);
    m.put("solved", solved);
    m.put("refused", refused);
    m.put("faults", failing.size());
    m.put("seed", seed);
    m.put("failing", failing);
    return m;
  }

  /// Keeps a case with a fault and what it did.
  private Map<String, Object> failing(Task task, Outcome o) throws IOException {
    String number = String.valueOf(task.asked().get("number"));
    Path root = keep == null ? Path.of("runs", "fuzz-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now())) : keep;
    keep = root;
    Path folder = Files.createDirectories(root.resolve(number));
    Path placed = FuzzTrial.keep(task, folder.resolve("case"));
    String words = o.isDone() ? Figures.text(o.summary(), "words") : o.error();
    String command = "loadstar plan " + placed + " " + String.join(" ", PlanFlags.texts(task.asked(), "options"));
    Files.writeString(folder.resolve("fault.txt"), command + "\n\nmistakes: " + o.summary().get("mistakes") + "\n\n" + words + "\n");
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("number", Integer.parseInt(number));
    m.put("case", String.valueOf(task.allowance().get("case")));
    m.put("mistakes", o.summary().getOrDefault("mistakes", List.of()));
    m.put("words", words.lines().findFirst().orElse(""));
    m.put("folder", folder.toString());
    return m;
  }

  private static String text(Map<String, ?> m) {
    StringBuilder s = new StringBuilder(
        String.format("%s cases with mistakes, seed %s: %s solved, %s refused, %s faults%n", m.get("count"), m.get("seed"), m.get("solved"), m.get("refused"), m.get("faults")));
    for (Map<String, Object> f : Figures.list(m, "failing")) s.append(String.format("  %s %s: %s%n", f.get("folder"), f.get("mistakes"), f.get("words")));
    return s.toString();
  }
}
