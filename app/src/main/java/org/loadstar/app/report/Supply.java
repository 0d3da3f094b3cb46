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
  private final Hours full;
  private final Hours hours;
  private final Hours withoutAi;

  /// @param full the hours of the full year, or those of the plan
  Supply(Run run, Hours full) {
    this.run = run;
    this.full = full;
    hours = full.grid.equals("plan") ? full : Hours.read(run.tables, "plan", run.year);
    withoutAi = Hours.read(run.tables, "no_ai", run.year);
  }

  String html() {
    return Sections.open("supply", "6", "Supply") + "<div class=\"cards\">" + bridge() + standing() + change() + generation() + duration() + zonePrices() + "</div></section>\n";
  }

  private String bridge() {
    Rows rows = Rows.of(run.tables.get("bridge")).is("year", run.year);
    if (rows.isEmpty()) return Sections.empty("bridge", "Demand growth is not told", "n/a: table bridge is empty");
    Rows zones = rows.named("zone");
    Map<String, Double> items = (zones.isEmpty() ? rows : zones).by("item", "energy_twh", Figures::words);
    List<Map.Entry<String, Double>> list = List.copyOf(items.entrySet());
    List<Waterfall.Step> steps = list.stream().skip(1).map(e -> new Waterfall.Step(e.getKey(), e.getValue())).toList();
    Waterfall w = new Waterfall(list.getFirst().getKey(), list.getFirst().getValue(), steps, "demand " + run.year, "TWh a year");
    double ai = items.entrySet().stream().filter(e -> (" " + e.getKey() + " ").contains(" AI ")).mapToDouble(Map.Entry::getValue).sum();
    String title = "Demand goes from " + Figures.sig(w.start()) + " to " + Figures.sig(w.end()) + " TWh by " + run.year + (ai > 0 ? "; new AI load is " + Figures.sig(ai) + " of it" : "");
    return new Card("bridge", title, "Electricity demand a year, TWh, all zones; data centres in the forecast are taken out before AI load is added", w,
        List.of(Card.Key.box("total-fill", "total", ""), Card.Key.box("more", "more (+)", ""), Card.Key.box("less", "less (" + Figures.MINUS + ")", "")),
        "", run.source("bridge"), w.twin(), false).html();
  }

  private String standing() {
    TreeMap<Integer, Map<Palette, Double>> up = StackedColumns.byFamily(run.plan("capacity"), "standing_mw", 1e-3);
    if (up.isEmpty()) return Sections.empty("capacity", "No capacity in this run", "n/a: table capacity is empty");
    StackedColumns chart = new StackedColumns(up, new TreeMap<>(), new TreeMap<>(), "GW");
    double first = total(up, up.firstKey());
    double last = total(up, run.year);
    Palette most = largestChange(up, up.firstKey(), run.year);
    double d = value(up, run.year, most) - value(up, up.firstKey(), most);
    String now = "The fleet is " + Figures.sig(last) + " GW in " + run.year + "; " + Figures.sig(value(up, run.year, largest(up, run.year))) + " GW of it is " + largest(up, run.year).supplyLabel();
    return new Card("capacity", up.firstKey() == run.year ? now : "The fleet goes from " + Figures.sig(first) + " to " + Figures.sig(last) + " GW by " + run.year + "; " + most.supplyLabel() + " changes most, by " + Figures.signed(d) + " GW",
        "Standing capacity, GW, all zones, end of each planned year; figures are of " + run.year, chart, chart.legend(run.year, "GW"), run.binds("generator.maximum", "storage.maximum"),
        run.source("capacity"), chart.twin("standing GW", "below zero GW"), false).html();
  }

  private String change() {
    TreeMap<Integer, Map<Palette, Double>> up = StackedColumns.byFamily(run.plan("capacity"), "built_mw", 1e-3);
    TreeMap<Integer, Map<Palette, Double>> down = StackedColumns.byFamily(run.plan("capacity"), "retired_mw", 1e-3);
    if (up.isEmpty()) return "";
    StackedColumns chart = new StackedColumns(up, down, new TreeMap<>(), "GW");
    double built = up.headMap(run.year, true).keySet().stream().mapToDouble(y -> total(up, y)).sum();
    double retired = down.headMap(run.year, true).keySet().stream().mapToDouble(y -> total(down, y)).sum();
    return new Card("built", Figures.sig(built) + " GW is built and " + Figures.sig(retired) + " GW retired by " + run.year, "Capacity built (above zero) and retired (below) in each stage, GW, all zones; figures are of "
        + run.year, chart, chart.legend(run.year, "GW"), run.binds("build"), run.source("capacity"), chart.twin("built GW", "retired GW"), false).html();
  }

  private String generation() {
    Rows rows = run.plan("generation");
    if (rows.isEmpty()) return Sections.empty("generation", "No generation in this run", "n/a: table generation is empty");
    var sheet = run.tables.get("generation");
    int tech = sheet.column("technology");
    Rows supply = rows.where(r -> !sheet.text(r, tech).equals("load") && !sheet.text(r, tech).equals("ai"));
    int e = sheet.column("energy_mwh");
    TreeMap<Integer, Map<Palette, Double>> up = StackedColumns.byFamily(supply.where(r -> sheet.number(r, e) > 0), "energy_mwh", 1e-6);
    TreeMap<Integer, Map<Palette, Double>> down = StackedColumns.byFamily(supply.where(r -> sheet.number(r, e) < 0), "energy_mwh", -1e-6);
    TreeMap<Integer, Double> load = new TreeMap<>();
    rows.where(r -> sheet.text(r, tech).equals("load") || sheet.text(r, tech).equals("ai")).years().forEach((y, r) -> load.put(y, -r.sum("energy_mwh") / 1e6));
    StackedColumns chart = new StackedColumns(up, down, load, "TWh");
    List<Card.Key> legend = new ArrayList<>(chart.legend(run.year, "TWh"));
    if (!load.isEmpty()) legend.add(Card.Key.line("load-line", "load with AI", Figures.sig(load.getOrDefault(run.year, Double.NaN)) + Figures.THIN + "TWh"));
    Map<Palette, Double> now = up.getOrDefault(run.year, Map.of());
    List<Palette> order = Rows.falling(now);
    double sum = now.values().stream().mapToDouble(v -> v).sum();
    String title = order.isEmpty() ? "Nothing generates in " + run.year : capital(order.getFirst().supplyLabel()) + " gives " + Figures.percent(now.getOrDefault(order.getFirst(), 0.0) / sum) + " of supply in " + run.year
        + (order.size() > 1 ? ", " + order.get(1).supplyLabel() + " " + Figures.percent(now.getOrDefault(order.get(1), 0.0) / sum) : "");
    return new Card("generation", title, "Energy a year by family, TWh, all zones; charge and exports below zero; figures are of " + run.year, chart, legend,
        run.binds("emission", "clean"), run.source("generation"), chart.twin("supply TWh", "charge or export TWh"), false).html();
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
    return Arrays.stream(Palette.values()).max(Comparator.comparingDouble(p -> value(m, year, p))).orElse(Palette.OTHER);
  }

  private static Palette largestChange(TreeMap<Integer, Map<Palette, Double>> m, int from, int to) {
    return Arrays.stream(Palette.values()).max(Comparator.comparingDouble(p -> Math.abs(value(m, to, p) - value(m, from, p)))).orElse(Palette.OTHER);
  }

  private String duration() {
    if (hours.steps() == 0 || hours.price.isEmpty()) return Sections.empty("duration", "No hourly prices in this run", "n/a: table prices is empty for " + run.year);
    Map<String, Double> level = run.prices("plan");
    List<String> order = Rows.falling(level).stream().filter(hours.price::containsKey).toList();
    List<Curve> curves = new ArrayList<>();
    curves.add(new Curve("mean", "l-strong", curve(hours, mean(hours))));
    if (withoutAi.steps() > 0 && !withoutAi.price.isEmpty()) curves.add(new Curve("mean, no AI", "l-dash", curve(withoutAi, mean(withoutAi))));
    if (order.size() > 1) {
      for (String z : List.of(order.getFirst(), order.getLast())) {
        double[] p = hours.price.get(z);
        if (p != null) curves.add(new Curve(run.brief(z), z.equals(order.getFirst()) ? "l-high" : "l-low", curve(hours, p)));
      }
    }
    if (full != hours && !full.price.isEmpty()) curves.add(new Curve("capacity fixed", "l-thin", curve(full, mean(full))));
    double[] finite = curves.stream().flatMapToDouble(c -> Arrays.stream(c.points[1])).filter(Double::isFinite).sorted().toArray();
    if (finite.length == 0) return "";
    double top = finite[finite.length - 1];
    double bulk = finite[(int) (finite.length * 0.97)];
    boolean cut = top > 3 * Math.max(bulk, 1);
    double high = cut ? 2 * Math.max(bulk, 1) : top;
    double low = Math.min(0, finite[(int) (finite.length * 0.01)]);
    List<Lines.Line> lines = curves.stream().map(c -> new Lines.Line(c.name, c.css, c.points[0], c.points[1], true, false)).toList();
    List<Lines.Tick> ticks = new ArrayList<>();
    for (int h = 0; h <= 8000; h += 2000) ticks.add(new Lines.Tick(h, h == 0 ? "0 h" : Figures.whole(h)));
    ticks.add(new Lines.Tick(8760, Figures.whole(8760)));
    double half = at(curves.getFirst(), 4380);
    String clipped = cut ? "; above " + Figures.price(high) + " cut (scarcity, up to " + Figures.price(top) + ")" : "";
    Twin twin = new Twin(header(curves));
    for (int h = 0; h <= 8760; h += h < 200 ? 10 : 120) {
      List<Object> row = new ArrayList<>(List.of(h));
      int hour = h;
      curves.forEach(c -> row.add(at(c, hour)));
      twin.row(row);
    }
    List<Card.Key> legend = curves.stream().map(c -> Card.Key.line(c.css,
        switch (c.name) {
          case "mean" -> "mean of all zones, by load";
          case "mean, no AI" -> "mean without new AI load";
          case "capacity fixed" -> "mean, all hours, capacity fixed";
          default -> c.name;
        }, "median " + Figures.price(at(c, 4380)))).toList();
    return new Card("duration", "Half of the hours of " + run.year + " cost more than " + Figures.price(half) + ", the dearest tenth more than " + Figures.price(at(curves.getFirst(), 876)),
        "Price reached or exceeded, $/MWh, over hours of the year; long-run dual, not a price forecast" + clipped, new Lines(lines, "$/MWh", ticks, true, low, high), legend, "",
        run.source("prices"), twin, false).html();
  }

  private String zonePrices() {
    Rows rows = run.plan("price_summary").is("year", run.year).named("zone");
    Map<String, Double> total = rows.by("zone", "total_usd_per_mwh");
    if (total.isEmpty()) return Sections.empty("zone-prices", "No prices by zone in this run", "n/a: table price_summary is empty for " + run.year);
    Map<String, Double> energy = rows.by("zone", "energy_usd_per_mwh");
    Map<String, Double> scarcity = rows.by("zone", "scarcity_usd_per_mwh");
    Map<String, Double> capacity = rows.by("zone", "capacity_usd_per_mwh");
    Map<String, Double> twin = run.prices("no_ai");
    List<String> order = Rows.falling(total);
    Twin table = new Twin("zone", "energy $/MWh", "scarcity $/MWh", "capacity $/MWh", "total $/MWh", "total without AI $/MWh");
    List<Bars.Bar> bars = new ArrayList<>();
    for (String z : order) {
      double e = energy.getOrDefault(z, 0.0);
      double rest = scarcity.getOrDefault(z, 0.0) + capacity.getOrDefault(z, 0.0);
      double without = twin.getOrDefault(z, Double.NaN);
      bars.add(new Bars.Bar(run.brief(z), Math.max(0, e), Math.max(0, rest), without, Figures.sig(total.getOrDefault(z, 0.0)), "accent"));
      table.row(run.name(z), e, scarcity.getOrDefault(z, 0.0), capacity.getOrDefault(z, 0.0), total.getOrDefault(z, 0.0), without);
    }
    List<Card.Key> legend = new ArrayList<>(List.of(Card.Key.box("accent", "energy", ""), Card.Key.hatch("scarcity and capacity", "")));
    if (!twin.isEmpty()) legend.add(Card.Key.line("mark", "total without AI", ""));
    String dear = order.getFirst();
    String cheap = order.getLast();
    return new Card("zone-prices", "Power costs " + Figures.price(total.getOrDefault(cheap, 0.0)) + " in " + run.brief(cheap) + " and " + Figures.price(total.getOrDefault(dear, 0.0)) + " in " + run.brief(dear) + " in " + run.year,
        "Load-weighted price by zone, $/MWh, " + run.year + "; long-run dual, not a price forecast", new Bars(List.of(new Bars.Group("$/MWh", bars))), legend, run.binds("line"),
        run.source("price_summary"), table, false).html();
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
