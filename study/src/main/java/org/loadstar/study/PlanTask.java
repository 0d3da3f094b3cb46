package org.loadstar.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CaseSource;
import org.loadstar.cases.SourceHash;
import org.loadstar.study.ensemble.Refused;
import org.loadstar.study.ensemble.Task;
import org.loadstar.study.ensemble.Work;

/// The options of a plan as the plain data of a task, and back. What decides the result is asked: the content of the case, its overlays,
/// the options, the versions. Where the case lies, threads and seconds are allowances.
final class PlanTask {
  private PlanTask() {}

  /// A task of one plan.
  ///
  /// @param sourceHash [SourceHash] of the case of the options
  /// @param more what else is asked of the work
  static Task of(String verb, PlanOptions o, String sourceHash, Map<String, ?> more) {
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("source_hash", sourceHash);
    asked.put("levers", o.source().levers());
    asked.put("sets", o.source().sets());
    String time = o.time();
    if (time != null) asked.put("time", time);
    asked.put("stages", o.stages());
    asked.put("gap", o.gap());
    asked.put("seed", o.seed());
    asked.put("solver", o.solver());
    asked.put("full_year", o.fullYear());
    asked.put("twin", o.twin());
    asked.put("integers", o.integers());
    asked.put("fastest", o.goal().fastest());
    if (Double.isFinite(o.goal().budgetUsd())) asked.put("budget_usd", o.goal().budgetUsd());
    asked.put("target_year", o.goal().targetYear());
    asked.put("target_gw", o.goal().targetGw());
    asked.put("version", StudyWorks.VERSION);
    asked.putAll(more);
    Map<String, Object> allowance = new LinkedHashMap<>();
    allowance.put("case", o.source().folder().toAbsolutePath().normalize().toString());
    allowance.put("scenarios", o.source().scenarios().stream().map(p -> p.toAbsolutePath().normalize().toString()).toList());
    allowance.put("threads", o.threads());
    if (Double.isFinite(o.maxSeconds())) allowance.put("max_seconds", o.maxSeconds());
    return new Task(verb, asked, allowance);
  }

  /// The options of a task.
  ///
  /// @throws CaseException when the case is not the one that was asked about
  static PlanOptions options(Task t) {
    Map<String, Object> a = t.asked();
    CaseSource source = new CaseSource(
        Path.of(String.valueOf(t.allowance().get("case"))), texts(t.allowance().get("scenarios")).stream().map(Path::of).toList(), texts(a.get("levers")),
        texts(a.get("sets")));
    if (!SourceHash.of(source).equals(a.get("source_hash")))
      throw new OptionRefused("case " + source.folder() + ": its files are not those that the study began with");
    return PlanOptions.of(source)
        .withTime(a.get("time") instanceof String time ? time : null)
        .withStages(a.get("stages") instanceof List<?> years ? years.stream().map(y -> (int) number(y, 0)).toList() : List.of())
        .withGap(number(a.get("gap"), PlanOptions.GAP))
        .withSeed((int) number(a.get("seed"), 0))
        .withSolver(String.valueOf(a.get("solver")))
        .withFullYear(String.valueOf(a.get("full_year")))
        .withTwin(Boolean.TRUE.equals(a.get("twin")))
        .withIntegers(Boolean.TRUE.equals(a.get("integers")))
        .withGoal(new PlanOptions.Goal(
            Boolean.TRUE.equals(a.get("fastest")), number(a.get("budget_usd"), Double.POSITIVE_INFINITY), (int) number(a.get("target_year"), 0),
            number(a.get("target_gw"), 0)))
        .withThreads((int) number(t.allowance().get("threads"), 1))
        .withMaxSeconds(number(t.allowance().get("max_seconds"), Double.POSITIVE_INFINITY));
  }

  /// The work, with what is wrong with its input as such.
  static Work refusing(Work work) {
    return (task, says) -> {
      try {
        return work.run(task, says);
      } catch (CaseException | OptionRefused e) {
        throw new Refused(String.valueOf(e.getMessage()), e);
      }
    };
  }

  /// The texts of a JSON object, in its order.
  static Map<String, String> texts(Map<String, ?> object) {
    Map<String, String> out = new LinkedHashMap<>();
    object.forEach((k, v) -> out.put(k, String.valueOf(v)));
    return out;
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof List<?> l ? l.stream().map(String::valueOf).toList() : List.of();
  }

  private static double number(@Nullable Object v, double otherwise) {
    return v instanceof Number n ? n.doubleValue() : otherwise;
  }
}
