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

/// Generators of given or chosen capacity.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t | GW | power |
/// | P_i | GW | capacity ([Nominal]) |
/// | a_i,t, b_i,t | 1 | least and most power as a share of the capacity |
/// | e_i,t | 1 | efficiency |
/// | g_t, o_t | h | hours of energy and of cost that t stands for |
///
/// ```
/// (1) a_i,t P_i <= p_i,t <= b_i,t P_i;   p_i,t = set_i,t where a value is set
/// (2) |p_i,t - p_i,t-1| within the ramp limits ([Ramp]); committed assets by [UnitCommitment] instead of (1) and (2)
/// (3) E-_i <= sum over all stages of g_t p_i,t <= E+_i
/// (4) balance(bus_i, t) += sign_i p_i,t
///     cost  d_y o_t (c_i,t p_i,t + q_i,t p_i,t^2);   the book: injection sign_i p_i,t,  primary energy p_i,t / e_i,t
/// ```
///
/// Source: PyPSA, generators (T. Brown, J. Hörsch, D. Schlachtberger, J. Open Res. Softw. 6, 2018, doi:10.5334/jors.188). The dual of the
/// upper side of (3) is what one more GWh in the horizon is worth.
public final class Generator implements Component {
  /// One row of `generators.csv`.
  @Table(file = "generators.csv", key = "generator", doc = "Generators at a bus.")
  public record Row(
      @Column(doc = "Name.") String generator,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Carrier.", absent = "") String carrier,
      @Column(unit = "mw", doc = "Capacity; where extendable what stands before.", absent = "0", infinite = true) double pNom,
      @Column(doc = "True where the capacity is a decision.", absent = "0") boolean pNomExtendable,
      @Column(unit = "mw", doc = "Least capacity, where extendable.", absent = "0", infinite = true) double pNomMin,
      @Column(unit = "mw", doc = "Most capacity, where extendable.", absent = "inf") double pNomMax,
      @Column(unit = "mw", doc = "Capacity wanted, where extendable; empty for none.", absent = "NaN") double pNomSet,
      @Column(unit = "mw", doc = "Size of a module, where extendable; 0 for any size.", absent = "0", min = 0) double pNomMod,
      @Column(doc = "Least power as a share of the capacity.", absent = "0", series = true) double pMinPu,
      @Column(doc = "Most power as a share of the capacity.", absent = "1", series = true) double pMaxPu,
      @Column(unit = "mw", doc = "Power where it is given; empty for none.", absent = "NaN", series = true) double pSet,
      @Column(unit = "mw", doc = "Power before the first timestep, for ramp limits; empty where not known.", absent = "NaN") double pInit,
      @Column(unit = "mwh", doc = "Least energy of the horizon; empty for none.", absent = "NaN") double eSumMin,
      @Column(unit = "mwh", doc = "Most energy of the horizon; empty for none.", absent = "NaN") double eSumMax,
      @Column(doc = "1, or -1 for a generator that takes power.", absent = "1") double sign,
      @Column(doc = "Power out per primary power in.", absent = "1", series = true) double efficiency,
      @Column(unit = "usd_per_mwh", doc = "Marginal cost.", absent = "0", series = true) double marginalCost,
      @Column(unit = "usd_per_mw2h", doc = "Cost of the square of the power in MW, per hour.", absent = "0", min = 0, series = true)
          double marginalCostQuadratic,
      @Column(unit = "usd_per_mw_yr", doc = "Capital cost, paid where extendable.", absent = "0") double capitalCost,
      @Column(doc = "First year in which it stands.", absent = "0") int buildYear,
      @Column(unit = "years", doc = "Years that it stands.", absent = "inf") double lifetime,
      @Column(doc = "Most rise from one timestep to the next as a share of the capacity; empty for none.", absent = "NaN", series = true)
          double rampLimitUp,
      @Column(doc = "Most fall from one timestep to the next as a share of the capacity; empty for none.", absent = "NaN", series = true)
          double rampLimitDown,
      @Column(doc = "True where it is committed: on or off.", absent = "0") boolean committable,
      @Column(doc = "False relaxes on and off to shares of a unit.", absent = "1") boolean wholeUnits,
      @Column(unit = "usd", doc = "Cost of a start.", absent = "0") double startUpCost,
      @Column(unit = "usd", doc = "Cost of a shut-down.", absent = "0") double shutDownCost,
      @Column(unit = "usd_per_h", doc = "Cost per hour that it is on.", absent = "0", series = true) double standByCost,
      @Column(doc = "Timesteps that it runs at least.", absent = "0", min = 0) int minUpTime,
      @Column(doc = "Timesteps that it stands still at least.", absent = "0", min = 0) int minDownTime,
      @Column(doc = "Timesteps that it ran before the first; 0 where it stood still.", absent = "1", min = 0) int upTimeBefore,
      @Column(doc = "Timesteps that it stood still before the first.", absent = "0", min = 0) int downTimeBefore,
      @Column(doc = "Most rise when it starts as a share of the capacity; empty for none.", absent = "NaN") double rampLimitStartUp,
      @Column(doc = "Most fall when it shuts down as a share of the capacity; empty for none.", absent = "NaN") double rampLimitShutDown,
      @Column(unit = "mw", doc = "Committable, extendable, without modules and without a largest capacity: more than its capacity can be.",
              absent = "1000000", min = 0)
          double committableBound) {

    Nominal.Asset asset() {
      return new Nominal.Asset(
          generator, pNomExtendable, pNom, pNomMin, pNomMax, pNomSet, pNomMod, capitalCost, buildYear, lifetime);
    }

    UnitCommitment.Unit unit(Nominal nominal, int i) {
      boolean limited = pNomMax > 0 && pNomMax < Double.POSITIVE_INFINITY;
      return new UnitCommitment.Unit(
          generator, nominal.of(i), pNomMod * 1e-3, nominal.modules(i), (limited ? pNomMax : committableBound) * 1e-3, wholeUnits, minUpTime,
          minDownTime, upTimeBefore, downTimeBefore, pInit * 1e-3, rampLimitStartUp, rampLimitShutDown, startUpCost, shutDownCost);
    }
  }

  private final NetworkModel m;
  private final List<Row> rows;
  private final Nominal nominal;
  private final List<Block> power = new ArrayList<>();

  Generator(NetworkModel m) {
    this.m = m;
    rows = m.network().rows(Row.class);
    nominal = new Nominal(m, Row.class, rows.stream().map(Row::asset).toList());
  }

  @Override
  public void build() {
    if (rows.isEmpty()) return;
    nominal.build("generator.capacity", "GW", Book.Account.CAPACITY);
    UnitCommitment commitment = new UnitCommitment(m, "generator");
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Integer> standing = nominal.standing(s);
      Block p = m.lp().columns("generator.power", "GW", s.index(), nominal.names(standing), s.steps(), 0, 0);
      power.add(p);
      PerUnit limits = new PerUnit(m.lp(), "generator.power", s, p);
      Ramp ramp = new Ramp(m.lp(), s);
      for (int k = 0; k < standing.size(); k++) {
        Row q = rows.get(standing.get(k));
        Amount capacity = nominal.of(standing.get(k));
        Profile least = profile(q, "p_min_pu", s, q.pMinPu);
        Profile most = profile(q, "p_max_pu", s, q.pMaxPu);
        Profile rise = profile(q, "ramp_limit_up", s, q.rampLimitUp);
        Profile fall = profile(q, "ramp_limit_down", s, q.rampLimitDown);
        if (q.committable) {
          Profile standBy = profile(q, "stand_by_cost", s, q.standByCost);
          commitment.add(standing.get(k), s, capacity, new UnitCommitment.Duty(p.at(k, 0), least, most, rise, fall, standBy));
        } else {
          limits.bound(k, capacity, least, most); // (1)
          ramp.limit(q.generator, p.at(k, 0), capacity, rise, fall, q.pInit * 1e-3); // (2)
        }
        Profile set = profile(q, "p_set", s, q.pSet);
        if (!set.isConstant() || !Double.isNaN(set.at(0)))
          for (int t = 0; t < s.steps(); t++) limits.hold(k, t, set.at(t) * 1e-3);
        operate(s, q, p.at(k, 0));
      }
      limits.close();
      ramp.close("generator.ramp");
    }
    commitment.close(i -> rows.get(i).unit(nominal, i));
    sums();
  }

  private void operate(Horizon.Stage s, Row q, int first) {
    int bus = m.bus(q.bus);
    Ledger balance = m.balance(s);
    Profile cost = profile(q, "marginal_cost", s, q.marginalCost);
    Profile square = profile(q, "marginal_cost_quadratic", s, q.marginalCostQuadratic);
    for (int t = 0; t < s.steps(); t++) {
      balance.add(bus, t, first + t, q.sign); // (4)
      m.lp().cost(first + t, "marginal", cost.at(t) * s.perMwh(t));
      if (square.at(t) != 0) m.lp().quadratic(first + t, "marginal", square.at(t) * s.perMwh(t) * 1e3);
    }
    String asset = Nominal.asset(Row.class, q.generator);
    Profile efficiency = profile(q, "efficiency", s, q.efficiency);
    m.book().post(Book.Account.INJECTION, s, asset, first, t -> q.sign);
    m.book().post(Book.Account.PRIMARY, s, asset, first, t -> 1 / efficiency.at(t));
  }

  private void sums() { // (3)
    List<Row> limited = rows.stream().filter(q -> !Double.isNaN(q.eSumMin) || !Double.isNaN(q.eSumMax)).toList();
    if (limited.isEmpty()) return;
    Block energy = m.lp().rows("generator.energy", "GWh", -1, limited.stream().map(Row::generator).toList());
    for (int k = 0; k < limited.size(); k++) {
      Row q = limited.get(k);
      LpBuilder.Row row = m.lp().at(energy.at(k));
      for (Horizon.Stage s : m.horizon().stages()) {
        int i = power.get(s.index()).members().indexOf(q.generator);
        if (i >= 0) for (int t = 0; t < s.steps(); t++) row.add(power.get(s.index()).at(i, t), s.energy(t));
      }
      row.between(Double.isNaN(q.eSumMin) ? Double.NEGATIVE_INFINITY : q.eSumMin * 1e-3,
          Double.isNaN(q.eSumMax) ? Double.POSITIVE_INFINITY : q.eSumMax * 1e-3);
    }
  }

  private Profile profile(Row q, String column, Horizon.Stage s, double constant) {
    return m.network().profile(Row.class, column, q.generator, s, constant);
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (rows.isEmpty()) return;
    NetworkReport to = new NetworkReport(m, r, tables, grid);
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Integer> standing = nominal.standing(s);
      Block p = power.get(s.index());
      for (int k = 0; k < standing.size(); k++) {
        Row q = rows.get(standing.get(k));
        String place = m.place(q.bus);
        Profile efficiency = profile(q, "efficiency", s, q.efficiency);
        to.injection(s, place, q.carrier, p.at(k, 0), Profile.constant(q.sign));
        to.capacity(s, nominal, standing.get(k), place, q.carrier, q.generator, 0);
        double co2 = m.co2(q.carrier);
        if (co2 == 0) continue;
        double primary = 0;
        for (int t = 0; t < s.steps(); t++) primary += r.value(p.at(k, t)) * 1e3 / efficiency.at(t) * s.energy(t);
        tables.get("emissions").add(grid, s.label(), place, q.carrier, co2 * primary);
      }
    }
  }
}
