package org.loadstar.cases.genx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.network.Hybrid;
import org.loadstar.model.network.Sizing;

/// Maps `Vre_stor.csv`: sun, wind, a store and an electrolyser behind one connection.
final class HybridMapping {
  private final GenxStage in;
  private @Nullable GenxTable solar;
  private @Nullable GenxTable wind;

  HybridMapping(GenxStage in) {
    this.in = in;
  }

  void map() {
    var all = in.resources(Resource.Kind.VRE_STORAGE);
    if (all.isEmpty()) return;
    if (all.stream().anyMatch(r -> r.number("solar", 0) != 0)) solar = in.required("SystemFolder", "Vre_and_stor_solar_variability.csv");
    if (all.stream().anyMatch(r -> r.number("wind", 0) != 0)) wind = in.required("SystemFolder", "Vre_and_stor_wind_variability.csv");
    all.forEach(this::hybrid);
  }

  private void hybrid(Resource r) {
    new Capacities(in).power(r, 1, false);
    if (!r.text("fuel", "None").equals("None")) r.fault("fuel", "co-located resources burn no fuel");
    for (String reserve : new String[] {"reg_max", "rsv_max"})
      if (in.settings().on("OperationalReserves") && r.number(reserve, 0) != 0)
        r.fault(reserve, "operating reserves of co-located resources are not supported");
    boolean sun = r.number("solar", 0) != 0;
    boolean windy = r.number("wind", 0) != 0;
    boolean power = r.number("elec", 0) != 0;
    int dcDischarge = mode(r, "stor_dc_discharge");
    int dcCharge = mode(r, "stor_dc_charge");
    int acDischarge = mode(r, "stor_ac_discharge");
    int acCharge = mode(r, "stor_ac_charge");
    boolean dc = sun || dcDischarge > 0 || dcCharge > 0;
    if (dc) part(r, "inverter", "inverter", "inv_cost_inverter_per_mwyr", "fixed_om_inverter_cost_per_mwyr");
    if (sun) part(r, "solar", "solar", "inv_cost_solar_per_mwyr", "fixed_om_solar_cost_per_mwyr");
    if (windy) part(r, "wind", "wind", "inv_cost_wind_per_mwyr", "fixed_om_wind_cost_per_mwyr");
    if (power) part(r, "electrolyser", "elec", "inv_cost_elec_per_mwyr", "fixed_om_elec_cost_per_mwyr");
    if (dcDischarge + dcCharge + acDischarge + acCharge > 0) energy(r);
    double dcRatio = ratio(r, "dc", dcDischarge, dcCharge);
    double acRatio = ratio(r, "ac", acDischarge, acCharge);
    double inverter = r.number("etainverter", 0);
    if (dc && inverter <= 0) r.fault("etainverter", "EtaInverter of " + r.name() + " must be more than 0");
    double perTonne = power ? r.number("hydrogen_mwh_per_tonne_elec") : 1;
    double[] solarPu = available(solar, r, sun);
    double[] windPu = available(wind, r, windy);
    boolean margin = in.settings().on("CapacityReserveMargin") && in.settings().on("StorageVirtualDischarge");
    in.draft()
        .add(
            new Hybrid.Row(
                r.name(), in.label(), in.bus(r), r.carrier(), solarPu[0], windPu[0], dc ? inverter : 1,
                sun ? Math.max(0, r.number("inverter_ratio_solar", -1)) : 0, windy ? Math.max(0, r.number("inverter_ratio_wind", -1)) : 0,
                dcRatio, acRatio, efficiency(r, "eff_up_dc", dcCharge), efficiency(r, "eff_down_dc", dcDischarge),
                efficiency(r, "eff_up_ac", acCharge), efficiency(r, "eff_down_ac", acDischarge), r.number("self_disch", 0), margin,
                margin ? in.settings().number("VirtualChargeDischargeCost") : 0, r.number("var_om_cost_per_mwh", 0),
                r.number("var_om_cost_per_mwh_solar", 0), r.number("var_om_cost_per_mwh_wind", 0),
                r.number("var_om_cost_per_mwh_charge_dc", 0), r.number("var_om_cost_per_mwh_discharge_dc", 0),
                r.number("var_om_cost_per_mwh_charge_ac", 0), r.number("var_om_cost_per_mwh_discharge_ac", 0),
                r.number("min_power_elec", 0), r.number("ramp_up_percentage_elec", 1), r.number("ramp_dn_percentage_elec", 1),
                power ? r.number("hydrogen_price_per_tonne_elec", 0) / Math.max(perTonne, 1e-9) : 0,
                StorageMapping.longDuration(in, r, "lds_vre_stor")));
    in.draft().seriesUnless(solarPu[0], Hybrid.Row.class, "solar_pu", r.name(), solarPu);
    in.draft().seriesUnless(windPu[0], Hybrid.Row.class, "wind_pu", r.name(), windPu);
  }

  /// 0: no such channel, 1: shares the power of the energy, 2: has a capacity of its own.
  private static int mode(Resource r, String attribute) {
    double v = r.number(attribute, 0);
    if (v != 0 && v != 1 && v != 2) r.fault(attribute, attribute + " of " + r.name() + " must be 0, 1 or 2");
    return (int) v;
  }

  /// Power per energy of two channels that share it; 0 where they have capacities of their own.
  private double ratio(Resource r, String current, int discharge, int charge) {
    if (discharge == 1 && charge == 1) return r.number("power_to_energy_" + current, 0);
    if (discharge == 1 || charge == 1) {
      String column = "stor_" + current + (discharge == 1 ? "_charge" : "_discharge");
      r.fault(column, "discharge and charge of " + r.name() + " must both be 1, or have capacities of their own (2)");
    }
    for (String way : new String[] {"discharge", "charge"})
      if ((way.equals("charge") ? charge : discharge) == 2) {
        String name = way + "_" + current;
        part(r, current + "_" + way, name, "inv_cost_" + name + "_per_mwyr", "fixed_om_cost_" + name + "_per_mwyr");
      }
    return 0;
  }

  private static double efficiency(Resource r, String attribute, int mode) {
    if (mode == 0) return 0;
    double v = r.number(attribute, 0);
    if (v <= 0) r.fault(attribute, attribute + " of " + r.name() + " must be more than 0");
    return v;
  }

  private double[] available(@Nullable GenxTable table, Resource r, boolean given) {
    if (given && table != null && table.has(r.name())) return table.numbers(r.name(), in.steps());
    double[] none = new double[in.steps()];
    Arrays.fill(none, 0);
    return none;
  }

  private void part(Resource r, String part, String column, String investment, String fixed) {
    String paid = part.equals("inverter") ? "dc" : column;
    capacity(r, part, Sizing.Quantity.POWER,
        new Capacities.Names(
            "existing_cap_" + column + "_mw", "min_cap_" + column + "_mw", "max_cap_" + column + "_mw", investment, fixed,
            "capital_recovery_period_" + paid, "tech_wacc_" + paid, "min_retired_cap_" + column + "_mw"));
  }

  private void energy(Resource r) {
    capacity(r, "energy", Sizing.Quantity.ENERGY, Capacities.Names.ENERGY);
  }

  /// A part's largest capacity counts when it is 0, too.
  private void capacity(Resource r, String part, Sizing.Quantity quantity, Capacities.Names names) {
    new Capacities(in).add(r, r.name() + " " + part, quantity, names, 1, false, true);
  }
}
