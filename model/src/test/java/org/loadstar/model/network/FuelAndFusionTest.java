package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FuelAndFusionTest {
  private static NetCase burning() {
    return NetCase.hours(2, "A").load("A", 100).stands("gas", "A", 200)
        .add(Fuel.class, "fuel", "methane", "price", 4, "co2", 0.05)
        .series(Fuel.class, "price", "methane", 4, 6);
  }

  /// 100 MWh at 7 MMBtu/MWh of 4 and 6 per MMBtu; a tenth of 0.35 t/MWh is not captured, and what is costs 20 per tonne.
  @Test
  void fuelCo2AndCapture() {
    var a =
        burning().add(Cluster.Row.class, "cluster", "gas", "bus", "A")
            .add(FuelUse.Row.class, "asset", "gas", "fuel", "methane", "bus", "A", "heatRate", 7, "capture", 0.9, "disposal", 20)
            .on().solve();
    assertThat(a.objective()).isEqualTo((700 * 10 + 2 * 700 * 0.05 * 0.9 * 20) * 1e-6, within(1e-10));
    assertThat(a.on().model.book().value(a.result(), Book.Account.EMISSION, a.on().model.horizon().stages().getFirst(), "gas", 0))
        .isEqualTo(0.1 * 0.35 * 0.1, within(1e-12));
    assertThat(a.tables().get("emissions").rows()).isEqualTo(1);
  }

  /// Two units of 100 MW: 100 MMBtu/h each when on, then 6 per MWh to 50 MW and 8 beyond: 100 MW from one unit burn 100 + 300 + 400.
  @Test
  void aFuelCurveByPieces() {
    NetCase c =
        burning()
            .add(Cluster.Row.class, "cluster", "gas", "bus", "A", "committed", Cluster.Committed.WHOLE, "unit", 100, "start", 0)
            .add(FuelUse.Row.class, "asset", "gas", "fuel", "methane", "bus", "A", "startFuel", 2)
            .add(FuelUse.Piece.class, "asset", "gas", "piece", 1, "slope", 6, "intercept", 1)
            .add(FuelUse.Piece.class, "asset", "gas", "piece", 2, "slope", 8, "intercept", 0);
    var p = c.on().random();
    p.atLeast("fuel_use.piece1", "gas", 1,
        p.x("fuel_use.fuel", "gas", 1) - 6 * p.x("cluster.output", "gas", 1) - 0.1 * p.x("cluster.status", "gas", 1), 0);
    p.atLeast("fuel_use.piece2", "gas", 1, p.x("fuel_use.fuel", "gas", 1) - 8 * p.x("cluster.output", "gas", 1), 0);
    assertThat(c.on().solve().objective()).as("two units at half load burn as much as one").isEqualTo(800 * 10e-6, within(1e-10));
    var dear =
        burning().add(Cluster.Row.class, "cluster", "gas", "bus", "A", "committed", Cluster.Committed.WHOLE, "unit", 100, "initial", 0)
            .add(FuelUse.Row.class, "asset", "gas", "fuel", "methane", "bus", "A", "heatRate", 7, "startFuel", 2)
            .on().solve();
    assertThat(dear.objective()).as("and 200 MMBtu to start").isEqualTo((700 * 10 + 200 * 4) * 1e-6, within(1e-10));
  }

  private static NetCase cofired() {
    return burning().add(Fuel.class, "fuel", "wood", "price", 10, "co2", 0.1)
        .add(Cluster.Row.class, "cluster", "gas", "bus", "A", "committed", Cluster.Committed.LINEAR, "unit", 100, "initial", 0)
        .add(Cofiring.Row.class, "cofiring", "gas 1", "asset", "gas", "fuel", "methane", "bus", "A", "heatRate", 8, "startFuel", 2, "most", 0.75,
            "leastStart", 0.6)
        .add(Cofiring.Row.class, "cofiring", "gas 2", "asset", "gas", "fuel", "wood", "bus", "A", "heatRate", 8, "least", 0.2, "biomass", 1,
            "mostStart", 0.3);
  }

  @Test
  void rowsOfSeveralFuelsAtARandomPoint() {
    var p = cofired().on().random();
    double f = p.x("cofiring.fuel", "gas 1", 1);
    double g = p.x("cofiring.fuel", "gas 2", 1);
    double v = p.x("cofiring.start_fuel", "gas 1", 1);
    double w = p.x("cofiring.start_fuel", "gas 2", 1);
    p.equal("cofiring.output", "gas", 1, f / 8 + g / 8 - p.x("cluster.output", "gas", 1), 0);
    p.equal("cofiring.starts", "gas", 1, v + w - 2 * 0.1 * p.x("cluster.start", "gas", 1), 0);
    p.atMost("cofiring.most", "gas 1", 1, f - 0.75 * (f + g), 0);
    p.atLeast("cofiring.least", "gas 2", 1, g - 0.2 * (f + g), 0);
    p.atLeast("cofiring.start_least", "gas 1", 1, v - 0.6 * (v + w), 0);
    p.atMost("cofiring.start_most", "gas 2", 1, w - 0.3 * (v + w), 0);
  }

  /// 800 MMBtu in each hour, three quarters methane of 4 and 6, the rest wood of 10; 200 MMBtu of methane to start in the first hour.
  @Test
  void severalFuelsAreBurntTogether() {
    var a = cofired().on().solve();
    assertThat(a.objective()).isEqualTo((600 * (4 + 6) + 2 * 200 * 10 + 200 * 4) * 1e-6, within(1e-10));
    var s = a.on().model.horizon().stages().getFirst();
    assertThat(a.on().model.book().value(a.result(), Book.Account.EMISSION, s, "gas", 1)).isEqualTo(0.6 * 0.05, within(1e-10));
  }

  private static NetCase fusion() {
    return NetCase.hours(4, "A").load("A", 100).plant("gas", "A", 1000, 50).stands("star", "A", 200)
        .add(Cluster.Row.class, "cluster", "star", "bus", "A", "committed", Cluster.Committed.LINEAR, "unit", 100)
        .add(Fusion.Row.class, "cluster", "star", "bus", "A", "unit", 100, "passive", 0.1, "active", 0.2, "start", 0.05, "peak", 0.3, "kept",
            0.5, "dwell", 0.25, "pulse", 2, "use", 0.4, "starts", 100)
        .add(Maintenance.Row.class, "cluster", "star", "unit", 100, "duration", 2, "cycle", 2, "cadence", 2);
  }

  @Test
  void rowsOfFusionAtARandomPoint() {
    var on = fusion().on();
    var p = on.random();
    double starts = 0;
    double output = 0;
    for (int t = 0; t < 4; t++) {
      int b = (t + 3) % 4;
      double u = p.x("cluster.status", "star", t);
      double s = p.x("fusion.start", "star", t);
      double w = p.x("fusion.pulse", "star", t);
      double x = p.x("cluster.output", "star", t);
      double down = p.x("maintenance.down", "star", t);
      double begin = p.x("maintenance.begin", "star", t);
      starts += 0.1 * s;
      output += x / 4;
      p.atMost("fusion.start_on", "star", t, 0.1 * (s - u), 0);
      p.atMost("fusion.pulse_on", "star", t, 0.1 * (w - u), 0);
      p.atMost("fusion.pulse_length", "star", t, w - s - p.x("fusion.start", "star", b), 0);
      p.atMost("fusion.most", "star", t, x - 0.1 * (w - 0.25 * s), 0);
      p.equal("balance", "A", t,
          x + p.x("cluster.output", "gas", t) - 0.1 * 0.2 * (w - 0.25 * s) - 0.1 * 0.05 * s + 0.1 * 0.1 * 0.5 * down, 0.1 + 0.1 * 0.2);
      p.atMost("maintenance.down_limit", "star", t, 0.1 * (down + u), 0.2);
      p.atMost("maintenance.begin_limit", "star", t, 0.1 * begin, 0.2);
      p.equal("maintenance.hold", "star", t, down - begin - p.x("maintenance.begin", "star", b), 0);
      assertThat(on.lp.uppers()[on.column("maintenance.begin", "star", 0, t)]).isEqualTo(t % 2 == 0 ? Double.POSITIVE_INFINITY : 0);
    }
    p.atMost("fusion.starts", "star", 0, starts, 100 * 0.2);
    p.atMost("fusion.use", "star", 0, output, 0.4 * 0.2);
  }

  /// One unit of two is down at any time for a pair of hours; what the plant puts out less its own use saves gas.
  @Test
  void fusionSavesGasLessItsOwnUse() {
    var a = fusion().on().solve();
    double gas = 0;
    double own = 0;
    double star = 0;
    for (int t = 0; t < 4; t++) {
      gas += a.value("cluster.output", "gas", t);
      star += a.value("cluster.output", "star", t);
      var s = a.on().model.horizon().stages().getFirst();
      own += a.on().model.book().value(a.result(), Book.Account.WITHDRAWAL, s, Fusion.own("star"), t);
    }
    assertThat(star).isGreaterThan(0);
    assertThat(gas).isEqualTo(0.4 + own - star, within(1e-9));
    assertThat(a.objective()).isEqualTo(gas * 50e-3, within(1e-10));
  }
}
