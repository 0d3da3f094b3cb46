package org.loadstar.ledger;

/// What a buyer pays who has promised to take part of a plant's output.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | E, o | MWh, 1 | output of a year; share under contract |
/// | K, p | USD/MWh | strike; price that the output earns in the market |
///
/// ```
/// (1) fixed:           buyer pays K o E, and has the output, worth p o E
/// (2) two-sided CfD:   counterparty pays (K - p) o E; where p > K the plant pays
/// ```
///
/// Both leave the plant with K for the share, and the other side with (p - K) o E. Source of (2): Newbery, Contracts for Difference, The Energy Journal 2023.
public final class Offtake {
  private Offtake() {}

  /// (1), USD.
  public static double fixed(double energy, double share, double strike) {
    return strike * share * energy;
  }

  /// (2), USD; below 0 when the plant pays.
  public static double difference(double energy, double share, double strike, double price) {
    return (strike - price) * share * energy;
  }
}
