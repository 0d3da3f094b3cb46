package org.loadstar.grid;

import java.util.List;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.Fault;

/// The DC equations of a grid, factored once.
///
/// | symbol | meaning | unit |
/// |---|---|---|
/// | θ | angle of a bus | rad |
/// | b | susceptance times MVA base | MW/rad |
/// | φ | phase shift of a branch | rad |
/// | p | injection of a bus | MW |
/// | f | flow of a branch, from `from` to `to` | MW |
///
/// ```
/// f_e = b_e (θ_from - θ_to - φ_e)                                            (1)
/// p_i = Σ_e leaving i f_e - Σ_e entering i f_e ,   θ = 0 at one bus a part   (2)
/// ```
///
/// Injections must sum to 0 in each part that hangs together ([Balance]); what is left over would be taken by the grounded bus, out of
/// sight.
final class DcNetwork {
  final Grid grid;
  final int buses;
  final int branches;
  final int[] from;
  final int[] to;
  final double[] b;
  final double[] shift;
  final double[] rating;
  final double[] emergency;
  final Parts parts;
  final Parts.Bridges bridges;
  final boolean[] grounded;
  final SparseFactor factor;

  /// @throws CaseException where reactances cancel
  DcNetwork(Grid grid) {
    this.grid = grid;
    buses = grid.buses().size();
    branches = grid.branches().size();
    from = new int[branches];
    to = new int[branches];
    b = new double[branches];
    shift = new double[branches];
    rating = new double[branches];
    emergency = new double[branches];
    for (int e = 0; e < branches; e++) {
      Grid.Branch q = grid.branches().get(e);
      from[e] = q.from();
      to[e] = q.to();
      b[e] = q.susceptance(grid.convention()) * grid.baseMva();
      shift[e] = grid.convention() == Grid.Convention.FULL ? q.shift() : 0;
      rating[e] = Math.min(q.rating(), Math.abs(b[e]) * q.angle());
      emergency[e] = Math.max(rating[e], Math.min(q.emergency(), Math.abs(b[e]) * q.angle()));
    }
    boolean[] in = new boolean[branches];
    java.util.Arrays.fill(in, true);
    parts = Parts.of(buses, from, to, in);
    bridges = Parts.bridges(buses, from, to);
    grounded = ground(grid, parts);
    factor = new SparseFactor(buses, from, to);
    try {
      factor.factor(b, grounded);
    } catch (ArithmeticException e) {
      throw new CaseException(List.of(new Fault(grid.name(), 0, "", "the reactances of its branches cancel, so that no flow follows from injections", "a negative reactance beside a positive one of its size")));
    }
  }

  /// One bus of each part: the file's reference where there is one.
  private static boolean[] ground(Grid grid, Parts parts) {
    boolean[] grounded = new boolean[grid.buses().size()];
    int[] chosen = new int[parts.count()];
    java.util.Arrays.fill(chosen, -1);
    for (int i = 0; i < grounded.length; i++) {
      int part = parts.of()[i];
      if (chosen[part] < 0 || grid.buses().get(i).reference() && !grid.buses().get(chosen[part]).reference()) chosen[part] = i;
    }
    for (int i : chosen) grounded[i] = true;
    return grounded;
  }

  /// Angles for injections that sum to 0 in every part.
  double[] angles(double[] injection) {
    double[] theta = injection.clone();
    for (int e = 0; e < branches; e++) {
      theta[from[e]] += b[e] * shift[e];
      theta[to[e]] -= b[e] * shift[e];
    }
    solve(theta, new double[buses]);
    return theta;
  }

  /// B θ = p in place, without phase shifts.
  void solve(double[] p, double[] scratch) {
    for (int i = 0; i < buses; i++) if (grounded[i]) p[i] = 0;
    factor.solve(p, scratch);
  }

  /// (1)
  double[] flows(double[] injection) {
    double[] theta = angles(injection);
    double[] f = new double[branches];
    for (int e = 0; e < branches; e++) f[e] = b[e] * (theta[from[e]] - theta[to[e]] - shift[e]);
    return f;
  }

  /// Change of every flow per MW sent between buses: injections that sum to 0, into `flow`.
  void transfer(double[] injection, double[] flow, double[] scratch) {
    solve(injection, scratch);
    for (int e = 0; e < branches; e++) flow[e] = b[e] * (injection[from[e]] - injection[to[e]]);
  }

  /// Line outage distribution factors of one outage: the share of its flow that every other branch takes over.
  ///
  /// ```
  /// LODF_le = PTDF_l(from→to of e) / (1 - PTDF_e(from→to of e)) ,   LODF_ee = -1                       (3)
  /// ```
  ///
  /// @param e a branch that is no bridge: for a bridge the denominator is 0
  /// @param injection scratch, one number per bus
  /// @param factors result, one number per branch
  void outage(int e, double[] injection, double[] factors, double[] scratch) {
    java.util.Arrays.fill(injection, 0);
    injection[from[e]] = 1;
    injection[to[e]] = -1;
    transfer(injection, factors, scratch);
    double scale = 1 / (1 - factors[e]);
    for (int l = 0; l < branches; l++) factors[l] *= scale;
    factors[e] = -1;
  }
}
