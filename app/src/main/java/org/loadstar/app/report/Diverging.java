package org.loadstar.app.report;

import java.util.List;

/// Horizontal bars to both sides of zero, each with its sign.
record Diverging(List<Bar> bars, String unit) implements Card.Drawing {
  record Bar(String name, double value) {}

  @Override
  public Svg draw(double width) {
    boolean small = width < 400;
    double row = small ? 38 : 24;
    double names = small ? 0 : 12 + bars.stream().mapToDouble(b -> Svg.textWidth(b.name)).max().orElse(0);
    double figures = 10 + bars.stream().mapToDouble(b -> Svg.textWidth(Figures.signed(b.value))).max().orElse(0);
    double low = bars.stream().mapToDouble(Bar::value).min().orElse(0);
    double high = bars.stream().mapToDouble(Bar::value).max().orElse(0);
    double span = Math.max(0, high) - Math.min(0, low);
    double scale = span > 0 ? (width - names - 2 * figures) / span : 1;
    double zero = names + figures - Math.min(0, low) * scale;
    Svg svg = new Svg(width, 24 + bars.size() * row);
    svg.text(0, 14, unit, Svg.Anchor.START, "unit");
    double y = 22;
    for (Bar b : bars) {
      double top = small ? y + 15 : y + 4;
      double h = small ? row - 19 : row - 8;
      double end = zero + b.value * scale;
      svg.text(small ? 4 : 0, small ? y + 11 : y + row / 2 + 4, b.name, Svg.Anchor.START, "label");
      svg.rect(Math.min(zero, end), top, Math.max(1, Math.abs(end - zero)), h, b.value < 0 ? "less" : "more", b.name + ": " + Figures.signed(b.value) + " " + unit);
      svg.text(b.value < 0 ? end - 5 : end + 5, top + h / 2 + 4, Figures.signed(b.value), b.value < 0 ? Svg.Anchor.END : Svg.Anchor.START, "figure");
      y += row;
    }
    svg.line(zero, 18, zero, svg.height - 2, "zero");
    return svg;
  }
}
