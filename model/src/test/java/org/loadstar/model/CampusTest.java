package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CampusTest {
  /// Zone A has 0.6 GW of sites from the start and 0.3 GW from 2028 on, zone B 0.3 GW.
  private static TestCase sites() {
    return TestCase.zones("A", "B")
        .plant("a", "A", 5000, 20)
        .plant("b", "B", 5000, 30)
        .site("early", "A", 600, 12, "capexShell", 1)
        .site("late", "A", 300, 36, "capexShell", 1)
        .site("other", "B", 300, 0, "capexShell", 1)
        .set("utilisation", 0.5);
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = sites().stages(2027, 2028).target(2027, 1).target(2028, 2);
    for (int m = 1; m <= 12; m++) c.add(CampusRows.Pue.class, "zone", "A", "month", m, "pue", m == 1 ? 1.2 : 1.0 + 0.8 / 11);
    Built b = c.threeHours();
    var p = b.random();
    p.equal("campus.growth", "early", 0, p.x("campus.modules", "early") - p.x("campus.build", "early"), 0);
    p.says("campus.growth", "early", 1, 0,
        p.x("campus.modules", "early", 1, 0) - p.x("campus.modules", "early", 0, 0) - p.x("campus.build", "early", 1, 0), 0, 0);
    p.equal("ai.power", "A", 0,
        p.x("ai.energised", "A") - 0.6 * p.x("campus.modules", "early") - 0.3 * p.x("campus.modules", "late"), 0);
    p.says("ai.target", "all", 1, 0,
        p.x("ai.energised", "A", 1, 0) + p.x("ai.energised", "B", 1, 0) + p.x("ai.shortfall", "all", 1, 0), 2,
        Double.POSITIVE_INFINITY);
    // January's PUE over the mean: 1.2 / ((1.2 + 11 + 0.8) / 12) = 14.4 / 13.
    for (int t = 0; t < 3; t++)
      p.equal("balance", "A", t,
          p.x("generator.output", "a", 0, t) + p.x("load.unserved1", "A", 0, t) - p.x("load.surplus", "A", 0, t)
              - 0.5 * 14.4 / 13 * p.x("ai.energised", "A"), 0);
    assertThat(b.upper("campus.modules", "early", 0, 0)).isEqualTo(1);
    assertThat(b.upper("campus.modules", "late", 0, 0)).isEqualTo(0);
    assertThat(b.upper("campus.modules", "late", 1, 0)).isEqualTo(1);
    assertThat(b.lp.integers()[b.column("campus.modules", "late", 1, 0)]).isTrue();
  }

  /// 1 USD/W over 25 years at rate 0 is 40 M$/GW a year; 1 GW draws 0.5 GW for 3 hours, 0.03 M$ in A and 0.045 M$ in B. The
  /// target of 1 GW misses 0.1 GW at 20 G$/GW.
  @Test
  void byHand() {
    Solved s = sites().stages(2027).target(2027, 1).threeHours().solve();
    assertThat(s.value("ai.energised", "A")).isEqualTo(0.6, within(1e-9));
    assertThat(s.value("ai.energised", "B")).isEqualTo(0.3, within(1e-9));
    assertThat(s.objective).isEqualTo(0.9 * 40 + 0.6 * 0.03 + 0.3 * 0.045 + 0.1 * 20_000, within(1e-6));
    assertThat(s.number("ai", "shortfall_mw", "zone=")).isEqualTo(100, within(1e-6));
    assertThat(s.number("ai", "marginal_usd_per_kw_yr", "zone=")).isEqualTo(20_000, within(1e-4));
    assertThat(s.number("ai", "marginal_usd_per_kw_yr", "zone=A")).isEqualTo(20_000 - 40.03, within(1e-4));
    assertThat(s.number("ai", "marginal_usd_per_kw_yr", "zone=B")).isEqualTo(20_000 - 40.045, within(1e-4));
    assertThat(s.number("ai", "potential_mw", "zone=A")).isEqualTo(600, within(1e-9));
    assertThat(s.number("generation", "energy_mwh", "zone=B", "technology=ai")).isEqualTo(-450, within(1e-6));
  }

  /// Built in the first of two stages it pays in both, built in the second only there.
  @Test
  void chargesRunInsideTheHorizonOnly() {
    TestCase c = sites().stages(2027, 2028).set("endYears", 4).target(2027, 0.6).target(2028, 0.9);
    c.set("socialDiscountRate", 0.25);
    Solved s = c.threeHours().solve();
    assertThat(s.cost("ai_shell", 0)).isEqualTo(0.6 * 40, within(1e-6));
    assertThat(s.cost("ai_shell", 1)).isEqualTo(0.9 * 40 * 4, within(1e-6));
    double crf = Finance.crf(0.25, 25);
    double weight = 0.8 + 0.64 + 0.512 + 0.4096;
    assertThat(s.cost("resource:ai_shell", 1)).isEqualTo(0.9 * 1000 * crf * weight, within(1e-6));
  }

  @Test
  void capexIsPerWattOfItAndTheThreePartsHaveLivesOfTheirOwn() {
    TestCase c = TestCase.zones("A").plant("a", "A", 500, 0).set("utilisation", 0).target(2030, 0.2);
    c.site("s", "A", 100, 0, "pue", 1.25, "capexShell", 1, "capexPower", 2, "capexChips", 20);
    c.site("t", "A", 100, 0, "pue", 1.75, "capexShell", 2, "capexPower", 4, "capexChips", 40);
    Solved s = c.threeHours().solve();
    // All 125 MW of the first site, 75 of the 175 MW of the second.
    double it = 100 + 2 * 100 * 75.0 / 175;
    assertThat(s.cost("ai_shell")).isEqualTo(it / 25, within(1e-6));
    assertThat(s.cost("ai_power")).isEqualTo(2 * it / 20, within(1e-6));
    assertThat(s.cost("ai_chips")).isEqualTo(20 * it / 5, within(1e-6));
  }

  @Test
  void theTargetOfAYearHolds() {
    CampusFigures f = new CampusFigures(sites().target(2027, 1).target(2030, 2).data());
    assertThat(f.target(2026)).isZero();
    assertThat(f.target(2027)).isEqualTo(1);
    assertThat(f.target(2029)).isEqualTo(1);
    assertThat(f.target(2040)).isEqualTo(2);
  }

  @Test
  void theTwinHasNoAiLoadAndNoTarget() {
    Built b = sites().target(2030, 5).withoutAi(TimeGrid.window(0, 3, 0.5));
    assertThat(b.lp.columnBlocks()).noneMatch(q -> q.name().startsWith("ai.") || q.name().startsWith("campus."));
    assertThat(b.solve().objective).isEqualTo(0, within(1e-9));
  }

  @Test
  void anOperationKeepsWhatWasEnergised() {
    TestCase c = sites().target(2030, 0.8);
    Solved plan = c.threeHours().solve();
    Solved run = c.on(TimeGrid.window(0, 3, 0.5), plan.decisions(), true).solve();
    assertThat(run.objective).isEqualTo(plan.cost("variable_om"), within(1e-9)).isPositive();
    assertThat(run.number("generation", "energy_mwh", "zone=A", "technology=ai"))
        .isEqualTo(plan.number("generation", "energy_mwh", "zone=A", "technology=ai"), within(1e-6));
  }

  @Test
  void monthsBecomeADate() {
    TestCase c = sites().stages(2030).target(2030, 0.1);
    c.site("now", "A", 1, 0).site("half", "A", 1, 11.5);
    Sheet t = c.threeHours().solve().tables().get("ai_sites");
    int[][] wanted = {{2026, 12}, {2028, 12}, {2026, 1}, {2026, 1}, {2026, 12}};
    for (int r = 0; r < wanted.length; r++) {
      assertThat(t.integer(r, t.column("ready_year"))).isEqualTo(wanted[r][0]);
      assertThat(t.integer(r, t.column("ready_month"))).isEqualTo(wanted[r][1]);
    }
    assertThat(t.text(0, t.column("binding_step"))).isEqualTo("permit and construction");
  }
}
