package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loadstar.cases.CaseSource;

class FastestTest {
  private static final Path CASE = Path.of("..").toAbsolutePath().normalize().resolve("examples/two-zones");
  private static final PlanOptions.Goal GOAL = new PlanOptions.Goal(true, Double.POSITIVE_INFINITY, 2030);


  private static PlanOptions options(String... sets) {
    return PlanOptions.of(new CaseSource(CASE, List.of(), List.of(sets))).withTime("reps:2@6").withFullYear("none").withGoal(GOAL);
  }

  private static Map<String, ?> plan(PlanOptions options) {
    PlanResult r = Plan.run(options, StudyProgress.silent());
    assertThat(r.status()).isEqualTo("within_gap");
    return r.summary();
  }

  private static double gw(Map<String, ?> summary) {
    return (Double) summary.get("objective_gw");
  }

  @Test
  void thePlanIsNearItsBoundAndCertified() {
    Map<String, ?> s = plan(options());
    assertThat(gw(s)).isPositive().isLessThanOrEqualTo((Double) s.get("upper_bound_gw") + 1e-6);
    assertThat(((Map<?, ?>) s.get("certificate")).get("ok")).isEqualTo(true);
    assertThat((Double) ((Map<?, ?>) s.get("ai_gw")).get("2030")).isCloseTo(gw(s), within(1e-6));
  }

  @Test
  void moreRoomNeverGivesLess() {
    double with = gw(plan(options("campuses.*.max_it_mw=x3")));
    assertThat(with).isGreaterThanOrEqualTo(gw(plan(options())) * 0.999);
    assertThat(gw(plan(options("campuses.*.max_it_mw=x0.5")))).isLessThan(with);
  }

  @Test
  void aBudgetBetweenNothingAndAllGivesLess() {
    Map<String, ?> all = plan(options());
    Map<?, ?> twin = (Map<?, ?>) all.get("no_ai");
    double without = (Double) twin.get("objective_usd");
    double half = without + ((Double) all.get("objective_usd") - without) / 2;
    Map<String, ?> s = plan(options().withGoal(new PlanOptions.Goal(true, half, 2030)));
    assertThat(gw(s)).isPositive().isLessThan(0.9 * gw(all));
    assertThat((Double) s.get("objective_usd")).isLessThanOrEqualTo(half * (1 + 1e-4));
    assertThat(s.get("binding").toString()).contains("budget");
  }

  /// What a reward pays for a GW is in no table: reasons are in GW, prices in money.
  @Test
  void nothingIsToldInMoneyOfTheReward() {
    PlanResult r = Plan.run(options(), StudyProgress.silent());
    var sites = r.tables().get("campuses");
    for (int i = 0; i < sites.rows(); i++) assertThat(sites.text(i, sites.column("why"))).doesNotContain("USD").contains("GW");
    var ai = r.tables().get("ai");
    for (int i = 0; i < ai.rows(); i++) assertThat(ai.number(i, ai.column("marginal_usd_per_kw_yr"))).isNaN();
    var prices = r.tables().get("price_summary");
    for (int i = 0; i < prices.rows(); i++) assertThat(prices.number(i, prices.column("energy_usd_per_mwh"))).isLessThan(10_001);
  }

  /// Sites that wait for the queue are worth what is left after the chips that they take: nothing where chips are short. With chips
  /// enough and slow queues the queue is named.
  @Test
  void whatWaitsIsWorthNothingWhereChipsAreShort() {
    CaseSource three = CaseSource.of(CASE.resolveSibling("three-zones"));
    Map<String, ?> few = plan(PlanOptions.of(three.withSet("chip_supply.*.share=x0.1")).withGoal(GOAL).withTime("reps:1@4").withFullYear("none").withIntegers(false));
    assertThat(few.get("binding").toString()).contains("constraint=chips").doesNotContain("campus.queue");
    Map<String, ?> slow = plan(PlanOptions.of(three.withSet("campuses.*.queue_months=x2")).withGoal(GOAL).withTime("reps:1@4").withFullYear("none").withIntegers(false));
    assertThat(slow.get("binding").toString()).contains("constraint=campus.queue");
    assertThat(gw(slow)).isGreaterThan(gw(few));
  }

  /// One stage or two: sites ramp and plants are built in all years since 2026.
  @Test
  void fewerStagesGiveNoLess() {
    double two = gw(plan(options("stages=2027,2030")));
    assertThat(gw(plan(options("stages=2030")))).isGreaterThanOrEqualTo(two * 0.99);
  }

  @Test
  void aTargetOfTheCaseIsNotPartOfIt() {
    assertThat(gw(plan(options("ai.target_gw.2030=0.06")))).isCloseTo(gw(plan(options())), within(1e-3));
  }

  @Test
  void noAcceleratorsAreNamed() {
    CaseSource three = CaseSource.of(CASE.resolveSibling("three-zones")).withSet("chip_supply.*.share=0");
    Map<String, ?> s = plan(PlanOptions.of(three).withGoal(GOAL).withTime("reps:1@4").withFullYear("none").withIntegers(false));
    assertThat(gw(s)).isCloseTo(0, within(1e-6));
    assertThat(s.get("binding").toString()).contains("No accelerators can be had by 2030");
  }
}
