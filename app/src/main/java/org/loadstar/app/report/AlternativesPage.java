package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page of `alternatives`: what every plan of nearly the least cost builds, what none does, and what takes the place of what.
public final class AlternativesPage {
  private static final String[][] SECTIONS = {{"answer", "1 Answer"}, {"ranges", "2 Ranges"}, {"trades", "3 Trades"}, {"always", "4 Always and never"}, {"method", "5 Method"}};
  private static final double STRONG = 0.5;

  /// What is less is shown as 0 with one decimal.
  private static final double HALF_DIGIT = 0.05;

  private final Said said;
  private final String caseName;

  private AlternativesPage(Map<String, ? extends @Nullable Object> summary, String caseName) {
    said = new Said(summary);
    this.caseName = caseName;
  }

  /// @param summary the object that `alternatives --json` prints
  public static String render(Map<String, ? extends @Nullable Object> summary, String caseName) {
    AlternativesPage p = new AlternativesPage(summary, caseName);
    String main = p.answer() + p.ranges() + p.trades() + p.always() + p.method();
    return Report.page(caseName + ": " + p.headline(), "", SECTIONS, main, "Alternatives of " + caseName);
  }

  private List<Map<?, ?>> technologies(String key) {
    return said.list(key).stream().filter(m -> "all".equals(m.get("zone"))).toList();
  }

  private String share() {
    String of = "decision".equals(said.summary().get("of")) ? " of the cost less the standing fleet and the chips" : "";
    return Figures.percent(said.number("within")) + of;
  }

  private String headline() {
    String stopped = "stopped".equals(said.summary().get("status")) ? "Stopped early: w" : "W";
    return stopped + "ithin " + share() + " of the least cost, " + technologies("always").size() + " of " + said.list("ranges").size() + " technologies are always built, "
        + technologies("never").size() + " never";
  }

  private String answer() {
    StringBuilder s = new StringBuilder("<section id=\"answer\" aria-labelledby=\"headline\">\n<p class=\"kicker\">");
    s.append(Svg.escape("Alternatives of " + caseName + ", built by " + said.text("year"))).append("</p>\n<h1 id=\"headline\">").append(Svg.escape(headline()));
    s.append("</h1>\n<dl class=\"tiles\">");
    s.append(Answer.tile("Plans", "" + said.list("directions").size(), "beside the least-cost one"));
    s.append(Answer.tile("Least cost", Figures.money(said.number("objective_usd")), "proven to " + Figures.percent(said.number("gap"))));
    s.append(Answer.tile("Dearest plan", Figures.money(said.list("directions").stream().mapToDouble(m -> Said.number(m, "cost_usd")).max().orElse(Double.NaN)), "allowed: "
        + Figures.money(said.number("budget_usd"))));
    Map<?, ?> widest = widest();
    s.append(Answer.tile("Widest choice", String.valueOf(widest.get("technology")), Figures.power(Said.number(widest, "least_mw")) + " to " + Figures.power(Said.number(widest, "most_mw"))));
    return s.append("</dl>\n</section>\n").toString();
  }

  private Map<?, ?> widest() {
    Map<?, ?> best = Map.of("technology", "none", "least_mw", 0.0, "most_mw", 0.0);
    for (Map<?, ?> m : said.list("ranges"))
      if (Said.number(m, "most_mw") - Said.number(m, "least_mw") > Said.number(best, "most_mw") - Said.number(best, "least_mw")) best = m;
    return best;
  }

  private String source() {
    return said.list("directions").size() + " directions, seed " + said.text("seed") + ", time " + said.text("resolution") + ", stages " + said.text("stages");
  }

  private String ranges() {
    Twin twin = new Twin("technology", "least cost MW", "least found MW", "most found MW", "proven least MW", "proven most MW");
    List<Map<?, ?>> rows = new ArrayList<>(said.list("ranges"));
    rows.removeIf(m -> !(Said.number(m, "most_mw") > 0));
    for (Map<?, ?> m : rows)
      twin.row(String.valueOf(m.get("technology")), Said.number(m, "least_cost_mw"), Said.number(m, "least_mw"), Said.number(m, "most_mw"), Said.number(m, "proven_least_mw"), Said.number(m, "proven_most_mw"));
    Map<?, ?> widest = widest();
    String title = rows.isEmpty() ? "Nothing is built in any plan"
        : "The choice is widest for " + widest.get("technology") + ": " + Figures.power(Said.number(widest, "least_mw")) + " to " + Figures.power(Said.number(widest, "most_mw"));
    List<Card.Key> legend = List.of(Card.Key.box("muted-fill", "in the plans found", ""), Card.Key.line("mark", "least-cost plan", ""), Card.Key.line("zero", "no plan lies outside (proven)", ""));
    Card card = new Card("range", title, "New capacity by " + said.text("year") + " over all plans, GW", new Spans(rows), legend, "", source(), twin, true);
    return Sections.open("ranges", "2", "How much of each") + "<div class=\"cards\">" + card.html() + "</div></section>\n";
  }

  private String trades() {
    Map<?, ?> matrix = said.summary().get("correlation") instanceof Map<?, ?> m ? m : Map.of();
    if (matrix.size() < 2) return Sections.absent("trades", "3", "What trades with what", "Fewer than two technologies differ between the plans.");
    List<String> names = matrix.keySet().stream().map(String::valueOf).toList();
    List<List<HeatTable.Cell>> cells = new ArrayList<>();
    Twin twin = new Twin("technology", "other", "correlation");
    for (String a : names) {
      List<HeatTable.Cell> row = new ArrayList<>();
      for (String b : names) {
        double r = matrix.get(a) instanceof Map<?, ?> m ? Said.number(m, b) : Double.NaN;
        twin.row(a, b, r);
        boolean itself = a.equals(b) || Double.isNaN(r);
        String figure = itself ? "" : Math.abs(r) < HALF_DIGIT ? "0" : String.format(Locale.ROOT, "%+.1f", r).replace('-', '−');
        String title = a + " and " + b + (itself ? "" : ": " + figure);
        row.add(new HeatTable.Cell(itself ? "blank" : shade(r), figure, title));
      }
      cells.add(row);
    }
    List<Map<?, ?>> pairs = said.list("trades");
    String title = pairs.isEmpty() || Said.number(pairs.getFirst(), "correlation") > -STRONG ? "No two technologies trade strongly"
        : "More " + pairs.getFirst().get("a") + " goes with less " + pairs.getFirst().get("b");
    List<Card.Key> legend = List.of(Card.Key.box("less", "one instead of the other", ""), Card.Key.box("more", "both together", ""));
    Card card = new Card("heat", title, "Correlation of what is built over all plans; −1: one instead of the other", new HeatTable("", names, names, cells), legend, "", source(), twin, true);
    return Sections.open("trades", "3", "What trades with what") + "<div class=\"cards\">" + card.html() + "</div></section>\n";
  }

  private static String shade(double r) {
    int step = (int) Math.round(Math.abs(r) * 4);
    return step == 0 ? "blank" : (r < 0 ? "less" : "more") + " shade" + step;
  }

  private String always() {
    return Sections.open("always", "4", "Always and never") + "<div class=\"cards\">" + table("Always built", "always", "least_mw", "at least MW", "proven_least_mw", "proven at least MW")
        + table("Never built", "never", "proven_most_mw", "proven at most MW", "", "") + "</div></section>\n";
  }

  private String table(String title, String key, String amount, String head, String second, String secondHead) {
    List<String> header = new ArrayList<>(List.of("technology", "zone", head));
    if (!second.isEmpty()) header.add(secondHead);
    Twin twin = new Twin(header);
    for (Map<?, ?> m : said.list(key)) {
      List<Object> row = new ArrayList<>(List.of(String.valueOf(m.get("technology")), String.valueOf(m.get("zone")), Said.number(m, amount)));
      if (!second.isEmpty()) row.add(Said.number(m, second));
      twin.row(row);
    }
    if (twin.rows() == 0) return Sections.empty(key + "-table", title, "Nothing.");
    return "<div class=\"card words\"><h3>" + title + "</h3>" + twin.html(title, Integer.MAX_VALUE) + "</div>\n";
  }

  private String method() {
    List<String> lines = List.of(
        "Every plan meets all rows of the case, and its recomputed cost is within " + share() + " of the proven least cost.",
        "Half of the directions make one technology, or one in a zone, least or most; the others are drawn with seed " + said.text("seed") + ". What is found lies between the ends of a bar;"
            + " the thin line reaches to what is proven of all plans.",
        "Plans have the timesteps " + said.text("resolution") + " and fractions of modules and units.");
    return Sections.open("method", "5", "Method") + "<div class=\"card words\">" + Answer.list(lines, "") + "<p class=\"source\">" + Svg.escape(source()) + ". docs/futures.md</p></div></section>\n";
  }

  /// Ranges as bars with the least-cost plan and what is proven.
  private record Spans(List<Map<?, ?>> rows) implements Card.Drawing {
    @Override
    public Svg draw(double width) {
      boolean small = width < 400;
      double names = small ? 96 : 170;
      double figures = small ? 78 : 120;
      double row = 26;
      double most = 1;
      for (Map<?, ?> m : rows) most = Math.max(most, Said.number(m, "most_mw"));
      double scale = (width - names - figures) / most;
      Svg svg = new Svg(width, rows.size() * row + 6);
      svg.line(names, 0, names, rows.size() * row, "zero");
      for (int k = 0; k < rows.size(); k++) {
        Map<?, ?> m = rows.get(k);
        double y = k * row + row / 2;
        String name = String.valueOf(m.get("technology"));
        double lo = Said.number(m, "least_mw");
        double hi = Said.number(m, "most_mw");
        svg.text(0, y + 4, Bars.shortened(name, names - 8), Svg.Anchor.START, "label");
        double provenLow = Said.number(m, "proven_least_mw");
        double provenHigh = Said.number(m, "proven_most_mw");
        double from = Double.isNaN(provenLow) ? lo : Math.min(lo, provenLow);
        double to = Double.isNaN(provenHigh) ? hi : Math.max(hi, Math.min(provenHigh, most));
        svg.line(names + from * scale, y, names + to * scale, y, "zero");
        svg.rect(names + lo * scale, y - 6, Math.max(2, (hi - lo) * scale), 12, "f-" + Palette.of(name).css(), name + ": " + Figures.power(lo) + " to " + Figures.power(hi));
        double best = names + Said.number(m, "least_cost_mw") * scale;
        svg.line(best, y - 9, best, y + 9, "mark");
        svg.text(names + to * scale + 8, y + 4, Figures.sig(lo / 1e3, 2) + "–" + Figures.sig(hi / 1e3, 2), Svg.Anchor.START, "figure");
      }
      return svg;
    }
  }
}
