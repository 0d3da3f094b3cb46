package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /// A fuel at 3 USD/MMBtu with 0.05 t/MMBtu.
  private static TestCase withGas(TestCase c) {
    return c.add(Rows.Fuel.class, "fuel", "gas", "co2", 0.05)
        .add(Rows.FuelPrice.class, "fuel", "gas", "scenario", "s", "year", 2030, "price", 3)
        .technology("gas", Rows.Kind.THERMAL, "fuel", "gas", "financing", 20);
  }

  @Test
  void limitMustRunAndRampAtARandomPoint() {
    TestCase c = TestCase.zones("A").stages(2029, 2030).technology("slow", Rows.Kind.THERMAL, "mustRun", 0.5, "rampPerHour", 0.2);
    c.generator("g", "A", "slow", "existing", 2000, "maxNew", 1000, "retirable", true, "fom", 5);
    Built b = c.on(TimeGrid.window(new int[] {0, 4, 5, 7}, 9, 0.5));
    var p = b.random();
    double capacity = p.x("generator.new", "g") - p.x("generator.retired", "g");
    for (int t = 0; t < 4; t++) {
      double out = p.x("generator.output", "g", 0, t);
      p.atMost("generator.limit", "g", t, out - capacity, 2);
      p.atLeast("generator.must_run", "g", t, out - 0.5 * capacity, 1);
    }
    // Steps of 4, 1, 2 and 2 hours: 0.2 (4 + 1) / 2 = 0.5, 0.2 (1 + 2) / 2 = 0.3, 0.2 x 2 = 0.4.
    double[] most = {0, 0.5, 0.3, 0.4};
    for (int t = 1; t < 4; t++) {
      double change = p.x("generator.output", "g", 0, t) - p.x("generator.output", "g", 0, t - 1);
      p.atMost("generator.ramp_up", "g", t, change - most[t] * capacity, most[t] * 2);
      p.atMost("generator.ramp_down", "g", t, -change - most[t] * capacity, most[t] * 2);
    }
    p.says("generator.stays_retired", "g", 1, 0,
        p.x("generator.retired", "g", 1, 0) - p.x("generator.retired", "g", 0, 0), 0, INF);
    p.says("balance", "A", 0, 0,
        p.x("generator.output", "g") + p.x("load.unserved1", "A") - p.x("load.surplus", "A"), 0, 0);
  }

  @Test
  void classesOfOneTechnologyShareADispatchColumn() {
    TestCase c = TestCase.zones("A").demand("A", 1000).technology("wind", Rows.Kind.VARIABLE, "mustRun", 0.5);
    c.profile("w/a", 0.5, 0.25, 0).profile("w/b", 1, 0.5, 0.25);
    c.generator("w1", "A", "wind", "existing", 1000, "profile", "w/a");
    c.generator("w2", "A", "wind", "maxNew", 400, "profile", "w/b");
    c.generator("dear", "A", "wind", "existing", 100, "profile", "w/b", "vom", 5);
    Built b = c.threeHours();
    var p = b.random();
    double n = p.x("generator.new", "w2");
    double[] a = {0.5, 0.25, 0};
    double[] e = {1, 0.5, 0.25};
    for (int t = 0; t < 3; t++) {
      p.atMost("generator.limit", "w1", t, p.x("generator.output", "w1", 0, t) - e[t] * n, a[t]);
      p.atLeast("generator.must_run", "w1", t, p.x("generator.output", "w1", 0, t) - 0.5 * e[t] * n, 0.5 * a[t]);
      assertThat(b.upper("generator.output", "dear", 0, t)).isEqualTo(0.1 * e[t], within(1e-12));
      assertThat(b.lower("generator.output", "dear", 0, t)).isEqualTo(0.05 * e[t], within(1e-12));
    }
  }

  /// Gas costs 7 x 3 + 2 = 23 USD/MWh, the plant 30: gas first. 2 GW x 3 h x 7 x 0.05 = 2.1 kt.
  @Test
  void meritOrderByHand() {
    TestCase c = withGas(TestCase.zones("A").demand("A", 2500)).plant("p", "A", 1000, 30);
    c.generator("g", "A", "gas", "existing", 2000, "heatRate", 7, "vom", 2, "fom", 10);
    Solved s = c.threeHours().solve();
    assertThat(s.cost("fuel")).isEqualTo(2 * 3 * 21 * 1e-3, within(1e-9));
    assertThat(s.cost("variable_om")).isEqualTo((2 * 3 * 2 + 0.5 * 3 * 30) * 1e-3, within(1e-9));
    assertThat(s.cost("fleet_fixed_om")).isEqualTo(20, within(1e-9));
    assertThat(s.price("A", 0, 1)).isEqualTo(30, within(1e-6));
    assertThat(s.number("emissions", "co2_t", "zone=A")).isEqualTo(2100, within(1e-6));
    assertThat(s.number("generation", "energy_mwh", "technology=gas")).isEqualTo(6000, within(1e-6));
  }

  /// 1000 USD/kW over 20 years at rate 0 and 10 USD/kW-yr are 60; unserved energy of 3 hours at 10,000 USD/MWh is 30, at
  /// 25,000 it is 75 USD/kW.
  @Test
  void buildingPaysOrNotByHand() {
    for (double lost : new double[] {10_000, 25_000}) {
      TestCase c = TestCase.zones("A").demand("A", 1000).unserved(1, lost).technology("new", Rows.Kind.THERMAL, "financing", 20);
      c.costs("new", 2030, "capex", 1000, "fom", 10, "vom", 7).generator("n", "A", "new", "maxNew", INF);
      Solved s = c.threeHours().solve();
      assertThat(s.objective).isEqualTo(lost < 20_000 ? 30 : 60 + 0.021, within(1e-7));
      assertThat(s.number("capacity", "built_mw", "name=n")).isEqualTo(lost < 20_000 ? 0 : 1000, within(1e-5));
    }
  }

  /// Only 0.4 GW may be built: one more kW saves 75 - 60.021 USD a year.
  @Test
  void theSiteMaximumHasAPrice() {
    TestCase c = TestCase.zones("A").demand("A", 1000).unserved(1, 25_000).technology("new", Rows.Kind.THERMAL, "financing", 20);
    c.costs("new", 2030, "capex", 1000, "fom", 10, "vom", 7).generator("n", "A", "new", "maxNew", 400);
    Solved s = c.threeHours().solve();
    assertThat(s.number("binding", "shadow_value", "constraint=generator.maximum")).isEqualTo(75 - 60.021, within(1e-5));
  }

  @Test
  void retirementSavesFixedCostsAndStays() {
    TestCase c = TestCase.zones("A").demand("A", 500).stages(2028, 2029, 2030).plant("p", "A", 800, 10);
    c.generator("old", "A", "plant", "existing", 1000, "retirable", true, "fom", 30, "vom", 5);
    c.add(Generator.Retirement.class, "generator", "old", "scenario", "s", "year", 2030, "retired", 400);
    Solved s = c.threeHours().solve();
    assertThat(s.value("generator.retired", "old", 0, 0)).isEqualTo(1, within(1e-9));
    assertThat(s.value("generator.retired", "old", 1, 0)).isEqualTo(1, within(1e-9));
    assertThat(s.value("generator.retired", "old", 2, 0)).isEqualTo(0.6, within(1e-9));
    assertThat(s.cost("fleet_fixed_om")).isEqualTo(0, within(1e-9));
    assertThat(s.numbers("capacity", "standing_mw", "name=old")).allSatisfy(v -> assertThat(v).isEqualTo(0, within(1e-6)));
    assertThat(s.numbers("capacity", "retired_mw", "name=old").getFirst()).isEqualTo(1000, within(1e-6));
  }

  @Test
  void aPlannedBuildDoesNotReviveWhatWasRetired() {
    TestCase c = TestCase.zones("A").stages(2029, 2030).plant("old", "A", 100, 5, "retirable", true);
    c.add(Generator.Retirement.class, "generator", "old", "scenario", "s", "year", 2030, "retired", 30);
    c.add(Generator.PlannedBuild.class, "generator", "old", "year", 2030, "built", 20);
    var p = c.threeHours().random();
    p.says("generator.stays_retired", "old", 1, 0,
        p.x("generator.retired", "old", 1, 0) - p.x("generator.retired", "old", 0, 0), -0.03, INF);
  }

  @Test
  void availabilityOfTheHour() {
    TestCase c = TestCase.zones("A").technology("gas", Rows.Kind.THERMAL, "forcedOutage", 0.1, "plannedOutage", 0.2);
    c.generator("g", "A", "gas", "existing", 1000);
    int april = TimeGrid.monthStart(4);
    assertThat(c.threeHours().upper("generator.output", "g", 0, 0)).isEqualTo(0.9, within(1e-12));
    assertThat(c.on(TimeGrid.window(april, april + 3, 0.5)).upper("generator.output", "g", 0, 0)).isEqualTo(0.54, within(1e-12));
  }

  /// A must-run plant with a slow ramp goes into its planned outage at the end of February: no ramp stands against it.
  @Test
  void anOutageIsNoRamp() {
    int march = TimeGrid.monthStart(3);
    TestCase c = TestCase.zones("A").demand("A", 2000);
    c.technology("n", Rows.Kind.THERMAL, "plannedOutage", 0.2, "mustRun", 1, "rampPerHour", 0.01);
    c.generator("n", "A", "n", "existing", 1000);
    Solved s = c.on(TimeGrid.window(march - 2, march + 2, 0.5)).solve();
    assertThat(s.value("generator.output", "n", 0, 1)).isEqualTo(1, within(1e-9));
    assertThat(s.value("generator.output", "n", 0, 2)).isEqualTo(0.6, within(1e-9));
  }

  /// 0.1 GW an hour at most: to serve 1 GW in the second hour the plant starts at 0.9 GW, which nobody takes, at 1 USD/MWh.
  @Test
  void rampByHand() {
    TestCase c = TestCase.zones("A").demand("A", 0, 1000, 1000).technology("slow", Rows.Kind.THERMAL, "rampPerHour", 0.1);
    c.generator("h", "A", "slow", "existing", 1000, "vom", 1);
    Solved s = c.unserved(1, 10_000).threeHours().solve();
    assertThat(s.value("generator.output", "h", 0, 0)).isEqualTo(0.9, within(1e-9));
    assertThat(s.value("generator.output", "h", 0, 1)).isEqualTo(1, within(1e-9));
    assertThat(s.objective).isEqualTo(0.0029, within(1e-9));
  }

  @Test
  void anOperationKeepsDecisionsAndCostsNothingFixed() {
    TestCase c = TestCase.zones("A").demand("A", 1000).unserved(1, 25_000).technology("new", Rows.Kind.THERMAL, "financing", 20);
    c.costs("new", 2030, "capex", 1000, "fom", 10, "vom", 7).generator("n", "A", "new", "maxNew", INF);
    c.plant("old", "A", 500, 50, "retirable", true);
    Solved plan = c.threeHours().solve();
    Solved run = c.on(TimeGrid.window(0, 3, 0.5), plan.decisions(), true).solve();
    assertThat(plan.decisions().get("generator/n", 2030)).isEqualTo(0.5, within(1e-6));
    assertThat(run.objective).isEqualTo(plan.cost("variable_om"), within(1e-7));
    assertThat(run.cost("fixed_om") + run.cost("fleet_fixed_om")).isZero();
    assertThat(run.built.hasRow("generator.limit")).isFalse();
  }
}
