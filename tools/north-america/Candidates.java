import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// New plants and storage that the plan may build.
final class Candidates {
  private static final int REFERENCE_YEAR = 2030;
  /// Supply-curve classes of the source that make one class here; wind class 5 (the worst half) is left out.
  private static final Map<String, List<List<Integer>>> MERGED = Map.of(
      "wind_onshore", List.of(List.of(1), List.of(2), List.of(3, 4)),
      "solar_pv", List.of(List.of(1, 2), List.of(3, 4), List.of(5)));
  private static final Set<String> HOT = Set.of("CAISO", "NorthernGrid_East", "NorthernGrid_South", "NorthernGrid_West",
      "WestConnect_North", "WestConnect_South");

  /// Size of a unit, MW; other technologies come in any amount.
  private static final Map<String, Double> UNIT_MW = Map.of("smr", Limits.SMR_UNIT_MW, "nuclear", 1100.0);

  private final Source source;
  private final Demand demand;
  private final Technologies technologies;
  private final List<String> notes = new ArrayList<>();
  private Folder.Table generators;

  Candidates(Source source, Demand demand, Technologies technologies) {
    this.source = source;
    this.demand = demand;
    this.technologies = technologies;
  }

  List<String> notes() {
    return notes;
  }

  void tables(Folder.Table generatorTable, Folder.Table storages) {
    generators = generatorTable;
    for (String zone : source.zones()) {
      for (String tech : List.of("gas_cc", "gas_ct", "nuclear", "smr"))
        plain(zone, tech, source.regional(tech, zone), "inf", 0, 0);
      plain(zone, "gas_engine", source.regional("gas_ct", zone), "inf", 0, 0);
      geothermal(zone);
      for (String tech : List.of("wind_onshore", "solar_pv")) curve(zone, tech);
      if (demand.hasProfile("wind_offshore", zone)) offshore(zone);
      storages.add(zone + " battery new", zone, "battery", 0, 0, "inf", 0, 2, 8, 0.85, 0, 0,
          source.regional("battery", zone), 0, Double.NaN, Double.NaN, Source.MONEY_YEAR,
          "regional_capex_multipliers; tech_costs", "read; 2 to 8 h assumption");
    }
    restart("PJM_East", "Crane", 835, 2028, 0.95);
    restart("MISO_North", "Duane Arnold", 615, 2029, 0.85);
    naval("SERTP");
    for (Csv.Row r : source.table("existing_capacity"))
      if (r.text("tech").equals("nuclear") && source.zone(r.text("zone")))
        waiting(r.text("zone"), "nuclear_uprate", "", 1, "levers L09; the lever uprates opens it");
    waiting("NorthernGrid_West", "fusion", " Malaga", 0.5, "claims C035; the lever fusion opens it");
    waiting("PJM_East", "fusion", " Chesterfield", 0.5, "claims C036; the lever fusion opens it");
  }

  private void plain(String zone, String tech, double multiplier, Object max, double adder, int year) {
    generators.add(zone + " " + tech + " new", zone, tech, 0, max, "inf", UNIT_MW.getOrDefault(tech, 0.0), 1, year, 0, multiplier, adder, Double.NaN, Double.NaN,
        Double.NaN, "", Double.NaN, Source.MONEY_YEAR, "regional_capex_multipliers; tech_costs", "read");
  }

  private void restart(String zone, String name, int mw, int year, double completion) {
    if (!source.zone(zone)) return;
    generators.add(zone + " nuclear_restart " + name, zone, "nuclear_restart", 0, mw, "inf", mw, completion, year, 0, 1, 0, Double.NaN,
        Double.NaN, Double.NaN, "", Double.NaN, Source.MONEY_YEAR, "project figures: restarts; equipment", "secondary; completion assumption");
  }

  /// None by default: a lever opens it.
  private void waiting(String zone, String tech, String name, double completion, String from) {
    if (!source.zone(zone)) return;
    generators.add(zone + " " + tech + name, zone, tech, 0, 0.0, "inf", 0.0, completion, 0, 0, source.regional("nuclear", zone), 0, Double.NaN, Double.NaN, Double.NaN, "",
        Double.NaN, Source.MONEY_YEAR, from, "assumption");
  }

  /// Reactors of retired warships at Oak Ridge: none by default, the lever `naval` opens them.
  private void naval(String zone) {
    if (!source.zone(zone)) return;
    generators.add(zone + " smr_naval Oak Ridge", zone, "smr_naval", 0, 0.0, "inf", Plants.NAVAL_UNIT_MW, 0.15, 2032, 0,
        source.regional("smr", zone), 0, Double.NaN, Double.NaN, Double.NaN, "", Double.NaN, Source.MONEY_YEAR,
        "levers L07; energyconnects.com 2025-12 says 2029", "secondary; year completion assumption");
  }

  /// Enhanced geothermal: the source's bins do not tell rock from rock (one capacity factor), so cost class 1 is given to
  /// the hot West (best bin) and cost class 5, as an adder, to its second bin and to the best bin elsewhere.
  private void geothermal(String zone) {
    Csv.Row one = technologies.cost("geothermal_egs_allkm_class1", "moderate", REFERENCE_YEAR);
    Csv.Row five = technologies.cost("geothermal_egs_allkm_class5", "moderate", REFERENCE_YEAR);
    double dearer = technologies.inYear(five, "capex_USD_per_kW", Source.MONEY_YEAR)
        - technologies.inYear(one, "capex_USD_per_kW", Source.MONEY_YEAR);
    boolean hot = HOT.contains(zone);
    List<Csv.Row> bins = bins(zone, "geothermal_egs");
    for (int c = 1; c <= (hot ? 2 : 1); c++) {
      generators.add(zone + " geothermal_egs c" + c, zone, "geothermal_egs", 0, bins.get(c - 1).number("available_MW"), "inf",
          0, 1, 0, 0, 1, hot && c == 1 ? 0.0 : dearer, Double.NaN, Double.NaN, Double.NaN, "", Double.NaN, Source.MONEY_YEAR,
          "supply_curve; tech_costs", "read; cost class by zone assumption");
    }
  }

  private List<Csv.Row> bins(String zone, String tech) {
    List<Csv.Row> rows = source.table("supply_curve").stream()
        .filter(r -> r.text("zone").equals(zone) && r.text("tech").equals(tech))
        .sorted(Comparator.comparingInt(r -> r.integer("class")))
        .toList();
    if (rows.isEmpty()) throw new IllegalStateException("supply_curve: nothing for " + zone + " " + tech);
    return rows;
  }

  private void curve(String zone, String tech) {
    List<Csv.Row> bins = bins(zone, tech);
    int c = 0;
    for (List<Integer> group : MERGED.get(tech))
      variable(zone, tech, ++c, bins.stream().filter(r -> group.contains(r.integer("class"))).toList());
  }

  /// The two bins of least cost per unit of energy.
  private void offshore(String zone) {
    double capex = technologies.cost("wind_offshore_fixed", "moderate", REFERENCE_YEAR).number("capex_USD_per_kW");
    List<Csv.Row> cheap = bins(zone, "wind_offshore").stream()
        .sorted(Comparator.comparingDouble(
            r -> (capex + r.number("interconnect_and_site_adder_USD_per_kW")) / r.number("mean_cf")))
        .limit(2)
        .toList();
    for (int c = 1; c <= cheap.size(); c++) variable(zone, "wind_offshore", c, List.of(cheap.get(c - 1)));
  }

  /// One class: MW-weighted mean of its bins. The schema holds no negative adder (a site cheaper than the catalogue's
  /// mean), so a negative one becomes a capex multiplier below 1.
  private void variable(String zone, String tech, int c, List<Csv.Row> bins) {
    double mw = bins.stream().mapToDouble(r -> r.number("available_MW")).sum();
    double cf = bins.stream().mapToDouble(r -> r.number("available_MW") * r.number("mean_cf")).sum() / mw;
    double adder = bins.stream()
        .mapToDouble(r -> r.number("available_MW") * r.number("interconnect_and_site_adder_USD_per_kW")).sum() / mw;
    int dollars = bins.getFirst().integer("dollar_year");
    double multiplier = 1;
    if (adder < 0) {
      String costs = tech.equals("wind_offshore") ? "wind_offshore_fixed" : tech;
      multiplier = 1 + adder / technologies.inYear(technologies.cost(costs, "moderate", REFERENCE_YEAR), "capex_USD_per_kW", dollars);
      adder = 0;
    }
    if (multiplier < 0.8 || cf <= 0.1 || cf > 0.65)
      throw new IllegalStateException(zone + " " + tech + " c" + c + ": multiplier " + multiplier + ", capacity factor " + cf);
    double ratio = cf / demand.meanFactor(tech, zone);
    if (ratio > 2)
      notes.add("profile stretched more than twice: " + zone + " " + tech + " c" + c + " " + Csv.number(cf) + " / "
          + Csv.number(demand.meanFactor(tech, zone)) + " = " + Csv.number(ratio));
    generators.add(zone + " " + tech + " c" + c, zone, tech, 0, mw, "inf", 0, 1, 0, 0, multiplier, adder, Double.NaN, Double.NaN,
        Double.NaN, tech + "/" + zone, cf, dollars, "supply_curve classes "
            + String.join("+", bins.stream().map(r -> String.valueOf(r.integer("class"))).toList()), "derived");
  }
}
