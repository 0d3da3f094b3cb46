package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Ledger;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Storage units: power and energy in a fixed proportion, with inflow and spill.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | d_i,t, c_i,t | GW | discharge, charge |
/// | l_i,t | GWh | level at the end of t |
/// | s_i,t, w_i,t | GW | spill, inflow |
/// | P_i | GW | capacity ([Nominal]) |
/// | H_i | h | energy per power |
/// | eta+, eta- | 1 | efficiency of charge and discharge |
/// | sigma_i,t | 1/h | standing loss |
/// | h_t, o_t | h | hours to the next timestep, hours of cost |
///
/// ```
/// (1) 0 <= d_i,t <= b_i,t P_i,   0 <= c_i,t <= -a_i,t P_i,   0 <= l_i,t <= H_i P_i,   0 <= s_i,t <= w_i,t
/// (2) l_t = (1 - sigma_t)^h_t l_before(t) + h_t (eta+_t c_t - d_t / eta-_t + w_t - s_t)
/// (3) l_t, d_t - c_t at the values that are set
/// (4) balance(bus_i, t) += sign_i (d_t - c_t)
///     cost  d_y o_t (c_i,t d_t + q_i,t d_t^2 + k_i,t l_t + v_i,t s_t)
/// ```
///
/// The level before the first timestep is the last one (cyclic) or given, and then not subject to loss ([Chain]). Source: PyPSA, storage
/// units (doi:10.5334/jors.188). Minus the dual of (2) is the value of stored energy.
public final class StorageUnit implements Component {
  /// One row of `storage_units.csv`.
  @Table(file = "storage_units.csv", key = "storageUnit", doc = "Storage with power and energy in a fixed proportion.")
  public record Row(
      @Column(doc = "Name.") String storageUnit,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Carrier.", absent = "") String carrier,
      @Column(unit = "mw", doc = "Capacity; where extendable what stands before.", absent = "0") double pNom,
      @Column(doc = "True where the capacity is a decision.", absent = "0") boolean pNomExtendable,
      @Column(unit = "mw", doc = "Least capacity, where extendable.", absent = "0", infinite = true) double pNomMin,
      @Column(unit = "mw", doc = "Most capacity, where extendable.", absent = "inf") double pNomMax,
      @Column(unit = "mw", doc = "Capacity wanted, where extendable; empty for none.", absent = "NaN") double pNomSet,
      @Column(unit = "mw", doc = "Size of a module, where extendable; 0 for any size.", absent = "0", min = 0) double pNomMod,
      @Column(doc = "Minus the most charge as a share of the capacity.", absent = "-1", series = true) double pMinPu,
      @Column(doc = "Most discharge as a share of the capacity.", absent = "1", series = true) double pMaxPu,
      @Column(unit = "mw", doc = "Net power where it is given; empty for none.", absent = "NaN", series = true) double pSet,
      @Column(unit = "mw", doc = "Discharge where it is given; empty for none.", absent = "NaN", series = true) double pDispatchSet,
      @Column(unit = "mw", doc = "Charge where it is given; empty for none.", absent = "NaN", series = true) double pStoreSet,
      @Column(doc = "1, or -1 for a unit whose discharge takes power.", absent = "1") double sign,
      @Column(unit = "h", doc = "Energy per power.", absent = "1", min = 0) double maxHours,
      @Column(doc = "Efficiency of charge.", absent = "1", series = true) double efficiencyStore,
      @Column(doc = "Efficiency of discharge.", absent = "1", series = true) double efficiencyDispatch,
      @Column(unit = "per_h", doc = "Standing loss.", absent = "0", series = true) double standingLoss,
      @Column(unit = "mw", doc = "Inflow.", absent = "0", series = true) double inflow,
      @Column(unit = "mwh", doc = "Level before the first timestep.", absent = "0") double stateOfChargeInitial,
      @Column(doc = "True where each period starts from the given level.", absent = "0") boolean stateOfChargeInitialPerPeriod,
      @Column(unit = "mwh", doc = "Level where it is given; empty for none.", absent = "NaN", series = true) double stateOfChargeSet,
      @Column(doc = "True where the level returns to its start at the end.", absent = "0") boolean cyclicStateOfCharge,
      @Column(doc = "True where the level returns to its start in each period.", absent = "0") boolean cyclicStateOfChargePerPeriod,
      @Column(unit = "usd_per_mwh", doc = "Cost of discharge.", absent = "0", series = true) double marginalCost,
      @Column(unit = "usd_per_mw2h", doc = "Cost of the square of the discharge in MW, per hour.", absent = "0", min = 0, series = true)
          double marginalCostQuadratic,
      @Column(unit = "usd_per_mwh_h", doc = "Cost of a stored MWh per hour.", absent = "0", series = true) double marginalCostStorage,
      @Column(unit = "usd_per_mwh", doc = "Cost of spill.", absent = "0", series = true) double spillCost,
      @Column(unit = "usd_per_mw_yr", doc = "Capital cost, paid where extendable.", absent = "0") double capitalCost,
      @Column(doc = "First year in which it stands.", absent = "0") int buildYear,
      @Column(unit = "years", doc = "Years that it stands.", absent = "inf") double lifetime) {

    Nominal.Asset asset() {
      return new Nominal.Asset(
          storageUnit, pNomExtendable, pNom, pNomMin, pNomMax, pNomSet, pNomMod, capitalCost, buildYear, lifetime);
    }

    Chain.Mode mode() {
      return new Chain.Mode(cyclicStateOfCharge, cyclicStateOfChargePerPeriod, stateOfChargeInitialPerPeriod);
    }
  }

  /// Columns of a stage; spill only of units with inflow.
  private record Columns(Block discharge, Block charge, Block level, @Nullable Block spill) {}

  private static final Profile ZERO = Profile.constant(0);
  private final NetworkModel m;
  private final List<Row> rows;
  private final Nominal nominal;
  private final List<Chain> chains;
  private final List<Columns> columns = new ArrayList<>();

  StorageUnit(NetworkModel m) {
    this.m = m;
    rows = m.network().rows(Row.class);
    nominal = new Nominal(m, Row.class, rows.stream().map(Row::asset).toList());
    chains = rows.stream().map(q -> new Chain(m.horizon(), q.mode())).toList();
  }

  @Override
  public void build() {
    if (rows.isEmpty()) return;
    nominal.build("storage_unit.capacity", "GW", Book.Account.CAPACITY);
    for (Horizon.Stage s : m.horizon().stages()) open(s);
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Integer> standing = nominal.standing(s);
      Block chain = m.lp().rows("storage_unit.chain", "GWh", s.index(), nominal.names(standing), s.steps());
      for (int k = 0; k < standing.size(); k++) operate(s, standing.get(k), k, chain);
    }
    for (int i = 0; i < rows.size(); i++)
      chains.get(i).postDepletion(m.book(), nominal.asset(i), rows.get(i).stateOfChargeInitial * 1e-3);
  }

  private void open(Horizon.Stage s) {
    List<Integer> standing = nominal.standing(s);
    List<String> names = nominal.names(standing);
    List<String> wet = standing.stream().map(rows::get).filter(q -> hasInflow(q, s)).map(Row::storageUnit).toList();
    Columns c =
        new Columns(
            m.lp().columns("storage_unit.discharge", "GW", s.index(), names, s.steps(), 0, 0),
            m.lp().columns("storage_unit.charge", "GW", s.index(), names, s.steps(), 0, 0),
            m.lp().columns("storage_unit.level", "GWh", s.index(), names, s.steps(), 0, 0),
            wet.isEmpty() ? null : m.lp().columns("storage_unit.spill", "GW", s.index(), wet, s.steps(), 0, 0));
    columns.add(c);
    PerUnit out = new PerUnit(m.lp(), "storage_unit.discharge", s, c.discharge);
    PerUnit in = new PerUnit(m.lp(), "storage_unit.charge", s, c.charge);
    PerUnit full = new PerUnit(m.lp(), "storage_unit.level", s, c.level);
    for (int k = 0; k < standing.size(); k++) {
      Row q = rows.get(standing.get(k));
      Amount capacity = nominal.of(standing.get(k));
      out.bound(k, capacity, ZERO, profile(q, "p_max_pu", s, q.pMaxPu)); // (1)
      in.bound(k, capacity, ZERO, profile(q, "p_min_pu", s, q.pMinPu).times(-1));
      full.bound(k, capacity, ZERO, Profile.constant(q.maxHours));
      Profile level = profile(q, "state_of_charge_set", s, q.stateOfChargeSet);
      Profile dispatch = profile(q, "p_dispatch_set", s, q.pDispatchSet);
      Profile store = profile(q, "p_store_set", s, q.pStoreSet);
      for (int t = 0; t < s.steps(); t++) { // (3)
        full.hold(k, t, level.at(t) * 1e-3);
        out.hold(k, t, dispatch.at(t) * 1e-3);
        in.hold(k, t, store.at(t) * 1e-3);
      }
      chains.get(standing.get(k)).stands(s, c.level.at(k, 0));
    }
    out.close();
    in.close();
    full.close();
  }

  private boolean hasInflow(Row q, Horizon.Stage s) {
    Profile inflow = profile(q, "inflow", s, q.inflow);
    for (int t = 0; t < s.steps(); t++) if (inflow.at(t) > 0) return true;
    return false;
  }

  private void operate(Horizon.Stage s, int i, int k, Block chain) {
    Row q = rows.get(i);
    Columns x = columns.get(s.index());
    int bus = m.bus(q.bus);
    Ledger balance = m.balance(s);
    Profile inflow = profile(q, "inflow", s, q.inflow);
    Profile into = profile(q, "efficiency_store", s, q.efficiencyStore);
    Profile outOf = profile(q, "efficiency_dispatch", s, q.efficiencyDispatch);
    Profile loss = profile(q, "standing_loss", s, q.standingLoss);
    Profile cost = profile(q, "marginal_cost", s, q.marginalCost);
    Profile square = profile(q, "marginal_cost_quadratic", s, q.marginalCostQuadratic);
    Profile keeping = profile(q, "marginal_cost_storage", s, q.marginalCostStorage);
    Profile spilling = profile(q, "spill_cost", s, q.spillCost);
    int w = x.spill == null ? -1 : x.spill.members().indexOf(q.storageUnit);
    for (int t = 0; t < s.steps(); t++) {
      double h = s.elapsed(t);
      int d = x.discharge.at(k, t);
      int c = x.charge.at(k, t);
      int l = x.level.at(k, t);
      LpBuilder.Row row = m.lp().at(chain.at(k, t)).add(l, 1).add(c, -h * into.at(t)).add(d, h / outOf.at(t)); // (2)
      double given = h * inflow.at(t) * 1e-3;
      int before = chains.get(i).before(s, t);
      if (before == Chain.INITIAL) given += q.stateOfChargeInitial * 1e-3;
      else row.add(before, -Math.pow(1 - loss.at(t), h));
      if (x.spill != null && w >= 0) {
        int v = x.spill.at(w, t);
        row.add(v, h);
        m.lp().bounds(v, 0, Math.max(0, inflow.at(t)) * 1e-3); // (1)
        m.lp().cost(v, "marginal", spilling.at(t) * s.perMwh(t));
      }
      row.eq(given);
      balance.add(bus, t, d, q.sign); // (4)
      balance.add(bus, t, c, -q.sign);
      m.lp().cost(d, "marginal", cost.at(t) * s.perMwh(t));
      if (square.at(t) != 0) m.lp().quadratic(d, "marginal", square.at(t) * s.perMwh(t) * 1e3);
      m.lp().cost(l, "marginal", keeping.at(t) * s.perMwh(t));
    }
    net(s, q, x.discharge.at(k, 0), x.charge.at(k, 0));
    m.book().post(Book.Account.INJECTION, s, Nominal.asset(Row.class, q.storageUnit), x.discharge.at(k, 0), t -> q.sign);
    m.book().post(Book.Account.WITHDRAWAL, s, Nominal.asset(Row.class, q.storageUnit), x.charge.at(k, 0), t -> q.sign);
  }

  private void net(Horizon.Stage s, Row q, int discharge, int charge) { // (3)
    Profile set = profile(q, "p_set", s, q.pSet);
    if (set.isConstant() && Double.isNaN(set.at(0))) return;
    Block net = m.lp().rows("storage_unit.net", "GW", s.index(), List.of(q.storageUnit), s.steps());
    for (int t = 0; t < s.steps(); t++)
      if (!Double.isNaN(set.at(t)))
        m.lp().at(net.at(0, t)).add(discharge + t, 1).add(charge + t, -1).eq(set.at(t) * 1e-3);
  }

  private Profile profile(Row q, String column, Horizon.Stage s, double constant) {
    return m.network().profile(Row.class, column, q.storageUnit, s, constant);
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (rows.isEmpty()) return;
    NetworkReport to = new NetworkReport(m, r, tables, grid);
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Integer> standing = nominal.standing(s);
      Columns x = columns.get(s.index());
      for (int k = 0; k < standing.size(); k++) {
        int i = standing.get(k);
        Row q = rows.get(i);
        to.injection(s, m.place(q.bus), q.carrier, x.discharge.at(k, 0), Profile.constant(q.sign));
        to.injection(s, m.place(q.bus), q.carrier + ":charge", x.charge.at(k, 0), Profile.constant(-q.sign));
        to.levels(s, m.place(q.bus), q.carrier, chains.get(i));
        to.capacity(s, nominal, i, m.place(q.bus), q.carrier, q.storageUnit, nominal.value(r, i) * q.maxHours);
      }
    }
  }
}
