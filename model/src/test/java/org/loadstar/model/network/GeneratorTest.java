package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static final Offset<Double> TINY = within(1e-7);

  static NetCase add(NetCase c, String name, String bus, Object... more) {
    Object[] all = new Object[more.length + 4];
    all[0] = "generator";
    all[1] = name;
    all[2] = "bus";
    all[3] = bus;
    System.arraycopy(more, 0, all, 4, more.length);
    return c.add(Generator.Row.class, all);
  }

  @Test
  void rowsAtARandomPoint() {
    NetCase c = NetCase.hours(3, "A").load("A", 100);
    add(c, "g", "A", "pNomExtendable", true, "pNomMin", 10, "pNomMax", 500, "pMinPu", 0.2, "rampLimitUp", 0.3, "rampLimitDown", 0.4, "sign", -1.0,
        "eSumMin", 50, "eSumMax", 700);
    add(c, "h", "A", "pNom", 200, "rampLimitUp", 0.1, "pInit", 60);
    c.series(Generator.Row.class, "p_max_pu", "g", 1, 0.5, 0);
    var p = c.on().random();
    double[] share = {1, 0.5, 0};
    double cap = p.x("generator.capacity", "g", -1, 0);
    double[] g = {p.x("generator.power", "g", 0), p.x("generator.power", "g", 1), p.x("generator.power", "g", 2)};
    double[] h = {p.x("generator.power", "h", 0), p.x("generator.power", "h", 1), p.x("generator.power", "h", 2)};
    for (int t = 0; t < 3; t++) {
      p.atMost("generator.power_most", "g", t, g[t] - share[t] * cap, 0);
      p.atLeast("generator.power_least", "g", t, g[t] - 0.2 * cap, 0);
      p.equal("balance", "A", t, h[t] - g[t], 0.1);
    }
    for (int t = 1; t < 3; t++) {
      p.atMost("generator.ramp_up", "g", t, g[t] - g[t - 1] - 0.3 * cap, 0);
      p.atMost("generator.ramp_down", "g", t, g[t - 1] - g[t] - 0.4 * cap, 0);
      p.atMost("generator.ramp_up", "h", t, h[t] - h[t - 1], 0.02);
    }
    p.atMost("generator.ramp_up", "h", 0, h[0], 0.02 + 0.06);
    p.says("generator.energy", "g", -1, 0, g[0] + g[1] + g[2], 0.05, 0.7);
  }

  /// 100 MW at 10 USD/MWh and the rest at 50: the dear one sets the price.
  @Test
  void meritOrderByHand() {
    NetCase c = NetCase.hours(2, "A").load("A", 80, 150);
    add(c, "cheap", "A", "pNom", 100, "marginalCost", 10);
    add(c, "dear", "A", "pNom", 100, "marginalCost", 50);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo((80 * 10 + 100 * 10 + 50 * 50) * 1e-6, TINY);
    assertThat(a.price("A", 0)).isEqualTo(10, within(1e-6));
    assertThat(a.price("A", 1)).isEqualTo(50, within(1e-6));
  }

  /// Capacity for the peak of 150 MW costs 20 USD/MW; energy costs 10 where it is taken.
  @Test
  void expansionByHand() {
    NetCase c = NetCase.hours(2, "A").load("A", 80, 150);
    add(c, "new", "A", "pNom", 30, "pNomExtendable", true, "capitalCost", 20, "marginalCost", 10);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo((150 * 20 + 230 * 10) * 1e-6, TINY);
    assertThat(a.value("generator.capacity", "new", -1, 0)).isEqualTo(0.15, TINY);
    var capacity = a.tables().get("capacity");
    assertThat(capacity.number(0, capacity.column("standing_mw"))).isEqualTo(150, within(1e-4));
    assertThat(capacity.number(0, capacity.column("built_mw"))).isEqualTo(120, within(1e-4));
  }

  @Test
  void aCapacityThatIsSetIsKept() {
    NetCase c = NetCase.hours(1, "A").load("A", 80);
    add(c, "new", "A", "pNomExtendable", true, "capitalCost", 20, "pNomSet", 90);
    assertThat(c.on().solve().objective()).isEqualTo(90 * 20 * 1e-6, TINY);
  }

  /// 250 MW need three modules of 100 MW.
  @Test
  void modulesAreWhole() {
    NetCase c = NetCase.hours(1, "A").load("A", 250);
    add(c, "new", "A", "pNomExtendable", true, "pNomMod", 100, "capitalCost", 20);
    var a = c.on().solve();
    assertThat(a.value("generator.capacity", "new", -1, 0)).isEqualTo(0.3, TINY);
    assertThat(a.objective()).isEqualTo(300 * 20 * 1e-6, TINY);
  }

  /// 100 MW may rise by 20 MW an hour from 40 MW: 60 and 80 MW of the cheap one, the rest is dear.
  @Test
  void rampsByHand() {
    NetCase c = NetCase.hours(2, "A").load("A", 100, 100);
    add(c, "cheap", "A", "pNom", 100, "marginalCost", 10, "rampLimitUp", 0.2, "pInit", 40);
    add(c, "dear", "A", "pNom", 100, "marginalCost", 50);
    var a = c.on().solve();
    assertThat(a.value("generator.power", "cheap", 0)).isEqualTo(0.06, TINY);
    assertThat(a.value("generator.power", "cheap", 1)).isEqualTo(0.08, TINY);
  }

  /// 120 MWh of the cheap one in two timesteps that stand for 1 and 3 hours of energy, but cost 1 and 2.
  @Test
  void energyOfTheHorizonCountsHoursOfEnergy() {
    NetCase c = NetCase.hours(0, "A");
    c.add(Snapshot.class, "snapshot", "a", "objective", 1, "energy", 1).add(Snapshot.class, "snapshot", "b", "objective", 2, "energy", 3);
    c.load("A", 60);
    add(c, "cheap", "A", "pNom", 100, "marginalCost", 10, "eSumMax", 120);
    add(c, "dear", "A", "pNom", 100, "marginalCost", 50);
    var a = c.on().solve();
    // A MWh of the limit saves 40 in a and 2/3 of it in b.
    assertThat(a.value("generator.power", "cheap", 0)).isEqualTo(0.06, TINY);
    assertThat(a.value("generator.power", "cheap", 1)).isEqualTo(0.02, TINY);
    assertThat(a.objective()).isEqualTo((60 * 10 + 2 * (20 * 10 + 40 * 50)) * 1e-6, TINY);
  }

  @Test
  void powerThatIsSetIsKept() {
    NetCase c = NetCase.hours(2, "A").load("A", 60);
    add(c, "cheap", "A", "pNom", 100, "marginalCost", 10);
    add(c, "must", "A", "pNom", 100, "marginalCost", 50);
    c.series(Generator.Row.class, "p_set", "must", 25, Double.NaN);
    var a = c.on().solve();
    assertThat(a.value("generator.power", "must", 0)).isEqualTo(0.025, TINY);
    assertThat(a.value("generator.power", "must", 1)).isEqualTo(0, TINY);
  }

  /// 10 + 2 x 0.1 p = 20 + 2 x 0.05 q and p + q = 200: p = 100, q = 100, both at 30 USD/MWh.
  @Test
  void quadraticCostsMeetAtOneMarginalCost() {
    NetCase c = NetCase.hours(1, "A").load("A", 200);
    add(c, "p", "A", "pNom", 500, "marginalCost", 10, "marginalCostQuadratic", 0.1);
    add(c, "q", "A", "pNom", 500, "marginalCost", 20, "marginalCostQuadratic", 0.05);
    var a = c.on().solve();
    assertThat(a.value("generator.power", "p", 0)).isEqualTo(0.1, within(1e-5));
    assertThat(a.objective()).isEqualTo((100 * 10 + 0.1 * 1e4 + 100 * 20 + 0.05 * 1e4) * 1e-6, within(1e-9));
    assertThat(a.price("A", 0)).isEqualTo(30, within(1e-3));
  }

  /// Stages of weight 1 and 2: the old plant stands in the first only, the new one in both.
  @Test
  void plantsStandFromTheirYearForTheirLife() {
    NetCase c = NetCase.hours(0, "A");
    c.add(StageRow.class, "stage", 2030, "objective", 1).add(StageRow.class, "stage", 2040, "objective", 2);
    c.add(Snapshot.class, "snapshot", "t", "stage", 2030).add(Snapshot.class, "snapshot", "t", "stage", 2040);
    c.load("A", 100);
    add(c, "old", "A", "pNom", 100, "marginalCost", 1, "buildYear", 2010, "lifetime", 30);
    add(c, "new", "A", "pNomExtendable", true, "marginalCost", 5, "capitalCost", 7, "buildYear", 2040, "lifetime", 20);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo((100 * 1 + 2 * 100 * 5 + 2 * 100 * 7) * 1e-6, TINY);
    assertThat(a.on().hasRow("generator.power_most", "new")).isTrue();
    assertThat(a.value("generator.power", "new", 1, 0)).isEqualTo(0.1, TINY);
  }
}
