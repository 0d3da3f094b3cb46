package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.CaseSource;

/// DC optimal power flows against the baselines of PGLib (five figures) and of RTS-GMLC.
class MatpowerPeersTest {
  private static double baseline(String name) throws IOException {
    Path csv = Peers.folder().resolveSibling("data/pglib_baseline_v23.07.csv");
    return Files.readAllLines(csv).stream()
        .filter(l -> l.startsWith(name + ","))
        .mapToDouble(l -> Double.parseDouble(l.split(",")[3]))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"case3_lmbd", "case5_pjm", "case14_ieee", "case24_ieee_rts", "case30_ieee", "case39_epri", "case57_ieee", "case118_ieee",
      "case200_activ", "case500_goc", "case1354_pegase", "case2000_goc"})
  void costsWhatPglibPrints(String name) throws IOException {
    assumeTrue(Peers.present());
    String full = "pglib_opf_" + name;
    check(Peers.folder().resolve("pglib/" + full + ".m"), baseline(full), 5e-5);
  }

  @ParameterizedTest
  @CsvSource("225806.07")
  void costsWhatRtsGmlcPrints(double expected) {
    assumeTrue(Peers.present());
    check(Peers.folder().resolve("rts/RTS_GMLC.m"), expected, 1e-7);
  }

  private static void check(Path file, double expected, double tolerance) {
    NetworkResult r = NetworkPlan.run(NetworkOptions.of(CaseSource.of(file)).withGap(1e-7).withSolver("highs"), StudyProgress.silent());
    double ours = (Double) r.summary().get("peer_objective");
    double difference = Math.abs(ours / expected - 1);
    System.out.printf(Locale.ROOT, "%-32s expected %14.2f  ours %16.4f  difference %.1e  %s%n", file.getFileName(), expected, ours, difference, r.summary().get("seconds"));
    assertThat(r.status()).isIn("optimal", "within_gap");
    assertThat(difference).as(file.toString()).isLessThanOrEqualTo(tolerance);
  }
}
