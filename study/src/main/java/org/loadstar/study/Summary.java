package org.loadstar.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Certificate;
import org.loadstar.model.Settings;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// Pieces of the machine-readable summary, taken from the tables.
final class Summary {
  private static final int MOST_BINDING = 50;
  private static final int MOST_ALIKE = 15;

  private Summary() {}

  /// {year: {zone: {technology: x}}} of a column of `capacity`.
  static Map<String, Object> capacity(Tables tables, String grid, String column) {
    Sheet c = tables.get("capacity");
    int k = c.column(column);
    Map<String, Object> out = new LinkedHashMap<>();
    for (int i = 0; i < c.rows(); i++)
      if (c.text(i, 0).equals(grid) && Math.abs(c.number(i, k)) > 1e-3)
        add(out, c.number(i, k), "" + c.integer(i, 1), c.text(i, 2), c.text(i, 3));
    return out;
  }

  /// {year: {zone: {technology: MWh}}}.
  static Map<String, Object> generation(Tables tables, String grid) {
    Sheet g = tables.get("generation");
    Map<String, Object> out = new LinkedHashMap<>();
    for (int i = 0; i < g.rows(); i++)
      if (g.text(i, 0).equals(grid) && Math.abs(g.number(i, 4)) > 0.5)
        add(out, g.number(i, 4), "" + g.integer(i, 1), g.text(i, 2), g.text(i, 3));
    return out;
  }

  /// {year: t}.
  static Map<String, Object> emissions(Tables tables, String grid, List<Integer> years) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (int y : years) out.put("" + y, 0.0);
    Sheet e = tables.get("emissions");
    for (int i = 0; i < e.rows(); i++)
      if (e.text(i, 0).equals(grid)) add(out, e.number(i, 4), "" + e.integer(i, 1));
    return out;
  }

  /// {year: MWh} unserved.
  static Map<String, Object> unserved(Tables tables, String grid, List<Integer> years) {
    Map<String, Object> out = new LinkedHashMap<>();
    for (int y : years) out.put("" + y, 0.0);
    Sheet g = tables.get("generation");
    for (int i = 0; i < g.rows(); i++)
      if (g.text(i, 0).equals(grid) && g.text(i, 3).equals("unserved"))
        add(out, g.number(i, 4) < 1e-3 ? 0 : g.number(i, 4), "" + g.integer(i, 1));
    return out;
  }

  /// {year: {zone: {energy, scarcity, capacity, total}}} and its note.
  static Map<String, Object> prices(Tables tables, String grid) {
    Sheet p = tables.get("price_summary");
    Map<String, Object> out = new LinkedHashMap<>();
    for (int i = 0; i < p.rows(); i++) {
      if (!p.text(i, 0).equals(grid)) continue;
      String year = "" + p.integer(i, 1);
      add(out, p.number(i, 3), year, p.text(i, 2), "energy");
      add(out, p.number(i, 4), year, p.text(i, 2), "scarcity");
      add(out, p.number(i, 5), year, p.text(i, 2), "capacity");
      add(out, p.number(i, 6), year, p.text(i, 2), "total");
    }
    return out;
  }

  /// Adds `ai_gw`, `ai_gw_by_zone`, `ai_shortfall_gw`.
  static void ai(Map<String, @Nullable Object> into, Tables tables) {
    Map<String, Object> total = new LinkedHashMap<>();
    Map<String, Object> zones = new LinkedHashMap<>();
    Map<String, Object> shortfall = new LinkedHashMap<>();
    Sheet a = tables.get("ai");
    for (int i = 0; i < a.rows(); i++) {
      if (!a.text(i, 0).equals("plan")) continue;
      String year = "" + a.integer(i, 1);
      if (a.text(i, 2).isEmpty()) {
        total.put(year, tidy(a.number(i, 3) / 1e3));
        shortfall.put(year, tidy(a.number(i, 6) / 1e3));
      } else {
        zones.computeIfAbsent(year, k -> new LinkedHashMap<String, Object>());
        if (a.number(i, 3) > 1e-2) add(zones, tidy(a.number(i, 3) / 1e3), year, a.text(i, 2));
      }
    }
    into.put("ai_gw", total);
    into.put("ai_gw_by_zone", zones);
    into.put("ai_shortfall_gw", shortfall);
    Map<String, Object> allied = new LinkedHashMap<>();
    total.keySet().forEach(y -> allied.put(y, 0.0));
    Sheet b = tables.get("ai_abroad");
    for (int i = 0; i < b.rows(); i++)
      if (b.text(i, 0).equals("plan") && b.text(i, 2).isEmpty()) allied.put("" + b.integer(i, 1), tidy(b.number(i, 3) / 1e3));
    into.put("ai_gw_allied", allied);
    CampusSummary.write(into, tables);
  }

  /// GW to the watt; numerical dust becomes 0.
  private static double tidy(double gw) {
    return Math.rint(gw * 1e9) / 1e9 + 0.0;
  }

  /// What binds, what 1 % of it is worth first within each year (of the most load: over all years), the first 50 of a year and of these the first 15 of a constraint, so that many
  /// places of one do not hide the others; all stand in the table `binding`.
  static List<Map<String, Object>> binding(Tables tables, String grid) {
    Sheet b = tables.get("binding");
    List<Map<String, Object>> out = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < b.rows(); i++) if (b.text(i, 0).equals(grid)) order.add(i);
    boolean load = order.stream().anyMatch(i -> b.text(i, 8).equals("GW")); // one target: no year comes before the others
    order.sort(
        Comparator.<Integer>comparingInt(i -> load ? 0 : b.integer(i, 3)).thenComparingDouble(i -> -worth(b, i)).thenComparingDouble(i -> -b.number(i, 4)));
    Map<Integer, Integer> seen = new TreeMap<>();
    Map<String, Integer> alike = new HashMap<>();
    for (int i : order) {
      if (alike.merge(b.integer(i, 3) + b.text(i, 1), 1, Integer::sum) > MOST_ALIKE) continue;
      if (seen.merge(b.integer(i, 3), 1, Integer::sum) > MOST_BINDING) continue;
      out.add(binding(b, i));
    }
    return out;
  }

  /// A row of the table `binding`.
  static Map<String, Object> binding(Sheet b, int i) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("constraint", b.text(i, 1));
    m.put("place", b.text(i, 2));
    m.put("year", b.integer(i, 3));
    m.put("shadow_value", b.number(i, 4));
    m.put("unit", b.text(i, 5));
    m.put("words", b.text(i, 6));
    m.put("worth_of_1_percent", b.number(i, 7));
    m.put("worth_unit", b.text(i, 8));
    return m;
  }

  /// What 1 % of a limit of the table `binding` is worth; 0 where that means nothing.
  static double worth(Sheet binding, int row) {
    double worth = binding.number(row, 7);
    return Double.isNaN(worth) ? 0 : worth;
  }

  static Map<String, Object> certificate(Certificate c, boolean ok) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("ok", ok);
    m.put("primal_residual", c.primalResidual());
    m.put("dual_residual", c.dualResidual());
    m.put("complementarity", c.complementarity());
    m.put("recomputed_objective", c.recomputedObjective() * 1e6);
    return m;
  }

  /// Adds the resource cost (annual costs without transfers, at the social rate), the private cost (the objective without the
  /// prices of slacks) and `cost_usd_by_category`.
  static void costs(Map<String, @Nullable Object> into, Settings set, Tables tables) {
    double resource = 0;
    Map<String, Double> cost = discounted(tables, "plan");
    for (int k = 0; k < set.stages().size(); k++) {
      double weight = set.discountWeight(k, set.socialDiscountRate());
      for (var e : annual(tables, "plan", set.stages().get(k)).entrySet())
        if (Resource.counts(e.getKey())) resource += weight * e.getValue();
    }
    double slack = cost.getOrDefault("ai_shortfall", 0.0) + cost.getOrDefault("reserve_shortfall", 0.0);
    double objective =
        cost.entrySet().stream().filter(e -> !e.getKey().startsWith("resource:")).mapToDouble(Map.Entry::getValue).sum();
    into.put("resource_cost_usd", resource);
    into.put("private_cost_usd", objective - slack);
    into.put("cost_usd_by_category", cost);
  }

  /// Discounted totals by category of `costs`, USD.
  static Map<String, Double> discounted(Tables tables, String grid) {
    Map<String, Double> out = new TreeMap<>();
    Sheet c = tables.get("costs");
    for (int i = 0; i < c.rows(); i++)
      if (c.text(i, 0).equals(grid)) out.merge(c.text(i, 2), c.number(i, 4), Double::sum);
    return out;
  }

  /// Annual costs by category of one year, USD.
  static Map<String, Double> annual(Tables tables, String grid, int year) {
    Map<String, Double> out = new TreeMap<>();
    Sheet c = tables.get("costs");
    for (int i = 0; i < c.rows(); i++)
      if (c.text(i, 0).equals(grid) && c.integer(i, 1) == year) out.merge(c.text(i, 2), c.number(i, 3), Double::sum);
    return out;
  }

  /// Annual costs of a year that do not depend on its operation, USD.
  static double fixedCost(Tables tables, String grid, int year) {
    double fixed = 0;
    for (var e : annual(tables, grid, year).entrySet())
      if (!e.getKey().startsWith("resource:") && !Operation.CATEGORIES.contains(e.getKey())) fixed += e.getValue();
    return fixed;
  }

  @SuppressWarnings("unchecked")
  private static void add(Map<String, Object> into, double value, String... path) {
    Map<String, Object> at = into;
    for (int k = 0; k + 1 < path.length; k++)
      at = (Map<String, Object>) at.computeIfAbsent(path[k], q -> new LinkedHashMap<String, Object>());
    at.merge(path[path.length - 1], value, (a, b) -> (Double) a + (Double) b);
  }
}
