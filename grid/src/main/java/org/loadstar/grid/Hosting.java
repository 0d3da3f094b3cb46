package org.loadstar.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The largest new load that each bus can take.
///
/// ```
/// room_i = max L >= 0 with, for every branch e and every outage o that is no bridge,
///   |f_e + s_ei L| <= rating_e                                                         (1)
///   |f_e + λ_eo f_o + (s_ei + λ_eo s_oi) L| <= emergency_e                             (2)
///   L <= what the generators of the part may still give                                (3)
/// ```
///
/// s_ei is the change of flow e per MW drawn at bus i and given by the generators of its part in proportion to the room above each (the slack of
/// [Balance]; nothing else is redispatched, so that a better dispatch may host more), λ the outage factor. A pair counts for a bus only where
/// |s_ei + λ_eo s_oi| reaches `threshold`, as in planners' distribution factor cut-offs; a limit that is exceeded already admits nothing that
/// makes it worse by such a factor. A bus behind a bridge is marked: the loss of the bridge takes the campus with it.
public final class Hosting {
  private final DcNetwork net;
  private final OperatingPoint point;
  private final double threshold;
  private final int threads;
  /// Change of flow by branch, then bus.
  private final double[][] s;
  private final double[] reserve;

  /// What bounds the room of a bus.
  public enum Bound {
    /// A rating without any outage.
    INTACT,
    /// An emergency rating after an outage.
    OUTAGE,
    /// The generators' room.
    RESERVE
  }

  /// @param branch the branch that binds, -1 for none
  /// @param outage the outage that makes it bind, -1 for none
  /// @param radial behind a bridge
  public record Room(int bus, double mw, double intactMw, Bound bound, int branch, int outage, boolean radial) {}

  private Hosting(DcNetwork net, OperatingPoint point, double threshold, int threads) {
    this.net = net;
    this.point = point;
    this.threshold = threshold;
    this.threads = threads;
    s = new double[net.branches][net.buses];
    reserve = new double[net.parts.count()];
  }

  /// One room per bus, in their order.
  static List<Room> of(DcNetwork net, OperatingPoint point, double threshold, int threads) {
    return new Hosting(net, point, threshold, threads).rooms();
  }

  private List<Room> rooms() {
    sensitivities();
    double[] most = new double[net.buses];
    for (int i = 0; i < net.buses; i++) most[i] = reserve[net.parts.of()[i]] > 0 ? 1 / reserve[net.parts.of()[i]] : Double.POSITIVE_INFINITY;
    Tightest intact = new Tightest(most);
    for (int e = 0; e < net.branches; e++) intact.one(s[e], net.rating[e] - point.flow()[e], net.rating[e] + point.flow()[e], threshold, e);
    Tightest all = new Tightest(intact.least);
    System.arraycopy(intact.branch, 0, all.branch, 0, net.buses);
    for (Tightest part : Parallel.of(net.branches, threads, (first, last) -> outages(intact, first, last))) all.merge(part);
    boolean[] radial = radial(net);
    List<Room> out = new ArrayList<>(net.buses);
    for (int i = 0; i < net.buses; i++) {
      Bound bound = all.branch[i] < 0 ? Bound.RESERVE : all.outage[i] < 0 ? Bound.INTACT : Bound.OUTAGE;
      out.add(new Room(i, 1 / all.least[i], 1 / intact.least[i], bound, all.branch[i], all.outage[i], radial[i]));
    }
    return out;
  }

  private void sensitivities() {
    double[] weight = new double[net.buses];
    Grid grid = net.grid;
    for (int g = 0; g < grid.generators().size(); g++) {
      Grid.Generator unit = grid.generators().get(g);
      double room = Math.max(0, unit.pMax() - point.output()[g]);
      weight[unit.bus()] += room;
      reserve[net.parts.of()[unit.bus()]] += room;
    }
    for (int i = 0; i < net.buses; i++) if (weight[i] > 0) weight[i] /= reserve[net.parts.of()[i]];
    double[] given = new double[net.branches];
    net.transfer(weight, given, new double[net.buses]);
    Parallel.of(
        net.buses,
        threads,
        (first, last) -> {
          double[] drawn = new double[net.buses];
          double[] scratch = new double[net.buses];
          double[] flow = new double[net.branches];
          for (int i = first; i < last; i++) {
            Arrays.fill(drawn, 0);
            drawn[i] = -1;
            net.transfer(drawn, flow, scratch);
            int part = net.parts.of()[i];
            for (int e = 0; e < net.branches; e++) if (net.parts.of()[net.from[e]] == part) s[e][i] = flow[e] + given[e];
          }
          return true;
        });
  }

  /// The tightest limits among some outages. A pair is left out where even its largest change of flow, at the room found so far, stays within
  /// its margin for every bus.
  private Tightest outages(Tightest intact, int first, int last) {
    Tightest t = new Tightest(intact.least);
    double[] reach = new double[net.branches];
    double[] injection = new double[net.buses];
    double[] scratch = new double[net.buses];
    double[] factor = new double[net.branches];
    for (int e = 0; e < net.branches; e++) reach[e] = t.reach(s[e]);
    for (int o = first; o < last; o++) {
      if (net.bridges.is(o)) continue;
      net.outage(o, injection, factor, scratch);
      for (int e = 0; e < net.branches; e++) {
        if (e == o || Double.isInfinite(net.emergency[e])) continue;
        double flow = point.flow()[e] + factor[e] * point.flow()[o];
        double up = net.emergency[e] - flow;
        double down = net.emergency[e] + flow;
        if (reach[e] + Math.abs(factor[e]) * reach[o] > Math.min(up, down)) t.pair(s[e], s[o], factor[e], up, down, threshold, e, o);
      }
    }
    return t;
  }

  /// Buses behind a bridge, on its smaller side.
  static boolean[] radial(DcNetwork net) {
    boolean[] radial = new boolean[net.buses];
    int[] size = net.parts.sizes();
    for (int e = 0; e < net.branches; e++) {
      if (!net.bridges.is(e)) continue;
      int[] behind = net.bridges.behind(e);
      boolean small = 2 * behind.length <= size[net.parts.of()[net.from[e]]];
      if (small) for (int i : behind) radial[i] = true;
    }
    return radial;
  }

  /// For each bus the reciprocal of its room, so that a limit is one product, and what sets it.
  private static final class Tightest {
    final double[] least;
    final int[] branch;
    final int[] outage;

    Tightest(double[] start) {
      least = start.clone();
      branch = new int[start.length];
      outage = new int[start.length];
      Arrays.fill(branch, -1);
      Arrays.fill(outage, -1);
    }

    /// The largest change of a flow over all buses, each at the room found so far.
    double reach(double[] s) {
      double most = 0;
      for (int i = 0; i < s.length; i++) most = Math.max(most, Math.abs(s[i]) / least[i]);
      return most;
    }

    void one(double[] s, double up, double down, double threshold, int e) {
      pair(s, s, 0, up, down, threshold, e, -1);
    }

    void pair(double[] a, double[] b, double factor, double up, double down, double threshold, int e, int o) {
      double perUp = up > 0 ? 1 / up : Double.POSITIVE_INFINITY;
      double perDown = down > 0 ? 1 / down : Double.POSITIVE_INFINITY;
      for (int i = 0; i < a.length; i++) {
        double change = a[i] + factor * b[i];
        double need = change > 0 ? change * perUp : -change * perDown;
        if (need > least[i] && Math.abs(change) >= threshold) {
          least[i] = need;
          branch[i] = e;
          outage[i] = o;
        }
      }
    }

    void merge(Tightest other) {
      for (int i = 0; i < least.length; i++)
        if (other.least[i] > least[i]) {
          least[i] = other.least[i];
          branch[i] = other.branch[i];
          outage[i] = other.outage[i];
        }
    }
  }
}
