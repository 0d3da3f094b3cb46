package org.loadstar.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.highs.Algorithm;
import org.loadstar.lp.highs.HighsSolver;

/// The largest new load that each bus can take when every generator of its part may be dispatched anew.
///
/// ```
/// room_i = max L   over the changes Δ_g of the generators' output
/// Σ_g Δ_g = L ,   least_g <= p_g + Δ_g <= most_g ,   0 <= L <= cap                                            (1)
/// |f_c + Σ_g s_cg Δ_g - s_ci L| <= max(limit_c, |f_c|)   for every branch, and every branch after every outage  (2)
/// ```
///
/// c is a branch with its rating, or a branch and the outage of another that is no bridge with its emergency rating; f_c its flow now, s the change
/// of that flow per MW injected. A limit that is exceeded now may not be exceeded by more. The dispatch stands before the outage and is not
/// changed after it. Rows (2) are added where they are violated, until none is: all pairs are looked at each time. Costs do not count.
final class RedispatchHosting {
  private static final double MW = 1e-3;
  /// MW by which a limit may be exceeded, and share of it.
  private static final double TOLERANCE = 0.05;
  private static final double SHARE = 1e-3;
  /// Changes of a flow per MW that are left out of a row.
  private static final double SMALL = 1e-6;
  private static final int ADDED = 20;
  private static final int ROUNDS = 60;

  private final DcNetwork net;
  private final OperatingPoint point;
  private final double cap;
  private final int threads;
  /// Buses with generators, and what these may give up and add.
  private final int[] sources;
  private final double[] least;
  private final double[] most;
  /// Change of each flow per MW injected at a source.
  private final double[][] perSource;
  /// Outage factors by outage, then branch; empty for a bridge.
  private final float[][] factors;
  private final double[] intactLimit;
  private final double[] tolerance;
  /// Branches that an outage can bring above their limit, those first that the least lost flow can: while a branch is within its rating before the
  /// outage it is exceeded by at most factor times lost flow.
  private final int[][] endangered;
  /// Lost flow, MW, from which on the branch of the same place can be exceeded.
  private final float[][] from;
  /// Pairs that are exceeded now, with the flow that they have.
  private final Map<Long, Double> exceeded = new HashMap<>();

  private RedispatchHosting(DcNetwork net, OperatingPoint point, double cap, int threads) {
    this.net = net;
    this.point = point;
    this.cap = cap;
    this.threads = threads;
    TreeMap<Integer, double[]> room = new TreeMap<>();
    for (int g = 0; g < net.grid.generators().size(); g++) {
      Grid.Generator unit = net.grid.generators().get(g);
      double[] r = room.computeIfAbsent(unit.bus(), k -> new double[2]);
      r[0] += Math.min(0, unit.pMin() - point.output()[g]);
      r[1] += Math.max(0, unit.pMax() - point.output()[g]);
    }
    sources = room.keySet().stream().mapToInt(i -> i).toArray();
    least = room.values().stream().mapToDouble(r -> r[0]).toArray();
    most = room.values().stream().mapToDouble(r -> r[1]).toArray();
    perSource = new double[sources.length][];
    factors = new float[net.branches][];
    intactLimit = new double[net.branches];
    tolerance = new double[net.branches];
    endangered = new int[net.branches][0];
    from = new float[net.branches][0];
    for (int e = 0; e < net.branches; e++) {
      intactLimit[e] = Math.max(net.rating[e], Math.abs(point.flow()[e]));
      tolerance[e] = Math.max(TOLERANCE, SHARE * Math.min(net.emergency[e], cap));
    }
  }

  /// One room per bus, in their order.
  ///
  /// @param cap MW, the largest campus that is looked for
  static List<Hosting.Room> of(DcNetwork net, OperatingPoint point, double cap, int threads) {
    var hosting = new RedispatchHosting(net, point, cap, threads);
    hosting.prepare();
    boolean[] radial = Hosting.radial(net);
    List<Hosting.Room> out = new ArrayList<>(net.buses);
    Parallel.of(
            net.buses,
            threads,
            (first, last) -> {
              Worker worker = hosting.new Worker();
              List<Hosting.Room> rooms = new ArrayList<>(last - first);
              for (int i = first; i < last; i++) rooms.add(worker.room(i, radial[i]));
              return rooms;
            })
        .forEach(out::addAll);
    return out;
  }

  private void prepare() {
    Parallel.of(
        sources.length,
        threads,
        (first, last) -> {
          double[] scratch = new double[net.buses];
          for (int k = first; k < last; k++) perSource[k] = injected(sources[k], scratch);
          return true;
        });
    for (Map<Long, Double> part : Parallel.of(net.branches, threads, this::outages)) exceeded.putAll(part);
  }

  private double[] injected(int bus, double[] scratch) {
    double[] p = new double[net.buses];
    double[] flow = new double[net.branches];
    p[bus] = 1;
    net.transfer(p, flow, scratch);
    return flow;
  }

  private Map<Long, Double> outages(int first, int last) {
    Map<Long, Double> found = new HashMap<>();
    double[] injection = new double[net.buses];
    double[] scratch = new double[net.buses];
    double[] factor = new double[net.branches];
    for (int o = first; o < last; o++) {
      factors[o] = new float[net.bridges.is(o) ? 0 : net.branches];
      if (net.bridges.is(o)) continue;
      net.outage(o, injection, factor, scratch);
      for (int e = 0; e < net.branches; e++) {
        factors[o][e] = (float) factor[e];
        double after = Math.abs(point.flow()[e] + factors[o][e] * point.flow()[o]);
        if (e != o && after > net.emergency[e]) found.put(pair(e, o), after);
      }
      rank(o);
    }
    return found;
  }

  private void rank(int o) {
    float[] factor = factors[o];
    double largest = Math.min(intactLimit[o], net.grid.loadMw() + cap);
    float[] need = new float[net.branches];
    List<Integer> order = new ArrayList<>();
    for (int e = 0; e < factor.length; e++) {
      if (e == o || Double.isInfinite(net.emergency[e])) continue;
      double spare = tolerance[e] + net.emergency[e] - intactLimit[e];
      need[e] = (float) Math.max(0, spare / Math.abs(factor[e]));
      if (need[e] < largest) order.add(e);
    }
    order.sort((a, b) -> Float.compare(need[a], need[b]));
    endangered[o] = order.stream().mapToInt(e -> e).toArray();
    from[o] = new float[order.size()];
    for (int k = 0; k < from[o].length; k++) from[o][k] = need[endangered[o][k]];
  }

  private long pair(int branch, int outage) {
    return (long) (outage + 1) * net.branches + branch;
  }

  /// A limit: a branch, and the outage after which it holds, -1 for none.
  private record Limit(int branch, int outage) {}

  private double most(Limit c) {
    if (c.outage < 0) return intactLimit[c.branch];
    return Math.max(net.emergency[c.branch], exceeded.getOrDefault(pair(c.branch, c.outage), 0.0));
  }

  private double of(Limit c, double[] flow) {
    return c.outage < 0 ? flow[c.branch] : flow[c.branch] + factors[c.outage][c.branch] * flow[c.outage];
  }

  private final class Worker {
    private final double[] scratch = new double[net.buses];
    private final double[] flow = new double[net.branches];
    private final double[] injection = new double[net.buses];
    /// Limits that bound the bus before: most bound the next one too.
    private Set<Limit> known = new LinkedHashSet<>();

    /// The solution of one program.
    private record Found(double mw, double[] change, @Nullable Limit binding, Set<Limit> active) {}

    Hosting.Room room(int bus, boolean radial) {
      double[] drawn = injected(bus, scratch);
      Set<Limit> limits = new LinkedHashSet<>(known);
      limits.removeIf(c -> c.outage >= 0);
      Found found = settle(bus, drawn, limits, false);
      double intact = found.mw;
      limits.addAll(known);
      found = settle(bus, drawn, limits, true);
      known = found.active;
      Limit c = found.binding;
      Hosting.Bound bound = c == null ? Hosting.Bound.RESERVE : c.outage < 0 ? Hosting.Bound.INTACT : Hosting.Bound.OUTAGE;
      return new Hosting.Room(bus, found.mw, intact, bound, c == null ? -1 : c.branch, c == null ? -1 : c.outage, radial);
    }

    /// Adds limits until none is violated.
    private Found settle(int bus, double[] drawn, Set<Limit> limits, boolean outages) {
      Found found = solve(bus, drawn, limits);
      for (int round = 0; round < ROUNDS; round++) {
        Arrays.fill(injection, 0);
        injection[bus] -= found.mw;
        for (int k = 0; k < sources.length; k++) injection[sources[k]] += found.change[k];
        net.transfer(injection, flow, scratch);
        for (int e = 0; e < net.branches; e++) flow[e] += point.flow()[e];
        if (!violated(limits, outages)) return found;
        found = solve(bus, drawn, limits);
      }
      // Rows are still missing: what has been found is too much, so nothing is promised.
      return new Found(0, found.change, found.binding, found.active);
    }

    /// Adds the worst of what is violated; false where nothing is.
    private boolean violated(Set<Limit> limits, boolean outages) {
      TreeMap<Double, Limit> worst = new TreeMap<>();
      for (int e = 0; e < net.branches; e++) keep(worst, Math.abs(flow[e]) - intactLimit[e], e, -1);
      // The list of an outage holds while no branch is above its rating without it.
      boolean whole = worst.isEmpty();
      for (int o = 0; outages && whole && o < net.branches; o++) {
        float[] factor = factors[o];
        double lost = flow[o];
        for (int k = 0; k < endangered[o].length && from[o][k] <= Math.abs(lost); k++) {
          int e = endangered[o][k];
          double over = Math.abs(flow[e] + factor[e] * lost) - net.emergency[e];
          if (over > tolerance[e]) keep(worst, over + net.emergency[e] - most(new Limit(e, o)), e, o);
        }
      }
      int before = limits.size();
      limits.addAll(worst.values());
      return limits.size() > before;
    }

    private void keep(TreeMap<Double, Limit> worst, double over, int e, int o) {
      if (over <= tolerance[e] || worst.size() == ADDED && over <= worst.firstKey()) return;
      worst.put(over, new Limit(e, o));
      if (worst.size() > ADDED) worst.pollFirstEntry();
    }

    private Found solve(int bus, double[] drawn, Set<Limit> limits) {
      LpBuilder lp = new LpBuilder();
      int part = net.parts.of()[bus];
      Block load = lp.columns("campus.load", "GW", -1, List.of("campus"), 0, cap * MW);
      Block change = lp.columns("source.change", "GW", -1, java.util.Collections.nCopies(sources.length, ""), 0, 0);
      Block balance = lp.rows("part.balance", "GW", -1, List.of("part"));
      Block rows = lp.rows("limit", "GW", -1, java.util.Collections.nCopies(limits.size(), ""));
      lp.cost(load.at(0), "load", -1);
      for (int k = 0; k < sources.length; k++) {
        if (net.parts.of()[sources[k]] != part) continue;
        lp.bounds(change.at(k), least[k] * MW, most[k] * MW);
        lp.at(balance.at(0)).add(change.at(k), 1);
      }
      lp.at(balance.at(0)).add(load.at(0), -1).eq(0);
      int r = 0;
      for (Limit c : limits) {
        double now = of(c, point.flow());
        double limit = most(c);
        var row = lp.at(rows.at(r++)).add(load.at(0), small(-of(c, drawn)));
        for (int k = 0; k < sources.length; k++) row.add(change.at(k), small(of(c, perSource[k])));
        row.between((-limit - now) * MW, (limit - now) * MW);
      }
      Solution s = new HighsSolver(Algorithm.SIMPLEX).solve(lp.build(), SolveOptions.defaults(), Progress.silent());
      double[] x = s.point();
      double[] delta = new double[sources.length];
      for (int k = 0; k < delta.length; k++) delta[k] = x[change.at(k)] / MW;
      return found(x[load.at(0)] / MW, delta, limits, s.duals(), rows);
    }

    private static double small(double v) {
      return Math.abs(v) < SMALL ? 0 : v;
    }

    private static Found found(double mw, double[] change, Set<Limit> limits, double[] dual, Block rows) {
      Set<Limit> active = new LinkedHashSet<>();
      Limit binding = null;
      double largest = 1e-9;
      int r = 0;
      for (Limit c : limits) {
        double price = Math.abs(dual[rows.at(r++)]);
        if (price > 1e-9) active.add(c);
        if (price > largest) {
          largest = price;
          binding = c;
        }
      }
      return new Found(Math.max(0, mw), change, binding, active);
    }
  }
}
