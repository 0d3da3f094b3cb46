package org.loadstar.ledger;

/// A loan for a project: drawn while it is built, sized and repaid out of what it earns.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | s_j | USD | spending in construction year j = 1..J, at mid-year |
/// | K | USD | cost at the commercial date, interest of the construction at the loan's rate included |
/// | CF_k | USD | cash flow available for debt service in year k of service, real |
/// | n, q | yr, 1 | tenor; debt service coverage ratio (DSCR) |
/// | d | 1 | largest debt as a share of K |
/// | i, pi, rho | 1/yr | nominal rate, inflation, real rate (1 + i) / (1 + pi) - 1 |
/// | B_k, S_k | USD | balance at the end of year k in dollars of k's price level; service |
///
/// ```
/// (1) K = sum_j s_j (1 + rho)^(J - j + 1/2)
/// (2) B_0 = min( d K,  sum_{k <= n} max(0, CF_k) / q (1 + rho)^-k )
/// (3) S_k = f max(0, CF_k) / q,   f such that the loan is repaid by S_1..S_n
/// (4) B_k = (1 + rho) B_k-1 - S_k
/// (5) deductible interest of year k: i B_k-1 / (1 + pi)
/// ```
///
/// Service follows the cash flow (a sculpted loan), so the coverage is q or more in every year. Amounts are real: a nominal loan at i is one at rho in real
/// money, but the tax sees the nominal interest (5). Source: Yescombe, Principles of Project Finance, chapter 12; Bodmer, Corporate and Project Finance
/// Modeling, part on debt sizing.
///
/// @param drawn loan of each construction year, USD
/// @param principal B_0
/// @param service S_1.., by year of service
/// @param interest (5) by year of service
/// @param balance B_1.., by year of service
public record Debt(double[] drawn, double principal, double[] service, double[] interest, double[] balance) {

  /// Terms of a loan.
  ///
  /// @param largestShare d
  /// @param rate i, nominal
  /// @param inflation pi
  /// @param coverage q
  /// @param tenor n, years
  public record Terms(double largestShare, double rate, double inflation, double coverage, int tenor) {
    /// rho
    public double realRate() {
      return (1 + rate) / (1 + inflation) - 1;
    }
  }

  /// Cost at the commercial date with construction interest: (1).
  public static double costAtService(double realRate, double... spend) {
    double sum = 0;
    for (int j = 0; j < spend.length; j++) sum += spend[j] * Math.pow(1 + realRate, spend.length - j - 0.5);
    return sum;
  }

  /// What a series of cash flows can carry: the second term of (2).
  public static double capacity(Terms t, double... cash) {
    double sum = 0;
    for (int k = 0; k < Math.min(t.tenor, cash.length); k++) sum += Math.max(0, cash[k]) / t.coverage * Math.pow(1 + t.realRate(), -(k + 1));
    return sum;
  }

  /// The loan of a project.
  ///
  /// @param spend by construction year
  /// @param cash CF by year of service; what lies beyond the series carries no debt
  public static Debt of(Terms t, double[] spend, double[] cash) {
    double cost = costAtService(t.realRate(), spend);
    double capacity = capacity(t, cash);
    double principal = Math.min(t.largestShare * cost, capacity);
    double f = capacity > 0 ? principal / capacity : 0;
    double[] drawn = new double[spend.length];
    for (int j = 0; j < spend.length; j++) drawn[j] = cost > 0 ? spend[j] * principal / cost : 0;
    double[] service = new double[cash.length];
    double[] interest = new double[cash.length];
    double[] balance = new double[cash.length];
    double b = principal;
    for (int k = 0; k < cash.length; k++) {
      interest[k] = t.rate * b / (1 + t.inflation);
      service[k] = k < t.tenor ? f * Math.max(0, cash[k]) / t.coverage : 0;
      b = (1 + t.realRate()) * b - service[k];
      if (k + 1 >= Math.min(t.tenor, cash.length)) b = 0; // repaid by construction; what is left is rounding
      balance[k] = b;
    }
    return new Debt(drawn, principal, service, interest, balance);
  }
}
