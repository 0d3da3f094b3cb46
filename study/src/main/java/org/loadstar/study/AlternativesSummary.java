package org.loadstar.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What `alternatives --json` says of the plans found.
final class AlternativesSummary {
  private static final double MW = 1e3;
  private static final double DIGITS = 1e6;

  private final List<Alternatives.Found> plans;
  private final Collection<Directions.Group> groups;
  private final double never;

  private AlternativesSummary(List<Alternatives.Found> plans, Collection<Directions.Group> groups, double never) {
    this.plans = plans;
    this.groups = groups;
    this.never = never;
  }

  /// What is built of a technology, in a zone or in all, over the plans; MW.
  ///
  /// @param provenLeast no plan builds less; NaN where it is not proven
  /// @param provenMost no plan builds more; NaN where it is not proven
  private record Range(Directions.Group of, double optimum, double least, double most, double provenLeast, double provenMost) {
    Map<String, @Nullable Object> row() {
      Map<String, @Nullable Object> m = new LinkedHashMap<>();
      m.put("zone", of.zone());
      m.put("technology", of.technology());
      m.put("least_cost_mw", optimum);
      m.put("least_mw", least);
      m.put("most_mw", most);
      m.put("proven_least_mw", provenLeast);
      m.put("proven_most_mw", provenMost);
      return m;
    }
  }

  /// @param plans the least-cost plan first
  /// @param groups all that could be built
  /// @param never GW of what no plan builds that any plan can build at most, together; NaN where that is not proven
  static void write(Map<String, @Nullable Object> out, List<Alternatives.Found> plans, Collection<Directions.Group> groups, double never) {
    new AlternativesSummary(plans, groups, never).write(out);
  }

  private void write(Map<String, @Nullable Object> out) {
    double bound = out.get("lower_bound_usd") instanceof Double d ? d : Double.NaN;
    Map<String, Object> first = new LinkedHashMap<>();
    first.put("cost_usd", plans.getFirst().cost() * Attempt.MILLION);
    first.put("built_mw", built(plans.getFirst()));
    out.put("least_cost", first);
    List<Object> directions = new ArrayList<>();
    for (Alternatives.Found f : plans.subList(1, plans.size())) directions.add(direction(f, bound));
    out.put("directions", directions);
    List<Range> technologies = technologies().keySet().stream().map(t -> range(new Directions.Group(Directions.Group.ALL, t))).toList();
    List<Range> zones = groups.stream().map(this::range).toList();
    out.put("ranges", technologies.stream().map(Range::row).toList());
    out.put("ranges_by_zone", zones.stream().filter(r -> r.most >= Alternatives.DUST * MW).map(Range::row).toList());
    List<Object> always = new ArrayList<>();
    List<Object> never = new ArrayList<>();
    for (List<Range> ranges : List.of(technologies, zones))
      for (Range r : ranges) {
        if (r.least >= Alternatives.DUST * MW) always.add(always(r));
        if (r.most < Alternatives.DUST * MW) never.add(never(r));
      }
    out.put("always", always);
    out.put("never", never);
    out.put("never_at_most_mw", this.never * MW);
    trades(out, technologies);
  }

  private static Map<String, @Nullable Object> always(Range r) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("zone", r.of.zone());
    m.put("technology", r.of.technology());
    m.put("least_mw", r.least);
    m.put("proven", r.provenLeast >= Alternatives.DUST * MW);
    m.put("proven_least_mw", r.provenLeast);
    return m;
  }

  private Map<String, @Nullable Object> never(Range r) {
    double most = Double.isNaN(r.provenMost) ? never * MW : Double.isNaN(never) ? r.provenMost : Math.min(r.provenMost, never * MW);
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    m.put("zone", r.of.zone());
    m.put("technology", r.of.technology());
    m.put("proven_most_mw", most);
    return m;
  }

  private Map<String, Double> technologies() {
    Map<String, Double> out = new TreeMap<>();
    for (Directions.Group g : groups) out.merge(g.technology(), 1.0, Double::sum);
    return out;
  }

  private static double amount(Alternatives.Found f, Directions.Group g) {
    if (!g.zone().equals(Directions.Group.ALL)) return f.built().getOrDefault(g, 0.0);
    return f.built().entrySet().stream().filter(e -> e.getKey().technology().equals(g.technology())).mapToDouble(Map.Entry::getValue).sum();
  }

  private Range range(Directions.Group g) {
    double[] mw = plans.stream().mapToDouble(f -> tidy(MW * amount(f, g))).toArray();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double v : mw) {
      least = Math.min(least, v);
      most = Math.max(most, v);
    }
    double provenLeast = Double.NaN;
    double provenMost = Double.NaN;
    boolean one = groups.stream().filter(q -> q.technology().equals(g.technology())).count() == 1;
    for (Alternatives.Found f : plans) {
      Directions.Group t = f.direction().target();
      if (!t.equals(g) && !(one && t.technology().equals(g.technology()))) continue;
      if (f.direction().kind() == Directions.Kind.LEAST) provenLeast = Math.max(0, -f.proven() * MW);
      if (f.direction().kind() == Directions.Kind.MOST) provenMost = f.proven() * MW;
    }
    return new Range(g, mw[0], least, most, provenLeast, provenMost);
  }

  private static double tidy(double mw) {
    return Math.rint(mw * MW) / MW + 0.0;
  }

  private static Map<String, Map<String, Double>> built(Alternatives.Found f) {
    Map<String, Map<String, Double>> out = new TreeMap<>();
    f.built().forEach((g, gw) -> {
      if (gw >= Alternatives.DUST) out.computeIfAbsent(g.zone(), z -> new TreeMap<>()).put(g.technology(), tidy(gw * MW));
    });
    return out;
  }

  private static Map<String, @Nullable Object> direction(Alternatives.Found f, double bound) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    Directions.Direction d = f.direction();
    m.put("name", d.name());
    m.put("kind", d.kind().name().toLowerCase(java.util.Locale.ROOT));
    m.put("weights", weights(d));
    m.put("cost_usd", f.cost() * Attempt.MILLION);
    m.put("over_bound", f.cost() * Attempt.MILLION / bound - 1);
    m.put("built_mw", built(f));
    return m;
  }

  /// A weight of a technology in all zones is given once.
  private static Map<String, Double> weights(Directions.Direction d) {
    Map<String, Double> out = new LinkedHashMap<>();
    if (d.target().zone().equals(Directions.Group.ALL)) out.put(d.target().technology(), Math.signum(d.weights().values().iterator().next()));
    else d.weights().forEach((g, w) -> out.put(g.zone() + " " + g.technology(), Math.rint(w / d.unit() * DIGITS) / DIGITS));
    return out;
  }

  /// Correlation of technologies over the plans: what is built more where something else is built less.
  private void trades(Map<String, @Nullable Object> out, List<Range> ranges) {
    List<Directions.Group> move = ranges.stream().filter(r -> r.most - r.least >= Alternatives.DUST * MW).map(Range::of).toList();
    List<Map<String, Object>> list = new ArrayList<>();
    Map<String, Map<String, Double>> matrix = new LinkedHashMap<>();
    for (Directions.Group a : move)
      for (Directions.Group b : move) {
        double r = a.equals(b) ? 1 : correlation(a, b);
        matrix.computeIfAbsent(a.technology(), k -> new LinkedHashMap<>()).put(b.technology(), r);
        if (a.compareTo(b) < 0 && !Double.isNaN(r)) list.add(Map.of("a", a.technology(), "b", b.technology(), "correlation", r));
      }
    list.sort(Comparator.comparingDouble(m -> ((Double) m.get("correlation"))));
    out.put("trades", list);
    out.put("correlation", matrix);
  }

  private double correlation(Directions.Group a, Directions.Group b) {
    int n = plans.size();
    double[] x = plans.stream().mapToDouble(f -> amount(f, a)).toArray();
    double[] y = plans.stream().mapToDouble(f -> amount(f, b)).toArray();
    double mx = 0;
    double my = 0;
    for (int k = 0; k < n; k++) {
      mx += x[k] / n;
      my += y[k] / n;
    }
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int k = 0; k < n; k++) {
      xy += (x[k] - mx) * (y[k] - my);
      xx += (x[k] - mx) * (x[k] - mx);
      yy += (y[k] - my) * (y[k] - my);
    }
    return xx <= 0 || yy <= 0 ? Double.NaN : Math.clamp(xy / Math.sqrt(xx * yy), -1, 1);
  }
}
