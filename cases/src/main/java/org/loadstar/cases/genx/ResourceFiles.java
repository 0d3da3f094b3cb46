package org.loadstar.cases.genx;

import java.util.HashSet;
import java.util.Set;
import org.loadstar.cases.Place;

/// Reads the files of `resources/` and what `policy_assignments/` adds to their lines.
final class ResourceFiles {
  static final String[] ASSIGNMENTS = {
    "Resource_energy_share_requirement.csv",
    "Resource_capacity_reserve_margin.csv",
    "Resource_minimum_capacity_requirement.csv",
    "Resource_maximum_capacity_requirement.csv",
    "Resource_hydrogen_demand.csv",
    "Resource_hourly_matching.csv"
  };

  private final GenxStage in;

  ResourceFiles(GenxStage in) {
    this.in = in;
  }

  void read() {
    Set<String> names = new HashSet<>();
    for (Resource.Kind kind : Resource.Kind.values()) {
      GenxTable table = in.optional("ResourcesFolder", kind.file());
      if (table == null || !table.require("Resource", "Zone")) continue;
      for (GenxTable.Row row : table.filled("Resource")) {
        String name = table.text(row, "Resource");
        int cells = row.cells().size();
        if (cells < table.header().size())
          in.faults().warn(table.place(row), name, "the row has " + cells + " cells, the header has " + table.header().size() + "; the rest is taken as empty", null);
        if (!names.add(name)) in.faults().add(table.place(row), name, "the resource is given twice");
        Resource r = new Resource(kind, name, table.place(row), in.faults());
        for (String column : table.header())
          if (!column.isEmpty() && !GenxTable.key(column).equals("resource")) r.put(column, table.place(row), table.text(row, column));
        in.resources().add(r);
      }
    }
    if (names.isEmpty()) in.faults().add(new Place(in.settings().folder("ResourcesFolder"), 0), "", "there are no resources");
    for (String file : ASSIGNMENTS) {
      GenxTable table = in.optional("ResourcePoliciesFolder", file);
      if (table != null && table.require("Resource")) assign(table);
    }
    if (in.settings().on("MultiStage")) {
      GenxTable table = in.required("ResourcesFolder", "Resource_multistage_data.csv");
      if (table != null && table.require("Resource")) assign(table);
    }
  }

  private void assign(GenxTable table) {
    for (GenxTable.Row row : table.filled("Resource")) {
      Resource r = in.resource(table.text(row, "Resource"), table.place(row));
      if (r == null) continue;
      for (String column : table.header())
        if (!column.isEmpty() && !GenxTable.key(column).equals("resource"))
          r.put(tagged(table, column), table.place(row), table.text(row, column));
    }
  }

  /// A policy file with one column may leave out the number of its policy.
  private static String tagged(GenxTable table, String column) {
    boolean policy = !table.file().endsWith("Resource_multistage_data.csv");
    return policy && table.header().size() == 2 && !column.endsWith("_1") ? column + "_1" : column;
  }
}
