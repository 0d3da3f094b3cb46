package org.loadstar.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loadstar.model.CriticalPath;
import org.loadstar.model.DeclaredLimit;
import org.loadstar.model.Result;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// The inputs that limit what is built and do not bind in a plan: more of them would change nothing.
final class NotBinding {
  private NotBinding() {}

  /// Writes the table `not_binding`, once `binding` is written.
  ///
  /// @param year the target year, in which steps of sites are told
  static void write(List<DeclaredLimit> limits, Result r, int year, Tables tables) {
    Set<String> binds = new HashSet<>();
    Set<String> steps = new HashSet<>();
    Sheet b = tables.get("binding");
    for (int i = 0; i < b.rows(); i++) {
      if (!b.text(i, 0).equals("plan")) continue;
      binds.add(key(b.text(i, 1), b.text(i, 2), b.integer(i, 3)));
      steps.add(b.text(i, 1));
    }
    Sheet out = tables.get("not_binding");
    for (DeclaredLimit d : limits) {
      if (binds.contains(key(d.constraint(), d.place(), d.stage().year()))) continue;
      double used = d.used(r);
      double limit = d.limit(r);
      out.add(d.constraint(), d.place(), d.stage().year(), used, limit, Math.max(0, limit - used), d.unit());
    }
    if (tables.get("campuses").rows() == 0) return;
    for (CriticalPath.Step s : CriticalPath.Step.values())
      if (!steps.contains(s.constraint())) out.add(s.constraint(), "all", year, 0.0, Double.NaN, Double.NaN, "sites held back");
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
      out.add(m);
    }
    return out;
  }
}
