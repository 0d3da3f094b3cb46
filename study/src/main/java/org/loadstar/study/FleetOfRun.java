package org.loadstar.study;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.adequacy.Fleet;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// Reads the fleet of a plan from the tables of its run.
final class FleetOfRun {
  private final Tables tables;
  private final String grid;
  private final int year;

  private FleetOfRun(Tables tables, String grid, int year) {
    this.tables = tables;
    this.grid = grid;
    this.year = year;
  }

  /// @param grid `plan` or `no_ai`
  static Fleet of(Tables tables, String grid, int year) {
    return new FleetOfRun(tables, grid, year).fleet();
  }

  /// Years that a grid of a run has, ascending.
  static java.util.SortedSet<Integer> years(Tables tables, String grid) {
    var years = new java.util.TreeSet<Integer>();
    Sheet s = tables.get("capacity");
    for (int r = 0; r < s.rows(); r++) if (grid.equals(s.text(r, s.column("grid")))) years.add(s.integer(r, s.column("year")));
    return years;
  }

  private Fleet fleet() {
    Map<String, Double> firm = new TreeMap<>();
    Map<String, Double> interruptible = new TreeMap<>();
    if (!grid.equals(Twin.GRID)) campuses(firm, interruptible);
    return new Fleet(column("capacity", "name", "standing_mw"), column("capacity", "name", "energy_mwh"), column("lines", "line", "forward_mw"),
        column("lines", "line", "reverse_mw"), firm, interruptible, onSite());
  }

  private boolean here(Sheet s, int row) {
    return grid.equals(s.text(row, s.column("grid"))) && s.integer(row, s.column("year")) == year;
  }

  private Map<String, Double> column(String table, String key, String value) {
    Sheet s = tables.get(table);
    Map<String, Double> out = new TreeMap<>();
    for (int r = 0; r < s.rows(); r++) {
      String name = s.text(r, s.column(key));
      if (here(s, r) && name != null) out.merge(name, Math.max(0, s.number(r, s.column(value))), Double::sum);
    }
    return out;
  }

  private Map<String, Double> onSite() {
    Sheet s = tables.get("onsite");
    Map<String, Double> out = new TreeMap<>();
    for (int r = 0; r < s.rows(); r++) {
      double mw = s.number(r, s.column("standing_mw"));
      if (here(s, r) && mw > 0) out.merge(s.text(r, s.column("zone")) + "|" + s.text(r, s.column("technology")), mw, Double::sum);
    }
    return out;
  }

  private void campuses(Map<String, Double> firm, Map<String, Double> interruptible) {
    Sheet sites = tables.get("campuses");
    Map<String, String> zone = new HashMap<>();
    for (int r = 0; r < sites.rows(); r++) {
      String campus = sites.text(r, sites.column("campus"));
      String of = sites.text(r, sites.column("zone"));
      if (campus != null && of != null) zone.put(campus, of);
    }
    Sheet s = tables.get("campus_power");
    for (int r = 0; r < s.rows(); r++) {
      String of = zone.getOrDefault(String.valueOf(s.text(r, s.column("campus"))), "");
      if (!here(s, r) || of.isEmpty()) continue;
      boolean may = "interruptible".equals(s.text(r, s.column("connection")));
      (may ? interruptible : firm).merge(of, s.number(r, s.column("energised_mw")), Double::sum);
    }
  }
}
