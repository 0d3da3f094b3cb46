package org.loadstar.model;

import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// A block of rows at which components meet: terms of columns and constants add up, and the owner closes it with a sense.
/// Entry (i, t): member i (a zone, a region) at timestep t, or t = 0 outside time.
public final class Ledger {
  private final LpBuilder lp;
  private final Block rows;
  private final double[] constant;

  public Ledger(LpBuilder lp, Block rows) {
    this.lp = lp;
    this.rows = rows;
    this.constant = new double[rows.size()];
  }

  /// Adds `coefficient * column` to entry (i, t).
  public void add(int i, int t, int column, double coefficient) {
    lp.at(rows.at(i, t)).add(column, coefficient);
  }

  /// Adds a constant to entry (i, t).
  public void add(int i, int t, double amount) {
    constant[rows.at(i, t) - rows.first()] += amount;
  }

  /// The constants added so far to entry (i, t).
  public double constant(int i, int t) {
    return constant[rows.at(i, t) - rows.first()];
  }

  public int row(int i, int t) {
    return rows.at(i, t);
  }

  /// Closes all entries as `sum + constants = 0`.
  public void closeEqual() {
    for (int k = 0; k < constant.length; k++) lp.at(rows.first() + k).eq(-constant[k]);
  }

  /// Closes all entries as `sum + constants >= 0`.
  public void closeAtLeast() {
    for (int k = 0; k < constant.length; k++) lp.at(rows.first() + k).ge(-constant[k]);
  }

  /// Closes all entries as `sum + constants <= 0`.
  public void closeAtMost() {
    for (int k = 0; k < constant.length; k++) lp.at(rows.first() + k).le(-constant[k]);
  }
}
