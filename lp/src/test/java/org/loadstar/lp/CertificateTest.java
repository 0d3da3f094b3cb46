package org.loadstar.lp;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.highs.Algorithm;
import org.loadstar.lp.highs.HighsSolver;

class CertificateTest {
  private static Solution solve(Lp lp) {
    return new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
  }

  private static Solution with(Solution s, double[] x, double[] y, double objective) {
    return new Solution(s.status(), x, y, objective, s.bound(), 0, 0, "test", false, null);
  }

  @Test
  void primalDualAndRecomputedAgreeOnRandomPrograms() {
    for (int seed = 0; seed < 40; seed++) {
      Lp lp = RandomLps.feasible(seed, 15 + seed, 20 + 2 * seed);
      Solution s = solve(lp);
      Certificate c = Certificate.of(lp, s);
      double scale = 1 + Math.abs(s.objective());
      assertThat(c.ok()).as("seed " + seed + " " + c).isTrue();
      assertThat(c.primalResidual()).isLessThan(1e-6);
      assertThat(c.dualResidual()).isLessThan(1e-6);
      assertThat(c.complementarity()).isLessThan(1e-6);
      assertThat(c.recomputedObjective()).isEqualTo(s.objective(), within(1e-9 * scale));
      assertThat(c.lowerBound()).isLessThanOrEqualTo(s.objective() + 1e-9 * scale);
      assertThat(c.lowerBound()).as("tight").isGreaterThan(s.objective() - 1e-6 * scale);
      assertThat(c.relaxation()).isFalse();
    }
  }

  @Test
  void theBoundIsValidForAnyDualsWhatever() {
    Random r = new Random(5);
    for (int seed = 0; seed < 20; seed++) {
      Lp lp = RandomLps.feasible(seed, 20, 30);
      Solution s = solve(lp);
      double best = s.objective();
      Boxes boxes = Certificate.boxes(lp, best);
      for (double noise : new double[] {1e-9, 1e-3, 1}) {
        double[] y = s.duals().clone();
        for (int i = 0; i < y.length; i++) y[i] += noise * r.nextGaussian();
        double bound = SafeBound.of(lp, y, boxes);
        assertThat(bound).isLessThanOrEqualTo(best + 1e-7 * (1 + Math.abs(best)));
        if (noise < 1e-6) assertThat(bound).isGreaterThan(best - 1e-2 * (1 + Math.abs(best)));
      }
    }
  }

  @Test
  void dualsThatAreNotFiniteCountAsZero() {
    Lp lp = RandomLps.feasible(2, 20, 30);
    Solution s = solve(lp);
    double[] y = s.duals().clone();
    y[3] = Double.NaN;
    y[4] = POSITIVE_INFINITY;
    assertThat(SafeBound.of(lp, y, Certificate.boxes(lp, s.objective()))).isLessThanOrEqualTo(s.objective() + 1e-7);
  }

  @Test
  void interiorSolutionsAreCertifiedToo() {
    Lp lp = RandomLps.feasible(9, 40, 70);
    Solution s =
        new HighsSolver(Algorithm.IPM_WITHOUT_CROSSOVER)
            .solve(lp, SolveOptions.defaults().withGap(1e-8), Progress.silent());
    Certificate c = Certificate.of(lp, s);
    assertThat(c.lowerBound()).isEqualTo(solve(lp).objective(), within(1e-4));
  }

  @Test
  void aSpoiledPointIsFound() {
    Lp lp = RandomLps.feasible(4, 20, 30);
    Solution s = solve(lp);
    double[] x = s.point().clone();
    x[2] += 1e-2;
    Certificate c = Certificate.of(lp, with(s, x, s.duals(), Certificate.objective(lp, x)));
    assertThat(c.ok()).isFalse();
    assertThat(c.primalResidual()).isGreaterThan(1e-5);
  }

  @Test
  void aWrongObjectiveIsFound() {
    Lp lp = RandomLps.feasible(4, 20, 30);
    Solution s = solve(lp);
    assertThat(Certificate.of(lp, s).ok()).isTrue();
    Certificate c = Certificate.of(lp, with(s, s.point(), s.duals(), s.objective() + 1e-6 * (1 + Math.abs(s.objective()))));
    assertThat(c.ok()).isFalse();
    assertThat(c.primalResidual()).isLessThan(1e-6);
  }

  @Test
  void flippedDualsAreFoundAndStillBoundSafely() {
    Lp lp = RandomLps.feasible(4, 20, 30);
    Solution s = solve(lp);
    double[] y = s.duals().clone();
    for (int i = 0; i < y.length; i++) y[i] = -y[i];
    Certificate c = Certificate.of(lp, with(s, s.point(), y, s.objective()));
    assertThat(c.dualResidual()).isGreaterThan(0.1);
    assertThat(c.complementarity()).isGreaterThan(1e-2);
    assertThat(c.lowerBound()).isLessThan(s.objective());
  }

  /// min x + 2 y, x + y >= 1, x - y <= 5, both columns open above: worked by hand, optimum 1 at (1, 0), dual 1.
  private static Lp open() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("x", "y"), 0, POSITIVE_INFINITY);
    b.cost(x.at(0), "c", 1);
    b.cost(x.at(1), "c", 2);
    Block r = b.rows("r", "1", -1, List.of("need", "tie"));
    b.at(r.at(0)).add(x.at(0), 1).add(x.at(1), 1).ge(1);
    b.at(r.at(1)).add(x.at(0), 1).add(x.at(1), -1).le(5);
    return b.build();
  }

  @Test
  void boundByHand() {
    Lp lp = open();
    // y = (0.5, 0): reduced costs 0.5 and 1.5 at lower bound 0, so the bound is 0.5
    assertThat(SafeBound.of(lp, new double[] {0.5, 0}, Boxes.given(lp))).isEqualTo(0.5, within(1e-12));
    assertThat(SafeBound.of(lp, new double[] {1, 0}, Boxes.given(lp))).isEqualTo(1, within(1e-12));
    // a dual of the wrong sign is clipped to 0
    assertThat(SafeBound.of(lp, new double[] {-3, 0}, Boxes.given(lp))).isEqualTo(0, within(1e-12));
  }

  @Test
  void aSlightlyTooLargeDualIsMendedWithoutABox() {
    Lp lp = open();
    double bound = SafeBound.of(lp, new double[] {1 + 1e-7, 0}, Boxes.given(lp));
    assertThat(bound).isLessThanOrEqualTo(1).isGreaterThan(1 - 1e-6);
  }

  @Test
  void withoutBoxNorMendingTheBoundIsMinusInfinity() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("x"), 0, POSITIVE_INFINITY);
    b.cost(x.at(0), "c", -1);
    Lp lp = b.build();
    assertThat(SafeBound.of(lp, new double[0], Boxes.given(lp))).isEqualTo(NEGATIVE_INFINITY);
  }

  @Test
  void freeColumnsHaveABoundWhenTheirReducedCostIsExactlyZero() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("x"), NEGATIVE_INFINITY, POSITIVE_INFINITY);
    b.cost(x.at(0), "c", 0.3);
    Block r = b.rows("r", "1", -1, List.of("r"));
    b.at(r.at(0)).add(x.at(0), 0.1).ge(-8);
    Lp lp = b.build();
    Certificate c = Certificate.of(lp, solve(lp));
    assertThat(c.ok()).isTrue();
    assertThat(c.lowerBound()).isEqualTo(-24, within(1e-6));
  }

  @Test
  void theBoundOfAnIntegerProgramIsOneOfItsRelaxation() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("x"), 0, 10);
    b.integer(x.at(0));
    b.cost(x.at(0), "c", 1);
    Block r = b.rows("r", "1", -1, List.of("r"));
    b.at(r.at(0)).add(x.at(0), 2).ge(5);
    Lp lp = b.build();
    Solution s = solve(lp);
    Certificate c = Certificate.of(lp, s);
    assertThat(c.recomputedObjective()).isEqualTo(3, within(1e-9));
    assertThat(c.relaxation()).isTrue();
    assertThat(c.lowerBound()).isLessThanOrEqualTo(2.5 + 1e-9);
    Certificate fraction = Certificate.of(lp, with(s, new double[] {2.5}, s.duals(), 2.5));
    assertThat(fraction.primalResidual()).isEqualTo(0.5, within(1e-12));
    assertThat(fraction.ok()).isFalse();
  }

  @Test
  void withoutPointOrDualsNothingIsCertified() {
    Lp lp = open();
    Certificate c =
        Certificate.of(lp, new Solution(Status.LIMIT, null, null, Double.NaN, 0, 0, 0, "test", false, null));
    assertThat(c.ok()).isFalse();
    assertThat(c.primalResidual()).isNaN();
    assertThat(c.lowerBound()).isEqualTo(NEGATIVE_INFINITY);
  }

  @Test
  void costsOfOppositeSizeAreSummedExactly() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("a", "b", "c"), 1, 1);
    double[] cost = {1e17, 1, -1e17};
    for (int j = 0; j < 3; j++) b.cost(x.at(j), "c", cost[j]);
    assertThat(Certificate.objective(b.build(), new double[] {1, 1, 1})).isEqualTo(1);
  }
}
