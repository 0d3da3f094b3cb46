package org.loadstar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// What feeds the sites that are balanced for themselves: [SiteBalance] opens their rows, plants and storage on them write to these.
final class SiteLedger {
  /// Rows of a site in a stage.
  ///
  /// @param feeds what can be called for on the site, -1 while a plan is operated
  /// @param fits the same of what may not export, -1 where there is none
  /// @param balance what the site gets in each timestep, null where nothing can be fed or sold
  /// @param within what it gets of what may not export, null where there is none
  record Rows(int feeds, int fits, @Nullable Block balance, @Nullable Block within) {}

  /// Power that stands on sites with a balance of their own without a grid connection, `column + constant`.
  ///
  /// @param column -1 when it is a constant
  record Part(int column, double constant) {}

  private record Key(int stage, int of) {}

  private final LpBuilder lp;
  private final Map<Key, Rows> rows = new HashMap<>();
  private final Map<Key, List<Part>> alone = new HashMap<>();

  SiteLedger(LpBuilder lp) {
    this.lp = lp;
  }

  void open(Stage s, int site, Rows r) {
    rows.put(new Key(s.index(), site), r);
  }

  /// True when the hours of a site are balanced in a stage.
  boolean balances(Stage s, int site) {
    Rows r = rows.get(new Key(s.index(), site));
    return r != null && r.balance != null;
  }

  /// Writes power that can be called for on a site, `perUnit` GW per unit of a column.
  void power(Stage s, int site, int column, double perUnit, boolean export) {
    Rows r = rows.get(new Key(s.index(), site));
    if (r == null || r.feeds < 0) return;
    lp.at(r.feeds).add(column, perUnit);
    if (!export && r.fits >= 0) lp.at(r.fits).add(column, perUnit);
  }

  /// Writes what a column gives to a site at a timestep, `perUnit` GW per unit.
  void output(Stage s, int site, int t, int column, double perUnit, boolean export) {
    Rows r = rows.get(new Key(s.index(), site));
    if (r == null) return;
    if (r.balance != null) lp.at(r.balance.at(0, t)).add(column, perUnit);
    if (!export && r.within != null) lp.at(r.within.at(0, t)).add(column, perUnit);
  }

  /// Records what stands in a zone without a grid connection on a site with a balance of its own.
  void alone(Stage s, int zone, Part p) {
    alone.computeIfAbsent(new Key(s.index(), zone), k -> new ArrayList<>()).add(p);
  }

  List<Part> alone(Stage s, int zone) {
    return alone.getOrDefault(new Key(s.index(), zone), List.of());
  }
}
