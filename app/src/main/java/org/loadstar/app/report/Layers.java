package org.loadstar.app.report;

import java.util.List;

/// Columns by year, stacked of named layers, largest below; a dashed mark over a column is what it is measured against.
///
/// @param mark by year, NaN for none
record Layers(List<Integer> years, List<Layer> layers, double[] mark, String unit) implements Card.Drawing {
  /// Layers that can be told apart; what is beyond is added up.
  static final int MOST = 7;

  /// @param value by year, in the order of `years`
  record Layer(String name, double[] value) {}

  /// The layers with those beyond [#MOST] added up as `others`.
  ///
  /// @param sorted largest first
  static List<Layer> of(List<Layer> sorted, int years) {
    if (sorted.size() <= MOST) return sorted;
    double[] rest = new double[years];
    for (Layer l : sorted.subList(MOST - 1, sorted.size())) for (int i = 0; i < years; i++) rest[i] += l.value[i];
    List<Layer> out = new java.util.ArrayList<>(sorted.subList(0, MOST - 1));
    out.add(new Layer((sorted.size() - MOST + 1) + " others", rest));
    return out;
  }

  /// Class of a layer's fill.
  static String css(int layer) {
    return "y" + layer;
  }

  @Override
  public Svg draw(double width) {
    boolean small = width < 400;
    double high = 0;
    for (int i = 0; i < years.size(); i++) {
      int at = i;
      high = Math.max(high, layers.stream().mapToDouble(l -> l.value[at]).sum());
      if (mark[i] > 0) high = Math.max(high, mark[i]);
    }
    double names = small ? 6 : layers.stream().mapToDouble(l -> Svg.textWidth(l.name)).max().orElse(0) + 14;
    Plot plot = new Plot(width, small ? 260 : 300, 0, high, true, unit, names);
    double slot = (plot.right - plot.left) / Math.max(1, years.size());
    double w = Math.min(90, slot * 0.7);
    double[] ends = new double[layers.size()];
    for (int i = 0; i < years.size(); i++) {
      double x = plot.left + slot * i + (slot - w) / 2;
      double at = 0;
      for (int k = 0; k < layers.size(); k++) {
        double v = Math.max(0, layers.get(k).value[i]);
        ends[k] = plot.y(at + v / 2) + 4;
        if (v >= Figures.DUST)
          plot.svg.rect(x, plot.y(at + v), w, plot.y(at) - plot.y(at + v), css(k),
              years.get(i) + " " + layers.get(k).name + ": " + Figures.amount(v) + " " + unit);
        at += v;
      }
      if (mark[i] > 0) plot.svg.line(x - 4, plot.y(mark[i]), x + w + 4, plot.y(mark[i]), "l-dash");
      plot.xLabel(x + w / 2, slot < 36 ? "’" + String.format("%02d", years.get(i) % 100) : Integer.toString(years.get(i)));
    }
    if (small) return plot.svg;
    double[] y = Plot.spread(ends, plot.top, plot.bottom);
    for (int k = 0; k < layers.size(); k++)
      if (layers.get(k).value[years.size() - 1] >= Figures.DUST)
        plot.svg.text(plot.right - (slot - w) / 2 + 6, y[k], layers.get(k).name, Svg.Anchor.START, "label");
    return plot.svg;
  }

  /// The layers with their value in a year.
  List<Card.Key> legend(int year) {
    int at = Math.max(0, years.indexOf(year));
    List<Card.Key> out = new java.util.ArrayList<>();
    for (int k = 0; k < layers.size(); k++)
      out.add(Card.Key.box(css(k), layers.get(k).name, Figures.amount(layers.get(k).value[at]) + Figures.THIN + unit));
    return out;
  }
}
