package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.List;

/// Lines over one axis; each line is named at its end. Lines may step and never bend.
///
/// @param unit of the values
/// @param xTicks position and text of the marks below
/// @param fromZero whether the axis must show 0
/// @param low lowest value shown; smaller ones are cut, and the card says so
/// @param high highest value shown
/// @param bands areas below the lines
record Lines(
    List<Line> lines, String unit, List<Tick> xTicks, boolean fromZero, double low, double high, List<Band> bands)
    implements Card.Drawing {

  Lines(List<Line> lines, String unit, List<Tick> xTicks, boolean fromZero, double low, double high) {
    this(lines, unit, xTicks, fromZero, low, high, List.of());
  }

  /// The area between two values of each x; points of which either is unknown are left out.
  record Band(double[] x, double[] low, double[] high) {}

  /// @param css class of the stroke
  /// @param stepped whether a value holds until the next x
  /// @param dots whether each value has a mark with its figure
  record Line(String name, String css, double[] x, double[] y, boolean stepped, boolean dots) {}

  record Tick(double x, String text) {}

  /// True when there is one x: a line of one point is none, and values are drawn as bars.
  boolean single() {
    return lines.stream().flatMapToDouble(l -> java.util.Arrays.stream(l.x)).distinct().count() == 1;
  }

  private Bars bars() {
    List<Bars.Bar> bars = new ArrayList<>();
    for (Line l : lines)
      if (l.y.length > 0 && Double.isFinite(l.y[0]))
        bars.add(new Bars.Bar(l.name, l.y[0], 0, Double.NaN, Figures.amount(l.y[0]), l.css.equals("l-strong") ? "accent" : "muted-fill"));
    return new Bars(List.of(new Bars.Group(unit + (xTicks.isEmpty() ? "" : ", " + xTicks.getFirst().text), bars)));
  }

  @Override
  public Svg draw(double width) {
    if (single()) return bars().draw(width);
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    for (Line l : lines)
      for (double x : l.x) {
        left = Math.min(left, x);
        right = Math.max(right, x);
      }
    boolean small = width < 400;
    Plot plot =
        new Plot(
            width,
            small ? 260 : 300,
            low,
            high,
            fromZero,
            unit,
            lines.stream().mapToDouble(l -> Svg.textWidth(l.name)).max().orElse(0) + 14);
    double pad = lines.stream().anyMatch(Line::dots) ? 0.03 : 0;
    double span = right > left ? right - left : 1;
    List<double[]> ends = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (Tick t : xTicks) {
      double x = plot.x(pad + (t.x - left) / span * (1 - 2 * pad));
      double half = Svg.textWidth(t.text) / 2;
      if (x - half < last + 6 || x + half > width) continue;
      plot.svg.line(x, plot.bottom, x, plot.bottom + 4, "axis");
      plot.xLabel(x, t.text);
      last = x + half;
    }
    for (Band b : bands) {
      List<double[]> p = new ArrayList<>();
      for (int k = 0; k < 2 * b.x.length; k++) {
        int i = k < b.x.length ? k : 2 * b.x.length - 1 - k;
        if (!Double.isNaN(b.low[i] + b.high[i]))
          p.add(new double[] {plot.x(pad + (b.x[i] - left) / span * (1 - 2 * pad)), plot.clipped(k < b.x.length ? b.high[i] : b.low[i])});
      }
      if (p.size() > 3) plot.svg.path(Svg.polyline(p) + "z", "band", "");
    }
    for (Line l : lines) {
      List<double[]> p = new ArrayList<>();
      for (int i = 0; i < l.x.length; i++) {
        if (Double.isNaN(l.y[i])) continue;
        double x = plot.x(pad + (l.x[i] - left) / span * (1 - 2 * pad));
        double y = plot.clipped(l.y[i]);
        if (l.stepped && !p.isEmpty()) p.add(new double[] {x, p.getLast()[1]});
        p.add(new double[] {x, y});
      }
      if (p.isEmpty()) {
        ends.add(new double[] {Double.NaN, Double.NaN});
        continue;
      }
      plot.svg.path(Svg.polyline(thinned(p)), l.css, l.name);
      if (l.dots)
        for (int i = 0; i < l.x.length; i++)
          if (!Double.isNaN(l.y[i]))
            plot.svg.circle(
                plot.x(pad + (l.x[i] - left) / span * (1 - 2 * pad)),
                plot.clipped(l.y[i]),
                3.5,
                "dot",
                l.name
                    + ", "
                    + Figures.tick(l.x[i], 1).replace(Figures.THIN, "")
                    + ": "
                    + Figures.sig(l.y[i])
                    + " "
                    + unit);
      ends.add(p.getLast());
    }
    double[] wanted = new double[lines.size()];
    for (int i = 0; i < wanted.length; i++)
      wanted[i] = Double.isNaN(ends.get(i)[1]) ? plot.bottom : ends.get(i)[1] + 4;
    double[] y = Plot.spread(wanted, plot.top, plot.bottom);
    for (int i = 0; i < wanted.length; i++)
      if (!Double.isNaN(ends.get(i)[1]))
        plot.svg.text(ends.get(i)[0] + 8, y[i], lines.get(i).name, Svg.Anchor.START, "label");
    return plot.svg;
  }

  /// Of many points on one pixel only the first, lowest, highest and last stay.
  static List<double[]> thinned(List<double[]> p) {
    if (p.size() < 600) return p;
    List<double[]> out = new ArrayList<>();
    int i = 0;
    while (i < p.size()) {
      int j = i;
      int lowest = i;
      int highest = i;
      while (j < p.size() && Math.floor(p.get(j)[0]) == Math.floor(p.get(i)[0])) {
        if (p.get(j)[1] < p.get(lowest)[1]) lowest = j;
        if (p.get(j)[1] > p.get(highest)[1]) highest = j;
        j++;
      }
      for (int k : new java.util.TreeSet<>(List.of(i, lowest, highest, j - 1))) out.add(p.get(k));
      i = j;
    }
    return out;
  }
}
