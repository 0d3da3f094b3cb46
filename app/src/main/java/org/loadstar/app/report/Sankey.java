package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who pays whom: payers left, payees right, ribbons as wide as what is paid. Below 400 px bars, one for each ribbon.
///
/// @param flows largest first
/// @param chosen the party whose ribbons are coloured
record Sankey(List<Flow> flows, String chosen, String unit) implements Card.Drawing {
  /// @param value above 0
  record Flow(String from, String to, double value) {}

  private static final double TALL = 430;
  private static final double SLOT = 17;
  private static final double GAP = 6;
  private static final double NODE = 10;
  private static final double TOP = 24;

  /// A party on one side.
  private static final class Node {
    private final double total;
    private double top;
    private double used;

    private Node(double total) {
      this.total = total;
    }
  }

  @Override
  public Svg draw(double width) {
    if (width < 400) return bars().draw(width);
    Map<String, Node> left = nodes(true);
    Map<String, Node> right = nodes(false);
    double most = Math.max(sum(left), sum(right));
    double scale = most > 0 ? TALL / most : 0;
    double height = Math.max(place(left, scale), place(right, scale));
    Svg svg = new Svg(width, height + 4);
    double names = 8 + left.entrySet().stream().mapToDouble(e -> Svg.textWidth(label(e.getKey(), e.getValue()))).max().orElse(0);
    double others = 8 + right.entrySet().stream().mapToDouble(e -> Svg.textWidth(label(e.getKey(), e.getValue()))).max().orElse(0);
    double from = names + NODE;
    double to = width - others - NODE;
    svg.text(0, 14, "pays, " + unit, Svg.Anchor.START, "unit").text(width, 14, "is paid, " + unit, Svg.Anchor.END, "unit");
    for (Flow f : flows) ribbon(svg, f, left, right, from, to, scale);
    left.forEach((k, n) -> node(svg, n, names, scale, k, 0, Svg.Anchor.START));
    right.forEach((k, n) -> node(svg, n, to, scale, k, width, Svg.Anchor.END));
    return svg;
  }

  private Bars bars() {
    List<Bars.Bar> bars = new ArrayList<>();
    for (Flow f : flows) bars.add(new Bars.Bar(f.from + " → " + f.to, f.value, 0, Double.NaN, Figures.sig(f.value), coloured(f) ? "accent" : "total-fill"));
    return new Bars(List.of(new Bars.Group(unit, bars)));
  }

  private boolean coloured(Flow f) {
    return f.from.equals(chosen) || f.to.equals(chosen);
  }

  private Map<String, Node> nodes(boolean payers) {
    Map<String, Double> totals = new LinkedHashMap<>();
    for (Flow f : flows) totals.merge(payers ? f.from : f.to, f.value, Double::sum);
    Map<String, Node> out = new LinkedHashMap<>();
    totals.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed()).forEach(e -> out.put(e.getKey(), new Node(e.getValue())));
    return out;
  }

  private static double sum(Map<String, Node> nodes) {
    return nodes.values().stream().mapToDouble(n -> n.total).sum();
  }

  private static double place(Map<String, Node> nodes, double scale) {
    double y = TOP;
    for (Node n : nodes.values()) {
      n.top = y;
      y += Math.max(SLOT, n.total * scale) + GAP;
    }
    return y;
  }

  private void ribbon(Svg svg, Flow f, Map<String, Node> left, Map<String, Node> right, double from, double to, double scale) {
    Node a = left.get(f.from);
    Node b = right.get(f.to);
    if (a == null || b == null) return;
    double h = Math.max(0.6, f.value * scale);
    double y = a.top + a.used * scale;
    double z = b.top + b.used * scale;
    a.used += f.value;
    b.used += f.value;
    double mid = (from + to) / 2;
    String d = "M" + Svg.n(from) + " " + Svg.n(y) + curve(mid, y, mid, z, to, z) + "v" + Svg.n(h) + curve(mid, z + h, mid, y + h, from, y + h) + "z";
    svg.path(d, coloured(f) ? "ribbon chosen" : "ribbon", f.from + " to " + f.to + ": " + Figures.sig(f.value) + " " + unit);
  }

  private static String curve(double x1, double y1, double x2, double y2, double x, double y) {
    return "C" + Svg.n(x1) + " " + Svg.n(y1) + " " + Svg.n(x2) + " " + Svg.n(y2) + " " + Svg.n(x) + " " + Svg.n(y);
  }

  private static String label(String name, Node n) {
    return name + " " + Figures.sig(n.total);
  }

  private static void node(Svg svg, Node n, double x, double scale, String name, double text, Svg.Anchor anchor) {
    svg.rect(x, n.top, NODE, Math.max(1, n.total * scale), "node", label(name, n));
    svg.text(text, n.top + Math.max(SLOT, n.total * scale) / 2 + 4, label(name, n), anchor, "label");
  }
}
