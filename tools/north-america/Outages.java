import java.util.List;

/// outages.csv and units.csv: in what units capacity stands and how long a failure lasts.
final class Outages {
  private static final String REPAIR = "SiennaPRASInterface.jl outage-rates-ERCOT-modified.csv (NREL-Sienna, class averages of ERCOT)";
  private static final String READ = "read; cold_factor assumption";
  private static final String ASSUMED = "repair and cold_factor assumption";

  /// @param operations key of tech_operations for the size, empty for `unit`
  /// @param forced whether the forced outage rate of the key is used (technologies.csv holds none for stores)
  /// @param cold outage rate in cold spells over the usual: after the reports on February 2021 and December 2022 about three times for gas, twice for coal and
  ///     oil
  private record Spec(String technology, String operations, double unit, boolean forced, double repair, double cold, String quality) {}

  private static final List<Spec> SPECS = List.of(
      new Spec("gas_cc", "gas-cc", 0, false, 21, 3, READ), new Spec("gas_ct", "gas-ct", 0, false, 31, 3, READ),
      new Spec("gas_engine", "", 10, false, 31, 3, "unit and cold_factor assumption"), new Spec("gas_steam", "o-g-s", 0, false, 44, 3, READ),
      new Spec("oil", "o-g-s", 0, false, 44, 2, READ), new Spec("coal", "coaloldscr", 0, false, 44, 2, READ),
      new Spec("nuclear", "nuclear", 0, false, 126, 1, READ), new Spec("nuclear_restart", "nuclear", 0, false, 126, 1, READ),
      new Spec("nuclear_uprate", "nuclear", 0, false, 126, 1, ASSUMED), new Spec("fusion", "nuclear", 0, false, 126, 1, ASSUMED),
      new Spec("smr", "nuclear-smr", 0, false, 126, 1, ASSUMED), new Spec("smr_naval", "nuclear-smr", 0, false, 126, 1, ASSUMED),
      new Spec("geothermal", "geothermal", 0, false, 44, 1, ASSUMED), new Spec("geothermal_egs", "geothermal", 0, false, 44, 1, ASSUMED),
      new Spec("biomass", "biopower", 0, false, 44, 1, ASSUMED), new Spec("other", "lfill-gas", 0, false, 44, 1, ASSUMED),
      new Spec("pumped_hydro", "pumped-hydro", 0, true, 22, 1, READ), new Spec("battery", "battery_li", 100, true, 24, 1, "unit repair and cold_factor assumption"));

  private final Source source;

  Outages(Source source) {
    this.source = source;
  }

  void tables(Folder folder) {
    var t = folder.table("outages.csv", 1, "technology unit_mw forced_outage repair_hours cold_factor source quality");
    for (Spec s : SPECS) {
      Csv.Row o = s.operations().isEmpty() ? null : source.row("tech_operations", "reeds_tech", s.operations());
      double unit = o == null || s.unit() > 0 ? s.unit() : o.number("unit_size_MW");
      double forced = o != null && s.forced() ? o.number("forced_outage_frac") : Double.NaN;
      t.add(s.technology(), unit, forced, s.repair(), s.cold(), "tech_operations; " + REPAIR, s.quality());
    }
    var u = folder.table("units.csv", 1, "cluster units source quality");
    for (Csv.Row r : source.table("existing_capacity")) {
      double units = r.number("units", 0);
      if (!source.zone(r.text("zone")) || units < 1 || r.text("tech").startsWith("wind_") || r.text("tech").equals("solar_pv")) continue;
      u.add(Fleet.key(r.text("zone"), r.text("tech")), (int) units, "existing_capacity", "read");
    }
  }
}
