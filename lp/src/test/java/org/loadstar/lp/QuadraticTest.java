package org.loadstar.lp;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loadstar.lp.highs.Algorithm;
import org.loadstar.lp.highs.HighsFiles;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.lp.ipm.InteriorPoint;

class QuadraticTest {
  @TempDir Path dir;

  private static final SolveOptions TIGHT = SolveOptions.defaults().withGap(1e-9);

  private static Solution solve(Lp lp, Solver solver) {
    return solver.solve(lp, TIGHT, Progress.silent());
  }

  private static Solution activeSet(Lp lp) {
    return solve(lp, new HighsSolver(Algorithm.CHOOSE));
  }

  private static Solution segments(Lp lp) {
    return solve(lp, new SegmentRefinement(new HighsSolver()));
  }

  /// One column in a box with cost `cost x + amount x^2`, no rows.
  private static Lp column(double lo, double up, double cost, double amount) {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("x"), lo, up);
    b.cost(x.at(0), "c", cost);
    b.quadratic(x.at(0), "c", amount);
    return b.build();
  }

  @Test
  void costsAreKeptByCategoryAndTwiceTheAmountIsTheSecondDerivative() {
    LpBuilder b = QuadraticLps.twoGenerators();
    Lp lp = b.build();
    assertThat(lp.quadratics()).containsExactly(4, 2);
    double[] x = {1, 2};
    assertThat(lp.objective(x)).isEqualTo(10 + 2 + 28 + 4);
    assertThat(Certificate.objective(lp, x)).isEqualTo(44);
    assertThat(b.costTable().totals(x, lp.columnStages()))
        .containsEntry("fuel", Map.of(-1, 38.0))
        .containsEntry("wear", Map.of(-1, 6.0));
    assertThat(QuadraticLps.dispatch(1, 3, 4, false).quadratics()).isEmpty();
  }

  @Test
  void negativeOrInfiniteAmountsAreRefused() {
    LpBuilder b = QuadraticLps.twoGenerators();
    assertThatThrownBy(() -> b.quadratic(1, "wear", -1)).hasMessageContaining("column 1 (wear) is -1.0");
    Lp lp = b.build();
    assertThatThrownBy(() -> lp.quadratic(1, Double.NaN)).hasMessageContaining("output[y] is NaN");
  }

  @Test
  void aCopyIsIndependent() {
    Lp lp = QuadraticLps.twoGenerators().build();
    Lp copy = lp.copy();
    copy.quadratic(0, 0);
    assertThat(lp.quadratic(0)).isEqualTo(4);
    Lp linear = RandomLps.feasible(1, 3, 4);
    linear.quadratic(2, 5);
    assertThat(linear.quadratics()).containsExactly(0, 0, 5, 0);
    assertThat(linear.isQuadratic()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = Algorithm.class, names = {"AUTO", "CHOOSE", "SIMPLEX", "IPM"})
  void marginalCostsOfTwoGeneratorsAreEqual(Algorithm algorithm) {
    Lp lp = QuadraticLps.twoGenerators().build();
    Solution s = solve(lp, new HighsSolver(algorithm));
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    assertThat(s.point()).containsExactly(new double[] {5.0 / 3, 4.0 / 3}, within(1e-5));
    assertThat(s.duals()).containsExactly(new double[] {50.0 / 3}, within(1e-4));
    assertThat(s.objective()).isEqualTo(128.0 / 3, within(1e-7));
    Certificate c = Certificate.of(lp, s);
    assertThat(c.ok()).isTrue();
    assertThat(c.gap()).isBetween(0.0, 1e-9);
    assertThat(c.dualResidual()).isLessThan(1e-5);
  }

  @Test
  void dualsOfInequalitiesHaveTheSignsOfALinearProgram() {
    LpBuilder b = QuadraticLps.twoGenerators();
    b.at(0).ge(3);
    assertThat(activeSet(b.build()).duals()[0]).isEqualTo(50.0 / 3, within(1e-7));
    Lp least = column(0, 10, -8, 1);
    assertThat(activeSet(least).point()[0]).isEqualTo(4, within(1e-9));
    LpBuilder capped = new LpBuilder();
    Block x = capped.columns("x", "1", -1, List.of("x"), 0, 10);
    capped.cost(x.at(0), "c", -8);
    capped.quadratic(x.at(0), "c", 1);
    Block r = capped.rows("r", "1", -1, List.of("r"));
    capped.at(r.at(0)).add(x.at(0), 2).le(6);
    // at x = 3 the marginal cost is -8 + 6 = -2, spread over a coefficient of 2
    Lp program = capped.build();
    for (Solution s : List.of(activeSet(program), segments(program)))
      assertThat(s.duals()).containsExactly(new double[] {-1}, within(1e-4));
  }

  @Test
  void boundOfAColumnByHand() {
    // no rows: 3 x + 2 x^2 has its least value -9/8 at -3/4
    double[][] cases = {
      {NEGATIVE_INFINITY, POSITIVE_INFINITY, -1.125},
      {-1, 1, -1.125},
      {NEGATIVE_INFINITY, -1, -1},
      {0.5, POSITIVE_INFINITY, 2},
      {-10, -2, 2},
      {1, 1, 5}
    };
    for (double[] k : cases) {
      Lp lp = column(k[0], k[1], 3, 2);
      double bound = SafeBound.of(lp, new double[0], Boxes.given(lp));
      assertThat(bound).isEqualTo(k[2], within(1e-12)).isLessThanOrEqualTo(k[2]);
    }
  }

  /// Any duals give a bound below the optimum; infinite boxes included.
  @Test
  void anyDualsGiveABoundOnTheQuadraticOptimum() {
    LpBuilder b = QuadraticLps.twoGenerators();
    for (int j = 0; j < 2; j++) b.bounds(j, NEGATIVE_INFINITY, POSITIVE_INFINITY);
    Lp lp = b.build();
    for (double y : new double[] {-40, 0, 12, 16, 50.0 / 3, 20, 1e6}) {
      double bound = SafeBound.of(lp, new double[] {y}, Boxes.given(lp));
      // 3 y - (10 - y)^2 / 8 - (14 - y)^2 / 4
      double byHand = 3 * y - (10 - y) * (10 - y) / 8 - (14 - y) * (14 - y) / 4;
      assertThat(bound).isEqualTo(byHand, within(1e-12 * (1 + y * y))).isLessThanOrEqualTo(128.0 / 3);
    }
  }

  @Test
  void aWorsePointIsFeasibleButNotTight() {
    Lp lp = QuadraticLps.twoGenerators().build();
    Solution s = activeSet(lp);
    double[] x = {2, 1};
    Solution worse =
        new Solution(s.status(), x, s.rowDual(), lp.objective(x), s.bound(), 0, 0, "test", false, null);
    Certificate c = Certificate.of(lp, worse);
    assertThat(c.recomputedObjective()).isEqualTo(43);
    assertThat(c.ok()).isTrue();
    // 43 - 128/3
    assertThat(c.recomputedObjective() - c.lowerBound()).isEqualTo(1.0 / 3, within(1e-9));
    // marginal costs 18 and 16 at a price of 50/3
    assertThat(c.dualResidual()).isEqualTo((50.0 / 3 - 16) / (50.0 / 3), within(1e-9));
  }

  @Test
  void activeSetAndSegmentsAgree() {
    for (int seed = 0; seed < 20; seed++) {
      Lp lp = QuadraticLps.random(seed, 40, 60);
      Solution a = solve(lp, new HighsSolver());
      Solution s = segments(lp);
      assertThat(s.status()).as("seed " + seed).isEqualTo(Status.OPTIMAL);
      assertThat(s.objective()).isEqualTo(a.objective(), within(2e-9 * Math.abs(a.objective())));
      for (Solution each : List.of(a, s)) {
        Certificate c = Certificate.of(lp, each);
        assertThat(c.ok()).isTrue();
        assertThat(c.gap()).as("seed " + seed).isBetween(-1e-12, 1.1e-9);
        assertThat(each.bound()).isLessThanOrEqualTo(each.objective());
      }
    }
  }

  @Test
  void aNetworkWithFreeAnglesIsSolvedAndProven() {
    Lp lp = QuadraticLps.dispatch(3, 200, 300, true);
    Solution s = solve(lp, new HighsSolver());
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    assertThat(s.algorithm()).isEqualTo("highs segments");
    Certificate c = Certificate.of(lp, s);
    assertThat(c.ok()).isTrue();
    assertThat(c.gap()).isLessThan(1e-9);
  }

  @Test
  void tinyQuadraticCostsAreNotChangedByRegularisation() {
    // 1e-6 x = 1 at the optimum; 1e-7 more on the diagonal would move it by a tenth
    Lp lp = column(0, POSITIVE_INFINITY, -1, 0.5e-6);
    assertThat(activeSet(lp).point()[0]).isEqualTo(1e6, within(1.0));
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("x", "y"), 0, POSITIVE_INFINITY);
    b.cost(x.at(0), "c", -1);
    b.quadratic(x.at(0), "c", 0.5e-6);
    Block r = b.rows("r", "1", -1, List.of("r"));
    b.at(r.at(0)).add(x.at(0), 1).add(x.at(1), -1).eq(0);
    b.cost(x.at(1), "c", 0.25);
    assertThat(activeSet(b.build()).point()[0]).isEqualTo(0.75e6, within(1.0));
  }

  @Test
  void changesBetweenSolvesArePickedUp() {
    Lp lp = QuadraticLps.twoGenerators().build();
    try (Session session = new HighsSolver().open(lp)) {
      session.solve(TIGHT, Progress.silent());
      lp.quadratic(0, 8);
      // 10 + 8 x = 14 + 2 (3 - x)
      assertThat(session.solve(TIGHT, Progress.silent()).point()[0]).isEqualTo(1, within(1e-7));
      lp.quadratic(0, 0);
      lp.quadratic(1, 0);
      Solution linear = session.solve(TIGHT, Progress.silent());
      assertThat(linear.objective()).isEqualTo(30, within(1e-9));
      assertThat(linear.algorithm()).isEqualTo("highs simplex");
      lp.quadratic(1, 2);
      lp.cost(0, 20);
      // 20 = 14 + 2 y
      assertThat(session.solve(TIGHT, Progress.silent()).point()[1]).isEqualTo(3, within(1e-6));
    }
  }

  @Test
  void infeasibleAndUnboundedAreTold() {
    LpBuilder b = QuadraticLps.twoGenerators();
    b.at(0).eq(-1);
    assertThat(solve(b.build(), new HighsSolver()).status()).isEqualTo(Status.INFEASIBLE);
    LpBuilder open = QuadraticLps.twoGenerators();
    Block z = open.columns("z", "1", -1, List.of("z"), 0, POSITIVE_INFINITY);
    open.cost(z.at(0), "c", -1);
    assertThat(solve(open.build(), new HighsSolver()).status()).isEqualTo(Status.UNBOUNDED);
    // a ray paid for by squares: w = x + y - 3 earns 1e4, so y grows until 14 + 2 y = 1e4
    LpBuilder paid = QuadraticLps.twoGenerators();
    Block w = paid.columns("w", "1", -1, List.of("w"), 0, POSITIVE_INFINITY);
    paid.cost(w.at(0), "c", -1e4);
    paid.at(0).add(w.at(0), -1).eq(3);
    Solution s = segments(paid.build());
    assertThat(s.status()).isEqualTo(Status.OPTIMAL);
    assertThat(s.point()[1]).isEqualTo((1e4 - 14) / 2, within(1e-2));
  }

  @Test
  void progressStopsTheRefinementWithWhatItHas() {
    Lp lp = QuadraticLps.dispatch(3, 200, 300, true);
    Solution s =
        new SegmentRefinement(new HighsSolver())
            .solve(lp, TIGHT, (t, i, lower, upper) -> upper == POSITIVE_INFINITY);
    assertThat(s.status()).isEqualTo(Status.INTERRUPTED);
    assertThat(Certificate.primalResidual(lp, s.point())).isLessThan(1e-6);
    assertThat(s.bound()).isFinite().isLessThan(s.objective());
    assertThat(new HighsSolver().solve(lp, TIGHT.withMaxSeconds(0), Progress.silent()).status()).isEqualTo(Status.LIMIT);
  }

  @Test
  void whatCannotBeSolvedIsRefused() {
    LpBuilder b = QuadraticLps.twoGenerators();
    b.integer(1);
    Lp lp = b.build();
    assertThatThrownBy(() -> solve(lp, new HighsSolver()))
        .hasMessageContaining("integer columns (output[y]) and quadratic costs (of output[x])");
    assertThatThrownBy(() -> segments(lp)).hasMessageContaining("integer columns");
    assertThatThrownBy(() -> solve(QuadraticLps.twoGenerators().build(), new InteriorPoint()))
        .hasMessageContaining("no quadratic costs");
  }

  private double readBack(Lp lp, boolean mps) throws IOException {
    StringWriter w = new StringWriter();
    if (mps) MpsWriter.write(lp, w);
    else LpTextWriter.write(lp, w);
    Path file = dir.resolve(mps ? "q.mps" : "q.lp");
    Files.writeString(file, w.toString());
    return HighsFiles.objective(file);
  }

  @Test
  void writersGiveBracketsOverTwoAndTheDiagonal() throws IOException {
    LpBuilder b = QuadraticLps.twoGenerators();
    b.constant("fixed", -1, 5);
    Lp lp = b.build();
    StringWriter text = new StringWriter();
    LpTextWriter.write(lp, text);
    assertThat(text.toString())
        .contains(" obj: + 10 output.x + 14 output.y + 5 + [ 4 output.x ^ 2 + 2 output.y ^ 2 ] / 2\n");
    StringWriter mps = new StringWriter();
    MpsWriter.write(lp, mps);
    assertThat(mps.toString()).endsWith("QUADOBJ\n output.x output.x 4\n output.y output.y 2\nENDATA\n");
    assertThat(readBack(lp, false)).isEqualTo(143.0 / 3, within(1e-6));
    assertThat(readBack(lp, true)).isEqualTo(143.0 / 3, within(1e-6));
  }

  @Test
  void highsReadsRandomProgramsBack() throws IOException {
    for (int seed = 0; seed < 6; seed++) {
      Lp lp = QuadraticLps.random(seed, 25, 40);
      double objective = segments(lp).objective();
      assertThat(readBack(lp, false)).as("lp " + seed).isEqualTo(objective, within(1e-5));
      assertThat(readBack(lp, true)).as("mps " + seed).isEqualTo(objective, within(1e-5));
    }
  }
}
