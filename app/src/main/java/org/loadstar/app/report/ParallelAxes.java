package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.List;

/// One axis per quantity, one line per member through its values: from left to right, on a narrow page from top to bottom.
record ParallelAxes(List<Axis> axes, List<Line> lines) implements Card.Drawing {
  /// @param ticks marks of the axis
  record Axis(String name, List<Tick> ticks) {}

  /// @param at share of the axis in [0, 1]
  record Tick(double at, String text) {}

  /// @param at share of each axis in [0, 1], NaN where the member has no value
  /// @param css class of the stroke
  record Line(double[] at, String css, String title) {}

  @Override
  public Svg draw(double width) {
    return width < 400 ? downward(width) : rightward(width);
  }

  private Svg rightward(double width) {
    double top = 46;
    double bottom = 380;
    double margin = 70;
    double step = axes.size() > 1 ? (width - 2 * margin) / (axes.size() - 1) : 0;
    Svg svg = new Svg(width, bottom + 20);
    for (Line l : lines) {
      List<double[]> p = new ArrayList<>();
      for (int a = 0; a < axes.size(); a++) if (!Double.isNaN(l.at[a])) p.add(new double[] {margin + a * step, bottom - l.at[a] * (bottom - top)});
      svg.path(Svg.polyline(p), "pl " + l.css, l.title);
    }
    for (int a = 0; a < axes.size(); a++) {
      double x = margin + a * step;
      svg.line(x, top, x, bottom, "axis");
      svg.text(x, a % 2 == 0 ? 14 : 32, Bars.shortened(axes.get(a).name, axes.size() > 1 ? 2 * step - 24 : width), anchor(a), "label strong");
      for (Tick t : axes.get(a).ticks) {
        double y = bottom - t.at * (bottom - top);
        svg.line(x - 3, y, x + 3, y, "axis");
        svg.text(x + (a == axes.size() - 1 ? -7 : 7), y + 4, Bars.shortened(t.text, Math.max(60, step - 20)), a == axes.size() - 1 ? Svg.Anchor.END : Svg.Anchor.START, "tick halo");
      }
    }
    return svg;
  }

  private Svg.Anchor anchor(int axis) {
    return axis == axes.size() - 1 ? Svg.Anchor.END : axis == 0 ? Svg.Anchor.START : Svg.Anchor.MIDDLE;
  }

  private Svg downward(double width) {
    double row = 74;
    double left = 12;
    double right = width - 12;
    Svg svg = new Svg(width, axes.size() * row + 10);
    for (Line l : lines) {
      List<double[]> p = new ArrayList<>();
      for (int a = 0; a < axes.size(); a++) if (!Double.isNaN(l.at[a])) p.add(new double[] {left + l.at[a] * (right - left), a * row + 30});
      svg.path(Svg.polyline(p), "pl " + l.css, l.title);
    }
    for (int a = 0; a < axes.size(); a++) {
      double y = a * row + 30;
      svg.line(left, y, right, y, "axis");
      svg.text(left, y - 12, Bars.shortened(axes.get(a).name, width - 24), Svg.Anchor.START, "label strong halo");
      double last = Double.NEGATIVE_INFINITY;
      for (Tick t : axes.get(a).ticks) {
        double x = left + t.at * (right - left);
        Svg.Anchor anchor = t.at < 0.1 ? Svg.Anchor.START : t.at > 0.9 ? Svg.Anchor.END : Svg.Anchor.MIDDLE;
        double w = Svg.textWidth(t.text);
        double from = anchor == Svg.Anchor.START ? x : anchor == Svg.Anchor.END ? x - w : x - w / 2;
        svg.line(x, y - 3, x, y + 3, "axis");
        if (from < last + 4) continue;
        svg.text(x, y + 17, t.text, anchor, "tick halo");
        last = from + w;
      }
    }
    return svg;
  }
}
