import java.util.List;
import java.util.Locale;
import java.util.Map;

/// technologies.csv, technology_costs.csv, fuels.csv, fuel_prices.csv and deflators.csv.
final class Technologies {
  /// USD2025 per kW of a combined cycle on the market of 2025 (against the far lower catalogue figure).
  private static final double GAS_CC_MARKET_USD2025 = 2400;
  private static final int MARKET_YEAR = 2025;
  /// USD2025 per kW of a reactor's uprate, and USD2023 per kW of a fusion plant.
  private static final double UPRATE_USD2025 = 2500;
  private static final double FUSION_USD2023 = 7000;

  /// What the source tables do not hold. `operations` and `finance` are keys of tech_operations / construction_times
  /// and finance_tech; `costs` is the key of tech_costs, empty when the technology has no new build.
  private record Spec(
      String technology, String kind, String fuel, boolean clean, boolean renewable, String operations, String finance,
      String costs, int earliest, double mustRun, String firm) {}

  private static final List<Spec> SPECS = List.of(
      new Spec("gas_cc", "thermal", "natural_gas", false, false, "gas-cc", "Gas-CC", "gas_cc", 2030, 0, "1"),
      new Spec("gas_ct", "thermal", "natural_gas", false, false, "gas-ct", "Gas-CT", "gas_ct", 2028, 0, "1"),
      new Spec("gas_engine", "thermal", "natural_gas", false, false, "gas-ct", "Gas-CT", "gas_ct", 2027, 0, "1"),
      new Spec("gas_steam", "thermal", "natural_gas", false, false, "o-g-s", "", "", 0, 0, "1"),
      new Spec("oil", "thermal", "oil", false, false, "o-g-s", "", "", 0, 0, "1"),
      new Spec("coal", "thermal", "coal", false, false, "coaloldscr", "coal-new", "", 0, 0.2, "1"),
      new Spec("nuclear", "thermal", "uranium", true, false, "nuclear", "Nuclear", "nuclear_large", 2034, 0.95, "1"),
      new Spec("nuclear_restart", "thermal", "uranium", true, false, "nuclear", "Nuclear", "nuclear_large", 2028, 0.95, "1"),
      new Spec("nuclear_uprate", "thermal", "uranium", true, false, "nuclear", "Nuclear", "", 2030, 0.95, "1"),
      new Spec("fusion", "thermal", "", true, false, "nuclear", "Nuclear", "", 2034, 0, "1"),
      new Spec("smr", "thermal", "uranium", true, false, "nuclear-smr", "Nuclear-SMR", "nuclear_smr", 2032, 0.5, "1"),
      new Spec("smr_naval", "thermal", "uranium", true, false, "nuclear-smr", "Nuclear-SMR", "nuclear_smr", 2032, 0.5, "1"),
      new Spec("hydro", "hydro", "", true, true, "hyded", "HYDRO", "", 0, 0, "1"),
      new Spec("hydro_ror", "hydro", "", true, true, "hydend", "HYDRO", "", 0, 0, "0.65"),
      new Spec("pumped_hydro", "storage", "", false, false, "pumped-hydro", "PSH", "", 0, 0, "1"),
      new Spec("battery", "storage", "", false, false, "battery_li", "BATTERY", "battery_li_ion", 2026, 0, "0.7"),
      new Spec("wind_onshore", "variable", "", true, true, "wind-ons", "ONSWIND", "wind_onshore", 2028, 0, ""),
      new Spec("wind_offshore", "variable", "", true, true, "wind-ofs", "OFSWIND", "wind_offshore_fixed", 2031, 0, ""),
      new Spec("solar_pv", "variable", "", true, true, "upv", "PV", "solar_pv", 2027, 0, ""),
      new Spec("csp", "variable", "", true, true, "", "", "", 0, 0, ""),
      new Spec("geothermal", "thermal", "", true, true, "geothermal", "GEO", "", 0, 0.8, "1"),
      new Spec("geothermal_egs", "thermal", "", true, true, "geothermal", "GEO", "geothermal_egs_allkm_class1", 2030, 0.8, "1"),
      new Spec("biomass", "thermal", "biomass", true, true, "biopower", "biopower", "", 0, 0.6, "1"),
      new Spec("other", "thermal", "waste_other", false, false, "lfill-gas", "", "", 0, 0.6, "1"));

  /// Spend by construction year where it is known; equal shares elsewhere.
  private static final Map<String, String> SPEND = Map.of("nuclear", "0.1;0.2;0.2;0.2;0.2;0.1");

  private final Source source;

  Technologies(Source source) {
    this.source = source;
  }

  void tables(Folder folder) {
    technologies(folder);
    costs(folder);
    fuels(folder);
    var d = folder.table("deflators.csv", 1, "year to_money_year source quality");
    source.deflators().forEach((y, v) -> d.add(y, v, "deflators", "recalled"));
  }

  private void technologies(Folder folder) {
    var t = folder.table("technologies.csv", 1,
        "technology kind fuel clean renewable financing_years wacc_adder spend_profile earliest_year forced_outage"
            + " planned_outage must_run ramp_per_hour firm_credit life_years source quality");
    for (Spec s : SPECS) {
      double financing = 30;
      double adder = 0;
      if (!s.finance().isEmpty()) {
        Csv.Row f = source.row("finance_tech", "i", s.finance());
        financing = f.number("eval_period");
        adder = f.number("finance_diff_real");
      }
      double forced = 0;
      double planned = 0;
      double life = 100;
      double ramp = 1;
      int construction = 3;
      if (!s.operations().isEmpty()) {
        Csv.Row o = source.row("tech_operations", "reeds_tech", s.operations());
        boolean thermal = s.kind().equals("thermal");
        forced = thermal ? o.number("forced_outage_frac", 0) : 0;
        planned = thermal ? o.number("planned_outage_frac", 0) : 0;
        life = Math.min(100, o.number("lifetime_yr", 100));
        ramp = Math.min(1, 60 * o.number("ramp_frac_per_min", 1));
        construction = construction(s.operations());
      }
      if (s.technology().equals("gas_engine") || s.technology().equals("nuclear_restart") || s.technology().equals("nuclear_uprate")) construction = 2;
      String spend = SPEND.getOrDefault(s.technology(), equalShares(construction));
      t.add(s.technology(), s.kind(), s.fuel(), s.clean() ? 1 : 0, s.renewable() ? 1 : 0, (int) financing, adder, spend,
          s.earliest(), forced, planned, s.mustRun(), ramp, s.firm(), (int) life,
          "finance_tech; tech_operations; construction_times", "read; earliest_year must_run firm_credit assumption");
    }
  }

  private int construction(String operations) {
    for (Csv.Row r : source.table("construction_times")) {
      String key = r.text("reeds_tech").toLowerCase(Locale.ROOT);
      String wanted = switch (operations) {
        case "nuclear-smr" -> "nuclear-smr";
        case "battery_li" -> "battery";
        case "upv" -> "pv";
        case "wind-ons" -> "onswind";
        case "wind-ofs" -> "ofswind";
        case "geothermal" -> "geo";
        case "pumped-hydro" -> "psh";
        default -> operations;
      };
      if (key.equals(wanted)) return Math.max(1, r.integer("construction_years"));
    }
    throw new IllegalStateException("construction_times: nothing for " + operations);
  }

  private static String equalShares(int years) {
    if (years == 1) return "1";
    StringBuilder b = new StringBuilder();
    int left = 10000;
    for (int k = 0; k < years; k++) {
      int part = k + 1 < years ? 10000 / years : left;
      left -= part;
      b.append(k > 0 ? ";" : "").append(Csv.number(part / 10000.0));
    }
    return b.toString();
  }

  private void costs(Folder folder) {
    var t = folder.table("technology_costs.csv", 3,
        "technology scenario year capex_usd_per_kw capex_energy_usd_per_kwh fom_usd_per_kw_yr fom_energy_usd_per_kwh_yr"
            + " vom_usd_per_mwh heat_rate_mmbtu_per_mwh round_trip_efficiency dollar_year source quality");
    for (String scenario : List.of("moderate", "advanced", "conservative")) {
      for (Spec s : SPECS) {
        if (s.costs().isEmpty() || s.technology().equals("gas_engine") || s.technology().equals("nuclear_restart")) continue;
        String used = hasCosts(s.costs(), scenario) ? scenario : "moderate";
        for (Csv.Row r : source.table("tech_costs")) {
          if (!r.text("tech").equals(s.costs()) || !r.text("scenario").equals(used) || r.integer("year") > Source.LAST_YEAR)
            continue;
          t.add(s.technology(), scenario, r.integer("year"), r.number("capex_USD_per_kW"),
              r.number("capex_energy_USD_per_kWh", 0), r.number("fom_USD_per_kW_yr", 0),
              r.number("fom_energy_USD_per_kWh_yr", 0), r.number("vom_USD_per_MWh", 0),
              r.number("heat_rate_MMBtu_per_MWh", 0),
              s.kind().equals("storage") ? r.number("cf_mult_or_rte") : Double.NaN, r.integer("dollar_year"),
              "tech_costs " + used, "read");
        }
      }
      Csv.Row engine = source.row("equipment", "item", "gas_engine_aero_fuelcell");
      Csv.Row ct = cost("gas_ct", "moderate", 2030);
      t.add("gas_engine", scenario, 2026, engine.number("base_price"), 0.0, inYear(ct, "fom_USD_per_kW_yr", MARKET_YEAR), 0.0,
          inYear(ct, "vom_USD_per_MWh", MARKET_YEAR), 8.8, Double.NaN, MARKET_YEAR,
          "equipment gas_engine_aero_fuelcell; O&M of gas_ct", "assumption");
      Csv.Row restart = source.row("equipment", "item", "nuclear_restart");
      Csv.Row nuclear = cost("nuclear_large", scenario, 2030);
      t.add("nuclear_restart", scenario, 2026, restart.number("base_price"), 0.0,
          inYear(nuclear, "fom_USD_per_kW_yr", MARKET_YEAR), 0.0, inYear(nuclear, "vom_USD_per_MWh", MARKET_YEAR),
          nuclear.number("heat_rate_MMBtu_per_MWh"), Double.NaN, MARKET_YEAR,
          "equipment nuclear_restart; O&M of nuclear", "derived");
      t.add("nuclear_uprate", scenario, 2026, UPRATE_USD2025, 0.0, 0.0, 0.0, inYear(nuclear, "vom_USD_per_MWh", MARKET_YEAR),
          nuclear.number("heat_rate_MMBtu_per_MWh"), Double.NaN, MARKET_YEAR,
          "capex assumed between a restart and a new reactor; fixed O&M stands with the plant; variable O&M of nuclear", "assumption");
      t.add("fusion", scenario, 2026, FUSION_USD2023, 0.0, inYear(nuclear, "fom_USD_per_kW_yr", 2023), 0.0, 0.0, 0.0, Double.NaN, 2023,
          "Princeton 2023 (engineering.princeton.edu): up to about 7000 USD/kW fusion would find a market; a price to aim at, not an estimate; O&M of nuclear", "assumption");
    }
    market(t);
  }

  /// Gas at the market of 2025: combined cycle at the read price, combustion turbine by the same ratio.
  private void market(Folder.Table t) {
    double ratio = GAS_CC_MARKET_USD2025 / inYear(cost("gas_cc", "moderate", 2030), "capex_USD_per_kW", MARKET_YEAR);
    if (ratio < 1.3) throw new IllegalStateException("market gas capex is only " + ratio + " times the catalogue's");
    for (String technology : List.of("gas_cc", "gas_ct")) {
      double capex = ratio * inYear(cost(technology, "moderate", 2030), "capex_USD_per_kW", MARKET_YEAR);
      for (int year = Source.FIRST_YEAR; year <= Source.LAST_YEAR; year++) {
        Csv.Row r = cost(technology, "moderate", year);
        t.add(technology, "market_2025", year, capex, 0.0, inYear(r, "fom_USD_per_kW_yr", MARKET_YEAR), 0.0,
            inYear(r, "vom_USD_per_MWh", MARKET_YEAR), r.number("heat_rate_MMBtu_per_MWh"), Double.NaN, MARKET_YEAR,
            "market price of 2025; O&M and heat rate as moderate", "secondary");
      }
    }
  }

  private boolean hasCosts(String tech, String scenario) {
    return source.table("tech_costs").stream()
        .anyMatch(r -> r.text("tech").equals(tech) && r.text("scenario").equals(scenario));
  }

  /// The row of tech_costs of a source technology, scenario and year.
  Csv.Row cost(String tech, String scenario, int year) {
    for (Csv.Row r : source.table("tech_costs"))
      if (r.text("tech").equals(tech) && r.text("scenario").equals(scenario) && r.integer("year") == year) return r;
    throw new IllegalStateException("tech_costs: no " + tech + " " + scenario + " " + year);
  }

  /// A money cell of a row with a dollar year in dollars of another year.
  double inYear(Csv.Row r, String column, int year) {
    return r.number(column) * source.deflator(r.integer("dollar_year")) / source.deflator(year);
  }

  private void fuels(Folder folder) {
    var f = folder.table("fuels.csv", 1, "fuel co2_t_per_mmbtu source quality");
    for (Csv.Row r : source.table("emission_factors"))
      f.add(r.text("fuel"), r.number("t_co2_per_mmbtu"), "emission_factors", r.text("quality"));
    var p = folder.table("fuel_prices.csv", 4, "fuel scenario zone year price_usd_per_mmbtu dollar_year source quality");
    Map<String, String> scenarios = Map.of("AEO2026 baseline", "baseline", "AEO2026 high oil&gas supply", "high_supply",
        "AEO2026 low oil&gas supply", "low_supply");
    for (Csv.Row r : source.table("fuel_prices")) {
      String scenario = scenarios.get(r.text("scenario"));
      if (scenario == null || r.integer("year") > Source.LAST_YEAR) continue;
      String fuel = r.text("fuel");
      String zone = r.text("zone").equals("ALL") ? "" : r.text("zone");
      if (!zone.isEmpty() && !source.zone(zone)) continue;
      p.add(fuel, fuel.equals("natural_gas") ? scenario : "all", zone, r.integer("year"),
          r.number("price_USD_per_MMBtu"), r.integer("dollar_year"), r.text("source_file"), "read");
    }
    p.add("oil", "all", "", Source.FIRST_YEAR, source.economics("price_oil"), Source.MONEY_YEAR, "economics", "assumption");
    p.add("biomass", "all", "", Source.FIRST_YEAR, source.economics("price_biomass"), Source.MONEY_YEAR, "economics", "assumption");
    p.add("waste_other", "all", "", Source.FIRST_YEAR, 0.0, Source.MONEY_YEAR, "tipping fee pays the fuel", "assumption");
  }
}
