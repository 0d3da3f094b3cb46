package org.loadstar.model.network;

import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// Commitment of clusters of equal units, as whole units or as its linear relaxation.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | u_i,t | units | switched on |
/// | v_i,t, w_i,t | units | started, shut down at t |
/// | p_i,t | GW | output |
/// | s_i | GW | size of a unit |
/// | C_i | GW | capacity |
/// | t-1 | - | the timestep before; before the first of a period its last, or what was given (u_0) |
/// | U, V, W | - | ramp limits, from one timestep to the next and per unit of size, of a unit that runs, that starts, that is shut; U', V', W' downward |
///
/// ```
/// (1) s_i u_i,t <= C_i,   s_i v_i,t <= C_i,   s_i w_i,t <= C_i
/// (2) u_i,t = u_i,t-1 + v_i,t - w_i,t
/// (3) u_i,t        >= sum of v_i,k over the last up time
/// (4) C_i/s_i - u_i,t >= sum of w_i,k over the last down time
/// (5) p_i,t >= min_i,t s_i u_i,t
/// (6) p_i,t <= max_i,t s_i u_i,t
/// (7) p_i,t - p_i,t-1 <= s_i (U (u_i,t - v_i,t) + V v_i,t + W w_i,t)
/// (8) p_i,t-1 - p_i,t <= s_i (U' (u_i,t - v_i,t) + V' v_i,t + W' w_i,t)
/// ```
///
/// With V = min(max_i,t, max(min_i, U)) and W = -min_i (and V' = -min_i, W' = V) these are the clustered form of B. Palmintier and
/// M. Webster, IEEE Trans. Power Syst. 29 (2014), doi:10.1109/TPWRS.2013.2293127; with V the start-up ramp, W = U - V, W' the shut-down
/// ramp and V' = U' - W' those of single units.
final class Commitment {
  /// A ramp limit per unit of size: of what runs (infinite for none), what starts, what is shut.
  record Ramp(double running, Profile start, Profile shut) {
    boolean binds() {
      return running < Double.POSITIVE_INFINITY;
    }
  }

  /// What is known of a cluster.
  ///
  /// @param unit size of a unit [GW]
  /// @param whole units are whole
  /// @param up hours that a unit runs at least, `down` that it stands still at least
  /// @param initial units on before the first timestep, or NaN when each period returns to its start
  record Cluster(
      String name, double unit, Amount capacity, boolean whole, double up, double down, Profile min, Profile max, Ramp rise, Ramp fall,
      double initial) {
    boolean cyclic() {
      return Double.isNaN(initial);
    }
  }

  private final LpBuilder lp;
  private final Horizon.Stage s;
  private final String prefix;
  private final Block status;
  private final Block start;
  private final Block shut;

  /// Opens the columns and writes all rows.
  ///
  /// @param prefix name of the component, first part of the blocks' names
  /// @param output columns of the clusters' output: cluster i at t is `output.at(i, t)`
  Commitment(NetworkModel m, Horizon.Stage s, String prefix, List<Cluster> clusters, Block output) {
    this.lp = m.lp();
    this.s = s;
    this.prefix = prefix;
    List<String> names = clusters.stream().map(Cluster::name).toList();
    status = columns("status", names);
    start = columns("start", names);
    shut = columns("shut", names);
    Block balance = rows("commitment", names);
    Block least = rows("least", names);
    Block most = rows("most", names);
    for (int i = 0; i < clusters.size(); i++) {
      Cluster c = clusters.get(i);
      limits(c, i);
      if (c.up > 0) upTime(c, i);
      if (c.down > 0) downTime(c, i);
      for (int t = 0; t < s.steps(); t++) {
        int before = before(c, t, 1);
        LpBuilder.Row row = lp.at(balance.at(i, t)).add(status.at(i, t), 1).add(start.at(i, t), -1).add(shut.at(i, t), 1); // (2)
        if (before >= 0) row.add(status.at(i, before), -1);
        row.eq(before >= 0 ? 0 : c.initial);
        lp.at(least.at(i, t)).add(output.at(i, t), 1).add(status.at(i, t), -c.min.at(t) * c.unit).ge(0); // (5)
        lp.at(most.at(i, t)).add(output.at(i, t), 1).add(status.at(i, t), -c.max.at(t) * c.unit).le(0); // (6)
      }
      if (c.rise.binds()) ramp(m, c, i, output, "ramp_up", c.rise, 1, Book.Room.RAMP_UP); // (7)
      if (c.fall.binds()) ramp(m, c, i, output, "ramp_down", c.fall, -1, Book.Room.RAMP_DOWN); // (8)
      m.book().open(Book.Room.OUTPUT_MIN, s, c.name, least.at(i));
      m.book().open(Book.Room.OUTPUT_MAX, s, c.name, most.at(i));
      m.book().post(Book.Account.COMMITTED, s, c.name, status.at(i), t -> c.unit);
      m.book().post(Book.Account.STARTED, s, c.name, start.at(i), t -> c.unit);
    }
  }

  /// Units that start: cluster i at t is `start().at(i, t)`.
  Block start() {
    return start;
  }

  /// Units that are shut.
  Block shut() {
    return shut;
  }

  private Block columns(String name, List<String> names) {
    return lp.columns(prefix + "." + name, "units", s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
  }

  private Block rows(String name, List<String> names) {
    return lp.rows(prefix + "." + name, "units", s.index(), names, s.steps());
  }

  private void limits(Cluster c, int i) { // (1)
    Block[] all = {status, start, shut};
    for (Block b : all) {
      Block limit = c.capacity.isConstant() ? null : rows(b.name().substring(prefix.length() + 1) + "_limit", List.of(c.name));
      for (int t = 0; t < s.steps(); t++) {
        int j = b.at(i, t);
        if (c.whole) lp.integer(j);
        if (limit == null) lp.bounds(j, 0, c.capacity.constant() / c.unit);
        else {
          LpBuilder.Row row = lp.at(limit.at(0, t)).add(j, c.unit);
          c.capacity.addTo(row, -1);
          row.le(c.capacity.constant());
        }
      }
    }
  }

  private void upTime(Cluster c, int i) {
    Block rows = rows("up_time", List.of(c.name));
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = lp.at(rows.at(0, t)).add(status.at(i, t), 1); // (3)
      last(row, start, c, i, t, c.up, -1);
      row.ge(0);
    }
  }

  private void downTime(Cluster c, int i) {
    Block rows = rows("down_time", List.of(c.name));
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = lp.at(rows.at(0, t)).add(status.at(i, t), -1); // (4)
      last(row, shut, c, i, t, c.down, -1);
      c.capacity.addTo(row, 1 / c.unit);
      row.ge(-c.capacity.constant() / c.unit);
    }
  }

  /// Adds the events of the last `hours`, that at t among them.
  private void last(LpBuilder.Row row, Block events, Cluster c, int i, int t, double hours, double factor) {
    double passed = 0;
    for (int k = 0; k < s.steps(); k++) {
      int at = before(c, t, k);
      if (at < 0) return;
      if (k > 0 && (passed += s.elapsed(at)) > hours - 1e-9) return;
      row.add(events.at(i, at), factor);
    }
  }

  private void ramp(
      NetworkModel m, Cluster c, int i, Block output, String name, Ramp limit, int sign, Book.Room room) {
    Block rows = rows(name, List.of(c.name));
    for (int t = 0; t < s.steps(); t++) {
      int before = before(c, t, 1);
      if (before < 0) continue;
      lp.at(rows.at(0, t))
          .add(output.at(i, t), sign)
          .add(output.at(i, before), -sign)
          .add(status.at(i, t), -c.unit * limit.running)
          .add(start.at(i, t), c.unit * (limit.running - limit.start.at(t)))
          .add(shut.at(i, t), -c.unit * limit.shut.at(t))
          .le(0);
    }
    m.book().open(room, s, c.name, rows.at(0));
  }

  /// The timestep `k` before t, or -1 when that is before what is planned.
  private int before(Cluster c, int t, int k) {
    int first = s.periodFirst(s.period(t));
    int length = s.periodFirst(s.period(t) + 1) - first;
    if (k >= length) return -1;
    int at = t - first - k;
    if (at >= 0) return first + at;
    return c.cyclic() ? first + at + length : -1;
  }
}
