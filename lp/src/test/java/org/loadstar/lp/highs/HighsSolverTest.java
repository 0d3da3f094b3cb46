package org.loadstar.lp.highs;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.Progress;
import org.loadstar.lp.RandomLps;
import org.loadstar.lp.Session;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;

class HighsSolverTest {
  private static final Offset<Double> TINY = within(1e-7);

  /// min 2 x + 3 y with one row x + y in the given sense, both columns in [0, 10].
  private static Lp pair(Consumer<LpBuilder.Row> sense, double cx, double cy) {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("x", "y"), 0, 10);
    b.cost(x.at(0), "c", cx);
    b.cost(x.at(1), "c", cy);
    Block r = b.rows("r", "1", -1, List.of("r"));
    sense.accept(b.at(r.at(0)).add(x.at(0), 1).add(x.at(1), 1));
    return b.build();
  }

  private static Solution solve(Lp lp) {
    return new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
  }

  @Test
  void dualIsPositiveAtABindingLowerBound() {
    Solution s = solve(pair(r -> r.ge(12), 2, 3));
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    assertThat(s.point()).containsExactly(new double[] {10, 2}, TINY);
    assertThat(s.objective()).isEqualTo(26, TINY);
    assertThat(s.bound()).isEqualTo(26, TINY);
    assertThat(s.duals()).containsExactly(new double[] {3}, TINY);
    assertThat(s.vertex()).isTrue();
  }

  @Test
  void dualIsNegativeAtABindingUpperBound() {
    Solution s = solve(pair(r -> r.le(12), -2, -3));
    assertThat(s.objective()).isEqualTo(-34, TINY);
    assertThat(s.duals()).containsExactly(new double[] {-2}, TINY);
  }

  @Test
  void dualOfAnEqualityIsThePriceOfItsRightHandSide() {
    assertThat(solve(pair(r -> r.eq(12), 2, 3)).duals()).containsExactly(new double[] {3}, TINY);
    assertThat(solve(pair(r -> r.eq(12), -2, -3)).duals()).containsExactly(new double[] {-2}, TINY);
  }

  @Test
  void dualOfARangeFollowsTheSideThatBinds() {
    assertThat(solve(pair(r -> r.between(4, 12), 2, 3)).duals()).containsExactly(new double[] {2}, TINY);
    assertThat(solve(pair(r -> r.between(4, 12), -2, -3)).duals()).containsExactly(new double[] {-2}, TINY);
  }

  @ParameterizedTest
  @EnumSource(value = Algorithm.class, names = {"SIMPLEX", "IPM", "IPM_WITHOUT_CROSSOVER", "CHOOSE"})
  void everyAlgorithmAgrees(Algorithm algorithm) {
    for (int seed = 0; seed < 10; seed++) {
      Lp lp = RandomLps.feasible(seed, 12, 20);
      Solution s = new HighsSolver(algorithm).solve(lp, SolveOptions.defaults().withGap(1e-9), Progress.silent());
      assertThat(s.status()).isEqualTo(Status.OPTIMAL);
      assertThat(s.objective()).isEqualTo(solve(lp).objective(), within(1e-5));
      assertThat(lp.objective(s.point())).isEqualTo(s.objective(), within(1e-9));
      assertThat(s.vertex()).isEqualTo(algorithm != Algorithm.IPM_WITHOUT_CROSSOVER);
    }
  }

  @Test
  void aLooseInteriorSolutionIsOptimalToItsGap() {
    Lp lp = RandomLps.feasible(5, 60, 120);
    double best = solve(lp).objective();
    for (double gap : new double[] {1e-1, 1e-2, 1e-3, 1e-5}) {
      Solution s =
          new HighsSolver(Algorithm.IPM_WITHOUT_CROSSOVER)
              .solve(lp, SolveOptions.defaults().withGap(gap), Progress.silent());
      assertThat(s.status()).as("gap " + gap).isEqualTo(Status.OPTIMAL);
      assertThat(s.objective()).isEqualTo(best, within(2 * gap * (1 + Math.abs(best))));
      assertThat(s.bound()).isEqualTo(NEGATIVE_INFINITY);
    }
  }

  /// Every vertex of the box is optimal and every row is redundant at it.
  @Test
  void degenerateProgram() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, RandomLps.names("x", 6), 0, POSITIVE_INFINITY);
    Block r = b.rows("r", "1", -1, RandomLps.names("r", 12));
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 6; j++) b.at(r.at(i)).add(x.at(j), 1 + (i + j) % 2);
      b.at(r.at(i)).le(0);
    }
    for (int j = 0; j < 6; j++) b.cost(x.at(j), "c", -1);
    Lp lp = b.build();
    Solution s = solve(lp);
    assertThat(s.objective()).isZero();
    double[] reduced = lp.transposeTimes(s.duals());
    for (int j = 0; j < 6; j++) assertThat(lp.costs()[j] - reduced[j]).isGreaterThanOrEqualTo(-1e-9);
    for (double y : s.duals()) assertThat(y).isLessThanOrEqualTo(0);
  }

  @Test
  void crossoverTurnsAnInteriorPointIntoAVertex() throws Exception {
    Lp lp = RandomLps.feasible(3, 200, 300); // rows of every sense, ranges included
    SolveOptions tight = SolveOptions.defaults().withGap(1e-8);
    Solution interior = new HighsSolver(Algorithm.IPM_WITHOUT_CROSSOVER).solve(lp, tight, Progress.silent());
    Solution cold = new HighsSolver(Algorithm.SIMPLEX).solve(lp, tight, Progress.silent());
    Solution[] crossed = new Solution[1];
    // on a thread on which HiGHS has never run
    Thread.ofPlatform()
        .start(
            () -> {
              try (Session session = new HighsSolver(Algorithm.CROSSOVER).open(lp)) {
                session.start(interior);
                crossed[0] = session.solve(SolveOptions.defaults(), Progress.silent());
              }
            })
        .join();
    assertThat(crossed[0].status()).isEqualTo(Status.OPTIMAL);
    assertThat(crossed[0].vertex()).isTrue();
    assertThat(crossed[0].objective()).isEqualTo(cold.objective(), within(1e-6));
    assertThat(crossed[0].iterations()).as("little is left for simplex").isLessThan(cold.iterations() / 4);
  }

  @Test
  void scalingCostsScalesTheObjective() {
    Lp lp = RandomLps.feasible(7, 20, 30);
    double once = solve(lp).objective();
    for (int j = 0; j < lp.columns(); j++) lp.cost(j, 8 * lp.costs()[j]);
    assertThat(solve(lp).objective()).isEqualTo(8 * once, within(1e-6));
  }

  @Test
  void infeasibleAndUnboundedAreToldApart() {
    Solution infeasible = solve(pair(r -> r.ge(21), 2, 3));
    assertThat(infeasible.status()).isEqualTo(Status.INFEASIBLE);
    assertThat(infeasible.x()).isNull();
    assertThatThrownBy(infeasible::point).hasMessageContaining("INFEASIBLE");
    Lp open = pair(r -> r.ge(1), -1, 0);
    open.bounds(0, 0, POSITIVE_INFINITY);
    Solution unbounded = solve(open);
    assertThat(unbounded.status()).isEqualTo(Status.UNBOUNDED);
    assertThat(unbounded.objective()).isNaN();
    assertThat(unbounded.bound()).isEqualTo(NEGATIVE_INFINITY);
  }

  @Test
  void crossedBoundsAreInfeasible() {
    Lp lp = pair(r -> r.ge(1), 1, 1);
    lp.bounds(0, 5, 4);
    assertThat(solve(lp).status()).isEqualTo(Status.INFEASIBLE);
  }

  @Test
  void freeColumnsAndOffsets() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("x"), NEGATIVE_INFINITY, POSITIVE_INFINITY);
    b.cost(x.at(0), "c", 1);
    b.constant("c", -1, 100);
    Block r = b.rows("r", "1", -1, List.of("r", "free"));
    b.at(r.at(0)).add(x.at(0), 2).ge(-8);
    b.at(r.at(1)).add(x.at(0), 1);
    Solution s = solve(b.build());
    assertThat(s.point()).containsExactly(new double[] {-4}, TINY);
    assertThat(s.objective()).isEqualTo(96, TINY);
    assertThat(s.duals()).containsExactly(new double[] {0.5, 0}, TINY);
  }

  @Test
  void emptyPrograms() {
    Solution nothing = solve(new LpBuilder().build());
    assertThat(nothing.status()).isEqualTo(Status.OPTIMAL);
    assertThat(nothing.objective()).isZero();
    LpBuilder noRows = new LpBuilder();
    Block x = noRows.columns("x", "1", -1, List.of("x"), 2, 3);
    noRows.cost(x.at(0), "c", 5);
    assertThat(solve(noRows.build()).objective()).isEqualTo(10, TINY);
    LpBuilder noColumns = new LpBuilder();
    Block r = noColumns.rows("r", "1", -1, List.of("r"));
    noColumns.at(r.at(0)).ge(1);
    assertThat(solve(noColumns.build()).status()).isEqualTo(Status.INFEASIBLE);
  }

  /// Knapsack: max 5 a + 4 b + 3 c, 2 a + 3 b + c <= 5, 4 a + b + 2 c <= 11, integers; and a continuous fill f.
  private static Lp knapsack() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("a", "b", "c"), 0, 10);
    Block f = b.columns("f", "1", -1, List.of("f"), 0, 10);
    double[] worth = {5, 4, 3};
    double[][] weight = {{2, 3, 1}, {4, 1, 2}};
    for (int j = 0; j < 3; j++) {
      b.integer(x.at(j));
      b.cost(x.at(j), "worth", -worth[j]);
    }
    b.cost(f.at(0), "worth", -0.5);
    Block r = b.rows("weight", "1", -1, List.of("w0", "w1"));
    for (int i = 0; i < 2; i++)
      for (int j = 0; j < 3; j++) b.at(r.at(i)).add(x.at(j), weight[i][j]);
    b.at(r.at(0)).add(f.at(0), 1).le(5);
    b.at(r.at(1)).le(10.5);
    return b.build();
  }

  @Test
  void integerProgramWithDualsOfTheFixedProgram() {
    Lp lp = knapsack();
    Solution s = solve(lp);
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    // c = 5 takes all of the first weight: worth 15; the second holds 10 of 10.5
    assertThat(s.objective()).isEqualTo(-15, TINY);
    assertThat(s.point()).containsExactly(new double[] {0, 0, 5, 0}, TINY);
    // with the integers fixed only f can move: a unit more weight is worth 0.5
    assertThat(s.duals()[0]).isBetween(-0.5 - 1e-9, 0.0);
    assertThat(s.bound()).isLessThanOrEqualTo(-15 + 1e-4);
    assertThat(s.algorithm()).isEqualTo("highs mip");
  }

  @Test
  void integerProgramIsSolvedAgainAfterItsDualsWereRead() {
    Lp lp = knapsack();
    try (Session session = new HighsSolver().open(lp)) {
      session.solve(SolveOptions.defaults(), Progress.silent());
      lp.rowBounds(1, NEGATIVE_INFINITY, 9);
      Solution s = session.solve(SolveOptions.defaults(), Progress.silent());
      assertThat(s.objective()).isEqualTo(solve(lp).objective(), TINY);
      assertThat(lp.times(s.point())[1]).isLessThanOrEqualTo(9 + 1e-6);
      lp.integer(0, false);
      lp.integer(1, false);
      lp.integer(2, false);
      Solution relaxed = session.solve(SolveOptions.defaults(), Progress.silent());
      assertThat(relaxed.objective()).isEqualTo(solve(lp).objective(), TINY).isLessThan(s.objective());
    }
  }

  @Test
  void resolveAfterEveryKindOfChangeEqualsAFreshSolve() {
    Lp lp = RandomLps.feasible(11, 40, 80);
    try (Session session = new HighsSolver().open(lp)) {
      Solution first = session.solve(SolveOptions.defaults(), Progress.silent());
      Solution again = session.solve(SolveOptions.defaults(), Progress.silent());
      assertThat(again.objective()).isEqualTo(first.objective(), TINY);
      assertThat(again.iterations()).as("warm start").isZero();
      for (int j = 0; j < 80; j += 7) lp.cost(j, lp.costs()[j] + 0.5);
      for (int j = 0; j < 80; j += 9) lp.bounds(j, 0, 12);
      for (int i = 0; i < 40; i += 5) lp.rowBounds(i, lp.rowLowers()[i] - 1, lp.rowUppers()[i] + 1);
      lp.coefficient(lp.indices()[0], 0, 0.75);
      lp.coefficient(lp.indices()[lp.starts()[5]], 5, -0.25);
      Solution changed = session.solve(SolveOptions.defaults(), Progress.silent());
      assertThat(changed.objective()).isEqualTo(solve(lp).objective(), TINY).isNotCloseTo(first.objective(), TINY);
    }
  }

  @Test
  void aBasisOfAnotherSessionSavesTheIterations() {
    Lp lp = RandomLps.feasible(11, 40, 80);
    Solution cold = solve(lp);
    try (Session session = new HighsSolver().open(lp)) {
      session.start(cold);
      Solution warm = session.solve(SolveOptions.defaults(), Progress.silent());
      assertThat(warm.objective()).isEqualTo(cold.objective(), TINY);
      assertThat(warm.iterations()).isZero();
    }
  }

  @Test
  void progressStopsASolve() {
    Lp lp = RandomLps.feasible(1, 400, 600);
    long[] calls = new long[1];
    Solution s =
        new HighsSolver(Algorithm.SIMPLEX)
            .solve(lp, SolveOptions.defaults(), (t, i, lo, up) -> {
              calls[0]++;
              return false;
            });
    assertThat(s.status()).isEqualTo(Status.INTERRUPTED);
    assertThat(calls[0]).isEqualTo(1);
  }

  @Test
  void whatProgressThrowsReachesTheCaller() {
    Lp lp = RandomLps.feasible(1, 400, 600);
    assertThatThrownBy(
            () -> new HighsSolver(Algorithm.SIMPLEX).solve(lp, SolveOptions.defaults(), (t, i, lo, up) -> {
              throw new IllegalStateException("from progress");
            }))
        .hasMessage("from progress");
  }

  @Test
  void timeLimitEndsWithLimit() {
    Lp lp = RandomLps.feasible(1, 400, 600);
    Solution s = new HighsSolver().solve(lp, SolveOptions.defaults().withMaxSeconds(0), Progress.silent());
    assertThat(s.status()).isEqualTo(Status.LIMIT);
  }

  @Test
  void sessionsOnManyThreadsAndThreadCountsDoNotDisturbEachOther() throws Exception {
    double[] expected = new double[6];
    for (int k = 0; k < 6; k++) expected[k] = solve(RandomLps.feasible(k, 30, 50)).objective();
    double[] found = new double[6];
    Thread[] threads = new Thread[6];
    for (int k = 0; k < 6; k++) {
      int seed = k;
      threads[k] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    Lp lp = RandomLps.feasible(seed, 30, 50);
                    for (int n = 1; n <= 2; n++)
                      found[seed] =
                          new HighsSolver()
                              .solve(lp, SolveOptions.defaults().withThreads(n), Progress.silent())
                              .objective();
                  });
    }
    for (Thread t : threads) t.join();
    assertThat(found).containsExactly(expected, TINY);
  }

  @Test
  void numbersThatAreNoneAreNamed() {
    Lp lp = pair(r -> r.ge(1), Double.NaN, 1);
    assertThatThrownBy(() -> solve(lp)).hasMessage("the cost of x[x] is not a number");
    Lp row = pair(r -> r.ge(Double.NaN), 1, 1);
    assertThatThrownBy(() -> solve(row)).hasMessageContaining("r[r]");
  }

  @Test
  void aClosedSessionSaysSo() {
    Session session = new HighsSolver().open(pair(r -> r.ge(1), 1, 1));
    session.close();
    session.close();
    assertThatThrownBy(() -> session.solve(SolveOptions.defaults(), Progress.silent())).hasMessageContaining("closed");
  }

  @Test
  void versionIsThatOfTheLibrary() {
    assertThat(HighsSolver.version()).matches("\\d+\\.\\d+\\.\\d+");
  }
}
