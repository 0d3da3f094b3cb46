package org.loadstar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PypsaExportTest {
  private static final String UNITS = "../cases/src/test/resources/pypsa/commitment/min-part-load";

  @TempDir Path dir;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    out.reset();
    err.reset();
    return Main.run(new Console(new PrintStream(out, true), new PrintStream(err, true), false, dir), args);
  }

  @Test
  void aRunIsWrittenBackWithItsResultsAndPlannedAgain() throws IOException {
    Path source = Path.of(UNITS).toAbsolutePath().normalize();
    assertThat(run("plan", source.toString(), "--out", dir.resolve("run").toString(), "--json")).isEqualTo(Exit.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("\"peer_objective\" *: *356000\\.0");
    Path to = dir.resolve("pypsa");
    assertThat(run("export", dir.resolve("run").toString(), "pypsa", to.toString())).isEqualTo(Exit.DONE);
    assertThat(Files.readAllLines(to.resolve("generators-status.csv"))).containsExactly(",coal,gas", "0,1,0", "1,1,0", "2,1,0", "3,0,1");
    assertThat(run("plan", to.toString(), "--out", dir.resolve("again").toString(), "--json")).isEqualTo(Exit.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("\"peer_objective\" *: *356000\\.0");
  }

  /// Refused exports leave nothing behind; files of another network may not stand beside those that are written.
  @Test
  void whatIsRefusedLeavesNothingBehind() throws IOException {
    Path genx = Files.createDirectories(dir.resolve("network"));
    Files.writeString(genx.resolve("case.yaml"), "kind: network\nname: cluster\n");
    Files.writeString(genx.resolve("snapshots.csv"), "snapshot\nnow\n");
    Files.writeString(genx.resolve("buses.csv"), "bus\nA\n");
    Files.writeString(genx.resolve("loads.csv"), "load,bus,p_set_mw\nl,A,1\n");
    Files.writeString(genx.resolve("sheddings.csv"), "shedding,load,share,value_per_mwh\ns,l,1,100\n");
    Path to = dir.resolve("deep/pypsa");
    assertThat(run("export", genx.toString(), "pypsa", to.toString())).isEqualTo(Exit.INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(
        "sheddings: PyPSA has no component for the rows of this table. Maybe export it as lp or mps (the program), or its run as csv or parquet (the tables).");
    assertThat(dir.resolve("deep")).doesNotExist();
    Files.createDirectories(to);
    Files.writeString(to.resolve("stores.csv"), "name,bus\n");
    assertThat(run("export", Path.of(UNITS).toAbsolutePath().toString(), "pypsa", to.toString())).isEqualTo(Exit.INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("holds stores.csv, which this network does not have");
    try (var left = Files.list(to)) {
      assertThat(left.map(p -> p.getFileName().toString())).containsExactly("stores.csv");
    }
  }

  @Test
  void aCaseIsWrittenWithoutResults() {
    Path to = dir.resolve("pypsa");
    assertThat(run("export", Path.of(UNITS).toAbsolutePath().toString(), "pypsa", to.toString())).isEqualTo(Exit.DONE);
    assertThat(to.resolve("generators.csv")).exists();
    assertThat(to.resolve("generators-p.csv")).doesNotExist();
  }
}
