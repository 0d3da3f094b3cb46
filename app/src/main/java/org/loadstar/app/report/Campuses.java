package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The campuses of a plan: where they stand, when each is energised and what decides that, and why each is built or not.
final class Campuses {
  /// Sites of the timeline; all stand in the table below it.
  private static final int MOST = 25;

  private static final int MOST_ALLIED = 14;

  private final Run run;
  private final Sites sites;

  Campuses(Run run) {
    this.run = run;
    sites = new Sites(run);
  }

  boolean isEmpty() {
    return sites.all.isEmpty();
  }

  private String zone(Sites.Site s) {
    return s.abroad() ? s.country() : run.brief(s.zone());
  }

  private static String count(long n) {
    return n + (n == 1 ? " site" : " sites");
  }

  /// The map of the sites at home; empty where none has coordinates.
  String map(Outlines outlines) {
    List<Sites.Site> home =
        sites.all.stream().filter(s -> !s.abroad() && Double.isFinite(s.latitude()) && Double.isFinite(s.longitude())).toList();
    if (home.isEmpty()) return "";
    Twin twin = new Twin("campus", "name", "zone", "kind", "latitude", "longitude", "full build MW", "planned MW", "state");
    for (Sites.Site s : home)
      twin.row(s.campus(), s.name(), s.zone(), s.kind(), s.latitude(), s.longitude(), s.maxMw(), s.plannedMw(), words(s.state()));
    return new Card(
            "campus-map", mapTitle(), "Campuses, facility GW in " + run.when() + "; sites not built by their full size; names of the largest",
            new CampusMap(run.places, outlines, sites.all, run.year), List.of(), run.binds("campus", "ai.potential"),
            run.source("campuses"), twin, true)
        .html();
  }

  private String words(Sites.State state) {
    return switch (state) {
      case PLANNED -> "planned";
      case WAITS -> "waits for a step beyond " + run.when();
      case LEFT -> "could be ready, not built";
    };
  }

  private String mapTitle() {
    List<Sites.Site> planned = sites.planned();
    if (planned.isEmpty()) return "No campus stands by " + run.when() + "; " + count(sites.all.size()) + " were candidates";
    Map<String, Double> zones = new LinkedHashMap<>();
    planned.forEach(s -> zones.merge(s.zone(), s.plannedMw(), Double::sum));
    String first = Rows.falling(zones).getFirst();
    double total = planned.stream().mapToDouble(Sites.Site::plannedMw).sum();
    return Figures.power(total) + " at " + count(planned.size()) + " by " + run.when()
        + (zones.size() == 1 ? ", all in " + run.brief(first)
            : "; " + run.brief(first) + " takes " + Figures.power(zones.getOrDefault(first, 0.0)));
  }

  /// Sites outside the zones; empty where the case has none.
  String allied() {
    List<Sites.Site> abroad = sites.all.stream()
        .filter(Sites.Site::abroad)
        .sorted(Comparator.comparingDouble((Sites.Site s) -> -s.plannedMw()).thenComparingDouble(s -> -s.maxMw()))
        .toList();
    if (abroad.isEmpty()) return "";
    Twin twin = new Twin("campus", "name", "country", "full build MW", "planned MW", "P50", "P90", "decided by");
    for (Sites.Site s : abroad)
      twin.row(s.campus(), s.name(), s.country(), s.maxMw(), s.plannedMw(), s.p50(), s.p90(), s.binding());
    double planned = abroad.stream().mapToDouble(Sites.Site::plannedMw).sum();
    long built = abroad.stream().filter(s -> s.plannedMw() > 0).count();
    List<Bars.Bar> bars = abroad.stream()
        .limit(MOST_ALLIED)
        .map(s -> new Bars.Bar(
            s.country() + " · " + s.name(), s.plannedMw() / 1e3, Math.max(0, s.maxMw() - s.plannedMw()) / 1e3, Double.NaN,
            s.p50().isEmpty() ? "could be " + Sites.quarter(s.ready()) : Figures.power(s.plannedMw()) + ", " + Sites.quarter(s.p50()), "planned"))
        .toList();
    String title = planned > 0
        ? Figures.power(planned) + " at " + count(built) + " in allied countries by " + run.when()
        : "None of the " + count(abroad.size()) + " in allied countries is built by " + run.when();
    return new Card(
            "allied", title,
            "Sites outside the zones, facility GW in " + run.when() + " and median date of energisation"
                + (abroad.size() > MOST_ALLIED ? "; the " + MOST_ALLIED + " largest, all in the table" : ""),
            new Bars(List.of(new Bars.Group("GW", bars))),
            List.of(Card.Key.box("planned", "planned", ""), Card.Key.hatch("not built, up to full build", "")),
            run.binds("country."), run.source("campuses"), twin, false)
        .html();
  }

  /// The steps of the largest sites to their energisation.
  String timeline() {
    List<Sites.Site> planned = sites.planned();
    List<Sites.Site> others = Stream.of(Sites.State.WAITS, Sites.State.LEFT)
        .flatMap(k -> sites.in(k).stream().filter(s -> !s.abroad()).sorted(Comparator.comparingDouble(s -> -s.maxMw())))
        .toList();
    List<Sites.Site> home = Stream.concat(planned.stream(), others.stream()).toList();
    if (home.isEmpty()) return Sections.empty("sites", "No candidate sites in this run", "n/a: table campuses is empty");
    List<Sites.Site> shown = home.stream().limit(MOST).sorted(Comparator.comparingDouble(Sites.Site::date)).toList();
    Map<String, Double> steps = new LinkedHashMap<>();
    planned.forEach(s -> steps.merge(s.binding(), s.plannedMw(), Double::sum));
    Twin twin = new Twin("campus", "name", "zone", "planned MW", "step", "from month", "to month", "ready P50", "energised P50", "energised P90",
        "decided by");
    for (Sites.Site s : sites.all)
      for (Sites.Step p : s.steps())
        twin.row(s.campus(), s.name(), zone(s), s.plannedMw(), p.step(), p.from(), p.to(), s.ready(), s.p50(), s.p90(), s.binding());
    if (twin.rows() == 0)
      for (Sites.Site s : sites.all)
        twin.row(s.campus(), s.name(), zone(s), s.plannedMw(), "", Double.NaN, Double.NaN, s.ready(), s.p50(), s.p90(), s.binding());
    double late = planned.stream().filter(s -> Sites.years(s.p90()) > run.year + 1 - Sites.ORIGIN + 1e-9).mapToDouble(Sites.Site::plannedMw).sum();
    String decides = steps.isEmpty() ? "" : Rows.falling(steps).getFirst();
    String title = planned.isEmpty()
        ? "No campus is energised by " + run.when()
        : Character.toUpperCase(decides.charAt(0)) + decides.substring(1) + " decides the date of " + Figures.power(steps.getOrDefault(decides, 0.0))
            + "; " + (late > 0 ? Figures.power(late) + " of the " + run.when() + " plan may slip past it at P90" : "all stands by " + run.when() + " at P90");
    int more = home.size() - shown.size();
    List<Card.Key> legend = new ArrayList<>();
    for (String step : List.of("queue", "permit", "construction", "equipment"))
      legend.add(Card.Key.box(Gantt.grey(step), step.equals("queue") ? "grid connection queue" : step.equals("equipment") ? "equipment, installation" : step, ""));
    legend.add(Card.Key.box("decides", "decides the date", ""));
    legend.add(Card.Key.line("whisker", "energised: diamond P50, end of the line P90", ""));
    legend.add(Card.Key.line("connector", "several steps may slip, or not yet wanted", ""));
    legend.add(Card.Key.line("due", "end of " + run.when(), ""));
    return new Card(
            "sites", title,
            "Steps of each campus at their medians, sorted by date; the " + (planned.size() >= shown.size() ? shown.size() + " largest planned" : "planned and the largest others")
                + (more > 0 ? ", and " + more + " more in the table" : ""),
            new Gantt(shown, run.year, totals()), legend, run.binds("campus"), run.source("campuses, campus_steps"), twin, true)
        .html();
  }

  /// What the chips can fill, and what is energised, by the end of each year.
  private List<Gantt.Total> totals() {
    List<Gantt.Total> totals = new ArrayList<>();
    Rows chips = Rows.of(run.tables.get("chips"));
    Map<Integer, Double> fill = new TreeMap<>();
    chips.stream().filter(r -> chips.number(r, "fillable_mw") > 0).forEach(r -> fill.put(chips.integer(r, "year"), chips.number(r, "fillable_mw") / 1e3));
    if (!fill.isEmpty()) totals.add(new Gantt.Total("Chips fill at most, GW", fill));
    Map<Integer, Double> stands = new TreeMap<>();
    run.ai("plan").years().keySet().forEach(y -> stands.put(y, run.aiMw(y, "energised_mw") / 1e3));
    if (!stands.isEmpty()) totals.add(new Gantt.Total("Energised at the year's end, GW", stands));
    return totals;
  }

  /// Why each site is built or not.
  String reasons() {
    if (isEmpty()) return "";
    Twin twin = new Twin("site", "zone", "kind", "max GW", "planned GW", "P50", "P90", "could be ready", "decided by", "capex $bn", "supply", "why");
    List<Sites.Site> order = sites.all.stream()
        .sorted(Comparator.comparingDouble((Sites.Site s) -> -s.plannedMw()).thenComparingDouble(s -> -s.maxMw()))
        .toList();
    for (Sites.Site s : order)
      twin.row(s.name(), zone(s), s.kind(), s.maxMw() / 1e3, s.plannedMw() / 1e3, s.p50(), s.p90(), s.ready(), s.binding(), s.capexUsd() / 1e9, s.supply(), s.why());
    long built = sites.in(Sites.State.PLANNED).size();
    String title = built + (built == 1 ? " campus of " : " campuses of ") + sites.all.size() + " candidates "
        + (built == 1 ? "stands" : "stand") + " by " + run.when() + "; "
        + sites.in(Sites.State.WAITS).size() + " wait for a step, " + sites.in(Sites.State.LEFT).size() + " could be ready and are left out";
    return "<div class=\"card full reasons\" id=\"why-sites\"><h3>" + Svg.escape(title)
        + "</h3><p class=\"sub\">Why and why not, from the duals of " + (run.text("binding_duals").equals("relaxation") ? "the same plan with parts of modules" : "the plan") + "; capex of what is planned; GW of " + run.when() + "</p>"
        + table(order, title)
        + "<p class=\"source\">Source: " + Svg.escape(run.source("campuses")) + "</p><div class=\"tools\">" + twin.csvLink("why-sites", "CSV")
        + "<a class=\"button\" href=\"#why-sites\">Link</a></div></div>\n";
  }

  /// The reasons as a table that fits a page; on a narrow one each site is a block.
  private String table(List<Sites.Site> order, String caption) {
    StringBuilder s = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").append(Svg.escape(caption))
        .append("\"><table><caption>").append(Svg.escape(caption)).append("</caption><thead><tr>");
    for (String h : List.of("site", "planned GW", "of GW", "energised", "decided by", "why", "capex $bn")) s.append("<th scope=\"col\">").append(h).append("</th>");
    s.append("</tr></thead><tbody>\n");
    for (Sites.Site q : order) {
      s.append("<tr><td><b>").append(Svg.escape(q.name())).append("</b>").append(note(zone(q) + " · " + q.kind())).append("</td>");
      number(s, "planned GW", q.plannedMw() / 1e3);
      number(s, "of GW", q.maxMw() / 1e3);
      s.append("<td>").append(q.p50().isEmpty() ? "could be " + Svg.escape(q.ready()) : "P50 " + Svg.escape(q.p50()) + note("P90 " + q.p90())).append("</td>");
      s.append("<td>").append(Svg.escape(q.binding())).append("</td><td>").append(Svg.escape(q.why())).append(q.supply().isEmpty() ? "" : note(q.supply())).append("</td>");
      number(s, "capex $bn", q.capexUsd() / 1e9);
      s.append("</tr>\n");
    }
    return s.append("</tbody></table></div>").toString();
  }

  private static String note(String text) {
    return "<span>" + Svg.escape(text) + "</span>";
  }

  private static void number(StringBuilder s, String name, double v) {
    s.append("<td class=\"num\" data-name=\"").append(name).append("\">").append(Figures.amount(v)).append("</td>");
  }
}
