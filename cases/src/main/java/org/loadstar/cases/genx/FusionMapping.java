package org.loadstar.cases.genx;

import org.loadstar.model.network.Cluster;
import org.loadstar.model.network.Fusion;
import org.loadstar.model.network.Maintenance;

/// Maps the fusion and maintenance attributes of `Thermal.csv`.
final class FusionMapping {
  private final GenxStage in;

  FusionMapping(GenxStage in) {
    this.in = in;
  }

  void map() {
    for (Resource r : in.resources(Resource.Kind.THERMAL)) {
      boolean fusion = r.number("fusion", 0) != 0;
      boolean maintained = r.number("maint", 0) == 1;
      if (!fusion && !maintained) continue;
      Cluster.Committed committed = ThermalMapping.committed(in, r);
      if (committed == Cluster.Committed.NO) r.fault(fusion ? "fusion" : "maint", "fusion and maintenance need Model 1 and UCommit of 1 or 2");
      if (maintained) maintenance(r, committed == Cluster.Committed.WHOLE);
      if (fusion) fusion(r, committed == Cluster.Committed.WHOLE);
    }
  }

  /// Name under which the own use of a fusion plant is posted.
  static String own(Resource r) {
    return r.name() + " own use";
  }

  private void maintenance(Resource r, boolean whole) {
    if (in.periods() > 1) r.fault("maint", "maintenance needs one period in order; Rep_Periods must be 1");
    double duration = Math.floor(r.number("maintenance_duration", 0));
    double cycle = Math.floor(r.number("maintenance_cycle_length_years", 0));
    double cadence = Math.floor(r.number("maintenance_begin_cadence", 0));
    if (duration < 1 || cycle < 1 || cadence < 1 || duration > in.steps())
      r.fault("maint", "Maintenance_Duration, Maintenance_Cycle_Length_Years and Maintenance_Begin_Cadence of " + r.name() + " must be 1 or more");
    in.draft()
        .add(
            new Maintenance.Row(
                r.name(), in.label(), r.number("cap_size", 1), whole, (int) Math.max(1, duration), Math.max(1, cycle),
                (int) Math.max(1, cadence)));
  }

  private void fusion(Resource r, boolean whole) {
    double pulse = r.number("max_up_time", -1);
    double starts = r.number("max_starts", -1);
    double use = r.number("max_fpy_per_year", -1);
    in.draft()
        .add(
            new Fusion.Row(
                r.name(), in.label(), in.bus(r), r.carrier(), r.number("cap_size", 1), whole, r.number("parasitic_passive", 0),
                r.number("parasitic_active", 0), r.number("parasitic_start_energy", 0),
                r.number("parasitic_start_power", 0), r.number("parasitic_passive_maintenance_remaining", 0), r.number("dwell_time", 0), (int) Math.max(0, pulse),
                starts > 0 ? starts : Double.POSITIVE_INFINITY, use > 0 && use < 1 ? use : Double.POSITIVE_INFINITY));
  }
}
