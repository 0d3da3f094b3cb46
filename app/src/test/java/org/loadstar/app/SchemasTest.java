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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.study.store.Json;

/// What commands print with --json keeps to the published schemas. That of `plan` is held by [PlanCommandTest].
class SchemasTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String CASE = "examples/two-zones";
  private static final String EMBEDDED = "cases/north-america";

  @TempDir Path dir;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Map<String, Object> run(String schema, int code, String... args) throws IOException {
    out.reset();
    err.reset();
    int ended = Main.run(new Console(new PrintStream(out, true), new PrintStream(err, true), false, ROOT), args);
    assertThat(ended).as(() -> err.toString(StandardCharsets.UTF_8)).isEqualTo(code);
    String json = out.toString(StandardCharsets.UTF_8);
    List<String> violations =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(ROOT.resolve("docs/schema/" + schema + ".schema.json")), InputFormat.JSON)
            .validate(json, InputFormat.JSON).stream().map(e -> e.getInstanceLocation() + " " + e.getMessage()).toList();
    assertThat(violations).as(schema).isEmpty();
    return Json.read(json);
  }

  @Test
  void ofCases() throws IOException {
    assertThat(run("check", 0, "check", EMBEDDED, "--json")).containsKey("warnings");
    assertThat(run("check", 2, "check", CASE, "--set", "wacc=9", "--json")).doesNotContainKey("warnings");
    run("describe", 0, "describe", CASE, "--json");
    run("describe", 0, "describe", "examples/three-zones", "--json");
    run("headroom", 0, "headroom", CASE, "--json");
    run("claims", 0, "claims", EMBEDDED, "--json");
    run("refusal", 2, "describe", CASE, "--set", "wacc=9", "--json");
    run("refusal", 2, "plan", CASE, "--gap", "3", "--json");
  }

  @Test
  void ofStudiesAndRuns() throws IOException {
    String a = dir.resolve("a").toString();
    String[] sweep = {"sweep", CASE, "--time", "reps:1@12", "--stages", "2030", "--over", "wacc=x0.8,x1", "--out", a, "--json"};
    run("sweep", 0, sweep);
    assertThat(run("sweep", 0, "sweep", CASE, "--over", "wacc=x0.8,x1", "--dry-run", "--json").get("members_listed")).asString().isEqualTo("[{wacc=x0.8}, {wacc=x1}]");
    run("describe", 0, "describe", a, "--json");
    run("compare", 0, "compare", a, a, "--json");
    String store = dir.resolve("levers").toString();
    Path with = Files.createDirectories(dir.resolve("case/levers")).getParent();
    try (var files = Files.walk(ROOT.resolve(CASE))) {
      for (Path f : files.filter(Files::isRegularFile).toList()) {
        Path to = with.resolve(ROOT.resolve(CASE).relativize(f));
        Files.createDirectories(to.getParent());
        Files.copy(f, to);
      }
    }
    Files.writeString(with.resolve("levers/land.yaml"), "start_date: 2026-01-01\nvalues:\n  - {path: \"campuses.*.max_it_mw\", middle: x2}\n");
    String[] levers = {"levers", with.toString(), "--metric", "co2", "--time", "reps:1@12", "--store", store, "--json"};
    Map<String, Object> worth = run("levers", 0, levers);
    assertThat(worth).containsEntry("unit", "t").containsKeys("checked", "slack_priced");
    assertThat(((Map<?, ?>) java.util.Objects.requireNonNull(worth.get("by_intensity"))).keySet()).hasToString("[middle, low, high]");
    String zone = String.valueOf(Files.readAllLines(with.resolve("zones.csv")).get(1).split(",")[0]);
    assertThat(run("levers", 0, "levers", CASE, "--exclude-zone", zone, "--time", "reps:1@12", "--stages", "2030", "--json")).containsKey("excluded");
    run("refusal", 2, "levers", CASE, "--exclude-zone", "nowhere", "--json");
    run("levers", 3, "levers", CASE, "--exclude-zone", "all", "--max-seconds", "0.001", "--json");
    run("levers", 3, "levers", with.toString(), "--max-seconds", "0.001", "--store", dir.resolve("other").toString(), "--json");
  }

  /// Three zones, of which one is made another country.
  @Test
  void ofAnAlliance() throws IOException {
    String[] two = {"alliance", "examples/three-zones", "--set", "zones.PJM_East.country=EE", "--time", "reps:1@12", "--stages", "2030", "--json"};
    Map<String, Object> m = run("alliance", 0, two);
    assertThat(m.get("members")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP).containsOnlyKeys("EE", "US");
    assertThat(m.get("coalitions")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP).containsOnlyKeys("EE", "US", "EE+US");
    List<String> stopped = new java.util.ArrayList<>(List.of(two));
    stopped.addAll(List.of("--max-seconds", "0.001"));
    assertThat(run("alliance", 3, stopped.toArray(String[]::new))).containsEntry("stopped_by", "time");
    run("refusal", 2, "alliance", CASE, "--members", "US,JP", "--json");
  }

  @Test
  void ofManyPlans() throws IOException {
    String[] alternatives = {"alternatives", CASE, "--time", "reps:1@12", "--stages", "2030", "--directions", "6", "--within", "0.05", "--out", dir.resolve("alternatives").toString(), "--json"};
    Map<String, Object> a = run("alternatives", 0, alternatives);
    assertThat(Files.readString(Path.of(String.valueOf(a.get("report"))))).contains("What trades with what").doesNotContain("NaN");
    run("alternatives", 3, "alternatives", CASE, "--max-seconds", "0.001", "--json");
    run("refusal", 2, "alternatives", CASE, "--within", "0", "--json");
    run("refusal", 2, "alternatives", CASE, "--full-year", "all", "--json");
    Path futures = Files.writeString(dir.resolve("futures.yaml"), """
        wait_for: [wind]
        futures:
          - {name: plain, probability: 0.6}
          - {name: dear, probability: 0.4, set: {scenarios.fuel_prices: dear}}
        """);
    String[] stochastic = {"stochastic", CASE, "--futures", futures.toString(), "--cvar", "0.9", "--time", "reps:1@12", "--out", dir.resolve("stochastic").toString(), "--json"};
    Map<String, Object> s = run("stochastic", 0, stochastic);
    assertThat(Files.readString(Path.of(String.valueOf(s.get("report"))))).contains("How every plan fares in every future").doesNotContain("NaN");
    run("stochastic", 3, "stochastic", CASE, "--futures", futures.toString(), "--max-seconds", "0.001", "--json");
    Path bad = Files.writeString(dir.resolve("bad.yaml"), "futures:\n  - {name: plain, probability: 60}\n");
    assertThat(run("refusal", 2, "stochastic", CASE, "--futures", bad.toString(), "--json").get("faults")).asString().contains("line=2").contains("maybe='0.6'");
    assertThat(run("refusal", 2, "stochastic", CASE, "--futures", dir.resolve("none.yaml").toString(), "--json").get("error")).asString().contains("docs/futures.md");
    assertThat(run("refusal", 2, "stochastic", EMBEDDED, "--futures", "none.yaml", "--json").get("error")).asString().contains("fusion.yaml, futures.yaml, licence.yaml, smr.yaml");
    Path file = Files.writeString(dir.resolve("file"), "");
    for (Path out : List.of(file, file.resolve("in"), Path.of("/dev/null/in")))
      for (String[] c : new String[][] {{"stochastic", CASE, "--futures", futures.toString()}, {"alternatives", CASE}})
        assertThat(run("refusal", 2, Stream.concat(Stream.of(c), Stream.of("--out", out.toString(), "--json")).toArray(String[]::new)).get("error")).asString().contains("another --out");
  }

  /// The futures that the embedded case ships are read, and the case in each of them.
  @Test
  void futuresOfTheEmbeddedCase() throws IOException {
    for (String name : List.of("licence.yaml", "futures.yaml", "fusion.yaml", "cases/north-america/futures/smr.yaml"))
      run("stochastic", 3, "stochastic", EMBEDDED, "--futures", name, "--time", "reps:1@12", "--stages", "2026,2030", "--max-seconds", "0.01", "--json");
  }

  @Test
  void ofWhatHolds() throws IOException {
    run("adequacy", 0, "adequacy", CASE, "--samples", "4", "--firm", "West", "--elcc", "gas_cc@West", "--json");
    String plan = dir.resolve("plan").toString();
    run("plan", 0, "plan", CASE, "--time", "reps:1@4", "--integers", "off", "--full-year", "none", "--out", plan, "--json");
    assertThat(run("adequacy", 0, "adequacy", plan, "--samples", "4", "--json")).containsKeys("no_ai", "report");
    assertThat(run("adequacy", 3, "adequacy", CASE, "--samples", "100000", "--max-seconds", "0.001", "--json")).containsEntry("status", "stopped");
    String m = Files.writeString(dir.resolve("three.m"), THREE_BUSES).toString();
    String map = Files.writeString(dir.resolve("map.csv"), "place,bus\nWest,3\nEast,2\n").toString();
    run("grid", 0, "grid", m, ROOT.resolve("grid/src/test/resources/four-buses.raw").toString(), "--json");
    String[] all = {"--opf", "ac", "--dispatch", "secure", "--n-1", "--confirm", "ac", "--hosting", "--cascade", "--attack", "vendor=0.5", "--events", "20", "--interdict", "2"};
    List<String> line = new java.util.ArrayList<>(List.of("grid", m, "--plan", plan, "--map", map, "--json"));
    line.addAll(List.of(all));
    run("grid", 0, line.toArray(String[]::new));
  }

  /// A network that the campuses overload.
  private static final String THREE_BUSES =
      """
      function mpc = three
      mpc.version = '2';
      mpc.baseMVA = 100;
      mpc.bus = [
        1 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
        2 2 80 10 0 0 1 1 0 230 1 1.1 0.9;
        3 1 150 20 0 0 1 1 0 230 1 1.1 0.9;
      ];
      mpc.gen = [ 1 0 0 100 -100 1 100 1 200 10; 2 0 0 100 -100 1 100 1 150 0 ];
      mpc.gencost = [ 2 0 0 2 20 0; 2 0 0 2 11 7 ];
      mpc.branch = [
        1 2 0.01 0.1 0 60 0 0 0 0 1 -30 30;
        1 3 0.02 0.2 0 70 0 0 0 0 1 -30 30;
        2 3 0 0.15 0 140 0 0 0 0 1 -30 30;
      ];
      """;

  @Test
  void ofCasesWithMistakes() throws IOException {
    run("fuzz", 0, "fuzz", ROOT.resolve(CASE).toString(), "--count", "2", "--workers", "1", "--json");
  }

  @Test
  void aBackcastThatIsStopped() throws IOException {
    run("backcast", 3, "backcast", EMBEDDED, "--max-seconds", "0.001", "--json");
  }
}
