package org.loadstar.grid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cheapest increments of ratings with which the demand is served within the limits, the generators dispatched as it suits.
///
/// An increment leaves the impedance as it is (reconductoring, dynamic rating); a new circuit would draw flow to itself. The price of a line is by
/// its length, taken from its reactance. Limits after outages hold for every pair of branches that no bridge is part of; what cannot be held at less
/// than [#OVERLOAD_USD_PER_MW] stays and is named.
///
/// @param usd cost of the increments
/// @param increments largest cost first
/// @param unservedMw demand that no increment of a rating serves: generation is short
/// @param overloadMw overload after outages that remains
public record Reinforcement(double usd, List<Increment> increments, double unservedMw, double overloadMw) {
  /// Between the medians of 138 kV (2,980) and 345 kV (1,170) candidate lines of the NREL interface study behind the embedded case.
  public static final double LINE_USD_PER_MW_KM = 1500;

  /// An assumption.
  public static final double TRANSFORMER_USD_PER_MW = 20_000;

  private static final double OHM_PER_KM = 0.4;
  private static final double UNSERVED_USD_PER_MW = 1e8;
  private static final double OVERLOAD_USD_PER_MW = 1e7;
  private static final double DUST = 0.05;

  /// @param mw more than the rating now
  public record Increment(int branch, double mw, double usd) {}

  /// Null where no dispatch keeps the least outputs of the generators.
  static @Nullable Reinforcement of(DcNetwork net, boolean outages, int threads) {
    double[] price = prices(net);
    var soft = new DcOpf.Softness(UNSERVED_USD_PER_MW, price, OVERLOAD_USD_PER_MW);
    DcNetwork free = new DcNetwork(withoutCosts(net.grid));
    DcOpf.Outcome o;
    if (outages) {
      SecureDispatch.Result secure = SecureDispatch.of(free, net.grid.demand(), soft, threads);
      o = secure == null ? null : secure.dispatch();
    } else {
      o = DcOpf.solve(free, net.grid.demand(), List.of(), soft);
    }
    if (o == null) return null;
    List<Increment> all = new ArrayList<>();
    double usd = 0;
    for (int e = 0; e < net.branches; e++) {
      double mw = o.increment()[e];
      if (mw < DUST) continue;
      all.add(new Increment(e, mw, mw * price[e]));
      usd += mw * price[e];
    }
    all.sort(Comparator.comparingDouble(Increment::usd).reversed());
    double unserved = 0;
    for (double u : o.unserved()) unserved += u;
    return new Reinforcement(usd, all, unserved < DUST ? 0 : unserved, o.overload() < DUST ? 0 : o.overload());
  }

  private static Grid withoutCosts(Grid g) {
    List<Grid.Generator> units =
        g.generators().stream()
            .map(u -> new Grid.Generator(u.id(), u.bus(), u.p(), u.pMin(), u.pMax(), u.q(), u.qMin(), u.qMax(), u.voltage(), u.fuel(), null))
            .toList();
    return new Grid(g.name(), g.baseMva(), g.convention(), g.buses(), g.branches(), units, g.dcLines());
  }

  /// USD per MW of each branch.
  static double[] prices(DcNetwork net) {
    double[] price = new double[net.branches];
    for (int e = 0; e < net.branches; e++) {
      Grid.Branch q = net.grid.branches().get(e);
      double kv = net.grid.buses().get(q.from()).kv();
      boolean line = !q.transformer() && kv == net.grid.buses().get(q.to()).kv();
      double km = Math.max(1, Math.abs(q.x()) * kv * kv / net.grid.baseMva() / OHM_PER_KM);
      price[e] = line ? km * LINE_USD_PER_MW_KM : TRANSFORMER_USD_PER_MW;
    }
    return price;
  }
}
