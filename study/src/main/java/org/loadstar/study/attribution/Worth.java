package org.loadstar.study.attribution;

/// What a set of levers achieves.
@FunctionalInterface
public interface Worth {
  /// An interval that holds the value: what a plan reached and what a bound leaves possible. Where the true value is known both
  /// ends are equal.
  ///
  /// @param value the best known value, inside [low, high]
  record Interval(double value, double low, double high) {
    public Interval {
      if (!(low <= value && value <= high)) throw new IllegalArgumentException(low + " <= " + value + " <= " + high + " does not hold");
    }

    public static Interval of(double value) {
      return new Interval(value, value, value);
    }
  }

  /// @param coalition bit i is set when lever i is on
  Interval of(long coalition);
}
