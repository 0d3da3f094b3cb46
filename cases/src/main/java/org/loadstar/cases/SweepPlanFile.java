package org.loadstar.cases;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a [SweepPlan] from YAML.
///
/// ```
/// method: sobol                  # grid, one-at-a-time, latin-hypercube, sobol
/// samples: 64                    # of latin-hypercube and sobol
/// seed: 7                        # of these; 0 unless given
/// over:
///   fuel_prices.*.usd_per_mmbtu: {low: x0.7, high: x1.5}        # a range; x multiplies
///   wacc: {low: 0.05, high: 0.12, scale: log}
///   supply.fabs: {low: 0, high: 6, whole: true}
///   ai.target_gw.2030: [30, 50, 70]                             # single values; the first is the base of one-at-a-time
/// ```
///
/// A range of a grid has `steps`.
public final class SweepPlanFile {
  private static final int MOST_SAMPLES = 20_000;
  private static final int MOST_STEPS = 1000;
  private static final Set<String> KEYS = new LinkedHashSet<>(List.of("method", "samples", "seed", "over"));
  private static final Set<String> RANGE_KEYS = new LinkedHashSet<>(List.of("low", "high", "scale", "whole", "steps"));

  private final Faults faults = new Faults();
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
    if (!(root instanceof Yaml.Mapping m)) {
      faults.add(root.place(), "", "a mapping with the keys " + KEYS + " is needed");
      return null;
    }
    unknown(m, KEYS, "the key of a sweep plan");
    List<String> methods = Stream.of(SweepPlan.Method.values()).map(SweepPlan.Method::text).toList();
    String name = scalar(m, "method", "grid");
    int at = methods.indexOf(name);
    if (at < 0) faults.addUnknown(m.placeOf("method"), name, "the method", methods);
    else method = SweepPlan.Method.values()[at];
    boolean sampled = method.samples();
    if (!sampled && m.get("samples") != null) faults.add(m.placeOf("samples"), scalar(m, "samples", ""), "samples belong to latin-hypercube and sobol");
    if (sampled && m.get("samples") == null) faults.add(m.place(), "", "samples are needed for " + method.text(), "samples: 64");
    int samples = sampled ? whole(m, "samples", 1, 1, MOST_SAMPLES) : 0;
    int seed = whole(m, "seed", 0, 0, Integer.MAX_VALUE);
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
    unknown(m, RANGE_KEYS, "the key of a range");
    double low = bound(m, "low");
    double high = bound(m, "high");
    boolean factor = scalar(m, "low", "").startsWith("x");
    if (factor != scalar(m, "high", "").startsWith("x")) faults.add(m.placeOf("high"), scalar(m, "high", ""), "low and high both begin with x, or neither does");
    if (low >= high) faults.add(m.placeOf("high"), scalar(m, "high", ""), "allowed is above low, " + scalar(m, "low", ""));
    String scale = scalar(m, "scale", "linear");
    if (!List.of("linear", "log").contains(scale)) faults.addUnknown(m.placeOf("scale"), scale, "the scale", List.of("linear", "log"));
    boolean log = scale.equals("log");
    if (log && low <= 0) faults.add(m.placeOf("low"), scalar(m, "low", ""), "a range on a log scale begins above 0");
    String whole = scalar(m, "whole", "false");
    if (!List.of("true", "false").contains(whole)) faults.add(m.placeOf("whole"), whole, "allowed are true and false");
    boolean grid = method == SweepPlan.Method.GRID;
    if (method == SweepPlan.Method.ONE_AT_A_TIME) faults.add(m.place(), "", "one-at-a-time takes single values, the base first", path + ": [x1, x0.8, x1.2]");
    if (grid && m.get("steps") == null) faults.add(m.place(), "", "a range of a grid needs steps", "steps: 5");
    if (!grid && m.get("steps") != null) faults.add(m.placeOf("steps"), scalar(m, "steps", ""), "steps belong to a grid");
    int steps = grid ? whole(m, "steps", 2, 2, MOST_STEPS) : 0;
    return faults.count() > before ? null : new SweepPlan.Range(path, low, high, factor, log, whole.equals("true"), steps);
  }

  private double bound(Yaml.Mapping m, String key) {
    String text = scalar(m, key, "");
    double v = Decimal.parse(text.startsWith("x") ? text.substring(1) : text);
    if (!Double.isFinite(v)) faults.add(m.placeOf(key), text, key + ": a number is needed, with x before it to multiply");
    return v;
  }

  private int whole(Yaml.Mapping m, String key, int otherwise, int least, int most) {
    if (m.get(key) == null) return otherwise;
    double v = Decimal.parse(scalar(m, key, ""));
    if (v >= least && v <= most && v == Math.rint(v)) return (int) v;
    faults.add(m.placeOf(key), scalar(m, key, ""), key + ": allowed is a whole number from " + least + " to " + most);
    return otherwise;
  }

  private String scalar(Yaml.Mapping m, String key, String otherwise) {
    Yaml v = m.get(key);
    if (v == null) return otherwise;
    if (v instanceof Yaml.Scalar s) return s.text();
    faults.add(v.place(), "", key + ": one value is needed");
    return otherwise;
  }

  private void unknown(Yaml.Mapping m, Set<String> allowed, String what) {
    for (Map.Entry<String, Yaml.Entry> e : m.entries().entrySet())
      if (!allowed.contains(e.getKey())) faults.addUnknown(e.getValue().key(), e.getKey(), what, allowed);
  }
}
