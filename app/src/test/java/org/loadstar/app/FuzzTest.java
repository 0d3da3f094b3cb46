package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.study.ensemble.InProcess;
import org.loadstar.study.ensemble.Outcome;
import org.loadstar.study.ensemble.Task;
import org.loadstar.study.store.Json;

/// A hundred cases with mistakes; `loadstar fuzz --count 1000` does more of them, in processes of their own.
@Timeout(180)
class FuzzTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path dir;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console = new Console(new PrintStream(out, true), new PrintStream(err, true), false, ROOT);

  @Test
  void aHundredCasesWithMistakesAreSolvedOrRefused() {
    List<Task> tasks = FuzzCommand.tasks(List.of(Path.of("examples/two-zones"), Path.of("examples/three-zones")), 100, 9, 1, console);
    List<Outcome> outcomes = new InProcess(WorkerCommand.WORKS, 2).run(tasks, () -> true);
    assertThat(outcomes).allSatisfy(o -> {
      assertThat(o.error()).isEmpty();
      assertThat(o.summary().get("ended")).as(() -> o.summary().toString()).isIn("solved", "refused");
      assertThat((List<?>) o.summary().get("mistakes")).isNotEmpty();
    });
    for (String e : List.of("solved", "refused")) assertThat(outcomes.stream().filter(o -> e.equals(o.summary().get("ended"))).count()).as(e).isGreaterThan(10);
  }

  /// The case that is planned is the one that the command line plans, and a fault is kept so that it can be seen again.
  @Test
  void theCommandCountsAndKeeps() throws IOException {
    String[] args = {"fuzz", "examples/two-zones", "--count", "4", "--seed", "3", "--workers", "1", "--keep", dir.resolve("kept").toString(), "--json"};
    assertThat(Main.run(console, args)).as(() -> err.toString(StandardCharsets.UTF_8)).isZero();
    Map<String, Object> m = Json.read(out.toString(StandardCharsets.UTF_8));
    assertThat(m).containsEntry("status", "done").containsEntry("count", 4).containsEntry("faults", 0).containsKeys("solved", "refused", "failing");
    assertThat(Figures.number(m.get("solved")) + Figures.number(m.get("refused"))).isEqualTo(4);
    assertThat(dir.resolve("kept")).doesNotExist();
    Task task = FuzzCommand.tasks(List.of(Path.of("examples/two-zones")), 1, 3, 1, console).getFirst();
    Path a = FuzzTrial.keep(task, dir.resolve("a"));
    Path b = FuzzTrial.keep(task, dir.resolve("b"));
    try (var files = Files.walk(a)) {
      for (Path f : files.filter(Files::isRegularFile).toList()) assertThat(b.resolve(a.relativize(f).toString())).hasSameBinaryContentAs(f);
    }
    assertThat(Main.run(console, "fuzz", "no/such/case")).isEqualTo(Exit.INPUT);
    assertThat(Main.run(console, "fuzz", dir.toString())).isEqualTo(Exit.INPUT);
    assertThat(Main.run(console, "fuzz", "--count", "0")).isEqualTo(Exit.INPUT);
  }
}
