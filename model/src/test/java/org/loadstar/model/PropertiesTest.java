package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;

/// What must hold of every case, on one with every component and policy. Each solve also asserts that primal, dual and the
/// costs by category are the same amount.
class PropertiesTest {
  private static final int HOURS = 24;
  private static final TimeGrid DAY = TimeGrid.window(0, HOURS, 0.5);
  /// The day in segments of 1 to 4 hours.
  private static final TimeGrid SEGMENTS = TimeGrid.window(new int[] {0, 1, 3, 6, 7, 11, 13, 14, 18, 20, 21}, HOURS, 0.5);

  private static double cost(TestCase c, TimeGrid grid) {
    return c.on(grid).solve().objective;
  }

  @Test
  void theCaseIsNotTrivial() {
    Solved s = Mixed.of(1).on(DAY).solve();
    assertThat(s.cost("generator_capital")).isPositive();
    assertThat(s.cost("storage_capital") + s.cost("line_capital")).isPositive();
    assertThat(s.cost("ai_shell")).isPositive();
    assertThat(s.cost("fuel")).isPositive();
    assertThat(s.tables().get("binding").rows()).isGreaterThan(2);
  }

  @Test
  void allMoneyTimesThreeIsTheObjectiveTimesThree() {
    double once = cost(Mixed.of(1), DAY);
    assertThat(cost(Mixed.of(3), DAY)).isEqualTo(3 * once, within(1e-6 * once));
  }

  @Test
  void wideningEveryLimitNeverCosts() {
    double before = Double.POSITIVE_INFINITY;
    for (double room : new double[] {0.5, 0.9, 1, 1.1, 2}) {
      double now = cost(Mixed.of(1, room), DAY);
      assertThat(now).as("room %s", room).isLessThanOrEqualTo(before + 1e-7 * now);
      before = now;
    }
  }

  @Test
  void wideningAnyBoundNeverCosts() {
    Lp lp = Mixed.of(1).on(TimeGrid.window(0, 6, 0.5)).lp;
    double cost = solve(lp);
    Random random = new Random(3);
    for (int k = 0; k < 40; k++) {
      Lp wider = lp.copy();
      int j = random.nextInt(lp.columns());
      wider.bounds(j, lp.lowers()[j], lp.uppers()[j] + 0.1);
      int i = random.nextInt(lp.rows());
      if (lp.rowLowers()[i] < lp.rowUppers()[i]) wider.rowBounds(i, lp.rowLowers()[i] - 0.1, lp.rowUppers()[i] + 0.1);
      assertThat(solve(wider)).isLessThanOrEqualTo(cost + 1e-7 * cost);
    }
  }

  private static double solve(Lp lp) {
    return new org.loadstar.lp.highs.HighsSolver()
        .solve(lp, org.loadstar.lp.SolveOptions.defaults(), org.loadstar.lp.Progress.silent())
        .objective();
  }

  @Test
  void theTwinWithoutAiLoadCostsNoMore() {
    for (double room : new double[] {0.2, 1})
      assertThat(Mixed.of(1, room).withoutAi(DAY).solve().objective).isLessThan(cost(Mixed.of(1, room), DAY));
  }

  /// Whole modules cost no less than parts of them, and what is energised is the sum of the modules.
  @Test
  void wholeModulesCostNoLess() {
    for (double room : new double[] {0.5, 1, 2}) {
      Solved whole = Mixed.of(1, room).on(DAY).solveWhole();
      double parts = cost(Mixed.of(1, room), DAY);
      assertThat(whole.objective).isGreaterThanOrEqualTo(parts * (1 - 1e-9));
      double[] modules = {0.06 * room, 0.02 * room};
      double sum = modules[0] * whole.value("campus.modules", "a1", 1, 0) + modules[1] * whole.value("campus.modules", "a1 last", 1, 0)
          + 0.24 * room * whole.value("campus.modules", "a2", 1, 0) + 0.08 * room * whole.value("campus.modules", "d", 1, 0);
      assertThat(whole.value("ai.energised", "A", 1, 0)).isEqualTo(sum, within(1e-7));
      for (String u : new String[] {"a1", "a1 last", "a2", "a2 interruptible", "b", "d", "d onsite", "far"}) {
        assertThat(whole.value("campus.modules", u, 1, 0)).isEqualTo(Math.rint(whole.value("campus.modules", u, 1, 0)), within(1e-9));
        assertThat(whole.value("campus.modules", u, 1, 0)).isGreaterThanOrEqualTo(whole.value("campus.modules", u, 0, 0) - 1e-9);
      }
    }
  }

  @Test
  void mergedHoursAreALowerBound() {
    double merged = cost(Mixed.of(1), SEGMENTS);
    double hourly = cost(Mixed.of(1), DAY);
    assertThat(merged).isLessThan(hourly).isGreaterThan(0.5 * hourly);
  }

  /// The mean over each segment of any hourly plan (here of mixtures of plans that are optimal for random costs) satisfies
  /// every row and bound of the merged program at the same cost.
  @Test
  void theMeanOfAnyHourlyPlanIsAMergedPlan() {
    Built hourly = Mixed.of(1).on(DAY);
    Built merged = Mixed.of(1).on(SEGMENTS);
    Random random = new Random(11);
    double[] mixture = new double[hourly.lp.columns()];
    for (int k = 0; k < 4; k++) {
      Lp lp = hourly.lp.copy();
      for (int j = 0; j < lp.columns(); j++) lp.cost(j, lp.costs()[j] * 2 * random.nextDouble() + 0.01 * random.nextDouble());
      double[] x =
          new org.loadstar.lp.highs.HighsSolver()
              .solve(lp, org.loadstar.lp.SolveOptions.defaults(), org.loadstar.lp.Progress.silent())
              .point();
      for (int j = 0; j < x.length; j++) mixture[j] += x[j] / 4;
    }
    double[] mean = merge(hourly.lp, merged.lp, mixture);
    double[] ax = merged.lp.times(mean);
    for (int i = 0; i < ax.length; i++)
      assertThat(ax[i]).as(merged.lp.rowName(i))
          .isBetween(merged.lp.rowLowers()[i] - 1e-6, merged.lp.rowUppers()[i] + 1e-6);
    for (int j = 0; j < mean.length; j++)
      assertThat(mean[j]).as(merged.lp.columnName(j))
          .isBetween(merged.lp.lowers()[j] - 1e-7, merged.lp.uppers()[j] + 1e-7);
    double cost = dot(hourly.lp.costs(), mixture);
    assertThat(dot(merged.lp.costs(), mean)).isEqualTo(cost, within(1e-9 * cost));
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(j -> a[j] * b[j]).sum();
  }

  /// Means of powers, last values of levels; what stands outside time as it is.
  private static double[] merge(Lp hourly, Lp merged, double[] x) {
    double[] out = new double[merged.columns()];
    for (int b = 0; b < merged.columnBlocks().size(); b++) {
      Block to = merged.columnBlocks().get(b);
      Block from = hourly.columnBlocks().get(b);
      assertThat(to.name()).isEqualTo(from.name());
      for (int i = 0; i < to.n(); i++)
        for (int t = 0; t < to.hours(); t++) {
          int first = to.timed() ? SEGMENTS.firstHour(t) : 0;
          int length = to.timed() ? (int) SEGMENTS.hours(t) : 1;
          double sum = 0;
          for (int h = first; h < first + length; h++) sum += x[from.at(i, h)];
          out[to.at(i, t)] =
              to.name().equals("storage.level") ? x[from.at(i, first + length - 1)] : sum / length;
        }
    }
    return out;
  }

  /// A store that may carry over from period to period can do all that a cyclic one can.
  @Test
  void linkingNeverCosts() {
    int[] order = IntStream.range(0, 365).map(k -> k / 3 % 3).toArray();
    TimeGrid grid = TimeGrid.representative(24, new int[] {0, 30 * 24, 60 * 24}, order, 3);
    double[] cost = new double[2];
    for (int linked = 0; linked < 2; linked++) {
      TestCase c = Mixed.of(1);
      c.storage("pump", "A", "battery", "existing", 100, "existingEnergy", 5000, "linked", linked == 1);
      cost[linked] = cost(c, grid);
    }
    assertThat(cost[1]).isLessThanOrEqualTo(cost[0] * (1 + 1e-9));
  }

  /// Operated on its own grid a plan runs at the running cost of the plan; the cap of 8 kt is then paid for at its dual.
  @Test
  void operatingAPlanOnItsOwnGridCostsWhatThePlanSaid() {
    TestCase c = Mixed.of(1);
    Solved plan = c.on(DAY).solve();
    Solved run = c.on(DAY, plan.decisions(), true).solve();
    double running = 0;
    for (String k : new String[] {"fuel", "variable_om", "hurdle", "trade", "unserved", "carbon"}) running += plan.cost(k);
    double shadow = plan.decisions().get("price/carbon/all", 2030);
    assertThat(shadow).isPositive();
    assertThat(plan.decisions().get("price/clean/US", 2030)).isZero();
    double cap = plan.built.model.stages().getLast().discount() * shadow * 8 * 1e-3;
    assertThat(run.objective).isEqualTo(running + cap, within(1e-6 * running));
  }

  @Test
  void theSameCaseGivesTheSameProgram() {
    Lp a = Mixed.of(1).on(DAY).lp;
    Lp b = Mixed.of(1).on(DAY).lp;
    assertThat(a.costs()).isEqualTo(b.costs());
    assertThat(a.values()).isEqualTo(b.values());
    assertThat(a.indices()).isEqualTo(b.indices());
    assertThat(a.rowUppers()).isEqualTo(b.rowUppers());
  }
}
