package org.loadstar.cases.genx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.loadstar.cases.Nearest;
import org.loadstar.cases.Place;

/// Looks for files and profiles that nothing reads: a name that GenX does not know but nearly knows is a fault, any other a warning.
final class GenxFiles {
  /// Files that GenX reads, by the setting that names their folder.
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "SystemFolder",
          Set.of(
              "Network.csv", "Demand_data.csv", "Fuels_data.csv", "Generators_variability.csv", "Period_map.csv",
              "Operational_reserves.csv", "Reserves.csv", "Vre_and_stor_solar_variability.csv", "Vre_and_stor_wind_variability.csv"),
          "PoliciesFolder",
          Set.of(
              "CO2_cap.csv", "CO2_cap_slack.csv", "Energy_share_requirement.csv", "Energy_share_requirement_slack.csv",
              "Capacity_reserve_margin.csv", "Capacity_reserve_margin_slack.csv", "Minimum_capacity_requirement.csv",
              "Maximum_capacity_requirement.csv", "Hydrogen_demand.csv"),
          "ResourcesFolder", resources(),
          "ResourcePoliciesFolder", Set.of(ResourceFiles.ASSIGNMENTS));

  private final GenxStage in;

  GenxFiles(GenxStage in) {
    this.in = in;
  }

  private static Set<String> resources() {
    Set<String> all = new TreeSet<>(Set.of("Resource_multistage_data.csv"));
    for (Resource.Kind k : Resource.Kind.values()) all.add(k.file());
    return all;
  }

  void check() {
    KNOWN.forEach(this::files);
    profiles();
  }

  private void files(String folder, Set<String> known) {
    List<String> there = in.files(folder);
    for (String file : there) {
      if (known.contains(file)) continue;
      String near = Nearest.misspelt(file, known);
      if (near != null && !there.contains(near))
        in.faults().add(in.place(folder, file), "", "GenX reads no file of this name", "'" + near + "'");
      else in.faults().warn(in.place(folder, file), "", "GenX reads no file of this name; it is read over", null);
    }
  }

  /// Columns of `Generators_variability.csv` without a resource, and resources of changing output without a column: GenX takes 1 for them.
  private void profiles() {
    Set<String> all = new TreeSet<>();
    for (Resource r : in.resources()) all.add(r.name());
    Set<String> spare = new TreeSet<>(in.profiles());
    spare.removeAll(all);
    List<String> without = new ArrayList<>();
    for (Resource r : in.resources()) {
      boolean changing = switch (r.kind()) {
        case VRE, HYDRO, MUST_RUN, FLEX_DEMAND -> true;
        case THERMAL, STORAGE, ELECTROLYZER, VRE_STORAGE -> false;
      };
      if (changing && !in.profiles().contains(r.name())) without.add(r.name());
    }
    var place = new Place(in.place("SystemFolder", "Generators_variability.csv").file(), 1);
    for (String name : List.copyOf(spare)) {
      String near = Nearest.misspelt(name, without);
      if (near == null) continue;
      in.faults().warn(place, name, "the column names no resource and is read over", "'" + near + "'");
      spare.remove(name);
    }
    if (!spare.isEmpty()) in.faults().warn(place, "", "the columns " + Nearest.listed(spare) + " name no resource and are read over", null);
    if (!without.isEmpty())
      in.faults().warn(place, "", "there is no column for " + String.join(", ", without) + ": their availability or inflow is 1 at all times, as in GenX", null);
  }
}
