package org.loadstar.model;

/// What capital of a project costs.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | D, E = 1 - D | 1 | shares of debt and equity |
/// | i, e | 1/yr | nominal rates of debt and equity |
/// | t, pi | 1, 1/yr | tax rate, inflation |
/// | g, i_g | 1, 1/yr | share of the cost lent under a guarantee; its rate |
/// | o | 1 | share of the output sold ahead |
/// | f, i_f | 1, 1/yr | share of the cost that a public fund pays as equity; its return |
///
/// ```
/// (1) WACC = (1 - t) D i + E e,    real: (1 + WACC) / (1 + pi) - 1
/// (2) i_g = treasury + spread, raised so that its annuity pays the fee too:  CRF(i_g, n) = (1 + fee) CRF(treasury + spread, n)
/// (3) with instruments:  D' = min(0.95, max(D + gain o, g)),   e' = e - gain_e o
///     i' = (g i_g + (D' - g) i) / D',   WACC' = (1 - t) D' i' + (1 - D' - f) e' + f i_f,   f <= 1 - D'
/// ```
///
/// A guarantee carries up to g of the project's cost, so debt rises to g where it was less; an offtake contract makes cash flows surer, so lenders lend more
/// and equity asks less. Source of the base: NREL Annual Technology Baseline 2024; of the gains from contracts: `finance.csv`.
///
/// @param debtShare D
/// @param debtRate i
/// @param equityReturn e
/// @param taxRate t
/// @param inflation pi
/// @param fundShare f
/// @param fundReturn i_f
public record CapitalStructure(
    double debtShare, double debtRate, double equityReturn, double taxRate, double inflation, double fundShare, double fundReturn) {
  private static final double MOST_DEBT = 0.95;

  /// A guarantee.
  ///
  /// @param share g
  /// @param rate treasury + spread
  /// @param fee share of the guaranteed amount
  /// @param tenor n, years
  public record Guaranteed(double share, double rate, double fee, int tenor) {
    /// i_g: (2).
    double allIn() {
      return fee == 0 ? rate : Finance.rate((1 + fee) * Finance.crf(rate, tenor), tenor);
    }
  }

  /// Nominal rate: (1).
  public double nominal() {
    return (1 - taxRate) * debtShare * debtRate + (1 - debtShare - fundShare) * equityReturn + fundShare * fundReturn;
  }

  /// Real rate: (1).
  public double real() {
    return (1 + nominal()) / (1 + inflation) - 1;
  }

  /// With instruments: (3).
  ///
  /// @param debtGain added to the share of debt
  /// @param equityGain taken off the return of equity
  /// @param fund f
  /// @param fundReturn i_f
  public CapitalStructure with(Guaranteed guarantee, double debtGain, double equityGain, double fund, double fundReturn) {
    double debt = Math.min(MOST_DEBT, Math.max(debtShare + debtGain, guarantee.share));
    double rate = debt == 0 ? debtRate : (guarantee.share * guarantee.allIn() + (debt - guarantee.share) * debtRate) / debt;
    return new CapitalStructure(debt, rate, equityReturn - equityGain, taxRate, inflation, Math.min(fund, 1 - debt), fundReturn);
  }
}
