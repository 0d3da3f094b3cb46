package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Draws against closed forms. The tolerance is three standard errors of 2000 draws.
class CampusDatesTest {
  private static final double Z90 = 1.2815515655446004;

  private static CampusDates dates(TestCase c) {
    CampusFigures f = new CampusFigures(c.data());
    return new CampusDates(f, f.sites().stream().map(f::shortest).toArray(CriticalPath[]::new));
  }

  /// Median 24 months, sigma 0.4: P90 = 24 exp(0.4 z). The standard error of the logarithm of a quantile is
  /// sqrt(p (1 - p) / 2000) sigma / phi(z).
  @Test
  void oneLognormalStep() {
    CampusDates d = dates(TestCase.zones("A").site("x", "A", 100, 0, "queue", 24, "queueSigma", 0.4));
    assertThat(Math.log(d.months(0, 0.5) / 24)).isEqualTo(0, within(3 * 0.0112));
    assertThat(Math.log(d.months(0, 0.9) / 24)).isEqualTo(0.4 * Z90, within(3 * 0.0153));
    // By the end of 2027 with one half, by the end of 2028 with P(Z <= ln 1.5 / 0.4) = 0.8446.
    assertThat(d.readyBy(0, 2027)).isEqualTo(0.5, within(3 * 0.0112));
    assertThat(d.readyBy(0, 2028)).isEqualTo(0.8446, within(3 * 0.0081));
  }

  /// The later of two independent steps of 24 months: each in time with one half, both with one quarter.
  @Test
  void theLaterOfTwoSteps() {
    CampusDates d = dates(TestCase.zones("A").site("x", "A", 100, 24, "constructionSigma", 0.3, "queue", 24, "queueSigma", 0.3));
    assertThat(d.readyBy(0, 2027)).isEqualTo(0.25, within(3 * 0.0097));
    assertThat(d.months(0, 0.5)).isGreaterThan(24);
  }

  @Test
  void withoutSpreadTheDateIsThatOfTheCase() {
    CampusDates d = dates(TestCase.zones("A").site("x", "A", 100, 31));
    assertThat(d.months(0, 0.5)).isEqualTo(31);
    assertThat(d.months(0, 0.9)).isEqualTo(31);
    assertThat(d.readyBy(0, 2027)).isZero();
    assertThat(d.readyBy(0, 2028)).isEqualTo(1);
  }

  /// Of two sites of 1 and 2 GW that are completed with 0.8: none with 0.04, at most the smaller with 0.2.
  @Test
  void powerThatIsExceeded() {
    CampusDates d = dates(TestCase.zones("A").site("x", "A", 1000, 0, "completion", 0.8).site("y", "A", 2000, 0, "completion", 0.8));
    assertThat(d.exceeded(new double[] {1, 2}, 2026, 0.99)).isZero();
    assertThat(d.exceeded(new double[] {1, 2}, 2026, 0.9)).isEqualTo(1);
    assertThat(d.exceeded(new double[] {1, 2}, 2026, 0.7)).isEqualTo(2);
    assertThat(d.exceeded(new double[] {1, 2}, 2026, 0.5)).isEqualTo(3);
  }

  /// 0.3 GW planned: expected 0.3 x 0.5 (in time) x 0.9 (ever). Wanted in 2029 only, the site is energised no earlier.
  @Test
  void rangeAndDatesOfAPlan() {
    TestCase c = TestCase.zones("A").plant("a", "A", 900, 0).stages(2027, 2029).target(2027, 0.3);
    c.site("x", "A", 300, 0, "queue", 24, "queueSigma", 0.4, "completion", 0.9).site("later", "A", 100, 6, "capexShell", 9).target(2029, 0.4);
    Solved s = c.threeHours().solve();
    assertThat(s.number("ai_range", "p50_mw", "year=2027")).isEqualTo(300, within(1e-6));
    assertThat(s.number("ai_range", "expected_mw", "year=2027")).isEqualTo(135, within(3 * 300 * 0.9 * 0.0112));
    assertThat(s.number("ai_range", "p90_mw", "year=2027")).isZero();
    Sheet t = s.tables().get("campuses");
    assertThat(t.text(0, t.column("energised_p50"))).startsWith("2027-1");
    assertThat(t.text(0, t.column("energised_p90"))).startsWith("2029-");
    assertThat(t.text(1, t.column("energised_p50"))).isEqualTo("2028-01");
    assertThat(t.text(1, t.column("ready_p50"))).isEqualTo("2026-06");
    assertThat(t.integer(1, t.column("first_year"))).isEqualTo(2029);
  }

  /// Half of the draws of a queue of 60 months end by the end of 2030, nearly all of one of 30 months; the plan is that of the slow one.
  @Test
  void aPlanIsJudgedByTheDurationsOfAnotherCase() {
    TestCase slow = TestCase.zones("A").plant("a", "A", 9000, 0).target(2030, 0.1).site("x", "A", 100, 0, "queue", 60, "queueSigma", 0.4, "completion", 0.8);
    TestCase fast = TestCase.zones("A").plant("a", "A", 9000, 0).target(2030, 0.1).site("x", "A", 100, 0, "queue", 30, "queueSigma", 0.4, "completion", 0.8);
    Solved s = slow.threeHours().solve();
    LoadRange own = LoadRange.of(slow.data(), s.tables(), 2030);
    assertThat(own.planned()).isEqualTo(0.1, within(1e-9));
    assertThat(own.expected()).isEqualTo(s.number("ai_range", "expected_mw") / 1e3, within(1e-12)).isEqualTo(0.8 * 0.05, within(0.002));
    assertThat(own.late()).isEqualTo(s.number("ai_range", "p90_mw") / 1e3, within(1e-12)).isZero();
    assertThat(LoadRange.of(fast.data(), s.tables(), 2030).expected()).isGreaterThan(0.07);
    assertThat(LoadRange.of(TestCase.zones("A").data(), s.tables(), 2030)).isEqualTo(new LoadRange(0, 0, 0));
  }
}
