package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Whether the plan holds: reserve margins, the peak week, the worst week, unserved energy, and

/// what has not been tested.
final class Holds {
  /// The usual standard of loss of load, days a year.
  private static final double STANDARD = 0.1;

  private final Run run;
  private final Hours hours;

  Holds(Run run, Hours hours) {
    this.run = run;
    this.hours = hours;
  }

  String html() {
    return Sections.open("holds", "7", "Does it hold")
        + "<div class=\"cards\">"
        + reserve()
        + weeks("<div class=\"stack\">" + unserved() + stress() + drawn() + untested() + "</div>")
        + "</div></section>\n";
  }

  /// The section of a network case.
  String network(String number) {
    return Sections.open("holds", number, "Hours") + "<div class=\"cards\">" + weeks(unserved()) + "</div></section>\n";
  }

  private String reserve() {
    Rows rows = run.plan("reserve").is("year", run.year);
    if (rows.isEmpty())
      return Sections.empty(
          "reserve",
          "No reserve margin in this run",
          "n/a: the case does not enforce one; table reserve is empty for " + run.when());
    record Line(
        String name,
        double need,
        double firm,
        double imports,
        double gap,
        double shortfall,
        double price) {}
    List<Line> list = new ArrayList<>();
    rows.stream()
        .forEach(
            r ->
                list.add(
                    new Line(
                        rows.text(r, "region")
                            + (rows.text(r, "season").isEmpty()
                                ? ""
                                : ", " + rows.text(r, "season")),
                        rows.number(r, "requirement_mw") / 1e3,
                        rows.number(r, "firm_mw") / 1e3,
                        Math.max(0, rows.number(r, "import_mw")) / 1e3,
                        0,
                        rows.number(r, "shortfall_mw") / 1e3,
                        rows.number(r, "price_usd_per_kw_yr"))));
    list.sort(
        Comparator.comparingDouble((Line l) -> -l.shortfall)
            .thenComparingDouble(l -> (l.firm + l.imports - l.need) / Math.max(1e-9, l.need)));
    Line worst = list.getFirst();
    long bad = list.stream().filter(l -> l.shortfall > 5e-4).count();
    double missing = list.stream().mapToDouble(Line::shortfall).max().orElse(0);
    String title =
        bad > 0
            ? bad
                + " of "
                + list.size()
                + " reserve margins are missed in "
                + run.when()
                + "; "
                + worst.name
                + " lacks "
                + Figures.power(missing * 1e3)
            : "Every reserve margin is met in "
                + run.when()
                + "; "
                + worst.name
                + " has least to spare, "
                + Figures.power((worst.firm + worst.imports - worst.need) * 1e3);
    List<Bars.Bar> bars =
        list.stream()
            .limit(20)
            .map(
                l ->
                    new Bars.Bar(
                        l.name,
                        l.firm,
                        l.imports,
                        l.need,
                        Figures.amount(l.firm + l.imports)
                            + " of "
                            + Figures.amount(l.need)
                            + (l.shortfall > 5e-4 ? ", short " + Figures.amount(l.shortfall) : ""),
                        l.shortfall > 5e-4 ? "short" : "muted-fill"))
            .toList();
    Twin twin =
        new Twin(
            "region and season",
            "requirement GW",
            "firm GW",
            "imports GW",
            "shortfall GW",
            "price USD/kW-yr");
    list.forEach(l -> twin.row(l.name, l.need, l.firm, l.imports, l.shortfall, l.price));
    return new Card(
            "reserve",
            title,
            "Firm capacity and simultaneous firm imports against the requirement, GW, by region and"
                + " season, "
                + run.when(),
            new Bars(List.of(new Bars.Group("GW", bars))),
            List.of(
                Card.Key.box("muted-fill", "firm capacity", ""),
                Card.Key.hatch("firm imports", ""),
                Card.Key.line("mark", "requirement", ""),
                Card.Key.box("short", "short of it (named)", "")),
            run.binds("firm", "reserve"),
            run.source("reserve"),
            twin,
            false)
        .html();
  }

  private String unserved() {
    Rows rows =
        Rows.of(run.tables.get("generation")).is("grid", hours.grid).is("technology", "unserved");
    List<String> lines = new ArrayList<>();
    double energy = hours.unservedEnergy();
    double most = 0;
    int at = -1;
    double time = 0;
    for (int i = 0; i < hours.steps(); i++) {
      double u = hours.unserved(i);
      if (u > Hours.SERVED) time += hours.hours[i] * hours.weight[i];
      if (u > most) {
        most = u;
        at = i;
      }
    }
    String grid = hours.words();
    if (hours.steps() == 0)
      return Sections.empty(
          "unserved",
          "Unserved energy is not known",
          "n/a: table dispatch is empty for " + run.when());
    String title =
        most <= Hours.SERVED
            ? "All load is served in " + run.when() + " with every unit available as planned"
            : Figures.energy(energy * 1e3)
                + " is unserved in "
                + run.when()
                + ", in "
                + Figures.sig(time)
                + " hours";
    if (at >= 0 && most > Hours.SERVED) {
      lines.add(
          "The largest gap is "
              + Figures.power(most * 1e3)
              + ", on "
              + Hours.date(hours.hour[at])
              + ".");
      rows.is("year", run.year).by("zone", "energy_mwh").entrySet().stream()
          .filter(e -> e.getValue() > 0.5)
          .sorted(java.util.Map.Entry.<String, Double>comparingByValue().reversed())
          .limit(5)
          .forEach(
              e -> lines.add(run.name(e.getKey()) + ": " + Figures.energy(e.getValue()) + "."));
    }
    lines.add("Outages are not drawn here: forced and planned outages only derate the units; loadstar adequacy draws them.");
    return "<div class=\"card words\" id=\"unserved\"><h3>"
        + Svg.escape(title)
        + "</h3><p class=\"sub\">Unserved energy over "
        + Svg.escape(grid)
        + ", all zones, "
        + run.when()
        + "</p>"
        + Answer.list(lines, "")
        + "<p class=\"source\">Source: "
        + Svg.escape(run.source("dispatch, generation"))
        + "</p></div>\n";
  }

  /// The two weeks, with another block between them.
  private String weeks(String between) {
    if (hours.steps() == 0)
      return between
          + Sections.empty(
              "weeks", "No dispatch in this run", "n/a: table dispatch is empty for " + run.when());
    int peak = 0;
    for (int i = 1; i < hours.steps(); i++) if (hours.demand(i) > hours.demand(peak)) peak = i;
    List<Integer> peakWeek = hours.week(peak);
    Worst worst = worst(List.of());
    boolean same = peakWeek.contains(worst.step);
    Worst other = same ? worst(peakWeek) : worst;
    String peakTitle =
        "Load peaks at "
            + Figures.power(hours.demand(peak) * 1e3)
            + " on "
            + Hours.date(hours.hour[peak])
            + "; "
            + leading(peak)
            + (same ? "; the worst hour falls in it too" : "");
    String first =
        week("peak-week", peakTitle, span() + " of the highest load", peakWeek) + between;
    if (other.step < 0) return first;
    String worstTitle =
        (same ? "Outside those hours the worst is " : "The worst hour is ")
            + Hours.date(hours.hour[other.step])
            + ": "
            + other.words
            + "; "
            + leading(other.step);
    return first + week("worst-week", worstTitle, span() + " " + other.why, hours.week(other.step));
  }

  private String span() {
    return hours.grid.equals("full") ? "Week" : "Timesteps of the plan next to those";
  }

  /// @param step -1 when no step is left
  private record Worst(int step, String words, String why) {}

  /// The step with the most unserved energy, else the highest mean price, else the highest load
  /// left by wind and solar.
  private Worst worst(List<Integer> without) {
    int u = -1;
    int p = -1;
    int n = -1;
    java.util.Set<Integer> skip = new java.util.HashSet<>(without);
    for (int i = 0; i < hours.steps(); i++) {
      if (skip.contains(i)) continue;
      if (hours.unserved(i) > Hours.SERVED && (u < 0 || hours.unserved(i) > hours.unserved(u)))
        u = i;
      double price = hours.meanPrice(i);
      if (!Double.isNaN(price) && (p < 0 || price > hours.meanPrice(p))) p = i;
      if (n < 0 || hours.netLoad(i) > hours.netLoad(n)) n = i;
    }
    if (u >= 0)
      return new Worst(
          u,
          Figures.power(hours.unserved(u) * 1e3) + " is unserved",
          "of the largest unserved load");
    if (p >= 0)
      return new Worst(
          p, "the mean price is " + Figures.price(hours.meanPrice(p)), "of the highest mean price");
    if (n < 0) return new Worst(n, "", "");
    return new Worst(
        n,
        "wind and solar leave " + Figures.power(hours.netLoad(n) * 1e3),
        "of the highest load left by wind and solar");
  }

  /// The family that gives most in a step.
  private String leading(int step) {
    return hours.supply.entrySet().stream()
        .max(Comparator.comparingDouble(e -> e.getValue()[step]))
        .map(e -> e.getKey().supplyLabel() + " gives " + Figures.power(e.getValue()[step] * 1e3))
        .orElse("no supply");
  }

  private String week(String id, String title, String what, List<Integer> steps) {
    DispatchStack chart = new DispatchStack(hours, steps);
    String grid =
        hours.grid.equals("full")
            ? "hours of the full year"
            : "timesteps of the plan; a thin line marks a jump in time";
    return new Card(
            id,
            title,
            what
                + ": supply stacked, charge and exports below zero, GW, all zones, "
                + run.when()
                + ", UTC ("
                + grid
                + ")",
            chart,
            chart.legend(),
            "",
            run.source("dispatch" + (hours.grid.equals("full") ? " (full)" : " (plan)")),
            chart.twin(),
            true)
        .html();
  }

  /// What the rounds of `plan --stress` found and added.
  private String stress() {
    if (!(run.summary.get("stress") instanceof Map<?, ?> s) || !(s.get("rounds") instanceof List<?> rounds) || rounds.isEmpty()) return "";
    List<String> lines = new ArrayList<>();
    for (Object r : rounds) lines.add(String.valueOf(((Map<?, ?>) r).get("words")).replace("+-", "±") + ".");
    double last = number((Map<?, ?>) rounds.getLast(), "neue_ppm", "value");
    String limit = Figures.sig(s.get("neue_limit_ppm") instanceof Number n ? n.doubleValue() : Double.NaN) + Figures.THIN + "ppm";
    String title = Figures.sig(last) + Figures.THIN + "ppm stay unserved with random outages, "
        + (Boolean.TRUE.equals(s.get("converged")) ? "within the limit of " + limit : "above the limit of " + limit)
        + (rounds.size() > 1 ? ": days and margins were added in " + (rounds.size() - 1) + (rounds.size() == 2 ? " round" : " rounds") : "");
    lines.add("It ended because " + s.get("ended") + ".");
    return "<div class=\"card words\" id=\"stress\"><h3>" + Svg.escape(title) + "</h3><p class=\"sub\">"
        + Svg.escape(s.get("samples") + " sample years of outages over the plan of each round, planned ones in the weeks of the lowest peaks (the operation above takes them evenly in spring and autumn); costs"
            + " without what missed targets are priced at, present values") + "</p>"
        + Answer.list(lines, "") + "</div>\n";
  }

  /// What `adequacy` drew over this plan.
  private String drawn() {
    if (!(run.summary.get("adequacy") instanceof Map<?, ?> a)) return "";
    List<String> lines = new ArrayList<>();
    double days = number(a, "lole_days", "value");
    String title = days <= STANDARD ? "With random outages the plan stays within the standard of " + STANDARD + " days a year" : "With random outages " + Figures.sig(days) + " days a year fall short, "
        + Figures.sig(days / STANDARD) + " times the standard";
    lines.add("Loss of load: " + estimate(a, "lole_days", Figures.THIN + "days") + " and " + estimate(a, "lolh", Figures.THIN + "hours") + " a year.");
    lines.add("Unserved: " + estimate(a, "eue_mwh", Figures.THIN + "MWh") + " a year, " + estimate(a, "neue_ppm", Figures.THIN + "ppm") + " of the load.");
    if (a.get("no_ai") instanceof Map<?, ?> twin)
      lines.add("Without new AI load: " + estimate(twin, "eue_mwh", Figures.THIN + "MWh") + " a year on " + estimate(twin, "lole_days", Figures.THIN + "days") + ".");
    return "<div class=\"card words\" id=\"drawn\"><h3>" + Svg.escape(title) + "</h3><p class=\"sub\">" + Svg.escape(a.get("samples") + " sample years of outages, weather moved by up to "
            + a.get("weather_shift_days") + " days; ± standard error, year " + a.get("year")) + "</p>" + Answer.list(lines, "")
        + "<p><a href=\"" + Svg.escape(String.valueOf(a.get("page"))) + "\">Where, when and how the years differ</a></p></div>\n";
  }

  private static String estimate(Map<?, ?> m, String key, String unit) {
    double error = number(m, key, "standard_error");
    return Figures.sig(number(m, key, "value")) + (Double.isNaN(error) ? "" : " ± " + Figures.sig(error)) + unit;
  }

  private static double number(Map<?, ?> m, String key, String part) {
    return m.get(key) instanceof Map<?, ?> inner && inner.get(part) instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  private String untested() {
    List<String> lines = new ArrayList<>();
    if (Run.at(run.summary, "adequacy") == null && Run.at(run.summary, "stress") == null)
      lines.add(
          "Random outages (LOLE, unserved energy with a standard error): not tested. Command:"
              + " loadstar adequacy");
    lines.add(
        "Other weather years, a dry hydro year, a cold wave: not tested"
            + (run.setting("weather_year") > 0
                ? "; only " + run.setting("weather_year") + " was seen."
                : "."));
    lines.add(
        "The real network, loss of a line, cascades, loss of a campus or of one vendor's devices:"
            + " not tested. Command: loadstar grid");
    lines.add(
        "Other futures of demand, licences and supply: not tested. Command: loadstar stochastic");
    return "<div class=\"card words\" id=\"untested\"><h3>What this run has not tested</h3><p"
        + " class=\"sub\">A plan that passes here can still fail there</p>"
        + Answer.list(lines, "")
        + "</div>\n";
  }
}
