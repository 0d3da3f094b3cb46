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

/// Stores: energy at a bus, without a limit of power.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t | GW | power given to the bus, below 0 taken |
/// | l_i,t | GWh | level at the end of t |
/// | E_i | GWh | energy capacity ([Nominal]) |
/// | sigma_i,t | 1/h | standing loss |
///
/// ```
/// (1) a_i,t E_i <= l_i,t <= b_i,t E_i;   l_i,t and p_i,t at the values that are set
/// (2) l_t = (1 - sigma_t)^h_t l_before(t) - h_t p_t
/// (3) balance(bus_i, t) += sign_i p_t
///     cost  d_y o_t (c_i,t p_t + q_i,t p_t^2 + k_i,t l_t)
/// ```
///
/// The level before the first timestep is the last one (cyclic) or given, and then not subject to loss ([Chain]). A cost of power is
/// paid back when power is taken. Source: PyPSA, stores (doi:10.5334/jors.188).
public final class Store implements Component {
  /// One row of `stores.csv`.
  @Table(file = "stores.csv", key = "store", doc = "Energy kept at a bus, without a limit of power.")
  public record Row(
      @Column(doc = "Name.") String store,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Carrier.", absent = "") String carrier,
      @Column(unit = "mwh", doc = "Energy capacity; where extendable what stands before.", absent = "0", infinite = true) double eNom,
      @Column(doc = "True where the capacity is a decision.", absent = "0") boolean eNomExtendable,
      @Column(unit = "mwh", doc = "Least capacity, where extendable.", absent = "0", infinite = true) double eNomMin,
      @Column(unit = "mwh", doc = "Most capacity, where extendable.", absent = "inf") double eNomMax,
      @Column(unit = "mwh", doc = "Capacity wanted, where extendable; empty for none.", absent = "NaN") double eNomSet,
      @Column(unit = "mwh", doc = "Size of a module, where extendable; 0 for any size.", absent = "0", min = 0) double eNomMod,
      @Column(doc = "Least level as a share of the capacity.", absent = "0", series = true) double eMinPu,
      @Column(doc = "Most level as a share of the capacity.", absent = "1", series = true) double eMaxPu,
      @Column(unit = "mwh", doc = "Level before the first timestep.", absent = "0") double eInitial,
      @Column(doc = "True where each period starts from the given level.", absent = "0") boolean eInitialPerPeriod,
      @Column(doc = "True where the level returns to its start at the end.", absent = "0") boolean eCyclic,
      @Column(doc = "True where the level returns to its start in each period.", absent = "0") boolean eCyclicPerPeriod,
      @Column(unit = "mw", doc = "Power where it is given; empty for none.", absent = "NaN", series = true) double pSet,
      @Column(unit = "mwh", doc = "Level where it is given; empty for none.", absent = "NaN", series = true) double eSet,
      @Column(doc = "1, or -1 for a store whose power is taken from the bus.", absent = "1") double sign,
      @Column(unit = "per_h", doc = "Standing loss.", absent = "0", series = true) double standingLoss,
      @Column(unit = "usd_per_mwh", doc = "Cost of power given.", absent = "0", series = true) double marginalCost,
      @Column(unit = "usd_per_mw2h", doc = "Cost of the square of the power in MW, per hour.", absent = "0", min = 0, series = true)
          double marginalCostQuadratic,
      @Column(unit = "usd_per_mwh_h", doc = "Cost of a stored MWh per hour.", absent = "0", series = true) double marginalCostStorage,
      @Column(unit = "usd_per_mwh_yr", doc = "Capital cost, paid where extendable.", absent = "0") double capitalCost,
      @Column(doc = "First year in which it stands.", absent = "0") int buildYear,
      @Column(unit = "years", doc = "Years that it stands.", absent = "inf") double lifetime) {

    Nominal.Asset asset() {
      return new Nominal.Asset(store, eNomExtendable, eNom, eNomMin, eNomMax, eNomSet, eNomMod, capitalCost, buildYear, lifetime);
    }

    Chain.Mode mode() {
      return new Chain.Mode(eCyclic, eCyclicPerPeriod, eInitialPerPeriod);
    }
  }

  private final NetworkModel m;
  private final List<Row> rows;
  private final Nominal nominal;
  private final List<Chain> chains;
  private final List<Block> power = new ArrayList<>();
  private final List<Block> level = new ArrayList<>();

  Store(NetworkModel m) {
    this.m = m;
    rows = m.network().rows(Row.class);
    nominal = new Nominal(m, Row.class, rows.stream().map(Row::asset).toList());
    chains = rows.stream().map(q -> new Chain(m.horizon(), q.mode())).toList();
  }

  @Override
  public void build() {
    if (rows.isEmpty()) return;
    nominal.build("store.capacity", "GWh", Book.Account.ENERGY_CAPACITY);
    for (Horizon.Stage s : m.horizon().stages()) open(s);
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Integer> standing = nominal.standing(s);
      Block chain = m.lp().rows("store.chain", "GWh", s.index(), nominal.names(standing), s.steps());
      for (int k = 0; k < standing.size(); k++) operate(s, standing.get(k), k, chain);
    }
    for (int i = 0; i < rows.size(); i++) chains.get(i).postDepletion(m.book(), nominal.asset(i), rows.get(i).eInitial * 1e-3);
  }

  private void open(Horizon.Stage s) {
    List<Integer> standing = nominal.standing(s);
    List<String> names = nominal.names(standing);
    Block p = m.lp().columns("store.power", "GW", s.index(), names, s.steps(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    Block l = m.lp().columns("store.level", "GWh", s.index(), names, s.steps(), 0, 0);
    power.add(p);
    level.add(l);
    PerUnit limits = new PerUnit(m.lp(), "store.level", s, l);
    for (int k = 0; k < standing.size(); k++) {
      Row q = rows.get(standing.get(k));
      limits.bound(k, nominal.of(standing.get(k)), profile(q, "e_min_pu", s, q.eMinPu), profile(q, "e_max_pu", s, q.eMaxPu)); // (1)
      Profile set = profile(q, "e_set", s, q.eSet);
      Profile fixed = profile(q, "p_set", s, q.pSet);
      for (int t = 0; t < s.steps(); t++) {
        limits.hold(k, t, set.at(t) * 1e-3);
        if (!Double.isNaN(fixed.at(t))) m.lp().bounds(p.at(k, t), fixed.at(t) * 1e-3, fixed.at(t) * 1e-3);
      }
      chains.get(standing.get(k)).stands(s, l.at(k, 0));
    }
    limits.close();
  }

  private void operate(Horizon.Stage s, int i, int k, Block chain) {
    Row q = rows.get(i);
    int bus = m.bus(q.bus);
    Ledger balance = m.balance(s);
    Profile loss = profile(q, "standing_loss", s, q.standingLoss);
    Profile cost = profile(q, "marginal_cost", s, q.marginalCost);
    Profile square = profile(q, "marginal_cost_quadratic", s, q.marginalCostQuadratic);
    Profile keeping = profile(q, "marginal_cost_storage", s, q.marginalCostStorage);
    for (int t = 0; t < s.steps(); t++) {
      double h = s.elapsed(t);
      int p = power.get(s.index()).at(k, t);
      int l = level.get(s.index()).at(k, t);
      LpBuilder.Row row = m.lp().at(chain.at(k, t)).add(l, 1).add(p, h); // (2)
      int before = chains.get(i).before(s, t);
      if (before != Chain.INITIAL) row.add(before, -Math.pow(1 - loss.at(t), h));
      row.eq(before == Chain.INITIAL ? q.eInitial * 1e-3 : 0);
      balance.add(bus, t, p, q.sign); // (3)
      m.lp().cost(p, "marginal", cost.at(t) * s.perMwh(t));
      if (square.at(t) != 0) m.lp().quadratic(p, "marginal", square.at(t) * s.perMwh(t) * 1e3);
      m.lp().cost(l, "marginal", keeping.at(t) * s.perMwh(t));
    }
    m.book().post(Book.Account.INJECTION, s, Nominal.asset(Row.class, q.store), power.get(s.index()).at(k, 0), t -> q.sign);
  }

  private Profile profile(Row q, String column, Horizon.Stage s, double constant) {
    return m.network().profile(Row.class, column, q.store, s, constant);
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (rows.isEmpty()) return;
    NetworkReport to = new NetworkReport(m, r, tables, grid);
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Integer> standing = nominal.standing(s);
      for (int k = 0; k < standing.size(); k++) {
        int i = standing.get(k);
        Row q = rows.get(i);
        to.injection(s, m.place(q.bus), q.carrier, power.get(s.index()).at(k, 0), Profile.constant(q.sign));
        to.levels(s, m.place(q.bus), q.carrier, chains.get(i));
        double now = nominal.value(r, i);
        tables.get("capacity").add(grid, s.label(), m.place(q.bus), q.carrier, q.store, 0.0, 0.0, 0.0, now, 0.0);
      }
    }
  }
}
