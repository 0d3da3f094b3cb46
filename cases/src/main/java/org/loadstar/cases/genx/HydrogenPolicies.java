package org.loadstar.cases.genx;

import java.util.List;
import org.loadstar.model.network.HourlyMatching;
import org.loadstar.model.network.HydrogenDemand;

/// Maps hourly matching and the minimum production of hydrogen.
final class HydrogenPolicies {
  private final GenxStage in;

  HydrogenPolicies(GenxStage in) {
    this.in = in;
  }

  void map() {
    boolean hydrogen = in.settings().on("HydrogenHourlyMatching");
    if (hydrogen || in.settings().on("HourlyMatching")) for (String bus : in.buses()) match(bus, hydrogen);
    if (in.settings().on("HydrogenMinimumProduction")) demand();
  }

  private static boolean qualified(Resource r, boolean deprecated) {
    return r.number(deprecated ? "qualified_hydrogen_supply" : "qualified_supply_1", 0) > 0;
  }

  private void match(String bus, boolean hydrogen) {
    boolean deprecated = in.resources().stream().noneMatch(r -> qualified(r, false));
    String policy = "matching " + bus;
    for (Resource r : in.resources()) {
      if (!in.bus(r).equals(bus)) continue;
      if (r.kind() == Resource.Kind.ELECTROLYZER) {
        if (hydrogen) in.draft().add(new HourlyMatching.Row(policy, r.name(), in.label(), 0, 1));
      } else if (qualified(r, deprecated)) {
        if (r.kind() == Resource.Kind.FLEX_DEMAND) r.fault("qualified_supply_1", "flexible demand cannot be a qualified supply");
        in.draft().add(new HourlyMatching.Row(policy, r.name(), in.label(), 1, r.kind() == Resource.Kind.STORAGE ? 1 : 0));
      }
    }
  }

  private void demand() {
    GenxTable table = in.required("PoliciesFolder", "Hydrogen_demand.csv");
    if (table == null || !table.require("Hydrogen_Demand_kt")) return;
    List<GenxTable.Row> rows = table.filled("Hydrogen_Demand_kt");
    for (int k = 1; k <= rows.size(); k++) {
      GenxTable.Row row = rows.get(k - 1);
      String policy = "hydrogen " + k;
      double price = table.has("PriceCap") ? table.number(row, "PriceCap") : Double.POSITIVE_INFINITY;
      in.draft().add(new HydrogenDemand.Row(policy, in.label(), 1e3 * table.number(row, "Hydrogen_Demand_kt"), price));
      for (Resource r : in.resources()) {
        if (r.number("h2_demand_" + k, 0) <= 0) continue;
        if (r.kind() == Resource.Kind.ELECTROLYZER)
          in.draft().add(new HydrogenDemand.Member(policy, r.name(), in.label(), r.number("hydrogen_mwh_per_tonne")));
        else if (r.kind() == Resource.Kind.VRE_STORAGE)
          in.draft().add(new HydrogenDemand.Member(policy, r.name() + " electrolyser", in.label(), r.number("hydrogen_mwh_per_tonne_elec")));
        else r.fault("h2_demand_" + k, r.name() + " makes no hydrogen");
      }
    }
  }
}
