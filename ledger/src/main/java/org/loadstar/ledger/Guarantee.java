package org.loadstar.ledger;

/// A public guarantee of a loan.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | G_k | USD | guaranteed balance at the end of year k |
/// | P, p | 1 | probability of default over the life; in a year that begins sound |
/// | L | 1 | loss given default |
/// | r | 1/yr | rate of the treasury |
///
/// ```
/// (1) p = 1 - (1 - P)^(1/n)
/// (2) claim_k = p (1 - p)^(k-1) L G_k-1                             k = 1..n
/// (3) public cost = sum_k (1 + r)^-k claim_k - sum_k (1 + r)^-k fee_k
/// ```
///
/// Source: the net present value of the Federal Credit Reform Act of 1990 (expected claims less fees at treasury rates); 10 CFR 609.
public final class Guarantee {
  private Guarantee() {}

  /// Probability of default in a year that begins sound: (1).
  public static double yearly(double lifetime, int years) {
    return 1 - Math.pow(1 - lifetime, 1.0 / years);
  }

  /// Expected claims by year: (2).
  ///
  /// @param yearly p
  /// @param loss L
  /// @param balance G_0, G_1, ..: at the begin of each year
  public static double[] claims(double yearly, double loss, double... balance) {
    double[] claims = new double[balance.length];
    for (int k = 0; k < claims.length; k++) claims[k] = yearly * Math.pow(1 - yearly, k) * loss * balance[k];
    return claims;
  }

  /// Expected cost to the public at the commercial date: (3).
  ///
  /// @param claims by year, the first at its end
  /// @param fees by year, the first at the commercial date
  public static double publicCost(double treasury, double[] claims, double[] fees) {
    return CashFlow.npv(treasury, claims) / (1 + treasury) - CashFlow.npv(treasury, fees);
  }
}
