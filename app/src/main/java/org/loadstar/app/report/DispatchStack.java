package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A week of dispatch: supply stacked in palette order, charge and exports below zero, unserved on

/// top, the load without AI
/// as a line, AI load hatched over it.
record DispatchStack(Hours hours, List<Integer> steps) implements Card.Drawing {
  @Override
  public Svg draw(double width) {
    double high = 0;
    double low = 0;
    for (int i : steps) {
      high = Math.max(high, Math.max(sum(hours.supply, i), hours.demand(i)));
      low = Math.min(low, -sum(hours.charge, i));
    }
    Plot plot =
        new Plot(width, width < 400 ? 280 : 400, low, high, true, "GW", width < 400 ? 6 : 124);
    double span = steps.stream().mapToDouble(i -> hours.hours[i]).sum();
    List<double[]> edges = new ArrayList<>();
    double at = 0;
    for (int i : steps) {
      edges.add(new double[] {plot.x(at / span), plot.x((at + hours.hours[i]) / span)});
      at += hours.hours[i];
    }
    layers(plot, edges, hours.supply, 1);
    layers(plot, edges, hours.charge, -1);
    load(plot, edges);
    days(plot, edges);
    if (width >= 400) names(plot);
    return plot.svg;
  }

  private void layers(Plot plot, List<double[]> edges, Map<Palette, double[]> values, int side) {
    double[] base = new double[steps.size()];
    for (Palette p : Palette.values()) {
      double[] v = values.get(p);
      if (v == null) continue;
      double[] top = base.clone();
      double energy = 0;
      for (int k = 0; k < top.length; k++) {
        top[k] += v[steps.get(k)];
        energy += v[steps.get(k)] * hours.hours[steps.get(k)];
      }
      if (energy >= Figures.DUST)
        plot.svg.filled(
            p,
            band(plot, edges, base, top, side),
            p.supplyLabel()
                + (side < 0 ? ", charge or export" : "")
                + ": "
                + Figures.energy(energy * 1e3)
                + " in these hours");
      base = top;
    }
  }

  private static String band(
      Plot plot, List<double[]> edges, double[] base, double[] top, int side) {
    StringBuilder s =
        new StringBuilder("M")
            .append(Svg.n(edges.getFirst()[0]))
            .append(' ')
            .append(Svg.n(plot.y(side * base[0])));
    for (int k = 0; k < top.length; k++)
      s.append("V").append(Svg.n(plot.y(side * top[k]))).append("H").append(Svg.n(edges.get(k)[1]));
    for (int k = top.length - 1; k >= 0; k--)
      s.append("V")
          .append(Svg.n(plot.y(side * base[k])))
          .append("H")
          .append(Svg.n(edges.get(k)[0]));
    return s.append("z").toString();
  }

  private void load(Plot plot, List<double[]> edges) {
    double[] a = new double[steps.size()];
    double[] b = new double[steps.size()];
    boolean any = false;
    for (int k = 0; k < a.length; k++) {
      a[k] = hours.load[steps.get(k)];
      b[k] = hours.demand(steps.get(k));
      any |= hours.ai[steps.get(k)] > 0;
    }
    if (any) plot.svg.hatched(band(plot, edges, a, b, 1));
    for (String css : List.of("load-halo", "load-line"))
      plot.svg.path(stairs(plot, edges, a), css, "");
    if (any)
      for (String css : List.of("load-halo", "ai-line"))
        plot.svg.path(stairs(plot, edges, b), css, "");
  }

  private static String stairs(Plot plot, List<double[]> edges, double[] v) {
    StringBuilder s = new StringBuilder();
    for (int k = 0; k < v.length; k++)
      s.append(
              k == 0
                  ? "M" + Svg.n(edges.get(0)[0]) + " " + Svg.n(plot.y(v[0]))
                  : "V" + Svg.n(plot.y(v[k])))
          .append("H")
          .append(Svg.n(edges.get(k)[1]));
    return s.toString();
  }

  private void days(Plot plot, List<double[]> edges) {
    int last = -1;
    double lastX = Double.NEGATIVE_INFINITY;
    double room = plot.svg.width < 400 ? 52 : 44;
    for (int k = 0; k < steps.size(); k++) {
      int h = hours.hour[steps.get(k)];
      boolean jump =
          k > 0
              && h
                  != hours.hour[steps.get(k - 1)] + (int) Math.round(hours.hours[steps.get(k - 1)]);
      double x = edges.get(k)[0];
      if (jump) plot.svg.line(x, plot.top, x, plot.bottom, "break");
      if (h / 24 != last) {
        plot.svg.line(x, plot.bottom, x, plot.bottom + 4, "axis");
        if (x - lastX >= room && x < plot.right - 20) {
          plot.svg.text(x + 2, plot.bottom + 17, Hours.day(h), Svg.Anchor.START, "tick");
          lastX = x;
        }
      }
      last = h / 24;
    }
  }

  /// Names of the layers that are thick at the end of the week, and of the two load lines.
  private void names(Plot plot) {
    int end = steps.getLast();
    List<String> text = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    double at = 0;
    for (Palette p : Palette.values()) {
      double[] v = hours.supply.get(p);
      if (v == null) continue;
      if (plot.y(0) - plot.y(v[end]) >= 9) {
        text.add(p.supplyLabel());
        y.add(plot.y(at + v[end] / 2) + 4);
      }
      at += v[end];
    }
    double[] placed = Plot.spread(y.stream().mapToDouble(d -> d).toArray(), plot.top, plot.bottom);
    for (int i = 0; i < placed.length; i++)
      plot.svg.text(plot.right + 6, placed[i], text.get(i), Svg.Anchor.START, "label");
  }

  private static double sum(Map<Palette, double[]> m, int i) {
    double s = 0;
    for (double[] v : m.values()) s += v[i];
    return s;
  }

  List<Card.Key> legend() {
    List<Card.Key> out = new ArrayList<>();
    for (Palette p : Palette.values()) {
      double up = energy(hours.supply.get(p));
      double down = energy(hours.charge.get(p));
      if (up >= Figures.DUST || down >= Figures.DUST)
        out.add(
            Card.Key.of(
                p,
                p.supplyLabel(),
                Figures.energy(up * 1e3) + (down >= Figures.DUST ? " / " + Figures.energy(-down * 1e3) : "")));
    }
    out.add(
        Card.Key.line("load-line", energy(hours.ai) > 0 ? "load without AI" : "load", Figures.energy(energy(hours.load) * 1e3)));
    if (energy(hours.ai) > 0) {
      out.add(Card.Key.hatch("AI load", Figures.energy(energy(hours.ai) * 1e3)));
      out.add(Card.Key.line("ai-line", "load with AI", ""));
    }
    return out;
  }

  private double energy(double @org.jspecify.annotations.Nullable [] v) {
    double s = 0;
    if (v != null) for (int i : steps) s += v[i] * hours.hours[i];
    return s;
  }

  Twin twin() {
    List<Palette> up = hours.supply.keySet().stream().toList();
    List<Palette> down = hours.charge.keySet().stream().toList();
    List<String> header = new ArrayList<>(List.of("hour of year", "time"));
    up.forEach(p -> header.add(p.supplyLabel() + " GW"));
    down.forEach(p -> header.add(p.supplyLabel() + " charge or export GW"));
    header.addAll(List.of("load without AI GW", "AI load GW", "mean price USD/MWh"));
    Twin t = new Twin(header);
    for (int i : steps) {
      List<Object> row = new ArrayList<>(List.of(hours.hour[i], Hours.date(hours.hour[i])));
      up.forEach(p -> row.add(rounded(hours.of(p)[i])));
      down.forEach(
          p -> row.add(rounded(-hours.charge.getOrDefault(p, new double[hours.steps()])[i])));
      row.addAll(
          List.of(rounded(hours.load[i]), rounded(hours.ai[i]), rounded(hours.meanPrice(i))));
      t.row(row);
    }
    return t;
  }

  private static double rounded(double x) {
    return Double.isNaN(x) ? x : Math.rint(x * 1e4) / 1e4;
  }
}
