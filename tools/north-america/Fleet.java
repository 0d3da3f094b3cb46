import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The fleet of end-2025: generators, hydro, storages, planned builds and retirements.
final class Fleet {
  /// Dollar year of the unit database's O&M (NEMS/ReEDS money); assumed, the table names none.
  static final int UNIT_MONEY_YEAR = 2004;
  /// Energy of a week of a reservoir over its share of the month's; assumed, no source by zone.
  private static final double LEAST_WEEK = 0.75;
  private static final double LARGEST_WEEK = 1.25;
  static final Set<String> STORAGE = Set.of("battery", "pumped_hydro");
  static final Set<String> HYDRO = Set.of("hydro", "hydro_ror");
  private static final Set<String> RETIRABLE = Set.of("coal", "gas_steam", "oil");
  /// Age-based dates of the retirement table that are not followed: licences renew and sites are rebuilt.
  private static final Set<String> NOT_AGED = Set.of("hydro", "hydro_ror", "pumped_hydro", "geothermal");
  /// Fleets whose history is short: mean online year from which the first, partial years pull it down.
  private static final double YOUNG = 2023;

  private final Source source;
  private final Demand demand;
  private final TreeMap<String, Double> existing = new TreeMap<>();
  private final TreeSet<String> known = new TreeSet<>();
  private final List<String> notes = new ArrayList<>();

  Fleet(Source source, Demand demand) {
    this.source = source;
    this.demand = demand;
  }

  static String key(String zone, String technology) {
    return zone + " " + technology;
  }

  List<String> notes() {
    return notes;
  }

  /// Capacity of end-2025 by technology, MW.
  TreeMap<String, Double> existing() {
    return existing;
  }

  /// Writes the existing rows of generators, hydro and storages; new candidates are added by [Candidates].
  void tables(Folder folder, Folder.Table generators, Folder.Table storages) {
    var hydro = folder.table("hydro.csv", 1,
        "hydro zone technology existing_mw min_flow_share min_week_share max_week_share run_of_river fom_usd_per_kw_yr vom_usd_per_mwh dollar_year"
            + " source quality");
    planned(generators, storages);
    for (Csv.Row r : source.table("existing_capacity")) {
      String zone = r.text("zone");
      if (!source.zone(zone)) continue;
      String tech = r.text("tech");
      String key = key(zone, tech);
      double mw = r.number("capacity_MW");
      existing.merge(tech, mw, Double::sum);
      known.add(key);
      double fom = r.number("fom_USD_per_MW_yr") / 1000;
      double vom = r.number("vom_USD_per_MWh");
      if (HYDRO.contains(tech)) {
        hydro.add(key, zone, tech, mw, source.economics("hydro_min_flow_share") / 100, LEAST_WEEK, LARGEST_WEEK,
            tech.equals("hydro_ror") ? 1 : 0, fom, vom, UNIT_MONEY_YEAR, "existing_capacity; economics",
            "read; min_flow_share and week shares assumption");
      } else if (STORAGE.contains(tech)) {
        boolean pumped = tech.equals("pumped_hydro");
        double mwh = pumped ? mw * source.economics("pumped_hydro_duration") : r.number("energy_MWh");
        storages.add(key, zone, tech, mw, mwh, 0, 0, 0, "inf", pumped ? 0.8 : 0.85, 0, 0, 1, 0, fom, vom, UNIT_MONEY_YEAR,
            "existing_capacity; economics", pumped ? "read; duration and efficiency assumption" : "read");
      } else {
        String profile = "";
        double mean = Double.NaN;
        if (tech.equals("csp") || tech.equals("solar_pv") || tech.startsWith("wind_")) {
          String kind = tech.equals("csp") ? "solar_pv" : tech;
          if (!demand.hasProfile(kind, zone)) throw new IllegalStateException("no profile for " + key);
          profile = kind + "/" + zone;
          mean = history(r, key, kind, zone);
        }
        generators.add(key, zone, tech, mw, 0, "inf", 0, 1, 0, RETIRABLE.contains(tech) ? 1 : 0, 1, 0, fom, vom,
            r.number("heat_rate_MMBtu_per_MWh", Double.NaN), profile, mean, UNIT_MONEY_YEAR, "existing_capacity",
            "read; dollar_year assumption");
      }
    }
    monthly(folder);
    builds(folder);
    retirements(folder);
  }

  /// Historical capacity factor; for young fleets not below that of the weather year.
  private double history(Csv.Row r, String key, String kind, String zone) {
    double history = r.number("hist_capacity_factor");
    double weather = demand.meanFactor(kind, zone);
    if (r.number("mean_online_year") >= YOUNG && weather > history && !r.text("tech").equals("csp")) {
      notes.add("young fleet " + key + ": profile mean " + Csv.number(weather) + " instead of history " + history);
      return weather;
    }
    if (history <= 0.05 || history > 0.6) throw new IllegalStateException(key + ": capacity factor " + history);
    return history;
  }

  private void monthly(Folder folder) {
    var t = folder.table("hydro_monthly.csv", 3, "hydro scenario month capacity_factor source quality");
    int[] days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    // The ratio is national, also for a cut case: 2024 record over the mean of 2014-2022.
    double mean = 0;
    for (Csv.Row r : source.table("hydro_monthly_cf"))
      mean += capacity(r.text("zone")) * r.number("capacity_factor") * 24 * days[r.integer("month") - 1] / 1e6;
    double record = 0;
    for (Csv.Row r : source.table("generation_record_2024"))
      if (r.text("scope").equals("US") && r.text("metric").equals("net_generation") && r.text("technology").equals("hydro"))
        record = r.number("value");
    double dry = record / mean;
    if (dry < 0.75 || dry > 0.98) throw new IllegalStateException("dry hydro factor " + dry);
    notes.add("hydro: mean year " + Csv.number(mean) + " TWh, 2024 record " + Csv.number(record) + " TWh: dry x"
        + Csv.number(dry) + ", wet x" + Csv.number(2 - dry));
    for (Csv.Row r : source.table("hydro_monthly_cf")) {
      for (String tech : List.of("hydro", "hydro_ror")) {
        String key = key(r.text("zone"), tech);
        if (!known.contains(key)) continue;
        for (String scenario : List.of("dry", "median", "wet")) {
          double f = switch (scenario) {
            case "dry" -> dry;
            case "wet" -> 2 - dry;
            default -> 1;
          };
          double cf = r.number("capacity_factor") * f;
          if (cf > 1) throw new IllegalStateException(key + ": hydro capacity factor " + cf);
          t.add(key, scenario, r.integer("month"), cf, "hydro_monthly_cf" + (f == 1 ? "" : " x " + Csv.number(f)),
              f == 1 ? "read" : "derived");
        }
      }
    }
  }

  private double capacity(String zone) {
    double mw = 0;
    for (Csv.Row r : source.table("existing_capacity"))
      if (r.text("zone").equals(zone) && HYDRO.contains(r.text("tech"))) mw += r.number("capacity_MW");
    return mw;
  }

  /// Planned builds that are followed: 2026 to the last year, no coal (none is under construction).
  static List<Csv.Row> plannedRows(Source source) {
    return source.table("planned_builds").stream()
        .filter(r -> source.zone(r.text("zone")) && r.integer("online_year") <= Source.LAST_YEAR)
        .filter(r -> !r.text("tech").equals("coal"))
        .toList();
  }

  /// A planned build whose cluster has no capacity yet gets a row with none.
  private void planned(Folder.Table generators, Folder.Table storages) {
    TreeSet<String> standing = new TreeSet<>();
    for (Csv.Row r : source.table("existing_capacity")) standing.add(key(r.text("zone"), r.text("tech")));
    for (Csv.Row r : plannedRows(source)) {
      String zone = r.text("zone");
      String tech = r.text("tech");
      String key = key(zone, tech);
      if (standing.contains(key) || !known.add(key)) continue;
      if (STORAGE.contains(tech) || HYDRO.contains(tech)) throw new IllegalStateException("no standing " + key);
      boolean variable = demand.hasProfile("solar_pv", zone) && (tech.startsWith("wind_") || tech.equals("solar_pv"));
      generators.add(key, zone, tech, 0, 0, "inf", 0, 1, 0, 0, 1, 0, Double.NaN, Double.NaN, Double.NaN,
          variable ? tech + "/" + zone : "", Double.NaN, UNIT_MONEY_YEAR, "planned_builds", "read");
      notes.add("planned build founds cluster " + key);
    }
  }

  private void builds(Folder folder) {
    var t = folder.table("planned_builds.csv", 2, "generator year built_mw source quality");
    for (Csv.Row r : plannedRows(source)) {
      String key = key(r.text("zone"), r.text("tech"));
      if (!known.contains(key)) throw new IllegalStateException("planned build without cluster " + key);
      t.add(key, r.integer("online_year"), r.number("capacity_MW"), "planned_builds", "read");
    }
    for (Csv.Row r : source.table("planned_builds"))
      if (source.zone(r.text("zone")) && (r.text("tech").equals("coal") || r.integer("online_year") > Source.LAST_YEAR))
        notes.add("planned build dropped: " + key(r.text("zone"), r.text("tech")) + " " + r.text("online_year") + " "
            + r.text("capacity_MW") + " MW");
  }

  /// Scenario `nems`: the unit database; `announced`: the same but coal from EIA-860 announcements. One basis per technology.
  private void retirements(Folder folder) {
    var t = folder.table("retirements.csv", 3, "generator scenario year retired_mw source quality");
    TreeMap<String, Double> standing = new TreeMap<>();
    for (Csv.Row r : source.table("existing_capacity"))
      standing.put(key(r.text("zone"), r.text("tech")), r.number("capacity_MW"));
    TreeMap<String, Double> retired = new TreeMap<>();
    double early = 0;
    double aged = 0;
    double excess = 0;
    for (Csv.Row r : source.table("retirements")) {
      String key = key(r.text("zone"), r.text("tech"));
      int year = r.integer("retirement_year");
      if (!source.zone(r.text("zone")) || year > Source.LAST_YEAR) continue;
      boolean announced = r.text("basis").startsWith("EIA-860");
      double mw = r.number("capacity_MW");
      if (year < 2026) {
        if (!announced || !r.text("tech").equals("coal")) throw new IllegalStateException(r.place() + ": before 2026");
        early += mw;
        continue;
      }
      if (NOT_AGED.contains(r.text("tech"))) {
        aged += mw;
        continue;
      }
      boolean coal = r.text("tech").equals("coal");
      for (String scenario : List.of("nems", "announced")) {
        if (announced != (scenario.equals("announced") && coal)) continue;
        double room = standing.get(key) - retired.getOrDefault(scenario + key, 0.0);
        double part = Math.min(mw, room);
        excess += mw - part;
        if (part <= 0) continue;
        retired.merge(scenario + key, part, Double::sum);
        t.add(key, scenario, year, part, announced ? "retirements EIA-860 2025ER" : "retirements ReEDS/NEMS", "read");
      }
    }
    notes.add("retirements: coal announced before 2026 dropped " + Csv.number(early) + " MW; age-based hydro and geothermal"
        + " to " + Source.LAST_YEAR + " dropped " + Csv.number(aged) + " MW; beyond the standing fleet cut "
        + Csv.number(excess) + " MW");
  }
}
