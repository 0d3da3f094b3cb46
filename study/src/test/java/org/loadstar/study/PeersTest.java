package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.CaseHash;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.NetworkReader;
import org.loadstar.cases.NetworkWriter;
import org.loadstar.cases.peers.NetworkSource;
import org.loadstar.lp.Lp;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;

/// Other tools' cases from end to end: recognised, read, planned, and once more from the folder of ours that they are written to. The
/// values are those that GenX's tests assert and PyPSA prints.
class PeersTest {
  /// Nonzeros up to which the copy is solved again; above, its program is compared entry by entry only.
  private static final int SOLVED_AGAIN = 30_000;

  @TempDir Path temp;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "genx/DCOPF, 395.171391, 1e-8",
    "genx/three_zones, 6960.20855, 1e-4",
    "genx/piecewise_fuel, 2341.82308, 1e-5",
    "genx/electrolyzer, 34275.8599, 1e-4",
    "genx/fusion_pulse_every_hour, 300.5962608, 1e-8",
    "genx/VRE_storage/solar_wind, 92376.060123, 1e-5",
    "genx/VRE_storage/wind, 92376.275543, 1e-5",
    "pypsa/examples/ac-dc-meshed/ac-dc-meshed, -3474256.04055, 1e-8",
    "pypsa/examples/ac-dc-meshed/ac-dc-meshed.nc, -3474256.04055, 1e-8",
    "pypsa/examples/storage-hvdc/storage-hvdc, 14670508.8254, 1e-8",
    "pypsa/examples/storage-hvdc/storage-hvdc.nc, 14670508.8254, 1e-8",
    "pypsa/examples/scigrid-de/scigrid-de, 6684817.3236, 1e-7",
    "pypsa/examples/scigrid-de/scigrid-de.nc, 6684817.3236, 1e-7",
    "pypsa/bench/z1_t168, 2882410121.48914, 1e-8",
    "pypsa/bench/z3_t168, 9133244489.9078, 1e-8",
    "pypsa/bench/z8_t168, 36436158738.8273, 1e-7"
  })
  void costsWhatThePeerPrints(String name, double expected, double tolerance) throws IOException {
    assumeTrue(Peers.present());
    CaseSource source = CaseSource.of(Peers.folder().resolve(name));
    NetworkOptions options = NetworkOptions.of(source).withGap(1e-9);
    Network data = NetworkSource.read(source).orThrow();
    NetworkResult r = NetworkPlan.run(data, options, StudyProgress.silent());
    double ours = (Double) r.summary().get("peer_objective");
    double difference = Math.abs(ours - expected) / Math.abs(expected);
    System.out.printf(Locale.ROOT, "%-48s expected %18.6f  ours %18.6f  relative difference %.1e%n", name, expected, ours, difference);
    assertThat(difference).isLessThanOrEqualTo(tolerance);
    assertThat(r.status()).isEqualTo("optimal");

    Network again = copy(data);
    assertThat(CaseHash.of(again)).isEqualTo(r.caseHash());
    Lp lp = new NetworkModel(again).program();
    requireSame(new NetworkModel(data).program(), lp);
    if (lp.nonzeros() > SOLVED_AGAIN) return;
    double copied = (Double) NetworkPlan.run(again, options, StudyProgress.silent()).summary().get("peer_objective");
    assertThat(Math.abs(copied - ours)).isLessThanOrEqualTo(1e-9 * Math.abs(ours));
  }

  /// What GenX prints for each stage is that stage with what it sees of the stages after it; the parts do not add up to the plan.
  @Test
  void everyStageIsWorthWhatThePeerPrints() {
    assumeTrue(Peers.present());
    CaseSource source = CaseSource.of(Peers.folder().resolve("genx/multi_stage"));
    NetworkResult r = NetworkPlan.run(NetworkOptions.of(source), StudyProgress.silent());
    double[] expected = {79734.80032, 41630.03494, 27855.20631};
    assertThat(r.summary().get("peer_objective_by_stage")).isInstanceOf(Map.class);
    Map<?, ?> ours = (Map<?, ?>) r.summary().get("peer_objective_by_stage");
    assertThat(ours).hasSize(3);
    for (int y = 0; y < 3; y++) {
      double v = (Double) ours.get("" + (y + 1));
      System.out.printf(Locale.ROOT, "genx/multi_stage, stage %d  expected %.5f  ours %.5f%n", y + 1, expected[y], v);
      assertThat(Math.abs(v / expected[y] - 1)).isLessThanOrEqualTo(1e-4);
    }
  }

  private Network copy(Network data) throws IOException {
    NetworkWriter.write(data, temp.resolve("copy"));
    return NetworkReader.read(temp.resolve("copy")).orThrow();
  }

  private static void requireSame(Lp a, Lp b) {
    assertThat(b.costs()).containsExactly(a.costs());
    assertThat(b.quadratics()).containsExactly(a.quadratics());
    assertThat(b.lowers()).containsExactly(a.lowers());
    assertThat(b.uppers()).containsExactly(a.uppers());
    assertThat(b.rowLowers()).containsExactly(a.rowLowers());
    assertThat(b.rowUppers()).containsExactly(a.rowUppers());
    assertThat(b.starts()).containsExactly(a.starts());
    assertThat(b.indices()).containsExactly(a.indices());
    assertThat(b.values()).containsExactly(a.values());
    assertThat(b.integers()).containsExactly(a.integers());
    assertThat(b.offset()).isEqualTo(a.offset());
  }
}
