package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.UnitWords;

/// The limits of a case that do not bind: how near each is to being used up, and which steps of sites hold nothing back.
final class Slack {
  /// Bars of the chart; all limits stand in the table below it.
  private static final int MOST = 8;

  /// Used share from which a limit is used up, where a run does not tell.
  private static final double USED_UP = 0.999;

  private final Run run;

  Slack(Run run) {
    this.run = run;
  }

  private record Limit(String name, int year, double used, double limit, String unit, boolean up) {
    double share() {
      return limit > 0 ? used / limit : 1;
    }

    Bars.Bar bar() {
      boolean big = unit.equals("USD");
      String figure = big ? Figures.money(used) + " of " + Figures.money(limit) : Figures.amount(used) + " of " + Figures.amount(limit) + " " + UnitWords.many(unit);
      return new Bars.Bar(name, share(), 0, 1, figure, up ? "accent" : "muted-fill");
    }
  }

  /// The card; empty where the run has no such limits.
  String html() {
    Rows rows = Rows.of(run.tables.get("not_binding"));
    if (rows.isEmpty()) return "";
    Twin twin = new Twin("limit", "place", "year", "used", "limit", "unit", "state", "words");
    List<Limit> now = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    Map<String, Integer> early = new HashMap<>();
    run.bindingsToTarget().stream().filter(run::before).forEach(b -> early.put(key(b.constraint(), b.place()), b.year()));
    rows.stream().forEach(r -> {
      String constraint = rows.text(r, "constraint");
      int year = rows.integer(r, "year");
      double used = rows.number(r, "used");
      double limit = rows.number(r, "limit");
      String unit = rows.text(r, "unit");
      String state = rows.text(r, "state");
      twin.row(Figures.words(constraint), run.place(rows.text(r, "place")), year, used, limit, unit, state.replace('_', ' '), rows.text(r, "words"));
      if (year != run.year) return;
      if (Double.isNaN(limit)) steps.add(Figures.words(constraint.replaceFirst("^campus\\.", "").replace("+", " and ").replace("onsite", "plants on sites")));
      else if (Double.isFinite(limit) && !state.equals("empty")) now.add(new Limit(name(constraint, rows.text(r, "place")) + binds(early.get(key(constraint, rows.text(r, "place")))), year, used, limit, unit, state.isEmpty() ? used >= USED_UP * limit : state.equals("used_up")));
    });
    if (now.isEmpty()) return steps.isEmpty() ? "" : words(steps, twin);
    now.sort(Comparator.comparingDouble((Limit l) -> l.share()).reversed());
    long up = now.stream().filter(Limit::up).count();
    return new Card(
            "slack", title(now, up), "Used share of limits that do not bind in " + run.when() + (now.size() > MOST ? "; the " + MOST + " nearest their end of " + now.size() : "")
                + (steps.isEmpty() ? "" : "; no site worth having waits for " + String.join(", ", steps)),
            new Bars(List.of(new Bars.Group("share used", now.stream().limit(MOST).map(Limit::bar).toList()))),
            List.of(Card.Key.box("accent", "used up, but more would change nothing", ""), Card.Key.box("muted-fill", "has room", ""), Card.Key.line("mark", "the limit", "")),
            "", run.source("not_binding"), twin, false)
        .html();
  }

  private String title(List<Limit> limits, long up) {
    long room = limits.size() - up;
    String has = room == 0 ? "" : room + (room == 1 ? " limit has room in " : " limits have room in ") + run.when();
    String used = up == 0 ? "" : up + (up == 1 ? " is used up and yet holds nothing back" : " are used up and yet hold nothing back");
    return room == 0 ? up + (up == 1 ? " limit of " : " limits of ") + run.when() + used.substring(("" + up).length()) : used.isEmpty() ? has : has + "; " + used;
  }

  private String name(String constraint, String place) {
    String words = Figures.words(constraint.replaceFirst("^(equipment|capital)\\.", ""));
    return place.equals("all") || place.equals("home") ? words : words + ", " + run.place(place);
  }

  private static String key(String constraint, String place) {
    return constraint + "\n" + place;
  }

  private static String binds(@Nullable Integer year) {
    return year == null ? "" : ", binds in " + year;
  }

  private String words(List<String> steps, Twin twin) {
    String title = "No site worth having by " + run.when() + " waits for " + String.join(", ", steps);
    return "<div class=\"card words\" id=\"slack\"><h3>" + Svg.escape(title) + "</h3><p class=\"sub\">Steps of sites that hold nothing back</p><p class=\"source\">Source: "
        + Svg.escape(run.source("not_binding")) + "</p><div class=\"tools\">" + twin.csvLink("slack", "CSV") + "</div></div>\n";
  }
}
