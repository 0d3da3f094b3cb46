package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.study.store.Json;

/// `plan`, then `export RUN mps`, then `bench/CheckProof.java`, which knows nothing of us: it finds the cost, the bound and the gap that
/// the run printed.
class ProofOfRunTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path dir;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private void run(String... args) {
    out.reset();
    int code = Main.run(new Console(new PrintStream(out, true), new PrintStream(err, true), false, ROOT), args);
    assertThat(code).as(() -> err.toString(StandardCharsets.UTF_8)).isEqualTo(Exit.DONE);
  }

  private Map<String, Object> planned(List<String> plan) {
    Path target = dir.resolve("run");
    List<String> args = new ArrayList<>(List.of("plan"));
    args.addAll(plan);
    args.addAll(List.of("--out", target.toString(), "--json"));
    run(args.toArray(String[]::new));
    Map<String, Object> summary = Json.read(out.toString(StandardCharsets.UTF_8));
    run("export", target.toString(), "mps", dir.resolve("proof").toString());
    return summary;
  }

  private Map<String, String> checked() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process p =
        new ProcessBuilder(java.toString(), "-Xmx1g", ROOT.resolve("bench/CheckProof.java").toString(), dir.resolve("proof").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(p.waitFor()).as(said).isZero();
    Map<String, String> values = new HashMap<>();
    for (String line : said.split("\\R")) {
      String[] f = line.split(" ", 2);
      if (f.length == 2) values.put(f[0], f[1]);
    }
    return values;
  }

  private void agree(Map<String, Object> summary, Map<String, String> proof) {
    assertThat(proof).containsEntry("ok", "true").containsEntry("boxes_not_derived", "0");
    double constant = summary.get("peer_objective_constant") instanceof Number n ? n.doubleValue() : 0;
    double cost = number(summary, "objective_usd") + constant;
    double size = Math.max(1, Math.abs(cost));
    double theirs = Double.parseDouble(Objects.requireNonNull(proof.get("cost"))) * 1e6;
    double bound = Double.parseDouble(Objects.requireNonNull(proof.get("bound"))) * 1e6;
    assertThat(theirs).isCloseTo(cost, within(1e-9 * size));
    assertThat(bound).isCloseTo(number(summary, "lower_bound_usd") + constant, within(1e-8 * size));
    assertThat((theirs - bound) / Math.max(1, Math.abs(theirs - constant))).isCloseTo(number(summary, "gap"), within(1e-8));
  }

  /// A plan on few timesteps that was operated month by month: it is a point of the program of all hours, at no more than its cost, and the
  /// duals of its segments prove the run's bound there.
  @ParameterizedTest
  @CsvSource({"segments, 0.02, 1e-6", "ipm, 0.5, 1e-3"})
  void ofAPlanThatWasOperated(String solver, String gap, double near) throws Exception {
    Map<String, Object> summary = planned(List.of("examples/two-zones", "--time", "full", "--stages", "2030", "--solver", solver, "--gap", gap,
        "--full-year", "none", "--integers", "off"));
    assertThat(summary).containsKey("plan_from");
    Map<String, String> proof = checked();
    assertThat(proof).containsEntry("ok", "true").containsEntry("boxes_not_derived", "0");
    double cost = number(summary, "objective_usd");
    assertThat(Double.parseDouble(Objects.requireNonNull(proof.get("cost"))) * 1e6).isBetween(cost * (1 - 1e-4), cost * (1 + 1e-9));
    assertThat(Double.parseDouble(Objects.requireNonNull(proof.get("bound"))) * 1e6).isCloseTo(number(summary, "lower_bound_usd"), within(near * cost));
  }

  private static double number(Map<String, Object> m, String key) {
    return ((Number) Objects.requireNonNull(m.get(key), key)).doubleValue();
  }

  @ParameterizedTest
  @CsvSource({"cases/north-america, reps:1", "examples/two-zones, reps:2"})
  void ofACaseOfOurs(String name, String time) throws Exception {
    agree(planned(List.of(name, "--time", time, "--stages", "2030", "--full-year", "none", "--integers", "off")), checked());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pypsa/examples/storage-hvdc/storage-hvdc", "pypsa/bench/z1_t168"})
  void ofACaseOfAnotherTool(String name) throws Exception {
    String given = System.getenv("LOADSTAR_PEERS");
    Path peers = given == null ? ROOT.resolve("../shared/peers").normalize() : Path.of(given);
    if (!Files.isDirectory(peers)) System.err.println("SKIPPED: no cases of other tools in " + peers + "; set LOADSTAR_PEERS to run them");
    assumeTrue(Files.isDirectory(peers));
    agree(planned(List.of(peers.resolve(name).toString())), checked());
  }
}
