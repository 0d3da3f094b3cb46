package org.loadstar.model;

import java.util.Arrays;

/// One value per hour of the case's year (8760 values, UTC, hour 0 first), immutable.
public final class Hourly {
  public static final int HOURS = 8760;
  private final double[] values;

  private Hourly(double[] values) {
    this.values = values;
  }

  /// @throws IllegalArgumentException unless there are 8760 finite values
  public static Hourly of(double[] values) {
    if (values.length != HOURS) throw new IllegalArgumentException(values.length + " hours, expected " + HOURS);
    for (double v : values) if (!Double.isFinite(v)) throw new IllegalArgumentException("value " + v);
    return new Hourly(values.clone());
  }

  public static Hourly constant(double v) {
    double[] a = new double[HOURS];
    Arrays.fill(a, v);
    return new Hourly(a);
  }

  public double at(int hour) {
    return values[hour];
  }

  /// Mean over `[first, first + n)`.
  public double mean(int first, int n) {
    double s = 0;
    for (int h = first; h < first + n; h++) s += values[h];
    return s / n;
  }

  public double mean() {
    return mean(0, HOURS);
  }

  public double max() {
    return Arrays.stream(values).max().orElseThrow();
  }

  public Hourly map(java.util.function.DoubleUnaryOperator f) {
    return new Hourly(Arrays.stream(values).map(f).toArray());
  }

  /// The values shifted later by a number of hours, around the year.
  public Hourly shifted(int hours) {
    double[] a = new double[HOURS];
    for (int h = 0; h < HOURS; h++) a[Math.floorMod(h + hours, HOURS)] = values[h];
    return new Hourly(a);
  }

  public double[] toArray() {
    return values.clone();
  }
}
