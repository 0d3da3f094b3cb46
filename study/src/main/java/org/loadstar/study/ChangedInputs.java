package org.loadstar.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Lever;
import org.loadstar.cases.Levers;
import org.loadstar.cases.Reading;
import org.loadstar.model.LoadRange;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.model.UnitWords;

/// Which limits a value laid over a case (`--set`, `--lever`) moves, and whether they bind in the plan: an input whose limits do not bind
/// changes nothing by itself.
/// Of one that moves dates or probabilities of sites it is also said what becomes of the plan's load with it and without it, though its
/// limits may not bind: the plan takes the medians.
///
/// | path | limits |
/// |---|---|
/// | `campuses...queue_months`, `.permit_months`, `.construction_months`, `.equipment_months` | `campus.` and the step |
/// | `campuses...max_it_mw`, `.ramp_mw_per_year`, `.pin` | `campus.maximum`, `campus.modules`, `ai.potential`; `campus.ramp` |
/// | `chip_supply...`, `supply...` | `chips` |
/// | `equipment.ITEM...` | `equipment.ITEM` |
/// | `capital.INVESTOR...` | `capital.INVESTOR` |
/// | `onsite...most_mw`, `.months` | `onsite.maximum`; `campus.onsite` |
/// | `countries...limit_mw`, `.chips_chips_per_yr`, `.licence_...` | `country.` |
/// | `keep_open...`, `policy.hourly_matching`, `policy.campus_clean_share` | their own |
/// | `generators...max_new_mw` | `generator.maximum`, `generator.new` |
///
/// Of other paths (prices, loads, efficiencies) nothing is said: they move costs, and no limit of the table `binding`.
final class ChangedInputs {
  private static final int MOST_NAMES = 3;

  private ChangedInputs() {}

  /// The constraints that a path moves, or their beginnings up to a dot; empty for one of which nothing is said.
  static Set<String> limits(String path) {
    String table = path.split("[.\\[]", 2)[0];
    String column = path.substring(path.lastIndexOf('.') + 1);
    return switch (table) {
      case "campuses" -> campus(column);
      case "chip_supply", "supply" -> Set.of("chips");
      case "equipment" -> column.equals("price_usd") || column.startsWith("price_step") ? Set.of() : named(path, "equipment.", "item");
      case "capital" -> named(path, "capital.", "investor");
      case "onsite" -> column.equals("most_mw") ? Set.of("onsite.maximum", "onsite.new") : column.equals("months") ? Set.of("campus.onsite") : Set.of();
      case "countries" -> column.equals("limit_mw") ? Set.of("country.limit", "ai.abroad") : column.startsWith("chips") || column.startsWith("licence") ? Set.of("country.licence", "campus.licence") : Set.of();
      case "keep_open" -> column.equals("most_mw") ? Set.of("keep_open") : Set.of();
      case "generators" -> column.equals("max_new_mw") ? Set.of("generator.maximum", "generator.new") : Set.of();
      case "policy" -> column.equals("hourly_matching") ? Set.of("contract.share") : column.equals("campus_clean_share") ? Set.of("contract.year_share") : Set.of();
      default -> Set.of();
    };
  }

  private static Set<String> campus(String column) {
    return switch (column) {
      case "queue_months", "queue_interruptible_months" -> Set.of("campus.queue");
      case "permit_months", "construction_months" -> Set.of("campus.permit+construction");
      case "equipment_months" -> Set.of("campus.equipment");
      case "max_it_mw", "pin" -> Set.of("campus.maximum", "campus.modules", "ai.potential");
      case "ramp_mw_per_year" -> Set.of("campus.ramp");
      default -> Set.of();
    };
  }

  /// `equipment.` and the item of a path such as `equipment.transformer.deliveries_per_yr` or `equipment[item=transformer,year=2030].price_usd`;
  /// all items where the path names none.
  private static Set<String> named(String path, String prefix, String key) {
    String name = "";
    int bracket = path.indexOf('[');
    if (bracket > 0) {
      for (String part : path.substring(bracket + 1, Math.max(bracket + 1, path.indexOf(']', bracket))).split(",", -1))
        if (part.strip().startsWith(key + "=")) name = part.strip().substring(key.length() + 1).strip();
    } else {
      String[] parts = path.split("\\.", -1);
      // A row is named by its whole key, whose first part is the item.
      if (parts.length > 2 && !parts[1].equals("*")) name = parts[1].split(" ", 2)[0];
    }
    return Set.of(prefix + name);
  }

  /// Puts `changed_inputs` into the summary of a plan whose tables are written.
  ///
  /// @param targetYear the year of whose load the range is told
  static void write(Map<String, @Nullable Object> summary, CaseSource source, Tables tables, int targetYear) {
    List<Map<String, Object>> out = new ArrayList<>();
    for (int k = 0; k < source.sets().size(); k++) {
      List<String> others = new ArrayList<>(source.sets());
      others.remove(k);
      told(new Change(source.sets().get(k), Set.of(path(source.sets().get(k))), new CaseSource(source.folder(), source.scenarios(), source.levers(), others)), tables, targetYear, out);
    }
    Levers levers = source.levers().isEmpty() ? null : Levers.of(source);
    for (int k = 0; levers != null && k < source.levers().size(); k++) {
      String choice = source.levers().get(k);
      String name = choice.split("=", 2)[0].strip();
      List<String> others = new ArrayList<>(source.levers());
      others.remove(k);
      CaseSource without = new CaseSource(source.folder(), source.scenarios(), others, source.sets());
      for (Lever l : levers.all())
        if (l.name().equals(name)) told(new Change(choice, l.values().stream().map(Lever.Value::path).collect(Collectors.toSet()), without), tables, targetYear, out);
    }
    summary.put("changed_inputs", out);
  }

  /// A value or a lever laid over a case.
  ///
  /// @param without the case without it
  private record Change(String text, Set<String> paths, CaseSource without) {}

  /// What the draws of dates say with a change and without it, of one plan.
  private record Ranges(int year, LoadRange with, LoadRange without) {
    /// GW that are told apart.
    private static final double LEAST = 0.005;

    boolean differ() {
      return Math.abs(with.expected() - without.expected()) > LEAST || Math.abs(with.late() - without.late()) > LEAST;
    }

    Map<String, Object> map() {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("year", year);
      m.put("planned", with.planned());
      m.put("expected", with.expected());
      m.put("p90", with.late());
      m.put("expected_without", without.expected());
      m.put("p90_without", without.late());
      return m;
    }

    String words() {
      return String.format(
          Locale.ROOT, "of the %.1f GW planned by %d, %.1f are to be expected and %.1f are passed with 90 %% probability; without it %.1f and %.1f",
          with.planned(), year, with.expected(), with.late(), without.expected(), without.late());
    }
  }

  /// Null where the change moves no date or probability of sites, or the case cannot be read without it.
  private static @Nullable Ranges ranges(Change c, Tables tables, int targetYear) {
    Sheet r = tables.get("ai_range");
    if (r.rows() == 0 || c.paths.stream().noneMatch(ChangedInputs::dates)) return null;
    int row = 0;
    for (int i = 0; i < r.rows(); i++) if (r.integer(i, 0) <= targetYear) row = i;
    if (!(CaseReader.read(c.without) instanceof Reading.Good before)) return null;
    int year = r.integer(row, 0);
    LoadRange with = new LoadRange(r.number(row, 1) / 1e3, r.number(row, 2) / 1e3, r.number(row, 3) / 1e3);
    return new Ranges(year, with, LoadRange.of(before.value(), tables, year));
  }

  /// True for a path that moves the date or the completion of sites in the zones.
  private static boolean dates(String path) {
    String table = path.split("[.\\[]", 2)[0];
    String column = path.substring(path.lastIndexOf('.') + 1);
    return table.equals("campuses") && (column.endsWith("_months") || column.endsWith("_sigma") || column.equals("completion"))
        || table.equals("onsite") && column.endsWith("months");
  }

  /// The path of `path=value`; an equals sign inside brackets belongs to the path.
  private static String path(String set) {
    int depth = 0;
    for (int i = 0; i < set.length(); i++) {
      char c = set.charAt(i);
      if (c == '[') depth++;
      else if (c == ']') depth--;
      else if (c == '=' && depth == 0) return set.substring(0, i).strip();
    }
    return set.strip();
  }

  private static void told(Change c, Tables tables, int targetYear, List<Map<String, Object>> out) {
    Set<String> moves = new TreeSet<>();
    for (String p : c.paths) {
      Set<String> of = limits(p);
      // What moves a cost as well can change a plan though no limit binds.
      if (of.isEmpty() && !dates(p)) return;
      moves.addAll(of);
    }
    Sheet b = tables.get("binding");
    Set<String> binding = new TreeSet<>();
    String first = "";
    for (int i = 0; i < b.rows(); i++)
      if (b.text(i, 0).equals("plan") && under(b.text(i, 1), moves)) {
        binding.add(b.text(i, 1));
        if (first.isEmpty()) first = b.text(i, 6);
      }
    Sheet s = tables.get("not_binding");
    Set<String> slack = new TreeSet<>();
    int fullest = -1;
    for (int i = 0; i < s.rows(); i++)
      if (under(s.text(i, 0), moves) && !binding.contains(s.text(i, 0))) {
        slack.add(s.text(i, 0));
        if (s.number(i, 4) > 0 && (fullest < 0 || s.number(i, 3) / s.number(i, 4) > s.number(fullest, 3) / s.number(fullest, 4))) fullest = i;
      }
    Ranges ranges = ranges(c, tables, targetYear);
    boolean differ = ranges != null && ranges.differ();
    if (binding.isEmpty() && slack.isEmpty() && ranges == null) return;
    List<String> words = new ArrayList<>();
    if (!binding.isEmpty()) words.add(names(binding) + ", which " + (binding.size() == 1 ? "binds" : "bind") + ": " + first);
    else if (!slack.isEmpty())
      words.add(names(slack) + ", which " + (slack.size() == 1 ? "does" : "do") + " not bind in this plan" + use(s, fullest) + ": more of it would change "
          + (differ ? "nothing at the medians of dates" : "nothing"));
    if (ranges != null) words.add(differ ? (words.isEmpty() ? "" : "and ") + "what is to be expected: " + ranges.words() : words.isEmpty() ? "dates and probabilities of sites that change nothing here" : "and no date that matters");
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("set", c.text);
    m.put("limits", List.copyOf(binding.isEmpty() ? slack : binding));
    m.put("binds", !binding.isEmpty());
    if (ranges != null) m.put("range", ranges.map());
    m.put("words", c.text + " moves " + String.join("; ", words));
    out.add(m);
  }

  /// ` (32.2 of 48.7 GW used up to 2030)` of a row of `not_binding`, empty for none.
  private static String use(Sheet s, int row) {
    if (row < 0) return "";
    return " (" + LimitWords.figure(s.number(row, 3)) + " of " + LimitWords.figure(s.number(row, 4)) + " " + UnitWords.many(s.text(row, 6)) + " used up to " + s.integer(row, 2) + ")";
  }

  /// The limits that paths move, empty where one of them moves something else as well.
  static Set<String> limits(Collection<String> paths) {
    Set<String> moves = new TreeSet<>();
    for (String p : paths) {
      if (limits(p).isEmpty()) return Set.of();
      moves.addAll(limits(p));
    }
    return moves;
  }

  /// The constraints that bind in a plan.
  static Set<String> bind(Tables tables) {
    Set<String> names = new TreeSet<>();
    Sheet b = tables.get("binding");
    for (int i = 0; i < b.rows(); i++) if (b.text(i, 0).equals("plan")) names.add(b.text(i, 1));
    return names;
  }

  /// True when a constraint is one of some names, or begins with one that ends with a dot.
  static boolean under(String constraint, Set<String> names) {
    return names.stream().anyMatch(n -> n.endsWith(".") ? constraint.startsWith(n) : constraint.equals(n));
  }

  private static String names(Set<String> constraints) {
    List<String> all = List.copyOf(constraints);
    String text = String.join(", ", all.subList(0, Math.min(MOST_NAMES, all.size())));
    return all.size() > MOST_NAMES ? text + " and " + (all.size() - MOST_NAMES) + " more" : text;
  }
}
