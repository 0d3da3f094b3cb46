package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.highs.HighsSolver;

class FreeColumnsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /// Three buses in a ring, lines that can be built without limit, a plant that is paid for running: flows have no bound, their reactances
  /// no short decimals, and the negative cost leaves nothing that the cost of a plan would limit.
  private static Lp ring(Random random) {
    LpBuilder b = new LpBuilder();
    List<String> three = List.of("a", "b", "c");
    Block built = b.columns("built", "GW", 0, three, 0, INF);
    Block output = b.columns("output", "GW", 0, three, 0, INF);
    Block line = b.columns("line", "GW", 0, three, 0, INF);
    Block flow = b.columns("flow", "GW", 0, three, -INF, INF);
    Block balance = b.rows("balance", "GW", 0, three);
    Block most = b.rows("most", "GW", 0, three);
    Block forward = b.rows("forward", "GW", 0, three);
    Block backward = b.rows("backward", "GW", 0, three);
    Block cycle = b.rows("cycle", "GW", 0, List.of("ring"));
    for (int i = 0; i < 3; i++) {
      b.cost(built.at(i), "capital", 5 + random.nextDouble());
      b.cost(output.at(i), "running", i == 0 ? -1.7 : random.nextDouble());
      b.cost(line.at(i), "capital", 0.1 + random.nextDouble());
      b.at(most.at(i)).add(output.at(i), 1).add(built.at(i), -0.3 - 0.6 * random.nextDouble()).le(0);
      b.at(forward.at(i)).add(flow.at(i), 1).add(line.at(i), -0.7).le(0);
      b.at(backward.at(i)).add(flow.at(i), 1).add(line.at(i), 0.7).ge(0);
      b.at(balance.at(i)).add(output.at(i), 1).add(flow.at(i), -1).add(flow.at((i + 2) % 3), 1).eq(1 + 3 * random.nextDouble());
    }
    b.at(cycle.at(0)).add(flow.at(0), random.nextDouble()).add(flow.at(1), random.nextDouble()).add(flow.at(2), random.nextDouble()).eq(0);
    return b.build();
  }

  @Test
  void flowsWithoutBoundsInARingAreProven() {
    for (int seed = 0; seed < 40; seed++) {
      Lp lp = ring(new Random(seed));
      Solution s = new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
      assertThat(s.status()).isEqualTo(Status.OPTIMAL);
      Boxes boxes = Certificate.boxes(lp, s.objective());
      Solution margin = DualMargin.of(lp, s, boxes, new HighsSolver(), SolveOptions.defaults());
      assertThat(margin).as("seed %d", seed).isNotNull();
      assertThat(SafeBound.of(lp, margin.duals(), boxes)).as("seed %d", seed).isLessThanOrEqualTo(s.objective() + 1e-9).isCloseTo(s.objective(), within(1e-6));
    }
  }

  @Test
  void nothingIsProvenOfAProgramWithoutABound() {
    LpBuilder b = new LpBuilder();
    Block flow = b.columns("flow", "GW", 0, List.of("f"), -INF, INF);
    Block line = b.columns("line", "GW", 0, List.of("f"), 0, INF);
    Block rows = b.rows("most", "GW", 0, List.of("forward", "backward"));
    b.cost(flow.at(0), "running", -0.1);
    b.cost(line.at(0), "capital", 0.05);
    b.at(rows.at(0)).add(flow.at(0), 1).add(line.at(0), -1).le(0);
    b.at(rows.at(1)).add(flow.at(0), 1).add(line.at(0), 1).ge(0);
    Lp lp = b.build();
    for (double y : new double[] {0, -0.05, -0.1, -0.0999999, 1, -3})
      assertThat(SafeBound.of(lp, new double[] {y, 0}, Boxes.given(lp))).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void aBoundOfNothingIsNothing() {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "GW", 0, List.of("x"), 0, 1);
    b.at(b.rows("r", "GW", 0, List.of("r")).at(0)).add(x.at(0), 1).ge(0);
    Lp lp = b.build();
    assertThat(SafeBound.of(lp, new double[1], Boxes.given(lp))).isZero();
  }
}
