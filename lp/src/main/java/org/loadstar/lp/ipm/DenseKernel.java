package org.loadstar.lp.ipm;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Partial LDL' factorisation of a dense symmetric front held by rows, upper triangle, with blocked updates.
///
/// A front of order f has stride [Supernodes#stride] (a multiple of 16, columns beyond f hold zeros) and 8 spare rows, so
/// that tiles of 8 x 16 need no edge cases. What stands below the diagonal is scratch.
final class DenseKernel {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final boolean WIDE = SPECIES.length() == 8;
  private static final int OUTER = 64;
  private static final int INNER = 16;
  private static final int ROWS = 8;
  private static final int COLUMNS = 16;
  private static final int SMALL = 20;

  private DenseKernel() {}

  /// Length of the scratch array for fronts up to the given order.
  static int scratch(int front) {
    return OUTER * (front + 2 * ROWS);
  }

  /// Eliminates the first k of f rows. Afterwards rows 0 .. k-1 hold D U (the pivot times the unit factor) and the rest
  /// of the upper triangle the Schur complement.
  ///
  /// @param sign expected sign of each pivot, read from signAt
  /// @param inverse receives 1 / pivot, written from signAt
  /// @param tiny a pivot of the wrong sign or below this size is replaced by the sign times this
  /// @param workers shares the updates of large fronts, or one thread when null
  static void factor(
      double[] a, int f, int k, byte[] sign, int signAt, double[] inverse, double tiny, double[] scratch,
      @Nullable Workers workers) {
    int ld = Supernodes.stride(f);
    if (f <= SMALL || k < 4) {
      eliminate(a, ld, f, 0, k, f, sign, signAt, inverse, tiny);
      return;
    }
    for (int p0 = 0; p0 < k; p0 += OUTER) {
      int p1 = Math.min(k, p0 + OUTER);
      for (int q0 = p0; q0 < p1; q0 += INNER) {
        int q1 = Math.min(p1, q0 + INNER);
        eliminate(a, ld, f, q0, q1, q1, sign, signAt, inverse, tiny);
        if (q1 < p1) update(a, ld, f, q0, q1, q1, p1, inverse, signAt, scratch, null);
      }
      if (p1 < f) update(a, ld, f, p0, p1, p1, f, inverse, signAt, scratch, workers);
    }
  }

  /// Eliminates pivots from .. to-1 one by one, updating rows up to `rowEnd`.
  private static void eliminate(
      double[] a, int ld, int f, int from, int to, int rowEnd, byte[] sign, int signAt, double[] inverse, double tiny) {
    for (int p = from; p < to; p++) {
      int row = p * ld;
      double d = a[row + p];
      int s = sign[signAt + p];
      if (!(d * s > tiny)) {
        d = s * tiny;
        a[row + p] = d;
      }
      double inv = 1 / d;
      inverse[signAt + p] = inv;
      for (int i = p + 1; i < rowEnd; i++) {
        double m = a[row + i];
        if (m == 0) continue;
        axpy(a, row, i * ld, i, f, -m * inv);
      }
    }
  }

  private static void axpy(double[] a, int source, int target, int from, int to, double m) {
    for (int j = from; j < to; j++) a[target + j] += m * a[source + j];
  }

  /// rows rowFrom .. rowTo-1, columns from the diagonal on: minus U' D U of pivot rows p0 .. p1-1.
  private static void update(
      double[] a, int ld, int f, int p0, int p1, int rowFrom, int rowTo, double[] inverse, int inverseAt,
      double[] packed, @Nullable Workers workers) {
    int depth = p1 - p0;
    int blocks = (rowTo - rowFrom + ROWS - 1) / ROWS;
    for (int p = 0; p < depth; p++) {
      double m = -inverse[inverseAt + p0 + p];
      int row = (p0 + p) * ld;
      for (int b = 0; b < blocks; b++) {
        int t = (b * depth + p) * ROWS;
        int i = rowFrom + b * ROWS;
        int full = Math.min(ROWS, rowTo - i);
        for (int r = 0; r < full; r++) packed[t + r] = a[row + i + r] * m;
        for (int r = full; r < ROWS; r++) packed[t + r] = 0;
      }
    }
    int firstTile = rowFrom / COLUMNS;
    int tiles = (f + COLUMNS - 1) / COLUMNS - firstTile;
    if (workers == null || workers.threads() == 1 || (long) depth * f * f < 1 << 21) {
      for (int t = 0; t < tiles; t++) tileColumn(a, ld, p0, depth, (firstTile + t) * COLUMNS, rowFrom, rowTo, packed);
    } else {
      // Long columns first, for balance.
      workers.each(
          tiles,
          (t, w) -> tileColumn(a, ld, p0, depth, (firstTile + tiles - 1 - t) * COLUMNS, rowFrom, rowTo, packed));
    }
  }

  private static void tileColumn(
      double[] a, int ld, int p0, int depth, int column, int rowFrom, int rowTo, double[] packed) {
    int end = Math.min(rowTo, column + COLUMNS);
    for (int i = rowFrom, t = 0; i < end; i += ROWS, t += depth * ROWS) {
      if (WIDE) tile(a, i * ld + column, ld, p0 * ld + column, depth, packed, t);
      else plainTile(a, i * ld + column, ld, p0 * ld + column, depth, packed, t);
    }
  }

  private static void plainTile(double[] a, int c, int ld, int b, int depth, double[] packed, int t) {
    for (int r = 0; r < ROWS; r++) {
      int row = c + r * ld;
      for (int p = 0; p < depth; p++) {
        double m = packed[t + p * ROWS + r];
        int source = b + p * ld;
        for (int j = 0; j < COLUMNS; j++) a[row + j] += m * a[source + j];
      }
    }
  }

  /// The 8 x 16 tile at c gains packed (depth x 8, transposed) times the rows at b: 16 accumulators of 8 lanes.
  private static void tile(double[] a, int c, int ld, int b, int depth, double[] packed, int t) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, a, c);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, a, c + 8);
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, a, c + ld);
    DoubleVector c11 = DoubleVector.fromArray(SPECIES, a, c + ld + 8);
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, a, c + 2 * ld);
    DoubleVector c21 = DoubleVector.fromArray(SPECIES, a, c + 2 * ld + 8);
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, a, c + 3 * ld);
    DoubleVector c31 = DoubleVector.fromArray(SPECIES, a, c + 3 * ld + 8);
    DoubleVector c40 = DoubleVector.fromArray(SPECIES, a, c + 4 * ld);
    DoubleVector c41 = DoubleVector.fromArray(SPECIES, a, c + 4 * ld + 8);
    DoubleVector c50 = DoubleVector.fromArray(SPECIES, a, c + 5 * ld);
    DoubleVector c51 = DoubleVector.fromArray(SPECIES, a, c + 5 * ld + 8);
    DoubleVector c60 = DoubleVector.fromArray(SPECIES, a, c + 6 * ld);
    DoubleVector c61 = DoubleVector.fromArray(SPECIES, a, c + 6 * ld + 8);
    DoubleVector c70 = DoubleVector.fromArray(SPECIES, a, c + 7 * ld);
    DoubleVector c71 = DoubleVector.fromArray(SPECIES, a, c + 7 * ld + 8);
    for (int p = 0, q = t, s = b; p < depth; p++, q += ROWS, s += ld) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, a, s);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, a, s + 8);
      DoubleVector m = DoubleVector.broadcast(SPECIES, packed[q]);
      c00 = b0.fma(m, c00);
      c01 = b1.fma(m, c01);
      m = DoubleVector.broadcast(SPECIES, packed[q + 1]);
      c10 = b0.fma(m, c10);
      c11 = b1.fma(m, c11);
      m = DoubleVector.broadcast(SPECIES, packed[q + 2]);
      c20 = b0.fma(m, c20);
      c21 = b1.fma(m, c21);
      m = DoubleVector.broadcast(SPECIES, packed[q + 3]);
      c30 = b0.fma(m, c30);
      c31 = b1.fma(m, c31);
      m = DoubleVector.broadcast(SPECIES, packed[q + 4]);
      c40 = b0.fma(m, c40);
      c41 = b1.fma(m, c41);
      m = DoubleVector.broadcast(SPECIES, packed[q + 5]);
      c50 = b0.fma(m, c50);
      c51 = b1.fma(m, c51);
      m = DoubleVector.broadcast(SPECIES, packed[q + 6]);
      c60 = b0.fma(m, c60);
      c61 = b1.fma(m, c61);
      m = DoubleVector.broadcast(SPECIES, packed[q + 7]);
      c70 = b0.fma(m, c70);
      c71 = b1.fma(m, c71);
    }
    c00.intoArray(a, c);
    c01.intoArray(a, c + 8);
    c10.intoArray(a, c + ld);
    c11.intoArray(a, c + ld + 8);
    c20.intoArray(a, c + 2 * ld);
    c21.intoArray(a, c + 2 * ld + 8);
    c30.intoArray(a, c + 3 * ld);
    c31.intoArray(a, c + 3 * ld + 8);
    c40.intoArray(a, c + 4 * ld);
    c41.intoArray(a, c + 4 * ld + 8);
    c50.intoArray(a, c + 5 * ld);
    c51.intoArray(a, c + 5 * ld + 8);
    c60.intoArray(a, c + 6 * ld);
    c61.intoArray(a, c + 6 * ld + 8);
    c70.intoArray(a, c + 7 * ld);
    c71.intoArray(a, c + 7 * ld + 8);
  }
}
