import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// chip_supply.csv, equipment.csv, equipment_uses.csv and capital.csv.
final class Supply {
  static final List<String> SCENARIOS = List.of("low", "mid", "high");
  private static final int FROM = 2026;
  private static final int TO = 2030;

  /// Facility kW, memory (GB) and dies of the mean accelerator sold, 2026 to 2030: the mix moves to larger packages.
  private static final double[] KW = {2.1, 2.4, 2.7, 3.0, 3.2};
  private static final double[] MEMORY_GB = {230, 280, 340, 400, 460};
  private static final double[] DIES = {2, 2.25, 2.5, 2.75, 3};
  /// Leading-edge wafers that existing fabs give accelerators, over what the packages of `mid` need.
  private static final double WAFER_SLACK = 1.3;

  /// How an item of equipment is sold: share that goes elsewhere, price of a unit in USD for a unit of its price column.
  private record Item(double soldElsewhere, double usdPerPrice, String soldQuality) {}

  private static final double KW_PER_GW = 1e6;
  /// A thousand workers for a year of 1,800 hours; the price column is USD an hour.
  private static final double CREW_USD = 1000 * 1800.0;
  private static final Map<String, Item> ITEMS = new TreeMap<>(Map.ofEntries(
      Map.entry("gas_turbine_heavy", new Item(Limits.TURBINES_SOLD_ELSEWHERE, KW_PER_GW, "sold_elsewhere derived")),
      Map.entry("gas_engine_aero_fuelcell", new Item(0, KW_PER_GW, "sold_elsewhere assumption")),
      Map.entry("battery", new Item(0, 4 * KW_PER_GW, "sold_elsewhere read (US additions)")),
      Map.entry("solar_pv", new Item(0, KW_PER_GW, "sold_elsewhere read (US additions)")),
      Map.entry("wind_onshore", new Item(0, KW_PER_GW, "sold_elsewhere read (US additions)")),
      Map.entry("wind_offshore", new Item(0, KW_PER_GW, "sold_elsewhere read (US additions)")),
      Map.entry("power_transformer_large", new Item(0.5, 1e6, "sold_elsewhere assumption")),
      Map.entry("hv_breaker", new Item(0.7, 1e6, "sold_elsewhere assumption")),
      Map.entry("smr_unit", new Item(0, Limits.SMR_UNIT_MW * 1000, "sold_elsewhere read (Darlington taken off)")),
      Map.entry("nuclear_rpv_forging", new Item(0.75, 1e6, "sold_elsewhere assumption")),
      Map.entry("construction_crew", new Item(0.2, CREW_USD, "sold_elsewhere assumption"))));

  /// Units of an item that a GW of a technology takes, and the years from delivery to the commercial date.
  private record Use(String item, String technology, double perGw, int lag, String quality) {}

  private static final List<Use> USES = uses();
  /// Technologies whose construction crews are counted.
  private static final List<String> CREWED = List.of("gas_cc", "gas_ct", "gas_engine", "nuclear", "smr", "wind_onshore", "wind_offshore",
      "solar_pv", "geothermal_egs", "battery", "campus");

  private final Source source;
  private final List<String> notes = new ArrayList<>();

  Supply(Source source) {
    this.source = source;
  }

  List<String> notes() {
    return notes;
  }

  private static List<Use> uses() {
    List<Use> u = new ArrayList<>();
    for (String t : List.of("gas_cc", "gas_ct")) u.add(new Use("gas_turbine_heavy", t, 1, Limits.TURBINE_LAG, "derived"));
    u.add(new Use("gas_engine_aero_fuelcell", "gas_engine", 1, 0, "assumption"));
    for (String t : List.of("battery", "solar_pv", "wind_onshore", "wind_offshore")) u.add(new Use(t, t, 1, 0, "derived"));
    u.add(new Use("smr_unit", "smr", 1000 / Limits.SMR_UNIT_MW, 0, "assumption"));
    u.add(new Use("nuclear_rpv_forging", "nuclear", 1 / 1.1, 4, "assumption"));
    u.add(new Use("nuclear_rpv_forging", "smr", 1, 3, "assumption"));
    Map<String, Double> transformers = new TreeMap<>(Map.of("campus", 12.0, "gas_cc", 4.0, "gas_ct", 5.0, "gas_engine", 6.0,
        "battery", 6.0, "solar_pv", 6.0, "wind_onshore", 6.0, "smr", 4.0, "nuclear", 3.0, "geothermal_egs", 8.0));
    transformers.put("wind_offshore", 8.0);
    transformers.forEach((t, n) -> u.add(new Use("power_transformer_large", t, n, 0, "assumption")));
    transformers.keySet().forEach(t -> u.add(new Use("hv_breaker", t, t.equals("campus") ? 18 : 6, 0, "assumption")));
    return u;
  }

  void tables(Folder folder) {
    chips(folder);
    equipment(folder);
    capital(folder);
  }

  /// Packages a wafer are those that turn the wafers of the packaging section into the facility power that the same table says
  /// is filled, at the assumed kW: so the supply of the world is that of the source wherever memory does not cut it.
  private void chips(Folder folder) {
    var t = folder.table("chip_supply.csv", 2,
        "scenario year wafers_per_yr dies_per_wafer dies_per_chip packaging_wafers_per_yr chips_per_packaging_wafer"
            + " memory_gb_per_yr memory_per_chip_gb power_kw share source quality note");
    double share = share();
    double dies = chip("fab", "good_dies_per_wafer_814mm2", 0).number("mid");
    for (String s : SCENARIOS) {
      for (int y = FROM; y <= TO; y++) {
        int k = y - FROM;
        double world = chip("supply", "facility_power_filled", y).number(s);
        double wafers = 1e6 * chip("packaging", "wafers", y).number(s);
        double perWafer = 1e6 * world / KW[k] / wafers;
        double mid = 1e6 * chip("supply", "facility_power_filled", y).number("mid") / KW[k];
        double memory = 1e9 * memory(s, y);
        double chips = Math.min(wafers * perWafer, memory / MEMORY_GB[k]);
        t.add(s, y, Math.rint(WAFER_SLACK * mid * DIES[k] / dies), dies, DIES[k], wafers, perWafer, memory, MEMORY_GB[k], KW[k],
            share * source.share(), "chips packaging memory supply fab; gpu_clusters_ge50MW",
            "packaging_wafers " + chip("packaging", "wafers", y).text("quality") + "; chips_per_packaging_wafer share derived; rest assumption",
            Csv.number(world) + " GW of the world in the source, " + Csv.number(chips * KW[k] / 1e6) + " GW here; "
                + Csv.number(share * chips * KW[k] / 1e6) + " GW for US buyers");
      }
    }
    notes.add("chips: share of US buyers " + Csv.number(share) + " (power of GPU clusters of 50 MW and more, unlikely ones left out)");
  }

  private Csv.Row chip(String section, String metric, int year) {
    for (Csv.Row r : source.table("chips"))
      if (r.text("section").equals(section) && r.text("metric").equals(metric) && (year == 0 || r.text("year").equals("" + year))) return r;
    throw new IllegalStateException("chips: no " + section + " " + metric + " " + year);
  }

  /// Memory is given every second year: between, the mean.
  private double memory(String scenario, int year) {
    if (year % 2 == 0) return chip("memory", "bits", year).number(scenario);
    return (chip("memory", "bits", year - 1).number(scenario) + chip("memory", "bits", year + 1).number(scenario)) / 2;
  }

  private double share() {
    double us = 0;
    double all = 0;
    for (Csv.Row r : source.table("gpu_clusters_ge50MW")) {
      if (!r.has("Power Capacity (MW)") || r.text("Certainty").equals("Unlikely")) continue;
      double mw = r.number("Power Capacity (MW)");
      all += mw;
      if (r.text("Country").equals("United States of America")) us += mw;
    }
    return Math.round(100 * us / all) / 100.0;
  }

  /// Deliveries less what planned builds take of them, because the plan orders only what is not committed yet. What a year
  /// cannot give the planned builds is taken from the next.
  private void equipment(Folder folder) {
    var t = folder.table("equipment.csv", 3,
        "item scenario year unit kept deliveries_per_yr sold_elsewhere lead_months price_usd price_step1 price_step2 price_step3"
            + " dollar_year source quality note");
    ITEMS.forEach((name, item) -> {
      for (String s : SCENARIOS) {
        double owed = 0;
        boolean first = true;
        for (Csv.Row r : source.table("equipment")) {
          if (!r.text("item").equals(name)) continue;
          int y = r.integer("year");
          // What arrived before 2026 went into plants that stand or are planned.
          if (first && USES.stream().anyMatch(q -> q.item.equals(name) && q.lag > 0)) row(t, name, item, s, y - 1, r, 0, "taken by standing and planned plants");
          first = false;
          double gross = r.number(s) * source.share();
          if (name.equals("smr_unit") && y >= 2030 && y <= 2033) gross = Math.max(0, gross - source.share());
          double planned = planned(name, y);
          owed += planned;
          double taken = Math.min(gross * (1 - item.soldElsewhere), owed);
          owed -= taken;
          double net = gross - taken * (item.soldElsewhere < 1 ? 1 / (1 - item.soldElsewhere) : 1);
          row(t, name, item, s, y, r, Math.max(0, net),
              taken > 0 ? "of " + Csv.number(gross) + ", planned builds take " + Csv.number(taken) : "");
        }
      }
    });
    var u = folder.table("equipment_uses.csv", 2, "item technology units_per_gw lag_years source quality note");
    for (Use q : USES) u.add(q.item, q.technology, q.perGw, q.lag, "project figures", q.quality, "");
    for (Csv.Row r : source.table("jobs")) {
      String technology = Plants.technology(r.text("item"));
      if (r.text("phase").equals("construction") && CREWED.contains(technology))
        u.add("construction_crew", technology, r.number("mid"), 0, "jobs: job-years per MW", r.text("quality"), "thousand job-years per GW");
    }
  }

  /// The unit counted, without its year.
  private static String unit(String perYear) {
    return perYear.startsWith("thousand workers") ? "thousand worker-years" : perYear.replace("/yr", "").replace("ac", "");
  }

  private static void row(Folder.Table t, String name, Item item, String scenario, int year, Csv.Row r, double net, String note) {
    t.add(name, scenario, year, unit(r.text("unit")), name.equals("construction_crew") ? 0 : 1, net, item.soldElsewhere, r.integer("lead_time_months"),
        r.number("base_price") * item.usdPerPrice, r.number("price_step_1_over_mid_10pct"), r.number("price_step_2_over_mid_25pct"),
        r.number("price_step_3_over_mid_50pct"), 2025, r.text("source"), r.text("quality") + "; " + item.soldQuality, note);
  }

  /// Units of an item that the planned builds of the chosen zones take from the deliveries of a year.
  private double planned(String item, int year) {
    double units = 0;
    for (Use q : USES) {
      if (!q.item.equals(item)) continue;
      for (Csv.Row r : Fleet.plannedRows(source)) {
        int delivered = Math.max(FROM, r.integer("online_year") - q.lag);
        if (r.text("tech").equals(q.technology) && delivered == year) units += r.number("capacity_MW") / 1000 * q.perGw;
      }
    }
    return units;
  }

  /// Who can spend what. World figures of the press times the share that goes into new US capacity.
  private record Investor(String name, String purposes, double[] low, double[] mid, double[] high, String source, String quality) {}

  private static final int[] CAPITAL_YEARS = {2026, 2028, 2030, 2035};
  private static final List<Investor> INVESTORS = List.of(
      new Investor("hyperscalers", "shell;power;chips", new double[] {270, 290, 310, 350}, new double[] {470, 560, 620, 700},
          new double[] {560, 760, 950, 1300},
          "four firms: 410 bn USD in 2025, guidance of about 725 bn for 2026 (rbtfl.xyz 2026-02, chaobro.com 2026; 630-660 bn in particlenews"
              + " 2026-02); 65 % of it in new US campuses; low keeps 2025, growth after 2026",
          "2026 secondary; US share growth assumption"),
      new Investor("private_credit", "shell;power;chips", new double[] {60, 70, 80, 90}, new double[] {110, 140, 160, 180},
          new double[] {200, 280, 350, 400},
          "Morgan Stanley: 800 bn USD of private credit to data centres of the world in five years to 2030 (livemint.com 2026-01-16); 70 % US;"
              + " high: half of 570 bn of AI-related debt in 2026 (aihot.virxact.com 2026)",
          "secondary; US share path assumption"),
      new Investor("utilities", "generation;storage;network", new double[] {80, 85, 90, 100}, new double[] {100, 115, 130, 150},
          new double[] {120, 150, 180, 220},
          "EEI: 208 bn USD in 2025, 1.1 trillion 2025-29 (tdworld.com 2025-10-09 and 2025-07); 45 % of it for new generation, storage and"
              + " lines between zones",
          "secondary; share assumption"),
      new Investor("project_finance", "generation;storage", new double[] {60, 60, 65, 70}, new double[] {90, 100, 110, 130},
          new double[] {120, 150, 180, 220}, "independent producers, tax equity and infrastructure funds", "assumption"),
      new Investor("federal", "generation;storage;network", new double[] {1, 1, 1, 1}, new double[] {5, 5, 5, 5}, new double[] {10, 10, 10, 10},
          "loans to Palisades 1.52 and Crane 1.0 bn USD in 14 months (claims, finance), rounded up", "assumption"));

  private void capital(Folder folder) {
    var t = folder.table("capital.csv", 3, "investor scenario year purposes budget_busd dollar_year source quality");
    for (Investor i : INVESTORS)
      for (String s : SCENARIOS) {
        double[] path = s.equals("low") ? i.low : s.equals("mid") ? i.mid : i.high;
        for (int k = 0; k < CAPITAL_YEARS.length; k++)
          t.add(i.name, s, CAPITAL_YEARS[k], i.purposes, path[k] * source.share(), 2025, i.source, i.quality);
      }
  }
}
