package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;

/// `plan` on the smallest example, from the command line to the run folder.
class PlanCommandTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String CASE = "examples/two-zones";

  @TempDir Path dir;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    out.reset();
    err.reset();
    return Main.run(new Console(new PrintStream(out, true), new PrintStream(err, true), false, ROOT), args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static List<String> violations(String json) throws IOException {
    String schema = Files.readString(ROOT.resolve("docs/schema/plan.schema.json"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema, InputFormat.JSON)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(e -> e.getInstanceLocation() + " " + e.getMessage())
        .toList();
  }

  @Test
  void whatCannotWorkIsRefusedBeforeSolving() throws IOException {
    assertThat(run("plan", CASE, "--stages", "1200", "--out", dir.resolve("a").toString())).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("1200", "1990", "2200");
    Path file = Files.writeString(dir.resolve("file"), "");
    assertThat(run("plan", CASE, "--out", file.resolve("run").toString())).isEqualTo(Exit.INPUT);
    assertThat(err()).contains(file.toString(), "--out").doesNotContain("reading the case");
    assertThat(run("plan", CASE, "--out", "/proc/none/run")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("/proc", "cannot be written").doesNotContain("reading the case");
  }

  @Test
  void aRunKeepsWhereItsCaseStands() {
    Path a = dir.resolve("a");
    assertThat(run("plan", CASE, "--time", "reps:1@6", "--stages", "2030", "--full-year", "none", "--out", a.toString())).isEqualTo(Exit.DONE);
    try (Run made = RunStore.open(a)) {
      assertThat(made.manifest().options()).containsEntry("case", ROOT.resolve(CASE).toString());
    }
  }

  @Test
  void jsonKeepsTheContractAndTwoRunsGiveTheSameHash() throws IOException {
    Path a = dir.resolve("a");
    assertThat(run("plan", CASE, "--out", a.toString(), "--json")).as(this::err).isEqualTo(Exit.DONE);
    assertThat(violations(out())).isEmpty();
    Map<String, Object> first = Json.read(out());
    assertThat(first.get("status")).isIn("optimal", "within_gap");
    assertThat(Figures.object(first, "certificate")).containsEntry("ok", true);
    assertThat(first).containsEntry("run", a.toString()).containsEntry("stopped_by", null);
    assertThat(Json.read(Files.readString(a.resolve("summary.json")))).isEqualTo(first);
    assertThat(a.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
    assertThat(err()).contains("plan").doesNotContain("Exception");

    assertThat(run("plan", CASE, "--out", dir.resolve("b").toString())).isEqualTo(Exit.DONE);
    assertThat(out()).contains("Cost of the plan", "AI load, GW", "What binds", String.valueOf(first.get("result_hash")));
    try (Run b = RunStore.open(dir.resolve("b"))) {
      assertThat(b.manifest().resultHash()).isEqualTo(first.get("result_hash"));
      assertThat(b.rows("capacity")).isNotEmpty();
      assertThat(b.text("case/case.yaml")).isNotNull();
    }
    assertThat(run("compare", a.toString(), dir.resolve("b").toString())).isEqualTo(Exit.DONE);
    assertThat(out()).contains("Inputs: the same", "Results: the same");
    Path files = dir.resolve("files");
    assertThat(run("export", a.toString(), "mps", files.toString(), "--json")).isEqualTo(Exit.DONE);
    assertThat(files).isDirectoryContaining("glob:**/model.mps").isDirectoryContaining("glob:**/box.csv");
    assertThat(Json.read(out()).get("files")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(4);
    Files.delete(a.resolve("report.html"));
    assertThat(run("report", a.toString())).isEqualTo(Exit.DONE);
    assertThat(a.resolve("report.html")).exists();
  }

  @Test
  void theEarliestDateIsToldWithItsChain() throws IOException {
    Path a = dir.resolve("a");
    String[] ask = {"plan", CASE, "--objective", "earliest", "--target-gw", "0.2", "--time", "reps:1@6", "--full-year", "none", "--out", a.toString()};
    assertThat(run(ask)).as(this::err).isEqualTo(Exit.DONE);
    assertThat(out()).contains("Earliest date", "0.2 GW of new AI load can stand by the end of", "No plan has more, GW", "What it waits for");
    assertThat(a.resolve("report.html")).content().contains("0.2 GW of new AI load can stand");
    assertThat(run("describe", a.toString(), "--json")).isEqualTo(Exit.DONE);
    String summary = Files.readString(a.resolve("summary.json"));
    assertThat(violations(summary)).isEmpty();
    assertThat(Figures.object(Json.read(summary), "earliest")).containsEntry("proven", true).containsKeys("month", "not_before", "gw_by_year", "chain");
    assertThat(run("plan", CASE, "--objective", "earliest", "--target-gw", "5", "--time", "reps:1@6", "--json")).isEqualTo(Exit.INPUT);
    assertThat(violations(out())).isEmpty();
    assertThat(out()).contains("cannot be energised by any date");
  }

  @Test
  void stoppedByTimeEndsWith3AndHasNoHash() throws IOException {
    assertThat(run("plan", CASE, "--max-seconds", "0.01", "--out", dir.resolve("a").toString(), "--json")).isEqualTo(Exit.STOPPED);
    Map<String, Object> m = Json.read(out());
    assertThat(violations(out())).isEmpty();
    assertThat(m).containsEntry("status", "stopped").containsEntry("stopped_by", "time").containsEntry("result_hash", null);
    assertThat(Figures.object(m, "seconds")).containsKey("solve");
  }

  @Test
  void exportsTheProgramOfACase() throws IOException {
    Path files = dir.resolve("files");
    assertThat(run("export", CASE, "lp", files.toString(), "--time", "reps:2")).isEqualTo(Exit.DONE);
    assertThat(files.resolve("model.lp")).content().contains("Minimize", "balance");
    assertThat(run("export", CASE, "csv", files.toString())).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("csv and parquet are for runs");
  }

  @Test
  void refusesBadOptionsBeforeItSolves() throws IOException {
    Path other = Files.createDirectory(dir.resolve("other"));
    Files.writeString(other.resolve("mine.txt"), "dear");
    assertThat(run("plan", CASE, "--out", other.toString())).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("--out");
    assertThat(run("plan", CASE, "--time", "hourly")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("hourly", "reps:N");
    assertThat(run("plan", CASE, "--gap", "2")).isEqualTo(Exit.INPUT);
    assertThat(run("plan", CASE, "--solver", "abacus")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("abacus", "ipm");
    assertThat(run("plan", CASE, "--stages", "soon")).isEqualTo(Exit.INPUT);
    assertThat(run("plan", CASE, "--objective", "earliest")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("target-gw", "above 0");
    assertThat(run("plan", CASE, "--target-gw", "0.2")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("belongs to --objective earliest");
    assertThat(run("plan", CASE, "--objective", "fastest", "--target-year", "2024")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("2024", "2026 or later");
    assertThat(run("plan", dir.resolve("none").toString(), "--json")).isEqualTo(Exit.INPUT);
    assertThat(Json.read(out())).containsKey("faults").containsEntry("exit", 2);
    assertThat(run("plan", CASE, "--set", "nonsense=1")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("nonsense");
  }
}
