package org.loadstar.lp.highs;

import org.loadstar.lp.Lp;
import org.loadstar.lp.Solver;

/// HiGHS (Q. Huangfu and J. A. J. Hall, Math. Prog. Comp. 10, 2018, doi:10.1007/s12532-017-0130-5) as a [Solver].
/// Solve on platform threads: HiGHS keeps a scheduler per native thread, and a native call pins its carrier.
public final class HighsSolver implements Solver {
  private final Algorithm algorithm;

  public HighsSolver() {
    this(Algorithm.AUTO);
  }

  public HighsSolver(Algorithm algorithm) {
    this.algorithm = algorithm;
  }

  /// Version of the loaded library, as `1.12.0`.
  ///
  /// @throws HighsException when no library can be loaded
  public static String version() {
    return Highs.version();
  }

  @Override
  public String name() {
    return "highs";
  }

  @Override
  public HighsSession open(Lp lp) {
    return new HighsSession(lp, algorithm);
  }
}
