package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the plan costs, and what new AI load adds to it.
final class Money {
  private final Run run;

  Money(Run run) {
    this.run = run;
  }

  String html() {
    return Sections.open("money", "4", "Money")
        + "<div class=\"cards\">"
        + delta()
        + categories()
        + new Parties(run).html()
        + parties()
        + "</div></section>\n";
  }

  /// The section of a network case.
  String network(String number) {
    return Sections.open("money", number, "Money") + "<div class=\"cards\">" + categories() + "</div></section>\n";
  }

  private Map<String, Double> costs(Rows rows, int year) {
    return Answer.paid(run, rows).is("year", year).by("category", "usd_per_year", Figures::words);
  }

  private int moneyYear() {
    return run.setting("money_year");
  }

  private String dollars() {
    return moneyYear() > 0 ? "real $bn of " + moneyYear() : "real $bn of the case's money year";
  }

  private String delta() {
    Map<String, Double> plan = costs(run.plan("costs"), run.year);
    Map<String, Double> twin = costs(run.twin("costs"), run.year);
    if (plan.isEmpty())
      return Sections.empty("cost-of-ai", "No costs in this run", "n/a: table costs is empty");
    if (twin.isEmpty())
      return Sections.empty(
          "cost-of-ai",
          "What the AI load adds is not known",
          "n/a: this run has no twin without new AI load");
    double start = sum(twin);
    Map<String, Double> change = new LinkedHashMap<>();
    plan.forEach((k, v) -> change.merge(k, v, Double::sum));
    twin.forEach((k, v) -> change.merge(k, -v, Double::sum));
    List<String> order =
        change.entrySet().stream()
            .sorted((a, b) -> Double.compare(Math.abs(b.getValue()), Math.abs(a.getValue())))
            .map(Map.Entry::getKey)
            .toList();
    List<Waterfall.Step> steps = new ArrayList<>();
    double small = 0;
    int left = 0;
    double total = sum(plan) - start;
    for (String k : order) {
      double v = change.getOrDefault(k, 0.0);
      if (steps.size() < 11 && Math.abs(v) > 0.002 * Math.abs(total))
        steps.add(new Waterfall.Step(k, v / 1e9));
      else if (v != 0) {
        small += v;
        left++;
      }
    }
    if (left > 0)
      steps.add(
          new Waterfall.Step(
              left + (left == 1 ? " smaller category" : " smaller categories"), small / 1e9));
    Waterfall w =
        new Waterfall("without new AI load", start / 1e9, steps, "with new AI load", "$bn a year");
    Twin table = new Twin("category", "without AI USD/yr", "with AI USD/yr", "change USD/yr");
    order.forEach(
        k ->
            table.row(
                k,
                twin.getOrDefault(k, 0.0),
                plan.getOrDefault(k, 0.0),
                change.getOrDefault(k, 0.0)));
    table.row("sum", start, sum(plan), total);
    String most = order.isEmpty() ? "" : order.getFirst();
    double part = change.getOrDefault(most, 0.0);
    String title =
        "New AI load "
            + (total >= 0 ? "adds " : "takes off ")
            + Figures.money(Math.abs(total))
            + " a year in "
            + run.when()
            + (most.isEmpty()
                ? ""
                : "; " + Figures.money(Math.abs(part)) + (part < 0 ? " less" : "") + " is " + most);
    boolean sums = Math.abs(w.end() - sum(plan) / 1e9) <= 1e-9 * Math.max(1, Math.abs(w.end()));
    return new Card(
            "cost-of-ai",
            title,
            "System cost a year by category, plan against its twin without new AI load, "
                + dollars()
                + ", all zones, "
                + run.when()
                + ", plan's hours"
                + (sums ? "; bars sum to the total" : "; bars do NOT sum to the total"),
            w,
            List.of(
                Card.Key.box("total-fill", "total", ""),
                Card.Key.box("more", "more (+)", ""),
                Card.Key.box("less", "less (" + Figures.MINUS + ")", "")),
            "",
            run.source("costs"),
            table,
            false)
        .html();
  }

  private static double sum(Map<String, Double> m) {
    return m.values().stream().mapToDouble(v -> v).sum();
  }

  private String parties() {
    List<String> lines = new ArrayList<>();
    double resource = run.number("resource_cost_usd");
    double own = run.number("private_cost_usd");
    if (!Double.isNaN(resource))
      lines.add(
          "Resource cost, without transfers, over all stages, discounted: "
              + Figures.money(resource)
              + ".");
    if (!Double.isNaN(own))
      lines.add(
          "Private cost, with instruments such as tax credits: "
              + Figures.money(own)
              + ". The difference is moved between parties, not saved.");
    double year = run.number("full_year_cost_usd");
    if (!Double.isNaN(year))
      lines.add(
          "The year "
              + run.when()
              + " dispatched over all 8"
              + Figures.THIN
              + "760 hours costs "
              + Figures.money(year)
              + (Double.isNaN(run.number("plan_year_cost_usd"))
                  ? ""
                  : ", "
                      + Figures.money(run.number("plan_year_cost_usd"))
                      + " on the timesteps of the plan")
              + " (with the price of missed targets).");
    if (!new Parties(run).known())
      lines.add("Who pays and who gains, party by party, is not part of this run: " + (run.isFastest()
          ? "a plan of the most load has no prices to pay." : "its case has no table finance.csv."));
    return "<div class=\"card words adapt\" id=\"parties\"><h3>Resource cost and private"
        + " cost</h3><p class=\"sub\">Real dollars"
        + (moneyYear() > 0 ? " of " + moneyYear() : "")
        + "</p>"
        + Answer.list(lines, "")
        + "<p class=\"source\">Source: "
        + Svg.escape(run.source("summary"))
        + "</p></div>\n";
  }

  private String categories() {
    Map<String, Double> plan = costs(run.plan("costs"), run.year);
    if (plan.isEmpty()) return "";
    List<String> order = Rows.falling(plan);
    List<Bars.Bar> bars = new ArrayList<>();
    for (String k : order.subList(0, Math.min(14, order.size()))) {
      double v = plan.getOrDefault(k, 0.0);
      if (Math.abs(v) > 1e-6 * Math.abs(sum(plan)))
        bars.add(
            new Bars.Bar(k, Math.max(0, v / 1e9), 0, Double.NaN, Figures.sig(v / 1e9), "accent"));
    }
    Twin twin = new Twin("year", "category", "USD per year", "discounted USD", "in objective");
    Rows all = run.plan("costs");
    var sheet = run.tables.get("costs");
    all.stream()
        .forEach(
            r ->
                twin.row(
                    all.integer(r, "year"),
                    all.text(r, "category"),
                    all.number(r, "usd_per_year"),
                    all.number(r, "discounted_usd"),
                    sheet.flag(r, sheet.column("in_objective")) ? "yes" : "no"));
    double slack =
        all.is("year", run.year)
            .where(r -> Answer.missed(all.text(r, "category")))
            .sum("usd_per_year");
    String note =
        slack > 0
            ? "; the price of missed targets, "
                + Figures.money(slack)
                + ", is not paid and not counted"
            : "";
    return new Card(
            "costs",
            "The system costs "
                + Figures.money(sum(plan))
                + " a year in "
                + run.when()
                + "; "
                + order.getFirst()
                + " is "
                + Figures.money(plan.getOrDefault(order.getFirst(), 0.0)),
            "Cost a year by category, "
                + dollars()
                + ", all zones, "
                + run.when()
                + ", plan's hours"
                + note,
            new Bars(List.of(new Bars.Group("$bn a year", bars))),
            List.of(),
            "",
            run.source("costs"),
            twin,
            false)
        .html();
  }
}
