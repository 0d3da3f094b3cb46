package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page of `stochastic`: what not knowing the future costs, how every plan fares in every future, and what the plan does in each.
public final class FuturesPage {
  private static final String[][] SECTIONS = {{"answer", "1 Answer"}, {"regret", "2 Regret"}, {"branches", "3 Branches"}, {"waiting", "4 Waiting"}, {"method", "5 Method"}};
  private static final int MOST_BARS = 12;
  private static final double DUST_MW = 50;

  private final Said said;
  private final String caseName;

  private FuturesPage(Map<String, ? extends @Nullable Object> summary, String caseName) {
    said = new Said(summary);
    this.caseName = caseName;
  }

  /// @param summary the object that `stochastic --json` prints
  public static String render(Map<String, ? extends @Nullable Object> summary, String caseName) {
    FuturesPage p = new FuturesPage(summary, caseName);
    String main = p.answer() + p.regret() + p.branches() + p.waiting() + p.method();
    return Report.page(caseName + ": " + p.headline(), "", SECTIONS, main, "Futures of " + caseName);
  }

  private List<String> names() {
    return said.list("futures").stream().map(f -> String.valueOf(f.get("name"))).toList();
  }

  private String headline() {
    double evpi = said.number("evpi_usd");
    if (Double.isNaN(evpi)) return "No plan lives in all of " + names().size() + " futures";
    return "To know the future would be worth " + Figures.money(evpi) + "; to plan for all of " + names().size() + " saves "
        + (Double.isNaN(said.number("vss_usd")) ? "more than can be told" : Figures.money(said.number("vss_usd")));
  }

  private String range(String key) {
    if (!(said.summary().get(key) instanceof List<?> r) || r.size() != 2 || !(r.get(0) instanceof Number a) || !(r.get(1) instanceof Number b)) return "no proof";
    return "proven: " + Figures.money(a.doubleValue()) + " to " + Figures.money(b.doubleValue());
  }

  private String answer() {
    StringBuilder s = new StringBuilder("<section id=\"answer\" aria-labelledby=\"headline\">\n<p class=\"kicker\">");
    s.append(Svg.escape(said.text("name") + " of " + caseName + ", decided here and now to " + said.text("here_and_now"))).append("</p>\n<h1 id=\"headline\">");
    s.append(Svg.escape(headline())).append("</h1>\n");
    if (!said.text("description").isEmpty()) s.append("<p>").append(Svg.escape(said.text("description"))).append("</p>\n");
    s.append("<dl class=\"tiles\">");
    s.append(Answer.tile("Mean cost", Figures.money(said.number("expected_cost_usd")), "of the plan for all futures, discounted"));
    s.append(Answer.tile("Perfect information", Figures.money(said.number("evpi_usd")), range("evpi_range_usd")));
    s.append(Answer.tile("Stochastic solution", Figures.money(said.number("vss_usd")), range("vss_range_usd")));
    s.append(Answer.tile("Worst " + Figures.percent(1 - said.number("cvar_level")), Figures.money(said.number("cvar_usd")),
        "mean cost in the tail, weight " + Figures.sig(said.number("cvar_weight"))));
    return s.append("</dl>\n</section>\n").toString();
  }

  private String source() {
    return "time " + said.text("resolution") + ", stages " + said.text("stages") + ", operated over all hours: " + said.text("full_year_asked");
  }

  private String regret() {
    boolean full = said.summary().get("regret_full") != null;
    String of = full ? "_full" : "";
    Map<?, ?> table = said.object("regret" + of);
    Map<?, ?> status = said.object("status_by_future");
    double most = 0;
    for (Object row : table.values()) if (row instanceof Map<?, ?> m) for (Object v : m.values()) if (v instanceof Number n) most = Math.max(most, n.doubleValue());
    List<String> plans = table.keySet().stream().map(String::valueOf).toList();
    List<List<HeatTable.Cell>> cells = new ArrayList<>();
    Twin twin = new Twin("plan", "future", "status", "cost USD", "regret USD", "unserved MWh");
    for (String p : plans) {
      List<HeatTable.Cell> row = new ArrayList<>();
      for (String f : names()) {
        double v = Said.number(Said.object(table, p), f);
        boolean plan = "optimal".equals(Said.object(status, p).get(f));
        String how = plan && Double.isNaN(v) ? "not operated" : String.valueOf(Said.object(status, p).get(f));
        twin.row(p, f, how, Said.number(Said.object(said.object("cost" + of + "_usd"), p), f), v, Said.number(Said.object(said.object("unserved_full_mwh"), p), f));
        boolean none = v <= said.number("regret" + of + "_error_usd");
        String figure = Double.isNaN(v) ? how : none ? "~0" : Figures.money(v);
        int level = Double.isNaN(v) || none || most <= 0 ? 0 : Math.min(4, (int) Math.ceil(4 * v / most - 1e-9));
        row.add(new HeatTable.Cell(Double.isNaN(v) ? "f-unserved" : "r" + level, figure, p + " in " + f + ": " + figure));
      }
      cells.add(row);
    }
    Map<?, ?> least = said.object("least_regret" + of);
    String title = least.get("plan") == null ? "No plan lives in all futures"
        : "Least regret: " + least.get("plan") + ", at most " + Figures.money(Said.number(least, "max_regret_usd"));
    List<Card.Key> legend = List.of(Card.Key.box("r0", "~0: not told from none by the bounds", ""), Card.Key.box("r4", "largest, " + Figures.money(most), ""), Card.Key.box("f-unserved", "the plan cannot be in the future", ""));
    Card card = new Card("regrets", title, "What each plan costs in each future beyond " + (full ? "the cheapest of these plans there, operated over all hours" : "that future's own plan, at the plan's timesteps only")
            + ", discounted; rows: plans, columns: futures",
        new HeatTable("plan", plans, names(), cells), legend, "", source(), twin, true);
    return Sections.open("regret", "2", "How every plan fares in every future") + "<div class=\"cards\">" + card.html() + "</div></section>\n";
  }

  /// MW by technology over all zones.
  private static Map<String, Double> built(Map<?, ?> branch) {
    Map<String, Double> out = new LinkedHashMap<>();
    Said.object(branch, "abroad_mw").forEach((site, mw) -> out.put(site + " (abroad)", mw instanceof Number n ? n.doubleValue() : 0.0));
    Said.object(branch, "built_mw").forEach((name, zone) -> {
      if (!"abroad".equals(name) && zone instanceof Map<?, ?> m) m.forEach((t, mw) -> out.merge(String.valueOf(t), mw instanceof Number n ? n.doubleValue() : 0.0, Double::sum));
    });
    return out;
  }

  private String branches() {
    Map<?, ?> branches = said.object("branches");
    if (branches.isEmpty()) return Sections.absent("branches", "3", "The plan in each future", "There is no plan that lives in all futures.");
    List<Bars.Group> groups = new ArrayList<>();
    Twin twin = new Twin("future", "technology", "built MW");
    Map<String, Double> all = new LinkedHashMap<>();
    for (String f : names()) built(Said.object(branches, f)).forEach((t, mw) -> all.merge(t, mw, Math::max));
    List<String> shown = all.entrySet().stream().filter(e -> e.getValue() >= DUST_MW).sorted(Map.Entry.<String, Double>comparingByValue().reversed()).limit(MOST_BARS).map(Map.Entry::getKey).toList();
    for (String t : shown) {
      List<Bars.Bar> bars = new ArrayList<>();
      for (String f : names()) {
        double mw = built(Said.object(branches, f)).getOrDefault(t, 0.0);
        twin.row(f, t, mw);
        bars.add(new Bars.Bar(f, mw / 1e3, 0, Double.NaN, Figures.power(mw), "f-" + Palette.of(t).css()));
      }
      groups.add(new Bars.Group(t, bars));
    }
    String title = shown.isEmpty() ? "Nothing is built in any future" : "What is decided here and now is one; then each future goes its way";
    Card card = new Card("built", title, "New capacity by " + said.text("target_year") + " of the plan for all futures", new Bars(groups), List.of(), "", source(), twin, true);
    return Sections.open("branches", "3", "The plan in each future") + "<div class=\"cards\">" + card.html() + futures() + "</div></section>\n";
  }

  private String futures() {
    Twin twin = new Twin("future", "probability", "its own plan, bn USD", "AI GW " + said.text("target_year"), "what is different", "quality", "source");
    for (Map<?, ?> f : said.list("futures"))
      twin.row(String.valueOf(f.get("name")), Said.number(f, "probability"), Said.number(f, "cost_usd") / 1e9, Said.number(Said.object(f, "ai_gw"), said.text("target_year")),
          Said.object(f, "changes").toString().replaceAll("[{}]", ""), String.valueOf(f.get("quality")), String.valueOf(f.get("source")));
    return "<div class=\"card words wide\"><h3>The futures</h3>" + twin.html("The futures", Integer.MAX_VALUE) + "</div>\n";
  }

  private String waiting() {
    List<Map<?, ?>> rows = said.list("waiting");
    if (rows.isEmpty()) return Sections.absent("waiting", "4", "What waiting is worth", "The file of futures names nothing to wait for (wait_for).");
    Twin twin = new Twin("what", "decided now, bn USD", "decided later, bn USD", "waiting", "to have it at all");
    for (Map<?, ?> m : rows)
      twin.row(String.valueOf(m.get("what")), Said.number(m, "decided_now_usd") / 1e9, Said.number(m, "decided_later_usd") / 1e9, told(m, "value_of_waiting"), told(m, "worth"));
    return Sections.open("waiting", "4", "What waiting is worth") + "<div class=\"cards\"><div class=\"card words wide\"><h3>" + Svg.escape(
        "To decide " + rows.getFirst().get("what") + " later rather than now is worth " + told(rows.getFirst(), "value_of_waiting")) + "</h3>"
        + twin.html("Value of waiting", Integer.MAX_VALUE) + "</div></div></section>\n";
  }

  /// `~0` where the bounds do not tell an amount from 0.
  private static String told(Map<?, ?> m, String key) {
    boolean none = m.get(key + "_range_usd") instanceof List<?> r && r.size() == 2 && r.getFirst() instanceof Number low && low.doubleValue() <= 0;
    return none ? "~0" : Figures.money(Said.number(m, key + "_usd"));
  }

  private String method() {
    List<String> lines = List.of(
        "Builds, retirements and commitments of the stages to " + said.text("here_and_now") + " are the same in all futures; all else is decided knowing the future.",
        "Every plan is costed in every future with these decisions held. A future in which they cannot be held is marked, and no mean is taken over it.",
        "What is least is the mean cost" + (said.number("cvar_weight") > 0 ? " mixed with the mean of the worst " + Figures.percent(1 - said.number("cvar_level")) : "") + ".",
        "mean: the plan of the mean future. least_regret: the plan whose largest regret is least.");
    return Sections.open("method", "5", "Method") + "<div class=\"card words\">" + Answer.list(lines, "") + "<p class=\"source\">" + Svg.escape(source()) + ". docs/futures.md</p></div></section>\n";
  }
}
