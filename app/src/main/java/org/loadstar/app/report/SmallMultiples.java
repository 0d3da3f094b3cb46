package org.loadstar.app.report;

import java.util.List;

/// One small chart of steps by year for each place, all on one scale, largest first.
record SmallMultiples(List<Integer> years, List<Series> series, String unit, int target)
    implements Card.Drawing {
  /// @param value by year, in the order of `years`
  /// @param limit the most that could stand, same order, NaN for none
  record Series(String name, double[] value, double[] limit) {}

  @Override
  public Svg draw(double width) {
    int columns = width < 400 ? 2 : width < 700 ? 4 : 7;
    double cell = width / columns;
    double tall = 96;
    int rows = (series.size() + columns - 1) / columns;
    Svg svg = new Svg(width, rows * tall + 8);
    double high = 0;
    for (Series s : series)
      for (int i = 0; i < s.value.length; i++)
        high = Math.max(high, Math.max(s.value[i], Double.isNaN(s.limit[i]) ? 0 : s.limit[i]));
    if (high <= 0) high = 1;
    for (int k = 0; k < series.size(); k++) {
      Series s = series.get(k);
      double x0 = (k % columns) * cell + 4;
      double y0 = (k / columns) * tall + 30;
      double w = cell - 14;
      double h = tall - 48;
      double slot = w / years.size();
      int t = Math.max(0, years.indexOf(target));
      String name = s.name;
      while (name.length() > 4 && Svg.textWidth(name) > w + 6)
        name = name.substring(0, name.length() - 2).stripTrailing() + "…";
      svg.text(x0, y0 - 17, name, Svg.Anchor.START, "label strong");
      svg.text(x0, y0 - 4, Figures.power(s.value[t] * 1e3), Svg.Anchor.START, "label");
      svg.line(x0, y0 + h, x0 + w, y0 + h, "zero");
      for (int i = 0; i < years.size(); i++) {
        double x = x0 + i * slot;
        double y = y0 + h - s.value[i] / high * h;
        svg.rect(
            x + 1,
            y,
            slot - 2,
            s.value[i] / high * h,
            i == t ? "accent" : "muted-fill",
            s.name + " " + years.get(i) + ": " + Figures.amount(s.value[i]) + " " + unit);
        if (!Double.isNaN(s.limit[i])) {
          double l = y0 + h - s.limit[i] / high * h;
          svg.line(x, l, x + slot, l, "limit");
        }
      }
      svg.text(
          x0,
          y0 + h + 13,
          "’" + String.format("%02d", years.getFirst() % 100),
          Svg.Anchor.START,
          "tick");
      svg.text(
          x0 + w,
          y0 + h + 13,
          "’" + String.format("%02d", years.getLast() % 100),
          Svg.Anchor.END,
          "tick");
    }
    return svg;
  }
}
