package org.loadstar.model.network;

import org.jspecify.annotations.Nullable;

/// A figure that may vary by timestep of a stage.
public final class Profile {
  private final double constant;
  private final double @Nullable [] values;
  private final int first;
  private final double factor;

  private Profile(double constant, double @Nullable [] values, int first, double factor) {
    this.constant = constant;
    this.values = values;
    this.first = first;
    this.factor = factor;
  }

  static Profile constant(double v) {
    return new Profile(v, null, 0, 1);
  }

  static Profile of(double[] values, int first) {
    return new Profile(0, values, first, 1);
  }

  /// Value at timestep t of the stage.
  public double at(int t) {
    return values == null ? constant : factor * values[first + t];
  }

  /// This profile times a factor.
  Profile times(double k) {
    return new Profile(constant * k, values, first, factor * k);
  }

  /// True when the same value holds in every timestep because no series was given.
  public boolean isConstant() {
    return values == null;
  }
}
