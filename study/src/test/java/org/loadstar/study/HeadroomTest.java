package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loadstar.cases.CaseReader;
import org.loadstar.model.Case;
import org.loadstar.model.Hourly;
import org.loadstar.model.TimeGrid;
import org.loadstar.model.Zone;

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

  /// Joined, the zones are one series; alone, their sum. A rise of all peaks by r makes room r times the peak for more.
  @Test
  void areasJoinedAndPeaksRaised() {
    Case data = CaseReader.read(Path.of("../examples/two-zones")).orThrow();
    double kappa = 0.005;
    double sum = Headroom.of(data, kappa, false).get("total");
    assertThat(Headroom.joined(data, kappa, false, Zone::zone)).isCloseTo(sum, within(1e-9));
    double[] both = new double[Hourly.HOURS];
    for (Hourly d : data.demand().values()) for (int h = 0; h < both.length; h++) both[h] += d.at(h);
    assertThat(Headroom.joined(data, kappa, false, z -> "")).isCloseTo(Headroom.of(Hourly.of(both), kappa, false) / 1e3, within(1e-9));
    assertThat(Headroom.peakRise(data, kappa, false, sum)).isCloseTo(0, within(2e-4));
    // The most load that 5 % higher peaks leave room for in every hour is what 5 % of the peaks allow without curtailment, at least.
    double peaks = data.demand().values().stream().mapToDouble(d -> IntStream.range(0, Hourly.HOURS).mapToDouble(d::at).max().orElseThrow()).sum();
    double rise = Headroom.peakRise(data, kappa, false, sum + 0.05 * peaks / 1e3);
    assertThat(rise).isBetween(0.02, 0.0502);
  }
}
