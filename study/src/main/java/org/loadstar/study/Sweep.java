package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseReader;
import org.loadstar.model.Case;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// Many plans of one case over a grid of values, and where along an axis more stops helping.
///
/// Each member is the plan of the case with its values, without the twin. Members do not know each other, so that they may run in any
/// order and anywhere: what is kept of one is [SweepMember#row].
public final class Sweep {
  public static final int MOST_MEMBERS = 1000;
  private static final double SAME = 1e-3;

  /// Share of the first limit's worth below which another is not named beside it.
  private static final double SHARE = 0.05;

  private final PlanOptions options;
  private final List<Axis> axes;
  private final Function<PlanResult, @Nullable String> hash;
  private final StudyProgress progress;
  private final Clock clock = new Clock();
  private final AtomicBoolean stop = new AtomicBoolean();

  private Sweep(PlanOptions options, List<Axis> axes, Function<PlanResult, @Nullable String> hash, StudyProgress progress) {
    this.options = options.withoutTwin();
    this.axes = axes;
    this.hash = hash;
    this.progress = progress;
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
      if (new LinkedHashSet<>(values).size() < values.size()) throw new OptionRefused("over '" + path + "': a value is given twice");
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
      throw new OptionRefused("over '" + text + "': allowed is PATH=V1,V2,...");
    }
  }

  /// What a sweep gave.
  ///
  /// @param summary the object of `sweep --json` but for what the run store adds; `status` is `done`, `stopped` (then `members` are
  ///     those that were done) or `infeasible` (when no member has a plan)
  /// @param tables the table `sweep`
  /// @param data the case as it stands
  public record Result(Map<String, @Nullable Object> summary, Tables tables, Case data) {}

  /// Plans all combinations of the values, the last axis fastest; `maxSeconds` holds for all together.
  ///
  /// @param atOnce members planned at the same time, which share the threads
  /// @param hash hash of a member's result
  /// @throws org.loadstar.cases.CaseException when the case is refused with one of the values
  /// @throws IllegalArgumentException when an option is not allowed, with what is
  public static Result run(
      PlanOptions options, List<Axis> axes, int atOnce, Function<PlanResult, @Nullable String> hash, StudyProgress progress) {
    if (axes.isEmpty()) throw new OptionRefused("over: at least one PATH=V1,V2,... is needed");
    if (new LinkedHashSet<>(axes.stream().map(Axis::path).toList()).size() < axes.size()) throw new OptionRefused("over: a path is given twice");
    if (atOnce < 1) throw new OptionRefused("parallel " + atOnce + ": allowed is 1 or more");
    long size = axes.stream().mapToLong(a -> a.values().size()).reduce(1, Math::multiplyExact);
    if (size > MOST_MEMBERS) throw new OptionRefused("over: " + size + " members; allowed are " + MOST_MEMBERS);
    for (Axis a : axes)
      for (String v : a.values()) CaseReader.read(SweepMember.laid(options.source(), a.path(), v)).orThrow();
    Case data = CaseReader.read(options.source()).orThrow();
    return new Sweep(options, axes, hash, progress).run(data, grid(axes), atOnce);
  }

  private static List<SweepMember> grid(List<Axis> axes) {
    List<Map<String, String>> grid = List.of(Map.of());
    for (Axis a : axes) {
      List<Map<String, String>> wider = new ArrayList<>();
      for (Map<String, String> m : grid)
        for (String v : a.values()) {
          Map<String, String> more = new LinkedHashMap<>(m);
          more.put(a.path(), v);
          wider.add(more);
        }
      grid = wider;
    }
    return grid.stream().map(SweepMember::new).toList();
  }

  private Result run(Case data, List<SweepMember> members, int atOnce) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(atOnce, members.size()))) {
      PlanOptions each = options.withThreads(Math.max(1, options.threads() / atOnce));
      List<Future<@Nullable Map<String, @Nullable Object>>> running = new ArrayList<>();
      for (int k = 0; k < members.size(); k++) {
        String label = String.format("member %d of %d, %s: ", k + 1, members.size(), members.get(k).text());
        SweepMember m = members.get(k);
        running.add(pool.submit(() -> member(m, each, label)));
      }
      for (Future<@Nullable Map<String, @Nullable Object>> f : running) {
        Map<String, @Nullable Object> row = f.get();
        if (row != null) rows.add(row);
      }
    } catch (InterruptedException e) {
      stop.set(true);
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      stop.set(true);
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
    }
    return new Result(summary(data, members, rows), table(rows), data);
  }

  /// Plans one member; null when it was stopped.
  private @Nullable Map<String, @Nullable Object> member(SweepMember m, PlanOptions each, String label) {
    double left = options.maxSeconds() - clock.total();
    if (stop.get() || left <= 0) {
      stop.set(true);
      return null;
    }
    long begun = System.nanoTime();
    PlanResult r = Plan.run(
        each.withSource(m.over(options.source())).withMaxSeconds(left),
        (stage, seconds, done, lower, upper) -> {
          boolean goOn = progress.report(label + stage, seconds, done, lower, upper) && !stop.get();
          if (!goOn) stop.set(true);
          return goOn;
        });
    if (r.status().equals("stopped")) {
      stop.set(true);
      return null;
    }
    return m.row(r, hash.apply(r), (System.nanoTime() - begun) / 1e9);
  }

  private Map<String, @Nullable Object> summary(Case data, List<SweepMember> members, List<Map<String, @Nullable Object>> rows) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    boolean any = rows.stream().anyMatch(m -> m.get("objective_usd") != null || m.get("objective_gw") != null);
    out.put("status", rows.size() < members.size() ? "stopped" : any ? "done" : "infeasible");
    Map<String, Object> over = new LinkedHashMap<>();
    axes.forEach(a -> over.put(a.path(), a.values()));
    out.put("over", over);
    out.put("members_asked", members.size());
    out.put("target_year", options.goal().targetYear() > 0 ? options.goal().targetYear() : data.settings().targetYear());
    out.put("resolution", options.time() == null ? data.settings().time() : options.time());
    out.put("members", rows);
    out.put("turning", axes.size() == 1 ? turning(axes.getFirst(), rows) : List.of());
    out.put("curve", axes.size() == 1 && !options.goal().fastest() ? CostCurve.of(axes.getFirst().path(), rows, data.settings()) : List.of());
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

  private static Tables table(List<Map<String, @Nullable Object>> rows) {
    Tables tables = new Tables();
    Sheet sheet = tables.get("sweep");
    for (int k = 0; k < rows.size(); k++) {
      Map<String, @Nullable Object> m = rows.get(k);
      String set = new SweepMember(texts(m.get("set"))).text();
      if (!(m.get("ai_gw") instanceof Map<?, ?> years)) continue;
      for (Object y : years.keySet()) {
        Object chips = entry(m.get("chips"), String.valueOf(y));
        sheet.add(k + 1, set, String.valueOf(m.get("status")), Integer.parseInt(String.valueOf(y)),
            1e3 * number(years, String.valueOf(y)), 1e3 * number(chips, "gw"), Objects.toString(entry(chips, "limiting"), ""),
            m.get("objective_usd") instanceof Number n ? n.doubleValue() : Double.NaN, Objects.toString(m.get("result_hash"), ""));
      }
    }
    return tables;
  }

  private static Map<String, String> texts(@Nullable Object map) {
    Map<String, String> out = new LinkedHashMap<>();
    if (map instanceof Map<?, ?> m) m.forEach((k, v) -> out.put(String.valueOf(k), String.valueOf(v)));
    return out;
  }
}
