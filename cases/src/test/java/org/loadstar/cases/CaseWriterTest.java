package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loadstar.model.Case;

class CaseWriterTest {
  @TempDir Path temp;

  static List<Path> folders() {
    return Folders.all();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void writingAndReadingGivesTheSameCase(Path folder) throws IOException {
    Case written = CaseReader.read(folder).orThrow();
    CaseWriter.write(written, temp.resolve("case"));
    Case read = CaseReader.read(temp.resolve("case")).orThrow();
    for (RecordComponent c : Case.class.getRecordComponents())
      if (c.getType() == List.class)
        assertThat(Reflection.value(c, read))
            .as(c.getName())
            .isEqualTo(Reflection.value(c, written));
    assertThat(read.settings()).isEqualTo(written.settings());
    assertThat(CaseHash.of(read)).isEqualTo(CaseHash.of(written));
  }

  @Test
  void textsWithSignsSurvive() throws IOException {
    Case c =
        CaseReader.read(
                new CaseSource(
                    Folders.TWO_ZONES,
                    List.of(),
                    List.of("name=a \"b\" \\ c: #d, é", "zones.West.name=W, \"x\"")))
            .orThrow();
    CaseWriter.write(c, temp.resolve("case"));
    Case read = CaseReader.read(temp.resolve("case")).orThrow();
    assertThat(read.settings().name()).isEqualTo("a \"b\" \\ c: #d, é");
    assertThat(read.zones().getFirst().name()).isEqualTo("W, \"x\"");
  }

  @Test
  void layeredScenariosThatHideOneCompletelyAreWrittenWithoutIt() throws IOException {
    Case c =
        CaseReader.read(
                CaseSource.of(Folders.TWO_ZONES).withSet("scenarios.fuel_prices=central,dear"))
            .orThrow();
    CaseWriter.write(c, temp.resolve("case"));
    Case read = CaseReader.read(temp.resolve("case")).orThrow();
    assertThat(read.fuelPrices()).isEqualTo(c.fuelPrices());
    assertThat(read.settings().scenarios()).containsEntry("fuel_prices", "dear");
  }

  @Test
  void aFolderWithFilesIsNotOverwritten() throws IOException {
    Files.writeString(temp.resolve("mine.txt"), "keep");
    Case c = CaseReader.read(Folders.TWO_ZONES).orThrow();
    assertThatThrownBy(() -> CaseWriter.write(c, temp))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not empty");
  }
}
