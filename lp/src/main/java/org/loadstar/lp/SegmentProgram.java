package org.loadstar.lp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A linear program that lies above a separable quadratic one: every quadratic cost is replaced by chords between
/// breakpoints.
///
/// Column j with q_j > 0 becomes [#PIECES] columns with the same coefficients, `x_j = first + s_2 + … + s_P`, one for each
/// piece between breakpoints `b_0 < … < b_P` with `b_0 = l_j` and `b_P = u_j`. A piece from a to b costs
/// `c_j + q_j (a + b) / 2` per unit, so at breakpoints the cost is exact and between them too high by at most
/// `q_j (b - a)^2 / 8`. Rows stay as they are. Where the box is open, the outer piece is open too and its slope is that of
/// a finite chord: there, and only there, the cost may be too low.
final class SegmentProgram {
  static final int PIECES = 6;

  private final Lp lp;
  private final Lp segments;
  /// Quadratic columns of the program; piece p > 0 of the k-th is column `columns + k (PIECES - 1) + p - 1`.
  private final int[] curved;
  private final double[] centre;
  private final double[] width;

  SegmentProgram(Lp lp) {
    this.lp = lp;
    int columns = lp.columns();
    int n = 0;
    int[] found = new int[columns];
    for (int j = 0; j < columns; j++) if (lp.quadratic(j) != 0) found[n++] = j;
    curved = Arrays.copyOf(found, n);
    centre = new double[n];
    width = new double[n];
    int all = columns + n * (PIECES - 1);
    int extra = 0;
    for (int j : curved) extra += (PIECES - 1) * (lp.starts()[j + 1] - lp.starts()[j]);
    int[] start = Arrays.copyOf(lp.starts(), all + 1);
    int[] index = Arrays.copyOf(lp.indices(), lp.nonzeros() + extra);
    double[] value = Arrays.copyOf(lp.values(), lp.nonzeros() + extra);
    int[] stage = Arrays.copyOf(lp.columnStages(), all);
    int[] hour = Arrays.copyOf(lp.columnHours(), all);
    int at = lp.nonzeros();
    for (int k = 0; k < n; k++) {
      int j = curved[k];
      int length = lp.starts()[j + 1] - lp.starts()[j];
      for (int p = 1; p < PIECES; p++) {
        int column = piece(k, p);
        System.arraycopy(lp.indices(), lp.starts()[j], index, at, length);
        System.arraycopy(lp.values(), lp.starts()[j], value, at, length);
        at += length;
        start[column + 1] = at;
        stage[column] = stage[j];
        hour[column] = hour[j];
      }
    }
    List<Block> blocks = new ArrayList<>(lp.columnBlocks());
    blocks.add(new Block("piece", "", columns, all - columns, 1, -1, false, List.of()));
    segments =
        new Lp(
            Arrays.copyOf(lp.costs(), all), new double[0], Arrays.copyOf(lp.lowers(), all),
            Arrays.copyOf(lp.uppers(), all), lp.rowLowers().clone(), lp.rowUppers().clone(), start, index, value,
            new boolean[all], new int[][] {stage, hour, lp.rowStages(), lp.rowHours()}, blocks, lp.rowBlocks(),
            lp.offset());
  }

  private int piece(int k, int p) {
    return p == 0 ? curved[k] : lp.columns() + k * (PIECES - 1) + p - 1;
  }

  Lp lp() {
    return segments;
  }

  /// Breakpoints over the whole boxes: equal pieces, or decades where a box is open.
  ///
  /// @param boxes proven boxes, from which the breakpoints are chosen; the program keeps the boxes given
  /// @param scale first width in an open box
  void spread(Boxes boxes, double scale) {
    for (int k = 0; k < curved.length; k++) {
      int j = curved[k];
      double lo = boxes.lowers()[j];
      double up = boxes.uppers()[j];
      double[] b = new double[PIECES - 1];
      boolean closed = Double.isFinite(up - lo);
      for (int p = 0; p < b.length; p++) {
        double reach = scale * Math.pow(10, p);
        if (closed) b[p] = lo + (up - lo) * (p + 1) / PIECES;
        else if (lo > Double.NEGATIVE_INFINITY) b[p] = lo + reach;
        else if (up < Double.POSITIVE_INFINITY) b[p] = up - scale * Math.pow(10, b.length - 1 - p);
        else b[p] = (p - b.length / 2) * scale * Math.pow(10, Math.abs(p - b.length / 2));
      }
      width[k] = closed ? (up - lo) / PIECES : scale;
      pieces(k, b);
    }
  }

  /// Breakpoints at the point and one and two widths to both sides of it. A width becomes a quarter when the point stayed
  /// well within it, and doubles when the point went far beyond it.
  ///
  /// @param least smallest width
  /// @return the largest width over its least one
  double refine(double[] x, boolean first, double least) {
    double largest = 0;
    for (int k = 0; k < curved.length; k++) {
      int j = curved[k];
      double moved = first ? 0 : Math.abs(x[j] - centre[k]);
      if (first && !Double.isFinite(lp.uppers()[j] - lp.lowers()[j])) width[k] = Math.max(width[k], Math.abs(x[j]));
      if (moved <= 0.6 * width[k]) width[k] /= 4;
      else if (moved > 1.5 * width[k]) width[k] *= 2;
      double floor = least * Math.max(1e-3, Math.abs(x[j]));
      width[k] = Math.max(width[k], floor);
      largest = Math.max(largest, width[k] / floor);
      centre[k] = x[j];
      double[] b = new double[PIECES - 1];
      for (int p = 0; p < b.length; p++) b[p] = x[j] + (p - b.length / 2) * width[k];
      pieces(k, b);
    }
    return largest;
  }

  /// Sets bounds and costs of the pieces of the k-th quadratic column between inner breakpoints.
  private void pieces(int k, double[] inner) {
    int j = curved[k];
    double q = lp.quadratic(j);
    double lo = lp.lowers()[j];
    double up = lp.uppers()[j];
    double span = inner[inner.length - 1] - inner[0];
    double from = lo;
    for (int p = 0; p < PIECES; p++) {
      double to = p == PIECES - 1 ? up : Math.max(from, Math.min(up, inner[p]));
      if (p == 0 && lo == Double.NEGATIVE_INFINITY) to = Math.min(up, inner[0]);
      double a = from == Double.NEGATIVE_INFINITY ? to - 4 * span : from;
      double b = to == Double.POSITIVE_INFINITY ? a + 4 * span : to;
      int column = piece(k, p);
      segments.cost(column, lp.costs()[j] + 0.5 * q * (a + b));
      if (p == 0) segments.bounds(column, lo, to);
      else segments.bounds(column, 0, to - from);
      from = to;
    }
  }

  /// The point of the quadratic program.
  double[] point(double[] pieces) {
    double[] x = Arrays.copyOf(pieces, lp.columns());
    for (int k = 0; k < curved.length; k++) {
      int j = curved[k];
      for (int p = 1; p < PIECES; p++) x[j] += pieces[piece(k, p)];
      x[j] = Math.max(lp.lowers()[j], Math.min(lp.uppers()[j], x[j]));
    }
    return x;
  }
}
