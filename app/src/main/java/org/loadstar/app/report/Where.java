package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the AI load stands, at which price, and why there.
final class Where {
  private final Run run;
  private final Outlines outlines;

  Where(Run run, Outlines outlines) {
    this.run = run;
    this.outlines = outlines;
  }

  String html() {
    StringBuilder s = new StringBuilder(Sections.open("where", "2", "Where"));
    Campuses campuses = new Campuses(run);
    s.append("<div class=\"cards\">").append(campuses.map(outlines)).append(campuses.allied()).append(map().html()).append(why(campuses.isEmpty())).append("</div>");
    return s.append("</section>\n").toString();
  }

  /// The section of a network case; a case without coordinates has no map.
  String network(String number) {
    if (run.places.values().stream().noneMatch(p -> Double.isFinite(p.latitude()) && Double.isFinite(p.longitude())))
      return Sections.absent("where", number, "Where", "No map: the buses of the case have no coordinates.");
    return Sections.open("where", number, "Where") + "<div class=\"cards\">" + map().html() + "</div></section>\n";
  }

  private Card map() {
    Map<String, Double> ai = run.aiByZone("energised_mw");
    Map<String, Double> potential = run.aiByZone("potential_mw");
    Map<String, Double> price = run.prices("plan");
    List<ZoneMap.Flow> flows = flows();
    ZoneMap map = new ZoneMap(run.places, outlines, price, ai, potential, flows);
    Twin twin =
        new Twin(
            "zone",
            "name",
            "latitude",
            "longitude",
            "AI load MW",
            "could be ready MW",
            "price (plan's hours, incl. capacity) USD/MWh");
    run.places.forEach(
        (z, p) ->
            twin.row(
                z,
                p.name(),
                p.latitude(),
                p.longitude(),
                ai.getOrDefault(z, 0.0),
                potential.getOrDefault(z, 0.0),
                price.getOrDefault(z, Double.NaN)));
    for (ZoneMap.Flow f : flows)
      twin.row(
          f.from() + " to " + f.to(),
          "net flow " + Figures.sig(f.twh()) + " TWh",
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);
    return new Card(
        "map",
        title(ai, price),
        (run.isNetwork() ? "L" : "AI load and what could be ready, GW; l")
            + "oad-weighted price, USD/MWh (plan's hours, incl."
            + " capacity; long-run dual, not a price forecast); net flows, TWh; by zone, "
            + run.when(),
        map,
        List.of(),
        run.binds("ai.potential"),
        run.source("ai, price_summary, lines"),
        twin,
        true);
  }

  private String title(Map<String, Double> ai, Map<String, Double> price) {
    List<String> order = Rows.falling(ai);
    double total = ai.values().stream().mapToDouble(v -> v).sum();
    if (order.isEmpty() || total <= 0) {
      List<String> dear = Rows.falling(price);
      return dear.isEmpty()
          ? "No AI load and no prices in this run"
          : (run.isNetwork() ? "Power is dearest in " : "No new AI load in " + run.when() + "; power is dearest in ")
              + run.brief(dear.getFirst())
              + " at "
              + Figures.price(price.getOrDefault(dear.getFirst(), Double.NaN));
    }
    long zones = ai.values().stream().filter(v -> v > 0.5).count();
    String first = order.getFirst();
    String s =
        Figures.power(total)
            + " stands in "
            + zones
            + (zones == 1 ? " zone" : " zones")
            + " by "
            + run.when()
            + "; "
            + run.brief(first)
            + " takes "
            + Figures.power(ai.getOrDefault(first, 0.0));
    if (order.size() > 1 && ai.getOrDefault(order.get(1), 0.0) > 0)
      s += ", " + run.brief(order.get(1)) + " " + Figures.power(ai.getOrDefault(order.get(1), 0.0));
    return s;
  }

  /// Net energy between zones in the target year, lines between one pair added.
  private List<ZoneMap.Flow> flows() {
    Rows lines = run.plan("lines").is("year", run.year);
    Map<List<String>, Double> net = new LinkedHashMap<>();
    lines.stream()
        .forEach(
            r -> {
              String from = lines.text(r, "from_zone");
              String to = lines.text(r, "to_zone");
              double twh =
                  (lines.number(r, "energy_forward_mwh") - lines.number(r, "energy_reverse_mwh"))
                      / 1e6;
              if (Double.isNaN(twh)) return;
              boolean ordered = from.compareTo(to) <= 0;
              net.merge(
                  ordered ? List.of(from, to) : List.of(to, from),
                  ordered ? twh : -twh,
                  Double::sum);
            });
    List<ZoneMap.Flow> out = new ArrayList<>();
    net.forEach(
        (k, v) ->
            out.add(
                v >= 0
                    ? new ZoneMap.Flow(k.get(0), k.get(1), v)
                    : new ZoneMap.Flow(k.get(1), k.get(0), -v)));
    return out;
  }

  /// What of the sites of a zone binds in the target year, as the table `binding` has it.
  private String sites(String zone) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Sites.Site c : new Sites(run).all) if (c.zone().equals(zone)) names.put(c.campus(), c.name());
    List<Run.Binding> limits = run.bindings().stream()
        .filter(b -> b.meaningful() && b.year() == run.year && (b.constraint().startsWith("campus.") || b.constraint().equals("ai.potential"))).toList();
    List<String> here = limits.stream().map(Run.Binding::place).filter(names::containsKey).map(k -> names.getOrDefault(k, k)).distinct().toList();
    if (!here.isEmpty())
      return "; limits of " + String.join(", ", here.subList(0, Math.min(2, here.size()))) + (here.size() > 2 ? " and " + (here.size() - 2) + " more of its sites" : "") + " bind";
    // Limits told of all zones at once say nothing of one.
    return limits.stream().anyMatch(b -> b.place().equals("all") || b.place().equals(zone)) || names.isEmpty() ? "" : "; no limit of its sites binds";
  }

  /// In words: where the AI load went, from the duals.
  ///
  /// @param adapt whether the words may take two columns of a page that has two
  private String why(boolean adapt) {
    Map<String, Double> ai = run.aiByZone("energised_mw");
    Map<String, Double> potential = run.aiByZone("potential_mw");
    Map<String, Double> marginal = run.aiByZone("marginal_usd_per_kw_yr");
    Map<String, Double> price = run.prices("plan");
    Map<String, Double> twin = run.prices("no_ai");
    double total = ai.values().stream().mapToDouble(v -> v).sum();
    List<String> lines = new ArrayList<>();
    for (String z : Rows.falling(ai)) {
      double mw = ai.getOrDefault(z, 0.0);
      if (mw <= 0.5 || lines.size() >= 7) continue;
      double room = potential.getOrDefault(z, Double.NaN);
      StringBuilder s =
          new StringBuilder(run.name(z))
              .append(" takes ")
              .append(Figures.power(mw))
              .append(" (")
              .append(Figures.percent(mw / total))
              .append(")");
      if (room > 0) s.append(mw >= room * 0.999 ? ", all that can be ready there" : ", of " + Figures.power(room) + " that can be ready there" + sites(z));
      Double p = price.get(z);
      if (p != null) {
        s.append("; power costs ").append(Figures.price(p));
        Double without = twin.get(z);
        if (without != null)
          s.append(", ").append(Figures.price(without)).append(" without new AI load");
      }
      double m = marginal.getOrDefault(z, Double.NaN);
      if (Math.abs(m) >= 0.005)
        s.append("; one more kW ready there is worth ")
            .append(Figures.money(Math.abs(m)))
            .append(" a year");
      lines.add(s.append('.').toString());
    }
    List<String> not = new ArrayList<>();
    potential.forEach(
        (z, room) -> {
          if (room > 0.5 && ai.getOrDefault(z, 0.0) <= 0.5) not.add(run.brief(z));
        });
    if (!not.isEmpty())
      lines.add("Sites could be ready but stand empty in " + String.join(", ", not) + ".");
    run.bindings().stream()
        .filter(b -> b.meaningful() && b.year() == run.year && b.constraint().startsWith("ai.target"))
        .limit(1)
        .map(Run::words)
        .filter(w -> !lines.contains(w))
        .forEach(lines::add);
    return "<div class=\"card words" + (adapt ? " adapt" : "") + "\" id=\"why\"><h3>Where the AI load went, and why"
        + " there</h3><p class=\"sub\">From the duals of the plan, "
        + run.when()
        + "; prices: plan's hours, incl. capacity"
        + "</p>"
        + Answer.list(lines, "n/a: this run has no AI load.")
        + "<p class=\"source\">Source: "
        + Svg.escape(run.source("ai, price_summary, binding"))
        + "</p></div>\n";
  }
}
