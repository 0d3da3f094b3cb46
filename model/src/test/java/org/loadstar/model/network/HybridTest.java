package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HybridTest {
  private static NetCase site(Object... more) {
    Object[] all = {"hybrid", "h", "bus", "A", "inverter", 0.8, "dcCharge", 0.9, "dcDischarge", 0.5, "windPu", 0.5};
    Object[] named = new Object[all.length + more.length];
    System.arraycopy(all, 0, named, 0, all.length);
    System.arraycopy(more, 0, named, all.length, more.length);
    NetCase c = NetCase.hours(2, "A").load("A", 100).plant("gas", "A", 1000, 50).stands("h", "A", 100).stands("h inverter", "A", 300);
    return c.stands("h solar", "A", 400).stands("h energy", "A", 150).stands("h dc_charge", "A", 90).stands("h dc_discharge", "A", 80)
        .add(Hybrid.Row.class, named).series(Hybrid.Row.class, "solar_pu", "h", 1, 0);
  }

  @Test
  void rowsAtARandomPoint() {
    NetCase c = site("acCharge", 0.7, "acDischarge", 0.6, "acRatio", 0.25, "standingLoss", 0.1, "margin", true, "marginalMargin", 2,
        "marginalDcCharge", 3, "electrolyserRampUp", 0.5).stands("h wind", "A", 200).stands("h electrolyser", "A", 50);
    var on = c.on();
    var p = on.random();
    for (int t = 0; t < 2; t++) {
      int b = 1 - t;
      double g = p.x("hybrid.put", "h", t);
      double k = p.x("hybrid.taken", "h", t);
      double s = p.x("hybrid.solar", "h", t);
      double w = p.x("hybrid.wind", "h", t);
      double u = p.x("hybrid.electrolyser", "h", t);
      double dd = p.x("hybrid.dc_discharge", "h", t);
      double dc = p.x("hybrid.dc_charge", "h", t);
      double ad = p.x("hybrid.ac_discharge", "h", t);
      double ac = p.x("hybrid.ac_charge", "h", t);
      double ydd = p.x("hybrid.dc_discharge_standby", "h", t);
      double ydc = p.x("hybrid.dc_charge_standby", "h", t);
      double yad = p.x("hybrid.ac_discharge_standby", "h", t);
      double yac = p.x("hybrid.ac_charge_standby", "h", t);
      double level = p.x("hybrid.level", "h", t);
      double held = p.x("hybrid.held", "h", t);
      p.equal("hybrid.ac", "h", t, g - k - (0.8 * s + w - u + 0.8 * dd - dc / 0.8 + ad - ac), 0);
      p.atMost("hybrid.grid", "h", t, g + k + 0.8 * ydd + ydc / 0.8 + yad + yac, 0.1);
      p.atMost("hybrid.inverter", "h", t, 0.8 * (s + dd + ydd) + (dc + ydc) / 0.8, 0.3);
      p.atMost("hybrid.solar", "h", t, s, t == 0 ? 0.4 : 0);
      p.atMost("hybrid.wind", "h", t, w, 0.1);
      p.equal("hybrid.level", "h", t, level - 0.9 * p.x("hybrid.level", "h", b) + dd / 0.5 + ad / 0.6 - 0.9 * dc - 0.7 * ac, 0);
      p.equal("hybrid.held", "h", t, held - 0.9 * p.x("hybrid.held", "h", b) - ydd / 0.5 - yad / 0.6 + 0.9 * ydc + 0.7 * yac, 0);
      p.atMost("hybrid.full", "h", t, level, 0.15);
      p.atLeast("hybrid.free", "h", t, level - held, 0);
      p.atMost("hybrid.taken", "h", t, k - dc / 0.8 - ac, 0);
      p.atMost("hybrid.dc_charge", "h", t, dc + ydc, 0.09);
      p.atMost("hybrid.ac_store", "h", t, ad + ac + yad + yac, 0.25 * 0.15);
      p.atMost("hybrid.electrolyser_rise", "h", t, u - p.x("hybrid.electrolyser", "h", b), 0.025);
      p.equal("balance", "A", t, p.x("cluster.output", "gas", t) + g - k, 0.1);
      assertThat(on.lp.costs()[on.column("hybrid.dc_charge", "h", 0, t)]).isEqualTo(3 / 0.8 * 1e-3, within(1e-12));
      assertThat(on.lp.costs()[on.column("hybrid.dc_discharge_standby", "h", 0, t)]).isEqualTo(2 * 0.8e-3, within(1e-12));
    }
  }

  /// At noon the load takes 100 MW through the connection; the inverter of 300 MW bears 100 + 2 c / 0.8, so 80 MW are charged. At night
  /// 80 x 0.9 x 0.5 = 36 MW leave the store and 28.8 MW the inverter; gas makes the other 71.2.
  @Test
  void noonIsKeptForTheNight() {
    var a = site().on().solve();
    assertThat(a.value("hybrid.dc_charge", "h", 0)).isEqualTo(0.08, within(1e-8));
    assertThat(a.value("hybrid.put", "h", 1)).isEqualTo(0.0288, within(1e-8));
    assertThat(a.objective()).isEqualTo(71.2 * 50e-6, within(1e-9));
  }

  @Test
  void ratiosTieItsParts() {
    NetCase c = NetCase.hours(1, "A").load("A", 100).plant("gas", "A", 1000, 50);
    for (String part : new String[] {"h", "h inverter", "h solar", "h wind"})
      c.add(Sizing.Row.class, "capacity", part, "bus", "A", "build", true, "investment", part.equals("h solar") ? 10 : 1);
    c.add(Hybrid.Row.class, "hybrid", "h", "bus", "A", "inverter", 0.5, "solarPu", 1, "windPu", 0, "solarRatio", 2, "windRatio", 3);
    var a = c.on().solve();
    // 100 MW at the grid need 200 MW of sun and 100 MW of inverter; the connection of 100 MW brings 300 MW of wind with it.
    assertThat(a.value("capacity.built", "h solar", 0, 0)).isEqualTo(0.2, within(1e-8));
    assertThat(a.value("capacity.built", "h wind", 0, 0)).isEqualTo(0.3, within(1e-8));
    assertThat(a.objective()).isEqualTo((200 * 10 + 100 + 100 + 300) * 1e-6, within(1e-9));
  }
}
