package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.peers.NetworkSource;
import org.loadstar.model.network.Network;

/// `--solver highs` and `--solver ipm` on other tools' cases: the same cost, and of both the bound below the plan of the other.
/// The largest, pglib_opf_case10000_goc, is in `bench/small.sh`.
class SolverAgreementTest {
  private static final double AGREED = 1e-6;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {
    "genx/DCOPF", "genx/three_zones", "genx/piecewise_fuel", "genx/electrolyzer", "genx/fusion_pulse_every_hour",
    "genx/VRE_storage/solar_wind", "genx/VRE_storage/wind", "genx/multi_stage",
    "pypsa/examples/ac-dc-meshed/ac-dc-meshed", "pypsa/examples/storage-hvdc/storage-hvdc", "pypsa/examples/scigrid-de/scigrid-de",
    "pypsa/bench/z1_t168", "pypsa/bench/z3_t168", "pypsa/bench/z8_t168",
    "pglib/pglib_opf_case3_lmbd.m", "pglib/pglib_opf_case5_pjm.m", "pglib/pglib_opf_case14_ieee.m", "pglib/pglib_opf_case24_ieee_rts.m",
    "pglib/pglib_opf_case30_ieee.m", "pglib/pglib_opf_case39_epri.m", "pglib/pglib_opf_case57_ieee.m", "pglib/pglib_opf_case118_ieee.m",
    "pglib/pglib_opf_case200_activ.m", "pglib/pglib_opf_case500_goc.m", "pglib/pglib_opf_case1354_pegase.m", "pglib/pglib_opf_case2000_goc.m",
    "pglib/pglib_opf_case3970_goc.m", "rts/RTS_GMLC.m"
  })
  void agree(String name) {
    assumeTrue(Peers.present());
    Network data = NetworkSource.read(CaseSource.of(Peers.folder().resolve(name))).orThrow();
    NetworkResult highs = plan(data, name, "highs");
    NetworkResult ipm = plan(data, name, "ipm");
    double h = number(highs, "objective_usd");
    double i = number(ipm, "objective_usd");
    double difference = Math.abs(h - i) / Math.max(1, Math.abs(h));
    System.out.printf(Locale.ROOT, "%-48s %6s rows  highs %18.6f (%s)  ipm %18.6f (%s)  difference %.1e%n", name,
        highs.summary().get("rows"), h, highs.summary().get("solver"), i, ipm.summary().get("solver"), difference);
    assertThat(difference).isLessThanOrEqualTo(AGREED);
    double size = AGREED * Math.max(1, Math.abs(h));
    assertThat(number(highs, "lower_bound_usd")).isLessThanOrEqualTo(i + size);
    assertThat(number(ipm, "lower_bound_usd")).isLessThanOrEqualTo(h + size);
    if (ipm.summary().get("solver_note") == null) assertThat(ipm.summary()).containsEntry("solver", "ipm");
    else assertThat(ipm.summary().get("solver_note").toString()).contains("HiGHS").containsAnyOf("integers", "quadratic");
  }

  private static NetworkResult plan(Network data, String name, String solver) {
    NetworkOptions options = NetworkOptions.of(CaseSource.of(Peers.folder().resolve(name))).withSolver(solver).withGap(1e-7);
    NetworkResult r = NetworkPlan.run(data, options, StudyProgress.silent());
    assertThat(r.status()).as(solver).isIn("optimal", "within_gap");
    return r;
  }

  private static double number(NetworkResult r, String key) {
    return (Double) Objects.requireNonNull(r.summary().get(key), key);
  }
}
