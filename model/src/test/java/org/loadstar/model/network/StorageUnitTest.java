package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StorageUnitTest {
  private static final Offset<Double> TINY = within(1e-7);

  static NetCase add(NetCase c, String name, Object... more) {
    Object[] all = new Object[more.length + 4];
    all[0] = "storageUnit";
    all[1] = name;
    all[2] = "bus";
    all[3] = "A";
    System.arraycopy(more, 0, all, 4, more.length);
    return c.add(StorageUnit.Row.class, all);
  }

  /// Timesteps of 1, 2 and 3 hours.
  private static NetCase uneven() {
    NetCase c = NetCase.hours(0, "A");
    for (int t = 0; t < 3; t++) c.add(Snapshot.class, "snapshot", "t" + t, "elapsed", t + 1);
    return c;
  }

  @Test
  void rowsAtARandomPoint() {
    NetCase c = uneven();
    add(c, "s", "pNomExtendable", true, "pMinPu", -0.5, "maxHours", 4, "efficiencyStore", 0.9, "efficiencyDispatch", 0.8, "standingLoss", 0.1,
        "stateOfChargeInitial", 70, "sign", -1.0);
    add(c, "q", "pNom", 10, "maxHours", 2, "cyclicStateOfCharge", true, "inflow", 5, "stateOfChargeSet", Double.NaN);
    c.series(StorageUnit.Row.class, "inflow", "q", 0, 5, 0).series(StorageUnit.Row.class, "state_of_charge_set", "q", Double.NaN, 15, Double.NaN);
    c.series(StorageUnit.Row.class, "p_set", "q", Double.NaN, Double.NaN, -3);
    var on = c.on();
    var p = on.random();
    double cap = p.x("storage_unit.capacity", "s", -1, 0);
    for (int t = 0; t < 3; t++) {
      double h = t + 1;
      double d = p.x("storage_unit.discharge", "s", t);
      double in = p.x("storage_unit.charge", "s", t);
      double l = p.x("storage_unit.level", "s", t);
      double before = t == 0 ? 0 : p.x("storage_unit.level", "s", t - 1);
      p.equal("storage_unit.chain", "s", t, l - Math.pow(0.9, h) * before - h * (0.9 * in - d / 0.8), t == 0 ? 0.07 : 0);
      p.atMost("storage_unit.discharge_most", "s", t, d - cap, 0);
      p.atMost("storage_unit.charge_most", "s", t, in - 0.5 * cap, 0);
      p.atMost("storage_unit.level_most", "s", t, l - 4 * cap, 0);
      double q = p.x("storage_unit.discharge", "q", t) - p.x("storage_unit.charge", "q", t);
      p.equal("balance", "A", t, in - d + q, 0);
      double last = p.x("storage_unit.level", "q", (t + 2) % 3);
      p.equal("storage_unit.chain", "q", t, p.x("storage_unit.level", "q", t) - last + h * (q + p.x("storage_unit.spill", "q", t)),
          t == 1 ? 2 * 0.005 : 0);
    }
    p.equal("storage_unit.net", "q", 2, p.x("storage_unit.discharge", "q", 2) - p.x("storage_unit.charge", "q", 2), -0.003);
    assertThat(on.lp.lowers()[on.column("storage_unit.level", "q", 0, 1)]).isEqualTo(0.015);
    assertThat(on.lp.uppers()[on.column("storage_unit.level", "q", 0, 1)]).isEqualTo(0.015);
    assertThat(on.lp.uppers()[on.column("storage_unit.spill", "q", 0, 0)]).isZero();
    assertThat(on.lp.uppers()[on.column("storage_unit.spill", "q", 0, 1)]).isEqualTo(0.005);
  }

  /// Power costs 10, then 50 USD/MWh. 10 MW for 1 hour in, 10 x 0.9 x 0.8 out; discharge costs 1.
  @Test
  void arbitrageByHand() {
    NetCase c = NetCase.hours(2, "A").load("A", 100);
    GeneratorTest.add(c, "g", "A", "pNom", 1000);
    c.series(Generator.Row.class, "marginal_cost", "g", 10, 50);
    add(c, "s", "pNom", 10, "maxHours", 1, "efficiencyStore", 0.9, "efficiencyDispatch", 0.8, "marginalCost", 1);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo((110 * 10 + 7.2 * 1 + (100 - 7.2) * 50) * 1e-6, TINY);
    assertThat(-a.dual("storage_unit.chain", "s", 0) * 1e3).as("value of stored energy").isEqualTo(0.8 * 49, within(1e-4));
  }

  /// 30 MWh in store and 5 MW of water a hour, of which 2 MWh find no room: 12 of level, 6 of turbine, spill costs 3.
  @Test
  void waterThatFindsNoRoomIsSpilled() {
    NetCase c = NetCase.hours(2, "A").load("A", 6);
    GeneratorTest.add(c, "g", "A", "pNom", 1000, "marginalCost", 10);
    add(c, "s", "pNom", 6, "maxHours", 2, "pMinPu", 0, "inflow", 8, "stateOfChargeInitial", 10, "spillCost", 3, "sign", 1.0);
    var a = c.on().solve();
    // 10 + 8 - 6 = 12 is full, then 12 + 8 - 6 leaves 2 to spill.
    assertThat(a.objective()).isEqualTo(2 * 3 * 1e-6, TINY);
    assertThat(a.value("storage_unit.spill", "s", 0) + a.value("storage_unit.spill", "s", 1)).isEqualTo(0.002, TINY);
  }

  /// A MWh kept for two hours costs 2 x 4.
  @Test
  void keepingEnergyCosts() {
    NetCase c = NetCase.hours(3, "A").load("A", 0, 0, 5);
    GeneratorTest.add(c, "g", "A", "pNom", 1000);
    c.series(Generator.Row.class, "marginal_cost", "g", 10, 100, 50);
    add(c, "s", "pNom", 10, "marginalCostStorage", 4);
    assertThat(c.on().solve().objective()).isEqualTo(5 * (10 + 2 * 4) * 1e-6, TINY);
  }

  private static NetCase years(Object... more) {
    NetCase c = NetCase.hours(0, "A");
    for (int year : new int[] {2030, 2040})
      for (int t = 0; t < 2; t++) c.add(Snapshot.class, "snapshot", "t" + t, "stage", year);
    add(c, "s", more);
    return c;
  }

  private static void before(NetCase c, int stage, int t, String column, double given) {
    var on = c.on();
    double[] x = new double[on.lp.columns()];
    int k = column.isEmpty() ? -1 : on.column("storage_unit.level", "s", column.charAt(0) - '0', column.charAt(1) - '0');
    if (k >= 0) x[k] = 1;
    int row = on.row("storage_unit.chain", "s", stage, t);
    assertThat(on.lp.times(x)[row]).isEqualTo(k < 0 ? 0 : -1, TINY);
    assertThat(on.lp.rowUppers()[row]).isEqualTo(given, TINY);
  }

  /// Over two stages: levels pass from the first to the second, or return, or start anew in each.
  @Test
  void levelsOfStages() {
    before(years("pNom", 1, "stateOfChargeInitial", 7), 0, 0, "", 0.007);
    before(years("pNom", 1, "stateOfChargeInitial", 7), 1, 0, "01", 0);
    before(years("pNom", 1, "stateOfChargeInitial", 7, "cyclicStateOfCharge", true), 0, 0, "11", 0);
    before(years("pNom", 1, "stateOfChargeInitial", 7, "stateOfChargeInitialPerPeriod", true), 1, 0, "", 0.007);
    before(years("pNom", 1, "stateOfChargeInitial", 7, "cyclicStateOfChargePerPeriod", true), 1, 0, "11", 0);
    before(years("pNom", 1, "stateOfChargeInitial", 7, "cyclicStateOfCharge", true, "buildYear", 2040), 1, 0, "11", 0);
  }
}
