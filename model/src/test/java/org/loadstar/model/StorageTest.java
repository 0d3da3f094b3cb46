package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StorageTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /// A battery technology: 81 % round trip, so 0.9 one way.
  private static TestCase zone() {
    return TestCase.zones("A")
        .technology("battery", Rows.Kind.STORAGE, "financing", 10, "firmCredit", 0.8)
        .costs("battery", 2030, "capex", 200, "capexEnergy", 100, "fom", 4, "fomEnergy", 1, "roundTripEfficiency", 0.81);
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = zone().storage("s", "A", "battery", "existing", 1000, "existingEnergy", 4000, "maxNew", 500,
        "minDuration", 2, "maxDuration", 6, "standingLoss", 0.1);
    Built b = c.on(TimeGrid.window(new int[] {0, 1, 3}, 6, 0.5));
    var p = b.random();
    double n = p.x("storage.power.new", "s");
    double e = p.x("storage.energy.new", "s");
    double[] hours = {1, 2, 3};
    for (int t = 0; t < 3; t++) {
      double h = hours[t];
      double in = p.x("storage.charge", "s", 0, t);
      double out = p.x("storage.discharge", "s", 0, t);
      double before = t == 0 ? 0.5 * e : p.x("storage.level", "s", 0, t - 1);
      double mean = p.x("storage.mean_level", "s", 0, t);
      double lost = t == 0 ? 0.1 * before : 0.1 * h * mean; // one hour loses a share of its first level, several of their mean
      p.equal("storage.chain", "s", t,
          p.x("storage.level", "s", 0, t) - before + lost - h * (0.9 * in - out / 0.9), t == 0 ? 0.9 * 0.5 * 4 : 0);
      if (t > 0) {
        p.atLeast("storage.mean_range", "s least", t, h * mean - before, 0);
        p.atMost("storage.mean_range", "s most", t, mean - e, 4);
      }
      p.atMost("storage.power", "s", t, in + out - n, 1);
      p.atMost("storage.energy", "s", t, p.x("storage.level", "s", 0, t) - e, 4);
      p.equal("balance", "A", t,
          out - in + p.x("load.unserved1", "A", 0, t) - p.x("load.surplus", "A", 0, t), 0);
    }
    p.equal("storage.end", "s", 0, p.x("storage.level", "s", 0, 2) - 0.5 * e, 2);
    p.atLeast("storage.duration", "s least", 0, e - 2 * n, 0);
    p.atMost("storage.duration", "s most", 0, e - 6 * n, 0);
    assertThat(b.upper("storage.power.new", "s", 0, 0)).isEqualTo(0.5);
    assertThat(b.upper("storage.energy.new", "s", 0, 0)).isEqualTo(3);
  }

  @Test
  void levelsAreCyclicOverTheYearAndInEachPeriod() {
    TestCase c = zone().storage("s", "A", "battery", "existing", 1000, "existingEnergy", 4000);
    var p = c.on(TimeGrid.representative(24, new int[] {0, 240}, IntStream.range(0, 365).map(k -> k % 2).toArray(), 12)).random();
    double[] level = IntStream.range(0, 4).mapToDouble(t -> p.x("storage.level", "s", 0, t)).toArray();
    int[] before = {1, 0, 3, 2};
    for (int t = 0; t < 4; t++)
      p.equal("storage.chain", "s", t,
          level[t] - level[before[t]]
              - 12 * (0.9 * p.x("storage.charge", "s", 0, t) - p.x("storage.discharge", "s", 0, t) / 0.9), 0);
  }

  @Test
  void linkedLevelsAtARandomPoint() {
    TestCase c = zone().storage("s", "A", "battery", "existing", 1000, "existingEnergy", 4000, "maxNew", 500, "linked", true);
    int[] order = IntStream.range(0, 53).map(k -> k % 2).toArray();
    var p = c.on(TimeGrid.representative(168, new int[] {0, 1680}, order, 84)).random();
    double e = p.x("storage.energy.new", "s");
    double[] level = IntStream.range(0, 4).mapToDouble(t -> p.x("storage.level", "s", 0, t)).toArray();
    for (int t = 0; t < 4; t++) {
      double moved = 84 * (0.9 * p.x("storage.charge", "s", 0, t) - p.x("storage.discharge", "s", 0, t) / 0.9);
      p.equal("storage.chain", "s", t, level[t] - (t % 2 == 0 ? 0 : level[t - 1]) - moved, 0);
      String period = "s p" + t / 2;
      p.atLeast("storage.extremes", "s low", t, level[t] - p.x("storage.lowest", period), 0);
      p.atMost("storage.extremes", "s high", t, level[t] - p.x("storage.highest", period), 0);
    }
    for (int k = 0; k < 53; k++) {
      double now = p.x("storage.year_level", "s k" + k);
      double next = p.x("storage.year_level", "s k" + (k + 1) % 53);
      double share = k == 52 ? 24 / 168.0 : 1;
      p.equal("storage.year_chain", "s k" + k, 0, next - now - share * level[2 * order[k] + 1], 0);
      p.atLeast("storage.year_floor", "s k" + k, 0, now + p.x("storage.lowest", "s p" + order[k]), 0);
      p.atMost("storage.year_roof", "s k" + k, 0, now + p.x("storage.highest", "s p" + order[k]) - e, 4);
    }
  }

  /// Power costs 0, 0 and 100 USD/MWh. The store of 0.9 GWh (empty before and after) takes 1 GWh and gives 0.81 GWh.
  @Test
  void arbitrageByHand() {
    TestCase c = zone().demand("A", 1000).profile("p/free", 1, 1, 0).technology("sun", Rows.Kind.VARIABLE);
    c.generator("sun", "A", "sun", "existing", 3000, "profile", "p/free").plant("dear", "A", 2000, 100);
    c.storage("s", "A", "battery", "existing", 1000, "existingEnergy", 900, "fom", 0, "vom", 1);
    c.costs("battery", 2029, "capex", 0, "fomEnergy", 0, "roundTripEfficiency", 0.81);
    Solved s = c.stages(2029).on(TimeGrid.window(0, 3, 0)).solve();
    assertThat(s.value("storage.discharge", "s", 0, 2)).isEqualTo(0.81, within(1e-9));
    assertThat(s.objective).isEqualTo(0.19 * 0.1 + 0.81 * 0.001, within(1e-9));
    assertThat(s.number("generation", "energy_mwh", "technology=battery")).isEqualTo(810, within(1e-6));
    assertThat(s.number("generation", "energy_mwh", "technology=battery:charge")).isLessThanOrEqualTo(-1000 + 1e-6);
    assertThat(s.numbers("levels", "level_mwh", "zone=A").get(1)).isEqualTo(900, within(1e-6));
  }

  /// 200 USD/kW and 100 USD/kWh over 10 years at rate 0, 4 and 1 fixed: 24 USD/kW-yr and 11 USD/kWh-yr.
  @Test
  void expansionByHand() {
    TestCase c = zone().demand("A", 0, 0, 900).profile("p/free", 1, 1, 0).technology("sun", Rows.Kind.VARIABLE);
    c.generator("sun", "A", "sun", "existing", 3000, "profile", "p/free").unserved(1, 100_000);
    c.storage("s", "A", "battery", "maxNew", INF);
    Solved s = c.on(TimeGrid.window(0, 3, 0)).solve();
    // 0.9 GWh out need 1 GWh in store, charged with 1 / 0.9 GWh in two hours; discharge at 0.9 GW sets the power.
    assertThat(s.objective).isEqualTo(0.9 * 24 + 11, within(1e-6));
    assertThat(s.number("capacity", "standing_mw", "name=s")).isEqualTo(900, within(1e-5));
    assertThat(s.number("capacity", "energy_mwh", "name=s")).isEqualTo(1000, within(1e-5));
    assertThat(s.cost("storage_capital")).isEqualTo(0.9 * 20 + 10, within(1e-6));
  }

  /// Wind blows every other half day. Only a linked store carries it over: 9 GWh in store give 8.1 GWh in each calm.
  @Test
  void onlyLinkedStorageCarriesEnergyFromPeriodToPeriod() {
    int[] order = IntStream.range(0, 730).map(k -> k % 2).toArray();
    double[] cost = new double[2];
    for (int linked = 0; linked < 2; linked++) {
      TestCase c = zone().demand("A", 1000).technology("wind", Rows.Kind.VARIABLE).plant("dear", "A", 1000, 100);
      c.profile("p/w", TestCase.hourly(h -> h / 12 % 2 == 0 ? 1 : 0));
      c.generator("w", "A", "wind", "existing", 2000, "profile", "p/w");
      c.storage("s", "A", "battery", "existing", 1000, "existingEnergy", 9000, "linked", linked == 1, "fom", 0);
      Solved s = c.on(TimeGrid.representative(12, new int[] {0, 12}, order, 6)).solve();
      cost[linked] = s.cost("variable_om");
    }
    assertThat(cost[0]).isEqualTo(365 * 12 * 0.1, within(1e-6));
    assertThat(cost[1]).isEqualTo(365 * (12 - 8.1) * 0.1, within(1e-6));
  }

  @Test
  void firmCreditNeedsFourHours() {
    TestCase c = zone().add(Rows.ReserveMargin.class, "reserveRegion", "RA", "year", 2030, "margin", 0).enforceReserve();
    c.storage("s", "A", "battery", "existing", 1000, "existingEnergy", 2000, "maxNew", 500);
    Built b = c.threeHours();
    var p = b.random();
    double firm = p.x("storage.firm", "s");
    p.atMost("storage.firm_limit", "s power", 0, firm - 0.8 * p.x("storage.power.new", "s"), 0);
    p.atMost("storage.firm_limit", "s energy", 0, firm - 0.2 * p.x("storage.energy.new", "s"), 0);
    p.atLeast("firm.capacity", "RA winter", 0, firm + p.x("firm.shortfall", "RA winter"), -0.8 * 0.5);
  }

  @Test
  void anOperationKeepsPowerAndEnergy() {
    TestCase c = zone().demand("A", 0, 0, 900).profile("p/free", 1, 1, 0).technology("sun", Rows.Kind.VARIABLE);
    c.generator("sun", "A", "sun", "existing", 3000, "profile", "p/free").unserved(1, 100_000);
    c.storage("s", "A", "battery", "maxNew", INF);
    TimeGrid grid = TimeGrid.window(0, 3, 0);
    Solved plan = c.on(grid).solve();
    assertThat(c.on(grid, plan.decisions(), true).solve().objective).isEqualTo(0, within(1e-6));
    assertThat(plan.decisions().get("storage.energy/s", 2030)).isEqualTo(1, within(1e-6));
  }

  @Test
  void storageWithoutAnEfficiencyIsRefused() {
    TestCase c = TestCase.zones("A").technology("battery", Rows.Kind.STORAGE).storage("s", "A", "battery", "existing", 1);
    assertThatThrownBy(c::threeHours).hasMessageContaining("s has no round-trip efficiency");
  }

  @Test
  void aDurationOfZeroIsNothingToBuild() {
    Built b = zone().storage("s", "A", "battery", "maxNew", INF, "maxDuration", 0).threeHours();
    assertThat(b.lp.columnBlocks()).noneMatch(q -> q.name().equals("storage.power.new") && q.size() > 0);
  }
}
