package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Build limits and expansion, by hand and at a random point.
class BuildLimitsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /// Two plants of 100 and 200 USD/kW over 10 years at rate 0: 10 and 20 USD/kW-yr.
  private static TestCase two(Object... more) {
    TestCase c = TestCase.zones("A", "B").stages(2029, 2030).unserved(1, 10_000);
    for (String k : new String[] {"x", "y"}) {
      c.technology(k, Rows.Kind.THERMAL, "financing", 10).costs(k, 2030, "capex", k.equals("x") ? 100 : 200);
      Object[] all = new Object[2 + more.length];
      System.arraycopy(new Object[] {"maxNew", 5000}, 0, all, 0, 2);
      System.arraycopy(more, 0, all, 2, more.length);
      c.generator("A" + k, "A", k, all);
    }
    return c;
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = two("buildRate", 300, "earliestYear", 0).generator("Bx", "B", "x", "maxNew", INF, "earliestYear", 2030);
    c.add(Rows.BuildLimit.class, "limit", "queue", "zones", "A", "technologies", "x; y", "year", 2029, "cumulative", 100);
    c.add(Rows.BuildLimit.class, "limit", "queue", "zones", "A", "technologies", "x; y", "year", 2031, "cumulative", 500);
    c.add(Rows.BuildLimit.class, "limit", "turbines", "technologies", "x", "year", 2030, "cumulative", 700);
    Built b = c.stages(2029, 2030, 2035).threeHours();
    var p = b.random();
    for (int s = 0; s < 3; s++) {
      double n = p.x("generator.new", "Ax", s, 0);
      double before = s == 0 ? 0 : p.x("generator.new", "Ax", s - 1, 0);
      p.says("generator.growth", "Ax", s, 0, n - before - p.x("generator.build", "Ax", s, 0), 0, 0);
      p.says("build_limit", "queue", s, 0, n + p.x("generator.new", "Ay", s, 0), -INF, new double[] {0.1, 0.3, 0.5}[s]);
      if (s > 0) p.says("build_limit", "turbines", s, 0, n + p.x("generator.new", "Bx", s, 0), -INF, 0.7);
    }
    // The first stage has the years since 2026-01-01.
    assertThat(b.upper("generator.build", "Ax", 0, 0)).isEqualTo(1.2);
    assertThat(b.upper("generator.build", "Ax", 1, 0)).isEqualTo(0.3);
    assertThat(b.upper("generator.build", "Ax", 2, 0)).isEqualTo(1.5);
    assertThat(b.upper("generator.new", "Ax", 2, 0)).isEqualTo(5);
    p.says("generator.growth", "Bx", 1, 0,
        p.x("generator.new", "Bx", 1, 0) - p.x("generator.build", "Bx", 1, 0), 0, 0);
    assertThat(b.lp.columnBlocks()).noneMatch(q -> q.name().equals("generator.new") && q.stage() == 0 && q.members().contains("Bx"));
  }

  /// Unserved energy of three hours is 30 USD/kW: both plants pay. 0.6 GW of x in all by 2030, so y serves the other 0.4 GW.
  @Test
  void byHand() {
    TestCase c = two().demand("A", 1000).stages(2030);
    c.add(Rows.BuildLimit.class, "limit", "turbines", "technologies", "x", "year", 2030, "cumulative", 600);
    Solved s = c.threeHours().solve();
    assertThat(s.objective).isEqualTo(0.6 * 10 + 0.4 * 20, within(1e-7));
    assertThat(s.number("binding", "shadow_value", "constraint=build_limit")).isEqualTo(10, within(1e-6));
  }

  /// Discounted at 25 %: a vintage of the first of two stages (1 and 3 years) pays in both.
  @Test
  void chargesOfVintagesByHand() {
    TestCase c = two().demand("A", 1000).set("discountRate", 0.25).set("endYears", 3);
    Solved s = c.threeHours().solve();
    double later = 0.8 + 0.64 + 0.512;
    assertThat(s.cost("generator_capital", 0)).isEqualTo(10, within(1e-6));
    assertThat(s.cost("generator_capital", 1)).isEqualTo(10 * later, within(1e-6));
    assertThat(s.numbers("costs", "usd_per_year", "category=generator_capital"))
        .allSatisfy(v -> assertThat(v).isEqualTo(10e6, within(1.0)));
  }

  @Test
  void aLaterVintagePaysNothingBefore() {
    TestCase c = two("earliestYear", 2030).demand("A", 1000).set("discountRate", 0.25).set("socialDiscountRate", 0.25);
    Solved s = c.threeHours().solve();
    assertThat(s.cost("generator_capital", 0)).isZero();
    assertThat(s.cost("generator_capital", 1)).isEqualTo(10 * 0.8, within(1e-6));
    assertThat(s.cost("resource:generator_capital", 0)).isZero();
    assertThat(s.cost("resource:generator_capital", 1)).isEqualTo(100 * Finance.crf(0.25, 10) * Math.sqrt(1.25) * 0.8, within(1e-6));
    assertThat(s.cost("unserved", 1)).isEqualTo(0, within(1e-9));
  }

  /// 5.358 % over 30 years with all spent half a year ahead: 1000 x 0.06773 x 1.05358^0.5 = 69.52 USD/kW-yr; a credit of
  /// 30 % of capex pays 20.856 of it; the resource cost knows no credit.
  @Test
  void annuityAndTaxCreditByHand() {
    TestCase c = TestCase.zones("A").demand("A", 1000).unserved(1, 100_000).set("wacc", 0.05).set("socialDiscountRate", 0);
    c.technology("n", Rows.Kind.THERMAL, "waccAdder", 0.00358).costs("n", 2030, "capex", 1000);
    c.add(Rows.TaxCredit.class, "technology", "n", "instrument", Rows.Instrument.ITC, "firstYear", 2030, "lastYear", 2030, "share", 0.3);
    Solved s = c.generator("n", "A", "n", "maxNew", INF).threeHours().solve();
    double annuity = 1000 * 0.06772996 * Math.sqrt(1.05358);
    assertThat(annuity).isEqualTo(69.52, within(0.01));
    assertThat(s.cost("generator_capital")).isEqualTo(annuity, within(1e-4));
    assertThat(s.cost("tax_credit")).isEqualTo(-0.3 * annuity, within(1e-4));
    assertThat(s.cost("resource:generator_capital")).isEqualTo(1000 / 30.0, within(1e-6));
  }

  @Test
  void buildRatesHoldDates() {
    TestCase c = two("buildRate", 300).demand("A", 2000).stages(2028, 2030);
    c.costs("x", 2028, "capex", 100).costs("y", 2028, "capex", 100_000);
    Solved s = c.threeHours().solve();
    assertThat(s.value("generator.new", "Ax", 0, 0)).isEqualTo(0.9, within(1e-9));
    assertThat(s.value("generator.new", "Ax", 1, 0)).isEqualTo(1.5, within(1e-9));
  }

  /// One stage or five: the same can stand by 2030.
  @Test
  void fewStagesAreNoSlowerThanMany() {
    for (Integer[] stages : new Integer[][] {{2030}, {2026, 2027, 2028, 2029, 2030}, {2028, 2030}}) {
      TestCase c = two("buildRate", 300).demand("A", 2000).stages(stages);
      c.costs("x", 2026, "capex", 100).costs("y", 2026, "capex", 100_000);
      assertThat(c.threeHours().solve().value("generator.new", "Ax", stages.length - 1, 0)).isEqualTo(1.5, within(1e-9));
    }
  }
}
