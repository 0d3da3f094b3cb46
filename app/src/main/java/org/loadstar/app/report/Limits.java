package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.loadstar.model.UnitWords;

/// What limits supply besides the sites: chips, equipment and crews, capital; and what the plan moves: work, plants kept open, costs
/// that fall by learning, jobs. A table without rows has no card.
final class Limits {
  /// Bars of one group.
  private static final int MOST = 10;

  /// Names in a title.
  private static final int NAMED = 3;

  /// Used share from which a limit is used up.
  private static final double USED_UP = 0.999;

  private final Run run;

  Limits(Run run) {
    this.run = run;
  }

  /// The cards; empty where the run has none of the tables.
  String html() {
    return chips() + equipment() + capital() + workloads() + learning() + keptOpen() + jobs();
  }

  /// Rows of the target year, or of the last year before it.
  private Rows now(Rows rows) {
    var years = rows.years();
    Integer year = years.floorKey(run.year);
    return rows.is("year", year != null ? year : years.isEmpty() ? run.year : years.firstKey());
  }

  private static int year(Rows rows) {
    return rows.integer(rows.stream().findFirst().orElseThrow(), "year");
  }

  private String chips() {
    Rows rows = Rows.of(run.tables.get("chips"));
    if (rows.isEmpty()) return "";
    int n = rows.count();
    double[] x = new double[n];
    double[] available = new double[n];
    double[] used = new double[n];
    Twin twin = new Twin("year", "available million", "used million", "exported million", "limits the year", "rent USD per GPU-hour");
    int k = 0;
    for (int r : rows.stream().toArray()) {
      x[k] = rows.integer(r, "year");
      available[k] = rows.number(r, "available") / 1e6;
      used[k] = rows.number(r, "used") / 1e6;
      twin.row(rows.integer(r, "year"), available[k], used[k], rows.number(r, "exported") / 1e6, rows.text(r, "limiting"),
          rows.number(r, "value_usd_per_gpu_hour"));
      k++;
    }
    Rows target = now(rows);
    int r = target.stream().findFirst().orElseThrow();
    double share = target.number(r, "used") / target.number(r, "available");
    double rent = target.number(r, "value_usd_per_gpu_hour");
    boolean binds = share > 0.999;
    String title = (binds ? "All " : Figures.percent(share) + " of ") + Figures.sig(target.number(r, "available") / 1e6) + " million chips to "
        + year(target) + " " + (binds ? "are used" + (rent > 0 ? ": an hour more is worth $" + Figures.sig(rent) : "") : "are used");
    double high = Math.max(java.util.Arrays.stream(available).max().orElse(1), java.util.Arrays.stream(used).max().orElse(1));
    List<Lines.Line> lines = List.of(
        new Lines.Line("available", "l-dash", x, available, false, false), new Lines.Line("used", "l-strong", x, used, false, true));
    return new Card(
            "chips", title, "Accelerators since 2026-01-01, million, to the end of each year; " + limiting(rows),
            new Lines(lines, "million", ticks(x), true, 0, high),
            n == 1 ? List.of() : List.of(Card.Key.line("l-strong", "used by the plan", ""), Card.Key.line("l-dash", "available", "")),
            run.binds("chips"), run.source("chips"), twin, false)
        .html();
  }

  private static String limiting(Rows rows) {
    Map<String, List<String>> by = new LinkedHashMap<>();
    rows.stream().forEach(r -> by.computeIfAbsent(rows.text(r, "limiting"), w -> new ArrayList<>()).add(Integer.toString(rows.integer(r, "year"))));
    List<String> words = new ArrayList<>();
    by.forEach((w, years) -> words.add((w.isEmpty() ? "nothing" : w) + (years.size() == rows.count() ? " in every year" : " in " + String.join(", ", years))));
    return "limited by " + String.join("; by ", words);
  }

  private static List<Lines.Tick> ticks(double[] x) {
    return java.util.Arrays.stream(x).distinct().mapToObj(y -> new Lines.Tick(y, Integer.toString((int) y))).toList();
  }

  private String equipment() {
    Rows all = Rows.of(run.tables.get("equipment"));
    if (all.isEmpty()) return "";
    Twin twin = new Twin("year", "item", "scope", "needed by", "unit", "deliveries", "extra at a premium", "used", "worth of one more USD a year");
    all.stream().forEach(r -> twin.row(all.integer(r, "year"), all.text(r, "item"), all.text(r, "scope"), all.integer(r, "needed_by"), all.text(r, "unit"), all.number(r, "deliveries"),
        all.number(r, "extra"), all.number(r, "used"), all.number(r, "value_usd_per_unit_yr")));
    Rows rows = now(all);
    int year = year(rows);
    List<Slot> slots = slots(rows);
    if (slots.isEmpty()) return "";
    List<String> full = slots.stream().filter(Slot::out).map(s -> Figures.words(s.name)).toList();
    List<Bars.Group> groups = new ArrayList<>(List.of(new Bars.Group("share of deliveries", slots.stream().limit(MOST).map(Slot::bar).toList())));
    TreeMap<Integer, List<String>> gone = new TreeMap<>();
    all.years().headMap(year).forEach((y, of) -> {
      List<Slot> then = slots(of).stream().filter(s -> s.out && !full.contains(Figures.words(s.name))).toList();
      if (then.isEmpty()) return;
      gone.put(y, then.stream().map(s -> Figures.words(s.name)).toList());
      groups.add(new Bars.Group("share of deliveries, " + y + ", what runs out", then.stream().limit(MOST).map(Slot::bar).toList()));
    });
    String title = full.isEmpty()
        ? "No equipment runs out by " + year + "; " + Figures.words(slots.getFirst().name) + " comes nearest at " + Figures.percent(slots.getFirst().share)
        : full.size() + " of " + slots.size() + " kinds of equipment and crews run out by " + year + ": "
            + String.join(", ", full.subList(0, Math.min(3, full.size()))) + (full.size() > 3 ? ", ..." : "");
    title += early(gone);
    return new Card(
            "equipment", title, "Used share of what arrives by " + year + ", with deliveries at a premium; plants and campuses together"
                + (slots.size() > MOST ? "; the " + MOST + " nearest their limit of " + slots.size() : ""),
            new Bars(groups),
            List.of(Card.Key.box("accent", "used up", ""), Card.Key.box("muted-fill", "used in part", ""), Card.Key.line("mark", "all that arrives", "")),
            run.binds("equipment."), run.source("equipment"), twin, false)
        .html();
  }

  /// Deliveries of an item and how much of them is used.
  private record Slot(String name, String unit, double share, double have, double used, boolean out) {
    Bars.Bar bar() {
      return new Bars.Bar(
          Figures.words(name) + ", " + UnitWords.many(unit), share, 0, 1, (share < Figures.DUST ? "0" : Figures.sig(used)) + " of " + Figures.sig(have), out ? "accent" : "muted-fill");
    }
  }

  /// The deliveries of one year, those of which the largest share is used first.
  private List<Slot> slots(Rows rows) {
    List<Slot> slots = new ArrayList<>();
    rows.stream().forEach(r -> {
      double have = rows.number(r, "deliveries") + rows.number(r, "extra");
      if (have <= 0) return;
      String item = rows.text(r, "item");
      double share = rows.number(r, "used") / have;
      boolean several = rows.is("item", item).count() > 1;
      slots.add(new Slot(
          several ? item + " by " + rows.integer(r, "needed_by") : item, rows.text(r, "unit"), share, have, rows.number(r, "used"),
          share > USED_UP || !several && run.binds("equipment." + item, rows.integer(r, "year"))));
    });
    slots.sort(Comparator.comparingDouble(s -> -s.share));
    return slots;
  }

  private String capital() {
    Rows all = Rows.of(run.tables.get("capital"));
    if (all.isEmpty()) return "";
    Twin twin = new Twin("year", "investor", "purposes", "budget $bn", "spent $bn", "worth of one more USD");
    all.stream().forEach(r -> twin.row(all.integer(r, "year"), all.text(r, "investor"), all.text(r, "purposes"),
        all.number(r, "budget_usd") / 1e9, all.number(r, "spent_usd") / 1e9, all.number(r, "value")));
    Rows rows = now(all);
    int year = year(rows);
    double budget = rows.sum("budget_usd");
    double spent = rows.sum("spent_usd");
    List<Bars.Group> groups = new ArrayList<>(List.of(new Bars.Group("$bn" + (years(all) > 1 ? ", " + year : ""), budgets(all, rows))));
    TreeMap<Integer, List<String>> gone = new TreeMap<>();
    all.years().headMap(year).forEach((y, of) -> {
      Rows full = of.where(r -> out(of, r));
      if (full.isEmpty()) return;
      gone.put(y, full.stream().mapToObj(r -> Figures.words(full.text(r, "investor"))).toList());
      groups.add(new Bars.Group("$bn, " + y + ", those that run out", budgets(all, full)));
    });
    long out = rows.where(r -> out(rows, r)).count();
    String title = Figures.money(spent) + " of " + Figures.money(budget) + " is spent in the years to " + year
        + (out == 0 ? gone.isEmpty() ? "; no investor runs out" : "" : "; " + out + " of " + rows.count() + " investors " + (out == 1 ? "runs" : "run") + " out") + early(gone);
    return new Card(
            "capital", title, "Capital by investor, $bn, years to " + year + " since the stage before",
            new Bars(groups),
            List.of(Card.Key.box("accent", "runs out", ""), Card.Key.box("muted-fill", "spent", ""), Card.Key.line("mark", "budget", "")),
            run.binds("capital."), run.source("capital"), twin, false)
        .html();
  }

  private List<Bars.Bar> budgets(Rows all, Rows of) {
    return of.stream().boxed()
        .sorted(Comparator.comparingDouble(r -> -all.number(r, "spent_usd")))
        .limit(MOST)
        .map(r -> new Bars.Bar(
            Figures.words(all.text(r, "investor")), all.number(r, "spent_usd") / 1e9, 0, all.number(r, "budget_usd") / 1e9,
            Figures.money(all.number(r, "spent_usd")) + " of " + Figures.money(all.number(r, "budget_usd")), out(all, r) ? "accent" : "muted-fill"))
        .toList();
  }

  /// True for a budget that is spent, or binds though whole modules leave some of it.
  private boolean out(Rows rows, int r) {
    return rows.number(r, "spent_usd") > USED_UP * rows.number(r, "budget_usd") || run.binds("capital." + rows.text(r, "investor"), rows.integer(r, "year"));
  }

  private static int years(Rows rows) {
    return rows.years().size();
  }

  /// `a, b and c`; of many the first ones and `others`.
  private static String listed(List<String> names) {
    List<String> few = new ArrayList<>(names.subList(0, Math.min(NAMED, names.size())));
    if (names.size() > NAMED) few.add("others");
    String last = few.removeLast();
    return few.isEmpty() ? last : String.join(", ", few) + " and " + last;
  }

  /// What runs out in years before the one that is told.
  private static String early(Map<Integer, List<String>> gone) {
    StringBuilder s = new StringBuilder();
    gone.forEach((y, names) -> s.append("; in ").append(y).append(' ').append(listed(names)).append(names.size() == 1 ? " runs out" : " run out"));
    return s.toString();
  }

  private String workloads() {
    Rows all = run.plan("workloads");
    if (all.isEmpty()) return "";
    Twin twin = new Twin("year", "zone", "workload", "energy TWh", "put off TWh", "moved TWh", "curtailed TWh");
    all.stream().forEach(r -> twin.row(all.integer(r, "year"), all.text(r, "zone"), all.text(r, "workload"), all.number(r, "energy_mwh") / 1e6,
        all.number(r, "put_off_mwh") / 1e6, all.number(r, "moved_mwh") / 1e6, all.number(r, "curtailed_mwh") / 1e6));
    Rows rows = now(all);
    Map<String, Double> energy = rows.by("workload", "energy_mwh");
    Map<String, Double> late = rows.by("workload", "put_off_mwh");
    Map<String, Double> cut = rows.by("workload", "curtailed_mwh");
    Map<String, Double> into = rows.where(r -> rows.number(r, "moved_mwh") > 0).by("workload", "moved_mwh");
    List<Bars.Bar> bars = new ArrayList<>();
    for (String w : Rows.falling(energy)) {
      double all0 = energy.getOrDefault(w, 0.0);
      double shifted = late.getOrDefault(w, 0.0) + into.getOrDefault(w, 0.0) + cut.getOrDefault(w, 0.0);
      if (all0 <= 0) continue;
      List<String> parts = new ArrayList<>();
      if (late.getOrDefault(w, 0.0) > 0.5) parts.add(Figures.energy(late.getOrDefault(w, 0.0)) + " put off");
      if (into.getOrDefault(w, 0.0) > 0.5) parts.add(Figures.energy(into.getOrDefault(w, 0.0)) + " moved");
      if (cut.getOrDefault(w, 0.0) > 0.5) parts.add(Figures.energy(cut.getOrDefault(w, 0.0)) + " cut");
      bars.add(new Bars.Bar(Figures.words(w), shifted / all0, 0, Double.NaN, parts.isEmpty() ? "0" : String.join(", ", parts), "accent"));
    }
    if (bars.isEmpty()) return "";
    double total = late.values().stream().mapToDouble(v -> v).sum() + into.values().stream().mapToDouble(v -> v).sum()
        + cut.values().stream().mapToDouble(v -> v).sum();
    String title = total < 0.5 ? "No work waits or moves in " + year(rows) + " (0 GWh)"
        : Figures.energy(total) + " of work is put off, moved or interrupted in " + year(rows);
    return new Card(
            "workloads", title, "Share of each workload's energy that is put off in time, moved to another zone or cut, " + year(rows) + ", all zones",
            new Bars(List.of(new Bars.Group("share of energy", bars.subList(0, Math.min(MOST, bars.size()))))), List.of(), run.binds("workload"),
            run.source("workloads"), twin, false)
        .html();
  }

  private String learning() {
    Rows all = Rows.of(run.tables.get("learning"));
    if (all.isEmpty()) return "";
    Twin twin = new Twin("year", "technology", "units built", "capex USD/kW");
    all.stream().forEach(r -> twin.row(all.integer(r, "year"), all.text(r, "technology"), all.number(r, "units"), all.number(r, "capex_usd_per_kw")));
    Set<String> names = new LinkedHashSet<>();
    all.stream().forEach(r -> names.add(all.text(r, "technology")));
    String[] styles = {"l-strong", "l-dash", "l-high", "l-low", "l-thin"};
    List<Lines.Line> lines = new ArrayList<>();
    List<Card.Key> legend = new ArrayList<>();
    double high = all.max("capex_usd_per_kw");
    String first = "";
    double fall = Double.NEGATIVE_INFINITY;
    for (String name : names) {
      Rows of = all.is("technology", name);
      int[] rows = of.stream().toArray();
      double[] x = java.util.Arrays.stream(rows).mapToDouble(r -> of.integer(r, "year")).toArray();
      double[] y = java.util.Arrays.stream(rows).mapToDouble(r -> of.number(r, "capex_usd_per_kw")).toArray();
      String css = styles[Math.min(lines.size(), styles.length - 1)];
      lines.add(new Lines.Line(Figures.words(name), css, x, y, false, true));
      legend.add(Card.Key.line(css, Figures.words(name), Figures.sig(of.number(rows[rows.length - 1], "units")) + " units"));
      if (y[0] - y[y.length - 1] > fall) {
        fall = y[0] - y[y.length - 1];
        first = Figures.words(name) + (fall > 0 ? " falls from $" : " costs $") + Figures.sig(y[0])
            + (fall > 0 ? " to $" + Figures.sig(y[y.length - 1]) : "") + " a kW by " + (int) x[x.length - 1];
      }
    }
    return new Card(
            "learning", first, "Capital cost by what the plan has built, USD/kW, technologies that learn",
            new Lines(lines, "USD/kW", ticks(lines.stream().flatMapToDouble(l -> java.util.Arrays.stream(l.x())).distinct().sorted().toArray()), true, 0,
                Double.isNaN(high) ? 1 : high),
            legend, "", run.source("learning"), twin, false)
        .html();
  }

  private String keptOpen() {
    Rows all = run.plan("kept_open");
    if (all.isEmpty()) return "";
    Twin twin = new Twin("year", "zone", "technology", "order", "kept MW");
    all.stream().forEach(r -> twin.row(all.integer(r, "year"), all.text(r, "zone"), all.text(r, "technology"), all.text(r, "order"), all.number(r, "kept_mw")));
    Rows rows = now(all);
    Map<String, Double> by = new TreeMap<>();
    rows.stream().forEach(r -> by.merge(run.brief(rows.text(r, "zone")) + ", " + Figures.words(rows.text(r, "technology")), rows.number(r, "kept_mw"), Double::sum));
    List<Bars.Bar> bars = Rows.falling(by).stream().limit(MOST)
        .map(k -> new Bars.Bar(k, by.getOrDefault(k, 0.0) / 1e3, 0, Double.NaN, Figures.power(by.getOrDefault(k, 0.0)), "accent"))
        .toList();
    return new Card(
            "kept-open", Figures.power(rows.sum("kept_mw")) + " of plants due to retire is kept open in " + year(rows),
            "Capacity kept open by orders against retirement, GW, " + year(rows) + (by.size() > MOST ? "; the " + MOST + " largest of " + by.size() : ""),
            new Bars(List.of(new Bars.Group("GW", bars))), List.of(), run.binds("keep"), run.source("kept_open"), twin, false)
        .html();
  }

  private String jobs() {
    Rows all = Rows.of(run.tables.get("jobs"));
    if (all.isEmpty()) return "";
    Twin twin = new Twin("year", "zone", "activity", "phase", "jobs", "low", "high");
    all.stream().forEach(r -> twin.row(all.integer(r, "year"), all.text(r, "zone"), all.text(r, "activity"), all.text(r, "phase"), all.number(r, "jobs"),
        all.number(r, "low"), all.number(r, "high")));
    Rows rows = now(all);
    List<Bars.Group> groups = new ArrayList<>();
    for (String phase : List.of("construction", "operation")) {
      Rows of = rows.is("phase", phase);
      Map<String, Double> by = of.by("activity", "jobs");
      Map<String, Double> low = of.by("activity", "low");
      Map<String, Double> high = of.by("activity", "high");
      List<Bars.Bar> bars = Rows.falling(by).stream().limit(6)
          .map(a -> new Bars.Bar(
              Figures.words(a), by.getOrDefault(a, 0.0) / 1e3, 0, Double.NaN,
              thousand(by.getOrDefault(a, 0.0)) + " (" + thousand(low.getOrDefault(a, 0.0)) + " to " + thousand(high.getOrDefault(a, 0.0)) + ")", "accent"))
          .toList();
      if (!bars.isEmpty())
        groups.add(new Bars.Group(phase.equals("construction") ? "construction, thousand job-years" : "operation, thousand jobs", bars));
    }
    if (groups.isEmpty()) return "";
    double built = rows.is("phase", "construction").sum("jobs");
    double held = rows.is("phase", "operation").sum("jobs");
    return new Card(
            "jobs", (Double.isNaN(built) ? "0" : thousand(built)) + " thousand job-years build what is added for " + year(rows) + "; "
                + (Double.isNaN(held) ? "0" : thousand(held)) + " thousand jobs operate it",
            "Jobs of what the plan builds, by activity, with the range of the source, " + year(rows) + "; all zones and abroad", new Bars(groups), List.of(), "",
            run.source("jobs"), twin, false)
        .html();
  }

  private static String thousand(double jobs) {
    return Figures.sig(jobs / 1e3);
  }
}
