package org.loadstar.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The least cost of PGLib's cases, held against the DC column of its baseline (printed to 5 digits).
class PglibTest {
  /// `LOADSTAR_PEERS`, else beside the project.
  private static final Path PEERS = Path.of(java.util.Objects.requireNonNullElse(System.getenv("LOADSTAR_PEERS"), "../../shared/peers"));

  @ParameterizedTest
  @ValueSource(strings = {"case3_lmbd", "case5_pjm", "case14_ieee", "case24_ieee_rts", "case30_ieee", "case39_epri", "case57_ieee", "case118_ieee", "case200_activ", "case500_goc", "case1354_pegase"})
  void agreesWithTheBaseline(String name) throws IOException {
    Path file = PEERS.resolve("pglib/pglib_opf_" + name + ".m");
    assumeTrue(Files.exists(file), "PGLib is not beside the project");
    double printed =
        Files.readAllLines(PEERS.resolveSibling("data/pglib_baseline_v23.07.csv")).stream()
            .map(line -> line.split(",")).filter(c -> c[0].equals("pglib_opf_" + name)).mapToDouble(c -> Double.parseDouble(c[3])).findFirst().orElseThrow();
    Grid grid = GridFile.read(file).grid();
    GridAnalysis a = GridAnalysis.of(grid, OperatingPoint.Source.OPF, 1);
    assertThat(a.point().costUsdPerHour()).isCloseTo(printed, withinPercentage(5e-3));
    assertThat(a.lowerBound()).isCloseTo(a.point().costUsdPerHour(), withinPercentage(1e-5));
    assertThat(a.point().overloads(grid)).isEmpty();
  }

  /// What the repository of the RTS-GMLC prints for its DC optimum.
  @Test
  void agreesWithTheReliabilityTestSystem() {
    Path file = PEERS.resolve("rts/RTS_GMLC.m");
    assumeTrue(Files.exists(file), "RTS-GMLC is not beside the project");
    GridAnalysis a = GridAnalysis.of(GridFile.read(file).grid(), OperatingPoint.Source.OPF, 1);
    assertThat(a.point().costUsdPerHour()).isCloseTo(225806.07, within(0.01));
    assertThat(a.lowerBound()).isCloseTo(225806.07, within(0.01));
  }
}
