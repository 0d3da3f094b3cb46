package org.loadstar.study.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionTest {
  /// Permit and queue reform by the end of 2029: 800 MW without, 1200, 1300, 1700 with both.
  private static final double[] HAND = {800, 1200, 1300, 1700};

  private static Worth table(double... v) {
    return s -> Worth.Interval.of(v[(int) s]);
  }

  private static double[] random(int n, long seed) {
    return new Random(seed).doubles(1L << n).toArray();
  }

  @Test
  void theHandWorkedCaseOfTwoLevers() {
    Attribution a = new Attribution(2, table(HAND));
    assertThat(a.exact()).extracting(Attribution.Value::share).containsExactly(400.0, 500.0);
    assertThat(a.total()).isEqualTo(900);
    // Chips for 1000 MW leave 200 to share.
    Attribution scarce = new Attribution(2, table(800, 1000, 1000, 1000));
    assertThat(scarce.exact()).extracting(Attribution.Value::share).containsExactly(100.0, 100.0);
    assertThat(scarce.exact()).extracting(Attribution.Value::firstIn).containsExactly(200.0, 200.0);
    assertThat(scarce.exact()).extracting(Attribution.Value::lastIn).containsExactly(0.0, 0.0);
    assertThat(scarce.interactions()[0][1]).isEqualTo(-200);
  }

  @Test
  void theGloveGame() {
    // Lever 0 is a left glove, 1 and 2 are right ones; a pair is worth 1: 2/3, 1/6, 1/6.
    Attribution a = new Attribution(3, s -> Worth.Interval.of((s & 1) != 0 && (s & 6) != 0 ? 1 : 0));
    assertThat(a.exact().get(0).share()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(a.exact().get(1).share()).isCloseTo(1 / 6.0, within(1e-12));
    // The owners of right gloves as one group share 1/2 (Owen).
    assertThat(a.exact(List.of(new int[] {0}, new int[] {1, 2}))).extracting(Attribution.Value::share).containsExactly(0.5, 0.25, 0.25);
    assertThat(a.exact(List.of(new int[] {0}, new int[] {1}, new int[] {2}))).isEqualTo(a.exact());
    assertThatThrownBy(() -> a.exact(List.of(new int[] {0, 1}))).hasMessageContaining("one group");
    List<Attribution.Value> owen = a.sampled(List.of(new int[] {0}, new int[] {1, 2}), 4000, 1);
    assertThat(owen.get(0).share()).isCloseTo(0.5, within(0.03));
    assertThat(owen.get(1).share()).isCloseTo(0.25, within(0.03));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7})
  void theSharesAddUpToTheWholeAndSamplingAgrees(int n) {
    double[] v = random(n, n);
    Attribution a = new Attribution(n, table(v));
    List<Attribution.Value> exact = a.exact();
    assertThat(exact.stream().mapToDouble(Attribution.Value::share).sum()).isCloseTo(a.total(), within(1e-12));
    List<Attribution.Value> sampled = a.sampled(3000, 7);
    assertThat(sampled.stream().mapToDouble(Attribution.Value::share).sum()).isCloseTo(a.total(), within(1e-9));
    for (int i = 0; i < n; i++)
      assertThat(sampled.get(i).share()).isCloseTo(exact.get(i).share(), within(5 * sampled.get(i).standardError() + 1e-9));
  }

  @Test
  void aLeverThatDoesNothingIsWorthNothingAndEqualOnesAreWorthTheSame() {
    Attribution a = new Attribution(3, s -> Worth.Interval.of(Math.sqrt(Long.bitCount(s & 3))));
    List<Attribution.Value> v = a.exact();
    assertThat(v.get(2).share()).isZero();
    assertThat(v.get(0).share()).isCloseTo(v.get(1).share(), within(1e-12));
  }

  @Test
  void intervalsHoldTheTrueValueAndSayWhatCannotBeTold() {
    double[] v = random(4, 3);
    double width = 0.4;
    Worth loose = s -> new Worth.Interval(v[(int) s], v[(int) s] - width * (s % 3) / 3.0, v[(int) s] + width * (s % 2));
    List<Attribution.Value> truth = new Attribution(4, table(v)).exact();
    List<Attribution.Value> known = new Attribution(4, loose).exact();
    for (int i = 0; i < 4; i++) {
      assertThat(truth.get(i).share()).isBetween(known.get(i).low() - 1e-12, known.get(i).high() + 1e-12);
      assertThat(known.get(i).low()).isLessThan(known.get(i).high());
    }
    assertThat(new Attribution(1, s -> new Worth.Interval(s, s - 0.6, s + 0.6)).exact().getFirst().distinguishable()).isFalse();
    assertThat(new Attribution(1, s -> new Worth.Interval(s, s - 0.4, s + 0.4)).exact().getFirst().distinguishable()).isTrue();
  }

  @Test
  void wrongSizesAreRefused() {
    assertThatThrownBy(() -> new Attribution(0, table(1))).hasMessageContaining("allowed");
    Attribution a = new Attribution(2, table(HAND));
    assertThatThrownBy(() -> a.sampled(List.of(new int[] {0}), 10, 1)).hasMessageContaining("one group");
    assertThatThrownBy(() -> a.sampled(1, 1)).hasMessageContaining("pairs");
    assertThatThrownBy(() -> new Worth.Interval(2, 0, 1)).hasMessageContaining("does not hold");
  }
}
