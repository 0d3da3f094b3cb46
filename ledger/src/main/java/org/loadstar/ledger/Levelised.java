package org.loadstar.ledger;

import org.loadstar.model.Finance;

/// Levelised cost of energy.
///
/// ```
/// (1) capital charge = I x construction factor x CRF(real WACC, N)                     USD/yr
/// (2) LCOE = (capital charge + fixed O&M) / E + fuel + variable O&M                     USD/MWh, by [Plants]
/// (3) what is left of a plant after k of N years: capital charge x (1 - (1 + r)^-(N - k)) / r
/// ```
///
/// Source: Short, Packey, Holt, A Manual for the Economic Evaluation of Energy Efficiency and Renewable Energy Technologies, NREL/TP-462-5173 (1995).
public final class Levelised {
  private Levelised() {}

  /// (1), USD a year.
  public static double charge(double capex, double rate, int term, double... spendShares) {
    return capex * Finance.constructionFactor(rate, spendShares) * Finance.crf(rate, term);
  }

  /// (3), USD at the end of year k; 0 when the term is over.
  public static double left(double charge, double rate, int term, int k) {
    return k >= term ? 0 : charge / Finance.crf(rate, term - k);
  }
}
