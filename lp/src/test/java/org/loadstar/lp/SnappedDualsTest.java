package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnappedDualsTest {
  /// A store without losses, cost or limit over a day: its duals must agree to the last bit, and those of a solver never do.
  @Test
  void dualsThatDifferByRoundingProveTheOptimum() {
    int hours = 24;
    LpBuilder b = new LpBuilder();
    var names = java.util.List.of("store");
    Block level = b.columns("level", "GWh", 0, names, hours, 0, Double.POSITIVE_INFINITY);
    Block bought = b.columns("bought", "GW", 0, names, hours, 0, 2);
    Block balance = b.rows("balance", "GWh", 0, names, hours);
    IntStream.range(0, hours)
        .forEach(
            t -> {
              b.cost(bought.at(0, t), "energy", t == 5 ? 0.3 : 0.7);
              b.at(balance.at(0, t)).add(level.at(0, t), 1).add(level.at(0, (t + hours - 1) % hours), -1).add(bought.at(0, t), -1).eq(t == 20 ? -1.5 : 0);
            });
    Lp lp = b.build();
    Random random = new Random(7);
    double[] y = new double[hours];
    for (int t = 0; t < hours; t++) y[t] = -0.3 + (random.nextInt(9) - 4) * Math.ulp(0.3);
    double optimum = 0.3 * 1.5;
    assertThat(SafeBound.of(lp, y, Boxes.given(lp))).isLessThanOrEqualTo(optimum).isCloseTo(optimum, within(1e-9));
  }
}
