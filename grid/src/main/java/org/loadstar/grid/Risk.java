package org.loadstar.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Many cascades, and the worst outages that can be found. Event k of a seed has random numbers of its own, so that the same event is compared
/// before and after a change of the grid, and the number of threads does not matter.
public final class Risk {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  /// Branches tried in each round of interdiction: those with the largest flow.
  private static final int CANDIDATES = 400;

  private Risk() {}

  /// One outage of the worst set.
  ///
  /// @param lostMw lost when it comes on top of those before it
  public record Strike(int branch, double lostMw) {}

  /// Events that begin with the loss of some branches drawn with equal chance.
  ///
  /// @param outages branches lost at the start of each event
  static LostLoad outages(DcNetwork net, OperatingPoint point, Cascade.Rule rule, int outages, int events, long seed, int threads) {
    int n = Math.min(outages, net.branches);
    return events(net, point, rule, events, seed, threads, random -> {
      TreeSet<Integer> drawn = new TreeSet<>();
      while (drawn.size() < n) drawn.add(random.nextInt(net.branches));
      return Shock.ofBranches(drawn.stream().mapToInt(i -> i).toArray());
    });
  }

  /// Events of an attack.
  static LostLoad attack(DcNetwork net, OperatingPoint point, Cascade.Rule rule, Attack attack, int events, long seed, int threads) {
    return events(net, point, rule, events, seed, threads, random -> attack.draw(net.grid, point, random));
  }

  private interface Draw {
    Shock of(SplittableRandom random);
  }

  private static LostLoad events(DcNetwork net, OperatingPoint point, Cascade.Rule rule, int events, long seed, int threads, Draw draw) {
    List<Cascade.Outcome> all = new ArrayList<>(events);
    Parallel.of(
            events,
            threads,
            (first, last) -> {
              Cascade cascade = new Cascade(net, point, rule);
              List<Cascade.Outcome> part = new ArrayList<>(last - first);
              for (int k = first; k < last; k++) {
                SplittableRandom random = new SplittableRandom(seed * GOLDEN + k);
                part.add(cascade.run(draw.of(random), random));
              }
              return part;
            })
        .forEach(all::addAll);
    double load = 0;
    for (double d : point.demand()) load += Math.max(0, d);
    return LostLoad.of(all.toArray(new Cascade.Outcome[0]), load);
  }

  /// The worst set of outages that greed finds: in each round the branch whose loss, with those before it, loses the most load. Only the branches
  /// with the largest flow are tried, and a better set may exist that no single step leads to.
  static List<Strike> worst(DcNetwork net, OperatingPoint point, Cascade.Rule rule, int outages, int threads) {
    Integer[] order = new Integer[net.branches];
    for (int e = 0; e < order.length; e++) order[e] = e;
    java.util.Arrays.sort(order, (a, b) -> Double.compare(Math.abs(point.flow()[b]), Math.abs(point.flow()[a])));
    int tried = Math.min(CANDIDATES, order.length);
    List<Strike> out = new ArrayList<>();
    int[] chosen = {};
    double before = 0;
    while (chosen.length < Math.min(outages, tried)) {
      int[] base = chosen;
      List<double[]> results =
          Parallel.of(
              tried,
              threads,
              (first, last) -> {
                Cascade cascade = new Cascade(net, point, new Cascade.Rule(1, rule.response()));
                double[] best = {-1, -1};
                for (int k = first; k < last; k++) {
                  int[] with = java.util.Arrays.copyOf(base, base.length + 1);
                  with[base.length] = order[k];
                  if (java.util.Arrays.stream(base).anyMatch(e -> e == with[base.length])) continue;
                  double lost = cascade.run(Shock.ofBranches(with), new SplittableRandom(0)).lostMw();
                  if (lost > best[0]) best = new double[] {lost, with[base.length]};
                }
                return best;
              });
      double[] best = {-1, -1};
      for (double[] r : results) if (r[0] > best[0]) best = r;
      if (best[1] < 0) break;
      out.add(new Strike((int) best[1], best[0] - before));
      before = best[0];
      chosen = java.util.Arrays.copyOf(base, base.length + 1);
      chosen[base.length] = (int) best[1];
    }
    return out;
  }
}
