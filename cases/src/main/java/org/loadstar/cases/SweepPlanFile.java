package org.loadstar.cases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a [SweepPlan] from YAML.
///
/// ```
/// method: sobol                  # grid, one-at-a-time, latin-hypercube, sobol
/// samples: 64                    # of latin-hypercube and sobol
/// seed: 7                        # of these; 0 unless given
/// over:
///   fuel_prices.*.price_usd_per_mmbtu: {low: x0.7, high: x1.5}  # a range; x multiplies
///   wacc: {low: 0.05, high: 0.12, scale: log}
///   supply.fabs: {low: 0, high: 6, whole: true}
///   ai.target_gw: [30, 50, 70]                                  # single values; the first is the base of one-at-a-time
/// ```
///
/// A range of a grid has `steps`.
public final class SweepPlanFile {
  private static final int MOST_SAMPLES = 20_000;
  private static final int MOST_STEPS = 1000;
  private static final List<String> KEYS = List.of("method", "samples", "seed", "over");
  private static final List<String> RANGE_KEYS = List.of("low", "high", "scale", "whole", "steps");

  private final Faults faults = new Faults();
  private final YamlKeys keys = new YamlKeys(faults);
  private SweepPlan.Method method = SweepPlan.Method.GRID;

  private SweepPlanFile() {}

  /// The plan in a file.
  ///
  /// @throws CaseException with all its faults
  public static SweepPlan read(Path file) {
    SweepPlanFile reader = new SweepPlanFile();
    String text = TextFile.read(file, file.toString(), reader.faults);
    Yaml root = text == null ? null : YamlFile.parse(text, file.toString(), reader.faults);
    SweepPlan plan = root == null ? null : reader.plan(root);
    if (plan == null || !reader.faults.none()) throw new CaseException(reader.faults.sorted());
    return plan;
  }

  private @Nullable SweepPlan plan(Yaml root) {
    Yaml.Mapping m = keys.mapping(root, KEYS, "a sweep plan");
    if (m == null) return null;
    List<String> methods = Stream.of(SweepPlan.Method.values()).map(SweepPlan.Method::text).toList();
    String name = keys.text(m, "method", "grid");
    int at = methods.indexOf(name);
    if (at < 0) faults.addUnknown(m.placeOf("method"), name, "the method", methods);
    else method = SweepPlan.Method.values()[at];
    boolean sampled = method.samples();
    if (!sampled && m.get("samples") != null) faults.add(m.placeOf("samples"), keys.text(m, "samples", ""), "samples belong to latin-hypercube and sobol");
    if (sampled && keys.text(m, "samples", "").isEmpty()) faults.add(m.place(), "", "samples are needed for " + method.text(), "samples: 64");
    int samples = sampled ? keys.whole(m, "samples", 1, 1, MOST_SAMPLES) : 0;
    int seed = keys.whole(m, "seed", 0, 0, Integer.MAX_VALUE);
    List<SweepPlan.Over> over = new ArrayList<>();
    if (m.get("over") instanceof Yaml.Mapping paths)
      for (Map.Entry<String, Yaml.Entry> e : paths.entries().entrySet()) {
        SweepPlan.Over o = over(e.getKey(), e.getValue().value());
        if (o != null) over.add(o);
      }
    if (over.isEmpty() && faults.none()) faults.add(m.placeOf("over"), "", "over: at least one path with values or a range is needed", "over: {wacc: [x0.8, x1, x1.2]}");
    return new SweepPlan(method, samples, seed, over);
  }

  private SweepPlan.@Nullable Over over(String path, Yaml value) {
    return switch (value) {
      case Yaml.Scalar s -> new SweepPlan.Values(path, List.of(s.text()));
      case Yaml.Sequence s -> values(path, s);
      case Yaml.Mapping m -> range(path, m);
    };
  }

  private SweepPlan.@Nullable Over values(String path, Yaml.Sequence s) {
    List<String> texts = new ArrayList<>();
    for (Yaml item : s.items()) {
      if (!(item instanceof Yaml.Scalar v) || v.text().isBlank()) faults.add(item.place(), "", "a value of " + path + " is needed");
      else if (texts.contains(v.text())) faults.add(v.place(), v.text(), "the value is given twice");
      else texts.add(v.text());
    }
    if (s.items().isEmpty()) faults.add(s.place(), "", "values of " + path + " are needed");
    return texts.isEmpty() ? null : new SweepPlan.Values(path, texts);
  }

  private SweepPlan.@Nullable Over range(String path, Yaml.Mapping m) {
    int before = faults.count();
    keys.mapping(m, RANGE_KEYS, "a range");
    double low = bound(m, "low");
    double high = bound(m, "high");
    boolean factor = keys.text(m, "low", "").startsWith("x");
    if (factor != keys.text(m, "high", "").startsWith("x")) faults.add(m.placeOf("high"), keys.text(m, "high", ""), "low and high both begin with x, or neither does");
    if (low >= high) faults.add(m.placeOf("high"), keys.text(m, "high", ""), "allowed is above low, " + keys.text(m, "low", ""));
    String scale = keys.text(m, "scale", "linear");
    if (!List.of("linear", "log").contains(scale)) faults.addUnknown(m.placeOf("scale"), scale, "the scale", List.of("linear", "log"));
    boolean log = scale.equals("log");
    if (log && low <= 0) faults.add(m.placeOf("low"), keys.text(m, "low", ""), "a range on a log scale begins above 0");
    String whole = keys.text(m, "whole", "false");
    if (!List.of("true", "false").contains(whole)) faults.add(m.placeOf("whole"), whole, "allowed are true and false");
    boolean grid = method == SweepPlan.Method.GRID;
    if (method == SweepPlan.Method.ONE_AT_A_TIME) faults.add(m.place(), "", "one-at-a-time takes single values, the base first", path + ": [x1, x0.8, x1.2]");
    if (grid && keys.text(m, "steps", "").isEmpty()) faults.add(m.place(), "", "a range of a grid needs steps", "steps: 5");
    if (!grid && m.get("steps") != null) faults.add(m.placeOf("steps"), keys.text(m, "steps", ""), "steps belong to a grid");
    int steps = grid ? keys.whole(m, "steps", 2, 2, MOST_STEPS) : 0;
    return faults.count() > before ? null : new SweepPlan.Range(path, low, high, factor, log, whole.equals("true"), steps);
  }

  private double bound(Yaml.Mapping m, String key) {
    String text = keys.text(m, key, "");
    double v = Decimal.parse(text.startsWith("x") ? text.substring(1) : text);
    if (!Double.isFinite(v)) faults.add(m.placeOf(key), text, key + ": a number is needed, with x before it to multiply");
    return v;
  }
}
