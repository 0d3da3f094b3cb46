package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.cases.Lever;
import org.loadstar.cases.Levers;
import org.loadstar.cases.PublicCost;
import org.loadstar.model.Case;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// What levers cost the public in a plan: transfers, which are no part of its resource cost.
///
/// ```
/// (1) once:       amount (1 + r)^-(year in force - first year), when it is in force within the plan
/// (2) a year:     amount x count_y, summed with d_y over the stages from the year in force on
/// (3) what is built:  amount x MW (or the first unit) built for a stage, (1 + r)^-(year - first year)
/// ```
///
/// Amounts are not deflated: they are in the money of the lever's source.
final class LeverCosts {
  private static final double LEAST_MW = 1;

  private final Case data;
  private final Tables tables;

  LeverCosts(Case data, Tables tables) {
    this.data = data;
    this.tables = tables;
  }

  /// USD, discounted to the first year, of each lever that is on and counts something.
  Map<String, Double> of(Levers levers) {
    Map<String, Double> out = new LinkedHashMap<>();
    for (Lever l : levers.all()) {
      double level = levers.state().getOrDefault(l.name(), 0.0);
      if (level <= 0 || l.publicCost().isEmpty()) continue;
      double sum = 0;
      for (PublicCost c : l.publicCost()) sum += c.at(level) * count(c, l.inForce().getYear());
      out.put(l.name(), sum);
    }
    return out;
  }

  private double count(PublicCost c, int from) {
    return switch (c.per()) {
      case ONCE -> from <= lastYear() ? discount(Math.max(from, first())) : 0;
      case YEAR -> years(from, 1);
      case ZONE_YEAR -> years(from, data.zones().size());
      case LINE -> from <= lastYear() ? data.lines().size() * discount(Math.max(from, first())) : 0;
      case AI_MW -> built("ai", "energised_mw", "zone", "", true, from);
      case KEPT_MW_YEAR -> kept();
      case MW -> built("capacity", "built_mw", "technology", c.technology(), false, 0);
      case FIRST_UNIT -> firstUnit(c.technology());
    };
  }

  private int first() {
    return data.settings().stages().getFirst();
  }

  private int lastYear() {
    int k = data.settings().stages().size() - 1;
    return data.settings().stages().get(k) + data.settings().years(k) - 1;
  }

  private double discount(int year) {
    return Math.pow(1 + data.settings().discountRate(), first() - year);
  }

  /// Discounted years from one on, times a count.
  private double years(int from, double count) {
    double sum = 0;
    for (int y = Math.max(from, first()); y <= lastYear(); y++) sum += discount(y);
    return sum * count;
  }

  /// What is new in each stage, discounted.
  private double built(String table, String column, String key, String value, boolean cumulative, int from) {
    Sheet s = tables.get(table);
    TreeMap<Integer, Double> by = new TreeMap<>();
    for (int y : data.settings().stages()) by.put(y, 0.0);
    for (int i = 0; i < s.rows(); i++)
      if (s.text(i, s.column("grid")).equals("plan") && s.text(i, s.column(key)).equals(value))
        by.merge(s.integer(i, s.column("year")), s.number(i, s.column(column)), Double::sum);
    double sum = 0;
    double before = 0;
    for (var e : by.entrySet()) {
      double added = cumulative ? Math.max(0, e.getValue() - before) : e.getValue();
      if (e.getKey() >= from) sum += added * discount(e.getKey());
      before = e.getValue();
    }
    return sum;
  }

  private double kept() {
    Sheet s = tables.get("kept_open");
    double sum = 0;
    List<Integer> stages = new ArrayList<>(data.settings().stages());
    for (int i = 0; i < s.rows(); i++)
      if (s.text(i, s.column("grid")).equals("plan"))
        sum += s.number(i, s.column("kept_mw")) * data.settings().discountWeight(stages.indexOf(s.integer(i, s.column("year"))));
    return sum;
  }

  private double firstUnit(String technology) {
    Sheet s = tables.get("capacity");
    int earliest = Integer.MAX_VALUE;
    for (int i = 0; i < s.rows(); i++)
      if (s.text(i, s.column("grid")).equals("plan") && s.text(i, s.column("technology")).equals(technology) && s.number(i, s.column("built_mw")) > LEAST_MW)
        earliest = Math.min(earliest, s.integer(i, s.column("year")));
    return earliest == Integer.MAX_VALUE ? 0 : discount(earliest);
  }
}
