package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loadstar.model.Hourly;
import org.loadstar.model.TimeGrid;

class HeadroomTest {
  /// One hour at the peak, all others `room` below it: L - room in those, L in the peak hour.
  @Test
  void onePeakHourByHand() {
    Hourly demand = Hourly.of(IntStream.range(0, Hourly.HOURS).mapToDouble(h -> h == 5000 ? 100 : 60).toArray());
    // Up to L = 40 only the peak hour is curtailed: L <= kappa 8760 L holds for kappa >= 1/8760. Above it
    // L + 8759 (L - 40) = kappa 8760 L, so L = 8759 * 40 / (8760 - 8760 kappa).
    double kappa = 0.01;
    assertThat(Headroom.of(demand, kappa, false)).isCloseTo(8759 * 40 / (8760 * (1 - kappa)), within(1e-9));
    assertThat(Headroom.of(demand, 0.5 / 8760, false)).as("less than the peak hour may be curtailed").isCloseTo(0, within(1e-9));
  }

  /// Winter peaks 20 lower than summer: in the seasonal variant the winter half has no more room than its own peak leaves.
  @Test
  void seasonsHaveTheirOwnPeaks() {
    Hourly demand =
        Hourly.of(
            IntStream.range(0, Hourly.HOURS)
                .mapToDouble(h -> (TimeGrid.monthOf(h) >= 4 && TimeGrid.monthOf(h) <= 10 ? 100 : 80) - (h % 24 == 18 ? 0 : 30))
                .toArray());
    double kappa = 0.005;
    // Seasonal: room is 0 in one hour of 24 and 30 in the others, all year: L/24 <= kappa L fails for any L > 0.
    assertThat(Headroom.of(demand, kappa, true)).isCloseTo(0, within(1e-9));
    assertThat(Headroom.of(demand, 0.05, true)).isCloseTo(23.0 * 30 / (24 - 24 * 0.05), within(1e-6));
    assertThat(Headroom.of(demand, 0.05, false)).isGreaterThan(Headroom.of(demand, 0.05, true));
  }
}
