package org.loadstar.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.cases.Lever;
import org.loadstar.cases.Levers;
import org.loadstar.cases.PublicCost;
import org.loadstar.model.Case;
import org.loadstar.model.Model;
import org.loadstar.model.Sheet;
import org.loadstar.model.Stage;
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

  /// What the plan has, discounted, of everything that some lever's cost is counted by.
  Map<String, Double> counts(Collection<Lever> levers) {
    Map<String, Double> out = new TreeMap<>();
    for (Lever l : levers)
      for (PublicCost c : l.publicCost()) out.computeIfAbsent(key(l, c), k -> count(c, l.inForce().getYear()));
    return out;
  }

  /// True when all that the levers' costs are counted by is there.
  static boolean known(Map<String, Double> counts, Collection<Lever> levers) {
    return levers.stream().allMatch(l -> l.publicCost().stream().allMatch(c -> counts.containsKey(key(l, c))));
  }

  /// USD, discounted to the first year, of each of some levers that is on and counts something.
  static Map<String, Double> paid(Levers levers, Collection<String> of, Map<String, Double> counts) {
    Map<String, Double> out = new LinkedHashMap<>();
    for (Lever l : levers.all()) {
      double level = levers.state().getOrDefault(l.name(), 0.0);
      if (level <= 0 || l.publicCost().isEmpty() || !of.contains(l.name())) continue;
      double sum = 0;
      for (PublicCost c : l.publicCost()) sum += c.at(level) * counts.getOrDefault(key(l, c), Double.NaN);
      out.put(l.name(), sum);
    }
    return out;
  }

  /// What some levers cost the public by what it is counted, as text.
  static String prices(Levers levers, Collection<String> of) {
    StringBuilder out = new StringBuilder();
    for (Lever l : levers.all())
      for (PublicCost c : l.publicCost()) if (of.contains(l.name())) out.append(key(l, c)).append('=').append(c.at(levers.state().getOrDefault(l.name(), 0.0))).append(' ');
    return out.toString();
  }

  private static String key(Lever l, PublicCost c) {
    return (c.per() + "|" + c.technology() + "|" + l.inForce().getYear()).toLowerCase(Locale.ROOT);
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

  /// USD per unit of each column of a plan's program that the costs of some levers grow with; what they have besides is in every plan the same but for
  /// first units ([#firstUnits]).
  static Map<Integer, Double> columns(Model model, Levers levers, Collection<String> of) {
    Map<Integer, Double> out = new TreeMap<>();
    LeverCosts years = new LeverCosts(model.figures().data(), new Tables());
    for (Lever l : levers.all()) {
      double level = levers.state().getOrDefault(l.name(), 0.0);
      if (level <= 0 || !of.contains(l.name())) continue;
      for (PublicCost c : l.publicCost())
        for (Stage s : model.stages())
          years.each(c, s, model, l.inForce().getYear()).forEach((j, mw) -> out.merge(j, c.at(level) * mw, Double::sum));
    }
    return out;
  }

  private Map<Integer, Double> each(PublicCost c, Stage s, Model model, int from) {
    double factor = 1e3 * discount(s.year());
    return switch (c.per()) {
      case AI_MW -> {
        int next = s.index() + 1;
        double later = next < model.stages().size() ? model.stages().get(next).year() : Double.POSITIVE_INFINITY;
        double drop = Double.isFinite(later) && later >= from ? 1e3 * discount((int) later) : 0;
        yield times(model.aiColumns(s), (s.year() >= from ? factor : 0) - drop);
      }
      case MW -> times(model.builtColumns(s, c.technology()), factor);
      case KEPT_MW_YEAR -> times(model.keptColumns(s), 1e3 * data.settings().discountWeight(s.index()));
      default -> Map.of();
    };
  }

  private static Map<Integer, Double> times(Map<Integer, Double> columns, double factor) {
    columns.replaceAll((j, v) -> v * factor);
    return columns;
  }

  /// USD that first units of some levers' technologies cost at most.
  static double firstUnits(Case data, Levers levers, Collection<String> of) {
    double sum = 0;
    for (Lever l : levers.all())
      for (PublicCost c : l.publicCost())
        if (of.contains(l.name()) && c.per() == PublicCost.Per.FIRST_UNIT && data.generators().stream().anyMatch(g -> g.technology().equals(c.technology()) && g.maxNew() > 0))
          sum += c.at(levers.state().getOrDefault(l.name(), 0.0));
    return sum;
  }

  /// USD that first units cost in a plan.
  static double firstUnits(Levers levers, Collection<String> of, Map<String, Double> counts) {
    double sum = 0;
    for (Lever l : levers.all())
      for (PublicCost c : l.publicCost())
        if (of.contains(l.name()) && c.per() == PublicCost.Per.FIRST_UNIT)
          sum += c.at(levers.state().getOrDefault(l.name(), 0.0)) * counts.getOrDefault(key(l, c), 0.0);
    return sum;
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
