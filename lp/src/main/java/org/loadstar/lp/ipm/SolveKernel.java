package org.loadstar.lp.ipm;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Products with the part of a supernode below its pivots: k rows of n entries, one after the other. Four rows at a time,
/// so that the vector of the other side is read once for four. Sums are taken in an order that does not depend on
/// compilation, so that results repeat to the last bit.
final class SolveKernel {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  /// From this many entries on vectors pay.
  private static final int WIDE = 2 * LANES;
  /// Room that `w` needs past its n entries.
  static final int SPARE = 4 * LANES;

  private SolveKernel() {}

  /// w = -U' v for v = x[first .. first+k-1].
  static void down(double[] u, int o, int k, int n, double[] x, int first, double[] w) {
    int q = 0;
    if ((k & 3) != 0) {
      for (int j = 0; j < n; j++) w[j] = 0;
      for (; q < (k & 3); q++, o += n) {
        double v = x[first + q];
        for (int j = 0; j < n; j++) w[j] -= u[o + j] * v;
      }
    }
    for (; q < k; q += 4, o += 4 * n) {
      double v0 = x[first + q];
      double v1 = x[first + q + 1];
      double v2 = x[first + q + 2];
      double v3 = x[first + q + 3];
      int j = 0;
      if (n >= WIDE) {
        DoubleVector b0 = DoubleVector.broadcast(SPECIES, v0);
        DoubleVector b1 = DoubleVector.broadcast(SPECIES, v1);
        DoubleVector b2 = DoubleVector.broadcast(SPECIES, v2);
        DoubleVector b3 = DoubleVector.broadcast(SPECIES, v3);
        for (int e = n - LANES; j <= e; j += LANES) {
          DoubleVector s = DoubleVector.fromArray(SPECIES, u, o + j).mul(b0);
          s = DoubleVector.fromArray(SPECIES, u, o + n + j).fma(b1, s);
          s = DoubleVector.fromArray(SPECIES, u, o + 2 * n + j).fma(b2, s);
          s = DoubleVector.fromArray(SPECIES, u, o + 3 * n + j).fma(b3, s);
          if (q == 0) s.neg().intoArray(w, j);
          else DoubleVector.fromArray(SPECIES, w, j).sub(s).intoArray(w, j);
        }
      }
      for (; j < n; j++) {
        double s = u[o + j] * v0 + u[o + n + j] * v1 + u[o + 2 * n + j] * v2 + u[o + 3 * n + j] * v3;
        w[j] = q == 0 ? -s : w[j] - s;
      }
    }
  }

  /// x[first .. first+k-1] -= U w.
  static void up(double[] u, int o, int k, int n, double[] x, int first, double[] w) {
    int q = 0;
    for (; q < (k & 3); q++, o += n) {
      double s = 0;
      for (int j = 0; j < n; j++) s += u[o + j] * w[j];
      x[first + q] -= s;
    }
    for (; q < k; q += 4, o += 4 * n) {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      int j = 0;
      if (n >= WIDE) {
        DoubleVector a0 = DoubleVector.zero(SPECIES);
        DoubleVector a1 = a0;
        DoubleVector a2 = a0;
        DoubleVector a3 = a0;
        for (int e = n - LANES; j <= e; j += LANES) {
          DoubleVector b = DoubleVector.fromArray(SPECIES, w, j);
          a0 = DoubleVector.fromArray(SPECIES, u, o + j).fma(b, a0);
          a1 = DoubleVector.fromArray(SPECIES, u, o + n + j).fma(b, a1);
          a2 = DoubleVector.fromArray(SPECIES, u, o + 2 * n + j).fma(b, a2);
          a3 = DoubleVector.fromArray(SPECIES, u, o + 3 * n + j).fma(b, a3);
        }
        a0.intoArray(w, n);
        a1.intoArray(w, n + LANES);
        a2.intoArray(w, n + 2 * LANES);
        a3.intoArray(w, n + 3 * LANES);
        for (int e = n; e < n + LANES; e++) {
          s0 += w[e];
          s1 += w[e + LANES];
          s2 += w[e + 2 * LANES];
          s3 += w[e + 3 * LANES];
        }
      }
      for (; j < n; j++) {
        double b = w[j];
        s0 += u[o + j] * b;
        s1 += u[o + n + j] * b;
        s2 += u[o + 2 * n + j] * b;
        s3 += u[o + 3 * n + j] * b;
      }
      x[first + q] -= s0;
      x[first + q + 1] -= s1;
      x[first + q + 2] -= s2;
      x[first + q + 3] -= s3;
    }
  }
}
