package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.study.store.Json;

class AdequacyCommandTest {
  private static final String CASE = "../examples/two-zones";
  private static final String UNTESTED = "Random outages (LOLE, unserved energy with a standard error): not tested";

  @TempDir Path dir;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    out.reset();
    err.reset();
    return Main.run(new Console(new PrintStream(out, true), new PrintStream(err, true), false, dir), args);
  }

  private Map<String, Object> json() {
    return Json.read(out.toString(StandardCharsets.UTF_8));
  }

  private static void estimates(Map<?, ?> m) {
    for (String key : new String[] {"lole_days", "lolh", "eue_mwh", "neue_ppm"})
      assertThat(((Map<?, ?>) Objects.requireNonNull(m.get(key))).keySet().toString()).as(key).isEqualTo("[value, standard_error]");
  }

  @Test
  void aCaseGivesTheKeysOfTheContractWhateverTheThreads() {
    assertThat(run("adequacy", CASE, "--samples", "12", "--seed", "3", "--threads", "1", "--json")).isEqualTo(Exit.DONE);
    Map<String, Object> one = json();
    estimates(one);
    assertThat((Map<?, ?>) one.get("by_zone")).hasSize(2);
    ((Map<?, ?>) one.get("by_zone")).values().forEach(z -> estimates((Map<?, ?>) z));
    assertThat(one).containsKeys("weather_years", "seconds").containsEntry("samples", 12);
    run("adequacy", CASE, "--samples", "12", "--seed", "3", "--threads", "3", "--json");
    Map<String, Object> three = json();
    for (String timing : new String[] {"seconds", "cpu_seconds"}) {
      one.remove(timing);
      three.remove(timing);
    }
    assertThat(three).isEqualTo(one);
  }

  @Test
  void aRunIsJudgedBesideItsTwinAndGetsAPage() throws Exception {
    Path plan = dir.resolve("plan");
    assertThat(run("plan", CASE, "--time", "reps:1@4", "--integers", "off", "--full-year", "none", "--out", plan.toString())).isEqualTo(Exit.DONE);
    Path report = plan.resolve("report.html");
    assertThat(Files.readString(report)).contains(UNTESTED).doesNotContain("id=\"drawn\"");
    assertThat(run("adequacy", plan.toString(), "--samples", "10", "--json")).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(Exit.DONE);
    Map<String, Object> m = json();
    estimates((Map<?, ?>) m.get("no_ai"));
    assertThat(((Number) m.get("ai_mw")).doubleValue()).isPositive();
    String page = Files.readString(dir.resolve("plan-adequacy/report.html"));
    assertThat(page).contains("<!DOCTYPE html>", "LOLE by zone", "month and hour of day", "Sample years by unserved energy").doesNotContain("http://", "https://");
    assertThat(Json.read(Files.readString(dir.resolve("plan-adequacy/adequacy.json")))).isEqualTo(m);
    assertThat(Files.readString(report)).contains("id=\"drawn\"", "10 sample years of outages", "Without new AI load: ", "href=\"../plan-adequacy/report.html\"")
        .doesNotContain(UNTESTED);
    // What was drawn over another result is not told of this one.
    Path drawn = dir.resolve("plan-adequacy/adequacy.json");
    Files.writeString(drawn, Files.readString(drawn).replace(String.valueOf(m.get("run_result_hash")), "0"));
    assertThat(run("report", plan.toString())).isEqualTo(Exit.DONE);
    assertThat(Files.readString(report)).contains(UNTESTED).doesNotContain("id=\"drawn\"");
    assertThat(run("adequacy", plan.toString(), "--set", "transfer_factor=0")).isEqualTo(Exit.INPUT);
    assertThat(run("adequacy", plan.toString(), "--year", "2099")).isEqualTo(Exit.INPUT);
  }

  @Test
  void wrongOptionsAreRefused() {
    assertThat(run("adequacy", CASE, "--samples", "1")).isEqualTo(Exit.INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("samples 1: allowed is 2 or more");
    assertThat(run("adequacy", CASE, "--elcc", "warp_core@West")).isEqualTo(Exit.INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("warp_core");
  }
}
