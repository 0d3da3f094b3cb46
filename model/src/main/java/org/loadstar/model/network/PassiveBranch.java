package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Ledger;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Lines and transformers: flows that share themselves out by impedance.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | f_l,t | GW | flow from bus0 to bus1, without losses |
/// | S_l | GW | rating, given or chosen ([Nominal]) |
/// | b_l,t | 1 | usable share of the rating |
/// | z_l | 1/GW | series impedance per unit: x / v^2 in a part of carrier AC, r / v^2 elsewhere; of a transformer x / S times its ratio |
/// | phi_l,t | rad | phase shift |
/// | C_l,c | -1, 0, 1 | direction of branch l in cycle c |
///
/// ```
/// (1) -b_l,t S_l <= f_l,t <= b_l,t S_l
/// (2) sum_l C_l,c (z_l f_l,t + phi_l,t) = 0   for every cycle c of a basis
/// (3) balance(bus0_l, t) -= f_l,t;   balance(bus1_l, t) += f_l,t
/// ```
///
/// Each row (2) is divided by its largest coefficient. Source: J. Hörsch et al., Linear optimal power flow using cycle flows, Electr. Power
/// Syst. Res. 158 (2018) 126-135, doi:10.1016/j.epsr.2017.12.034, as in PyPSA; impedances do not change with the rating that is chosen.
public final class PassiveBranch implements Component {
  /// One row of `lines.csv`.
  @Table(file = "lines.csv", key = "line", doc = "Lines with series impedance.")
  public record Line(
      @Column(doc = "Name.") String line,
      @Column(doc = "First bus.", ref = "buses") String bus0,
      @Column(doc = "Second bus.", ref = "buses") String bus1,
      @Column(doc = "Carrier.", absent = "") String carrier,
      @Column(unit = "ohm", doc = "Series reactance.", absent = "0") double x,
      @Column(unit = "ohm", doc = "Series resistance.", absent = "0") double r,
      @Column(unit = "mva", doc = "Rating; where extendable what stands before.", absent = "0", infinite = true) double sNom,
      @Column(doc = "True where the rating is a decision.", absent = "0") boolean sNomExtendable,
      @Column(unit = "mva", doc = "Least rating, where extendable.", absent = "0", infinite = true) double sNomMin,
      @Column(unit = "mva", doc = "Most rating, where extendable.", absent = "inf") double sNomMax,
      @Column(unit = "mva", doc = "Rating wanted, where extendable; empty for none.", absent = "NaN") double sNomSet,
      @Column(unit = "mva", doc = "Size of a module, where extendable; 0 for any size.", absent = "0", min = 0) double sNomMod,
      @Column(doc = "Usable share of the rating.", absent = "1", series = true) double sMaxPu,
      @Column(unit = "usd_per_mva_yr", doc = "Capital cost, paid where extendable.", absent = "0") double capitalCost,
      @Column(unit = "km", doc = "Length.", absent = "0") double length,
      @Column(doc = "First year in which it stands.", absent = "0") int buildYear,
      @Column(unit = "years", doc = "Years that it stands.", absent = "inf") double lifetime) {

    Nominal.Asset asset() {
      return new Nominal.Asset(line, sNomExtendable, sNom, sNomMin, sNomMax, sNomSet, sNomMod, capitalCost, buildYear, lifetime);
    }
  }

  /// One row of `transformers.csv`.
  @Table(file = "transformers.csv", key = "transformer", doc = "Transformers with series impedance, tap ratio and phase shift.")
  public record Transformer(
      @Column(doc = "Name.") String transformer,
      @Column(doc = "First bus.", ref = "buses") String bus0,
      @Column(doc = "Second bus.", ref = "buses") String bus1,
      @Column(doc = "Series reactance per unit of the rating s_nom.", absent = "0") double x,
      @Column(doc = "Series resistance per unit of the rating s_nom.", absent = "0") double r,
      @Column(unit = "mva", doc = "Rating; where extendable what stands before, and the base of x and r.", absent = "0") double sNom,
      @Column(doc = "True where the rating is a decision.", absent = "0") boolean sNomExtendable,
      @Column(unit = "mva", doc = "Least rating, where extendable.", absent = "0", infinite = true) double sNomMin,
      @Column(unit = "mva", doc = "Most rating, where extendable.", absent = "inf") double sNomMax,
      @Column(unit = "mva", doc = "Rating wanted, where extendable; empty for none.", absent = "NaN") double sNomSet,
      @Column(unit = "mva", doc = "Size of a module, where extendable; 0 for any size.", absent = "0", min = 0) double sNomMod,
      @Column(doc = "Usable share of the rating.", absent = "1", series = true) double sMaxPu,
      @Column(doc = "Ratio of the per-unit voltages.", absent = "1") double tapRatio,
      @Column(unit = "deg", doc = "Phase shift.", absent = "0", series = true) double phaseShift,
      @Column(unit = "usd_per_mva_yr", doc = "Capital cost, paid where extendable.", absent = "0") double capitalCost,
      @Column(doc = "First year in which it stands.", absent = "0") int buildYear,
      @Column(unit = "years", doc = "Years that it stands.", absent = "inf") double lifetime) {

    Nominal.Asset asset() {
      return new Nominal.Asset(
          transformer, sNomExtendable, sNom, sNomMin, sNomMax, sNomSet, sNomMod, capitalCost, buildYear, lifetime);
    }
  }

  /// What both kinds have in common.
  ///
  /// @param x reactance and r resistance in 1/GW
  private record Branch(
      Class<? extends Record> type, String name, int bus0, int bus1, double x, double r, double share, double phaseShift) {}

  /// One kind: its branches, ratings and flows.
  private final class Kind {
    private final String word;
    private final List<Branch> branches;
    private final Nominal nominal;

    Kind(String word, Class<? extends Record> type, List<Branch> branches, List<Nominal.Asset> assets) {
      this.word = word;
      this.branches = branches;
      nominal = new Nominal(m, type, assets);
    }

    void operate(Horizon.Stage s, List<Standing> all) {
      List<Integer> standing = nominal.standing(s);
      Block f = m.lp().columns(word + ".flow", "GW", s.index(), nominal.names(standing), s.steps(), 0, 0);
      PerUnit limits = new PerUnit(m.lp(), word + ".flow", s, f);
      Ledger balance = m.balance(s);
      for (int k = 0; k < standing.size(); k++) {
        Branch b = branches.get(standing.get(k));
        Profile share = m.network().profile(b.type, "s_max_pu", b.name, s, b.share);
        limits.bound(k, nominal.of(standing.get(k)), share.times(-1), share); // (1)
        for (int t = 0; t < s.steps(); t++) {
          balance.add(b.bus0, t, f.at(k, t), -1); // (3)
          balance.add(b.bus1, t, f.at(k, t), 1);
        }
        m.book().post(Book.Account.WITHDRAWAL, s, Nominal.asset(b.type, b.name), f.at(k, 0), t -> 1);
        all.add(new Standing(this, standing.get(k), f.at(k, 0)));
      }
      limits.close();
    }
  }

  /// A branch in a stage, with the column of its first flow.
  private record Standing(Kind kind, int index, int first) {
    Branch branch() {
      return kind.branches.get(index);
    }
  }

  private final NetworkModel m;
  private final Kind lines;
  private final Kind transformers;
  private final List<List<Standing>> byStage = new ArrayList<>();

  PassiveBranch(NetworkModel m) {
    this.m = m;
    List<Line> l = m.network().rows(Line.class);
    List<Transformer> tr = m.network().rows(Transformer.class);
    lines = new Kind("line", Line.class, l.stream().map(this::branch).toList(), l.stream().map(Line::asset).toList());
    transformers =
        new Kind("transformer", Transformer.class, tr.stream().map(this::branch).toList(), tr.stream().map(Transformer::asset).toList());
  }

  private Branch branch(Line q) {
    int bus0 = m.bus(q.bus0);
    double base = Math.pow(m.network().rows(Bus.class).get(bus0).nominalVoltage(), 2) * 1e-3; // kV^2 = MW ohm
    return new Branch(Line.class, q.line, bus0, m.bus(q.bus1), q.x / base, q.r / base, q.sMaxPu, 0);
  }

  private Branch branch(Transformer q) {
    double base = q.sNom * 1e-3;
    return new Branch(Transformer.class, q.transformer, m.bus(q.bus0), m.bus(q.bus1), q.x / base * q.tapRatio, q.r / base * q.tapRatio,
        q.sMaxPu, q.phaseShift);
  }

  @Override
  public void build() {
    if (!lines.branches.isEmpty()) lines.nominal.build("line.capacity", "GW", Book.Account.CAPACITY);
    if (!transformers.branches.isEmpty()) transformers.nominal.build("transformer.capacity", "GW", Book.Account.CAPACITY);
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Standing> all = new ArrayList<>();
      if (!lines.branches.isEmpty()) lines.operate(s, all);
      if (!transformers.branches.isEmpty()) transformers.operate(s, all);
      byStage.add(all);
      voltage(s, all);
    }
  }

  private void voltage(Horizon.Stage s, List<Standing> all) { // (2)
    int[] from = all.stream().mapToInt(b -> b.branch().bus0).toArray();
    int[] to = all.stream().mapToInt(b -> b.branch().bus1).toArray();
    List<Bus> buses = m.network().rows(Bus.class);
    List<Cycles.Cycle> cycles = Cycles.basis(buses.size(), from, to);
    if (cycles.isEmpty()) return;
    List<String> names = cycles.stream().map(c -> all.get(c.edges()[0])).map(b -> b.kind.word + " " + b.branch().name).toList();
    Block rows = m.lp().rows("cycle.voltage", "1", s.index(), names, s.steps());
    for (int c = 0; c < cycles.size(); c++) {
      Cycles.Cycle cycle = cycles.get(c);
      boolean ac = buses.get(cycle.root()).carrier().equals("AC");
      int n = cycle.edges().length;
      double[] factor = new double[n];
      Profile[] shift = new Profile[n];
      double largest = 0;
      for (int k = 0; k < n; k++) {
        Branch b = all.get(cycle.edges()[k]).branch();
        factor[k] = cycle.signs()[k] * (ac ? b.x : b.r);
        shift[k] = b.type == Line.class ? Profile.constant(0) : m.network().profile(b.type, "phase_shift", b.name, s, b.phaseShift);
        largest = Math.max(largest, Math.abs(factor[k]));
      }
      if (largest == 0) largest = 1;
      for (int t = 0; t < s.steps(); t++) {
        LpBuilder.Row row = m.lp().at(rows.at(c, t));
        double turn = 0;
        for (int k = 0; k < n; k++) {
          row.add(all.get(cycle.edges()[k]).first + t, factor[k] / largest);
          turn += cycle.signs()[k] * Math.toRadians(shift[k].at(t));
        }
        row.eq(-turn / largest);
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    List<Bus> buses = m.network().rows(Bus.class);
    NetworkReport to = new NetworkReport(m, r, tables, grid);
    for (Horizon.Stage s : m.horizon().stages())
      for (Standing b : byStage.get(s.index()))
        to.flows(s, b.branch().name, buses.get(b.branch().bus0).bus(), buses.get(b.branch().bus1).bus(), b.kind.word, b.first,
            b.kind.nominal.value(r, b.index), b.kind.nominal.change(r, s, b.index));
  }
}
