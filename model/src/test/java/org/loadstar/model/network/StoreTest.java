package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StoreTest {
  private static final Offset<Double> TINY = within(1e-7);

  static NetCase add(NetCase c, String name, Object... more) {
    Object[] all = new Object[more.length + 4];
    all[0] = "store";
    all[1] = name;
    all[2] = "bus";
    all[3] = "A";
    System.arraycopy(more, 0, all, 4, more.length);
    return c.add(Store.Row.class, all);
  }

  @Test
  void rowsAtARandomPoint() {
    NetCase c = NetCase.hours(0, "A");
    for (int t = 0; t < 3; t++) c.add(Snapshot.class, "snapshot", "t" + t, "elapsed", t + 1);
    add(c, "s", "eNomExtendable", true, "eMinPu", 0.1, "eCyclic", true, "standingLoss", 0.2, "sign", -1.0);
    add(c, "q", "eNom", 50, "eInitial", 20, "eMaxPu", 0.8, "pSet", 3);
    c.series(Store.Row.class, "e_set", "q", Double.NaN, 11, Double.NaN);
    var on = c.on();
    var p = on.random();
    double cap = p.x("store.capacity", "s", -1, 0);
    for (int t = 0; t < 3; t++) {
      double h = t + 1;
      double l = p.x("store.level", "s", t);
      double x = p.x("store.power", "s", t);
      p.equal("store.chain", "s", t, l - Math.pow(0.8, h) * p.x("store.level", "s", (t + 2) % 3) + h * x, 0);
      p.atMost("store.level_most", "s", t, l - cap, 0);
      p.atLeast("store.level_least", "s", t, l - 0.1 * cap, 0);
      p.equal("balance", "A", t, p.x("store.power", "q", t) - x, 0);
      int level = on.column("store.level", "q", 0, t);
      assertThat(on.lp.uppers()[level]).isEqualTo(t == 1 ? 0.011 : 0.04, TINY);
      assertThat(on.lp.lowers()[level]).isEqualTo(t == 1 ? 0.011 : 0, TINY);
      assertThat(on.lp.lowers()[on.column("store.power", "q", 0, t)]).isEqualTo(0.003);
    }
    p.equal("store.chain", "q", 0, p.x("store.level", "q", 0) + p.x("store.power", "q", 0), 0.02);
  }

  /// 20 MWh lie in store, half is lost in the first hour that it is kept; the rest replaces 50 USD/MWh.
  @Test
  void lossByHand() {
    NetCase c = NetCase.hours(2, "A").load("A", 0, 100);
    GeneratorTest.add(c, "g", "A", "pNom", 1000, "marginalCost", 50);
    add(c, "s", "eNom", 30, "eInitial", 20, "standingLoss", 0.5);
    // What is given is the level at the end of the timestep before the first, without its loss: 20, then half of it.
    assertThat(c.on().solve().objective()).isEqualTo((100 - 10) * 50 * 1e-6, TINY);
  }

  /// The store takes 40 MWh at 10 to save 50 USD/MWh; a MWh of it costs 15, and giving costs 2 while taking earns 2.
  @Test
  void expansionByHand() {
    NetCase c = NetCase.hours(2, "A").load("A", 0, 40);
    GeneratorTest.add(c, "g", "A", "pNom", 1000);
    c.series(Generator.Row.class, "marginal_cost", "g", 10, 50);
    add(c, "s", "eNomExtendable", true, "capitalCost", 15, "eCyclic", true, "marginalCost", 2);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo(40 * (10 + 15) * 1e-6, TINY);
    var capacity = a.tables().get("capacity");
    assertThat(capacity.number(1, capacity.column("energy_mwh"))).isEqualTo(40, within(1e-4));
  }
}
