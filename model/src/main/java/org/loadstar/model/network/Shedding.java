package org.loadstar.model.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Load that is not served, in steps of rising value.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | n_k,t >= 0 | GW | load of step k that is not served |
/// | D_t | GW | the load |
/// | q_k | - | share of the load in step k |
/// | v_k | per MWh | value |
///
/// ```
/// (1) n_k,t <= q_k D_t
/// (2) sum over the steps of a load of n_k,t <= D_t
/// (3) balance(bus, t) += n_k,t
/// (4) cost += d_y o_t v_k n_k,t
/// ```
///
/// The form is that of GenX's segments of non-served energy. The dual of (1) is what serving one more GWh of the step would save.
public final class Shedding implements Component {
  /// One row of `sheddings.csv`.
  @Table(file = "sheddings.csv", key = {"shedding", "stage"}, doc = "Steps of load that may go unserved at a price.")
  public record Row(
      @Column(doc = "Name of the step.") String shedding,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Load.", ref = "loads") String load,
      @Column(doc = "Share of the load.", min = 0) double share,
      @Column(unit = "per_mwh", doc = "Cost of not serving it.") double value) {}

  private final NetworkModel m;

  Shedding(NetworkModel m) {
    this.m = m;
  }

  private Map<NetworkModel.Load, List<Row>> byLoad(Horizon.Stage s) {
    Map<NetworkModel.Load, List<Row>> all = new LinkedHashMap<>();
    for (NetworkModel.Load d : m.loads(s))
      for (Row q : m.network().rows(Row.class))
        if (m.stands(q.stage, s) && q.load.equals(d.name())) all.computeIfAbsent(d, k -> new ArrayList<>()).add(q);
    return all;
  }

  @Override
  public void build() {
    LpBuilder lp = m.lp();
    for (Horizon.Stage s : m.horizon().stages())
      byLoad(s)
          .forEach(
              (d, steps) -> {
                Profile load = d.power();
                List<String> names = steps.stream().map(Row::shedding).toList();
                Block n = lp.columns("shedding.unserved", "GW", s.index(), names, s.steps(), 0, 0);
                Block most = lp.rows("shedding.load", "GW", s.index(), List.of(d.name()), s.steps());
                int bus = m.bus(d.bus());
                for (int k = 0; k < names.size(); k++) {
                  Row q = steps.get(k);
                  for (int t = 0; t < s.steps(); t++) {
                    lp.bounds(n.at(k, t), 0, Math.max(0, q.share * load.at(t) * 1e-3)); // (1)
                    lp.at(most.at(0, t)).add(n.at(k, t), 1); // (2)
                    m.balance(s).add(bus, t, n.at(k, t), 1); // (3)
                    lp.cost(n.at(k, t), "unserved", s.perMwh(t) * q.value); // (4)
                  }
                  m.book().post(Book.Account.INJECTION, s, q.shedding, n.at(k), t -> 1);
                  m.book().post(Book.Account.FIRM, s, q.shedding, n.at(k), t -> 1);
                }
                for (int t = 0; t < s.steps(); t++) lp.at(most.at(0, t)).le(Math.max(0, load.at(t) * 1e-3));
              });
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      byLoad(s).forEach((d, steps) -> steps.forEach(q -> m.output(r, tables, grid, s, q.shedding, d.bus(), "unserved")));
  }
}
