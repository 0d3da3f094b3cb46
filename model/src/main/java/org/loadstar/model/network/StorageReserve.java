package org.loadstar.model.network;

import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Regulation and reserve that a store holds ready by its discharge and its charge.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | v'_t, v_t >= 0 | GW | regulation (up and down alike) by charge and by discharge |
/// | r'_t, r_t >= 0 | GW | reserve (up) by charge and by discharge |
/// | V, R | | most regulation and reserve per capacity of discharge C |
/// | p_t, c_t, L_t, E | GW, GWh | discharge, charge, level, energy capacity |
/// | e | | efficiency of charge |
///
/// ```
/// (1) v'_t + v_t <= V C,  r'_t + r_t <= R C
/// (2) c_t >= v'_t + r'_t                      what is charged can be left
/// (3) p_t >= v_t
/// (4) h_t e (c_t + v'_t) <= E - L_t-1
/// (5) room: discharge + v_t + r_t within what the store can put out and what it holds, charge + v'_t within what it can take
/// (6) cost += d_y o_t (c_v (v'_t + v_t) + c_r (r'_t + r_t))
/// ```
///
/// (5) are rows of the store's component; (3) and (4) hold where it regulates. Source: the operational reserves of storage of GenX 0.4.
public final class StorageReserve implements Component {
  /// One row of `storage_reserves.csv`.
  @Table(file = "storage_reserves.csv", key = {"storage", "stage"}, doc = "Stores that hold power ready for regulation and reserve.")
  public record Row(
      @Column(doc = "Storage; its discharge capacity has its name.", ref = "storages") String storage,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Energy capacity.", ref = "capacities") String energy,
      @Column(doc = "Efficiency of charge.", absent = "1", min = 0) double efficiencyIn,
      @Column(doc = "Most regulation per capacity of discharge.", absent = "0", min = 0) double regulation,
      @Column(doc = "Most reserve per capacity of discharge.", absent = "0", min = 0) double reserve,
      @Column(unit = "per_mwh", doc = "Cost of regulation.", absent = "0", series = true) double regulationCost,
      @Column(unit = "per_mwh", doc = "Cost of reserve.", absent = "0", series = true) double reserveCost) {}

  private final NetworkModel m;

  StorageReserve(NetworkModel m) {
    this.m = m;
  }

  @Override
  public void build() {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : m.network().rows(Row.class)) if (m.stands(q.stage, s)) hold(s, q);
  }

  private void hold(Horizon.Stage s, Row q) {
    Book book = m.book();
    int[] v = held(s, q, "regulation", q.regulation, q.regulationCost, Book.Account.REGULATION);
    int[] r = held(s, q, "reserve", q.reserve, q.reserveCost, Book.Account.RESERVE);
    Block left = rows(s, q, "left");
    for (int t = 0; t < s.steps(); t++) { // (2)
      LpBuilder.Row row = m.lp().at(left.at(0, t));
      double constant = book.addTo(row, Book.Account.WITHDRAWAL, s, q.storage, t, 1);
      if (v.length > 0) row.add(v[0] + t, -1);
      if (r.length > 0) row.add(r[0] + t, -1);
      row.ge(-constant);
    }
    if (v.length > 0) regulates(s, q, v);
    for (int[] x : List.of(v, r)) { // (5)
      if (x.length == 0) continue;
      share(s, q, Book.Room.OUTPUT_MAX, x[1], false);
      share(s, q, Book.Room.OUTPUT_STORED, x[1], true);
    }
    if (v.length > 0) share(s, q, Book.Room.CHARGE_MAX, v[0], false);
  }

  /// Opens the columns by charge and by discharge; none where the store gives nothing.
  private int[] held(Horizon.Stage s, Row q, String name, double most, double constant, Book.Account account) {
    if (most <= 0) return new int[0];
    LpBuilder lp = m.lp();
    Amount capacity = m.book().amount(Book.Account.CAPACITY, s, q.storage);
    Profile cost = m.network().profile(Row.class, name + "_cost", q.storage, s, constant);
    int[] x = new int[2];
    Block limit = rows(s, q, name);
    for (int k = 0; k < 2; k++) {
      String way = k == 0 ? "_by_charge" : "_by_discharge";
      x[k] = lp.columns("storage_reserve." + name + way, "GW", s.index(), List.of(q.storage), s.steps(), 0, Double.POSITIVE_INFINITY).at(0, 0);
      m.book().post(account, s, q.storage, x[k], t -> 1);
      for (int t = 0; t < s.steps(); t++) if (cost.at(t) != 0) lp.cost(x[k] + t, "reserves", s.perMwh(t) * cost.at(t)); // (6)
    }
    for (int t = 0; t < s.steps(); t++) { // (1)
      LpBuilder.Row row = lp.at(limit.at(0, t)).add(x[0] + t, 1).add(x[1] + t, 1);
      capacity.addTo(row, -most);
      row.le(most * capacity.constant());
    }
    return x;
  }

  private void regulates(Horizon.Stage s, Row q, int[] v) {
    Book book = m.book();
    Amount energy = book.amount(Book.Account.CAPACITY, s, q.energy);
    Block below = rows(s, q, "below");
    Block full = rows(s, q, "full");
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = m.lp().at(below.at(0, t)).add(v[1] + t, -1); // (3)
      row.ge(-book.addTo(row, Book.Account.INJECTION, s, q.storage, t, 1));
      double rate = s.elapsed(t) * q.efficiencyIn;
      row = m.lp().at(full.at(0, t)).add(v[0] + t, rate); // (4)
      double constant = book.addTo(row, Book.Account.WITHDRAWAL, s, q.storage, t, rate);
      constant += book.addTo(row, Book.Account.LEVEL, s, q.storage, s.previousCyclic(t), 1);
      energy.addTo(row, -1);
      row.le(energy.constant() - constant);
    }
  }

  private void share(Horizon.Stage s, Row q, Book.Room room, int column, boolean energy) {
    for (int rows : m.book().rows(room, s, q.storage))
      for (int t = 0; t < s.steps(); t++) m.lp().at(rows + t).add(column + t, energy ? s.elapsed(t) : 1);
  }

  private Block rows(Horizon.Stage s, Row q, String name) {
    return m.lp().rows("storage_reserve." + name, "GW", s.index(), List.of(q.storage), s.steps());
  }

  @Override
  public void report(Result r, Tables tables, String grid) {}
}
