package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CarriedStorageTest {
  private static NetCase storage(NetCase c, Object... more) {
    Object[] all = {"storage", "b", "bus", "A", "energy", "b energy", "efficiencyIn", 0.9, "efficiencyOut", 0.8, "selfDischarge", 0.1,
        "marginal", 1, "marginalIn", 2};
    Object[] row = java.util.Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, row, all.length, more.length);
    return c.add(Storage.Row.class, row);
  }

  private static NetCase grid() {
    return NetCase.hours(3, "A").load("A", 100, 300, 200).plant("gas", "A", 200, 20).plant("peak", "A", 500, 400)
        .add(Sizing.Row.class, "capacity", "b", "bus", "A", "build", true, "investment", 3, "existing", 10)
        .add(Sizing.Row.class, "capacity", "b energy", "bus", "A", "build", true, "investment", 2, "quantity", Sizing.Quantity.ENERGY);
  }

  @Test
  void rowsOfASymmetricStorage() {
    var p = storage(grid(), "minHours", 1, "maxHours", 4).on().random();
    double power = p.x("capacity.built", "b", 0);
    double energy = p.x("capacity.built", "b energy", 0);
    for (int t = 0; t < 3; t++) {
      double before = p.x("storage.level", "b", (t + 2) % 3);
      double x = p.x("storage.discharge", "b", t);
      double c = p.x("storage.charge", "b", t);
      p.equal("storage.balance", "b", t, p.x("storage.level", "b", t) - 0.9 * before - 0.9 * c + x / 0.8, 0);
      p.atMost("storage.full", "b", t, p.x("storage.level", "b", t) - energy, 0);
      p.atMost("storage.stored", "b", t, x - 0.8 * before, 0);
      p.atMost("storage.power", "b", t, x + c - power, 0.01);
    }
    p.atLeast("storage.hours", "b least", 0, energy - power, 0.01);
    p.atLeast("storage.hours", "b most", 0, 4 * power - energy, -0.04);
  }

  @Test
  void rowsOfAnAsymmetricStorage() {
    var on = storage(grid().stands("b charge", "A", 30), "charge", "b charge").on();
    var p = on.random();
    p.atMost("storage.power", "b", 1, p.x("storage.discharge", "b", 1) - p.x("capacity.built", "b", 0), 0.01);
    p.atMost("storage.charge_limit", "b", 1, p.x("storage.charge", "b", 1), 0.03);
    var a = on.solve();
    assertThat(a.value("storage.charge", "b", 0)).isEqualTo(0.03, within(1e-9));
  }

  /// Cheap power charges at t0, and at t1 the store serves what it can.
  @Test
  void storageMovesEnergy() {
    var a = storage(grid()).on().solve();
    double charged = a.value("storage.charge", "b", 0);
    assertThat(charged).isEqualTo(0.1, within(1e-9));
    assertThat(a.value("storage.discharge", "b", 1)).isEqualTo(0.8 * 0.9 * 0.9 * charged, within(1e-9));
  }

  private static NetCase year(boolean carried) {
    NetCase c = NetCase.hours(0, "A");
    double[] load = {100, 120, 80, 190, 300, 240, 100, 90, 110};
    for (int t = 0; t < 9; t++) c.add(Snapshot.class, "snapshot", "t" + t, "period", carried ? 1 + t / 3 : 0);
    c.load("A", load).plant("gas", "A", 200, 20).plant("peak", "A", 500, 400)
        .add(Sizing.Row.class, "capacity", "b", "bus", "A", "existing", 60)
        .add(Sizing.Row.class, "capacity", "b energy", "bus", "A", "existing", 150, "quantity", Sizing.Quantity.ENERGY);
    return c;
  }

  /// Where every period stands for itself, carrying the level from period to period is the year in order. No period begins with discharge:
  /// there (3) of [Storage] looks at the end of the same period, as in GenX.
  @Test
  void periodsThatStandForThemselvesAreTheYearInOrder() {
    NetCase carried = storage(year(true), "longDuration", true);
    for (int n = 1; n <= 3; n++) carried.add(PeriodMap.class, "period", n, "represented", n, "itself", true);
    double apart = storage(year(true)).on().solve().objective();
    double whole = storage(year(false)).on().solve().objective();
    double linked = carried.on().solve().objective();
    assertThat(linked).isEqualTo(whole, within(1e-9));
    assertThat(apart).isGreaterThan(whole + 1e-4);
  }

  /// Two periods of the snapshots stand for four of the year: rows at a random point, and levels inside the limits in every period.
  @Test
  void periodsThatStandForOthers() {
    NetCase c = NetCase.hours(0, "A");
    for (int t = 0; t < 4; t++) c.add(Snapshot.class, "snapshot", "t" + t, "period", 1 + t / 2, "objective", 2, "energy", 2);
    c.load("A", 100, 150, 300, 250).plant("gas", "A", 200, 20).plant("peak", "A", 500, 400).stands("b", "A", 60)
        .add(Sizing.Row.class, "capacity", "b energy", "bus", "A", "existing", 100, "quantity", Sizing.Quantity.ENERGY);
    storage(c, "longDuration", true);
    int[] represented = {1, 2, 2, 1};
    for (int n = 1; n <= 4; n++) c.add(PeriodMap.class, "period", n, "represented", represented[n - 1], "itself", n <= 2);
    var on = c.on();
    var p = on.random();
    for (int w = 1; w <= 2; w++) {
      int first = 2 * (w - 1);
      double last = p.x("storage.level", "b", first + 1);
      double change = p.x("storage.level_change", "b " + w, 0);
      p.equal("storage.balance", "b", first,
          p.x("storage.level", "b", first) - 0.9 * (last - change) - 0.9 * p.x("storage.charge", "b", first)
              + p.x("storage.discharge", "b", first) / 0.8,
          0);
      p.equal("storage.level_own", "b " + w, 0, p.x("storage.level_start", "b " + w, 0) - last + change, 0);
      p.atLeast("storage.level_above_level", "b", first + 1,
          p.x("storage.level_above", "b " + w, 0) - last + p.x("storage.level", "b", first), 0);
    }
    p.equal("storage.level_chain", "b 4", 0,
        p.x("storage.level_start", "b 1", 0) - p.x("storage.level_start", "b 4", 0) - p.x("storage.level_change", "b 1", 0), 0);
    double inside =
        0.9 * (p.x("storage.level_start", "b 3", 0) - p.x("storage.level", "b", 3) + p.x("storage.level_change", "b 2", 0))
            + p.x("storage.level", "b", 2);
    p.atMost("storage.level_most", "b 3", 0, inside + p.x("storage.level_above", "b 2", 0), 0.1);
    p.atLeast("storage.level_least", "b 3", 0, inside + p.x("storage.level_below", "b 2", 0), 0);
    var a = on.solve();
    double[] start = new double[5];
    for (int n = 0; n < 5; n++) start[n] = a.value("storage.level_start", "b " + (n % 4 + 1), 0);
    for (int n = 0; n < 4; n++) {
      int first = 2 * (represented[n] - 1);
      double last = a.value("storage.level", "b", first + 1);
      double before = last - a.value("storage.level_change", "b " + represented[n], 0);
      assertThat(start[n + 1] - start[n]).as("what period %d adds", n + 1).isEqualTo(last - before, within(1e-9));
      for (int t = first; t < first + 2; t++)
        assertThat(0.9 * (start[n] - before) + a.value("storage.level", "b", t)).as("level in period %d", n + 1).isBetween(-1e-9, 0.1 + 1e-9);
    }
  }

  private static NetCase twoPeriods() {
    NetCase c = NetCase.hours(0, "A");
    for (int t = 0; t < 4; t++) c.add(Snapshot.class, "snapshot", "t" + t, "period", 1 + t / 2);
    for (int n = 1; n <= 3; n++) c.add(PeriodMap.class, "period", n, "represented", 1 + n % 2, "itself", n == 2);
    return c.load("A", 100, 150, 300, 250).plant("gas", "A", 400, 20);
  }

  /// Water of the first period is left for the second, which is dear: 20 MW of inflow in each hour of two weigh 40 MWh.
  @Test
  void aReservoirCarriesWater() {
    NetCase c =
        twoPeriods().stands("dam", "A", 100)
            .add(Reservoir.Row.class, "reservoir", "dam", "bus", "A", "hours", 5, "inflowPu", 0.2, "longDuration", true);
    var p = c.on().random();
    for (int w = 0; w < 2; w++) {
      int first = 2 * w;
      p.equal("reservoir.level", "dam", first,
          p.x("reservoir.level", "dam", first) - p.x("reservoir.level", "dam", first + 1) + p.x("reservoir.level_change", "dam " + (w + 1), 0)
              + p.x("reservoir.output", "dam", first) + p.x("reservoir.spill", "dam", first),
          0.02);
    }
    p.atMost("reservoir.level_start_limit", "dam 1", 0, p.x("reservoir.level_start", "dam 1", 0), 0.5);
    assertThat(c.on().hasRow("reservoir.level_most", "dam 1")).isTrue();
    assertThat(c.on().solve().objective()).as("80 MWh of water in each of the periods that stand for 1 and 2").isPositive();
  }

  /// What is held back is carried too, and never more than what the store has at the beginning of a period of the year.
  @Test
  void energyHeldBackIsCarried() {
    NetCase c = twoPeriods().stands("b", "A", 50).stands("b energy", "A", 100);
    storage(c, "longDuration", true)
        .add(StandbyEnergy.Row.class, "storage", "b", "charge", 0.9, "discharge", 0.8, "standingLoss", 0.1, "longDuration", true)
        .add(CapacityMargin.Row.class, "policy", "m").add(CapacityMargin.Member.class, "policy", "m", "asset", "b", "share", 1)
        .add(CapacityMargin.Member.class, "policy", "m", "asset", "gas", "share", 1)
        .add(CapacityMargin.Member.class, "policy", "m", "asset", "load A", "cover", 1.1);
    var p = c.on().random();
    for (int n = 1; n <= 3; n++)
      p.atLeast("standby.held_start_free", "b " + n, 0,
          p.x("storage.level_start", "b " + n, 0) - p.x("standby.held_start", "b " + n, 0), 0);
    p.equal("standby.held", "b", 2,
        p.x("standby.held", "b", 2) - 0.9 * (p.x("standby.held", "b", 3) - p.x("standby.held_change", "b 2", 0))
            - p.x("standby.give", "b", 2) / 0.8 + 0.9 * p.x("standby.take", "b", 2),
        0);
    assertThat(c.on().solve().objective()).isPositive();
  }
}
