package org.loadstar.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loadstar.model.UnitWords;

/// Rows and columns of a program, and the limits of a case, in a planner's words.
final class LimitWords {
  /// Deliveries beyond those that come anyway, by date and price step.
  private static final Pattern EXTRA = Pattern.compile("(.+) price step ([1-3]) to (\\d{4})");

  private static final String[] STEPS = {"first", "second", "third"};

  /// Modules of a site: the rest that makes no whole module, and the connection.
  private static final Pattern MODULES = Pattern.compile("(\\S+)( last)?( .+)?");

  private static final String MONEY = "M$";

  private LimitWords() {}

  /// What a row or column block limits at one of its members, as the subject of a sentence.
  static String of(String name, String member) {
    return switch (name) {
      case "balance" -> "The power balance of " + member;
      case "generator.must_run" -> "The must-run output of " + member;
      case "generator.limit", "generator.output" -> "The available output of " + member;
      case "generator.new", "storage.power.new", "storage.energy.new", "line.new" -> "The largest new capacity of " + member;
      case "generator.build", "storage.power.build", "storage.energy.build", "line.build" -> "The build rate of " + member;
      case "generator.retired" -> "The capacity of " + member + " that can retire";
      case "generator.stays_open" -> "The capacity of " + member + " that is left to keep open";
      case "generator.ramp_up", "generator.ramp_down" -> "The ramp of " + member;
      case "storage.power" -> "The power of " + member;
      case "storage.energy", "storage.level" -> "The energy of " + member;
      case "storage.firm", "storage.firm_limit" -> "The firm capacity of " + member;
      case "storage.end" -> "The level at the end of the month of " + member;
      case "line.forward", "line.reverse", "line.limit_forward", "line.limit_reverse" -> "The transfer limit of " + member;
      case "line.firm", "line.firm_limit" -> "The firm transfer of " + member;
      case "hydro.energy" -> "The water of " + member;
      case "hydro.week" -> "The water of a week of " + member;
      case "hydro.output" -> "The output of " + member;
      case "neighbour.import_energy" -> "The import offered at " + member;
      case "neighbour.export_energy" -> "The export owed to " + member;
      case "load.unserved1", "load.unserved2", "load.unserved3" -> "The load that may stay unserved in " + member;
      case "emissions" -> "The carbon cap on " + member;
      case "score" -> "The clean-energy standard of " + member;
      case "contract.share" -> "The new clean power, hour by hour, of campuses in " + member;
      case "contract.year_share" -> "The new clean power, over the year, of campuses in " + (member.equals("all") ? "all zones" : member);
      case "chips" -> "The accelerators that can be had";
      case "equipment" -> "The deliveries of " + plain(member);
      case "equipment.extra" -> extra(member);
      case "capital.budget" -> "The budget of " + plain(member);
      case "cost_cap" -> cap(member);
      case "keep_open" -> "The order " + member + " that keeps plants open";
      case "generator.units", "generator.unit" -> "The whole units of " + member;
      case "build_limit" -> "The build limit " + member;
      case "firm.imports" -> "The simultaneous import limit of " + member;
      case "firm.capacity" -> "The firm capacity that the reserve margin of " + member + " asks for beyond the plants that stand (new AI load not counted)";
      case "cycle.voltage" -> "Kirchhoff's voltage law around the cycle of " + member;
      case "limit" -> "The limit " + member;
      case "generator.power", "generator.power_least", "generator.power_most" -> "The output of " + member;
      case "ai.target" -> "The AI target";
      case "campus.modules", "campus.maximum" -> modules(member);
      case "campus.ramp" -> "What campus " + member + " can energise in a year";
      case "ai.abroad", "country.limit" -> "The power that " + member + " can give";
      case "country.licence" -> "The export licence of " + member;
      case "onsite.maximum", "onsite.new" -> onSite(member, "that may be built on the site of campus ");
      case "onsite.committed" -> onSite(member, "already ordered for the site of campus ");
      case "interruption.budget" -> "The hours in which campuses in " + member + " may be interrupted";
      default -> {
        if (name.startsWith("equipment.")) yield "The deliveries of " + plain(name.substring("equipment.".length())) + scope(member);
        if (name.startsWith("capital.")) yield "The budget of " + plain(name.substring("capital.".length()));
        yield name.replace('.', ' ').replace('_', ' ') + " of " + member;
      }
    };
  }

  private static String plain(String name) {
    return name.replace('_', ' ');
  }

  private static String scope(String scope) {
    return scope.equals("all") || scope.equals("home") ? "" : " for " + plain(scope);
  }

  /// Plants of a site and a technology.
  private static String onSite(String member, String where) {
    int end = member.indexOf(' ');
    return end < 0 ? "The plants " + where + member : "The " + plain(member.substring(end + 1)) + " " + where + member.substring(0, end);
  }

  /// The words with the name of a site in place of its key.
  ///
  /// @param place member that begins with the key
  /// @param names names by key
  static String named(String words, String place, Map<String, String> names) {
    String key = place.split(" ", 2)[0];
    String name = names.getOrDefault(key, "");
    return name.isEmpty() ? words : words.replace("campus " + key, name);
  }

  private static String extra(String member) {
    Matcher m = EXTRA.matcher(member);
    if (!m.matches()) return "What can be delivered beyond the deliveries of " + plain(member);
    return "What can be delivered of " + plain(m.group(1)) + " at the " + STEPS[m.group(2).charAt(0) - '1'] + " price step beyond the deliveries to " + m.group(3);
  }

  private static String cap(String member) {
    return switch (member) {
      case "budget" -> "The budget of the plan";
      case "unserved" -> "The unserved energy, which may be no more than without new AI load";
      case "reserve_shortfall" -> "The missing firm capacity, which may be no more than without new AI load";
      default -> "The cost of " + plain(member);
    };
  }

  private static String modules(String member) {
    Matcher m = MODULES.matcher(member);
    if (!m.matches()) return "The modules of campus " + member;
    String by = m.group(3) == null ? "" : " (" + m.group(3).strip() + ")";
    return "The " + (m.group(2) == null ? "" : "last, smaller ") + "modules of campus " + m.group(1) + by;
  }

  /// An amount in the unit of a row: `5400 units of 100 MVA and more`, `310 billion USD`.
  static String amount(double v, String unit) {
    boolean billions = unit.equals(MONEY) && Math.abs(v) >= step(unit);
    String figure = figure(billions ? v / step(unit) : v);
    String of = billions ? "B$" : unit;
    return figure + " " + (figure.equals("1") ? UnitWords.one(of) : UnitWords.many(of));
  }

  /// Units of a row by which a change is told: billions of money.
  static double step(String unit) {
    return unit.equals(MONEY) ? 1000 : 1;
  }

  /// What a change is told by: `unit of 100 MVA and more`, `billion USD`.
  static String one(String unit) {
    return UnitWords.one(unit.equals(MONEY) ? "B$" : unit);
  }

  /// Power in the unit that leaves a digit before the point.
  static String power(double gw) {
    double a = Math.abs(gw);
    return a >= 1 ? figure(gw) + " GW" : a >= 1e-3 ? figure(gw * 1e3) + " MW" : figure(gw * 1e6) + " kW";
  }

  /// Three digits, thousands whole.
  static String figure(double v) {
    if (!Double.isFinite(v)) return "" + v;
    return Math.abs(v) >= 1000 ? String.format(Locale.ROOT, "%.0f", v) : new BigDecimal(v).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
