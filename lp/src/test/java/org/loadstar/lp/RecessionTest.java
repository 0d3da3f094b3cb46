package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.loadstar.lp.highs.HighsSolver;

class RecessionTest {
  /// min -2 x + y + z^2 - z with x <= y + w, w <= 3: x and y run away together, z is held by its square.
  @Test
  void theSteepestDirectionNamesWhatRunsAway() {
    LpBuilder b = new LpBuilder();
    Block c = b.columns("c", "1", -1, java.util.List.of("x", "y", "w", "z"), 0, Double.POSITIVE_INFINITY);
    b.bounds(c.at(2), 0, 3);
    b.cost(c.at(0), "cost", -2);
    b.cost(c.at(1), "cost", 1);
    b.cost(c.at(3), "cost", -1);
    Block r = b.rows("r", "1", -1, java.util.List.of("r"));
    b.at(r.at(0)).add(c.at(0), 1).add(c.at(1), -1).add(c.at(2), -1).le(0);
    Lp lp = b.build();
    lp.quadratic(c.at(3), 1);
    assertThat(Recession.steepest(lp, new HighsSolver(), SolveOptions.defaults())).containsExactly(1, 1, 0, 0);
    lp.cost(c.at(1), 3);
    assertThat(Recession.steepest(lp, new HighsSolver(), SolveOptions.defaults())).isNull();
  }
}
