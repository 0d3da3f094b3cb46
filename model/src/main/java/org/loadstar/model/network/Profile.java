package org.loadstar.model.network;

import org.jspecify.annotations.Nullable;

/// A figure that may vary by timestep of a stage.
public final class Profile {
  private final double constant;
  private final double @Nullable [] values;
  private final int first;

  private Profile(double constant, double @Nullable [] values, int first) {
    this.constant = constant;
    this.values = values;
    this.first = first;
  }

  static Profile constant(double v) {
    return new Profile(v, null, 0);
  }

  static Profile of(double[] values, int first) {
    return new Profile(0, values, first);
  }

  /// Value at timestep t of the stage.
  public double at(int t) {
    return values == null ? constant : values[first + t];
  }

  /// True when the same value holds in every timestep because no series was given.
  public boolean isConstant() {
    return values == null;
  }
}
