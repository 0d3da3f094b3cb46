import java.util.List;
import java.util.Map;

/// learning.csv, keep_open.csv and jobs.csv.
final class Plants {
  /// Canadian dollars of 2025 in US dollars.
  private static final double CAD = 0.72;
  /// Darlington's first unit of 300 MW without the shared 1.6 bn CAD, and the mean of the next three, CAD bn.
  private static final double FIRST_CAD = 6.1;
  private static final double NEXT_CAD = 4.4;
  private static final double LEARNING = 0.19;
  private static final Map<String, String> NAMES = Map.of("onsite_gas_engine", "gas_engine");
  private static final List<String> LIKE_GEOTHERMAL = List.of("geothermal", "geothermal_egs");
  private static final List<String> LIKE_SMR = List.of("smr", "smr_naval");

  private final Source source;
  private final Technologies technologies;

  Plants(Source source, Technologies technologies) {
    this.source = source;
    this.technologies = technologies;
  }

  /// The technology of the case that an item of the source's jobs stands for, else the item itself.
  static String technology(String item) {
    return NAMES.getOrDefault(item, item.equals("geothermal") ? "geothermal_egs" : item);
  }

  void tables(Folder folder) {
    learning(folder);
    var k = folder.table("keep_open.csv", 1,
        "order technologies zones first_year last_year most_mw payment_usd_per_kw_yr dollar_year source quality note");
    k.add("fpa_202c", "coal;gas_steam;oil", "", 2026, 2035, 0.0, 125.0, 2025, "levers L11: 125,000 USD/MW-yr; 162,000-196,000 seen at Campbell",
        "derived", "none by default; the lever keep_open opens it");
    jobs(folder);
  }

  /// Darlington checks its own rate: unit n costs first x n^log2(1 - rate), and the mean of units 2 to 4 must be near the contract's.
  private void learning(Folder folder) {
    double exponent = Math.log(1 - LEARNING) / Math.log(2);
    double mean = 0;
    for (int n = 2; n <= 4; n++) mean += FIRST_CAD * Math.pow(n, exponent) / 3;
    if (Math.abs(mean / NEXT_CAD - 1) > 0.05) throw new IllegalStateException("learning rate " + LEARNING + " gives " + mean);
    double first = Math.rint(FIRST_CAD * 1e9 / (Limits.SMR_UNIT_MW * 1000) * CAD / 10) * 10;
    double least = technologies.inYear(technologies.cost("nuclear_smr", "moderate", 2036), "capex_USD_per_kW", 2025);
    var t = folder.table("learning.csv", 1,
        "technology unit_mw first_capex_usd_per_kw learning_rate before least_capex_usd_per_kw most dollar_year source quality note");
    t.add("smr", Limits.SMR_UNIT_MW, first, LEARNING, 2, Math.rint(Math.min(least, first)), 22, 2025,
        "project figures: Darlington 6.1 + 1.6 shared + 3 x 4.4 bn CAD; ATB moderate 2036 as the least",
        "derived; before least assumption", "CAD at 0.72 recalled; two of Darlington's four stand before the first US unit; costs have also risen with repetition");
    t.add("smr_naval", NAVAL_UNIT_MW, NAVAL_USD_PER_KW, 0.1, 0, 3500.0, 8, 2025,
        "Bloomberg via energyconnects.com 2025-12: 450-520 MW for 1.8-2.1 bn USD in 2029", "secondary; learning least assumption",
        "the vendor's figures, to be read as optimistic: an LEU core is said to cost 1 bn USD and 10-15 years");
  }

  static final double NAVAL_UNIT_MW = 242.5;
  static final double NAVAL_USD_PER_KW = 4020;

  private void jobs(Folder folder) {
    var t = folder.table("jobs.csv", 2, "activity phase jobs_per_mw low_per_mw high_per_mw source quality note");
    for (Csv.Row r : source.table("jobs")) {
      String phase = r.text("phase");
      if (!phase.equals("construction") && !phase.equals("operation") || !r.has("low")) continue;
      if (!r.text("unit").contains("MW") || r.text("item").startsWith("campus:")) continue;
      String item = NAMES.getOrDefault(r.text("item"), r.text("item"));
      List<String> all = item.equals("geothermal") ? LIKE_GEOTHERMAL : item.equals("smr") ? LIKE_SMR : List.of(item);
      for (String activity : all)
        t.add(activity, phase, r.number("mid"), r.number("low"), r.number("high"), r.text("source"), r.text("quality"),
            activity.equals("campus") ? "a MW of IT" : "");
    }
  }
}
