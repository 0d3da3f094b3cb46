package org.loadstar.study.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.model.Tables;

class RunStoreTest {
  @TempDir Path dir;

  private static Manifest manifest() {
    return Manifest.of("two-zones", "abc", Map.of("time", "reps:4"), Map.of("wacc", 0.05), Map.of("java", "25"), 7);
  }

  private static Map<String, Object> summary(double seconds) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("status", "optimal");
    m.put("objective_usd", 1.25e11);
    m.put("gap", Double.NaN);
    m.put("ai_gw", Map.of(2030, 50.0));
    m.put("seconds", Map.of("solve", seconds));
    return m;
  }

  private static Tables tables(boolean swapped, double power) {
    Tables t = new Tables();
    for (int k = 0; k < 2; k++) {
      boolean first = (k == 0) != swapped;
      t.get("generation").add("plan", 2030, first ? "ERCOT" : "PJM", "gas", first ? power : 2.5);
    }
    t.get("technologies").add("gas", "thermal", false, false, "O'Hara \"gas\"");
    return t;
  }

  private Run write(String name, Tables t, double seconds) {
    return RunStore.write(dir.resolve(name), manifest(), summary(seconds), t, Map.of("case/case.yaml", new byte[] {'x'}));
  }

  /// A run from before the table `jobs` and the column `scope` of `equipment`.
  @Test
  void anOlderRunOpensWithEmptyTablesAndColumns() throws Exception {
    Tables t = tables(false, 1.5);
    t.get("equipment").add(2030, "turbine", "GW", 1.0, 0.0, 1.0, 0.0, "all", 2029);
    write("old", t, 1).close();
    Path folder = dir.resolve("old");
    Files.delete(folder.resolve("tables/jobs.parquet"));
    assertThatThrownBy(() -> RunStore.open(folder)).isInstanceOf(RunRefused.class).hasMessageContaining("jobs.parquet").hasMessageContaining("damaged");
    try (var db = TableFiles.open(folder.resolve("run.duckdb").toString());
        var sql = db.createStatement()) {
      sql.execute("DROP TABLE jobs");
      sql.execute("ALTER TABLE equipment DROP COLUMN scope");
      TableFiles.parquet(sql, "equipment", folder.resolve("tables/equipment.parquet"));
    }
    try (Run run = RunStore.open(folder)) {
      assertThat(run.rows("jobs")).isEmpty();
      Tables read = run.readTables();
      assertThat(read.get("jobs").rows()).isZero();
      assertThat(read.get("generation").rows()).isEqualTo(2);
      var equipment = read.get("equipment");
      assertThat(equipment.text(0, equipment.column("scope"))).isEmpty();
      assertThat(equipment.text(0, equipment.column("item"))).isEqualTo("turbine");
    }
  }

  @Test
  void readsBackWhatWasWritten() {
    try (Run run = write("a", tables(false, 1.5), 3)) {
      assertThat(run.manifest().caseName()).isEqualTo("two-zones");
      assertThat(run.manifest().seed()).isEqualTo(7);
      assertThat(run.manifest().options()).containsEntry("time", "reps:4");
      assertThat(run.summary()).containsEntry("gap", null).containsEntry("result_hash", run.manifest().resultHash());
      assertThat(run.summary().get("ai_gw")).isEqualTo(Map.of("2030", 50.0));
      assertThat(run.text("case/case.yaml")).isEqualTo("x");
      List<Run.Row> rows = run.rows("generation");
      assertThat(rows).hasSize(2);
      assertThat(rows.getFirst().text("zone")).isEqualTo("ERCOT");
      assertThat(rows.getFirst().integer("year")).isEqualTo(2030);
      assertThat(rows.getFirst().number("energy_mwh")).isEqualTo(1.5);
      assertThat(run.rows("technologies").getFirst().text("fuel")).isEqualTo("O'Hara \"gas\"");
      assertThat(run.query("SELECT sum(energy_mwh) AS e FROM generation WHERE zone = ?", "PJM").getFirst().number("e"))
          .isEqualTo(2.5);
      Tables read = run.readTables();
      assertThat(ResultHash.of(summary(0), read)).isEqualTo(run.manifest().resultHash());
      assertThat(run.tables()).contains("generation", "dispatch").hasSize(new Tables().all().size());
    }
  }

  @Test
  void databaseWorksAfterTheFolderIsMoved() throws Exception {
    write("a", tables(false, 1.5), 3).close();
    Path moved = Files.move(dir.resolve("a"), dir.resolve("moved here"));
    try (var db = TableFiles.open(moved.resolve("run.duckdb").toString());
        var sql = db.createStatement();
        var r = sql.executeQuery("SELECT count(*) FROM generation")) {
      assertThat(r.next()).isTrue();
      assertThat(r.getInt(1)).isEqualTo(2);
    }
    try (Run run = RunStore.open(moved)) {
      assertThat(run.rows("generation")).hasSize(2);
    }
  }

  @Test
  void hashIsThatOfTheResultsOnly() {
    String a = hash("a", tables(false, 1.5), 3);
    assertThat(hash("b", tables(true, 1.5), 99)).as("order of rows, timings, place").isEqualTo(a);
    assertThat(hash("c", tables(false, 1.5 * (1 + 1e-13)), 3)).as("noise").isEqualTo(a);
    assertThat(hash("d", tables(false, 1.5 * (1 + 1e-7)), 3)).as("another result").isNotEqualTo(a);
  }

  private String hash(String name, Tables t, double seconds) {
    try (Run run = write(name, t, seconds)) {
      return String.valueOf(run.manifest().resultHash());
    }
  }

  @Test
  void stoppedRunHasNoHash() {
    Map<String, Object> m = summary(1);
    m.put("status", "stopped");
    try (Run run = RunStore.write(dir.resolve("a"), manifest(), m, new Tables(), Map.of())) {
      assertThat(run.manifest().resultHash()).isNull();
      assertThat(run.summary()).containsEntry("result_hash", null);
    }
  }

  @Test
  void refusesWhatIsNotComplete() throws IOException {
    write("a", tables(false, 1), 1).close();
    Path manifest = dir.resolve("a/manifest.json");
    String text = Files.readString(manifest);
    Files.delete(manifest);
    assertThatThrownBy(() -> RunStore.open(dir.resolve("a"))).isInstanceOf(RunRefused.class).hasMessageContaining("not finished");
    Files.writeString(manifest, text.replace("\"complete\" : true", "\"complete\" : false"));
    assertThatThrownBy(() -> RunStore.open(dir.resolve("a"))).isInstanceOf(RunRefused.class).hasMessageContaining("not finished");
    Files.writeString(manifest, text.substring(0, text.length() / 2));
    assertThatThrownBy(() -> RunStore.open(dir.resolve("a"))).isInstanceOf(RunRefused.class).hasMessageContaining("damaged");
    Files.writeString(manifest, text);
    Path hidden = Files.move(dir.resolve("a"), dir.resolve(".tmp-a-0-1"));
    assertThatThrownBy(() -> RunStore.open(hidden)).isInstanceOf(RunRefused.class).hasMessageContaining("not finished");
    assertThatThrownBy(() -> RunStore.open(dir.resolve("none"))).isInstanceOf(RunRefused.class).hasMessageContaining("no such run");
  }

  @Test
  void failureOnTheWayLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                RunStore.write(
                    dir.resolve("a"), manifest(), summary(1), new Tables(), Map.of(), run -> {
                      assertThat(run.folder().getFileName().toString()).startsWith(".tmp-a-");
                      assertThat(dir.resolve("a")).doesNotExist();
                      throw new IllegalStateException("report");
                    }))
        .hasMessage("report");
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void removesWhatADeadProcessLeftAndKeepsWhatALivingOneWrites() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path abandoned = Files.createDirectories(dir.resolve(".tmp-a-0-" + dead.pid() + "/tables"));
    Path alive = Files.createDirectories(dir.resolve(".tmp-b-0-" + ProcessHandle.current().pid()));
    write("c", new Tables(), 1).close();
    assertThat(abandoned).doesNotExist();
    assertThat(alive).exists();
  }

  @Test
  void replacesARunButNothingElse() throws IOException {
    write("a", tables(false, 1), 1).close();
    try (Run run = write("a", tables(false, 2), 1)) {
      assertThat(run.rows("generation").getFirst().number("energy_mwh")).isEqualTo(2);
    }
    try (Stream<Path> all = Files.list(dir)) {
      assertThat(all).hasSize(1);
    }
    Files.writeString(Files.createDirectory(dir.resolve("letters")).resolve("mine.txt"), "dear");
    assertThatThrownBy(() -> write("letters", new Tables(), 1)).isInstanceOf(RunRefused.class).hasMessageContaining("--out");
    assertThat(dir.resolve("letters/mine.txt")).hasContent("dear");
  }

  @Test
  void refusesFilesOutsideTheRun() {
    assertThatThrownBy(
            () -> RunStore.write(dir.resolve("a"), manifest(), summary(1), new Tables(), Map.of("../b", new byte[0])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
