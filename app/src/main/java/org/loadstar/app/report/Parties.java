package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who pays whom, and what each party has of the plan.
final class Parties {
  private static final double BILLION = 1e9;
  /// A flow below this share of the largest is not drawn.
  private static final double LEAST_FLOW = 1e-4;
  private static final int MOST_FLOWS = 22;

  private final Run run;
  private final int base;
  private final double rate;

  Parties(Run run) {
    this.run = run;
    base = run.years.isEmpty() ? run.year : run.years.getFirst();
    rate = Run.at(run.manifest, "settings", "discount_rate") instanceof Number n ? n.doubleValue() : 0;
  }

  boolean known() {
    return run.tables.get("transfers").rows() > 0;
  }

  String html() {
    return known() ? flows() + table() : "";
  }

  private String present() {
    return "present value in " + base + " at " + Figures.percent(rate) + ", real $bn" + (run.setting("money_year") > 0 ? " of " + run.setting("money_year") : "");
  }

  private String flows() {
    Rows t = Rows.of(run.tables.get("transfers"));
    Map<List<String>, Double> pairs = new LinkedHashMap<>();
    Map<List<String>, double[]> all = new LinkedHashMap<>();
    t.stream().forEach(r -> {
      double usd = t.number(r, "cents") / 100;
      double worth = usd * Math.pow(1 + rate, base - t.integer(r, "year"));
      String from = Figures.words(t.text(r, "payer"));
      String to = Figures.words(t.text(r, "payee"));
      pairs.merge(List.of(from, to), worth, Double::sum);
      double[] s = all.computeIfAbsent(List.of(from, to, Figures.words(t.text(r, "category"))), k -> new double[2]);
      s[0] += worth;
      if (t.integer(r, "year") == run.year) s[1] += usd;
    });
    List<Sankey.Flow> largest = new ArrayList<>();
    double least = LEAST_FLOW * pairs.values().stream().mapToDouble(v -> v).max().orElse(0);
    pairs.entrySet().stream().filter(e -> e.getValue() > least).sorted(Map.Entry.<List<String>, Double>comparingByValue().reversed()).limit(MOST_FLOWS)
        .forEach(e -> largest.add(new Sankey.Flow(e.getKey().get(0), e.getKey().get(1), e.getValue() / BILLION)));
    Twin twin = new Twin("payer", "payee", "for", "present value USD", "USD in " + run.when());
    all.entrySet().stream().sorted((a, b) -> Double.compare(b.getValue()[0], a.getValue()[0]))
        .forEach(e -> twin.row(e.getKey().get(0), e.getKey().get(1), e.getKey().get(2), e.getValue()[0], e.getValue()[1]));
    Sankey.Flow first = largest.getFirst();
    String title = "The " + first.from() + " pays the " + first.to() + " " + Figures.money(first.value() * BILLION) + ", the largest flow between two parties";
    int left = pairs.size() - largest.size();
    return new Card("who-pays", title, "Payments between parties over all years, " + present() + (left > 0 ? "; " + left + " smaller ones are in the table" : ""),
        new Sankey(largest, "ratepayer", "$bn"),
        List.of(Card.Key.box("ribbon chosen", "of and to the ratepayers", ""), Card.Key.box("ribbon", "others", "")), "", run.source("transfers"), twin, true).html();
  }

  private String table() {
    Rows p = Rows.of(run.tables.get("parties"));
    Twin twin = new Twin("party", "net present value USD", "IRR", "paid back in");
    List<Diverging.Bar> bars = new ArrayList<>();
    double[] sum = new double[1];
    p.stream().forEach(r -> {
      double npv = p.number(r, "npv_usd");
      sum[0] += npv;
      double irr = p.number(r, "irr");
      int back = p.integer(r, "payback_year");
      String name = Figures.words(p.text(r, "party"));
      twin.row(name, npv, Double.isNaN(irr) ? Figures.UNKNOWN : Figures.percent(irr), back == 0 ? Figures.UNKNOWN : "" + back);
      if (Math.abs(npv) >= 0.005 * BILLION) bars.add(new Diverging.Bar(name, npv / BILLION));
    });
    bars.sort((a, b) -> Double.compare(b.value(), a.value()));
    double rest = Math.abs(sum[0]) < 1 ? 0 : sum[0]; // below a dollar: rounding of the discount
    twin.row("sum", rest, "", "");
    String title = bars.isEmpty() ? "No party has a cent more or less"
        : "The " + bars.getFirst().name() + " has " + Figures.money(bars.getFirst().value() * BILLION) + " more, the " + bars.getLast().name() + " "
            + Figures.money(-bars.getLast().value() * BILLION) + " less; all sum to " + Figures.money(rest);
    bars.add(new Diverging.Bar("sum", rest / BILLION));
    return new Card("party-values", title, "Received less paid over all years, " + present() + "; what the computation earns and what customers gain by power is not counted",
        new Diverging(bars, "$bn"), List.of(Card.Key.box("more", "received (+)", ""), Card.Key.box("less", "paid (" + Figures.MINUS + ")", "")), "",
        run.source("parties"), twin, false).html();
  }
}
