package org.loadstar.grid;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A cascade of line overloads in the DC form, after OPA (I. Dobson, B. A. Carreras, V. E. Lynch, D. E. Newman, "Complex systems analysis of series
/// of blackouts", Chaos 17, 2007).
///
/// After the shock: (a) each part is balanced by [Balance], a generator rising by at most `response` of its capacity; (b) flows are solved;
/// (c) every branch above its emergency rating trips with probability `trip`; repeat until none trips. OPA redispatches by a linear program between
/// the steps and lets the network grow from day to day; here nobody acts in between, and the network stays. A branch that is above its emergency
/// rating before the shock trips only above that flow.
final class Cascade {
  /// @param trip probability that an overloaded branch trips in a round
  /// @param response share of its capacity by which a generator may rise during a cascade
  record Rule(double trip, double response) {
    static final Rule DEFAULT = new Rule(1, 0.1);
  }

  /// @param lostMw demand shed, what left by itself not counted
  /// @param leftMw demand that the shock took away
  /// @param tripped branches tripped by overload
  /// @param rounds rounds with a trip
  record Outcome(double lostMw, double leftMw, int tripped, int rounds) {}

  private static final double TOLERANCE = 1e-6;

  /// Share by which reactances that cancel are moved apart.
  private static final double APART = 1e-6;

  private final DcNetwork net;
  private final OperatingPoint point;
  private final Rule rule;
  private final SparseFactor factor;
  private final double[] limit;
  private final double[] fixed;
  private final double[] weight;
  private final boolean[] in;
  private final double[] scratch;

  /// For one thread.
  Cascade(DcNetwork net, OperatingPoint point, Rule rule) {
    this.net = net;
    this.point = point;
    this.rule = rule;
    factor = net.factor.copy();
    limit = new double[net.branches];
    for (int e = 0; e < limit.length; e++) limit[e] = Math.max(net.emergency[e], Math.abs(point.flow()[e])) * (1 + TOLERANCE) + TOLERANCE;
    fixed = OperatingPoint.fixed(net.grid, point.dcLine());
    weight = new double[net.branches];
    in = new boolean[net.branches];
    scratch = new double[net.buses];
  }

  Outcome run(Shock shock, SplittableRandom random) {
    Arrays.fill(in, true);
    System.arraycopy(net.b, 0, weight, 0, net.branches);
    for (int e : shock.branches()) out(e);
    double[] output = point.output().clone();
    double[] ceiling = new double[output.length];
    for (int g = 0; g < output.length; g++) {
      double most = net.grid.generators().get(g).pMax();
      ceiling[g] = Math.max(output[g], Math.min(most, output[g] + rule.response * most));
    }
    for (int g : shock.generators()) {
      output[g] = 0;
      ceiling[g] = 0;
    }
    double[] demand = point.demand().clone();
    double left = 0;
    double[] change = shock.demandMw();
    if (change != null)
      for (int i = 0; i < demand.length; i++) {
        demand[i] += change[i];
        left += Math.max(0, -change[i]);
      }
    double lost = 0;
    int tripped = 0;
    int rounds = 0;
    while (true) {
      Parts parts = Parts.of(net.buses, net.from, net.to, in);
      lost += Balance.settle(net.grid, parts, output, ceiling, demand, fixed);
      int now = trip(flows(parts, output, demand), random);
      if (now == 0) return new Outcome(lost, left, tripped, rounds);
      tripped += now;
      rounds++;
    }
  }

  private void out(int e) {
    in[e] = false;
    weight[e] = 0;
  }

  /// Factors what is left. Where reactances cancel in it, those below 0 are moved a little: the flows are as large as near such a point.
  private void factor(boolean[] grounded) {
    try {
      factor.factor(weight, grounded);
    } catch (ArithmeticException e) {
      for (int k = 0; k < weight.length; k++) if (weight[k] < 0) weight[k] *= 1 + APART;
      factor.factor(weight, grounded);
    }
  }

  private double[] flows(Parts parts, double[] output, double[] demand) {
    boolean[] grounded = new boolean[net.buses];
    boolean[] seen = new boolean[parts.count()];
    for (int i = 0; i < net.buses; i++)
      if (!seen[parts.of()[i]]) {
        seen[parts.of()[i]] = true;
        grounded[i] = true;
      }
    factor(grounded);
    double[] theta = OperatingPoint.injections(net.grid, output, demand, fixed);
    for (int e = 0; e < net.branches; e++)
      if (in[e]) {
        theta[net.from[e]] += weight[e] * net.shift[e];
        theta[net.to[e]] -= weight[e] * net.shift[e];
      }
    for (int i = 0; i < net.buses; i++) if (grounded[i]) theta[i] = 0;
    factor.solve(theta, scratch);
    double[] f = new double[net.branches];
    for (int e = 0; e < net.branches; e++) if (in[e]) f[e] = weight[e] * (theta[net.from[e]] - theta[net.to[e]] - net.shift[e]);
    return f;
  }

  private int trip(double[] flow, SplittableRandom random) {
    int n = 0;
    for (int e = 0; e < flow.length; e++)
      if (in[e] && Math.abs(flow[e]) > limit[e] && (rule.trip >= 1 || random.nextDouble() < rule.trip)) {
        out(e);
        n++;
      }
    return n;
  }
}
