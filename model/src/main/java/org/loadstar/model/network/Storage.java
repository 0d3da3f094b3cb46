package org.loadstar.model.network;

import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Storage whose power, energy and, where it has one, charging capacity are decided apart.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t, c_i,t >= 0 | GW | discharge and charge at the bus |
/// | S_i,t >= 0 | GWh | level at the end of t; before the first timestep of a period stands its last |
/// | P_i, E_i, Q_i | GW, GWh, GW | capacity of discharge, energy and charge |
/// | eta, eta' | - | efficiency of charge and discharge |
/// | delta | 1/h | self-discharge |
/// | k, K | h | least and largest energy per discharge capacity |
///
/// ```
/// (1) S_t = (1 - delta)^h_t S_t-1 + h_t (eta c_t - p_t / eta')
/// (2) S_t <= E
/// (3) h_t p_t <= eta' S_t-1
/// (4) p_t + c_t <= P                    one capacity for both
/// (5) p_t <= P,  c_t <= Q               capacities apart
/// (6) k P <= E <= K P
/// (7) balance(bus, t) += p_t - c_t
/// (8) cost += d_y o_t (v p_t + v' c_t)
/// ```
///
/// A long-duration storage carries its level from period to period ([LongDuration]). The form is that of GenX's storage modules. The dual of
/// (1) is the value of what is stored.
public final class Storage implements Component {
  /// One row of `storages.csv`.
  @Table(file = "storages.csv", key = {"storage", "stage"}, doc = "Storages with capacities of power, energy and charge of their own.")
  public record Row(
      @Column(doc = "Name; its discharge capacity is the row of capacities.csv of this name.", ref = "capacities") String storage,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Technology.", absent = "") String carrier,
      @Column(doc = "Energy capacity.", ref = "capacities") String energy,
      @Column(doc = "Charge capacity; empty: charge and discharge share one.", absent = "", ref = "capacities") String charge,
      @Column(doc = "Efficiency of charging.", absent = "1", min = 0) double efficiencyIn,
      @Column(doc = "Efficiency of discharging.", absent = "1", min = 0) double efficiencyOut,
      @Column(unit = "per_h", doc = "Share of the level that is lost.", absent = "0", min = 0) double selfDischarge,
      @Column(unit = "per_mwh", doc = "Cost of discharge.", absent = "0") double marginal,
      @Column(unit = "per_mwh", doc = "Cost of charge.", absent = "0") double marginalIn,
      @Column(unit = "h", doc = "Least energy per discharge capacity.", absent = "0", min = 0) double minHours,
      @Column(unit = "h", doc = "Largest energy per discharge capacity.", absent = "inf", min = 0) double maxHours,
      @Column(doc = "The level is carried from period to period by period_map.csv.", absent = "false") boolean longDuration,
      @Column(doc = "The level of long duration is kept within its limits inside every period of the year.", absent = "true")
          boolean within) {}

  private final NetworkModel m;

  Storage(NetworkModel m) {
    this.m = m;
  }

  private List<Row> rows(Horizon.Stage s) {
    return m.network().rows(Row.class).stream().filter(q -> m.stands(q.stage, s)).toList();
  }

  @Override
  public void build() {
    LpBuilder lp = m.lp();
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> rows = rows(s);
      List<String> names = rows.stream().map(Row::storage).toList();
      Block p = columns(s, "discharge", "GW", names);
      Block c = columns(s, "charge", "GW", names);
      Block level = columns(s, "level", "GWh", names);
      Block balance = rows(s, "balance", names);
      Block full = rows(s, "full", names);
      Block stored = rows(s, "stored", names);
      Block power = rows(s, "power", names);
      Block hours = lp.rows("storage.hours", "GWh", s.index(), names.stream().flatMap(n -> java.util.stream.Stream.of(n + " least", n + " most")).toList());
      for (int i = 0; i < rows.size(); i++) {
        Row q = rows.get(i);
        Amount energy = capacity(s, q.energy);
        Amount discharge = capacity(s, q.storage);
        Amount charge = q.charge.isEmpty() ? null : capacity(s, q.charge);
        Block chargeLimit = charge == null ? power : rows(s, "charge_limit", List.of(q.storage));
        int own = charge == null ? i : 0;
        int bus = m.bus(q.bus);
        for (int t = 0; t < s.steps(); t++) {
          double h = s.elapsed(t);
          int before = level.at(i, s.previousCyclic(t));
          lp.at(balance.at(i, t)) // (1)
              .add(level.at(i, t), 1)
              .add(before, -Math.pow(1 - q.selfDischarge, h))
              .add(c.at(i, t), -h * q.efficiencyIn)
              .add(p.at(i, t), h / q.efficiencyOut)
              .eq(0);
          limit(lp.at(full.at(i, t)).add(level.at(i, t), 1), energy); // (2)
          lp.at(stored.at(i, t)).add(p.at(i, t), h).add(before, -q.efficiencyOut).le(0); // (3)
          if (charge == null) lp.at(power.at(i, t)).add(c.at(i, t), 1); // (4)
          else limit(lp.at(chargeLimit.at(0, t)).add(c.at(i, t), 1), charge); // (5)
          limit(lp.at(power.at(i, t)).add(p.at(i, t), 1), discharge);
          m.balance(s).add(bus, t, p.at(i, t), 1); // (7)
          m.balance(s).add(bus, t, c.at(i, t), -1);
          if (q.marginal != 0) lp.cost(p.at(i, t), "variable_om", s.perMwh(t) * q.marginal); // (8)
          if (q.marginalIn != 0) lp.cost(c.at(i, t), "variable_om", s.perMwh(t) * q.marginalIn);
        }
        duration(q.minHours, energy, discharge, lp.at(hours.at(2 * i)), 1); // (6)
        duration(q.maxHours, energy, discharge, lp.at(hours.at(2 * i + 1)), -1);
        if (q.longDuration) {
          var year = new LongDuration(m, s, "storage.level", q.storage, level.at(i), balance.at(i), q.selfDischarge);
          year.upTo(q.storage, energy);
          m.book().post(Book.Account.CARRIED, s, q.storage, year.start().at(0), n -> 1);
          if (q.within) year.within(q.storage, energy, level.at(i), q.selfDischarge);
        }
        post(s, q, p.at(i), c.at(i), level.at(i));
        m.book().open(Book.Room.OUTPUT_MAX, s, q.storage, power.at(i));
        m.book().open(Book.Room.CHARGE_MAX, s, q.storage, chargeLimit.at(own));
        m.book().open(Book.Room.OUTPUT_STORED, s, q.storage, stored.at(i));
      }
    }
  }

  private static void limit(LpBuilder.Row row, Amount capacity) {
    capacity.addTo(row, -1);
    row.le(capacity.constant());
  }

  private static void duration(double hours, Amount energy, Amount discharge, LpBuilder.Row row, int sign) {
    if (hours == Double.POSITIVE_INFINITY) return;
    energy.addTo(row, sign);
    discharge.addTo(row, -sign * hours);
    row.ge(-sign * (energy.constant() - hours * discharge.constant()));
  }

  private void post(Horizon.Stage s, Row q, int discharge, int charge, int level) {
    m.book().post(Book.Account.INJECTION, s, q.storage, discharge, t -> 1);
    m.book().post(Book.Account.WITHDRAWAL, s, q.storage, charge, t -> 1);
    m.book().post(Book.Account.LEVEL, s, q.storage, level, t -> 1);
    m.book().post(Book.Account.FIRM, s, q.storage, discharge, t -> 1);
    m.book().post(Book.Account.FIRM, s, q.storage, charge, t -> -1);
  }

  private Amount capacity(Horizon.Stage s, String name) {
    return m.book().amount(Book.Account.CAPACITY, s, name);
  }

  private Block columns(Horizon.Stage s, String name, String unit, List<String> names) {
    return m.lp().columns("storage." + name, unit, s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
  }

  private Block rows(Horizon.Stage s, String name, List<String> names) {
    return m.lp().rows("storage." + name, "GW", s.index(), names, s.steps());
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : rows(s)) {
        m.output(r, tables, grid, s, q.storage, q.bus, q.carrier);
        for (int t = 0; t < s.steps(); t++)
          tables.get("levels").add(grid, s.label(), t, t, m.place(q.bus), q.carrier, m.book().value(r, Book.Account.LEVEL, s, q.storage, t) * 1e3);
      }
  }
}
