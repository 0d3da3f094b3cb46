package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
/// | X_k,y | GW | capacity that stands when stage y begins |
/// | E_k,y | GW | `existing` |
/// | s_k | GW | size of a unit where whole units are built, 1 elsewhere |
/// | b_k, r_k, f_k >= 0 | units | built, retired, refitted into another capacity ([Refit]) |
/// | C_k | GW | standing capacity |
/// | i_k, f'_k | M/GW-yr | annuity of what is built, fixed O&M of what stands |
/// | T_y, L_k | years | years to the end of stage y, life of what is built |
/// | Q_k,y | GW | what must be retired in stage y |
/// | B_k,y | GW | the most that may be built in stage y |
///
/// ```
/// (1) X_k,1 = E_k,1;  X_k,y = C_k,y-1 where it may be built, retired or refitted, E_k,y elsewhere
/// (2) C_k = X_k + s_k (b_k - r_k - f_k)
/// (3) s_k (r_k + f_k) <= X_k
/// (4) min_k <= C_k <= max_k,  s_k b_k <= B_k,y
/// (5) sum of s b_k,z over stages z with T_z + L_k <= T_y, and of Q_k,z over z <= y  <=  sum over z <= y of s (r_k,z + f_k,z)
/// (6) cost += d_y (i_k s_k b_k + f'_k C_k)
/// ```
///
/// Energy capacities stand in GWh where power stands in GW. (5) holds where it may be retired. i_k is the annuity of the stage: what a
/// reader knows of capital beyond the horizon or of other rates of interest is in it. The form is that of GenX's investment modules
/// (github.com/GenXProject/GenX.jl, documentation of 0.4, "Discharge", "Energy" and "Charge investment", "Multi-stage"); ours solves the
/// stages at once. The dual of (4) is what one more GW of the limit is worth.
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
      @Column(unit = "per_mw_year", doc = "Fixed cost of what stands.", absent = "0") double fixed,
      @Column(doc = "What stands may be refitted into another capacity.", absent = "false") boolean refit,
      @Column(unit = "years", doc = "Life of what is built; at its end it is retired.", absent = "inf", min = 0) double life,
      @Column(unit = "mw", doc = "What must be retired in the stage.", absent = "0", min = 0) double minRetired,
      @Column(unit = "mw", doc = "Most that may be built in the stage.", absent = "inf", min = 0) double maxBuilt) {

    boolean changes() {
      return build || retire || refit;
    }
  }

  /// A capacity in a stage.
  private record State(Row row, Amount standing, Amount built, Amount gone) {}

  private final NetworkModel m;
  private final List<Map<String, State>> states = new ArrayList<>();

  Sizing(NetworkModel m) {
    this.m = m;
  }

  private List<Row> rows(Horizon.Stage s) {
    return m.network().rows(Row.class).stream().filter(q -> m.stands(q.stage, s)).toList();
  }

  @Override
  public void build() {
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> rows = rows(s);
      Iterator<Integer> up = columns(s, "capacity.built", rows.stream().filter(Row::build));
      Iterator<Integer> down = columns(s, "capacity.retired", rows.stream().filter(Row::retire));
      Iterator<Integer> away = columns(s, "capacity.refitted", rows.stream().filter(Row::refit));
      Block limit = m.lp().rows("capacity.limit", "GW", s.index(), rows.stream().filter(Sizing::limited).map(Row::capacity).toList());
      int limits = limit.first();
      Map<String, State> now = new LinkedHashMap<>();
      for (Row q : rows) {
        double unit = q.whole ? q.unit * 1e-3 : 1;
        Amount built = q.build ? Amount.of(0).plus(whole(up.next(), q), unit) : Amount.of(0);
        if (q.build && q.maxBuilt < Double.POSITIVE_INFINITY) m.lp().bounds(built.column(), 0, q.maxBuilt * 1e-3 / unit); // (4)
        Amount retired = q.retire ? Amount.of(0).plus(whole(down.next(), q), unit) : Amount.of(0);
        Amount refitted = q.refit ? Amount.of(0).plus(whole(away.next(), q), unit) : Amount.of(0);
        State before = s.index() == 0 || !q.changes() ? null : states.getLast().get(q.capacity);
        Amount begin = before == null ? Amount.of(q.existing * 1e-3) : before.standing; // (1)
        Amount gone = retired.plus(refitted);
        Amount standing = begin.plus(built).plus(gone.times(-1)); // (2)
        now.put(q.capacity, new State(q, standing, built, gone));
        if (q.retire && !q.refit && begin.isConstant()) { // (3)
          m.lp().bounds(retired.column(), 0, begin.constant() / unit);
        } else if (q.retire || q.refit) {
          LpBuilder.Row row = m.lp().at(row(s, "capacity.retirable", q));
          gone.addTo(row, 1);
          begin.addTo(row, -1);
          row.le(begin.constant());
        }
        if (limited(q)) { // (4)
          LpBuilder.Row row = m.lp().at(limits++);
          standing.addTo(row, 1);
          row.between(q.min > 0 ? q.min * 1e-3 - standing.constant() : Double.NEGATIVE_INFINITY, q.max * 1e-3 - standing.constant());
        }
        built.charge(m.lp(), "investment", s.index(), s.perMwYear() * q.investment); // (6)
        standing.charge(m.lp(), "fixed_om", s.index(), s.perMwYear() * q.fixed);
        m.book().post(Book.Account.CAPACITY, s, q.capacity, standing);
        m.book().post(Book.Account.NEW_CAPACITY, s, q.capacity, built);
        m.book().post(Book.Account.REFITTED, s, q.capacity, refitted);
      }
      states.add(now);
      for (Row q : rows) if (q.retire) life(s, q);
    }
  }

  private void life(Horizon.Stage s, Row q) { // (5)
    Amount due = Amount.of(0);
    Amount gone = Amount.of(0);
    double must = 0;
    double end = years(s.index());
    for (Horizon.Stage z : m.horizon().stages().subList(0, s.index() + 1)) {
      State state = states.get(z.index()).get(q.capacity);
      if (state == null) continue;
      if (years(z.index()) + q.life <= end + 1e-9) due = due.plus(state.built);
      must += state.row.minRetired * 1e-3;
      gone = gone.plus(state.gone);
    }
    if (due.isConstant() && must == 0) return;
    LpBuilder.Row row = m.lp().at(row(s, "capacity.life", q));
    due.addTo(row, 1);
    gone.addTo(row, -1);
    row.le(-must);
  }

  /// Years to the end of a stage.
  private double years(int stage) {
    double end = 0;
    for (Horizon.Stage z : m.horizon().stages().subList(0, stage + 1)) end += z.years();
    return end;
  }

  private Iterator<Integer> columns(Horizon.Stage s, String name, Stream<Row> rows) {
    Block b = m.lp().columns(name, "GW", s.index(), rows.map(Row::capacity).toList(), 0, Double.POSITIVE_INFINITY);
    return IntStream.range(b.first(), b.first() + b.size()).iterator();
  }

  private int row(Horizon.Stage s, String name, Row q) {
    return m.lp().rows(name, q.quantity == Quantity.ENERGY ? "GWh" : "GW", s.index(), List.of(q.capacity)).at(0);
  }

  private static boolean limited(Row q) {
    return q.min > 0 || q.max < Double.POSITIVE_INFINITY;
  }

  private int whole(int column, Row q) {
    if (q.whole) m.lp().integer(column);
    return column;
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      states.get(s.index()).forEach(
          (name, state) -> {
            Row q = state.row;
            if (q.quantity == Quantity.LINE) return;
            double standing = state.standing.value(r) * 1e3;
            double power = q.quantity == Quantity.POWER ? 1e3 : 0;
            tables.get("capacity").add(grid, s.label(), m.place(q.bus), q.carrier, name, power > 0 ? standing : 0,
                power * state.built.value(r), power * state.gone.value(r), power > 0 ? 0 : standing, q.build ? q.max - q.existing : 0);
          });
  }
}
