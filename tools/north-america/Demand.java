import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/// Hourly demand, its scaling to the counties' footprint, growth, and the hourly capacity factors.
final class Demand {
  static final int HOURS = 8760;
  /// Largest factor of the footprint scaling; what a zone has above it stays with the balancing areas that meter it.
  static final double LARGEST_SCALE = 1.20;
  static final String CAPPED = "MISO_South";
  static final List<String> METERED_BY = List.of("SERTP", "SPP_South");

  private final Source source;
  private final TreeMap<String, double[]> hourly = new TreeMap<>();
  private final TreeMap<String, Double> scale = new TreeMap<>();
  private final TreeMap<String, TreeMap<String, double[]>> factors = new TreeMap<>();

  Demand(Source source) {
    this.source = source;
    hourly.putAll(columns("demand_hourly_2024_MW"));
    for (Csv.Row z : source.table("zones"))
      if (z.text("country").equals("US")) scale.put(z.text("zone"), z.number("demand_scale_sales_x1.05"));
    double above = energy(CAPPED) * (scale.get(CAPPED) - LARGEST_SCALE);
    if (above <= 0) throw new IllegalStateException(CAPPED + " is below the cap: remove the guard");
    double metered = METERED_BY.stream().mapToDouble(this::energy).sum();
    scale.put(CAPPED, LARGEST_SCALE);
    for (String z : METERED_BY) scale.merge(z, above / metered, Double::sum);
    for (var e : scale.entrySet()) {
      e.setValue(Math.round(e.getValue() * 1e4) / 1e4);
      if (e.getValue() < 0.85 || e.getValue() > LARGEST_SCALE)
        throw new IllegalStateException("demand scale of " + e.getKey() + " is " + e.getValue());
    }
    double all = scale.keySet().stream().mapToDouble(z -> energy(z) * scale.get(z)).sum();
    double chosen = source.zones().stream().mapToDouble(z -> energy(z) * scale.get(z)).sum();
    source.share(chosen / all);
    for (String kind : List.of("wind_onshore", "solar_pv", "wind_offshore"))
      factors.put(kind, columns("cf_" + kind + "_hourly_2012"));
  }

  private TreeMap<String, double[]> columns(String name) {
    List<Csv.Row> rows = source.table(name);
    if (rows.size() != HOURS) throw new IllegalStateException(name + ": " + rows.size() + " hours");
    TreeMap<String, double[]> out = new TreeMap<>();
    for (String c : rows.getFirst().cells().keySet()) {
      if (c.equals("hour") || c.equals("utc")) continue;
      double[] a = new double[HOURS];
      for (int h = 0; h < HOURS; h++) a[h] = rows.get(h).number(c);
      out.put(c, a);
    }
    return out;
  }

  double energy(String zone) {
    double s = 0;
    for (double v : hourly.get(zone)) s += v;
    return s;
  }

  double[] hours(String zone) {
    return hourly.get(zone);
  }

  double scale(String zone) {
    return scale.get(zone);
  }

  double scaledEnergyTwh(String zone) {
    return energy(zone) * scale.get(zone) / 1e6;
  }

  boolean hasProfile(String kind, String zone) {
    return factors.get(kind).containsKey(zone);
  }

  double meanFactor(String kind, String zone) {
    double s = 0;
    for (double v : factors.get(kind).get(zone)) s += v;
    return s / HOURS;
  }

  /// Writes demand_mw.csv and profiles/*.csv, only the columns of the chosen zones.
  void writeHourly(Path out) throws IOException {
    write(out.resolve("demand_mw.csv"), "demand_hourly_2024_MW");
    for (String kind : factors.keySet())
      write(out.resolve("profiles").resolve(kind + ".csv"), "cf_" + kind + "_hourly_2012");
  }

  private void write(Path file, String name) throws IOException {
    List<Csv.Row> rows = source.table(name);
    List<String> zones =
        rows.getFirst().cells().keySet().stream().filter(source::zone).sorted().toList();
    if (zones.isEmpty()) return;
    Files.createDirectories(file.getParent());
    StringBuilder b = new StringBuilder("hour,utc");
    for (String z : zones) b.append(',').append(z);
    b.append('\n');
    for (Csv.Row r : rows) {
      b.append(r.text("hour")).append(',').append(r.text("utc"));
      for (String z : zones) b.append(',').append(Csv.number(r.number(z)));
      b.append('\n');
    }
    Files.writeString(file, b);
  }

  /// zones.csv and demand_growth.csv.
  void tables(Folder folder) {
    var t = folder.table("zones.csv", 1,
        "zone name country interconnect planning_region reserve_region latitude_deg longitude_deg demand_scale source"
            + " quality");
    for (String z : source.zones()) {
      Csv.Row r = source.zoneRow(z);
      t.add(z, r.text("name"), "US", r.text("interconnect"), r.text("iso_or_planning_region"), reserveRegion(r),
          r.number("lat"), r.number("lon"), scale.get(z), "zones; demand_hourly_2024_MW", "derived");
    }
    var g = folder.table("demand_growth.csv", 3, "zone scenario year multiplier source");
    for (Csv.Row r : source.table("demand_growth")) {
      int year = r.integer("year");
      if (source.zone(r.text("zone")) && year <= 2040)
        g.add(r.text("zone"), r.text("scenario").replace("AEO2026 ", ""), year,
            r.number("demand_multiplier_vs_2024"), r.text("scenario"));
    }
  }

  /// Key of planning_reserve_margin: the NERC region of the zone; the three of SERTP carry one margin.
  static String reserveRegion(Csv.Row zone) {
    String nerc = zone.text("nerc");
    return nerc.startsWith("SERC_C;") ? "SERC_SE" : nerc;
  }
}
