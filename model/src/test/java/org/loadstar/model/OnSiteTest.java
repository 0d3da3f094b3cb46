package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OnSiteTest {
  /// 0.4 GW in four modules behind a queue of ten years; engines of 100 USD/MWh run after a year. The grid has plants of 20 USD/MWh.
  private static TestCase island(Object... engines) {
    return TestCase.zones("A").plant("a", "A", 5000, 20).set("utilisation", 0.5)
        .site("x", "A", 400, 6, "module", 100, "queue", 120, "capexShell", 1).engines("x", 12, 100, engines);
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = island("committed", 80, "spare", 0.25).enforceReserve().site("y", "A", 200, 0).engines("y", 0, 100, "export", true, "spare", 0.6, "most", 900);
    for (int m = 1; m <= 12; m++) c.add(CampusRows.Pue.class, "zone", "A", "month", m, "pue", m == 1 ? 1.2 : 1.0 + 0.8 / 11);
    c.add(Rows.ReserveMargin.class, "reserveRegion", "RA", "year", 2030, "margin", 0.2);
    c.add(Rows.BuildLimit.class, "limit", "grid", "technologies", "engine", "year", 2030, "cumulative", 500);
    Built b = c.threeHours();
    var p = b.random();
    double x = p.x("onsite.new", "x engine") + p.x("onsite.committed", "x engine");
    double y = p.x("onsite.new", "y engine");
    p.atLeast("onsite.feeds", "x", 0, x / 1.25 - 0.1 * p.x("campus.modules", "x onsite"), 0);
    p.atMost("onsite.fits", "x", 0, x / 1.25 - 0.1 * p.x("campus.modules", "x onsite") - 0.1 * p.x("campus.modules", "x"), 0);
    p.atLeast("onsite.feeds", "y", 0, y / 1.6 - 0.2 * p.x("campus.modules", "y onsite"), 0);
    p.equal("onsite.hosted", "A", 0, p.x("onsite.host", "A") - 0.1 * p.x("campus.modules", "x onsite") - 0.1 * p.x("campus.modules", "x"), 0);
    p.equal("ai.power", "A onsite", 0, p.x("ai.onsite", "A") - 0.1 * p.x("campus.modules", "x onsite") - 0.2 * p.x("campus.modules", "y onsite"), 0);
    p.atMost("build_limit", "grid", 0, y, 0.5);
    double load = 0.5 * 14.4 / 13;
    for (int t = 0; t < 3; t++) {
      double held = p.x("onsite.output", "A engine", 0, t);
      double free = p.x("onsite.output", "A engine export", 0, t);
      p.atMost("onsite.limit", "A engine", t, held - x, 0);
      p.atMost("onsite.limit", "A engine export", t, free - y, 0);
      p.atLeast("onsite.alone", "A", t, held + free - load * p.x("ai.onsite", "A"), 0);
      p.atMost("onsite.held", "A", t, held - load * p.x("onsite.host", "A"), 0);
      p.equal("balance", "A", t,
          p.x("generator.output", "a", 0, t) + p.x("load.unserved1", "A", 0, t) - p.x("load.surplus", "A", 0, t) + held + free
              - load * (p.x("ai.energised", "A") + p.x("ai.onsite", "A")), 0);
    }
    p.atLeast("firm.capacity", "RA summer", 0,
        p.x("firm.shortfall", "RA summer") + x / 1.25 + y / 1.6 - p.x("ai.onsite", "A") - 1.2 * load * p.x("ai.energised", "A"), -5);
    assertThat(b.upper("onsite.committed", "x engine", 0, 0)).isEqualTo(0.08);
    assertThat(b.upper("campus.modules", "x", 0, 0)).isZero();
    assertThat(b.upper("campus.modules", "x onsite", 0, 0)).isEqualTo(4);
  }

  /// The queue is not waited for: 0.4 GW stand on 0.5 GW of engines, of which 80 MW are there. 1 USD/W over 25 years at rate 0 is
  /// 40 M$/GW a year, engines 100; 0.4 GW draw 0.2 for 3 hours at 100 USD/MWh.
  @Test
  void byHand() {
    TestCase c = island("committed", 80, "committedMonths", 12, "spare", 0.25).target(2030, 0.4);
    Solved s = c.threeHours().solve();
    assertThat(s.value("ai.onsite", "A")).isEqualTo(0.4, within(1e-9));
    assertThat(s.value("onsite.new", "x engine")).isEqualTo(0.42, within(1e-9));
    assertThat(s.objective).isEqualTo(0.4 * 40 + 0.42 * 100 + 0.2 * 3 * 0.1, within(1e-6));
    assertThat(s.number("generation", "energy_mwh", "technology=engine")).isEqualTo(600, within(1e-6));
    assertThat(s.number("campus_power", "energised_mw", "connection=onsite")).isEqualTo(400, within(1e-6));
    assertThat(s.number("onsite", "standing_mw", "campus=x")).isEqualTo(500, within(1e-6));
    Sheet t = s.tables().get("campuses");
    assertThat(t.text(0, t.column("supply"))).isEqualTo("on site in 2030: engine 500 MW (400 MW without the grid)");
    assertThat(t.text(0, t.column("binding_step"))).isEqualTo("plants on the site");
    Solved run = c.on(TimeGrid.window(0, 3, 0.5), s.decisions(), true).solve();
    assertThat(run.objective).isEqualTo(0.06, within(1e-9));
  }

  /// What a GW on the site is worth counts what feeding it costs: 20 G$ a GW, less 40 M$ of shell, 125 M$ of engines and 0.15 M$ of fuel.
  @Test
  void worthCountsThePlants() {
    Solved s = island("spare", 0.25).target(2030, 1).threeHours().solve();
    assertThat(s.number("ai", "marginal_usd_per_kw_yr", "zone=A")).isEqualTo(20_000 - 40 - 125 - 0.15, within(1e-4));
  }

  @Test
  void withoutEnoughOnTheSiteTheQueueIsWaitedFor() {
    Solved s = island("spare", 0.25, "most", 250).target(2030, 0.4).threeHours().solve();
    assertThat(s.value("ai.onsite", "A")).isEqualTo(0.2, within(1e-9));
    assertThat(s.value("ai.energised", "A")).isZero();
    assertThat(s.number("binding", "shadow_value", "constraint=onsite.maximum")).isEqualTo((20_000 - 40 - 0.15) / 1.25 - 100, within(1e-4));
    assertThat(island("months", 61).stages(2030).target(2030, 0.4).threeHours().solve().value("ai.onsite", "A")).isZero();
  }

  /// Dear energy of the grid is replaced up to the load that stands beside the plants, and beyond it where they may export.
  @Test
  void plantsWithoutExportFeedTheirSiteOnly() {
    for (boolean export : new boolean[] {false, true}) {
      TestCase c = TestCase.zones("A").demand("A", 1000).plant("a", "A", 5000, 5000).set("utilisation", 0.5).target(2030, 0.4)
          .site("x", "A", 400, 0).engines("x", 0, 0, "committed", 900, "most", 0, "spare", 0.5, "export", export);
      Solved s = c.threeHours().solve();
      assertThat(s.value("onsite.output", export ? "A engine export" : "A engine", 0, 1)).isEqualTo(export ? 0.9 : 0.2, within(1e-9));
      Solved run = c.on(TimeGrid.window(0, 3, 0.5), s.decisions(), true).solve();
      assertThat(run.objective).isEqualTo(s.objective, within(1e-6));
    }
  }

  /// The queue ends in 2029: from then on the grid feeds the site, 20 USD/MWh in place of 100, and its engines stand by.
  @Test
  void aSiteThatItsPlantsFeedJoinsTheGridWhenTheQueueHasEnded() {
    TestCase c = TestCase.zones("A").plant("a", "A", 5000, 20).set("utilisation", 0.5).set("endYears", 2).stages(2027, 2028, 2029)
        .site("x", "A", 400, 6, "module", 100, "queue", 48, "capexShell", 1).engines("x", 12, 100, "spare", 0.25).target(2027, 0.3).target(2029, 0.4);
    Built b = c.threeHours();
    var p = b.random();
    p.says("campus.growth", "x onsite", 2, 0,
        p.x("campus.modules", "x onsite", 2, 0) - p.x("campus.modules", "x onsite", 1, 0) - p.x("campus.build", "x onsite", 2, 0) + p.x("campus.joins", "x onsite to firm", 2, 0), 0, 0);
    p.says("campus.growth", "x", 2, 0,
        p.x("campus.modules", "x", 2, 0) - p.x("campus.modules", "x", 1, 0) - p.x("campus.build", "x", 2, 0) - p.x("campus.joins", "x onsite to firm", 2, 0), 0, 0);
    Solved s = b.solve();
    assertThat(s.value("ai.onsite", "A", 1, 0)).isEqualTo(0.3, within(1e-9));
    assertThat(s.value("ai.onsite", "A", 2, 0)).isZero();
    assertThat(s.value("ai.energised", "A", 2, 0)).isEqualTo(0.4, within(1e-9));
    // Shell of 0.3 GW for 4 years and of 0.1 for 2, engines of 0.375 GW for 4, energy of 0.15 GW for 3 hours in 2 years by engines, of 0.2 in 2 by the grid.
    assertThat(s.objective).isEqualTo(0.3 * 40 * 4 + 0.1 * 40 * 2 + 37.5 * 4 + 0.15 * 3 * 0.1 * 2 + 0.2 * 3 * 0.02 * 2, within(1e-6));
    Sheet t = s.tables().get("campuses");
    assertThat(t.text(0, t.column("binding_step"))).isEqualTo("plants on the site");
  }

  /// Engines draw on deliveries: 0.25 GW of them feed 0.2 GW.
  @Test
  void deliveriesLimitWhatIsFed() {
    TestCase c = island("spare", 0.25).stages(2026).target(2026, 0.4)
        .add(EquipmentRows.Slot.class, "item", "engines", "scenario", "s", "year", 2026, "unit", "GW", "deliveries", 0.25, "lead", 12)
        .add(EquipmentRows.Use.class, "item", "engines", "technology", "engine", "units", 1);
    Solved s = c.threeHours().solve();
    assertThat(s.value("ai.onsite", "A")).isEqualTo(0.2, within(1e-9));
    assertThat(s.number("binding", "shadow_value", "constraint=equipment.engines")).isPositive();
  }

  @Test
  void theRowThatNamesASiteGoesBeforeItsZoneAndAll() {
    TestCase c = island("most", 7).site("y", "A", 100, 0).site("far", "B", 100, 0).engines("", 0, 1, "most", 9).engines("", 0, 1, "zone", "A", "most", 8);
    CampusFigures f = new CampusFigures(c.data());
    assertThat(f.sites()).extracting(s -> f.plants(s).getFirst().row().most()).containsExactly(7.0, 8.0, 9.0);
    assertThat(f.plants(f.sites().getFirst())).hasSize(1);
  }

  @Test
  void theTwinHasNoPlantsOnSites() {
    Built b = island().target(2030, 1).withoutAi(TimeGrid.window(0, 3, 0.5));
    assertThat(b.lp.columnBlocks()).noneMatch(q -> q.name().startsWith("onsite."));
  }
}
