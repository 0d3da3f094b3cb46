package org.loadstar.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.loadstar.lp.Block;

/// The targets of new AI load, at home and in countries outside the zones, over what the ledger of AI load holds.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | e | GW | facility power energised after 2025-12-31 and standing at the end of year y, at home or abroad |
/// | T_y, q_k,y | GW | target and the parts of its shortfall, cheapest first: [Rationing] |
///
/// ```
/// (1) sum e + sum_k q_k,y >= T_y,   q_k,y <= share_k T_y
///     cost  d_y price_k q_k,y
/// ```
///
/// The target of a year holds until the next is given; with `target_from: ai_demand` it is (energy_y - energy_2025) / (8.76 x
/// utilisation), energy in TWh of the chosen scenario. The dual of (1) is what the last GW of the target costs a year.
final class AiTarget implements Component {
  private enum Scope {
    HOME("all"),
    ALLIED("allied");

    private final String member;

    Scope(String member) {
      this.member = member;
    }
  }

  private final Model m;
  private final int[][] row;
  private final List<List<Missed>> shortfall = new ArrayList<>();

  AiTarget(Model m) {
    this.m = m;
    row = new int[Scope.values().length][m.stages().size()];
    for (int[] a : row) Arrays.fill(a, -1);
    for (int k = 0; k < row.length * m.stages().size(); k++) shortfall.add(new ArrayList<>());
  }

  /// A part of the shortfall and its column.
  private record Missed(Rationing.Segment of, int column) {}

  private List<Missed> missed(Scope scope, Stage s) {
    return shortfall.get(scope.ordinal() * m.stages().size() + s.index());
  }

  /// At home, workloads are rationed by value; abroad a shortfall has one price.
  private List<Rationing.Segment> segments(Scope scope, Stage s) {
    if (scope == Scope.HOME) return Rationing.segments(m.figures(), s.year());
    return List.of(new Rationing.Segment(Rationing.ALL, 1, m.figures().settings().ai().shortfallUsdPerKwYr()));
  }

  private double target(Scope scope, Stage s) {
    CampusFigures figures = m.figures().campuses();
    return scope == Scope.HOME ? figures.target(s.year()) : figures.alliedTarget(s.year());
  }

  private List<AiLedger.Term> terms(Scope scope, Stage s) {
    if (scope == Scope.ALLIED) return m.ai().of(s, ScopedLedger.ABROAD);
    List<AiLedger.Term> all = new ArrayList<>();
    for (int z = 0; z < m.figures().data().zones().size(); z++) all.addAll(m.ai().of(s, z));
    return all;
  }

  @Override
  public void build() {
    if (!m.withAi() || m.operating()) return;
    for (Stage s : m.stages())
      for (Scope scope : Scope.values()) {
        double target = target(scope, s);
        if (target <= 0) continue;
        Block t = m.lp().rows("ai.target", "GW", s.index(), List.of(scope.member));
        for (Rationing.Segment k : segments(scope, s)) {
          boolean whole = k.name().equals(Rationing.ALL);
          String member = whole ? scope.member : k.name();
          double most = whole ? Double.POSITIVE_INFINITY : k.share() * target;
          int q = m.lp().columns("ai.shortfall", "GW", s.index(), List.of(member), 0, most).at(0);
          m.lp().cost(q, "ai_shortfall", s.discount() * k.price());
          m.lp().at(t.at(0)).add(q, 1);
          missed(scope, s).add(new Missed(k, q));
        }
        var sum = m.lp().at(t.at(0)); // (1)
        for (AiLedger.Term e : terms(scope, s)) sum.add(e.column(), e.perUnit());
        sum.ge(target);
        row[scope.ordinal()][s.index()] = t.at(0);
      }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    if (!m.withAi() || m.operating()) return;
    for (Stage s : m.stages())
      for (Scope scope : Scope.values()) {
        double missed = missed(scope, s).stream().mapToDouble(k -> r.value(k.column)).sum();
        double target = target(scope, s);
        double price = price(r.binding(), scope, s);
        double energised = 0;
        for (AiLedger.Term e : terms(scope, s)) energised += e.perUnit() * r.value(e.column());
        if (scope == Scope.HOME) {
          double potential = 0;
          for (Zone z : m.figures().data().zones()) potential += m.figures().campuses().potential(z.zone(), s.year());
          tables.get("ai").add(grid, s.year(), "", energised * 1e3, potential * 1e3, target * 1e3, missed * 1e3, price);
        } else {
          tables.get("ai_abroad").add(grid, s.year(), "", energised * 1e3, Double.NaN, target * 1e3, missed * 1e3, 0.0, 0.0, 0.0, price);
        }
        if (scope == Scope.HOME && grid.equals("plan")) rations(r, s, target, tables);
        if (!missed(scope, s).isEmpty() && price > 1)
          tables
              .bind(grid, "ai.target", scope.member, s.year(), price, "USD/kW-yr", r.binding().worth(row[scope.ordinal()][s.index()]),
                  String.format(Locale.ROOT, "The target of %s%s from %d on costs %.0f USD a year for its last kW%s",
                      Words.power(target), scope == Scope.HOME ? "" : " abroad", s.year(), price,
                      missed > 1e-4 ? "; " + Words.power(missed) + " are missed" + (scope == Scope.HOME && energised < 1e-6 ? nothing(s.year()) : "") : ""));
      }
  }

  /// Why no site in the zones has load, where that is known.
  private String nothing(int year) {
    List<Readiness> sites = Readiness.of(m.figures().data());
    if (sites.stream().noneMatch(Readiness::hasRoom)) return ": no site has room";
    return sites.stream().noneMatch(r -> r.gwBy(year) > 0) ? ": no site is ready by then" : "";
  }

  private void rations(Result r, Stage s, double target, Tables tables) {
    for (Missed k : missed(Scope.HOME, s))
      tables.get("rationing").add(s.year(), k.of.name(), k.of.share() * target * 1e3, r.value(k.column) * 1e3, k.of.price());
  }

  /// What the last kW of the target costs a year when it is held from stage s to the end: a kW once energised stands, so the duals
  /// of single stages share that cost in no unique way, but their sum does not.
  private double price(Result r, Scope scope, Stage from) {
    double dual = 0;
    double years = 0;
    for (Stage s : m.stages().subList(from.index(), m.stages().size())) {
      years += s.discount();
      int i = row[scope.ordinal()][s.index()];
      if (i >= 0) dual += r.dual(i);
    }
    return dual / years;
  }
}
