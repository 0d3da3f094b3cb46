package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loadstar.model.WorkloadRows.Kind;

class WorkloadTest {
  private static final TimeGrid FOUR_HOURS = TimeGrid.window(0, 4, 0.5);

  /// 1 GW of new load that runs at 0.8 and idles at 0.2, over two dear hours (0.5 GW of other demand) and two cheap ones.
  private static TestCase dearThenCheap() {
    return TestCase.zones("A").demand("A", 500, 500, 0, 0).plant("cheap", "A", 1000, 10).plant("dear", "A", 2000, 50)
        .site("s", "A", 1000, 0).target(2030, 1).set("utilisation", 0.8).set("idleShare", 0.2);
  }

  private static TestCase training(TestCase c, Object... more) {
    Object[] row = {"workload", "training", "kind", Kind.TRAINING, "share", 0.5, "deferrable", 0.5, "window", 4, "loss", 0.1};
    Object[] all = java.util.Arrays.copyOf(row, row.length + more.length);
    System.arraycopy(more, 0, all, row.length, more.length);
    return c.add(WorkloadRows.Workload.class, all);
  }

  /// 66 k$ as it runs. Training that may wait: 0.5 x 0.5 x (0.8 - 0.2) = 0.15 GW, so 0.3 GWh of the dear hours are put off and 0.33
  /// made good in the cheap ones, where 0.2 GW each are free: 66 - 0.3 x 50 + 0.33 x 10 = 54.3 k$.
  @Test
  void trainingThatIsPutOffArrivesInItsWindowWithItsLoss() {
    assertThat(dearThenCheap().on(FOUR_HOURS).solve().cost("variable_om")).isEqualTo(0.066, within(1e-9));
    Solved s = training(dearThenCheap()).on(FOUR_HOURS).solve();
    assertThat(s.cost("variable_om")).isEqualTo(0.0543, within(1e-9));
    assertThat(s.number("workloads", "put_off_mwh", "workload=training")).isEqualTo(300, within(1e-6));
    assertThat(s.number("workloads", "energy_mwh", "workload=training")).isEqualTo(0.5 * 600 * 4, within(1e-6));
    assertThat(s.numbers("generation", "energy_mwh", "technology=ai").stream().mapToDouble(v -> v).sum())
        .as("load with the loss").isEqualTo(-3200 - 30, within(1e-6));
    assertThat(s.number("binding", "shadow_value", "constraint=workload.deferrable")).as("2 h x (50 - 1.1 x 10) USD/MWh, USD/kW")
        .isEqualTo(0.078, within(1e-6));
  }

  @Test
  void aWindowThatEndsBeforeTheCheapHoursIsNoUse() {
    assertThat(training(dearThenCheap(), "window", 2).on(FOUR_HOURS).solve().cost("variable_om")).isEqualTo(0.066, within(1e-9));
  }

  /// At least one hour of run between pauses of at most one: 0.15 GWh in any two hours. 66 - 0.15 x 50 + 0.165 x 10.
  @Test
  void pausesAreShortAndApart() {
    Solved s = training(dearThenCheap(), "minRun", 1, "maxPause", 1).on(FOUR_HOURS).solve();
    assertThat(s.cost("variable_om")).isEqualTo(0.060_15, within(1e-9));
  }

  @Test
  void aCampusThatRunsInFullCannotMakeGood() {
    Solved s = training(dearThenCheap().set("utilisation", 1)).on(FOUR_HOURS).solve();
    assertThat(s.number("workloads", "put_off_mwh", "workload=training")).isEqualTo(0, within(1e-6));
  }

  @Test
  void workloadsOfEqualLimitsAreOneClass() {
    TestCase c = training(dearThenCheap(), "share", 0.25);
    c.add(WorkloadRows.Workload.class, "workload", "batch", "kind", Kind.BATCH, "share", 0.5, "deferrable", 0.25, "window", 4, "loss", 0.1);
    Solved s = c.on(FOUR_HOURS).solve();
    assertThat(s.cost("variable_om")).isEqualTo(0.0543, within(1e-9));
    assertThat(s.number("workloads", "put_off_mwh", "workload=batch")).isEqualTo(150, within(1e-6));
    assertThat(s.built.lp.columnBlocks()).filteredOn(b -> b.name().equals("workload.put_off")).hasSize(1);
  }

  /// Zones 1001 km apart on a meridian (9 degrees), round trip 0.015 x 1001 + 0.5 = 15.5 ms; half of the computation serves users.
  private static TestCase dearAndCheap(double latency, String countries) {
    TestCase c = TestCase.zones().add(Zone.class, "zone", "A", "latitude", 31, "longitude", -97);
    c.add(Zone.class, "zone", "B", "latitude", 40, "longitude", -97, "country", "CA");
    c.demand("A", 0).demand("B", 0).plant("dear", "A", 2000, 50).plant("cheap", "B", 2000, 10);
    c.site("a", "A", 1000, 0).site("b", "B", 800, 0, "pue", 1.25).target(2030, 2).set("utilisation", 0.8).set("idleShare", 0.2);
    return c.add(WorkloadRows.Workload.class, "workload", "chat", "kind", Kind.INFERENCE, "share", 0.5, "latency", latency,
        "countries", countries);
  }

  /// 0.3 GW of each zone may move, but B has only 0.2 GW free: 0.2 / 1.25 = 0.16 GW of IT leave A for 3 h.
  @Test
  void usersAreServedWhereItIsCheapWithinTheirLatency() {
    Solved s = dearAndCheap(16, "").threeHours().solve();
    assertThat(s.number("workloads", "moved_mwh", "zone=A")).isEqualTo(-3 * 160, within(1e-6));
    assertThat(s.number("workloads", "moved_mwh", "zone=B")).isEqualTo(3 * 200, within(1e-6));
    assertThat(s.cost("variable_om")).isEqualTo(3 * (0.64 * 50 + 1.0 * 10) * 1e-3, within(1e-9));
  }

  @Test
  void latencyForbidsAMove() {
    Solved s = dearAndCheap(15, "").threeHours().solve();
    assertThat(s.cost("variable_om")).isEqualTo(3 * (0.8 * 50 + 0.8 * 10) * 1e-3, within(1e-9));
    assertThat(Flexibility.roundTrip(s.built.model.figures().data().zones().get(0), s.built.model.figures().data().zones().get(1)))
        .isEqualTo(0.5 + 0.015 * 6371 * Math.PI / 20, within(1e-9));
  }

  @Test
  void sovereigntyForbidsAMove() {
    assertThat(dearAndCheap(16, "US;MX").threeHours().solve().cost("variable_om")).isEqualTo(0.144, within(1e-9));
    assertThat(dearAndCheap(16, "US;CA").threeHours().solve().cost("variable_om")).isEqualTo(0.126, within(1e-9));
  }

  /// Zones every 1001 km. Without origins neighbours pair up; users in A alone reach A and B; users in A and C reach them from all three
  /// in different ways, B both, so nothing may move.
  @Test
  void groupsOfZonesByLatency() {
    TestCase c = TestCase.zones();
    for (int k = 0; k < 3; k++) c.add(Zone.class, "zone", "ABC".substring(k, k + 1), "latitude", 31 + 9 * k, "longitude", -97).demand("ABC".substring(k, k + 1), 0);
    c.add(WorkloadRows.Workload.class, "workload", "w", "kind", Kind.INFERENCE, "share", 1, "latency", 16);
    c.add(WorkloadRows.Workload.class, "workload", "any", "kind", Kind.INFERENCE, "share", 1);
    var w = c.data().workloads();
    assertThat(Flexibility.groups(c.data(), w.get(0))).isEqualTo(List.of(0, 0, -1));
    assertThat(Flexibility.groups(c.data(), w.get(1))).isEqualTo(List.of(0, 0, 0));
    c.add(WorkloadRows.Origin.class, "workload", "w", "zone", "A", "share", 0.5);
    assertThat(Flexibility.groups(c.data(), w.get(0))).as("C reaches no user").isEqualTo(List.of(0, 0, -1));
    c.add(WorkloadRows.Origin.class, "workload", "w", "zone", "C", "share", 0.5);
    assertThat(Flexibility.groups(c.data(), w.get(0))).isEqualTo(List.of(-1, -1, -1));
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = dearAndCheap(16, "").set("utilisation", 0.9);
    for (int m = 1; m <= 12; m++) c.add(CAMPUS_PUE, "zone", "A", "month", m, "pue", m == 1 ? 1.2 : 1.0 + 0.8 / 11);
    training(c, "minRun", 2, "maxPause", 1, "window", 2);
    c.add(Rows.CleanStandard.class, "scope", "US", "kind", Rows.Score.CLEAN, "year", 2028, "share", 0.5);
    var p = c.threeHours().random();
    double pue = 14.4 / 13;
    for (int t = 0; t < 3; t++) {
      double d = p.x("workload.put_off", "training A", 0, t);
      double g = p.x("workload.made_good", "training A", 0, t);
      double v = p.x("workload.moved", "chat A", 0, t);
      double e = p.x("ai.energised", "A");
      p.atMost("workload.deferrable", "training A", t, d - 0.25 * 0.7 * e, 0); // (1)
      p.atMost("workload.movable", "chat A", t, -v - 0.5 * 0.7 * e, 0); // (2)
      p.atMost("workload.spare", "A", t, g - d + v - 0.1 * e, 0); // (3)
      p.equal("workload.group", "chat A", t, v + p.x("workload.moved", "chat B", 0, t) / 1.25, 0); // (6)
      p.equal("balance", "A", t,
          p.x("generator.output", "dear", 0, t) + p.x("load.unserved1", "A", 0, t) - p.x("load.surplus", "A", 0, t)
              - 0.9 * pue * e + pue * (d - g - v), 0); // (7)
    }
    double[] d = IntStream.range(0, 3).mapToDouble(t -> p.x("workload.put_off", "training A", 0, t)).toArray();
    double[] g = IntStream.range(0, 3).mapToDouble(t -> p.x("workload.made_good", "training A", 0, t)).toArray();
    double[] v = IntStream.range(0, 3).mapToDouble(t -> p.x("workload.moved", "chat A", 0, t)).toArray();
    p.equal("workload.window", "training A from hour 0", 0, g[0] + g[1] - 1.1 * (d[0] + d[1]), 0); // (4)
    p.equal("workload.window", "training A from hour 2", 0, g[2] - 1.1 * d[2], 0);
    p.atMost("workload.pause", "training A from hour 0", 0, d[0] + d[1] + d[2] - 0.25 * 0.7 * p.x("ai.energised", "A"), 0); // (5)
    double load = 0;
    for (int t = 0; t < 3; t++) load += pue * (0.9 * p.x("ai.energised", "A") - d[t] + g[t] + v[t]);
    double surplus = IntStream.range(0, 3).mapToDouble(t -> p.x("load.surplus", "A", 0, t)).sum();
    p.atLeast("score", "US clean", 0, -surplus - 0.5 * load, 0);
  }

  @Test
  void anOperationMovesTheSame() {
    TestCase c = training(dearThenCheap());
    Solved plan = c.on(FOUR_HOURS).solve();
    Solved run = c.on(FOUR_HOURS, plan.decisions(), true).solve();
    assertThat(run.objective).isEqualTo(0.0543, within(1e-9));
    assertThat(run.built.hasRow("workload.deferrable")).as("bounds say it").isFalse();
  }

  @Test
  void nothingIsWrittenWithoutWorkloads() {
    assertThat(dearThenCheap().on(FOUR_HOURS).lp.rowBlocks()).noneMatch(b -> b.name().startsWith("workload."));
    assertThat(dearThenCheap().on(FOUR_HOURS).lp.columnBlocks()).noneMatch(b -> b.name().startsWith("workload."));
  }

  private static final Class<CampusRows.Pue> CAMPUS_PUE = CampusRows.Pue.class;
}
