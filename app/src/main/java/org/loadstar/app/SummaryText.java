package org.loadstar.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A summary as tables for people.
final class SummaryText {
  private static final int MOST_BINDING = 10;
  private static final double LEAST_SHOWN = 0.0005;

  /// Share of the cost from which the price of a missed target is told.
  private static final double LEAST_MISSED = 1e-4;

  private final Map<String, ? extends @Nullable Object> summary;
  private final double target;
  private final StringBuilder out = new StringBuilder();

  private SummaryText(Map<String, ? extends @Nullable Object> summary, double target) {
    this.summary = summary;
    this.target = target;
  }

  /// The tables.
  ///
  /// @param target the target year of the case, NaN when it is not known
  static String of(Map<String, ? extends @Nullable Object> summary, double target) {
    SummaryText t = new SummaryText(summary, target);
    t.headline();
    t.explanation();
    t.earliest();
    t.ai();
    t.campuses();
    t.technologies("Built, GW", "built_mw", 1e-3);
    t.technologies("Capacity standing, GW", "capacity_mw", 1e-3);
    t.technologies("Generation (plan's hours), TWh", "generation_mwh", 1e-6);
    t.years();
    t.fullYear();
    t.stress();
    t.binding();
    t.footer();
    return t.out.toString();
  }

  private void headline() {
    String status = Figures.text(summary, "status").replace('_', ' ');
    if (Figures.list(summary, "explanation").stream().anyMatch(w -> Figures.text(w, "words").contains("unbounded"))) status = "unbounded";
    line("Status " + (status.isEmpty() ? "unknown" : status) + stoppedBy() + sharp("gap", "gap") + sharp("gap_decision", "gap that counts"));
    for (String key : List.of("solver_note", "plan_note", "target_note")) {
      String note = Figures.text(summary, key);
      if (!note.isEmpty()) line("Note: " + note + ".");
    }
    power("objective_gw", "New AI load of the plan");
    power("upper_bound_gw", "No plan has more than");
    money("objective_usd", "Cost of the plan");
    money("lower_bound_usd", "Proven lower bound");
    money("claimed_lower_bound_usd", "Lower bound that is claimed");
    peer();
    money("plan_year_cost_usd", "Target year, the plan's hours");
    money("full_year_cost_usd", "Target year, all 8760 hours");
    money("resource_cost_usd", "Resource cost (no transfers)");
    money("private_cost_usd", "Private cost");
    Map<String, Object> twin = Figures.object(summary, "no_ai");
    double with = Figures.number(summary.get("objective_usd"));
    double without = Figures.number(twin.get("objective_usd"));
    // A plan of the most load has no target, and its cost none of this price.
    double missed = Figures.text(summary, "objective").isEmpty() ? Figures.number(Figures.object(summary, "cost_usd_by_category").get("ai_shortfall")) : 0;
    if (!(missed > LEAST_MISSED * with)) missed = 0;
    if (missed > 0) line(pad("  of it for the missed target") + TextTable.dollars(missed) + ", a price that nobody pays");
    if (!Double.isNaN(with - without))
      line(pad("More than without new AI load") + TextTable.dollars(with - missed - without));
  }

  private String stoppedBy() {
    return switch (Figures.text(summary, "stopped_by")) {
      case "time" -> " by the limit of time (--max-seconds)";
      case "interrupt" -> " on request";
      case "gap" -> " with a plan further from its bound than was asked";
      case "solver" -> " because the solver gave no plan";
      default -> "";
    };
  }

  /// What the peer prints for the same case.
  private void peer() {
    double v = Figures.number(summary.get("peer_objective"));
    if (!Double.isNaN(v)) line(pad("Objective as " + Figures.text(summary, "peer") + " prints it") + String.format(Locale.ROOT, "%.10g", v));
  }

  private String sharp(String key, String words) {
    double v = Figures.number(summary.get(key));
    return Double.isNaN(v) ? "" : String.format(Locale.ROOT, ", %s %.4f %%", words, 100 * v);
  }

  private void money(String key, String words) {
    double v = Figures.number(summary.get(key));
    if (!Double.isNaN(v)) line(pad(words) + TextTable.dollars(v));
  }

  private void power(String key, String words) {
    double v = Figures.number(summary.get(key));
    if (!Double.isNaN(v)) line(pad(words) + String.format(Locale.ROOT, "%.3f GW", v));
  }

  private static String pad(String words) {
    return String.format(Locale.ROOT, "%-32s", words);
  }

  private void explanation() {
    List<Map<String, Object>> why = Figures.list(summary, "explanation");
    if (why.isEmpty()) return;
    title("Why there is no solution");
    for (Map<String, Object> w : why) line("  " + Figures.text(w, "words"));
  }

  private void earliest() {
    Map<String, Object> e = Figures.object(summary, "earliest");
    if (e.isEmpty()) return;
    String words = Figures.text(e, "words");
    if (!words.isEmpty()) {
      title("Earliest date");
      line("  " + words + ".");
    }
    Map<String, Object> most = Figures.object(e, "gw_by_year");
    if (!most.isEmpty()) {
      List<String> years = Figures.years(most);
      TextTable table = new TextTable(header("No plan has more, GW", years));
      table.add(row("by the end of the year", years, most, 1));
      section(table);
    }
    List<Map<String, Object>> chain = Figures.list(e, "chain");
    if (chain.isEmpty()) return;
    title("What it waits for");
    chain.forEach(c -> line("  " + Figures.text(c, "words")));
  }

  private void ai() {
    Map<String, Object> byYear = Figures.object(summary, "ai_gw");
    if (byYear.isEmpty()) return;
    List<String> years = Figures.years(byYear);
    Map<String, Object> byZone = Figures.object(summary, "ai_gw_by_zone");
    Map<String, Map<String, Double>> zones = new TreeMap<>();
    for (String y : byZone.keySet())
      Figures.object(byZone, y)
          .forEach((z, x) -> zones.computeIfAbsent(z, k -> new TreeMap<>()).put(y, Figures.number(x)));
    TextTable table = new TextTable(header("AI load, GW", years));
    rows(table, zones, years, 1);
    table.add(row("total", years, byYear, 1));
    Map<String, Object> shortfall = Figures.object(summary, "ai_shortfall_gw");
    if (shortfall.values().stream().anyMatch(x -> Figures.number(x) > LEAST_SHOWN))
      table.add(row("missing to the target", years, shortfall, 1));
    section(table);
  }

  private void campuses() {
    CampusText text = new CampusText(summary, target);
    String range = text.range();
    if (!range.isEmpty()) out.append("\n  ").append(range).append('\n');
    TextTable largest = text.largest();
    if (largest != null) section(largest);
  }

  private void technologies(String name, String key, double scale) {
    Map<String, Map<String, Double>> by = Figures.byTechnology(summary, key);
    TextTable table = new TextTable(header(name, Figures.years(Figures.object(summary, key))));
    rows(table, by, Figures.years(Figures.object(summary, key)), scale);
    if (!table.isEmpty()) section(table);
  }

  private void years() {
    Map<String, Object> emissions = Figures.object(summary, "emissions_t");
    Map<String, Object> prices = Figures.object(summary, "price_usd_per_mwh");
    List<String> years = Figures.years(emissions.isEmpty() ? prices : emissions);
    if (years.isEmpty()) return;
    TextTable table = new TextTable(header("By the plan's hours", years));
    if (!emissions.isEmpty()) table.add(row("CO2, Mt", years, emissions, 1e-6));
    prices(table, years, prices);
    Map<String, Object> unserved = Figures.object(summary, "unserved_mwh");
    if (!unserved.isEmpty()) table.add(row("unserved, MWh", years, unserved, 1));
    section(table);
  }

  /// What the dispatch of the target year over every hour says, beside the figures of the plan's own timesteps.
  private void fullYear() {
    double unserved = Figures.number(summary.get("full_year_unserved_mwh"));
    if (Double.isNaN(unserved) || Double.isNaN(target)) return;
    List<String> year = List.of(String.valueOf((int) target));
    TextTable table = new TextTable(header("By all 8760 hours", year));
    double emissions = Figures.number(summary.get("full_year_emissions_t"));
    if (!Double.isNaN(emissions)) table.add(row("CO2, Mt", year, Map.of(year.getFirst(), emissions), 1e-6));
    prices(table, year, Figures.object(summary, "full_year_price_usd_per_mwh"));
    table.add(row("unserved, MWh", year, Map.of(year.getFirst(), unserved), 1));
    section(table);
  }

  /// What the rounds of `--stress` found and added.
  private void stress() {
    Map<String, Object> stress = Figures.object(summary, "stress");
    if (stress.isEmpty()) return;
    title("Stress days");
    for (Map<String, Object> round : Figures.list(stress, "rounds")) line("  " + Figures.text(round, "words"));
    line("  ended because " + Figures.text(stress, "ended") + " (" + Figures.text(stress, "neue_limit_ppm") + " ppm)");
  }

  private static void prices(TextTable table, List<String> years, Map<String, Object> prices) {
    if (prices.isEmpty()) return;
    table.add(price("lowest zone price, $/MWh", years, prices, Comparator.reverseOrder()));
    table.add(price("highest zone price, $/MWh", years, prices, Comparator.naturalOrder()));
  }

  private static List<String> price(String name, List<String> years, Map<String, Object> prices, Comparator<Double> order) {
    List<String> row = new ArrayList<>(List.of(name));
    for (String y : years) {
      Map<String, Object> zones = Figures.object(prices, y);
      double v = zones.values().stream().map(SummaryText::total).filter(p -> !p.isNaN()).max(order).orElse(Double.NaN);
      row.add(TextTable.figure(v, 1));
    }
    return row;
  }

  private static Double total(Object price) {
    return price instanceof Map<?, ?> parts ? Figures.number(parts.get("total")) : Figures.number(price);
  }

  private void binding() {
    List<Map<String, Object>> all = Figures.list(summary, "binding");
    if (all.isEmpty()) return;
    double at = all.stream().mapToDouble(b -> Figures.number(b.get("year"))).filter(y -> y <= target).max().orElse(Double.NaN);
    // The most load has one target: limits of any year stand in its order.
    double year = Figures.text(summary, "objective").equals("fastest") ? Double.NaN : at;
    List<Map<String, Object>> shown =
        all.stream()
            .filter(b -> Double.isNaN(year) || Figures.number(b.get("year")) == year)
            .limit(MOST_BINDING)
            .toList();
    title("What binds" + (Double.isNaN(year) || year == 0 ? "" : " in " + (int) year));
    shown.forEach(b -> line("  " + Figures.text(b, "words")));
    if (all.size() > shown.size()) line("  and more, see the report");
    slack(at);
    List<Map<String, Object>> changed = Figures.list(summary, "changed_inputs");
    if (changed.isEmpty()) return;
    title("What was changed");
    changed.forEach(c -> line("  " + Figures.text(c, "words")));
  }

  /// What does not bind in any place of a year, by why.
  private void slack(double year) {
    Set<String> binds = Figures.list(summary, "binding").stream().map(b -> Figures.text(b, "constraint")).collect(Collectors.toSet());
    Map<String, Set<String>> names = new TreeMap<>();
    for (Map<String, Object> b : Figures.list(summary, "not_binding")) {
      String constraint = Figures.text(b, "constraint");
      if (!binds.contains(constraint) && (Double.isNaN(year) || Figures.number(b.get("year")) == year))
        names.computeIfAbsent(Figures.text(b, "state"), k -> new LinkedHashSet<>()).add(Figures.limit(constraint));
    }
    Set<String> up = names.getOrDefault("used_up", Set.of());
    slack("has room: ", names.getOrDefault("room", Set.of()).stream().filter(c -> !up.contains(c)).toList());
    slack("used up, but more of it would change nothing: ", up);
    slack("there is none of it, and more would change nothing: ", names.getOrDefault("empty", Set.of()));
    slack("nothing worth having waits for: ", names.getOrDefault("none_waits", Set.of()));
    slack("binds nowhere: ", names.getOrDefault("", Set.of()));
  }

  private void slack(String words, Collection<String> names) {
    if (!names.isEmpty()) line("  " + words + String.join(", ", names));
  }

  private void footer() {
    out.append('\n');
    Map<String, Object> seconds = Figures.object(summary, "seconds");
    double total = Figures.number(seconds.get("total"));
    if (total > 0) line(String.format(Locale.ROOT, "%s%.1f s, at most %s MB of memory", pad("Time"), total,
        TextTable.figure(Figures.number(summary.get("peak_memory_mb")), 0)));
    for (String key : List.of("run", "report", "result_hash"))
      if (!Figures.text(summary, key).isEmpty())
        line(pad(key.equals("run") ? "Run folder" : key.equals("report") ? "Report" : "Result hash") + Figures.text(summary, key));
  }

  private static List<String> header(String name, List<String> years) {
    List<String> h = new ArrayList<>(List.of(name));
    // A network case of one stage has no year.
    years.forEach(y -> h.add(y.equals("0") ? "" : y));
    return h;
  }

  private static void rows(TextTable table, Map<String, Map<String, Double>> by, List<String> years, double scale) {
    by.forEach(
        (name, values) -> {
          if (values.values().stream().anyMatch(x -> Math.abs(x * scale) >= LEAST_SHOWN))
            table.add(row(name, years, values, scale));
        });
  }

  private static List<String> row(String name, List<String> years, Map<String, ?> values, double scale) {
    List<String> row = new ArrayList<>(List.of(name));
    for (String y : years) row.add(TextTable.figure(scale * Figures.number(values.get(y)), 2));
    return row;
  }

  private void section(TextTable table) {
    out.append('\n').append(table);
  }

  private void title(String words) {
    out.append('\n').append(words).append('\n');
  }

  private void line(String words) {
    out.append(words).append('\n');
  }
}
