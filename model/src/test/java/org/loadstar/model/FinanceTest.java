package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FinanceTest {
  /// 5.358 % over 30 years: ln 1.05358 = 0.0521938, 1.05358^30 = e^1.565814 = 4.78657, 0.05358 / (1 - 0.208918) = 0.0677300.
  @Test
  void capitalRecoveryByHand() {
    assertThat(Finance.crf(0.05358, 30)).isEqualTo(0.06773, within(1e-6));
    // A loan at 3 % over 2 years: x / 1.03 + x / 1.0609 = 1, x = 1.0609 / 2.03.
    assertThat(Finance.crf(0.03, 2)).isEqualTo(1.0609 / 2.03, within(1e-12));
    assertThat(Finance.crf(0.1, 1)).isEqualTo(1.1, within(1e-12));
    assertThat(Finance.crf(0, 25)).isEqualTo(0.04);
  }

  @Test
  void paymentsAreWorthOne() {
    for (double r : new double[] {0.001, 0.0536, 0.2})
      for (int n : new int[] {1, 5, 30}) {
        double worth = 0;
        for (int k = 1; k <= n; k++) worth += Finance.crf(r, n) / Math.pow(1 + r, k);
        assertThat(worth).isEqualTo(1, within(1e-12));
      }
  }

  @Test
  void constructionByHand() {
    assertThat(Finance.constructionFactor(0.21, new double[] {1})).isEqualTo(1.1, within(1e-12));
    assertThat(Finance.constructionFactor(0.21, new double[] {0.5, 0.5})).isEqualTo(0.5 * 1.1 * 1.21 + 0.5 * 1.1, within(1e-12));
    assertThat(Finance.constructionFactor(0, new double[] {0.3, 0.7})).isEqualTo(1);
  }

  @Test
  void spendProfiles() {
    assertThat(Finance.spendProfile("0.2; 0.3;0.5")).containsExactly(0.2, 0.3, 0.5);
    assertThatThrownBy(() -> Finance.spendProfile("0.2;0.3")).hasMessageContaining("does not sum to 1");
    assertThatThrownBy(() -> Finance.spendProfile("a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void discountWeightsByHand() {
    Settings s = TestCase.zones("A").stages(2026, 2028).set("endYears", 3).set("discountRate", 0.25).data().settings();
    assertThat(s.years(0)).isEqualTo(2);
    assertThat(s.years(1)).isEqualTo(3);
    assertThat(s.discountWeight(0)).isEqualTo(1 + 0.8, within(1e-12));
    assertThat(s.discountWeight(1)).isEqualTo(0.64 + 0.512 + 0.4096, within(1e-12));
    assertThat(s.discountWeight(1, 0)).isEqualTo(3);
  }
}
