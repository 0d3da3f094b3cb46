package org.loadstar.study;

import java.util.HashMap;
import java.util.Map;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.model.Zone;

/// The demand bridge from the demand year to each planned year: demand, growth as forecast, the data-centre share of that growth taken
/// out, new AI load as planned.
final class Bridge {
  private Bridge() {}

  static void write(Case data, Tables tables) {
    Figures figures = new Figures(data);
    Map<String, Double> ai = new HashMap<>();
    Sheet g = tables.get("generation");
    for (int i = 0; i < g.rows(); i++)
      if (g.text(i, 0).equals("plan") && g.text(i, 3).equals("ai"))
        ai.merge(g.integer(i, 1) + "|" + g.text(i, 2), -g.number(i, 4) / 1e6, Double::sum);
    Sheet out = tables.get("bridge");
    for (int year : data.settings().stages()) {
      for (Zone z : data.zones()) {
        double base = figures.demand(z).mean() * 8.76;
        double growth = base * (figures.growth(z.zone(), year) - 1);
        double without = base * (figures.growthWithoutDataCentres(z.zone(), year) - 1);
        out.add(year, z.zone(), "demand " + data.settings().demandYear(), base);
        out.add(year, z.zone(), "baseline growth", growth);
        out.add(year, z.zone(), "data centres in the growth removed", without - growth);
        out.add(year, z.zone(), "new AI load", ai.getOrDefault(year + "|" + z.zone(), 0.0));
      }
    }
  }
}
