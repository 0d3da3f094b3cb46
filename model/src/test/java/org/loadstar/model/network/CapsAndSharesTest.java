package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CapsAndSharesTest {
  /// Coal of 20 and 1 t/MWh, gas of 50 and 0.4 t/MWh; 100 MW in each of two hours, the second of which stands for three.
  private static NetCase grid() {
    return NetCase.hours(0, "A").add(Snapshot.class, "snapshot", "t0")
        .add(Snapshot.class, "snapshot", "t1", "objective", 3, "energy", 3).load("A", 100)
        .add(Fuel.class, "fuel", "coal", "co2", 1).add(Fuel.class, "fuel", "gas", "co2", 0.4)
        .plant("coal", "A", 500, 20).plant("gas", "A", 500, 50)
        .add(FuelUse.Row.class, "asset", "coal", "fuel", "coal", "bus", "A", "heatRate", 1)
        .add(FuelUse.Row.class, "asset", "gas", "fuel", "gas", "bus", "A", "heatRate", 1)
        .add(Shedding.Row.class, "shedding", "none", "load", "load A", "share", 1, "value", 1000);
  }

  private static NetCase members(NetCase c, double plants, double load, double shed) {
    return c.add(EmissionCap.Member.class, "cap", "k", "asset", "coal", "allowanceOut", plants)
        .add(EmissionCap.Member.class, "cap", "k", "asset", "gas", "allowanceOut", plants)
        .add(EmissionCap.Member.class, "cap", "k", "asset", "load A", "allowanceIn", load)
        .add(EmissionCap.Member.class, "cap", "k", "asset", "none", "allowanceOut", shed);
  }

  /// 400 MWh: with 280 t, 200 MWh are coal and 200 gas; one tonne less costs 30 / 0.6.
  @Test
  void aCapInTonnes() {
    var a = members(grid().add(EmissionCap.Row.class, "cap", "k", "limit", 280), 0, 0, 0).on().solve();
    assertThat(a.objective()).isEqualTo((200 * 20 + 200 * 50) * 1e-6, within(1e-10));
    assertThat(a.dual("emission_cap.limit", "k", 0) * 1e3).as("price of CO2").isEqualTo(-30 / 0.6, within(1e-6));
    assertThat(a.tables().get("binding").rows()).isEqualTo(1);
  }

  /// The same cap as a rate of 0.7 t per MWh of load served, and per MWh generated.
  @Test
  void aCapAsARate() {
    var load = members(grid().add(EmissionCap.Row.class, "cap", "k"), 0, 0.7, -0.7).on();
    assertThat(load.solve().objective()).isEqualTo((200 * 20 + 200 * 50) * 1e-6, within(1e-10));
    var p = load.random();
    double row = 0;
    for (int t = 0; t < 2; t++)
      row += (t == 0 ? 1 : 3)
          * (p.x("cluster.output", "coal", t) + 0.4 * p.x("cluster.output", "gas", t) + 0.7 * p.x("shedding.unserved", "none", t));
    p.atMost("emission_cap.limit", "k", 0, row, 0.7 * 0.4);
    var plants = members(grid().add(EmissionCap.Row.class, "cap", "k"), 0.7, 0, 0).on();
    assertThat(plants.solve().objective()).isEqualTo((200 * 20 + 200 * 50) * 1e-6, within(1e-10));
  }

  /// At 40 per tonne it is cheaper to exceed the cap than to burn gas, at 60 it is not.
  @Test
  void aCapWithAPrice() {
    var cheap = members(grid().add(EmissionCap.Row.class, "cap", "k", "limit", 280, "price", 40), 0, 0, 0).on().solve();
    assertThat(cheap.objective()).isEqualTo((400 * 20 + 120 * 40) * 1e-6, within(1e-10));
    var dear = members(grid().add(EmissionCap.Row.class, "cap", "k", "limit", 280, "price", 60), 0, 0, 0).on().solve();
    assertThat(dear.objective()).isEqualTo((200 * 20 + 200 * 50) * 1e-6, within(1e-10));
  }

  /// Gas must cover a quarter of the load: 100 of 400 MWh; at a price of 20 for what is missing it does not.
  @Test
  void anEnergyShare() {
    NetCase c =
        grid().add(EnergyShare.Row.class, "share", "s").add(EnergyShare.Member.class, "share", "s", "asset", "gas", "out", 1)
            .add(EnergyShare.Member.class, "share", "s", "asset", "load A", "in", -0.25);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo((300 * 20 + 100 * 50) * 1e-6, within(1e-10));
    assertThat(a.dual("energy_share.requirement", "s", 0) * 1e3).isEqualTo(30, within(1e-6));
    var priced =
        grid().add(EnergyShare.Row.class, "share", "s", "price", 20).add(EnergyShare.Member.class, "share", "s", "asset", "gas", "out", 1)
            .add(EnergyShare.Member.class, "share", "s", "asset", "load A", "in", -0.25).on().solve();
    assertThat(priced.objective()).isEqualTo((400 * 20 + 100 * 20) * 1e-6, within(1e-10));
  }

  /// 60 MW of new plants at least, of which the half-counted one is cheaper per MW that counts; 40 MW of it at most, or a price.
  @Test
  void leastAndLargestCapacities() {
    NetCase c = NetCase.hours(1, "A").load("A", 10).plant("gas", "A", 100, 1);
    for (String n : new String[] {"x", "y"})
      c.add(Sizing.Row.class, "capacity", n, "bus", "A", "build", true, "investment", n.equals("x") ? 10 : 4)
          .add(CapacityLimit.Member.class, "limit", "least", "capacity", n, "factor", n.equals("x") ? 1 : 0.5);
    c.add(CapacityLimit.Row.class, "limit", "least", "least", 60)
        .add(CapacityLimit.Row.class, "limit", "most", "most", 40, "price", 1.5)
        .add(CapacityLimit.Member.class, "limit", "most", "capacity", "y");
    var a = c.on().solve();
    assertThat(a.value("capacity.built", "y", 0)).as("1 per half MW and 1.5 of penalty beat 10 and 5").isEqualTo(0.04, within(1e-9));
    assertThat(a.objective()).isEqualTo((10 + 40 * 4 + 40 * 10) * 1e-6, within(1e-10));
    var p = c.on().random();
    p.atLeast("capacity_limit.least", "least", 0, p.x("capacity.built", "x", 0) + 0.5 * p.x("capacity.built", "y", 0), 0.06);
    p.atLeast("capacity_limit.most", "most", 0, p.x("capacity_limit.excess", "most", 0) - p.x("capacity.built", "y", 0), -0.04);
  }
}
