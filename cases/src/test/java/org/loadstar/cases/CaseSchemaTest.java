package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseSchemaTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(CaseSchema.json(), InputFormat.JSON);

  static List<Path> folders() {
    return Folders.all();
  }

  @Test
  void theCommittedDocumentsAreUpToDate() throws IOException {
    Path docs = Folders.root().resolve("docs");
    String how = "run org.loadstar.cases.CaseSchema with the repository's directory";
    assertThat(Files.readString(docs.resolve("schema/case.schema.json")))
        .as(how)
        .isEqualTo(CaseSchema.json());
    assertThat(Files.readString(docs.resolve("case-format.md")))
        .as(how)
        .isEqualTo(CaseFormat.markdown());
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyCaseIsValid(Path folder) throws IOException {
    assertThat(SCHEMA.validate(Files.readString(folder.resolve("case.yaml")), InputFormat.YAML))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "reps:365", "reps:53w", "reps:4@2", "reps:2w@7", "segments:12"})
  void theSchemaAcceptsEveryFormOfTime(String time) throws IOException {
    String text = Files.readString(Folders.TWO_ZONES.resolve("case.yaml")).replace("\"reps:4\"", "\"" + time + "\"");
    assertThat(text).contains(time);
    assertThat(SCHEMA.validate(text, InputFormat.YAML)).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatTheReaderRefuses() throws IOException {
    String good = Files.readString(Folders.TWO_ZONES.resolve("case.yaml"));
    for (String[] change :
        new String[][] {
          {"wacc: 0.0536", "wacc: 5"},
          {"end_years: 10", "end_yars: 10"},
          {"time: \"reps:4\"", "time: weekly"},
          {"time: \"reps:4\"", "time: reps:366"},
          {"time: \"reps:4\"", "time: reps:4@5"},
          {"stages: [2027, 2030]", "stages: 2027"},
          {"money_year: 2024", "moneyyear: 2024"}
        }) {
      String bad = good.replace(change[0], change[1]);
      assertThat(bad).isNotEqualTo(good);
      assertThat(SCHEMA.validate(bad, InputFormat.YAML)).as(change[1]).isNotEmpty();
    }
  }

  @Test
  void theDescriptionNamesEveryColumn() {
    String text = CaseFormat.markdown();
    for (TableSchema t : TableSchema.tables().values())
      for (ColumnSchema c : t.columns())
        assertThat(text).contains("| `" + c.header() + "` | " + c.column().unit() + " |");
  }
}
