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
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.grid.OperatingPoint;
import org.loadstar.study.store.Json;

class GridCommandTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path dir = Path.of("");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String file = "";

  private int run(String... args) {
    out.reset();
    err.reset();
    return Main.run(new Console(new PrintStream(out, true), new PrintStream(err, true), false, ROOT), args);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void file() throws IOException {
    file =
        Files.writeString(
                dir.resolve("pair.m"),
                """
                function mpc = pair
                mpc.version = '2';
                mpc.baseMVA = 100;
                mpc.bus = [
                  1 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
                  2 1 100 20 0 0 1 1 0 230 1 1.1 0.9;
                ];
                mpc.gen = [ 1 0 0 100 -100 1 100 1 200 0 ];
                mpc.gencost = [ 2 0 0 2 10 5 ];
                mpc.branch = [
                  1 2 0.01 0.1 0 60 0 0 0 0 1 -30 30;
                  1 2 0.01 0.1 0 60 0 0 0 0 1 -30 30;
                ];
                """)
            .toString();
  }

  @Test
  @SuppressWarnings("unchecked")
  void everythingAskedIsOneObject() {
    Path pages = dir.resolve("pages");
    int code =
        run("grid", file, file, "--opf", "ac", "--n-1", "--confirm", "ac", "--hosting", "--cascade", "--seed", "1", "--events", "20", "--attack", "vendor=0.2",
            "--attack", "load=0.5@2", "--interdict", "1", "--out", pages.toString(), "--json");
    assertThat(code).as(this::err).isEqualTo(Exit.DONE);
    Map<String, Object> json = Json.read(out.toString(StandardCharsets.UTF_8));
    List<Map<String, Object>> files = (List<Map<String, Object>>) json.get("files");
    assertThat(files).hasSize(2);
    Map<String, Object> f = files.getFirst();
    assertThat(f).containsKeys("file", "objective_usd_per_h", "violations", "islands", "n_1", "hosting", "cascade", "seconds", "attack", "ac");
    assertThat(((Number) f.get("objective_usd_per_h")).doubleValue()).isEqualTo(1005);
    assertThat(((Map<String, Object>) f.get("n_1")).get("critical")).isEqualTo(3);
    assertThat(((Map<String, Object>) f.get("ac")).get("converged")).isEqualTo(true);
    assertThat((List<?>) f.get("confirmed")).hasSize(2);
    assertThat((Map<String, Object>) f.get("attack")).containsOnlyKeys("vendor=0.2", "load=0.5@2");
    assertThat(pages.resolve("pair/report.html")).content().contains("single outages overload").doesNotContain("NaN");
    assertThat(pages.resolve("pair/report.html")).content().contains("The loss of 1 branch at once costs");
    assertThat(pages.resolve("pair/hosting.csv")).content().startsWith("bus,mw,");
    assertThat(pages.resolve("pair/worst.csv")).content().startsWith("step,branch,lost_more_mw\n1,");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> only(String... args) {
    assertThat(run(args)).as(this::err).isEqualTo(Exit.DONE);
    return ((List<Map<String, Object>>) Objects.requireNonNull(Json.read(out.toString(StandardCharsets.UTF_8)).get("files"))).getFirst();
  }

  @Test
  void demandThatCannotBeServedIsSaid() throws IOException {
    String text = Files.readString(Path.of(file));
    assertThat(text).contains("mpc.gencost");
    Path scarce = Files.writeString(dir.resolve("scarce.m"), text.replaceAll("(?m)^(\\s*1 2 [0-9.]+ [0-9.]+ 0) \\d+ ", "$1 1 "));
    Map<String, Object> f = only("grid", scarce.toString(), "--json");
    assertThat(((Number) f.get("unserved_mw")).doubleValue()).isPositive();
    assertThat((String) f.get("dispatch_note")).contains("no dispatch serves all demand");
    assertThat(f.get("lower_bound_usd_per_h")).isNull();
  }

  @Test
  void withoutCostsTheDispatchIsTheFiles() throws IOException {
    Path free = Files.writeString(dir.resolve("free.m"), Files.readString(Path.of(file)).replaceAll("(?s)mpc.gencost = .*?];\\n", ""));
    Map<String, Object> f = only("grid", free.toString(), "--n-1", "--json");
    assertThat(f).containsEntry("dispatch", "file").containsEntry("dispatch_note", "the file has no costs");
    assertThat(f.get("objective_usd_per_h")).isNull();
  }

  @Test
  void aLimitOfTimeKeepsWhatWasFound() {
    assertThat(run("grid", file, "--n-1", "--max-seconds", "1e-9", "--json")).isEqualTo(Exit.STOPPED);
    assertThat(Json.read(out.toString(StandardCharsets.UTF_8))).containsEntry("status", "stopped").containsEntry("files", List.of());
  }

  @Test
  void aStopKeepsTheStepsBeforeIt() {
    GridRiskFlags risk = new GridRiskFlags();
    risk.cascade = true;
    risk.events = 1_000_000;
    risk.initial = 1;
    risk.trip = 1;
    Console console = new Console(new PrintStream(out, true), new PrintStream(err, true), false, ROOT);
    GridSteps steps = new GridSteps(() -> err().contains("cascades"), new ProgressLine(console.err(), false, 0));
    GridResult found = new GridRun(console, Path.of(file), false, 0, OperatingPoint.Source.OPF, true, null, risk, 2, steps).run(null);
    assertThat(found).isNotNull();
    assertThat(found.unfinished()).containsExactly("cascade");
    assertThat(found.outages()).isNotNull();
    assertThat(found.cascade()).isNull();
    assertThat(GridJson.of(found, 5)).containsEntry("unfinished", List.of("cascade")).containsEntry("cascade", null);
    assertThat(GridText.of(found, 5)).contains("missing: cascade");
    assertThat(GridPage.of(found)).contains("single outages overload");
  }

  @Test
  void peopleReadTables() {
    assertThat(run("grid", file, "--n-1", "--hosting", "--slack", "fixed", "--cascade", "--events", "5")).as(this::err).isEqualTo(Exit.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("1,005.00 USD/h").contains("166.7 %").contains("random outages");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--attack vendor=2|from 0 to 1",
        "--attack virus=1|known: vendor",
        "--attack load=0.1@77|bus '77'",
        "--attack vendor|needs a number",
        "--events 0|1 or more",
        "--events -3|1 or more",
        "--threads 0|1 or more",
        "--top -1|0 or more",
        "--most 0|above 0",
        "--trip 1.5|at most 1",
        "--max-seconds 0|above 0",
        "--max-seconds NaN|above 0",
        "--response -1|from 0 to 1",
        "--plan nowhere|go together",
        "--plan nowhere --map m.csv|no such run",
        "--opf tnep|--opf"
      })
  void oddOptionsAreRefused(String options, String words) {
    String[] args = ("grid " + file + " " + options).split(" ");
    assertThat(run(args)).as(this::err).isEqualTo(Exit.INPUT);
    assertThat(err()).contains(words);
  }

  /// What is taken out or put in of the pair, and what is then said.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 1 100 20|2 1 -100 20|100.0 MW are generated that no demand takes",
        "1 200 0 ];|1 200 150 ];|no dispatch keeps the least and the most outputs",
        "2 1 100 20|2 4 100 20|1 buses, 0 branches",
        "1 200 0 ];|1 80 0 ];|unserved 20.0 MW",
      })
  void oddNetworksAreAnsweredInWords(String whole, String odd, String words) throws IOException {
    String text = Files.readString(Path.of(file));
    assertThat(text).contains(whole);
    Path other = Files.writeString(dir.resolve("odd.m"), text.replace(whole, odd));
    String[] all = {"grid", other.toString(), "--opf", "ac", "--n-1", "--hosting", "--cascade", "--events", "5", "--attack", "vendor=0.5", "--interdict", "2", "--out", dir.toString()};
    assertThat(run(all)).as(this::err).isEqualTo(Exit.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains(words);
    assertThat(dir.resolve("odd/report.html")).content().doesNotContain("NaN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 2 0 0.1 0 60|1 2 0 -0.1 0 60|reactances of its branches cancel",
        "mpc.gen = [ 1 0 0 100 -100 1 100 1 200 0 ];|mpc.gen = [ ];|mpc.gen has no row",
      })
  void networksWithoutAnAnswerAreRefused(String whole, String odd, String words) throws IOException {
    String text = Files.readString(Path.of(file)).replace("0.01 0.1", "0 0.1");
    assertThat(text).contains(whole);
    int at = text.indexOf(whole);
    Path other = Files.writeString(dir.resolve("odd.m"), text.substring(0, at) + odd + text.substring(at + whole.length()));
    assertThat(run("grid", other.toString())).as(this::err).isEqualTo(Exit.INPUT);
    assertThat(err()).contains(words);
  }

  @Test
  void aSingleBusIsANetwork() throws IOException {
    String text = Files.readString(Path.of(file));
    String one = text.replaceAll("(?m)^\\s*2 1 100.*\\n", "").replaceAll("(?m)^\\s*1 2 0.01.*\\n", "").replace("1 3 0 0", "1 3 50 0");
    Path other = Files.writeString(dir.resolve("one.m"), one);
    assertThat(run("grid", other.toString(), "--n-1", "--hosting", "--cascade", "--events", "5", "--interdict", "1", "--out", dir.toString())).as(this::err).isEqualTo(Exit.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 buses, 0 branches").contains("505.00 USD/h");
  }

  @Test
  void oddFilesAreRefusedByLine() throws IOException {
    assertThat(run("grid", dir.resolve("absent.m").toString(), "--json")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("no such file");
    Path bad = Files.writeString(dir.resolve("bad.m"), Files.readString(Path.of(file)).replace("0.01 0.1 0 60 0 0 0 0 1 -30 30;\n]", "0.01 x 0 60 0 0 0 0 1 -30 30;\n]"));
    assertThat(run("grid", bad.toString())).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("bad.m:12").contains("'x'");
  }
}
