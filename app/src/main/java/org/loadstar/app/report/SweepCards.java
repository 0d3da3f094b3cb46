package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What many plans of one case say: the report of a sweep.
final class SweepCards {
  private static final int SHADES = 4;

  /// Axes that fit a page.
  private static final int MOST_AXES = 9;
  private static final int MOST_TICKS = 7;

  /// Share of an axis for its numbers where infinity is at its end.
  private static final double FINITE = 0.85;

  private static final int MOST_LINES = 1500;

  private final Run run;
  private final Rows values;
  private final List<Map<String, Object>> members;
  private final int year;
  private final boolean fastest;

  /// By member, NaN without a plan: cost in $bn, new AI load of the target year in GW.
  private final double[] cost;

  private final double[] gw;

  SweepCards(Run run) {
    this.run = run;
    values = Rows.of(run.tables.get("sweep_values"));
    members = objects("members");
    year = (int) run.number("target_year");
    fastest = members.stream().anyMatch(m -> m.containsKey("objective_gw"));
    cost = members.stream().mapToDouble(m -> figure(m, "objective_usd") / 1e9).toArray();
    gw = members.stream().mapToDouble(m -> fastest ? figure(m, "objective_gw") : figure(m, "ai_gw", "" + year)).toArray();
  }

  /// True for a run that is a sweep.
  boolean present() {
    return !values.isEmpty();
  }

  private List<Map<String, Object>> objects(String key) {
    return run.summary.get(key) instanceof List<?> l ? l.stream().map(o -> Run.object(Map.of("o", o), "o")).toList() : List.of();
  }

  private static double figure(Map<String, Object> m, String... path) {
    return Run.at(m, path) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  private long without() {
    return members.stream().filter(m -> Double.isNaN(figure(m, fastest ? "objective_gw" : "objective_usd"))).count();
  }

  String headline() {
    long n = without();
    String span = span(gw, "GW");
    return members.size() + " plans give " + (span.isEmpty() ? "no" : span) + " of new AI load by " + year
        + (n == 0 ? "" : "; " + n + (n == 1 ? " member has" : " members have") + " no plan");
  }

  private static String span(double[] figures, String unit) {
    double[] known = DoubleStream.of(figures).filter(Double::isFinite).sorted().toArray();
    if (known.length == 0) return "";
    String low = Figures.sig(known[0]);
    String high = Figures.sig(known[known.length - 1]);
    return (low.equals(high) ? low : low + " to " + high) + Figures.THIN + unit;
  }

  /// The page of a sweep.
  String html() {
    Map<String, Object> design = Run.object(run.summary, "design");
    StringBuilder s = new StringBuilder("<section id=\"answer\" aria-labelledby=\"headline\">\n<p class=\"kicker\">Sweep of ");
    s.append(Svg.escape(run.caseName() + ", run " + run.id())).append("</p>\n<h1 id=\"headline\">").append(Svg.escape(headline()));
    s.append("</h1>\n<dl class=\"tiles\">").append(Answer.tile("Members", "" + members.size(), "of " + Figures.whole(run.number("members_asked")) + " asked"));
    s.append(Answer.tile("Design", String.valueOf(design.getOrDefault("method", "grid")), Run.object(run.summary, "over").size() + " paths"));
    s.append(Answer.tile("Without a plan", "" + without(), "infeasible, refused or failed; in no mean"));
    s.append(Answer.tile("Resolution", run.text("resolution"), span(cost, "$bn discounted")));
    s.append("</dl>\n</section>\n").append(Sections.open("sweep", "2", "What each value does")).append("<div class=\"cards\">");
    s.append(parallel());
    for (String metric : List.of(fastest ? "objective_gw" : "objective_usd", "ai_gw", "emissions_t")) s.append(tornado(metric));
    return s.append("</div></section>\n").toString();
  }

  private String parallel() {
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    values.stream().forEach(r -> rows.computeIfAbsent(values.text(r, "path"), p -> new ArrayList<>()).add(r));
    List<String> paths = List.copyOf(rows.keySet());
    List<String> shown = paths.subList(0, Math.min(MOST_AXES, paths.size()));
    List<ParallelAxes.Axis> axes = new ArrayList<>();
    List<double[]> at = new ArrayList<>();
    for (String p : shown) {
      List<Integer> of = rows.getOrDefault(p, List.of());
      axis(p, of.stream().mapToDouble(r -> values.number(r, "number")).toArray(), of.stream().map(r -> values.text(r, "value")).toList(), axes, at);
    }
    if (!fastest) axis("cost, $bn", cost, null, axes, at);
    axis("AI load " + year + ", GW", gw, null, axes, at);
    String[] shades = shades(fastest ? gw : cost);
    List<ParallelAxes.Line> lines = new ArrayList<>();
    Twin table = new Twin(IntStream.range(0, shown.size() + 3).mapToObj(i -> i < shown.size() ? shown.get(i) : List.of("status", "cost $bn", "AI GW " + year).get(i - shown.size())).toList());
    for (int k = 0; k < members.size(); k++) {
      int member = k;
      Map<String, Object> set = Run.object(members.get(k), "set");
      if (k < MOST_LINES) lines.add(new ParallelAxes.Line(at.stream().mapToDouble(a -> a[member]).toArray(), shades[k], title(set, k)));
      List<Object> row = new ArrayList<>();
      shown.forEach(p -> row.add(String.valueOf(set.getOrDefault(p, ""))));
      row.addAll(List.of(String.valueOf(members.get(k).get("status")), cost[k], gw[k]));
      table.row(row);
    }
    String title = fastest ? headline() : "Cost lies between " + span(cost, "$bn") + " and new AI load by " + year + " between " + span(gw, "GW");
    return new Card("parallel", title.replace(" to ", " and "), "One line per member through its values; shaded by " + (fastest ? "AI load" : "cost") + ", strong is most"
            + (members.size() > MOST_LINES ? "; the first " + MOST_LINES + " of " + members.size() + " members" : "")
            + (paths.size() > shown.size() ? "; the first " + shown.size() + " of " + paths.size() + " paths" : ""), new ParallelAxes(axes, lines),
            List.of(Card.Key.line("pl p0", "least", ""), Card.Key.line("pl p" + (SHADES - 1), "most", ""), Card.Key.line("pl pnone", "no plan", "")), "",
            run.source("sweep, sweep_values"), table, true)
        .html();
  }

  private String title(Map<String, Object> set, int k) {
    List<String> words = new ArrayList<>();
    set.forEach((p, v) -> words.add(p + "=" + v));
    return String.join(", ", words) + ": " + Figures.sig(cost[k]) + " $bn, " + Figures.sig(gw[k]) + " GW";
  }

  /// Quarters of the figure from the least; members without one apart.
  private static String[] shades(double[] figures) {
    double[] known = DoubleStream.of(figures).filter(Double::isFinite).sorted().toArray();
    String[] out = new String[figures.length];
    for (int k = 0; k < out.length; k++) {
      int below = Double.isFinite(figures[k]) ? Arrays.binarySearch(known, figures[k]) : -1;
      out[k] = below < 0 ? "pnone" : "p" + Math.min(SHADES - 1, known.length < 2 ? 0 : below * SHADES / (known.length - 1));
    }
    return out;
  }

  /// @param texts values as laid over the case; null for figures
  private static void axis(String name, double[] figures, @Nullable List<String> texts, List<ParallelAxes.Axis> axes, List<double[]> at) {
    double[] known = DoubleStream.of(figures).filter(Double::isFinite).toArray();
    double low = DoubleStream.of(known).min().orElse(0);
    double high = DoubleStream.of(known).max().orElse(1);
    boolean endless = DoubleStream.of(figures).anyMatch(v -> v == Double.POSITIVE_INFINITY);
    double top = endless ? FINITE : 1;
    double[] share = DoubleStream.of(figures)
        .map(v -> v == Double.POSITIVE_INFINITY ? 1 : !Double.isFinite(v) ? Double.NaN : high > low ? top * (v - low) / (high - low) : endless ? 0 : 0.5).toArray();
    Map<Double, String> ticks = new TreeMap<>();
    if (texts != null && texts.stream().distinct().count() <= MOST_TICKS) {
      for (int k = 0; k < share.length; k++) if (!Double.isNaN(share[k])) ticks.put(share[k], texts.get(k));
    } else if (high > low) {
      String x = texts != null && texts.stream().allMatch(t -> t.startsWith("x")) ? "x" : "";
      if (endless) ticks.put(1.0, "inf");
      for (double s : new double[] {0, 0.5, 1}) ticks.put(top * s, x + Figures.sig(low + s * (high - low), 4));
    } else if (known.length > 0) {
      ticks.put(0.5, Figures.sig(low, 4));
    }
    axes.add(new ParallelAxes.Axis(name, ticks.entrySet().stream().map(e -> new ParallelAxes.Tick(e.getKey(), e.getValue())).toList()));
    at.add(share);
  }

  private String tornado(String metric) {
    List<Map<String, Object>> of = objects("influence").stream().filter(m -> metric.equals(m.get("metric"))).toList();
    if (of.isEmpty()) return "";
    double scale = metric.equals("objective_usd") ? 1e-9 : metric.equals("emissions_t") ? 1e-6 : 1;
    String unit = metric.equals("objective_usd") ? "$bn" : metric.equals("emissions_t") ? "Mt" : "GW";
    String what = metric.equals("objective_usd") ? "Cost" : metric.equals("emissions_t") ? "CO₂ " + year : "New AI load by " + year;
    double reference = scale * DoubleStream.of(reference(metric)).filter(Double::isFinite).average().orElse(Double.NaN);
    if (Double.isNaN(reference)) return "";
    List<Tornado.Bar> bars = new ArrayList<>();
    Twin table = new Twin("path", "low", "high", unit + " at low", unit + " at high", "effect", "members low", "members high", "without plan low", "without plan high");
    for (Map<String, Object> m : of) {
      double low = scale * figure(m, "at_low");
      double high = scale * figure(m, "at_high");
      long gone = (long) (figure(m, "without_plan_low") + figure(m, "without_plan_high"));
      String note = gone == 0 ? "" : gone + " of " + Figures.whole(figure(m, "members_low") + figure(m, "members_high")) + " members have no plan";
      bars.add(new Tornado.Bar(String.valueOf(m.get("path")), String.valueOf(m.get("low")), String.valueOf(m.get("high")), low, high, note));
      table.row(String.valueOf(m.get("path")), String.valueOf(m.get("low")), String.valueOf(m.get("high")), low, high, scale * figure(m, "effect"),
          figure(m, "members_low"), figure(m, "members_high"), figure(m, "without_plan_low"), figure(m, "without_plan_high"));
    }
    Tornado.Bar first = bars.getFirst();
    String title = Double.isNaN(first.atLow()) || Double.isNaN(first.atHigh()) ? what + ": some members have no plan"
        : Math.abs(first.atHigh() - first.atLow()) < 1e-9 * Math.max(1, Math.abs(reference)) ? what + " does not change with any of them"
        : what + " changes most with " + first.name() + ": " + Figures.sig(first.atLow()) + " to " + Figures.sig(first.atHigh()) + " " + unit;
    return new Card("tornado-" + metric, title, "Mean of the members with the lowest and the highest values of each path, in " + unit + "; the line is "
            + (alone() ? "the base" : "the mean of all"), new Tornado(unit, reference, bars),
            List.of(Card.Key.box("less", "lowest value", ""), Card.Key.box("more", "highest value", "")), "", run.source("sweep"), table, of.size() > 6)
        .html();
  }

  private boolean alone() {
    return "one-at-a-time".equals(Run.at(run.summary, "design", "method"));
  }

  /// The figure of all members; of the base alone where the others differ from it in one value each.
  private double[] reference(String metric) {
    return members.stream().limit(alone() ? 1 : members.size())
        .mapToDouble(m -> metric.startsWith("objective") ? figure(m, metric) : figure(m, metric, "" + year)).toArray();
  }
}
