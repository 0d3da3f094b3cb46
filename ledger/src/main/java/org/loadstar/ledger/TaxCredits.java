package org.loadstar.ledger;

import org.loadstar.model.Finance;

/// Tax credits for clean electricity: on investment (48E) or on production (45Y), whichever the owner elects.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | I | USD | capex at the commercial date |
/// | E | MWh/yr | output |
/// | a, v | 1, USD/MWh | share of capex; credit per MWh, indexed to inflation |
/// | n, N | yr | years that production is paid; financing term |
/// | phi | 1 | share of the full credit that the statute gives |
///
/// ```
/// (1) investment: phi a I
/// (2) production: phi v E (1 - (1 + r)^-n) / r
/// (3) levelised over N years: phi v CRF(r, N) / CRF(r, n)                            USD/MWh
/// (4) phi = 1, 0.75, 0.5, 0 for construction begun to 2033, in 2034, in 2035, later; for wind and solar 1 when begun by 2026-07-04
///     or in service by the end of 2027, else 0
/// ```
///
/// Source: IRC 45Y and 48E as amended by P.L. 119-21 (2025), sections 70512 and 70513.
public final class TaxCredits {
  private static final int IN_SERVICE = 2027;
  private static final double BEGUN = 2026 + 184.0 / 365;

  private TaxCredits() {}

  /// Share of the full credit: (4).
  ///
  /// @param windOrSolar whether the plant is wind or solar
  /// @param begun construction begins, in years (2026.5 is July 2026)
  /// @param service calendar year in which it is placed in service
  public static double share(boolean windOrSolar, double begun, int service) {
    if (windOrSolar) return begun <= BEGUN || service <= IN_SERVICE ? 1 : 0;
    int year = (int) Math.floor(begun);
    return year <= 2033 ? 1 : year == 2034 ? 0.75 : year == 2035 ? 0.5 : 0;
  }

  /// (1), USD.
  public static double investment(double share, double ofCapex, double capex) {
    return share * ofCapex * capex;
  }

  /// (2), USD at the commercial date.
  public static double production(double share, double usdPerMwh, double energy, double rate, int years) {
    return share * usdPerMwh * energy / Finance.crf(rate, years);
  }

  /// (3), USD/MWh.
  public static double levelised(double share, double usdPerMwh, double rate, int years, int term) {
    return share * usdPerMwh * Finance.crf(rate, term) / Finance.crf(rate, years);
  }
}
