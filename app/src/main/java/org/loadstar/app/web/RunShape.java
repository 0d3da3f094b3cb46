package org.loadstar.app.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.study.store.Columns;
import org.loadstar.study.store.RunTables;

/// Which hours, years and zones a run has.
///
/// @param years what there is of a year, by grid and year
/// @param zones names of the zones
record RunShape(Map<String, SortedMap<Integer, Year>> years, List<String> zones) {
  static final int WEEK = 168;
  static final int HOURS = 8760;
  private static final String DISPATCH = "dispatch";

  /// The hours of a year.
  ///
  /// @param spans hours [from, to) without a hole, ascending
  /// @param peak hour of highest load
  record Year(List<List<Integer>> spans, int peak) {
    /// True when all hours of the year are there.
    boolean whole() {
      return spans.size() == 1 && spans.getFirst().get(0) == 0 && spans.getFirst().get(1) >= HOURS;
    }

    /// First hour of the week that holds the highest load, inside the hours that there are.
    int peakWeek() {
      for (List<Integer> s : spans)
        if (s.get(0) <= peak && peak < s.get(1)) {
          int week = s.get(0) + (peak - s.get(0)) / WEEK * WEEK;
          return Math.max(s.get(0), Math.min(week, s.get(1) - WEEK));
        }
      return 0;
    }
  }

  static RunShape of(RunTables tables) {
    Map<String, SortedMap<Integer, Year>> years = new TreeMap<>();
    if (tables.has(DISPATCH, "grid")) {
      Columns c =
          tables.query(
              "SELECT grid, year, hour, max(hours) AS hours, sum(CASE WHEN technology IN ('load', 'ai') THEN -power_mw ELSE 0 END) AS load"
                  + " FROM dispatch GROUP BY grid, year, hour ORDER BY grid, year, hour");
      int row = 0;
      while (row < c.rows()) {
        int first = row;
        String grid = c.text("grid", row);
        int year = (int) c.number("year", row);
        while (row < c.rows() && c.text("grid", row).equals(grid) && (int) c.number("year", row) == year) row++;
        years.computeIfAbsent(grid, g -> new TreeMap<>()).put(year, year(c, first, row));
      }
    }
    return new RunShape(years, zones(tables));
  }

  private static Year year(Columns c, int first, int end) {
    List<List<Integer>> spans = new ArrayList<>();
    int peak = 0;
    double most = Double.NEGATIVE_INFINITY;
    int from = 0;
    int to = -1;
    for (int r = first; r < end; r++) {
      int hour = (int) c.number("hour", r);
      int length = (int) Math.max(1, Math.round(c.number("hours", r)));
      if (hour > to) {
        if (to >= 0) spans.add(List.of(from, to));
        from = hour;
      }
      to = Math.max(to, hour + length);
      double load = c.number("load", r);
      if (load > most) {
        most = load;
        peak = hour;
      }
    }
    if (to >= 0) spans.add(List.of(from, to));
    return new Year(spans, peak);
  }

  private static List<String> zones(RunTables tables) {
    if (!tables.has("zones", "zone")) return List.of();
    return tables.query("SELECT zone FROM zones").column("zone").stream().map(String::valueOf).toList();
  }

  /// Years that a grid has, ascending.
  List<Integer> yearsOf(String grid) {
    SortedMap<Integer, Year> m = years.get(grid);
    return m == null ? List.of() : List.copyOf(m.keySet());
  }

  /// Years with all hours, ascending.
  List<Integer> wholeYears() {
    SortedMap<Integer, Year> m = years.get("full");
    return m == null ? List.of() : m.entrySet().stream().filter(e -> e.getValue().whole()).map(Map.Entry::getKey).toList();
  }

  @Nullable Year year(String grid, int year) {
    SortedMap<Integer, Year> m = years.get(grid);
    return m == null ? null : m.get(year);
  }
}
