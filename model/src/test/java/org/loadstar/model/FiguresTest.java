package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FiguresTest {
  private static TestCase base() {
    return TestCase.zones("A").technology("gas", Rows.Kind.THERMAL, "fuel", "gas", "financing", 20, "waccAdder", 0.01);
  }

  private static Figures of(TestCase c) {
    return new Figures(c.data());
  }

  @Test
  void betweenYearsIsInterpolatedOutsideHeld() {
    Figures f = of(base().costs("gas", 2026, "capex", 1000).costs("gas", 2030, "capex", 2000));
    assertThat(f.cost("gas", 2020, Rows.TechnologyCost::capex)).isEqualTo(1000);
    assertThat(f.cost("gas", 2027, Rows.TechnologyCost::capex)).isEqualTo(1250, within(1e-9));
    assertThat(f.cost("gas", 2030, Rows.TechnologyCost::capex)).isEqualTo(2000);
    assertThat(f.cost("gas", 2040, Rows.TechnologyCost::capex)).isEqualTo(2000);
    assertThat(f.cost("coal", 2030, Rows.TechnologyCost::capex)).isZero();
  }

  @Test
  void nextToAnInfiniteFigureTheEarlierHolds() {
    var rows = new java.util.TreeMap<Integer, Double>();
    rows.put(2026, Double.POSITIVE_INFINITY);
    rows.put(2030, 10.0);
    rows.put(2034, Double.POSITIVE_INFINITY);
    assertThat(Figures.at(rows, 2028, v -> v)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Figures.at(rows, 2030, v -> v)).isEqualTo(10);
    assertThat(Figures.at(rows, 2032, v -> v)).isEqualTo(10);
    assertThat(Figures.at(rows, 2034, v -> v)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aZonesFuelPriceGoesFirst() {
    TestCase c = TestCase.zones("A", "B").add(Rows.FuelPrice.class, "fuel", "gas", "scenario", "s", "year", 2030, "price", 4);
    c.add(Rows.FuelPrice.class, "fuel", "gas", "scenario", "s", "zone", "B", "year", 2030, "price", 3);
    Figures f = of(c);
    assertThat(f.fuelPrice("gas", "A", 2030)).isEqualTo(4);
    assertThat(f.fuelPrice("gas", "B", 2030)).isEqualTo(3);
    assertThat(f.fuelPrice("", "B", 2030)).isZero();
    assertThatThrownBy(() -> f.fuelPrice("coal", "A", 2030)).hasMessageContaining("no price of coal in A");
    assertThatThrownBy(() -> f.co2("coal")).hasMessageContaining("unknown fuel coal");
  }

  @Test
  void dataCentresAreTakenFromGrowthNotFromDecline() {
    TestCase c = base().set("growthDataCentreShare", 0.6);
    c.add(Rows.DemandGrowth.class, "zone", "A", "scenario", "s", "year", 2026, "multiplier", 0.9);
    c.add(Rows.DemandGrowth.class, "zone", "A", "scenario", "s", "year", 2030, "multiplier", 1.5);
    Figures f = of(c);
    assertThat(f.growthWithoutDataCentres("A", 2026)).isEqualTo(0.9);
    assertThat(f.growthWithoutDataCentres("A", 2030)).isEqualTo(1.2, within(1e-12));
    assertThat(f.growthWithoutDataCentres("B", 2030)).isEqualTo(1);
  }

  @Test
  void theScheduleOfACluster() {
    TestCase c = base().generator("g", "A", "gas", "existing", 1000);
    c.add(Generator.PlannedBuild.class, "generator", "g", "year", 2027, "built", 200);
    c.add(Generator.Retirement.class, "generator", "g", "scenario", "s", "year", 2028, "retired", 500);
    c.add(Generator.Retirement.class, "generator", "g", "scenario", "s", "year", 2030, "retired", 700);
    Figures f = of(c);
    assertThat(f.scheduled("g", 1000, 2026)).isEqualTo(1.0);
    assertThat(f.scheduled("g", 1000, 2027)).isEqualTo(1.2);
    assertThat(f.scheduled("g", 1000, 2029)).isEqualTo(0.7, within(1e-12));
    assertThat(f.scheduled("g", 1000, 2030)).isZero();
    assertThat(f.scheduled("h", 50, 2030)).isEqualTo(0.05);
    assertThat(f.scheduledRetirements("g", 2027, 2029)).isEqualTo(0.5);
  }

  @Test
  void outagesArePlannedOffPeak() {
    TestCase c = TestCase.zones("A").technology("gas", Rows.Kind.THERMAL, "forcedOutage", 0.1, "plannedOutage", 0.2);
    Hourly a = of(c).outages("gas");
    assertThat(a.at(TimeGrid.monthStart(7))).isEqualTo(0.9, within(1e-12));
    assertThat(a.at(TimeGrid.monthStart(4))).isEqualTo(0.9 * 0.6, within(1e-12));
    assertThat(a.at(TimeGrid.monthStart(12))).isEqualTo(0.9, within(1e-12));
    assertThat(a.mean()).isEqualTo(0.9 * 0.8, within(0.001));
  }

  /// Production credit: 30 USD/MWh x 8.76 x 0.5 for 10 of 20 years at rate 0 is half of 131.4 USD/kW-yr.
  @Test
  void taxCreditsByDate() {
    TestCase c = base().set("wacc", -0.01);
    c.add(Rows.TaxCredit.class, "technology", "gas", "instrument", Rows.Instrument.PTC, "firstYear", 2026, "lastYear", 2028, "value", 30);
    c.add(Rows.TaxCredit.class, "technology", "gas", "instrument", Rows.Instrument.ITC, "firstYear", 2028, "lastYear", 2030, "share", 0.3);
    Figures f = of(c);
    assertThat(f.money("gas", "", 2026, 1000, 0.5)).isEqualTo(new Expansion.Money(1000, 0, 65.7));
    assertThat(f.money("gas", "", 2028, 1000, 0.5)).isEqualTo(new Expansion.Money(1000, 0.3, 65.7));
    assertThat(f.money("gas", "", 2030, 1000, 0.5)).isEqualTo(new Expansion.Money(1000, 0.3, 0));
    assertThat(f.money("gas", "", 2031, 1000, 0.5)).isEqualTo(new Expansion.Money(1000, 0, 0));
  }

  @Test
  void theLoadOfAStage() {
    TestCase c = TestCase.zones("A").demand("A", 1000, 2000, 3000);
    c.add(Rows.DemandGrowth.class, "zone", "A", "scenario", "s", "year", 2030, "multiplier", 2);
    Model m = c.threeHours().model;
    assertThat(m.figures().load(0, m.stages().getFirst())).containsExactly(2, 4, 6);
  }

  @Test
  void demandIsScaledToItsFootprint() {
    TestCase c = TestCase.zones().add(Zone.class, "zone", "A", "demandScale", 0.5).demand("A", 1000);
    assertThat(of(c).demand(c.data().zones().getFirst()).at(5)).isEqualTo(0.5);
  }
}
