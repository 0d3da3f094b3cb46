package org.loadstar.cases.pypsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.Peers;
import org.loadstar.model.network.Network;

/// Objectives, constants and CO2 prices that PyPSA prints for its own examples and for three cases of the bench. Objectives are without
/// the constant, as PyPSA prints them.
class PeerValuesTest {
  private static final String SCIGRID = "pypsa/examples/scigrid-de/scigrid-de";

  @ParameterizedTest
  @CsvSource({
    "pypsa/examples/ac-dc-meshed/ac-dc-meshed, -3474256.04055, 21915277.5183, NaN",
    "pypsa/examples/ac-dc-meshed/ac-dc-meshed.nc, -3474256.04055, 21915277.5183, NaN",
    "pypsa/examples/storage-hvdc/storage-hvdc, 14670508.8254, 1211329.7805, NaN",
    "pypsa/examples/storage-hvdc/storage-hvdc.nc, 14670508.8254, 1211329.7805, NaN",
    "pypsa/examples/scigrid-de/scigrid-de, 6684817.3236, 0, NaN",
    "pypsa/bench/z1_t168, 2882410121.48914, 0, -114.6558",
    "pypsa/bench/z3_t168, 9133244489.9078, 22802193.4, -6.3319",
    "pypsa/bench/z8_t168, 36436158738.8273, 79807676.9, 0"
  })
  void reproduces(String name, double objective, double constant, double co2Price) {
    SolvedNetwork s = SolvedNetwork.of(Pypsa.read(Peers.folder(name)).orThrow());
    assertThat(print(name + " objective", objective, s.peerObjective())).isLessThan(1e-6);
    assertThat(print(name + " constant", constant, s.constant())).isLessThan(1e-6);
    if (!Double.isNaN(co2Price)) assertThat(s.dual("limit") * 1e3).isCloseTo(co2Price, org.assertj.core.data.Offset.offset(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"pypsa/examples/ac-dc-meshed/ac-dc-meshed", "pypsa/examples/storage-hvdc/storage-hvdc", "pypsa/examples/scigrid-de/scigrid-de", "pypsa/bench/z3_t168"})
  void staysTheSameInOurOwnFormat(String name, @TempDir Path folder) throws IOException {
    Network network = Pypsa.read(Peers.folder(name)).orThrow();
    double ours = SolvedNetwork.of(network).peerObjective();
    double again = SolvedNetwork.of(SolvedNetwork.roundTrip(network, folder)).peerObjective();
    assertThat(print(name + " round trip", ours, again)).isLessThan(1e-9);
  }

  /// The example of the peer's documentation: 70 % of every line may be used, three lines are stronger.
  @Test
  void securityMarginOfTheGermanGrid(@TempDir Path folder) throws IOException {
    Path source = Peers.folder(SCIGRID);
    try (Stream<Path> files = Files.list(source)) {
      for (Path f : files.toList()) Files.copy(f, folder.resolve(f.getFileName()));
    }
    Path lines = folder.resolve("lines.csv");
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(lines)) {
      String[] cell = line.split(",", 7);
      if (cell[0].equals("316") || cell[0].equals("527") || cell[0].equals("602"))
        line = String.join(",", cell[0], cell[1], cell[2], cell[3], "1715", cell[5], cell[6]);
      text.append(line).append(line.startsWith("name,") ? ",s_max_pu" : ",0.7").append('\n');
    }
    Files.write(lines, text.toString().getBytes(StandardCharsets.UTF_8));
    SolvedNetwork s = SolvedNetwork.of(Pypsa.read(folder).orThrow());
    assertThat(print("scigrid-de with s_max_pu 0.7", 9199288.0405, s.peerObjective())).isLessThan(1e-6);
  }

  private static double print(String what, double expected, double ours) {
    double difference = Math.abs(ours - expected) / Math.max(1, Math.abs(expected));
    System.out.printf(Locale.ROOT, "%-60s expected %.6f ours %.6f relative %.2e%n", what, expected, ours, difference);
    return difference;
  }
}
