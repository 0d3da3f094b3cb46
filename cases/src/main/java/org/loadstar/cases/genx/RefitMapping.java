package org.loadstar.cases.genx;

import java.util.HashSet;
import java.util.Set;
import org.loadstar.model.network.Refit;

/// Maps retrofits: resources that may be refitted (`Can_Retrofit`) into others (`Retrofit`) of the same `Retrofit_Id` and region.
final class RefitMapping {
  private final GenxStage in;

  RefitMapping(GenxStage in) {
    this.in = in;
  }

  void map() {
    Set<String> clusters = new HashSet<>();
    for (Resource r : in.resources())
      if (r.yes("can_retrofit")) {
        if (!r.yes("can_retire")) r.fault("can_retrofit", "a resource that can be refitted must also have Can_Retire 1");
        clusters.add(cluster(r));
        in.draft().add(new Refit.Row(cluster(r), r.name(), in.label(), false, 1));
      }
    for (Resource r : in.resources()) {
      double efficiency = r.number("retrofit_efficiency", 1);
      if (!r.yes("retrofit")) continue;
      if (!r.yes("new_build")) r.fault("retrofit", "a resource that others are refitted into must have New_Build 1");
      if (in.years() != null && r.has("contribute_min_retirement") && !r.yes("contribute_min_retirement"))
        r.fault("contribute_min_retirement", "Contribute_Min_Retirement of " + r.name() + " must be 1");
      if (efficiency <= 0) r.fault("retrofit_efficiency", "Retrofit_Efficiency of " + r.name() + " must be more than 0");
      // What has no resource to be refitted from may be built freely.
      if (clusters.contains(cluster(r))) in.draft().add(new Refit.Row(cluster(r), r.name(), in.label(), true, efficiency));
    }
  }

  private static String cluster(Resource r) {
    if (!r.has("retrofit_id")) r.fault("retrofit_id", "Retrofit_Id of " + r.name() + " is missing");
    return r.text("retrofit_id", "") + " " + r.text("region", "");
  }
}
