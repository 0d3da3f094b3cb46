package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class CapitalTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /// A plant of 1000 USD/kW over 100 years (10 USD/kW-yr) against 30 USD/kW of unserved energy in three hours.
  private static TestCase plants(double mw, String spend) {
    TestCase c = TestCase.zones("A").demand("A", mw).technology("gas", Rows.Kind.THERMAL, "financing", 100, "spendProfile", spend);
    return c.costs("gas", 2026, "capex", 1000).generator("g", "A", "gas", "maxNew", INF);
  }

  private static TestCase budget(TestCase c, String investor, int year, String purposes, double busd) {
    return c.add(CapitalRows.Budget.class, "investor", investor, "scenario", "s", "year", year, "purposes", purposes, "budget", busd);
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = plants(1, "0.5;0.3;0.2").stages(2027, 2030);
    c.technology("bat", Rows.Kind.STORAGE).costs("bat", 2026, "capex", 400, "roundTripEfficiency", 1);
    c.storage("b", "A", "bat", "maxNew", 1000, "maxDuration", 4, "minDuration", 4);
    budget(budget(c, "utility", 2027, "generation; storage", 2), "utility", 2031, "generation; storage", 6);
    budget(c, "fund", 2026, "storage", 3);
    Built b = c.threeHours();
    var p = b.random();
    // What is built for 2027 is spent in 2025 to 2027: 0.5 falls into the first stage, which begins with 2026. For 2030 all falls into 2028 to 2030.
    double g0 = p.x("generator.build", "g", 0, 0);
    double g1 = p.x("generator.build", "g", 1, 0);
    p.says("capital.purpose", "generation", 0, 0, 0.5 * g0 - p.x("capital.paid", "utility generation", 0, 0), -INF, 0);
    p.says("capital.purpose", "generation", 1, 0, g1 - p.x("capital.paid", "utility generation", 1, 0), -INF, 0);
    p.says("capital.purpose", "storage", 1, 0,
        0.4 * p.x("storage.power.build", "b", 1, 0) - p.x("capital.paid", "utility storage", 1, 0) - p.x("capital.paid", "fund storage", 1, 0),
        -INF, 0);
    p.says("capital.budget", "utility", 0, 0,
        p.x("capital.paid", "utility generation", 0, 0) + p.x("capital.paid", "utility storage", 0, 0), -INF, 4);
    p.says("capital.budget", "utility", 1, 0,
        p.x("capital.paid", "utility generation", 1, 0) + p.x("capital.paid", "utility storage", 1, 0), -INF, 3 + 4 + 5);
    p.says("capital.budget", "fund", 1, 0, p.x("capital.paid", "fund storage", 1, 0), -INF, 9);
  }

  /// Budgets of five years in one stage. 0.6 G$ build 0.6 GW; a dollar more builds 1/1000 kW and saves 20 USD/kW: 0.02.
  @Test
  void capitalBinds() {
    Solved s = budget(plants(1000, "1"), "utility", 2026, "generation", 0.6 / 5).threeHours().solve();
    assertThat(s.value("generator.new", "g")).isEqualTo(0.6, within(1e-9));
    assertThat(s.number("capital", "spent_usd")).isEqualTo(0.6e9, within(1e-3));
    assertThat(s.number("capital", "value")).isEqualTo(0.02, within(1e-9));
    assertThat(s.number("binding", "shadow_value", "constraint=capital.utility")).isEqualTo(0.02, within(1e-9));
  }

  /// The utility alone pays for storage, both for plants: 0.3 + 0.4 G$ for plants when nothing is stored.
  @Test
  void twoInvestorsShare() {
    TestCase c = budget(budget(plants(1000, "1"), "utility", 2026, "generation;storage", 0.3 / 5), "fund", 2026, "generation", 0.4 / 5);
    Solved s = c.threeHours().solve();
    assertThat(s.value("generator.new", "g")).isEqualTo(0.7, within(1e-9));
    assertThat(s.number("capital", "spent_usd", "investor=fund")).isEqualTo(0.4e9, within(1e-3));
    assertThat(s.number("capital", "value", "investor=utility")).isEqualTo(0.02, within(1e-9));
  }

  @Test
  void aPurposeNobodyNamesIsNotLimited() {
    Solved s = budget(plants(1000, "1"), "utility", 2026, "storage", 0).threeHours().solve();
    assertThat(s.value("generator.new", "g")).isEqualTo(1, within(1e-9));
  }

  @Test
  void anEmptyBudgetBuildsNothing() {
    Solved s = budget(plants(1000, "1"), "utility", 2026, "generation", 0).threeHours().solve();
    assertThat(s.value("generator.new", "g")).isZero();
  }

  @Test
  void anInvestorWithoutLimitPaysTheRest() {
    TestCase c = budget(budget(plants(1000, "1"), "utility", 2026, "generation", 0.3 / 5), "fund", 2026, "generation", INF);
    assertThat(c.threeHours().solve().value("generator.new", "g")).isEqualTo(1, within(1e-9));
  }

  @Test
  void purposesByName() {
    assertThat(Capital.purposes("shell; chips")).isEqualTo(EnumSet.of(CapitalRows.Purpose.SHELL, CapitalRows.Purpose.CHIPS));
  }
}
