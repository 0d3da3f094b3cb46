package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.highs.HighsSolver;

class StageDecompositionTest {
  /// x is built in stage 0 at 1 and costs 0.5 to keep in stage 1, y is built in stage 1 at 2; x >= 1, x + y >= 3. Together x = 3 at 4.5.
  private static Lp twoStages() {
    LpBuilder b = new LpBuilder();
    int x = b.columns("x", "", 0, List.of("x"), 0, Double.POSITIVE_INFINITY).at(0);
    int y = b.columns("y", "", 1, List.of("y"), 0, Double.POSITIVE_INFINITY).at(0);
    b.cost(x, "build", 1);
    b.cost(x, "keep", 1, 0.5);
    b.cost(y, "build", 2);
    b.constant("rent", 1, 7);
    b.at(b.rows("first", "", 0, List.of("r")).at(0)).add(x, 1).ge(1);
    b.at(b.rows("second", "", 1, List.of("r")).at(0)).add(x, 1).add(y, 1).ge(3);
    costs = b.costTable();
    return b.build();
  }

  private static CostTable costs = new CostTable();

  @Test
  void boundsMeetAtTheOptimumOfTheWhole() {
    Lp lp = twoStages();
    var out = Objects.requireNonNull(
        new StageDecomposition(lp, costs.byStage(lp, 2), new HighsSolver(), SolveOptions.defaults()).run(1e-9, 10));
    assertThat(out.iterations()).isEqualTo(3);
    assertThat(out.optimum()).containsExactly(new double[] {11.5, 8.5}, within(1e-9));
    assertThat(out.lower()).isEqualTo(11.5, within(1e-9));
    assertThat(out.upper()).isEqualTo(11.5, within(1e-9));
    assertThat(out.point()).containsExactly(new double[] {3, 0}, within(1e-9));
  }

  /// Ways forward: x = 1 costs 1 + 0.5 + 4 + 7 = 12.5 and cuts a >= 11.5 - 1.5 (x - 1), so x = 26/3 is tried, whose cut has the slope 0.5;
  /// both meet at x = 3 with the bound 11.5, near enough to 12.5.
  @Test
  void endsWhenTheBoundsAreNearEnough() {
    Lp lp = twoStages();
    var out = Objects.requireNonNull(
        new StageDecomposition(lp, costs.byStage(lp, 2), new HighsSolver(), SolveOptions.defaults()).run(0.1, 10));
    assertThat(out.iterations()).isEqualTo(2);
    assertThat(out.upper()).isEqualTo(12.5, within(1e-9));
    assertThat(out.lower()).isEqualTo(11.5, within(1e-9));
  }

  @Test
  void aRowOfAnEarlierStageMayNotHoldLaterColumns() {
    LpBuilder b = new LpBuilder();
    int y = b.columns("y", "", 1, List.of("y"), 0, 1).at(0);
    b.at(b.rows("first", "", 0, List.of("r")).at(0)).add(y, 1).ge(1);
    Lp lp = b.build();
    assertThat(new StageDecomposition(lp, b.costTable().byStage(lp, 2), new HighsSolver(), SolveOptions.defaults()).run(0.1, 10)).isNull();
  }
}
