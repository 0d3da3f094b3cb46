package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WaterAndShiftTest {
  private static NetCase dam() {
    return NetCase.hours(3, "A").load("A", 100, 300, 200).plant("gas", "A", 1000, 50).stands("dam", "A", 200)
        .add(Reservoir.Row.class, "reservoir", "dam", "bus", "A", "efficiency", 0.8, "minFlowPu", 0.1, "hours", 2, "rampUp", 0.6)
        .series(Reservoir.Row.class, "inflow_pu", "dam", 0.5, 0.25, 0);
  }

  @Test
  void rowsOfAReservoirAtARandomPoint() {
    var p = dam().on().random();
    double[] inflow = {0.1, 0.05, 0};
    for (int t = 0; t < 3; t++) {
      int b = (t + 2) % 3;
      double x = p.x("reservoir.output", "dam", t);
      double level = p.x("reservoir.level", "dam", t);
      double before = p.x("reservoir.level", "dam", b);
      double spill = p.x("reservoir.spill", "dam", t);
      p.equal("reservoir.level", "dam", t, level - before + x / 0.8 + spill, inflow[t]);
      p.atMost("reservoir.most", "dam", t, x, 0.2);
      p.atLeast("reservoir.flow", "dam", t, x + spill, 0.02);
      p.atMost("reservoir.held", "dam", t, x - before, 0);
      p.atMost("reservoir.full", "dam", t, level, 0.4);
      p.atMost("reservoir.rise", "dam", t, x - p.x("reservoir.output", "dam", b), 0.12);
      p.atMost("reservoir.fall", "dam", t, p.x("reservoir.output", "dam", b) - x, 0.2);
    }
  }

  /// 150 MWh of water make 120 MWh: gas makes the other 480 of 600 MWh whenever the water runs.
  @Test
  void waterSavesGas() {
    var a = dam().on().solve();
    assertThat(a.objective()).isEqualTo(480 * 50e-6, within(1e-9));
    assertThat(-a.dual("reservoir.level", "dam", 1)).as("value of water").isNotZero();
  }

  /// Up to 50 MW of the load may be put off for one hour. Gas of 20 USD/MWh covers 200 MW, the rest costs 100: of the 300 MW at t1 50 are
  /// put off to t2, where 200 - 50 were cheap already: 250 then need 50 dear ones. Nothing is won by t2, but t0 can take 50 in advance.
  @Test
  void loadIsServedWhereItIsCheap() {
    NetCase c =
        NetCase.hours(3, "A").load("A", 100, 300, 200).plant("cheap", "A", 200, 20).plant("dear", "A", 900, 100).stands("heat", "A", 50)
            .add(FlexibleDemand.Row.class, "demand", "heat", "bus", "A", "delay", 1, "advance", 1);
    var p = c.on().random();
    for (int t = 0; t < 3; t++) {
      int b = (t + 2) % 3;
      int n = (t + 1) % 3;
      double owed = p.x("flexible.owed", "heat", t);
      p.equal("flexible.owed", "heat", t,
          owed - p.x("flexible.owed", "heat", b) - p.x("flexible.put_off", "heat", t) + p.x("flexible.served", "heat", t), 0);
      p.atMost("flexible.put_off", "heat", t, p.x("flexible.put_off", "heat", t), 0.05);
      p.atMost("flexible.served", "heat", t, p.x("flexible.served", "heat", t), 0.05);
      p.atLeast("flexible.delay", "heat", t, p.x("flexible.served", "heat", n) - owed, 0);
      p.atLeast("flexible.advance", "heat", t, p.x("flexible.put_off", "heat", n) + owed, 0);
    }
    var a = c.on().solve();
    assertThat(a.value("flexible.put_off", "heat", 1)).isEqualTo(0.05, within(1e-9));
    assertThat(a.value("flexible.served", "heat", 0)).isEqualTo(0.05, within(1e-9));
    assertThat(a.objective()).isEqualTo((150 + 200 + 200) * 20e-6 + 50 * 100e-6, within(1e-10));
  }

  @Test
  void mustRunFollowsItsProfileAndItsCapacity() {
    NetCase c = NetCase.hours(2, "A").load("A", 100).plant("gas", "A", 1000, 50).stands("roof", "A", 80)
        .add(MustRun.Row.class, "plant", "roof", "bus", "A", "marginal", 5).series(MustRun.Row.class, "p_set_pu", "roof", 0.5, 1);
    assertThat(c.on().solve().objective()).isEqualTo((80 * 50 + 120 * 5) * 1e-6, within(1e-10));
    NetCase d = NetCase.hours(2, "A").load("A", 100).plant("gas", "A", 1000, 50)
        .add(Sizing.Row.class, "capacity", "roof", "bus", "A", "build", true, "max", 60, "investment", 10)
        .add(MustRun.Row.class, "plant", "roof", "bus", "A").series(MustRun.Row.class, "p_set_pu", "roof", 0.5, 1);
    var a = d.on().solve();
    assertThat(a.value("must_run.output", "roof", 0)).isEqualTo(0.03, within(1e-9));
    assertThat(a.objective()).isEqualTo(60 * 10e-6 + 110 * 50e-6, within(1e-10));
  }
}
