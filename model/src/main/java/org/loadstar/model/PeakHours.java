package org.loadstar.model;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The hours that decide adequacy: those of the highest net load (load less the standing variable fleet) of some zones, by
/// season (0 summer: April to October, 1 winter).
final class PeakHours {
  static final int COUNT = 100;

  private PeakHours() {}

  static int season(int hour) {
    int month = TimeGrid.monthOf(hour);
    return month >= 4 && month <= 10 ? 0 : 1;
  }

  /// Hourly output of the variable plants that stand before the first stage in the zones, GW.
  static double[] fleet(Figures figures, Predicate<Zone> zones) {
    double[] fleet = new double[Hourly.HOURS];
    for (Generator.Row q : figures.data().generators()) {
      if (q.profile().isEmpty() || q.existing() == 0) continue;
      if (!zones.test(figures.data().zones().get(figures.zone(q.zone())))) continue;
      Hourly cf = figures.profile(q.profile(), q.profileMean());
      for (int h = 0; h < Hourly.HOURS; h++) fleet[h] += cf.at(h) * q.existing() / 1000;
    }
    return fleet;
  }

  /// Hourly load of the zones in a year without new AI load, GW.
  static double[] load(Figures figures, Predicate<Zone> zones, int year) {
    double[] load = new double[Hourly.HOURS];
    for (Zone z : figures.data().zones()) {
      if (!zones.test(z)) continue;
      double g = figures.growthWithoutDataCentres(z.zone(), year);
      Hourly demand = figures.demand(z);
      for (int h = 0; h < Hourly.HOURS; h++) load[h] += g * demand.at(h);
    }
    return load;
  }

  /// The hours of a season with the highest load less fleet, ascending.
  static int[] of(double[] load, double[] fleet, int season) {
    int[] hours = IntStream.range(0, Hourly.HOURS).filter(h -> season(h) == season).toArray();
    double[] net = Arrays.stream(hours).mapToDouble(h -> load[h] - fleet[h]).sorted().toArray();
    double least = net[net.length - COUNT];
    return Arrays.stream(hours).filter(h -> load[h] - fleet[h] >= least).limit(COUNT).toArray();
  }

  /// Mean of a series in some hours.
  static double mean(Hourly series, int[] hours) {
    return Arrays.stream(hours).mapToDouble(series::at).average().orElse(0);
  }
}
