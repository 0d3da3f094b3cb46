package org.loadstar.model.network;

import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Plants whose output follows their profile and cannot be curtailed, as rooftop solar or run of river.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t | GW | output |
/// | a_i,t | | output per capacity, `p_set_pu` |
/// | C_i | GW | capacity of the same name |
/// | v_i | USD/MWh | cost of output besides fuel, `marginal` |
///
/// ```
/// (1) must_run.output(i, t):  p_i,t = a_i,t C_i
/// (2) balance(bus_i, t) += p_i,t
/// (3) cost += d_y o_t v_i p_i,t
/// ```
///
/// Where the capacity is given, (1) is the bounds of p. Source: the must-run plants of GenX 0.4.
public final class MustRun implements Component {
  /// One row of `must_run.csv`.
  @Table(file = "must_run.csv", key = {"plant", "stage"}, doc = "Plants whose output follows their profile and cannot be curtailed.")
  public record Row(
      @Column(doc = "Name; its capacity is the row of capacities.csv of this name.", ref = "capacities") String plant,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Technology.", absent = "") String carrier,
      @Column(doc = "Output per capacity; a series overrides it.", absent = "1", min = 0, series = true) double pSetPu,
      @Column(unit = "per_mwh", doc = "Cost of output besides fuel.", absent = "0") double marginal) {}

  private final NetworkModel m;

  MustRun(NetworkModel m) {
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
      Block output = lp.columns("must_run.output", "GW", s.index(), rows.stream().map(Row::plant).toList(), s.steps(), 0, Double.POSITIVE_INFINITY);
      for (int i = 0; i < rows.size(); i++) {
        Row q = rows.get(i);
        Amount capacity = m.book().amount(Book.Account.CAPACITY, s, q.plant);
        Profile a = m.network().profile(Row.class, "p_set_pu", q.plant, s, q.pSetPu);
        Block fixed = capacity.isConstant() ? null : lp.rows("must_run.output", "GW", s.index(), List.of(q.plant), s.steps());
        int bus = m.bus(q.bus);
        for (int t = 0; t < s.steps(); t++) {
          double given = a.at(t) * capacity.constant();
          if (fixed == null) lp.bounds(output.at(i, t), given, given); // (1)
          else {
            LpBuilder.Row row = lp.at(fixed.at(0, t)).add(output.at(i, t), 1);
            capacity.addTo(row, -a.at(t));
            row.eq(given);
          }
          m.balance(s).add(bus, t, output.at(i, t), 1); // (2)
          if (q.marginal != 0) lp.cost(output.at(i, t), "variable_om", s.perMwh(t) * q.marginal); // (3)
        }
        m.book().post(Book.Account.INJECTION, s, q.plant, output.at(i, 0), t -> 1);
        m.book().post(Book.Account.FIRM, s, q.plant, output.at(i, 0), t -> 1);
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : rows(s)) m.output(r, tables, grid, s, q.plant, q.bus, q.carrier);
  }
}
