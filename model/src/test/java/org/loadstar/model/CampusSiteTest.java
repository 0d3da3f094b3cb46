package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One site: modules, ramp, pins, connections.
class CampusSiteTest {
  /// A site in a zone with free power; a GW costs 40 M$ a year, a missing one 20 G$.
  private static TestCase site(double itMw, double months, Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = "capexShell";
    all[1] = 1;
    System.arraycopy(more, 0, all, 2, more.length);
    return TestCase.zones("A").plant("a", "A", 9000, 0).site("x", "A", itMw, months, all);
  }

  @Test
  void aSiteThatIsNoMultipleOfItsModuleHasOneSmaller() {
    CampusFigures f = new CampusFigures(site(250, 0, "module", 100, "pue", 1.2).data());
    assertThat(f.units(0)).hasSize(2);
    assertThat(f.units(0).get(0).count()).isEqualTo(2);
    assertThat(f.units(0).get(0).power()).isEqualTo(0.12, within(1e-12));
    assertThat(f.units(0).get(1).last()).isTrue();
    assertThat(f.units(0).get(1).power()).isEqualTo(0.06, within(1e-12));
    assertThat(f.units(0).get(1).count()).isEqualTo(1);
    // 3 x 0.1 is a whole number of modules though 0.3 / 0.1 is not in binary.
    assertThat(new CampusFigures(site(0.3, 0, "module", 0.1).data()).units(0)).hasSize(1);
    assertThat(new CampusFigures(site(250, 0).data()).units(0)).extracting(CampusFigures.Unit::count).containsExactly(1);
    assertThat(new CampusFigures(site(0, 0).data()).units(0)).isEmpty();
  }

  /// A missing GW costs 500 times one built, so whole modules overshoot the target rather than miss it.
  @ParameterizedTest
  @CsvSource({"100, 0.25, 0.25", "100, 0.23, 0.25", "100, 0.16, 0.2", "100, 0.15, 0.15", "100, 0.04, 0.05", "NaN, 0.01, 0.25", "100, 0.4, 0.25"})
  void modulesAreWhole(double module, double target, double energised) {
    TestCase c = site(250, 0, "module", module).target(2030, target);
    assertThat(c.threeHours().solveWhole().value("ai.energised", "A")).isEqualTo(energised, within(1e-9));
    assertThat(c.threeHours().solve().value("ai.energised", "A")).isEqualTo(Math.min(target, 0.25), within(1e-9));
  }

  /// Ready in the middle of 2027; 300 MW a year: 300, 600 and, two years on, all of it.
  @Test
  void theRampIsPerCalendarYear() {
    TestCase c = site(1000, 18, "module", 100, "ramp", 300).stages(2026, 2027, 2028, 2030).target(2026, 1);
    Solved s = c.threeHours().solve();
    double[] wanted = {0, 3, 6, 10};
    for (int y = 0; y < 4; y++) assertThat(s.value("campus.modules", "x", y, 0)).isEqualTo(wanted[y], within(1e-6));
    // A kW in 2027 saves the shortfall of the years 2027 to 2029, in the four years that it stands, and costs its annuity a year longer.
    assertThat(s.numbers("binding", "shadow_value", "constraint=campus.ramp")).allSatisfy(v -> assertThat(v).isPositive());
    assertThat(s.numbers("binding", "shadow_value", "constraint=campus.ramp", "year=2027")).hasSize(1);
    Built single = site(1000, 18, "module", 100, "ramp", 300).stages(2029).threeHours();
    assertThat(single.lp.rowUppers()[single.row("campus.ramp", "x", 0, 0)]).isEqualTo(0.9, within(1e-12));
  }

  /// One stage, a target that is missed: a kW of ramp saves 20,000 - 40 USD a year.
  @Test
  void worthOfTheRamp() {
    Solved s = site(1000, 0, "module", 100, "ramp", 300, "pue", 1.25).stages(2026).target(2026, 1).threeHours().solve();
    assertThat(s.value("ai.energised", "A")).isEqualTo(0.375, within(1e-9));
    assertThat(s.number("binding", "shadow_value", "constraint=campus.ramp")).isEqualTo(20_000 - 40 / 1.25, within(1e-4));
    assertThat(s.numbers("binding", "shadow_value", "constraint=ai.potential")).isEmpty();
  }

  @Test
  void aPinnedSiteIsBuiltAsSoonAsItCanBe() {
    TestCase c = site(1050, 18, "module", 100, "ramp", 320, "pin", CampusRows.Pin.BUILD).stages(2026, 2027, 2028, 2030);
    Solved s = c.threeHours().solve();
    double[] whole = {0, 3, 6, 10};
    double[] last = {0, 0, 0, 1};
    for (int y = 0; y < 4; y++) {
      assertThat(s.value("campus.modules", "x", y, 0)).isEqualTo(whole[y], within(1e-6));
      assertThat(s.value("campus.modules", "x last", y, 0)).isEqualTo(last[y], within(1e-6));
    }
    assertThat(c.threeHours().solveWhole().objective).isEqualTo(s.objective, within(1e-6));
  }

  @Test
  void aForbiddenSiteIsNotBuilt() {
    Solved s = site(1000, 0, "pin", CampusRows.Pin.FORBID).target(2030, 1).threeHours().solve();
    assertThat(s.value("campus.modules", "x")).isZero();
    assertThat(s.numbers("binding", "shadow_value", "constraint=ai.potential")).isEmpty();
    Sheet t = s.tables().get("campuses");
    assertThat(t.text(0, t.column("why"))).isEqualTo("Not built: forbidden by its pin");
  }

  /// The firm queue ends in 2030, the interruptible one in 2027.
  @Test
  void anInterruptibleConnectionEnergisesEarlier() {
    Object[] queues = {"queue", 60, "queueInterruptible", 24};
    TestCase firm = site(400, 12, queues).stages(2027).target(2027, 1);
    assertThat(firm.threeHours().solve().value("ai.energised", "A")).isZero();
    TestCase c = site(400, 12, queues).stages(2027).target(2027, 1).set("curtailmentShare", 0.005).set("curtailmentPrice", 1000);
    Solved s = c.threeHours().solve();
    assertThat(s.value("ai.interruptible", "A")).isEqualTo(0.4, within(1e-9));
    assertThat(s.value("ai.energised", "A")).isZero();
    assertThat(s.number("ai", "energised_mw", "zone=A")).isEqualTo(400, within(1e-6));
    assertThat(s.number("ai", "potential_mw", "zone=A")).isEqualTo(400, within(1e-6));
    assertThat(s.number("campus_power", "energised_mw", "connection=interruptible")).isEqualTo(400, within(1e-6));
    assertThat(drawn(s)).isEqualTo(1200, within(1e-6));
    Solved run = c.on(TimeGrid.window(0, 3, 0.5), s.decisions(), true).solve();
    assertThat(drawn(run)).isEqualTo(1200, within(1e-6));
  }

  private static double drawn(Solved s) {
    return -s.numbers("generation", "energy_mwh", "technology=ai").stream().mapToDouble(v -> v).sum();
  }

  /// 5 modules in all, whatever their connection. With 0.5 % of the year, 43.8 of the 100 hours of the peak are covered.
  @Test
  void connectionsShareTheSiteAndTheFirmPartIsSmaller() {
    TestCase c = site(500, 12, "module", 100, "queueInterruptible", 0).set("curtailmentShare", 0.005).set("utilisation", 0.5).enforceReserve();
    c.add(Rows.ReserveMargin.class, "reserveRegion", "RA", "year", 2030, "margin", 0.2);
    Built b = c.threeHours();
    var p = b.random();
    p.says("campus.maximum", "x", 0, 0, p.x("campus.modules", "x") + p.x("campus.modules", "x interruptible"), 0, 5);
    p.equal("ai.power", "A interruptible", 0, p.x("ai.interruptible", "A") - 0.1 * p.x("campus.modules", "x interruptible"), 0);
    p.atLeast("firm.capacity", "RA summer", 0,
        p.x("firm.shortfall", "RA summer") - 1.2 * 0.5 * p.x("ai.energised", "A") - 1.2 * 0.5 * 0.562 * p.x("ai.interruptible", "A"), -9);
  }

  /// Spending: 24 months of construction are two years, chips come with the last.
  @Test
  void capitalIsSpentOverTheYearsOfConstruction() {
    TestCase c = site(100, 24, "capexPower", 2, "capexChips", 20).stages(2026, 2027, 2028);
    for (CapitalRows.Purpose q : CapitalRows.Purpose.values())
      c.add(CapitalRows.Budget.class, "investor", "i" + q, "scenario", "s", "year", 2026, "purposes", q.name().toLowerCase(), "budget", 9);
    var p = c.threeHours().random();
    // One site of 0.1 GW: 0.1 B$ of shell, 0.2 of power, 2 of chips, half of shell and power in the year before.
    p.says("capital.purpose", "shell", 1, 0, 0.05 * (p.x("campus.build", "x", 1, 0) + p.x("campus.build", "x", 2, 0)) - p.x("capital.paid", "iSHELL shell", 1, 0),
        Double.NEGATIVE_INFINITY, 0);
    p.says("capital.purpose", "power", 2, 0, 0.1 * p.x("campus.build", "x", 2, 0) - p.x("capital.paid", "iPOWER power", 2, 0), Double.NEGATIVE_INFINITY, 0);
    p.says("capital.purpose", "chips", 2, 0, 2 * p.x("campus.build", "x", 2, 0) - p.x("capital.paid", "iCHIPS chips", 2, 0), Double.NEGATIVE_INFINITY, 0);
  }
}
