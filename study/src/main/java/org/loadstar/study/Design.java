package org.loadstar.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.random.SobolSequenceGenerator;
import org.loadstar.cases.SweepPlan;

/// The members of a sweep.
///
/// @param samples of a sampled design, 0 for the others
/// @param axes all values of each path, in the order in which members first have them
/// @param members value by path; every member has all paths
public record Design(SweepPlan.Method method, int samples, int seed, List<Sweep.Axis> axes, List<Map<String, String>> members) {
  private static final MathContext DIGITS = new MathContext(6);

  public Design {
    axes = List.copyOf(axes);
    members = List.copyOf(members);
    if (members.size() > Sweep.MOST_MEMBERS) throw new OptionRefused("over: " + members.size() + " members; allowed are " + Sweep.MOST_MEMBERS);
  }

  /// All combinations, the last path fastest.
  public static Design grid(List<Sweep.Axis> axes) {
    if (axes.isEmpty()) throw new OptionRefused("over: at least one PATH=V1,V2,... is needed");
    if (new LinkedHashSet<>(axes.stream().map(Sweep.Axis::path).toList()).size() < axes.size()) throw new OptionRefused("over: a path is given twice");
    double size = axes.stream().mapToDouble(a -> a.values().size()).reduce(1, (a, b) -> a * b);
    if (size > Sweep.MOST_MEMBERS) throw new OptionRefused(String.format("over: %.0f members; allowed are %d", size, Sweep.MOST_MEMBERS));
    List<Map<String, String>> grid = List.of(Map.of());
    for (Sweep.Axis a : axes) {
      List<Map<String, String>> wider = new ArrayList<>();
      for (Map<String, String> m : grid) for (String v : a.values()) wider.add(with(m, a.path(), v));
      grid = wider;
    }
    return new Design(SweepPlan.Method.GRID, 0, 0, axes, grid);
  }

  /// The members of a plan.
  public static Design of(SweepPlan plan) {
    return switch (plan.method()) {
      case GRID -> grid(plan.over().stream().map(Design::steps).toList());
      case ONE_AT_A_TIME -> oneAtATime(plan.over().stream().map(Design::steps).toList());
      case LATIN_HYPERCUBE, SOBOL -> sampled(plan);
    };
  }

  /// The base, which has the first value of every path, then each other value alone.
  private static Design oneAtATime(List<Sweep.Axis> axes) {
    Map<String, String> base = new LinkedHashMap<>();
    axes.forEach(a -> base.put(a.path(), a.values().getFirst()));
    List<Map<String, String>> members = new ArrayList<>(List.of(base));
    for (Sweep.Axis a : axes) for (String v : a.values().subList(1, a.values().size())) members.add(with(base, a.path(), v));
    return new Design(SweepPlan.Method.ONE_AT_A_TIME, 0, 0, axes, members);
  }

  private static Sweep.Axis steps(SweepPlan.Over over) {
    return switch (over) {
      case SweepPlan.Values v -> new Sweep.Axis(v.path(), v.values());
      case SweepPlan.Range r -> {
        LinkedHashSet<String> values = new LinkedHashSet<>();
        for (int k = 0; k < r.steps(); k++) values.add(text(r, k / (r.steps() - 1.0)));
        yield new Sweep.Axis(r.path(), List.copyOf(values));
      }
    };
  }

  private static Design sampled(SweepPlan plan) {
    double[][] points = plan.method() == SweepPlan.Method.SOBOL ? sobol(plan) : latin(plan);
    LinkedHashSet<Map<String, String>> members = new LinkedHashSet<>();
    Map<String, LinkedHashSet<String>> values = new LinkedHashMap<>();
    for (double[] u : points) {
      Map<String, String> m = new LinkedHashMap<>();
      for (int d = 0; d < u.length; d++) {
        SweepPlan.Over over = plan.over().get(d);
        String v = switch (over) {
          case SweepPlan.Values list -> list.values().get((int) (u[d] * list.values().size()));
          case SweepPlan.Range r -> text(r, u[d]);
        };
        m.put(over.path(), v);
        values.computeIfAbsent(over.path(), p -> new LinkedHashSet<>()).add(v);
      }
      members.add(m);
    }
    List<Sweep.Axis> axes = values.entrySet().stream().map(e -> new Sweep.Axis(e.getKey(), List.copyOf(e.getValue()))).toList();
    return new Design(plan.method(), plan.samples(), plan.seed(), axes, List.copyOf(members));
  }

  /// One value in each of as many equal parts of every path as there are samples, the parts in random order.
  private static double[][] latin(SweepPlan plan) {
    SplittableRandom random = new SplittableRandom(plan.seed());
    int n = plan.samples();
    double[][] u = new double[n][plan.over().size()];
    for (int d = 0; d < plan.over().size(); d++) {
      int[] part = new int[n];
      for (int k = 0; k < n; k++) {
        int j = random.nextInt(k + 1);
        part[k] = part[j];
        part[j] = k;
      }
      for (int k = 0; k < n; k++) u[k][d] = (part[k] + random.nextDouble()) / n;
    }
    return u;
  }

  /// Sobol's points without the first, the corner; a seed other than 0 shifts them all, modulo 1.
  private static double[][] sobol(SweepPlan plan) {
    int dimensions = plan.over().size();
    SobolSequenceGenerator points = new SobolSequenceGenerator(dimensions);
    points.nextVector();
    SplittableRandom random = new SplittableRandom(plan.seed());
    double[] shift = new double[dimensions];
    if (plan.seed() != 0) for (int d = 0; d < dimensions; d++) shift[d] = random.nextDouble();
    double[][] u = new double[plan.samples()][];
    for (int k = 0; k < u.length; k++) {
      u[k] = points.nextVector();
      for (int d = 0; d < dimensions; d++) u[k][d] = (u[k][d] + shift[d]) % 1;
    }
    return u;
  }

  /// The value at a share of a range.
  private static String text(SweepPlan.Range r, double share) {
    double v = r.log() ? r.low() * Math.pow(r.high() / r.low(), share) : r.low() + share * (r.high() - r.low());
    BigDecimal rounded = new BigDecimal(r.whole() ? Math.rint(v) : v).round(DIGITS);
    String text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    return r.factor() ? "x" + text : text;
  }

  private static Map<String, String> with(Map<String, String> member, String path, String value) {
    Map<String, String> more = new LinkedHashMap<>(member);
    more.put(path, value);
    return more;
  }
}
