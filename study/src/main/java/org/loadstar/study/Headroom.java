package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.loadstar.model.Case;
import org.loadstar.model.Hourly;
import org.loadstar.model.TimeGrid;
import org.loadstar.model.Zone;

/// Energy headroom: the constant new load that fits below the peaks already served, when a small share of its energy is curtailed.
///
/// ```
/// H(kappa) = max L  with  sum_t max(0, d_t + L - peak_season(t)) <= kappa 8760 L                               [GW]
/// ```
///
/// d_t is the raw hourly demand of a zone [GW]; the peak is that of the summer half (April to October) or of the winter half, by the
/// hour's season, or that of the whole year. Knows no outages, network or reserves. Source: Norris et al. 2025, *Rethinking
/// Load Growth*; that study uses balancing areas and several years, this one the case's zones and its one year. What separates the two is
/// shown by measures: the same zones joined to larger areas ([#joined]), and by how much all peaks would have to be higher for the
/// published figure ([#peakRise]).
public final class Headroom {
  private static final int APRIL = 4;
  private static final int OCTOBER = 10;
  private static final int ROUNDS = 80;
  private static final int RISE_ROUNDS = 14;

  private Headroom() {}

  /// Headroom in GW by zone, and `total`, their sum.
  ///
  /// @param kappa share of the new load's energy that may be curtailed, in (0, 1)
  /// @param seasonal true to compare each hour with the peak of its season, false with the annual peak
  public static Map<String, Double> of(Case data, double kappa, boolean seasonal) {
    Map<String, Double> out = new LinkedHashMap<>();
    double total = 0;
    for (Zone z : data.zones()) {
      Hourly demand = data.demand().get(z.zone());
      double gw = demand == null ? 0 : of(demand, kappa, seasonal) / 1e3;
      out.put(z.zone(), gw);
      total += gw;
    }
    out.put("total", total);
    return out;
  }

  /// Headroom in GW of the zones joined to larger areas, each with the sum of their hourly demands: peaks that do not coincide leave the
  /// sum of small areas another headroom than the large one.
  ///
  /// @param area area of a zone
  public static double joined(Case data, double kappa, boolean seasonal, Function<Zone, String> area) {
    return areas(data, area).values().stream().mapToDouble(d -> of(d, kappa, seasonal)).sum() / 1e3;
  }

  /// The zones with demand, joined to areas.
  public static Map<String, Hourly> areas(Case data, Function<Zone, String> area) {
    Map<String, double[]> sum = new LinkedHashMap<>();
    for (Zone z : data.zones()) {
      Hourly demand = data.demand().get(z.zone());
      if (demand == null) continue;
      double[] of = sum.computeIfAbsent(area.apply(z), k -> new double[Hourly.HOURS]);
      for (int h = 0; h < of.length; h++) of[h] += demand.at(h);
    }
    Map<String, Hourly> out = new LinkedHashMap<>();
    sum.forEach((name, hours) -> out.put(name, Hourly.of(hours)));
    return out;
  }

  /// By what share all peaks would have to be higher for a headroom of `wanted` GW in the zones' sum, at most 1; negative when they would
  /// have to be lower, NaN when they would have to be more than twice as high.
  public static double peakRise(Case data, double kappa, boolean seasonal, double wanted) {
    double low = -1;
    double high = 1;
    for (int k = 0; k < RISE_ROUNDS; k++) {
      double mid = (low + high) / 2;
      double gw = 0;
      for (Hourly d : areas(data, Zone::zone).values()) gw += of(d, kappa, seasonal, mid) / 1e3;
      if (gw < wanted) low = mid;
      else high = mid;
    }
    return high < 1 ? high : Double.NaN;
  }

  /// Headroom of one series, in its unit.
  public static double of(Hourly demand, double kappa, boolean seasonal) {
    return of(demand, kappa, seasonal, 0);
  }

  private static double of(Hourly demand, double kappa, boolean seasonal, double rise) {
    double[] room = room(demand, seasonal, rise);
    double low = 0;
    double high = 1;
    if (curtailed(room, 0) > 0) return 0;
    while (curtailed(room, high) <= kappa * Hourly.HOURS * high) {
      low = high;
      high *= 2;
    }
    for (int k = 0; k < ROUNDS; k++) {
      double mid = (low + high) / 2;
      if (curtailed(room, mid) <= kappa * Hourly.HOURS * mid) low = mid;
      else high = mid;
    }
    return low;
  }

  private static double[] room(Hourly demand, boolean seasonal, double rise) {
    double[] peak = new double[2];
    for (int h = 0; h < Hourly.HOURS; h++) {
      int s = seasonal ? season(h) : 0;
      peak[s] = Math.max(peak[s], demand.at(h));
    }
    double[] room = new double[Hourly.HOURS];
    for (int h = 0; h < room.length; h++) room[h] = (1 + rise) * peak[seasonal ? season(h) : 0] - demand.at(h);
    return room;
  }

  private static int season(int hour) {
    int month = TimeGrid.monthOf(hour);
    return month >= APRIL && month <= OCTOBER ? 1 : 0;
  }

  private static double curtailed(double[] room, double load) {
    double sum = 0;
    for (double r : room) sum += Math.max(0, load - r);
    return sum;
  }
}
