package org.loadstar.model;

import java.util.Arrays;

/// Annuities in real money.
public final class Finance {
  private Finance() {}

  /// Capital recovery factor: the annual payment over n years that is worth 1 today at rate r. CRF takes the REAL rate with
  /// real money.
  public static double crf(double r, int n) {
    if (Math.abs(r) < 1e-12) return 1.0 / n;
    return r / (1 - Math.pow(1 + r, -n));
  }

  /// The rate at which n annual payments are worth 1 today, the inverse of [#crf]; from -90 % to 1000 % a year.
  public static double rate(double payment, int n) {
    double low = -0.9;
    double high = 10;
    for (int k = 0; k < 200 && high - low > 1e-15; k++) {
      double mid = (low + high) / 2;
      if (crf(mid, n) < payment) low = mid;
      else high = mid;
    }
    return (low + high) / 2;
  }

  /// Construction factor: capex spent by the profile (shares by year, first year first, the last ending at the commercial
  /// date), compounded at mid-year to the commercial date.
  public static double constructionFactor(double r, double[] spend) {
    double s = 0;
    for (int k = 0; k < spend.length; k++) s += spend[k] * Math.pow(1 + r, spend.length - k - 0.5);
    return s;
  }

  /// Reads `0.2;0.3;0.5`.
  ///
  /// @throws IllegalArgumentException when a share is not a number or the sum is not 1
  public static double[] spendProfile(String text) {
    double[] shares = Arrays.stream(text.split(";")).mapToDouble(s -> Double.parseDouble(s.trim())).toArray();
    if (Math.abs(Arrays.stream(shares).sum() - 1) > 1e-6)
      throw new IllegalArgumentException("spend profile '" + text + "' does not sum to 1");
    return shares;
  }
}
