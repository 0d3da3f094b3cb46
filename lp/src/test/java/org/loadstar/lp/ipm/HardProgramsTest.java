package org.loadstar.lp.ipm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.Progress;
import org.loadstar.lp.RandomLps;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;

/// Programs that are hard for interior point methods, with optima known by hand.
class HardProgramsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final SolveOptions OPTIONS = SolveOptions.defaults().withGap(1e-7);

  private static LpBuilder columns(int n, double lower, double upper) {
    LpBuilder b = new LpBuilder();
    b.columns("x", "1", -1, Collections.nCopies(n, "x"), lower, upper);
    return b;
  }

  private static void rows(LpBuilder b, int m) {
    b.rows("r", "1", -1, Collections.nCopies(m, "r"));
  }

  private static void solves(Lp lp, double optimum) {
    Solution s = new InteriorPoint().solve(lp, OPTIONS, Progress.silent());
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    double size = Math.max(1, Math.abs(optimum));
    assertThat(s.objective()).isCloseTo(optimum, within(1e-6 * size));
    assertThat(s.bound()).isLessThanOrEqualTo(optimum + 1e-9 * size);
    Certificate c = Certificate.of(lp, s);
    assertThat(c.ok()).isTrue();
    assertThat(optimum - c.lowerBound()).isLessThanOrEqualTo(1e-5 * size);
  }

  @Test
  void assignmentWhereEveryPlanIsOptimal() {
    // 12 jobs, 12 machines, each pair costs 1: every vertex is optimal and degenerate
    int n = 12;
    LpBuilder b = columns(n * n, 0, INF);
    rows(b, 2 * n);
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++) {
        b.cost(i * n + j, "c", 1);
        b.at(i).add(i * n + j, 1);
        b.at(n + j).add(i * n + j, 1);
      }
    for (int i = 0; i < 2 * n; i++) b.at(i).eq(1);
    solves(b.build(), n);
  }

  @Test
  void cubeOfKleeAndMinty() {
    // max sum 2^(n-j) x_j, 2 sum_{j<i} 2^(i-j) x_j + x_i <= 5^i: the optimum is x_n = 5^n
    int n = 10;
    LpBuilder b = columns(n, 0, INF);
    rows(b, n);
    for (int i = 0; i < n; i++) {
      b.cost(i, "c", -Math.pow(2, n - 1 - i));
      for (int j = 0; j < i; j++) b.at(i).add(j, Math.pow(2, i - j + 1));
      b.at(i).add(i, 1).le(Math.pow(5, i + 1));
    }
    solves(b.build(), -Math.pow(5, n));
  }

  @Test
  void oneColumnInEveryRow() {
    // capacity at 300 serves demands 1 .. 2000, what is short costs 1 each: worth while more than 300 demands are above it
    int n = 2000;
    LpBuilder b = columns(n + 1, 0, INF);
    rows(b, n);
    b.cost(n, "c", 300);
    double optimum = 300 * 1700.0;
    for (int i = 0; i < n; i++) {
      b.cost(i, "c", 1);
      b.at(i).add(i, 1).add(n, 1).ge(i + 1);
      optimum += Math.max(0, i + 1 - 1700);
    }
    solves(b.build(), optimum);
  }

  @Test
  void onePointIsFeasible() {
    // x + y = 1 twice over, x + y <= 1, x - y >= 1, x, y >= 0: only (1, 0), no interior
    LpBuilder b = columns(2, 0, INF);
    rows(b, 4);
    b.cost(0, "c", 3);
    b.cost(1, "c", -5);
    b.at(0).add(0, 1).add(1, 1).eq(1);
    b.at(1).add(0, -2).add(1, -2).eq(-2);
    b.at(2).add(0, 1).add(1, 1).le(1);
    b.at(3).add(0, 1).add(1, -1).ge(1);
    solves(b.build(), 3);
  }

  @Test
  void unitsFromAMillionthToAMillion() {
    Random random = new Random(3);
    for (long seed = 0; seed < 10; seed++) {
      Lp plain = RandomLps.feasible(seed, 30, 40);
      double optimum = new InteriorPoint().solve(plain, OPTIONS, Progress.silent()).objective();
      double[] unit = new double[plain.columns()];
      Arrays.setAll(unit, j -> Math.pow(10, random.nextInt(13) - 6));
      LpBuilder b = columns(plain.columns(), 0, INF);
      rows(b, plain.rows());
      double[] scale = new double[plain.rows()];
      Arrays.setAll(scale, i -> Math.pow(10, random.nextInt(7) - 3));
      for (int j = 0; j < plain.columns(); j++) {
        b.cost(j, "c", plain.costs()[j] * unit[j]);
        b.bounds(j, plain.lowers()[j] / unit[j], plain.uppers()[j] / unit[j]);
        for (int k = plain.starts()[j]; k < plain.starts()[j + 1]; k++) {
          int i = plain.indices()[k];
          b.at(i).add(j, plain.values()[k] * unit[j] * scale[i]);
        }
      }
      for (int i = 0; i < plain.rows(); i++)
        b.at(i).between(plain.rowLowers()[i] * scale[i], plain.rowUppers()[i] * scale[i]);
      Solution s = new InteriorPoint().solve(b.build(), OPTIONS, Progress.silent());
      assertThat(s.status()).as("seed %d", seed).isEqualTo(Status.OPTIMAL);
      assertThat(s.objective()).as("seed %d", seed).isCloseTo(optimum, within(2e-6 * Math.max(1, Math.abs(optimum))));
      assertThat(s.bound()).isLessThanOrEqualTo(optimum + 1e-6 * Math.max(1, Math.abs(optimum)));
    }
  }

  @Test
  void duplicatedRowsAndColumns() {
    // min 2a + 2b + c with a + b + c = 4 five times, c <= 1, a - b free: 2 * 3 + 1
    LpBuilder b = columns(3, 0, INF);
    rows(b, 6);
    b.cost(0, "c", 2);
    b.cost(1, "c", 2);
    b.cost(2, "c", 1);
    b.bounds(2, 0, 1);
    for (int i = 0; i < 5; i++) b.at(i).add(0, i + 1).add(1, i + 1).add(2, i + 1).eq(4 * (i + 1));
    b.at(5).add(0, 1).add(1, -1).between(-INF, INF);
    solves(b.build(), 7);
  }
}
