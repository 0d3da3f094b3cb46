package org.loadstar.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The result tables of a run, by name. Names and columns are those of docs/run-format.md.
public final class Tables {
  private static final Map<String, String[]> SPEC = new LinkedHashMap<>();

  private static void spec(String name, String columns) {
    SPEC.put(name, columns.split(" "));
  }

  static {
    spec("zones", "zone:t name:t country:t region:t latitude_deg:n longitude_deg:n");
    spec("technologies", "technology:t kind:t clean:b renewable:b fuel:t");
    spec(
        "capacity",
        "grid:t year:i zone:t technology:t name:t standing_mw:n built_mw:n retired_mw:n energy_mwh:n max_new_mw:n");
    spec("generation", "grid:t year:i zone:t technology:t energy_mwh:n");
    spec("dispatch", "grid:t year:i t:i hour:i hours:n weight:n zone:t technology:t power_mw:n");
    spec("levels", "grid:t year:i t:i hour:i zone:t technology:t level_mwh:n");
    spec("flows", "grid:t year:i t:i hour:i hours:n weight:n line:t from_zone:t to_zone:t power_mw:n");
    spec(
        "lines",
        "grid:t year:i line:t from_zone:t to_zone:t type:t forward_mw:n reverse_mw:n built_mw:n energy_forward_mwh:n"
            + " energy_reverse_mwh:n");
    spec("prices", "grid:t year:i t:i hour:i hours:n weight:n zone:t price_usd_per_mwh:n");
    spec(
        "price_summary",
        "grid:t year:i zone:t energy_usd_per_mwh:n scarcity_usd_per_mwh:n capacity_usd_per_mwh:n total_usd_per_mwh:n");
    spec(
        "accounts",
        "grid:t year:i zone:t technology:t name:t standing_mw:n new_mw:n built_mw:n energy_mwh:n energy_usd:n firm_usd:n fuel_usd:n"
            + " variable_om_usd:n fixed_om_usd:n capex_usd:n co2_t:n");
    spec("transfers", "year:i payer:t payee:t category:t cents:n");
    spec("parties", "party:t npv_usd:n irr:n payback_year:i");
    spec(
        "plant_costs",
        "year:i zone:t technology:t name:t new_mw:n energy_mwh:n lcoe_usd_per_mwh:n capital_usd_per_mwh:n fixed_om_usd_per_mwh:n"
            + " running_usd_per_mwh:n earned_usd_per_mwh:n better_credit:t");
    spec("compute_costs", "year:i campus:t zone:t energised_mw:n gpus:n usd_per_gpu_hour:n chips_usd:n shell_usd:n power_plant_usd:n energy_usd:n");
    spec("costs", "grid:t year:i category:t usd_per_year:n discounted_usd:n in_objective:b");
    spec("emissions", "grid:t year:i zone:t technology:t co2_t:n");
    spec(
        "ai",
        "grid:t year:i zone:t energised_mw:n potential_mw:n target_mw:n shortfall_mw:n marginal_usd_per_kw_yr:n");
    spec(
        "ai_sites",
        "year:i campus:t name:t zone:t latitude_deg:n longitude_deg:n potential_mw:n ready_year:i ready_month:i"
            + " binding_step:t");
    spec(
        "campuses",
        "campus:t name:t zone:t country:t kind:t latitude_deg:n longitude_deg:n max_mw:n planned_mw:n first_year:i"
            + " energised_p50:t energised_p90:t ready_p50:t binding_step:t completion:n capex_usd:n supply:t why:t");
    spec("campus_steps", "campus:t step:t from_month:n to_month:n");
    spec("onsite", "grid:t year:i campus:t zone:t technology:t standing_mw:n committed_mw:n built_mw:n");
    spec("campus_power", "grid:t year:i campus:t connection:t energised_mw:n");
    spec(
        "ai_abroad",
        "grid:t year:i country:t energised_mw:n limit_mw:n target_mw:n shortfall_mw:n energy_mwh:n cost_usd:n co2_t:n"
            + " marginal_usd_per_kw_yr:n");
    spec("ai_range", "year:i p50_mw:n expected_mw:n p90_mw:n");
    spec("chips", "year:i available:n used:n exported:n limiting:t value_usd_per_gpu_hour:n fab_capex_usd:n fillable_mw:n");
    spec("equipment", "year:i item:t unit:t deliveries:n extra:n used:n value_usd_per_unit_yr:n scope:t needed_by:i");
    spec("capital", "year:i investor:t purposes:t budget_usd:n spent_usd:n value:n");
    spec("jobs", "year:i zone:t activity:t phase:t jobs:n low:n high:n");
    spec(
        "workloads",
        "grid:t year:i zone:t workload:t energy_mwh:n put_off_mwh:n moved_mwh:n curtailed_mwh:n value_usd_per_gpu_hour:n");
    spec("rationing", "year:i workload:t target_mw:n missed_mw:n price_usd_per_kw_yr:n");
    spec("learning", "year:i technology:t units:n capex_usd_per_kw:n");
    spec("units", "year:i zone:t technology:t name:t units:n built_mw:n completion:n expected_mw:n");
    spec("kept_open", "grid:t year:i zone:t technology:t order:t kept_mw:n");
    spec(
        "reserve",
        "grid:t year:i region:t season:t requirement_mw:n firm_mw:n import_mw:n shortfall_mw:n price_usd_per_kw_yr:n");
    spec(
        "matching",
        "grid:t year:i zone:t by:t share:n load_mwh:n matched_mwh:n contracted_mwh:n renewable_mwh:n missed_mwh:n price_usd_per_mwh:n");
    spec("binding", "grid:t constraint:t place:t year:i shadow_value:n unit:t words:t worth_of_1_percent:n worth_unit:t");
    spec("not_binding", "constraint:t place:t year:i used:n limit:n slack:n unit:t state:t words:t");
    spec("bridge", "year:i zone:t item:t energy_twh:n");
    spec("sweep", "member:i set:t status:t year:i ai_mw:n chips_mw:n limiting:t objective_usd:n result_hash:t");
    spec("sweep_values", "member:i path:t value:t number:n");
    spec(
        "levers",
        "intensity:t lever:t group:t share:n low:n high:n first_in:n last_in:n distinguishable:b resource_cost_usd:n"
            + " public_cost_usd:n");
    spec("iterations", "phase:t seconds:n lower_usd:n upper_usd:n gap:n");
  }

  private final Map<String, Sheet> sheets = new LinkedHashMap<>();

  public Tables() {
    SPEC.forEach((name, columns) -> sheets.put(name, new Sheet(name, columns)));
  }

  /// The table of a name.
  ///
  /// @throws IllegalArgumentException when there is no such table
  public Sheet get(String name) {
    Sheet s = sheets.get(name);
    if (s == null) throw new IllegalArgumentException("no table " + name + ": " + sheets.keySet());
    return s;
  }

  /// Appends a row to `binding`.
  ///
  /// @param worth what 1 % of the limit is worth, discounted USD; NaN where the limit is no amount
  public void bind(String grid, String constraint, String place, int year, double value, String unit, double worth, String words) {
    get("binding").add(grid, constraint, place, year, value, unit, words, worth, "USD");
  }

  public Collection<Sheet> all() {
    return sheets.values();
  }
}
