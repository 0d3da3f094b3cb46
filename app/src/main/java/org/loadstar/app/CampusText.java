package org.loadstar.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The campuses of a summary as text for people.
final class CampusText {
  private static final int MOST = 10;

  /// Power that two decimals of a GW show.
  private static final double LEAST_MW = 5;

  private final Map<String, ? extends @Nullable Object> summary;
  private final double target;

  /// @param target the target year of the case, NaN when it is not known: then the last year of the plan counts
  CampusText(Map<String, ? extends @Nullable Object> summary, double target) {
    this.summary = summary;
    this.target = target;
  }

  private String year() {
    List<String> years = Figures.years(Figures.object(summary, "ai_gw"));
    String wanted = Double.isNaN(target) ? "" : String.valueOf((int) target);
    return years.isEmpty() || years.contains(wanted) ? wanted : years.getLast();
  }

  /// `AI load by 2030: P50 41.2, expected 30.1, P90 22.0 GW`, empty where the run has no range.
  String range() {
    String year = year();
    Map<String, Object> of = Figures.object(Figures.object(summary, "ai_gw_range"), year);
    double planned = Figures.number(Figures.object(summary, "ai_gw").get(year));
    if (of.isEmpty() || Double.isNaN(planned)) return "";
    return "AI load by " + year + ": P50 " + TextTable.figure(planned, 2) + ", expected " + TextTable.figure(Figures.number(of.get("expected")), 2)
        + ", P90 " + TextTable.figure(Figures.number(of.get("p90")), 2) + " GW";
  }

  /// The largest campuses of the target year; empty where none stands.
  @Nullable TextTable largest() {
    String year = year();
    List<Map<String, Object>> built = Figures.list(summary, "campuses").stream()
        .filter(c -> mw(c, year) > LEAST_MW)
        .sorted(Comparator.comparingDouble(c -> -mw(c, year)))
        .toList();
    if (built.isEmpty()) return null;
    String head = "Campuses of " + year + (built.size() > MOST ? ", " + MOST + " of " + built.size() : "");
    TextTable table = new TextTable(List.of(head, "zone", "GW", "P50", "decided by"));
    for (Map<String, Object> c : built.subList(0, Math.min(MOST, built.size()))) {
      String zone = Figures.text(c, "zone");
      table.add(new ArrayList<>(List.of(
          Figures.text(c, "site"), zone.isEmpty() ? Figures.text(c, "country") : zone, TextTable.figure(mw(c, year) / 1e3, 2),
          Figures.text(c, "energised_p50"), Figures.text(c, "binding_step"))));
    }
    return table;
  }

  private static double mw(Map<String, Object> campus, String year) {
    return Figures.number(Figures.object(campus, "mw").getOrDefault(year, 0.0));
  }
}
