package org.loadstar.model.network;

import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Planned maintenance of committed clusters: a unit is down for hours on end, once in so many years.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | b_i,t >= 0 | units | go into maintenance at t, only every k_i-th timestep |
/// | d_i,t >= 0 | units | are in maintenance |
/// | u_i,t | units | are switched on |
/// | C_i, s_i | GW | capacity, size of a unit |
///
/// ```
/// (1) s_i (d_i,t + u_i,t) <= C_i,   s_i b_i,t <= C_i
/// (2) d_i,t = sum of b_i,k over the last `duration` timesteps
/// (3) sum_t b_i,t >= C_i / s_i / cycle_i
/// ```
///
/// The form is that of GenX's maintenance module; time is one period in order. The dual of (3) is what one outage less would save.
public final class Maintenance implements Component {
  /// One row of `maintenance.csv`.
  @Table(file = "maintenance.csv", key = {"cluster", "stage"}, doc = "Planned maintenance of committed clusters.")
  public record Row(
      @Column(doc = "Cluster.", ref = "clusters") String cluster,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(unit = "mw", doc = "Size of a unit.", min = 0) double unit,
      @Column(doc = "Units are whole.", absent = "false") boolean whole,
      @Column(doc = "Timesteps that maintenance takes.", min = 1) int duration,
      @Column(unit = "years", doc = "Years after which a unit must be maintained again.", min = 0) double cycle,
      @Column(doc = "Maintenance may begin every so many timesteps.", absent = "1", min = 1) int cadence) {}

  private final NetworkModel m;

  Maintenance(NetworkModel m) {
    this.m = m;
  }

  @Override
  public void build() {
    LpBuilder lp = m.lp();
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : m.network().rows(Row.class)) {
        if (!m.stands(q.stage, s)) continue;
        List<String> name = List.of(q.cluster);
        Block begin = lp.columns("maintenance.begin", "units", s.index(), name, s.steps(), 0, Double.POSITIVE_INFINITY);
        Block down = lp.columns("maintenance.down", "units", s.index(), name, s.steps(), 0, Double.POSITIVE_INFINITY);
        Block share = lp.rows("maintenance.down_limit", "GW", s.index(), name, s.steps());
        Block beginLimit = lp.rows("maintenance.begin_limit", "GW", s.index(), name, s.steps());
        Block hold = lp.rows("maintenance.hold", "units", s.index(), name, s.steps());
        Block often = lp.rows("maintenance.often", "units", s.index(), name);
        double unit = q.unit * 1e-3;
        Amount c = m.book().amount(Book.Account.CAPACITY, s, q.cluster);
        for (int t = 0; t < s.steps(); t++) {
          if (q.whole) {
            lp.integer(begin.at(0, t));
            lp.integer(down.at(0, t));
          }
          if (t % q.cadence != 0) lp.bounds(begin.at(0, t), 0, 0);
          LpBuilder.Row row = lp.at(share.at(0, t)).add(down.at(0, t), unit); // (1)
          m.book().addTo(row, Book.Account.COMMITTED, s, q.cluster, t, 1);
          c.addTo(row, -1);
          row.le(c.constant());
          row = lp.at(beginLimit.at(0, t)).add(begin.at(0, t), unit);
          c.addTo(row, -1);
          row.le(c.constant());
          row = lp.at(hold.at(0, t)).add(down.at(0, t), 1); // (2)
          for (int k = 0; k < Math.min(q.duration, s.steps()); k++) row.add(begin.at(0, Math.floorMod(t - k, s.steps())), -1);
          row.eq(0);
          lp.at(often.at(0)).add(begin.at(0, t), 1); // (3)
        }
        LpBuilder.Row row = lp.at(often.at(0));
        c.addTo(row, -1 / unit / q.cycle);
        row.ge(c.constant() / unit / q.cycle);
        m.book().post(Book.Account.DOWN, s, q.cluster, down.at(0), t -> unit);
        m.book().post(Book.Account.FIRM, s, q.cluster, down.at(0), t -> -unit);
      }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {}
}
