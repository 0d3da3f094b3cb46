import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Makes the embedded North America case from the source tables.
///
///     java tools/north-america/Make.java SOURCE_DIR OUT_DIR [ZONE,ZONE,...]
///
/// With zones named, a cut case of those zones is made: one stage, national limits and the AI target by their share of load.
public final class Make {
  private Make() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2 || args.length > 3) {
      System.err.println("usage: java tools/north-america/Make.java SOURCE_DIR OUT_DIR [ZONE,ZONE,...]");
      System.exit(2);
    }
    Path out = Path.of(args[1]);
    Source source = new Source(Path.of(args[0]), args.length == 3 ? List.of(args[2].split(",")) : List.of());
    Folder folder = new Folder();
    Demand demand = new Demand(source);
    demand.tables(folder);
    Technologies technologies = new Technologies(source);
    technologies.tables(folder);
    Folder.Table generators = folder.table("generators.csv", 1,
        "generator zone technology existing_mw max_new_mw build_rate_mw_per_year unit_mw completion earliest_year retirable capex_multiplier"
            + " capex_adder_usd_per_kw fom_usd_per_kw_yr vom_usd_per_mwh heat_rate_mmbtu_per_mwh profile profile_mean"
            + " dollar_year source quality");
    Folder.Table storages = folder.table("storages.csv", 1,
        "storage zone technology existing_mw existing_energy_mwh max_new_mw earliest_year min_duration_h max_duration_h"
            + " round_trip_efficiency standing_loss linked capex_multiplier capex_adder_usd_per_kw fom_usd_per_kw_yr"
            + " vom_usd_per_mwh dollar_year source quality");
    Fleet fleet = new Fleet(source, demand);
    fleet.tables(folder, generators, storages);
    Candidates candidates = new Candidates(source, demand, technologies);
    candidates.tables(generators, storages);
    Network network = new Network(source);
    network.lines(folder);
    network.neighbours(folder);
    new Limits(source).tables(folder);
    Campuses campuses = new Campuses(source);
    campuses.tables(folder);
    Supply supply = new Supply(source);
    supply.tables(folder);
    new Workloads(source).tables(folder);
    new Plants(source, technologies).tables(folder);
    Money.table(source, folder);
    new Outages(source).tables(folder);
    Record.table(source, folder);
    Claims.table(source, folder);
    demand.writeHourly(out);
    long bytes = folder.write(out, CaseFile.text(source));
    new Totals(source, demand, fleet, campuses).print(bytes);
    for (List<String> notes : List.of(fleet.notes(), candidates.notes(), network.notes(), campuses.notes(), supply.notes()))
      notes.forEach(System.out::println);
  }
}
