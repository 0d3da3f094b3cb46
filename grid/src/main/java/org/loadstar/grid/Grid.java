package org.loadstar.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.matpower.GeneratorCost;

/// A network in one state: what is in service, per unit on [#baseMva] where no other unit is named.
///
/// Buses are named by their position in [#buses] everywhere else.
///
/// @param name of the file
/// @param baseMva MVA
/// @param convention how a branch becomes a susceptance
public record Grid(
    String name,
    double baseMva,
    Convention convention,
    List<Bus> buses,
    List<Branch> branches,
    List<Generator> generators,
    List<DcLine> dcLines) {

  public Grid {
    buses = List.copyOf(buses);
    branches = List.copyOf(branches);
    generators = List.copyOf(generators);
    dcLines = List.copyOf(dcLines);
  }

  /// What the DC equations take from a branch.
  public enum Convention {
    /// x / (r^2 + x^2), without tap and phase shift: PGLib's baselines.
    PGLIB,
    /// 1 / (x tap), with phase shift: MATPOWER's and PowSyBl's DC power flow.
    FULL
  }

  /// @param id as in the file
  /// @param loadMw MW
  /// @param loadMvar Mvar
  /// @param shuntMw drawn at 1 pu
  /// @param shuntMvar injected at 1 pu
  /// @param kv nominal voltage, kV
  /// @param magnitude per unit
  /// @param angle rad
  /// @param reference whether the file makes it a reference
  public record Bus(
      String id, double loadMw, double loadMvar, double shuntMw, double shuntMvar, double kv, double magnitude, double angle, boolean reference) {
    /// Active power that the bus draws in the DC form.
    public double demandMw() {
      return loadMw + shuntMw;
    }
  }

  /// @param from position of the bus
  /// @param r resistance
  /// @param x reactance
  /// @param charging susceptance of the whole line
  /// @param rating MW that it carries for ever; infinite for none
  /// @param emergency MW that it carries after an outage
  /// @param tap ratio on the side of `from`, 1 for a line
  /// @param shift rad
  /// @param angle the largest difference of angles, rad; infinite for none
  public record Branch(
      String id, int from, int to, double r, double x, double charging, double rating, double emergency, double tap, double shift, double angle) {

    /// Per unit, by the convention of the grid.
    public double susceptance(Convention c) {
      return c == Convention.PGLIB ? x / (r * r + x * x) : 1 / (x * tap);
    }

    /// True for a transformer.
    public boolean transformer() {
      return tap != 1 || shift != 0;
    }

    /// The branch with another rating, both normal and after an outage.
    public Branch plus(double mw) {
      return new Branch(id, from, to, r, x, charging, rating + mw, emergency + mw, tap, shift, angle);
    }
  }

  /// @param p MW as in the file
  /// @param voltage per unit that it holds
  /// @param cost null where the file has none
  public record Generator(
      String id, int bus, double p, double pMin, double pMax, double q, double qMin, double qMax, double voltage, String fuel,
      @Nullable GeneratorCost cost) {}

  /// @param p MW from `from` to `to`, as in the file
  /// @param loss share of the power lost on the way
  public record DcLine(String id, int from, int to, double p, double pMin, double pMax, double loss) {}

  public double loadMw() {
    return buses.stream().mapToDouble(Bus::demandMw).sum();
  }

  /// MW by bus.
  public double[] demand() {
    return buses.stream().mapToDouble(Bus::demandMw).toArray();
  }

  /// Position of the bus with a name, or whose name begins with it and a blank; null where there is none.
  public @Nullable Integer bus(String id) {
    for (int i = 0; i < buses.size(); i++) if (buses.get(i).id().equals(id)) return i;
    for (int i = 0; i < buses.size(); i++) if (buses.get(i).id().startsWith(id + " ")) return i;
    return null;
  }

  /// True where every generator has a cost.
  public boolean priced() {
    return !generators.isEmpty() && generators.stream().allMatch(g -> g.cost() != null);
  }

  /// The grid with other branches.
  public Grid withBranches(List<Branch> other) {
    return new Grid(name, baseMva, convention, buses, other, generators, dcLines);
  }

  /// The grid with other buses.
  public Grid withBuses(List<Bus> other) {
    return new Grid(name, baseMva, convention, other, branches, generators, dcLines);
  }

  /// The grid by another convention.
  public Grid with(Convention other) {
    return new Grid(name, baseMva, other, buses, branches, generators, dcLines);
  }
}
