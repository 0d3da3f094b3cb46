import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Lines between the zones and the borders with Canada and Mexico.
final class Network {
  /// Share of a corridor's thermal rating that can be used (security, loadability); the catalogue gives thermal MVA.
  private static final double USABLE_AC = 0.6;
  /// Both converter stations of a direct-current corridor, USD2024 per kW; the catalogue holds the conductor only.
  private static final double CONVERTERS = 300;
  private static final double LARGEST_EXPANSION_MW = 6000;
  private static final int EXPANSION_FROM = 2032;
  /// Loss of a converter pair, and of a direct-current line per 100 miles.
  private static final double LOSS_CONVERTERS = 0.015;
  private static final double LOSS_DC = 0.003;
  /// In service since spring 2026: Quebec to New York City (Champlain Hudson).
  private static final double HUDSON_MW = 1250;
  /// Tie of Saskatchewan with North Dakota, for which the border table has no row.
  private static final double SASKATCHEWAN_MW = 150;
  /// Wholesale price at which Mexico trades, USD2024 per MWh (the industrial tariff of 105 would pay any export).
  private static final double MEXICO_PRICE = 45;

  private final Source source;
  private final List<String> notes = new ArrayList<>();

  Network(Source source) {
    this.source = source;
  }

  List<String> notes() {
    return notes;
  }

  private record Corridor(String type, double cost) {}

  void lines(Folder folder) {
    var t = folder.table("lines.csv", 1,
        "line from_zone to_zone type forward_mw reverse_mw first_year loss hurdle_usd_per_mwh max_new_mw capex_usd_per_kw"
            + " financing_years earliest_year dollar_year source quality");
    TreeMap<String, Corridor> best = corridors();
    TreeSet<String> expanded = new TreeSet<>();
    for (Csv.Row r : source.table("transfer_limits_us")) {
      String from = r.text("from_zone");
      String to = r.text("to_zone");
      if (!source.zone(from) || !source.zone(to)) continue;
      if (from.equals(to)) {
        notes.add("line dropped, both ends in one zone: " + r.text("source"));
        continue;
      }
      String[] parts = r.text("type").split("_planned_");
      String type = parts[0].toLowerCase(java.util.Locale.ROOT);
      int first = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
      String pair = pair(from, to);
      Corridor c = best.get(pair);
      boolean expand = c != null && type.equals("ac") && c.type().equals("ac") && expanded.add(pair);
      t.add(from + "-" + to + " " + type + (first > 0 ? " " + first : ""), from, to, type, r.number("MW_forward"),
          r.number("MW_reverse"), first, loss(type, from, to), source.economics("hurdle_rate_us"),
          expand ? LARGEST_EXPANSION_MW : 0, expand ? c.cost() : 0, 40, expand ? EXPANSION_FROM : 0, Source.MONEY_YEAR,
          "transfer_limits_us; transmission_candidate_cost", "read; loss assumption");
    }
    best.forEach((pair, c) -> {
      if (!expanded.add(pair)) return;
      String[] ends = pair.split("\\|");
      t.add(ends[0] + "-" + ends[1] + " new " + c.type(), ends[0], ends[1], c.type(), 0, 0, 0, loss(c.type(), ends[0], ends[1]),
          source.economics("hurdle_rate_us"), LARGEST_EXPANSION_MW, c.cost(), 40, EXPANSION_FROM, Source.MONEY_YEAR,
          "transmission_candidate_cost", "derived");
    });
    notes.add("lines: " + t.rows() + " rows, " + expanded.size() + " expandable corridors");
  }

  private static String pair(String a, String b) {
    return a.compareTo(b) < 0 ? a + "|" + b : b + "|" + a;
  }

  /// Cheapest corridor of each pair: alternating current over its usable share (same synchronous area only), direct current
  /// with its converters.
  private TreeMap<String, Corridor> corridors() {
    TreeMap<String, Corridor> best = new TreeMap<>();
    for (Csv.Row r : source.table("transmission_candidate_cost")) {
      String from = r.text("from_zone");
      String to = r.text("to_zone");
      if (!source.zone(from) || !source.zone(to) || from.equals(to)) continue;
      boolean dc = r.text("polarity").equals("dc");
      boolean synchronous =
          source.zoneRow(from).text("interconnect").equals(source.zoneRow(to).text("interconnect"));
      if (!dc && (!synchronous || r.number("voltage_kV") < 230)) continue;
      double cost = r.number("cost_USD2024_per_kW_median");
      Corridor c = dc ? new Corridor("hvdc", cost + CONVERTERS) : new Corridor("ac", cost / USABLE_AC);
      best.merge(pair(from, to), c, (a, b) -> b.cost() < a.cost() ? b : a);
    }
    return best;
  }

  private double loss(String type, String from, String to) {
    if (type.equals("b2b")) return LOSS_CONVERTERS;
    double hundredMiles = miles(from, to) / 100;
    return type.equals("ac")
        ? source.economics("line_loss") / 100 * hundredMiles
        : LOSS_CONVERTERS + LOSS_DC * hundredMiles;
  }

  /// Great-circle distance of two load centres, miles.
  private double miles(String a, String b) {
    Csv.Row p = source.zoneRow(a);
    Csv.Row q = source.zoneRow(b);
    double f1 = Math.toRadians(p.number("lat"));
    double f2 = Math.toRadians(q.number("lat"));
    double dl = Math.toRadians(q.number("lon") - p.number("lon"));
    double h = Math.pow(Math.sin((f2 - f1) / 2), 2) + Math.cos(f1) * Math.cos(f2) * Math.pow(Math.sin(dl / 2), 2);
    return 2 * 3958.8 * Math.asin(Math.sqrt(h));
  }

  private record Border(String key, String zone, double imports, double exports) {}

  void neighbours(Folder folder) {
    var t = folder.table("neighbours.csv", 1,
        "neighbour zone country import_limit_mw export_limit_mw price_usd_per_mwh hurdle_usd_per_mwh firm_mw dollar_year"
            + " source quality");
    var e = folder.table("neighbour_energy.csv", 2, "neighbour year imported_twh exported_twh source quality");
    double to2024 = source.deflator(2004);
    double hurdleCanada = source.economics("hurdle_rate_ca") * to2024;
    double hurdleMexico = source.economics("hurdle_rate_mx") * to2024;
    TreeMap<String, List<Border>> borders = new TreeMap<>();
    for (Csv.Row r : source.table("border_limits")) {
      String zone = r.text("to");
      if (!source.zone(zone)) continue;
      String key = r.text("from") + " " + zone;
      double imports = r.number("mw_forward") + (key.equals("CA_QC NYISO") ? HUDSON_MW : 0);
      if (r.text("from").equals("MX")) {
        t.add(key, zone, "MX", imports, r.number("mw_reverse"), MEXICO_PRICE, hurdleMexico, 0, Source.MONEY_YEAR,
            "border_limits; economics", "limit recalled; price assumption");
      } else {
        borders.computeIfAbsent(zone, z -> new ArrayList<>())
            .add(new Border(key, zone, imports, r.number("mw_reverse")));
      }
    }
    if (source.zone("SPP_North"))
      borders.put("SPP_North", List.of(new Border("CA_SKMB SPP_North", "SPP_North", SASKATCHEWAN_MW, SASKATCHEWAN_MW)));
    for (String zone : borders.keySet()) {
      double allIn = borders.get(zone).stream().mapToDouble(Border::imports).sum();
      double allOut = borders.get(zone).stream().mapToDouble(Border::exports).sum();
      for (Border b : borders.get(zone)) {
        double firm = Math.min(b.imports(), trade(zone, "import_from_Canada", Source.FIRST_YEAR) * 1e6 / 8760 * b.imports() / allIn);
        t.add(b.key(), zone, "CA", b.imports(), b.exports(), Double.NaN, hurdleCanada, firm, Source.MONEY_YEAR,
            "border_limits; canada_trade; economics", "limit recalled; firm is the mean import of 2024, assumption");
        for (Csv.Row r : source.table("canada_trade")) {
          int year = r.integer("year");
          if (!r.text("zone").equals(zone) || !r.text("flow").equals("import_from_Canada") || year > 2040) continue;
          double in = r.number("TWh") * b.imports() / allIn;
          double out = allOut == 0 ? 0 : trade(zone, "export_to_Canada", year) * b.exports() / allOut;
          check(b.key() + " imports " + year, in, b.imports());
          check(b.key() + " exports " + year, out, b.exports());
          e.add(b.key(), year, in, out, "canada_trade, shared by limit", "derived");
        }
      }
    }
    for (Csv.Row r : source.table("canada_trade"))
      if (source.zone(r.text("zone")) && !borders.containsKey(r.text("zone")))
        throw new IllegalStateException(r.place() + ": trade of " + r.text("zone") + " without a border");
  }

  private double trade(String zone, String flow, int year) {
    for (Csv.Row r : source.table("canada_trade"))
      if (r.text("zone").equals(zone) && r.text("flow").equals(flow) && r.integer("year") == year) return r.number("TWh");
    throw new IllegalStateException("canada_trade: no " + zone + " " + flow + " " + year);
  }

  private void check(String what, double twh, double mw) {
    double most = mw * 8760 / 1e6;
    if (twh > most + 1e-9)
      throw new IllegalStateException(what + ": " + twh + " TWh do not pass " + mw + " MW (" + most + " TWh a year)");
    if (most > 0 && twh > 0.8 * most) notes.add(what + ": " + Csv.number(twh / most) + " of the limit all year");
  }
}
