package org.loadstar.cases;

import java.util.List;

/// Which members a sweep has: the content of a file as `sweep.yaml`.
///
/// @param samples members of a random or a low-discrepancy design; 0 for the others
/// @param seed of its random numbers
public record SweepPlan(Method method, int samples, int seed, List<Over> over) {
  /// How members are chosen.
  public enum Method {
    GRID("grid"),
    ONE_AT_A_TIME("one-at-a-time"),
    LATIN_HYPERCUBE("latin-hypercube"),
    SOBOL("sobol");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    /// The name in files.
    public String text() {
      return text;
    }

    /// True for a design with a number of samples.
    public boolean samples() {
      return this == LATIN_HYPERCUBE || this == SOBOL;
    }
  }

  public SweepPlan {
    over = List.copyOf(over);
  }

  /// What is laid over one path.
  public sealed interface Over {
    String path();
  }

  /// Single values, as in `--set`.
  public record Values(String path, List<String> values) implements Over {
    public Values {
      values = List.copyOf(values);
    }
  }

  /// All numbers between two.
  ///
  /// @param factor whether they multiply what stands there
  /// @param log whether their logarithm is spread evenly
  /// @param whole whether they are rounded to whole numbers
  /// @param steps values of a grid; 0 for samples
  public record Range(String path, double low, double high, boolean factor, boolean log, boolean whole, int steps) implements Over {}
}
