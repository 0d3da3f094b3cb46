package org.loadstar.app.report;

import java.util.List;

/// From a start over signed steps to a total, as horizontal bars one below the other. The last bar

/// is the sum of all.
record Waterfall(String startName, double start, List<Step> steps, String endName, String unit)
    implements Card.Drawing {
  record Step(String name, double value) {}

  double end() {
    return start + steps.stream().mapToDouble(Step::value).sum();
  }

  @Override
  public Svg draw(double width) {
    boolean small = width < 400;
    double row = small ? 38 : 26;
    double names =
        small
            ? 0
            : Math.min(
                width * 0.42,
                12
                    + java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(startName, endName),
                            steps.stream().map(Step::name))
                        .mapToDouble(Svg::textWidth)
                        .max()
                        .orElse(0));
    double figures = 12 + Svg.textWidth(Figures.sig(start));
    for (Step s : steps) figures = Math.max(figures, 12 + Svg.textWidth(Figures.signed(s.value)));
    Svg svg = new Svg(width, (steps.size() + 2) * row + 22);
    double low = Math.min(0, Math.min(start, end()));
    double high = Math.max(0, Math.max(start, end()));
    double at = start;
    for (Step s : steps) {
      at += s.value;
      low = Math.min(low, at);
      high = Math.max(high, at);
    }
    double scale = (width - names - figures - 4) / (high > low ? high - low : 1);
    double zero = names - low * scale;
    svg.text(0, 12, unit, Svg.Anchor.START, "unit");
    svg.line(zero, 18, zero, svg.height - 2, "zero");
    bar(svg, 20, row, small, zero, 0, start, scale, startName, Figures.sig(start), "total-fill");
    at = start;
    double y = 20;
    for (Step s : steps) {
      svg.line(
          zero + at * scale,
          y + row - 6,
          zero + at * scale,
          y + row + (small ? 20 : 6),
          "connector");
      y += row;
      bar(
          svg,
          y,
          row,
          small,
          zero,
          at,
          at + s.value,
          scale,
          s.name,
          Figures.signed(s.value),
          s.value < 0 ? "less" : "more");
      at += s.value;
    }
    svg.line(
        zero + at * scale, y + row - 6, zero + at * scale, y + row + (small ? 20 : 6), "connector");
    bar(svg, y + row, row, small, zero, 0, at, scale, endName, Figures.sig(at), "total-fill");
    return svg;
  }

  private void bar(
      Svg svg,
      double y,
      double row,
      boolean small,
      double zero,
      double from,
      double to,
      double scale,
      String name,
      String figure,
      String css) {
    double a = zero + Math.min(from, to) * scale;
    double b = zero + Math.max(from, to) * scale;
    double top = small ? y + 15 : y + 4;
    double h = small ? row - 19 : row - 8;
    if (small) svg.text(4, y + 11, name, Svg.Anchor.START, "label");
    else
      svg.text(
          0,
          y + row / 2 + 4,
          Bars.shortened(name, svg.width * 0.42 - 8),
          Svg.Anchor.START,
          "label");
    svg.rect(a, top, Math.max(1, b - a), h, css, name + ": " + figure + " " + unit);
    svg.text(b + 5, top + h / 2 + 4, figure, Svg.Anchor.START, "figure");
  }

  Twin twin() {
    Twin t = new Twin("item", unit, "running sum");
    double at = start;
    t.row(startName, start, at);
    for (Step s : steps) {
      at += s.value;
      t.row(s.name, s.value, at);
    }
    return t.row(endName, at, at);
  }
}
