package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorridorTest {
  private static NetCase two(Object... corridor) {
    Object[] all = new Object[corridor.length + 6];
    System.arraycopy(new Object[] {"corridor", "line", "bus0", "A", "bus1", "B"}, 0, all, 0, 6);
    System.arraycopy(corridor, 0, all, 6, corridor.length);
    return NetCase.hours(2, "A", "B").load("A", 10).load("B", 100, 50).plant("cheap", "A", 500, 10).plant("dear", "B", 500, 100)
        .add(Corridor.Row.class, all);
  }

  /// 100 MW at B need 105 from A with 4.76 % lost half at each end; the line takes 80 only.
  @Test
  void lossesInProportion() {
    NetCase c = two("loss", 0.1).stands("line", "A", 80);
    var p = c.on().random();
    double f = p.x("corridor.flow", "line", 0);
    double up = p.x("corridor.forward", "line", 0);
    double down = p.x("corridor.backward", "line", 0);
    p.equal("corridor.parts", "line", 0, f - up + down, 0);
    p.atMost("corridor.both", "line", 0, up + down, 0.08);
    p.equal("balance", "A", 0, p.x("cluster.output", "cheap", 0) - f - 0.05 * (up + down), 0.01);
    p.equal("balance", "B", 0, p.x("cluster.output", "dear", 0) + f - 0.05 * (up + down), 0.1);
    var a = c.on().solve();
    double second = 50 / 0.95;
    assertThat(a.objective()).isEqualTo((10 + 84 + 10 + second * 1.05) * 10e-6 + (100 - 76) * 100e-6, within(1e-10));
  }

  /// Losses of q f^2 with q = 0.001/MW, in 4 pieces of 25 MW: 50 MW sent lose 25 (0.001) 25 + 25 (3 x 0.001) 25 = 2.5 MW, as the square.
  @Test
  void lossesByPieces() {
    NetCase c = two("squareLoss", 0.001, "pieces", 4, "most", 100).stands("line", "A", 100);
    var on = c.on();
    var p = on.random();
    double sum = 0;
    for (int k = 1; k <= 4; k++) sum += p.x("corridor.forward" + k, "line", 1);
    p.atLeast("corridor.forward_parts", "line", 1, sum - p.x("corridor.flow", "line", 1), 0);
    var a = on.solve();
    double flow = a.value("corridor.flow", "line", 1);
    double loss = 0;
    for (int k = 1; k <= 4; k++)
      loss += 0.001 * (2 * k - 1) * 25 * (a.value("corridor.forward" + k, "line", 1) + a.value("corridor.backward" + k, "line", 1));
    assertThat(flow - loss / 2).as("what B receives").isEqualTo(0.05, within(1e-9));
    assertThat(a.objective()).isGreaterThan(0);
    var whole = two("squareLoss", 0.001, "pieces", 4, "most", 100, "oneWay", true).stands("line", "A", 100).on().solve();
    assertThat(whole.objective()).isEqualTo(a.objective(), within(1e-9));
  }

  /// Wind of -50 must be taken: losses made up by flows both ways would earn 50 per MWh; one way forbids them.
  @Test
  void oneWayRulesOutLossesThatAreMadeUp() {
    Object[] line = {"corridor", "line", "bus0", "A", "bus1", "B", "loss", 0.1, "most", 50};
    Object[] oneWay = {"corridor", "line", "bus0", "A", "bus1", "B", "loss", 0.1, "most", 50, "oneWay", true};
    var free = paid().add(Corridor.Row.class, line).on().solve();
    var strict = paid().add(Corridor.Row.class, oneWay).on().solve();
    assertThat(free.objective()).isLessThan(strict.objective() - 1e-5);
    double sent = 10 / 0.95;
    assertThat(strict.objective()).isEqualTo(-50e-6 * (10 + sent * 1.05), within(1e-10));
    NetCase pieces = paid().add(Corridor.Row.class, "corridor", "line", "bus0", "A", "bus1", "B", "squareLoss", 0.004, "pieces", 2, "most", 50, "oneWay", true);
    var p = pieces.on().solve();
    double lost = 0.004 * 25;
    assertThat(p.objective()).isEqualTo(-50e-6 * (20 + lost * 10 / (1 - lost / 2)), within(1e-9));
  }

  private static NetCase paid() {
    return NetCase.hours(1, "A", "B").load("A", 10).load("B", 10).plant("paid", "A", 100, -50).stands("line", "A", 50);
  }

  /// A triangle of equal lines: of 90 MW from A to B two thirds take the straight line, which carries 40 only.
  @Test
  void anglesShareTheFlow() {
    NetCase c =
        NetCase.hours(1, "A", "B", "C").load("B", 90).plant("cheap", "A", 500, 10).plant("dear", "B", 500, 100).stands("AB", "A", 40)
            .stands("AC", "A", 500).stands("CB", "C", 500)
            .add(Corridor.Row.class, "corridor", "AB", "bus0", "A", "bus1", "B", "susceptance", 100)
            .add(Corridor.Row.class, "corridor", "AC", "bus0", "A", "bus1", "C", "susceptance", 100)
            .add(Corridor.Row.class, "corridor", "CB", "bus0", "C", "bus1", "B", "susceptance", 100);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo((60 * 10 + 30 * 100) * 1e-6, within(1e-10));
    assertThat(a.value("corridor.angle", "B", 0)).isEqualTo(-0.4, within(1e-9));
    NetCase held =
        NetCase.hours(1, "A", "B").load("B", 90).plant("cheap", "A", 500, 10).plant("dear", "B", 500, 100).stands("AB", "A", 500)
            .add(Corridor.Row.class, "corridor", "AB", "bus0", "A", "bus1", "B", "susceptance", 100, "angle", 0.3);
    assertThat(held.on().solve().objective()).isEqualTo((30 * 10 + 60 * 100) * 1e-6, within(1e-10));
  }

  /// Expansion up to 60 MW more; each MW saves 90 USD/MWh in two hours for 100 USD.
  @Test
  void expands() {
    var a =
        two().add(Sizing.Row.class, "capacity", "line", "bus", "A", "quantity", Sizing.Quantity.LINE, "existing", 20, "build", true, "max", 80,
            "investment", 100).on().solve();
    assertThat(a.value("capacity.built", "line", 0)).isEqualTo(0.03, within(1e-9));
    assertThat(a.objective()).isEqualTo((30 * 100 + (10 + 50) * 10 + (10 + 50) * 10 + 50 * 100) * 1e-6, within(1e-10));
  }
}
