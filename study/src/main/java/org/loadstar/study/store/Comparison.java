package org.loadstar.study.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What differs between two runs.
///
/// @param changedInputs `{input: {a, b}}`; options as `options.NAME`, settings as `settings.PATH`, files of the case as
///     `case/FILE` with `a` and `b` the lines that only one of them has
/// @param delta `{key: ... {a, b, delta}}` by the keys of the summary; figures that agree to 1e-9 are left out
public record Comparison(Map<String, Object> changedInputs, Map<String, Object> delta) {
  private static final List<String> AMOUNTS =
      List.of(
          "objective_usd",
          "lower_bound_usd",
          "full_year_cost_usd",
          "resource_cost_usd",
          "private_cost_usd",
          "objective_gw",
          "ai_gw",
          "ai_gw_by_zone",
          "ai_gw_allied",
          "ai_shortfall_gw",
          "capacity_mw",
          "built_mw",
          "retired_mw",
          "generation_mwh",
          "emissions_t",
          "unserved_mwh");

  /// What has no amount where it is missing.
  private static final List<String> LEVELS = List.of("price_usd_per_mwh");

  private static final int MOST_LINES = 20;

  public static Comparison of(Run a, Run b) {
    Map<String, Object> changed = new LinkedHashMap<>();
    Manifest ma = a.manifest();
    Manifest mb = b.manifest();
    changed(changed, "case", ma.caseName(), mb.caseName());
    changed(changed, "case_hash", ma.caseHash(), mb.caseHash());
    changed(changed, "seed", ma.seed(), mb.seed());
    changedAll(changed, "options", ma.options(), mb.options());
    changedAll(changed, "settings", ma.settings(), mb.settings());
    changedAll(changed, "versions", ma.versions(), mb.versions());
    changedFiles(changed, a, b);
    Map<String, Object> delta = new LinkedHashMap<>();
    for (String key : AMOUNTS) put(delta, key, difference(a.summary().get(key), b.summary().get(key), true));
    for (String key : LEVELS) put(delta, key, difference(a.summary().get(key), b.summary().get(key), false));
    return new Comparison(changed, delta);
  }

  private static void changed(Map<String, Object> out, String key, @Nullable Object a, @Nullable Object b) {
    if (!Objects.equals(a, b)) out.put(key, pair(a, b));
  }

  private static Map<String, @Nullable Object> pair(@Nullable Object a, @Nullable Object b) {
    Map<String, @Nullable Object> p = new LinkedHashMap<>();
    p.put("a", a);
    p.put("b", b);
    return p;
  }

  private static void changedAll(Map<String, Object> out, String prefix, Map<String, ?> a, Map<String, ?> b) {
    Map<String, Object> fa = new TreeMap<>();
    Map<String, Object> fb = new TreeMap<>();
    flatten(fa, prefix, a);
    flatten(fb, prefix, b);
    TreeSet<String> keys = new TreeSet<>(fa.keySet());
    keys.addAll(fb.keySet());
    for (String k : keys) changed(out, k, fa.get(k), fb.get(k));
  }

  private static void flatten(Map<String, Object> out, String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) map.forEach((k, v) -> flatten(out, path + "." + k, v));
    else if (value != null) out.put(path, value);
  }

  private static void changedFiles(Map<String, Object> out, Run a, Run b) {
    TreeSet<String> files = new TreeSet<>(a.files("case"));
    files.addAll(b.files("case"));
    for (String f : files) {
      String ta = a.text(f);
      String tb = b.text(f);
      if (Objects.equals(ta, tb)) continue;
      List<String> la = ta == null ? List.of() : ta.lines().toList();
      List<String> lb = tb == null ? List.of() : tb.lines().toList();
      out.put(f, pair(without(la, lb), without(lb, la)));
    }
  }

  private static List<String> without(List<String> lines, List<String> others) {
    List<String> left = new ArrayList<>(lines);
    TreeSet<String> gone = new TreeSet<>(others);
    left.removeIf(gone::contains);
    return left.size() <= MOST_LINES ? left : left.subList(0, MOST_LINES);
  }

  private static void put(Map<String, Object> out, String key, @Nullable Object value) {
    if (value != null) out.put(key, value);
  }

  /// The leaves `{a, b, delta}` of two figures or two nested objects of figures, null where nothing differs.
  private static @Nullable Object difference(@Nullable Object a, @Nullable Object b, boolean absentIsZero) {
    if (a instanceof Map<?, ?> || b instanceof Map<?, ?>) {
      Map<?, ?> ma = a instanceof Map<?, ?> m ? m : Map.of();
      Map<?, ?> mb = b instanceof Map<?, ?> m ? m : Map.of();
      TreeSet<String> keys = new TreeSet<>();
      ma.keySet().forEach(k -> keys.add(String.valueOf(k)));
      mb.keySet().forEach(k -> keys.add(String.valueOf(k)));
      Map<String, Object> out = new LinkedHashMap<>();
      for (String k : keys) put(out, k, difference(ma.get(k), mb.get(k), absentIsZero));
      return out.isEmpty() ? null : out;
    }
    double none = absentIsZero ? 0 : Double.NaN;
    double x = a instanceof Number n ? n.doubleValue() : none;
    double y = b instanceof Number n ? n.doubleValue() : none;
    if (a == null && b == null) return null;
    if (Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y))) return null;
    Map<String, @Nullable Object> leaf = pair(x, y);
    leaf.put("delta", y - x);
    return Json.plain(leaf);
  }
}
