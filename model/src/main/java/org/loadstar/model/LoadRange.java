package org.loadstar.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.model.CampusFigures.Connection;

/// What becomes of a plan's load by the end of a year when sites fail or come late: draws of [CampusDates].
///
/// @param planned GW of the plan, whose steps take their medians
/// @param expected GW that are to be expected
/// @param late GW that are passed with 90 % probability
public record LoadRange(double planned, double expected, double late) {
  private static final double LATE = 0.9;

  /// Of planned powers in the zones by site, GW.
  static LoadRange of(CampusFigures figures, CampusDates dates, double[] planned, int year) {
    double expected = 0;
    for (int k = 0; k < planned.length; k++) expected += figures.completion(figures.sites().get(k)) * dates.readyBy(k, year) * planned[k];
    return new LoadRange(Arrays.stream(planned).sum(), expected, dates.exceeded(planned, year, LATE));
  }

  /// The same plan with the durations and probabilities of a case, which need not be the one that it was made for.
  ///
  /// @param plan tables of the plan; a site stands by the connection by which most of it stood first, or where the case does not offer
  ///     that, by the one that is ready first
  public static LoadRange of(Case data, Tables plan, int year) {
    CampusFigures figures = new CampusFigures(data);
    Map<String, Integer> position = new TreeMap<>();
    for (int k = 0; k < figures.sites().size(); k++) if (!CampusFigures.abroad(figures.sites().get(k))) position.put(figures.sites().get(k).campus(), k);
    int n = figures.sites().size();
    double[] planned = new double[n];
    int[] first = new int[n];
    double[] most = new double[n];
    CriticalPath[] paths = figures.sites().stream().map(figures::shortest).toArray(CriticalPath[]::new);
    Sheet p = plan.get("campus_power");
    for (int i = 0; i < p.rows(); i++) {
      Integer k = position.get(p.text(i, 2));
      if (k == null || !p.text(i, 0).equals("plan")) continue;
      int stage = p.integer(i, 1);
      double gw = p.number(i, 4) / 1e3;
      if (stage == year) planned[k] += gw;
      if (first[k] != 0 && stage > first[k] || stage == first[k] && gw <= most[k]) continue;
      first[k] = stage;
      most[k] = gw;
      Connection by = Connection.valueOf(p.text(i, 3).toUpperCase(Locale.ROOT));
      CampusRows.Site site = figures.sites().get(k);
      paths[k] = figures.offered(site, by) ? figures.path(site, by) : figures.shortest(site);
    }
    return of(figures, new CampusDates(figures, paths), planned, year);
  }
}
