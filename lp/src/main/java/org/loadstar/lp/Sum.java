package org.loadstar.lp;

/// A sum in twice the working precision (Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26, 2005,
/// doi:10.1137/030601818), with the sum of the magnitudes for an error bound.
final class Sum {
  private double high;
  private double low;
  private double magnitude;

  void add(double v) {
    double s = high + v;
    double t = s - high;
    low += (high - (s - t)) + (v - t);
    high = s;
    magnitude += Math.abs(v);
  }

  /// Adds a * b without rounding the product.
  void addProduct(double a, double b) {
    double p = a * b;
    add(p);
    low += Math.fma(a, b, -p);
  }

  double value() {
    return high + low;
  }

  /// Sum of the magnitudes of what was added.
  double magnitude() {
    return magnitude;
  }
}
