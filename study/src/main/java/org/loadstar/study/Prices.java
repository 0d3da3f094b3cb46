package org.loadstar.study;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Generator;
import org.loadstar.model.Rows;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.model.Zone;

/// Load-weighted prices by zone and year from the duals, in parts.
///
/// ```
/// energy    = sum_t w h D min(p_t, c) / sum_t w h D       c: dearest running cost of any plant of the case in that year
/// scarcity  = sum_t w h D max(p_t - c, 0) / sum_t w h D
/// capacity  = sum over seasons of (price of firm capacity x requirement) / annual load, of the zone's reserve region
/// ```
///
/// D is the load without new AI load. These are long-run duals, not a price forecast.
final class Prices {
  private Prices() {}

  /// Appends to `price_summary` for one grid.
  static void summarise(Case data, Tables tables, String grid) {
    Figures figures = new Figures(data);
    Map<String, double[]> sums = new TreeMap<>();
    Map<String, Double> load = loadByStep(tables, grid);
    Sheet prices = tables.get("prices");
    Map<Integer, Double> dearest = new HashMap<>();
    for (int i = 0; i < prices.rows(); i++) {
      if (!prices.text(i, 0).equals(grid)) continue;
      int year = prices.integer(i, 1);
      String zone = prices.text(i, 6);
      double energy =
          load.getOrDefault(year + "|" + prices.integer(i, 2) + "|" + zone, 0.0) * prices.number(i, 4) * prices.number(i, 5);
      double c = dearest.computeIfAbsent(year, y -> dearest(figures, y));
      double p = prices.number(i, 7);
      double[] s = sums.computeIfAbsent(year + "|" + zone, k -> new double[3]);
      s[0] += energy * Math.min(p, c);
      s[1] += energy * Math.max(p - c, 0);
      s[2] += energy;
    }
    Map<String, Double> capacity = capacity(data, tables, grid, sums);
    Sheet out = tables.get("price_summary");
    sums.forEach(
        (key, s) -> {
          if (s[2] <= 0) return;
          int bar = key.indexOf('|');
          double firm = capacity.getOrDefault(key, 0.0);
          double energy = s[0] / s[2];
          double scarcity = s[1] / s[2];
          out.add(grid, Integer.parseInt(key.substring(0, bar)), key.substring(bar + 1), energy, scarcity, firm,
              energy + scarcity + firm);
        });
  }

  private static Map<String, Double> loadByStep(Tables tables, String grid) {
    Map<String, Double> load = new HashMap<>();
    Sheet d = tables.get("dispatch");
    for (int i = 0; i < d.rows(); i++)
      if (d.text(i, 7).equals("load") && d.text(i, 0).equals(grid))
        load.put(d.integer(i, 1) + "|" + d.integer(i, 2) + "|" + d.text(i, 6), -d.number(i, 8));
    return load;
  }

  /// USD/MWh of firm capacity by `year|zone`.
  private static Map<String, Double> capacity(Case data, Tables tables, String grid, Map<String, double[]> sums) {
    Map<String, Double> paid = new HashMap<>();
    Sheet r = tables.get("reserve");
    for (int i = 0; i < r.rows(); i++)
      if (r.text(i, 0).equals(grid))
        paid.merge(r.integer(i, 1) + "|" + r.text(i, 2), r.number(i, 8) * 1e3 * r.number(i, 4), Double::sum);
    Map<String, Double> energy = new HashMap<>();
    Map<String, String> region = new HashMap<>();
    for (Zone z : data.zones()) region.put(z.zone(), z.reserveRegion());
    sums.forEach(
        (key, s) -> {
          int bar = key.indexOf('|');
          energy.merge(key.substring(0, bar + 1) + region.get(key.substring(bar + 1)), s[2], Double::sum);
        });
    Map<String, Double> out = new HashMap<>();
    for (String key : sums.keySet()) {
      int bar = key.indexOf('|');
      String k = key.substring(0, bar + 1) + region.get(key.substring(bar + 1));
      Double money = paid.get(k);
      double mwh = energy.getOrDefault(k, 0.0);
      if (money != null && mwh > 0) out.put(key, money / mwh);
    }
    return out;
  }

  private static double dearest(Figures figures, int year) {
    double most = 0;
    for (Generator.Row g : figures.data().generators()) {
      double heat = Double.isNaN(g.heatRate()) ? figures.cost(g.technology(), year, Rows.TechnologyCost::heatRate) : g.heatRate();
      double vom = Double.isNaN(g.vom()) ? figures.cost(g.technology(), year, Rows.TechnologyCost::vom) : g.vom();
      String fuel = figures.technology(g.technology()).fuel();
      most = Math.max(most, vom + (fuel.isEmpty() ? 0 : heat * figures.fuelPrice(fuel, g.zone(), year)));
    }
    return most;
  }
}
