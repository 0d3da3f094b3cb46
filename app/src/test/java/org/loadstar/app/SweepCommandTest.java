package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;

/// `sweep` in threads and in workers.
@Timeout(120)
class SweepCommandTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path dir;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... more) {
    out.reset();
    err.reset();
    List<String> args = new ArrayList<>(List.of("sweep", "examples/two-zones", "--time", "reps:1@12", "--stages", "2030", "--threads", "2", "--json"));
    args.addAll(List.of(more));
    return Main.run(new Console(new PrintStream(out, true), new PrintStream(err, true), false, ROOT), args.toArray(new String[0]));
  }

  private Map<String, Object> result() {
    return Json.read(out.toString(StandardCharsets.UTF_8));
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String[] with(String... args) {
    return Stream.concat(Stream.of("--over", "wacc=x0.8,x1.2", "--over", "ai.target_gw.2030=0.1,0.2"), Stream.of(args)).toArray(String[]::new);
  }

  @Test
  void threadsAndWorkersGiveTheSameTable() throws IOException {
    assertThat(run(with("--parallel", "2", "--out", dir.resolve("threads").toString()))).as(this::err).isZero();
    Map<String, Object> threads = result();
    assertThat(run(with("--workers", "2", "--worker-memory", "600m", "--out", dir.resolve("workers").toString()))).as(this::err).isZero();
    Map<String, Object> workers = result();
    assertThat(workers.get("result_hash")).isNotNull().isEqualTo(threads.get("result_hash"));
    assertThat(Figures.object(workers, "effort")).containsEntry("on", "workers").containsEntry("tries", 4).containsEntry("kept", 0);
    try (Run a = RunStore.open(dir.resolve("threads")); Run b = RunStore.open(dir.resolve("workers"))) {
      assertThat(b.query("SELECT * FROM sweep").size()).isEqualTo(4);
      for (String table : List.of("sweep", "sweep_values")) {
        a.copy(table, "csv", dir.resolve("a.csv"));
        b.copy(table, "csv", dir.resolve("b.csv"));
        assertThat(dir.resolve("b.csv")).hasSameTextualContentAs(dir.resolve("a.csv"));
      }
      assertThat(b.query("SELECT * FROM sweep_values")).hasSize(8);
    }
    assertThat(Files.readString(dir.resolve("workers/report.html"))).contains("4 plans give", "Cost changes most with", "parallel-title").doesNotContain("NaN");
    assertThat(dir.resolve("workers.members")).doesNotExist();
  }

  @Test
  void aStoppedSweepGoesOn() {
    String folder = dir.resolve("stopped").toString();
    assertThat(run(with("--max-seconds", "0.0001", "--out", folder))).isEqualTo(Exit.STOPPED);
    Path kept = Path.of(folder + ".members");
    assertThat(run("--over", "wacc=x0.8", "--over", "ai.target_gw.2030=0.1,0.2", "--out", dir.resolve("part").toString(), "--resume", dir.toString())).isZero();
    assertThat(err()).contains("had no member of this study");
    assertThat(run(with("--out", folder, "--resume", dir.toString()))).as(this::err).isZero();
    assertThat(Figures.object(result(), "effort")).containsEntry("kept", 2);
    assertThat(Figures.list(result(), "members")).hasSize(4);
    assertThat(kept).doesNotExist();
  }

  @Test
  void aPlanOfMembers() throws IOException {
    Path plan = Files.writeString(dir.resolve("sweep.yaml"), "method: latin-hypercube\nsamples: 5\nover:\n  wacc: {low: x0.8, high: x1.2}\n  ai.target_gw.2030: {low: 0.1, high: 0.2}\n");
    assertThat(run("--plan", plan.toString(), "--out", dir.resolve("sampled").toString())).as(this::err).isZero();
    assertThat(Figures.list(result(), "members")).hasSize(5);
    assertThat(Figures.object(result(), "design")).containsEntry("method", "latin-hypercube");
    assertThat(Figures.list(result(), "influence")).isNotEmpty();
  }

  @Test
  void wrongOptionsAreRefused() {
    String absent = dir.resolve("absent").toString();
    for (String[] c : new String[][] {
      {"over", "at least one"},
      {"over", "with --plan", "--plan", "x.yaml", "--over", "wacc=x1"},
      {"x.yaml", "no such file", "--plan", "x.yaml"},
      {"on 'cluster'", "allowed are", "--over", "wacc=x1", "--on", "cluster"},
      {"workers 0", "1 or more", "--over", "wacc=x1", "--workers", "0"},
      {"parallel -1", "1 or more", "--over", "wacc=x1", "--parallel", "-1"},
      {"parallel 2", "--workers 2", "--over", "wacc=x1", "--on", "workers", "--parallel", "2"},
      {"workers 2", "--parallel 2", "--over", "wacc=x1", "--on", "threads", "--workers", "2"},
      {"worker-memory '4'", "256m", "--over", "wacc=x1", "--workers", "1", "--worker-memory", "4"},
      {"worker-memory '1m'", "256m", "--over", "wacc=x1", "--workers", "1", "--worker-memory", "1m"},
      {"resume", "no such folder", "--over", "wacc=x1", "--resume", absent},
    }) {
      assertThat(run(Stream.of(c).skip(2).toArray(String[]::new))).isEqualTo(Exit.INPUT);
      assertThat(err()).contains(c[0], c[1]).doesNotContain("\tat ");
      assertThat(result()).containsEntry("status", "refused");
    }
  }
}
