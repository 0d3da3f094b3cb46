package org.loadstar.lp.highs;

import java.nio.file.Path;

/// Reads a model file with HiGHS itself, to check what the writers write.
public final class HighsFiles {
  private HighsFiles() {}

  /// The optimum of the model in a file.
  public static double objective(Path file) {
    try (Highs highs = new Highs()) {
      highs.read(file);
      highs.option("threads", 1);
      if (!highs.run(1) || highs.modelStatus() != 7)
        throw new IllegalStateException(file + ": HiGHS ended with model status " + highs.modelStatus());
      return highs.objective();
    }
  }
}
