package org.loadstar.lp.ipm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;

class InteriorPointTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final SolveOptions OPTIONS = SolveOptions.defaults().withGap(1e-7);

  private static Solution solve(Lp lp) {
    return new InteriorPoint().solve(lp, OPTIONS, Progress.silent());
  }

  private static LpBuilder program(double[] cost, double[] lower, double[] upper, int rows) {
    LpBuilder b = new LpBuilder();
    b.columns("x", "GW", -1, java.util.Collections.nCopies(cost.length, "x"), 0, INF);
    for (int j = 0; j < cost.length; j++) {
      b.cost(j, "c", cost[j]);
      b.bounds(j, lower[j], upper[j]);
    }
    b.rows("r", "GW", -1, java.util.Collections.nCopies(rows, "r"));
    return b;
  }

  /// Primal feasible, dual feasible in sign, no gap: optimal whatever the solver says.
  private static void certify(Lp lp, Solution s, double tolerance) {
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    double[] x = s.point();
    double[] y = s.duals();
    double[] ax = lp.times(x);
    double[] aty = lp.transposeTimes(y);
    double size = Math.max(1, Math.max(Math.abs(lp.offset()), Math.abs(s.objective())));
    double dual = lp.offset();
    for (int i = 0; i < lp.rows(); i++) {
      assertThat(ax[i]).isBetween(lp.rowLowers()[i] - tolerance, lp.rowUppers()[i] + tolerance);
      double at = y[i] > 0 ? lp.rowLowers()[i] : lp.rowUppers()[i];
      if (Double.isInfinite(at)) assertThat(y[i]).isCloseTo(0, within(tolerance * size));
      else dual += y[i] * at;
    }
    for (int j = 0; j < lp.columns(); j++) {
      assertThat(x[j]).isBetween(lp.lowers()[j], lp.uppers()[j]);
      double d = lp.costs()[j] - aty[j];
      double at = d > 0 ? lp.lowers()[j] : lp.uppers()[j];
      if (Double.isInfinite(at)) assertThat(d).isCloseTo(0, within(tolerance * size));
      else dual += d * at;
    }
    assertThat(dual).isCloseTo(s.objective(), within(10 * tolerance * size));
    assertThat(s.bound()).isLessThanOrEqualTo(s.objective() + tolerance * size);
    assertThat(s.objective()).isCloseTo(lp.objective(x), within(1e-9 * size));
  }

  @Test
  void solvesTwoProductsByHand() {
    // max 3a + 5b: a <= 4, 2b <= 12, 3a + 2b <= 18 has its optimum 36 at (2, 6) with prices 0, 1.5, 1.
    LpBuilder b = program(new double[] {-3, -5}, new double[2], new double[] {INF, INF}, 3);
    b.at(0).add(0, 1).le(4);
    b.at(1).add(1, 2).le(12);
    b.at(2).add(0, 3).add(1, 2).le(18);
    Lp lp = b.build();
    Solution s = solve(lp);
    certify(lp, s, 1e-6);
    assertThat(s.objective()).isCloseTo(-36, within(1e-5));
    assertThat(s.point()).containsExactly(new double[] {2, 6}, within(1e-4));
    assertThat(s.duals()).containsExactly(new double[] {0, -1.5, -1}, within(1e-4));
    assertThat(s.bound()).isCloseTo(-36, within(1e-4));
  }

  @Test
  void solvesTransportOfTwoPlants() {
    // Plants of 10 and 20, towns of 12 and 15, costs 1 4 / 3 2: ship 10 (1), 2 (3), 15 (2) = 46.
    LpBuilder b = program(new double[] {1, 4, 3, 2}, new double[4], new double[] {INF, INF, INF, INF}, 4);
    b.at(0).add(0, 1).add(1, 1).le(10);
    b.at(1).add(2, 1).add(3, 1).le(20);
    b.at(2).add(0, 1).add(2, 1).eq(12);
    b.at(3).add(1, 1).add(3, 1).eq(15);
    Lp lp = b.build();
    Solution s = solve(lp);
    certify(lp, s, 1e-6);
    assertThat(s.objective()).isCloseTo(46, within(1e-5));
  }

  @Test
  void handlesRangesFreeColumnsAndNegativeBounds() {
    // min |t - 2| type program: t free, t - u + w = 2, -5 <= t + v <= -1, v in [-3, 7]: t <= 2 with v = -3, so 0.
    LpBuilder b =
        program(new double[] {0, 1, 1, 0.1}, new double[] {-INF, 0, 0, -3}, new double[] {INF, INF, INF, 7}, 2);
    b.at(0).add(0, 1).add(1, -1).add(2, 1).eq(2);
    b.at(1).add(0, 1).add(3, 1).between(-5, -1);
    Lp lp = b.build();
    Solution s = solve(lp);
    certify(lp, s, 1e-6);
    assertThat(s.objective()).isCloseTo(-0.3, within(1e-5));
  }

  @Test
  void presolveAloneSolvesAndPricesSingleRows() {
    // x >= 3 and x <= 8 as rows, fixed y: presolve leaves nothing; the row that holds x carries its cost.
    LpBuilder b = program(new double[] {2, 5}, new double[] {0, 1}, new double[] {INF, 1}, 3);
    b.at(0).add(0, 2).ge(6);
    b.at(1).add(0, 1).le(8);
    b.at(2).add(0, 1).add(1, 1).le(100);
    Lp lp = b.build();
    Solution s = solve(lp);
    certify(lp, s, 1e-9);
    assertThat(s.objective()).isEqualTo(11);
    assertThat(s.duals()).containsExactly(1, 0, 0);
    assertThat(s.bound()).isCloseTo(11, within(1e-9));
  }

  @Test
  void provesInfeasibleAndUnbounded() {
    LpBuilder b = program(new double[] {1, 1}, new double[2], new double[] {INF, INF}, 2);
    b.at(0).add(0, 1).add(1, 1).le(1);
    b.at(1).add(0, 1).add(1, 2).ge(3);
    Lp lp = b.build();
    assertThat(solve(lp).status()).isEqualTo(Status.INFEASIBLE);

    LpBuilder u = program(new double[] {-1, -1}, new double[2], new double[] {INF, INF}, 1);
    u.at(0).add(0, 1).add(1, -1).le(1);
    assertThat(solve(u.build()).status()).isEqualTo(Status.UNBOUNDED);

    LpBuilder c = program(new double[] {1}, new double[1], new double[] {2}, 1);
    c.at(0).add(0, 1).ge(3);
    assertThat(solve(c.build()).status()).isEqualTo(Status.INFEASIBLE);
  }

  /// A program with a known optimum: random x and y that are complementary by construction.
  private static Lp random(long seed, boolean denseColumns, boolean tags, boolean degenerate) {
    Random r = new Random(seed);
    int hours = 12;
    int perHour = 6;
    int n = hours * perHour;
    int m = hours * 4;
    LpBuilder b = new LpBuilder();
    List<String> names = java.util.Collections.nCopies(perHour, "x");
    if (tags) b.columns("x", "GW", 0, names, hours, 0, INF);
    else b.columns("x", "GW", -1, java.util.Collections.nCopies(n, "x"), 0, INF);
    b.columns("cap", "GW", tags ? 0 : -1, List.of("a", "b"), 0, INF);
    if (tags) b.rows("r", "GW", 0, List.of("r", "r", "r", "r"), hours);
    else b.rows("r", "GW", -1, java.util.Collections.nCopies(m, "r"));
    double[] x = new double[n + 2];
    double[] y = new double[m];
    double[][] a = new double[m][n + 2];
    for (int i = 0; i < m; i++) {
      int t = i % hours;
      for (int q = 0; q < perHour; q++) if (r.nextInt(3) > 0) a[i][q * hours + t] = r.nextGaussian();
      if (r.nextBoolean()) a[i][r.nextInt(perHour) * hours + (t + 1) % hours] = r.nextGaussian();
      if (denseColumns) a[i][n + r.nextInt(2)] = -r.nextDouble();
    }
    double[] lower = new double[n + 2];
    double[] upper = new double[n + 2];
    double[] d = new double[n + 2];
    for (int j = 0; j < n + 2; j++) {
      int kind = r.nextInt(degenerate ? 4 : 5);
      x[j] = Math.round(10 * r.nextGaussian());
      lower[j] = kind == 4 ? -INF : kind == 1 ? x[j] - 5 : x[j];
      upper[j] = kind == 4 ? INF : kind == 2 ? x[j] : kind == 3 ? INF : x[j] + 5;
      if (kind == 2) lower[j] = r.nextBoolean() ? x[j] - 3 : x[j];
      d[j] = kind == 4 || kind == 1 ? 0 : kind == 2 && lower[j] < x[j] ? -r.nextDouble() : r.nextDouble();
      if (degenerate && r.nextBoolean()) d[j] = 0;
    }
    double[] aty = new double[n + 2];
    for (int i = 0; i < m; i++) {
      int kind = r.nextInt(4);
      double ax = 0;
      for (int j = 0; j < n + 2; j++) ax += a[i][j] * x[j];
      y[i] = kind == 0 ? r.nextGaussian() : kind == 1 ? r.nextDouble() : kind == 2 ? -r.nextDouble() : 0;
      for (int j = 0; j < n + 2; j++) {
        b.at(i).add(j, a[i][j]);
        aty[j] += a[i][j] * y[i];
      }
      if (kind == 0) b.at(i).eq(ax);
      else if (kind == 1) b.at(i).between(ax, r.nextBoolean() ? INF : ax + 2);
      else if (kind == 2) b.at(i).between(r.nextBoolean() ? -INF : ax - 2, ax);
      else b.at(i).between(ax - 1, r.nextBoolean() ? INF : ax + 1);
    }
    for (int j = 0; j < n + 2; j++) {
      b.bounds(j, lower[j], upper[j]);
      b.cost(j, "c", d[j] + aty[j]);
    }
    double optimum = 0;
    for (int j = 0; j < n + 2; j++) optimum += (d[j] + aty[j]) * x[j];
    b.constant("known", -1, -optimum);
    return b.build();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void findsTheKnownOptimumOfRandomPrograms(int kind) {
    for (int k = 0; k < 25; k++) {
      Lp lp = random(1000L * kind + k, (kind & 1) != 0, (kind & 2) != 0, (kind & 4) != 0);
      Solution s = solve(lp);
      assertThat(s.status()).as("seed %d", 1000L * kind + k).isEqualTo(Status.OPTIMAL);
      double size = Math.max(1, Math.abs(lp.offset()));
      assertThat(s.objective()).isCloseTo(0, within(1e-6 * size));
      assertThat(s.bound()).isLessThanOrEqualTo(1e-9 * size);
      certify(lp, s, 1e-5);
    }
  }

  @Test
  void threadsDoNotChangeTheResult() {
    Lp lp = new PlanningCase(3, 1, 7).build(2, PlanningCase.spread(3, 24), 24, false, true);
    Solution one = new InteriorPoint().solve(lp, SolveOptions.defaults(), Progress.silent());
    Solution two = new InteriorPoint().solve(lp, SolveOptions.defaults().withThreads(2), Progress.silent());
    assertThat(one.status()).isEqualTo(Status.OPTIMAL);
    assertThat(java.util.Arrays.equals(two.point(), one.point())).isTrue();
    assertThat(java.util.Arrays.equals(two.duals(), one.duals())).isTrue();
    assertThat(two.bound()).isEqualTo(one.bound());
  }

  @Test
  void tagsDoNotChangeTheOptimum() {
    PlanningCase c = new PlanningCase(3, 1, 7);
    Lp tagged = c.build(2, PlanningCase.spread(2, 24), 24, false, true);
    Lp plain = c.build(2, PlanningCase.spread(2, 24), 24, false, false);
    SolveOptions options = SolveOptions.defaults();
    Solution a = new InteriorPoint().solve(tagged, options, Progress.silent());
    Solution b = new InteriorPoint().solve(plain, options, Progress.silent());
    certify(tagged, a, 1e-5);
    certify(plain, b, 1e-5);
    assertThat(a.bound()).isLessThanOrEqualTo(b.objective());
    assertThat(b.bound()).isLessThanOrEqualTo(a.objective());
    assertThat(a.objective() - a.bound()).isLessThanOrEqualTo(1.5e-6 * Math.abs(a.objective()));
  }

  @Test
  void agreesWithHighsOnAPlanOfTwoStages() {
    Lp lp = new PlanningCase(4, 1, 11).build(2, PlanningCase.spread(2, 12), 12, false, true);
    SolveOptions options = SolveOptions.defaults();
    Solution own = new InteriorPoint().solve(lp, options, Progress.silent());
    Solution highs = new HighsSolver().solve(lp, options, Progress.silent());
    certify(lp, own, 1e-5);
    assertThat(own.objective()).isCloseTo(highs.objective(), within(2e-6 * highs.objective()));
    assertThat(own.bound()).isLessThanOrEqualTo(highs.objective() * (1 + 1e-9));
  }

  @Test
  void sessionFollowsChangedNumbers() {
    LpBuilder b = program(new double[] {1, 2}, new double[2], new double[] {INF, INF}, 2);
    b.at(0).add(0, 1).add(1, 1).ge(10);
    b.at(1).add(0, 1).add(1, -1).le(4);
    Lp lp = b.build();
    try (Session s = new InteriorPoint().open(lp)) {
      assertThat(s.solve(OPTIONS, Progress.silent()).objective()).isCloseTo(13, within(1e-5));
      lp.rowBounds(0, 20, INF);
      assertThat(s.solve(OPTIONS, Progress.silent()).objective()).isCloseTo(28, within(1e-5));
      lp.cost(0, 5);
      lp.coefficient(1, 1, -2);
      assertThat(s.solve(OPTIONS, Progress.silent()).objective()).isCloseTo(40, within(1e-5));
      lp.bounds(0, 0, 0);
      lp.bounds(1, 0, 5);
      assertThat(s.solve(OPTIONS, Progress.silent()).status()).isEqualTo(Status.INFEASIBLE);
    }
  }

  @Test
  void similarProgramsTakeHalfTheIterations() {
    Lp lp = new PlanningCase(3, 1, 7).build(1, new int[1], 168, false, true);
    SolveOptions options = SolveOptions.defaults();
    Solution first = new InteriorPoint().solve(lp, options, Progress.silent());
    for (int i = 0; i < lp.rows(); i++) {
      double load = lp.rowLowers()[i];
      if (load == lp.rowUppers()[i] && load != 0) lp.rowBounds(i, 1.02 * load, 1.02 * load);
    }
    Solution cold = new InteriorPoint().solve(lp, options, Progress.silent());
    try (Session session = new InteriorPoint().open(lp)) {
      session.start(first);
      Solution warm = session.solve(options, Progress.silent());
      certify(lp, warm, 1e-5);
      assertThat(warm.objective()).isCloseTo(cold.objective(), within(2e-6 * cold.objective()));
      assertThat(warm.iterations()).isLessThan(2 * cold.iterations() / 3);
    }
  }

  @Test
  void aHopelessStartIsGivenUp() {
    PlanningCase c = new PlanningCase(3, 1, 7);
    Lp lp = c.build(1, PlanningCase.spread(1, 24), 24, false, true);
    SolveOptions options = SolveOptions.defaults();
    Solution cold = new InteriorPoint().solve(lp, options, Progress.silent());
    double[] nonsense = new double[lp.columns()];
    double[] prices = new double[lp.rows()];
    java.util.Arrays.setAll(nonsense, j -> 1e4 * (j % 7));
    java.util.Arrays.setAll(prices, i -> (i % 2 == 0 ? 1e5 : -1e5));
    try (Session session = new InteriorPoint().open(lp)) {
      session.start(new Solution(Status.OPTIMAL, nonsense, prices, 1, 0, 0, 0, "none", false, null));
      Solution s = session.solve(options, Progress.silent());
      certify(lp, s, 1e-5);
      assertThat(s.objective()).isCloseTo(cold.objective(), within(2e-6 * cold.objective()));
    }
  }

  @Test
  void stopsAtTheGapThatWasAsked() {
    Lp lp = new PlanningCase(3, 1, 7).build(1, new int[1], 336, false, true);
    Solution tight = new InteriorPoint().solve(lp, SolveOptions.defaults(), Progress.silent());
    Solution loose = new InteriorPoint().solve(lp, SolveOptions.defaults().withGap(1e-2), Progress.silent());
    assertThat(loose.iterations()).isLessThan(tight.iterations() - 5);
    for (Solution s : List.of(tight, loose)) {
      Certificate c = Certificate.of(lp, s);
      assertThat(c.ok()).isTrue();
      assertThat(c.gap()).isLessThanOrEqualTo(s == tight ? 1e-6 : 1e-2);
      assertThat(s.bound()).isLessThanOrEqualTo(tight.objective() * (1 + 1e-9));
    }
  }

  @Test
  void stopsWhenToldTo() {
    Lp lp = new PlanningCase(3, 1, 7).build(1, PlanningCase.spread(2, 24), 24, false, true);
    Solution s = new InteriorPoint().solve(lp, SolveOptions.defaults(), (t, i, l, u) -> i < 6);
    assertThat(s.status()).isEqualTo(Status.INTERRUPTED);
    Solution late = new InteriorPoint().solve(lp, SolveOptions.defaults().withMaxSeconds(0), Progress.silent());
    assertThat(late.status()).isEqualTo(Status.LIMIT);
  }
}
