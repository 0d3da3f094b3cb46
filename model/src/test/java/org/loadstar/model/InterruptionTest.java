package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loadstar.model.Flexibility.Pauses;

class InterruptionTest {
  private static final TimeGrid DAY = TimeGrid.window(0, 24, 0.5);

  @Test
  void pausesOfARun() {
    Pauses p = new Pauses(24, 8);
    assertThat(List.of(p.within(4), p.within(8), p.within(24), p.within(28), p.within(40), p.within(48)))
        .isEqualTo(List.of(4.0, 8.0, 8.0, 12.0, 16.0, 16.0));
    assertThat(p.binds()).isTrue();
    assertThat(new Pauses(24, 24).binds()).isFalse();
  }

  /// Runs of 3 hours or more over steps of 1, 2, 1, 4 hours; pieces of 4 hours.
  @Test
  void runsAndPiecesOfMergedHours() {
    TimeGrid grid = TimeGrid.window(new int[] {0, 1, 3, 4}, 8, 0.5);
    TimeGrid.Window all = grid.windows().getFirst();
    assertThat(grid.runs(all, 3)).extracting(TimeGrid.Window::first, TimeGrid.Window::last)
        .containsExactly(tuple(0, 1), tuple(1, 2), tuple(2, 3), tuple(3, 3));
    assertThat(grid.runs(all, 9)).extracting(TimeGrid.Window::first, TimeGrid.Window::last).containsExactly(tuple(0, 3));
    assertThat(grid.pieces(all, 4)).extracting(TimeGrid.Window::first, TimeGrid.Window::last).containsExactly(tuple(0, 2), tuple(3, 3));
    assertThat(grid.pieces(all, 3)).extracting(TimeGrid.Window::first, TimeGrid.Window::last)
        .as("the end of hour 6 lies inside a step").containsExactly(tuple(0, 1), tuple(2, 3));
  }

  /// 1 GW behind an interruptible connection, at 0.8 and interrupted at 100 USD/MWh, over 24 hours of which the first `dear` cost 500.
  private static TestCase interruptible(int dear, double share, double hours) {
    double[] demand = new double[24];
    java.util.Arrays.fill(demand, 0, dear, 1000);
    return TestCase.zones("A").demand("A", demand).plant("cheap", "A", 1000, 10).plant("dear", "A", 2000, 500)
        .site("s", "A", 1000, 0, "queue", 600, "queueInterruptible", 0).target(2030, 1).set("utilisation", 0.8).set("idleShare", 0.2)
        .set("curtailmentShare", share).set("curtailmentHoursPerDay", hours).set("curtailmentPrice", 100);
  }

  /// 4 dear hours of 0.8 GWh; 1 of 24 hours' energy may be interrupted: 0.8 GWh, at 100 instead of 500 USD/MWh.
  @Test
  void theBudgetBinds() {
    Solved s = interruptible(4, 1.0 / 24, 8).on(DAY).solve();
    assertThat(s.cost("interruption")).isEqualTo(0.8 * 100e-3, within(1e-9));
    assertThat(s.cost("variable_om")).isEqualTo((4 * 1.0 * 10 + 3 * 0.8 * 500 + 20 * 0.8 * 10) * 1e-3, within(1e-9));
    assertThat(s.number("binding", "shadow_value", "constraint=interruption.budget")).isEqualTo(400, within(1e-6));
    assertThat(s.number("workloads", "curtailed_mwh", "workload=interruptible")).isEqualTo(800, within(1e-6));
    assertThat(s.number("workloads", "energy_mwh", "workload=interruptible")).isEqualTo(800 * 24, within(1e-6));
    assertThat(s.numbers("generation", "energy_mwh", "technology=ai").stream().mapToDouble(v -> v).sum()).isEqualTo(-800 * 23, within(1e-6));
  }

  /// All of the energy might be interrupted, but no more than 3 hours at full load in 24: 2.4 of the 3.2 GWh. An hour more a day saves
  /// each kW of it 400 USD/MWh.
  @Test
  void theLongestEventBinds() {
    Solved s = interruptible(4, 1, 3).on(DAY).solve();
    assertThat(s.cost("interruption")).isEqualTo(2.4 * 100e-3, within(1e-9));
    assertThat(s.number("binding", "shadow_value", "constraint=interruption.event")).isEqualTo(0.4, within(1e-9));
  }

  /// A law that reaches firm connections: 1 GW behind one, 1 of 24 hours' energy; beside it 1 GW that may be without twice as much.
  @Test
  void aLawOfTheZoneReachesFirmConnections() {
    double[] demand = new double[24];
    java.util.Arrays.fill(demand, 0, 4, 1000);
    TestCase c = TestCase.zones().add(Zone.class, "zone", "A", "planningRegion", "RA", "reserveRegion", "RA", "curtailmentShare", 1.0 / 24).demand("A", demand)
        .plant("cheap", "A", 1000, 10).plant("dear", "A", 3000, 500).site("firm", "A", 1000, 0).target(2030, 1).set("utilisation", 0.8).set("idleShare", 0.2)
        .set("curtailmentHoursPerDay", 8).set("curtailmentPrice", 100);
    assertThat(c.on(DAY).solve().cost("interruption")).isEqualTo(0.8 * 100e-3, within(1e-9));
    Solved both = c.site("s", "A", 1000, 0, "queue", 600, "queueInterruptible", 0).target(2030, 2).set("curtailmentShare", 2.0 / 24).on(DAY).solve();
    assertThat(both.cost("interruption")).isEqualTo(3 * 0.8 * 100e-3, within(1e-9));
  }

  @Test
  void nothingIsWrittenWithoutABudget() {
    Built b = interruptible(4, 0, 8).on(DAY);
    assertThat(b.lp.columnBlocks()).noneMatch(k -> k.name().equals("interruption.power"));
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = interruptible(4, 0.1, 8);
    for (int m = 1; m <= 12; m++) c.add(CampusRows.Pue.class, "zone", "A", "month", m, "pue", m == 1 ? 1.2 : 1.0 + 0.8 / 11);
    c.add(WorkloadRows.Workload.class, "workload", "batch", "kind", WorkloadRows.Kind.BATCH, "share", 1, "deferrable", 0.5);
    c.add(Rows.CleanStandard.class, "scope", "US", "kind", Rows.Score.CLEAN, "year", 2028, "share", 0.5);
    Built b = c.on(TimeGrid.window(new int[] {0, 1, 2}, 4, 0.5));
    var p = b.random();
    double pue = 14.4 / 13;
    double e = p.x("ai.interruptible", "A");
    double budget = 0;
    double run = 0;
    double load = 0;
    for (int t = 0; t < 3; t++) {
      int hours = t < 2 ? 1 : 2;
      double i = p.x("interruption.power", "A", 0, t);
      double d = p.x("workload.put_off", "batch A", 0, t);
      double g = p.x("workload.made_good", "batch A", 0, t);
      p.atMost("interruption.limit", "A", t, i - 0.8 * e, 0); // (1)
      p.atMost("workload.deferrable", "batch A", t, d + 0.3 / 0.8 * i - 0.3 * (e + p.x("ai.energised", "A")), 0);
      p.atMost("workload.spare", "A", t, g - d + 0.2 / 0.8 * i - 0.2 * (e + p.x("ai.energised", "A")), 0);
      p.equal("balance", "A", t,
          p.x("generator.output", "cheap", 0, t) + p.x("generator.output", "dear", 0, t) + p.x("load.unserved1", "A", 0, t)
              - p.x("load.surplus", "A", 0, t) - 0.8 * pue * (e + p.x("ai.energised", "A")) + pue * (i + d - g), 1); // (4)
      budget += hours * pue * i;
      run += hours * i;
      load += hours * (pue * (0.8 * (e + p.x("ai.energised", "A")) - i - d + g) + 2 * p.x("load.surplus", "A", 0, t));
    }
    p.atMost("interruption.budget", "A", 0, budget - 0.1 * 0.8 * 4 * pue * e, 0); // (2)
    p.atMost("interruption.event", "A from hour 0", 0, run - 4 * 0.8 * e, 0); // (3), C(4 h) = 4 h
    p.atLeast("score", "US clean", 0, -0.5 * load, 0.5 * 4);
  }

  /// A year of 12 hours that stand for it: the plan takes its budget where it pays, and an operation of those hours has that budget.
  @Test
  void anOperationHasWhatThePlanTook() {
    TestCase c = interruptible(4, 1.0 / 24, 8);
    Solved plan = c.on(DAY).solve();
    Solved run = c.on(DAY, plan.decisions(), true).solve();
    assertThat(run.cost("interruption")).isEqualTo(0.08, within(1e-9));
    assertThat(run.cost("variable_om")).isEqualTo(plan.cost("variable_om"), within(1e-9));
    assertThat(plan.decisions().get("interruption/A/1", 2030)).as("January's").isEqualTo(0.8, within(1e-9));
    assertThat(plan.decisions().get("interruption/A/7", 2030)).isZero();
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }
}
