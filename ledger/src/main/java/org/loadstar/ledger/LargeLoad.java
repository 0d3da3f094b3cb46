package org.loadstar.ledger;

/// A tariff for large loads: they pay for a least share of the demand that they contracted, used or not.
///
/// ```
/// (1) billed demand = max(use, share x contracted)
/// (2) paid beyond the use = price x (billed demand - use)
/// ```
///
/// Source: order of the Public Utilities Commission of Ohio on AEP Ohio's data-centre tariff, 2025-07-09 (85 % of the contracted demand).
public final class LargeLoad {
  private LargeLoad() {}

  /// (2), USD a year.
  ///
  /// @param contracted MW
  /// @param used MW, at the peak that is billed
  /// @param usdPerMwYr price of demand
  public static double beyondUse(double contracted, double used, double share, double usdPerMwYr) {
    return usdPerMwYr * Math.max(0, share * contracted - used);
  }
}
