package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;

class SolvingTest {
  /// Units of 2 GW at 3 each and a filler at 2 a GW for a load of 5 GW.
  private static LpBuilder blocks(boolean integer) {
    LpBuilder b = new LpBuilder();
    Block x = b.columns("x", "1", -1, List.of("blocks", "filler"), 0, 10);
    b.cost(x.at(0), "c", 3);
    b.cost(x.at(1), "c", 2);
    if (integer) b.integer(x.at(0));
    Block r = b.rows("load", "GW", -1, List.of("z"));
    b.at(r.at(0)).add(x.at(0), 2).add(x.at(1), 1).ge(5);
    return b;
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "ipm", "highs"})
  void anIntegerProgramHasAClaimedAndAProvenBound(String choice) {
    Lp lp = blocks(true).build();
    Solving.Solved solved = Solving.solve(lp, choice, SolveOptions.defaults(), Progress.silent());
    assertThat(solved.solution().objective()).isEqualTo(8, within(1e-9));
    assertThat(solved.certificate().ok()).isTrue();
    assertThat(solved.certificate().lowerBound()).isEqualTo(7.5, within(1e-9));
    assertThat(solved.certificate().claimedBound()).isEqualTo(8, within(1e-5));
  }

  @Test
  void aQuadraticProgramIsSolvedAndProven() {
    LpBuilder b = blocks(false);
    b.quadratic(0, "wear", 0.125);
    Solving.Solved solved = Solving.solve(b.build(), "auto", SolveOptions.defaults(), Progress.silent());
    assertThat(solved.solution().status()).isEqualTo(Status.OPTIMAL);
    // 3 + x / 4 = 2 * 2 at x = 4, so blocks alone serve the load: x = 2.5
    assertThat(solved.solution().point()).containsExactly(new double[] {2.5, 0}, within(1e-6));
    assertThat(solved.certificate().gap()).isBetween(0.0, 1e-6);
  }
}
