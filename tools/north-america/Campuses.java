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
  /// Other sites with a timeline there.
  private static final Map<String, String> STARTING = Map.of(
      "fairwater_wi", "Microsoft Fairwater Wisconsin", "amazon_ridgeland", "Amazon Ridgeland", "goodnight", "Goodnight",
      "helios_tx", "Coreweave Helios", "hyperion", "Meta Hyperion", "ae_5gw", "OpenAI Stargate UAE");
  /// Sites announced as islands, and the technology of their plants. The queue that the source gives them, none, is that of the plants.
  private static final Map<String, String> ISLANDS = Map.of("frontier_shackelford", "gas_engine", "project_jupiter", "gas_engine", "pecos_ms", "gas_ct",
      "fermi_matador", "gas_ct", "jade_cheyenne", "gas_engine", "joule_ut", "gas_engine", "stratos_ut", "gas_engine");
  /// Plants on a site with a tie to the grid that may sell there, MW.
  private static final Map<String, Integer> PLANTS = Map.of("homer_city", 4450);
  /// Storage and solar announced for a site.
  ///
  /// @param mw largest power, infinite where the source names none: as much as the campus, then
  /// @param hours energy over power of storage, 0 where the source names none: 2 to 8, then; NaN of solar
  /// @param months before which none of it is announced
  private record Announced(String technology, double mw, double hours, int months, String words) {}

  private static final double UNSAID = Double.POSITIVE_INFINITY;
  private static final int SOLAR_MONTHS = 24;
  private static final Map<String, List<Announced>> STORAGE_AND_SOLAR = Map.of(
      "joule_ut", List.of(new Announced("battery", 275, 4, 0, "1.1 GWh as 275 MW for 4 hours")),
      "project_jupiter", List.of(new Announced("solar_pv", 1000, Double.NaN, 36, "renewables as solar, from 2028")),
      "stargate_milam", List.of(new Announced("battery", UNSAID, 0, 0, "size not announced"), new Announced("solar_pv", UNSAID, Double.NaN, SOLAR_MONTHS, "size not announced")),
      "google_haskell", List.of(new Announced("battery", UNSAID, 0, 0, "size not announced"), new Announced("solar_pv", UNSAID, Double.NaN, SOLAR_MONTHS, "size not announced")));
  /// Engines ordered in 2026 run at the end of 2027.
  private static final int ENGINE_MONTHS = 24;
  /// Two units in twelve out of service.
  private static final double SPARE = 0.2;
  /// IT power a year that a site can energise where no timeline says otherwise.
  private static final double ANNOUNCED_RAMP_MW = 1000;
  private static final double GENERIC_RAMP_MW = 500;
  /// P90 a quarter to a third above the median: ln(1.3) / 1.2816.
  private static final double CONSTRUCTION_SIGMA = 0.2;
  /// Large transformers: 34 months, up to 4 years: ln(48 / 34) / 1.2816.
  private static final double EQUIPMENT_SIGMA = 0.27;
  /// Probability that a site is ever energised: nearly done; permitted and under construction.
  private static final double NEARLY_DONE = 0.95;
  private static final double PERMITTED = 0.75;
  /// Months from the arrival of equipment to power.
  private static final int INSTALLATION = 6;
  /// Dear supply, for the check of the shortfall price.
  private static final double ENERGY_USD_PER_MWH = 150;

  private final Source source;
  private final List<String> notes = new ArrayList<>();
  private final List<Site> sites = new ArrayList<>();
  private final List<Object[]> plants = new ArrayList<>();

  /// Facility MW of a site at home.
  private record Site(int months, double mw, double rampMw) {
    double by(int year) {
      int first = 2026 + Math.max(0, months - 1) / 12;
      return Math.min(mw, rampMw * Math.max(0, year - first + 1));
    }
  }

  Campuses(Source source) {
    this.source = source;
  }

  List<String> notes() {
    return notes;
  }

  /// Facility GW that the home sites can have energised by the end of a year.
  double potentialGw(int year) {
    return sites.stream().mapToDouble(q -> q.by(year)).sum() / 1000;
  }

  void tables(Folder folder) {
    var t = folder.table("campuses.csv", 1,
        "campus name zone country kind latitude_deg longitude_deg max_it_mw module_mw queue_months queue_interruptible_months"
            + " permit_months construction_months equipment_months queue_sigma permit_sigma construction_sigma equipment_sigma"
            + " completion ramp_mw_per_year capex_shell_usd_per_w capex_power_usd_per_w capex_chips_usd_per_w pue latency_ms"
            + " on_site dollar_year source quality note");
    int abroad = 0;
    double dearest = 0;
    double before = 0;
    for (Csv.Row r : source.table("campuses")) {
      boolean home = source.zone(r.text("zone"));
      if (!home && (!source.whole() || r.text("country").equals("US"))) continue;
      if (!home) abroad++;
      double pue = r.number("pue_annual");
      double standing = standing(r.text("id")) / pue;
      double it = r.number("max_it_mw") - standing;
      if (it <= 0) throw new IllegalStateException(r.place() + ": nothing left after end-2025");
      Schedule when = new Schedule(r, durations(r.text("zone")), ramp(r), source.whole() && ISLANDS.containsKey(r.text("id")));
      if (home) {
        before += standing * pue;
        dearest = Math.max(dearest, yearUsdPerKw(r));
        sites.add(new Site(when.months(), it * pue, when.ramp * pue));
      }
      if (home && source.whole()) announced(r, when);
      t.add(r.text("id"), r.text("name"), home ? r.text("zone") : "", home ? "" : r.text("country"), r.text("kind"),
          r.number("lat"), r.number("lon"), it, r.number("module_mw"), when.queue(), when.interruptible(),
          r.integer("permit_months"), r.integer("construction_months"), r.integer("equipment_months"), when.sigma("load_interconnection_firm"),
          when.sigma("permit_state_local_and_federal"), CONSTRUCTION_SIGMA, EQUIPMENT_SIGMA, when.completion(), when.ramp,
          r.number("capex_usd_per_w_shell"), r.number("capex_usd_per_w_power"), r.number("capex_usd_per_w_chips"), pue,
          r.number("fibre_latency_ms_to_nearest_metro", 0), r.text("on_site_supply"), 2025, r.text("source"),
          r.text("quality") + "; completion " + when.completionQuality() + "; ramp sigma assumption",
          standing > 0 ? "less " + Csv.number(standing) + " MW IT energised by end-2025" : "");
    }
    onSite(folder);
    notes.add("campuses: " + t.rows() + " sites, " + abroad + " of them abroad, " + Csv.number(before)
        + " MW (facility) of them energised before 2026 taken off");
    if (CaseFile.SHORTFALL_USD_PER_KW_YR < 1.5 * dearest)
      throw new IllegalStateException("shortfall price is too near the cost of a campus year, USD/kW " + dearest);
    notes.add("campus year, dearest site: USD " + Csv.number(dearest) + " per kW of facility; a missing kW is priced at "
        + Csv.number(CaseFile.SHORTFALL_USD_PER_KW_YR));
    var p = folder.table("pue.csv", 2, "zone month pue source quality");
    for (Csv.Row r : source.table("pue"))
      if (source.zone(r.text("zone"))) p.add(r.text("zone"), r.integer("month"), r.number("pue"), "pue", r.text("quality"));
    countries(folder);
    dataCentres(folder);
  }

  /// Plants announced for a site: they run when what else it needs is done.
  private void announced(Csv.Row r, Schedule when) {
    String id = r.text("id");
    for (Announced a : STORAGE_AND_SOLAR.getOrDefault(id, List.of())) {
      boolean solar = Double.isNaN(a.hours);
      plants.add(new Object[] {id, "", a.technology, a.mw, a.mw == UNSAID ? 1 : UNSAID, Math.max(a.months, when.months()),
          solar ? 0 : SPARE, 0, solar ? 0 : a.hours > 0 ? a.hours : 2, solar ? UNSAID : a.hours > 0 ? a.hours : 8, source.regional(a.technology, r.text("zone")),
          Source.MONEY_YEAR, "campuses: " + r.text("on_site_supply"), "supply " + r.text("quality") + "; size duration months spare assumption", a.words});
    }
    if (!ISLANDS.containsKey(id) && !PLANTS.containsKey(id)) return;
    String technology = ISLANDS.getOrDefault(id, "gas_ct");
    plants.add(new Object[] {id, "", technology, PLANTS.containsKey(id) ? PLANTS.get(id) : "inf", "inf", when.months(), SPARE, PLANTS.containsKey(id) ? 1 : 0, "0", "inf",
        source.regional("gas_ct", r.text("zone")), Source.MONEY_YEAR, "campuses: " + r.text("on_site_supply"),
        "supply " + r.text("quality") + "; technology months spare assumption", ""});
  }

  /// Plants of announced sites, and engines that any site may build.
  private void onSite(Folder folder) {
    var t = folder.table("onsite.csv", 3,
        "campus zone technology most_mw most_share months spare export min_duration_h max_duration_h capex_multiplier dollar_year source quality note");
    if (!source.whole()) return;
    plants.forEach(t::add);
    for (String zone : source.zones())
      t.add("", zone, "gas_engine", "inf", "inf", ENGINE_MONTHS, SPARE, 0, "0", "inf", source.regional("gas_ct", zone), Source.MONEY_YEAR,
          "equipment gas_engine_aero_fuelcell; regional multiplier", "months spare assumption", "any site may bring engines, aeroderivatives or fuel cells");
  }

  /// Rows of durations of a zone by item.
  private Map<String, Csv.Row> durations(String zone) {
    Map<String, Csv.Row> rows = new TreeMap<>();
    for (Csv.Row r : source.table("durations")) if (r.text("zone").equals(zone)) rows.put(r.text("item"), r);
    if (!rows.containsKey("load_interconnection_firm")) throw new IllegalStateException("durations: nothing for " + zone);
    return rows;
  }

  /// Largest IT power energised in a calendar year: the steepest year of the site's timeline, else an assumption by kind.
  private double ramp(Csv.Row r) {
    double steepest = 0;
    String name = TIMELINE.getOrDefault(r.text("id"), STARTING.getOrDefault(r.text("id"), ""));
    double last = Double.NaN;
    int year = 0;
    for (Csv.Row d : source.table("datacenter_load")) {
      if (!d.text("kind").equals("campus_epoch") || !d.text("name").equals(name)) continue;
      if (!Double.isNaN(last)) steepest = Math.max(steepest, (d.number("avg_MW") - last) / (d.integer("year") - year));
      last = d.number("avg_MW");
      year = d.integer("year");
    }
    double assumed = r.text("kind").equals("generic") ? GENERIC_RAMP_MW : ANNOUNCED_RAMP_MW;
    return name.isEmpty() ? assumed : Math.max(assumed, Math.round(steepest / r.number("pue_annual")));
  }

  private void countries(Folder folder) {
    var t = folder.table("countries.csv", 1,
        "country name price_usd_per_mwh carbon_kg_per_mwh limit_mw wacc_adder licence_probability licence_delay_months"
            + " chips_chips_per_yr sovereignty dollar_year source quality note");
    if (!source.whole()) return;
    double inflation = source.table("finance_system").getFirst().number("inflation");
    for (Csv.Row r : source.table("countries")) {
      if (r.text("country").equals("US")) continue;
      double adder = (r.number("wacc_nominal_with_risk") - r.number("wacc_nominal_base")) / (1 + inflation);
      t.add(r.text("country"), r.text("name"), r.number("industrial_power_usd_per_mwh_mid"), r.number("carbon_intensity_g_per_kwh"),
          1000 * r.number("available_or_announced_gw_high"), Math.round(adder * 1e4) / 1e4, r.number("licence_probability_mid"),
          r.number("licence_delay_months"), r.number("chip_cap_per_year", Double.POSITIVE_INFINITY),
          r.text("data_sovereignty_stance"), Source.MONEY_YEAR, r.text("source"),
          "price " + r.text("price_quality") + "; carbon " + r.text("carbon_quality") + "; limit wacc_adder licence assumption",
          r.text("note"));
    }
  }

  /// What the durations of its zone say about a site.
  private record Schedule(Csv.Row site, Map<String, Csv.Row> zone, double ramp, boolean island) {
    /// Months to the grid: of an island those of a new request in its zone.
    long queue() {
      return island ? Math.round(mid("load_interconnection_firm")) : site.integer("queue_months");
    }

    /// Months to energisation, by plants on the site where it is an island.
    int months() {
      return Math.max(site.integer("queue_months"), Math.max(site.integer("permit_months") + site.integer("construction_months"),
          site.integer("equipment_months") + INSTALLATION));
    }

    private double mid(String item) {
      Csv.Row r = zone.get(item);
      if (r == null) throw new IllegalStateException("durations: no " + item + " for " + site.text("zone"));
      return r.number("mid");
    }

    double sigma(String item) {
      Csv.Row r = zone.get(item);
      if (r == null) throw new IllegalStateException("durations: no " + item + " for " + site.text("zone"));
      return r.number("lognormal_sigma");
    }

    /// The site's queue in the ratio of the zone's interruptible to firm connection; none where there is no queue.
    Object interruptible() {
      long queue = queue();
      if (queue == 0) return "";
      return Math.round(queue * mid("load_interconnection_interruptible") / mid("load_interconnection_firm"));
    }

    /// Under construction now: no permit is left and half a year of building or less.
    private boolean nearlyDone() {
      return site.integer("permit_months") == 0 && site.integer("construction_months") <= 6;
    }

    double completion() {
      if (nearlyDone()) return NEARLY_DONE;
      if (site.integer("permit_months") == 0) return PERMITTED;
      return mid("completion_probability_load_request");
    }

    String completionQuality() {
      if (nearlyDone() || site.integer("permit_months") == 0) return "assumption";
      return zone.get("completion_probability_load_request").text("quality");
    }
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
