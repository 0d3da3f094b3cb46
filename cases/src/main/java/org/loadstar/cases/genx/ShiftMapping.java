package org.loadstar.cases.genx;

import org.loadstar.model.network.Electrolyser;
import org.loadstar.model.network.FlexibleDemand;
import org.loadstar.model.network.MustRun;
import org.loadstar.model.network.Reservoir;

/// Maps `Hydro.csv`, `Must_run.csv`, `Flex_demand.csv` and `Electrolyzer.csv`.
final class ShiftMapping {
  private final GenxStage in;

  ShiftMapping(GenxStage in) {
    this.in = in;
  }

  void map() {
    in.resources(Resource.Kind.HYDRO).forEach(this::reservoir);
    in.resources(Resource.Kind.MUST_RUN).forEach(this::mustRun);
    in.resources(Resource.Kind.FLEX_DEMAND).forEach(this::flexible);
    in.resources(Resource.Kind.ELECTROLYZER).forEach(this::electrolyzer);
  }

  private void reservoir(Resource r) {
    capacity(r);
    double[] inflow = in.availability(r);
    double efficiency = r.number("eff_down", 1);
    if (efficiency <= 0) r.fault("eff_down", "Eff_Down of " + r.name() + " must be more than 0");
    boolean carried = StorageMapping.longDuration(in, r, "lds");
    double hours = Math.max(0, r.number("hydro_energy_to_power_ratio", 0));
    if (carried && hours == 0) r.fault("lds", "water that is carried from period to period needs a Hydro_Energy_to_Power_Ratio of more than 0");
    in.draft()
        .add(
            new Reservoir.Row(
                r.name(), in.label(), in.bus(r), r.carrier(), inflow[0], efficiency, r.number("min_power", 0),
                hours, r.number("ramp_up_percentage", 1),
                r.number("ramp_dn_percentage", 1), r.number("var_om_cost_per_mwh", 0), carried,
                in.settings().on("LDSAdditionalConstraints")));
    in.draft().seriesUnless(inflow[0], Reservoir.Row.class, "inflow_pu", r.name(), inflow);
  }

  private void mustRun(Resource r) {
    capacity(r);
    for (String reserve : new String[] {"reg_max", "rsv_max"})
      if (r.number(reserve, 0) != 0) r.fault(reserve, "a must-run resource gives no reserves: " + r.column(reserve) + " must be 0");
    double[] output = in.availability(r);
    in.draft()
        .add(
            new MustRun.Row(r.name(), in.label(), in.bus(r), r.carrier(), output[0], r.number("var_om_cost_per_mwh", 0)));
    in.draft().seriesUnless(output[0], MustRun.Row.class, "p_set_pu", r.name(), output);
  }

  private void flexible(Resource r) {
    capacity(r);
    if (!r.text("fuel", "None").equals("None")) r.fault("fuel", "flexible demand burns no fuel");
    double efficiency = r.number("flexible_demand_energy_eff");
    if (efficiency <= 0) r.fault("flexible_demand_energy_eff", "Flexible_Demand_Energy_Eff of " + r.name() + " must be more than 0");
    double[] share = in.availability(r);
    in.draft()
        .add(
            new FlexibleDemand.Row(
                r.name(), in.label(), in.bus(r), r.carrier(), share[0], efficiency, Math.floor(r.number("max_flexible_demand_delay")),
                Math.floor(r.number("max_flexible_demand_advance")), r.number("var_om_cost_per_mwh", 0),
                r.number("var_om_cost_per_mwh_in", 0)));
    in.draft().seriesUnless(share[0], FlexibleDemand.Row.class, "p_max_pu", r.name(), share);
  }

  private void electrolyzer(Resource r) {
    capacity(r);
    if (!r.text("fuel", "None").equals("None")) r.fault("fuel", "electrolyzers burn no fuel");
    double perTonne = r.number("hydrogen_mwh_per_tonne");
    if (perTonne <= 0) r.fault("hydrogen_mwh_per_tonne", "Hydrogen_MWh_Per_Tonne of " + r.name() + " must be more than 0");
    double[] available = in.availability(r);
    in.draft()
        .add(
            new Electrolyser.Row(
                r.name(), in.label(), in.bus(r), r.carrier(), available[0], r.number("min_power", 0), r.number("ramp_up_percentage", 1),
                r.number("ramp_dn_percentage", 1), r.number("hydrogen_price_per_tonne", 0) / Math.max(perTonne, 1e-9)));
    in.draft().seriesUnless(available[0], Electrolyser.Row.class, "p_max_pu", r.name(), available);
  }

  private void capacity(Resource r) {
    new Capacities(in).power(r, 1, false);
  }
}
