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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verb `ledger`.
class LedgerCommandTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path temp;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    out.reset();
    err.reset();
    return Main.run(new Console(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), false, ROOT), args);
  }

  private String plan(String folder) {
    Path made = temp.resolve("run");
    assertThat(run("plan", ROOT.resolve(folder).toString(), "--time", "reps:1@6", "--full-year", "none", "--integers", "off", "--out", made.toString())).isEqualTo(Exit.DONE);
    return made.toString();
  }

  @Test
  void partiesByTheSchemaAndInWords() throws IOException {
    String made = plan("examples/three-zones");
    assertThat(run("ledger", made, "--json")).isEqualTo(Exit.DONE);
    String schema = Files.readString(ROOT.resolve("docs/schema/ledger.schema.json"));
    assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema, InputFormat.JSON)
        .validate(out.toString(StandardCharsets.UTF_8), InputFormat.JSON)).isEmpty();
    assertThat(run("ledger", made)).isEqualTo(Exit.DONE);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Transfers sum to 0.00 in each of", "incumbent generators", "ratepayers 2030", "GPU-hour");
    assertThat(Files.readString(Path.of(made, "report.html"))).contains("id=\"who-pays\"", "id=\"party-values\"");
  }

  @Test
  void whatHasNoLedgerIsRefused() {
    assertThat(run("ledger", temp.resolve("none").toString())).isEqualTo(Exit.INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no such run folder");
    String made = plan("examples/two-zones");
    assertThat(run("ledger", made, "--json")).isEqualTo(Exit.INPUT);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("this run has no ledger", "finance.csv");
  }
}
