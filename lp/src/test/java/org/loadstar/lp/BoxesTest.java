package org.loadstar.lp;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.highs.HighsSolver;

class BoxesTest {
  /// Capacity costs 2 a unit, dispatch at most 0.5 of it, level ties to dispatch: all open above.
  private static Lp chain() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "GW", -1, List.of("capacity", "dispatch", "level"), 0, POSITIVE_INFINITY);
    b.cost(x.at(0), "c", 2);
    Block r = b.rows("r", "GW", -1, List.of("limit", "level", "need"));
    b.at(r.at(0)).add(x.at(1), 1).add(x.at(0), -0.5).le(0);
    b.at(r.at(1)).add(x.at(2), 1).add(x.at(1), -4).eq(1);
    b.at(r.at(2)).add(x.at(1), 1).ge(2);
    return b.build();
  }

  @Test
  void boundsTravelFromTheIncumbentThroughTheRows() {
    Boxes boxes = Boxes.implied(chain(), 100, 10);
    assertThat(boxes.uppers()).containsExactly(new double[] {50, 25, 101}, within(1e-5));
    assertThat(boxes.lowers()).containsExactly(new double[] {4, 2, 9}, within(1e-5));
    assertThat(boxes.reason(0)).isEqualTo("lower by row r[limit]; upper by the cost of the incumbent");
    assertThat(boxes.reason(2)).isEqualTo("lower by row r[level]; upper by row r[level]");
    assertThat(boxes.incumbent()).isEqualTo(100);
  }

  @Test
  void withoutAnIncumbentOnlyTheRowsBound() {
    Boxes boxes = Boxes.implied(chain(), POSITIVE_INFINITY, 10);
    assertThat(boxes.uppers()).containsExactly(POSITIVE_INFINITY, POSITIVE_INFINITY, POSITIVE_INFINITY);
    assertThat(boxes.lowers()[2]).isEqualTo(9, within(1e-5));
    assertThat(Boxes.given(chain()).reason(2)).isEqualTo("given");
  }

  @Test
  void noOptimumIsEverCutOff() {
    for (int seed = 0; seed < 60; seed++) {
      Lp lp = RandomLps.feasible(seed, 30, 30);
      Solution s = new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
      Boxes boxes = Boxes.implied(lp, s.objective() + 1e-6 * Math.abs(s.objective()), 10);
      for (int j = 0; j < lp.columns(); j++)
        assertThat(s.point()[j]).as("seed " + seed).isBetween(boxes.lowers()[j] - 1e-5, boxes.uppers()[j] + 1e-5);
    }
  }

  @Test
  void anIncumbentBelowTheOptimumProvesNothingAboveItself() {
    Lp lp = chain();
    Solution s = new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
    assertThat(s.objective()).isEqualTo(8, within(1e-9));
    assertThat(SafeBound.of(lp, s.duals(), Boxes.implied(lp, 5, 10))).isLessThanOrEqualTo(5);
  }

  /// 300 free angles in a row, each within 0.5 of the next, the last one within 1 of zero.
  @Test
  void longChainsOfFreeColumnsAreClosed() {
    int n = 300;
    LpBuilder b = new LpBuilder();
    Block x = b.columns("angle", "rad", -1, RandomLps.names("b", n), NEGATIVE_INFINITY, POSITIVE_INFINITY);
    Block r = b.rows("law", "rad", -1, RandomLps.names("l", n));
    for (int k = 0; k < n - 1; k++) b.at(r.at(k)).add(x.at(k), 2).add(x.at(k + 1), -2).between(-1, 1);
    b.at(r.at(n - 1)).add(x.at(n - 1), 1).between(-1, 1);
    Boxes boxes = Boxes.implied(b.build(), POSITIVE_INFINITY, 3);
    assertThat(boxes.uppers()[n - 1]).isEqualTo(1, within(1e-6));
    assertThat(boxes.uppers()[0]).isEqualTo(1 + 0.5 * (n - 1), within(1e-4));
    assertThat(boxes.lowers()[0]).isEqualTo(-1 - 0.5 * (n - 1), within(1e-4));
  }
}
