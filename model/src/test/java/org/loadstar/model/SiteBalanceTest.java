package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SiteBalanceTest {
  /// 0.4 GW in four modules, 40 M$/GW a year of shell, with a load of `utilisation`. Sun shines in the first of three hours: 50 M$/GW a year. A battery without
  /// losses: 20 M$/GW and 40 M$/GWh a year. The grid has plants of 20 USD/MWh.
  private static TestCase campus(double utilisation, Object... site) {
    Object[] more = {"module", 100, "capexShell", 1};
    Object[] all = java.util.Arrays.copyOf(more, more.length + site.length);
    System.arraycopy(site, 0, all, more.length, site.length);
    return TestCase.zones("A").plant("a", "A", 5000, 20).set("utilisation", utilisation).unserved(1, 1e6).site("x", "A", 400, 6, all)
        .technology("sun", Rows.Kind.VARIABLE, "financing", 10, "clean", true).costs("sun", 2026, "capex", 500).profile("s/A", 1, 0, 0)
        .technology("battery", Rows.Kind.STORAGE, "financing", 10, "firmCredit", 0.5)
        .costs("battery", 2026, "capex", 200, "capexEnergy", 400, "roundTripEfficiency", 1);
  }

  private static TestCase sun(TestCase c, Object... more) {
    return onSite(c, "sun", 6, "profile", "s/A", more);
  }

  private static TestCase battery(TestCase c, Object... more) {
    return onSite(c, "battery", 6, "spare", 0, more);
  }

  private static TestCase onSite(TestCase c, String technology, double months, String name, Object value, Object... more) {
    Object[] first = {"campus", "x", "technology", technology, "months", months, name, value};
    Object[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return c.add(OnSiteRows.Plant.class, all);
  }

  /// Behind a queue of ten years; engines of 200,000 USD/MWh, 100 M$/GW a year and a spare of a quarter.
  private static TestCase island(Object... sun) {
    return battery(sun(campus(0.5, "queue", 120), sun)).engines("x", 12, 200_000, "spare", 0.25);
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = battery(sun(campus(0.5, "queue", 40, "connection", 150)), "spare", 0.6).engines("x", 0, 100, "export", true, "spare", 0.25).enforceReserve();
    c.site("y", "A", 200, 6, "queue", 40).engines("y", 0, 100);
    c.add(Rows.ReserveMargin.class, "reserveRegion", "RA", "year", 2030, "margin", 0.2);
    c.add(Rows.BuildLimit.class, "limit", "grid", "technologies", "engine;sun;battery", "year", 2030, "cumulative", 500);
    for (int m = 1; m <= 12; m++) c.add(CampusRows.Pue.class, "zone", "A", "month", m, "pue", m == 1 ? 1.2 : 1.0 + 0.8 / 11);
    Built b = c.threeHours();
    var p = b.random();
    double h = p.x("site.power", "x");
    double a = p.x("site.alone", "x");
    double k = p.x("site.draw", "x");
    double engine = p.x("onsite.new", "x engine");
    double called = p.x("storage.firm", "x battery");
    double modules = 0.1 * p.x("campus.modules", "x onsite");
    p.equal("site.stands", "x", 0, h - modules - 0.1 * p.x("campus.modules", "x"), 0);
    p.equal("site.stands_alone", "x", 0, a - modules, 0);
    p.atMost("site.connected", "x", 0, k + a - h, 0);
    p.atLeast("site.feeds", "x", 0, k + engine / 1.25 + called - h, 0);
    p.atMost("site.fits", "x", 0, called - h, 0);
    p.atMost("storage.firm_limit", "x battery power", 0, called - p.x("storage.power.new", "x battery") / 1.6, 0);
    p.atMost("storage.firm_limit", "x battery energy", 0, called - p.x("storage.energy.new", "x battery") / 6.4, 0);
    p.atMost("build_limit", "grid", 0, engine, 0.5);
    p.atLeast("firm.capacity", "RA summer", 0, p.x("firm.shortfall", "RA summer") + engine / 1.25 + p.x("onsite.new", "y engine") / 1.2 + 0.5 * called
        - p.x("ai.onsite", "A") - 1.2 * 0.5 * 14.4 / 13 * p.x("ai.energised", "A"), -5);
    double load = 0.5 * 14.4 / 13;
    for (int t = 0; t < 3; t++) {
      double held = p.x("generator.output", "x sun", 0, t) + p.x("storage.discharge", "x battery", 0, t) - p.x("storage.charge", "x battery", 0, t);
      double free = p.x("onsite.output", "x engine export", 0, t);
      p.atLeast("site.balance", "x", t, held + free + p.x("site.unserved", "x", 0, t) + k - load * h, 0);
      p.atMost("site.within", "x", t, held - load * h, 0);
      p.atLeast("onsite.alone", "A", t, p.x("onsite.output", "A engine", 0, t) - load * (p.x("ai.onsite", "A") - a), 0);
      p.equal("balance", "A", t,
          p.x("generator.output", "a", 0, t) + p.x("load.unserved1", "A", 0, t) - p.x("load.surplus", "A", 0, t) + held + free + p.x("onsite.output", "A engine", 0, t)
              + p.x("site.unserved", "x", 0, t) - load * (p.x("ai.energised", "A") + p.x("ai.onsite", "A")), 0);
    }
    assertThat(b.upper("site.draw", "x", 0, 0)).isEqualTo(0.15);
  }

  /// Load 0.2 GW. The sun gives 0.5 GW in the first hour, of which the battery takes 0.3; engines give the 0.1 GWh that lack. The battery begins and ends half full,
  /// so it has 0.6 GWh, which count 0.15 GW at 4 hours; engines are there for the other 0.25 GW, with a spare of a quarter.
  @Test
  void anIslandOfSunBatteryAndEngines() {
    TestCase c = island("most", 500).target(2030, 0.4);
    Solved s = c.threeHours().solve();
    assertThat(s.value("ai.onsite", "A")).isEqualTo(0.4, within(1e-9));
    assertThat(s.value("generator.new", "x sun")).isEqualTo(0.5, within(1e-9));
    assertThat(s.value("storage.power.new", "x battery")).isEqualTo(0.3, within(1e-9));
    assertThat(s.value("storage.energy.new", "x battery")).isEqualTo(0.6, within(1e-9));
    assertThat(s.value("onsite.new", "x engine")).isEqualTo(0.3125, within(1e-9));
    double running = 0.1 * 200;
    assertThat(s.objective).isEqualTo(0.4 * 40 + 0.5 * 50 + 0.3 * 20 + 0.6 * 40 + 31.25 + running, within(1e-6));
    assertThat(s.number("onsite", "standing_mw", "technology=battery")).isEqualTo(300, within(1e-6));
    assertThat(s.number("capacity", "energy_mwh", "name=x battery")).isEqualTo(600, within(1e-6));
    Sheet t = s.tables().get("campuses");
    assertThat(t.text(0, t.column("supply"))).isEqualTo("on site in 2030: engine 313 MW, sun 500 MW, battery 300 MW (400 MW without the grid)");
    Solved run = c.on(TimeGrid.window(0, 3, 0.5), s.decisions(), true).solve();
    assertThat(run.objective).isEqualTo(running, within(1e-4));
    assertThat(run.value("site.unserved", "x", 0, 1)).isZero();
  }

  /// Without engines the hours without sun are lost where the battery is too dear, at the price of unserved energy.
  @Test
  void whatAnIslandLacksIsUnserved() {
    TestCase c = sun(campus(0.5, "queue", 120), "most", 300).engines("x", 12, 2_000_000, "spare", 0.25, "most", 500).target(2030, 0.4);
    Solved s = c.threeHours().solve();
    assertThat(s.value("site.unserved", "x", 0, 1)).isEqualTo(0.2, within(1e-9));
    assertThat(s.numbers("generation", "energy_mwh", "technology=unserved")).anySatisfy(v -> assertThat(v).isEqualTo(400, within(1e-6)));
    assertThat(s.value("generator.output", "a", 0, 1)).isZero();
  }

  /// What a GW of the site is worth counts all that feeds it: sun 1.5 GW, a battery of 1 GW and 2 GWh, which counts half, engines of 0.625 GW.
  @Test
  void worthCountsThePlants() {
    Solved s = island().target(2030, 1).threeHours().solve();
    assertThat(s.value("ai.onsite", "A")).isEqualTo(0.4, within(1e-9));
    assertThat(s.number("ai", "marginal_usd_per_kw_yr", "zone=A")).isEqualTo(20_000 - 40 - 1.5 * 50 - 1 * 20 - 2 * 40 - 0.5 * 1.25 * 100, within(1e-4));
  }

  /// Half of the connection's load stands idle in the mean: 0.15 GW of battery at 4 hours let 0.4 GW stand behind 0.25.
  @Test
  void aBatteryLetsMoreStandBehindASmallConnection() {
    assertThat(campus(0.5, "connection", 250).target(2030, 0.4).threeHours().solve().value("ai.energised", "A")).isEqualTo(0.25, within(1e-9));
    Solved s = battery(campus(0.5, "connection", 250)).target(2030, 0.4).threeHours().solve();
    assertThat(s.value("ai.energised", "A")).isEqualTo(0.4, within(1e-9));
    assertThat(s.value("storage.energy.new", "x battery")).isEqualTo(0.6, within(1e-9));
    assertThat(s.objective).isEqualTo(0.4 * 40 + 0.15 * 20 + 0.6 * 40 + 0.2 * 3 * 0.02, within(1e-6));
    assertThat(s.number("binding", "shadow_value", "constraint=site.draw")).isEqualTo(20 + 4 * 40, within(1e-4));
  }

  @Test
  void aConnectionOfNothingBinds() {
    Solved s = campus(0.5, "connection", 0).target(2030, 0.4).threeHours().solve();
    assertThat(s.value("ai.energised", "A")).isZero();
    assertThat(s.number("binding", "shadow_value", "constraint=site.draw")).isPositive();
  }

  /// At full use all hours the energy lacks, too: 0.45 GWh of sun in the first hour, 0.3 of them by way of the battery.
  @Test
  void theDrawIsHeldInEveryHour() {
    TestCase c = battery(sun(campus(1, "connection", 250))).target(2030, 0.4);
    Solved s = c.threeHours().solve();
    assertThat(s.value("site.power", "x")).isEqualTo(0.4, within(1e-9));
    assertThat(s.value("generator.new", "x sun")).isEqualTo(0.45, within(1e-9));
    assertThat(s.value("storage.energy.new", "x battery")).isEqualTo(0.6, within(1e-9));
    for (int t = 0; t < 3; t++) assertThat(s.value("generator.output", "a", 0, t)).isEqualTo(0.25, within(1e-9));
    Solved run = c.on(TimeGrid.window(0, 3, 0.5), s.decisions(), true).solve();
    assertThat(run.objective).isEqualTo(0.75 * 0.02, within(1e-5));
  }

  /// In the second hour the zone lacks 0.1 GW. The site may be without power for 1 % of its energy, 0.006 GWh; the rest comes from its battery, filled before
  /// and after.
  @Test
  void anInterruptibleSiteRidesOnItsBattery() {
    TestCase c = battery(TestCase.zones("A").demand("A", 0, 200, 0).plant("a", "A", 300, 20).unserved(1, 1e6).set("utilisation", 0.5).set("curtailmentShare", 0.01).set("curtailmentPrice", 1000)
        .technology("battery", Rows.Kind.STORAGE, "financing", 10).costs("battery", 2026, "capex", 200, "capexEnergy", 400, "roundTripEfficiency", 1)
        .site("x", "A", 400, 6, "queue", 120, "queueInterruptible", 6)).target(2030, 0.4);
    Solved s = c.threeHours().solve();
    assertThat(s.value("ai.interruptible", "A")).isEqualTo(0.4, within(1e-9));
    assertThat(s.value("interruption.power", "A", 0, 1)).isEqualTo(0.006, within(1e-9));
    assertThat(s.value("storage.discharge", "x battery", 0, 1)).isEqualTo(0.094, within(1e-9));
    assertThat(s.objective).isEqualTo(0.094 * (20 + 40) + 0.006 + 0.794 * 0.02, within(1e-6));
  }

  /// Without the right to sell, the sun feeds its site and no more, and takes no part in the reserve margin.
  @Test
  void sunFeedsItsSiteOnly() {
    for (boolean export : new boolean[] {false, true}) {
      TestCase c = sun(campus(0.5), "export", export, "capexMultiplier", 0, "most", 900).demand("A", 1000).target(2030, 0.4).enforceReserve()
          .add(Rows.ReserveMargin.class, "reserveRegion", "RA", "year", 2030, "margin", 0.1);
      Built b = c.threeHours();
      double[] one = new double[b.lp.columns()];
      one[b.column("generator.new", "x sun", 0, 0)] = 1;
      double credit = b.lp.times(one)[b.row("firm.capacity", "RA summer", 0, 0)];
      if (export) assertThat(credit).isBetween(0.3, 0.4);
      else assertThat(credit).isZero();
      assertThat(b.solve().value("generator.output", "x sun", 0, 0)).isEqualTo(export ? 0.9 : 0.2, within(1e-9));
    }
  }

  @Test
  void moreOfALimitNeverCosts() {
    double before = Double.POSITIVE_INFINITY;
    for (double mw : new double[] {0, 100, 250, 300, 400, 500}) {
      double cost = battery(sun(campus(0.7, "connection", mw, "queue", 6), "most", 600), "most", 200).engines("x", 12, 200_000, "most", 100).target(2030, 0.4).threeHours()
          .solve().objective;
      assertThat(cost).isLessThanOrEqualTo(before + 1e-6);
      before = cost;
    }
    for (double mw : new double[] {0, 100, 200, 300}) {
      double cost = battery(sun(campus(0.7, "connection", 250), "most", 2 * mw), "most", mw).target(2030, 0.4).threeHours().solve().objective;
      if (mw > 0) assertThat(cost).isLessThanOrEqualTo(before + 1e-6);
      before = cost;
    }
  }

  /// A battery alone feeds nothing: it opens no way without the grid.
  @Test
  void aBatteryAloneIsNoSupply() {
    Built b = battery(campus(0.5, "queue", 120)).target(2030, 0.4).threeHours();
    assertThat(b.lp.columnBlocks()).noneMatch(q -> q.name().equals("ai.onsite"));
    assertThat(b.solve().value("ai.energised", "A")).isZero();
  }

  @Test
  void variablePlantsHaveTheProfileOfTheirZone() {
    TestCase c = campus(0.5).profile("s/old", 0.1).profile("s/new", 0.2).generator("old", "A", "sun", "existing", 10, "profile", "s/old")
        .generator("new", "A", "sun", "maxNew", 10, "profile", "s/new", "profileMean", 0.15);
    onSite(c, "sun", 6, "spare", 0);
    assertThat(new Figures(c.data()).generators()).filteredOn(g -> g.generator().equals("x sun")).singleElement().satisfies(g -> {
      assertThat(g.profile()).isEqualTo("s/new");
      assertThat(g.profileMean()).isEqualTo(0.15);
    });
  }

  @Test
  void theTwinHasNothingOnSites() {
    Built b = island().target(2030, 1).withoutAi(TimeGrid.window(0, 3, 0.5));
    assertThat(b.lp.columnBlocks()).noneMatch(q -> q.name().startsWith("site.") || q.members().stream().anyMatch(n -> n.startsWith("x ")));
  }
}
