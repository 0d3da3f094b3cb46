package org.loadstar.model.network;

import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Ledger;
import org.loadstar.model.Result;
import org.loadstar.model.Sheet;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Inelastic load at a bus.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | D_i,t | GW | load of row i |
///
/// ```
/// (1) balance(bus_i, t)  -= sign_i D_i,t
/// ```
public final class Demand implements Component {
  /// One row of `loads.csv`.
  @Table(file = "loads.csv", key = {"load", "stage"}, doc = "Inelastic loads.")
  public record Row(
      @Column(doc = "Name.") String load,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Carrier.", absent = "") String carrier,
      @Column(unit = "mw", doc = "Load; a series `loads-p_set` overrides it.", absent = "0", series = true) double pSet,
      @Column(doc = "1, or -1 for a source.", absent = "1") double sign) {}

  private final NetworkModel m;

  Demand(NetworkModel m) {
    this.m = m;
  }

  @Override
  public void build() {
    for (Horizon.Stage s : m.horizon().stages()) {
      Ledger balance = m.balance(s);
      for (Row row : m.network().rows(Row.class)) {
        if (!m.stands(row.stage(), s)) continue;
        int bus = m.bus(row.bus());
        Profile load = m.network().profile(Row.class, "p_set", row.load(), s, row.pSet());
        for (int t = 0; t < s.steps(); t++) balance.add(bus, t, -row.sign() * load.at(t) * 1e-3); // (1)
        m.book().post(Book.Account.WITHDRAWAL, s, row.load(), Amount.of(1), t -> row.sign() * load.at(t) * 1e-3);
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    Sheet generation = tables.get("generation");
    for (Horizon.Stage s : m.horizon().stages())
      for (Row row : m.network().rows(Row.class)) {
        if (!m.stands(row.stage(), s)) continue;
        Profile load = m.network().profile(Row.class, "p_set", row.load(), s, row.pSet());
        double energy = 0;
        for (int t = 0; t < s.steps(); t++) {
          double power = -row.sign() * load.at(t);
          energy += power * s.energy(t);
          m.dispatch(tables, grid, s, t, m.place(row.bus()), "load", power);
        }
        generation.add(grid, s.label(), m.place(row.bus()), "load", energy);
      }
  }
}
