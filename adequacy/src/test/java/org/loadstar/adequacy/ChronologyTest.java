package org.loadstar.adequacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Rules of an hour on systems that can be followed by hand, and properties on random ones.
class ChronologyTest {
  private static Assessment run(PowerSystem.Builder b) {
    return MonteCarlo.run(b.build(), Options.of(2, 1, 1));
  }

  private static PowerSystem.Builder one(double... load) {
    var b = new PowerSystem.Builder(load.length);
    b.zone(new PowerSystem.Zone("A", "", 0));
    return b.load(0, load);
  }

  private static PowerSystem.Builder firm(PowerSystem.Builder b, int zone, double mw) {
    return b.units(new PowerSystem.Units("firm" + zone, "", zone, 1, mw, 0, 1, 0, 1));
  }

  @Test
  void storesGiveInAShortageAndFillFromSurplus() {
    // 10 MW; a store of 4 MW and 6 MWh, 80 % on the way in, empty at first: takes 3 and 3 (4.8 MWh held), gives 4, then 0.8, fills again 4 (3.2).
    var s = new PowerSystem.Store("s", "", 0, 4, 4, 6, 0.8, 1, 1, 0, 1, 0);
    Assessment a = run(firm(one(7, 7, 15, 14, 2, 14), 0, 10).store(s));
    double[] unserved = {0, 0, 1, 4 - 0.8, 0, 4 - 3.2};
    for (int h = 0; h < 6; h++) assertThat(a.hourly().get(h)).as("hour %d", h).isCloseTo(unserved[h], within(1e-9));
    assertThat(a.all().lolh().value()).isEqualTo(3);
    assertThat(a.all().loleDays().value()).isEqualTo(1);
  }

  @Test
  void theLongestTimeToGoGivesFirst() {
    // 4 MW for 1 h and 4 MW for 4 h: the short one is kept for the last hour, when both are needed.
    var b = firm(one(14, 14, 14, 18), 0, 10);
    b.store(new PowerSystem.Store("short", "", 0, 4, 4, 4, 1, 1, 1, 0, 1, 1)).store(new PowerSystem.Store("long", "", 0, 4, 4, 16, 1, 1, 1, 0, 1, 1));
    assertThat(run(b).all().eue().value()).isZero();
  }

  @Test
  void interruptionsKeepTheirBudgetAndTheirDay() {
    double[] load = new double[72];
    java.util.Arrays.fill(load, 13);
    var b = firm(one(load), 0, 10);
    // 3 MW missing; 9 MWh in any 24 hours, 24 MWh in the year: hours 0-2, 24-26 and 2 hours of the third day.
    b.interruptible(new PowerSystem.Interruptible("c", 0, Collections.nCopies(72, 5.0), 24, 9));
    Assessment a = run(b);
    assertThat(a.all().eue().value()).isCloseTo(72 * 3 - 24, within(1e-9));
    assertThat(a.hourly().subList(0, 4)).containsExactly(0.0, 0.0, 0.0, 3.0);
    assertThat(a.hourly().subList(23, 28)).containsExactly(3.0, 0.0, 0.0, 0.0, 3.0);
    assertThat(a.hourly().subList(48, 52)).containsExactly(0.0, 0.0, 3.0, 3.0);
    assertThat(a.all().loleDays().value()).isEqualTo(3);
  }

  @Test
  void hydroShavesThePeaksOfTheWeek() {
    double[] load = {4, 4, 12, 4, 10, 4};
    var water = new PowerSystem.Reservoir("h", "", 0, 6, Collections.nCopies(6, 1.5), 0);
    // 9 MWh of water: the peak of 12 down to 6.5, that of 10 down to 6.5.
    Weather.Drawn w = new Weather(firm(one(load), 0, 7).reservoir(water).build()).moved(0);
    assertThat(w.need()[0][2]).isCloseTo(6.5, within(1e-9));
    assertThat(w.need()[0][4]).isCloseTo(6.5, within(1e-9));
    double sum = 0;
    for (double v : w.hydro()[0]) sum += v;
    assertThat(sum).isCloseTo(9, within(1e-9));
    assertThat(run(firm(one(load), 0, 7).reservoir(water)).all().eue().value()).isZero();
  }

  @Test
  void weatherMovesByWholeDays() {
    double[] sun = new double[72];
    sun[0] = 5;
    PowerSystem s = one(new double[72]).weather(0, sun).build();
    assertThat(new Weather(s).moved(1).need()[0][24]).isEqualTo(-5);
    assertThat(new Weather(s).moved(-1).need()[0][48]).isEqualTo(-5);
  }

  @Test
  void daysAreLocal() {
    double[] load = new double[48];
    for (int h = 22; h < 27; h++) load[h] = 1;
    for (int behind : new int[] {0, 8}) {
      var b = new PowerSystem.Builder(48);
      b.zone(new PowerSystem.Zone("A", "", behind));
      assertThat(run(b.load(0, load)).all().loleDays().value()).isEqualTo(behind == 0 ? 2 : 1);
    }
  }

  /// A year of whole days has no more local days than days, wherever the zone is.
  @Test
  void theLocalDayOverTheEndsIsOne() {
    for (int behind : new int[] {-9, 0, 6}) {
      double[] load = new double[72];
      java.util.Arrays.fill(load, 1);
      var b = new PowerSystem.Builder(72);
      b.zone(new PowerSystem.Zone("A", "", behind));
      assertThat(run(b.load(0, load)).all().loleDays().value()).isEqualTo(3);
      java.util.Arrays.fill(load, 12, 60, 0);
      b = new PowerSystem.Builder(72);
      b.zone(new PowerSystem.Zone("A", "", behind));
      assertThat(run(b.load(0, load)).all().loleDays().value()).isEqualTo(2);
    }
  }

  @Test
  void coldSpellsRaiseTheOutageRateToTheFactor() {
    boolean[] cold = new boolean[240];
    double[] load = new double[240];
    for (int h = 48; h < 96; h++) {
      cold[h] = true;
      load[h] = 1;
    }
    var b = one(load).cold(0, cold);
    b.units(new PowerSystem.Units("u", "", 0, 1, 1, 0.1, 10, 0, 3));
    // A unit lost for the spell is out for all of it, so the mean of the spell is 0.3 and every hour's is at least that.
    Assessment a = MonteCarlo.run(b.build(), Options.of(20_000, 2, 2));
    assertThat(a.all().lolh().value() / 48).isCloseTo(0.3, within(3 * a.all().lolh().standardError() / 48));
  }

  private static PowerSystem.Builder random(long seed) {
    Random r = new Random(seed);
    int zones = 4;
    var b = new PowerSystem.Builder(336);
    for (int z = 0; z < zones; z++) {
      b.zone(new PowerSystem.Zone("Z" + z, z < 2 ? "west" : "east", z));
      double[] load = new double[336];
      double[] sun = new double[336];
      for (int h = 0; h < 336; h++) {
        load[h] = 800 + 150 * Math.sin(2 * Math.PI * (h + z) / 24) + 40 * r.nextDouble();
        sun[h] = Math.max(0, 150 * Math.sin(2 * Math.PI * (h - 6) / 24));
      }
      b.load(z, load).weather(z, sun);
      b.units(new PowerSystem.Units("u" + z, "", z, 18, 50, 0.08, 30, 0, 1));
      b.store(new PowerSystem.Store("s" + z, "", z, 40, 40, 160, 0.9, 0.95, 5, 0.03, 20, 1));
      b.interruptible(new PowerSystem.Interruptible("c" + z, z, Collections.nCopies(336, 30.0), 200, 90));
      b.reservoir(new PowerSystem.Reservoir("h" + z, "", z, 60, Collections.nCopies(336, 20.0), 0.3));
    }
    for (int[] t : new int[][] {{0, 1}, {1, 2}, {2, 3}, {0, 3}}) b.tie(new PowerSystem.Tie("t" + t[0] + t[1], t[0], t[1], 60, 40, 0, 1));
    return b;
  }

  @Test
  void threadsChangeNoDigit() {
    PowerSystem s = random(3).build();
    Options o = new Options(300, 0, 9, 1, 5, 0.02, Double.POSITIVE_INFINITY);
    Assessment one = MonteCarlo.run(s, o);
    Assessment three = MonteCarlo.run(s, o.withThreads(3));
    assertThat(three.years()).isEqualTo(one.years());
    assertThat(three.hourly()).isEqualTo(one.hourly());
    assertThat(three.byZone()).isEqualTo(one.byZone());
    assertThat(three.byGroup()).isEqualTo(one.byGroup());
    assertThat(three.all()).isEqualTo(one.all());
    assertThat(one.all().eue().value()).isPositive();
  }

  @Test
  void moreOfAnythingNeverLeavesMoreUnserved() {
    PowerSystem s = random(5).build();
    Options o = Options.of(60, 4, 2);
    List<Double> base = MonteCarlo.run(s, o).years();
    List<Double> wider = MonteCarlo.run(s.toBuilder().tie(new PowerSystem.Tie("more", 1, 3, 100, 100, 0, 1)).build(), o).years();
    List<Double> plant = MonteCarlo.run(s.toBuilder().units(new PowerSystem.Units("new", "", 2, 2, 50, 0.1, 20, 0, 1)).build(), o).years();
    double saved = 0;
    for (int k = 0; k < base.size(); k++) {
      assertThat(plant.get(k)).isLessThanOrEqualTo(base.get(k) + 1e-6);
      saved += base.get(k) - wider.get(k);
    }
    assertThat(saved).isPositive();
  }

  @Test
  void stopsAtTheRelativeError() {
    Assessment a = MonteCarlo.run(random(3).build(), new Options(100_000, 0.1, 1, 2, 0, 0, Double.POSITIVE_INFINITY));
    assertThat(a.converged()).isTrue();
    assertThat(a.samples()).isLessThan(5000);
    assertThat(a.all().eue().within(0.1)).isTrue();
  }

  @Test
  void optionsSayWhatIsAllowed() {
    assertThatThrownBy(() -> Options.of(1, 0, 1)).hasMessage("samples 1: allowed is 2 or more");
    assertThatThrownBy(() -> Options.of(2, 0, 0)).hasMessageContaining("threads 0");
    assertThatThrownBy(() -> new PowerSystem.Units("u", "", 0, 1, 10, 1, 10, 0, 1)).hasMessageContaining("forced 1.0");
  }
}
