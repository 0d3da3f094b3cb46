package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The first page: the answer in a sentence, four numbers, what binds, and what the reader must

/// know before trusting it.
final class Answer {
  private static final int MOST_BINDING = 5;

  /// Places of one limit before others are told.
  private static final int MOST_ALIKE = 2;

  private final Run run;
  private final Hours hours;

  Answer(Run run, Hours hours) {
    this.run = run;
    this.hours = hours;
  }

  /// The answer in one sentence.
  String headline() {
    String status = run.text("status");
    if (status.equals("infeasible")) {
      String first = explanations().isEmpty() ? "" : ": " + explanations().getFirst();
      return "The case has no solution" + first;
    }
    if (run.isFastest()) return fastest();
    if (Run.at(run.summary, "earliest", "words") instanceof String words) return words;
    double mw = run.aiMw(run.year, "energised_mw");
    double target = run.aiMw(run.year, "target_mw");
    if (Double.isNaN(mw))
      return run.years.isEmpty()
          ? "The run stopped before it had a plan"
          : "A plan for " + run.year + " without new AI load";
    if (!(target > 0)) return Figures.power(mw) + " of new AI load stands by " + run.year;
    if (mw >= target * 0.9995)
      return "The whole target of "
          + Figures.power(target)
          + " of new AI load stands by "
          + run.year;
    String s =
        Figures.power(mw)
            + " of new AI load stands by "
            + run.year
            + ", "
            + Figures.power(target - mw)
            + " less than the target of "
            + Figures.power(target);
    for (int y : run.years)
      if (y > run.year && run.aiMw(y, "energised_mw") >= target * 0.9995)
        return s + "; that arrives in " + y;
    return s + "; it is not reached by " + run.years.getLast();
  }

  /// The most load by the target year, and what no plan can pass.
  private String fastest() {
    double most = run.number("objective_gw");
    double bound = run.number("upper_bound_gw");
    int digits = 3;
    // A bound that is not met must not read like the load itself.
    while (digits < 6 && most < bound && Figures.sig(most, digits).equals(Figures.sig(bound, digits))) digits++;
    String unit = Figures.THIN + "GW";
    String limit = Double.isNaN(bound) ? "; no bound is proven" : "; no plan has more than " + Figures.sig(bound, digits) + unit;
    if (Double.isNaN(most)) return "The run stopped before it had a plan" + limit;
    return Figures.sig(most, digits) + unit + " of new AI load by " + run.when() + limit;
  }

  List<String> explanations() {
    List<String> out = new ArrayList<>();
    if (run.summary.get("explanation") instanceof List<?> l)
      for (Object o : l)
        if (o instanceof Map<?, ?> m && m.get("words") != null)
          out.add(String.valueOf(m.get("words")));
    return out;
  }

  /// How far the plan may be from the best one, as a chip that never leaves the page.
  String gapChip() {
    double gap = run.number("gap");
    String status = run.text("status").replace('_', ' ');
    String words = Double.isNaN(gap) ? "gap n/a" : "gap " + Figures.percent(gap);
    String title =
        Double.isNaN(gap)
            ? "No proven bound in this run"
            : "The best possible plan is at most "
                + Figures.percent(gap)
                + (run.isFastest() ? " above the load of this one (proven bound)" : " cheaper (proven bound)");
    return "<span class=\"chip\" title=\""
        + Svg.escape(title)
        + "\">"
        + Svg.escape(words + (status.isEmpty() ? "" : " · " + status))
        + "</span>";
  }

  String html() {
    StringBuilder s =
        new StringBuilder(
            "<section id=\"answer\" aria-labelledby=\"headline\">\n<p class=\"kicker\">Plan of ");
    s.append(Svg.escape(run.caseName()))
        .append(", target year ")
        .append(run.year)
        .append(", run ")
        .append(Svg.escape(run.id()))
        .append("</p>\n<h1 id=\"headline\">");
    s.append(Svg.escape(headline()))
        .append("</h1>\n<p class=\"paper\">")
        .append(gapChip())
        .append("</p>\n<dl class=\"tiles\">");
    s.append(aiTile()).append(costTile()).append(emissionsTile()).append(unservedTile());
    s.append("</dl>\n<div class=\"columns\"><div><h2 class=\"small\">What binds</h2>")
        .append(list(binds(), "Nothing: no constraint of this run has a price."));
    s.append("</div><div><h2 class=\"small\">Before you rely on it</h2>")
        .append(list(cautions(), ""))
        .append("</div></div>\n");
    s.append(
            "<p class=\"readas\">Read as: <a href=\"#answer\">minister</a> (1, 5) · <a"
                + " href=\"#when\">engineer</a> (3, ")
        .append(
            "<a href=\"#holds\">7</a>, <a href=\"#method\">9</a>) · <a href=\"#money\">investor</a>"
                + " (4, <a href=\"#when\">3</a>)</p>\n"
                + "</section>\n");
    return s.toString();
  }

  static String list(List<String> lines, String empty) {
    if (lines.isEmpty()) return empty.isEmpty() ? "" : "<p>" + Svg.escape(empty) + "</p>";
    StringBuilder s = new StringBuilder("<ul>");
    lines.forEach(l -> s.append("<li>").append(Svg.escape(l)).append("</li>"));
    return s.append("</ul>").toString();
  }

  static String tile(String name, String value, String note) {
    return "<div class=\"tile\"><dt>"
        + Svg.escape(name)
        + "</dt><dd><b>"
        + Svg.escape(value)
        + "</b><span>"
        + Svg.escape(note)
        + "</span></dd></div>";
  }

  private String aiTile() {
    double mw = run.aiMw(run.year, "energised_mw");
    double target = run.aiMw(run.year, "target_mw");
    String note =
        target > 0
            ? Figures.percent(mw / target) + " of the " + Figures.power(target) + " target"
            : run.isFastest() ? "the most there can be; targets of the case are no part of it" : "no target in the case";
    return tile(
        "New AI load, " + run.year, Double.isNaN(mw) ? Figures.UNKNOWN : Figures.power(mw), note);
  }

  private String costTile() {
    double plan = annualCost(run.plan("costs"));
    double twin = annualCost(run.twin("costs"));
    double full = fullYearCost();
    String more =
        Double.isNaN(twin)
            ? "n/a without AI: no twin in this run"
            : Figures.money(Math.abs(plan - twin))
                + (plan < twin ? " less" : " more")
                + " than without new AI load";
    return Double.isNaN(full)
        ? tile("System cost a year, " + run.year, Figures.money(plan), "plan's hours; " + more)
        : tile(
            "System cost a year, " + run.year,
            Figures.money(full),
            "all 8"
                + Figures.THIN
                + "760 hours; plan's hours: "
                + Figures.money(plan)
                + ", "
                + more);
  }

  /// Cost of the target year over all its hours that is paid, USD: without the price of missed
  /// targets, which the plan fixes. Unknown when the run has no full year.
  private double fullYearCost() {
    Rows costs = run.plan("costs").is("year", run.year);
    Rows unpaid = costs.where(r -> missed(costs.text(r, "category")));
    return run.number("full_year_cost_usd")
        - (unpaid.isEmpty() ? 0 : unpaid.sum("usd_per_year"));
  }

  private double annualCost(Rows costs) {
    return paid(run, costs).is("year", run.year).sum("usd_per_year");
  }

  /// The costs that are paid: those of the objective without the price of missed targets, which

  /// nobody pays.
  static Rows paid(Run run, Rows costs) {
    var sheet = run.tables.get("costs");
    int c = sheet.column("in_objective");
    return costs.where(r -> sheet.flag(r, c) && !missed(costs.text(r, "category")));
  }

  /// True for the price of a soft target that is missed. Alternative compliance payments
  /// (`clean_shortfall`) are no such price: they are paid.
  static boolean missed(String category) {
    return category.equals("ai_shortfall") || category.equals("reserve_shortfall");
  }

  private String emissionsTile() {
    double plan = run.plan("emissions").is("year", run.year).sum("co2_t");
    double twin = run.twin("emissions").is("year", run.year).sum("co2_t");
    String note =
        Double.isNaN(twin)
            ? "n/a without AI: no twin in this run"
            : Figures.signed((plan - twin) / 1e6) + Figures.THIN + "Mt against no new AI load; plan's hours";
    return tile(
        "CO₂ a year, " + run.year,
        Double.isNaN(plan) ? Figures.UNKNOWN : Figures.sig(plan / 1e6) + Figures.THIN + "Mt",
        note);
  }

  String unservedTile() {
    boolean known = hours.steps() > 0;
    return tile(
        "Unserved energy" + (run.isNetwork() ? "" : ", " + run.year),
        known ? Figures.energy(hours.unservedEnergy() * 1e3) : Figures.UNKNOWN,
        known ? "over " + hours.words() + "; no outages drawn" : "no dispatch in this run");
  }

  /// What is worth most, many places of one limit behind the others; what explains a case without a solution first.
  List<String> binds() {
    List<String> out = new ArrayList<>(explanations());
    Map<String, Integer> alike = new HashMap<>();
    List<String> more = new ArrayList<>();
    for (Run.Binding b : run.bindingsToTarget())
      if (b.meaningful()) (alike.merge(b.constraint(), 1, Integer::sum) <= MOST_ALIKE ? out : more).add(run.dated(b));
    out.addAll(more);
    return out.subList(0, Math.min(MOST_BINDING, out.size()));
  }

  private List<String> cautions() {
    List<String> out = new ArrayList<>();
    if (Run.at(run.summary, "certificate", "ok") instanceof Boolean ok)
      out.add(
          ok
              ? "Certified: feasibility, cost and bound were recomputed apart from the solver."
              : "NOT certified: the check of the solution failed; see Method.");
    else out.add("No certificate in this run.");
    String note = run.text("plan_note");
    if (!note.isEmpty()) out.add(Character.toUpperCase(note.charAt(0)) + note.substring(1) + ".");
    String margins =
        Margins.of(run.plan("reserve").is("year", run.year))
            .caution(run.year, Margins.of(run.twin("reserve").is("year", run.year)));
    if (!margins.isEmpty()) out.add(margins);
    double full = run.number("full_year_gap");
    out.add(
        Double.isNaN(full)
            ? "The gap against the full-year model is not proven in this run."
            : "Over all 8"
                + Figures.THIN
                + "760 hours the plan is within "
                + Figures.percent(full)
                + " of the full-year model.");
    double year = run.number("full_year_cost_usd");
    double planned = run.number("plan_year_cost_usd");
    if (planned > 0 && !Double.isNaN(year))
      out.add(
          "Over all its hours "
              + run.year
              + " costs "
              + Figures.signed((year / planned - 1) * 100)
              + Figures.THIN
              + "% against the timesteps of the plan.");
    int weather = run.setting("weather_year");
    int demand = run.setting("demand_year");
    if (weather > 0 && demand > 0 && weather != demand)
      out.add(
          "Weather is of "
              + weather
              + ", demand of "
              + demand
              + ": hours of high load and low wind need not coincide as they would in one year.");
    out.add("Prices are long-run duals, not a price forecast.");
    out.add(
        "Gas and coal are split by fuel price alone, without unit commitment (start-ups, minimum"
            + " load); see docs/limits.md.");
    out.add("Outages, other weather years and the real network are not tested here; see Holds.");
    return out;
  }
}
