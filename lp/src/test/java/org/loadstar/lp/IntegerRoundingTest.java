package org.loadstar.lp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.highs.HighsSolver;

class IntegerRoundingTest {
  /// Sites of whole modules feed zones; each zone burns dearer fuel the more it has, hour by hour.
  private static Lp modules(Random r) {
    LpBuilder b = new LpBuilder();
    int zones = 3;
    int sites = 9;
    int hours = 6;
    Block n = b.columns("modules", "1", 0, java.util.stream.IntStream.range(0, sites).mapToObj(k -> "c" + k).toList(), 0, 5);
    Block e = b.columns("energised", "GW", 0, List.of("z0", "z1", "z2"), 0, Double.POSITIVE_INFINITY);
    Block tie = b.rows("tie", "GW", 0, List.of("z0", "z1", "z2"));
    for (int z = 0; z < zones; z++) {
      LpBuilder.Row row = b.at(tie.at(z)).add(e.at(z), 1);
      for (int c = z; c < sites; c += zones) row.add(n.at(c), -(0.1 + 0.05 * c % 0.3));
      row.eq(0);
    }
    for (int c = 0; c < sites; c++) {
      b.integer(n.at(c));
      b.cost(n.at(c), "capex", 5 + r.nextInt(5));
    }
    Block target = b.rows("target", "GW", 0, List.of("all"));
    LpBuilder.Row t = b.at(target.at(0));
    for (int z = 0; z < zones; z++) t.add(e.at(z), 1);
    t.ge(1.3 + r.nextDouble());
    for (int step = 0; step < 3; step++) {
      Block p = b.columns("plant" + step, "GW", 0, List.of("z0", "z1", "z2"), hours, 0, 0.4);
      for (int z = 0; z < zones; z++) for (int h = 0; h < hours; h++) b.cost(p.at(z, h), "fuel", (1 + step) * (1 + 0.2 * r.nextDouble()));
    }
    Block lost = b.columns("lost", "GW", 0, List.of("z0", "z1", "z2"), hours, 0, Double.POSITIVE_INFINITY);
    Block balance = b.rows("balance", "GW", 0, List.of("z0", "z1", "z2"), hours);
    for (int z = 0; z < zones; z++)
      for (int h = 0; h < hours; h++) {
        b.cost(lost.at(z, h), "unserved", 50);
        LpBuilder.Row row = b.at(balance.at(z, h)).add(lost.at(z, h), 1).add(e.at(z), -1);
        for (int step = 0; step < 3; step++) row.add(lost.first() - (3 - step) * zones * hours + z * hours + h, 1);
        row.ge(0.1 * r.nextDouble());
      }
    return b.build();
  }

  private static final SolveOptions OPTIONS = SolveOptions.defaults().withGap(1e-9);

  @Test
  void theRoundedPlanIsWholeAndFeasibleAndNearTheOptimumAlsoWithFewLargeModules() {
    double excess = 0;
    int cases = 12;
    HighsSolver highs = new HighsSolver();
    for (int seed = 1; seed <= cases; seed++) {
      Lp lp = modules(new Random(seed));
      Solution relaxed = highs.solve(lp.relaxed(), OPTIONS, Progress.silent());
      Solution best = highs.solve(lp, OPTIONS, Progress.silent());
      IntegerRounding rounding = IntegerRounding.of(lp, relaxed.point(), relaxed.duals());
      Solution small = highs.solve(rounding.program(), OPTIONS, Progress.silent());
      Solution plan = highs.solve(rounding.fixed(lp, small.point()), OPTIONS, Progress.silent());
      assertThat(Certificate.primalResidual(lp, plan.point())).isLessThan(1e-6);
      assertThat(plan.objective()).isGreaterThanOrEqualTo(best.objective() - 1e-6).isLessThan(1.25 * best.objective());
      assertThat(relaxed.objective()).isLessThanOrEqualTo(best.objective() + 1e-6);
      excess += (plan.objective() / best.objective() - 1) / cases;
    }
    assertThat(excess).isLessThan(0.03);
  }

  @Test
  void theSmallProgramHasNoHoursAndKeepsTheRowsOutsideThem() {
    Lp lp = modules(new Random(1));
    Solution relaxed = new HighsSolver().solve(lp.relaxed(), OPTIONS, Progress.silent());
    Lp small = IntegerRounding.of(lp, relaxed.point(), relaxed.duals()).program();
    // 9 modules, 3 zones, a distance above and below for each zone; tie, target and a row of distance for each zone.
    assertThat(small.columns()).isEqualTo(9 + 3 + 6);
    assertThat(small.rows()).isEqualTo(3 + 1 + 3);
    assertThat(small.isMixedInteger()).isTrue();
  }

  @Test
  void theRelaxationIsTheOptimumOfTheSmallProgramWhenNothingHasToBeRounded() {
    Lp lp = modules(new Random(2)).relaxed();
    Solution relaxed = new HighsSolver().solve(lp, OPTIONS, Progress.silent());
    Lp whole = lp.copy();
    for (int j = 0; j < 9; j++) whole.integer(j, true);
    IntegerRounding rounding = IntegerRounding.of(whole, relaxed.point(), relaxed.duals());
    Lp small = rounding.program().relaxed();
    Solution s = new HighsSolver().solve(small, OPTIONS, Progress.silent());
    double[] near = new double[small.columns()];
    System.arraycopy(relaxed.point(), 0, near, 0, 12); // modules and zones stand first in both
    assertThat(small.objective(near)).isCloseTo(s.objective(), within(1e-6 * Math.abs(s.objective())));
  }
}
