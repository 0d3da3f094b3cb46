package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ElectrolyserTest {
  private static NetCase campus(double rampUp) {
    return NetCase.hours(3, "A").load("A", 100).plant("gas", "A", 1000, 50).stands("sun", "A", 300)
        .add(Renewable.Row.class, "renewable", "sun", "bus", "A").series(Renewable.Row.class, "p_max_pu", "sun", 0, 1, 0.5)
        .stands("ely", "A", 200)
        .add(Electrolyser.Row.class, "electrolyser", "ely", "bus", "A", "value", 30, "rampUp", rampUp, "pMinPu", 0.1);
  }

  @Test
  void rowsAtARandomPoint() {
    var on = campus(0.4).on();
    var p = on.random();
    for (int t = 0; t < 3; t++) {
      double use = p.x("electrolyser.use", "ely", t);
      p.atMost("electrolyser.most", "ely", t, use, 0.2);
      p.atLeast("electrolyser.least", "ely", t, use, 0.02);
      p.atMost("electrolyser.rise", "ely", t, use - p.x("electrolyser.use", "ely", (t + 2) % 3), 0.08);
      p.equal("balance", "A", t, p.x("cluster.output", "gas", t) + p.x("renewable.output", "sun", t) - use, 0.1);
      assertThat(on.lp.costs()[on.column("electrolyser.use", "ely", 0, t)]).isEqualTo(-0.03, within(1e-12));
    }
    assertThat(on.hasRow("electrolyser.fall", "ely")).isFalse();
  }

  /// Sun brings 0, 300, 150 MW to a load of 100. Beyond the sun a MWh costs 50 and earns 30, so the electrolyser takes the least, 20 MW,
  /// in the dark, 200 MW at noon and 50 MW in the last hour: gas 120, 0, 0 MWh.
  @Test
  void takesWhatTheSunLeaves() {
    var a = campus(1).on().solve();
    assertThat(a.value("electrolyser.use", "ely", 0)).isEqualTo(0.02, within(1e-8));
    assertThat(a.value("electrolyser.use", "ely", 1)).isEqualTo(0.2, within(1e-8));
    assertThat(a.value("electrolyser.use", "ely", 2)).isEqualTo(0.05, within(1e-8));
    assertThat(a.objective()).isEqualTo((120 * 50 - 270 * 30) * 1e-6, within(1e-10));
  }

  /// Matched hour by hour the 20 MW of the dark have no sun: a wind farm of 20 MW at 90 USD/MWh must run, though gas costs 50.
  @Test
  void matchingCallsForCleanPowerInEveryHour() {
    NetCase c = campus(1).stands("wind", "A", 500).add(Renewable.Row.class, "renewable", "wind", "bus", "A", "marginal", 90);
    c.add(HourlyMatching.Row.class, "policy", "A", "asset", "ely", "use", 1);
    c.add(HourlyMatching.Row.class, "policy", "A", "asset", "sun", "supply", 1);
    c.add(HourlyMatching.Row.class, "policy", "A", "asset", "wind", "supply", 1);
    var a = c.on().solve();
    assertThat(a.value("renewable.output", "wind", 0)).isEqualTo(0.02, within(1e-8));
    assertThat(a.value("electrolyser.use", "ely", 2)).isEqualTo(0.05, within(1e-8));
    assertThat(a.dual("hourly_matching", "A", 0)).as("premium, M/GWh").isEqualTo(0.04, within(1e-8));
    assertThat(a.objective()).isEqualTo((100 * 50 + 20 * 90 - 270 * 30) * 1e-6, within(1e-10));
    assertThat(a.tables().get("binding").rows()).isEqualTo(1);
  }

  /// 9 t at 55 MWh/t are 495 MWh, 225 more than pays: 150 MWh of gas in each of the hours 0 and 2, 75 in all at a loss of 20 each.
  @Test
  void hydrogenDemandIsMetOrPaidFor() {
    NetCase c = campus(1).add(HydrogenDemand.Member.class, "policy", "H2", "asset", "ely", "power", 55);
    c.add(HydrogenDemand.Row.class, "policy", "H2", "demand", 9);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo((120 * 50 - 270 * 30 + 225 * 20) * 1e-6, within(1e-10));
    assertThat(a.dual("hydrogen_demand", "H2", 0) * 1e3).as("USD/t").isEqualTo(20 * 55, within(1e-5));
    NetCase d = campus(1).add(HydrogenDemand.Member.class, "policy", "H2", "asset", "ely", "power", 55);
    d.add(HydrogenDemand.Row.class, "policy", "H2", "demand", 9, "price", 700);
    var b = d.on().solve();
    assertThat(b.value("hydrogen_demand.missing", "H2", 0)).isEqualTo(225 / 55e3, within(1e-9));
    assertThat(b.objective()).isEqualTo((120 * 50 - 270 * 30) * 1e-6 + 225 / 55.0 * 700e-6, within(1e-10));
  }
}
