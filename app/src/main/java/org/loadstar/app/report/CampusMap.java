package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The map of campuses at home: disc area is power, in the target year for a planned site and at full build for one that is not. Colour
/// and edge tell the state; an announced site is filled, a generic one is pale. The largest planned sites are named where there is room.
record CampusMap(Map<String, Run.Place> places, Outlines outlines, List<Sites.Site> sites, int year) implements Card.Drawing {
  private static final double LEGEND = 250;

  /// Class of a disc.
  static String css(Sites.Site s) {
    String state = s.state() == Sites.State.PLANNED ? "planned" : s.state() == Sites.State.WAITS ? "waits" : "left";
    return "site " + state + (s.announced() ? "" : " pale");
  }

  static String describe(Sites.Site s) {
    String dates = s.p50().isEmpty() ? "could be ready " + Sites.quarter(s.ready())
        : "energised " + Sites.quarter(s.p50()) + " (P50), " + Sites.quarter(s.p90()) + " (P90)";
    return s.name() + ", " + s.kind() + ": " + Figures.power(s.plannedMw()) + " planned of " + Figures.power(s.maxMw()) + "; " + dates
        + "; decided by " + s.binding();
  }

  @Override
  public Svg draw(double width) {
    boolean small = width < 400;
    double w = small ? width : width - LEGEND - 20;
    List<Sites.Site> home = sites.stream()
        .filter(s -> !s.abroad() && Double.isFinite(s.latitude()) && Double.isFinite(s.longitude()))
        .sorted(Comparator.comparingDouble(s -> -s.sizeMw()))
        .toList();
    List<double[]> extent = new ArrayList<>();
    outlines.rings().forEach((z, rings) -> {
      if (places.containsKey(z)) rings.forEach(r -> extent.addAll(List.of(r)));
    });
    home.forEach(s -> extent.add(new double[] {s.longitude(), s.latitude()}));
    Albers projection = Albers.fitted(extent, w, small ? 300 : 640, outlines.rings().isEmpty() ? 40 : 10);
    double h = projection.height();
    double unit = (small ? 15 : 27) / Math.sqrt(home.stream().mapToDouble(Sites.Site::sizeMw).max().orElse(1));
    Svg svg = new Svg(width, small ? h + 168 : Math.max(400, h + 6));
    places.forEach((zone, place) -> {
      String d = outlines.path(zone, projection);
      if (!d.isEmpty()) svg.path(d, "land plain", place.name().isEmpty() ? zone : place.name());
    });
    List<double[]> at = home.stream().map(s -> projection.at(s.longitude(), s.latitude())).toList();
    for (Sites.State state : new Sites.State[] {Sites.State.LEFT, Sites.State.WAITS, Sites.State.PLANNED})
      for (int i = 0; i < home.size(); i++)
        if (home.get(i).state() == state)
          svg.circle(at.get(i)[0], at.get(i)[1], Math.max(2, unit * Math.sqrt(home.get(i).sizeMw())), css(home.get(i)), describe(home.get(i)));
    labels(svg, home, at, unit, w, small);
    if (small) legend(svg, 0, h + 8, unit, true);
    else legend(svg, w + 20, 16, unit, false);
    return svg;
  }

  private static void labels(Svg svg, List<Sites.Site> home, List<double[]> at, double unit, double w, boolean small) {
    List<double[]> taken = new ArrayList<>();
    for (int i = 0; i < home.size(); i++) {
      if (home.get(i).state() != Sites.State.PLANNED) continue;
      double r = unit * Math.sqrt(home.get(i).plannedMw());
      taken.add(new double[] {at.get(i)[0] - r, at.get(i)[1] - r, at.get(i)[0] + r, at.get(i)[1] + r});
    }
    int shown = 0;
    for (int i = 0; i < home.size() && shown < (small ? 5 : 16); i++) {
      Sites.Site s = home.get(i);
      if (s.state() != Sites.State.PLANNED) continue;
      double x = at.get(i)[0];
      double y = at.get(i)[1];
      double r = unit * Math.sqrt(s.plannedMw()) + 4;
      String name = Bars.shortened(s.name().replaceFirst(" \\(.*", ""), small ? 92 : 150);
      String figure = Figures.power(s.plannedMw());
      double half = Math.max(Svg.textWidth(name), Svg.textWidth(figure)) / 2 + 2;
      double[][] tries = {
        {x + r + half, y - 3}, {x - r - half, y - 3}, {x, y + r + 11}, {x, y - r - 17}, {x + r * 0.7 + half, y + r + 4},
        {x - r * 0.7 - half, y + r + 4}, {x + r * 0.7 + half, y - r - 8}, {x - r * 0.7 - half, y - r - 8}
      };
      for (double[] c : tries) {
        double[] box = {c[0] - half, c[1] - 11, c[0] + half, c[1] + 17};
        boolean free = box[0] >= 0 && box[2] <= w && box[1] >= 0;
        for (double[] t : taken) free &= box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3];
        if (!free) continue;
        taken.add(box);
        svg.text(c[0], c[1], name, Svg.Anchor.MIDDLE, "label halo strong").text(c[0], c[1] + 14, figure, Svg.Anchor.MIDDLE, "label halo");
        shown++;
        break;
      }
    }
  }

  private double total(Sites.State state) {
    return sites.stream().filter(s -> !s.abroad() && s.state() == state).mapToDouble(Sites.Site::sizeMw).sum();
  }

  private long count(Sites.State state) {
    return sites.stream().filter(s -> !s.abroad() && s.state() == state).count();
  }

  private void legend(Svg svg, double x, double y, double unit, boolean small) {
    String[][] keys = {
      {"planned", "planned by " + year, count(Sites.State.PLANNED) + " sites, " + Figures.power(total(Sites.State.PLANNED))},
      {"waits", "waits for a step beyond " + year, count(Sites.State.WAITS) + " sites, " + Figures.power(total(Sites.State.WAITS))},
      {"left", "could be ready, not built", count(Sites.State.LEFT) + " sites, " + Figures.power(total(Sites.State.LEFT))}
    };
    double line = small ? 34 : 40;
    for (int i = 0; i < keys.length; i++) {
      double yy = y + i * line;
      svg.circle(x + 8, yy + 7, 7, "site " + keys[i][0], "").circle(x + 26, yy + 7, 7, "site pale " + keys[i][0], "");
      svg.text(x + 42, yy + 6, keys[i][1], Svg.Anchor.START, "label strong").text(x + 42, yy + 21, keys[i][2], Svg.Anchor.START, "label");
    }
    double below = y + keys.length * line;
    svg.text(x, below + 8, small ? "left announced, right generic" : "left announced, right generic site", Svg.Anchor.START, "label");
    double big = ZoneMap.nice(sites.stream().mapToDouble(Sites.Site::sizeMw).max().orElse(1));
    double base = below + (small ? 24 : 44) + 2 * unit * Math.sqrt(big);
    double across = small ? x + 185 : x;
    if (small) base = below + 28;
    else svg.text(x, below + 34, "Disc area: facility power", Svg.Anchor.START, "label strong");
    for (double mw : new double[] {big, big / 4}) {
      double r = unit * Math.sqrt(mw);
      svg.circle(across + r + 2, base - r, r, "site planned", "");
      svg.text(across + r + 2, base + 15, Figures.power(mw), Svg.Anchor.MIDDLE, "label");
      across += Math.max(2 * r, 34) + 18;
    }
  }
}
