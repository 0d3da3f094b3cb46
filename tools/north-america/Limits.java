import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/// build_limits.csv, tax_credits.csv and reserve_margins.csv.
final class Limits {
  private static final int FROM = 2026;
  /// Share of the gas turbines delivered that goes to buyers outside the zones' power supply (industry, gas transport).
  static final double TURBINES_SOLD_ELSEWHERE = 0.15;
  /// Years from the delivery of a heavy turbine to the commercial date of its plant.
  static final int TURBINE_LAG = 1;
  /// The table counts the United States and Canada; Ontario takes the first four units.
  static final double SMR_UNIT_MW = 300;
  /// Queue groups that are followed. An engine that feeds the grid waits with the turbines; engines behind a campus' meter (onsite.csv)
  /// are no part of these limits. Nuclear and geothermal have rows in four zones only, which would send them to the zones without a
  /// row: national limits bind instead.
  private static final Map<String, String> QUEUE = new TreeMap<>(Map.of("gas", "gas_cc;gas_ct;gas_engine", "pv", "solar_pv",
      "wind-ons", "wind_onshore", "wind-ofs", "wind_offshore", "battery", "battery"));

  private final Source source;
  private Folder.Table limits;

  Limits(Source source) {
    this.source = source;
  }

  void tables(Folder folder) {
    limits = folder.table("build_limits.csv", 2, "limit year zones technologies cumulative_mw source quality");
    QUEUE.forEach(this::queue);
    builders();
    credits(folder);
    var m = folder.table("reserve_margins.csv", 2, "reserve_region year margin source quality");
    List<String> regions = source.zones().stream().map(z -> Demand.reserveRegion(source.zoneRow(z))).distinct().sorted().toList();
    for (Csv.Row r : source.table("planning_reserve_margin")) {
      int year = r.integer("t");
      if (regions.contains(r.text("*nercr")) && (year == 2025 || year == 2035))
        m.add(r.text("*nercr"), year, r.number("static"), "planning_reserve_margin static", "read");
    }
  }

  /// Queue of a zone: read for 2026 to 2030, then the last year's step again each year. Missing early years are 0.
  private void queue(String group, String technologies) {
    for (String zone : source.zones()) {
      TreeMap<Integer, Double> read = new TreeMap<>();
      for (Csv.Row r : source.table("interconnection_queue"))
        if (r.text("zone").equals(zone) && r.text("tech_group").equals(group))
          read.put(r.integer("year"), r.number("cumulative_MW"));
      if (read.isEmpty()) continue;
      double step = read.get(2030) - read.get(2029);
      for (int y = FROM; y <= Source.LAST_YEAR; y++) {
        double mw = y <= 2030 ? read.getOrDefault(y, 0.0) : read.get(2030) + step * (y - 2030);
        limits.add("queue " + zone + " " + group, y, zone, technologies, beyondPlanned(mw, zone, technologies, y),
            "interconnection_queue; planned_builds", y <= 2030 ? "read" : "derived");
      }
    }
  }

  /// What no table of deliveries holds: builders of large reactors and drillers.
  private void builders() {
    national("us nuclear_large", "nuclear", y -> Math.max(0, y - 2033) * 2200.0, "two units of 1,100 MW a year from 2034", "assumption");
    double[] egs = {500, 1500, 3000, 5000, 8000, 12000, 17000};
    national("us geothermal_egs", "geothermal_egs", y -> y < 2030 ? 0 : egs[y - 2030], "drilling industry's growth from 0.5 GW in 2030", "assumption");
  }

  private void national(String limit, String technologies, IntToDoubleFunction mw, String note, String quality) {
    for (int y = FROM; y <= Source.LAST_YEAR; y++)
      limits.add(limit, y, "", technologies, beyondPlanned(mw.applyAsDouble(y) * source.share(), "", technologies, y),
          note + (source.whole() ? "" : "; share of the chosen zones " + Csv.number(source.share())), quality);
  }

  /// A limit less the planned builds that already use it; the planned ones are committed and not limited again.
  private double beyondPlanned(double mw, String zone, String technologies, int year) {
    List<String> named = List.of(technologies.split(";"));
    double planned = 0;
    for (Csv.Row r : Fleet.plannedRows(source))
      if ((zone.isEmpty() || r.text("zone").equals(zone)) && named.contains(r.text("tech")) && r.integer("online_year") <= year)
        planned += r.number("capacity_MW");
    return Math.max(0, mw - planned);
  }

  /// The statute (45Y/48E after the 2025 act), by commercial year = construction start + lag. Wind and solar must have
  /// started by 2026-07-04 (or be in service by end-2027); others hold 100 % for starts to 2033, 75 % 2034, 50 % 2035.
  private void credits(Folder folder) {
    var t = folder.table("tax_credits.csv", 3,
        "technology instrument first_year last_year share value_usd_per_mwh paid_years dollar_year source quality");
    ptc(t, "solar_pv", FROM, 2028, 1);
    ptc(t, "wind_onshore", FROM, 2029, 1);
    itc(t, "wind_offshore", FROM, 2030, 1);
    // What the lever tax_credits may give back: starts to 2033.
    ptc(t, "solar_pv", 2029, 2035, 0);
    ptc(t, "wind_onshore", 2030, 2036, 0);
    itc(t, "wind_offshore", 2031, 2037, 0);
    phased(t, "battery", 1, false);
    phased(t, "pumped_hydro", 3, false);
    phased(t, "geothermal_egs", 4, true);
    phased(t, "smr", 3, true);
    phased(t, "nuclear", 6, true);
    phased(t, "nuclear_uprate", 2, true);
    phased(t, "fusion", 6, true);
  }

  private static void phased(Folder.Table t, String technology, int lag, boolean production) {
    double[] parts = {1, 0.75, 0.5};
    for (int k = 0; k < parts.length; k++) {
      int first = k == 0 ? FROM : 2033 + lag + k;
      int last = 2033 + lag + k;
      if (production) ptc(t, technology, first, last, parts[k]);
      else itc(t, technology, first, last, parts[k]);
    }
  }

  private static void ptc(Folder.Table t, String technology, int first, int last, double part) {
    t.add(technology, "ptc", first, last, 0, 26 * part, 10, 2022, "statute summary, USD 26 per MWh of 2022", "secondary");
  }

  private static void itc(Folder.Table t, String technology, int first, int last, double part) {
    t.add(technology, "itc", first, last, 0.3 * part, 0, 0, 2022, "statute summary, 30 % without bonuses", "secondary");
  }
}
