package org.loadstar.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that is asked of one grid: its operating point and what follows from it. The door of this package.
public final class GridAnalysis {
  private final DcNetwork net;
  private final OperatingPoint point;
  private static final double DUST = 1e-3;

  private final OperatingPoint.Source wanted;
  private final int threads;
  private final SecureDispatch.@Nullable Result secure;
  private final DcOpf.@Nullable Outcome opf;

  private GridAnalysis(OperatingPoint.Source wanted, DcNetwork net, OperatingPoint point, DcOpf.@Nullable Outcome opf, SecureDispatch.@Nullable Result secure, int threads) {
    this.wanted = wanted;
    this.net = net;
    this.point = point;
    this.opf = opf;
    this.secure = secure;
    this.threads = threads;
  }

  /// A grid at an operating point. Demand that cannot be served within the ratings stays unserved at 10,000 USD/MWh. A least-cost dispatch that does
  /// not exist at all (no costs, or least outputs that fit nowhere) falls back on the dispatch of the file, and [OperatingPoint#source] says so.
  public static GridAnalysis of(Grid grid, OperatingPoint.Source wanted, int threads) {
    DcNetwork net = new DcNetwork(grid);
    if (wanted == OperatingPoint.Source.FILE || !grid.priced()) return new GridAnalysis(wanted, net, OperatingPoint.ofFile(net), null, null, threads);
    SecureDispatch.Result secure = null;
    DcOpf.Outcome opf;
    if (wanted == OperatingPoint.Source.SECURE) {
      secure = SecureDispatch.of(net, grid.demand(), DcOpf.Softness.NONE, threads);
      opf = secure == null ? null : secure.dispatch();
    } else {
      opf = DcOpf.solve(net, grid.demand(), List.of(), DcOpf.Softness.NONE);
    }
    if (opf == null) opf = DcOpf.solve(net, grid.demand(), List.of(), DcOpf.Softness.UNSERVED);
    if (opf == null) return new GridAnalysis(wanted, net, OperatingPoint.ofFile(net), null, null, threads);
    double[] served = grid.demand();
    double unserved = 0;
    for (int i = 0; i < served.length; i++) {
      served[i] -= opf.unserved()[i];
      unserved += opf.unserved()[i];
    }
    var point = new OperatingPoint(wanted, opf.usdPerHour(), opf.output(), served, opf.dcLine(), opf.flow(), unserved);
    return new GridAnalysis(wanted, net, point, opf, secure, threads);
  }

  public Grid grid() {
    return net.grid;
  }

  public OperatingPoint point() {
    return point;
  }

  /// Why the dispatch is not the one that was asked for; null where it is.
  public @Nullable String note() {
    if (point.source() != OperatingPoint.Source.FILE)
      return point.unservedMw() <= DUST ? null : "no dispatch serves all demand within the ratings; the cost is that of what is served";
    if (wanted == OperatingPoint.Source.FILE) return null;
    if (!net.grid.priced()) return net.grid.generators().isEmpty() ? "no generator is in service" : "the file has no costs";
    return "no dispatch keeps the least and the most outputs of the generators; the file's is taken, balanced without their least outputs";
  }

  /// MW of generation and negative load that no demand takes; the flows send it to one bus of its part.
  public double surplusMw() {
    double[] p = OperatingPoint.injections(net.grid, point.output(), point.demand(), OperatingPoint.fixed(net.grid, point.dcLine()));
    double[] left = new double[net.parts.count()];
    for (int i = 0; i < p.length; i++) left[net.parts.of()[i]] += p[i];
    double sum = 0;
    for (double v : left) if (v > DUST) sum += v;
    return sum;
  }

  /// Number of parts that hang together.
  public int islands() {
    return net.parts.count();
  }

  /// True for a branch whose loss divides the network.
  public boolean bridge(int branch) {
    return net.bridges.is(branch);
  }

  /// MW that a branch carries, angle limits included.
  public double rating(int branch) {
    return net.rating[branch];
  }

  /// MW that a branch carries after an outage.
  public double emergency(int branch) {
    return net.emergency[branch];
  }

  /// Proven bound on the cost of the least-cost dispatch, USD/h; null without one, and where demand stays unserved.
  public @Nullable Double lowerBound() {
    return opf == null || point.unservedMw() > DUST ? null : opf.bound();
  }

  /// USD/MWh by bus; null without a least-cost dispatch.
  public double @Nullable [] prices() {
    return opf == null ? null : opf.price();
  }

  /// MW of overloads after outages that no dispatch avoids at less than their price; null unless the dispatch was asked to be secure.
  public @Nullable Double insecureMw() {
    return secure == null ? null : secure.dispatch().overload();
  }

  /// The loss of every branch and generator.
  public Screening.Result outages() {
    return Screening.all(net, point, threads);
  }

  /// Flows after the loss of a branch.
  public double[] flowsAfter(int branch) {
    return Screening.after(net, point, branch).clone();
  }

  /// The largest loading of each branch after the loss of another.
  public double[] worstLoading() {
    return Screening.worstLoading(net, point, threads);
  }

  /// Room for a new campus at each bus.
  ///
  /// @param cap MW, the largest campus that is looked for with redispatch
  /// @param redispatch whether the generators may be dispatched anew for it; the outage factors of all pairs must fit the memory
  /// @param threshold without redispatch the least change of a flow per MW of the campus that counts
  public List<Hosting.Room> hosting(double cap, boolean redispatch, double threshold) {
    return redispatch ? RedispatchHosting.of(net, point, cap, threads) : Hosting.of(net, point, threshold, threads);
  }

  /// The cheapest increments of ratings; null where no dispatch keeps the least outputs of the generators.
  ///
  /// @param outages whether the limits also hold after outages
  public @Nullable Reinforcement reinforced(boolean outages) {
    return Reinforcement.of(net, outages, threads);
  }

  /// Cascades that begin with random outages.
  ///
  /// @param outages branches lost at the start
  /// @param trip probability that an overloaded branch trips
  /// @param response share of its capacity by which a generator may rise
  public LostLoad cascades(int outages, int events, long seed, double trip, double response) {
    return Risk.outages(net, point, new Cascade.Rule(trip, response), outages, events, seed, threads);
  }

  /// Cascades that begin with an attack.
  public LostLoad attacked(Attack attack, int events, long seed, double trip, double response) {
    return Risk.attack(net, point, new Cascade.Rule(trip, response), attack, events, seed, threads);
  }

  /// The worst outages that greed finds.
  public List<Risk.Strike> worst(int outages, double response) {
    return Risk.worst(net, point, new Cascade.Rule(1, response), outages, threads);
  }
}
