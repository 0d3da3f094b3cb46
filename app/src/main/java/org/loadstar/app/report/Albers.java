package org.loadstar.app.report;

import static java.lang.Math.*;

/// Conic equal-area projection on the sphere (Albers; Snyder, "Map Projections", USGS Professional

/// Paper 1395, eq. 14-1 to
/// 14-6), fitted to a box of pixels: equal areas on the earth stay equal on the page.
final class Albers {
  private final double n;
  private final double c;
  private final double rho0;
  private final double lon0;
  private double scale = 1;
  private double dx;
  private double dy;
  private double height;

  /// @param south first standard parallel, degrees
  /// @param north second standard parallel, degrees
  /// @param centre central meridian, degrees
  Albers(double south, double north, double centre, double originLatitude) {
    double a = toRadians(south);
    double b = toRadians(north);
    double mean = (sin(a) + sin(b)) / 2;
    n = abs(mean) < 1e-6 ? 1e-6 : mean;
    c = cos(a) * cos(a) + 2 * n * sin(a);
    rho0 = sqrt(max(0, c - 2 * n * sin(toRadians(originLatitude)))) / n;
    lon0 = centre;
  }

  /// A projection for a range of degrees: standard parallels one sixth inside the range, as large

  /// as the box allows.
  static Albers fitted(Iterable<double[]> lonLat, double width, double height, double pad) {
    double west = 180;
    double east = -180;
    double south = 90;
    double north = -90;
    for (double[] p : lonLat) {
      west = min(west, p[0]);
      east = max(east, p[0]);
      south = min(south, p[1]);
      north = max(north, p[1]);
    }
    double sixth = (north - south) / 6;
    Albers a = new Albers(south + sixth, north - sixth, (west + east) / 2, (south + north) / 2);
    double x0 = Double.POSITIVE_INFINITY;
    double x1 = Double.NEGATIVE_INFINITY;
    double y0 = Double.POSITIVE_INFINITY;
    double y1 = Double.NEGATIVE_INFINITY;
    for (double[] p : lonLat) {
      double[] q = a.at(p[0], p[1]);
      x0 = min(x0, q[0]);
      x1 = max(x1, q[0]);
      y0 = min(y0, q[1]);
      y1 = max(y1, q[1]);
    }
    a.scale = min((width - 2 * pad) / max(1e-9, x1 - x0), (height - 2 * pad) / max(1e-9, y1 - y0));
    a.dx = (width - (x1 - x0) * a.scale) / 2 - x0 * a.scale;
    a.dy = pad - y0 * a.scale;
    a.height = (y1 - y0) * a.scale + 2 * pad;
    return a;
  }

  /// Pixels that the fitted range takes from top to bottom.
  double height() {
    return height;
  }

  /// Page coordinates of a place, y downwards.
  double[] at(double longitude, double latitude) {
    double rho = sqrt(max(0, c - 2 * n * sin(toRadians(latitude)))) / n;
    double theta = n * toRadians(IEEEremainder(longitude - lon0, 360));
    return new double[] {rho * sin(theta) * scale + dx, (rho * cos(theta) - rho0) * scale + dy};
  }
}
