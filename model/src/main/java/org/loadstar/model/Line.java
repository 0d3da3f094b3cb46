package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loadstar.lp.Block;

/// Transfer capacity between two zones (transport model with losses), expandable.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | f+_l,t, f-_l,t | GW | flow sent forward (first to second zone) and back |
/// | F+_l, F-_l | GW | limits, times the case's transfer factor |
/// | n_l,y | GW | expansion, both directions |
/// | k_l | 1 | share of the flow lost |
///
/// ```
/// (1) 0 <= f+_l,t <= F+_l + n_l,y,   0 <= f-_l,t <= F-_l + n_l,y
/// (2) balance(from, t) += (1 - k) f-_l,t - f+_l,t,   balance(to, t) += (1 - k) f+_l,t - f-_l,t
/// (3) firm transfer between reserve regions, each season: 0 <= g+ <= F+ + n, 0 <= g- <= F- + n
///     cost  d_y w_t h_t hurdle (f+ + f-) + charges of n
/// ```
///
/// The sum over t of the duals of (1) is the congestion rent of a GW a year.
public final class Line implements Component {
  private static final String[] DIRECTIONS = {"forward", "reverse"};
  private final Model m;
  private final List<Row> rows;
  private final Expansion expansion;
  private final Standing[][][] capacity;
  private final List<Block[]> flow = new ArrayList<>();

  Line(Model m) {
    this.m = m;
    rows = m.figures().data().lines();
    capacity = new Standing[m.stages().size()][rows.size()][2];
    expansion = new Expansion(m, "line", CapitalRows.Purpose.NETWORK, rows.stream()
        .map(q -> new Expansion.Candidate(q.line, m.figures().zone(q.fromZone), "line", q.earliestYear, q.maxNew / 1e3, Double.POSITIVE_INFINITY, 0, q.financing, 0, "line", new double[] {1}))
        .toList());
  }

  @Override
  public void build() {
    expansion.build("GW", "line_capital", (l, year) -> new Expansion.Money(rows.get(l).capex, 0, 0));
    List<String> names = rows.stream().map(Row::line).toList();
    double factor = m.figures().settings().transferFactor();
    for (Stage s : m.stages()) {
      int steps = s.grid().steps();
      Block[] f = new Block[2];
      for (int d = 0; d < 2; d++) {
        f[d] = m.lp().columns("line." + DIRECTIONS[d], "GW", s.index(), names, steps, 0, Double.POSITIVE_INFINITY);
        for (int l = 0; l < rows.size(); l++) {
          Row q = rows.get(l);
          double fixed = q.firstYear > s.year() ? 0 : factor * (d == 0 ? q.forward : q.reverse) / 1e3;
          Standing c = expansion.standing(s, l, fixed, -1, -1);
          capacity[s.index()][l][d] = c;
          int from = m.figures().zone(d == 0 ? q.fromZone : q.toZone);
          int to = m.figures().zone(d == 0 ? q.toZone : q.fromZone);
          Block rowsOf = c.isConstant() ? null
              : m.lp().rows("line.limit_" + DIRECTIONS[d], "GW", s.index(), List.of(q.line), steps);
          for (int t = 0; t < steps; t++) {
            int j = f[d].at(l, t);
            if (rowsOf == null) m.lp().bounds(j, 0, c.fixed()); // (1)
            else {
              var row = m.lp().at(rowsOf.at(0, t)).add(j, 1);
              c.subtract(row, 1);
              row.le(c.fixed());
            }
            m.balance(s).add(from, t, j, -1); // (2)
            m.balance(s).add(to, t, j, 1 - q.loss);
            m.lp().cost(j, "hurdle", q.hurdle * m.perMwh(s, t));
          }
          if (m.firm().crosses(from, to)) firm(s, q, d, c, from, to);
        }
      }
      flow.add(f);
    }
  }

  private void firm(Stage s, Row q, int d, Standing c, int from, int to) { // (3)
    for (int k = 0; k < FirmLedger.SEASONS; k++) {
      List<String> member = List.of(q.line + " " + DIRECTIONS[d] + " " + (k == 0 ? "summer" : "winter"));
      Block g = m.lp().columns("line.firm", "GW", s.index(), member, 0, c.isConstant() ? c.fixed() : Double.POSITIVE_INFINITY);
      m.firm().transfer(s, from, to, k, g.at(0));
      if (c.isConstant()) continue;
      Block limit = m.lp().rows("line.firm_limit", "GW", s.index(), member);
      var row = m.lp().at(limit.at(0)).add(g.at(0), 1);
      c.subtract(row, 1);
      row.le(c.fixed());
    }
  }

  @Override
  public void decide(Result r, Decisions d) {
    expansion.decide(r, d);
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Stage s : m.stages()) {
      for (int l = 0; l < rows.size(); l++) {
        Row q = rows.get(l);
        double[] energy = new double[2];
        double[] rent = new double[2];
        for (int t = 0; t < s.grid().steps(); t++) {
          double net = 0;
          for (int d = 0; d < 2; d++) {
            int j = flow.get(s.index())[d].at(l, t);
            double f = r.value(j);
            net += d == 0 ? f : -f;
            energy[d] += f * s.grid().annualHours(t);
            rent[d] += Math.max(0, priceDifference(r.binding(), s, q, d, t));
          }
          if (Math.abs(net) > 1e-6)
            tables.get("flows").add(grid, s.year(), s.grid().number(t), s.grid().firstHour(t), s.grid().hours(t), s.grid().weight(t),
                q.line, q.fromZone, q.toZone, net * 1e3);
        }
        Standing[] c = capacity[s.index()][l];
        tables.get("lines").add(grid, s.year(), q.line, q.fromZone, q.toZone, q.type, c[0].value(r) * 1e3,
            c[1].value(r) * 1e3, expansion.built(r, s, l) * 1e3, energy[0] * 1e3, energy[1] * 1e3);
        if (m.operating()) continue;
        for (int d = 0; d < 2; d++) {
          if (rent[d] / s.discount() < 1 || c[d].value(r) < 1e-3) continue;
          String way = d == 0 ? q.fromZone + " to " + q.toZone : q.toZone + " to " + q.fromZone;
          tables.bind(grid, "line.limit", way + " (" + q.type + ")", s.year(), rent[d] / s.discount(),
              "USD/kW-yr", 1e4 * rent[d] * c[d].value(r), String.format(Locale.ROOT, "The %s from %s are congested in %d: one more kW would earn %.0f USD a year",
                  Words.power(c[d].value(r)), way, s.year(), rent[d] / s.discount()));
        }
      }
    }
  }

  /// Objective gain of one more GW of flow in direction d at t: price of the receiving end less that of the sending end.
  private double priceDifference(Result r, Stage s, Row q, int d, int t) {
    int from = m.figures().zone(d == 0 ? q.fromZone : q.toZone);
    int to = m.figures().zone(d == 0 ? q.toZone : q.fromZone);
    return (1 - q.loss) * r.dual(m.balance(s).row(to, t)) - r.dual(m.balance(s).row(from, t))
        - q.hurdle * m.perMwh(s, t);
  }

  @Table(file = "lines.csv", key = "line", doc = "Transfer capacity between two zones.")
  public record Row(
      @Column(doc = "Key of the line.") String line,
      @Column(doc = "Sending zone of the forward direction.", ref = "zones") String fromZone,
      @Column(doc = "Receiving zone of the forward direction.", ref = "zones") String toZone,
      @Column(doc = "ac, hvdc, b2b.", absent = "ac") String type,
      @Column(unit = "mw", doc = "Limit from first to second zone.", min = 0) double forward,
      @Column(unit = "mw", doc = "Limit from second to first zone.", min = 0) double reverse,
      @Column(doc = "First calendar year in service; 0: standing.", absent = "0", min = 0, max = 2200) int firstYear,
      @Column(doc = "Share of the flow lost.", absent = "0", min = 0, max = 0.5) double loss,
      @Column(unit = "usd_per_mwh", doc = "Hurdle rate.", absent = "0", min = 0, money = true) double hurdle,
      @Column(unit = "mw", doc = "Largest expansion (both directions); inf no limit.", absent = "0", min = 0, infinite = true) double maxNew,
      @Column(unit = "usd_per_kw", doc = "Capex of expansion.", absent = "0", min = 0, money = true) double capex,
      @Column(unit = "years", doc = "Financing term.", absent = "40", min = 1, max = 100) int financing,
      @Column(doc = "First calendar year of expansion.", absent = "0", min = 0, max = 2200) int earliestYear,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {
    /// The same line at another hurdle rate.
    public Row withHurdle(double rate) {
      return new Row(line, fromZone, toZone, type, forward, reverse, firstYear, loss, rate, maxNew, capex, financing, earliestYear, dollarYear);
    }
  }
}
