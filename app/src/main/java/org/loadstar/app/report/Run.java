package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// What a report reads: the summary, the tables and the manifest of one run, with the few questions

/// that all sections ask.
final class Run {
  /// A zone of the run.
  record Place(
      String zone, String name, String country, String region, double latitude, double longitude) {}

  final Map<String, ?> summary;
  final Tables tables;
  final Map<String, ?> manifest;
  final Map<String, Place> places = new LinkedHashMap<>();
  final List<Integer> years;
  final int year;
  private final String id;

  Run(Map<String, ?> summary, Tables tables, Map<String, ?> manifest) {
    this.summary = summary;
    this.tables = tables;
    this.manifest = manifest;
    Sheet z = tables.get("zones");
    Rows rows = Rows.of(z);
    rows.stream()
        .forEach(
            r ->
                places.put(
                    rows.text(r, "zone"),
                    new Place(
                        rows.text(r, "zone"),
                        rows.text(r, "name"),
                        rows.text(r, "country"),
                        rows.text(r, "region"),
                        rows.number(r, "latitude_deg"),
                        rows.number(r, "longitude_deg"))));
    TreeSet<Integer> all = new TreeSet<>();
    for (String t : List.of("capacity", "generation", "ai", "price_summary", "costs"))
      all.addAll(Rows.of(tables.get(t)).years().keySet());
    years = List.copyOf(all);
    year = target();
    String hash = text("case_hash");
    String result = text("result_hash");
    String folder = text("run");
    id =
        !result.isEmpty()
            ? shorten(result)
            : !folder.isEmpty()
                ? folder.replaceAll(".*[/\\\\]", "")
                : !hash.isEmpty() ? shorten(hash) : "without a name";
  }

  private static String shorten(String hash) {
    return hash.length() > 8 ? hash.substring(0, 8) : hash;
  }

  /// True for the run of a network case.
  boolean isNetwork() {
    return at(manifest, "options", "kind") != null;
  }

  /// True for the plan of the most load by a year, whose duals are GW per unit of a limit.
  boolean isFastest() {
    return text("objective").equals("fastest");
  }

  /// The target year in words; a case of one stage without a year has none.
  String when() {
    return year == 0 ? "the case" : Integer.toString(year);
  }

  private int target() {
    int given = setting("target_year");
    if (given > 0) return given;
    Rows full = Rows.of(tables.get("dispatch")).is("grid", "full");
    if (!full.isEmpty()) return full.integer(full.stream().findFirst().getAsInt(), "year");
    Rows ai = ai("plan").is("zone", "");
    int latest =
        ai.where(r -> ai.number(r, "target_mw") > 0).stream()
            .map(r -> ai.integer(r, "year"))
            .max()
            .orElse(0);
    return latest > 0 ? latest : years.isEmpty() ? 0 : years.getLast();
  }

  /// Annual rows of the plan.
  Rows plan(String table) {
    return Rows.of(tables.get(table)).is("grid", "plan");
  }

  /// Capacities of the plan; of a network without those of lines and links, and of what has no technology but its bus's (slack).
  Rows capacity() {
    if (!isNetwork()) return plan("capacity");
    Rows lines = plan("lines");
    Set<String> names = lines.stream().mapToObj(r -> lines.text(r, "line")).collect(Collectors.toSet());
    Rows all = plan("capacity");
    Set<String> bus = Set.of("AC", "DC", "");
    return all.where(r -> !names.contains(all.text(r, "name")) && !bus.contains(all.text(r, "technology")));
  }

  Rows twin(String table) {
    return Rows.of(tables.get(table)).is("grid", "no_ai");
  }

  Rows ai(String grid) {
    return Rows.of(tables.get("ai")).is("grid", grid);
  }

  /// Energised AI load of a year, MW: the total row, else the sum of the zones.
  double aiMw(int ofYear, String column) {
    Rows rows = ai("plan").is("year", ofYear);
    Rows total = rows.is("zone", "");
    return (total.isEmpty() ? rows : total).sum(column);
  }

  /// A column of `ai` by zone in the target year.
  Map<String, Double> aiByZone(String column) {
    return ai("plan").is("year", year).named("zone").by("zone", column);
  }

  String name(String zone) {
    Place p = places.get(zone);
    return p == null || p.name.isEmpty() ? zone : p.name;
  }

  /// The name without what stands in brackets.
  String brief(String zone) {
    String n = name(zone);
    int bracket = n.indexOf(" (");
    return bracket > 0 ? n.substring(0, bracket) : n;
  }

  /// Load-weighted price by zone in the target year, USD/MWh.
  Map<String, Double> prices(String grid) {
    return Rows.of(tables.get("price_summary"))
        .is("grid", grid)
        .is("year", year)
        .named("zone")
        .by("zone", "total_usd_per_mwh");
  }

  String caseName() {
    for (String key : List.of("case", "case_name", "name"))
      if (manifest.get(key) instanceof String s && !s.isEmpty()) return s;
    return "case";
  }

  String id() {
    return id;
  }

  /// The line below each chart.
  String source(String table) {
    return "table "
        + table
        + ", run "
        + id
        + ", inputs "
        + caseName()
        + (text("case_hash").isEmpty() ? "" : " " + shorten(text("case_hash")));
  }

  double number(String... path) {
    return at(summary, path) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  /// An integer setting of the case, given as `weather_year` or `weatherYear`; 0 where the manifest

  /// does not tell.
  int setting(String key) {
    int bar = key.indexOf('_');
    String other =
        bar < 0
            ? key
            : key.substring(0, bar)
                + Character.toUpperCase(key.charAt(bar + 1))
                + key.substring(bar + 2);
    for (Map<String, ?> m :
        List.of(object(manifest, "settings"), manifest, object(manifest, "options"), summary))
      for (String k : List.of(key, other)) if (m.get(k) instanceof Number n) return n.intValue();
    return 0;
  }

  String text(String key) {
    return summary.get(key) instanceof String s ? s : "";
  }

  /// A value of nested objects; keys are compared as text, so that years may be numbers.
  static @Nullable Object at(Map<String, ?> root, String... path) {
    Object o = root;
    for (String key : path) {
      if (!(o instanceof Map<?, ?> m)) return null;
      Object next = null;
      for (Map.Entry<?, ?> e : m.entrySet())
        if (key.equals(String.valueOf(e.getKey()))) next = e.getValue();
      o = next;
    }
    return o;
  }

  /// A nested object, empty when there is none.
  static Map<String, Object> object(Map<String, ?> root, String... path) {
    Map<String, Object> out = new LinkedHashMap<>();
    if (at(root, path) instanceof Map<?, ?> m)
      m.forEach(
          (k, v) -> {
            if (v != null) out.put(String.valueOf(k), v);
          });
    return out;
  }

  /// A binding constraint of the plan.
  ///
  /// @param meaningful false where the value is only what a limit of nothing costs the solver
  record Binding(
      String constraint,
      String place,
      int year,
      double value,
      String unit,
      String words,
      double worth,
      boolean meaningful) {}

  /// What stands in place of a value that is not meaningful.
  static final String NOT_MEANINGFUL = "not meaningful (nothing of it is allowed)";

  /// The price of a missing kW of AI load for a year where the manifest does not tell: the default of cases.
  private static final double AI_SHORTFALL_USD_PER_KW_YR = 20_000;

  /// No kW is worth more than a kW of AI load that is missing, but for the tolerance of duals.
  private double mostPerKw() {
    double price =
        at(manifest, "settings", "ai", "shortfall_usd_per_kw_yr") instanceof Number n
            ? n.doubleValue()
            : AI_SHORTFALL_USD_PER_KW_YR;
    return price * 1.001;
  }

  /// The binding constraints of the plan: those of a meaningful value first, of these the target, then by what 1 % more is worth and by value.

  List<Binding> bindings() {
    Rows rows = plan("binding");
    double most = mostPerKw();
    List<Binding> out = new ArrayList<>();
    rows.stream()
        .forEach(
            r ->
                out.add(
                    new Binding(
                        rows.text(r, "constraint"),
                        rows.text(r, "place"),
                        rows.integer(r, "year"),
                        rows.number(r, "shadow_value"),
                        rows.text(r, "unit"),
                        rows.text(r, "words"),
                        worth(rows.number(r, "worth_of_1_percent")),
                        !rows.text(r, "unit").equals("USD/kW-yr")
                            || Math.abs(rows.number(r, "shadow_value")) <= most)));
    // What binds the most load stands in the order of what it contributes, which the table has.
    if (isFastest()) return out;
    out.sort(
        java.util.Comparator.comparing((Binding b) -> b.meaningful ? 0 : 1)
            .thenComparing(b -> b.constraint.equals("ai.target") ? 0 : 1)
            .thenComparingDouble(b -> -b.worth)
            .thenComparingDouble(b -> -Math.abs(b.value)));
    return out;
  }

  /// What binds up to the target year, each limit once: as it binds in that year, else as in the year in which more of it is worth most.
  List<Binding> bindingsToTarget() {
    Map<String, Binding> first = new LinkedHashMap<>();
    for (Binding b : bindings()) {
      if (b.year > year) continue;
      first.merge(b.constraint + "\n" + b.place, b, (had, now) -> had.year != year && now.year == year && (now.meaningful || !had.meaningful) ? now : had);
    }
    return List.copyOf(first.values());
  }

  private static double worth(double ofOnePercent) {
    return Double.isNaN(ofOnePercent) ? 0 : ofOnePercent;
  }

  private Map<String, String> siteNames() {
    Rows c = Rows.of(tables.get("campuses"));
    Map<String, String> names = new LinkedHashMap<>();
    c.stream().filter(r -> !c.text(r, "name").isEmpty()).forEach(r -> names.put(c.text(r, "campus"), c.text(r, "name")));
    return names;
  }

  /// A place of the table `binding` with the names of its zones and sites.
  String place(String place) {
    StringBuilder s = new StringBuilder();
    Map<String, String> sites = siteNames();
    for (String w : place.split(" ", -1))
      s.append(s.isEmpty() ? "" : " ").append(sites.containsKey(w) ? sites.get(w) : places.containsKey(w) ? brief(w) : w);
    return s.toString().replace('_', ' ');
  }

  /// The words of the first binding constraint whose name contains one of the given parts, nearest

  /// to the target year.
  String binds(String... parts) {
    return bindings().stream()
        .filter(Binding::meaningful)
        .filter(b -> java.util.Arrays.stream(parts).anyMatch(p -> b.constraint.contains(p)))
        .min(
            java.util.Comparator.comparingInt((Binding b) -> Math.abs(b.year - year))
                .thenComparingDouble(b -> -Math.abs(b.value)))
        .map(Run::words)
        .orElse("");
  }

  /// True for what binds in a year before the target year.
  boolean before(Binding b) {
    return b.year != 0 && b.year < year;
  }

  /// True when a limit binds in a year.
  boolean binds(String constraint, int in) {
    return bindings().stream().anyMatch(b -> b.constraint.equals(constraint) && b.year == in && b.meaningful);
  }

  /// The words of a binding constraint, with its year where that is not the target year and they do not tell it.
  String dated(Binding b) {
    String words = words(b);
    return !before(b) || words.contains("" + b.year) ? words : words + " (" + b.year + ")";
  }

  static String words(Binding b) {
    if (!b.meaningful)
      return Figures.words(b.constraint) + " in " + b.place + (b.year == 0 ? "" : ", " + b.year) + ": " + NOT_MEANINGFUL;
    return b.words.isEmpty()
        ? Figures.words(b.constraint)
            + " in "
            + b.place
            + (b.year == 0 ? "" : ", " + b.year)
            + ": "
            + Figures.sig(b.value)
            + " "
            + b.unit
        : b.words;
  }
}
