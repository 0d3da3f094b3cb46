package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClusterTest {
  /// Four units of 100 MW that must run at 40 MW or more.
  private static NetCase units(String committed) {
    return NetCase.hours(4, "A").load("A", 300, 50, 300, 120).plant("peak", "A", 1000, 200).stands("coal", "A", 400)
        .add(Cluster.Row.class, "cluster", "coal", "bus", "A", "marginal", 20, "committed", Cluster.Committed.valueOf(committed), "unit",
            100, "pMinPu", 0.4, "upTime", 2, "downTime", 2, "start", 10, "rampUp", 0.5, "rampUpStart", 0.5, "rampUpShut", -0.4,
            "rampDown", 0.6, "rampDownStart", -0.4, "rampDownShut", 0.6);
  }

  @Test
  void rowsOfCommitmentAtARandomPoint() {
    var p = units("LINEAR").on().random();
    for (int t = 0; t < 4; t++) {
      int b = (t + 3) % 4;
      double u = p.x("cluster.status", "coal", t);
      double v = p.x("cluster.start", "coal", t);
      double w = p.x("cluster.shut", "coal", t);
      double x = p.x("cluster.output", "coal", t);
      double before = p.x("cluster.output", "coal", b);
      p.equal("cluster.commitment", "coal", t, u - p.x("cluster.status", "coal", b) - v + w, 0);
      p.atLeast("cluster.up_time", "coal", t, u - v - p.x("cluster.start", "coal", b), 0);
      p.atLeast("cluster.down_time", "coal", t, -u - w - p.x("cluster.shut", "coal", b), -4);
      p.atLeast("cluster.least", "coal", t, x - 0.04 * u, 0);
      p.atMost("cluster.most", "coal", t, x - 0.1 * u, 0);
      p.atMost("cluster.ramp_up", "coal", t, x - before - 0.05 * (u - v) - 0.05 * v + 0.04 * w, 0);
      p.atMost("cluster.ramp_down", "coal", t, before - x - 0.06 * (u - v) + 0.04 * v - 0.06 * w, 0);
    }
  }

  /// At t1 only 50 MW are asked for: one whole unit can stay (40 to 100 MW), and down time keeps the others out until t3.
  @Test
  void wholeUnitsCostNotLessThanTheirRelaxation() {
    var whole = units("WHOLE").on().solve();
    var linear = units("LINEAR").on().solve();
    assertThat(whole.objective()).isGreaterThanOrEqualTo(linear.objective() - 1e-12);
    for (int t = 0; t < 4; t++) {
      double u = whole.value("cluster.status", "coal", t);
      assertThat(u).isEqualTo(Math.rint(u), within(1e-6));
      assertThat(whole.value("cluster.output", "coal", t)).isBetween(0.04 * u - 1e-9, 0.1 * u + 1e-9);
    }
    assertThat(whole.value("cluster.status", "coal", 1)).isEqualTo(1, within(1e-6));
  }

  /// One unit of 100 MW that is off before t0 and costs 1000 to start: it starts once and serves both hours.
  @Test
  void startsFromWhatIsGiven() {
    var a =
        NetCase.hours(2, "A").load("A", 100).plant("peak", "A", 1000, 200).stands("gas", "A", 100)
            .add(Cluster.Row.class, "cluster", "gas", "bus", "A", "marginal", 20, "committed", Cluster.Committed.WHOLE, "unit", 100, "start",
                10, "initial", 0)
            .on().solve();
    assertThat(a.value("cluster.start", "gas", 0)).isEqualTo(1, within(1e-9));
    assertThat(a.objective()).isEqualTo((200 * 20 + 100 * 10) * 1e-6, within(1e-10));
  }

  /// Without commitment: 0.3 of 400 MW at least, and 0.25 of it from hour to hour, around from the last to the first.
  @Test
  void withoutCommitment() {
    NetCase c =
        NetCase.hours(3, "A").load("A", 150, 400, 400).plant("peak", "A", 1000, 200).stands("coal", "A", 400)
            .add(Cluster.Row.class, "cluster", "coal", "bus", "A", "marginal", 20, "pMinPu", 0.3, "rampUp", 0.25, "rampDown", 0.5)
            .series(Cluster.Row.class, "p_max_pu", "coal", 1, 1, 0.75);
    var p = c.on().random();
    for (int t = 0; t < 3; t++) {
      double x = p.x("cluster.output", "coal", t);
      double before = p.x("cluster.output", "coal", (t + 2) % 3);
      p.atLeast("cluster.least", "coal", t, x, 0.12);
      p.atMost("cluster.most", "coal", t, x, t == 2 ? 0.3 : 0.4);
      p.atMost("cluster.ramp_up", "coal", t, x - before, 0.1);
      p.atMost("cluster.ramp_down", "coal", t, before - x, 0.2);
    }
    var a = c.on().solve();
    assertThat(a.value("cluster.output", "coal", 0)).isEqualTo(0.15, within(1e-9));
    assertThat(a.value("cluster.output", "coal", 1)).isEqualTo(0.25, within(1e-9));
    assertThat(a.objective()).isEqualTo((150 + 250 + 300) * 20e-6 + (150 + 100) * 200e-6, within(1e-10));
  }

  /// Capacity that is built serves for its annuity; what stands is retired for its fixed cost, and limits hold.
  @Test
  void capacitiesAreBuiltAndRetired() {
    var a =
        NetCase.hours(2, "A").load("A", 100, 200).plant("peak", "A", 1000, 500)
            .add(Sizing.Row.class, "capacity", "new", "bus", "A", "build", true, "max", 150, "investment", 100, "fixed", 10)
            .add(Cluster.Row.class, "cluster", "new", "bus", "A", "marginal", 20)
            .add(Sizing.Row.class, "capacity", "old", "bus", "A", "existing", 300, "retire", true, "min", 40, "fixed", 2000)
            .add(Cluster.Row.class, "cluster", "old", "bus", "A", "marginal", 400)
            .on().solve();
    assertThat(a.value("capacity.built", "new", 0)).isEqualTo(0.15, within(1e-9));
    assertThat(a.value("capacity.retired", "old", 0)).isEqualTo(0.26, within(1e-9));
    assertThat(a.objective())
        .isEqualTo((150 * 110 + 40 * 2000 + (100 + 150) * 20 + 40 * 400 + 10 * 500) * 1e-6, within(1e-10));
    assertThat(a.dual("capacity.limit", "new", 0)).as("worth of one more GW").isEqualTo((110 - (500 - 20)) * 1e-3, within(1e-9));
  }

  /// 130 MW are wanted and only units of 50 MW can be built: three of them.
  @Test
  void wholeUnitsAreBuilt() {
    var a =
        NetCase.hours(1, "A").load("A", 130).plant("peak", "A", 1000, 5000)
            .add(Sizing.Row.class, "capacity", "new", "bus", "A", "build", true, "unit", 50, "whole", true, "investment", 100)
            .add(Cluster.Row.class, "cluster", "new", "bus", "A")
            .on().solve();
    assertThat(a.value("capacity.built", "new", 0)).isEqualTo(3, within(1e-9));
    assertThat(a.objective()).isEqualTo(150 * 100e-6, within(1e-10));
  }

  /// Two bins of one wind resource put out together.
  @Test
  void binsPutOutTogether() {
    NetCase c =
        NetCase.hours(2, "A").load("A", 100).plant("gas", "A", 1000, 50).stands("wind", "A", 100).stands("far wind", "A", 50)
            .add(Renewable.Row.class, "renewable", "wind", "bus", "A", "marginal", 1)
            .add(Renewable.Row.class, "renewable", "far wind", "bus", "A", "behind", "wind", "pMaxPu", 0.4)
            .series(Renewable.Row.class, "p_max_pu", "wind", 0.5, 1);
    var p = c.on().random();
    p.atMost("renewable.available", "wind", 0, p.x("renewable.output", "wind", 0), 0.05 + 0.02);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo((70 + 100) * 1e-6 + 30 * 50e-6, within(1e-10));
    assertThat(a.price("A", 1)).isEqualTo(1, within(1e-9));
  }

  /// 60 MW of 200 are not served: 40 in the step of 20 %, the rest at the value of lost load.
  @Test
  void loadGoesUnservedInSteps() {
    NetCase c =
        NetCase.hours(1, "A").load("A", 200).plant("gas", "A", 140, 50)
            .add(Shedding.Row.class, "shedding", "all", "load", "load A", "share", 1, "value", 9000)
            .add(Shedding.Row.class, "shedding", "part", "load", "load A", "share", 0.2, "value", 1000);
    var p = c.on().random();
    p.atMost("shedding.load", "load A", 0, p.x("shedding.unserved", "all", 0) + p.x("shedding.unserved", "part", 0), 0.2);
    assertThat(c.on().solve().objective()).isEqualTo((140 * 50 + 40 * 1000 + 20 * 9000) * 1e-6, within(1e-9));
  }
}
