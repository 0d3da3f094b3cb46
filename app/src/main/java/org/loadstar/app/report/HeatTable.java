package org.loadstar.app.report;

import java.util.List;

/// Cells with a colour and a figure: rows by columns, the names of the columns over them, turned where they would not fit; figures only where all have room.
///
/// @param corner what the rows are
/// @param cells one list a row
record HeatTable(String corner, List<String> rows, List<String> columns, List<List<Cell>> cells) implements Card.Drawing {
  private static final double ROW = 24;
  private static final double CHARACTER = 7.2;

  /// @param css class of the fill
  record Cell(String css, String figure, String title) {}

  @Override
  public Svg draw(double width) {
    boolean small = width < 400;
    double names = small ? 96 : 170;
    double w = (width - names) / Math.max(1, columns.size());
    double longest = columns.stream().mapToDouble(Svg::textWidth).max().orElse(0);
    boolean figures = cells.stream().flatMap(List::stream).allMatch(q -> q.figure.length() * CHARACTER <= w - 4);
    boolean turned = longest > w - 4;
    double top = turned ? Math.min(110, longest + 12) : 22;
    Svg svg = new Svg(width, top + rows.size() * ROW + 4);
    svg.text(0, top - 8, corner, Svg.Anchor.START, "unit");
    for (int c = 0; c < columns.size(); c++) {
      double x = names + (c + 0.5) * w;
      String name = Bars.shortened(columns.get(c), turned ? top - 8 : w - 4);
      if (turned) svg.turned(x + 4, top - 6, name, "tick");
      else svg.text(x, top - 8, name, Svg.Anchor.MIDDLE, "tick");
    }
    for (int r = 0; r < rows.size(); r++) {
      double y = top + r * ROW;
      svg.text(0, y + 16, Bars.shortened(rows.get(r), names - 8), Svg.Anchor.START, "label");
      for (int c = 0; c < columns.size(); c++) {
        Cell q = cells.get(r).get(c);
        svg.rect(names + c * w, y, w - 2, ROW - 2, q.css, q.title);
        if (figures) svg.text(names + c * w + (w - 2) / 2, y + 16, q.figure, Svg.Anchor.MIDDLE, "figure halo");
      }
    }
    return svg;
  }
}
