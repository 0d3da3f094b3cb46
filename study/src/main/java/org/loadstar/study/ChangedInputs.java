package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.Lever;
import org.loadstar.cases.Levers;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// Which limits a value laid over a case (`--set`, `--lever`) moves, and whether they bind in the plan: an input whose limits do not bind
/// changes nothing by itself.
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
  static void write(Map<String, @Nullable Object> summary, CaseSource source, Tables tables) {
    List<Map<String, Object>> out = new ArrayList<>();
    for (String set : source.sets()) told(set, Set.of(path(set)), tables, out);
    Levers levers = source.levers().isEmpty() ? null : Levers.of(source);
    for (String choice : source.levers()) {
      if (levers == null) continue;
      String name = choice.split("=", 2)[0].strip();
      for (Lever l : levers.all())
        if (l.name().equals(name)) told(choice, l.values().stream().map(Lever.Value::path).collect(Collectors.toSet()), tables, out);
    }
    summary.put("changed_inputs", out);
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

  private static void told(String text, Set<String> paths, Tables tables, List<Map<String, Object>> out) {
    Set<String> moves = new TreeSet<>();
    for (String p : paths) {
      Set<String> of = limits(p);
      // What moves a cost as well can change a plan though no limit binds.
      if (of.isEmpty()) return;
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
    for (int i = 0; i < s.rows(); i++) if (under(s.text(i, 0), moves) && !binding.contains(s.text(i, 0))) slack.add(s.text(i, 0));
    if (binding.isEmpty() && slack.isEmpty()) return;
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("set", text);
    m.put("limits", List.copyOf(binding.isEmpty() ? slack : binding));
    m.put("binds", !binding.isEmpty());
    m.put("words", binding.isEmpty()
        ? text + " moves " + names(slack) + ", which " + (slack.size() == 1 ? "does" : "do") + " not bind in this plan: more of it would change nothing"
        : text + " moves " + names(binding) + ", which " + (binding.size() == 1 ? "binds" : "bind") + ": " + first);
    out.add(m);
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
