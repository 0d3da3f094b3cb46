package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A year of two periods of two hours: 100 MWh come in the first, where 20 are needed, and 80 are needed in the second.
class CarriedWaterTest {
  private static NetCase year() {
    NetCase c = NetCase.hours(0, "A");
    for (int t = 0; t < 4; t++) c.add(Snapshot.class, "snapshot", "t" + t, "period", 1 + t / 2);
    for (int n = 1; n <= 2; n++) c.add(PeriodMap.class, "period", n, "represented", n, "itself", true);
    return c.load("A", 10, 10, 40, 40).plant("gas", "A", 1000, 20);
  }

  /// Carried, the water serves all; else gas serves the second period. Output within the level before needs some water kept at the end of
  /// the year, which the next one finds.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waterIsCarried(boolean carried) {
    NetCase c = year().stands("dam", "A", 100)
        .add(Reservoir.Row.class, "reservoir", "dam", "bus", "A", "hours", 10, "longDuration", carried)
        .series(Reservoir.Row.class, "inflow_pu", "dam", 1, 0, 0, 0);
    assertThat(c.on().solve().objective()).isEqualTo(carried ? 0 : 80 * 20e-6, within(1e-10));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theStoreOfAHybridIsCarried(boolean carried) {
    NetCase c = year().stands("h", "A", 100).stands("h inverter", "A", 200).stands("h solar", "A", 100).stands("h energy", "A", 100);
    c.add(Hybrid.Row.class, "hybrid", "h", "bus", "A", "dcRatio", 1, "dcCharge", 1, "dcDischarge", 1, "longDuration", carried, "margin", true)
        .series(Hybrid.Row.class, "solar_pu", "h", 1, 0, 0, 0);
    var on = c.on();
    assertThat(on.solve().objective()).isEqualTo(carried ? 0 : 80 * 20e-6, within(1e-10));
    assertThat(on.hasRow("hybrid.held_start_free", "h 1")).isEqualTo(carried);
  }

  /// A margin of 1.5 must be covered in the second period by what is carried: 40 MW of output and 20 MW held back in each hour, 120 MWh of
  /// the 180 that the store takes in. Without carrying 60 MW are missing in each of its hours.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsHeldBackIsCarried(boolean carried) {
    NetCase c = year().stands("wind", "A", 200).stands("b", "A", 200).stands("b energy", "A", 500);
    c.add(Renewable.Row.class, "renewable", "wind", "bus", "A").series(Renewable.Row.class, "p_max_pu", "wind", 1, 1, 0, 0);
    c.add(Storage.Row.class, "storage", "b", "bus", "A", "energy", "b energy", "longDuration", carried);
    c.add(StandbyEnergy.Row.class, "storage", "b", "longDuration", carried);
    c.add(CapacityMargin.Row.class, "policy", "M", "price", 1000).add(CapacityMargin.Member.class, "policy", "M", "asset", "load A", "cover", 1.5);
    c.add(CapacityMargin.Member.class, "policy", "M", "asset", "b", "share", 1);
    c.add(CapacityMargin.Member.class, "policy", "M", "asset", "wind", "share", 1);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo(carried ? 0 : 2 * (40 * 20 + 60 * 1000) * 1e-6, within(1e-9));
  }
}
