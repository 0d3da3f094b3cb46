package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A case that is read again with hourly files that were parsed before is read as it stands.
class HourlyFilesTest {
  @TempDir Path dir;

  @Test
  void whatChangedIsReadAnewAndFaultsAreToldEachTime() throws IOException {
    Path folder = dir.resolve("two-zones");
    Folders.copy(Folders.root().resolve("examples/two-zones"), folder);
    HourlyFiles hourly = new HourlyFiles();
    CaseSource source = CaseSource.of(folder);
    for (int again = 0; again < 2; again++)
      assertThat(CaseHash.of(CaseReader.read(source, hourly).orThrow())).isEqualTo(CaseHash.of(CaseReader.read(source).orThrow()));
    Path demand = folder.resolve("demand_mw.csv");
    List<String> lines = Files.readAllLines(demand);
    String was = lines.get(5);
    lines.set(5, was.replaceFirst("[^,]*$", "much"));
    write(demand, lines, 1);
    for (int again = 0; again < 2; again++)
      assertThat(CaseReader.read(source, hourly).faults()).singleElement().satisfies(f -> {
        assertThat(f.file()).isEqualTo("demand_mw.csv");
        assertThat(f.line()).isEqualTo(6);
        assertThat(f.value()).isEqualTo("much");
      });
    lines.set(5, was);
    write(demand, lines, 2);
    assertThat(CaseReader.read(source, hourly).faults()).isEmpty();
    Files.delete(demand);
    assertThat(CaseReader.read(source, hourly).faults()).isEqualTo(CaseReader.read(source).faults()).isNotEmpty();
  }

  private static void write(Path file, List<String> lines, int seconds) throws IOException {
    Files.write(file, lines);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000L + seconds * 1000L));
  }
}
