package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// When the AI load arrives and which constraint holds it back.
final class When {
  /// Kinds of constraints that are drawn, and places of each.
  private static final int MOST_KINDS = 7;
  private static final int MOST_PLACES = 4;

  private final Run run;
  private final Campuses campuses;

  When(Run run) {
    this.run = run;
    campuses = new Campuses(run);
  }

  String html() {
    StringBuilder s = new StringBuilder(Sections.open("when", "3", "When, and what binds"));
    s.append("<div class=\"cards\">")
        .append(byYear())
        .append(stackedZones())
        .append(binding())
        .append(new Slack(run).html())
        .append(byZone())
        .append(campuses.timeline())
        .append(new Limits(run).html())
        .append(campuses.reasons())
        .append("</div>");
    return s.append("</section>\n").toString();
  }

  private String byYear() {
    if (run.ai("plan").isEmpty())
      return Sections.empty("ai-years", "No new AI load in this run", "n/a: table ai is empty");
    List<Integer> years = List.copyOf(run.ai("plan").years().keySet());
    double[] x = years.stream().mapToDouble(y -> y).toArray();
    double[] stands = years.stream().mapToDouble(y -> run.aiMw(y, "energised_mw") / 1e3).toArray();
    double[] target =
        years.stream()
            .mapToDouble(y -> run.aiMw(y, "target_mw") / 1e3)
            .map(v -> v > 0 ? v : Double.NaN)
            .toArray();
    double[] ready =
        years.stream()
            .mapToDouble(y -> run.ai("plan").is("year", y).named("zone").sum("potential_mw") / 1e3)
            .toArray();
    List<Lines.Line> lines = new ArrayList<>();
    Map<Integer, Double> expected = range("expected_mw");
    Map<Integer, Double> late = range("p90_mw");
    boolean ranged = !late.isEmpty();
    double[] mean = years.stream().mapToDouble(y -> expected.getOrDefault(y, Double.NaN) / 1e3).toArray();
    double[] least = years.stream().mapToDouble(y -> late.getOrDefault(y, Double.NaN) / 1e3).toArray();
    boolean one = x.length == 1;
    lines.add(new Lines.Line(ranged ? one ? "planned, dates at P50" : "planned (P50)" : "energised", "l-strong", x, stands, false, true));
    if (ranged) {
      lines.add(new Lines.Line("expected", "l-low", x, mean, false, false));
      lines.add(new Lines.Line(one ? "P90, reached 9 times in 10" : "P90", "l-high", x, least, false, false));
    }
    boolean aimed = java.util.Arrays.stream(target).anyMatch(v -> v > 0);
    if (aimed) lines.add(new Lines.Line("target", "l-dash", x, target, false, false));
    if (java.util.Arrays.stream(ready).anyMatch(v -> v > 0))
      lines.add(new Lines.Line(one ? "sites that could be ready" : "could be ready", "l-thin", x, ready, false, false));
    double high =
        lines.stream()
            .flatMapToDouble(l -> java.util.Arrays.stream(l.y()))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    Twin twin = new Twin("year", "planned (P50) GW", "expected GW", "P90 GW", "target GW", "could be ready GW");
    for (int i = 0; i < x.length; i++) twin.row(years.get(i), stands[i], mean[i], least[i], target[i], ready[i]);
    List<Lines.Tick> ticks =
        years.stream().map(y -> new Lines.Tick(y, Integer.toString(y))).toList();
    double at = run.aiMw(run.year, "energised_mw");
    double short_ = run.aiMw(run.year, "target_mw") - at;
    String title =
        !(short_ > 0.0005 * at)
            ? Figures.power(at)
                + " of AI load stands in "
                + run.when()
                + (aimed ? ", as the target asks" : "")
            : "AI load misses the " + run.when() + " target by " + Figures.power(short_);
    if (late.get(run.year) instanceof Double sure)
      title += "; 9 in 10 that " + Figures.power(sure) + " or more stands";
    List<Card.Key> legend =
        new ArrayList<>(List.of(Card.Key.line("l-strong", ranged ? "planned, dates at P50" : "energised", "")));
    if (ranged) {
      legend.add(Card.Key.line("l-low", "expected", ""));
      legend.add(Card.Key.line("l-high", "P90, reached 9 times in 10", ""));
      legend.add(Card.Key.box("band", "P50 to P90", ""));
    }
    if (aimed) legend.add(Card.Key.line("l-dash", "target", ""));
    legend.add(Card.Key.line("l-thin", "sites that could be ready", ""));
    return new Card(
            "ai-years",
            title,
            "New AI load since 2026-01-01, facility GW, all zones, end of each planned year",
            new Lines(lines, "GW", ticks, true, 0, high, ranged ? List.of(new Lines.Band(x, least, stands)) : List.of()),
            one ? List.of() : legend,
            run.binds("ai"),
            run.source(ranged ? "ai, ai_range" : "ai"),
            twin,
            false)
        .html();
  }

  /// A column of `ai_range` by year.
  private Map<Integer, Double> range(String column) {
    Rows rows = Rows.of(run.tables.get("ai_range"));
    Map<Integer, Double> out = new LinkedHashMap<>();
    rows.stream().forEach(r -> out.put(rows.integer(r, "year"), rows.number(r, column)));
    return out;
  }

  /// The load of all zones by year, zone over zone.
  private String stackedZones() {
    TreeMap<Integer, Rows> years = run.ai("plan").named("zone").years();
    if (years.isEmpty()) return "";
    List<Integer> list = List.copyOf(years.keySet());
    Map<String, double[]> value = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      int at = i;
      years.getOrDefault(list.get(i), run.ai("plan")).by("zone", "energised_mw")
          .forEach((z, v) -> value.computeIfAbsent(z, k -> new double[list.size()])[at] = v / 1e3);
    }
    int t = Math.max(0, list.indexOf(run.year));
    List<Layers.Layer> layers = new ArrayList<>();
    Twin twin = new Twin("zone", "year", "energised GW");
    value.forEach((z, v) -> {
      if (java.util.Arrays.stream(v).max().orElse(0) < Figures.DUST) return;
      layers.add(new Layers.Layer(run.brief(z), v));
      for (int i = 0; i < list.size(); i++) twin.row(run.brief(z), list.get(i), v[i]);
    });
    if (layers.isEmpty()) return "";
    layers.sort(Comparator.comparingDouble(l -> -l.value()[t]));
    double all = layers.stream().mapToDouble(l -> l.value()[t]).sum();
    double[] target = list.stream().mapToDouble(y -> run.aiMw(y, "target_mw") / 1e3).toArray();
    Layers chart = new Layers(list, Layers.of(layers, list.size()), target, "GW");
    List<Card.Key> legend = chart.legend(run.year);
    if (java.util.Arrays.stream(target).anyMatch(v -> v > 0)) legend.add(Card.Key.line("l-dash", "target", ""));
    return new Card(
            "ai-stacked",
            all < Figures.DUST
                ? "No zone has new AI load in " + run.when() + " (0 GW)"
                : layers.getFirst().name() + " holds " + Figures.percent(layers.getFirst().value()[t] / all) + " of the " + Figures.power(all * 1e3)
                    + " of " + run.when(),
            "New AI load by zone, facility GW, end of each planned year, largest zone of " + run.when() + " below", chart, legend, "",
            run.source("ai"), twin, false)
        .html();
  }

  private String byZone() {
    TreeMap<Integer, Rows> years = run.ai("plan").named("zone").years();
    if (years.isEmpty()) return "";
    List<Integer> list = List.copyOf(years.keySet());
    Map<String, double[]> value = new LinkedHashMap<>();
    Map<String, double[]> limit = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      int at = i;
      Rows rows = years.getOrDefault(list.get(i), run.ai("plan"));
      rows.by("zone", "energised_mw")
          .forEach((z, v) -> value.computeIfAbsent(z, k -> new double[list.size()])[at] = v / 1e3);
      rows.by("zone", "potential_mw")
          .forEach((z, v) -> limit.computeIfAbsent(z, k -> new double[list.size()])[at] = v / 1e3);
    }
    int t = Math.max(0, list.indexOf(run.year));
    List<SmallMultiples.Series> series = new ArrayList<>();
    value.forEach(
        (z, v) ->
            series.add(
                new SmallMultiples.Series(
                    run.brief(z), v, limit.getOrDefault(z, new double[v.length]))));
    series.removeIf(
        s ->
            java.util.Arrays.stream(s.value()).sum() + java.util.Arrays.stream(s.limit()).sum()
                <= 0);
    if (series.isEmpty()) return "";
    series.sort(Comparator.comparingDouble(s -> -s.value()[t]));
    Twin twin = new Twin("zone", "year", "energised GW", "could be ready GW");
    for (SmallMultiples.Series s : series)
      for (int i = 0; i < list.size(); i++)
        twin.row(s.name(), list.get(i), s.value()[i], s.limit()[i]);
    double all = series.stream().mapToDouble(s -> s.value()[t]).sum();
    double three = series.stream().limit(3).mapToDouble(s -> s.value()[t]).sum();
    long zones = series.stream().filter(s -> s.value()[t] > 5e-4).count();
    String title =
        all > 0 && zones <= 3
            ? "All AI load of "
                + run.when()
                + " stands in "
                + zones
                + (zones == 1 ? " zone" : " zones")
            : all > 0
                ? "Three zones hold "
                    + Figures.percent(three / all)
                    + " of the AI load of "
                    + run.when()
                : "No zone has new AI load in " + run.when();
    return new Card(
            "ai-zones",
            title,
            "New AI load by zone, facility GW, one scale, sorted by " + run.when(),
            new SmallMultiples(list, series, "GW", run.year),
            List.of(
                Card.Key.box("accent", "target year", ""),
                Card.Key.box("muted-fill", "other years", ""),
                Card.Key.line("limit", "could be ready", "")),
            "",
            run.source("ai"),
            twin,
            true)
        .html();
  }

  private String binding() {
    List<Run.Binding> now = run.bindingsToTarget().stream().filter(b -> Double.isFinite(b.value())).toList();
    if (now.isEmpty())
      return Sections.empty("binds", "No constraint has a price up to " + run.when(), "n/a: table binding has no row of these years");
    Map<String, List<Run.Binding>> kinds = new LinkedHashMap<>();
    now.forEach(b -> kinds.computeIfAbsent(b.constraint() + "\n" + b.unit(), u -> new ArrayList<>()).add(b));
    List<Bars.Group> groups = kinds.values().stream().limit(MOST_KINDS).map(this::kind).toList();
    Twin twin = new Twin("constraint", "place", "year", "shadow value", "unit", "words");
    run.bindings().stream()
        .filter(b -> b.year() <= run.year && Double.isFinite(b.value()))
        .forEach(b -> twin.row(b.constraint(), b.place(), b.year(), b.meaningful() ? b.value() : Double.NaN, b.unit(), b.meaningful() ? b.words() : Run.NOT_MEANINGFUL));
    long earlier = now.stream().filter(run::before).count();
    String then = earlier == 0 ? " in " : " up to ";
    String title = (now.size() == 1 ? "One constraint binds" : now.size() + " constraints bind") + then + run.when();
    return new Card(
            "binds",
            title + "; first: " + lower(run.dated(now.getFirst())),
            "Shadow value by place, one scale for each kind of constraint, " + run.when() + (earlier == 0 ? "" : "; the year is told where a limit binds before it alone"),
            new Bars(groups),
            List.of(),
            "",
            run.source("binding"),
            twin,
            false)
        .html();
  }

  /// The places in which a kind of constraint is worth most.
  private Bars.Group kind(List<Run.Binding> list) {
    String more = list.size() > MOST_PLACES ? ", " + MOST_PLACES + " of " + list.size() : "";
    List<Bars.Bar> bars = list.stream()
        .sorted(Comparator.comparingDouble(b -> b.meaningful() ? -Math.abs(b.value()) : 0))
        .limit(MOST_PLACES)
        .map(b -> new Bars.Bar(
            run.place(b.place()) + (run.before(b) ? ", " + b.year() : ""), b.meaningful() ? Math.abs(b.value()) : 0, 0, Double.NaN,
            b.meaningful() ? Figures.sig(b.value()) : Run.NOT_MEANINGFUL, "accent"))
        .toList();
    return new Bars.Group(Figures.words(list.getFirst().constraint()) + ", " + list.getFirst().unit() + more, bars);
  }

  private static String lower(String words) {
    String s = words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    boolean acronym = s.length() > 1 && Character.isUpperCase(s.charAt(1));
    return s.isEmpty() || acronym ? s : Character.toLowerCase(s.charAt(0)) + s.substring(1);
  }
}
