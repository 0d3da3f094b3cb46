package org.loadstar.cases.pypsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.model.network.Network;

/// Random networks of our own with most features of PyPSA, and the objective and constant that PyPSA 1.3.0 with HiGHS gives them; each
/// is solved again after a round trip through our own format.
class DifferentialTest {
  @ParameterizedTest
  @CsvSource({
    "n0, 305129.2061935161, 0.0",
    "n1, 2203512.4067454557, 2332.397434190634",
    "n2, 388260.80118713586, 0.0",
    "n3, 3774024.458318922, 0.0",
    "n5, 287149.4411980889, 3462.8375057332264",
    "n13, 205647.30695916107, 8571.882036825316",
    "n14, 273046.04110612394, 0.0",
    "n18, 640589.1641543594, 765.6019679999999",
    "n21, 1571314.1085284462, 127.856244",
    "n22, 2127016.580426139, 0.0",
    "n31, 8273107.255821796, 0.0",
    "n33, 1164638.1201233012, 6324.927718999999",
    "n35, 232188.32894429684, 3345.4341999999997"
  })
  void sameObjectiveAsPypsa(String name, double objective, double constant, @TempDir Path folder) throws IOException {
    Network network = Pypsa.read(Path.of("src/test/resources/pypsa/networks", name)).orThrow();
    SolvedNetwork s = SolvedNetwork.of(network);
    assertThat(s.peerObjective()).isCloseTo(objective, within(1e-8 * objective));
    assertThat(s.constant()).isCloseTo(constant, within(1e-8 * Math.max(1, constant)));
    assertThat(SolvedNetwork.of(SolvedNetwork.roundTrip(network, folder)).peerObjective()).isCloseTo(s.peerObjective(), within(1e-9 * objective));
  }
}
