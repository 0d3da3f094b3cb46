package org.loadstar.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// What the loss of any one branch or generator does, in the DC form: every flow after every outage.
///
/// A branch that is no bridge shifts its flow by outage distribution factors ([DcNetwork#outage]). A bridge divides its part: each side is
/// balanced by [Balance] and solved anew. The output of a lost generator is taken over by the others of its part. Flows after an outage are
/// held against the emergency rating; what was above it before and is not made worse is no violation of the outage.
public final class Screening {
  private static final double TOLERANCE = 1e-6;
  /// A flow counts as made worse from this share on.
  private static final double WORSE = 1e-3;

  private Screening() {}

  /// What is lost.
  public enum Kind {
    BRANCH,
    GENERATOR
  }

  /// A branch above its emergency rating after the loss of another.
  ///
  /// @param factor outage distribution factor
  public record Violation(int branch, int outage, double factor, double flowMw, double limitMw) {
    public double excess() {
      return Math.abs(flowMw) - limitMw;
    }

    public double loading() {
      return Math.abs(flowMw) / limitMw;
    }
  }

  /// One outage.
  ///
  /// @param element branch or generator
  /// @param cutBuses buses that are cut off from the rest, 0 where the network stays whole
  /// @param unservedMw demand that is shed
  /// @param overloads branches above their emergency rating
  /// @param worst the branch with the highest loading, -1 where none has a rating
  /// @param loading its flow over its emergency rating
  /// @param flowMw its flow
  public record Outage(Kind kind, int element, int cutBuses, double unservedMw, int overloads, int worst, double loading, double flowMw) {}

  /// Every outage, and what was above the emergency rating already.
  public record Result(List<Outage> outages) {
    /// Outages with an overload or shed demand, worst first.
    public List<Outage> critical() {
      return outages.stream()
          .filter(o -> o.overloads > 0 || o.unservedMw > 1e-3)
          .sorted(Comparator.comparingDouble((Outage o) -> o.overloads > 0 ? -o.loading : 0).thenComparingDouble(o -> -o.unservedMw))
          .toList();
    }

    public int overloads() {
      return outages.stream().mapToInt(Outage::overloads).sum();
    }

    public long dividing() {
      return outages.stream().filter(o -> o.cutBuses > 0).count();
    }
  }

  /// Every pair of a branch above `most` and the outage of a branch that is no bridge.
  ///
  /// @param most MW by branch
  /// @param slack share of the limit that may be exceeded
  static List<Violation> pairs(DcNetwork net, double[] flow, double[] most, double slack, int threads) {
    List<Violation> all = new ArrayList<>();
    Parallel.of(
            net.branches,
            threads,
            (first, last) -> {
              List<Violation> found = new ArrayList<>();
              double[] injection = new double[net.buses];
              double[] scratch = new double[net.buses];
              double[] factor = new double[net.branches];
              for (int k = first; k < last; k++) {
                if (net.bridges.is(k)) continue;
                net.outage(k, injection, factor, scratch);
                for (int e = 0; e < net.branches; e++) {
                  double after = flow[e] + factor[e] * flow[k];
                  if (e != k && Math.abs(after) > most[e] * (1 + slack) + TOLERANCE) found.add(new Violation(e, k, factor[e], after, most[e]));
                }
              }
              return found;
            })
        .forEach(all::addAll);
    return all;
  }

  /// All branches, then all generators.
  static Result all(DcNetwork net, OperatingPoint point, int threads) {
    List<Outage> out = new ArrayList<>();
    int generators = net.grid.generators().size();
    Parallel.of(
            net.branches + generators,
            threads,
            (first, last) -> {
              Worker worker = new Worker(net, point);
              List<Outage> part = new ArrayList<>(last - first);
              for (int k = first; k < last; k++) part.add(k < net.branches ? worker.branch(k) : worker.generator(k - net.branches));
              return part;
            })
        .forEach(out::addAll);
    return new Result(out);
  }

  /// The flows after the loss of a branch, in the part that stays and in what is cut off.
  static double[] after(DcNetwork net, OperatingPoint point, int branch) {
    return new Worker(net, point).flows(branch).flow;
  }

  private static final class Worker {
    private final DcNetwork net;
    private final OperatingPoint point;
    private final double[] injection;
    private final double[] scratch;
    private final double[] flow;
    private final double[] fixed;

    Worker(DcNetwork net, OperatingPoint point) {
      this.net = net;
      this.point = point;
      injection = new double[net.buses];
      scratch = new double[net.buses];
      flow = new double[net.branches];
      fixed = OperatingPoint.fixed(net.grid, point.dcLine());
    }

    /// Flows and shed demand.
    private record After(double[] flow, int cut, double unserved) {}

    After flows(int k) {
      if (net.bridges.is(k)) return divided(k);
      net.outage(k, injection, flow, scratch);
      double lost = point.flow()[k];
      for (int e = 0; e < net.branches; e++) flow[e] = point.flow()[e] + flow[e] * lost;
      flow[k] = 0;
      return new After(flow, 0, 0);
    }

    Outage branch(int k) {
      After after = flows(k);
      return outage(Kind.BRANCH, k, after);
    }

    /// Each side balanced on its own sends nothing over the bridge, so that the whole network's equations still hold.
    private After divided(int k) {
      int[] behind = net.bridges.behind(k);
      int part = net.parts.of()[net.from[k]];
      int rest = -behind.length;
      for (int p : net.parts.of()) if (p == part) rest++;
      int[] of = net.parts.of().clone();
      for (int i : behind) of[i] = net.parts.count();
      return solved(new Parts(of, net.parts.count() + 1), point.output().clone(), OperatingPoint.ceilings(net.grid), Math.min(behind.length, rest));
    }

    private After solved(Parts parts, double[] output, double[] ceiling, int cut) {
      double[] demand = point.demand().clone();
      double shed = Balance.settle(net.grid, parts, output, ceiling, demand, fixed);
      return new After(net.flows(OperatingPoint.injections(net.grid, output, demand, fixed)), cut, shed);
    }

    Outage generator(int g) {
      double[] output = point.output().clone();
      double[] ceiling = OperatingPoint.ceilings(net.grid);
      output[g] = 0;
      ceiling[g] = 0;
      return outage(Kind.GENERATOR, g, solved(net.parts, output, ceiling, 0));
    }

    private Outage outage(Kind kind, int element, After after) {
      int overloads = 0;
      int worst = -1;
      double loading = 0;
      for (int e = 0; e < net.branches; e++) {
        if (kind == Kind.BRANCH && e == element) continue;
        double limit = net.emergency[e];
        double f = Math.abs(after.flow[e]);
        boolean over = f > limit * (1 + TOLERANCE) + TOLERANCE && f > Math.abs(point.flow()[e]) * (1 + WORSE);
        if (over) overloads++;
        if (f / limit > loading && (over || f <= limit * (1 + TOLERANCE) + TOLERANCE)) {
          loading = f / limit;
          worst = e;
        }
      }
      double flowOfWorst = worst < 0 ? 0 : after.flow[worst];
      return new Outage(kind, element, after.cut, after.unserved, overloads, worst, loading, flowOfWorst);
    }
  }

  /// Loading of every branch in the worst outage of another branch.
  static double[] worstLoading(DcNetwork net, OperatingPoint point, int threads) {
    double[] worst = new double[net.branches];
    for (double[] part :
        Parallel.of(
            net.branches,
            threads,
            (first, last) -> {
              double[] most = new double[net.branches];
              Worker worker = new Worker(net, point);
              for (int k = first; k < last; k++) {
                double[] f = worker.flows(k).flow;
                for (int e = 0; e < net.branches; e++) if (e != k) most[e] = Math.max(most[e], Math.abs(f[e]) / net.emergency[e]);
              }
              return most;
            }))
      Arrays.setAll(worst, e -> Math.max(worst[e], part[e]));
    return worst;
  }
}
