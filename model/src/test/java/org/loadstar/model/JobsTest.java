package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class JobsTest {
  private static TestCase jobs() {
    TestCase c = TestCase.zones("A").demand("A", 500).stages(2030, 2031).technology("gas", Rows.Kind.THERMAL).costs("gas", 2030, "capex", 1);
    c.generator("g", "A", "gas", "maxNew", 5000).site("x", "A", 100, 0).target(2030, 0.1).set("utilisation", 0);
    c.add(Rows.DemandGrowth.class, "zone", "A", "scenario", "s", "year", 2030, "multiplier", 1);
    c.add(Rows.DemandGrowth.class, "zone", "A", "scenario", "s", "year", 2031, "multiplier", 1.5).set("growthDataCentreShare", 0);
    c.add(PlantRows.Jobs.class, "activity", "gas", "phase", PlantRows.Phase.CONSTRUCTION, "jobs", 2, "low", 1, "high", 4);
    c.add(PlantRows.Jobs.class, "activity", "gas", "phase", PlantRows.Phase.OPERATION, "jobs", 0.1);
    return c.add(PlantRows.Jobs.class, "activity", "campus", "phase", PlantRows.Phase.OPERATION, "jobs", 3, "low", 2, "high", 5);
  }

  /// 500 MW built for 2030 and 250 for 2031; a campus of 100 MW.
  @Test
  void byHand() {
    Solved s = jobs().threeHours().solve();
    assertThat(s.number("jobs", "jobs", "year=2030", "activity=gas", "phase=construction")).isEqualTo(1000, within(1e-6));
    assertThat(s.number("jobs", "jobs", "year=2031", "activity=gas", "phase=construction")).isEqualTo(500, within(1e-6));
    assertThat(s.number("jobs", "low", "year=2031", "activity=gas", "phase=construction")).isEqualTo(250, within(1e-6));
    assertThat(s.number("jobs", "high", "year=2031", "activity=gas", "phase=construction")).isEqualTo(1000, within(1e-6));
    assertThat(s.number("jobs", "jobs", "year=2031", "activity=gas", "phase=operation")).isEqualTo(75, within(1e-6));
    assertThat(s.number("jobs", "low", "year=2031", "activity=gas", "phase=operation")).isEqualTo(75, within(1e-6));
    assertThat(s.number("jobs", "jobs", "year=2031", "activity=campus", "zone=A")).isEqualTo(300, within(1e-6));
    assertThat(s.number("jobs", "high", "year=2030", "activity=campus", "zone=A")).isEqualTo(500, within(1e-6));
  }
}
