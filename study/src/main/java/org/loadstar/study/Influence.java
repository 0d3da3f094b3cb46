package org.loadstar.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Decimal;
import org.loadstar.cases.SweepPlan;

/// What each path of a sweep does to a figure: its mean over the members with the lowest values of the path against those with the
/// highest. Of a path with more than [#FEW] values these are the lowest and the highest fifth of the members; of one-at-a-time the others
/// are at their base. Where a member of either side has no plan its mean is null: it would hide that member.
final class Influence {
  private static final int FEW = 5;

  private final Design design;
  private final List<Map<String, @Nullable Object>> rows;
  private final int year;

  /// @param rows objects of `members` in `sweep --json`
  Influence(Design design, List<Map<String, @Nullable Object>> rows, int year) {
    this.design = design;
    this.rows = rows;
    this.year = year;
  }

  /// One object per figure and path, of each figure the largest effect first; a path of one value has none.
  List<Map<String, @Nullable Object>> all() {
    List<Map<String, @Nullable Object>> out = new ArrayList<>();
    boolean fastest = rows.stream().anyMatch(m -> m.containsKey("objective_gw"));
    for (String metric : List.of(fastest ? "objective_gw" : "objective_usd", "ai_gw", "emissions_t")) {
      List<Map<String, @Nullable Object>> of = new ArrayList<>();
      for (Sweep.Axis a : design.axes()) if (a.values().size() > 1) of.add(of(a, metric));
      of.sort(Comparator.comparingDouble(m -> m.get("effect") instanceof Double e ? -Math.abs(e) : Double.POSITIVE_INFINITY));
      if (of.stream().anyMatch(m -> m.get("at_low") != null || m.get("at_high") != null)) out.addAll(of);
    }
    return out;
  }

  private Map<String, @Nullable Object> of(Sweep.Axis axis, String metric) {
    Map<String, Double> places = places(axis);
    List<Map<String, @Nullable Object>> members = rows.stream()
        .filter(m -> alone(m, axis)).sorted(Comparator.comparingDouble(m -> places.getOrDefault(value(m, axis.path()), Double.NaN))).toList();
    boolean few = axis.values().size() <= FEW;
    int fifth = Math.max(1, members.size() / FEW);
    List<Map<String, @Nullable Object>> low = few ? same(members, axis, true) : members.subList(0, Math.min(fifth, members.size()));
    List<Map<String, @Nullable Object>> high = few ? same(members, axis, false) : members.subList(Math.max(0, members.size() - fifth), members.size());
    Double atLow = mean(low, metric);
    Double atHigh = mean(high, metric);
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("metric", metric);
    out.put("year", metric.startsWith("objective") ? null : year);
    out.put("path", axis.path());
    out.put("low", low.isEmpty() ? null : value(few ? low.getFirst() : low.getLast(), axis.path()));
    out.put("high", high.isEmpty() ? null : value(high.getFirst(), axis.path()));
    out.put("at_low", atLow);
    out.put("at_high", atHigh);
    out.put("effect", atLow == null || atHigh == null ? null : atHigh - atLow);
    out.put("members_low", low.size());
    out.put("members_high", high.size());
    out.put("without_plan_low", low.stream().filter(m -> !planned(m)).count());
    out.put("without_plan_high", high.stream().filter(m -> !planned(m)).count());
    return out;
  }

  /// True where nothing but the path differs from the base of one-at-a-time.
  private boolean alone(Map<String, @Nullable Object> row, Sweep.Axis axis) {
    if (design.method() != SweepPlan.Method.ONE_AT_A_TIME) return true;
    return design.axes().stream().allMatch(a -> a.path().equals(axis.path()) || value(row, a.path()).equals(a.values().getFirst()));
  }

  private static List<Map<String, @Nullable Object>> same(List<Map<String, @Nullable Object>> sorted, Sweep.Axis axis, boolean low) {
    if (sorted.isEmpty()) return sorted;
    String v = value(low ? sorted.getFirst() : sorted.getLast(), axis.path());
    return sorted.stream().filter(m -> value(m, axis.path()).equals(v)).toList();
  }

  private @Nullable Double mean(List<Map<String, @Nullable Object>> members, String metric) {
    double[] figures = members.stream().filter(Influence::planned).mapToDouble(m -> figure(m, metric)).toArray();
    if (figures.length < members.size() || figures.length == 0) return null;
    double mean = DoubleStream.of(figures).average().orElse(Double.NaN);
    return Double.isFinite(mean) ? mean : null;
  }

  private double figure(Map<String, @Nullable Object> row, String metric) {
    Object v = row.get(metric) instanceof Map<?, ?> years ? years.get("" + year) : row.get(metric);
    return v instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  private static boolean planned(Map<String, @Nullable Object> row) {
    return row.get("objective_usd") instanceof Number || row.get("objective_gw") instanceof Number;
  }

  private static String value(Map<String, @Nullable Object> row, String path) {
    return row.get("set") instanceof Map<?, ?> set ? Objects.toString(set.get(path), "") : "";
  }

  /// Where each value stands among those of its path: its number, else its place in the list.
  static Map<String, Double> places(Sweep.Axis axis) {
    boolean numbers = axis.values().stream().noneMatch(v -> Double.isNaN(number(v)));
    Map<String, Double> out = new LinkedHashMap<>();
    for (int k = 0; k < axis.values().size(); k++) out.put(axis.values().get(k), numbers ? number(axis.values().get(k)) : k);
    return out;
  }

  private static double number(String value) {
    return switch (value) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "off" -> 0;
      case "on" -> 1;
      default -> Decimal.parse(value.startsWith("x") ? value.substring(1) : value);
    };
  }
}
