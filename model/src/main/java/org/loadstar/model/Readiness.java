package org.loadstar.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// When a candidate site in the zones can be energised: its path by the connection offered to it that ends first, the medians of the
/// case.
///
/// @param path what must be done before
/// @param open false for a site that its pin forbids
public record Readiness(String campus, String name, String zone, double powerGw, double rampGw, CriticalPath path, boolean open) {
  /// The sites in the zones, in the order of the case.
  public static List<Readiness> of(Case data) {
    CampusFigures figures = new CampusFigures(data);
    return data.campuses().stream()
        .filter(c -> !CampusFigures.abroad(c))
        .map(
            c ->
                new Readiness(
                    c.campus(), c.name().isEmpty() ? c.campus() : c.name(), c.zone(), CampusFigures.power(c), c.ramp() * c.pue() / 1e3, figures.shortest(c),
                    c.pin() != CampusRows.Pin.FORBID))
        .toList();
  }

  /// The grid connections offered to the sites in the zones whose path ends later than that of another connection, by which the site can
  /// be energised meanwhile; `campus` is the name of their modules.
  public static List<Readiness> later(Case data) {
    CampusFigures figures = new CampusFigures(data);
    List<Readiness> later = new ArrayList<>();
    for (CampusRows.Site c : data.campuses()) {
      if (CampusFigures.abroad(c)) continue;
      for (CampusFigures.Connection k : List.of(CampusFigures.Connection.FIRM, CampusFigures.Connection.INTERRUPTIBLE))
        if (figures.offered(c, k) && figures.path(c, k).months() > figures.shortest(c).months())
          later.add(new Readiness(c.campus() + k.suffix(), c.name().isEmpty() ? c.campus() : c.name(), c.zone(), CampusFigures.power(c), c.ramp() * c.pue() / 1e3,
              figures.path(c, k), c.pin() != CampusRows.Pin.FORBID));
    }
    return later;
  }

  /// True when something may be built on it.
  public boolean hasRoom() {
    return open && powerGw > 0;
  }

  /// Months from 2026-01-01 to energisation.
  public double months() {
    return path.months();
  }

  /// The calendar month in which it can be energised, as `2027-03`.
  public String date() {
    return CriticalPath.date(months());
  }

  /// Facility power that can stand by the end of a year, its ramp counted by calendar years, GW.
  public double gwBy(int year) {
    if (!open || !path.readyBy(year)) return 0;
    return Math.min(powerGw, rampGw * (year - path.firstYear() + 1));
  }

  /// Facility power, GW, that waits for each step: of the sites that are not ready by the end of a year, by the step that ends last.
  public static Map<CriticalPath.Step, Double> waiting(List<Readiness> sites, int year) {
    Map<CriticalPath.Step, Double> by = new EnumMap<>(CriticalPath.Step.class);
    for (Readiness r : sites) if (r.open && !r.path.readyBy(year)) by.merge(r.path.step(), r.powerGw, Double::sum);
    return by;
  }
}
