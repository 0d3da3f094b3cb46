package org.loadstar.ledger;

/// Worth of a series of yearly amounts, each dated at the end of its year.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | c_k | USD | amount at time k years, k = 0, 1, ... |
/// | r | 1/yr | rate |
///
/// ```
/// (1) NPV(r) = sum_k c_k (1 + r)^-k
/// (2) IRR: the r with NPV(r) = 0
/// (3) payback: the first k from which on sum_{j <= k} c_j >= 0, after it was negative
/// ```
///
/// The root of (2) is bracketed on a grid of rates and closed in by bisection, which cannot fail where a bracket is. Amounts that change sign more than
/// once may have several roots or none: then there is no IRR. Source: Brealey, Myers, Allen, Principles of Corporate Finance, chapters 2 and 5.
public final class CashFlow {
  private static final double LOWEST = -0.9;
  private static final double HIGHEST = 10;
  private static final int STEPS = 1090;

  private CashFlow() {}

  /// Net present value at k = 0: (1).
  public static double npv(double rate, double... amounts) {
    double sum = 0;
    for (int k = amounts.length - 1; k >= 0; k--) sum = sum / (1 + rate) + amounts[k];
    return sum;
  }

  /// Internal rate of return between -90 % and 1000 % a year: (2); NaN where there is none or more than one.
  public static double irr(double... amounts) {
    double found = Double.NaN;
    double width = (HIGHEST - LOWEST) / STEPS;
    double before = npv(LOWEST, amounts);
    for (int k = 1; k <= STEPS; k++) {
      double high = LOWEST + k * width;
      double value = npv(high, amounts);
      if (before != 0 && (value == 0 || before < 0 != value < 0)) {
        if (!Double.isNaN(found)) return Double.NaN;
        found = bisected(high - width, high, amounts);
      }
      before = value;
    }
    return found;
  }

  private static double bisected(double low, double high, double... amounts) {
    boolean rising = npv(high, amounts) > npv(low, amounts);
    double a = low;
    double b = high;
    for (int k = 0; k < 200 && b - a > 1e-14; k++) {
      double mid = (a + b) / 2;
      if (npv(mid, amounts) > 0 == rising) b = mid;
      else a = mid;
    }
    return (a + b) / 2;
  }

  /// Time k after which the sum of amounts stays at or above 0, having been below: (3); -1 where it never does.
  public static int payback(double... amounts) {
    double sum = 0;
    boolean below = false;
    int since = -1;
    for (int k = 0; k < amounts.length; k++) {
      sum += amounts[k];
      if (sum < 0) {
        below = true;
        since = -1;
      } else if (below && since < 0) {
        since = k;
      }
    }
    return since;
  }
}
