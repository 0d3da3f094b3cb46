package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.lp.highs.HighsSolver;

class CompletionTest {
  private static final HighsSolver HIGHS = new HighsSolver();
  private static final SolveOptions EXACT = new SolveOptions(0, 60, 1, 0);

  private static double[] sides(double[] of, int[] free) {
    return Arrays.stream(free).mapToDouble(j -> of[j]).toArray();
  }

  private static double[] complete(Lp lp, double[] x, int... free) {
    return Completion.of(lp, x, free, sides(lp.lowers(), free), sides(lp.uppers(), free), HIGHS, EXACT);
  }

  /// The optimum with a third of its columns forgotten is found again.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whatIsForgottenOfAnOptimumIsFoundAgain(long seed) {
    Lp lp = RandomLps.feasible(seed, 30, 24);
    double[] optimum = HIGHS.solve(lp, EXACT, Progress.silent()).point();
    int[] free = IntStream.range(0, 24).filter(j -> j % 3 == 0).toArray();
    double[] x = optimum.clone();
    for (int j : free) x[j] = 17;
    double[] whole = complete(lp, x, free);
    assertThat(whole).isNotNull();
    assertThat(Certificate.primalResidual(lp, whole)).isLessThan(1e-6);
    assertThat(lp.objective(whole)).isCloseTo(lp.objective(optimum), within(1e-5 * Math.max(1, Math.abs(lp.objective(optimum)))));
    for (int j = 0; j < 24; j++) if (j % 3 != 0) assertThat(whole[j]).isEqualTo(optimum[j]);
  }

  /// Outputs of 1000 hours stand, two units that share them are sought: output_t <= a_t (old + new), new costs.
  @Test
  void hoursTellCapacityByTheTightest() {
    LpBuilder b = new LpBuilder();
    int n = 1000;
    Block out = b.columns("output", "GW", 0, List.of("plant"), n, 0, Double.POSITIVE_INFINITY);
    Block unit = b.columns("unit", "GW", 0, List.of("old", "new"), 0, 3);
    Block row = b.rows("limit", "GW", 0, List.of("plant"), n);
    b.cost(unit.at(1), "capex", 5);
    double[] x = new double[n + 2];
    for (int t = 0; t < n; t++) {
      double available = 0.25 + 0.5 * (t % 7) / 7.0;
      b.at(row.at(0, t)).add(out.at(0, t), 1).add(unit.at(0), -available).add(unit.at(1), -available).le(0);
      x[t] = (t == 500 ? 4 : 3.5) * available;
    }
    Lp lp = b.build();
    double[] whole = complete(lp, x, n, n + 1);
    assertThat(whole[n]).isCloseTo(3, within(1e-6));
    assertThat(whole[n + 1]).isCloseTo(1, within(1e-5));
    x[7] = 7 * 0.25;
    assertThat(Completion.of(lp, x, new int[] {n, n + 1}, new double[2], new double[] {3, 3}, HIGHS, EXACT)).isNull();
  }

  @Test
  void rowsThatContradictHaveNoAnswer() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "", -1, List.of("a", "b"), 0, 10);
    Block rows = b.rows("r", "", -1, List.of("1", "2"));
    b.at(rows.at(0)).add(x.at(0), 1).add(x.at(1), 1).eq(3);
    b.at(rows.at(1)).add(x.at(0), 2).add(x.at(1), -1).ge(9);
    Lp lp = b.build();
    assertThat(complete(lp, new double[] {0, 1}, 0)).isNull();
    assertThat(complete(lp, new double[] {5, 0}, 1)).isNull();
  }
}
