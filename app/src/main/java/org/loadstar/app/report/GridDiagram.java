package org.loadstar.app.report;

import java.util.ArrayList;
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
  /// Width of a name and height of its line, pixels.
  private static final double NAME = 90;

  private static final double LINE = 14;
  private static final double DOT = 1.2;
  /// Buses up to which each is a dot at least.
  private static final int DOTTED = 500;
  /// Largest radius over the distance of buses that are spread evenly.
  private static final double CLOSE = 0.4;

  @Override
  public Svg draw(double width) {
    double height = width < 400 ? width * 1.1 : width * 0.55;
    Svg svg = new Svg(width, height);
    for (int level = 0; level < 3; level++) lines(svg, level);
    double[] radius = radii(width, height);
    List<Integer> order = IntStream.range(0, disc.length).filter(i -> radius[i] > 0).boxed().sorted(Comparator.comparingDouble((Integer i) -> -disc[i])).toList();
    for (int i : order) svg.circle(x(svg, i), y(svg, i), radius[i], css[i], words[i]);
    names(svg, order, radius);
    return svg;
  }

  /// Discs are so small that they do not cover each other where they are many; a bus without one is a dot in a small network.
  private double[] radii(double width, double height) {
    double most = Math.max(1, java.util.Arrays.stream(disc).max().orElse(0));
    double largest = Math.clamp(CLOSE * Math.sqrt(width * height / Math.max(1, disc.length)), 3, width < 400 ? 9 : 13);
    double[] radius = new double[disc.length];
    for (int i = 0; i < disc.length; i++) {
      if (disc[i] > 0) radius[i] = Math.max(DOT, largest * Math.sqrt(disc[i] / most));
      else if (disc.length <= DOTTED) radius[i] = DOT;
    }
    return radius;
  }

  /// Names of the largest discs, but where they would cover each other.
  private void names(Svg svg, List<Integer> order, double[] radius) {
    List<double[]> placed = new ArrayList<>();
    for (int i : order.subList(0, Math.min(NAMED, order.size()))) {
      if (disc[i] <= 0) continue;
      String name = Bars.shortened(grid.buses().get(i).id(), NAME);
      boolean left = x(svg, i) > svg.width - NAME;
      double wide = Svg.textWidth(name);
      double x = left ? x(svg, i) - radius[i] - 2 : x(svg, i) + radius[i] + 2;
      double y = y(svg, i) + 4;
      double from = left ? x - wide : x;
      if (placed.stream().anyMatch(p -> from < p[1] && p[0] < from + wide && Math.abs(y - p[2]) < LINE)) continue;
      placed.add(new double[] {from, from + wide, y});
      svg.text(x, y, name, left ? Svg.Anchor.END : Svg.Anchor.START, "halo");
    }
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
