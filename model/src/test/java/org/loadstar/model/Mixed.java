package org.loadstar.model;

/// A case with every component and policy, two stages, all money multiplied by a factor.
final class Mixed {
  private Mixed() {}

  static TestCase of(double money) {
    return of(money, 1);
  }

  /// @param room multiplies every limit: fleet of plants that cost nothing to have, candidates, lines, sites, water
  static TestCase of(double money, double room) {
    TestCase c =
        TestCase.zones("A", "B").stages(2028, 2030).set("endYears", 2).set("discountRate", 0.05).set("wacc", 0.06)
            .set("aiWacc", 0.08).set("utilisation", 0.8).set("shortfallPrice", 900 * money).set("reservePrice", 80 * money)
            .set("importShare", 0.3).unserved(0.1, 2000 * money, 1, 9000 * money).enforceReserve();
    c.demand("A", 900, 1000, 1300, 1500, 1400, 1000).demand("B", 500, 450, 700, 900, 800, 600, 400);
    c.add(Rows.DemandGrowth.class, "zone", "A", "scenario", "s", "year", 2030, "multiplier", 1.1);
    c.profile("w/a", 0.8, 0.4, 0.05, 0.1, 0.5).profile("w/b", 0.6, 0.7, 0.2, 0.02, 0.3, 0.9).profile("s/a", 0, 0.3, 0.7, 0.4);
    plants(c, money, room);
    others(c, money, room);
    campuses(c, money, room);
    for (int m = 1; m <= 12; m++) c.add(Rows.BuildLimit.class, "limit", "l" + m, "technologies", "gas;wind", "year", 2027 + m, "cumulative", 900 * room);
    c.add(Rows.Carbon.class, "scope", "all", "year", 2030, "price", 15 * money, "cap", 0.008 * room);
    return c.add(Rows.CleanStandard.class, "scope", "US", "kind", Rows.Score.CLEAN, "year", 2028, "share", 0.35, "alternativePayment", 60 * money);
  }

  private static void campuses(TestCase c, double money, double room) {
    c.target(2028, 0.2).target(2030, 0.6).allied(2030, 0.1).set("curtailmentShare", 0.003);
    c.site("a1", "A", 200 * room, 20, "module", 60 * room, "ramp", 90 * room, "capexShell", 0.2 * money, "capexChips", 1 * money);
    c.site("a2", "A", 200 * room, 30, "queue", 55, "queueInterruptible", 20, "capexPower", 0.3 * money, "pue", 1.2);
    c.site("b", "B", 150 * room, 30, "module", 30 * room, "capexShell", 0.4 * money);
    c.site("d", "A", 80 * room, 20, "queue", 25, "connection", 40 * room, "capexShell", 0.1 * money);
    for (String technology : java.util.List.of("battery", "wind", "gas"))
      c.add(OnSiteRows.Plant.class, "campus", "d", "technology", technology, "months", 12, "most", 60 * room, "profile", technology.equals("wind") ? "w/b" : "");
    c.add(Country.class, "country", "XX", "price", 30 * money, "limit", 40 * room, "licenceDelay", 3, "waccAdder", 0.02);
    c.add(CampusRows.Site.class, "campus", "far", "country", "XX", "maxIt", 100 * room, "module", 25 * room, "queue", 20, "permit", 0,
        "construction", 10, "equipment", 0, "capexShell", 0.2 * money);
  }

  private static void plants(TestCase c, double money, double room) {
    c.add(Rows.Fuel.class, "fuel", "gas", "co2", 0.05);
    c.add(Rows.FuelPrice.class, "fuel", "gas", "scenario", "s", "year", 2028, "price", 3 * money);
    c.add(Rows.FuelPrice.class, "fuel", "gas", "scenario", "s", "year", 2030, "price", 4 * money);
    c.technology("gas", Rows.Kind.THERMAL, "fuel", "gas", "forcedOutage", 0.05, "rampPerHour", 0.3);
    c.technology("slow", Rows.Kind.THERMAL, "mustRun", 0.4, "rampPerHour", 0.1, "clean", true, "plannedOutage", 0.1);
    c.technology("wind", Rows.Kind.VARIABLE, "clean", true, "renewable", true, "spendProfile", "0.4;0.6");
    c.costs("gas", 2028, "capex", 0.9 * money, "fom", 0.05 * money, "heatRate", 7, "vom", 2 * money);
    c.costs("wind", 2028, "capex", 1.2 * money, "fom", 0.1 * money).costs("wind", 2032, "capex", 1.0 * money);
    c.add(Rows.TaxCredit.class, "technology", "wind", "instrument", Rows.Instrument.ITC, "firstYear", 2020, "lastYear", 2029, "share", 0.3);
    c.generator("gas old", "A", "gas", "existing", 1200, "heatRate", 9, "vom", 3 * money, "fom", 0.04 * money, "retirable", true);
    c.generator("gas new", "A", "gas", "maxNew", 500 * room, "buildRate", 250 * room);
    c.generator("slow", "B", "slow", "existing", 500, "vom", 8 * money, "fom", 0);
    c.generator("wind 1", "B", "wind", "existing", 200, "profile", "w/a").generator("wind 2", "B", "wind", "maxNew", 600 * room, "profile", "w/b");
    c.generator("peak", "B", "gas", "existing", 200 * room, "heatRate", 12, "fom", 0);
    c.add(Generator.Retirement.class, "generator", "gas old", "scenario", "s", "year", 2029, "retired", 300);
    c.add(Rows.ReserveMargin.class, "reserveRegion", "RA", "year", 2028, "margin", 0.1);
    c.add(Rows.ReserveMargin.class, "reserveRegion", "RB", "year", 2028, "margin", 0.15);
  }

  private static void others(TestCase c, double money, double room) {
    c.technology("hydro", Rows.Kind.HYDRO, "clean", true, "renewable", true);
    HydroTest.hydro(c, "dam", "A", "vom", 1 * money, "minWeekShare", 0.9, "maxWeekShare", 1.1);
    c.technology("battery", Rows.Kind.STORAGE, "financing", 12, "firmCredit", 0.8);
    c.costs("battery", 2028, "capex", 0.2 * money, "capexEnergy", 0.1 * money, "roundTripEfficiency", 0.85, "vom", 0.5 * money);
    c.storage("store", "B", "battery", "existing", 50, "existingEnergy", 200, "maxNew", 300 * room, "maxDuration", 8);
    c.line("l", "A", "B", 200 * room, "loss", 0.02, "hurdle", 1 * money, "maxNew", 300 * room, "capex", 0.3 * money);
    c.add(Neighbour.Row.class, "neighbour", "n", "zone", "A", "importLimit", 100 * room, "exportLimit", 80, "hurdle", 1 * money);
    c.add(Neighbour.Energy.class, "neighbour", "n", "year", 2028, "imported", 0.5 * room, "exported", 0.2);
    c.add(Neighbour.Row.class, "neighbour", "m", "zone", "B", "importLimit", 60 * room, "exportLimit", 60 * room, "price", 45 * money, "firm", 30 * room);
  }
}
