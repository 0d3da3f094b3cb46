package org.loadstar.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.TimeGrid;

/// The page of `adequacy`: how often and how much a fleet falls short, where, when, and how unlike the sample years are.
public final class AdequacyPage {
  /// The usual standard, days a year.
  private static final double STANDARD = 0.1;

  /// Half width of an interval over its standard error.
  private static final double WIDTH = 1.96;

  private static final String[][] SECTIONS = {{"answer", "1 Answer"}, {"where", "2 Where"}, {"when", "3 When"}, {"method", "4 Method"}};
  private static final List<String> MONTHS = List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private final Map<String, ? extends @Nullable Object> summary;
  private final List<Double> hourly;
  private final List<Double> years;
  private final String caseName;

  private AdequacyPage(Map<String, ? extends @Nullable Object> summary, List<Double> hourly, List<Double> years, String caseName) {
    this.summary = summary;
    this.hourly = hourly;
    this.years = years;
    this.caseName = caseName;
  }

  /// @param summary the object that `adequacy --json` prints
  /// @param hourly expected unserved energy by hour of the year, MWh, UTC
  /// @param years unserved energy of each sample year, MWh
  public static String render(Map<String, ? extends @Nullable Object> summary, List<Double> hourly, List<Double> years, String caseName) {
    AdequacyPage p = new AdequacyPage(summary, hourly, years, caseName);
    String main = p.answer() + p.where() + p.when() + p.method();
    return Report.page(caseName + ": " + p.headline(), "", SECTIONS, main, "Adequacy of " + caseName);
  }

  private static double of(@Nullable Object m, String... path) {
    Object v = m;
    for (String key : path) v = v instanceof Map<?, ?> inner ? inner.get(key) : null;
    return v instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  private String headline() {
    double days = of(summary, "lole_days", "value");
    String much = days == 0 ? "No shortage in " + Figures.whole(years.size()) + " sample years" : Figures.sig(days) + " days a year fall short";
    return much + ", " + (days <= STANDARD ? "within" : Figures.sig(days / STANDARD) + " times") + " the standard of " + STANDARD;
  }

  private String plusMinus(String key, String unit) {
    return "± " + Figures.sig(of(summary, key, "standard_error")) + unit + " (standard error)";
  }

  private String answer() {
    StringBuilder s = new StringBuilder("<section id=\"answer\" aria-labelledby=\"headline\">\n<p class=\"kicker\">");
    s.append(Svg.escape("Adequacy of " + caseName + ", fleet " + text("fleet"))).append("</p>\n<h1 id=\"headline\">").append(Svg.escape(headline()));
    s.append("</h1>\n<dl class=\"tiles\">");
    s.append(Answer.tile("LOLE", Figures.sig(of(summary, "lole_days", "value")) + " d/yr", plusMinus("lole_days", "")));
    s.append(Answer.tile("LOLH", Figures.sig(of(summary, "lolh", "value")) + " h/yr", plusMinus("lolh", "")));
    s.append(Answer.tile("Unserved energy", Figures.energy(of(summary, "eue_mwh", "value")), twin()));
    s.append(Answer.tile("NEUE", Figures.sig(of(summary, "neue_ppm", "value")) + " ppm", "of the load's energy"));
    return s.append("</dl>\n</section>\n").toString();
  }

  private String twin() {
    double without = of(summary, "no_ai", "eue_mwh", "value");
    return Double.isNaN(without) ? plusMinus("eue_mwh", " MWh") : "without new AI load: " + Figures.energy(without);
  }

  private String text(String key) {
    Object v = summary.get(key);
    return v == null ? "" : v.toString();
  }

  private record Place(String name, double lole, double error, double lolh, double eue, double neue) {}

  private List<Place> places() {
    List<Place> out = new ArrayList<>();
    if (summary.get("by_zone") instanceof Map<?, ?> zones)
      zones.forEach((name, r) -> out.add(new Place(
          String.valueOf(name), of(r, "lole_days", "value"), of(r, "lole_days", "standard_error"), of(r, "lolh", "value"), of(r, "eue_mwh", "value"),
          of(r, "neue_ppm", "value"))));
    out.sort(Comparator.comparingDouble((Place p) -> -p.lole).thenComparing(Place::name));
    return out;
  }

  private String where() {
    List<Place> places = places();
    Twin twin = new Twin("zone", "LOLE days/yr", "standard error", "LOLH h/yr", "EUE MWh/yr", "NEUE ppm");
    for (Place p : places) twin.row(p.name, p.lole, p.error, p.lolh, p.eue, p.neue);
    long short_ = places.stream().filter(p -> p.lole > 0).count();
    long spared = places.size() - short_;
    String rest = spared == 0 ? "every zone does in some sample year" : spared + " of " + places.size() + " zones do not in any sample year";
    String title = short_ == 0 ? "No zone falls short" : places.size() == 1 ? places.getFirst().name + " falls short" : places.getFirst().name + " falls short most; " + rest;
    Card card = new Card("zones", title, "LOLE by zone, days a year, dot and ± 1.96 standard errors; black line: standard of 0.1", new Dots(places), List.of(), "",
        source(), twin, true);
    return Sections.open("where", "2", "Where") + "<div class=\"cards\">" + card.html() + "</div></section>\n";
  }

  private String source() {
    return text("samples") + " sample years, seed " + text("seed") + ", weather of " + text("weather_years").replaceAll("[\\[\\]]", "") + " moved by up to "
        + text("weather_shift_days") + " days, demand of " + text("demand_year");
  }

  private String when() {
    return Sections.open("when", "3", "When, and how unlike the years are") + "<div class=\"cards\">" + heat() + distribution() + "</div></section>\n";
  }

  private String heat() {
    int behind = (int) Math.max(0, Double.isNaN(of(summary, "hours_behind_utc")) ? 0 : of(summary, "hours_behind_utc"));
    double[][] cell = new double[12][24];
    double total = 0;
    for (int h = 0; h < hourly.size(); h++) {
      int local = Math.floorMod(h - behind, hourly.size());
      cell[TimeGrid.monthOf(local) - 1][local % 24] += hourly.get(h);
      total += hourly.get(h);
    }
    int month = 0;
    int hour = 0;
    for (int m = 0; m < 12; m++) for (int h = 0; h < 24; h++) if (cell[m][h] > cell[month][hour]) {
      month = m;
      hour = h;
    }
    Twin twin = new Twin("month", "hour", "EUE MWh/yr");
    for (int m = 0; m < 12; m++) for (int h = 0; h < 24; h++) twin.row(MONTHS.get(m), h, cell[m][h]);
    String title = total == 0 ? "No hour falls short" : "Most is missing in " + MONTHS.get(month) + " from " + hour + ":00, " + Figures.percent(cell[month][hour] / total) + " of it";
    List<Card.Key> legend = new ArrayList<>();
    String[] words = {"0", "to 25 %", "to 50 %", "to 75 %", "to 100 % of the largest"};
    for (int k = 0; k < words.length; k++) legend.add(Card.Key.box("r" + k, words[k], ""));
    return new Card("heat", title, "Expected unserved energy by month and hour of day, UTC−" + behind, new Heat(cell), legend, "", source(), twin, true).html();
  }

  private String distribution() {
    double[] upper = {0, 100, 1e3, 1e4, 1e5, Double.POSITIVE_INFINITY};
    String[] names = {"none", "up to 0.1 GWh", "0.1 to 1 GWh", "1 to 10 GWh", "10 to 100 GWh", "above 100 GWh"};
    int[] count = new int[upper.length];
    for (double v : years) {
      int k = 0;
      while (v > upper[k]) k++;
      count[k]++;
    }
    Twin twin = new Twin("unserved energy of a year", "sample years");
    List<Bars.Bar> bars = new ArrayList<>();
    for (int k = 0; k < names.length; k++) {
      twin.row(names[k], count[k]);
      bars.add(new Bars.Bar(names[k], count[k], 0, Double.NaN, count[k] + " years", "f-nuclear"));
    }
    double worst = years.stream().mapToDouble(v -> v).max().orElse(0);
    String title = Figures.percent(count[0] / (double) Math.max(1, years.size())) + " of the years have no shortage; the worst lacks " + Figures.energy(worst);
    return new Card("years", title, "Sample years by unserved energy", new Bars(List.of(new Bars.Group("sample years", bars))), List.of(), "", source(), twin, true).html();
  }

  private String method() {
    List<String> lines = new ArrayList<>();
    lines.add("Every unit fails and is repaired by chance (two states, exponential times); planned outages: " + text("maintenance") + ".");
    lines.add("Stores and hydro give in a shortage and fill from surplus, without a forecast beyond the week's water; interruptible campuses keep their budget and longest event.");
    lines.add("Work that may wait is put off when stores give all they can; what is not made good within its window is unserved.");
    lines.add("Ties are limits without losses. " + capital(text("error_note")) + ".");
    return Sections.open("method", "4", "Method") + "<div class=\"card words\">" + Answer.list(lines, "") + "<p class=\"source\">" + Svg.escape(source())
        + "; cold outages: " + text("cold_outages") + ". docs/math/adequacy.md</p></div></section>\n";
  }

  private static String capital(String s) {
    return s.isEmpty() ? s : s.substring(0, 1).toUpperCase(Locale.ROOT) + s.substring(1);
  }

  /// LOLE by zone as dots with intervals.
  private record Dots(List<Place> places) implements Card.Drawing {
    /// Room of a short figure.
    private static final double LABEL = 24;

    @Override
    public Svg draw(double width) {
      boolean small = width < 400;
      double names = small ? 130 : 170;
      double row = 22;
      double most = places.stream().mapToDouble(p -> p.lole + (Double.isNaN(p.error) ? 0 : WIDTH * p.error)).max().orElse(0);
      most = Math.max(most, 1.5 * STANDARD);
      double scale = (width - names - 70) / most;
      Svg svg = new Svg(width, places.size() * row + 30);
      double bottom = places.size() * row + 4;
      svg.line(names, 0, names, bottom, "zero").line(names + STANDARD * scale, 0, names + STANDARD * scale, bottom, "mark");
      double mark = names + STANDARD * scale;
      boolean apart = mark - names > LABEL;
      if (apart) svg.text(names, bottom + 18, "0", Svg.Anchor.MIDDLE, "label");
      svg.text(mark, bottom + 18, "0.1", apart ? Svg.Anchor.MIDDLE : Svg.Anchor.START, "label");
      for (int k = 0; k < places.size(); k++) {
        Place p = places.get(k);
        double y = k * row + row / 2;
        svg.text(0, y + 4, Bars.shortened(p.name, names - 8), Svg.Anchor.START, "label");
        double half = Double.isNaN(p.error) ? 0 : WIDTH * p.error;
        double lo = names + Math.max(0, p.lole - half) * scale;
        double hi = names + (p.lole + half) * scale;
        if (half > 0) svg.line(lo, y, hi, y, "zero");
        svg.circle(names + p.lole * scale, y, 4, "f-nuclear", p.name + ": " + Figures.sig(p.lole) + " days a year");
        double figure = hi + 8 > mark - LABEL && hi < mark ? mark + 6 : hi + 8;
        svg.text(figure, y + 4, Figures.sig(p.lole), Svg.Anchor.START, "figure");
      }
      return svg;
    }
  }

  /// Months by hours.
  private record Heat(double[][] cell) implements Card.Drawing {
    @Override
    public Svg draw(double width) {
      double left = 36;
      double w = (width - left) / 24;
      double h = 20;
      double most = 0;
      for (double[] row : cell) for (double v : row) most = Math.max(most, v);
      Svg svg = new Svg(width, 12 * h + 24);
      for (int m = 0; m < 12; m++) {
        svg.text(0, m * h + 14, MONTHS.get(m), Svg.Anchor.START, "label");
        for (int k = 0; k < 24; k++) {
          int level = cell[m][k] <= 0 ? 0 : Math.min(4, 1 + (int) (4 * cell[m][k] / most * 0.9999));
          svg.rect(left + k * w, m * h, w - 1, h - 1, "r" + level, MONTHS.get(m) + " " + k + ":00: " + Figures.sig(cell[m][k]) + " MWh a year");
        }
      }
      for (int k = 0; k < 24; k += 6) svg.text(left + k * w, 12 * h + 16, k + ":00", Svg.Anchor.START, "label");
      return svg;
    }
  }
}
