package org.loadstar.model.network;

import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Plants that take power as they like within their limits and earn by what they make of it: electrolysers, flexible campuses.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | u_i,t >= 0 | GW | power taken |
/// | C_i | GW | capacity of the same name |
/// | a_i,t | | availability, `p_max_pu` |
/// | l_i | | least power per capacity, `p_min_pu` |
/// | R_i, D_i | 1/h | rise and fall per capacity and hour, `ramp_up`, `ramp_down` |
/// | v_i | USD/MWh | what a MWh earns, `value` |
///
/// ```
/// (1) electrolyser.most(i, t):   u_i,t <= a_i,t C_i
/// (2) electrolyser.least(i, t):  u_i,t >= l_i C_i
/// (3) electrolyser.rise(i, t):   u_i,t - u_i,t-1 <= R_i h_t C_i
/// (4) electrolyser.fall(i, t):   u_i,t-1 - u_i,t <= D_i h_t C_i
/// (5) balance(bus_i, t) -= u_i,t
/// (6) cost -= d_y o_t v_i u_i,t
/// ```
///
/// t-1 of the first timestep of a period is its last. Rows that (1) implies (rise of at least the capacity, no least power) are left out.
///
/// Source: the electrolyser of GenX 0.4. What it must match and make stands in [HourlyMatching] and [HydrogenDemand].
public final class Electrolyser implements Component {
  /// One row of `electrolysers.csv`.
  @Table(file = "electrolysers.csv", key = {"electrolyser", "stage"}, doc = "Plants that take power and earn by what they make of it.")
  public record Row(
      @Column(doc = "Name; its capacity is the row of capacities.csv of this name.", ref = "capacities") String electrolyser,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Technology.", absent = "") String carrier,
      @Column(doc = "Most power per capacity; a series overrides it.", absent = "1", min = 0, series = true) double pMaxPu,
      @Column(doc = "Least power per capacity.", absent = "0", min = 0) double pMinPu,
      @Column(doc = "Rise per hour and capacity.", absent = "1", min = 0) double rampUp,
      @Column(doc = "Fall per hour and capacity.", absent = "1", min = 0) double rampDown,
      @Column(unit = "per_mwh", doc = "What a MWh taken earns.", absent = "0") double value) {}

  private final NetworkModel m;

  Electrolyser(NetworkModel m) {
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
      Block use =
          lp.columns("electrolyser.use", "GW", s.index(), rows.stream().map(Row::electrolyser).toList(), s.steps(), 0, Double.POSITIVE_INFINITY);
      for (int i = 0; i < rows.size(); i++) {
        Row q = rows.get(i);
        Amount capacity = m.book().amount(Book.Account.CAPACITY, s, q.electrolyser);
        Profile a = m.network().profile(Row.class, "p_max_pu", q.electrolyser, s, q.pMaxPu);
        Bounds bounds = new Bounds(lp, s, "electrolyser", q.electrolyser);
        bounds.most("most", use.at(i, 0), capacity, a::at); // (1)
        if (q.pMinPu > 0) bounds.least("least", use.at(i, 0), capacity, q.pMinPu); // (2)
        if (q.rampUp < 1) bounds.rise("rise", use.at(i, 0), capacity, q.rampUp); // (3)
        if (q.rampDown < 1) bounds.fall("fall", use.at(i, 0), capacity, q.rampDown); // (4)
        int bus = m.bus(q.bus);
        for (int t = 0; t < s.steps(); t++) {
          m.balance(s).add(bus, t, use.at(i, t), -1); // (5)
          if (q.value != 0) lp.cost(use.at(i, t), "sales", -s.perMwh(t) * q.value); // (6)
        }
        m.book().post(Book.Account.WITHDRAWAL, s, q.electrolyser, use.at(i, 0), t -> 1);
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : rows(s)) m.output(r, tables, grid, s, q.electrolyser, q.bus, q.carrier);
  }
}
