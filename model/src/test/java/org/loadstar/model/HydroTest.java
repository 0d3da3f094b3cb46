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
  void weeksAtARandomPoint() {
    TestCase c = hydro(zone(), "dam", "A", "minWeekShare", 0.6, "maxWeekShare", 1.5);
    // The week ends at hour 168, the month at 744; the step at 334 crosses the end of the second week.
    Built b = c.on(TimeGrid.window(new int[] {160, 165, 168, 334, 500, 504, 743, 744}, 747, 0.5));
    var p = b.random();
    double[] x = new double[8];
    for (int t = 0; t < 8; t++) x[t] = p.x("hydro.output", "dam", 0, t);
    p.says("hydro.week", "dam w0 week 1", 0, 0, 5 * x[0] + 3 * x[1], 0.6 * 0.5 * 8, 1.5 * 0.5 * 8);
    p.says("hydro.week", "dam w0 week 2", 0, 0, 166 * x[2] + 166 * x[3] + 4 * x[4], 0.6 * 0.5 * 336, 1.5 * 0.5 * 336);
    p.says("hydro.week", "dam w0 week 4", 0, 0, 239 * x[5] + x[6], 0.6 * 0.5 * 240, 1.5 * 0.5 * 240);
    p.atMost("hydro.energy", "dam w0", 0,
        5 * x[0] + 3 * x[1] + 166 * x[2] + 166 * x[3] + 4 * x[4] + 239 * x[5] + x[6], 0.5 * 584);
    p.says("hydro.energy", "dam w1", 0, 0, 3 * x[7], 0.6 * 0.3 * 3, 0.3 * 3);
  }

  /// Two hours of the first week, two of the second, 2 GWh of water, at most 1.2 x 0.5 GWh an hour in a week. The second week
  /// costs 100 instead of 50 USD/MWh to serve otherwise: it takes 1.2 of its 2 GWh, the first the other 0.8. Water is worth
  /// 50 USD/MWh, in the second week 50 more.
  @Test
  void theDearWeekTakesWhatItMayByHand() {
    TestCase c = hydro(zone(), "dam", "A", "minFlowShare", 0, "maxWeekShare", 1.2);
    c.demand("A", TestCase.hourly(h -> h < 168 ? 1000 : 2000)).plant("p", "A", 1000, 50).plant("q", "A", 1000, 100);
    Solved s = c.on(TimeGrid.window(166, 170, 0.5)).solve();
    assertThat(s.objective).isEqualTo((2 - 0.8) * 0.05 + 2 * 0.05 + (2 - 1.2) * 0.1, within(1e-9));
    assertThat(s.dual("hydro.energy", "dam w0", 0, 0)).isEqualTo(-0.05, within(1e-9));
    assertThat(s.dual("hydro.week", "dam w0 week 2", 0, 0)).isEqualTo(-0.05, within(1e-9));
    TestCase least = hydro(zone(), "dam", "A", "minFlowShare", 0, "minWeekShare", 0.9);
    least.demand("A", TestCase.hourly(h -> h < 168 ? 1000 : 2000)).plant("p", "A", 1000, 50).plant("q", "A", 1000, 100);
    Solved t = least.on(TimeGrid.window(166, 170, 0.5)).solve();
    assertThat(t.objective).isEqualTo((2 - 0.9) * 0.05 + 2 * 0.05 + (2 - 1.1) * 0.1, within(1e-9));
  }

  /// A segment that crosses the end of a week may cost less than its hours, never more.
  @Test
  void weeksOfMergedHoursAreALowerBound() {
    TestCase c = hydro(zone(), "dam", "A", "minWeekShare", 0.8, "maxWeekShare", 1.2);
    c.demand("A", TestCase.hourly(h -> 800 + 150 * Math.sin(0.7 * h) + (h < 168 ? 0 : 900))).plant("p", "A", 1000, 50);
    c.plant("q", "A", 2000, 100);
    double hourly = c.on(TimeGrid.window(150, 186, 0.5)).solve().objective;
    double merged = c.on(TimeGrid.window(new int[] {150, 156, 160, 166, 170, 176, 180}, 186, 0.5)).solve().objective;
    double split = c.on(TimeGrid.window(new int[] {150, 156, 160, 166, 168, 170, 176, 180}, 186, 0.5)).solve().objective;
    assertThat(merged).isLessThan(split - 1e-3);
    assertThat(split).isLessThanOrEqualTo(hourly);
  }

  @Test
  void aRepresentativeWeekHoldsItsWaterInOneRow() {
    TestCase c = hydro(zone(), "dam", "A", "minWeekShare", 0.8, "maxWeekShare", 1.2);
    int[] order = IntStream.range(0, 53).map(k -> k < 20 || k == 52 ? 0 : 1).toArray();
    Built b = c.on(TimeGrid.representative(168, new int[] {0, 26 * 168}, order, 24));
    assertThat(b.hasRow("hydro.week")).isFalse();
    int row = b.row("hydro.energy", "dam w1", 0, 0);
    assertThat(b.lp.rowUppers()[row]).isEqualTo(0.3 * 168, within(1e-9));
    assertThat(b.lp.rowLowers()[row]).isEqualTo(0.8 * 0.3 * 168, within(1e-9));
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
