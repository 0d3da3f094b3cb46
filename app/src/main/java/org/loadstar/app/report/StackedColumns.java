package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Columns by year, stacked by family in palette order; what leaves stands below zero. A line mark

/// may give a total such as
/// the load.
///
/// @param up year, family, value above zero
/// @param down year, family, value below zero, as positive numbers
/// @param mark year and height of a mark over the column, empty for none
record StackedColumns(
    TreeMap<Integer, Map<Palette, Double>> up,
    TreeMap<Integer, Map<Palette, Double>> down,
    TreeMap<Integer, Double> mark,
    String unit)
    implements Card.Drawing {

  private static final double LEAST = Figures.DUST;

  static TreeMap<Integer, Map<Palette, Double>> byFamily(Rows rows, String column, double scale) {
    TreeMap<Integer, Map<Palette, Double>> out = new TreeMap<>();
    rows.years()
        .forEach(
            (y, r) -> {
              Map<Palette, Double> m = new EnumMap<>(Palette.class);
              r.by("technology", column, Palette::of).forEach((p, v) -> m.put(p, v * scale));
              out.put(y, m);
            });
    return out;
  }

  private static double total(TreeMap<Integer, Map<Palette, Double>> m, int year) {
    return m.getOrDefault(year, Map.of()).values().stream().mapToDouble(v -> v).sum();
  }

  @Override
  public Svg draw(double width) {
    List<Integer> years = new ArrayList<>(up.keySet());
    for (int y : down.keySet()) if (!years.contains(y)) years.add(y);
    years.sort(null);
    double high =
        years.stream()
            .mapToDouble(y -> Math.max(total(up, y), mark.getOrDefault(y, 0.0)))
            .max()
            .orElse(1);
    double low = -years.stream().mapToDouble(y -> total(down, y)).max().orElse(0);
    Plot plot =
        new Plot(width, width < 400 ? 260 : 320, low, high, true, unit, width < 400 ? 6 : 124);
    double slot = (plot.right - plot.left) / Math.max(1, years.size());
    double w = Math.min(90, slot * 0.7);
    for (int k = 0; k < years.size(); k++) {
      int y = years.get(k);
      double x = plot.left + slot * k + (slot - w) / 2;
      stack(plot, up.getOrDefault(y, Map.of()), x, w, y, 1);
      stack(plot, down.getOrDefault(y, Map.of()), x, w, y, -1);
      Double m = mark.get(y);
      if (m != null) plot.svg.line(x - 3, plot.y(m), x + w + 3, plot.y(m), "load-line");
      plot.xLabel(
          x + w / 2, y == 0 ? "" : slot < 36 ? "’" + String.format("%02d", y % 100) : Integer.toString(y));
    }
    if (!years.isEmpty() && width >= 400)
      labels(plot, years.getLast(), plot.right - (slot - w) / 2 + 6);
    return plot.svg;
  }

  private void stack(
      Plot plot, Map<Palette, Double> values, double x, double w, int year, int side) {
    double at = 0;
    for (Palette p : Palette.values()) {
      double v = values.getOrDefault(p, 0.0);
      if (v < LEAST) continue;
      double a = plot.y(side * at);
      at += v;
      double b = plot.y(side * at);
      plot.svg.filled(
          p,
          Svg.box(x, Math.min(a, b), w, Math.abs(a - b)),
          year
              + " "
              + p.supplyLabel()
              + ": "
              + (side < 0 ? Figures.MINUS : "")
              + Figures.sig(v)
              + " "
              + unit);
    }
  }

  /// Names of the large layers beside the last column.
  private void labels(Plot plot, int year, double x) {
    List<Palette> shown = new ArrayList<>();
    List<Double> heights = new ArrayList<>();
    for (int side = 1; side >= -1; side -= 2) {
      double at = 0;
      for (Palette p : Palette.values()) {
        double v = (side > 0 ? up : down).getOrDefault(year, Map.of()).getOrDefault(p, 0.0);
        if (v > 0 && plot.y(0) - plot.y(v) >= 9) {
          shown.add(p);
          heights.add(plot.y(side * (at + v / 2)) + 4);
        }
        at += Math.max(0, v);
      }
    }
    double[] ys =
        Plot.spread(heights.stream().mapToDouble(d -> d).toArray(), plot.top, plot.bottom);
    for (int i = 0; i < ys.length; i++)
      plot.svg.text(x, ys[i], shown.get(i).supplyLabel(), Svg.Anchor.START, "label");
  }

  /// The families present, as legend with the value of a year.
  List<Card.Key> legend(int year, String keyUnit) {
    List<Card.Key> out = new ArrayList<>();
    for (Palette p : Palette.values()) {
      double a = up.getOrDefault(year, Map.of()).getOrDefault(p, 0.0);
      double b = down.getOrDefault(year, Map.of()).getOrDefault(p, 0.0);
      boolean present =
          up.values().stream().anyMatch(m -> m.getOrDefault(p, 0.0) >= LEAST)
              || down.values().stream().anyMatch(m -> m.getOrDefault(p, 0.0) >= LEAST);
      if (present)
        out.add(
            Card.Key.of(
                p,
                p.supplyLabel(),
                Figures.amount(a)
                    + (b >= LEAST ? " / " + Figures.MINUS + Figures.sig(b) : "")
                    + Figures.THIN
                    + keyUnit));
    }
    return out;
  }

  Twin twin(String plus, String minus) {
    Twin t = new Twin("year", "technology family", plus, minus);
    for (int y : up.keySet()) {
      for (Palette p : Palette.values()) {
        double a = up.getOrDefault(y, Map.of()).getOrDefault(p, 0.0);
        double b = down.getOrDefault(y, Map.of()).getOrDefault(p, 0.0);
        if (Math.abs(a) >= LEAST || Math.abs(b) >= LEAST) t.row(y, p.supplyLabel(), a, b);
      }
    }
    return t;
  }
}
