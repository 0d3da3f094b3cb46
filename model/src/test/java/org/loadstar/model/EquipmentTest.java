package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EquipmentTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /// A gas plant of 10 USD/kW-yr against unserved energy of 30 USD/kW in three hours.
  private static TestCase gas(double mw) {
    return gas(mw, 100);
  }

  private static TestCase gas(double mw, double capex) {
    TestCase c = TestCase.zones("A", "B").demand("A", mw).technology("gas", Rows.Kind.THERMAL, "financing", 10);
    return c.costs("gas", 2026, "capex", capex).generator("g", "A", "gas", "maxNew", INF);
  }

  private static TestCase slot(TestCase c, int year, double deliveries, Object... more) {
    Object[] all = new Object[8 + more.length];
    System.arraycopy(new Object[] {"item", "turbine", "scenario", "s", "year", year, "deliveries", deliveries}, 0, all, 0, 8);
    System.arraycopy(more, 0, all, 8, more.length);
    return c.add(EquipmentRows.Slot.class, all);
  }

  private static TestCase use(TestCase c, String technology, double units, int lag) {
    return c.add(EquipmentRows.Use.class, "item", "turbine", "technology", technology, "units", units, "lag", lag);
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = gas(1).stages(2026, 2028).site("x", "A", 100, 0).target(2026, 1).generator("h", "B", "gas", "maxNew", 100);
    slot(c, 2025, 10, "soldElsewhere", 0.5, "lead", 18);
    slot(c, 2028, 40, "soldElsewhere", 0.5, "lead", 18);
    use(c, "gas", 2, 1);
    use(c, "campus", 3, 0);
    Built b = c.threeHours();
    var p = b.random();
    // Deliveries 2025 to 2028: 10, 20, 30, 40. Dates 2025 (gas of 2026), 2026, 2027, 2028.
    double g0 = p.x("generator.build", "g", 0, 0) + p.x("generator.build", "h", 0, 0);
    double g1 = p.x("generator.build", "g", 1, 0) + p.x("generator.build", "h", 1, 0);
    p.says("equipment", "turbine 1 years ahead", 0, 0, 2 * g0, -INF, 5);
    p.says("equipment", "turbine 0 years ahead", 0, 0, 2 * g0 + 3 * 0.1 * p.x("campus.build", "x", 0, 0), -INF, 15);
    double more = 0;
    double[] bins = {0.10, 0.15, 0.25};
    for (int k = 0; k < 3; k++) {
      more += p.x("equipment.extra", "turbine price step " + (k + 1) + " to 2027", 1, 0);
      // Half of 2027 is after the lead.
      assertThat(b.upper("equipment.extra", "turbine price step " + (k + 1) + " to 2027", 1, 0)).isEqualTo(bins[k] * 15, within(1e-12));
      assertThat(b.upper("equipment.extra", "turbine price step " + (k + 1) + " to 2028", 1, 0)).isEqualTo(bins[k] * 40, within(1e-12));
    }
    p.says("equipment", "turbine 1 years ahead", 1, 0, 2 * (g0 + g1) + 3 * 0.1 * p.x("campus.build", "x", 0, 0) - more, -INF, 30);
    for (int k = 0; k < 3; k++) more += p.x("equipment.extra", "turbine price step " + (k + 1) + " to 2028", 1, 0);
    p.says("equipment", "turbine 0 years ahead", 1, 0,
        2 * (g0 + g1) + 3 * (0.1 * p.x("campus.build", "x", 0, 0) + 0.1 * p.x("campus.build", "x", 1, 0)) - more, -INF, 50);
  }

  /// 0.6 GW arrive in three years: 0.4 GW go unserved at 30 USD/kW; one more kW saves 20 USD.
  @Test
  void slotsBind() {
    TestCase c = use(slot(gas(1000).stages(2028), 2026, 0.2, "lead", 60), "gas", 1, 0);
    Solved s = slot(c, 2029, 0.2, "lead", 60).threeHours().solve();
    assertThat(s.value("generator.new", "g")).isEqualTo(0.6, within(1e-9));
    assertThat(s.number("binding", "shadow_value", "constraint=equipment.turbine")).isEqualTo(20, within(1e-6));
    assertThat(s.number("equipment", "deliveries")).isEqualTo(0.6, within(1e-9));
    assertThat(s.number("equipment", "value_usd_per_unit_yr")).isEqualTo(20e6, within(1e-3));
  }

  /// 0.2 GW a year are delivered; of the 0.4 GW missing by 2028 the plan buys what comes after the lead, at premiums of 1, 10
  /// and 25 USD/kW-yr (20, 200, 500 USD/kW over 20 years): the third is worth more than the 20 USD/kW-yr that it saves.
  @ParameterizedTest
  @CsvSource({"0, 0.15", "12, 0.10", "24, 0.05", "30, 0.025", "36, 0", "48, 0"})
  void moreComesAtAPriceAfterTheLead(double lead, double extra) {
    TestCase c = use(gas(1000).stages(2028), "gas", 1, 0);
    slot(c, 2026, 0.2, "lead", lead, "price", 1e9, "priceStep1", 1.02, "priceStep2", 1.2, "priceStep3", 1.5);
    Solved s = c.threeHours().solve();
    assertThat(s.value("generator.new", "g")).isEqualTo(0.6 + extra, within(1e-9));
    if (extra > 0) assertThat(s.number("equipment", "extra")).isEqualTo(extra, within(1e-9));
    assertThat(s.cost("equipment_premium")).isEqualTo(extra / 0.25 * (0.1 * 1 + 0.15 * 10), within(1e-6));
    assertThat(s.cost("resource:equipment_premium")).isEqualTo(s.cost("equipment_premium"), within(1e-9));
  }

  /// 5 units a year, 10 for a GW, half sold elsewhere: 0.25 GW a year.
  @Test
  void unitsAndWhatIsSoldElsewhere() {
    TestCase c = use(gas(1000).stages(2026), "gas", 10, 0);
    Solved s = slot(c, 2026, 5, "soldElsewhere", 0.5, "unit", "turbines", "lead", 60).threeHours().solve();
    assertThat(s.value("generator.new", "g")).isEqualTo(0.25, within(1e-9));
    assertThat(s.number("binding", "shadow_value", "constraint=equipment.turbine")).isEqualTo(2e6, within(1e-3));
  }

  /// Demand is three times as much in 2027. Turbines left over in 2026 wait; work of crews does not, and a plant of 25 USD/kW-yr
  /// is not built a year early to save 30.
  @ParameterizedTest
  @CsvSource({"true, 1.4", "false, 1.2"})
  void workOfCrewsDoesNotWait(boolean kept, double standing) {
    TestCase c = use(gas(500, 250).stages(2026, 2027), "gas", 1, 0).add(Rows.DemandGrowth.class, "zone", "A", "scenario", "s", "year", 2026, "multiplier", 1);
    c.add(Rows.DemandGrowth.class, "zone", "A", "scenario", "s", "year", 2027, "multiplier", 3).set("growthDataCentreShare", 0);
    slot(c, 2026, 0.7, "kept", kept, "lead", 60);
    Solved s = c.threeHours().solve();
    assertThat(s.value("generator.new", "g", 1, 0)).isEqualTo(standing, within(1e-9));
  }

  @Test
  void ordersOutsideTheScopeTakeNothing() {
    TestCase c = use(gas(1000).stages(2026), "gas", 1, 0);
    Solved s = slot(c, 2026, 0.1, "scope", "B").threeHours().solve();
    assertThat(s.value("generator.new", "g")).isEqualTo(1, within(1e-9));
  }

  @Test
  void withoutDeliveriesNothingIsBuilt() {
    TestCase c = use(gas(1000).stages(2026), "gas", 1, 0);
    Solved s = slot(c, 2026, 0).threeHours().solve();
    assertThat(s.value("generator.new", "g")).isZero();
  }

  /// Transformers for campuses: 3 units a year, 5 for a GW.
  @Test
  void campusesTakeTransformers() {
    TestCase c = TestCase.zones("A").plant("a", "A", 5000, 0).site("x", "A", 2000, 0, "capexShell", 1).target(2026, 5).stages(2026);
    Solved s = slot(use(c, "campus", 5, 0), 2026, 3, "unit", "transformers", "lead", 60).threeHours().solve();
    assertThat(s.value("ai.energised", "A")).isEqualTo(0.6, within(1e-9));
    assertThat(s.number("binding", "shadow_value", "constraint=equipment.turbine")).isEqualTo(19_960e6 / 5, within(1.0));
    assertThat(c.withoutAi(TimeGrid.window(0, 3, 0.5)).hasRow("equipment")).isFalse();
  }
}
