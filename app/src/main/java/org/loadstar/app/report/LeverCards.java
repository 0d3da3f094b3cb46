package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.List;

/// What each lever is worth: the report of a study of levers.
final class LeverCards {
  private static final double SMALL = 0.2;

  private final Run run;
  private final Rows levers;

  LeverCards(Run run) {
    this.run = run;
    levers = Rows.of(run.tables.get("levers"));
  }

  /// True for a run that is a study of levers.
  boolean present() {
    return !levers.isEmpty();
  }

  private String unit() {
    return switch (run.text("unit")) {
      case "USD" -> "$bn";
      case "t" -> "Mt";
      default -> run.text("unit");
    };
  }

  private double scale() {
    return switch (run.text("unit")) {
      case "USD" -> 1e-9;
      case "t" -> 1e-6;
      default -> 1;
    };
  }

  private List<String> intensities() {
    return levers.stream().mapToObj(r -> levers.text(r, "intensity")).distinct().toList();
  }

  private double at(String intensity, String key) {
    Object of = Run.at(run.summary, "by_intensity", intensity, key);
    if (of == null && intensity.equals(intensities().getFirst())) of = run.summary.get(key);
    return of instanceof Number n ? n.doubleValue() * scale() : Double.NaN;
  }

  String headline() {
    String i = intensities().getFirst();
    return "The levers together are worth " + Figures.sig(at(i, "total")) + " " + unit() + " of " + metric();
  }

  private String metric() {
    String name = run.text("metric");
    return switch (name) {
      case "cost" -> "resource cost saved";
      case "co2" -> "CO₂ saved in the target year";
      case "public_cost" -> "public money not needed";
      default -> "new AI load by " + name.replaceFirst("^gw_", "");
    };
  }

  /// The page of a study.
  String html() {
    StringBuilder s = new StringBuilder("<section id=\"answer\" aria-labelledby=\"headline\">\n<p class=\"kicker\">Levers of ");
    s.append(Svg.escape(run.caseName() + ", run " + run.id())).append("</p>\n<h1 id=\"headline\">").append(Svg.escape(headline()));
    s.append("</h1>\n<dl class=\"tiles\">").append(Answer.tile("Resolution", run.text("resolution"), checked()));
    s.append(Answer.tile("Sets", exact() ? "all" : "sampled", run.text("method")));
    double budget = run.number("budget_usd");
    if (!Double.isNaN(budget)) s.append(Answer.tile("Budget of every set", Figures.money(budget), "discounted"));
    s.append("</dl>\n</section>\n").append(Sections.open("levers", "2", "Levers")).append("<div class=\"cards\">");
    for (String i : intensities()) s.append(waterfall(i));
    return s.append("</div></section>\n").toString();
  }

  private boolean exact() {
    return run.text("method").startsWith("exact");
  }

  private String checked() {
    return Run.at(run.summary, "checked", "total") instanceof Number n
        ? "at " + Run.at(run.summary, "checked", "resolution") + " together " + Figures.sig(n.doubleValue() * scale()) + " " + unit()
        : "not checked at another";
  }

  private String waterfall(String intensity) {
    Rows of = levers.is("intensity", intensity);
    List<Integer> order = of.stream().boxed().sorted((a, b) -> Double.compare(Math.abs(of.number(b, "share")), Math.abs(of.number(a, "share")))).toList();
    List<Waterfall.Step> steps = new ArrayList<>();
    Twin table = new Twin("lever", "group", "value " + unit(), "from", "to", "alone", "last in", "resource USD", "public USD");
    List<String> dim = new ArrayList<>();
    for (int r : order) {
      String name = of.text(r, "lever");
      boolean sure = of.flag(r, "distinguishable");
      if (!sure) dim.add(name);
      steps.add(new Waterfall.Step(name + (sure ? "" : " (not distinguishable)"), of.number(r, "share") * scale()));
      table.row(
          name, of.text(r, "group"), of.number(r, "share") * scale(), of.number(r, "low") * scale(), of.number(r, "high") * scale(),
          of.number(r, "first_in") * scale(), of.number(r, "last_in") * scale(), of.number(r, "resource_cost_usd"), of.number(r, "public_cost_usd"));
    }
    double before = at(intensity, "without");
    // What levers add is seen from the plan without them where it is small beside that.
    boolean change = Math.abs(at(intensity, "total")) < SMALL * Math.abs(before);
    Waterfall w = change
        ? new Waterfall("without: " + Figures.sig(before, 5), 0, steps, "together", unit())
        : new Waterfall("without them", before, steps, "with all", unit());
    double end = w.end() + (change ? before : 0);
    boolean sums = Math.abs(end - at(intensity, "with_all")) <= 1e-6 * Math.max(1, Math.abs(end));
    String first = order.isEmpty() ? "" : of.text(order.getFirst(), "lever");
    String title = first.isEmpty() ? "No levers" : "At " + intensity + " intensity " + first + " is worth most, "
        + Figures.signed(of.number(order.getFirst(), "share") * scale()) + " of " + Figures.signed(at(intensity, "total")) + " " + unit();
    String sub = metric() + " in " + unit() + ", " + run.text("method") + ", " + run.text("resolution")
        + (sums ? "; bars sum to the total" : "; bars do NOT sum to the total")
        + (dim.isEmpty() ? "" : "; not distinguishable from 0: " + String.join(", ", dim));
    return new Card("levers-" + intensity.replaceAll("[^a-z0-9]", "-"), title, sub, w,
            List.of(Card.Key.box("total-fill", "total", ""), Card.Key.box("more", "more (+)", ""), Card.Key.box("less", "less (" + Figures.MINUS + ")", "")),
            "", run.source("levers"), table, true)
        .html();
  }
}
