package org.loadstar.adequacy;

/// The load model and the 32 units of the IEEE Reliability Test System of 1979 (IEEE Trans. PAS-98, no. 6, tables 1 to 3, 6).
final class Rts79 {
  private static final double PEAK = 2850;

  private static final double[] WEEK = {
    86.2, 90.0, 87.8, 83.4, 88.0, 84.1, 83.2, 80.6, 74.0, 73.7, 71.5, 72.7, 70.4, 75.0, 72.1, 80.0, 75.4, 83.7, 87.0, 88.0, 85.6, 81.1, 90.0, 88.7, 89.6,
    86.1, 75.5, 81.6, 80.1, 88.0, 72.2, 77.6, 80.0, 72.9, 72.6, 70.5, 78.0, 69.5, 72.4, 72.4, 74.3, 74.4, 80.0, 88.1, 88.5, 90.9, 94.0, 89.0, 94.2, 97.0,
    100.0, 95.2
  };

  private static final double[] DAY = {93, 100, 98, 96, 94, 77, 75};

  /// Winter, summer, spring and fall; each week day and weekend.
  private static final double[][] HOUR = {
    {67, 63, 60, 59, 59, 60, 74, 86, 95, 96, 96, 95, 95, 95, 93, 94, 99, 100, 100, 96, 91, 83, 73, 63},
    {78, 72, 68, 66, 64, 65, 66, 70, 80, 88, 90, 91, 90, 88, 87, 87, 91, 100, 99, 97, 94, 92, 87, 81},
    {64, 60, 58, 56, 56, 58, 64, 76, 87, 95, 99, 100, 99, 100, 100, 97, 96, 96, 93, 92, 92, 93, 87, 72},
    {74, 70, 66, 65, 64, 62, 62, 66, 81, 86, 91, 93, 93, 92, 91, 91, 92, 94, 95, 95, 100, 93, 88, 80},
    {63, 62, 60, 58, 59, 65, 72, 85, 95, 99, 100, 99, 93, 92, 90, 88, 90, 92, 96, 98, 96, 90, 80, 70},
    {75, 73, 69, 66, 65, 65, 68, 74, 83, 89, 92, 94, 91, 90, 90, 86, 85, 88, 92, 100, 97, 95, 90, 85}
  };

  /// Count, MW, forced outage rate, mean time to repair in hours.
  static final double[][] UNITS = {
    {5, 12, 0.02, 60}, {4, 20, 0.10, 50}, {6, 50, 0.01, 20}, {4, 76, 0.02, 40}, {3, 100, 0.04, 50}, {4, 155, 0.04, 40}, {3, 197, 0.05, 50},
    {1, 350, 0.08, 100}, {2, 400, 0.12, 150}
  };

  private Rts79() {}

  /// Hourly load of 364 days, MW.
  static double[] load() {
    double[] d = new double[364 * 24];
    for (int h = 0; h < d.length; h++) {
      int week = h / 168 + 1;
      int day = h / 24 % 7;
      int season = week <= 8 || week >= 44 ? 0 : week >= 18 && week <= 30 ? 1 : 2;
      d[h] = PEAK * WEEK[week - 1] / 100 * DAY[day] / 100 * HOUR[2 * season + (day >= 5 ? 1 : 0)][h % 24] / 100;
    }
    return d;
  }
}
