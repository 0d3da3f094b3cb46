package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HydroTest {
  /// 1 GW with a capacity factor of 0.5 in January and 0.3 else.
  static TestCase hydro(TestCase c, String name, String zone, Object... more) {
    Object[] row = new Object[8 + more.length];
    System.arraycopy(new Object[] {"hydro", name, "zone", zone, "technology", "hydro", "existing", 1000}, 0, row, 0, 8);
    System.arraycopy(more, 0, row, 8, more.length);
    c.add(Hydro.Row.class, row);
    for (int m = 1; m <= 12; m++)
      c.add(Hydro.Monthly.class, "hydro", name, "scenario", "s", "month", m, "capacityFactor", m == 1 ? 0.5 : 0.3);
    return c;
  }

  private static TestCase zone() {
    return TestCase.zones("A").technology("hydro", Rows.Kind.HYDRO, "clean", true);
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = hydro(zone(), "dam", "A", "minFlowShare", 0.4, "vom", 3);
    hydro(c, "river", "A", "runOfRiver", true);
    // Two January hours in one step and one more, three February hours in one.
    Built b = c.on(TimeGrid.window(new int[] {741, 743, 744}, 747, 0.5));
    var p = b.random();
    p.atMost("hydro.energy", "dam w0", 0, 2 * p.x("hydro.output", "dam", 0, 0) + p.x("hydro.output", "dam", 0, 1), 1.5);
    p.atMost("hydro.energy", "dam w1", 0, 3 * p.x("hydro.output", "dam", 0, 2), 0.9);
    p.equal("balance", "A", 1,
        p.x("hydro.output", "dam", 0, 1) + p.x("hydro.output", "river", 0, 1) + p.x("load.unserved1", "A", 0, 1)
            - p.x("load.surplus", "A", 0, 1), 0);
    assertThat(b.lower("hydro.output", "dam", 0, 0)).isEqualTo(0.2, within(1e-12));
    assertThat(b.upper("hydro.output", "dam", 0, 0)).isEqualTo(1);
    assertThat(b.lower("hydro.output", "dam", 0, 2)).isEqualTo(0.12, within(1e-12));
    assertThat(b.lower("hydro.output", "river", 0, 0)).isZero();
    assertThat(b.upper("hydro.output", "river", 0, 0)).isEqualTo(0.5, within(1e-12));
    assertThat(b.upper("hydro.output", "river", 0, 2)).isEqualTo(0.3, within(1e-12));
    assertThat(b.cost("hydro.output", "dam", 0, 0)).isEqualTo(0.006, within(1e-12));
  }

  /// 1.5 GWh of water, at least 0.2 GW an hour. Demand 1 GW; the last hour costs 100 instead of 50 USD/MWh to serve
  /// otherwise, so it takes 1 GW and the others 0.5 GWh together: 1.5 GWh x 50 USD/MWh remain. Water is worth 50 USD/MWh.
  @Test
  void waterGoesToTheDearestHourByHand() {
    TestCase c = hydro(zone().demand("A", 1000, 1000, 1500).plant("p", "A", 1000, 50), "dam", "A", "minFlowShare", 0.4);
    c.plant("q", "A", 1000, 100);
    Solved s = c.threeHours().solve();
    assertThat(s.objective).isEqualTo((3.5 - 1.5) * 0.05, within(1e-9));
    assertThat(s.value("hydro.output", "dam", 0, 2)).isGreaterThanOrEqualTo(0.5 - 1e-9);
    assertThat(s.dual("hydro.energy", "dam w0", 0, 0)).isEqualTo(-0.05, within(1e-9));
    assertThat(s.number("generation", "energy_mwh", "technology=hydro")).isEqualTo(1500, within(1e-6));
  }

  @Test
  void representativePeriodsKeepTheWaterOfTheYear() {
    TestCase c = hydro(zone(), "dam", "A");
    int[] order = IntStream.range(0, 53).map(k -> k < 20 || k == 52 ? 0 : 1).toArray();
    Built b = c.on(TimeGrid.representative(168, new int[] {0, 26 * 168}, order, 168));
    double year = 0;
    for (int k = 0; k < 2; k++)
      year += b.lp.rowUppers()[b.row("hydro.energy", "dam w" + k, 0, 0)] * b.model.stages().getFirst().grid().weight(k);
    assertThat(year).isEqualTo(744 * 0.5 + (8760 - 744) * 0.3, within(1e-6));
  }

  @Test
  void capacityFollowsTheSchedule() {
    TestCase c = hydro(zone().stages(2029, 2030), "dam", "A", "fom", 20);
    c.add(Generator.Retirement.class, "generator", "dam", "scenario", "s", "year", 2030, "retired", 400);
    Solved s = c.threeHours().solve();
    assertThat(s.cost("fleet_fixed_om", 0)).isEqualTo(20, within(1e-9));
    assertThat(s.cost("fleet_fixed_om", 1)).isEqualTo(12, within(1e-9));
    assertThat(s.number("capacity", "retired_mw", "name=dam", "year=2030")).isEqualTo(400, within(1e-9));
    assertThat(s.built.upper("hydro.output", "dam", 1, 0)).isEqualTo(0.6, within(1e-12));
  }
}
