package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The steps of each site on one axis of years: the branches that run side by side lie above each other (grid connection; permit and
/// construction; equipment and installation), the branch that decides is outlined and named, a diamond is the energisation at its
/// median, a whisker runs to its P90. Below them stands what the chips to the end of each year can fill, and what is energised.
///
/// @param target the year whose end is marked
/// @param totals below the sites
record Gantt(List<Sites.Site> sites, int target, List<Total> totals) implements Card.Drawing {
  /// GW of all sites at the ends of years.
  record Total(String name, Map<Integer, Double> gw) {}

  /// The steps by lane, in the order of their greys.
  static final List<List<String>> LANES =
      List.of(List.of("queue", "licence", "plants"), List.of("permit", "construction"), List.of("equipment", "installation"));

  private static final double LANE = 6;

  /// Class of the grey of a step.
  static String grey(String step) {
    return switch (step) {
      case "queue", "licence", "plants" -> "step0";
      case "permit" -> "step1";
      case "construction" -> "step2";
      default -> "step3";
    };
  }

  /// The lane of the step that decides, from its words; -1 for none.
  static int lane(String binding) {
    String b = binding.toLowerCase(java.util.Locale.ROOT);
    if (b.contains("queue") || b.contains("licence") || b.contains("plants")) return 0;
    if (b.contains("construction") || b.contains("permit")) return 1;
    return b.contains("equipment") ? 2 : -1;
  }

  private double end() {
    double end = Math.max(1, target + 1 - Sites.ORIGIN);
    for (Sites.Site s : sites) {
      for (double d : new double[] {s.date(), Sites.years(s.p90()), Sites.years(s.ready())}) if (Double.isFinite(d)) end = Math.max(end, d);
      for (Sites.Step p : s.steps()) end = Math.max(end, p.to() / 12);
    }
    return Math.ceil(end);
  }

  @Override
  public Svg draw(double width) {
    boolean small = width < 400;
    double row = small ? 58 : 27;
    double names = small ? 4 : Math.min(310, width * 0.27);
    double words = small ? 12 : 280;
    double top = 24;
    double line = small ? 36 : 24;
    Svg svg = new Svg(width, top + sites.size() * row + (totals.isEmpty() ? 0 : totals.size() * line + 8) + 6);
    double end = end();
    double scale = (width - names - words) / end;
    int every = end > 24 ? 5 : end > 12 ? 2 : 1;
    for (int y = 0; y <= end; y += every) {
      double x = names + y * scale;
      svg.line(x, top - 4, x, svg.height, "grid");
      String label = small && every * scale < 36 ? "’" + (Sites.ORIGIN + y) % 100 : Integer.toString(Sites.ORIGIN + y);
      if (y < end || small && every * scale > 36) svg.text(x, 14, label, y == 0 && small ? Svg.Anchor.START : Svg.Anchor.MIDDLE, "tick");
    }
    if (!small) svg.text(0, 14, "site · GW; years begin at the lines", Svg.Anchor.START, "unit").text(width - words + 12, 14, "date · decided by", Svg.Anchor.START, "unit");
    double due = names + (target + 1 - Sites.ORIGIN) * scale;
    if (target >= Sites.ORIGIN) svg.line(due, top - 4, due, svg.height, "due");
    double y = top;
    for (Sites.Site s : sites) {
      String power = " · " + Figures.power(s.sizeMw());
      String name = Bars.shortened(s.name(), (small ? width : names - 10) - Svg.textWidth(power)) + power;
      svg.text(0, small ? y + 13 : y + row / 2 + 4, name, Svg.Anchor.START, "label halo");
      row(svg, s, names, small ? y + 33 : y + (row - 3 * LANE - 2) / 2, scale);
      double x = width - words + 12;
      String note = Sites.quarter(s.p50().isEmpty() ? s.ready() : s.p50()) + " · " + s.binding();
      if (small) svg.text(0, y + 28, Bars.shortened(note, width), Svg.Anchor.START, "figure halo");
      else svg.text(x, y + row / 2 + 4, Bars.shortened(note, width - x), Svg.Anchor.START, "figure halo");
      y += row;
    }
    if (!totals.isEmpty()) svg.line(0, y + 3, width, y + 3, "axis");
    for (Total t : totals) {
      y += line;
      total(svg, t, names, y, scale, small);
    }
    return svg;
  }

  /// Figures at the ends of their years, those without room left out.
  private void total(Svg svg, Total t, double left, double y, double scale, boolean small) {
    svg.text(0, small ? y - 15 : y, t.name, Svg.Anchor.START, "label strong halo");
    double free = small ? 0 : Math.max(left - 30, Svg.textWidth(t.name) + 8);
    double end = end();
    for (Map.Entry<Integer, Double> e : t.gw.entrySet()) {
      double x = left + (e.getKey() + 1 - Sites.ORIGIN) * scale;
      String figure = Figures.amount(e.getValue());
      double half = Svg.textWidth(figure) / 2;
      if (x - half < free || e.getKey() + 1 - Sites.ORIGIN > end) continue;
      svg.text(x, y, figure, Svg.Anchor.MIDDLE, "figure halo");
      free = x + half + 6;
    }
  }

  private static void row(Svg svg, Sites.Site s, double left, double top, double scale) {
    double middle = top + 1.5 * LANE + 1;
    double done = 0;
    for (Sites.Step p : s.steps()) {
      int lane = lane(p.step().equals("installation") ? "equipment" : p.step());
      double y = top + lane * (LANE + 1);
      svg.rect(
          left + p.from() / 12 * scale, y, (p.to() - p.from()) / 12 * scale, LANE, grey(p.step()),
          s.name() + ": " + p.step() + ", " + Figures.sig(p.to() - p.from()) + " months");
      done = Math.max(done, p.to() / 12);
    }
    int lane = lane(s.binding());
    List<Double> ends = new ArrayList<>();
    for (Sites.Step p : s.steps()) if (lane(p.step().equals("installation") ? "equipment" : p.step()) == lane) ends.add(p.to() / 12);
    if (!ends.isEmpty()) {
      double w = ends.stream().mapToDouble(d -> d).max().orElse(0) * scale;
      svg.rect(left - 1, top + lane * (LANE + 1) - 1, w + 2, LANE + 2, "decides", "");
    }
    double at = s.date();
    if (!Double.isFinite(at)) return;
    double x = left + at * scale;
    if (at > done + 1e-9) svg.line(left + done * scale, middle, x, middle, "connector");
    double late = Sites.years(s.p90());
    if (Double.isFinite(late) && late > at) {
      double end = left + late * scale;
      svg.line(x, middle, end, middle, "whisker").line(end, middle - 6, end, middle + 6, "whisker");
    }
    String title = s.name() + ": " + (s.p50().isEmpty() ? "could be ready " + s.ready() : "energised " + s.p50() + " (P50), " + s.p90() + " (P90)")
        + "; decided by " + s.binding();
    svg.path(
        "M" + Svg.n(x - 5) + " " + Svg.n(middle) + "L" + Svg.n(x) + " " + Svg.n(middle - 6) + "L" + Svg.n(x + 5) + " " + Svg.n(middle) + "L"
            + Svg.n(x) + " " + Svg.n(middle + 6) + "z",
        s.p50().isEmpty() ? "diamond open" : "diamond", title);
  }
}
