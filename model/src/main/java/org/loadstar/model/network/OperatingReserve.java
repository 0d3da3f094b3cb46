package org.loadstar.model.network;

import java.util.List;
import java.util.Map;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;
import org.loadstar.model.Column;
import org.loadstar.model.Component;
import org.loadstar.model.Result;
import org.loadstar.model.Table;
import org.loadstar.model.Tables;

/// Operating reserves: regulation up and down, and reserve up for outages and wrong forecasts.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | v_i,t, r_i,t | GW | regulation and reserve that asset i holds ready; its own limits are its component's |
/// | w_j,t | GW | load of member j |
/// | f_j,t | GW | available power of member j (wind, sun) |
/// | a, b | | share of load and of available power that regulation must be |
/// | c, e | | the same for reserve |
/// | C | GW | outage to be covered, `contingency` |
/// | x_t, K | GW, USD/MWh | reserve that is missing and its price |
///
/// ```
/// (1) regulation(p, t):  sum_i v_i,t        >=  sum_j (a w_j,t + b f_j,t)
/// (2) reserve(p, t):     sum_i r_i,t + x_t  >=  sum_j (c w_j,t + e f_j,t) + C
/// (3) cost: d_y o_t K x_t
/// ```
///
/// A policy without members that provide regulation has no (1), one without members that provide reserve no (2). The duals divided by
/// d_y o_t are the prices of regulation and reserve.
///
/// Source: the operational reserves of GenX 0.4.
public final class OperatingReserve implements Component {
  /// One row of `operating_reserves.csv`.
  @Table(file = "operating_reserves.csv", key = {"policy", "stage"}, doc = "Regulation and reserve that must be held in every timestep.")
  public record Row(
      @Column(doc = "Policy.") String policy,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "Regulation per load.", absent = "0", min = 0) double regulationLoad,
      @Column(doc = "Regulation per available power of variable members.", absent = "0", min = 0) double regulationVariable,
      @Column(doc = "Reserve per load.", absent = "0", min = 0) double reserveLoad,
      @Column(doc = "Reserve per available power of variable members.", absent = "0", min = 0) double reserveVariable,
      @Column(unit = "mw", doc = "Outage that reserve covers beside.", absent = "0", min = 0) double contingency,
      @Column(unit = "usd_per_mwh", doc = "Price of missing reserve.", min = 0) double price) {}

  /// One row of `operating_reserve_members.csv`.
  @Table(file = "operating_reserve_members.csv", key = {"policy", "asset", "stage"}, doc = "Who provides reserves and who makes them needed.")
  public record Member(
      @Column(doc = "Policy.", ref = "operating_reserves") String policy,
      @Column(doc = "Asset or load.") String asset,
      @Column(doc = "Stage; 0 for every one.", absent = "0") int stage,
      @Column(doc = "True when its regulation counts.", absent = "0") boolean regulation,
      @Column(doc = "True when its reserve counts.", absent = "0") boolean reserve,
      @Column(doc = "True when its load makes reserves needed.", absent = "0") boolean load,
      @Column(doc = "True when its available power makes reserves needed.", absent = "0") boolean variable) {}

  private final NetworkModel m;
  private final Map<String, List<Member>> members;

  OperatingReserve(NetworkModel m) {
    this.m = m;
    members = Members.of(m.network().rows(Member.class), Member::policy);
  }

  @Override
  public void build() {
    for (Horizon.Stage s : m.horizon().stages()) {
      List<Row> all = m.network().rows(Row.class).stream().filter(r -> m.stands(r.stage(), s)).toList();
      for (Row p : all) {
        List<Member> own = members.getOrDefault(p.policy(), List.of()).stream().filter(i -> m.stands(i.stage(), s)).toList();
        if (own.stream().anyMatch(Member::regulation)) regulation(s, p, own);
        if (own.stream().anyMatch(Member::reserve)) reserve(s, p, own);
      }
    }
  }

  private void regulation(Horizon.Stage s, Row p, List<Member> own) {
    LpBuilder lp = m.lp();
    Block b = lp.rows("operating_reserve.regulation", "GW", s.index(), List.of(p.policy()), s.steps());
    for (int t = 0; t < s.steps(); t++) { // (1)
      LpBuilder.Row row = lp.at(b.at(0, t));
      double constant = 0;
      for (Member i : own)
        if (i.regulation()) constant += m.book().addTo(row, Book.Account.REGULATION, s, i.asset(), t, 1);
      constant += need(row, s, own, t, p.regulationLoad(), p.regulationVariable());
      row.ge(-constant);
    }
  }

  private void reserve(Horizon.Stage s, Row p, List<Member> own) {
    LpBuilder lp = m.lp();
    Block b = lp.rows("operating_reserve.reserve", "GW", s.index(), List.of(p.policy()), s.steps());
    Block missing =
        lp.columns("operating_reserve.missing", "GW", s.index(), List.of(p.policy()), s.steps(), 0, Double.POSITIVE_INFINITY);
    for (int t = 0; t < s.steps(); t++) { // (2)
      LpBuilder.Row row = lp.at(b.at(0, t));
      double constant = 0;
      for (Member i : own) if (i.reserve()) constant += m.book().addTo(row, Book.Account.RESERVE, s, i.asset(), t, 1);
      constant += need(row, s, own, t, p.reserveLoad(), p.reserveVariable());
      row.add(missing.at(0, t), 1).ge(p.contingency() * 1e-3 - constant);
      lp.cost(missing.at(0, t), "reserve missing", s.perMwh(t) * p.price()); // (3)
    }
  }

  private double need(LpBuilder.Row row, Horizon.Stage s, List<Member> own, int t, double ofLoad, double ofVariable) {
    double constant = 0;
    for (Member j : own) {
      if (j.load()) constant += m.book().addTo(row, Book.Account.WITHDRAWAL, s, j.asset(), t, -ofLoad);
      if (j.variable()) constant += m.book().addTo(row, Book.Account.FIRM, s, j.asset(), t, -ofVariable);
    }
    return constant;
  }

  @Override
  public void report(Result r, Tables tables, String grid) {}
}
