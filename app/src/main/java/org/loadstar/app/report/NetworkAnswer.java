package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The first page of a network case's run: what it costs, what gives the energy, what binds, and what to know before relying on it.
final class NetworkAnswer {
  private static final int MOST = 3;

  private final Run run;
  private final Answer answer;

  NetworkAnswer(Run run, Answer answer) {
    this.run = run;
    this.answer = answer;
  }

  String headline() {
    String cost = "The plan costs " + Figures.money(run.number("objective_usd"));
    Map<String, Double> energy = run.plan("generation").is("year", run.year).where(this::supplies).by("technology", "energy_mwh");
    double total = energy.values().stream().filter(v -> v > 0).mapToDouble(v -> v).sum();
    if (!(total > 0)) return cost;
    String first = Rows.falling(energy).getFirst();
    return cost + "; " + first + " gives " + Figures.percent(energy.getOrDefault(first, 0.0) / total) + " of the energy";
  }

  private boolean supplies(int row) {
    Rows all = run.plan("generation");
    String technology = all.text(row, "technology");
    return !technology.equals("load") && !technology.contains(":") && all.number(row, "energy_mwh") > 0;
  }

  String html() {
    String peer = run.text("peer");
    return "<section id=\"answer\" aria-labelledby=\"headline\">\n<p class=\"kicker\">Plan of "
        + Svg.escape(run.caseName() + (peer.isEmpty() ? "" : ", read from " + peer) + ", run " + run.id())
        + "</p>\n<h1 id=\"headline\">"
        + Svg.escape(headline())
        + "</h1>\n<p class=\"paper\">"
        + answer.gapChip()
        + "</p>\n<dl class=\"tiles\">"
        + cost(peer)
        + demand()
        + emissions()
        + answer.unservedTile()
        + "</dl>\n<div class=\"columns\"><div><h2 class=\"small\">What binds</h2>"
        + Answer.list(answer.binds(), "Nothing: no limit of this run has a price.")
        + "</div><div><h2 class=\"small\">Before you rely on it</h2>"
        + Answer.list(cautions(peer), "")
        + "</div></div>\n</section>\n";
  }

  private String cost(String peer) {
    double of = run.number("peer_objective");
    String note =
        peer.isEmpty() || Double.isNaN(of)
            ? "all stages"
            : String.format(Locale.ROOT, "%s prints %.10g", peer, of);
    return Answer.tile("Objective", Figures.money(run.number("objective_usd")), note);
  }

  private String demand() {
    Rows load = run.plan("generation").is("year", run.year).is("technology", "load");
    return Answer.tile("Load", load.isEmpty() ? Figures.UNKNOWN : Figures.energy(-load.sum("energy_mwh")), run.years.size() > 1 ? "in " + run.when() : "");
  }

  private String emissions() {
    double t = run.plan("emissions").is("year", run.year).sum("co2_t");
    return Answer.tile("CO₂", Double.isNaN(t) ? Figures.UNKNOWN : Figures.sig(t / 1e6) + Figures.THIN + "Mt", run.years.size() > 1 ? "in " + run.when() : "");
  }

  private List<String> cautions(String peer) {
    List<String> out = new ArrayList<>();
    Object ok = Run.at(run.summary, "certificate", "ok");
    if (Boolean.TRUE.equals(ok)) out.add("Certified: feasibility, cost and bound were recomputed apart from the solver.");
    else if (run.text("lower_bound").equals("proven")) out.add("NOT certified: the check of the solution failed; see Method.");
    else out.add("Feasibility and cost were recomputed; the bound is the solver's own claim, since some columns have no limit to prove one from.");
    if (!Double.isNaN(run.number("peer_objective_constant")) && run.number("peer_objective_constant") != 0)
      out.add("As in " + peer + ", the objective leaves out a constant of " + Figures.sig(run.number("peer_objective_constant"), 6) + " for what stands already.");
    if (run.text("duals").equals("none")) out.add("Prices: none, branch and cut left no duals.");
    else out.add("Prices are duals of the power balance, not a price forecast.");
    out.add("Money is in the currency of the case; the page calls it $.");
    String large =
        Rows.falling(run.plan("costs").is("year", run.year).by("category", "discounted_usd")).stream().limit(MOST).map(Figures::words).collect(Collectors.joining(", "));
    if (!large.isEmpty()) out.add("Largest costs: " + large + ".");
    return out;
  }
}
