package org.loadstar.model.network;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Energy that a store holds back, so that what it could give counts towards a capacity margin without being given.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | d_i,t, c_i,t >= 0 | GW | what store i could give beyond its output, what it could take to restore what is held back |
/// | Q_i,t >= 0 | GWh | energy held back |
/// | L_i,t | GWh | level |
/// | e_i, e'_i, o_i | | efficiency of charge and discharge, level lost per hour |
///
/// ```
/// (1) standby.held(i, t):  Q_i,t = (1 - h_t o_i) Q_i,t-1 + h_t (d_i,t / e'_i - e_i c_i,t)
/// (2) standby.free(i, t):  Q_i,t <= L_i,t
/// (3) room: output + d_i,t within what the store can put out and what it holds, charge + c_i,t within what it can take
/// (4) firm power of i += d_i,t - c_i,t
/// (5) cost += d_y o_t v_i (d_i,t + c_i,t)
/// ```
///
/// (3) are rows of the store's component. t-1 of the first timestep of a period is its last, unless [LongDuration] carries the energy on;
/// then it is at most that of the store at the beginning of each period of the year. Source: the virtual charge and discharge of GenX 0.4.
public final class StandbyEnergy implements Component {
  /// One row of `standby_energy.csv`.
  @Table(file = "standby_energy.csv", key = {"storage", "stage"}, doc = "Stores that hold back energy for capacity margins.")
  public record Row(
      @Column(doc = "Storage.") String storage,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Efficiency of charge.", absent = "1", min = 0) double charge,
      @Column(doc = "Efficiency of discharge.", absent = "1", min = 0) double discharge,
      @Column(doc = "Level lost per hour.", absent = "0", min = 0) double standingLoss,
      @Column(unit = "per_mwh", doc = "Cost of what could be given or taken.", absent = "0") double marginal,
      @Column(doc = "What is held back is carried from period to period, as the level of the storage.", absent = "false")
          boolean longDuration) {}

  private final NetworkModel m;

  StandbyEnergy(NetworkModel m) {
    this.m = m;
  }

  @Override
  public void build() {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : m.network().rows(Row.class)) if (m.stands(q.stage, s)) hold(s, q);
  }

  private void hold(Horizon.Stage s, Row q) {
    LpBuilder lp = m.lp();
    int give = columns(s, q, "give", "GW");
    int take = columns(s, q, "take", "GW");
    int held = columns(s, q, "held", "GWh");
    Block chain = lp.rows("standby.held", "GWh", s.index(), List.of(q.storage), s.steps());
    Block free = lp.rows("standby.free", "GWh", s.index(), List.of(q.storage), s.steps());
    for (int t = 0; t < s.steps(); t++) {
      double h = s.elapsed(t);
      lp.at(chain.at(0, t)).add(held + t, 1).add(held + s.previousCyclic(t), -(1 - h * q.standingLoss))
          .add(give + t, -h / q.discharge).add(take + t, h * q.charge).eq(0); // (1)
      LpBuilder.Row row = lp.at(free.at(0, t)).add(held + t, -1);
      double constant = m.book().addTo(row, Book.Account.LEVEL, s, q.storage, t, 1);
      row.ge(-constant); // (2)
      if (q.marginal != 0) { // (5)
        lp.cost(give + t, "held back", s.perMwh(t) * q.marginal);
        lp.cost(take + t, "held back", s.perMwh(t) * q.marginal);
      }
    }
    if (q.longDuration) new LongDuration(m, s, "standby.held", q.storage, held, chain.at(0), q.standingLoss).below(q.storage);
    share(s, q, Book.Room.OUTPUT_MAX, give, t -> 1); // (3)
    share(s, q, Book.Room.OUTPUT_STORED, give, s::elapsed);
    share(s, q, Book.Room.CHARGE_MAX, take, t -> 1);
    m.book().post(Book.Account.FIRM, s, q.storage, give, t -> 1); // (4)
    m.book().post(Book.Account.FIRM, s, q.storage, take, t -> -1);
  }

  private int columns(Horizon.Stage s, Row q, String name, String unit) {
    return m.lp().columns("standby." + name, unit, s.index(), List.of(q.storage), s.steps(), 0, Double.POSITIVE_INFINITY).at(0, 0);
  }

  private void share(Horizon.Stage s, Row q, Book.Room room, int column, IntToDoubleFunction hours) {
    for (int rows : m.book().rows(room, s, q.storage))
      for (int t = 0; t < s.steps(); t++) m.lp().at(rows + t).add(column + t, hours.applyAsDouble(t));
  }

  @Override
  public void report(Result r, Tables tables, String grid) {}
}
