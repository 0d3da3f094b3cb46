package org.loadstar.lp.ipm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;

/// 500 small random programs with free, fixed, boxed and empty columns, empty, repeated and range rows: the verdict and the
/// optimum of HiGHS, and a bound that is never above it.
class RandomVerdictsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /// Whole numbers make programs degenerate; sides around a point make them feasible, costs from a dual bounded.
  static Lp random(long seed) {
    Random r = new Random(seed);
    boolean whole = r.nextBoolean();
    boolean around = r.nextInt(3) > 0;
    boolean priced = r.nextInt(3) > 0;
    int n = 1 + r.nextInt(14);
    int m = r.nextInt(12);
    LpBuilder b = new LpBuilder();
    b.columns("x", "1", -1, Collections.nCopies(n, "x"), 0, INF);
    b.rows("r", "1", -1, Collections.nCopies(m, "r"));
    double[] x = new double[n];
    double[] reduced = new double[n];
    for (int j = 0; j < n; j++) {
      double lower = number(r, whole);
      double upper = lower + Math.abs(number(r, whole));
      switch (r.nextInt(6)) {
        case 0 -> b.bounds(j, -INF, INF);
        case 1 -> b.bounds(j, lower, lower);
        case 2 -> b.bounds(j, lower, upper);
        case 3 -> b.bounds(j, -INF, upper);
        case 4 -> b.bounds(j, lower, INF);
        default -> b.bounds(j, 0, INF);
      }
      double lo = b.lower(j);
      double up = b.upper(j);
      x[j] = r.nextBoolean() && lo > -INF ? lo : r.nextBoolean() && up < INF ? up : Math.max(lo, Math.min(up, number(r, whole)));
      double d = Math.abs(number(r, whole));
      reduced[j] = r.nextInt(3) == 0 ? 0 : x[j] == lo ? d : x[j] == up ? -d : 0;
    }
    double[] cost = reduced.clone();
    double[] row = new double[n];
    for (int i = 0; i < m; i++) {
      boolean repeated = i > 0 && r.nextInt(8) == 0;
      double factor = repeated ? (r.nextBoolean() ? 1 : -2) : 0;
      double ax = 0;
      for (int j = 0; j < n; j++) {
        row[j] = repeated ? factor * row[j] : r.nextInt(2) * number(r, whole);
        ax += row[j] * x[j];
        b.at(i).add(j, row[j]);
      }
      if (r.nextInt(15) == 0) java.util.Arrays.fill(row, 0);
      double side = around ? ax : number(r, whole);
      double y = Math.abs(number(r, whole));
      switch (r.nextInt(5)) {
        case 0 -> b.at(i).eq(side);
        case 1 -> b.at(i).ge(side);
        case 2 -> {
          b.at(i).le(side);
          y = -y;
        }
        case 3 -> b.at(i).between(side, side + Math.abs(number(r, whole)));
        default -> {
          b.at(i).between(side - 1, around ? side + 1 : INF);
          y = 0;
        }
      }
      for (int j = 0; j < n; j++) cost[j] += y * row[j];
    }
    for (int j = 0; j < n; j++) b.cost(j, "c", priced ? cost[j] : number(r, whole));
    b.constant("offset", -1, 3);
    return b.build();
  }

  private static double number(Random r, boolean whole) {
    return whole ? r.nextInt(7) - 3 : Math.round(1e4 * r.nextGaussian()) / 1e4;
  }

  @Test
  void agreesWithHighsOnFiveHundredPrograms() {
    SolveOptions options = SolveOptions.defaults().withGap(1e-7);
    Map<Status, Integer> count = new EnumMap<>(Status.class);
    for (long seed = 0; seed < 500; seed++) {
      Lp lp = random(seed);
      Solution highs = new HighsSolver().solve(lp, options, Progress.silent());
      Solution own = new InteriorPoint().solve(lp, options, Progress.silent());
      count.merge(highs.status(), 1, Integer::sum);
      assertThat(own.status()).as("seed %d", seed).isEqualTo(highs.status());
      if (highs.status() != Status.OPTIMAL) continue;
      double size = Math.max(1, Math.abs(highs.objective()));
      assertThat(own.objective()).as("seed %d", seed).isBetween(highs.objective() - 1e-6 * size, highs.objective() + 1e-6 * size);
      assertThat(own.bound()).as("seed %d", seed).isLessThanOrEqualTo(highs.objective() + 1e-9 * size);
    }
    assertThat(count).as("verdicts of HiGHS").containsOnlyKeys(Status.OPTIMAL, Status.INFEASIBLE, Status.UNBOUNDED);
    assertThat(count.values()).allMatch(k -> k >= 40);
  }
}
