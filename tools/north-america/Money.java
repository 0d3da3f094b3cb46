import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// finance.csv.
final class Money {
  private static final String ALL = "all";
  private static final double FEDERAL_TAX = 0.21;
  /// Classes of capital in the source and what they stand for here.
  private static final Map<String, List<String>> CLASSES = new TreeMap<>(Map.of(
      "solar_contracted", List.of("solar_pv"),
      "wind_contracted", List.of("wind_onshore", "wind_offshore"),
      "battery_contracted", List.of("battery", "pumped_hydro"),
      "contracted_ccgt", List.of(ALL),
      "nuclear_new", List.of("nuclear", "smr", "smr_naval", "fusion"),
      "nuclear_restart", List.of("nuclear_restart", "nuclear_uprate"),
      "campus_shell_ig_lease", List.of("campus_shell", "campus_power"),
      "transmission_regulated", List.of("line")));
  private static final Map<String, List<String>> RECOVERY = new TreeMap<>(Map.ofEntries(
      Map.entry("solar_pv", List.of("solar_pv")), Map.entry("wind_onshore", List.of("wind_onshore")),
      Map.entry("wind_offshore", List.of("wind_offshore")), Map.entry("battery", List.of("battery")),
      Map.entry("geothermal", List.of("geothermal_egs")), Map.entry("gas_ct", List.of("gas_ct", "gas_engine")),
      Map.entry("gas_cc", List.of(ALL)), Map.entry("nuclear_new", List.of("nuclear", "nuclear_restart", "nuclear_uprate", "smr", "smr_naval", "fusion")),
      Map.entry("pumped_hydro", List.of("pumped_hydro")), Map.entry("servers_chips", List.of("campus_chips")),
      Map.entry("building", List.of("campus_shell")), Map.entry("electrical_cooling", List.of("campus_power"))));
  /// What federal guarantees have gone to, and what long contracts are signed for.
  private static final List<String> GUARANTEED = List.of("nuclear", "nuclear_restart", "smr", "geothermal_egs", "line");
  private static final List<String> CONTRACTED =
      List.of("solar_pv", "wind_onshore", "wind_offshore", "gas_cc", "nuclear", "nuclear_restart", "smr", "geothermal_egs");

  private final Source source;
  private final Folder.Table table;

  private Money(Source source, Folder.Table table) {
    this.source = source;
    this.table = table;
  }

  static void table(Source source, Folder folder) {
    Money m = new Money(source, folder.table("finance.csv", 6, "item scenario technology zone first_year value source quality note"));
    m.base();
    m.classes();
    m.credits();
    m.guarantees();
    m.instruments();
  }

  private Csv.Row row(String section, String instrument, String technology) {
    List<Csv.Row> found = source.table("finance").stream()
        .filter(r -> r.text("section").equals(section) && r.text("instrument").equals(instrument) && r.text("technology").equals(technology)).toList();
    if (found.size() != 1) throw new IllegalStateException("finance: " + found.size() + " rows " + section + " " + instrument + " " + technology);
    return found.getFirst();
  }

  private void three(String item, String technology, Csv.Row r, double scale, String note) {
    for (String s : List.of("low", "mid", "high")) table.add(item, s, technology, "", 0, r.number(s) * scale, r.text("source"), r.text("quality"), note);
  }

  private void one(String item, String technology, double value, String from, String quality, String note) {
    table.add(item, ALL, technology, "", 0, value, from, quality, note);
  }

  private void base() {
    for (String i : List.of("debt_rate_nominal", "equity_return_nominal", "debt_share", "inflation")) three(i, ALL, row("base", i, "power_plant"), 1, "");
    Csv.Row tax = row("base", "tax_rate_combined", "power_plant");
    three("tax_rate", ALL, tax, 1, "");
    for (String s : List.of("low", "mid", "high"))
      table.add("state_tax_rate", s, ALL, "", 0, (tax.number(s) - FEDERAL_TAX) / (1 - FEDERAL_TAX), "tax_rate less the federal 21 % (IRC 11(b)); state tax is deductible",
          "derived", "");
  }

  private void classes() {
    CLASSES.forEach((name, technologies) -> {
      for (String t : technologies) {
        three("dscr", t, row("debt", "dscr", name), 1, "class " + name);
        three("debt_tenor_years", t, row("debt", "tenor_years", name), 1, "class " + name);
        if (!t.equals("line") && !t.startsWith("campus")) continue;
        three("debt_share", t, row("capital_structure", "debt_share", name), 1, "class " + name);
        three("equity_return_nominal", t, row("capital_structure", "equity_return", name), 1, "class " + name);
      }
    });
    RECOVERY.forEach((name, technologies) -> {
      Csv.Row r = row("depreciation", "macrs_years", name);
      for (String t : technologies) one("macrs_years", t, r.number("mid"), r.text("source"), r.text("quality"), "");
    });
    one("macrs_years", "line", 15, "IRC 168(e)(3)(E), recalled", "assumption", "69 kV and more");
    Csv.Row bonus = row("depreciation", "bonus", ALL);
    one("bonus_depreciation", ALL, bonus.number("mid"), bonus.text("source"), bonus.text("quality"), "");
  }

  private void credits() {
    Csv.Row itc = row("tax_credit", "itc", "48E");
    one("itc_share", ALL, itc.number("low"), itc.text("source"), itc.text("quality"), "without bonuses");
    Csv.Row ptc = row("tax_credit", "ptc", "45Y");
    one("ptc_usd_per_mwh", ALL, ptc.number("low") * source.deflator(2022), ptc.text("source"), ptc.text("quality"), "of 2022 in dollars of 2024, without bonuses");
  }

  private void guarantees() {
    one("treasury_rate_nominal", ALL, 0.045, "yield of long US bonds in 2025, recalled", "assumption", "4.2 to 4.9 % seen");
    three("guarantee_spread", ALL, row("lpo", "ffb_spread_over_treasury", ALL), 1, "");
    three("guarantee_fee", ALL, row("lpo", "facility_fee", ALL), 1, "of the guaranteed amount, at the commercial date");
    three("default_probability", ALL, row("lpo", "default_probability_lifetime", ALL), 1, "over the tenor");
    three("loss_given_default", ALL, row("lpo", "loss_given_default", ALL), 1, "");
    Csv.Row most = row("lpo", "guarantee_share_max", ALL);
    one("guarantee_share", ALL, 0, "none by default", "assumption", "");
    for (String t : GUARANTEED) one("guarantee_share", t, 0, "lever guarantee; at most " + Csv.number(most.number("high")) + ": " + most.text("source"), most.text("quality"), "");
  }

  private void instruments() {
    three("offtake_debt_gain", ALL, row("cfd", "debt_share_gain", "offshore_wind"), 0.01, "of the share of debt where all output is sold ahead");
    three("offtake_equity_gain", ALL, row("cfd", "equity_return_reduction", ALL), 1, "off the return of equity where all output is sold ahead");
    one("offtake_share", ALL, 0, "none by default", "assumption", "");
    for (String t : CONTRACTED) one("offtake_share", t, 0, "lever offtake", "assumption", "");
    one("offtake_public", ALL, 0, "private contracts", "assumption", "1: the federal government is the counterparty of a two-sided contract for differences");
    one("fund_equity_share", ALL, 0, "none by default", "assumption", "");
    one("fund_return_nominal", ALL, 0.06, "between the treasury's rate and the rate of debt", "assumption", "");
    one("zone_tax_relief", ALL, 0, "none by default", "assumption", "of the state's income tax");
    Csv.Row least = row("tariff", "minimum_demand", "AEP Ohio");
    one("minimum_demand_share", ALL, least.number("mid"), least.text("source"), least.text("quality"), "one utility's tariff taken for all large loads");
  }
}
