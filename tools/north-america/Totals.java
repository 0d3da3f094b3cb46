import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// Prints the totals of the case and fails when they leave what SOURCES says.
final class Totals {
  /// Largest folder of the whole case and of a cut one, bytes.
  private static final long WHOLE = 5_500_000;
  private static final long CUT = 1_500_000;

  private final Source source;
  private final Demand demand;
  private final Fleet fleet;
  private final Campuses campuses;

  Totals(Source source, Demand demand, Fleet fleet, Campuses campuses) {
    this.source = source;
    this.demand = demand;
    this.fleet = fleet;
    this.campuses = campuses;
  }

  void print(long bytes) {
    line("zone %25s %8s %8s %9s %9s", "scale", "raw TWh", "TWh", "raw peak", "peak MW");
    double[] total = new double[Demand.HOURS];
    double[] rawTotal = new double[Demand.HOURS];
    double raw = 0;
    double twh = 0;
    double rawPeak = 0;
    double peak = 0;
    for (String z : source.zones()) {
      double scale = demand.scale(z);
      double most = 0;
      double[] hours = demand.hours(z);
      for (int h = 0; h < hours.length; h++) {
        most = Math.max(most, hours[h]);
        total[h] += hours[h] * scale;
        rawTotal[h] += hours[h];
      }
      line("%-20s %9.4f %8.1f %8.1f %9.0f %9.0f", z, scale, demand.energy(z) / 1e6, demand.scaledEnergyTwh(z), most, most * scale);
      raw += demand.energy(z) / 1e6;
      twh += demand.scaledEnergyTwh(z);
      rawPeak += most;
      peak += most * scale;
    }
    double coincident = most(total);
    line("demand: %.1f TWh scaled, %.1f raw; coincident peak %.1f GW scaled, %.1f raw; sum of zone peaks %.1f GW scaled, %.1f"
        + " raw", twh, raw, coincident / 1000, most(rawTotal) / 1000, peak / 1000, rawPeak / 1000);
    double all = 0;
    for (Map.Entry<String, Double> e : fleet.existing().entrySet()) {
      line("existing %-14s %9.0f MW", e.getKey(), e.getValue());
      all += e.getValue();
    }
    line("existing %-14s %9.0f MW", "total", all);
    for (int y = 2026; y <= 2036; y++) line("AI site potential by end-%d: %.1f GW", y, campuses.potentialGw(y));
    line("folder: %.2f MB", bytes / 1e6);
    if (source.whole()) {
      within("demand TWh", twh, 4250, 4380);
      within("fleet MW", all, 1_240_000, 1_260_000);
      within("coincident peak GW", coincident / 1000, 750, 785);
      within("MISO_South peak MW", demand.scale("MISO_South") * most(demand.hours("MISO_South")), 33_000, 40_000);
      within("AI site potential 2030 GW", campuses.potentialGw(2030), 50, 150);
    }
    within("bytes", bytes, 1, source.whole() ? WHOLE : CUT);
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private static void within(String what, double v, double low, double high) {
    if (v < low || v > high) throw new IllegalStateException(what + " = " + v + " is outside " + low + " to " + high);
  }

  private static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
