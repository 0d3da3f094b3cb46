package org.loadstar.cases.genx;

import java.util.List;
import org.loadstar.model.network.Renewable;

/// Maps `Vre.csv`: curtailable renewables, of which several lines may be bins of one.
final class VreMapping {
  private final GenxStage in;

  VreMapping(GenxStage in) {
    this.in = in;
  }

  void map() {
    List<Resource> all = in.resources(Resource.Kind.VRE);
    String head = "";
    int rest = 0;
    for (Resource r : all) {
      new Capacities(in).power(r, 1, false);
      int bins = (int) r.number("num_vre_bins", 1);
      if (bins > 0) {
        if (rest > 0) r.fault("num_vre_bins", "a bin of " + head + " must have Num_VRE_Bins 0");
        head = r.name();
        rest = bins - 1;
      } else if (rest-- <= 0) {
        continue;
      }
      double[] available = in.availability(r);
      in.draft()
          .add(
              new Renewable.Row(
                  r.name(), in.label(), in.bus(r), r.carrier(), available[0], r.number("var_om_cost_per_mwh", 0), bins > 0 ? "" : head));
      in.draft().seriesUnless(available[0], Renewable.Row.class, "p_max_pu", r.name(), available);
    }
    if (rest > 0) all.getLast().fault("num_vre_bins", "there are fewer lines than bins of " + head);
  }
}
