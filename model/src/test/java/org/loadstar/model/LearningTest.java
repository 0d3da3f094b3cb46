package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static PlantRows.Learning row(int most, Object... more) {
    Object[] all = new Object[10 + more.length];
    System.arraycopy(new Object[] {"technology", "smr", "unit", 300, "firstCapex", 10_000, "learningRate", 0.2, "most", most}, 0, all, 0, 10);
    System.arraycopy(more, 0, all, 10, more.length);
    return RowOf.of(PlantRows.Learning.class, all);
  }

  /// 20 % cheaper with every doubling: 10,000, 8,000, (3^-0.3219) 7,021, 6,400 USD/kW.
  @Test
  void costOfUnitsByFormula() {
    LearningCurve c = new LearningCurve(row(40));
    assertThat(c.capex(1)).isEqualTo(10_000, within(1e-9));
    assertThat(c.capex(2)).isEqualTo(8_000, within(1e-9));
    assertThat(c.capex(3)).isEqualTo(7_021.04, within(0.01));
    assertThat(c.capex(4)).isEqualTo(6_400, within(1e-9));
    assertThat(c.capex(32)).isEqualTo(10_000 * Math.pow(0.8, 5), within(1e-6));
    // 300 MW of each: 3 + 2.4 + 2.106 + 1.92 billion.
    assertThat(c.total(4)).isEqualTo(9.426312, within(1e-5));
    assertThat(c.unit()).isEqualTo(0.3);
  }

  @Test
  void experienceAndTheLeastCost() {
    LearningCurve c = new LearningCurve(row(40, "before", 3, "leastCapex", 5_000));
    assertThat(c.capex(1)).isEqualTo(6_400, within(1e-9));
    assertThat(c.capex(5)).isEqualTo(5_120, within(1e-9));
    assertThat(c.capex(13)).isEqualTo(5_000, within(1e-9));
    assertThat(c.total(2)).isEqualTo(0.3 * (c.capex(1) + c.capex(2)) / 1e3, within(1e-12));
  }

  /// The chords meet the curve at their ends, never lie above it and miss it by little.
  @ParameterizedTest
  @CsvSource({"1", "8", "9", "40", "1000"})
  void chordsStayUnderTheCurve(int most) {
    LearningCurve c = new LearningCurve(row(most));
    assertThat(c.point(0)).isZero();
    assertThat(c.point(c.segments())).isEqualTo(most);
    for (int k = 1; k <= c.segments(); k++) {
      for (int n = c.point(k - 1); n <= c.point(k); n++) {
        double chord = c.intercept(k) + c.slope(k) * n;
        assertThat(chord).isLessThanOrEqualTo(c.total(n) + 1e-9).isGreaterThan(0.996 * c.total(n) - 1e-9);
        if (n == c.point(k - 1) || n == c.point(k)) assertThat(chord).isEqualTo(c.total(n), within(1e-9));
      }
    }
  }

  /// Two zones; the second pays a tenth more than the mean of all units.
  private static TestCase two(double first, double second) {
    TestCase c = TestCase.zones("A", "B").demand("A", first).demand("B", second).technology("smr", Rows.Kind.THERMAL, "financing", 1000);
    c.add(PlantRows.Learning.class, "technology", "smr", "unit", 300, "firstCapex", 10_000, "learningRate", 0.2, "most", 4);
    return c.generator("a", "A", "smr", "maxNew", 3000).generator("b", "B", "smr", "maxNew", 3000, "capexMultiplier", 1.1);
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = two(600, 300).stages(2030, 2031);
    Built b = c.threeHours();
    var p = b.random();
    double units = 0;
    for (int y = 0; y < 2; y++) {
      units += (p.x("generator.build", "a", y, 0) + p.x("generator.build", "b", y, 0)) / 0.3;
      double on = 0;
      double chosen = 0;
      double total = 0;
      double[] point = {0, 3, 5.4, 5.4 + 0.3 * 7.0210372, 9.4263112};
      for (int k = 1; k <= 4; k++) {
        double lambda = p.x("learning.on", "smr " + k, y, 0);
        double delta = p.x("learning.segment", "smr " + k, y, 0);
        on += lambda;
        chosen += delta;
        double beta = point[k] - point[k - 1];
        total += (point[k] - beta * k) * delta + beta * lambda;
        p.says("learning.least", "smr " + k, y, 0, lambda - (k - 1) * delta, 0, INF);
        p.says("learning.most", "smr " + k, y, 0, lambda - k * delta, -INF, 0);
      }
      p.says("learning.units", "smr", y, 0, units - on, 0, 0);
      p.says("learning.chosen", "smr", y, 0, chosen, 1, 1);
      double before = y == 0 ? 0 : p.x("learning.total", "smr", 0, 0);
      p.says("learning.stage", "smr", y, 0, p.x("learning.cost", "smr", y, 0) - p.x("learning.total", "smr", y, 0) + before, 0, 0);
      assertThat(b.lp.rowLowers()[b.row("learning.sum", "smr", y, 0)]).isZero();
      assertThat(p.activity("learning.sum", "smr", y, 0)).isEqualTo(p.x("learning.total", "smr", y, 0) - total, within(1e-5));
    }
  }

  /// Three units share the experience: 3 + 2.4 + 2.106 B$ over 1000 years, and unit b pays a tenth of the mean of four
  /// (9.426 / 1.2 GW = 7,855 USD/kW) more.
  @Test
  void allZonesShareTheExperience() {
    Solved s = two(600, 300).threeHours().solveWhole();
    assertThat(s.value("generator.new", "a")).isEqualTo(0.6, within(1e-9));
    assertThat(s.value("generator.new", "b")).isEqualTo(0.3, within(1e-9));
    assertThat(s.cost("generator_capital")).isEqualTo((3000 + 2400 + 2106.3112 + 0.3 * 0.1 * 9426.3112 / 1.2) / 1000, within(1e-5));
    assertThat(s.number("learning", "units")).isEqualTo(3, within(1e-9));
    assertThat(s.number("learning", "capex_usd_per_kw")).isEqualTo((3000 + 2400 + 2106.3112) / 0.9, within(1e-3));
  }

  /// A stage pays what its own units cost: two in the first year, one more in the second.
  @Test
  void aStagePaysItsOwnUnits() {
    TestCase c = two(600, 0).stages(2030, 2031).set("growthDataCentreShare", 0);
    c.add(Rows.DemandGrowth.class, "zone", "A", "scenario", "s", "year", 2030, "multiplier", 1);
    c.add(Rows.DemandGrowth.class, "zone", "A", "scenario", "s", "year", 2031, "multiplier", 1.5);
    Solved s = c.threeHours().solveWhole();
    assertThat(s.value("learning.cost", "smr", 0, 0)).isEqualTo(5.4, within(1e-6));
    assertThat(s.value("learning.cost", "smr", 1, 0)).isEqualTo(2.1063112, within(1e-6));
    assertThat(s.cost("generator_capital", 0)).isEqualTo(5.4, within(1e-6));
    assertThat(s.cost("generator_capital", 1)).isEqualTo(7.5063112, within(1e-6));
    assertThat(s.number("learning", "capex_usd_per_kw", "year=2031")).isEqualTo(7_021.04, within(0.01));
  }

  /// A unit of 100 years at 10,000 USD/kW costs 100 USD/kW-yr, above the 30 USD/kW it saves: none is built, though with the mean of
  /// 1000 units, 1/10 of that, all would be.
  @Test
  void noUnitIsBuiltForLearningThatNobodyPaysFor() {
    TestCase c = TestCase.zones("A").demand("A", 300).technology("smr", Rows.Kind.THERMAL, "financing", 100);
    c.add(PlantRows.Learning.class, "technology", "smr", "unit", 300, "firstCapex", 10_000, "learningRate", 0.3, "most", 1000);
    Built b = c.generator("a", "A", "smr", "maxNew", 3000).threeHours();
    assertThat(b.solveWhole().number("learning", "units")).isZero();
    assertThat(b.solveWhole().number("learning", "capex_usd_per_kw")).isEqualTo(10_000, within(1e-6));
  }

  /// 30 % of what a stage pays comes back as a tax credit.
  @Test
  void creditsApply() {
    TestCase c = two(600, 0);
    c.add(Rows.TaxCredit.class, "technology", "smr", "instrument", Rows.Instrument.ITC, "firstYear", 2030, "lastYear", 2030, "share", 0.3);
    Solved s = c.threeHours().solveWhole();
    assertThat(s.cost("tax_credit")).isEqualTo(-0.3 * 5.4, within(1e-6));
    assertThat(s.cost("resource:generator_capital")).isEqualTo(5.4, within(1e-6));
  }
}
