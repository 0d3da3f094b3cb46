package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.highs.HighsSolver;

class DualMarginTest {
  /// min 0.1 output + 0.3 built - refund retired, 3 output = 1, output <= built - retired, retired <= built; no column has a limit.
  private static Lp built(double refund) {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "GW", 0, List.of("output", "built", "retired"), 0, Double.POSITIVE_INFINITY);
    Block r = b.rows("r", "GW", 0, List.of("load", "most", "retirable"));
    b.cost(x.at(0), "fuel", 0.1);
    b.cost(x.at(1), "capital", 0.3);
    b.cost(x.at(2), "refund", -refund);
    b.at(r.at(0)).add(x.at(0), 3).eq(1);
    b.at(r.at(1)).add(x.at(0), 1).add(x.at(1), -1).add(x.at(2), 1).le(0);
    b.at(r.at(2)).add(x.at(2), 1).add(x.at(1), -1).le(0);
    return b.build();
  }

  @Test
  void provesTheOptimumWhereNoColumnIsLimited() {
    Lp lp = built(0.2);
    Solution s = new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
    Boxes given = Boxes.given(lp);
    Solution margin = DualMargin.of(lp, s, given, new HighsSolver(), SolveOptions.defaults());
    assertThat(margin).isNotNull();
    double optimum = 0.4 / 3;
    assertThat(s.objective()).isCloseTo(optimum, within(1e-12));
    assertThat(SafeBound.of(lp, margin.duals(), given)).isLessThanOrEqualTo(optimum).isCloseTo(optimum, within(1e-8));
  }

  @Test
  void provesItAlsoWhereNoMarginCanBeKept() {
    // Capacity built and given back costs nothing, without end: the reduced costs of both must be 0 exactly.
    Lp lp = built(0.3);
    Boxes given = Boxes.given(lp);
    Solution s = new HighsSolver().solve(lp, SolveOptions.defaults(), Progress.silent());
    Solution margin = DualMargin.of(lp, s, given, new HighsSolver(), SolveOptions.defaults());
    assertThat(margin).isNotNull();
    assertThat(SafeBound.of(lp, margin.duals(), given)).isLessThanOrEqualTo(0.4 / 3).isCloseTo(0.4 / 3, within(1e-8));
    assertThat(s.objective()).isCloseTo(0.4 / 3, within(1e-12));
  }
}
