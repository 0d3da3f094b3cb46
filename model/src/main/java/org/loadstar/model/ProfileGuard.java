package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What reshaping a profile to the mean of its plants does to its lulls: figures of each cluster with a profile before and after, and
/// of the plain exponent `1 - (1 - c)^k` with the same mean, which [Reshape] is there to avoid.
public final class ProfileGuard {
  /// Output over capacity below which an hour is part of a lull.
  public static final double LULL = 0.1;

  private static final int WEEK = 168;

  private ProfileGuard() {}

  /// A figure of one profile.
  ///
  /// @param before of the profile as it stands in the case, moved by the weather shift
  /// @param after of the profile that the plan uses
  /// @param plain of the plain exponent
  public record Figure(double before, double after, double plain) {}

  /// The figures of one cluster, all outputs over capacity.
  ///
  /// @param mean mean of the year
  /// @param percentile5 the hourly output that is not reached in 5 % of the hours
  /// @param longestLullHours longest run of hours below [#LULL]
  /// @param lowestWeek least mean of 168 hours in a row
  /// @param creditSummer mean output in the 100 hours of April to October with the highest net load of the cluster's reserve region
  ///     (of its zone where it has none) in the target year without new AI load; the firm credit of a variable plant
  /// @param creditWinter the same of November to March
  public record Row(
      String generator, String zone, String profile, Figure mean, Figure percentile5, Figure longestLullHours, Figure lowestWeek,
      Figure creditSummer, Figure creditWinter) {
    /// True when the plan uses the profile as it stands.
    public boolean unchanged() {
      return mean.before == mean.after;
    }
  }

  /// The clusters in the order of the case.
  public static List<Row> of(Case data) {
    Figures figures = new Figures(data);
    Map<String, int[][]> peaks = new HashMap<>();
    List<Row> out = new ArrayList<>();
    for (Generator.Row q : data.generators()) {
      if (q.profile().isEmpty()) continue;
      Zone zone = data.zones().get(figures.zone(q.zone()));
      String region = zone.reserveRegion();
      Predicate<Zone> inside = region.isEmpty() ? z -> z.equals(zone) : z -> z.reserveRegion().equals(region);
      int[][] peak =
          peaks.computeIfAbsent(
              region.isEmpty() ? "zone " + zone.zone() : region,
              k -> {
                double[] load = PeakHours.load(figures, inside, data.settings().targetYear());
                double[] fleet = PeakHours.fleet(figures, inside);
                return new int[][] {PeakHours.of(load, fleet, 0), PeakHours.of(load, fleet, 1)};
              });
      Hourly before = figures.profile(q.profile(), Double.NaN);
      Hourly after = figures.profile(q.profile(), q.profileMean());
      Hourly plain = Double.isNaN(q.profileMean()) ? before : Reshape.plain(before, q.profileMean());
      List<Hourly> all = List.of(before, after, plain);
      out.add(
          new Row(
              q.generator(), q.zone(), q.profile(), figure(all, Hourly::mean), figure(all, ProfileGuard::percentile5),
              figure(all, ProfileGuard::longestLull), figure(all, ProfileGuard::lowestWeek),
              figure(all, h -> PeakHours.mean(h, peak[0])), figure(all, h -> PeakHours.mean(h, peak[1]))));
    }
    return out;
  }

  private static Figure figure(List<Hourly> all, java.util.function.ToDoubleFunction<Hourly> f) {
    return new Figure(f.applyAsDouble(all.get(0)), f.applyAsDouble(all.get(1)), f.applyAsDouble(all.get(2)));
  }

  static double percentile5(Hourly h) {
    double[] sorted = h.toArray();
    Arrays.sort(sorted);
    return sorted[Hourly.HOURS / 20];
  }

  /// Longest run of hours in lull, around the year.
  static double longestLull(Hourly h) {
    int longest = 0;
    int run = 0;
    for (int k = 0; k < 2 * Hourly.HOURS && run < Hourly.HOURS; k++) {
      run = h.at(k % Hourly.HOURS) < LULL ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  static double lowestWeek(Hourly h) {
    double sum = h.mean(0, WEEK) * WEEK;
    double least = sum;
    for (int k = WEEK; k < Hourly.HOURS; k++) {
      sum += h.at(k) - h.at(k - WEEK);
      least = Math.min(least, sum);
    }
    return Math.max(0, least / WEEK);
  }
}
