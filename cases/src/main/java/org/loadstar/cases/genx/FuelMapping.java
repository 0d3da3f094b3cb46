package org.loadstar.cases.genx;

import java.util.Map;
import java.util.TreeMap;
import org.loadstar.model.network.Cluster;
import org.loadstar.model.network.Cofiring;
import org.loadstar.model.network.FuelUse;

/// Maps the fuel of resources: heat rate, fuel of starts, biomass, capture, pieces of the fuel curve of committed plants.
final class FuelMapping {
  private static final String ZERO_LOAD = "pwfu_fuel_usage_zero_load_mmbtu_per_h";
  private static final String SLOPE = "pwfu_heat_rate_mmbtu_per_mwh_";
  private static final String LOAD_POINT = "pwfu_load_point_mw_";

  private final GenxStage in;
  private final boolean anyCapture;

  FuelMapping(GenxStage in) {
    this.in = in;
    anyCapture = in.resources().stream().anyMatch(r -> r.number("co2_capture_fraction", 0) > 0);
  }

  void map() {
    for (Resource r : in.resources()) {
      if (r.yes("multi_fuels")) {
        if (r.kind() == Resource.Kind.THERMAL) several(r);
        else r.fault("multi_fuels", "only thermal resources may burn several fuels");
        continue;
      }
      if (r.text("fuel", "None").equals("None")) continue;
      switch (r.kind()) {
        case THERMAL, VRE, HYDRO, MUST_RUN, STORAGE -> fuel(r);
        default -> {} // refused where these are mapped
      }
    }
  }

  /// `Fuel1`, `Heat_Rate1_MMBTU_per_MWh`, `Fuel1_Min_Cofire_Level` … of a resource that burns `Num_Fuels` fuels.
  private void several(Resource r) {
    if (r.has(ZERO_LOAD)) r.fault(ZERO_LOAD, "a plant that burns several fuels has no pieces of its fuel curve");
    boolean units = ThermalMapping.committed(in, r) != Cluster.Committed.NO;
    double startFuel = r.number("start_fuel_mmbtu_per_mw", 0);
    double capture = r.number("co2_capture_fraction", 0);
    double captureStart = r.number("co2_capture_fraction_startup", 0);
    double disposal = r.number("ccs_disposal_cost_per_metric_ton", 0);
    int n = (int) r.number("num_fuels");
    for (int k = 1; k <= n; k++) {
      String fuel = r.text("fuel" + k, "None");
      double heatRate = r.number("heat_rate" + k + "_mmbtu_per_mwh", 0);
      if (!in.fuels().contains(fuel)) r.fault("fuel" + k, "fuel " + k + " of " + r.name() + " is not in Fuels_data.csv");
      if (heatRate <= 0) r.fault("heat_rate" + k + "_mmbtu_per_mwh", "the heat rate of fuel " + k + " of " + r.name() + " must be more than 0");
      in.draft()
          .add(
              new Cofiring.Row(
                  r.name() + " " + fuel, r.name(), in.label(), fuel, in.bus(r), r.carrier(), heatRate, units ? startFuel : 0,
                  r.number("fuel" + k + "_min_cofire_level", 0), r.number("fuel" + k + "_max_cofire_level", 1),
                  r.number("fuel" + k + "_min_cofire_level_start", 0), r.number("fuel" + k + "_max_cofire_level_start", 1),
                  r.number("biomass", 0), capture, anyCapture ? captureStart : 0, capture > 0 ? disposal : 0));
    }
  }

  private void fuel(Resource r) {
    String fuel = r.text("fuel", "None");
    if (!in.fuels().contains(fuel)) r.fault("fuel", "the fuel of " + r.name() + " is not in Fuels_data.csv");
    double capture = r.number("co2_capture_fraction", 0);
    double captureStart = r.number("co2_capture_fraction_startup", 0);
    double disposal = r.number("ccs_disposal_cost_per_metric_ton", 0);
    boolean units = r.kind() == Resource.Kind.THERMAL && ThermalMapping.committed(in, r) != Cluster.Committed.NO;
    double startFuel = r.number("start_fuel_mmbtu_per_mw", 0);
    in.draft()
        .add(
            new FuelUse.Row(
                r.name(), in.label(), fuel, in.bus(r), r.carrier(), r.number("heat_rate_mmbtu_per_mwh", 0), units ? startFuel : 0,
                r.number("biomass", 0), capture, anyCapture ? captureStart : 0, capture > 0 ? disposal : 0));
    if (units && r.has(ZERO_LOAD)) pieces(r);
  }

  /// Pieces of the fuel curve: each begins where the one before has its load point.
  private void pieces(Resource r) {
    Map<Integer, Double> slopes = numbered(r, SLOPE);
    Map<Integer, Double> loads = numbered(r, LOAD_POINT);
    if (slopes.values().stream().allMatch(v -> v == 0)) return;
    double unit = r.number("cap_size", 1);
    double slope = 0;
    double intercept = r.number(ZERO_LOAD, 0);
    double last = 0;
    int k = 0;
    for (double next : slopes.values()) {
      if (k > 0) {
        double load = loads.getOrDefault(k, 0.0);
        if (next != 0 && next < last || load < 0) r.fault(SLOPE + (k + 1), "heat rates and load points of " + r.name() + " must rise");
        intercept = next == 0 ? 0 : slope * load + intercept - next * load;
      }
      slope = next;
      if (next != 0) last = next;
      in.draft().add(new FuelUse.Piece(r.name(), in.label(), ++k, slope, intercept / unit));
    }
  }

  private static Map<Integer, Double> numbered(Resource r, String prefix) {
    var all = new TreeMap<Integer, Double>();
    for (String a : r.attributes())
      if (a.startsWith(prefix)) all.put(Integer.parseInt(a.substring(prefix.length())), r.number(a, 0));
    return all;
  }
}
