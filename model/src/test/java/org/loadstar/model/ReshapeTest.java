package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReshapeTest {
  private static final Hourly WIND = TestCase.hourly(h -> Math.pow(0.5 + 0.5 * Math.sin(h * 0.7) * Math.cos(h * 0.013), 2));

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.2, 0.35, 0.5, 0.7})
  void theMeanIsMetAndTheOrderOfHoursKept(double mean) {
    Hourly f = Reshape.toMean(WIND, mean);
    assertThat(f.mean()).isEqualTo(mean, within(1e-8));
    for (int h = 1; h < Hourly.HOURS; h++) {
      assertThat(f.at(h)).isBetween(0.0, 1.0);
      if (WIND.at(h) > WIND.at(h - 1)) assertThat(f.at(h)).isGreaterThanOrEqualTo(f.at(h - 1));
    }
  }

  /// Half the year at 0.5, half at 0.05; k = 2 gives 0.75 and 0.05 + 1/3 (0.0975 - 0.05).
  @Test
  void twoLevelsByHand() {
    Hourly f = Reshape.toMean(TestCase.repeated(0.5, 0.05), (0.75 + 0.05 + 0.0475 / 3) / 2);
    assertThat(f.at(0)).isEqualTo(0.75, within(1e-7));
    assertThat(f.at(1)).isEqualTo(0.05 + 0.0475 / 3, within(1e-7));
  }

  /// Below the profile's mean the curve is 1 - (1 - c)^k: k = 1/2 gives 1 - sqrt(0.25) = 0.5 for 0.75.
  @Test
  void aPoorerSiteByHand() {
    Hourly f = Reshape.toMean(TestCase.repeated(0.75, 0.19), (0.5 + 0.1) / 2);
    assertThat(f.at(0)).isEqualTo(0.5, within(1e-7));
    assertThat(f.at(1)).isEqualTo(0.1, within(1e-7));
  }

  @Test
  void lullsStayLulls() {
    Hourly f = Reshape.toMean(WIND, 0.6);
    for (int h = 0; h < Hourly.HOURS; h++)
      if (WIND.at(h) < 0.005) assertThat(f.at(h)).isLessThan(2 * WIND.at(h) + 1e-12);
  }

  @Test
  void whatCannotBeReachedIsRefused() {
    assertThatThrownBy(() -> Reshape.toMean(Hourly.constant(0), 0.3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Reshape.toMean(WIND, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Reshape.toMean(TestCase.repeated(1, 0), 0.7)).hasMessageContaining("cannot be reached");
    assertThatThrownBy(() -> Reshape.toMean(TestCase.repeated(1, 0.1), 0.2)).hasMessageContaining("cannot be reached");
    assertThat(Reshape.toMean(WIND, 0).max()).isZero();
    assertThat(Reshape.toMean(WIND, WIND.mean())).isSameAs(WIND);
  }
}
