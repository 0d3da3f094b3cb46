package org.loadstar.ledger;

/// A project in the hands of its owner: loan, tax and what is left for equity.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | CF_k | USD | revenue less costs of year k of service, before tax and credits, real |
/// | I, a | USD, 1 | overnight cost; investment credit as a share of it |
/// | m_k | 1 | share of the basis written off in year k |
/// | V_n | USD | worth of the plant at the end of the last year that is looked at |
/// | t | 1 | tax rate |
///
/// ```
/// (1) basis = I (1 - a/2)                                                   (IRC 50(c)(3))
/// (2) tax_k = t (CF_k - interest_k - basis m_k (1 + pi)^-k)
/// (3) tax_n += t (V_n - basis sum_{k > n} m_k (1 + pi)^-n)
/// (4) equity: -(s_j - drawn_j);  CF_k + credits_k - S_k - tax_k;  in year n also V_n - B_n
/// ```
///
/// A loss lowers the owner's other taxes in the same year (tax below 0 is received). (3) taxes what is left as if it were sold for V_n, so that the
/// plants that a horizon cuts are not favoured.
///
/// @param debt its loan
/// @param tax by year of service
/// @param equity by year: the years of construction, then those of service
public record Project(Debt debt, double[] tax, double[] equity) {
  /// What is known of a project before it is financed.
  ///
  /// @param spend by year of construction, sums to I
  /// @param cash CF by year of service, as far as the loan runs
  /// @param years n, years of service that are looked at, at most those of `cash`
  /// @param investmentCredit a
  /// @param productionCredit by year of service, USD; none beyond the array
  /// @param left V_n
  public record Plan(double[] spend, double[] cash, int years, double investmentCredit, double[] productionCredit, double left) {
    double capex() {
      double sum = 0;
      for (double s : spend) sum += s;
      return sum;
    }
  }

  /// @param depreciation m, as by [Depreciation#shares]
  public static Project of(Plan p, Debt.Terms terms, double taxRate, double[] depreciation) {
    Debt debt = Debt.of(terms, p.spend, p.cash);
    int n = p.years;
    double basis = p.capex() * (1 - p.investmentCredit / 2);
    double[] tax = new double[n];
    double written = 0;
    for (int k = 0; k < n; k++) {
      double share = k < depreciation.length ? depreciation[k] : 0;
      written += share;
      tax[k] = taxRate * (p.cash[k] - debt.interest()[k] - basis * share * Math.pow(1 + terms.inflation(), -(k + 1)));
    }
    if (n > 0) tax[n - 1] += taxRate * (p.left - basis * (1 - written) * Math.pow(1 + terms.inflation(), -n));
    double[] equity = new double[p.spend.length + n];
    for (int j = 0; j < p.spend.length; j++) equity[j] = debt.drawn()[j] - p.spend[j];
    for (int k = 0; k < n; k++) {
      double credit = (k < p.productionCredit.length ? p.productionCredit[k] : 0) + (k == 0 ? p.investmentCredit * p.capex() : 0);
      equity[p.spend.length + k] = p.cash[k] + credit - debt.service()[k] - tax[k];
    }
    if (n > 0) equity[p.spend.length + n - 1] += p.left - debt.balance()[n - 1];
    return new Project(debt, tax, equity);
  }
}
