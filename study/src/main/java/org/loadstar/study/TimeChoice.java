package org.loadstar.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Generator;
import org.loadstar.model.Hourly;
import org.loadstar.model.TimeGrid;
import org.loadstar.model.TimeText;
import org.loadstar.model.Zone;

/// Chooses the timesteps of a plan from `full`, `reps:N` or `segments:N`.
///
/// - `full`: all 8760 hours.
/// - `reps:N`: N representative days of 24 hours; `reps:Nw`: N representative weeks; `reps:N@2` in steps of 2 hours. Periods are
///   grouped by Ward's method on the load, net load and output of each zone, the member nearest to the mean of its group stands for
///   it, and the periods with the highest net load of summer and of winter stand for themselves (from four periods on those of the
///   system, from eight on also those of each interconnect). `reps:N+D`: day D of the year stands for itself beside them.
/// - `segments:N`: N contiguous segments, merged by Ward's method on the same series, none across a month ([Segments]).
public final class TimeChoice {
  private static final int FEATURE_HOURS = 3;

  /// From this many periods on, each interconnect keeps its own peaks.
  private static final int MANY = 8;

  private TimeChoice() {}

  /// @throws OptionRefused with what is allowed when the text is none of the forms
  public static TimeGrid of(String text, Case data) {
    TimeText time =
        TimeText.of(text).orElseThrow(() -> new OptionRefused("time '" + text + "': allowed are " + TimeText.ALLOWED));
    List<double[]> series = time.form() == TimeText.Form.SEGMENTS ? series(data) : List.of();
    return switch (time.form()) {
      case FULL -> TimeGrid.fullYear();
      case DAYS -> representative(data, time.count(), 24, time.step(), time.days());
      case WEEKS -> representative(data, time.count(), 168, time.step(), List.of());
      case SEGMENTS -> TimeGrid.segments(Segments.starts(series, series, Segments.months(), time.count()));
    };
  }

  /// Series by zone, scaled to comparable size: load, net load of the standing variable fleet, and the best profiles.
  static List<double[]> series(Case data) {
    Figures figures = new Figures(data);
    List<double[]> out = new ArrayList<>();
    double system = 0;
    for (Zone z : data.zones()) system += figures.demand(z).mean();
    for (Zone z : data.zones()) {
      Hourly load = figures.demand(z);
      double size = load.mean() / system;
      double spread = load.max() - load.mean();
      if (!(size > 0)) continue;
      double[] net = load.toArray();
      for (Generator.Row g : data.generators()) {
        if (!g.zone().equals(z.zone()) || g.profile().isEmpty()) continue;
        Hourly cf = figures.profile(g.profile(), g.profileMean());
        if (g.existing() > 0) for (int h = 0; h < net.length; h++) net[h] -= cf.at(h) * g.existing() / 1e3;
      }
      for (double[] s : List.of(load.toArray(), net)) {
        for (int h = 0; h < s.length; h++) s[h] = s[h] / Math.max(spread, 1e-9) * Math.sqrt(size);
        out.add(s);
      }
      data.profiles().entrySet().stream()
          .filter(e -> e.getKey().endsWith("/" + z.zone()))
          .sorted(Map.Entry.comparingByKey())
          .forEach(e -> {
            double[] s = figures.profile(e.getKey(), Double.NaN).toArray();
            for (int h = 0; h < s.length; h++) s[h] *= Math.sqrt(size);
            out.add(s);
          });
    }
    return out;
  }

  /// Load less the standing variable fleet of an interconnect, empty for all, GW.
  static double[] netLoad(Case data, String interconnect) {
    Figures figures = new Figures(data);
    double[] net = new double[Hourly.HOURS];
    Set<String> inside = new HashSet<>();
    for (Zone z : data.zones()) {
      if (!interconnect.isEmpty() && !z.interconnect().equals(interconnect)) continue;
      inside.add(z.zone());
      Hourly d = figures.demand(z);
      for (int h = 0; h < net.length; h++) net[h] += d.at(h);
    }
    for (Generator.Row g : data.generators()) {
      if (g.profile().isEmpty() || g.existing() == 0 || !inside.contains(g.zone())) continue;
      Hourly cf = figures.profile(g.profile(), g.profileMean());
      for (int h = 0; h < net.length; h++) net[h] -= cf.at(h) * g.existing() / 1e3;
    }
    return net;
  }

  private static TimeGrid representative(Case data, int n, int hours, int step, List<Integer> days) {
    int periods = (Hourly.HOURS + hours - 1) / hours;
    int whole = Hourly.HOURS / hours;
    int perFeature = hours == 24 ? FEATURE_HOURS : 6;
    List<double[]> series = series(data);
    double[][] feature = new double[periods][series.size() * hours / perFeature];
    for (int p = 0; p < periods; p++) {
      int f = 0;
      for (double[] s : series)
        for (int b = 0; b < hours; b += perFeature) {
          double sum = 0;
          // A short last period repeats its own day.
          for (int h = b; h < b + perFeature; h++) sum += s[Math.min(p * hours + h, Hourly.HOURS - 24 + h % 24)];
          feature[p][f++] = sum / perFeature;
        }
    }
    boolean[] alone = new boolean[periods];
    if (n >= 4) {
      for (boolean summer : new boolean[] {true, false}) {
        alone[peakPeriod(netLoad(data, ""), hours, whole, summer)] = true;
        if (n >= MANY)
          for (String area : data.zones().stream().map(Zone::interconnect).distinct().toList())
            alone[peakPeriod(netLoad(data, area), hours, whole, summer)] = true;
      }
    }
    int more = 0;
    for (int d : days) {
      if (alone[d - 1]) continue;
      alone[d - 1] = true;
      more++;
    }
    int[] group = ward(feature, alone, n + more);
    int groups = Arrays.stream(group).max().orElseThrow() + 1;
    int[] chosen = new int[groups];
    for (int g = 0; g < groups; g++) chosen[g] = medoid(feature, group, g, whole) * hours;
    return TimeGrid.representative(hours, chosen, group, step);
  }

  /// April to October.
  static boolean summer(int hour) {
    int month = TimeGrid.monthOf(hour);
    return month >= 4 && month <= 10;
  }

  private static int peakPeriod(double[] net, int hours, int whole, boolean summer) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int h = 0; h < whole * hours; h++) {
      if (summer(h) == summer && net[h] > most) {
        most = net[h];
        best = h / hours;
      }
    }
    return best;
  }

  private static int medoid(double[][] feature, int[] group, int g, int whole) {
    double[] mean = new double[feature[0].length];
    int count = 0;
    for (int p = 0; p < group.length; p++) {
      if (group[p] != g) continue;
      count++;
      for (int f = 0; f < mean.length; f++) mean[f] += feature[p][f];
    }
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int p = 0; p < Math.min(group.length, whole); p++) {
      if (group[p] != g) continue;
      double d = 0;
      for (int f = 0; f < mean.length; f++) d += Math.pow(feature[p][f] - mean[f] / count, 2);
      if (d < least) {
        least = d;
        best = p;
      }
    }
    return best >= 0 ? best : whole - 1;
  }

  /// Ward's method: merges the two groups whose union raises the sum of squares least, until n are left. Members marked alone
  /// are never merged.
  ///
  /// @return group of each member, numbered by first member
  private static int[] ward(double[][] x, boolean[] alone, int n) {
    int m = x.length;
    double[][] mean = new double[m][];
    double[] size = new double[m];
    int[] parent = new int[m];
    for (int i = 0; i < m; i++) {
      mean[i] = x[i].clone();
      size[i] = 1;
      parent[i] = i;
    }
    int groups = m;
    int fixed = 0;
    for (boolean b : alone) if (b) fixed++;
    int[] nearest = new int[m];
    double[] cost = new double[m];
    for (int i = 0; i < m; i++) nearest(i, mean, size, parent, alone, nearest, cost);
    while (groups > Math.max(n, fixed + 1)) {
      int a = -1;
      for (int i = 0; i < m; i++) if (parent[i] == i && nearest[i] >= 0 && (a < 0 || cost[i] < cost[a])) a = i;
      if (a < 0) break;
      int b = nearest[a];
      for (int f = 0; f < mean[a].length; f++)
        mean[a][f] = (size[a] * mean[a][f] + size[b] * mean[b][f]) / (size[a] + size[b]);
      size[a] += size[b];
      parent[b] = a;
      groups--;
      for (int i = 0; i < m; i++) {
        if (parent[i] != i) continue;
        if (i == a || nearest[i] == a || nearest[i] == b) {
          nearest(i, mean, size, parent, alone, nearest, cost);
        } else if (i < a && !alone[i]) {
          double d = distance(mean, size, i, a, cost[i]);
          if (d < cost[i]) {
            cost[i] = d;
            nearest[i] = a;
          }
        }
      }
    }
    int[] group = new int[m];
    int[] number = new int[m];
    Arrays.fill(number, -1);
    int next = 0;
    for (int i = 0; i < m; i++) {
      int r = i;
      while (parent[r] != r) r = parent[r];
      if (number[r] < 0) number[r] = next++;
      group[i] = number[r];
    }
    return group;
  }

  private static void nearest(
      int i, double[][] mean, double[] size, int[] parent, boolean[] alone, int[] nearest, double[] cost) {
    nearest[i] = -1;
    cost[i] = Double.POSITIVE_INFINITY;
    if (alone[i]) return;
    for (int j = i + 1; j < mean.length; j++) {
      if (parent[j] != j || alone[j]) continue;
      double d = distance(mean, size, i, j, cost[i]);
      if (d < cost[i]) {
        cost[i] = d;
        nearest[i] = j;
      }
    }
  }

  private static double distance(double[][] mean, double[] size, int i, int j, double most) {
    double w = size[i] * size[j] / (size[i] + size[j]);
    double d = 0;
    for (int f = 0; f < mean[i].length && d * w < most; f++) {
      double e = mean[i][f] - mean[j][f];
      d += e * e;
    }
    return d * w;
  }
}
