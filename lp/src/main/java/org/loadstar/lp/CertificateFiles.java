package org.loadstar.lp;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files from which anyone can recompute feasibility, cost and bound of a solution: `model.mps`, `primal.csv`
/// (column, value), `dual.csv` (row, value) and `box.csv` (column, lower, upper, reason), with the same names in all four.
/// Infinite bounds are written `inf` and `-inf`.
public final class CertificateFiles {
  private CertificateFiles() {}

  /// Writes the four files into a directory, which is made if it does not exist.
  ///
  /// @param boxes bounds under which the lower bound was derived
  /// @throws IOException when a file cannot be written
  /// @throws IllegalStateException when the solution has no point or no duals
  public static void write(Path directory, Lp lp, Solution solution, Boxes boxes) throws IOException {
    double[] x = solution.point();
    double[] y = solution.duals();
    Files.createDirectories(directory);
    try (BufferedWriter w = Files.newBufferedWriter(directory.resolve("model.mps"))) {
      MpsWriter.write(lp, w);
    }
    EntryNames columns = EntryNames.ofColumns(lp);
    values(directory.resolve("primal.csv"), "column", columns, x);
    values(directory.resolve("dual.csv"), "row", EntryNames.ofRows(lp), y);
    try (BufferedWriter w = Files.newBufferedWriter(directory.resolve("box.csv"))) {
      LineWriter out = new LineWriter(w);
      out.line("column,lower,upper,reason");
      for (int j = 0; j < lp.columns(); j++) {
        out.name(columns, j).text(",");
        side(out, boxes.lowers()[j]).text(",");
        side(out, boxes.uppers()[j]).text(",\"").text(boxes.reason(j).replace("\"", "\"\"")).text("\"").end();
      }
    }
  }

  private static void values(Path file, String head, EntryNames names, double[] values) throws IOException {
    try (BufferedWriter w = Files.newBufferedWriter(file)) {
      LineWriter out = new LineWriter(w);
      out.line(head + ",value");
      for (int k = 0; k < values.length; k++) out.name(names, k).text(",").number(values[k]).end();
    }
  }

  private static LineWriter side(LineWriter out, double v) {
    if (Double.isInfinite(v)) return out.text(v > 0 ? "inf" : "-inf");
    return out.number(v);
  }
}
