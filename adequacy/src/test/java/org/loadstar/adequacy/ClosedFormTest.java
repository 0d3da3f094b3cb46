package org.loadstar.adequacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Monte Carlo against exact convolutions, and the reliability test system RTS-79 against its published indices.
class ClosedFormTest {
  private static final int HOURS = 24 * 30;

  static PowerSystem.Units units(String name, int zone, int count, double mw, double forced, double repair) {
    return new PowerSystem.Units(name, "", zone, count, mw, forced, repair, 0, 1);
  }

  static void near(Estimate e, double exact) {
    assertThat(e.value()).as("%s against %s", e, exact).isCloseTo(exact, within(3 * e.standardError()));
    assertThat(e.standardError()).isLessThan(0.1 * exact);
  }

  private static double[] load(double mean, double swing, int phase) {
    double[] d = new double[HOURS];
    for (int h = 0; h < HOURS; h++) d[h] = Math.rint(mean + swing * Math.sin(2 * Math.PI * (h + phase) / 24) + swing / 3 * Math.sin(2 * Math.PI * h / 168));
    return d;
  }

  @Test
  void oneZoneIsTheConvolutionOfItsUnits() {
    double[] d = load(700, 130, 0);
    var b = new PowerSystem.Builder(HOURS);
    b.zone(new PowerSystem.Zone("A", "", 0));
    b.load(0, d).units(units("large", 0, 4, 155, 0.08, 40)).units(units("small", 0, 12, 30, 0.05, 25));
    Assessment a = MonteCarlo.run(b.build(), Options.of(4000, 7, 2));
    OutageTable t = new OutageTable().add(4, 155, 0.08).add(12, 30, 0.05);
    assertThat(t.total()).isCloseTo(1, within(1e-12));
    double hours = 0;
    double energy = 0;
    for (double v : d) {
      hours += t.shortage(v);
      energy += t.unserved(v);
    }
    near(a.all().lolh(), hours);
    near(a.all().eue(), energy);
    assertThat(a.byZone().get("A")).isEqualTo(a.all());
    assertThat(a.all().loleDays().value()).isLessThan(a.all().lolh().value()).isGreaterThan(a.all().lolh().value() / 24);
  }

  @Test
  void plannedOutagesTakeTheirShareOfEveryUnit() {
    double[] d = load(500, 60, 0);
    double[] all = new double[HOURS];
    java.util.Arrays.fill(all, 1);
    var b = new PowerSystem.Builder(HOURS);
    b.zone(new PowerSystem.Zone("A", "", 0));
    b.load(0, d).maintenance(0, all).units(new PowerSystem.Units("u", "", 0, 8, 100, 0.1, 30, 0.2, 1));
    Assessment a = MonteCarlo.run(b.build(), Options.of(3000, 3, 2));
    OutageTable t = new OutageTable().add(8, 80, 0.1);
    double hours = 0;
    for (double v : d) hours += t.shortage(v);
    near(a.all().lolh(), hours);
  }

  @Test
  void twoZonesWithATieAreTheDoubleConvolution() {
    double[] d = load(400, 90, 0);
    double[] e = load(300, 80, 7);
    var b = new PowerSystem.Builder(HOURS);
    b.zone(new PowerSystem.Zone("A", "", 0));
    b.zone(new PowerSystem.Zone("B", "", 0));
    b.load(0, d).load(1, e).tie(new PowerSystem.Tie("t", 0, 1, 70, 70, 0, 1));
    b.units(units("a", 0, 11, 50, 0.1, 30)).units(units("b", 1, 4, 110, 0.07, 60));
    Assessment a = MonteCarlo.run(b.build(), Options.of(3000, 11, 2));
    OutageTable x = new OutageTable().add(11, 50, 0.1);
    OutageTable y = new OutageTable().add(4, 110, 0.07);
    double[] sum = new double[3];
    for (int h = 0; h < HOURS; h++) {
      double[] q = OutageTable.tied(x, y, d[h], e[h], 70);
      for (int k = 0; k < 3; k++) sum[k] += q[k];
    }
    near(a.all().lolh(), sum[0]);
    near(a.byZone().get("A").eue(), sum[1]);
    near(a.byZone().get("B").eue(), sum[2]);
  }

  /// IEEE RTS-79 (IEEE Trans. PAS-98, 1979), the generating system with the hourly load of 364 days. Published: LOLE 9.39418 h/yr and
  /// LOEE 1176 MWh/yr (Allan, Billinton & Abdel-Gawad, IEEE Trans. PWRS-1, 1986).
  @Test
  void reliabilityTestSystemOf1979() {
    double[] d = Rts79.load();
    OutageTable t = new OutageTable();
    var b = new PowerSystem.Builder(d.length);
    b.zone(new PowerSystem.Zone("RTS", "", 0));
    b.load(0, d);
    for (double[] u : Rts79.UNITS) {
      t.add((int) u[0], (int) u[1], u[2]);
      b.units(units("U" + (int) u[1], 0, (int) u[0], u[1], u[2], u[3]));
    }
    double hours = 0;
    double energy = 0;
    for (double v : d) {
      hours += t.shortage(v);
      energy += t.unserved(v);
    }
    assertThat(hours).isCloseTo(9.39418, within(1e-4));
    assertThat(energy).isCloseTo(1176.3, within(0.5));
    Assessment a = MonteCarlo.run(b.build(), Options.of(6000, 1, 2));
    near(a.all().lolh(), hours);
    near(a.all().eue(), energy);
  }
}
