package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.model.Tables;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Manifest;
import org.loadstar.study.store.RunStore;

class CommandLineTest {
  @TempDir Path dir;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    out.reset();
    err.reset();
    return Main.run(new Console(new PrintStream(out, true), new PrintStream(err, true), false, dir), args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Path write(String name, double gw, String time) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("status", "within_gap");
    m.put("objective_usd", gw * 1e10);
    m.put("ai_gw", Map.of("2030", gw));
    m.put("ai_gw_by_zone", Map.of("2030", Map.of("ERCOT", gw)));
    m.put("built_mw", Map.of("2030", Map.of("ERCOT", Map.of("gas_cc", 1000 * gw))));
    m.put("binding", List.of(Map.of("words", "Turbine slots bind in ERCOT in 2030")));
    m.put("seconds", Map.of("solve", 1.5));
    Tables tables = new Tables();
    tables.get("generation").add("plan", 2030, "ERCOT", "gas_cc", 1.5);
    Manifest manifest = Manifest.of("toy", "h", Map.of("time", time), Map.of("wacc", 0.05), Versions.all(), 0);
    RunStore.write(dir.resolve(name), manifest, m, tables, Map.of()).close();
    return dir.resolve(name);
  }

  @Test
  void helpNamesTheVerbs() {
    assertThat(run("--help")).isEqualTo(Exit.DONE);
    assertThat(out()).contains("compare", "What differs between two runs").containsPattern("ledger +Money per party").containsPattern("levers +What each");
    assertThat(err()).isEmpty();
  }

  @Test
  void unknownOptionAndVerbEndWith2() {
    assertThat(run("describe", "--colour", "red", "x")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("--colour");
    assertThat(run("plann")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("plann");
    assertThat(out()).isEmpty();
  }

  @Test
  void refusesAFolderThatIsNoRun() throws IOException {
    Path half = Files.createDirectories(dir.resolve("half/tables"));
    assertThat(run("describe", half.getParent().toString())).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("not finished").doesNotContain("Exception");
    assertThat(run("describe", "--json", half.getParent().toString())).isEqualTo(Exit.INPUT);
    assertThat(Json.read(out())).containsEntry("status", "refused").containsEntry("exit", 2);
  }

  @Test
  void describesARun() {
    Path a = write("a", 41.2, "reps:4");
    assertThat(run("describe", a.toString())).isEqualTo(Exit.DONE);
    assertThat(out()).contains("toy", "reps:4", "within gap", "$412.000 billion", "ERCOT", "41.20", "gas_cc", "Turbine slots bind");
    assertThat(run("describe", a.toString(), "--json")).isEqualTo(Exit.DONE);
    assertThat(Json.read(out())).containsOnlyKeys("manifest", "summary");
    assertThat(err()).isEmpty();
  }

  @Test
  void describesWhatReshapingDidToTheLulls() {
    String two = Path.of("../examples/two-zones").toAbsolutePath().toString();
    assertThat(run("describe", two, "--profiles")).isEqualTo(Exit.DONE);
    assertThat(out()).contains("plain exponent", "summer");
    assertThat(run("describe", two, "--json")).isEqualTo(Exit.DONE);
    Map<String, Object> first = Figures.list(Json.read(out()), "profile_guard").getFirst();
    assertThat(first).containsKeys("generator", "zone", "profile", "longest_lull_hours", "lowest_week", "credit_summer", "credit_winter");
    assertThat(Figures.object(first, "percentile5")).containsOnlyKeys("before", "after", "plain");
  }

  @Test
  void sweepsAndKeepsTheRun() {
    String two = Path.of("../examples/two-zones").toAbsolutePath().toString();
    String kept = dir.resolve("sweep").toString();
    assertThat(run("sweep", two, "--time", "reps:2@6", "--stages", "2030", "--over", "wacc=x0.8,x1", "--out", kept, "--json")).isEqualTo(Exit.DONE);
    Map<String, Object> m = Json.read(out());
    assertThat(Figures.list(m, "members")).hasSize(2).allSatisfy(q -> assertThat(q).containsKeys("set", "status", "objective_usd", "gap", "ai_gw", "result_hash"));
    assertThat(run("describe", kept)).isEqualTo(Exit.DONE);
    assertThat(run("sweep", two, "--time", "reps:2@6", "--stages", "2030", "--over", "wacc=x0.8", "--out", kept)).isEqualTo(Exit.DONE);
    assertThat(out()).contains("1 of 1 members done", "AI GW 2030", "Run folder");
    assertThat(run("sweep", two, "--over", "wac=1")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("Maybe 'wacc'");
  }

  @Test
  void checksClaimsAndListsLevers() {
    String embedded = Path.of("../cases/north-america").toAbsolutePath().toString();
    assertThat(run("claims", embedded, "--json")).isEqualTo(Exit.DONE);
    assertThat(Figures.list(Json.read(out()), "claims")).anySatisfy(c -> {
      assertThat(c).containsEntry("verdict", "wrong").containsKeys("claim", "source", "printed", "ours", "unit", "command");
      assertThat(c.get("claim").toString()).contains("quarter");
    });
    assertThat(run("claims", embedded, "--claim", "M05")).isEqualTo(Exit.DONE);
    assertThat(out()).contains("36 * supply.fab_busd / 1000", "1.548", "agrees");
    assertThat(run("describe", embedded, "--levers", "--lever", "zones=0.5")).isEqualTo(Exit.DONE);
    assertThat(out()).containsPattern("zones +0.50 +off").containsPattern("restarts +on +on");
    assertThat(run("check", embedded, "--lever", "zoness=on")).isEqualTo(Exit.INPUT);
    assertThat(out()).contains("Maybe 'zones'");
  }

  @Test
  void spreadsTheWeather() {
    String two = Path.of("../examples/two-zones").toAbsolutePath().toString();
    assertThat(run("weather", two, "--time", "reps:2@6", "--stages", "2030", "--full-year", "none", "--shifts", "1")).isEqualTo(Exit.DONE);
    assertThat(out()).contains("2 of 2 members done", "0 d", "median", "AI GW by zone", "not the expectation");
    assertThat(run("weather", two, "--shifts", "29")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("shifts 29: allowed are 1 to 28");
  }

  @Test
  void comparesInputsFirstThenResults() {
    Path a = write("a", 40, "reps:4");
    Path b = write("b", 42, "full");
    assertThat(run("compare", a.toString(), b.toString(), "--json")).isEqualTo(Exit.DONE);
    Map<String, Object> m = Json.read(out());
    assertThat(m.get("changed_inputs")).isEqualTo(Map.of("options.time", Map.of("a", "reps:4", "b", "full")));
    Map<String, Object> delta = Figures.object(m, "delta");
    assertThat(Figures.object(delta, "ai_gw")).isEqualTo(Map.of("2030", Map.of("a", 40.0, "b", 42.0, "delta", 2.0)));
    assertThat(delta).doesNotContainKey("emissions_t");
    assertThat(run("compare", a.toString(), b.toString())).isEqualTo(Exit.DONE);
    assertThat(out().indexOf("options.time")).isPositive().isLessThan(out().indexOf("ai_gw"));
    assertThat(run("compare", a.toString(), a.toString())).isEqualTo(Exit.DONE);
    assertThat(out()).contains("Inputs: the same", "Results: the same");
  }

  @Test
  void exportsTables() {
    Path a = write("a", 40, "reps:4");
    Path to = dir.resolve("export");
    assertThat(run("export", a.toString(), "csv", to.toString())).isEqualTo(Exit.DONE);
    assertThat(to.resolve("generation.csv")).hasContent("grid,year,zone,technology,energy_mwh\nplan,2030,ERCOT,gas_cc,1.5\n");
    assertThat(run("export", a.toString(), "parquet", to.toString())).isEqualTo(Exit.DONE);
    assertThat(to.resolve("dispatch.parquet")).exists();
    assertThat(run("export", a.toString(), "xls", to.toString())).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("xls");
  }

  @Test
  void aDamagedRunIsRefusedByTheNameOfItsFile() throws IOException {
    Path a = write("a", 40, "reps:4");
    Path b = write("b", 40, "reps:4");
    Path table = a.resolve("tables/generation.parquet");
    byte[] whole = Files.readAllBytes(table);
    byte[] hollow = whole.clone();
    java.util.Arrays.fill(hollow, 4, hollow.length - 4, (byte) 1);
    for (byte[] content : new byte[][] {{}, java.util.Arrays.copyOf(whole, whole.length - 20), hollow}) {
      Files.write(table, content);
      refused(table, "report", a.toString());
      refused(table, "export", a.toString(), "csv", dir.resolve("x").toString());
    }
    Files.delete(table);
    refused(table, "report", a.toString());
    refused(table, "export", a.toString(), "parquet", dir.resolve("x").toString());
    refused(table, "compare", b.toString(), a.toString());
    Files.writeString(b.resolve("summary.json"), "{\"status\": ");
    refused(b.resolve("summary.json"), "compare", b.toString(), b.toString());
    assertThat(err()).contains("not a whole JSON object", "line 1");
  }

  private void refused(Path file, String... args) {
    assertThat(run(args)).isEqualTo(Exit.INPUT);
    assertThat(err()).contains(file.toString(), "damaged", "Maybe").doesNotContain("SELECT", "Error:", "jackson", "START_OBJECT");
    assertThat(err().lines()).hasSize(1);
  }

  @Test
  void ownFaultNamesItsLogAndEndsWith70() throws IOException {
    var broken = new java.io.OutputStream() {
      @Override
      public void write(int b) {
        throw new IllegalStateException("no paper");
      }
    };
    String two = Path.of("../examples/two-zones").toAbsolutePath().toString();
    int code = Main.run(new Console(new PrintStream(broken, true), new PrintStream(err, true), false, dir), "describe", two);
    assertThat(code).isEqualTo(Exit.FAULT);
    assertThat(err()).contains("fault of Loadstar", ".loadstar");
    try (var logs = Files.list(dir.resolve(".loadstar/logs"))) {
      assertThat(logs).singleElement().satisfies(l -> assertThat(l).content().contains("loadstar describe", "java", "\tat "));
    }
  }
}
