package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The candidate sites of a run, from the tables `campuses` and `campus_steps`; dates are years since 2026-01-01.
final class Sites {
  /// First year of all dates.
  static final int ORIGIN = 2026;

  /// Power of a site that counts as none, MW.
  private static final double LEAST_MW = 0.5;

  private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{2}).*");

  /// What the plan makes of a site in the target year.
  enum State {
    /// It stands.
    PLANNED,
    /// It cannot be ready in time.
    WAITS,
    /// It could be ready, and is left out.
    LEFT
  }

  /// A step of a site, months since the origin.
  record Step(String step, double from, double to) {}

  /// @param maxMw facility power at full build
  /// @param plannedMw in the target year
  /// @param p50 month of energisation, empty for a site that is not built
  /// @param ready month in which it could be energised first
  /// @param binding the step that decides it
  record Site(
      String campus, String name, String zone, String country, String kind, double latitude, double longitude, double maxMw,
      double plannedMw, int firstYear, String p50, String p90, String ready, String binding, double completion, double capexUsd,
      String supply, String why, State state, List<Step> steps) {

    /// The median date of what is built, else when it could be ready; NaN where the run does not tell.
    double date() {
      return years(p50.isEmpty() ? ready : p50);
    }

    boolean abroad() {
      return zone.isEmpty();
    }

    boolean announced() {
      return kind.equals("announced");
    }

    /// The larger of what is planned and, where nothing is, what could be.
    double sizeMw() {
      return state == State.PLANNED ? plannedMw : maxMw;
    }
  }

  final List<Site> all = new ArrayList<>();

  Sites(Run run) {
    Map<String, List<Step>> steps = new LinkedHashMap<>();
    Rows s = Rows.of(run.tables.get("campus_steps"));
    s.stream()
        .forEach(
            r ->
                steps
                    .computeIfAbsent(s.text(r, "campus"), k -> new ArrayList<>())
                    .add(new Step(s.text(r, "step"), s.number(r, "from_month"), s.number(r, "to_month"))));
    Rows c = Rows.of(run.tables.get("campuses"));
    c.stream()
        .forEach(
            r -> {
              String id = c.text(r, "campus");
              String name = c.text(r, "name").isEmpty() ? id : c.text(r, "name");
              String ready = c.text(r, "ready_p50");
              double mw = c.number(r, "planned_mw");
              all.add(
                  new Site(
                      id, name, c.text(r, "zone"), c.text(r, "country"), c.text(r, "kind"), c.number(r, "latitude_deg"),
                      c.number(r, "longitude_deg"), c.number(r, "max_mw"), mw > LEAST_MW ? mw : 0, c.integer(r, "first_year"),
                      c.text(r, "energised_p50"), c.text(r, "energised_p90"), ready, c.text(r, "binding_step"),
                      c.number(r, "completion"), c.number(r, "capex_usd"), c.text(r, "supply"), c.text(r, "why"),
                      state(mw, ready, run.year), steps.getOrDefault(id, List.of())));
            });
  }

  private static State state(double mw, String ready, int target) {
    if (mw > LEAST_MW) return State.PLANNED;
    return years(ready) > target + 1 - ORIGIN + 1e-9 ? State.WAITS : State.LEFT;
  }

  /// The end of a month such as `2029-03`, years since the origin; NaN for none.
  static double years(String month) {
    Matcher m = MONTH.matcher(month);
    return m.matches() ? Integer.parseInt(m.group(1)) - ORIGIN + Integer.parseInt(m.group(2)) / 12.0 : Double.NaN;
  }

  /// `2029-Q1` for `2029-03`; unknown for none.
  static String quarter(String month) {
    Matcher m = MONTH.matcher(month);
    return m.matches() ? m.group(1) + "-Q" + (Integer.parseInt(m.group(2)) + 2) / 3 : Figures.UNKNOWN;
  }

  List<Site> in(State state) {
    return all.stream().filter(s -> s.state == state).toList();
  }

  /// Planned sites at home, largest first.
  List<Site> planned() {
    return in(State.PLANNED).stream()
        .filter(s -> !s.abroad())
        .sorted(Comparator.comparingDouble(s -> -s.plannedMw))
        .toList();
  }
}
