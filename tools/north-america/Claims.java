import java.util.Map;
import java.util.TreeMap;

/// claims.csv: the published claims of the source, the sums of the mission, and the formula by which the case computes each.
final class Claims {
  /// Formulas of claims of the source.
  private static final Map<String, String> CHECKS = new TreeMap<>(Map.ofEntries(
      Map.entry("C001", "sum(data_centres[year=2023].energy_twh)"),
      Map.entry("C003", "ai_demand[scenario=lbnl_low,year=2028].energy_twh"),
      Map.entry("C004", "ai_demand[scenario=lbnl_high,year=2028].energy_twh"),
      Map.entry("C012", "ai_demand[scenario=iea_base,year=2030].energy_twh"),
      Map.entry("C024", "equipment[item=gas_turbine_heavy,scenario=mid,year=2026].lead_months / 12"),
      Map.entry("C025", "equipment[item=gas_turbine_heavy,scenario=mid,year=2026].lead_months / 12"),
      Map.entry("C027", "equipment[item=gas_engine_aero_fuelcell,scenario=mid,year=2026].lead_months"),
      Map.entry("C028", "equipment[item=power_transformer_large,scenario=mid,year=2026].lead_months * 52 / 12"),
      Map.entry("C031", "max(generators.PJM_East nuclear_restart Crane.max_new_mw)"),
      Map.entry("C032", "835 * technology_costs[technology=nuclear_restart,scenario=moderate].capex_usd_per_kw / 1e6"),
      Map.entry("C033", "max(generators.MISO_North nuclear_restart Duane Arnold.max_new_mw)"),
      Map.entry("C039", "campuses.ae_5gw.max_it_mw"),
      Map.entry("C042", "72 * chip_supply[scenario=mid,year=2026].power_kw"),
      Map.entry("C045", "campuses.prometheus.capex_shell_usd_per_w + campuses.prometheus.capex_power_usd_per_w + campuses.prometheus.capex_chips_usd_per_w"),
      Map.entry("C046", "campuses.new_carlisle.capex_shell_usd_per_w + campuses.new_carlisle.capex_power_usd_per_w"
          + " + campuses.new_carlisle.capex_chips_usd_per_w"),
      Map.entry("C047", "100 * ((1 + wacc) * 1.025 - 1)"),
      Map.entry("C048", "100 * tax_credits[technology=battery,instrument=itc,first_year=2026].share"),
      Map.entry("C049", "max(neighbours[country=CA].hurdle_usd_per_mwh) / deflators[year=2004].to_money_year")));
  private static final Map<String, String> NOTES = Map.of(
      "C001", "states with a published share only",
      "C042", "ours is facility power with network and cooling, of the mix of 2026",
      "C028", "ours is the lead time of 2026 orders; 160 weeks and more are quoted too");

  private Claims() {}

  static void table(Source source, Folder folder) {
    if (!source.whole()) return;
    var t = folder.table("claims.csv", 1, "claim topic statement value unit year check tolerance source quality note");
    for (Csv.Row r : source.table("claims"))
      t.add(r.text("id"), r.text("topic"), r.text("statement"), r.number("value"), r.text("unit"), r.has("year") ? r.integer("year") : 0,
          CHECKS.getOrDefault(r.text("id"), ""), 0.1, r.text("source"), r.text("read_here"), NOTES.getOrDefault(r.text("id"), ""));
    sum(t, "M01", "chips", "A campus of 5 GW with 2 million chips: power of a chip", 2.5, "kW", "5e6 / 2e6", "arithmetic");
    sum(t, "M02", "chips", "The same 2.5 kW beside the case's mean chip of 2030", 2.5, "kW", "chip_supply[scenario=mid,year=2030].power_kw",
        "the figure fits the chips of 2025; packages grow");
    sum(t, "M03", "dc_capex", "A campus of 5 GW for 100 billion USD", 20, "USD/W", "100e9 / 5e9", "arithmetic");
    sum(t, "M04", "dc_capex", "The same 20 USD/W beside the case's mean site", 20, "USD/W",
        "mean(campuses.*.capex_shell_usd_per_w) + mean(campuses.*.capex_power_usd_per_w) + mean(campuses.*.capex_chips_usd_per_w)",
        "ours is a W of IT with chips; sources say 20 to 60");
    sum(t, "M05", "chips", "36 fabs at 43 billion USD", 1.548, "trillion USD", "36 * supply.fab_busd / 1000", "arithmetic on supply.fab_busd");
    sum(t, "M06", "campus", "50 GW are 10 campuses of 5 GW", 10, "campuses", "ai.target_gw.2030 / 5", "arithmetic on the target");
    sum(t, "M07", "chips", "50 GW are 20 million chips of 2.5 kW", 20, "million chips", "ai.target_gw.2030 / 2.5", "arithmetic on the target");
    sum(t, "M08", "dc_capex", "50 GW cost 1 trillion USD at 20 USD/W", 1, "trillion USD", "ai.target_gw.2030 * 20 / 1000", "arithmetic on the target");
    sum(t, "M09", "dc_load", "A campus of 5 GW that runs all year", 43.8, "TWh", "5 * 8.76", "arithmetic");
    sum(t, "M10", "dc_load", "The same in homes of 10.5 MWh", 4.2, "million homes", "5 * 8.76 / 10.5", "arithmetic");
    sum(t, "M11", "dc_load", "100,000 homes", 120, "MW", "100000 * 10.5 / 8760", "arithmetic");
    sum(t, "M12", "money", "1 trillion USD is a quarter of annual US output", 25, "% of output", "100 * 1 / 29.2",
        "output of 2024 is 29.2 trillion USD (recalled): 1 trillion is 3.4 %, 7 trillion would be about a quarter");
    sum(t, "M13", "money", "7 trillion USD would be a quarter of annual US output", 25, "% of output", "100 * 7 / 29.2", "output of 2024 recalled");
    sum(t, "M14", "jobs", "500,000 jobs for 50 GW", 500000, "jobs",
        "ai.target_gw.2030 * 1000 * (jobs[activity=campus,phase=construction].jobs_per_mw + jobs[activity=campus,phase=operation].jobs_per_mw)",
        "ours adds job-years of construction, spread over years, and permanent jobs, direct only");
    sum(t, "M15", "nuclear_restart", "Three restarts together", 2.25, "GW", "(sum(generators[technology=nuclear_restart].max_new_mw) + 800) / 1000",
        "Palisades, 800 MW, stands in the fleet");
  }

  private static void sum(Folder.Table t, String id, String topic, String statement, double value, String unit, String check, String note) {
    t.add(id, topic, statement, value, unit, 0, check, 0.05, "sums of the mission", "arithmetic", note);
  }
}
