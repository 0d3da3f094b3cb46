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

/// Plants whose output is bounded by the weather and may be curtailed.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | p_i,t >= 0 | GW | output |
/// | a_i,t | - | availability |
/// | C_i | GW | capacity of the same name |
/// | B(i) | - | i and the rows behind it: bins of one resource that put out together |
///
/// ```
/// (1) p_i,t <= sum over j in B(i) of a_j,t C_j
/// (2) balance(bus_i, t) += p_i,t
/// (3) cost += d_y o_t v_i p_i,t
/// ```
///
/// The form is that of GenX's curtailable variable renewables. The dual of (1) is the value of one more GWh of wind or sun.
public final class Renewable implements Component {
  /// One row of `renewables.csv`.
  @Table(file = "renewables.csv", key = {"renewable", "stage"}, doc = "Curtailable plants that follow the weather.")
  public record Row(
      @Column(doc = "Name; its capacity is the row of capacities.csv of this name.", ref = "capacities") String renewable,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Technology.", absent = "") String carrier,
      @Column(doc = "Availability; a series `renewables-p_max_pu` overrides it.", absent = "1", min = 0, series = true) double pMaxPu,
      @Column(unit = "per_mwh", doc = "Cost of output.", absent = "0") double marginal,
      @Column(doc = "The renewable whose output its capacity adds to; empty for its own.", absent = "", ref = "renewables") String behind) {}

  private final NetworkModel m;

  Renewable(NetworkModel m) {
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
      List<Row> heads = rows.stream().filter(q -> q.behind.isEmpty()).toList();
      List<String> names = heads.stream().map(Row::renewable).toList();
      Block p = lp.columns("renewable.output", "GW", s.index(), names, s.steps(), 0, Double.POSITIVE_INFINITY);
      Block available = lp.rows("renewable.available", "GW", s.index(), names, s.steps());
      for (int i = 0; i < heads.size(); i++) {
        Row q = heads.get(i);
        List<Amount> capacity = new ArrayList<>();
        List<Profile> share = new ArrayList<>();
        for (Row bin : rows)
          if (bin == q || bin.behind.equals(q.renewable)) {
            capacity.add(m.book().amount(Book.Account.CAPACITY, s, bin.renewable));
            Profile a = m.network().profile(Row.class, "p_max_pu", bin.renewable, s, bin.pMaxPu);
            share.add(a);
            m.book().post(Book.Account.FIRM, s, bin.renewable, capacity.getLast(), a::at);
          }
        int bus = m.bus(q.bus);
        for (int t = 0; t < s.steps(); t++) {
          LpBuilder.Row row = lp.at(available.at(i, t)).add(p.at(i, t), 1); // (1)
          double constant = 0;
          for (int k = 0; k < capacity.size(); k++) {
            capacity.get(k).addTo(row, -share.get(k).at(t));
            constant += capacity.get(k).constant() * share.get(k).at(t);
          }
          row.le(constant);
          m.balance(s).add(bus, t, p.at(i, t), 1); // (2)
          if (q.marginal != 0) lp.cost(p.at(i, t), "variable_om", s.perMwh(t) * q.marginal); // (3)
        }
        m.book().post(Book.Account.INJECTION, s, q.renewable, p.at(i), t -> 1);
        m.book().open(Book.Room.OUTPUT_MAX, s, q.renewable, available.at(i));
      }
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : rows(s))
        if (q.behind.isEmpty()) m.output(r, tables, grid, s, q.renewable, q.bus, q.carrier);
  }
}
