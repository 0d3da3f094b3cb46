package org.loadstar.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.loadstar.model.Case;
import org.loadstar.model.Decisions;
import org.loadstar.model.Figures;
import org.loadstar.model.Generator;
import org.loadstar.model.Hourly;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.model.TimeGrid;
import org.loadstar.model.Zone;

/// The segments of the rounds of a certified segmentation (docs/math/segmentation.md): first by Ward's method on load, net load and
/// profiles, then by what the prices of the hours, found by operating the last plan, say is hidden inside segments.
///
/// No segment crosses a month or a week, and the hours of the highest net load of each interconnect and season stand alone.
final class Segmentation implements FirstPlan.Watch {
  /// Largest share of the time left that the first round of segments may take.
  static final double FIRST_SHARE = 0.4;

  /// Gap of a round of segments over the gap asked.
  static final double ROUND_GAP = 0.1;

  /// Segments of the first round, fewer when zones and stages are so many that it would take longer than operating the year.
  private static final int FIRST = 1200;
  private static final int FIRST_ZONE_STEPS = 10_800;
  private static final int FEWEST = 300;

  /// From this many hours of zones and stages on, and down to this gap, rounds of segments are faster than all hours at once.
  private static final long MANY_HOURS = 20_000;
  private static final double LEAST_GAP = 5e-4;

  private static final double GROWTH = 1.6;
  /// Above this many segments of zones and stages the program of the next round does not fit memory; cuts then tighten the one there is.
  private static final long MOST_ZONE_STEPS = 150_000;

  private static final int STRESS_HOURS = 6;
  /// Price (USD/MWh) that a GW of net load is worth beside the prices found, so that hours of equal price merge by their data.
  private static final double DATA_PRICE = 2;

  private final Case data;
  private final Figures figures;
  private final boolean[] begins = Segments.months();
  private final Map<String, Integer> zone = new HashMap<>();
  private final List<double[]> price = new ArrayList<>();
  private final List<double[]> net = new ArrayList<>();
  private final List<double[]> series;
  private int[] starts;

  Segmentation(Case data, Figures figures) {
    this.data = data;
    this.figures = figures;
    for (int h = 0; h < Hourly.HOURS; h += TimeGrid.WEEK) begins[h] = true;
    for (String area : data.zones().stream().map(Zone::interconnect).distinct().toList()) stress(TimeChoice.netLoad(data, area));
    for (Zone z : data.zones()) zone.put(z.zone(), zone.size());
    series = TimeChoice.series(data);
    int places = data.zones().size() * data.settings().stages().size();
    starts = Segments.starts(series, series, begins, Math.max(FEWEST, Math.min(FIRST, FIRST_ZONE_STEPS / places)));
  }

  /// True when a solver left to choose plans by rounds of segments.
  static boolean pays(Case data, TimeGrid grid, double gap) {
    return serves(grid) && gap >= LEAST_GAP && (long) grid.steps() * data.zones().size() * data.settings().stages().size() >= MANY_HOURS;
  }

  /// True for all hours of the year.
  static boolean serves(TimeGrid grid) {
    return grid.steps() == Hourly.HOURS && grid.periods() == 1;
  }

  private void stress(double[] load) {
    for (boolean summer : new boolean[] {true, false}) {
      int[] hours = IntStream.range(0, Hourly.HOURS).filter(h -> TimeChoice.summer(h) == summer).boxed()
          .sorted((g, h) -> Double.compare(load[h], load[g])).limit(STRESS_HOURS).mapToInt(h -> h).toArray();
      for (int h : hours) {
        begins[h] = true;
        if (h + 1 < Hourly.HOURS) begins[h + 1] = true;
      }
    }
  }

  /// The segments of the next round.
  TimeGrid grid() {
    return TimeGrid.segments(starts);
  }

  String time() {
    return "segments:" + starts.length;
  }

  /// True when the next round may have more segments.
  boolean fitsMore() {
    return (long) next() * zone.size() * data.settings().stages().size() <= MOST_ZONE_STEPS;
  }

  private int next() {
    return Math.min(Hourly.HOURS, (int) Math.ceil(GROWTH * starts.length));
  }

  /// True when every hour is its own segment.
  boolean whole() {
    return starts.length == Hourly.HOURS;
  }

  /// Takes note of an operated year: prices and net loads of the hours. A price once high stays so, for capacities change.
  @Override
  public void operated(int stage, Decisions decisions, Tables hours) {
    int year = data.settings().stages().get(stage);
    int zones = zone.size();
    while (price.size() < (stage + 1) * zones) {
      price.add(new double[Hourly.HOURS]);
      net.add(new double[Hourly.HOURS]);
    }
    double weight = data.settings().discountWeight(stage);
    List<double[]> load = net.subList(stage * zones, (stage + 1) * zones);
    for (double[] n : load) Arrays.fill(n, 0);
    Sheet p = hours.get("prices");
    for (int i = 0; i < p.rows(); i++) {
      if (!p.text(i, 0).equals("full") || p.integer(i, 1) != year) continue;
      double[] of = price.get(stage * zones + zoneOf(p.text(i, 6)));
      int h = p.integer(i, 3);
      of[h] = Math.max(of[h], weight * p.number(i, 7));
    }
    Sheet d = hours.get("dispatch");
    for (int i = 0; i < d.rows(); i++) {
      if (!d.text(i, 0).equals("full") || d.integer(i, 1) != year) continue;
      String what = d.text(i, 7);
      if (what.equals("load") || what.equals("ai")) load.get(zoneOf(d.text(i, 6)))[d.integer(i, 3)] -= d.number(i, 8) / 1e3;
    }
    for (Generator.Row g : figures.generators()) {
      if (g.profile().isEmpty()) continue;
      double standing = figures.scheduled(g.generator(), g.existing(), year)
          + decisions.get("generator/" + g.generator(), year) - decisions.get("generator.retired/" + g.generator(), year);
      if (standing <= 0) continue;
      Hourly cf = figures.profile(g.profile(), g.profileMean());
      double[] n = load.get(zoneOf(g.zone()));
      for (int h = 0; h < n.length; h++) n[h] -= standing * cf.at(h);
    }
  }

  private int zoneOf(String name) {
    return Objects.requireNonNull(zone.get(name), name);
  }

  /// More segments, where the last operation says that they are needed; by the data as long as nothing was operated.
  void refine() {
    int n = next();
    if (price.isEmpty()) {
      starts = Segments.starts(series, series, begins, n);
      return;
    }
    List<double[]> first = new ArrayList<>();
    List<double[]> second = new ArrayList<>();
    for (int k = 0; k < price.size(); k++) {
      double weight = data.settings().discountWeight(k / zone.size());
      double[] small = net.get(k).clone();
      double size = Math.max(1e-6, Arrays.stream(small).map(Math::abs).average().orElse(0));
      for (int h = 0; h < small.length; h++) small[h] *= weight * DATA_PRICE / size;
      first.add(price.get(k));
      second.add(net.get(k));
      first.add(small);
      second.add(net.get(k));
    }
    starts = Segments.starts(first, second, begins, n);
  }
}
