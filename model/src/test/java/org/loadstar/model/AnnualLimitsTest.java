package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AnnualLimitsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /// A cap of 1000 t on zone A from 2030 on, and half of the load of all zones clean from 2028 on.
  private static AnnualLimits limits(Object... payment) {
    TestCase c = TestCase.zones("A", "B").technology("wind", Rows.Kind.VARIABLE, "clean", true).technology("gas", Rows.Kind.THERMAL);
    c.add(Rows.Carbon.class, "scope", "A", "year", 2030, "cap", 0.001);
    Object[] rule = {"scope", "all", "kind", Rows.Score.CLEAN, "year", 2028, "share", 0.5};
    Object[] all = java.util.Arrays.copyOf(rule, rule.length + payment.length);
    System.arraycopy(payment, 0, all, rule.length, payment.length);
    return new AnnualLimits(new Figures(c.add(Rows.CleanStandard.class, all).data()));
  }

  /// Load of 100 MWh with AI load, 5 MWh of surplus.
  private static Tables year(int year, double emissions, double wind) {
    Tables t = new Tables();
    t.get("emissions").add("full", year, "A", "gas", emissions);
    t.get("emissions").add("full", year, "B", "gas", 5000.0);
    t.get("emissions").add("plan", year, "A", "gas", 9000.0);
    Sheet g = t.get("generation");
    g.add("full", year, "A", "wind", wind);
    g.add("full", year, "A", "surplus", -5.0);
    g.add("full", year, "A", "gas", 60.0);
    g.add("full", year, "A", "load", -60.0);
    g.add("full", year, "B", "load", -30.0);
    g.add("full", year, "B", "ai", -10.0);
    g.add("plan", year, "A", "wind", 900.0);
    return t;
  }

  @Test
  void whatIsMissingIsPaidFor() {
    AnnualLimits limits = limits("alternativePayment", 60);
    assertThat(limits.payments(2030, year(2030, 900, 45), "full")).isEqualTo(60 * (50 - 40), within(1e-9));
    assertThat(limits.payments(2030, year(2030, 1000, 55), "full")).isZero();
    assertThat(limits.payments(2027, year(2027, 9000, 0), "full")).isZero();
  }

  @Test
  void aBrokenCapAndAStandardWithoutPaymentAreNoPlan() {
    assertThat(limits("alternativePayment", 60).payments(2030, year(2030, 1001, 55), "full")).isEqualTo(INF);
    assertThat(limits().payments(2030, year(2030, 900, 54), "full")).isEqualTo(INF);
    assertThat(limits().payments(2030, year(2030, 900, 55), "full")).isZero();
    assertThat(limits().payments(2028, year(2028, 5000, 55), "full")).isZero();
  }

  @Test
  void pricesRiseAndNothingElse() {
    Decisions d = new Decisions();
    d.put("price/carbon/A", 2030, 10);
    d.put("generator/g", 2030, 3);
    Decisions raised = limits().raised(d, 2030, 2);
    assertThat(raised.get("price/carbon/A", 2030)).isEqualTo(20);
    assertThat(raised.get("price/clean/all", 2030)).isEqualTo(4);
    assertThat(raised.get("generator/g", 2030)).isEqualTo(3);
    assertThat(d.get("price/carbon/A", 2030)).isEqualTo(10);
  }
}
