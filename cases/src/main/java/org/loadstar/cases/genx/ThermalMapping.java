package org.loadstar.cases.genx;

import org.loadstar.model.network.Cluster;

/// Maps `Thermal.csv`: clusters with their commitment.
final class ThermalMapping {
  private final GenxStage in;

  ThermalMapping(GenxStage in) {
    this.in = in;
  }

  void map() {
    for (Resource r : in.resources(Resource.Kind.THERMAL)) cluster(r);
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
}
