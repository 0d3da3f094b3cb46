package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.Run;
import org.loadstar.study.store.RunStore;

/// Ctrl-C in the middle of plans of several kinds: a process of its own gets SIGINT as soon as it says that it is there.
@EnabledOnOs(OS.LINUX)
class InterruptTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String TWO_ZONES = "examples/two-zones";

  @TempDir Path dir;
  @TempDir Path whole;
  private Path target = Path.of("");

  @BeforeEach
  void target() {
    target = dir.resolve("run");
  }

  private static Path peers() {
    String given = System.getenv("LOADSTAR_PEERS");
    Path folder = given == null ? ROOT.resolve("../shared/peers").normalize() : Path.of(given);
    if (!Files.isDirectory(folder)) System.err.println("SKIPPED: no cases of other tools in " + folder + "; set LOADSTAR_PEERS to run them");
    assumeTrue(Files.isDirectory(folder));
    return folder;
  }

  /// Runs `plan`, sends SIGINT when its messages say `when`, and returns the one JSON object that it prints; the exit code must be 3.
  private Map<String, Object> stopped(String when, String... args) throws Exception {
    // A background job of a shell ignores SIGINT and hands that down, so it is set back.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of("-Xmx1g", "--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-Dloadstar.root=" + ROOT, "-cp", System.getProperty("java.class.path"), Main.class.getName(), "plan"));
    command.addAll(List.of(args));
    command.addAll(List.of("--out", target.toString(), "--json"));
    Process p = new ProcessBuilder(command).directory(ROOT.toFile()).start();
    try {
      CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> read(p));
      StringBuilder said = new StringBuilder();
      boolean sent = false;
      try (BufferedReader err = new BufferedReader(new InputStreamReader(p.getErrorStream(), StandardCharsets.UTF_8))) {
        for (String line = err.readLine(); line != null; line = err.readLine()) {
          said.append(line).append('\n');
          if (sent || !line.contains(when)) continue;
          sent = true;
          assertThat(new ProcessBuilder("kill", "-INT", "" + p.pid()).start().waitFor()).isZero();
        }
      }
      assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(p.exitValue()).as(said.toString()).isEqualTo(Exit.STOPPED);
      assertThat(said.toString()).contains("stopping with what there is").doesNotContain("Exception");
      return Json.read(out.get());
    } finally {
      p.destroyForcibly();
    }
  }

  private static String read(Process p) {
    try {
      return new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hasPlan(Map<String, Object> m) {
    assertThat(m).containsEntry("status", "stopped").containsEntry("run", target.toString()).containsEntry("result_hash", null);
    double plan = number(m, "objective_usd");
    double bound = number(m, "lower_bound_usd");
    assertThat(bound).isLessThanOrEqualTo(plan);
    assertThat(number(m, "gap")).isBetween(0.0, 1.0);
    assertThat(Figures.object(m, "certificate")).containsEntry("ok", true);
    assertThat(Figures.object(m, "seconds")).containsKey("total");
    try (Run run = RunStore.open(target)) {
      assertThat(run.rows("capacity")).isNotEmpty();
      assertThat(run.summary()).containsEntry("status", "stopped");
    }
    assertThat(dir).isDirectoryNotContaining(f -> !f.equals(target));
  }

  private void hasNone(Map<String, Object> m) {
    assertThat(m).containsEntry("status", "stopped").containsEntry("objective_usd", null).containsEntry("run", null);
    assertThat(Figures.object(m, "seconds")).containsKey("total");
    assertThat(dir).isEmptyDirectory();
  }

  private static double number(Map<String, Object> m, String key) {
    return ((Number) Objects.requireNonNull(m.get(key), key)).doubleValue();
  }

  @Test
  void inTheFirstSegmentsThereIsNoPlan() throws Exception {
    hasNone(stopped("segments:1200", TWO_ZONES, "--time", "full", "--stages", "2030", "--solver", "segments"));
  }

  @Test
  void inTheSecondRoundThePlanOfTheFirstStands() throws Exception {
    Map<String, Object> m = stopped("segments:1920", TWO_ZONES, "--time", "full", "--stages", "2030", "--solver", "segments", "--gap", "1e-5");
    hasPlan(m);
    assertThat(m).containsEntry("plan_from", "segments:1200");
  }

  @Test
  void inAllHoursAtOnceTheFirstPlanStands() throws Exception {
    Map<String, Object> m = stopped("s  plan", TWO_ZONES, "--time", "full", "--stages", "2030", "--solver", "ipm", "--gap", "1e-7");
    hasPlan(m);
    assertThat(m).containsKey("plan_from");
  }

  @Test
  void inTheFullYearThePlanStands() throws Exception {
    hasPlan(stopped("full year", TWO_ZONES, "--time", "reps:4", "--threads", "1"));
  }

  @Test
  void ofANetworkWithoutAPlanTheBoundStays() throws Exception {
    Map<String, Object> m = stopped("s  plan", peers().resolve("pypsa/bench/z3_t8760").toString());
    hasNone(m);
    assertThat(number(m, "lower_bound_usd")).isGreaterThan(-1);
  }

  @Test
  void betweenTheStagesOfANetworkThePlanStands() throws Exception {
    hasPlan(stopped("s  stages", peers().resolve("genx/multi_stage").toString()));
  }

  @Test
  void ofUnitsThatAreWholeThePlanSoFarStands() throws Exception {
    Path from = peers().resolve("genx/three_zones");
    Path to = whole.resolve("three_zones");
    try (var files = Files.walk(from)) {
      for (Path f : files.toList()) {
        Path copy = to.resolve(from.relativize(f));
        if (Files.isDirectory(f)) Files.createDirectories(copy);
        else Files.copy(f, copy);
      }
    }
    Path settings = to.resolve("settings/genx_settings.yml");
    Files.delete(settings);
    Files.writeString(settings, Files.readString(from.resolve("settings/genx_settings.yml")).replace("UCommit: 2", "UCommit: 1"));
    hasPlan(stopped(", plan $", to.toString(), "--gap", "1e-9"));
  }
}
