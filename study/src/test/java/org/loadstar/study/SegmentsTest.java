package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loadstar.model.Hourly;
import org.loadstar.model.TimeGrid;

class SegmentsTest {
  private static double[] series(java.util.function.IntToDoubleFunction f) {
    return IntStream.range(0, Hourly.HOURS).mapToDouble(f).toArray();
  }

  /// Hours that are alike merge, at no cost, and a segment begins where the series changes.
  @Test
  void stepsOfASeriesAreSegments() {
    List<double[]> blocks = List.of(series(h -> h / 24 % 2));
    int[] starts = Segments.starts(blocks, blocks, new boolean[Hourly.HOURS], 365);
    assertThat(starts).containsExactly(IntStream.range(0, 365).map(d -> 24 * d).toArray());
  }

  @Test
  void whatMustBeginBegins() {
    List<double[]> flat = List.of(new double[Hourly.HOURS]);
    boolean[] begins = Segments.months();
    begins[1000] = true;
    int[] starts = Segments.starts(flat, flat, begins, 5);
    assertThat(starts).hasSize(13).contains(0, 744, 1000, 1416);
    assertThat(TimeGrid.segments(starts).windows()).hasSize(12);
  }

  /// A net load that moves at a constant price hides no cost.
  @Test
  void onlyWhatMovesTogetherIsKeptApart() {
    double[] price = series(h -> 30);
    double[] net = series(h -> h % 3);
    double[] both = series(h -> h >= 300 && h < 310 ? h : 0);
    int[] starts = Segments.starts(List.of(price, both), List.of(net, both), new boolean[Hourly.HOURS], 12);
    assertThat(Arrays.stream(starts).filter(h -> h >= 300 && h <= 310).count()).isEqualTo(11);
  }
}
