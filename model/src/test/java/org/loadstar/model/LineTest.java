package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LineTest {
  @Test
  void rowsAtARandomPoint() {
    TestCase c = TestCase.zones("A", "B").set("transferFactor", 0.7);
    c.line("l", "A", "B", 1000, "loss", 0.1, "maxNew", 300, "hurdle", 2).line("m", "B", "A", 500);
    Built b = c.threeHours();
    var p = b.random();
    double n = p.x("line.new", "l");
    for (int t = 0; t < 3; t++) {
      double to = p.x("line.forward", "l", 0, t);
      double back = p.x("line.reverse", "l", 0, t);
      double other = p.x("line.forward", "m", 0, t) - p.x("line.reverse", "m", 0, t);
      p.atMost("line.limit_forward", "l", t, to - n, 0.7);
      p.atMost("line.limit_reverse", "l", t, back - n, 0.7);
      p.equal("balance", "A", t,
          0.9 * back - to + other + p.x("load.unserved1", "A", 0, t) - p.x("load.surplus", "A", 0, t), 0);
      p.equal("balance", "B", t,
          0.9 * to - back - other + p.x("load.unserved1", "B", 0, t) - p.x("load.surplus", "B", 0, t), 0);
    }
    assertThat(b.upper("line.forward", "m", 0, 0)).isEqualTo(0.35, within(1e-12));
    assertThat(b.cost("line.reverse", "l", 0, 0)).isEqualTo(0.002, within(1e-12));
  }

  /// B needs 1 GW: 0.5 GW arrive from A at (10 + 1) / 0.8 USD/MWh, the rest costs 50 at home. One more GW of line would earn
  /// 0.8 x 50 - 10 - 1 = 29 USD/MWh for three hours. Its 87 USD/kW are less than the 100 of an expansion.
  @Test
  void congestionByHand() {
    TestCase c = TestCase.zones("A", "B").demand("B", 1000).plant("a", "A", 5000, 10).plant("b", "B", 5000, 50);
    c.line("l", "A", "B", 625, "loss", 0.2, "hurdle", 1, "maxNew", 1000, "capex", 4000, "financing", 40);
    Solved s = c.threeHours().solve();
    assertThat(s.objective).isEqualTo(3 * (0.625 * 11 + 0.5 * 50) * 1e-3, within(1e-9));
    assertThat(s.price("A", 0, 0)).isEqualTo(10, within(1e-6));
    assertThat(s.price("B", 0, 0)).isEqualTo(50, within(1e-6));
    assertThat(s.number("lines", "energy_forward_mwh", "line=l")).isEqualTo(1875, within(1e-6));
    assertThat(s.numbers("flows", "power_mw", "line=l")).hasSize(3).allSatisfy(v -> assertThat(v).isEqualTo(625, within(1e-6)));
    assertThat(-s.dual("line.limit_forward", "l", 0, 0)).isEqualTo(0.029, within(1e-9));
    assertThat(s.numbers("binding", "shadow_value", "constraint=line.limit")).isEmpty();
  }

  @Test
  void expansionAndRentByHand() {
    TestCase c = TestCase.zones("A", "B").demand("B", 1000).plant("a", "A", 5000, 0).unserved(1, 20_000);
    c.line("l", "A", "B", 0, "maxNew", 400, "capex", 400, "financing", 40);
    Solved s = c.threeHours().solve();
    assertThat(s.objective).isEqualTo(0.4 * 10 + 0.6 * 60, within(1e-7));
    assertThat(s.cost("line_capital")).isEqualTo(4, within(1e-7));
    assertThat(s.number("lines", "built_mw", "line=l")).isEqualTo(400, within(1e-6));
    assertThat(s.number("lines", "reverse_mw", "line=l")).isEqualTo(400, within(1e-6));
    assertThat(s.number("binding", "shadow_value", "constraint=line.limit", "place=A to B (ac)")).isEqualTo(60, within(1e-6));
    Solved run = c.on(TimeGrid.window(0, 3, 0.5), s.decisions(), true).solve();
    assertThat(run.objective).isEqualTo(36, within(1e-6));
  }

  @Test
  void aLineOfALaterYearIsNotThereBefore() {
    TestCase c = TestCase.zones("A", "B").stages(2029, 2030).line("l", "A", "B", 1000, "firstYear", 2030);
    Built b = c.threeHours();
    assertThat(b.upper("line.forward", "l", 0, 0)).isZero();
    assertThat(b.upper("line.forward", "l", 1, 0)).isEqualTo(1);
  }
}
