package org.loadstar.model;

import java.util.ArrayList;
import java.util.List;
import org.loadstar.lp.Block;

/// Trade with a market outside the zones: annual energy within limits, or a price.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | i_b,t, e_b,t | GW | import and export over border b |
/// | I_b,y, E_b,y | GWh | annual imports offered, annual exports owed (a border without price) |
/// | c_b | USD/MWh | price of the market (a border with price) |
///
/// ```
/// (1) 0 <= i <= import limit,   0 <= e <= export limit
/// (2) sum_{t in W} h_t i_b,t <= I_b,y H_W / 8760        over each window W of H_W hours, border without price
/// (3) sum_{t in W} h_t e_b,t >= E_b,y H_W / 8760 - x_b,W,   x at the hurdle rate plus the highest value of lost load
/// (4) balance(z, t) += i - e
///     cost  d_y w_t h_t (c + hurdle) i - (c - hurdle) e
/// ```
///
/// Energies are spread evenly over the windows (months, or representative periods): real trade is seasonal, which this
/// leaves out. A market with a price buys at most at its price less the hurdle.
public final class Neighbour implements Component {
  private final Model m;
  private final List<Row> rows;
  private final List<Block> imports = new ArrayList<>();
  private final List<Block> exports = new ArrayList<>();

  Neighbour(Model m) {
    this.m = m;
    rows = m.figures().data().neighbours();
  }

  @Override
  public void build() {
    List<String> names = rows.stream().map(Row::neighbour).toList();
    for (Stage s : m.stages()) {
      TimeGrid grid = s.grid();
      Block in = m.lp().columns("neighbour.import", "GW", s.index(), names, grid.steps(), 0, 0);
      Block out = m.lp().columns("neighbour.export", "GW", s.index(), names, grid.steps(), 0, 0);
      imports.add(in);
      exports.add(out);
      for (int b = 0; b < rows.size(); b++) {
        Row q = rows.get(b);
        int zone = m.figures().zone(q.zone);
        boolean priced = !Double.isNaN(q.price);
        m.firm().credit(s, zone, q.firm / 1e3);
        for (int t = 0; t < grid.steps(); t++) {
          m.lp().bounds(in.at(b, t), 0, q.importLimit / 1e3); // (1)
          m.lp().bounds(out.at(b, t), 0, q.exportLimit / 1e3);
          m.lp().cost(in.at(b, t), "trade", (priced ? q.price : 0) * m.perMwh(s, t));
          m.lp().cost(out.at(b, t), "trade", -(priced ? q.price : 0) * m.perMwh(s, t));
          m.lp().cost(in.at(b, t), "hurdle", q.hurdle * m.perMwh(s, t));
          m.lp().cost(out.at(b, t), "hurdle", q.hurdle * m.perMwh(s, t));
          m.balance(s).add(zone, t, in.at(b, t), 1); // (4)
          m.balance(s).add(zone, t, out.at(b, t), -1);
        }
        if (!priced) budget(s, b, in, out);
      }
    }
  }

  private void budget(Stage s, int b, Block in, Block out) {
    Row q = rows.get(b);
    TimeGrid grid = s.grid();
    double offered = 1e3 * m.figures().trade(q.neighbour, s.year(), Energy::imported);
    double owed = 1e3 * m.figures().trade(q.neighbour, s.year(), Energy::exported);
    double lost = m.figures().settings().unserved().getLast().usdPerMwh() + q.hurdle;
    for (int k = 0; k < grid.windows().size(); k++) {
      TimeGrid.Window w = grid.windows().get(k);
      List<String> member = List.of(q.neighbour + " w" + k);
      Block most = m.lp().rows("neighbour.import_energy", "GWh", s.index(), member);
      Block least = m.lp().rows("neighbour.export_energy", "GWh", s.index(), member);
      Block unmet = m.lp().columns("neighbour.export_short", "GWh", s.index(), member, 0, Double.POSITIVE_INFINITY);
      double hours = 0;
      for (int t = w.first(); t <= w.last(); t++) {
        hours += grid.hours(t);
        m.lp().at(most.at(0)).add(in.at(b, t), grid.hours(t));
        m.lp().at(least.at(0)).add(out.at(b, t), grid.hours(t));
      }
      m.lp().at(most.at(0)).le(offered * hours / Hourly.HOURS); // (2)
      m.lp().at(least.at(0)).add(unmet.at(0), 1).ge(owed * hours / Hourly.HOURS); // (3)
      m.lp().cost(unmet.at(0), "unserved", lost * s.discount() * grid.weight(w.first()) * 1e-3);
    }
  }

  @Override
  public void report(Result r, Tables tables, String grid) {
    for (Stage s : m.stages()) {
      for (int b = 0; b < rows.size(); b++) {
        String zone = rows.get(b).zone;
        double in = 0;
        double out = 0;
        for (int t = 0; t < s.grid().steps(); t++) {
          double i = r.value(imports.get(s.index()).at(b, t));
          double e = r.value(exports.get(s.index()).at(b, t));
          in += i * s.grid().annualHours(t);
          out += e * s.grid().annualHours(t);
          if (i > 1e-6) Model.row(tables.get("dispatch"), grid, s, t, zone, "import", i);
          if (e > 1e-6) Model.row(tables.get("dispatch"), grid, s, t, zone, "export", -e);
        }
        if (!m.operating()) account(r, s, b, in - out, tables, grid);
        tables.get("generation").add(grid, s.year(), zone, "import", in * 1e3);
        tables.get("generation").add(grid, s.year(), zone, "export", -out * 1e3);
      }
    }
  }

  private void account(Result r, Stage s, int b, double net, Tables tables, String grid) {
    Row q = rows.get(b);
    double[] p = new double[s.grid().steps()];
    for (int t = 0; t < p.length; t++) p[t] = r.value(imports.get(s.index()).at(b, t)) - r.value(exports.get(s.index()).at(b, t));
    double firm = q.firm / 1e3 * m.firm().worth(r, s, m.figures().zone(q.zone));
    new Account(q.zone, "trade", q.neighbour, 0, 0, 0, p, firm, 0, Double.isNaN(q.price) ? 0 : q.price * net * 1e-3, 0, 0, 0)
        .write(m, r, s, tables, grid);
  }

  @Table(file = "neighbours.csv", key = "neighbour", doc = "A border with a market outside the zones.")
  public record Row(
      @Column(doc = "Key of the border.") String neighbour,
      @Column(doc = "Home zone.", ref = "zones") String zone,
      @Column(doc = "ISO code of the country.") String country,
      @Column(unit = "mw", doc = "Import limit.", min = 0) double importLimit,
      @Column(unit = "mw", doc = "Export limit.", min = 0) double exportLimit,
      @Column(unit = "usd_per_mwh", doc = "Price of trade; empty: annual energies of neighbour_energy.csv.", absent = "NaN", min = 0, money = true)
          double price,
      @Column(unit = "usd_per_mwh", doc = "Hurdle rate on imports and exports.", absent = "0", min = 0, money = true)
          double hurdle,
      @Column(unit = "mw", doc = "Imports counted firm in the reserve margin.", absent = "0", min = 0) double firm,
      @Column(doc = "Year of the dollars of this row.", min = 1990, max = 2100) int dollarYear) {}

  @Table(file = "neighbour_energy.csv", key = {"neighbour", "year"}, doc = "Annual trade; years between are interpolated, outside held.")
  public record Energy(
      @Column(doc = "Border.", ref = "neighbours") String neighbour,
      @Column(doc = "Calendar year.", min = 1990, max = 2200) int year,
      @Column(unit = "twh", doc = "Annual imports.", min = 0) double imported,
      @Column(unit = "twh", doc = "Annual exports.", min = 0) double exported) {}
}
