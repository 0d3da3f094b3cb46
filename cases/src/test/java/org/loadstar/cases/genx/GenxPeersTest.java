package org.loadstar.cases.genx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.NetworkReader;
import org.loadstar.cases.NetworkWriter;
import org.loadstar.cases.Peers;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;

/// The values that GenX's own tests assert (tests of github.com/GenXProject/GenX.jl, 0.4), by reading the cases unchanged, and once more
/// from the native folder that they are written to.
final class GenxPeersTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "DCOPF, 395.171391, 1e-8",
    "fusion_pulse_every_hour, 300.5962608, 1e-8",
    "piecewise_fuel, 2341.82308, 1e-5",
    "three_zones, 6960.20855, 1e-4",
    "electrolyzer, 34275.8599, 1e-4",
    "VRE_storage/solar_wind, 92376.060123, 1e-5",
    "VRE_storage/wind, 92376.275543, 1e-5",
  })
  void reachesThePublishedObjective(String name, double expected, double tolerance, @TempDir Path folder) throws IOException {
    Path root = Peers.folder("genx/" + name);
    assertThat(GenxReader.recognises(root)).isTrue();
    Network network = GenxReader.read(root).orThrow();
    double ours = objective(network);
    double difference = (ours - expected) / expected;
    System.out.printf(Locale.ROOT, "GenX %-24s expected %.9g  ours %.9g  relative difference %.1e%n", name, expected, ours, difference);
    assertThat(Math.abs(difference)).isLessThanOrEqualTo(tolerance);
    Path copy = folder.resolve("native");
    NetworkWriter.write(network, copy);
    double again = objective(NetworkReader.read(copy).orThrow());
    assertThat(Math.abs(again - ours) / ours).isLessThanOrEqualTo(1e-9);
  }

  private static double objective(Network network) {
    try (var session = new HighsSolver().open(new NetworkModel(network).program())) {
      Solution solution = session.solve(SolveOptions.defaults().withMaxSeconds(300), Progress.silent());
      assertThat(solution.status()).isEqualTo(Status.OPTIMAL);
      return solution.objective() * 1e6 * network.settings().peerObjectiveScale();
    }
  }
}
