package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AiTargetTest {
  /// 200 TWh in 2025 and 419 TWh in 2030; a GW at half use takes 4.38 TWh.
  private static TestCase demand() {
    TestCase c = TestCase.zones("A").plant("a", "A", 90_000, 0).set("utilisation", 0.5).set("fromDemand", 1);
    c.add(WorkloadRows.Demand.class, "scenario", "s", "year", 2024, "energy", 180).add(WorkloadRows.Demand.class, "scenario", "s", "year", 2026, "energy", 220);
    return c.add(WorkloadRows.Demand.class, "scenario", "s", "year", 2030, "energy", 419);
  }

  @Test
  void theTargetFollowsTheElectricityOfDataCentres() {
    CampusFigures f = new CampusFigures(demand().target(2030, 7).data());
    assertThat(f.target(2030)).isEqualTo(50, within(1e-9));
    assertThat(f.target(2026)).isEqualTo(20 / 4.38, within(1e-9));
    assertThat(f.target(2028)).isEqualTo(119.5 / 4.38, within(1e-9));
    assertThat(f.target(2024)).isZero();
    Solved s = demand().site("x", "A", 60_000, 0, "capexShell", 1).threeHours().solve();
    assertThat(s.value("ai.energised", "A")).isEqualTo(50, within(1e-6));
  }

  @Test
  void withoutDemandThereIsNoTarget() {
    assertThat(new CampusFigures(TestCase.zones("A").set("fromDemand", 1).target(2030, 5).data()).target(2030)).isZero();
  }

  @Test
  void targetsAtHomeAndAbroadAreApart() {
    CampusFigures f = new CampusFigures(TestCase.zones("A").target(2030, 5).allied(2029, 2).data());
    assertThat(f.target(2030)).isEqualTo(5);
    assertThat(f.alliedTarget(2028)).isZero();
    assertThat(f.alliedTarget(2031)).isEqualTo(2);
  }
}
