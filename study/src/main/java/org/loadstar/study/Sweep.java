package org.loadstar.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CaseVariants;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.Fault;
import org.loadstar.cases.Reading;
import org.loadstar.cases.SourceHash;
import org.loadstar.model.Case;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.study.ensemble.Ensemble;
import org.loadstar.study.ensemble.Outcome;
import org.loadstar.study.ensemble.Watch;
import org.loadstar.study.store.Json;

/// Many plans of one case, and where along an axis more stops helping.
///
/// Each member is the plan of the case with its values, without the twin. Members do not know each other, so that they run in any order
/// and anywhere: what is kept of one is [SweepMember#work].
public final class Sweep {
  public static final int MOST_MEMBERS = 20_000;
  private static final double SAME = 1e-3;

  /// Share of the first limit's worth below which another is not named beside it.
  private static final double SHARE = 0.05;

  private final PlanOptions options;
  private final Design design;
  private final Stops progress;
  private final Clock clock = new Clock();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger kept = new AtomicInteger();
  private final Map<Integer, String> said = new ConcurrentHashMap<>();
  private volatile String says = "members";

  private Sweep(PlanOptions options, Design design, StudyProgress progress) {
    this.options = options.withoutTwin();
    this.design = design;
    this.progress = new Stops(progress, options.maxSeconds(), clock);
  }

  /// Values of one path.
  ///
  /// @param path as in `--set`, or `lever.NAME`
  /// @param values as in `--set`: `x0.7` multiplies
  public record Axis(String path, List<String> values) {
    public Axis {
      values = List.copyOf(values);
      if (values.isEmpty() || values.stream().anyMatch(String::isBlank))
        throw new OptionRefused("over '" + path + "': values are needed, as " + path + "=1,2,3");
      if (values.stream().map(Axis::same).distinct().count() < values.size()) throw new OptionRefused("over '" + path + "': a value is given twice");
    }

    /// `x1.0` is `x1`.
    private static String same(String value) {
      boolean factor = value.startsWith("x");
      double v = Decimal.parse(factor ? value.substring(1) : value);
      return Double.isNaN(v) ? value : (factor ? "x" : "") + v;
    }

    /// The axis written as `path=v1,v2,...`; an equals sign inside brackets belongs to the path.
    public static Axis of(String text) {
      int depth = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '[') depth++;
        else if (c == ']') depth--;
        else if (c == '=' && depth == 0 && i > 0)
          return new Axis(text.substring(0, i).strip(), List.of(text.substring(i + 1).split(",", -1)).stream().map(String::strip).toList());
      }
      throw new OptionRefused("over '" + text + "': allowed is PATH=V1,V2");
    }
  }

  /// What a sweep gave.
  ///
  /// @param summary the object of `sweep --json` but for what the run store adds; `status` is `done`, `stopped` (then `members` are
  ///     those that were done) or `infeasible` (when no member has a plan)
  /// @param tables the tables `sweep` and `sweep_values`
  /// @param data the case as it stands
  public record Result(Map<String, @Nullable Object> summary, Tables tables, Case data) {}

  /// Plans all members of a design; `maxSeconds` holds for all together.
  ///
  /// @param options of every member: `threads` are those of one
  /// @param ensemble where members are planned; it must do [StudyWorks]
  /// @throws CaseException when the case is refused with one of the values
  /// @throws OptionRefused when an option is not allowed, with what is
  public static Result run(PlanOptions options, Design design, Ensemble ensemble, StudyProgress progress) {
    CaseVariants variants = CaseVariants.of(options.source());
    Case data = variants.read(options.source()).orThrow();
    for (Axis a : design.axes()) for (String v : ends(a, design)) allowed(variants.read(SweepMember.laid(options.source(), a.path(), v)), a.path());
    return new Sweep(options, design, progress).run(data, ensemble);
  }

  /// A value that is laid over the case as `--set` was asked for by the sweep, and its faults say so.
  private static void allowed(Reading reading, String path) {
    if (reading.faults().isEmpty()) return;
    throw new CaseException(reading.faults().stream()
        .map(f -> f.file().equals("--set " + path) ? new Fault("over " + path, f.line(), f.value(), f.message(), f.maybe()) : f).toList());
  }

  /// The values of an axis with which the case is read before the first plan: all, or the ends of sampled ones.
  private static Collection<String> ends(Axis axis, Design design) {
    if (!design.method().samples()) return axis.values();
    Map<String, Double> places = Influence.places(axis);
    Comparator<String> order = Comparator.comparingDouble(v -> places.getOrDefault(v, Double.NaN));
    return new LinkedHashSet<>(List.of(Collections.min(axis.values(), order), axis.values().getFirst(), Collections.max(axis.values(), order)));
  }

  private Result run(Case data, Ensemble ensemble) {
    String sourceHash = SourceHash.of(options.source());
    List<SweepMember> members = design.members().stream().map(SweepMember::new).toList();
    List<Outcome> outcomes = ensemble.run(members.stream().map(m -> m.task(options, sourceHash)).toList(), watch(members));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int k = 0; k < members.size(); k++) {
      Outcome o = outcomes.get(k);
      if (o.isDone()) rows.add(o.summary());
      else if (o.ended() != Outcome.Ended.STOPPED) rows.add(members.get(k).row(o));
    }
    Map<String, @Nullable Object> summary = summary(data, rows);
    summary.put("effort", effort(outcomes));
    return new Result(summary, tables(rows, year(data)), data);
  }

  private Watch watch(List<SweepMember> members) {
    return new Watch() {
      @Override
      public boolean goOn() {
        if (stop.get()) return false;
        boolean goOn = clock.total() < options.maxSeconds()
            && progress.report(says, clock.total(), (double) done.get() / members.size(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        if (!goOn) stop.set(true);
        return goOn;
      }

      @Override
      public void says(int k, String words) {
        // Members that are planned side by side would otherwise take turns with every word.
        if (!words.equals(said.put(k, words))) says = String.format("member %d of %d, %s: %s", k + 1, members.size(), members.get(k).text(), words);
      }

      @Override
      public void ended(int k, Outcome o) {
        done.incrementAndGet();
        if (o.tries() == 0) kept.incrementAndGet();
        if (!o.isDone())
          progress.warn(String.format("member %d of %d, %s: %s", k + 1, members.size(), members.get(k).text(), o.error().lines().findFirst().orElse("")));
      }
    };
  }

  private Map<String, Object> effort(List<Outcome> outcomes) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("kept", kept.get());
    m.put("failed", outcomes.stream().filter(o -> o.ended() == Outcome.Ended.FAILED).count());
    m.put("tries", outcomes.stream().mapToInt(Outcome::tries).sum());
    m.put("member_seconds", outcomes.stream().mapToDouble(Outcome::seconds).sum());
    return m;
  }

  private int year(Case data) {
    return options.goal().targetYear() > 0 ? options.goal().targetYear() : data.settings().targetYear();
  }

  private Map<String, @Nullable Object> summary(Case data, List<Map<String, @Nullable Object>> rows) {
    List<Axis> axes = design.axes();
    int asked = design.members().size();
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    boolean any = rows.stream().anyMatch(m -> m.get("objective_usd") != null || m.get("objective_gw") != null);
    out.put("status", rows.size() < asked ? "stopped" : any ? "done" : "infeasible");
    if (rows.size() < asked) progress.early();
    progress.write(out);
    Map<String, Object> over = new LinkedHashMap<>();
    axes.forEach(a -> over.put(a.path(), a.values()));
    out.put("over", over);
    out.put("design", Map.of("method", design.method().text(), "samples", design.samples(), "seed", design.seed()));
    out.put("members_asked", asked);
    out.put("target_year", year(data));
    out.put("resolution", options.time() == null ? data.settings().time() : options.time());
    out.put("members", rows);
    out.put("turning", axes.size() == 1 ? turning(axes.getFirst(), rows) : List.of());
    out.put("curve", axes.size() == 1 && !options.goal().fastest() ? CostCurve.of(axes.getFirst().path(), rows, data.settings()) : List.of());
    out.put("influence", new Influence(design, rows, year(data)).all());
    out.put("binds_in_no_member", neverBinds(rows));
    out.put("seconds", clock.total());
    out.put("cpu_seconds", Clock.cpuSeconds());
    return out;
  }

  /// Constraints that no member's plan finds binding, of those that the members declare.
  private static List<String> neverBinds(List<Map<String, @Nullable Object>> rows) {
    TreeSet<String> all = new TreeSet<>();
    for (Map<String, @Nullable Object> m : rows) all.addAll(names(m));
    // A member without a plan says nothing of what binds.
    for (Map<String, @Nullable Object> m : rows) if (!names(m).isEmpty() || m.get("limiting") instanceof List<?> l && !l.isEmpty()) all.retainAll(names(m));
    return List.copyOf(all);
  }

  private static List<String> names(Map<String, @Nullable Object> row) {
    return row.get("not_binding") instanceof List<?> l ? l.stream().map(String::valueOf).toList() : List.of();
  }

  /// Where along an axis the last year's figures stop growing, and what binds instead.
  private static List<Map<String, Object>> turning(Axis axis, List<Map<String, @Nullable Object>> rows) {
    List<Map<String, Object>> out = new ArrayList<>();
    if (rows.size() < 2) return out;
    String year = last(rows.getFirst().get("ai_gw"));
    if (!year.isEmpty()) {
      List<Double> gw = rows.stream().map(m -> number(m.get("ai_gw"), year)).toList();
      out.add(turn("ai_gw", axis, rows, gw, year, k -> bound(rows.get(k))));
    }
    String chipYear = last(rows.getFirst().get("chips"));
    if (!chipYear.isEmpty()) {
      List<Double> gw = rows.stream().map(m -> number(entry(m.get("chips"), chipYear), "gw")).toList();
      out.add(turn("chips_gw", axis, rows, gw, chipYear, k -> {
        Object limiting = entry(rows.get(k).get("chips"), chipYear) instanceof Map<?, ?> c ? c.get("limiting") : "none";
        return String.valueOf(limiting);
      }));
    }
    return out;
  }

  private static Map<String, Object> turn(
      String metric, Axis axis, List<Map<String, @Nullable Object>> rows, List<Double> gw, String year, Function<Integer, String> instead) {
    int k = rows.size() - 1;
    while (k > 0 && Math.abs(gw.get(k - 1) - gw.getLast()) <= SAME * Math.max(1, Math.abs(gw.getLast()))) k--;
    String at = String.valueOf(entry(rows.get(k).get("set"), axis.path()));
    String binds = instead.apply(k);
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("metric", metric);
    m.put("year", Integer.parseInt(year));
    m.put("from", k < rows.size() - 1 ? at : "");
    m.put("gw", gw);
    m.put("binds", binds);
    String what = metric.equals("ai_gw") ? "AI load" : "GW that chips can fill";
    m.put("words", k == rows.size() - 1
        ? what + " by " + year + " still changes at the last value, " + axis.path() + "=" + at + "; " + binds + " limits it"
        : what + " by " + year + " is the same from " + axis.path() + "=" + at + " on; " + binds + " limits it instead");
    return m;
  }

  private static String bound(Map<String, @Nullable Object> row) {
    if (!(row.get("limiting") instanceof List<?> all) || all.isEmpty()) return "nothing listed";
    double most = number(all.getFirst(), "worth_of_1_percent");
    return all.stream().filter(o -> number(o, "worth_of_1_percent") >= SHARE * most).limit(3).map(o -> String.valueOf(entry(o, "constraint")))
        .collect(Collectors.joining(", "));
  }

  private static String last(@Nullable Object byYear) {
    return byYear instanceof Map<?, ?> m ? m.keySet().stream().map(String::valueOf).max(String::compareTo).orElse("") : "";
  }

  private static @Nullable Object entry(@Nullable Object map, String key) {
    return map instanceof Map<?, ?> m ? m.get(key) : null;
  }

  private static double number(@Nullable Object map, String key) {
    return entry(map, key) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  /// A row per member and year; a member without a plan has one for the target year, with what there is.
  private Tables tables(List<Map<String, @Nullable Object>> rows, int target) {
    Tables tables = new Tables();
    Sheet sheet = tables.get("sweep");
    Sheet values = tables.get("sweep_values");
    List<Map<String, Double>> places = design.axes().stream().map(Influence::places).toList();
    for (int k = 0; k < rows.size(); k++) {
      Map<String, @Nullable Object> m = rows.get(k);
      Map<String, String> set = PlanTask.texts(Json.map(m.get("set")));
      for (int a = 0; a < places.size(); a++) {
        String path = design.axes().get(a).path();
        String v = set.getOrDefault(path, "");
        values.add(k + 1, path, v, places.get(a).getOrDefault(v, Double.NaN));
      }
      Map<String, Object> years = Json.map(m.get("ai_gw"));
      for (String y : years.isEmpty() ? List.of("" + target) : years.keySet()) {
        Object chips = entry(m.get("chips"), y);
        sheet.add(k + 1, new SweepMember(set).text(), String.valueOf(m.get("status")), Integer.parseInt(y),
            1e3 * number(years, y), 1e3 * number(chips, "gw"), Objects.toString(entry(chips, "limiting"), ""),
            m.get("objective_usd") instanceof Number n ? n.doubleValue() : Double.NaN, Objects.toString(m.get("result_hash"), ""));
      }
    }
    return tables;
  }
}
