package org.loadstar.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CashFlowTest {
  /// The worked example of Microsoft's documentation of the function IRR: a business that costs 70,000 and earns for five years.
  @Test
  void irrOfThePublishedExample() {
    assertThat(CashFlow.irr(-70_000, 12_000, 15_000, 18_000, 21_000)).isCloseTo(-0.021, within(0.0005));
    assertThat(CashFlow.irr(-70_000, 12_000, 15_000, 18_000, 21_000, 26_000)).isCloseTo(0.087, within(0.0005));
    assertThat(CashFlow.irr(-70_000, 12_000, 15_000)).isCloseTo(-0.444, within(0.0005));
  }

  /// Brealey, Myers, Allen, chapter 5: -4,000, 2,000, 4,000 has an IRR of 28.08 %.
  @Test
  void irrOfTheTextbook() {
    assertThat(CashFlow.irr(-4000, 2000, 4000)).isCloseTo(0.2808, within(0.00005));
  }

  @Test
  void severalRootsAreNoIrr() {
    assertThat(CashFlow.npv(0.25, -1600, 10_000, -10_000)).isCloseTo(0, within(1e-9));
    assertThat(CashFlow.npv(4, -1600, 10_000, -10_000)).isCloseTo(0, within(1e-9));
    assertThat(CashFlow.irr(-1600, 10_000, -10_000)).isNaN();
  }

  @Test
  void noChangeOfSignIsNoIrr() {
    assertThat(CashFlow.irr(1, 2, 3)).isNaN();
    assertThat(CashFlow.irr(-1, -2)).isNaN();
    assertThat(CashFlow.irr(0, 0)).isNaN();
    assertThat(CashFlow.irr()).isNaN();
  }

  @Test
  void npvAtTheIrrIsZero() {
    Random random = new Random(11);
    for (int trial = 0; trial < 200; trial++) {
      double[] c = random.doubles(2 + random.nextInt(20), 0, 100).toArray();
      c[0] = -1 - 500 * random.nextDouble();
      double irr = CashFlow.irr(c);
      if (!Double.isNaN(irr)) assertThat(CashFlow.npv(irr, c)).isCloseTo(0, within(1e-6 * Math.abs(c[0]) * 1e3));
    }
  }

  @Test
  void payback() {
    assertThat(CashFlow.payback(-100, 40, 40, 40)).isEqualTo(3);
    assertThat(CashFlow.payback(-100, 40, 40)).isEqualTo(-1);
    assertThat(CashFlow.payback(-100, 150, -100, 60)).isEqualTo(3);
    assertThat(CashFlow.payback(10, 10)).isEqualTo(-1);
  }
}
