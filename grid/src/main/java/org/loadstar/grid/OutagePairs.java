package org.loadstar.grid;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The pairs of a branch and the outage of another that can be violated, in an order in which few have to be looked at.
///
/// ```
/// λ_eo = b_e g_eo / (1 - b_o g_oo) ,   g_eo = c_e' B⁻¹ c_o = g_oe                                            (1)
/// |f_e + λ_eo f_o| <= |f_e| + |λ_eo| most_o                                                              (2)
/// ```
///
/// c_e sends 1 MW between the ends of e. By (1) one solve gives all outages that act on a branch. The outages of a branch stand by falling |λ_eo| most_o,
/// most_o the largest flow that o can carry: by (2) the look at a branch ends at the first one that its spare rating covers. Outages that add less than
/// [#LATER] of the rating are listed once the branch is that full.
final class OutagePairs {
  private static final double LATER = 0.1;

  private final DcNetwork net;
  private final double[] most;
  private final double[] spare;
  /// 1 - b_o g_oo.
  private final double[] stays;
  private final double[] listedFrom;
  private final Outages[] listed;
  private final AtomicReferenceArray<Outages> all;
  private final Map<Long, Double> exceeded = new HashMap<>();

  /// What a pair of a branch and an outage exceeds.
  interface Found {
    /// @param over MW above the emergency rating
    void pair(int branch, int outage, double factor, double over);
  }

  /// Outages that act on a branch, in order, with their factors.
  private record Outages(int[] branch, float[] factor) {
    static final Outages NONE = new Outages(new int[0], new float[0]);
  }

  /// @param flow MW by branch now
  /// @param most MW by branch, the largest flow that any will have
  /// @param slack MW by branch by which its emergency rating may be exceeded
  OutagePairs(DcNetwork net, double[] flow, double[] most, double[] slack, int threads) {
    this.net = net;
    this.most = most;
    spare = new double[net.branches];
    stays = new double[net.branches];
    listedFrom = new double[net.branches];
    listed = new Outages[net.branches];
    all = new AtomicReferenceArray<>(net.branches);
    for (int e = 0; e < spare.length; e++) {
      spare[e] = net.emergency[e] + slack[e];
      listedFrom[e] = Math.max(spare[e] - most[e], LATER * spare[e]);
    }
    Parallel.of(
        net.branches,
        threads,
        (first, last) -> {
          Solve s = new Solve();
          for (int o = first; o < last; o++) {
            s.angles(o);
            stays[o] = 1 - net.b[o] * s.across(o);
          }
          return true;
        });
    List<Map<Long, Double>> parts =
        Parallel.of(
            net.branches,
            threads,
            (first, last) -> {
              Solve s = new Solve();
              Map<Long, Double> found = new HashMap<>();
              for (int e = first; e < last; e++) list(e, s, flow, found);
              return found;
            });
    for (Map<Long, Double> part : parts) exceeded.putAll(part);
  }

  private final class Solve {
    private final double[] angle = new double[net.buses];
    private final double[] scratch = new double[net.buses];
    private final long[] order = new long[net.branches];

    void angles(int e) {
      Arrays.fill(angle, 0);
      angle[net.from[e]] = 1;
      angle[net.to[e]] -= 1;
      net.solve(angle, scratch);
    }

    double across(int e) {
      return angle[net.from[e]] - angle[net.to[e]];
    }

    /// λ_eo, the angles being those of e; 0 where the loss of o moves no flow.
    float factor(int e, int o) {
      return o == e || net.bridges.is(o) ? 0 : (float) (net.b[e] * across(o) / stays[o]);
    }

    Outages outages(int e, double from) {
      int n = 0;
      for (int o = 0; o < net.branches; o++) {
        float reach = (float) (Math.abs(factor(e, o)) * most[o]);
        if (reach > from) order[n++] = (long) Float.floatToIntBits(reach) << Integer.SIZE | o;
      }
      Arrays.sort(order, 0, n);
      Outages out = new Outages(new int[n], new float[n]);
      for (int k = 0; k < n; k++) {
        out.branch[k] = (int) order[n - 1 - k];
        out.factor[k] = factor(e, out.branch[k]);
      }
      return out;
    }
  }

  private void list(int e, Solve s, double[] flow, Map<Long, Double> found) {
    listed[e] = Outages.NONE;
    if (Double.isInfinite(net.emergency[e])) return;
    s.angles(e);
    listed[e] = s.outages(e, listedFrom[e]);
    for (int o = 0; o < net.branches; o++) {
      double after = Math.abs(flow[e] + s.factor(e, o) * flow[o]);
      if (after > net.emergency[e] && o != e && !net.bridges.is(o)) found.put(key(e, o), after);
    }
  }

  private Outages of(int e, double room) {
    if (room >= listedFrom[e]) return listed[e];
    Outages known = all.get(e);
    if (known != null) return known;
    Solve s = new Solve();
    s.angles(e);
    Outages whole = s.outages(e, Math.max(0, spare[e] - most[e]));
    all.set(e, whole);
    return whole;
  }

  private long key(int branch, int outage) {
    return (long) outage * net.branches + branch;
  }

  /// MW that a branch may carry after an outage: its emergency rating, or what it would carry now where that is more.
  double limit(int branch, int outage) {
    return Math.max(net.emergency[branch], exceeded.getOrDefault(key(branch, outage), 0.0));
  }

  /// All pairs above the emergency rating and its slack, for flows that stay within `most`.
  void look(double[] flow, Found found) {
    for (int e = 0; e < net.branches; e++) {
      if (Double.isInfinite(spare[e])) continue;
      double room = spare[e] - Math.min(Math.abs(flow[e]), most[e]);
      Outages o = of(e, room);
      for (int k = 0; k < o.branch.length && Math.abs(o.factor[k]) * most[o.branch[k]] > room; k++) {
        double after = Math.abs(flow[e] + o.factor[k] * flow[o.branch[k]]);
        if (after > spare[e]) found.pair(e, o.branch[k], o.factor[k], after - net.emergency[e]);
      }
    }
  }
}
