package org.loadstar.model;

import java.util.Arrays;
import java.util.SplittableRandom;

/// When sites may be energised: draws of their critical paths.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | m_k, sigma_k | months, 1 | length of step k in the case, standard deviation of its logarithm |
/// | D_k | months | drawn length: m_k exp(sigma_k Z), Z standard normal |
/// | C | 1 | probability that the site is ever energised, licence included |
///
/// ```
/// (1) T = max(D_queue + licence, D_permit + D_construction, D_equipment + 6)
/// ```
///
/// Assumptions: the length in the case is the median; steps are independent of each other, and sites of each other, so that shocks
/// which hit all sites at once (a shortage, a law) are not in the spread; the delay of a licence is not drawn. [#DRAWS] draws of a
/// fixed seed for each site, in the order of the case.
final class CampusDates {
  static final int DRAWS = 2000;
  private static final long SEED = 20_260_101;

  private final double[][] months;
  private final boolean[][] completed;

  /// Draws of all sites.
  ///
  /// @param paths of the connection by which each is planned
  CampusDates(CampusFigures figures, CriticalPath[] paths) {
    months = new double[paths.length][DRAWS];
    completed = new boolean[paths.length][DRAWS];
    for (int c = 0; c < paths.length; c++) {
      SplittableRandom random = new SplittableRandom(SEED + 31L * c);
      CampusRows.Site site = figures.sites().get(c);
      double probability = figures.completion(site);
      CriticalPath p = paths[c];
      for (int i = 0; i < DRAWS; i++) {
        completed[c][i] = random.nextDouble() < probability;
        months[c][i] = p.months(
            p.queue() * Math.exp(site.queueSigma() * random.nextGaussian()),
            p.permit() * Math.exp(site.permitSigma() * random.nextGaussian()),
            p.construction() * Math.exp(site.constructionSigma() * random.nextGaussian()),
            p.equipment() * Math.exp(site.equipmentSigma() * random.nextGaussian())); // (1)
      }
    }
  }

  /// Months by which a site is ready with a probability, if it ever is.
  double months(int site, double probability) {
    double[] sorted = months[site].clone();
    Arrays.sort(sorted);
    return sorted[Math.min(DRAWS - 1, (int) Math.ceil(probability * DRAWS) - 1)];
  }

  /// Probability that a site is ready by the end of a year, if it ever is.
  double readyBy(int site, int year) {
    double end = CriticalPath.monthsTo(year);
    return (double) Arrays.stream(months[site]).filter(t -> t <= end).count() / DRAWS;
  }

  /// Power that stands by the end of a year with a probability, of planned powers by site: a site counts in a draw when it is
  /// completed and ready.
  double exceeded(double[] planned, int year, double probability) {
    double end = CriticalPath.monthsTo(year);
    double[] sum = new double[DRAWS];
    for (int c = 0; c < planned.length; c++)
      for (int i = 0; i < DRAWS; i++) if (completed[c][i] && months[c][i] <= end) sum[i] += planned[c];
    Arrays.sort(sum);
    return sum[(int) Math.floor((1 - probability) * DRAWS)];
  }
}
