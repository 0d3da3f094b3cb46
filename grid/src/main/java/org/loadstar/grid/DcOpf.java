package org.loadstar.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.matpower.GeneratorCost;
import org.loadstar.lp.Block;
import org.loadstar.lp.Certificate;
import org.loadstar.lp.Lp;
import org.loadstar.lp.LpBuilder;
import org.loadstar.lp.Progress;
import org.loadstar.lp.Solution;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;

/// The least-cost dispatch of one hour within the ratings, after outages too where asked.
///
/// ```
/// min Σ_g (c1_g p_g + c2_g p_g²) + V Σ_i u_i + Σ_e k_e x_e + W Σ_(e,o) s_eo
/// Σ_g at i p_g + u_i + Σ_d to i (1 - loss_d) h_d - Σ_d from i h_d = d_i + Σ_e from i f_e - Σ_e to i f_e   (1)
/// f_e = b_e (θ_from - θ_to - φ_e)                                                                         (2)
/// |f_e| <= rating_e + x_e ,   |θ_from - θ_to| <= angle_e                                                  (3)
/// |f_e + LODF_eo f_o| <= emergency_e + x_e + s_eo    for the pairs (branch e, outage o) that are listed   (4)
/// ```
///
/// p output, u unserved demand, x increment of a rating, s overload that remains after an outage, all in GW; money is million USD an hour. In PGLib's
/// convention φ is 0. Convex piecewise costs are parts of the output with ranges of their own, in order of rising cost; quadratic costs go to
/// HiGHS as [HighsSolver] solves them. The case's own mathematics of many hours is `model.network`; this is its one hour with outages.
final class DcOpf {
  private static final double MW = 1e-3;
  private static final double MILLION = 1e-6;

  /// An outage of branch `outage` and what it does to `branch`.
  record Pair(int branch, int outage, double factor) {}

  /// What may be bought or left open.
  ///
  /// @param unservedUsdPerMwh price of unserved demand; 0 for none
  /// @param incrementUsdPerMw price of a MW more on each branch; null for no increments
  /// @param overloadUsdPerMwh price of an overload after an outage
  record Softness(double unservedUsdPerMwh, double @Nullable [] incrementUsdPerMw, double overloadUsdPerMwh) {
    static final Softness NONE = new Softness(0, null, 5000);
    static final Softness UNSERVED = new Softness(10_000, null, 5000);
  }

  /// @param usdPerHour cost of the dispatch
  /// @param bound proven bound on the whole objective, USD/h
  /// @param output MW by generator
  /// @param dcLine MW by DC line
  /// @param flow MW by branch
  /// @param unserved MW by bus
  /// @param increment MW by branch
  /// @param overload MW that remain above the listed limits after outages
  /// @param price USD/MWh by bus
  record Outcome(
      double usdPerHour, double bound, double[] output, double[] dcLine, double[] flow, double[] unserved, double[] increment, double overload,
      double[] price) {}

  private final DcNetwork net;
  private final Grid grid;
  private final double[] demand;
  private final List<Pair> pairs;
  private final Softness soft;
  private final LpBuilder lp = new LpBuilder();
  private final List<Integer> ownerOfPart = new ArrayList<>();
  private @Nullable Block parts;
  private @Nullable Block flows;
  private @Nullable Block lines;
  private @Nullable Block unserved;
  private @Nullable Block increments;
  private @Nullable Block slacks;
  private @Nullable Block balance;

  private DcOpf(DcNetwork net, double[] demand, List<Pair> pairs, Softness soft) {
    this.net = net;
    this.grid = net.grid;
    this.demand = demand;
    this.pairs = pairs;
    this.soft = soft;
  }

  /// Solves it; null where no dispatch serves the demand within the ratings.
  static @Nullable Outcome solve(DcNetwork net, double[] demand, List<Pair> pairs, Softness soft) {
    DcOpf opf = new DcOpf(net, demand, pairs, soft);
    Lp program = opf.build();
    Solution s = new HighsSolver().solve(program, SolveOptions.defaults().withGap(1e-9), Progress.silent());
    if (s.status() == Status.INFEASIBLE || s.x() == null) return null;
    return opf.outcome(program, s);
  }

  private Lp build() {
    generators();
    int n = net.buses;
    int m = net.branches;
    Block theta = lp.columns("bus.angle", "rad", -1, names("bus", n), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    for (int i = 0; i < n; i++) if (net.grounded[i]) lp.bounds(theta.at(i), 0, 0);
    flows = lp.columns("branch.flow", "GW", -1, names("branch", m), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    lines = lp.columns("dcline.flow", "GW", -1, names("dcline", grid.dcLines().size()), 0, 0);
    Block angle = lp.rows("branch.angle", "GW", -1, names("branch", m));
    balance = lp.rows("bus.balance", "GW", -1, names("bus", n));
    for (int i = 0; i < n; i++) lp.at(balance.at(i)).eq(demand[i] * MW);
    for (int k = 0; k < ownerOfPart.size(); k++) lp.at(balance.at(bus(k))).add(parts().at(k), 1);
    for (int e = 0; e < m; e++) {
      double b = net.b[e] * MW;
      lp.at(angle.at(e)).add(flows.at(e), 1).add(theta.at(net.from[e]), -b).add(theta.at(net.to[e]), b).eq(-b * net.shift[e]);
      lp.at(balance.at(net.from[e])).add(flows.at(e), -1);
      lp.at(balance.at(net.to[e])).add(flows.at(e), 1);
      double limit = net.rating[e] * MW;
      if (soft.incrementUsdPerMw == null) lp.bounds(flows.at(e), -limit, limit);
    }
    for (int d = 0; d < grid.dcLines().size(); d++) {
      Grid.DcLine line = grid.dcLines().get(d);
      lp.bounds(lines.at(d), line.pMin() * MW, line.pMax() * MW);
      lp.at(balance.at(line.from())).add(lines.at(d), -1);
      lp.at(balance.at(line.to())).add(lines.at(d), 1 - line.loss());
    }
    increments();
    unserved();
    outages();
    return lp.build();
  }

  private void generators() {
    List<GeneratorCost.Part> all = new ArrayList<>();
    for (int g = 0; g < grid.generators().size(); g++) {
      Grid.Generator unit = grid.generators().get(g);
      GeneratorCost cost = unit.cost();
      if (cost == null) {
        all.add(new GeneratorCost.Part(unit.pMin(), unit.pMax(), 0, 0));
        ownerOfPart.add(g);
        continue;
      }
      for (GeneratorCost.Part p : cost.parts()) {
        all.add(p);
        ownerOfPart.add(g);
      }
      lp.constant("generation", -1, cost.constant() * MILLION);
    }
    parts = lp.columns("generator.output", "GW", -1, names("generator", all.size()), 0, 0);
    for (int k = 0; k < all.size(); k++) {
      GeneratorCost.Part p = all.get(k);
      lp.bounds(parts.at(k), p.low() * MW, p.high() * MW);
      lp.cost(parts.at(k), "generation", p.linear() * MILLION / MW);
      if (p.square() > 0) lp.quadratic(parts.at(k), "generation", p.square() * MILLION / MW / MW);
    }
  }

  private Block parts() {
    return java.util.Objects.requireNonNull(parts);
  }

  private int bus(int part) {
    return grid.generators().get(ownerOfPart.get(part)).bus();
  }

  /// (3) with room to buy.
  private void increments() {
    double[] price = soft.incrementUsdPerMw;
    if (price == null) return;
    Block flow = java.util.Objects.requireNonNull(flows);
    Block x = lp.columns("branch.increment", "GW", -1, names("branch", net.branches), 0, Double.POSITIVE_INFINITY);
    Block up = lp.rows("branch.most", "GW", -1, names("branch", net.branches));
    Block down = lp.rows("branch.least", "GW", -1, names("branch", net.branches));
    for (int e = 0; e < net.branches; e++) {
      lp.cost(x.at(e), "increments", price[e] * MILLION / MW);
      if (Double.isInfinite(net.rating[e])) continue;
      lp.at(up.at(e)).add(flow.at(e), 1).add(x.at(e), -1).le(net.rating[e] * MW);
      lp.at(down.at(e)).add(flow.at(e), 1).add(x.at(e), 1).ge(-net.rating[e] * MW);
    }
    increments = x;
  }

  private void unserved() {
    if (soft.unservedUsdPerMwh == 0) return;
    Block u = lp.columns("bus.unserved", "GW", -1, names("bus", net.buses), 0, 0);
    for (int i = 0; i < net.buses; i++) {
      lp.bounds(u.at(i), 0, Math.max(0, demand[i]) * MW);
      lp.cost(u.at(i), "unserved", soft.unservedUsdPerMwh * MILLION / MW);
      lp.at(java.util.Objects.requireNonNull(balance).at(i)).add(u.at(i), 1);
    }
    unserved = u;
  }

  /// (4)
  private void outages() {
    if (pairs.isEmpty()) return;
    Block flow = java.util.Objects.requireNonNull(flows);
    Block s = lp.columns("pair.overload", "GW", -1, names("pair", pairs.size()), 0, Double.POSITIVE_INFINITY);
    Block up = lp.rows("pair.most", "GW", -1, names("pair", pairs.size()));
    Block down = lp.rows("pair.least", "GW", -1, names("pair", pairs.size()));
    for (int k = 0; k < pairs.size(); k++) {
      Pair p = pairs.get(k);
      double limit = net.emergency[p.branch] * MW;
      lp.cost(s.at(k), "overload", soft.overloadUsdPerMwh * MILLION / MW);
      var row = lp.at(up.at(k)).add(flow.at(p.branch), 1).add(flow.at(p.outage), p.factor).add(s.at(k), -1);
      if (increments != null) row.add(increments.at(p.branch), -1);
      row.le(limit);
      row = lp.at(down.at(k)).add(flow.at(p.branch), 1).add(flow.at(p.outage), p.factor).add(s.at(k), 1);
      if (increments != null) row.add(increments.at(p.branch), 1);
      row.ge(-limit);
    }
    slacks = s;
  }

  private static List<String> names(String of, int n) {
    List<String> out = new ArrayList<>(n);
    for (int k = 0; k < n; k++) out.add(of + k);
    return out;
  }

  private Outcome outcome(Lp program, Solution s) {
    double[] x = s.point();
    double[] output = new double[grid.generators().size()];
    for (int k = 0; k < ownerOfPart.size(); k++) output[ownerOfPart.get(k)] += x[parts().at(k)] / MW;
    double usd = 0;
    for (int g = 0; g < output.length; g++) {
      GeneratorCost cost = grid.generators().get(g).cost();
      if (cost != null) usd += cost.at(output[g]);
    }
    Certificate c = Certificate.of(program, s);
    double[] price = new double[net.buses];
    if (s.rowDual() != null) {
      double[] dual = s.duals();
      for (int i = 0; i < net.buses; i++) price[i] = dual[java.util.Objects.requireNonNull(balance).at(i)] / MILLION * MW;
    }
    double[] over = values(x, slacks, pairs.size());
    return new Outcome(
        usd, c.lowerBound() / MILLION, output, values(x, lines, grid.dcLines().size()), values(x, flows, net.branches), values(x, unserved, net.buses),
        values(x, increments, net.branches), Arrays.stream(over).sum(), price);
  }

  /// The values of a block in MW; zeros where it was not opened.
  private static double[] values(double[] x, @Nullable Block block, int n) {
    double[] v = new double[n];
    if (block != null) for (int k = 0; k < n; k++) v[k] = x[block.at(k)] / MW;
    return v;
  }
}
