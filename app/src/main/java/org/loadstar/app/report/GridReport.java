package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loadstar.grid.Grid;
import org.loadstar.grid.GridAnalysis;
import org.loadstar.grid.Hosting;
import org.loadstar.grid.Layout;
import org.loadstar.grid.LostLoad;
import org.loadstar.grid.OperatingPoint;
import org.loadstar.grid.Reinforcement;
import org.loadstar.grid.Risk;
import org.loadstar.grid.Screening;

/// The page of one network: its loading, its outages, the room for campuses and what cascades lose.
public final class GridReport {
  private static final int BARS = 15;
  private static final int CLASSES = 5;
  /// MW of lost load that are told.
  private static final double LEAST = 1e-3;

  /// What was found.
  ///
  /// @param outages null where not asked
  /// @param rooms null where not asked
  /// @param slack what gives a new campus its power, in words
  /// @param lost by kind of event
  /// @param after the same events with the plan's campuses, empty without a plan
  /// @param worst the worst outages that greed finds, empty unless asked
  /// @param reinforcement for a plan's campuses; null where there is none
  /// @param placedMw load of the plan's campuses
  public record Found(
      GridAnalysis analysis, Screening.@Nullable Result outages, @Nullable List<Hosting.Room> rooms, String slack, Map<String, LostLoad> lost,
      Map<String, LostLoad> after, List<Risk.Strike> worst, @Nullable Reinforcement reinforcement, double placedMw) {}

  private final Found f;
  private final Grid grid;
  private final OperatingPoint point;
  private final double[] loading;
  private final double[][] at;

  private GridReport(Found f) {
    this.f = f;
    grid = f.analysis.grid();
    point = f.analysis.point();
    loading = new double[grid.branches().size()];
    Arrays.setAll(loading, e -> Math.abs(point.flow()[e]) / f.analysis.rating(e));
    at = Layout.of(grid);
  }

  /// One HTML file that asks nothing of the network.
  public static String render(Found found) {
    return new GridReport(found).html();
  }

  private String html() {
    List<String[]> sections = new ArrayList<>(List.of(new String[] {"answer", "1 Answer"}, new String[] {"network", "2 Network"}));
    StringBuilder body = new StringBuilder(answer()).append(network());
    section(sections, body, "outages", "Outages", outages());
    section(sections, body, "room", "Room", room());
    section(sections, body, "cascades", "Cascades", cascades());
    section(sections, body, "plan", "Plan", plan());
    section(sections, body, "method", "Method", method());
    return Report.page(grid.name() + ": " + headline(), sections, body.toString(), "Network " + grid.name());
  }

  private static void section(List<String[]> sections, StringBuilder body, String id, String title, String cards) {
    if (cards.isEmpty()) return;
    String number = "" + (sections.size() + 1);
    sections.add(new String[] {id, number + " " + title});
    body.append(Sections.open(id, number, title)).append("<div class=\"cards\">").append(cards).append("</div></section>\n");
  }

  private String headline() {
    if (f.outages != null) {
      int critical = f.outages.critical().size();
      return critical == 0 ? "Any one outage is survived" : critical + " of " + f.outages.outages().size() + " single outages overload a branch or shed load";
    }
    long over = point.overloads(grid).size();
    return over == 0 ? "Every branch is within its rating" : over + " branches are above their rating";
  }

  private String answer() {
    StringBuilder s = new StringBuilder("<section id=\"answer\" aria-labelledby=\"headline\">\n<p class=\"kicker\">");
    s.append(Svg.escape(grid.name() + ", " + grid.buses().size() + " buses, " + grid.branches().size() + " branches, " + grid.generators().size() + " generators"));
    s.append("</p>\n<h1 id=\"headline\">").append(Svg.escape(headline())).append("</h1>\n<dl class=\"tiles\">");
    s.append(Answer.tile("Load", Figures.power(grid.loadMw()), "room above the generators " + Figures.power(point.reserveMw(grid))));
    Double cost = point.costUsdPerHour();
    s.append(Answer.tile("Cost", cost == null ? Figures.UNKNOWN : Figures.money(cost) + "/h", dispatch()));
    s.append(Answer.tile("Above rating", "" + point.overloads(grid).size(), "branches, none lost; unserved " + Figures.power(point.unservedMw()) + (f.analysis.surplusMw() > 0 ? "; " + Figures.power(f.analysis.surplusMw()) + " too much generation" : "")));
    if (f.rooms != null) s.append(Answer.tile("Room for a campus", Figures.power(median(f.rooms)), "at the median bus"));
    else s.append(Answer.tile("Islands", "" + f.analysis.islands(), "parts that hang together"));
    return s.append("</dl></section>\n").toString();
  }

  private String dispatch() {
    return switch (point.source()) {
      case OPF -> "least-cost dispatch, DC form";
      case SECURE -> "least-cost dispatch that holds after outages as far as can be";
      case FILE -> Objects.requireNonNullElse(f.analysis.note(), "dispatch of the file, balanced");
    };
  }

  private static double median(List<Hosting.Room> rooms) {
    double[] mw = rooms.stream().mapToDouble(Hosting.Room::mw).sorted().toArray();
    return mw.length == 0 ? 0 : mw[mw.length / 2];
  }

  private String network() {
    double[] load = grid.buses().stream().mapToDouble(b -> Math.max(0, b.demandMw())).toArray();
    String[] css = new String[load.length];
    Arrays.fill(css, "muted-fill");
    String[] words = new String[load.length];
    Arrays.setAll(words, i -> grid.buses().get(i).id() + ": load " + Figures.power(load[i]));
    Twin twin = new Twin("branch", "flow MW", "rating MW", "loading");
    Integer[] order = order(loading);
    for (int e : order) twin.row(branch(e), point.flow()[e], f.analysis.rating(e), loading[e]);
    long heavy = Arrays.stream(loading).filter(l -> GridDiagram.level(l) >= 1).count();
    String title = heavy == 0 ? "No branch is loaded above 70 %" : heavy + " of " + loading.length + " branches are loaded above 70 %";
    Card card =
        new Card("network-map", title, "Loading of each branch, flow over rating; discs are loads. The drawing follows the branches, not the land",
            new GridDiagram(grid, at, loading, load, css, words),
            List.of(Card.Key.line("b0", "below 70 %", ""), Card.Key.line("b1", "70 to 100 %", ""), Card.Key.line("b2", "above its rating", "")), "", "branches.csv", twin, true);
    return Sections.open("network", "2", "Network") + "<div class=\"cards\">" + card.html() + "</div></section>\n";
  }

  private static Integer[] order(double[] falling) {
    Integer[] order = new Integer[falling.length];
    for (int k = 0; k < order.length; k++) order[k] = k;
    Arrays.sort(order, Comparator.comparingDouble((Integer k) -> -falling[k]));
    return order;
  }

  private String branch(int e) {
    return e < 0 ? "" : grid.branches().get(e).id();
  }

  private String element(Screening.Outage o) {
    return o.kind() == Screening.Kind.BRANCH ? branch(o.element()) : grid.generators().get(o.element()).id();
  }

  private String outages() {
    if (f.outages == null) return "";
    List<Screening.Outage> critical = f.outages.critical();
    Twin twin = new Twin("outage", "overloads", "worst branch", "loading", "cut buses", "unserved MW");
    for (Screening.Outage o : critical) twin.row(element(o), o.overloads(), branch(o.worst()), o.loading(), o.cutBuses(), o.unservedMw());
    List<Bars.Bar> bars = new ArrayList<>();
    for (Screening.Outage o : critical.stream().filter(o -> o.overloads() > 0).limit(BARS).toList())
      bars.add(new Bars.Bar(element(o) + " → " + branch(o.worst()), o.loading(), 0, 1, Figures.percent(o.loading()), "more"));
    if (bars.isEmpty())
      return Sections.empty("outages-worst", "No single outage overloads a branch", f.outages.outages().size() + " outages of branches and generators were looked at; "
          + critical.size() + " shed load because they cut it off.");
    Card card =
        new Card("outages-worst", element(critical.getFirst()) + " is the worst single outage: " + branch(critical.getFirst().worst()) + " at " + Figures.percent(critical.getFirst().loading()),
            "Highest loading after each outage, share of the emergency rating (mark at 100 %); " + (f.outages.dividing() == 1 ? "1 outage divides" : f.outages.dividing() + " outages divide") + " the network",
            new Bars(List.of(new Bars.Group("of emergency rating", bars))), List.of(), "", "outages.csv", twin, true);
    return card.html();
  }

  private String room() {
    List<Hosting.Room> rooms = f.rooms;
    if (rooms == null) return "";
    double[] edges = {1, 50, 200, 500};
    double[] disc = new double[rooms.size()];
    String[] css = new String[rooms.size()];
    String[] words = new String[rooms.size()];
    int[] count = new int[CLASSES];
    for (Hosting.Room r : rooms) {
      int c = 0;
      while (c < edges.length && r.mw() >= edges[c]) c++;
      count[c]++;
      disc[r.bus()] = Math.max(r.mw(), 1e-3);
      css[r.bus()] = "room r" + c;
      words[r.bus()] = grid.buses().get(r.bus()).id() + ": " + Figures.power(r.mw()) + ", bound by " + bound(r);
    }
    Twin twin = new Twin("bus", "room MW", "without outages MW", "bound by", "radial");
    rooms.stream().sorted(Comparator.comparingDouble(Hosting.Room::mw).reversed())
        .forEach(r -> twin.row(grid.buses().get(r.bus()).id(), r.mw(), r.intactMw(), bound(r), r.radial() ? "yes" : "no"));
    List<Card.Key> keys = new ArrayList<>();
    String[] names = {"below 1 MW", "1 to 50 MW", "50 to 200 MW", "200 to 500 MW", "500 MW and more"};
    for (int c = 0; c < CLASSES; c++) keys.add(Card.Key.box("room r" + c, names[c], count[c] + " buses"));
    double[] plain = new double[loading.length];
    Hosting.Room best = rooms.stream().max(Comparator.comparingDouble(Hosting.Room::mw)).orElseThrow();
    Card card =
        new Card("room-map", best.mw() < 1 ? "No bus takes a campus without a new violation" : "Bus " + grid.buses().get(best.bus()).id() + " takes a campus of " + Figures.power(best.mw()) + "; the median bus " + Figures.power(median(rooms)),
            "Largest new load at each bus alone without a new violation, with and without any one branch; " + f.slack,
            new GridDiagram(grid, at, plain, disc, css, words), keys, best.mw() < 1 ? "" : bound(best) + " at the best bus", "hosting.csv", twin, true);
    return card.html();
  }

  private String bound(Hosting.Room r) {
    return switch (r.bound()) {
      case RESERVE -> "generation or the largest size asked";
      case INTACT -> branch(r.branch());
      case OUTAGE -> branch(r.branch()) + " after the loss of " + branch(r.outage());
    };
  }

  private String cascades() {
    StringBuilder s = new StringBuilder();
    int k = 0;
    for (Map.Entry<String, LostLoad> l : f.lost.entrySet()) s.append(lost("cascade-" + k++, l.getKey().substring(0, 1).toUpperCase(Locale.ROOT) + l.getKey().substring(1), l.getValue(), f.after.get(l.getKey())));
    return s + strikes();
  }

  private String strikes() {
    if (f.worst.isEmpty()) return "";
    Twin twin = new Twin("branch", "lost MW more");
    List<Bars.Bar> bars = new ArrayList<>();
    double sum = 0;
    for (Risk.Strike s : f.worst) {
      twin.row(branch(s.branch()), s.lostMw());
      sum += s.lostMw();
      bars.add(new Bars.Bar((bars.isEmpty() ? "" : "and ") + branch(s.branch()), Math.max(0, sum), 0, Double.NaN, Figures.power(sum), "more"));
    }
    String title = sum < LEAST ? "No loss of " + f.worst.size() + " branches that greed finds costs load" : "The loss of " + f.worst.size() + (f.worst.size() == 1 ? " branch" : " branches") + " at once costs " + Figures.power(sum);
    return new Card("worst", title, "Lost load with one branch more in each row, each the worst next to those above it; a worse set may exist",
            new Bars(List.of(new Bars.Group("MW lost", bars))), List.of(), "", "worst.csv", twin, false)
        .html();
  }

  /// @param after the same events with the plan
  private static String lost(String id, String kind, LostLoad l, @Nullable LostLoad after) {
    Twin twin = after == null ? new Twin("lost share of the load", "events") : new Twin("lost share of the load", "events", "with the plan");
    for (int c = 0; c < l.histogram().length; c++) {
      if (after == null) twin.row(share(c), l.histogram()[c]);
      else twin.row(share(c), l.histogram()[c], after.histogram()[c]);
    }
    String sub = l.events() + " events; ± " + Figures.power(l.standardError()) + " standard error; P95 " + Figures.power(l.p95()) + ", most " + Figures.power(l.max()) + "; "
        + Figures.sig(l.meanTripped()) + " branches trip by overload on average" + (l.leftMw() < LEAST ? "" : "; " + Figures.power(l.leftMw()) + " leave of themselves and are not counted as lost");
    if (after == null)
      return new Card(id, kind + ": " + Figures.power(l.mean()) + " lost on average, " + Figures.power(l.p99()) + " in one event of a hundred", sub,
              new Bars(List.of(new Bars.Group("events by lost share of the load", bars(l)))), List.of(), "", "events.csv", twin, false)
          .html();
    return new Card(id, kind + ": " + Figures.power(l.mean()) + " lost on average, " + Figures.power(after.mean()) + " with the plan; " + risk(l, after),
            sub + ". With the plan ± " + Figures.power(after.standardError()) + ", P95 " + Figures.power(after.p95()) + ", most " + Figures.power(after.max()),
            new Bars(List.of(new Bars.Group("events by lost share of the load, today", bars(l)), new Bars.Group("the same events with the plan", bars(after)))), List.of(), "",
            "events.csv", twin, true)
        .html();
  }

  /// What the plan changes, event by event.
  private static String risk(LostLoad l, LostLoad after) {
    LostLoad.Change c = l.to(after);
    if (!c.told()) return "no change that " + l.events() + " events can tell";
    String words = Figures.power(Math.abs(c.mw())) + " ± " + Figures.power(c.standardError());
    return c.mw() > 0 ? "it adds " + words : "it takes away " + words;
  }

  private static String share(int c) {
    return c == 0 ? "below " + Figures.percent(LostLoad.EDGES[0]) : Figures.percent(LostLoad.EDGES[c - 1]) + " to " + Figures.percent(LostLoad.EDGES[c]);
  }

  private static List<Bars.Bar> bars(LostLoad l) {
    List<Bars.Bar> bars = new ArrayList<>();
    for (int c = 0; c < l.histogram().length; c++)
      bars.add(new Bars.Bar(share(c), l.histogram()[c], 0, Double.NaN, "" + l.histogram()[c], c == 0 ? "muted-fill" : "more"));
    return bars;
  }

  private String plan() {
    Reinforcement x = f.reinforcement;
    if (x == null) return "";
    Twin twin = new Twin("branch", "more MW", "cost USD");
    List<Bars.Bar> bars = new ArrayList<>();
    for (Reinforcement.Increment i : x.increments()) {
      twin.row(branch(i.branch()), i.mw(), i.usd());
      if (bars.size() < BARS) bars.add(new Bars.Bar(branch(i.branch()), i.usd() / 1e6, 0, Double.NaN, Figures.money(i.usd()), "accent"));
    }
    String lack = x.unservedMw() > 0 ? "; generation is " + Figures.power(x.unservedMw()) + " short" : "";
    if (bars.isEmpty()) return Sections.empty("plan-cost", "The campuses need no reinforcement" + lack, Figures.power(f.placedMw) + " placed.");
    return new Card("plan-cost", Figures.power(f.placedMw) + " of campuses need " + Figures.money(x.usd()) + " of reinforcements on " + x.increments().size() + " branches" + lack,
            "Cheapest increments of ratings, generators dispatched as it suits; dollars by length taken from the reactance",
            new Bars(List.of(new Bars.Group("$m", bars))), List.of(), "", "reinforcements.csv", twin, true)
        .html();
  }

  private String method() {
    return "<div class=\"card words wide\" id=\"method-words\"><h3>How it was found</h3>"
        + Answer.list(
            List.of(
                "DC form: a branch's flow is its susceptance times the difference of angles" + (grid.convention() == Grid.Convention.PGLIB ? ", without tap and phase shift (PGLib's convention)." : ", with taps and phase shifts."),
                "Outages by distribution factors; a branch whose loss divides the network is solved anew, each side balanced.",
                "Cascades: whatever is above its emergency rating trips, nobody acts in between; generators rise by a share of their capacity, the rest is shed. Compare such figures with each other, not with blackout statistics.",
                "docs/grid.md and docs/math/grid.md say the rest."),
            "")
        + "</div>";
  }
}
