package org.loadstar.model;

/// What a stage pays for what is built for it: the annuity of its capex to the end of the horizon, the tax credits, the resource
/// cost as a memo, and the overnight money in the ledger of spending.
///
/// ```
/// (1) cost  x_v k_v CRF(WACC + adder, financing term) x construction factor x sum_{y >= v} d_y,   less the credits
/// (2) spending(purpose, stage of the construction year) += x_v k_v x share of the year
/// ```
///
/// @param category of the cost; the memo is `resource:` + category
/// @param financing term in years
/// @param waccAdder added to the case's WACC
/// @param spend construction spend profile
record CapitalCharge(
    String category, CapitalRows.Purpose purpose, int zone, int financing, double waccAdder, double[] spend) {

  /// Charges a column built for a stage.
  ///
  /// @param money per unit of the column
  void charge(Model m, int column, Stage vintage, Expansion.Money money) {
    m.spend(vintage, zone, purpose, column, money.capex(), spend); // (2)
    Settings set = m.figures().settings();
    double rate = set.wacc() + waccAdder;
    double factor = factor(rate);
    double social = factor(set.socialDiscountRate());
    double credit = money.capex() * money.investmentCredit() * factor + money.productionCredit();
    for (Stage y : m.stages().subList(vintage.index(), m.stages().size())) { // (1)
      m.lp().cost(column, category, y.index(), y.discount() * money.capex() * factor);
      if (credit != 0) m.lp().cost(column, "tax_credit", y.index(), -y.discount() * credit);
      m.lp().memo(column, "resource:" + category, y.index(), y.socialDiscount() * money.capex() * social);
    }
  }

  private double factor(double rate) {
    return Finance.crf(rate, financing) * Finance.constructionFactor(rate, spend);
  }
}
