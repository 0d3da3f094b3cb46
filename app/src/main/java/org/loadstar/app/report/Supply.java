package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What supplies the load: demand, capacity, generation and prices.
final class Supply {
  private final Run run;
  private final PriceCards prices;

  /// @param full the hours of the full year, or those of the plan
  Supply(Run run, Hours full) {
    this.run = run;
    prices = new PriceCards(run, full);
  }

  String html() {
    return Sections.open("supply", "6", "Supply")
        + "<div class=\"cards\">"
        + bridge()
        + standing()
        + change()
        + generation()
        + prices.duration()
        + prices.zones()
        + "</div></section>\n";
  }

  /// The section of a network case.
  String network(String number) {
    return Sections.open("supply", number, "Supply")
        + "<div class=\"cards\">"
        + standing()
        + change()
        + generation()
        + prices.duration()
        + prices.zones()
        + "</div></section>\n";
  }

  private String bridge() {
    Rows rows = Rows.of(run.tables.get("bridge")).is("year", run.year);
    if (rows.isEmpty())
      return Sections.empty("bridge", "Demand growth is not told", "n/a: table bridge is empty");
    Rows zones = rows.named("zone");
    Map<String, Double> items =
        (zones.isEmpty() ? rows : zones).by("item", "energy_twh", Figures::words);
    List<Map.Entry<String, Double>> list = List.copyOf(items.entrySet());
    List<Waterfall.Step> steps =
        list.stream().skip(1).map(e -> new Waterfall.Step(e.getKey(), e.getValue())).toList();
    Waterfall w =
        new Waterfall(
            list.getFirst().getKey(),
            list.getFirst().getValue(),
            steps,
            "demand " + run.when(),
            "TWh a year");
    double ai =
        items.entrySet().stream()
            .filter(e -> (" " + e.getKey() + " ").contains(" AI "))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    String title =
        "Demand goes from "
            + Figures.amount(w.start())
            + " to "
            + Figures.amount(w.end())
            + " TWh by "
            + run.when()
            + (ai > 0 ? "; new AI load is " + Figures.amount(ai) + " of it" : "");
    return new Card(
            "bridge",
            title,
            "Electricity demand a year, TWh, all zones; data centres in the forecast are taken out"
                + " before AI load is added",
            w,
            List.of(
                Card.Key.box("total-fill", "total", ""),
                Card.Key.box("more", "more (+)", ""),
                Card.Key.box("less", "less (" + Figures.MINUS + ")", "")),
            "",
            run.source("bridge"),
            w.twin(),
            false)
        .html();
  }

  private String standing() {
    TreeMap<Integer, Map<Palette, Double>> up =
        StackedColumns.byFamily(run.capacity(), "standing_mw", 1e-3);
    if (up.isEmpty())
      return Sections.empty("capacity", "No capacity in this run", "n/a: table capacity is empty");
    StackedColumns chart = new StackedColumns(up, new TreeMap<>(), new TreeMap<>(), "GW");
    double first = total(up, up.firstKey());
    double last = total(up, run.year);
    Palette most = largestChange(up, up.firstKey(), run.year);
    double d = value(up, run.year, most) - value(up, up.firstKey(), most);
    String now =
        "The fleet is "
            + Figures.amount(last)
            + " GW in "
            + run.when()
            + "; "
            + Figures.amount(value(up, run.year, largest(up, run.year)))
            + " GW of it is "
            + largest(up, run.year).supplyLabel();
    return new Card(
            "capacity",
            up.firstKey() == run.year
                ? now
                : "The fleet goes from "
                    + Figures.amount(first)
                    + " to "
                    + Figures.amount(last)
                    + " GW by "
                    + run.when()
                    + "; "
                    + most.supplyLabel()
                    + " changes most, by "
                    + Figures.signed(Math.abs(d) < Figures.DUST ? 0 : d)
                    + " GW",
            "Standing capacity, GW, all zones, end of each planned year; figures are of "
                + run.when(),
            chart,
            chart.legend(run.year, "GW"),
            run.binds("generator.maximum", "storage.maximum"),
            run.source("capacity"),
            chart.twin("standing GW", "below zero GW"),
            false)
        .html();
  }

  private String change() {
    TreeMap<Integer, Map<Palette, Double>> up =
        StackedColumns.byFamily(run.capacity(), "built_mw", 1e-3);
    TreeMap<Integer, Map<Palette, Double>> down =
        StackedColumns.byFamily(run.capacity(), "retired_mw", 1e-3);
    if (up.isEmpty()) return "";
    StackedColumns chart = new StackedColumns(up, down, new TreeMap<>(), "GW");
    double built =
        up.headMap(run.year, true).keySet().stream().mapToDouble(y -> total(up, y)).sum();
    double retired =
        down.headMap(run.year, true).keySet().stream().mapToDouble(y -> total(down, y)).sum();
    if (run.isNetwork() && built + retired < Figures.DUST)
      return Sections.empty("built", "Nothing is built or retired", "The case has no capacity to choose, or chooses none");
    return new Card(
            "built",
            Figures.amount(built)
                + " GW is built and "
                + Figures.amount(retired)
                + " GW retired "
                + (run.year == 0 ? "in " : "by ")
                + run.when(),
            "Capacity built (above zero) and retired (below) in each stage, GW, all zones; figures"
                + " are of "
                + run.when(),
            chart,
            chart.legend(run.year, "GW"),
            run.binds("build"),
            run.source("capacity"),
            chart.twin("built GW", "retired GW"),
            false)
        .html();
  }

  private String generation() {
    Rows rows = run.plan("generation");
    if (rows.isEmpty())
      return Sections.empty(
          "generation", "No generation in this run", "n/a: table generation is empty");
    var sheet = run.tables.get("generation");
    int tech = sheet.column("technology");
    Rows supply =
        rows.where(r -> !sheet.text(r, tech).equals("load") && !sheet.text(r, tech).equals("ai"));
    int e = sheet.column("energy_mwh");
    TreeMap<Integer, Map<Palette, Double>> up =
        StackedColumns.byFamily(supply.where(r -> sheet.number(r, e) > 0), "energy_mwh", 1e-6);
    TreeMap<Integer, Map<Palette, Double>> down =
        StackedColumns.byFamily(supply.where(r -> sheet.number(r, e) < 0), "energy_mwh", -1e-6);
    TreeMap<Integer, Double> load = new TreeMap<>();
    rows.where(r -> sheet.text(r, tech).equals("load") || sheet.text(r, tech).equals("ai"))
        .years()
        .forEach((y, r) -> load.put(y, -r.sum("energy_mwh") / 1e6));
    StackedColumns chart = new StackedColumns(up, down, load, "TWh");
    List<Card.Key> legend = new ArrayList<>(chart.legend(run.year, "TWh"));
    if (!load.isEmpty())
      legend.add(
          Card.Key.line(
              "load-line",
              run.isNetwork() ? "load" : "load with AI",
              Figures.amount(load.getOrDefault(run.year, Double.NaN)) + Figures.THIN + "TWh"));
    Map<Palette, Double> now = up.getOrDefault(run.year, Map.of());
    List<Palette> order = Rows.falling(now);
    double sum = now.values().stream().mapToDouble(v -> v).sum();
    String title =
        order.isEmpty()
            ? "Nothing generates in " + run.when()
            : capital(order.getFirst().supplyLabel())
                + " gives "
                + Figures.percent(now.getOrDefault(order.getFirst(), 0.0) / sum)
                + " of supply in "
                + run.when()
                + (order.size() > 1
                    ? ", "
                        + order.get(1).supplyLabel()
                        + " "
                        + Figures.percent(now.getOrDefault(order.get(1), 0.0) / sum)
                    : "");
    return new Card(
            "generation",
            title,
            "Energy a year by family, TWh, all zones; charge and exports below zero; figures are of"
                + " "
                + run.when(),
            chart,
            legend,
            run.binds("emission", "clean"),
            run.source("generation"),
            chart.twin("supply TWh", "charge or export TWh"),
            false)
        .html();
  }

  private static String capital(String s) {
    return Character.toUpperCase(s.charAt(0)) + s.substring(1);
  }

  private static double total(TreeMap<Integer, Map<Palette, Double>> m, int year) {
    return m.getOrDefault(year, Map.of()).values().stream().mapToDouble(v -> v).sum();
  }

  private static double value(TreeMap<Integer, Map<Palette, Double>> m, int year, Palette p) {
    return m.getOrDefault(year, Map.of()).getOrDefault(p, 0.0);
  }

  private static Palette largest(TreeMap<Integer, Map<Palette, Double>> m, int year) {
    return Arrays.stream(Palette.values())
        .max(Comparator.comparingDouble(p -> value(m, year, p)))
        .orElse(Palette.OTHER);
  }

  private static Palette largestChange(TreeMap<Integer, Map<Palette, Double>> m, int from, int to) {
    return Arrays.stream(Palette.values())
        .max(Comparator.comparingDouble(p -> Math.abs(value(m, to, p) - value(m, from, p))))
        .orElse(Palette.OTHER);
  }
}
