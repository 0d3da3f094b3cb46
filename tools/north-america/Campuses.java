import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Candidate sites of AI load, power usage effectiveness, and the data centres inside the baseline demand.
final class Campuses {
  /// Sites partly energised before 2026: their name in the timeline of datacenter_load (facility MW).
  private static final Map<String, String> TIMELINE = Map.of(
      "stargate_abilene", "OpenAI Stargate Abilene", "colossus2", "xAI Colossus 2", "prometheus", "Meta Prometheus",
      "fairwater_atl", "Microsoft Fairwater Atlanta", "new_carlisle", "Anthropic-Amazon New Carlisle",
      "amazon_madison", "Amazon Madison Mega Site", "google_newalbany", "Google New Albany");
  /// Months from the arrival of equipment to power.
  private static final int INSTALLATION = 6;
  /// Dear supply, for the check of the shortfall price.
  private static final double ENERGY_USD_PER_MWH = 150;

  private final Source source;
  private final List<String> notes = new ArrayList<>();
  private final TreeMap<Integer, Double> ready = new TreeMap<>();

  Campuses(Source source) {
    this.source = source;
  }

  List<String> notes() {
    return notes;
  }

  /// Facility GW that the sites can have energised by the end of a year.
  double potentialGw(int year) {
    return ready.headMap(12 * (year - 2025), true).values().stream().mapToDouble(v -> v).sum() / 1000;
  }

  void tables(Folder folder) {
    var t = folder.table("campuses.csv", 1,
        "campus name zone kind latitude_deg longitude_deg max_it_mw module_mw queue_months permit_months construction_months"
            + " equipment_months capex_shell_usd_per_w capex_power_usd_per_w capex_chips_usd_per_w pue dollar_year source quality"
            + " note");
    int abroad = 0;
    double dearest = 0;
    double before = 0;
    for (Csv.Row r : source.table("campuses")) {
      if (!source.zone(r.text("zone"))) {
        if (!r.text("country").equals("US")) abroad++;
        continue;
      }
      double pue = r.number("pue_annual");
      double standing = standing(r.text("id")) / pue;
      double it = r.number("max_it_mw") - standing;
      if (it <= 0) throw new IllegalStateException(r.place() + ": nothing left after end-2025");
      before += standing * pue;
      int months = Math.max(r.integer("queue_months"), Math.max(r.integer("permit_months") + r.integer("construction_months"),
          r.integer("equipment_months") + INSTALLATION));
      dearest = Math.max(dearest, yearUsdPerKw(r));
      ready.merge(months, it * pue, Double::sum);
      t.add(r.text("id"), r.text("name"), r.text("zone"), r.text("kind"), r.number("lat"), r.number("lon"), it,
          r.number("module_mw"), r.integer("queue_months"), r.integer("permit_months"), r.integer("construction_months"),
          r.integer("equipment_months"), r.number("capex_usd_per_w_shell"), r.number("capex_usd_per_w_power"),
          r.number("capex_usd_per_w_chips"), pue, 2025, r.text("source"), r.text("quality"),
          standing > 0 ? "less " + Csv.number(standing) + " MW IT energised by end-2025" : "");
    }
    notes.add("campuses: " + t.rows() + " sites, " + abroad + " abroad skipped, " + Csv.number(before)
        + " MW (facility) of them energised before 2026 taken off");
    if (CaseFile.SHORTFALL_USD_PER_KW_YR < 1.5 * dearest)
      throw new IllegalStateException("shortfall price is too near the cost of a campus year, USD/kW " + dearest);
    notes.add("campus year, dearest site: USD " + Csv.number(dearest) + " per kW of facility; a missing kW is priced at "
        + Csv.number(CaseFile.SHORTFALL_USD_PER_KW_YR));
    var p = folder.table("pue.csv", 2, "zone month pue source quality");
    for (Csv.Row r : source.table("pue"))
      if (source.zone(r.text("zone"))) p.add(r.text("zone"), r.integer("month"), r.number("pue"), "pue", r.text("quality"));
    dataCentres(folder);
  }

  /// Full cost of a year of one facility kW: annuities of shell, power and chips, and energy at a high price.
  private static double yearUsdPerKw(Csv.Row r) {
    double perIt = 1000 * (annuity(CaseFile.SHELL_LIFE) * r.number("capex_usd_per_w_shell")
        + annuity(CaseFile.POWER_LIFE) * r.number("capex_usd_per_w_power")
        + annuity(CaseFile.CHIPS_LIFE) * r.number("capex_usd_per_w_chips"));
    return perIt / r.number("pue_annual") + 8.76 * CaseFile.UTILISATION * ENERGY_USD_PER_MWH;
  }

  private static double annuity(int years) {
    return CaseFile.CAMPUS_WACC / (1 - Math.pow(1 + CaseFile.CAMPUS_WACC, -years));
  }

  private double standing(String id) {
    String name = TIMELINE.get(id);
    if (name == null) return 0;
    double mw = Double.NaN;
    for (Csv.Row r : source.table("datacenter_load"))
      if (r.text("kind").equals("campus_epoch") && r.text("name").equals(name) && r.integer("year") <= 2025)
        mw = r.number("avg_MW");
    if (Double.isNaN(mw)) throw new IllegalStateException("datacenter_load: no timeline of " + name);
    return mw;
  }

  private void dataCentres(Folder folder) {
    var t = folder.table("data_centres.csv", 2, "zone year energy_twh source quality");
    TreeMap<String, Double> twh = new TreeMap<>();
    for (Csv.Row r : source.table("datacenter_load"))
      if (r.text("kind").equals("state_2023") && source.zone(r.text("zone")))
        twh.merge(r.text("zone"), r.number("TWh_per_year"), Double::sum);
    twh.forEach((zone, v) -> t.add(zone, 2023, v, "datacenter_load state_2023", "derived"));
    notes.add("data centres inside the demand (2023): " + Csv.number(twh.values().stream().mapToDouble(v -> v).sum()) + " TWh");
  }
}
