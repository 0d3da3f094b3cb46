package org.loadstar.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.ProgramFile;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.study.ensemble.Ensemble;
import org.loadstar.study.ensemble.Outcome;
import org.loadstar.study.ensemble.Task;
import org.loadstar.study.ensemble.Watch;

/// Solves programs that know nothing of each other, as the months of a year: by threads of this process, or by an ensemble of workers,
/// to which a program goes as a file and from which a solution comes back. What a worker says is certified here, from its numbers alone;
/// a program that no worker could solve is solved here.
///
/// @param solver as [PlanOptions#solver]
/// @param ensemble who solves; null for the threads of this process. It shares a file system with it
record SideBySide(String solver, @Nullable Ensemble ensemble) {
  /// The verb of a task that solves a program.
  static final String VERB = "program";
  private static final String PROGRAM = ".program";
  private static final String SOLUTION = ".solution";
  private static final String PROOF = ".proof";

  /// A program and what is made of its solution.
  record Prepared<T>(Lp lp, Answer<T> answer) {}

  /// Makes something of a solved program.
  interface Answer<T> {
    T of(Solving.Solved solved) throws StoppedException;
  }

  /// One of the programs. May be prepared more than once, alike each time.
  interface Part<T> {
    Prepared<T> prepare() throws StoppedException;
  }

  /// As a plan asks.
  static SideBySide of(PlanOptions o) {
    return new SideBySide(o.solver(), o.ensemble());
  }

  /// Solves all.
  ///
  /// @param firstChoice one method for each, whatever it brings ([Solving#once])
  /// @param options `threads` programs at a time in this process; `maxSeconds` holds for all together
  /// @param each takes what was made of each, in order
  /// @throws StoppedException when the time is over, or `goOn` says so
  <T> void solve(List<? extends Part<T>> parts, boolean firstChoice, SolveOptions options, BooleanSupplier goOn, Consumer<T> each) throws StoppedException {
    Deadline deadline = new Deadline(options, System.nanoTime());
    if (ensemble == null) here(parts, firstChoice, deadline, goOn, each);
    else there(ensemble, parts, firstChoice, deadline, goOn, each);
  }

  private record Deadline(SolveOptions options, long begun) {
    /// Options of a single program.
    SolveOptions now() throws StoppedException {
      double left = options.maxSeconds() - (System.nanoTime() - begun) / 1e9;
      if (left <= 0) throw new StoppedException();
      return options.withMaxSeconds(left).withThreads(1);
    }
  }

  private Solving.Solved solved(Lp lp, boolean firstChoice, SolveOptions o, BooleanSupplier goOn) {
    Progress progress = (t, i, l, u) -> goOn.getAsBoolean();
    return firstChoice ? Solving.once(lp, solver, o, progress) : Solving.solve(lp, solver, o, progress);
  }

  private <T> T alone(Part<T> part, boolean firstChoice, Deadline deadline, BooleanSupplier goOn) throws StoppedException {
    SolveOptions now = deadline.now();
    if (!goOn.getAsBoolean()) throw new StoppedException();
    Prepared<T> p = part.prepare();
    return p.answer.of(solved(p.lp, firstChoice, now, goOn));
  }

  private <T> void here(List<? extends Part<T>> parts, boolean firstChoice, Deadline deadline, BooleanSupplier goOn, Consumer<T> each) throws StoppedException {
    ExecutorService pool = Executors.newFixedThreadPool(deadline.options.threads());
    try {
      Deque<Future<T>> futures = new ArrayDeque<>();
      for (Part<T> part : parts) futures.add(pool.submit(() -> alone(part, firstChoice, deadline, goOn)));
      // In order, and let go once taken: what was made of a program may hold it.
      while (!futures.isEmpty()) each.accept(futures.remove().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoppedException s) throw s;
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private <T> void there(Ensemble workers, List<? extends Part<T>> parts, boolean firstChoice, Deadline deadline, BooleanSupplier goOn, Consumer<T> each)
      throws StoppedException {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("loadstar-programs");
      List<Task> tasks = new ArrayList<>();
      for (int k = 0; k < parts.size(); k++) {
        SolveOptions now = deadline.now();
        if (!goOn.getAsBoolean()) throw new StoppedException();
        Path file = folder.resolve(k + PROGRAM);
        ProgramFile.write(parts.get(k).prepare().lp, file);
        tasks.add(task(file, firstChoice, now));
      }
      Watch watch = () -> goOn.getAsBoolean() && System.nanoTime() - deadline.begun < 1e9 * deadline.options.maxSeconds();
      List<Outcome> outcomes = workers.run(tasks, watch);
      for (int k = 0; k < parts.size(); k++) {
        Outcome o = outcomes.get(k);
        if (o.ended() == Outcome.Ended.STOPPED) throw new StoppedException();
        if (o.isDone()) {
          Prepared<T> p = parts.get(k).prepare();
          each.accept(p.answer.of(certified(p.lp, folder.resolve(k + SOLUTION), folder.resolve(k + PROOF))));
        } else {
          each.accept(alone(parts.get(k), firstChoice, deadline, goOn));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      remove(folder);
    }
  }

  private Task task(Path file, boolean firstChoice, SolveOptions o) {
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("file", file.toAbsolutePath().toString());
    asked.put("solver", solver);
    asked.put("first_choice", firstChoice);
    asked.put("gap", o.gap());
    asked.put("seed", o.seed());
    return new Task(VERB, asked, Double.isFinite(o.maxSeconds()) ? Map.of("max_seconds", o.maxSeconds()) : Map.of());
  }

  /// The work of a worker: reads a program, writes its solution beside it.
  static Map<String, @Nullable Object> work(Task task, Predicate<String> says) throws IOException {
    Map<String, Object> a = task.asked();
    String file = String.valueOf(a.get("file"));
    String stem = file.substring(0, file.length() - PROGRAM.length());
    Lp lp = ProgramFile.read(Path.of(file));
    double limit = task.allowance().get("max_seconds") instanceof Number n ? n.doubleValue() : Double.POSITIVE_INFINITY;
    SolveOptions o = new SolveOptions(number(a.get("gap")), limit, 1, (int) number(a.get("seed")));
    SideBySide how = new SideBySide(String.valueOf(a.get("solver")), null);
    Solving.Solved s = how.solved(lp, Boolean.TRUE.equals(a.get("first_choice")), o, () -> says.test("solving"));
    double[] proof = s.proof();
    if (proof != null) ProgramFile.write(s.solution().withDuals(proof), Path.of(stem + PROOF));
    ProgramFile.write(s.solution(), Path.of(stem + SOLUTION));
    return Map.of("solved", s.solution().status().name());
  }

  private static double number(@Nullable Object o) {
    if (o instanceof Number n) return n.doubleValue();
    throw new IllegalArgumentException("not a number: " + o);
  }

  private static Solving.Solved certified(Lp lp, Path solution, Path proof) throws IOException {
    Solution s = ProgramFile.solution(solution);
    long begun = System.nanoTime();
    Solution duals = Files.exists(proof) ? ProgramFile.solution(proof) : s;
    Certificate c = Certificate.of(lp, s, duals);
    return new Solving.Solved(s, c, 0, (System.nanoTime() - begun) / 1e9, duals.rowDual());
  }

  private static void remove(@Nullable Path folder) {
    if (folder == null) return;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
    } catch (IOException e) {
      // A folder of the system's temporary files: it goes with them.
    }
  }
}
