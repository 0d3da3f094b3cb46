package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Ledger;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Links: controlled transport or conversion from one bus to one or more others.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t | GW | power taken from the first bus; below 0 it runs backwards |
/// | P_i | GW | capacity at the first bus ([Nominal]) |
/// | e_i,o,t | 1 | power given to the bus of output o per power taken; below 0 it takes from that bus as well |
///
/// ```
/// (1) a_i,t P_i <= p_i,t <= b_i,t P_i;   p_i,t = set_i,t where a value is set
/// (2) |p_i,t - p_i,t-1| within the ramp limits ([Ramp]); committed assets by [UnitCommitment] instead of (1) and (2)
/// (3) balance(bus0_i, t) -= p_i,t;   balance(bus_i,o, t) += e_i,o,t p_i,t  for every output o
///     cost  d_y o_t (c_i,t p_i,t + q_i,t p_i,t^2)
/// ```
///
/// Source: PyPSA, links (doi:10.5334/jors.188). Energy arrives in the timestep in which it was taken.
public final class Link implements Component {
  /// One row of `links.csv`, with the first output.
  @Table(file = "links.csv", key = "link", doc = "Controlled transport or conversion from one bus to others.")
  public record Row(
      @Column(doc = "Name.") String link,
      @Column(doc = "Bus that power is taken from.", ref = "buses") String bus0,
      @Column(doc = "Bus that power is given to.", ref = "buses") String bus1,
      @Column(doc = "Carrier.", absent = "") String carrier,
      @Column(doc = "Power given to bus1 per power taken.", absent = "1", series = true) double efficiency,
      @Column(unit = "mw", doc = "Capacity at bus0; where extendable what stands before.", absent = "0", infinite = true) double pNom,
      @Column(doc = "True where the capacity is a decision.", absent = "0") boolean pNomExtendable,
      @Column(unit = "mw", doc = "Least capacity, where extendable.", absent = "0", infinite = true) double pNomMin,
      @Column(unit = "mw", doc = "Most capacity, where extendable.", absent = "inf") double pNomMax,
      @Column(unit = "mw", doc = "Capacity wanted, where extendable; empty for none.", absent = "NaN") double pNomSet,
      @Column(unit = "mw", doc = "Size of a module, where extendable; 0 for any size.", absent = "0", min = 0) double pNomMod,
      @Column(doc = "Least power as a share of the capacity, below 0 for both directions.", absent = "0", series = true) double pMinPu,
      @Column(doc = "Most power as a share of the capacity.", absent = "1", series = true) double pMaxPu,
      @Column(unit = "mw", doc = "Power where it is given; empty for none.", absent = "NaN", series = true) double pSet,
      @Column(unit = "mw", doc = "Power before the first timestep, for ramp limits; empty where not known.", absent = "NaN") double pInit,
      @Column(unit = "usd_per_mwh", doc = "Cost of power taken.", absent = "0", series = true) double marginalCost,
      @Column(unit = "usd_per_mw2h", doc = "Cost of the square of the power taken in MW, per hour.", absent = "0", min = 0, series = true)
          double marginalCostQuadratic,
      @Column(unit = "usd_per_mw_yr", doc = "Capital cost, paid where extendable.", absent = "0") double capitalCost,
      @Column(unit = "km", doc = "Length.", absent = "0") double length,
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
          link, pNomExtendable, pNom, pNomMin, pNomMax, pNomSet, pNomMod, capitalCost, buildYear, lifetime);
    }

    UnitCommitment.Unit unit(Nominal nominal, int i) {
      boolean limited = pNomMax > 0 && pNomMax < Double.POSITIVE_INFINITY;
      return new UnitCommitment.Unit(
          link, nominal.of(i), pNomMod * 1e-3, nominal.modules(i), (limited ? pNomMax : committableBound) * 1e-3, wholeUnits, minUpTime,
          minDownTime, upTimeBefore, downTimeBefore, pInit * 1e-3, rampLimitStartUp, rampLimitShutDown, startUpCost, shutDownCost);
    }
  }

  /// One row of `link_outputs.csv`: an output beyond the first.
  @Table(file = "link_outputs.csv", key = "output", doc = "Further outputs of links.")
  public record Output(
      @Column(doc = "Name.") String output,
      @Column(doc = "Link.", ref = "links") String link,
      @Column(doc = "Number of the output, 2 or more.", min = 2) int number,
      @Column(doc = "Bus that power is given to.", ref = "buses") String bus,
      @Column(doc = "Power given per power taken from bus0.", absent = "1", series = true) double efficiency) {}

  private final NetworkModel m;
  private final List<Row> rows;
  private final Nominal nominal;
  private final List<Block> power = new ArrayList<>();

  Link(NetworkModel m) {
    this.m = m;
    rows = m.network().rows(Row.class);
    nominal = new Nominal(m, Row.class, rows.stream().map(Row::asset).toList());
  }

  @Override
  public void build() {
    if (rows.isEmpty()) return;
    nominal.build("link.capacity", "GW", Book.Account.CAPACITY);
    UnitCommitment commitment = new UnitCommitment(m, "link");
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Integer> standing = nominal.standing(s);
      Block p = m.lp().columns("link.power", "GW", s.index(), nominal.names(standing), s.steps(), 0, 0);
      power.add(p);
      PerUnit limits = new PerUnit(m.lp(), "link.power", s, p);
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
          ramp.limit(q.link, p.at(k, 0), capacity, rise, fall, q.pInit * 1e-3); // (2)
        }
        Profile set = profile(q, "p_set", s, q.pSet);
        for (int t = 0; t < s.steps(); t++) limits.hold(k, t, set.at(t) * 1e-3);
        operate(s, q, p.at(k, 0));
      }
      limits.close();
      ramp.close("link.ramp");
      for (Output o : m.network().rows(Output.class)) {
        int k = p.members().indexOf(o.link);
        if (k >= 0) give(s, o.bus, efficiency(o, s), p.at(k, 0));
      }
    }
    commitment.close(i -> rows.get(i).unit(nominal, i));
  }

  private void operate(Horizon.Stage s, Row q, int first) {
    int from = m.bus(q.bus0);
    Ledger balance = m.balance(s);
    Profile cost = profile(q, "marginal_cost", s, q.marginalCost);
    Profile square = profile(q, "marginal_cost_quadratic", s, q.marginalCostQuadratic);
    for (int t = 0; t < s.steps(); t++) {
      balance.add(from, t, first + t, -1); // (3)
      m.lp().cost(first + t, "marginal", cost.at(t) * s.perMwh(t));
      if (square.at(t) != 0) m.lp().quadratic(first + t, "marginal", square.at(t) * s.perMwh(t) * 1e3);
    }
    give(s, q.bus1, profile(q, "efficiency", s, q.efficiency), first);
    m.book().post(Book.Account.WITHDRAWAL, s, Nominal.asset(Row.class, q.link), first, t -> 1);
  }

  private void give(Horizon.Stage s, String bus, Profile efficiency, int first) {
    int to = m.bus(bus);
    Ledger balance = m.balance(s);
    for (int t = 0; t < s.steps(); t++) balance.add(to, t, first + t, efficiency.at(t)); // (3)
  }

  private Profile profile(Row q, String column, Horizon.Stage s, double constant) {
    return m.network().profile(Row.class, column, q.link, s, constant);
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (rows.isEmpty()) return;
    NetworkReport to = new NetworkReport(m, r, tables, grid);
    List<Output> several = m.network().rows(Output.class);
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Integer> standing = nominal.standing(s);
      Block p = power.get(s.index());
      for (int k = 0; k < standing.size(); k++) {
        int i = standing.get(k);
        Row q = rows.get(i);
        if (m.carrier(q.bus0).equals(m.carrier(q.bus1)) && several.stream().noneMatch(o -> o.link.equals(q.link))) {
          to.flows(s, q.link, q.bus0, q.bus1, "link", p.at(k, 0), nominal.value(r, i), nominal.change(r, s, i));
        } else {
          to.injection(s, m.place(q.bus0), q.carrier, p.at(k, 0), Profile.constant(-1));
          to.injection(s, m.place(q.bus1), q.carrier, p.at(k, 0), profile(q, "efficiency", s, q.efficiency));
          to.capacity(s, nominal, i, m.place(q.bus0), q.carrier, q.link, 0);
        }
      }
      for (Output o : several) {
        int k = p.members().indexOf(o.link);
        if (k >= 0) to.injection(s, m.place(o.bus), rows.get(standing.get(k)).carrier, p.at(k, 0), efficiency(o, s));
      }
    }
  }

  private Profile efficiency(Output o, Horizon.Stage s) {
    return m.network().profile(Output.class, "efficiency", o.output, s, o.efficiency);
  }
}
