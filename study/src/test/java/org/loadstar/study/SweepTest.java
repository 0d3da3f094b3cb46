package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.ensemble.InProcess;
import org.loadstar.study.store.RunStore;

class SweepTest {
  private static final Path TWO_ZONES = Path.of("../examples/two-zones").toAbsolutePath().normalize();

  @TempDir Path temp;

  private static PlanOptions quick(Path folder) {
    return PlanOptions.of(CaseSource.of(folder)).withTime("reps:2@6").withStages(List.of(2027, 2030)).withFullYear("none").withIntegers(false);
  }

  private static Sweep.Result run(PlanOptions o, int atOnce, String... over) {
    return Sweep.run(o, Design.grid(Stream.of(over).map(Sweep.Axis::of).toList()), new InProcess(StudyWorks.ALL, atOnce), StudyProgress.silent());
  }

  private static List<Map<?, ?>> members(Sweep.Result r) {
    return ((List<?>) Objects.requireNonNull(r.summary().get("members"))).stream().<Map<?, ?>>map(m -> (Map<?, ?>) m).toList();
  }

  @Test
  void everyCombinationIsThePlanOfItsCase() {
    Sweep.Result r = run(quick(TWO_ZONES), 1, "wacc=x0.8,x1", "ai.target_gw.2030=0.1,0.2");
    assertThat(r.summary()).containsEntry("status", "done").containsEntry("members_asked", 4);
    assertThat(members(r)).extracting(m -> String.valueOf(m.get("set"))).containsExactly(
        "{wacc=x0.8, ai.target_gw.2030=0.1}", "{wacc=x0.8, ai.target_gw.2030=0.2}", "{wacc=x1, ai.target_gw.2030=0.1}",
        "{wacc=x1, ai.target_gw.2030=0.2}");
    PlanResult alone =
        Plan.run(quick(TWO_ZONES).withSource(CaseSource.of(TWO_ZONES).withSet("wacc=x0.8").withSet("ai.target_gw.2030=0.2")).withoutTwin(), StudyProgress.silent());
    assertThat(members(r).get(1).get("objective_usd")).isEqualTo(alone.summary().get("objective_usd"));
    assertThat(members(r).get(1).get("result_hash")).isEqualTo(RunStore.resultHash(PlanKeys.complete(alone.summary(), Map.of()), alone.tables()));
    assertThat(r.tables().get("sweep").rows()).isEqualTo(8);
    Sweep.Result beside = run(quick(TWO_ZONES), 2, "wacc=x0.8,x1", "ai.target_gw.2030=0.1,0.2");
    assertThat(members(beside)).extracting(m -> String.valueOf(m.get("set")))
        .isEqualTo(members(r).stream().map(m -> String.valueOf(m.get("set"))).toList());
    for (String key : List.of("case_hash", "result_hash"))
      assertThat(members(beside)).extracting(m -> String.valueOf(m.get(key))).isEqualTo(members(r).stream().map(m -> String.valueOf(m.get(key))).toList());
  }

  /// One fab from the first month at full output: 1000 wafers a month x 50 dies / 2 = 0.3 million chips a year of 1 kW beside 0.1 of
  /// standing fabs; memory is for 0.5 million. From two fabs on nothing is gained: 0.5 GW a year, 2.5 GW by 2030.
  @Test
  void moreFabsStopHelpingWhereMemoryBinds() throws IOException {
    Path folder = copy();
    Files.writeString(folder.resolve("chip_supply.csv"), """
        scenario,year,wafers_per_yr,dies_per_wafer,dies_per_chip,memory_gb_per_yr,memory_per_chip_gb,power_kw
        mid,2026,4000,50,2,50e6,100,1
        """);
    PlanOptions o = quick(folder).withSource(CaseSource.of(folder).withSet("supply.fab_lead_months=0").withSet("supply.fab_ramp_months=0")
        .withSet("supply.fab_wafers_per_month=1000"));
    Sweep.Result r = run(o, 1, "supply.fabs=0,1,2,6");
    Map<?, ?> turn = (Map<?, ?>) ((List<?>) Objects.requireNonNull(r.summary().get("turning"))).get(1);
    assertThat(String.valueOf(turn.get("gw"))).isEqualTo("[0.5, 2.0, 2.5, 2.5]");
    assertThat(turn.get("metric")).isEqualTo("chips_gw");
    assertThat(turn.get("from")).isEqualTo("2");
    assertThat(turn.get("binds")).isEqualTo("memory");
  }

  /// Accelerators of 2 kW from 2028 on, where those of before take 1: by 2030 all five years' 50,000 can wait for campuses of 2 kW.
  @Test
  void noPlanEnergisesMoreThanTheChipsFill() throws IOException {
    Path folder = copy();
    Files.writeString(folder.resolve("chip_supply.csv"), "scenario,year,chips_per_yr,power_kw\nmid,2026,10000,1\nmid,2030,10000,2\n");
    Sweep.Result r = run(quick(folder), 1, "chip_supply.*.chips_per_yr=x1,x0.1,x100");
    assertThat(number(members(r).get(0), "chips", "2030")).isEqualTo(0.1, within(1e-9));
    for (Map<?, ?> m : members(r))
      for (String y : List.of("2027", "2030"))
        assertThat((Double) ((Map<?, ?>) Objects.requireNonNull(m.get("ai_gw"))).get(y)).isLessThanOrEqualTo(number(m, "chips", y) + 1e-6);
    assertThat(members(r).get(1).get("limiting").toString()).contains("chips");
    assertThat(((Map<?, ?>) ((List<?>) Objects.requireNonNull(members(r).get(1).get("limiting"))).getFirst()).get("constraint")).isEqualTo("chips");
    assertThat(members(r).get(2).get("not_binding").toString()).contains("chips");
    assertThat(String.valueOf(r.summary().get("binds_in_no_member"))).doesNotContain("chips");
  }

  /// Sites that must be built take more chips than come.
  @Test
  void aMemberWithoutASolutionSaysWhy() throws IOException {
    Path folder = copy();
    Files.writeString(folder.resolve("chip_supply.csv"), "scenario,year,chips_per_yr,power_kw\nmid,2026,100000,1\n");
    PlanOptions o = quick(folder).withSource(CaseSource.of(folder).withSet("campuses.*.pin=build"));
    Sweep.Result r = run(o, 1, "chip_supply.*.chips_per_yr=x1,x0.01");
    assertThat(members(r)).extracting(m -> String.valueOf(m.get("status"))).last().isEqualTo("infeasible");
    assertThat(((List<?>) Objects.requireNonNull(members(r).get(0).get("explanation")))).isEmpty();
    assertThat(members(r).get(1).get("explanation").toString()).contains("accelerators that can be had");
  }

  private Path copy() throws IOException {
    Path folder = temp.resolve("case");
    try (Stream<Path> files = Files.walk(TWO_ZONES)) {
      for (Path f : files.toList()) {
        Path to = folder.resolve(TWO_ZONES.relativize(f).toString());
        if (Files.isDirectory(f)) Files.createDirectories(to);
        else Files.copy(f, to);
      }
    }
    return folder;
  }

  private static double number(Map<?, ?> member, String of, String year) {
    return (Double) ((Map<?, ?>) ((Map<?, ?>) Objects.requireNonNull(member.get(of))).get(year)).get("gw");
  }

  @Test
  void aStopKeepsTheMembersThatAreDone() {
    Sweep.Result r = Sweep.run(quick(TWO_ZONES), Design.grid(List.of(Sweep.Axis.of("wacc=x0.8,x0.9,x1"))), new InProcess(StudyWorks.ALL, 1), (stage, s, d, l, u) -> !stage.startsWith("member 2"));
    assertThat(r.summary()).containsEntry("status", "stopped");
    assertThat(members(r)).hasSize(1);
    assertThat(run(quick(TWO_ZONES).withMaxSeconds(1e-6), 1, "wacc=x1,x2").summary()).containsEntry("status", "stopped");
  }

  @Test
  void wrongAxesAreRefusedBeforeTheFirstPlan() {
    assertThatThrownBy(() -> run(quick(TWO_ZONES), 1, "wacc")).hasMessageContaining("PATH=V1,V2");
    assertThatThrownBy(() -> run(quick(TWO_ZONES), 1, "wacc=1,,2")).hasMessageContaining("values are needed");
    assertThatThrownBy(() -> run(quick(TWO_ZONES), 1, "wacc=x1,x1")).hasMessageContaining("given twice");
    assertThatThrownBy(() -> run(quick(TWO_ZONES), 1, "wacc=0.05,5e-2")).hasMessageContaining("given twice");
    assertThatThrownBy(() -> run(quick(TWO_ZONES), 1, "wacc=x1,x2", "wacc=x3")).hasMessageContaining("path is given twice");
    assertThatThrownBy(() -> run(quick(TWO_ZONES), 1, "wacc=x1,fast")).isInstanceOf(CaseException.class).hasMessageContaining("fast");
    assertThat(Sweep.Axis.of("generators[zone=West,technology=wind].max_new_mw=1, 2")).isEqualTo(
        new Sweep.Axis("generators[zone=West,technology=wind].max_new_mw", List.of("1", "2")));
  }

  /// The curve of a policy: what it costs by matched MWh, never less for a larger share; CO2 falls under a cap.
  @Test
  void theCostCurveOfAPolicy() {
    List<Map<?, ?>> matching = curve(run(quick(TWO_ZONES), 1, "policy.hourly_matching=0,0.5,0.9"));
    assertThat(matching).hasSize(3);
    double[] extra = matching.stream().mapToDouble(m -> (Double) m.get("extra_cost_usd")).toArray();
    assertThat(extra[0]).isZero();
    assertThat(extra[1]).isPositive();
    assertThat(extra[2]).isGreaterThan(extra[1]);
    assertThat((Double) matching.get(2).get("usd_per_mwh")).isPositive();
    assertThat((Double) matching.get(2).get("matched_mwh")).isGreaterThan((Double) matching.get(1).get("matched_mwh"));
    List<Map<?, ?>> cap = curve(run(quick(TWO_ZONES), 1, "policy.co2_cap_mt=inf,0.5"));
    assertThat((Double) cap.get(1).get("emissions_t")).isLessThanOrEqualTo(0.5e6 * 1.001);
    assertThat((Double) cap.get(1).get("usd_per_t")).isPositive();
    assertThat(curve(run(quick(TWO_ZONES), 1, "wacc=x1"))).isEmpty();
  }

  private static List<Map<?, ?>> curve(Sweep.Result r) {
    return ((List<?>) Objects.requireNonNull(r.summary().get("curve"))).stream().<Map<?, ?>>map(m -> (Map<?, ?>) m).toList();
  }
}
