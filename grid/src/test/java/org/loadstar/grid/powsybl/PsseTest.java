package org.loadstar.grid.powsybl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.CaseException;
import org.loadstar.grid.Grid;
import org.loadstar.grid.GridAnalysis;
import org.loadstar.grid.GridFile;
import org.loadstar.grid.OperatingPoint;

/// A PSS/E file made by hand: a triangle of equal lines and a transformer, whose flows without losses are written in its title.
class PsseTest {
  @TempDir private Path folder = Path.of("");

  private String text() throws IOException {
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/four-buses.raw"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("four.raw"), text);
  }

  @Test
  void flowsAreThoseByHand() throws IOException {
    Grid grid = GridFile.read(file(text())).grid();
    assertThat(grid.buses()).hasSize(4);
    assertThat(grid.loadMw()).isEqualTo(180);
    assertThat(grid.buses()).extracting(Grid.Bus::kv).containsExactlyInAnyOrder(230.0, 230.0, 230.0, 115.0);
    assertThat(grid.generators()).extracting(Grid.Generator::pMax).containsExactlyInAnyOrder(200.0, 80.0);
    OperatingPoint point = GridAnalysis.of(grid, OperatingPoint.Source.FILE, 1).point();
    double[] flow = point.flow().clone();
    for (int e = 0; e < flow.length; e++) flow[e] = Math.abs(flow[e]);
    java.util.Arrays.sort(flow);
    assertThat(flow).containsExactly(new double[] {20, 20, 60, 80}, within(1e-6));
    // 90 MVA at 230 kV as a current, and back.
    assertThat(grid.branches().stream().filter(b -> b.tap() == 1).mapToDouble(Grid.Branch::rating).min().orElse(0)).isCloseTo(50, within(1e-6));
    assertThat(AcFlow.of(grid, point).run().converged()).isTrue();
  }

  /// Version 32 has no load flags at the end of a load and no vector group; the rest of the rows is the same.
  @Test
  void olderVersionsAreRead() throws IOException {
    String older = text().replace("100.00, 33,", "100.00, 32,").replace(",   1,1,0\n", ",   1,1\n").replace(",'            '\n", "\n");
    assertThat(GridAnalysis.of(GridFile.read(file(older)).grid(), OperatingPoint.Source.FILE, 1).point().flow())
        .containsExactly(GridAnalysis.of(GridFile.read(file(text())).grid(), OperatingPoint.Source.FILE, 1).point().flow(), within(1e-9));
  }

  /// Version 35 has data of the whole system first, switches behind the branches, twelve ratings each, and nodes of substations.
  @Test
  void newerVersionsAreRead() throws IOException {
    String none = "0.00, ".repeat(9);
    String newer = text().replace("100.00, 33,", "100.00, 35,")
        .replace("     1,'ONE  ", "0 / END OF SYSTEM-WIDE DATA, BEGIN BUS DATA\n     1,'ONE  ")
        .replace(",     0,   200.000,", ",     0,     0,   200.000,").replace(",     0,   100.000,", ",     0,     0,   100.000,")
        .replace("200.000,     0.000,   1,1.0000", "200.000,     0.000, 0,   1,1.0000").replace("80.000,    10.000,   1,1.0000", "80.000,    10.000, 0,   1,1.0000")
        .replace("0.02000,   90.00,   95.00,  100.00, ", "0.02000, '',   90.00,   95.00,  100.00, " + none)
        .replace("0 / END OF BRANCH DATA, BEGIN TRANSFORMER", "0 / END OF BRANCH DATA, BEGIN SYSTEM SWITCHING DEVICE DATA\n0 / END OF SYSTEM SWITCHING DEVICE DATA, BEGIN TRANSFORMER")
        .replace("50.00,    55.00,    60.00, 0,      0,", "50.00,    55.00,    60.00, " + none + "0,      0, 0,")
        .replace("0 / END OF GNE DATA\nQ", "0 / END OF GNE DATA, BEGIN INDUCTION MACHINE DATA\n0 / END OF INDUCTION MACHINE DATA, BEGIN SUBSTATION DATA\n0 / END OF SUBSTATION DATA\nQ\nwritten by hand");
    Grid grid = GridFile.read(file(newer)).grid();
    Grid older = GridFile.read(file(text())).grid();
    assertThat(grid.generators()).isEqualTo(older.generators());
    assertThat(grid.branches()).isEqualTo(older.branches());
    assertThat(GridAnalysis.of(grid, OperatingPoint.Source.FILE, 1).point().flow()).containsExactly(GridAnalysis.of(older, OperatingPoint.Source.FILE, 1).point().flow(), within(1e-9));
    Path half = file(newer.substring(0, newer.indexOf("0 / END OF GENERATOR")));
    assertThatThrownBy(() -> GridFile.read(half)).isInstanceOf(CaseException.class).hasMessageContaining("middle of a section");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100.00, 33,|100.00, 19,|four.raw",
        "     1,     2,'1 '|     1,     9,'1 '|four.raw:19",
        "     4,'2 ',0,|     7,'2 ',0,|four.raw:12",
        "     3,     4,     0,'1 '|     3,     8,     0,'1 '|four.raw:23",
        "230.0000,3,|x,3,|four.raw",
        "END OF GNE DATA;Q|END OF GNE DATA;     1,|four.raw:40",
      })
  void aBrokenFileIsRefusedByName(String whole, String broken, String words) throws IOException {
    String text = text();
    assertThat(text).contains(whole.replace(";", "\n"));
    Path bad = file(text.replace(whole.replace(";", "\n"), broken.replace(";", "\n")));
    assertThatThrownBy(() -> GridFile.read(bad)).isInstanceOf(CaseException.class).hasMessageContaining(words);
  }

  @Test
  void halfAFileIsRefused() throws IOException {
    String text = text();
    Path bad = file(text.substring(0, text.indexOf("0 / END OF GENERATOR")));
    assertThatThrownBy(() -> GridFile.read(bad)).isInstanceOf(CaseException.class).hasMessageContaining("four.raw:17").hasMessageContaining("middle of a section");
  }
}
