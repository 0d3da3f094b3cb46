package org.loadstar.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseSource;
import org.loadstar.model.Sheet;
import org.loadstar.study.ensemble.Outcome;
import org.loadstar.study.ensemble.Task;
import org.loadstar.study.store.Json;
import org.loadstar.study.store.RunStore;

/// One plan of a sweep: the values laid over the case, and what is kept of its result.
///
/// @param set value by path; a path `lever.NAME` pulls a lever
record SweepMember(Map<String, String> set) {
  static final String VERB = "member";
  private static final String LEVER = "lever.";
  private static final int MOST_BINDING = 6;

  /// A shortfall below this is what the solver leaves, GW.
  private static final double MISSED = 1e-5;

  /// Beginnings of the constraints that can hold back AI load.
  private static final List<String> LIMITS = List.of("ai.", "campus", "chips", "equipment", "capital", "build_limit", "target");

  /// The task of this member.
  ///
  /// @param options of every member, with the case as it stands
  Task task(PlanOptions options, String sourceHash) {
    return PlanTask.of(VERB, options, sourceHash, Map.of("set", set));
  }

  /// Plans the member of a task; gives the object of `members` in `sweep --json`.
  ///
  /// @param open the case as other members of the process left it
  static Map<String, @Nullable Object> work(OpenCase open, Task task, Predicate<String> says) {
    SweepMember m = new SweepMember(PlanTask.texts(Json.map(task.asked().get("set"))));
    PlanOptions options = PlanTask.options(task);
    long begun = System.nanoTime();
    String files = String.valueOf(task.asked().get("source_hash"));
    PlanResult r = Plan.run(options.withSource(m.over(options.source())), source -> open.read(source, files), (stage, s, d, l, u) -> says.test(stage));
    String hash = r.summary().get("objective_usd") == null ? null : RunStore.resultHash(PlanKeys.complete(r.summary(), Map.of()), r.tables());
    return m.row(r, hash, (System.nanoTime() - begun) / 1e9);
  }

  /// The object of a member that has no plan because it was refused or failed.
  Map<String, @Nullable Object> row(Outcome o) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("set", set);
    m.put("status", o.ended() == Outcome.Ended.REFUSED ? "refused" : "failed");
    for (String k : List.of("objective_usd", "gap")) m.put(k, null);
    for (String k : List.of("ai_gw", "ai_shortfall_gw", "emissions_t", "matching", "chips")) m.put(k, Map.of());
    for (String k : List.of("binding", "limiting", "not_binding", "explanation")) m.put(k, List.of());
    m.put("error", o.error());
    m.put("case_hash", null);
    m.put("result_hash", null);
    m.put("seconds", o.seconds());
    return m;
  }

  /// The source with the member's values after what stands in it.
  CaseSource over(CaseSource source) {
    CaseSource out = source;
    for (Map.Entry<String, String> e : set.entrySet()) out = laid(out, e.getKey(), e.getValue());
    return out;
  }

  static CaseSource laid(CaseSource source, String path, String value) {
    return path.startsWith(LEVER) ? source.withLever(path.substring(LEVER.length()) + "=" + value) : source.withSet(path + "=" + value);
  }

  /// `path=value, path=value`
  String text() {
    return String.join(", ", set.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  /// The object of `members` in `sweep --json`.
  private Map<String, @Nullable Object> row(PlanResult r, @Nullable String hash, double seconds) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("set", set);
    m.put("status", r.status());
    m.put("objective_usd", r.summary().get("objective_usd"));
    for (String k : List.of("objective_gw", "upper_bound_gw", "earliest")) if (r.summary().containsKey(k)) m.put(k, r.summary().get(k));
    m.put("gap", r.summary().get("gap"));
    m.put("ai_gw", r.summary().getOrDefault("ai_gw", Map.of()));
    m.put("ai_shortfall_gw", r.summary().getOrDefault("ai_shortfall_gw", Map.of()));
    m.put("emissions_t", r.summary().getOrDefault("emissions_t", Map.of()));
    m.put("matching", CostCurve.matching(r.tables()));
    m.put("chips", chips(r));
    m.put("binding", binding(r));
    m.put("limiting", limiting(r));
    m.put("not_binding", slack(r));
    m.put("explanation", r.summary().getOrDefault("explanation", List.of()));
    m.put("case_hash", r.caseHash());
    m.put("result_hash", hash);
    m.put("seconds", seconds);
    m.put("peak_memory_mb", r.summary().get("peak_memory_mb"));
    return m;
  }

  /// By year: facility GW that the accelerators to its end can fill at most, and what limits the year.
  private static Map<String, Object> chips(PlanResult r) {
    Map<String, Object> out = new LinkedHashMap<>();
    Sheet s = r.tables().get("chips");
    for (int i = 0; i < s.rows(); i++)
      out.put("" + s.integer(i, s.column("year")), Map.of("available", s.number(i, s.column("available")),
          "gw", s.number(i, s.column("fillable_mw")) / 1e3, "limiting", s.text(i, s.column("limiting"))));
    return out;
  }

  /// True when a constraint can hold back AI load. A target holds it back only where it is met: more is not wanted.
  private static boolean holdsBack(String constraint, int year, PlanResult r) {
    if (LIMITS.stream().noneMatch(constraint::startsWith)) return false;
    boolean target = constraint.equals("ai.target");
    return !target || !(r.summary().get("ai_shortfall_gw") instanceof Map<?, ?> missed)
        || !(missed.get("" + year) instanceof Number gw) || gw.doubleValue() < MISSED;
  }

  /// Rows of the table `binding` that hold back AI load, what 1 % of the limit is worth first.
  private static List<Integer> limits(PlanResult r) {
    Sheet b = r.tables().get("binding");
    return IntStream.range(0, b.rows()).boxed()
        .filter(i -> b.text(i, 0).equals("plan") && holdsBack(b.text(i, 1), b.integer(i, 3), r))
        .sorted(Comparator.comparingDouble(i -> -Summary.worth(b, i)))
        .toList();
  }

  /// The first few constraints that hold back AI load.
  private static List<Map<String, Object>> binding(PlanResult r) {
    Sheet b = r.tables().get("binding");
    return limits(r).stream().limit(MOST_BINDING).map(i -> Summary.binding(b, i)).toList();
  }

  /// The constraints that hold back AI load: what 1 % more of each in all places and years would be worth, most first.
  private static List<Map<String, Object>> limiting(PlanResult r) {
    Sheet b = r.tables().get("binding");
    Map<String, Double> worth = new LinkedHashMap<>();
    String unit = "USD";
    for (int i : limits(r)) {
      worth.merge(b.text(i, 1), Summary.worth(b, i), Double::sum);
      unit = b.text(i, 8);
    }
    List<Map<String, Object>> out = new ArrayList<>();
    for (Map.Entry<String, Double> e : worth.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed()).toList())
      out.add(Map.of("constraint", e.getKey(), "worth_of_1_percent", e.getValue(), "worth_unit", unit));
    return out;
  }

  /// The constraints of which nothing binds: inputs of which more would change nothing.
  private static List<String> slack(PlanResult r) {
    Sheet s = r.tables().get("not_binding");
    Sheet b = r.tables().get("binding");
    TreeSet<String> all = new TreeSet<>();
    for (int i = 0; i < s.rows(); i++) all.add(s.text(i, 0));
    for (int i = 0; i < b.rows(); i++) if (b.text(i, 0).equals("plan")) all.remove(b.text(i, 1));
    return List.copyOf(all);
  }
}
