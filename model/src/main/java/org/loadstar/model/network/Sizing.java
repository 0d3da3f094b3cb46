package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Capacities that are built and retired: power of plants, energy of stores, lines. What uses a capacity finds it in the ledger under its
/// name.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | X_k | GW | existing capacity |
/// | s_k | GW | size of a unit where whole units are built, 1 elsewhere |
/// | b_k, r_k >= 0 | units | built and retired |
/// | C_k | GW | standing capacity |
/// | i_k, f_k | M/GW-yr | annuity of what is built, fixed O&M of what stands |
///
/// ```
/// (1) C_k = X_k + s_k (b_k - r_k)
/// (2) s_k r_k <= X_k
/// (3) min_k <= C_k <= max_k
/// (4) cost += d_y (i_k s_k b_k + f_k C_k)
/// ```
///
/// Energy capacities stand in GWh where power stands in GW. The form is that of GenX's investment modules (github.com/GenXProject/GenX.jl,
/// documentation of 0.4, "Discharge", "Energy" and "Charge investment"). The dual of (3) is what one more GW of the limit is worth.
public final class Sizing implements Component {
  /// What a capacity is of.
  public enum Quantity {
    POWER,
    ENERGY,
    LINE
  }

  /// One row of `capacities.csv`.
  @Table(file = "capacities.csv", key = {"capacity", "stage"}, doc = "Capacities that clusters, renewables, storages and corridors use by name.")
  public record Row(
      @Column(doc = "Name, as that of the cluster that uses it.") String capacity,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus, for reports.", ref = "buses") String bus,
      @Column(doc = "Technology, for reports.", absent = "") String carrier,
      @Column(doc = "What it is of: power, energy (MWh wherever MW is said), line.", absent = "power") Quantity quantity,
      @Column(unit = "mw", doc = "Capacity that stands.", absent = "0", min = 0) double existing,
      @Column(doc = "More may be built.", absent = "false") boolean build,
      @Column(doc = "What stands may be retired.", absent = "false") boolean retire,
      @Column(unit = "mw", doc = "Least standing capacity.", absent = "0", min = 0) double min,
      @Column(unit = "mw", doc = "Largest standing capacity.", absent = "inf", min = 0) double max,
      @Column(unit = "mw", doc = "Size of a unit.", absent = "1", min = 0) double unit,
      @Column(doc = "Only whole units are built and retired.", absent = "false") boolean whole,
      @Column(unit = "per_mw_year", doc = "Annuity of what is built.", absent = "0") double investment,
      @Column(unit = "per_mw_year", doc = "Fixed cost of what stands.", absent = "0") double fixed) {}

  private final NetworkModel m;
  private final List<List<Amount>> built = new ArrayList<>();
  private final List<List<Amount>> retired = new ArrayList<>();

  Sizing(NetworkModel m) {
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
      Block up = lp.columns("capacity.built", "GW", s.index(), names(rows.stream().filter(Row::build)), 0, Double.POSITIVE_INFINITY);
      Block down = lp.columns("capacity.retired", "GW", s.index(), names(rows.stream().filter(Row::retire)), 0, Double.POSITIVE_INFINITY);
      Block limit = lp.rows("capacity.limit", "GW", s.index(), names(rows.stream().filter(Sizing::limited)));
      List<Amount> b = new ArrayList<>();
      List<Amount> r = new ArrayList<>();
      int nextUp = 0;
      int nextDown = 0;
      int nextLimit = 0;
      for (Row q : rows) {
        double unit = q.whole ? q.unit * 1e-3 : 1;
        double existing = q.existing * 1e-3;
        b.add(q.build ? Amount.of(0).plus(whole(up.at(nextUp++), q), unit) : Amount.of(0));
        Amount gone = Amount.of(0);
        if (q.retire) {
          int j = whole(down.at(nextDown++), q);
          lp.bounds(j, 0, existing / unit); // (2)
          gone = gone.plus(j, unit);
        }
        r.add(gone);
        Amount c = Amount.of(existing).plus(b.getLast()).plus(gone.times(-1)); // (1)
        if (limited(q)) {
          LpBuilder.Row row = lp.at(limit.at(nextLimit++)); // (3)
          c.addTo(row, 1);
          row.between(q.min > 0 ? q.min * 1e-3 - c.constant() : Double.NEGATIVE_INFINITY, q.max * 1e-3 - c.constant());
        }
        b.getLast().charge(lp, "investment", s.index(), s.perMwYear() * q.investment); // (4)
        c.charge(lp, "fixed_om", s.index(), s.perMwYear() * q.fixed);
        m.book().post(Book.Account.CAPACITY, s, q.capacity, c);
        m.book().post(Book.Account.NEW_CAPACITY, s, q.capacity, b.getLast());
      }
      built.add(b);
      retired.add(r);
    }
  }

  private static boolean limited(Row q) {
    return q.min > 0 || q.max < Double.POSITIVE_INFINITY;
  }

  private static List<String> names(java.util.stream.Stream<Row> rows) {
    return rows.map(Row::capacity).toList();
  }

  private int whole(int column, Row q) {
    if (q.whole) m.lp().integer(column);
    return column;
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> rows = rows(s);
      for (int k = 0; k < rows.size(); k++) {
        Row q = rows.get(k);
        if (q.quantity == Quantity.LINE) continue;
        double standing = m.book().amount(Book.Account.CAPACITY, s, q.capacity).value(r) * 1e3;
        boolean power = q.quantity == Quantity.POWER;
        tables.get("capacity").add(grid, s.label(), m.place(q.bus), q.carrier, q.capacity, power ? standing : 0,
            power ? built.get(s.index()).get(k).value(r) * 1e3 : 0, power ? retired.get(s.index()).get(k).value(r) * 1e3 : 0,
            power ? 0 : standing, q.build ? q.max - q.existing : 0);
      }
    }
  }
}
