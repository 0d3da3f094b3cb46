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

/// Transport between two buses, with losses in proportion to the flow or by pieces of a square, and with angles where it has a susceptance.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | f_l,t | GW | flow from bus 0 to bus 1 |
/// | x+_l,k,t, x-_l,k,t >= 0 | GW | part of the flow forward and backward in piece k = 1..K |
/// | C_l, M_l | GW | capacity of the same name, and the most that it can become |
/// | a_l | - | share of the flow that is lost |
/// | q_l | 1/GW | loss of a flow f is q f^2, as resistance over voltage squared |
/// | B_l | GW/rad | susceptance |
/// | theta_b,t | rad | angle of a bus |
/// | z+_l,k,t, z-_l,k,t | 0/1 | piece k may be used, where phantom losses are ruled out |
///
/// ```
/// (1) -C_l <= f_l,t <= C_l
/// (2) f_l,t = x+_l,t - x-_l,t,  x+_l,t + x-_l,t <= C_l,  loss_l,t = a_l (x+_l,t + x-_l,t)            losses in proportion
/// (3) sum_k x+_l,k,t >= f_l,t,  sum_k x-_l,k,t >= -f_l,t,  x_l,k,t <= M_l/K                           losses by pieces
///     loss_l,t = q_l sum_k (2k - 1) M_l/K (x+_l,k,t + x-_l,k,t)
/// (4) x+_l,t <= M_l z_l,t,  x-_l,t <= M_l (1 - z_l,t)                                                 one way, in proportion
///     M_l/K z_l,k+1,t <= x_l,k,t <= M_l/K z_l,k,t,  sum_k x_l,k,t - (+-f_l,t) <= M_l (1 - z_l,1,t)    one way, by pieces
/// (5) f_l,t = B_l (theta_0,t - theta_1,t),  |theta_0,t - theta_1,t| <= limit_l,  theta of the first bus = 0
/// (6) balance(bus 0, t) -= f_l,t + loss_l,t/2,  balance(bus 1, t) += f_l,t - loss_l,t/2
/// ```
///
/// The form is that of GenX's transmission and DC-OPF modules. The dual of (1) is the congestion rent of the corridor.
public final class Corridor implements Component {
  /// One row of `corridors.csv`.
  @Table(file = "corridors.csv", key = {"corridor", "stage"}, doc = "Transport between two buses.")
  public record Row(
      @Column(doc = "Name; its capacity is the row of capacities.csv of this name.", ref = "capacities") String corridor,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus that a positive flow leaves.", ref = "buses") String bus0,
      @Column(doc = "Bus that a positive flow enters.", ref = "buses") String bus1,
      @Column(doc = "Share of the flow that is lost.", absent = "0", min = 0, max = 1) double loss,
      @Column(unit = "per_mw", doc = "Loss of a flow, divided by its square.", absent = "0", min = 0) double squareLoss,
      @Column(doc = "Pieces by which the square is replaced.", absent = "0", min = 0) int pieces,
      @Column(unit = "mw", doc = "The most that the capacity can become, for pieces and one way.", absent = "0", min = 0) double most,
      @Column(doc = "Flow goes one way at a time, by whole numbers, so that no loss is made up.", absent = "false") boolean oneWay,
      @Column(unit = "mw_per_rad", doc = "Susceptance; 0: free flow.", absent = "0") double susceptance,
      @Column(unit = "rad", doc = "Largest difference of angles.", absent = "inf", min = 0) double angle) {}

  private final NetworkModel m;
  private final List<Block> flow = new ArrayList<>();

  Corridor(NetworkModel m) {
    this.m = m;
  }

  private List<Row> rows(Horizon.Stage s) {
    return m.network().rows(Row.class).stream().filter(q -> m.stands(q.stage, s)).toList();
  }

  @Override
  public void build() {
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> rows = rows(s);
      List<String> names = rows.stream().map(Row::corridor).toList();
      Block f = m.lp().columns("corridor.flow", "GW", s.index(), names, s.steps(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
      flow.add(f);
      for (int l = 0; l < rows.size(); l++) {
        Row q = rows.get(l);
        limit(s, q, f, l);
        m.book().post(Book.Account.FIRM, s, q.corridor, f.at(l), t -> 1);
        if (q.loss > 0) proportion(s, q, f, l);
        if (q.squareLoss > 0 && q.pieces > 0) pieces(s, q, f, l);
        for (int t = 0; t < s.steps(); t++) {
          m.balance(s).add(m.bus(q.bus0), t, f.at(l, t), -1); // (6)
          m.balance(s).add(m.bus(q.bus1), t, f.at(l, t), 1);
        }
      }
      angles(s, rows, f);
    }
  }

  private void limit(Horizon.Stage s, Row q, Block f, int l) { // (1)
    Amount c = m.book().amount(Book.Account.CAPACITY, s, q.corridor);
    if (c.isConstant()) {
      for (int t = 0; t < s.steps(); t++) m.lp().bounds(f.at(l, t), -c.constant(), c.constant());
      return;
    }
    Block out = rows(s, "limit_out", q);
    Block in = rows(s, "limit_in", q);
    for (int t = 0; t < s.steps(); t++) {
      LpBuilder.Row row = m.lp().at(out.at(0, t)).add(f.at(l, t), 1);
      c.addTo(row, -1);
      row.le(c.constant());
      row = m.lp().at(in.at(0, t)).add(f.at(l, t), 1);
      c.addTo(row, 1);
      row.ge(-c.constant());
    }
  }

  private void proportion(Horizon.Stage s, Row q, Block f, int l) {
    Amount c = m.book().amount(Book.Account.CAPACITY, s, q.corridor);
    Block forward = columns(s, "forward", q, Double.POSITIVE_INFINITY);
    Block backward = columns(s, "backward", q, Double.POSITIVE_INFINITY);
    Block parts = rows(s, "parts", q);
    Block both = rows(s, "both", q);
    for (int t = 0; t < s.steps(); t++) {
      m.lp().at(parts.at(0, t)).add(f.at(l, t), 1).add(forward.at(0, t), -1).add(backward.at(0, t), 1).eq(0); // (2)
      LpBuilder.Row row = m.lp().at(both.at(0, t)).add(forward.at(0, t), 1).add(backward.at(0, t), 1);
      c.addTo(row, -1);
      row.le(c.constant());
      lost(s, q, t, forward.at(0, t), q.loss);
      lost(s, q, t, backward.at(0, t), q.loss);
    }
    post(s, q, forward, t -> q.loss);
    post(s, q, backward, t -> q.loss);
    if (!q.oneWay) return;
    Block way = whole(s, "way", q);
    Block forwardOnly = rows(s, "forward_only", q);
    Block backwardOnly = rows(s, "backward_only", q);
    for (int t = 0; t < s.steps(); t++) {
      m.lp().at(forwardOnly.at(0, t)).add(forward.at(0, t), 1).add(way.at(0, t), -q.most * 1e-3).le(0); // (4)
      m.lp().at(backwardOnly.at(0, t)).add(backward.at(0, t), 1).add(way.at(0, t), q.most * 1e-3).le(q.most * 1e-3);
    }
  }

  private void pieces(Horizon.Stage s, Row q, Block f, int l) {
    double width = q.most * 1e-3 / q.pieces;
    for (int sign = 1; sign >= -1; sign -= 2) {
      String way = sign > 0 ? "forward" : "backward";
      Block sum = rows(s, way + "_parts", q);
      Block rest = q.oneWay ? rows(s, way + "_rest", q) : sum;
      Block before = null;
      for (int k = 1; k <= q.pieces; k++) {
        double share = q.squareLoss * 1e3 * (2 * k - 1) * width;
        Block x = columns(s, way + k, q, width);
        Block use = q.oneWay ? whole(s, way + "_use" + k, q) : x;
        Block fill = q.oneWay ? rows(s, way + "_fill" + k, q) : sum;
        Block first = q.oneWay && before != null ? rows(s, way + "_first" + k, q) : sum;
        for (int t = 0; t < s.steps(); t++) {
          m.lp().at(sum.at(0, t)).add(x.at(0, t), 1); // (3)
          lost(s, q, t, x.at(0, t), share);
          if (!q.oneWay) continue;
          m.lp().at(rest.at(0, t)).add(x.at(0, t), 1); // (4)
          if (k == 1) m.lp().at(rest.at(0, t)).add(use.at(0, t), q.most * 1e-3);
          m.lp().at(fill.at(0, t)).add(x.at(0, t), 1).add(use.at(0, t), -width).le(0);
          if (before != null) m.lp().at(first.at(0, t)).add(before.at(0, t), 1).add(use.at(0, t), -width).ge(0);
        }
        post(s, q, x, t -> share);
        before = x;
      }
      for (int t = 0; t < s.steps(); t++) {
        m.lp().at(sum.at(0, t)).add(f.at(l, t), -sign).ge(0);
        if (q.oneWay) m.lp().at(rest.at(0, t)).add(f.at(l, t), -sign).le(q.most * 1e-3);
      }
    }
  }

  private void angles(Horizon.Stage s, List<Row> rows, Block f) {
    if (rows.stream().allMatch(q -> q.susceptance == 0)) return;
    List<String> buses = m.network().rows(Bus.class).stream().map(Bus::bus).toList();
    Block theta = m.lp().columns("corridor.angle", "rad", s.index(), buses, s.steps(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    for (int t = 0; t < s.steps(); t++) m.lp().bounds(theta.at(0, t), 0, 0);
    for (int l = 0; l < rows.size(); l++) {
      Row q = rows.get(l);
      if (q.susceptance == 0) continue;
      Block law = rows(s, "law", q);
      Block limit = rows(s, "angle_limit", q);
      for (int t = 0; t < s.steps(); t++) {
        int from = theta.at(m.bus(q.bus0), t);
        int to = theta.at(m.bus(q.bus1), t);
        double b = q.susceptance * 1e-3;
        m.lp().at(law.at(0, t)).add(f.at(l, t), 1).add(from, -b).add(to, b).eq(0); // (5)
        m.lp().at(limit.at(0, t)).add(from, 1).add(to, -1).between(-q.angle, q.angle);
      }
    }
  }

  private void lost(Horizon.Stage s, Row q, int t, int column, double share) {
    m.balance(s).add(m.bus(q.bus0), t, column, -share / 2); // (6)
    m.balance(s).add(m.bus(q.bus1), t, column, -share / 2);
  }

  private void post(Horizon.Stage s, Row q, Block x, java.util.function.IntToDoubleFunction share) {
    m.book().post(Book.Account.WITHDRAWAL, s, q.corridor, x.at(0), share);
  }

  private Block rows(Horizon.Stage s, String name, Row q) {
    return m.lp().rows("corridor." + name, "GW", s.index(), List.of(q.corridor), s.steps());
  }

  private Block columns(Horizon.Stage s, String name, Row q, double up) {
    return m.lp().columns("corridor." + name, "GW", s.index(), List.of(q.corridor), s.steps(), 0, up);
  }

  private Block whole(Horizon.Stage s, String name, Row q) {
    Block b = columns(s, name, q, 1);
    for (int t = 0; t < s.steps(); t++) m.lp().integer(b.at(0, t));
    return b;
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> rows = rows(s);
      for (int l = 0; l < rows.size(); l++) {
        Row q = rows.get(l);
        double forward = 0;
        double backward = 0;
        for (int t = 0; t < s.steps(); t++) {
          double power = r.value(flow.get(s.index()).at(l, t)) * 1e3;
          forward += Math.max(0, power) * s.energy(t);
          backward += Math.max(0, -power) * s.energy(t);
          tables.get("flows").add(grid, s.label(), t, t, s.elapsed(t), s.energy(t), q.corridor, m.place(q.bus0), m.place(q.bus1), power);
        }
        double capacity = m.book().amount(Book.Account.CAPACITY, s, q.corridor).value(r) * 1e3;
        double built = m.book().amount(Book.Account.NEW_CAPACITY, s, q.corridor).value(r) * 1e3;
        tables.get("lines").add(grid, s.label(), q.corridor, m.place(q.bus0), m.place(q.bus1), q.susceptance == 0 ? "corridor" : "ac",
            capacity, capacity, built, forward, backward);
      }
    }
  }
}
