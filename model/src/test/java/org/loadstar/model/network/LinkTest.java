package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LinkTest {
  private static final Offset<Double> TINY = within(1e-7);

  private static NetCase plant() {
    NetCase c = NetCase.hours(2);
    for (String b : new String[] {"gas", "power", "heat"}) c.add(Bus.class, "bus", b, "carrier", b);
    GeneratorTest.add(c, "well", "gas", "pNom", 1000, "marginalCost", 20);
    return c;
  }

  @Test
  void rowsAtARandomPoint() {
    NetCase c = plant();
    c.add(Link.Row.class, "link", "l", "bus0", "gas", "bus1", "power", "efficiency", 0.4, "pNomExtendable", true, "pMinPu", -0.5, "rampLimitDown", 0.1);
    c.add(Link.Output.class, "output", "l/2", "link", "l", "number", 2, "bus", "heat");
    c.series(Link.Output.class, "efficiency", "l/2", 0.5, -0.1);
    var p = c.on().random();
    double cap = p.x("link.capacity", "l", -1, 0);
    for (int t = 0; t < 2; t++) {
      double x = p.x("link.power", "l", t);
      p.equal("balance", "gas", t, p.x("generator.power", "well", t) - x, 0);
      p.equal("balance", "power", t, 0.4 * x, 0);
      p.equal("balance", "heat", t, (t == 0 ? 0.5 : -0.1) * x, 0);
      p.atMost("link.power_most", "l", t, x - cap, 0);
      p.atLeast("link.power_least", "l", t, x + 0.5 * cap, 0);
    }
    p.atMost("link.ramp_down", "l", 1, p.x("link.power", "l", 0) - p.x("link.power", "l", 1) - 0.1 * cap, 0);
  }

  /// Heat and power from gas: 40 MW of power give 50 MW of heat, the boiler gives the other 10 from 10 / 0.8 of gas.
  @Test
  void cogenerationByHand() {
    NetCase c = plant().load("power", 40).load("heat", 60);
    c.add(Link.Row.class, "link", "chp", "bus0", "gas", "bus1", "power", "efficiency", 0.4, "pNom", 1000, "marginalCost", 1);
    c.add(Link.Output.class, "output", "chp/2", "link", "chp", "number", 2, "bus", "heat", "efficiency", 0.5);
    c.add(Link.Row.class, "link", "boiler", "bus0", "gas", "bus1", "heat", "efficiency", 0.8, "pNom", 1000);
    var a = c.on().solve();
    assertThat(a.value("link.power", "chp", 0)).isEqualTo(0.1, TINY);
    assertThat(a.value("link.power", "boiler", 0)).isEqualTo(0.0125, TINY);
    assertThat(a.objective()).isEqualTo(2 * (112.5 * 20 + 100 * 1) * 1e-6, TINY);
    var generation = a.tables().get("generation");
    double sum = 0;
    for (int k = 0; k < generation.rows(); k++)
      if (generation.text(k, generation.column("zone")).equals("heat")) sum += generation.number(k, generation.column("energy_mwh"));
    assertThat(sum).as("heat given less heat taken").isEqualTo(0, within(1e-3));
  }

  /// A cable of 30 MW in both directions carries cheap power to where it is dear, at 90 %.
  @Test
  void transportByHand() {
    NetCase c = NetCase.hours(1, "A", "B").load("B", 100);
    GeneratorTest.add(c, "cheap", "A", "pNom", 1000, "marginalCost", 10);
    GeneratorTest.add(c, "dear", "B", "pNom", 1000, "marginalCost", 50);
    c.add(Link.Row.class, "link", "cable", "bus0", "A", "bus1", "B", "efficiency", 0.9, "pNom", 30, "pMinPu", -1);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo((30 * 10 + 73 * 50) * 1e-6, TINY);
    var flows = a.tables().get("flows");
    assertThat(flows.number(0, flows.column("power_mw"))).isEqualTo(30, within(1e-4));
  }
}
