package org.loadstar.ledger;

import java.util.Map;

/// Depreciation for tax: shares of the basis by year of service.
///
/// ```
/// (1) share_1 = bonus + (1 - bonus) m_1,   share_k = (1 - bonus) m_k
/// ```
///
/// m is the table of the recovery period: half-year convention (Publication 946 of the US Internal Revenue Service, Appendix A, Table A-1) for 3 to 20
/// years, mid-month convention from January (Table A-7a) for the 39 years of buildings. A bonus applies to periods of 20 years or less (IRC 168(k)).
public final class Depreciation {
  private static final int LONGEST_WITH_BONUS = 20;
  private static final Map<Integer, double[]> TABLES =
      Map.of(
          3, new double[] {33.33, 44.45, 14.81, 7.41},
          5, new double[] {20, 32, 19.2, 11.52, 11.52, 5.76},
          7, new double[] {14.29, 24.49, 17.49, 12.49, 8.93, 8.92, 8.93, 4.46},
          10, new double[] {10, 18, 14.4, 11.52, 9.22, 7.37, 6.55, 6.55, 6.56, 6.55, 3.28},
          15, new double[] {5, 9.5, 8.55, 7.7, 6.93, 6.23, 5.9, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 5.9, 5.91, 2.95},
          20,
              new double[] {
                3.75, 7.219, 6.677, 6.177, 5.713, 5.285, 4.888, 4.522, 4.462, 4.461, 4.462, 4.461, 4.462, 4.461, 4.462, 4.461, 4.462,
                4.461, 4.462, 4.461, 2.231
              },
          39, building());

  private Depreciation() {}

  private static double[] building() {
    double[] m = new double[40];
    java.util.Arrays.fill(m, 2.564);
    m[0] = 2.461;
    m[39] = 0.107;
    return m;
  }

  /// True when there is a table for a recovery period.
  public static boolean known(int period) {
    return TABLES.containsKey(period);
  }

  /// Shares by year of service, the first at index 0; they sum to 1.
  ///
  /// @param period recovery period in years: 3, 5, 7, 10, 15, 20 or 39
  /// @param bonus share written off in the first year
  public static double[] shares(int period, double bonus) {
    double[] table = TABLES.get(period);
    if (table == null) throw new IllegalArgumentException("recovery period " + period + ": 3, 5, 7, 10, 15, 20 or 39 years");
    double first = period <= LONGEST_WITH_BONUS ? bonus : 0;
    double[] shares = table.clone();
    double sum = 0;
    for (double m : table) sum += m;
    for (int k = 0; k < shares.length; k++) shares[k] = (1 - first) * table[k] / sum + (k == 0 ? first : 0);
    return shares;
  }
}
