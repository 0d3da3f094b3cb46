package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PassiveBranchTest {
  private static final Offset<Double> TINY = within(1e-7);

  /// Three buses in a ring; all load at C, cheap power at A.
  private static NetCase ring(String carrier, double load) {
    NetCase c = NetCase.hours(1);
    for (String b : new String[] {"A", "B", "C"}) c.add(Bus.class, "bus", b, "carrier", carrier, "nominalVoltage", 100);
    c.load("C", load);
    GeneratorTest.add(c, "cheap", "A", "pNom", 1000, "marginalCost", 10);
    GeneratorTest.add(c, "dear", "C", "pNom", 1000, "marginalCost", 50);
    return c;
  }

  private static NetCase line(NetCase c, String name, String bus0, String bus1, double x, double r, double mva) {
    return c.add(PassiveBranch.Line.class, "line", name, "bus0", bus0, "bus1", bus1, "x", x, "r", r, "sNom", mva);
  }

  /// AC at 1 ohm each, A-C carries two thirds of what goes from A to C: 60 MVA on it allow 90 MW.
  @Test
  void flowsShareByReactance() {
    NetCase c = ring("AC", 150);
    line(c, "ab", "A", "B", 1, 9, 1000);
    line(c, "cb", "C", "B", 1, 5, 1000);
    line(c, "ac", "A", "C", 1, 1, 60);
    var a = c.on().solve();
    assertThat(a.value("line.flow", "ac", 0)).isEqualTo(0.06, TINY);
    assertThat(a.value("line.flow", "cb", 0)).isEqualTo(-0.03, TINY);
    assertThat(a.objective()).isEqualTo((90 * 10 + 60 * 50) * 1e-6, TINY);
  }

  /// DC by resistance: 1 ohm against 9 + 5 on the way over B, 14/15 go straight.
  @Test
  void directCurrentSharesByResistance() {
    NetCase c = ring("DC", 150);
    line(c, "ab", "A", "B", 1, 9, 1000);
    line(c, "cb", "C", "B", 1, 5, 1000);
    line(c, "ac", "A", "C", 1, 1, 60);
    var a = c.on().solve();
    assertThat(a.value("line.flow", "ab", 0)).isEqualTo(0.06 / 14, TINY);
  }

  /// A transformer of 0.2 on 100 MVA (2 per GW) beside a line of 10 ohm at 100 kV (1 per GW), and 1 degree of shift.
  @Test
  void transformersTurnAndStepByHand() {
    NetCase c = ring("AC", 90);
    line(c, "l", "A", "C", 10, 0, 1000);
    c.add(PassiveBranch.Transformer.class, "transformer", "t", "bus0", "A", "bus1", "C", "x", 0.2, "sNom", 100, "tapRatio", 0.5,
        "phaseShift", 0.6);
    var a = c.on().solve();
    // 0.5 x 2 f_t + 0.6 pi / 180 = 1 f_l and f_t + f_l = 0.09
    double turn = 0.6 * Math.PI / 180;
    assertThat(a.value("transformer.flow", "t", 0)).isEqualTo((0.09 - turn) / 2, TINY);
    assertThat(a.objective()).isEqualTo(90 * 10 * 1e-6, TINY);
  }

  @Test
  void rowsAtARandomPoint() {
    NetCase c = ring("AC", 150);
    line(c, "ab", "A", "B", 2, 0, 1000);
    line(c, "bc", "B", "C", 4, 0, 1000);
    c.add(PassiveBranch.Line.class, "line", "ac", "bus0", "A", "bus1", "C", "x", 1, "sNom", 60, "sNomExtendable", true, "sMaxPu", 0.7);
    var p = c.on().random();
    double cap = p.x("line.capacity", "ac", -1, 0);
    double ac = p.x("line.flow", "ac", 0);
    p.atMost("line.flow_most", "ac", 0, ac - 0.7 * cap, 0);
    p.atLeast("line.flow_least", "ac", 0, ac + 0.7 * cap, 0);
    String closing = c.on().hasRow("cycle.voltage", "line bc") ? "line bc" : c.on().hasRow("cycle.voltage", "line ac") ? "line ac" : "line ab";
    double around = (2 * p.x("line.flow", "ab", 0) + 4 * p.x("line.flow", "bc", 0) - ac) / 4;
    p.equal("cycle.voltage", closing, 0, closing.equals("line ac") ? -around : around, 0);
    p.equal("balance", "B", 0, p.x("line.flow", "ab", 0) - p.x("line.flow", "bc", 0), 0);
  }

  /// A line of 1 USD/MVA replaces power that is 40 USD/MWh dearer.
  @Test
  void expansionByHand() {
    NetCase c = ring("AC", 150);
    c.add(PassiveBranch.Line.class, "line", "ac", "bus0", "A", "bus1", "C", "x", 1, "sNom", 60, "sNomExtendable", true, "sNomMax", 100,
        "sMaxPu", 0.5, "capitalCost", 1);
    var a = c.on().solve();
    assertThat(a.objective()).isEqualTo((50 * 10 + 100 * 50 + 100 * 1) * 1e-6, TINY);
    var lines = a.tables().get("lines");
    assertThat(lines.number(0, lines.column("forward_mw"))).isEqualTo(100, within(1e-4));
    assertThat(lines.number(0, lines.column("built_mw"))).isEqualTo(40, within(1e-4));
  }

  /// In the second stage the direct line is gone and nothing closes a ring.
  @Test
  void ringsAreThoseOfTheStage() {
    NetCase c = NetCase.hours(0);
    c.add(Snapshot.class, "snapshot", "t", "stage", 2030).add(Snapshot.class, "snapshot", "t", "stage", 2040);
    for (String b : new String[] {"A", "B", "C"}) c.add(Bus.class, "bus", b);
    line(c, "ab", "A", "B", 1, 0, 1000);
    line(c, "bc", "B", "C", 1, 0, 1000);
    c.add(PassiveBranch.Line.class, "line", "ac", "bus0", "A", "bus1", "C", "x", 1, "sNom", 60, "lifetime", 2035);
    var on = c.on();
    assertThat(on.lp.rowBlocks().stream().filter(b -> b.name().equals("cycle.voltage")).map(org.loadstar.lp.Block::stage)).containsExactly(0);
  }
}
