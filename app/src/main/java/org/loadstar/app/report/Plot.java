package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.List;

/// The frame of a chart: a drawing with a value axis on the left and room for marks.
final class Plot {
  /// Distance of ticks: 1, 2, 2.5 or 5 times a power of ten, at most `count` steps over the range.
  static double step(double low, double high, int count) {
    double raw = (high - low) / count;
    if (!(raw > 0)) return 1;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    for (double m : new double[] {1, 2, 2.5, 5})
      if (m * power >= raw * (1 - 1e-9)) return m * power;
    return 10 * power;
  }

  final Svg svg;
  final double left;
  final double right;
  final double top;
  final double bottom;
  double low;
  double high;
  private double tickStep;

  /// @param fromZero whether the axis must contain 0, as columns and areas need
  Plot(
      double width,
      double height,
      double low,
      double high,
      boolean fromZero,
      String unit,
      double rightMargin) {
    svg = new Svg(width, height);
    double a = fromZero ? Math.min(0, low) : low;
    double b = fromZero ? Math.max(0, high) : high;
    if (!(b > a)) b = a + 1;
    tickStep = step(a, b, 6);
    this.low = fromZero && a < 0 ? a * 1.04 : Math.floor(a / tickStep + 1e-9) * tickStep;
    this.high = Math.ceil(b / tickStep - 1e-9) * tickStep;
    double widest = 0;
    for (double v : ticks()) widest = Math.max(widest, Svg.textWidth(Figures.tick(v, tickStep)));
    left = widest + 10;
    right = width - rightMargin;
    top = 24;
    bottom = height - 26;
    for (double v : ticks()) {
      svg.line(left, y(v), right, y(v), Math.abs(v) < tickStep * 1e-9 ? "zero" : "grid");
      svg.text(left - 6, y(v) + 4, Figures.tick(v, tickStep), Svg.Anchor.END, "tick");
    }
    svg.text(0, 12, unit, Svg.Anchor.START, "unit");
  }

  private List<Double> ticks() {
    List<Double> t = new ArrayList<>();
    double first = Math.ceil(low / tickStep - 1e-9);
    for (int i = 0; (first + i) * tickStep <= high + tickStep * 1e-6; i++)
      t.add((first + i) * tickStep);
    return t;
  }

  double y(double value) {
    return bottom - (value - low) / (high - low) * (bottom - top);
  }

  /// y kept inside the frame.
  double clipped(double value) {
    return y(Math.max(low, Math.min(high, value)));
  }

  /// x of a share of the width, 0 to 1.
  double x(double share) {
    return left + share * (right - left);
  }

  void xLabel(double x, String text) {
    svg.text(x, bottom + 17, text, Svg.Anchor.MIDDLE, "tick");
  }

  /// Moves labels apart so that lines of 13 px do not overlap; returns the new heights in the given

  /// order.
  static double[] spread(double[] wanted, double top, double bottom) {
    Integer[] order = new Integer[wanted.length];
    for (int i = 0; i < order.length; i++) order[i] = i;
    java.util.Arrays.sort(order, (a, b) -> Double.compare(wanted[a], wanted[b]));
    double[] y = wanted.clone();
    double last = top - 13;
    for (int i : order) last = y[i] = Math.max(y[i], last + 13);
    double limit = bottom + 13;
    for (int k = order.length - 1; k >= 0; k--)
      limit = y[order[k]] = Math.min(y[order[k]], limit - 13);
    return y;
  }
}
