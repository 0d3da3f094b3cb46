package org.loadstar.study;

import java.util.LinkedHashMap;
import java.util.Map;
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
/// Load Growth*; that study uses balancing areas and ten years, this one the case's zones and its one year.
public final class Headroom {
  private static final int APRIL = 4;
  private static final int OCTOBER = 10;
  private static final int ROUNDS = 80;

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

  /// Headroom of one series, in its unit.
  public static double of(Hourly demand, double kappa, boolean seasonal) {
    double[] room = room(demand, seasonal);
    double low = 0;
    double high = 1;
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

  private static double[] room(Hourly demand, boolean seasonal) {
    double[] peak = new double[2];
    for (int h = 0; h < Hourly.HOURS; h++) {
      int s = seasonal ? season(h) : 0;
      peak[s] = Math.max(peak[s], demand.at(h));
    }
    double[] room = new double[Hourly.HOURS];
    for (int h = 0; h < room.length; h++) room[h] = peak[seasonal ? season(h) : 0] - demand.at(h);
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
