package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.lp.highs.HighsSolver;

class InnerCutTest {
  private static final int COLUMNS = 24;
  private static final int ROWS = 18;
  private static final int INNER = 14;

  /// A feasible program around a point: 14 inner columns, 6 that are seen, 4 that are not.
  private static Lp program(Random r, double[] point) {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "", -1, names(COLUMNS, "x"), 0, 10);
    Block rows = b.rows("row", "", -1, names(ROWS, "r"));
    for (int j = 0; j < COLUMNS; j++) {
      point[j] = 10 * r.nextDouble();
      b.cost(x.at(j), "c", r.nextGaussian());
    }
    for (int i = 0; i < ROWS; i++) {
      var row = b.at(rows.at(i));
      double sum = 0;
      for (int j = 0; j < COLUMNS; j++) {
        boolean far = j >= COLUMNS - 4 && i % 5 != 0;
        if (far || r.nextInt(3) != 0) continue;
        double a = Math.rint(8 * r.nextGaussian()) / 4;
        if (a == 0) continue;
        row.add(x.at(j), a);
        sum += a * point[j];
      }
      if (i % 3 == 0) row.eq(sum);
      else if (i % 3 == 1) row.le(sum + r.nextDouble());
      else row.ge(sum - r.nextDouble());
    }
    return b.build();
  }

  private static List<String> names(int n, String s) {
    return java.util.stream.IntStream.range(0, n).mapToObj(i -> s + i).toList();
  }

  private static InnerCut cutter(Lp lp) {
    return new InnerCut(lp, Certificate.boxes(lp, Double.POSITIVE_INFINITY), j -> j < INNER, j -> j < COLUMNS - 4);
  }

  private static double side(InnerCut.Cut c, double[] x) {
    double s = c.least();
    for (int j = 0; j < x.length; j++) s += c.slope()[j] * x[j];
    return s;
  }

  /// Any duals give a cut that holds at feasible points; those of the inner program at a point give one that is tight there.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void cutsHoldAndTouch(long block) {
    int touching = 0;
    for (long seed = 20 * block; seed < 20 * (block + 1); seed++) {
      Random r = new Random(seed);
      double[] point = new double[COLUMNS];
      Lp lp = program(r, point);
      InnerCut cutter = cutter(lp);
      double[] weight = r.doubles(INNER, -2, 3).toArray();
      Lp at = cutter.at(point, weight);
      Solution best = new HighsSolver().solve(at, SolveOptions.defaults(), Progress.silent());
      assertThat(best.status()).as("seed %d", seed).isEqualTo(Status.OPTIMAL);
      InnerCut.Cut tight = Objects.requireNonNull(cutter.of(Objects.requireNonNull(best.rowDual()), weight));
      // boxes proven by rows that do not count may lift it above the inner optimum, but never above a plan
      double own = 0;
      for (int j = 0; j < INNER; j++) own += weight[j] * point[j];
      assertThat(side(tight, point)).as("seed %d", seed).isBetween(best.objective() - 1e-6, own + 1e-6);
      touching += side(tight, point) - best.objective() < 1e-6 ? 1 : 0;

      InnerCut.Cut any = Objects.requireNonNull(cutter.of(r.doubles(at.rows(), -1, 1).toArray(), weight));
      for (int k = 0; k < 3; k++) {
        Lp other = lp.copy();
        for (int j = 0; j < COLUMNS; j++) other.cost(j, r.nextGaussian());
        double[] x = new HighsSolver().solve(other, SolveOptions.defaults(), Progress.silent()).point();
        double cost = 0;
        for (int j = 0; j < INNER; j++) cost += weight[j] * x[j];
        assertThat(side(tight, x)).as("seed %d", seed).isLessThanOrEqualTo(cost + 1e-6);
        assertThat(side(any, x)).as("seed %d", seed).isLessThanOrEqualTo(cost + 1e-6);
      }
    }
    assertThat(touching).isGreaterThan(15);
  }

  /// A row with a column that is not seen does not count.
  @Test
  void rowsThatLeaveAreLeftOut() {
    Lp lp = program(new Random(3), new double[COLUMNS]);
    InnerCut cutter = cutter(lp);
    for (int j = COLUMNS - 4; j < COLUMNS; j++)
      for (int k = lp.starts()[j]; k < lp.starts()[j + 1]; k++) assertThat(cutter.counts(lp.indices()[k])).isFalse();
    assertThat(cutter.inner()).hasSize(INNER);
  }

  /// Added rows stand behind the others and hold what they say.
  @Test
  void rowsAreAdded() {
    Lp lp = program(new Random(4), new double[COLUMNS]);
    Lp more = lp.with(List.of(new Lp.MoreRow("cut", -1, new int[] {2, 5}, new double[] {1, -2}, 3), new Lp.MoreRow("cut", -1, new int[] {5}, new double[] {4}, 1)));
    assertThat(more.rows()).isEqualTo(ROWS + 2);
    assertThat(more.nonzeros()).isEqualTo(lp.nonzeros() + 3);
    double[] x = new double[COLUMNS];
    x[2] = 7;
    x[5] = 2;
    assertThat(more.times(x)[ROWS]).isEqualTo(3);
    assertThat(more.times(x)[ROWS + 1]).isEqualTo(8);
    assertThat(more.rowLowers()[ROWS]).isEqualTo(3);
    assertThat(java.util.Arrays.copyOf(more.times(x), ROWS)).isEqualTo(lp.times(x));
  }
}
