package org.loadstar.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.loadstar.model.CriticalPath;
import org.loadstar.model.DeclaredLimit;
import org.loadstar.model.Result;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.model.UnitWords;

/// The inputs that limit what is built and do not bind in a plan: more of them would change nothing. Some of them have room; others are
/// used up, but what more of them would allow is held back elsewhere or not wanted; of some there is nothing.
final class NotBinding {
  /// What is left of a limit that is used up, relative.
  private static final double USED_UP = 1e-3;

  /// Share of a limit that a solver leaves of nothing.
  private static final double DUST = 1e-6;

  private static final double BILLION = 1e9;

  private static final String ROOM = "room";
  private static final String UP = "used_up";
  private static final String EMPTY = "empty";
  private static final String NONE_WAITS = "none_waits";

  private NotBinding() {}

  /// Writes the table `not_binding`, once `binding` is written.
  ///
  /// @param year the target year, in which steps of sites are told
  static void write(List<DeclaredLimit> limits, Result r, int year, Tables tables) {
    write(limits, r, year, tables, d -> false, "make the plan no cheaper");
  }

  /// The same for the most load.
  ///
  /// @param also limits that bind and are not in the table `binding`
  static void ofMostLoad(List<DeclaredLimit> limits, Result r, int year, Tables tables, Predicate<DeclaredLimit> also) {
    write(limits, r, year, tables, also, "give no more load by " + year);
  }

  private static void write(List<DeclaredLimit> limits, Result r, int year, Tables tables, Predicate<DeclaredLimit> also, String nothing) {
    Set<String> binds = new HashSet<>();
    Set<String> steps = new HashSet<>();
    Sheet b = tables.get("binding");
    for (int i = 0; i < b.rows(); i++) {
      if (!b.text(i, 0).equals("plan")) continue;
      binds.add(key(b.text(i, 1), b.text(i, 2), b.integer(i, 3)));
      steps.add(b.text(i, 1));
    }
    Map<String, String> names = new HashMap<>();
    Sheet c = tables.get("campuses");
    for (int i = 0; i < c.rows(); i++) names.put(c.text(i, c.column("campus")), c.text(i, c.column("name")));
    Sheet out = tables.get("not_binding");
    for (DeclaredLimit d : limits) {
      if (binds.contains(key(d.constraint(), d.place(), d.stage().year())) || also.test(d)) continue;
      double used = d.used(r);
      double limit = d.limit(r);
      double slack = Math.max(0, limit - used);
      boolean up = slack <= USED_UP * Math.abs(limit);
      boolean empty = limit == 0 && used == 0;
      String words = LimitWords.named(LimitWords.of(d.constraint(), d.place()), d.place(), names) + ": " + amounts(used, limit, d.unit())
          + (d.share() != null ? " asked for" : " used") + " up to " + d.stage().year()
          + (up ? (empty ? "; there is none, and more would " : "; more would ") + nothing : d.share() != null ? "; more is contracted than is asked" : "; the rest waits for other limits or is not wanted");
      out.add(d.constraint(), d.place(), d.stage().year(), used, limit, slack, d.unit(), empty ? EMPTY : up ? UP : ROOM, words);
    }
    if (tables.get("campuses").rows() == 0) return;
    for (CriticalPath.Step s : CriticalPath.Step.values())
      if (!steps.contains(s.constraint()))
        out.add(s.constraint(), "all", year, 0.0, Double.NaN, Double.NaN, "sites held back", NONE_WAITS, "No site that is worth having by " + year + " waits for its " + s.words());
  }

  /// `3 of 5 GW`; money in billions.
  private static String amounts(double used, double limit, String unit) {
    boolean billions = unit.equals("USD") && limit >= BILLION;
    double scale = billions ? BILLION : 1;
    String of = billions ? "billion USD" : UnitWords.many(unit);
    return LimitWords.figure(Math.abs(used) < DUST * limit ? 0 : used / scale) + " of " + LimitWords.figure(limit / scale) + " " + of;
  }

  private static String key(String constraint, String place, int year) {
    return constraint + "|" + place + "|" + year;
  }

  /// The list `not_binding` of the summary.
  static List<Map<String, Object>> list(Tables tables) {
    Sheet s = tables.get("not_binding");
    List<Map<String, Object>> out = new ArrayList<>();
    for (int i = 0; i < s.rows(); i++) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("constraint", s.text(i, 0));
      m.put("place", s.text(i, 1));
      m.put("year", s.integer(i, 2));
      m.put("used", s.number(i, 3));
      m.put("limit", s.number(i, 4));
      m.put("slack", s.number(i, 5));
      m.put("unit", s.text(i, 6));
      m.put("state", s.text(i, 7));
      m.put("words", s.text(i, 8));
      out.add(m);
    }
    return out;
  }
}
