package org.loadstar.app.report;

import java.util.List;

/// Sites by the month in which they are ready. The bar wears the grey of the step that decides; its

/// name stands in words at
/// the end. A whisker runs to the P90 date where the run has one.
///
/// @param origin first year of the axis
/// @param target the year whose end is marked
record Gantt(List<Site> sites, int origin, int target) implements Card.Drawing {
  /// @param ready years since the origin, P50
  /// @param late years since the origin, P90, NaN for none
  record Site(String name, double ready, double late, String step, String date, String power) {}

  static final List<String> STEPS = List.of("permit", "queue", "equipment", "construction");

  /// Class of the grey of a step: permit, queue, equipment, construction; any other wears the last.
  static String grey(String step) {
    for (int i = 0; i < STEPS.size(); i++)
      if (step.contains(STEPS.get(i).substring(0, 5))) return "step" + i;
    return "step3";
  }

  @Override
  public Svg draw(double width) {
    boolean small = width < 400;
    double row = small ? 48 : 22;
    double names = small ? 0 : Math.min(300, width * 0.3);
    double words = small ? 14 : 230;
    double top = 24;
    Svg svg = new Svg(width, top + sites.size() * row + 6);
    double end = 1;
    for (Site s : sites) end = Math.max(end, Math.ceil(Double.isNaN(s.late) ? s.ready : s.late));
    double scale = (width - names - words) / end;
    for (int y = 0; y <= end; y += end > 12 ? 2 : 1) {
      double x = names + y * scale;
      svg.line(x, top - 4, x, svg.height, "grid");
      if (scale * (end > 12 ? 2 : 1) > 34 || y % 2 == 0)
        svg.text(x, 14, Integer.toString(origin + y), Svg.Anchor.MIDDLE, "tick");
    }
    double due = names + (target + 1 - origin) * scale;
    if (target >= origin && target < origin + end) svg.line(due, top - 4, due, svg.height, "due");
    double y = top;
    for (Site s : sites) {
      double a = small ? y + 31 : y + 4;
      double h = small ? 11 : row - 8;
      svg.text(
          0,
          small ? y + 11 : y + row / 2 + 4,
          Bars.shortened(s.name + " · " + s.power, small ? width : names - 8),
          Svg.Anchor.START,
          "label halo");
      double w = Math.max(2, s.ready * scale);
      svg.rect(
          names, a, w, h, grey(s.step), s.name + ": ready " + s.date + ", decided by " + s.step);
      if (!Double.isNaN(s.late)) {
        double x = names + s.late * scale;
        svg.line(names + w, a + h / 2, x, a + h / 2, "whisker").line(x, a, x, a + h, "whisker");
      }
      double x = names + Math.max(w, Double.isNaN(s.late) ? 0 : s.late * scale) + 5;
      if (small) svg.text(0, y + 26, s.date + " · " + s.step, Svg.Anchor.START, "figure halo");
      else svg.text(x, a + h / 2 + 4, s.date + " · " + s.step, Svg.Anchor.START, "figure halo");
      y += row;
    }
    return svg;
  }
}
