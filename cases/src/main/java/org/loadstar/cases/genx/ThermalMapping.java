package org.loadstar.cases.genx;

import java.util.Map;
import java.util.TreeMap;
import org.loadstar.model.network.Cluster;
import org.loadstar.model.network.FuelUse;

/// Maps `Thermal.csv`: clusters with their commitment and their fuel.
final class ThermalMapping {
  private static final String ZERO_LOAD = "pwfu_fuel_usage_zero_load_mmbtu_per_h";
  private static final String SLOPE = "pwfu_heat_rate_mmbtu_per_mwh_";
  private static final String LOAD_POINT = "pwfu_load_point_mw_";

  private final GenxStage in;
  private final boolean anyCapture;

  ThermalMapping(GenxStage in) {
    this.in = in;
    anyCapture = in.resources().stream().anyMatch(r -> r.number("co2_capture_fraction", 0) > 0);
  }

  void map() {
    for (Resource r : in.resources(Resource.Kind.THERMAL)) {
      cluster(r);
      if (!r.text("fuel", "None").equals("None")) fuel(r);
    }
  }

  /// Whether a thermal resource is committed, and as whole units.
  static Cluster.Committed committed(GenxStage in, Resource r) {
    double model = r.number("model");
    if (model != 1 && model != 2) r.fault("model", "Model of " + r.name() + " must be 1 (with commitment) or 2 (without)");
    int commit = in.settings().whole("UCommit");
    if (commit == 0 || model == 2) return Cluster.Committed.NO;
    return commit == 1 ? Cluster.Committed.WHOLE : Cluster.Committed.LINEAR;
  }

  private void cluster(Resource r) {
    Cluster.Committed committed = committed(in, r);
    boolean units = committed != Cluster.Committed.NO;
    double unit = r.number("cap_size", 1);
    new Capacities(in).power(r, unit, committed == Cluster.Committed.WHOLE);
    if (r.number("multi_fuels", 0) != 0) r.fault("multi_fuels", "plants that burn several fuels are not supported");
    double[] available = in.availability(r);
    double least = r.number("min_power", 0);
    double up = r.number("ramp_up_percentage", 1);
    double down = r.number("ramp_dn_percentage", 1);
    double upTime = Math.floor(r.number("up_time", 0));
    double downTime = Math.floor(r.number("down_time", 0));
    if (units && Math.max(upTime, downTime) > in.stepsOfPeriod())
      r.fault("up_time", "Up_Time and Down_Time of " + r.name() + " must not be longer than a period (" + in.stepsOfPeriod() + " h)");
    double startCost = r.number("start_cost_per_mw", 0);
    double upStart = Math.max(least, up);
    double downShut = Math.max(least, down);
    in.draft()
        .add(
            new Cluster.Row(
                r.name(), in.label(), in.bus(r), r.carrier(), available[0], least, r.number("var_om_cost_per_mwh", 0), committed, unit,
                units ? upTime : 0, units ? downTime : 0, units ? startCost : 0, 0,
                up, units ? Math.min(available[0], upStart) : 1, units ? -least : 0,
                down, units ? -least : 0, units ? Math.min(available[0], downShut) : 1, Double.NaN));
    in.draft().seriesUnless(available[0], Cluster.Row.class, "p_max_pu", r.name(), available);
    if (!units) return;
    ramp(r, "ramp_up_start", available, upStart);
    ramp(r, "ramp_down_shut", available, downShut);
  }

  private void ramp(Resource r, String column, double[] available, double limit) {
    double[] v = available.clone();
    for (int t = 0; t < v.length; t++) v[t] = Math.min(v[t], limit);
    in.draft().seriesUnless(v[0], Cluster.Row.class, column, r.name(), v);
  }

  private void fuel(Resource r) {
    String fuel = r.text("fuel", "None");
    if (!in.fuels().contains(fuel)) r.fault("fuel", "the fuel of " + r.name() + " is not in Fuels_data.csv");
    double capture = r.number("co2_capture_fraction", 0);
    double captureStart = r.number("co2_capture_fraction_startup", 0);
    double disposal = r.number("ccs_disposal_cost_per_metric_ton", 0);
    boolean units = committed(in, r) != Cluster.Committed.NO;
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
