package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoadTest {
  private static TestCase twoZones() {
    return TestCase.zones("A", "B").demand("A", 1000, 2000, 3000).demand("B", 500).unserved(0.1, 1000, 1, 9000);
  }

  @Test
  void balanceAtARandomPoint() {
    Built b = twoZones().threeHours();
    var p = b.random();
    for (int t = 0; t < 3; t++)
      for (String z : new String[] {"A", "B"})
        p.equal("balance", z, t,
            p.x("load.unserved1", z, 0, t) + p.x("load.unserved2", z, 0, t) - p.x("load.surplus", z, 0, t),
            z.equals("A") ? 1 + t : 0.5);
  }

  @Test
  void onlyTheLastSegmentServesAiLoad() {
    Built b = twoZones().set("utilisation", 0.5).site("s", "B", 400, 0).threeHours();
    assertThat(b.upper("load.unserved1", "A", 0, 2)).isEqualTo(0.3, within(1e-12));
    assertThat(b.upper("load.unserved2", "A", 0, 2)).isEqualTo(3);
    assertThat(b.upper("load.unserved1", "B", 0, 0)).isEqualTo(0.05, within(1e-12));
    assertThat(b.upper("load.unserved2", "B", 0, 0)).isEqualTo(0.7, within(1e-12));
    assertThat(b.cost("load.unserved1", "B", 0, 0)).isEqualTo(1, within(1e-12));
  }

  /// 2.5 GW at 20 USD/MWh against 1, 2, 3 GW: 0.5 GW are missing in the last hour, 0.3 GW of it at 1000 USD/MWh.
  @Test
  void byHand() {
    Solved s = twoZones().demand("B", 0).plant("g", "A", 2500, 20).threeHours().solve();
    assertThat(s.objective).isEqualTo((1 + 2 + 2.5) * 0.02 + 0.3 * 1 + 0.2 * 9, within(1e-9));
    assertThat(s.cost("unserved")).isEqualTo(2.1, within(1e-9));
    assertThat(s.price("A", 0, 0)).isEqualTo(20, within(1e-6));
    assertThat(s.price("A", 0, 2)).isEqualTo(9000, within(1e-6));
    assertThat(s.number("generation", "energy_mwh", "zone=A", "technology=unserved")).isEqualTo(500, within(1e-6));
    assertThat(s.number("generation", "energy_mwh", "zone=A", "technology=load")).isEqualTo(-6000, within(1e-6));
    assertThat(s.numbers("prices", "price_usd_per_mwh", "zone=A").get(2)).isEqualTo(9000, within(1e-6));
  }

  /// A must-run plant of 2 GW leaves a surplus of 1 GW in the first hour, and the price falls to 0.
  @Test
  void surplusIsFree() {
    TestCase c = TestCase.zones("A").demand("A", 1000, 2000, 3000).technology("plant", Rows.Kind.THERMAL, "mustRun", 1);
    Solved s = c.plant("g", "A", 2000, 20).plant("h", "A", 0, 0).threeHours().solve();
    assertThat(s.value("load.surplus", "A", 0, 0)).isEqualTo(1, within(1e-9));
    assertThat(s.price("A", 0, 0)).isEqualTo(0, within(1e-9));
    assertThat(s.cost("variable_om")).isEqualTo(0.12, within(1e-9));
  }

  @Test
  void pricesDoNotDependOnDiscountOrWeight() {
    TestCase c = TestCase.zones("A").demand("A", 1000).plant("g", "A", 2000, 20).stages(2026, 2030);
    c.set("discountRate", 0.1).set("endYears", 5);
    int[] order = new int[365];
    order[3] = 1;
    Solved s = c.on(TimeGrid.representative(24, new int[] {0, 72}, order, 12)).solve();
    for (int k = 0; k < 2; k++) for (int t = 0; t < 4; t++) assertThat(s.price("A", k, t)).isEqualTo(20, within(1e-6));
    assertThat(s.numbers("costs", "usd_per_year", "category=variable_om"))
        .allSatisfy(v -> assertThat(v).isEqualTo(8760 * 1000 * 20.0, within(1.0)));
  }
}
