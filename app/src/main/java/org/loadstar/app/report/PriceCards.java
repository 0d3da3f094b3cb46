package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The cards of prices: over the hours of the year, and by zone with their parts.
final class PriceCards {
  private final Run run;
  private final Hours full;
  private final Hours hours;
  private final Hours withoutAi;

  /// @param full the hours of the full year, or those of the plan
  PriceCards(Run run, Hours full) {
    this.run = run;
    this.full = full;
    hours = full.grid.equals("plan") ? full : Hours.read(run.tables, "plan", run.year);
    withoutAi = Hours.read(run.tables, "no_ai", run.year);
  }

  String duration() {
    if (hours.steps() == 0 || hours.price.isEmpty())
      return Sections.empty(
          "duration", "No hourly prices in this run", "n/a: table prices is empty for " + run.when());
    Map<String, Double> level = run.prices("plan");
    List<String> order = Rows.falling(level).stream().filter(hours.price::containsKey).toList();
    List<Curve> curves = new ArrayList<>();
    curves.add(new Curve("mean", "l-strong", curve(hours, mean(hours))));
    if (withoutAi.steps() > 0 && !withoutAi.price.isEmpty())
      curves.add(new Curve("mean, no AI", "l-dash", curve(withoutAi, mean(withoutAi))));
    if (order.size() > 1) {
      for (String z : List.of(order.getFirst(), order.getLast())) {
        double[] p = hours.price.get(z);
        if (p != null)
          curves.add(
              new Curve(
                  run.brief(z), z.equals(order.getFirst()) ? "l-high" : "l-low", curve(hours, p)));
      }
    }
    if (full != hours && !full.price.isEmpty())
      curves.add(new Curve("capacity fixed", "l-thin", curve(full, mean(full))));
    double[] finite =
        curves.stream()
            .flatMapToDouble(c -> Arrays.stream(c.points[1]))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (finite.length == 0) return "";
    double top = finite[finite.length - 1];
    double bulk =
        curves.stream().mapToDouble(c -> at(c, 876)).filter(Double::isFinite).max().orElse(top);
    boolean cut = top > 3 * Math.max(bulk, 1);
    double high = cut ? 2 * Math.max(bulk, 1) : top;
    double low = Math.min(0, finite[(int) (finite.length * 0.01)]);
    List<Lines.Line> lines =
        curves.stream()
            .map(c -> new Lines.Line(c.name, c.css, c.points[0], c.points[1], true, false))
            .toList();
    List<Lines.Tick> ticks = new ArrayList<>();
    for (int h = 0; h <= 8000; h += 2000)
      ticks.add(new Lines.Tick(h, h == 0 ? "0 h" : Figures.whole(h)));
    ticks.add(new Lines.Tick(8760, Figures.whole(8760)));
    double half = at(curves.getFirst(), 4380);
    String clipped =
        cut
            ? "; above " + Figures.price(high) + " cut (scarcity, up to " + Figures.price(top) + ")"
            : "";
    Twin twin = new Twin(header(curves));
    for (int h = 0; h <= 8760; h += h < 200 ? 10 : 120) {
      List<Object> row = new ArrayList<>(List.of(h));
      int hour = h;
      curves.forEach(c -> row.add(at(c, hour)));
      twin.row(row);
    }
    List<Card.Key> legend =
        curves.stream()
            .map(
                c ->
                    Card.Key.line(
                        c.css,
                        switch (c.name) {
                          case "mean" -> "mean of all zones, by load";
                          case "mean, no AI" -> "mean without new AI load";
                          case "capacity fixed" -> "mean, all hours, capacity fixed";
                          default -> c.name;
                        },
                        "median " + Figures.price(at(c, 4380))))
            .toList();
    return new Card(
            "duration",
            "Half of the hours of "
                + run.when()
                + " cost more than "
                + Figures.price(half)
                + ", the dearest tenth more than "
                + Figures.price(at(curves.getFirst(), 876)),
            "Price reached or exceeded, $/MWh, over hours of the year, plan's hours"
                + (curves.stream().anyMatch(c -> c.name.equals("capacity fixed"))
                    ? " (thin line: all hours, capacity fixed)"
                    : "")
                + ", energy and scarcity without firm capacity; long-run dual, not a price"
                + " forecast"
                + clipped,
            new Lines(lines, "$/MWh", ticks, true, low, high),
            legend,
            "",
            run.source("prices"),
            twin,
            false)
        .html();
  }

  String zones() {
    Rows rows = run.plan("price_summary").is("year", run.year).named("zone");
    Map<String, Double> total = rows.by("zone", "total_usd_per_mwh");
    if (total.isEmpty())
      return Sections.empty(
          "zone-prices",
          "No prices by zone in this run",
          "n/a: table price_summary is empty for " + run.when());
    Map<String, Double> energy = rows.by("zone", "energy_usd_per_mwh");
    Map<String, Double> scarcity = rows.by("zone", "scarcity_usd_per_mwh");
    Map<String, Double> capacity = rows.by("zone", "capacity_usd_per_mwh");
    Map<String, Double> twin = run.prices("no_ai");
    List<String> order = Rows.falling(total);
    Twin table =
        new Twin(
            "zone",
            "energy $/MWh",
            "scarcity $/MWh",
            "capacity $/MWh",
            "total $/MWh",
            "total without AI $/MWh");
    List<Bars.Bar> bars = new ArrayList<>();
    for (String z : order) {
      double e = energy.getOrDefault(z, 0.0);
      double rest = scarcity.getOrDefault(z, 0.0) + capacity.getOrDefault(z, 0.0);
      double without = twin.getOrDefault(z, Double.NaN);
      bars.add(
          new Bars.Bar(
              run.brief(z),
              Math.max(0, e),
              Math.max(0, rest),
              without,
              Figures.sig(total.getOrDefault(z, 0.0)),
              "accent"));
      table.row(
          run.name(z),
          e,
          scarcity.getOrDefault(z, 0.0),
          capacity.getOrDefault(z, 0.0),
          total.getOrDefault(z, 0.0),
          without);
    }
    List<Card.Key> legend =
        new ArrayList<>(
            List.of(
                Card.Key.box("accent", "energy", ""), Card.Key.hatch("scarcity and capacity", "")));
    if (!twin.isEmpty()) legend.add(Card.Key.line("mark", "total without AI", ""));
    String dear = order.getFirst();
    String cheap = order.getLast();
    return new Card(
            "zone-prices",
            "Power costs "
                + Figures.price(total.getOrDefault(cheap, 0.0))
                + " in "
                + run.brief(cheap)
                + " and "
                + Figures.price(total.getOrDefault(dear, 0.0))
                + " in "
                + run.brief(dear)
                + " in "
                + run.when(),
            "Load-weighted price by zone, $/MWh, "
                + run.when()
                + ", plan's hours, incl. capacity; long-run dual, not a price forecast",
            new Bars(List.of(new Bars.Group("$/MWh", bars))),
            legend,
            run.binds("line"),
            run.source("price_summary"),
            table,
            false)
        .html();
  }

  private record Curve(String name, String css, double[][] points) {}

  private static List<String> header(List<Curve> curves) {
    List<String> out = new ArrayList<>(List.of("hours a year"));
    curves.forEach(c -> out.add(c.name + " $/MWh"));
    return out;
  }

  private static double at(Curve c, double hour) {
    double[] x = c.points[0];
    int i = Arrays.binarySearch(x, hour);
    int k = i >= 0 ? i : -i - 2;
    return x.length == 0 ? Double.NaN : c.points[1][Math.max(0, Math.min(k, x.length - 1))];
  }

  private static double[] mean(Hours h) {
    double[] out = new double[h.steps()];
    for (int i = 0; i < out.length; i++) out[i] = h.meanPrice(i);
    return out;
  }

  /// Cumulative hours and falling prices; one more point closes the last step.
  private static double[][] curve(Hours h, double[] price) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < price.length; i++) if (Double.isFinite(price[i])) order.add(i);
    order.sort(Comparator.comparingDouble(i -> -price[i]));
    double[] x = new double[order.size() + 1];
    double[] y = new double[order.size() + 1];
    double at = 0;
    for (int k = 0; k < order.size(); k++) {
      int i = order.get(k);
      x[k] = at;
      y[k] = price[i];
      at += h.hours[i] * h.weight[i];
    }
    x[order.size()] = at;
    y[order.size()] = order.isEmpty() ? Double.NaN : y[order.size() - 1];
    return new double[][] {x, y};
  }
}
