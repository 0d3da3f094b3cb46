package org.loadstar.adequacy;

import java.util.Arrays;

/// The exact capacity outage probability table of independent two-state units: P(c), probability that c whole MW are available.
/// Recursion of Billinton & Allan 1996, section 2.2.4: unit by unit.
final class OutageTable {
  private double[] p = {1};

  OutageTable add(int count, int mw, double forced) {
    for (int k = 0; k < count; k++) {
      double[] next = new double[p.length + mw];
      for (int c = 0; c < p.length; c++) {
        next[c] += forced * p[c];
        next[c + mw] += (1 - forced) * p[c];
      }
      p = next;
    }
    return this;
  }

  /// Probability that less than a load is available.
  double shortage(double load) {
    double s = 0;
    for (int c = 0; c < p.length && c < load; c++) s += p[c];
    return s;
  }

  /// Expected load that is not served, MW.
  double unserved(double load) {
    double s = 0;
    for (int c = 0; c < p.length && c < load; c++) s += p[c] * (load - c);
    return s;
  }

  /// Probability that zone 0 or 1 is short, and expected MW unserved of each, of two zones with a tie: `{any, unserved 0, unserved 1}`.
  static double[] tied(OutageTable a, OutageTable b, double loadA, double loadB, double tie) {
    double[] out = new double[3];
    for (int x = 0; x < a.p.length; x++)
      for (int y = 0; y < b.p.length; y++) {
        double q = a.p[x] * b.p[y];
        double lackA = Math.max(0, loadA - x - Math.min(tie, Math.max(0, y - loadB)));
        double lackB = Math.max(0, loadB - y - Math.min(tie, Math.max(0, x - loadA)));
        if (lackA > 0 || lackB > 0) out[0] += q;
        out[1] += q * lackA;
        out[2] += q * lackB;
      }
    return out;
  }

  double total() {
    return Arrays.stream(p).sum();
  }
}
