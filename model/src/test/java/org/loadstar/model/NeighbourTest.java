package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NeighbourTest {
  private static TestCase zone() {
    return TestCase.zones("A").unserved(0.1, 500, 1, 10_000);
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = zone().add(Neighbour.Row.class, "neighbour", "n", "zone", "A", "importLimit", 400, "exportLimit", 300, "hurdle", 2);
    c.add(Neighbour.Energy.class, "neighbour", "n", "year", 2030, "imported", 8.76, "exported", 0.876);
    c.add(Neighbour.Row.class, "neighbour", "m", "zone", "A", "importLimit", 100, "exportLimit", 200, "hurdle", 2, "price", 30);
    Built b = c.on(TimeGrid.window(new int[] {741, 743, 744}, 747, 0.5));
    var p = b.random();
    double[] i = new double[3];
    double[] e = new double[3];
    for (int t = 0; t < 3; t++) {
      i[t] = p.x("neighbour.import", "n", 0, t);
      e[t] = p.x("neighbour.export", "n", 0, t);
      p.equal("balance", "A", t,
          i[t] - e[t] + p.x("neighbour.import", "m", 0, t) - p.x("neighbour.export", "m", 0, t)
              + p.x("load.unserved1", "A", 0, t) + p.x("load.unserved2", "A", 0, t) - p.x("load.surplus", "A", 0, t), 0);
    }
    // 8.76 TWh are 1 GW, 0.876 TWh 0.1 GW.
    p.atMost("neighbour.import_energy", "n w0", 0, 2 * i[0] + i[1], 3);
    p.atMost("neighbour.import_energy", "n w1", 0, 3 * i[2], 3);
    p.atLeast("neighbour.export_energy", "n w0", 0, 2 * e[0] + e[1] + p.x("neighbour.export_short", "n w0"), 0.3);
    assertThat(b.upper("neighbour.import", "n", 0, 0)).isEqualTo(0.4);
    assertThat(b.upper("neighbour.export", "m", 0, 0)).isEqualTo(0.2);
    assertThat(b.cost("neighbour.import", "n", 0, 1)).isEqualTo(0.002, within(1e-12));
    assertThat(b.cost("neighbour.import", "m", 0, 1)).isEqualTo(0.032, within(1e-12));
    assertThat(b.cost("neighbour.export", "m", 0, 1)).isEqualTo(-0.028, within(1e-12));
    assertThat(b.cost("neighbour.export_short", "n w0", 0, 0)).isEqualTo(10.002, within(1e-12));
  }

  /// Home power costs 20 USD/MWh. The market at 30 less 2 buys its limit of 0.2 GW: 3 h x 0.2 GW x (28 - 20).
  @Test
  void aMarketWithAPriceBuysByHand() {
    TestCase c = zone().demand("A", 1000).plant("a", "A", 2000, 20);
    c.add(Neighbour.Row.class, "neighbour", "m", "zone", "A", "importLimit", 100, "exportLimit", 200, "hurdle", 2, "price", 30);
    Solved s = c.threeHours().solve();
    assertThat(s.objective).isEqualTo(3 * (1.2 * 20 - 0.2 * 28) * 1e-3, within(1e-9));
    assertThat(s.cost("trade")).isEqualTo(-0.018, within(1e-9));
    assertThat(s.cost("hurdle")).isEqualTo(0.0012, within(1e-9));
    assertThat(s.number("generation", "energy_mwh", "technology=export")).isEqualTo(-600, within(1e-6));
  }

  /// 0.3 GWh of imports in three hours go to the hour that costs 100 instead of 20 USD/MWh.
  @Test
  void offeredEnergyGoesToTheDearestHourByHand() {
    TestCase c = zone().demand("A", 1000, 1500, 1000).plant("a", "A", 1000, 20).plant("b", "A", 1000, 100);
    c.add(Neighbour.Row.class, "neighbour", "n", "zone", "A", "importLimit", 400, "exportLimit", 0);
    c.add(Neighbour.Energy.class, "neighbour", "n", "year", 2030, "imported", 0.876, "exported", 0);
    Solved s = c.threeHours().solve();
    assertThat(s.value("neighbour.import", "n", 0, 1)).isEqualTo(0.3, within(1e-9));
    assertThat(s.objective).isEqualTo(3 * 0.02 + 0.2 * 0.1, within(1e-9));
    assertThat(s.dual("neighbour.import_energy", "n w0", 0, 0)).isEqualTo(-0.1, within(1e-9));
  }

  @Test
  void exportsOwedAreServedBeforeTheyAreShort() {
    TestCase c = zone().plant("a", "A", 1000, 20);
    c.add(Neighbour.Row.class, "neighbour", "n", "zone", "A", "importLimit", 0, "exportLimit", 300);
    c.add(Neighbour.Energy.class, "neighbour", "n", "year", 2030, "imported", 0, "exported", 3.504);
    Solved s = c.threeHours().solve();
    // 0.4 GW are owed on the average, 0.3 GW fit over the border.
    assertThat(s.objective).isEqualTo(0.9 * 0.02 + 0.3 * 10, within(1e-9));
  }
}
