package org.loadstar.model.network;

import java.util.List;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Pulses of fusion plants and the power that they take for themselves; the plants are committed clusters.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | P_i,t, W_i,t >= 0 | units | pulses that start, that are under way |
/// | u_i,t | units | switched on |
/// | d_i,t | GW | capacity in maintenance |
/// | p_i,t | GW | output |
/// | C_i, s_i | GW | capacity, size of a unit |
/// | w_i | h | time of each pulse without output |
/// | passive, active, start, peak | - | own use per capacity, per output of a pulse, per start, and the peak of it at a start |
///
/// ```
/// (1) P_i,t <= u_i,t,   W_i,t <= u_i,t
/// (2) W_i,t <= sum of P_i,k over the last `pulse` timesteps
/// (3) p_i,t <= s_i (W_i,t - w_i P_i,t)
/// (4) balance(bus_i, t) -= passive (C_i - (1 - kept) d_i,t) + s_i (active (W_i,t - w_i P_i,t) + start P_i,t)
/// (5) sum_t g_t s_i P_i,t <= starts_i C_i
/// (6) mean over t of p_i,t <= use_i C_i
/// (7) firm power of i = s_i ((1 - active) (W_i,t - w_i P_i,t) - peak P_i,t), of its own use = -passive (C_i - (1 - kept) d_i,t)
/// ```
///
/// The form is that of GenX's fusion module (J. A. Schwartz et al., Joule 7, 2023, doi:10.1016/j.joule.2023.02.006).
public final class Fusion implements Component {
  /// One row of `fusion.csv`.
  @Table(file = "fusion.csv", key = {"cluster", "stage"}, doc = "Fusion plants: pulses and own use of committed clusters.")
  public record Row(
      @Column(doc = "Cluster.", ref = "clusters") String cluster,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Technology, for reports.", absent = "") String carrier,
      @Column(unit = "mw", doc = "Size of a unit.", min = 0) double unit,
      @Column(doc = "Units are whole.", absent = "false") boolean whole,
      @Column(doc = "Own use per capacity.", absent = "0", min = 0) double passive,
      @Column(doc = "Own use per output of a pulse.", absent = "0", min = 0) double active,
      @Column(doc = "Own use of a start, MWh per MW.", absent = "0", min = 0) double start,
      @Column(doc = "Peak of own use at a start per capacity, which firm power lacks.", absent = "0", min = 0) double peak,
      @Column(doc = "Share of the passive own use that is kept in maintenance.", absent = "0", min = 0, max = 1) double kept,
      @Column(unit = "h", doc = "Time of each pulse without output.", absent = "0", min = 0) double dwell,
      @Column(doc = "Timesteps that a pulse lasts at most; 0: no limit.", absent = "0", min = 0) int pulse,
      @Column(doc = "Starts of a unit in a year.", absent = "inf", min = 0) double starts,
      @Column(doc = "Mean output per capacity.", absent = "inf", min = 0) double use) {}

  private final NetworkModel m;

  Fusion(NetworkModel m) {
    this.m = m;
  }

  /// Name under which the own use is posted.
  static String own(String cluster) {
    return cluster + " own use";
  }

  @Override
  public void build() {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : m.network().rows(Row.class)) if (m.stands(q.stage, s)) build(s, q);
  }

  private void build(Horizon.Stage s, Row q) {
    LpBuilder lp = m.lp();
    Book book = m.book();
    List<String> name = List.of(q.cluster);
    Block start = lp.columns("fusion.start", "units", s.index(), name, s.steps(), 0, Double.POSITIVE_INFINITY);
    Block pulse = lp.columns("fusion.pulse", "units", s.index(), name, s.steps(), 0, Double.POSITIVE_INFINITY);
    Block startOn = rows(s, q, "start_on");
    Block pulseOn = rows(s, q, "pulse_on");
    Block last = q.pulse > 0 ? rows(s, q, "pulse_length") : null;
    Block most = rows(s, q, "most");
    double unit = q.unit * 1e-3;
    Amount c = book.amount(Book.Account.CAPACITY, s, q.cluster);
    int bus = m.bus(q.bus);
    for (int t = 0; t < s.steps(); t++) {
      int p = start.at(0, t);
      int w = pulse.at(0, t);
      if (q.whole) {
        lp.integer(p);
        lp.integer(w);
      }
      LpBuilder.Row row = lp.at(startOn.at(0, t)).add(p, unit); // (1)
      book.addTo(row, Book.Account.COMMITTED, s, q.cluster, t, -1);
      row.le(0);
      row = lp.at(pulseOn.at(0, t)).add(w, unit);
      book.addTo(row, Book.Account.COMMITTED, s, q.cluster, t, -1);
      row.le(0);
      if (last != null) {
        row = lp.at(last.at(0, t)).add(w, 1); // (2)
        int at = t;
        for (int k = 0; k < q.pulse && (k == 0 || at != t); k++, at = s.previousCyclic(at)) row.add(start.at(0, at), -1);
        row.le(0);
      }
      row = lp.at(most.at(0, t)).add(w, -unit).add(p, unit * q.dwell); // (3)
      book.addTo(row, Book.Account.INJECTION, s, q.cluster, t, 1);
      row.le(0);
      m.balance(s).add(bus, t, w, -unit * q.active); // (4)
      m.balance(s).add(bus, t, p, unit * (q.active * q.dwell - q.start));
      c.addTo(lp.at(m.balance(s).row(bus, t)), -q.passive);
      m.balance(s).add(bus, t, -q.passive * c.constant());
      book.addTo(lp.at(m.balance(s).row(bus, t)), Book.Account.DOWN, s, q.cluster, t, q.passive * (1 - q.kept));
    }
    post(s, q, start.at(0), pulse.at(0), unit, c);
    book.open(Book.Room.OUTPUT_MAX, s, q.cluster, most.at(0));
    year(s, q, start, unit, c);
  }

  private void post(Horizon.Stage s, Row q, int start, int pulse, double unit, Amount c) {
    Book book = m.book();
    String own = own(q.cluster);
    double kept = q.passive * (1 - q.kept);
    book.post(Book.Account.WITHDRAWAL, s, own, pulse, t -> unit * q.active);
    book.post(Book.Account.WITHDRAWAL, s, own, start, t -> unit * (q.start - q.active * q.dwell));
    book.post(Book.Account.WITHDRAWAL, s, own, c, t -> q.passive);
    book.post(Book.Account.FIRM, s, q.cluster, pulse, t -> unit * (1 - q.active)); // (7)
    book.post(Book.Account.FIRM, s, q.cluster, start, t -> -unit * ((1 - q.active) * q.dwell + q.peak));
    book.post(Book.Account.FIRM, s, q.cluster, c, t -> -1);
    book.post(Book.Account.FIRM, s, own, c, t -> -q.passive);
    for (Book.Flow d : book.flows(Book.Account.DOWN, s, q.cluster)) {
      book.post(Book.Account.WITHDRAWAL, s, own, d.first(), t -> -kept * d.factor().applyAsDouble(t));
      book.post(Book.Account.FIRM, s, own, d.first(), t -> kept * d.factor().applyAsDouble(t));
      book.post(Book.Account.FIRM, s, q.cluster, d.first(), d.factor());
    }
  }

  private void year(Horizon.Stage s, Row q, Block start, double unit, Amount c) {
    if (q.starts < Double.POSITIVE_INFINITY) {
      LpBuilder.Row row = m.lp().at(m.lp().rows("fusion.starts", "GW", s.index(), List.of(q.cluster)).at(0)); // (5)
      for (int t = 0; t < s.steps(); t++) row.add(start.at(0, t), s.energy(t) * unit);
      c.addTo(row, -q.starts);
      row.le(q.starts * c.constant());
    }
    if (q.use < Double.POSITIVE_INFINITY) {
      LpBuilder.Row row = m.lp().at(m.lp().rows("fusion.use", "GW", s.index(), List.of(q.cluster)).at(0)); // (6)
      for (int t = 0; t < s.steps(); t++) m.book().addTo(row, Book.Account.INJECTION, s, q.cluster, t, 1.0 / s.steps());
      c.addTo(row, -q.use);
      row.le(q.use * c.constant());
    }
  }

  private Block rows(Horizon.Stage s, Row q, String name) {
    return m.lp().rows("fusion." + name, "units", s.index(), List.of(q.cluster), s.steps());
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : m.network().rows(Row.class))
        if (m.stands(q.stage, s)) m.output(r, tables, grid, s, own(q.cluster), q.bus, q.carrier + " own use");
  }
}
