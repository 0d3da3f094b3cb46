package org.loadstar.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
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
/// |f_c + Σ_g (s_cg - s_ci) Δ_g| <= max(limit_c, |f_c|)   for every branch, and every branch after every outage  (2)
/// ```
///
/// c is a branch with its rating, or a branch and the outage of another that is no bridge with its emergency rating; f_c its flow now, s the change
/// of that flow per MW injected. A limit that is exceeded now may not be exceeded by more. The dispatch stands before the outage and is not
/// changed after it. Rows (2) are added where they are violated, until none is: all pairs are looked at each time ([OutagePairs]). The rows that bound
/// the bus before are there from the start; the program goes on from its last basis ([BoxSimplex]) and is given to HiGHS where that ends without
/// a proof. Costs do not count.
final class RedispatchHosting {
  private static final double MW = 1e-3;
  /// MW by which a limit may be exceeded, and share of it.
  private static final double TOLERANCE = 0.05;
  private static final double SHARE = 1e-3;
  /// Changes of a flow per MW that are left out of a row.
  private static final double SMALL = 1e-6;
  /// Price of a limit, MW of room per MW, from which on it binds.
  private static final double BINDS = 1e-6;
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
  private final double[] intactLimit;
  private final double[] tolerance;
  private final OutagePairs pairs;

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
    room.values().removeIf(r -> r[0] == 0 && r[1] == 0);
    sources = room.keySet().stream().mapToInt(i -> i).toArray();
    least = room.values().stream().mapToDouble(r -> r[0]).toArray();
    most = room.values().stream().mapToDouble(r -> r[1]).toArray();
    perSource = new double[sources.length][];
    intactLimit = new double[net.branches];
    tolerance = new double[net.branches];
    double moved = Math.min(cap, Arrays.stream(most).sum()) - Arrays.stream(least).sum();
    double[] largest = new double[net.branches];
    for (int e = 0; e < net.branches; e++) {
      double now = Math.abs(point.flow()[e]);
      intactLimit[e] = Math.max(net.rating[e], now);
      tolerance[e] = Math.max(TOLERANCE, SHARE * Math.min(net.emergency[e], cap));
      largest[e] = Math.min(intactLimit[e], now + moved);
    }
    Parallel.of(
        sources.length,
        threads,
        (first, last) -> {
          double[] scratch = new double[net.buses];
          for (int k = first; k < last; k++) perSource[k] = injected(sources[k], scratch);
          return true;
        });
    pairs = new OutagePairs(net, point.flow(), largest, tolerance, threads);
  }

  /// One room per bus, in their order.
  ///
  /// @param cap MW, the largest campus that is looked for
  static List<Hosting.Room> of(DcNetwork net, OperatingPoint point, double cap, int threads) {
    var hosting = new RedispatchHosting(net, point, cap, threads);
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

  private double[] injected(int bus, double[] scratch) {
    double[] p = new double[net.buses];
    double[] flow = new double[net.branches];
    p[bus] = 1;
    net.transfer(p, flow, scratch);
    return flow;
  }

  /// A limit: a branch, and the outage after which it holds with its factor, -1 for none.
  private record Limit(int branch, int outage, double factor) {
    double of(double[] flow) {
      return outage < 0 ? flow[branch] : flow[branch] + factor * flow[outage];
    }
  }

  private double most(Limit c) {
    return c.outage < 0 ? intactLimit[c.branch] : pairs.limit(c.branch, c.outage);
  }

  /// The limits of a program with their rows.
  private static final class Rows {
    final Set<Limit> in = new LinkedHashSet<>();
    final List<Limit> limits = new ArrayList<>();
    final List<double[]> per = new ArrayList<>();
  }

  /// The solution of one program.
  ///
  /// @param prices by limit, MW of room per MW
  private record Found(double mw, double[] change, double[] prices) {}

  private final class Worker {
    private final double[] scratch = new double[net.buses];
    private final double[] flow = new double[net.branches];
    private final double[] injection = new double[net.buses];
    /// Limits that bound the bus before: most bound the next one too.
    private List<Limit> known = new ArrayList<>();

    Hosting.Room room(int bus, boolean radial) {
      Program program = new Program(bus, injected(bus, scratch));
      for (Limit c : known) if (c.outage < 0) program.add(c);
      double intact = settle(program, false).mw;
      for (Limit c : known) program.add(c);
      Found found = settle(program, true);
      Limit binding = null;
      double largest = 0;
      known = new ArrayList<>();
      for (int k = 0; k < found.prices.length; k++) {
        double price = Math.abs(found.prices[k]);
        if (price <= BINDS) continue;
        Limit c = program.rows.limits.get(k);
        known.add(c);
        if (price <= largest) continue;
        largest = price;
        binding = c;
      }
      Hosting.Bound bound = binding == null ? Hosting.Bound.RESERVE : binding.outage < 0 ? Hosting.Bound.INTACT : Hosting.Bound.OUTAGE;
      return new Hosting.Room(bus, found.mw, intact, bound, binding == null ? -1 : binding.branch, binding == null ? -1 : binding.outage, radial);
    }

    /// Adds limits until none is violated.
    private Found settle(Program program, boolean outages) {
      Found found = program.solve();
      for (int round = 0; round < ROUNDS; round++) {
        Arrays.fill(injection, 0);
        injection[program.bus] -= found.mw;
        for (int k = 0; k < program.own.length; k++) injection[sources[program.own[k]]] += found.change[k];
        net.transfer(injection, flow, scratch);
        for (int e = 0; e < net.branches; e++) flow[e] += point.flow()[e];
        if (!violated(program, outages)) return found;
        found = program.solve();
      }
      // Rows are still missing: what has been found is too much, so nothing is promised.
      return new Found(0, found.change, found.prices);
    }

    /// Adds the worst of what is violated; false where nothing is.
    private boolean violated(Program program, boolean outages) {
      TreeMap<Double, Limit> worst = new TreeMap<>();
      for (int e = 0; e < net.branches; e++) {
        double over = Math.abs(flow[e]) - intactLimit[e];
        if (over > tolerance[e]) keep(worst, over, new Limit(e, -1, 0));
      }
      // Pairs are listed for flows that are within the ratings without an outage.
      if (outages && worst.isEmpty())
        pairs.look(flow, (e, o, factor, over) -> keep(worst, over + net.emergency[e] - pairs.limit(e, o), new Limit(e, o, factor)));
      boolean added = false;
      for (Limit c : worst.descendingMap().values()) added |= program.add(c);
      return added;
    }

    private void keep(TreeMap<Double, Limit> worst, double over, Limit c) {
      if (over <= tolerance[c.branch] || worst.size() == ADDED && over <= worst.firstKey()) return;
      worst.put(over, c);
      if (worst.size() > ADDED) worst.pollFirstEntry();
    }
  }

  /// The program of one bus.
  private final class Program {
    final int bus;
    final Rows rows = new Rows();
    /// Positions of the sources in the part of the bus.
    final int[] own;
    private final double[] drawn;
    private final double[] low;
    private final double[] high;
    private final BoxSimplex simplex;
    private boolean proven = true;

    Program(int bus, double[] drawn) {
      this.bus = bus;
      this.drawn = drawn;
      int part = net.parts.of()[bus];
      own = java.util.stream.IntStream.range(0, sources.length).filter(k -> net.parts.of()[sources[k]] == part).toArray();
      low = Arrays.stream(own).mapToDouble(k -> least[k]).toArray();
      high = Arrays.stream(own).mapToDouble(k -> most[k]).toArray();
      simplex = new BoxSimplex(low, high);
      double[] all = new double[own.length];
      Arrays.fill(all, 1);
      simplex.add(all, 0, cap);
    }

    /// False where the limit is there already.
    boolean add(Limit c) {
      if (!rows.in.add(c)) return false;
      double here = c.of(drawn);
      double[] per = new double[own.length];
      for (int k = 0; k < own.length; k++) {
        double s = c.of(perSource[own[k]]) - here;
        per[k] = Math.abs(s) < SMALL ? 0 : s;
      }
      rows.limits.add(c);
      rows.per.add(per);
      double now = c.of(point.flow());
      simplex.add(per, -most(c) - now, most(c) - now);
      return true;
    }

    Found solve() {
      proven = proven && simplex.solve();
      if (!proven) return bySolver();
      double[] change = simplex.x();
      double[] prices = new double[rows.limits.size()];
      for (int k = 0; k < prices.length; k++) prices[k] = simplex.price(k + 1);
      return new Found(Math.max(0, Arrays.stream(change).sum()), change, prices);
    }

    private Found bySolver() {
      LpBuilder lp = new LpBuilder();
      Block change = lp.columns("source.change", "GW", -1, java.util.Collections.nCopies(own.length, ""), 0, 0);
      Block load = lp.rows("campus.load", "GW", -1, List.of("campus"));
      Block limit = lp.rows("limit", "GW", -1, java.util.Collections.nCopies(rows.limits.size(), ""));
      for (int k = 0; k < own.length; k++) {
        lp.bounds(change.at(k), low[k] * MW, high[k] * MW);
        lp.cost(change.at(k), "load", -1);
        lp.at(load.at(0)).add(change.at(k), 1);
      }
      lp.at(load.at(0)).between(0, cap * MW);
      for (int r = 0; r < rows.limits.size(); r++) {
        Limit c = rows.limits.get(r);
        double[] per = rows.per.get(r);
        double now = c.of(point.flow());
        var row = lp.at(limit.at(r));
        for (int k = 0; k < own.length; k++) row.add(change.at(k), per[k]);
        row.between((-most(c) - now) * MW, (most(c) - now) * MW);
      }
      Solution s = new HighsSolver(Algorithm.SIMPLEX).solve(lp.build(), SolveOptions.defaults(), Progress.silent());
      double[] x = s.point();
      double[] delta = new double[own.length];
      for (int k = 0; k < delta.length; k++) delta[k] = x[change.at(k)] / MW;
      double[] prices = new double[rows.limits.size()];
      for (int k = 0; k < prices.length; k++) prices[k] = s.duals()[limit.at(k)];
      return new Found(Math.max(0, Arrays.stream(delta).sum()), delta, prices);
    }
  }
}
