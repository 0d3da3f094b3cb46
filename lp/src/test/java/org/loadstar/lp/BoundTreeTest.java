package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.lp.highs.HighsSolver;

class BoundTreeTest {
  private static double bound(Lp lp, int nodes) {
    Solution relaxed = new HighsSolver().solve(lp.relaxed(), SolveOptions.defaults(), Progress.silent());
    Solution whole = new HighsSolver().solve(lp, SolveOptions.defaults().withGap(0), Progress.silent());
    double root = Certificate.of(lp.relaxed(), relaxed).lowerBound();
    return BoundTree.of(lp, root, whole.objective(), whole.objective() - 1e-9, nodes, new HighsSolver(), SolveOptions.defaults(), Progress.silent());
  }

  /// Units of 2 GW at 3 each and a filler at 2 a GW for a load of 5 GW: 7.5 in parts, 8 in whole units (two, and 1 GW of filler).
  private static Lp blocks() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("blocks", "filler"), 0, 10);
    b.cost(x.at(0), "c", 3);
    b.cost(x.at(1), "c", 2);
    b.integer(x.at(0));
    b.at(b.rows("load", "GW", -1, List.of("z")).at(0)).add(x.at(0), 2).add(x.at(1), 1).ge(5);
    return b.build();
  }

  @Test
  void branchingClosesWhatTheRelaxationLeaves() {
    assertThat(bound(blocks(), 0)).isEqualTo(7.5, within(1e-9));
    assertThat(bound(blocks(), 3)).isEqualTo(8, within(1e-9));
  }

  /// Knapsacks of equal weights: no whole number reaches the load, so every leaf's bound must come from its own duals.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void itNeverPassesThePlanAndReachesItWithEnoughNodes(int seed) {
    Random r = new Random(seed);
    LpBuilder b = new LpBuilder();
    int n = 6;
    Block x = b.columns("x", "1", -1, List.of("a", "b", "c", "d", "e", "f"), 0, 3);
    int load = b.rows("load", "GW", -1, List.of("z")).at(0);
    int pool = b.rows("pool", "GW", -1, List.of("z")).at(0);
    double all = 0;
    for (int j = 0; j < n; j++) {
      double size = 1 + r.nextInt(9);
      all += 3 * size;
      b.integer(x.at(j));
      b.cost(x.at(j), "c", size * (1 + r.nextDouble()));
      b.at(load).add(x.at(j), size);
      b.at(pool).add(x.at(j), 1 + r.nextInt(4));
    }
    b.at(load).ge(Math.floor(all / 2) + 0.5);
    b.at(pool).le(30);
    Lp lp = b.build();
    double plan = new HighsSolver().solve(lp, SolveOptions.defaults().withGap(0), Progress.silent()).objective();
    double few = bound(lp, 3);
    double many = bound(lp, 2000);
    assertThat(few).isLessThanOrEqualTo(many + 1e-9);
    assertThat(many).isEqualTo(plan, within(1e-6 * plan));
  }

  /// x + y >= 1.5 and x + y <= 1.9 in whole numbers: both children of the root and all after them have no point.
  @Test
  void nodesWithoutAPointAreProvenToHaveNone() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("x", "y", "dear"), 0, 5);
    b.cost(x.at(0), "c", 1);
    b.cost(x.at(1), "c", 1.01);
    b.cost(x.at(2), "c", 10);
    b.integer(x.at(0));
    b.integer(x.at(1));
    b.at(b.rows("r", "1", -1, List.of("r")).at(0)).add(x.at(0), 1).add(x.at(1), 1).add(x.at(2), 1).between(1.5, 1.9);
    b.at(b.rows("s", "1", -1, List.of("s")).at(0)).add(x.at(0), 2).add(x.at(1), 2).le(3.5);
    assertThat(bound(b.build(), 100)).isEqualTo(1 + 5, within(1e-9));
  }

  @Test
  void aProgramWithoutIntegersIsRefused() {
    Lp lp = blocks().relaxed();
    assertThatThrownBy(() -> BoundTree.of(lp, 0, 8, 8, 1, new HighsSolver(), SolveOptions.defaults(), Progress.silent()))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("integer columns");
  }
}
