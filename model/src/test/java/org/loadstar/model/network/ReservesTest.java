package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReservesTest {
  private static NetCase twoPlants() {
    return NetCase.hours(2, "A").load("A", 100).plant("cheap", "A", 100, 10).plant("dear", "A", 100, 50);
  }

  /// 1.2 x 100 MW must stand firm: 5 % of 200 MW count, wind has 30 MW on average, so 90 and 70 MW are missing at 200 USD/MWh.
  @Test
  void aMarginCountsFirmPower() {
    NetCase c = twoPlants().stands("wind", "A", 60).add(Renewable.Row.class, "renewable", "wind", "bus", "A", "marginal", 99)
        .series(Renewable.Row.class, "p_max_pu", "wind", 1.0 / 3, 2.0 / 3).add(CapacityMargin.Row.class, "policy", "M", "price", 200);
    c.add(CapacityMargin.Member.class, "policy", "M", "asset", "cheap", "share", 0.05);
    c.add(CapacityMargin.Member.class, "policy", "M", "asset", "dear", "share", 0.05);
    c.add(CapacityMargin.Member.class, "policy", "M", "asset", "wind", "share", 1);
    c.add(CapacityMargin.Member.class, "policy", "M", "asset", "load A", "cover", 1.2);
    var a = c.on().solve();
    assertThat(a.value("capacity_margin.missing", "M", 0)).isEqualTo(0.09, within(1e-9));
    assertThat(a.value("capacity_margin.missing", "M", 1)).isEqualTo(0.07, within(1e-9));
    assertThat(a.objective()).isEqualTo(200 * 10e-6 + 160 * 200e-6, within(1e-9));
    assertThat(a.tables().get("binding").rows()).isEqualTo(1);
  }

  private static NetCase reserves(double price) {
    NetCase c = twoPlants();
    c.add(OperatingReserve.Row.class, "policy", "R", "regulationLoad", 0.1, "reserveLoad", 0.15, "contingency", 5, "price", price);
    c.add(OperatingReserve.Member.class, "policy", "R", "asset", "load A", "load", true);
    c.add(OperatingReserve.Member.class, "policy", "R", "asset", "cheap", "regulation", true, "reserve", true);
    return c.add(ReserveProvider.Row.class, "asset", "cheap", "base", ReserveProvider.Base.CAPACITY, "regulation", 0.5, "reserve", 0.5,
        "regulationCost", 1);
  }

  /// 10 MW of regulation and 20 MW of reserve keep the cheap plant at 70 MW; when missing reserve costs 20 USD/MW, less than the 40 that
  /// it takes to make room for it, only the regulation is held.
  @Test
  void reservesTakeRoom() {
    var a = reserves(1000).on().solve();
    assertThat(a.value("cluster.output", "cheap", 0)).isEqualTo(0.07, within(1e-9));
    assertThat(a.objective()).isEqualTo(2 * (70 * 10 + 30 * 50 + 10) * 1e-6, within(1e-9));
    assertThat(reserves(20).on().solve().objective()).isEqualTo(2 * (90 * 10 + 10 * 50 + 10 + 20 * 20) * 1e-6, within(1e-9));
  }

  @Test
  void regulationNeedsOutputBelow() {
    NetCase c = NetCase.hours(1, "A").load("A", 100).plant("cheap", "A", 500, 10).plant("dear", "A", 500, 50);
    c.add(OperatingReserve.Row.class, "policy", "R", "regulationLoad", 0.3, "price", 0);
    c.add(OperatingReserve.Member.class, "policy", "R", "asset", "load A", "load", true);
    c.add(OperatingReserve.Member.class, "policy", "R", "asset", "dear", "regulation", true);
    c.add(ReserveProvider.Row.class, "asset", "dear", "base", ReserveProvider.Base.FIRM, "regulation", 1);
    // 30 MW of regulation down are held by a plant that runs at 30 MW.
    assertThat(c.on().solve().objective()).isEqualTo((70 * 10 + 30 * 50) * 1e-6, within(1e-9));
  }

  /// Rows of a store of 50 MW and 200 MWh that may give half its power as regulation and all as reserve.
  @Test
  void reservesOfAStore() {
    NetCase c = twoPlants().stands("b", "A", 50).stands("b energy", "A", 200);
    c.add(Storage.Row.class, "storage", "b", "bus", "A", "energy", "b energy", "efficiencyIn", 0.9, "efficiencyOut", 0.8);
    c.add(StorageReserve.Row.class, "storage", "b", "energy", "b energy", "efficiencyIn", 0.9, "regulation", 0.5, "reserve", 1);
    c.add(OperatingReserve.Row.class, "policy", "R", "reserveLoad", 0.3, "regulationLoad", 0.1, "price", 1000);
    c.add(OperatingReserve.Member.class, "policy", "R", "asset", "load A", "load", true);
    c.add(OperatingReserve.Member.class, "policy", "R", "asset", "b", "regulation", true, "reserve", true);
    var on = c.on();
    var p = on.random();
    for (int t = 0; t < 2; t++) {
      double v = p.x("storage_reserve.regulation_by_discharge", "b", t);
      double vc = p.x("storage_reserve.regulation_by_charge", "b", t);
      double r = p.x("storage_reserve.reserve_by_discharge", "b", t);
      double rc = p.x("storage_reserve.reserve_by_charge", "b", t);
      double x = p.x("storage.discharge", "b", t);
      double in = p.x("storage.charge", "b", t);
      double before = p.x("storage.level", "b", 1 - t);
      p.atMost("storage_reserve.regulation", "b", t, v + vc, 0.025);
      p.atMost("storage_reserve.reserve", "b", t, r + rc, 0.05);
      p.atLeast("storage_reserve.left", "b", t, in - vc - rc, 0);
      p.atLeast("storage_reserve.below", "b", t, x - v, 0);
      p.atMost("storage_reserve.full", "b", t, 0.9 * (in + vc) + before, 0.2);
      p.atMost("storage.power", "b", t, x + in + v + r + vc, 0.05);
      p.atMost("storage.stored", "b", t, x + v + r - 0.8 * before, 0);
      p.atLeast("operating_reserve.reserve", "R", t, r + rc + p.x("operating_reserve.missing", "R", t), 0.03);
    }
    // The store holds 30 MW of reserve by power that it does not give, and regulates by a little charge and discharge at once.
    assertThat(on.solve().value("operating_reserve.missing", "R", 0)).isLessThan(0.03);
  }
}
