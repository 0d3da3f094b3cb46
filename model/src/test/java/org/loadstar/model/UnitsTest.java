package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// New capacity in whole units, restarts among them.
class UnitsTest {
  /// A plant of 10 USD/kW-yr against unserved energy of 30 USD/kW in three hours.
  private static TestCase demand(double mw, Object... more) {
    TestCase c = TestCase.zones("A").demand("A", mw).technology("n", Rows.Kind.THERMAL, "financing", 10).costs("n", 2030, "capex", 100);
    Object[] all = new Object[4 + more.length];
    System.arraycopy(new Object[] {"maxNew", 2000, "unit", 300}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return c.generator("g", "A", "n", all);
  }

  @Test
  void rowsAtARandomPoint() {
    Built b = demand(1000).threeHours();
    var p = b.random();
    p.equal("generator.unit", "g", 0, p.x("generator.build", "g") - 0.3 * p.x("generator.units", "g"), 0);
    assertThat(b.lp.integers()[b.column("generator.units", "g", 0, 0)]).isTrue();
    assertThat(b.upper("generator.units", "g", 0, 0)).isEqualTo(6);
  }

  /// A unit of 300 MW costs 3 M$ and saves 30 USD for each kW it serves: the last one is built to serve 101 MW, not for 99.
  @ParameterizedTest
  @CsvSource({"1001, 1200", "999, 900", "300, 300", "90, 0", "5000, 1800"})
  void unitsAreBuiltWholeOrNot(double demand, double built) {
    Solved s = demand(demand, "completion", 0.8).threeHours().solveWhole();
    assertThat(s.value("generator.new", "g")).isEqualTo(built / 1e3, within(1e-9));
    assertThat(s.number("units", "units")).isEqualTo(built / 300, within(1e-9));
    assertThat(s.number("units", "expected_mw")).isEqualTo(0.8 * built, within(1e-6));
  }

  /// A restart is one unit as large as all that can be had, from its earliest year on.
  @ParameterizedTest
  @CsvSource({"280, 835", "270, 0"})
  void aRestartIsBuiltWholeOrNot(double demand, double built) {
    TestCase c = TestCase.zones("A").demand("A", demand).stages(2026, 2028).technology("nuclear_restart", Rows.Kind.THERMAL, "financing", 10);
    c.costs("nuclear_restart", 2026, "capex", 100);
    c.generator("Crane", "A", "nuclear_restart", "maxNew", 835, "unit", 835, "earliestYear", 2027, "completion", 0.9);
    Solved s = c.threeHours().solveWhole();
    assertThat(s.value("generator.new", "Crane", 1, 0)).isEqualTo(built / 1e3, within(1e-9));
    assertThat(s.number("capacity", "standing_mw", "year=2026")).isZero();
    assertThat(s.number("units", "expected_mw", "year=2028")).isEqualTo(0.9 * built, within(1e-6));
  }
}
