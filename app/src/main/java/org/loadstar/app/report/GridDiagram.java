package org.loadstar.app.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.loadstar.grid.Grid;

/// A network drawn by its [org.loadstar.grid.Layout]: branches by loading, and discs on buses.
///
/// @param at coordinates of each bus in the unit square
/// @param loading flow over rating by branch; NaN draws it plainly
/// @param disc area of each bus's disc, 0 for none
/// @param css class of the discs, by bus
/// @param words what a disc says, by bus
record GridDiagram(Grid grid, double[][] at, double[] loading, double[] disc, String[] css, String[] words) implements Card.Drawing {
  static final double HEAVY = 0.7;
  private static final double MARGIN = 14;
  private static final int NAMED = 6;

  @Override
  public Svg draw(double width) {
    double height = width < 400 ? width * 1.1 : width * 0.55;
    Svg svg = new Svg(width, height);
    for (int level = 0; level < 3; level++) lines(svg, level);
    double most = java.util.Arrays.stream(disc).max().orElse(0);
    double largest = width < 400 ? 9 : 13;
    List<Integer> order = IntStream.range(0, disc.length).filter(i -> disc[i] > 0).boxed().sorted(Comparator.comparingDouble((Integer i) -> -disc[i])).toList();
    for (int i : order) svg.circle(x(svg, i), y(svg, i), Math.max(1.2, largest * Math.sqrt(disc[i] / most)), css[i], words[i]);
    for (int i : order.subList(0, Math.min(NAMED, order.size())))
      svg.text(x(svg, i) + 4, y(svg, i) - 5, Bars.shortened(grid.buses().get(i).id(), 90), x(svg, i) > width - 90 ? Svg.Anchor.END : Svg.Anchor.START, "halo");
    return svg;
  }

  private double x(Svg svg, int bus) {
    return MARGIN + at[0][bus] * (svg.width - 2 * MARGIN);
  }

  private double y(Svg svg, int bus) {
    return MARGIN + at[1][bus] * (svg.height - 2 * MARGIN);
  }

  /// All branches of a level as one path, those above their rating one by one with what they carry.
  private void lines(Svg svg, int level) {
    StringBuilder d = new StringBuilder();
    for (int e = 0; e < loading.length; e++) {
      if (level(loading[e]) != level) continue;
      Grid.Branch q = grid.branches().get(e);
      String one = "M" + Svg.n(x(svg, q.from())) + " " + Svg.n(y(svg, q.from())) + "L" + Svg.n(x(svg, q.to())) + " " + Svg.n(y(svg, q.to()));
      if (level == 2) svg.path(one, "b2", q.id() + ": " + Figures.percent(loading[e]));
      else d.append(one);
    }
    if (!d.isEmpty()) svg.path(d.toString(), "b" + level, "");
  }

  /// 0 below [#HEAVY], 1 up to the rating, 2 above it.
  static int level(double loading) {
    return loading > 1 + 1e-6 ? 2 : loading >= HEAVY ? 1 : 0;
  }
}
