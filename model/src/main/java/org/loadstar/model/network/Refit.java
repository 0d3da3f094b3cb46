package org.loadstar.model.network;

import java.util.List;
import java.util.Map;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Plants that are made of others: coal with capture, gas turned to hydrogen.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | f_k | GW | capacity k that is refitted into another |
/// | b_j | GW | capacity j that is built by refitting |
/// | e_j | | what is built per refitted capacity |
///
/// ```
/// (1) refit(cluster):  sum_k f_k = sum_j b_j / e_j
/// ```
///
/// A cluster holds the capacities that may be refitted into one another. Its dual is what refitted capacity is worth. Source: the retrofits
/// of GenX 0.4.
public final class Refit implements Component {
  /// One row of `refits.csv`.
  @Table(file = "refits.csv", key = {"refit", "capacity", "stage"}, doc = "Capacities that are refitted into others, and those.")
  public record Row(
      @Column(doc = "Cluster: what is refitted in it is built in it.") String refit,
      @Column(doc = "Capacity.", ref = "capacities") String capacity,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "True when it is what is built, false when it is what is refitted.", absent = "false") boolean built,
      @Column(doc = "What is built per refitted capacity.", absent = "1", min = 0) double efficiency) {}

  private final NetworkModel m;

  Refit(NetworkModel m) {
    this.m = m;
  }

  @Override
  public void build() {
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> rows = m.network().rows(Row.class).stream().filter(q -> m.stands(q.stage, s)).toList();
      Map<String, List<Row>> clusters = Members.of(rows, Row::refit);
      clusters.forEach(
          (cluster, members) -> {
            LpBuilder.Row row = m.lp().at(m.lp().rows("refit", "GW", s.index(), List.of(cluster)).at(0));
            for (Row q : members) { // (1)
              if (q.built) m.book().amount(Book.Account.NEW_CAPACITY, s, q.capacity).addTo(row, -1 / q.efficiency);
              else m.book().amount(Book.Account.REFITTED, s, q.capacity).addTo(row, 1);
            }
            row.eq(0);
          });
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {}
}
