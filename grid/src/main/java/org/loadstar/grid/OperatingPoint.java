package org.loadstar.grid;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A balanced state of a network in the DC form.
///
/// @param source where the dispatch is from
/// @param costUsdPerHour of the dispatch; null where a generator has no cost
/// @param output MW by generator
/// @param demand MW by bus that is served
/// @param dcLine MW by DC line
/// @param flow MW by branch
/// @param unservedMw demand that is not served
public record OperatingPoint(
    Source source, @Nullable Double costUsdPerHour, double[] output, double[] demand, double[] dcLine, double[] flow, double unservedMw) {
  private static final double TOLERANCE = 1e-6;

  /// Where a dispatch is from.
  public enum Source {
    /// The least-cost dispatch within the ratings.
    OPF,
    /// The least-cost dispatch within the ratings before and after each outage.
    SECURE,
    /// The dispatch of the file, balanced by the room of its generators.
    FILE
  }

  /// A branch above its rating.
  ///
  /// @param loading flow over rating
  public record Overload(int branch, double flowMw, double ratingMw, double loading) {}

  /// The dispatch of the file, balanced.
  static OperatingPoint ofFile(DcNetwork net) {
    Grid grid = net.grid;
    double[] output = grid.generators().stream().mapToDouble(g -> Math.clamp(g.p(), Math.min(g.pMin(), g.pMax()), g.pMax())).toArray();
    double[] line = grid.dcLines().stream().mapToDouble(Grid.DcLine::p).toArray();
    return settled(net, Source.FILE, output, line, grid.demand());
  }

  /// The state after balancing a dispatch.
  static OperatingPoint settled(DcNetwork net, Source source, double[] dispatch, double[] dcLine, double[] wanted) {
    double[] output = dispatch.clone();
    double[] demand = wanted.clone();
    double[] fixed = fixed(net.grid, dcLine);
    double shed = Balance.settle(net.grid, net.parts, output, ceilings(net.grid), demand, fixed);
    double[] flow = net.flows(injections(net.grid, output, demand, fixed));
    return new OperatingPoint(source, cost(net.grid, output), output, demand, dcLine, flow, shed);
  }

  static double[] ceilings(Grid grid) {
    return grid.generators().stream().mapToDouble(Grid.Generator::pMax).toArray();
  }

  /// Injections of the DC lines by bus.
  static double[] fixed(Grid grid, double[] dcLine) {
    double[] p = new double[grid.buses().size()];
    for (int k = 0; k < dcLine.length; k++) {
      Grid.DcLine line = grid.dcLines().get(k);
      p[line.from()] -= dcLine[k];
      p[line.to()] += dcLine[k] * (1 - line.loss());
    }
    return p;
  }

  static double[] injections(Grid grid, double[] output, double[] demand, double[] fixed) {
    double[] p = fixed.clone();
    for (int i = 0; i < p.length; i++) p[i] -= demand[i];
    for (int g = 0; g < output.length; g++) p[grid.generators().get(g).bus()] += output[g];
    return p;
  }

  private static @Nullable Double cost(Grid grid, double[] output) {
    double usd = 0;
    for (int g = 0; g < output.length; g++) {
      var cost = grid.generators().get(g).cost();
      if (cost == null) return null;
      usd += cost.at(output[g]);
    }
    return usd;
  }

  /// Branches above their rating, worst first.
  public List<Overload> overloads(Grid grid) {
    List<Overload> out = new ArrayList<>();
    for (int e = 0; e < flow.length; e++) {
      Grid.Branch q = grid.branches().get(e);
      double limit = Math.min(q.rating(), Math.abs(q.susceptance(grid.convention())) * grid.baseMva() * q.angle());
      if (Math.abs(flow[e]) > limit * (1 + TOLERANCE) + TOLERANCE) out.add(new Overload(e, flow[e], limit, Math.abs(flow[e]) / limit));
    }
    out.sort((a, b) -> Double.compare(b.loading, a.loading));
    return out;
  }

  /// MW that the generators may still give.
  public double reserveMw(Grid grid) {
    double s = 0;
    for (int g = 0; g < output.length; g++) s += Math.max(0, grid.generators().get(g).pMax() - output[g]);
    return s;
  }
}
