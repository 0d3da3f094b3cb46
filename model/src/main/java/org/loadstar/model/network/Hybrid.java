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

/// Sun, wind, a store and an electrolyser behind one connection to the grid.
///
/// ```
///  sun ──┐                              ┌── wind
///        ├ DC bus ── inverter ── AC bus ┼── electrolyser
///  store ┘ (dc channels)     │          └── store (ac channels)
///                       connection ── bus of the grid
/// ```
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | g_t, k_t >= 0 | GW | put into the grid, taken from it |
/// | s_t, w_t, u_t >= 0 | GW | sun (DC), wind, use of the electrolyser |
/// | x_c,t >= 0 | GW | power of the store in channel c: dc discharge, dc charge, ac discharge, ac charge |
/// | y_c,t >= 0 | GW | what channel c could do beyond x with energy held back, in cases with capacity margins (`margin`) |
/// | L_t, Q_t | GWh | level of the store, and the part of it that is held back |
/// | n | | efficiency of the inverter |
/// | f_c | | AC power per power of the channel: n, -1/n, 1, -1 |
/// | b_c | | change of level: -1/efficiency when discharging, efficiency when charging |
/// | C, C_inv, C_sun, C_wind, E, C_c, C_u | GW, GWh | capacities `NAME`, `NAME inverter`, `NAME solar`, `NAME wind`, `NAME energy`, `NAME dc_discharge` and so on, `NAME electrolyser` |
///
/// ```
/// (1) hybrid.ac(t):        g_t - k_t = n s_t + w_t - u_t + sum_c f_c x_c,t
/// (2) hybrid.grid(t):      g_t + k_t + sum_c |f_c| y_c,t <= C
/// (3) hybrid.inverter(t):  n s_t + sum_(dc c) |f_c| (x_c,t + y_c,t) <= C_inv
/// (4) hybrid.solar(t):     s_t <= a_t C_sun,  hybrid.wind(t): w_t <= a'_t C_wind
/// (5) hybrid.level(t):     L_t = (1 - h_t o) L_t-1 + h_t sum_c b_c x_c,t,  hybrid.full(t): L_t <= E
/// (6) hybrid.CHANNEL(t):   x_c,t + y_c,t <= C_c;  hybrid.dc(t), .ac_store(t): both ways together <= r E where a power per energy r is given
/// (7) hybrid.taken(t):     k_t <= sum over charging c of |f_c| x_c,t
/// (8) hybrid.held(t):      Q_t = (1 - h_t o) Q_t-1 - h_t sum_c b_c y_c,t,  hybrid.free(t): L_t >= Q_t
/// (9) hybrid.ratio:        C_sun = R C_inv,  C_wind = R' C
/// (10) electrolyser:       l C_u <= u_t <= C_u, rise and fall of u within shares of C_u
/// (11) balance(bus, t) += g_t - k_t
/// (12) cost += d_y o_t (v g_t + v_s n s_t + v_w w_t + sum_c |f_c| (v_c x_c,t + v_m y_c,t) - v_u u_t)
/// ```
///
/// Firm power of NAME: n a C_sun + a' C_wind + sum_c f_c (x_c + y_c). Under `NAME solar`, `NAME wind` stands what sun and wind bring to the AC
/// bus, under `NAME store` what the store puts in and takes out there, under `NAME electrolyser` its use.
///
/// Source: the co-located VRE and storage of GenX 0.4; its store gives and takes through the inverter without netting with the sun.
public final class Hybrid implements Component {
  /// One row of `hybrids.csv`.
  @Table(file = "hybrids.csv", key = {"hybrid", "stage"}, doc = "Sun, wind, a store and an electrolyser behind one connection to the grid.")
  public record Row(
      @Column(doc = "Name; the capacity of its connection is the row of capacities.csv of this name.", ref = "capacities") String hybrid,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Bus.", ref = "buses") String bus,
      @Column(doc = "Technology.", absent = "") String carrier,
      @Column(doc = "Availability of the sun; a series overrides it.", absent = "0", min = 0, series = true) double solarPu,
      @Column(doc = "Availability of the wind; a series overrides it.", absent = "0", min = 0, series = true) double windPu,
      @Column(doc = "Efficiency of the inverter.", absent = "1", min = 0) double inverter,
      @Column(doc = "Solar capacity per inverter capacity; 0: free.", absent = "0", min = 0) double solarRatio,
      @Column(doc = "Wind capacity per connection; 0: free.", absent = "0", min = 0) double windRatio,
      @Column(doc = "Power of the DC channels together per energy; 0: capacities of their own.", absent = "0", min = 0) double dcRatio,
      @Column(doc = "Power of the AC channels together per energy; 0: capacities of their own.", absent = "0", min = 0) double acRatio,
      @Column(doc = "Efficiency of DC charge; 0: there is none.", absent = "0", min = 0) double dcCharge,
      @Column(doc = "Efficiency of DC discharge; 0: there is none.", absent = "0", min = 0) double dcDischarge,
      @Column(doc = "Efficiency of AC charge; 0: there is none.", absent = "0", min = 0) double acCharge,
      @Column(doc = "Efficiency of AC discharge; 0: there is none.", absent = "0", min = 0) double acDischarge,
      @Column(doc = "Level lost per hour.", absent = "0", min = 0) double standingLoss,
      @Column(doc = "True when energy may be held back for capacity margins.", absent = "false") boolean margin,
      @Column(unit = "per_mwh", doc = "Cost of holding back, per MWh that could be given or taken.", absent = "0") double marginalMargin,
      @Column(unit = "per_mwh", doc = "Cost of what is put into the grid.", absent = "0") double marginal,
      @Column(unit = "per_mwh", doc = "Cost of the sun behind the inverter.", absent = "0") double marginalSolar,
      @Column(unit = "per_mwh", doc = "Cost of the wind.", absent = "0") double marginalWind,
      @Column(unit = "per_mwh", doc = "Cost of DC charge.", absent = "0") double marginalDcCharge,
      @Column(unit = "per_mwh", doc = "Cost of DC discharge.", absent = "0") double marginalDcDischarge,
      @Column(unit = "per_mwh", doc = "Cost of AC charge.", absent = "0") double marginalAcCharge,
      @Column(unit = "per_mwh", doc = "Cost of AC discharge.", absent = "0") double marginalAcDischarge,
      @Column(doc = "Least use of the electrolyser per its capacity.", absent = "0", min = 0) double electrolyserMinPu,
      @Column(doc = "Rise of the electrolyser per hour and capacity.", absent = "1", min = 0) double electrolyserRampUp,
      @Column(doc = "Fall of the electrolyser per hour and capacity.", absent = "1", min = 0) double electrolyserRampDown,
      @Column(unit = "per_mwh", doc = "What a MWh of the electrolyser earns.", absent = "0") double electrolyserValue,
      @Column(doc = "The level is carried from period to period by period_map.csv.", absent = "false") boolean longDuration) {}

  private record Channel(String name, boolean dc, boolean charge, double efficiency, double factor, double cost) {
    double level() {
      return charge ? efficiency : -1 / efficiency;
    }
  }

  private final NetworkModel m;

  Hybrid(NetworkModel m) {
    this.m = m;
  }

  private List<Row> rows(Horizon.Stage s) {
    return m.network().rows(Row.class).stream().filter(q -> m.stands(q.stage, s)).toList();
  }

  @Override
  public void build() {
    for (Horizon.Stage s : m.horizon().stages()) for (Row q : rows(s)) new Plant(s, q).build();
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Horizon.Stage s : m.horizon().stages())
      for (Row q : rows(s)) {
        m.output(r, tables, grid, s, q.hybrid, q.bus, q.carrier);
        for (int t = 0; t < s.steps(); t++)
          tables.get("levels").add(grid, s.label(), t, t, m.place(q.bus), q.carrier,
              1e3 * m.book().value(r, Book.Account.LEVEL, s, q.hybrid, t));
      }
  }

  /// One hybrid in one stage.
  private final class Plant {
    private final Horizon.Stage s;
    private final Row q;
    private final LpBuilder lp = m.lp();
    private final Bounds bounds;
    private final List<Channel> channels = new ArrayList<>();
    private final Block ac;
    private final Block inverter;
    private final Block grid;

    Plant(Horizon.Stage s, Row q) {
      this.s = s;
      this.q = q;
      bounds = new Bounds(lp, s, "hybrid", q.hybrid);
      channel("dc_discharge", true, false, q.dcDischarge, q.inverter, q.marginalDcDischarge);
      channel("dc_charge", true, true, q.dcCharge, -1 / q.inverter, q.marginalDcCharge);
      channel("ac_discharge", false, false, q.acDischarge, 1, q.marginalAcDischarge);
      channel("ac_charge", false, true, q.acCharge, -1, q.marginalAcCharge);
      ac = bounds.rows("ac");
      inverter = bounds.rows("inverter");
      grid = bounds.rows("grid");
    }

    private void channel(String name, boolean dc, boolean charge, double efficiency, double factor, double cost) {
      if (efficiency > 0) channels.add(new Channel(name, dc, charge, efficiency, factor, cost));
    }

    private Amount capacity(String part) {
      return m.book().amount(Book.Account.CAPACITY, s, part.isEmpty() ? q.hybrid : q.hybrid + " " + part);
    }

    private int columns(String name) {
      return lp.columns("hybrid." + name, "GW", s.index(), List.of(q.hybrid), s.steps(), 0, Double.POSITIVE_INFINITY).at(0, 0);
    }

    private void flow(int column, double alternating, double throughInverter, double perMwh) {
      for (int t = 0; t < s.steps(); t++) {
        lp.at(ac.at(0, t)).add(column + t, -alternating); // (1)
        lp.at(inverter.at(0, t)).add(column + t, throughInverter); // (3)
        if (perMwh != 0) lp.cost(column + t, "variable_om", s.perMwh(t) * perMwh); // (12)
      }
    }

    void build() {
      Book book = m.book();
      int put = columns("put");
      int taken = columns("taken");
      int bus = m.bus(q.bus);
      flow(put, -1, 0, q.marginal);
      flow(taken, 1, 0, 0);
      for (int t = 0; t < s.steps(); t++) {
        lp.at(grid.at(0, t)).add(put + t, 1).add(taken + t, 1); // (2)
        m.balance(s).add(bus, t, put + t, 1); // (11)
        m.balance(s).add(bus, t, taken + t, -1);
      }
      source("solar", q.inverter, q.inverter, q.marginalSolar, m.network().profile(Row.class, "solar_pu", q.hybrid, s, q.solarPu));
      source("wind", 1, 0, q.marginalWind, m.network().profile(Row.class, "wind_pu", q.hybrid, s, q.windPu));
      store(taken);
      electrolyser();
      close(grid, capacity(""), 1);
      close(inverter, capacity("inverter"), 1);
      for (int t = 0; t < s.steps(); t++) lp.at(ac.at(0, t)).eq(0);
      ratio("solar_ratio", capacity("solar"), q.solarRatio, capacity("inverter")); // (9)
      ratio("wind_ratio", capacity("wind"), q.windRatio, capacity(""));
      book.post(Book.Account.INJECTION, s, q.hybrid, put, t -> 1);
      book.post(Book.Account.WITHDRAWAL, s, q.hybrid, taken, t -> 1);
    }

    private void close(Block rows, Amount capacity, double share) {
      for (int t = 0; t < s.steps(); t++) {
        LpBuilder.Row row = lp.at(rows.at(0, t));
        capacity.addTo(row, -share);
        row.le(share * capacity.constant());
      }
    }

    private void ratio(String name, Amount of, double ratio, Amount per) {
      if (ratio == 0) return;
      LpBuilder.Row row = lp.at(lp.rows("hybrid." + name, "GW", s.index(), List.of(q.hybrid)).at(0));
      of.addTo(row, 1);
      per.addTo(row, -ratio);
      row.eq(ratio * per.constant() - of.constant());
    }

    private void source(String part, double efficiency, double throughInverter, double perMwh, Profile available) {
      Amount capacity = capacity(part);
      if (capacity.isConstant() && capacity.constant() == 0) return;
      int output = columns(part);
      flow(output, efficiency, throughInverter, efficiency * perMwh);
      bounds.most(part, output, capacity, available::at); // (4)
      m.book().post(Book.Account.INJECTION, s, q.hybrid + " " + part, output, t -> efficiency);
      m.book().post(Book.Account.FIRM, s, q.hybrid, capacity, t -> efficiency * available.at(t));
    }

    private void store(int taken) {
      if (channels.isEmpty()) {
        for (int t = 0; t < s.steps(); t++) lp.bounds(taken + t, 0, 0);
        return;
      }
      Block limit = bounds.rows("taken");
      Block level = bounds.rows("level");
      int stored = levels("level");
      Block held = q.margin ? bounds.rows("held") : level;
      int kept = q.margin ? levels("held") : stored;
      for (int t = 0; t < s.steps(); t++) {
        lp.at(limit.at(0, t)).add(taken + t, 1).le(0); // (7)
        carry(level, stored, t); // (5)
        if (q.margin) carry(held, kept, t); // (8)
      }
      bounds.most("full", stored, capacity("energy"), t -> 1);
      if (q.longDuration) {
        var year = new LongDuration(m, s, "hybrid.level", q.hybrid, stored, level.at(0, 0), q.standingLoss);
        year.upTo(q.hybrid, capacity("energy"));
        m.book().post(Book.Account.CARRIED, s, q.hybrid, year.start().at(0), n -> 1);
        if (q.margin) new LongDuration(m, s, "hybrid.held", q.hybrid, kept, held.at(0, 0), q.standingLoss).below(q.hybrid);
      }
      if (q.margin) {
        Block free = bounds.rows("free");
        for (int t = 0; t < s.steps(); t++) lp.at(free.at(0, t)).add(stored + t, 1).add(kept + t, -1).ge(0);
      }
      Block dc = q.dcRatio > 0 ? bounds.rows("dc") : null;
      Block alternating = q.acRatio > 0 ? bounds.rows("ac_store") : null;
      for (Channel c : channels) {
        Block shared = c.dc ? dc : alternating;
        Block most = shared == null ? bounds.rows(c.name) : shared;
        channel(c, columns(c.name), level, most, limit);
        if (q.margin) standby(c, columns(c.name + "_standby"), held, most);
        if (shared == null) close(most, capacity(c.name), 1); // (6)
      }
      if (dc != null) close(dc, capacity("energy"), q.dcRatio);
      if (alternating != null) close(alternating, capacity("energy"), q.acRatio);
      m.book().post(Book.Account.LEVEL, s, q.hybrid, stored, t -> 1);
    }

    private int levels(String name) {
      return lp.columns("hybrid." + name, "GWh", s.index(), List.of(q.hybrid), s.steps(), 0, Double.POSITIVE_INFINITY).at(0, 0);
    }

    private void carry(Block rows, int stored, int t) {
      double kept = 1 - s.elapsed(t) * q.standingLoss;
      lp.at(rows.at(0, t)).add(stored + t, 1).add(stored + s.previousCyclic(t), -kept).eq(0);
    }

    private void channel(Channel c, int x, Block level, Block most, Block limit) {
      double f = Math.abs(c.factor);
      flow(x, c.factor, c.dc ? f : 0, f * c.cost);
      for (int t = 0; t < s.steps(); t++) {
        lp.at(level.at(0, t)).add(x + t, -s.elapsed(t) * c.level());
        lp.at(most.at(0, t)).add(x + t, 1);
        if (c.charge) lp.at(limit.at(0, t)).add(x + t, -f);
      }
      String store = q.hybrid + " store";
      m.book().post(c.charge ? Book.Account.WITHDRAWAL : Book.Account.INJECTION, s, store, x, t -> f);
      m.book().post(Book.Account.FIRM, s, q.hybrid, x, t -> c.factor);
    }

    private void standby(Channel c, int y, Block held, Block most) {
      double f = Math.abs(c.factor);
      for (int t = 0; t < s.steps(); t++) {
        lp.at(held.at(0, t)).add(y + t, s.elapsed(t) * c.level());
        lp.at(most.at(0, t)).add(y + t, 1);
        lp.at(grid.at(0, t)).add(y + t, f);
        if (c.dc) lp.at(inverter.at(0, t)).add(y + t, f);
        if (q.marginalMargin != 0) lp.cost(y + t, "held back", s.perMwh(t) * f * q.marginalMargin);
      }
      m.book().post(Book.Account.FIRM, s, q.hybrid, y, t -> c.factor);
    }

    private void electrolyser() {
      Amount capacity = capacity("electrolyser");
      if (capacity.isConstant() && capacity.constant() == 0) return;
      int use = columns("electrolyser");
      flow(use, -1, 0, 0);
      bounds.most("electrolyser", use, capacity, t -> 1); // (10)
      if (q.electrolyserMinPu > 0) bounds.least("electrolyser_least", use, capacity, q.electrolyserMinPu);
      if (q.electrolyserRampUp < 1) bounds.rise("electrolyser_rise", use, capacity, q.electrolyserRampUp);
      if (q.electrolyserRampDown < 1) bounds.fall("electrolyser_fall", use, capacity, q.electrolyserRampDown);
      if (q.electrolyserValue != 0)
        for (int t = 0; t < s.steps(); t++) lp.cost(use + t, "sales", -s.perMwh(t) * q.electrolyserValue);
      m.book().post(Book.Account.WITHDRAWAL, s, q.hybrid + " electrolyser", use, t -> 1);
    }
  }
}
