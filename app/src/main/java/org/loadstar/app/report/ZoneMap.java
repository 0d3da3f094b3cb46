package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The map: fill is the price in five steps, disc area the AI load, ring what could be ready,

/// arrows the net flow of the
/// year with its figure. Zones far overseas stand in a row of insets.
record ZoneMap(
    Map<String, Run.Place> places,
    Outlines outlines,
    Map<String, Double> price,
    Map<String, Double> aiMw,
    Map<String, Double> potentialMw,
    List<Flow> flows)
    implements Card.Drawing {

  /// Net energy of a year between two zones, TWh, positive from `from` to `to`.
  record Flow(String from, String to, double twh) {}

  /// Upper bounds of the price steps: quintiles of the zones.
  List<double[]> classes() {
    double[] v =
        price.values().stream().filter(Double::isFinite).mapToDouble(d -> d).sorted().toArray();
    List<double[]> out = new ArrayList<>();
    for (int k = 0; k < 5 && v.length > 0; k++) {
      int a = k * v.length / 5;
      int b = (k + 1) * v.length / 5;
      if (b > a) out.add(new double[] {v[a], v[b - 1]});
    }
    return out;
  }

  private int step(double p) {
    List<double[]> c = classes();
    for (int k = 0; k < c.size(); k++)
      if (p <= c.get(k)[1]) return c.size() == 5 ? k : k * 5 / c.size();
    return 4;
  }

  private boolean overseas(Run.Place p, double median) {
    return Math.abs(Math.IEEEremainder(p.longitude() - median, 360)) > 50;
  }

  @Override
  public Svg draw(double width) {
    boolean small = width < 400;
    double w = small ? width : width - 270;
    List<Run.Place> known =
        places.values().stream()
            .filter(p -> Double.isFinite(p.latitude()) && Double.isFinite(p.longitude()))
            .toList();
    double[] lon = known.stream().mapToDouble(Run.Place::longitude).sorted().toArray();
    double median = lon.length == 0 ? 0 : lon[lon.length / 2];
    List<Run.Place> home = known.stream().filter(p -> !overseas(p, median)).toList();
    List<Run.Place> away = known.stream().filter(p -> overseas(p, median)).toList();
    List<double[]> extent = new ArrayList<>();
    for (Run.Place p : home) {
      extent.add(new double[] {p.longitude(), p.latitude()});
      for (double[][] ring : outlines.rings().getOrDefault(p.zone(), List.of()))
        extent.addAll(List.of(ring));
    }
    double pad = outlines.rings().isEmpty() ? (small ? 34 : 70) : 8;
    Albers projection = extent.isEmpty() ? null : Albers.fitted(extent, w, small ? 300 : 640, pad);
    double h = projection == null ? 20 : projection.height() + 22;
    double insets = away.isEmpty() ? 0 : small ? 74 : 84;
    Svg svg = new Svg(width, small ? h + insets + 190 : Math.max(420, h + insets));
    Map<String, double[]> at = new LinkedHashMap<>();
    double largest = 1;
    for (Run.Place p : known)
      largest = Math.max(largest, Math.max(value(aiMw, p), value(potentialMw, p)));
    double unit = (small ? 22 : 40) / Math.sqrt(largest);
    if (projection != null) {
      for (Run.Place p : home) {
        at.put(p.zone(), projection.at(p.longitude(), p.latitude()));
        outline(svg, p, projection);
      }
    }
    List<double[]> taken = new ArrayList<>();
    arrows(svg, at, unit, small, taken);
    discs(svg, home, at, unit, small, taken);
    for (int i = 0; i < away.size(); i++) {
      double x = (i + 0.5) * w / away.size();
      Run.Place p = away.get(i);
      disc(svg, p, x, h + 34, unit);
      svg.text(
          x,
          h + 74,
          Bars.shortened(brief(p), w / away.size() - 6),
          Svg.Anchor.MIDDLE,
          "label halo");
    }
    if (small) legend(svg, 0, h + insets + 8, unit, true);
    else legend(svg, w + 24, 20, unit, false);
    return svg;
  }

  private static double value(Map<String, Double> m, Run.Place p) {
    return m.getOrDefault(p.zone(), 0.0);
  }

  private static String brief(Run.Place p) {
    String n = p.name().isEmpty() ? p.zone() : p.name();
    return n.indexOf(" (") > 0 ? n.substring(0, n.indexOf(" (")) : n;
  }

  /// True where there is AI load to draw.
  private boolean ai() {
    return aiMw.values().stream().anyMatch(v -> v > 0) || potentialMw.values().stream().anyMatch(v -> v > 0);
  }

  private String describe(Run.Place p) {
    Double c = price.get(p.zone());
    if (!ai()) return brief(p) + ": price " + (c == null ? "n/a" : Figures.price(c));
    return brief(p)
        + ": AI load "
        + Figures.power(value(aiMw, p))
        + " of "
        + Figures.power(value(potentialMw, p))
        + " that could be ready; price "
        + (c == null ? "n/a" : Figures.price(c));
  }

  private void outline(Svg svg, Run.Place p, Albers projection) {
    Double c = price.get(p.zone());
    String css = c == null ? "land unknown" : "land r" + step(c);
    String d = outlines.path(p.zone(), projection);
    if (!d.isEmpty()) svg.path(d, css, describe(p));
  }

  private void disc(Svg svg, Run.Place p, double x, double y, double unit) {
    svg.focusable(describe(p));
    Double c = price.get(p.zone());
    double ring = unit * Math.sqrt(value(potentialMw, p));
    if (outlines.rings().getOrDefault(p.zone(), List.of()).isEmpty())
      svg.circle(
          x,
          y,
          Math.max(ring, 9) + 4,
          c == null ? "land unknown" : "land r" + step(c),
          describe(p));
    if (ring > 0) svg.circle(x, y, ring, "ring-halo", "").circle(x, y, ring, "ring", "");
    double r = unit * Math.sqrt(value(aiMw, p));
    svg.circle(x, y, r > 0 ? Math.max(r, 1.5) : 2, r > 0 ? "ai-disc" : "no-disc", describe(p));
    svg.close();
  }

  private void discs(
      Svg svg,
      List<Run.Place> home,
      Map<String, double[]> at,
      double unit,
      boolean small,
      List<double[]> taken) {
    List<Run.Place> order =
        home.stream()
            .sorted(
                Comparator.comparingDouble(
                    (Run.Place p) -> -Math.max(value(aiMw, p), value(potentialMw, p))))
            .toList();
    for (Run.Place p : order) {
      double[] q = at.get(p.zone());
      double r = unit * Math.sqrt(Math.max(value(aiMw, p), value(potentialMw, p)));
      if (q != null) taken.add(new double[] {q[0] - r, q[1] - r, q[0] + r, q[1] + r});
    }
    for (Run.Place p : order.reversed()) {
      double[] q = at.get(p.zone());
      if (q != null) disc(svg, p, q[0], q[1], unit);
    }
    int shown = 0;
    for (Run.Place p : order) {
      double[] q = at.get(p.zone());
      if (q == null || small && shown >= 7) continue;
      double r = Math.max(8, unit * Math.sqrt(Math.max(value(aiMw, p), value(potentialMw, p)))) + 3;
      String name = small ? Bars.shortened(brief(p), 84) : brief(p);
      Double at0 = price.get(p.zone());
      String figure = ai() ? Figures.power(value(aiMw, p)) : at0 == null ? "" : Figures.price(at0);
      double half = Math.max(Svg.textWidth(name), Svg.textWidth(figure)) / 2 + 2;
      double[][] tries = {
        {q[0], q[1] + r + 12},
        {q[0], q[1] - r - 18},
        {q[0] + r + half + 2, q[1] + 2},
        {q[0] - r - half - 2, q[1] + 2},
        {q[0] + r + half, q[1] + r + 4},
        {q[0] - r - half, q[1] + r + 4},
        {q[0] + r + half, q[1] - r - 8},
        {q[0] - r - half, q[1] - r - 8}
      };
      for (double[] c : tries) {
        double[] box = {c[0] - half, c[1] - 11, c[0] + half, c[1] + 17};
        boolean free =
            box[0] >= 0 && box[2] <= (small ? svg.width : svg.width - 270) && box[1] >= 0;
        for (double[] t : taken)
          free &= box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3];
        if (!free) continue;
        taken.add(box);
        svg.text(c[0], c[1], name, Svg.Anchor.MIDDLE, "label halo strong");
        svg.text(c[0], c[1] + 14, figure, Svg.Anchor.MIDDLE, "label halo");
        shown++;
        break;
      }
    }
  }

  private double perTwh(boolean small) {
    double most = flows.stream().mapToDouble(f -> Math.abs(f.twh)).max().orElse(1);
    return (small ? 8 : 14) / Math.max(1e-9, most);
  }

  private void arrows(
      Svg svg, Map<String, double[]> at, double unit, boolean small, List<double[]> taken) {
    double most = flows.stream().mapToDouble(f -> Math.abs(f.twh)).max().orElse(0);
    List<Flow> order =
        flows.stream()
            .filter(
                f ->
                    at.containsKey(f.from) && at.containsKey(f.to) && Math.abs(f.twh) > 0.02 * most)
            .sorted(Comparator.comparingDouble(f -> -Math.abs(f.twh)))
            .toList();
    double scale = perTwh(small);
    int labels = 0;
    List<Runnable> texts = new ArrayList<>();
    for (Flow f : order.subList(0, Math.min(order.size(), small ? 12 : 40))) {
      boolean forward = f.twh > 0;
      double[] a = at.get(forward ? f.from : f.to);
      double[] b = at.get(forward ? f.to : f.from);
      if (a == null || b == null) continue;
      double length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      double gapA =
          Math.max(10, unit * Math.sqrt(aiMw.getOrDefault(forward ? f.from : f.to, 0.0)) + 2);
      double gapB =
          Math.max(12, unit * Math.sqrt(aiMw.getOrDefault(forward ? f.to : f.from, 0.0)) + 3);
      if (length < gapA + gapB + 12) continue;
      double ux = (b[0] - a[0]) / length;
      double uy = (b[1] - a[1]) / length;
      double half = Math.max(1.1, Math.abs(f.twh) * scale / 2);
      double head = Math.max(4, half * 2);
      double long_ = Math.min(head * 1.6, length / 3);
      double x0 = a[0] + ux * gapA;
      double y0 = a[1] + uy * gapA;
      double x1 = b[0] - ux * gapB;
      double y1 = b[1] - uy * gapB;
      double xn = x1 - ux * long_;
      double yn = y1 - uy * long_;
      double px = -uy;
      double py = ux;
      String d =
          Svg.polyline(
                  List.of(
                      new double[] {x0 + px * half * 0.4, y0 + py * half * 0.4},
                      new double[] {xn + px * half, yn + py * half},
                      new double[] {xn + px * head, yn + py * head},
                      new double[] {x1, y1},
                      new double[] {xn - px * head, yn - py * head},
                      new double[] {xn - px * half, yn - py * half},
                      new double[] {x0 - px * half * 0.4, y0 - py * half * 0.4}))
              + "z";
      String from = forward ? f.from : f.to;
      String to = forward ? f.to : f.from;
      svg.path(d, "arrow", from + " to " + to + ": net " + Figures.sig(Math.abs(f.twh)) + " TWh");
      if (labels < (small ? 3 : 12)) {
        String text = Figures.sig(Math.abs(f.twh), 2);
        double mx = (x0 + x1) / 2 + px * (half + 9);
        double my = (y0 + y1) / 2 + py * (half + 9) + 4;
        taken.add(new double[] {mx - 10, my - 11, mx + 10, my + 3});
        texts.add(() -> svg.text(mx, my, text, Svg.Anchor.MIDDLE, "figure halo"));
        labels++;
      }
    }
    texts.forEach(Runnable::run);
  }

  private void legend(Svg svg, double x, double y, double unit, boolean small) {
    svg.text(x, y + 8, "Price, USD/MWh (fill)", Svg.Anchor.START, "label strong");
    List<double[]> c = classes();
    for (int k = 0; k < c.size(); k++) {
      double yy = y + 16 + k * 18;
      svg.rect(x, yy, 26, 14, "land r" + (c.size() == 5 ? k : k * 5 / c.size()), "");
      String range =
          Figures.sig(c.get(k)[0]).equals(Figures.sig(c.get(k)[1]))
              ? Figures.sig(c.get(k)[0])
              : Figures.sig(c.get(k)[0]) + " to " + Figures.sig(c.get(k)[1]);
      svg.text(x + 34, yy + 11, range, Svg.Anchor.START, "label");
    }
    if (c.isEmpty()) svg.text(x, y + 28, "n/a: no price table", Svg.Anchor.START, "label");
    double lx = small ? x + 180 : x;
    double ly = small ? y : y + 136;
    double below = ai() ? discs(svg, lx, ly, unit, small) : y + 92;
    double ay = small ? y + 126 : below + 44;
    double most = flows.stream().mapToDouble(f -> Math.abs(f.twh)).max().orElse(0);
    if (most <= 0) return;
    svg.text(x, ay + 8, "Net flow of the year, TWh (arrow)", Svg.Anchor.START, "label strong");
    double twh = nice(most);
    double at2 = x;
    for (double v : new double[] {twh, twh / 4}) {
      double half = Math.max(0.6, v * perTwh(small) / 2);
      double head = Math.max(4, half * 2);
      double my = ay + 30;
      svg.path(
          "M"
              + Svg.n(at2)
              + " "
              + Svg.n(my - half * 0.4)
              + "L"
              + Svg.n(at2 + 30)
              + " "
              + Svg.n(my - half)
              + "V"
              + Svg.n(my - head)
              + "L"
              + Svg.n(at2 + 50)
              + " "
              + Svg.n(my)
              + "L"
              + Svg.n(at2 + 30)
              + " "
              + Svg.n(my + head)
              + "V"
              + Svg.n(my + half)
              + "L"
              + Svg.n(at2)
              + " "
              + Svg.n(my + half * 0.4)
              + "z",
          "arrow",
          "");
      svg.text(at2 + 56, my + 4, Figures.sig(v), Svg.Anchor.START, "label");
      at2 += 110;
    }
  }

  static double nice(double x) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(x, 1e-9))));
    return (x >= 5 * power ? 5 : x >= 2 * power ? 2 : 1) * power;
  }

  /// The legend of discs and rings; returns where it ends.
  private double discs(Svg svg, double lx, double ly, double unit, boolean small) {
    svg.text(
        lx,
        ly + 8,
        small ? "AI disc, ready ring" : "AI load (disc), ready (ring)",
        Svg.Anchor.START,
        "label strong");
    double largest = 0;
    for (Run.Place p : places.values())
      largest = Math.max(largest, Math.max(value(aiMw, p), value(potentialMw, p)));
    double big = nice(largest);
    double base = ly + 22 + 2 * unit * Math.sqrt(big);
    double across = lx;
    for (double mw : new double[] {big, big / 5}) {
      double r = unit * Math.sqrt(mw);
      svg.circle(across + r + 2, base - r, r, "ai-disc", "");
      svg.text(across + r + 2, base + 15, Figures.power(mw), Svg.Anchor.MIDDLE, "label");
      across += Math.max(2 * r, 30) + 18;
    }
    double r = unit * Math.sqrt(big / 2);
    svg.circle(across + r + 2, base - r, r, "ring", "")
        .circle(across + r + 2, base - r, unit * Math.sqrt(big / 8), "ai-disc", "");
    svg.text(across + r + 2, base + 15, Figures.power(big / 2), Svg.Anchor.MIDDLE, "label");
    return base;
  }
}
