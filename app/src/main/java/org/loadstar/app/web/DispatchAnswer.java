package org.loadstar.app.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Columns;
import org.loadstar.study.store.RunTables;

/// What runs in some hours of a year: the object of GET /api/runs/{id}/dispatch.
final class DispatchAnswer {
  /// Most hours of an answer: a quarter of a year.
  static final int MOST_HOURS = 2208;

  private static final String CHARGE = ":charge";

  private final RunTables tables;
  private final Question q;
  private final Map<Integer, Integer> column = new TreeMap<>();

  /// What is asked.
  ///
  /// @param zone null for the sum of all zones
  record Question(String grid, int year, @Nullable String zone, int from, int to) {
    /// Fills in what was not asked for: all hours where the year has them, the target year, the week of highest load.
    static Question of(RunShape shape, @Nullable String grid, @Nullable Integer year, @Nullable Integer target, @Nullable String zone, @Nullable Integer from, @Nullable Integer to) {
      if (zone != null && !shape.zones().contains(zone))
        throw Problem.absent("no zone '" + Ask.brief(zone) + "'", "one of " + String.join(", ", shape.zones()));
      String g = grid;
      Integer y = year;
      Integer wanted = y == null ? target : y;
      if (g == null) g = wanted != null && shape.wholeYears().contains(wanted) ? "full" : "plan";
      List<Integer> years = shape.yearsOf(g);
      if (years.isEmpty()) throw Problem.absent("this run has no dispatch in grid " + g, shape.years().isEmpty() ? null : "one of " + String.join(", ", shape.years().keySet()));
      if (y == null) y = target != null && years.contains(target) ? target : years.getLast();
      RunShape.Year there = shape.year(g, y);
      if (there == null) throw Problem.absent("no year " + y + " in grid " + g, "one of " + years);
      int first = from == null ? there.peakWeek() : from;
      int end = to == null ? Math.min(RunShape.HOURS, first + RunShape.WEEK) : to;
      if (end <= first) throw Problem.input("from " + first + ", to " + end + ": from must be below to");
      if (end - first > MOST_HOURS) throw Problem.input("from " + first + ", to " + end + ": at most " + MOST_HOURS + " hours at a time");
      return new Question(g, y, zone, first, end);
    }

    private String where() {
      return " WHERE grid = ? AND year = ? AND hour >= ? AND hour < ?" + (zone == null ? "" : " AND zone = ?");
    }

    private Object[] parameters() {
      Object[] p = {grid, year, from, to, zone};
      return zone == null ? Arrays.copyOf(p, 4) : p;
    }
  }

  private DispatchAnswer(RunTables tables, Question q) {
    this.tables = tables;
    this.q = q;
  }

  static Map<String, @Nullable Object> of(RunTables tables, RunShape shape, Question q) {
    return new DispatchAnswer(tables, q).json(shape);
  }

  private Map<String, @Nullable Object> json(RunShape shape) {
    Columns steps =
        tables.query("SELECT hour, max(hours) AS hours, max(weight) AS weight FROM dispatch" + q.where() + " GROUP BY hour ORDER BY hour", q.parameters());
    for (int i = 0; i < steps.rows(); i++) column.put((int) steps.number("hour", i), i);
    Map<String, double[]> by = by("SELECT hour, technology AS name, sum(power_mw) AS v FROM dispatch" + q.where() + " GROUP BY hour, technology");
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("grid", q.grid());
    m.put("year", q.year());
    m.put("zone", q.zone());
    m.put("from", q.from());
    m.put("to", q.to());
    m.put("hour", steps.column("hour"));
    m.put("hours", steps.column("hours"));
    m.put("weight", steps.column("weight"));
    double[] load = negated(taken(by, "load"));
    double[] ai = negated(taken(by, "ai"));
    double[] unserved = taken(by, "unserved");
    double[] export = taken(by, "export");
    double[] surplus = taken(by, "surplus");
    Map<String, double[]> level = by("SELECT hour, technology AS name, sum(level_mwh) AS v FROM levels" + q.where() + " GROUP BY hour, technology");
    m.put("storage", storage(by, level));
    m.put("generation", generation(by));
    m.put("export_mw", rounded(export));
    m.put("surplus_mw", rounded(surplus));
    m.put("trade_mw", rounded(trade()));
    m.put("load_mw", rounded(load));
    m.put("ai_mw", rounded(ai));
    m.put("unserved_mw", rounded(unserved));
    m.put("price_usd_per_mwh", prices());
    RunShape.Year there = shape.year(q.grid(), q.year());
    m.put("spans", there == null ? List.of() : there.spans());
    m.put("years", shape.yearsOf(q.grid()));
    return m;
  }

  private double[] taken(Map<String, double[]> by, String name) {
    double[] v = by.remove(name);
    return v == null ? new double[column.size()] : v;
  }

  private static double[] negated(double[] v) {
    for (int i = 0; i < v.length; i++) v[i] = -v[i];
    return v;
  }

  private List<Map<String, Object>> storage(Map<String, double[]> by, Map<String, double[]> level) {
    Map<String, double[]> charge = new TreeMap<>();
    for (String name : List.copyOf(by.keySet()))
      if (name.endsWith(CHARGE)) charge.put(name.substring(0, name.length() - CHARGE.length()), taken(by, name));
    for (String name : level.keySet()) charge.putIfAbsent(name, new double[column.size()]);
    List<Map<String, Object>> out = new ArrayList<>();
    charge.forEach(
        (name, v) -> {
          Map<String, Object> s = new LinkedHashMap<>();
          s.put("technology", name);
          s.put("charge_mw", rounded(v));
          s.put("level_mwh", rounded(level.getOrDefault(name, new double[column.size()])));
          out.add(s);
        });
    return out;
  }

  private List<Map<String, @Nullable Object>> generation(Map<String, double[]> by) {
    Map<String, String> kinds = new TreeMap<>();
    if (tables.has("technologies", "kind")) {
      Columns t = tables.query("SELECT technology, kind FROM technologies");
      for (int i = 0; i < t.rows(); i++) kinds.put(t.text("technology", i), t.text("kind", i));
    }
    List<Map<String, @Nullable Object>> out = new ArrayList<>();
    by.forEach(
        (name, v) -> {
          Map<String, @Nullable Object> g = new LinkedHashMap<>();
          g.put("technology", name);
          g.put("kind", kinds.get(name));
          g.put("power_mw", rounded(v));
          out.add(g);
        });
    return out;
  }

  /// Net power from the other zones, before losses on the way.
  private double[] trade() {
    double[] net = new double[column.size()];
    String zone = q.zone();
    if (zone == null || !tables.has("flows", "power_mw")) return net;
    Columns c =
        tables.query(
            "SELECT hour, sum(CASE WHEN to_zone = ? THEN power_mw ELSE -power_mw END) AS v FROM flows"
                + " WHERE grid = ? AND year = ? AND hour >= ? AND hour < ? AND from_zone <> to_zone AND (to_zone = ? OR from_zone = ?) GROUP BY hour",
            zone, q.grid(), q.year(), q.from(), q.to(), zone, zone);
    fill(net, c);
    return net;
  }

  private List<@Nullable Double> prices() {
    double[] sum = new double[column.size()];
    Arrays.fill(sum, Double.NaN);
    if (tables.has("prices", "price_usd_per_mwh"))
      fill(
          sum,
          tables.query(
              "WITH d AS (SELECT hour, zone, greatest(sum(CASE WHEN technology IN ('load', 'ai') THEN -power_mw ELSE 0 END), 0) AS l FROM dispatch" + q.where() + " GROUP BY hour, zone),"
                  + " p AS (SELECT hour, zone, avg(price_usd_per_mwh) AS c FROM prices" + q.where() + " GROUP BY hour, zone)"
                  + " SELECT p.hour AS hour, CASE WHEN sum(l) > 0 THEN sum(c * l) / sum(l) ELSE avg(c) END AS v FROM p LEFT JOIN d ON p.hour = d.hour AND p.zone = d.zone GROUP BY p.hour",
              twice(q.parameters())));
    return rounded(sum);
  }

  private static Object[] twice(Object[] p) {
    Object[] all = Arrays.copyOf(p, 2 * p.length);
    System.arraycopy(p, 0, all, p.length, p.length);
    return all;
  }

  /// Numbers by name and timestep.
  private Map<String, double[]> by(String sql) {
    Map<String, double[]> out = new TreeMap<>();
    Columns c = tables.query(sql, q.parameters());
    List<@Nullable Object> names = c.column("name");
    List<@Nullable Object> hours = c.column("hour");
    List<@Nullable Object> values = c.column("v");
    for (int i = 0; i < c.rows(); i++) {
      Integer at = hours.get(i) instanceof Number h ? column.get(h.intValue()) : null;
      if (at != null && values.get(i) instanceof Number v) out.computeIfAbsent(String.valueOf(names.get(i)), n -> new double[column.size()])[at] = v.doubleValue();
    }
    return out;
  }

  private void fill(double[] into, Columns c) {
    for (int i = 0; i < c.rows(); i++) {
      Integer at = column.get((int) c.number("hour", i));
      if (at != null) into[at] = c.number("v", i);
    }
  }

  /// To a thousandth, so that an answer is short; what is no number is null.
  private static List<@Nullable Double> rounded(double[] v) {
    List<@Nullable Double> out = new ArrayList<>(v.length);
    for (double x : v) out.add(Double.isFinite(x) ? (Double) (Math.rint(x * 1e3) / 1e3 + 0.0) : null);
    return out;
  }
}
