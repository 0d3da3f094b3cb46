package org.loadstar.cases.pypsa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Timesteps in which a column counts at the same rates in sums over time, as the months of a budget.
///
/// @param rates rate per energy of the year in each sum
/// @param holds true for the timesteps of the class
record RateClass(Map<ProgramSeries.Rows, Double> rates, boolean[] holds) {
  /// Rates that differ by less are one.
  private static final double SAME = 1e-12;

  /// The classes of a column; one where it is in no sum.
  static List<RateClass> of(ProgramSeries.Columns c, double[] annual) {
    Map<List<Double>, RateClass> classes = new LinkedHashMap<>();
    List<ProgramSeries.Rows> rows = new ArrayList<>(c.sums().keySet());
    List<List<Double>> seen = new ArrayList<>();
    for (int t = 0; t < annual.length; t++) {
      List<Double> rates = new ArrayList<>();
      for (ProgramSeries.Rows r : rows) {
        double[] a = c.sums().get(r);
        rates.add(a == null ? 0 : a[t] / annual[t]);
      }
      List<Double> key = seen.stream().filter(k -> same(k, rates)).findFirst().orElse(rates);
      if (key == rates) seen.add(rates);
      RateClass q = classes.computeIfAbsent(key, k -> new RateClass(new LinkedHashMap<>(), new boolean[annual.length]));
      q.holds[t] = true;
      for (int k = 0; k < rows.size(); k++) if (key.get(k) != 0) q.rates.put(rows.get(k), key.get(k));
    }
    return new ArrayList<>(classes.values());
  }

  private static boolean same(List<Double> a, List<Double> b) {
    for (int k = 0; k < a.size(); k++)
      if (Math.abs(a.get(k) - b.get(k)) > SAME * Math.max(Math.abs(a.get(k)), Math.abs(b.get(k)))) return false;
    return true;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof RateClass q && q.rates.equals(rates) && Arrays.equals(q.holds, holds);
  }

  @Override
  public int hashCode() {
    return rates.hashCode() + Arrays.hashCode(holds);
  }

  @Override
  public String toString() {
    return rates + " " + Arrays.toString(holds);
  }
}
