package org.loadstar.model.network;

import java.util.Arrays;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Result;

/// A linear expression outside time: a constant and a few columns with factors, as the capacity of an asset.
public final class Amount {
  private static final Amount ZERO = new Amount(0, new int[0], new double[0]);

  private final double constant;
  private final int[] columns;
  private final double[] factors;

  private Amount(double constant, int[] columns, double[] factors) {
    this.constant = constant;
    this.columns = columns;
    this.factors = factors;
  }

  public static Amount of(double constant) {
    return constant == 0 ? ZERO : new Amount(constant, new int[0], new double[0]);
  }

  /// This amount plus `factor * column`.
  public Amount plus(int column, double factor) {
    int[] c = Arrays.copyOf(columns, columns.length + 1);
    double[] f = Arrays.copyOf(factors, factors.length + 1);
    c[columns.length] = column;
    f[columns.length] = factor;
    return new Amount(constant, c, f);
  }

  /// This amount plus a constant.
  public Amount and(double more) {
    return new Amount(constant + more, columns, factors);
  }

  /// The sum of this amount and another.
  public Amount plus(Amount other) {
    int n = columns.length;
    int[] c = Arrays.copyOf(columns, n + other.columns.length);
    double[] f = Arrays.copyOf(factors, c.length);
    System.arraycopy(other.columns, 0, c, n, other.columns.length);
    System.arraycopy(other.factors, 0, f, n, other.columns.length);
    return new Amount(constant + other.constant, c, f);
  }

  /// This amount times a factor.
  public Amount times(double factor) {
    double[] f = factors.clone();
    for (int k = 0; k < f.length; k++) f[k] *= factor;
    return new Amount(constant * factor, columns, f);
  }

  public double constant() {
    return constant;
  }

  /// True when no column is part of it.
  public boolean isConstant() {
    return columns.length == 0;
  }

  /// The column of an amount that is a multiple of one.
  public int column() {
    if (columns.length != 1) throw new IllegalStateException(columns.length + " columns");
    return columns[0];
  }

  /// Adds the columns times `factor` to the row; the constant is for the caller to bring to the right-hand side.
  public void addTo(LpBuilder.Row row, double factor) {
    for (int k = 0; k < columns.length; k++) row.add(columns[k], factor * factors[k]);
  }

  /// Charges money per unit of the amount, the constant included.
  public void charge(LpBuilder lp, String category, int stage, double amount) {
    if (amount == 0) return;
    for (int k = 0; k < columns.length; k++) lp.cost(columns[k], category, stage, amount * factors[k]);
    if (constant != 0) lp.constant(category, stage, amount * constant);
  }

  /// Value in a solution.
  public double value(Result r) {
    double s = constant;
    for (int k = 0; k < columns.length; k++) s += factors[k] * r.value(columns[k]);
    return s;
  }
}
