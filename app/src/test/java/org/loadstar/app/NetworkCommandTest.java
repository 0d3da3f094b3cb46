package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.study.store.Json;

/// The verbs on a MATPOWER file of two buses, and on the folder that it is imported into.
class NetworkCommandTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path dir;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String source = "";
  private String folder = "";

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

  @BeforeEach
  void file() throws IOException {
    // 100 MW at bus 2; 60 MW may cross at 10 $/MWh, the rest costs 30 $/MWh there; 5 $/h whatever happens.
    String text =
        """
        function mpc = pair
        mpc.version = '2';
        mpc.baseMVA = 100;
        mpc.bus = [
          1 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
          2 1 100 0 0 0 1 1 0 230 2 1.1 0.9;
        ];
        mpc.gen = [ 1 0 0 0 0 1 100 1 200 0; 2 0 0 0 0 1 100 1 200 0 ];
        mpc.gencost = [ 2 0 0 2 10 5; 2 0 0 2 30 0 ];
        mpc.branch = [ 1 2 0 0.1 0 60 0 0 0 0 1 -30 30 ];
        """;
    source = Files.writeString(dir.resolve("pair.m"), text).toString();
    folder = dir.resolve("net").toString();
  }

  private Map<String, Object> plan(String from, String... more) {
    String[] args = new String[5 + more.length];
    String[] first = {"plan", from, "--json", "--out", dir.resolve("run" + System.nanoTime()).toString()};
    System.arraycopy(first, 0, args, 0, 5);
    System.arraycopy(more, 0, args, 5, more.length);
    assertThat(run(args)).as(this::err).isEqualTo(Exit.DONE);
    return Json.read(out());
  }

  @Test
  void aForeignFileIsPlannedAsItIs() throws IOException {
    Map<String, Object> m = plan(source);
    assertThat(m).containsEntry("status", "optimal").containsEntry("peer", "matpower");
    assertThat((Double) m.get("objective_usd")).isCloseTo(60 * 10 + 40 * 30 + 5, within(1e-6));
    assertThat((Double) m.get("peer_objective")).isCloseTo(1805, within(1e-6));
    assertThat(Figures.object(Figures.object(Figures.object(m, "price_usd_per_mwh"), "0"), "zone 2")).containsEntry("total", 30.0);
    String schema = Files.readString(ROOT.resolve("docs/schema/plan.schema.json"));
    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema, InputFormat.JSON).validate(out(), InputFormat.JSON))
        .isEmpty();
    String page = Files.readString(Path.of(String.valueOf(m.get("report"))));
    assertThat(page).contains("matpower prints 1805.0", "5 Money").doesNotContain("New AI load", "8 Claims");
  }

  @Test
  void theImportedFolderGivesTheSameAnswerAndTakesOverlays() {
    assertThat(run("import", "matpower", source, folder)).as(this::err).isEqualTo(Exit.DONE);
    assertThat(run("check", folder)).isEqualTo(Exit.DONE);
    Map<String, Object> a = plan(source);
    Map<String, Object> b = plan(folder);
    assertThat(b.get("objective_usd")).isEqualTo(a.get("objective_usd"));
    assertThat(b.get("case_hash")).isEqualTo(a.get("case_hash"));
    assertThat(b.get("result_hash")).isEqualTo(a.get("result_hash"));
    Map<String, Object> more = plan(source, "--set", "loads.load 2.p_set_mw=x1.1");
    assertThat((Double) more.get("objective_usd")).isCloseTo(1805 + 300, within(1e-6));
    assertThat(run("import", "pypsa", source, folder)).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("this is a MATPOWER file, not a case of pypsa");
    assertThat(run("import", "matpower", source, folder)).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("is not empty");
  }

  @Test
  void runsAreExportedDescribedAndCompared() {
    String first = String.valueOf(plan(source).get("run"));
    String second = String.valueOf(plan(source, "--set", "loads.load 2.p_set_mw=90").get("run"));
    assertThat(run("export", first, "mps", dir.resolve("mps").toString())).as(this::err).isEqualTo(Exit.DONE);
    assertThat(dir.resolve("mps/model.mps")).exists();
    assertThat(dir.resolve("mps/dual.csv")).exists();
    assertThat(run("export", source, "lp", dir.resolve("lp").toString())).as(this::err).isEqualTo(Exit.DONE);
    assertThat(run("export", first, "csv", dir.resolve("csv").toString())).isEqualTo(Exit.DONE);
    assertThat(dir.resolve("csv/flows.csv")).exists();
    assertThat(run("compare", first, second, "--json")).isEqualTo(Exit.DONE);
    assertThat(Figures.number(Figures.object(Figures.object(Json.read(out()), "delta"), "objective_usd").get("delta"))).isCloseTo(-300, within(1e-6));
    assertThat(run("describe", first)).isEqualTo(Exit.DONE);
    assertThat(run("describe", source, "--json")).isEqualTo(Exit.DONE);
    assertThat(Figures.object(Json.read(out()), "tables")).containsEntry("corridors", 1);
  }

  @Test
  void whatCannotWorkIsOneClearLine() throws IOException {
    assertThat(run("plan", source, "--set", "loads.load 2.p_set_mw=500", "--out", dir.resolve("x").toString())).isEqualTo(Exit.INPUT);
    assertThat(out()).contains("Why there is no solution", "balance of 2");
    assertThat(run("plan", source, "--time", "reps:4")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("time reps:4: a network case is planned over its own snapshots");
    assertThat(run("plan", source, "--integers", "maybe")).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("integers 'maybe': allowed are on and off");
    assertThat(run("plan", Files.createDirectory(dir.resolve("empty")).toString())).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("this is no case of a known kind");
    Files.writeString(dir.resolve("bad.m"), Files.readString(Path.of(source)).replace("1 2 0 0.1", "1 7 0 0.1"));
    assertThat(run("plan", dir.resolve("bad.m").toString())).isEqualTo(Exit.INPUT);
    assertThat(err()).contains("bad.m:10: value '7': the bus is not known");
  }
}
