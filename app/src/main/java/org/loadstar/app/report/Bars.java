package org.loadstar.app.report;

import java.util.List;

/// Horizontal bars from zero in groups; each group has its own unit and scale. A bar may have a

/// second part (hatched) and a
/// mark that it is measured against.
record Bars(List<Group> groups) implements Card.Drawing {
  /// @param unit shown over the bars of the group
  record Group(String unit, List<Bar> bars) {}

  /// @param second hatched part after the first
  /// @param mark where the measure stands, NaN for none
  /// @param figure text at the end
  /// @param css class of the fill
  record Bar(String name, double first, double second, double mark, String figure, String css) {}

  /// The text cut to a width in pixels.
  static String shortened(String text, double width) {
    if (Svg.textWidth(text) <= width) return text;
    String s = text;
    while (s.length() > 2 && Svg.textWidth(s) > width - 8) s = s.substring(0, s.length() - 1);
    return s.stripTrailing() + "…";
  }

  @Override
  public Svg draw(double width) {
    boolean small = width < 400;
    double row = small ? 38 : 24;
    double names = small ? 0 : Math.min(width * 0.42, 330);
    int count = groups.stream().mapToInt(g -> g.bars.size()).sum();
    Svg svg = new Svg(width, count * row + groups.size() * 26 + 4);
    double y = 0;
    for (Group g : groups) {
      double scale = Double.POSITIVE_INFINITY;
      for (Bar b : g.bars) {
        double end = Math.max(b.first + b.second, Double.isNaN(b.mark) ? 0 : b.mark);
        double room = width - names - Svg.textWidth(b.figure) - 16;
        if (end > 0) scale = Math.min(scale, room / end);
      }
      if (Double.isInfinite(scale)) scale = 1;
      svg.text(0, y + 16, g.unit, Svg.Anchor.START, "unit strong");
      y += 22;
      svg.line(names, y, names, y + g.bars.size() * row, "zero");
      for (Bar b : g.bars) {
        double top = small ? y + 15 : y + 4;
        double h = small ? row - 19 : row - 8;
        svg.text(
            small ? 4 : 0,
            small ? y + 11 : y + row / 2 + 4,
            shortened(b.name, small ? width : names - 8),
            Svg.Anchor.START,
            "label");
        svg.rect(
            names,
            top,
            Math.max(b.first > 0 ? 1 : 0, b.first * scale),
            h,
            b.css,
            b.name + ": " + b.figure);
        if (b.second > 0) {
          String d = Svg.box(names + b.first * scale, top, b.second * scale, h);
          svg.path(d, "outline", b.name + ", second part").hatched(d);
        }
        if (!Double.isNaN(b.mark))
          svg.line(names + b.mark * scale, top - 3, names + b.mark * scale, top + h + 3, "mark");
        double end = Math.max(b.first + b.second, Double.isNaN(b.mark) ? 0 : b.mark);
        svg.text(names + end * scale + 6, top + h / 2 + 4, b.figure, Svg.Anchor.START, "figure");
        y += row;
      }
      y += 4;
    }
    return svg;
  }
}
