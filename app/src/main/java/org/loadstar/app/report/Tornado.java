package org.loadstar.app.report;

import java.util.List;

/// Bars from what the lowest value of each quantity gives to what the highest gives. They meet at the reference, or in the middle where
/// both are on one side of it.
///
/// @param reference a line through all bars
record Tornado(String unit, double reference, List<Bar> bars) implements Card.Drawing {
  /// @param low the lowest value as text, with what it gives in `atLow`; NaN where that is not known
  /// @param note in place of a bar whose ends are not both known
  record Bar(String name, String low, String high, double atLow, double atHigh, String note) {}

  @Override
  public Svg draw(double width) {
    boolean small = width < 400;
    double row = small ? 46 : 30;
    double names = small ? 0 : Math.min(width * 0.36, 400);
    double margin = small ? 52 : 96;
    double least = reference;
    double most = reference;
    for (Bar b : bars)
      for (double v : new double[] {b.atLow, b.atHigh})
        if (!Double.isNaN(v)) {
          least = Math.min(least, v);
          most = Math.max(most, v);
        }
    double scale = (width - names - 2 * margin) / (most > least ? most - least : 1);
    double zero = names + margin + (reference - least) * scale;
    Svg svg = new Svg(width, bars.size() * row + 40);
    svg.text(zero, 12, Figures.sig(reference) + " " + unit, Svg.Anchor.MIDDLE, "unit");
    for (int k = 0; k < bars.size(); k++) {
      Bar b = bars.get(k);
      double y = 20 + k * row;
      double top = small ? y + 16 : y + 4;
      double h = small ? row - 22 : row - 8;
      svg.text(small ? 4 : 0, small ? y + 12 : y + row / 2 + 4, Bars.shortened(b.name, small ? width : names - 8), Svg.Anchor.START, "label");
      boolean around = Double.isNaN(b.atLow + b.atHigh) || (b.atLow - reference) * (b.atHigh - reference) <= 0;
      double meet = around ? zero : zero + ((b.atLow + b.atHigh) / 2 - reference) * scale;
      side(svg, b.atLow, b.low, "less", b.atHigh < b.atLow, zero, meet, scale, top, h);
      side(svg, b.atHigh, b.high, "more", b.atHigh >= b.atLow, zero, meet, scale, top, h);
      if (!b.note.isEmpty()) svg.text(zero + 6, top + h / 2 + 4, Bars.shortened(b.note, width - zero - 8), Svg.Anchor.START, "tick halo");
    }
    svg.line(zero, 18, zero, svg.height - 14, "zero");
    return svg;
  }

  private void side(Svg svg, double at, String value, String css, boolean right, double zero, double meet, double scale, double top, double h) {
    if (Double.isNaN(at)) return;
    double x = zero + (at - reference) * scale;
    svg.rect(Math.min(x, meet), top, Math.max(1, Math.abs(x - meet)), h, css, value + ": " + Figures.sig(at) + " " + unit);
    svg.text(right ? x + 5 : x - 5, top + h / 2 + 4, Bars.shortened(value, 90), right ? Svg.Anchor.START : Svg.Anchor.END, "figure halo");
  }
}
