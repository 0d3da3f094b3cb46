package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.Status;

class HourlyMatchingTest {
  private static final TimeGrid HOURS = TimeGrid.window(0, 2, 0.5);

  /// 1 GW of AI load; power at 10 USD/MWh, and new wind at 0.02 M$ a GW and year that blows fully in the first hour and half in the second.
  private static TestCase zone() {
    return TestCase.zones("A").target(2030, 1).site("s", "A", 1000, 0)
        .plant("p", "A", 3000, 10)
        .technology("wind", Rows.Kind.VARIABLE, "clean", true, "renewable", true, "financing", 10)
        .costs("wind", 2030, "capex", 0.2).profile("w/a", 1, 0.5)
        .generator("w", "A", "wind", "maxNew", 9000, "profile", "w/a");
  }

  private static TestCase battery(TestCase c) {
    return c.technology("battery", Rows.Kind.STORAGE)
        .storage("b", "A", "battery", "existing", 5000, "existingEnergy", 20_000, "roundTripEfficiency", 0.81, "fom", 0, "vom", 0);
  }

  private static double without(TestCase c) {
    return c.on(HOURS).solve().objective;
  }

  /// 80 % of 2 GWh: 1.2 GW of wind match 1 + 0.6 GWh; what blows in the first hour beyond the load matches nothing. Another MWh needs
  /// 2 kW of wind, 40 USD, and saves 10.
  @Test
  void theSecondHourDecidesByHand() {
    Solved s = zone().set("hourlyMatching", 0.8).on(HOURS).solve();
    assertThat(s.value("generator.new", "w")).isEqualTo(1.2, within(1e-9));
    assertThat(s.objective - without(zone())).isEqualTo(1.2 * 0.02 - 1.6 * 0.01, within(1e-9));
    assertThat(s.number("matching", "price_usd_per_mwh")).isEqualTo(30, within(1e-6));
    assertThat(s.number("matching", "matched_mwh")).isEqualTo(1600, within(1e-6));
    assertThat(s.number("matching", "load_mwh")).isEqualTo(2000, within(1e-6));
    assertThat(s.number("binding", "shadow_value", "constraint=contract.share")).isEqualTo(30, within(1e-6));
  }

  /// Over the year the same share needs 1.6 GWh of 1.5 GWh a GW, if the first hour's rest goes to another load of 1 GW.
  @Test
  void overTheYearTheFirstHourMakesUpForTheSecond() {
    TestCase c = zone().demand("A", 1000);
    Solved s = c.set("campusCleanShare", 0.8).on(HOURS).solve();
    assertThat(s.value("generator.new", "w")).isEqualTo(1.6 / 1.5, within(1e-9));
    assertThat(s.number("matching", "contracted_mwh", "by=year")).isEqualTo(1600, within(1e-6));
  }

  /// Without wind in the second hour a battery carries 1 GWh to it and takes 1 / 0.81 in the first. The account begins empty.
  @Test
  void aBatteryCarriesContractedPower() {
    Solved s = battery(zone().profile("w/a", 1, 0)).set("hourlyMatching", 1).on(HOURS).solve();
    assertThat(s.value("generator.new", "w")).isEqualTo(1 + 1 / 0.81, within(1e-9));
    assertThat(s.value("contract.level", "b", 0, 0)).isEqualTo(1 / 0.9, within(1e-9));
    assertThat(s.value("contract.level", "b", 0, 1)).isEqualTo(0, within(1e-9));
  }

  /// What stood before is not new, and what is paid for need not match: at 25 USD/MWh a MWh beyond 1.5 GWh is not worth 30.
  @Test
  void oldWindMatchesNothingAndThePaymentIsACeiling() {
    TestCase c = zone().generator("old", "A", "wind", "existing", 9000, "profile", "w/a", "vom", 1, "fom", 0).set("hourlyMatching", 1);
    assertThat(c.on(HOURS).solve().value("contract.matched", "A", 0, 1)).isEqualTo(1, within(1e-9));
    Solved s = zone().set("hourlyMatching", 1).set("matchingUsdPerMwh", 25).on(HOURS).solve();
    assertThat(s.value("generator.new", "w")).isEqualTo(1, within(1e-9));
    assertThat(s.cost("clean_shortfall")).isEqualTo(0.5 * 25e-3, within(1e-9));
    assertThat(s.number("matching", "missed_mwh")).isEqualTo(500, within(1e-6));
  }

  /// A standard on all 4 GWh asks 25 %, campuses match half of their 2 GWh: 2 GWh in all, none of them twice.
  @Test
  void aMegawattHourRetiresOnce() {
    TestCase c = zone().demand("A", 1000).set("hourlyMatching", 0.5)
        .add(Rows.CleanStandard.class, "scope", "A", "kind", Rows.Score.RENEWABLE, "year", 2030, "share", 0.25);
    Solved s = c.on(HOURS).solve();
    double made = s.numbers("generation", "energy_mwh", "technology=wind").getFirst();
    assertThat(made).isEqualTo(2000, within(1e-6));
    assertThat(new AnnualLimits(new Figures(c.data())).payments(2030, s.tables(), "plan")).isZero();
  }

  @Test
  void aPlanThatMatchesTooLittleKeepsNoLimit() {
    Solved s = zone().set("hourlyMatching", 0.5).on(HOURS).solve();
    AnnualLimits stricter = new AnnualLimits(new Figures(zone().set("hourlyMatching", 0.5).data()));
    assertThat(stricter.payments(2030, s.tables(), "plan")).isZero();
    Tables less = new Tables();
    less.get("matching").add("plan", 2030, "A", "hour", 0.5, 2000.0, 900.0, 900.0, 900.0, 0.0, 0.0);
    assertThat(stricter.payments(2030, less, "plan")).isInfinite();
    AnnualLimits paid = new AnnualLimits(new Figures(zone().set("hourlyMatching", 0.5).set("matchingUsdPerMwh", 40).data()));
    assertThat(paid.payments(2030, less, "plan")).isEqualTo(100 * 40, within(1e-9));
  }

  @Test
  void aPolicyOfLaterYearsIsNotThereBefore() {
    TestCase c = zone().set("hourlyMatching", 0.8).set("hourlyMatchingFrom", 2031);
    assertThat(c.on(HOURS).hasRow("contract.share")).isFalse();
    assertThat(without(c)).isEqualTo(without(zone()), within(1e-12));
    assertThat(zone().set("hourlyMatching", 0.8).withoutAi(HOURS).hasRow("contract.share")).isFalse();
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = battery(zone()).set("hourlyMatching", 0.7).set("campusCleanShare", 0.6).set("matchingUsdPerMwh", 90)
        .set("curtailmentShare", 0.1).site("i", "A", 500, 0, "queue", 600, "queueInterruptible", 0);
    Built b = c.on(TimeGrid.window(new int[] {0, 1}, 3, 0.5));
    var p = b.random();
    double share = p.x("contract.missed", "A");
    double year = p.x("contract.year", "w") + p.x("contract.missed", "all");
    double most = 0;
    double made = 0;
    for (int t = 0; t < 2; t++) {
      double h = t + 1;
      double available = t == 0 ? 1 : 0.75;
      double x = p.x("contract.supply", "w", 0, t);
      double m = p.x("contract.matched", "A", 0, t);
      double in = p.x("contract.charge", "b", 0, t);
      double out = p.x("contract.discharge", "b", 0, t);
      double level = p.x("contract.level", "b", 0, t);
      double load = p.x("ai.energised", "A") + p.x("ai.interruptible", "A") - p.x("interruption.power", "A", 0, t);
      double spilt = p.x("load.surplus", "A", 0, t);
      p.atMost("contract.new", "w", t, x - available * p.x("generator.new", "w"), 0); // (1)
      p.atMost("contract.output", "w", t, x - p.x("generator.output", "w", 0, t), 0);
      p.atMost("contract.load", "A", t, m - load, 0); // (2)
      p.atMost("contract.source", "A", t, m + in - x - out, 0); // (3)
      p.equal("contract.chain", "b", t, level - (t == 0 ? 0 : p.x("contract.level", "b", 0, 0)) - h * (0.9 * in - out / 0.9), 0); // (4)
      p.atMost("contract.charged", "b", t, in - p.x("storage.charge", "b", 0, t), 0);
      p.atMost("contract.discharged", "b", t, out - p.x("storage.discharge", "b", 0, t), 0);
      p.atMost("contract.stored", "b", t, level - p.x("storage.level", "b", 0, t), 0);
      share += h * (m - spilt - 0.7 * load);
      year += h * (x - spilt - 0.6 * load);
      most += h * (x - available * p.x("generator.new", "w"));
      made += h * (x - p.x("generator.output", "w", 0, t));
    }
    p.atLeast("contract.share", "A", 0, share, 0); // (5)
    p.atMost("contract.year_new", "w", 0, p.x("contract.year", "w") + most, 0); // (6)
    p.atMost("contract.year_output", "w", 0, p.x("contract.year", "w") + made, 0);
    p.atLeast("contract.year_share", "all", 0, year, 0); // (7)
  }

  /// Of random winds and prices: a larger share never costs less, and more of the year never costs more than as much by the hour.
  @Test
  void aLargerShareNeverCostsLess() {
    Random r = new Random(5);
    for (int k = 0; k < 20; k++) {
      double[] wind = r.doubles(6).toArray();
      double[] demand = r.doubles(6, 0, 2000).toArray();
      double before = 0;
      for (double share : new double[] {0, 0.3, 0.6, 0.9, 0.99}) {
        TestCase c = battery(zone().profile("w/a", wind).demand("A", demand)).set("matchingUsdPerMwh", 400);
        TimeGrid day = TimeGrid.window(0, 6, 0.5);
        double hourly = c.set("hourlyMatching", share).on(day).solve().objective;
        double yearly = c.set("hourlyMatching", 0).set("campusCleanShare", share).on(day).solve().objective;
        assertThat(hourly).as("case %d at %s", k, share).isGreaterThanOrEqualTo(before - 1e-9);
        assertThat(yearly).as("case %d at %s, by the year", k, share).isLessThanOrEqualTo(hourly + 1e-9);
        before = hourly;
      }
    }
  }

  /// An operation is paid 30 USD for each MWh beyond the share, so it matches what the plan matched.
  @Test
  void anOperationIsPaidForWhatItMatches() {
    TestCase c = zone().set("hourlyMatching", 0.8);
    Solved plan = c.on(HOURS).solve();
    Solved run = c.on(HOURS, plan.decisions(), true).solve();
    assertThat(run.number("matching", "matched_mwh")).isEqualTo(1600, within(1e-6));
    assertThat(run.cost("certificates")).isEqualTo(-30e-3 * 1.6, within(1e-9));
    assertThat(run.cost("variable_om")).isEqualTo(0.4 * 0.01, within(1e-9));
  }

  @Test
  void aCapOnCarbonFromTheSettings() {
    TestCase c = TestCase.zones("A").demand("A", 1000).add(Rows.Fuel.class, "fuel", "coal", "co2", 0.1)
        .add(Rows.FuelPrice.class, "fuel", "coal", "scenario", "s", "year", 2030, "price", 1)
        .technology("coal", Rows.Kind.THERMAL, "fuel", "coal").generator("c", "A", "coal", "existing", 2000, "heatRate", 10)
        .plant("p", "A", 3000, 60);
    Solved s = c.set("co2CapMt", 0.0015).on(HOURS).solve();
    assertThat(s.value("generator.output", "p", 0, 0) + s.value("generator.output", "p", 0, 1)).isEqualTo(0.5, within(1e-9));
    assertThat(s.number("binding", "shadow_value", "constraint=emissions")).isEqualTo(50, within(1e-6));
    assertThat(c.set("co2CapFrom", 2031).on(HOURS).hasRow("emissions")).isFalse();
    assertThat(c.on(HOURS).attempt().status()).isEqualTo(Status.OPTIMAL);
  }
}
