package org.loadstar.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Tables;

/// The report of a run: one HTML file that asks nothing of the network. Charts are drawn here, so

/// that it reads with scripts
/// off, prints, and follows the reader's light or dark setting.
public final class Report {
  private static final String[][] SECTIONS = {
    {"answer", "1 Answer"},
    {"where", "2 Where"},
    {"when", "3 When"},
    {"money", "4 Money"},
    {"levers", "5 Levers"},
    {"supply", "6 Supply"},
    {"holds", "7 Holds"},
    {"claims", "8 Claims"},
    {"method", "9 Method"},
    {"tables", "10 Tables"}
  };

  private static final String[][] NETWORK_SECTIONS = {
    {"answer", "1 Answer"},
    {"where", "2 Where"},
    {"supply", "3 Supply"},
    {"holds", "4 Hours"},
    {"money", "5 Money"},
    {"method", "6 Method"},
    {"tables", "7 Tables"}
  };

  private static final String[][] LEVER_SECTIONS = {{"answer", "1 Answer"}, {"levers", "2 Levers"}, {"tables", "3 Tables"}};

  private static final String[][] SWEEP_SECTIONS = {{"answer", "1 Answer"}, {"sweep", "2 Values"}, {"tables", "3 Tables"}};

  private Report() {}

  /// Renders a run. Absent tables and keys are named in the page as such; nothing is made up for

  /// them.
  ///
  /// @param summary the object that `plan --json` prints
  /// @param tables the result tables
  /// @param mapGeoJson outlines of the zones, a FeatureCollection with `properties.zone`; null
  /// draws discs only
  /// @param manifest the manifest of the run: `case`, `settings` (target_year, money_year,
  /// demand_year, weather_year),
  ///     `options`, `versions`, `seed`, `created`, `licence`
  public static String render(
      Map<String, ? extends @Nullable Object> summary,
      Tables tables,
      @Nullable String mapGeoJson,
      Map<String, ? extends @Nullable Object> manifest) {
    Run run = new Run(summary, tables, manifest);
    Hours hours = Hours.best(tables, run.year);
    Answer answer = new Answer(run, hours);
    LeverCards levers = new LeverCards(run);
    SweepCards sweep = new SweepCards(run);
    if (sweep.present())
      return page(run.caseName() + ": " + sweep.headline(), "", SWEEP_SECTIONS, sweep.html() + new AllTables(run).html("3"), "Run " + run.id() + " · case " + run.caseName());
    String title =
        run.isNetwork()
            ? run.caseName() + ": " + new NetworkAnswer(run, answer).headline()
            : levers.present() ? run.caseName() + ": " + levers.headline()
            : run.caseName() + " " + run.year + ": " + answer.headline();
    String main = levers.present() ? levers.html() + new AllTables(run).html("3")
        : run.isNetwork() ? network(run, hours, answer, mapGeoJson) : planning(run, hours, answer, mapGeoJson);
    return page(title, levers.present() ? "" : answer.gapChip(), run.isNetwork() ? NETWORK_SECTIONS : levers.present() ? LEVER_SECTIONS : SECTIONS, main,
        "Run " + run.id() + " · case " + run.caseName());
  }

  /// A page with its sections.
  ///
  /// @param sections anchor and name of each
  /// @param main HTML
  static String page(String title, String chip, String[][] sections, String main, String footer) {
    StringBuilder s =
        new StringBuilder(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    s.append(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
            + "<meta name=\"color-scheme\" content=\"light dark\"/>\n");
    s.append(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
            + " 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\"/>\n");
    s.append("<title>")
        .append(Svg.escape(title))
        .append("</title>\n<style>\n")
        .append(style())
        .append("</style>\n</head>\n<body>\n");
    s.append("<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>")
        .append(Palette.patterns())
        .append("</defs></svg>\n");
    s.append("<a class=\"skip\" href=\"#answer\">Skip to the answer</a>\n<header><b>Loadstar</b> ")
        .append(chip);
    s.append(
        "<button type=\"button\" id=\"theme\" hidden=\"hidden\">Theme</button><nav"
            + " aria-label=\"Sections\">");
    for (String[] section : sections)
      s.append("<a href=\"#").append(section[0]).append("\">").append(section[1]).append("</a>");
    s.append("</nav></header>\n<main>\n");
    s.append(main);
    s.append("</main>\n<footer>").append(Svg.escape(footer)).append(" · made by Loadstar, without network</footer>\n");
    return s.append("<script>\n//<![CDATA[\n")
        .append(resource("report.js"))
        .append("//]]>\n</script>\n</body>\n</html>\n")
        .toString();
  }

  private static String network(Run run, Hours hours, Answer answer, @Nullable String mapGeoJson) {
    return new NetworkAnswer(run, answer).html()
        + new Where(run, Outlines.read(mapGeoJson)).network("2")
        + new Supply(run, hours).network("3")
        + new Holds(run, hours).network("4")
        + new Money(run).network("5")
        + new Method(run).html("6")
        + new AllTables(run).html("7");
  }

  private static String planning(Run run, Hours hours, Answer answer, @Nullable String mapGeoJson) {
    StringBuilder s = new StringBuilder(answer.html());
    s.append(new Where(run, Outlines.read(mapGeoJson)).html())
        .append(new When(run).html())
        .append(new Money(run).html());
    s.append(
        Sections.absent(
            "levers",
            "5",
            "Levers",
            "Not part of this run: what a lever is worth needs plans with and without it. Command:"
                + " loadstar levers"));
    s.append(new Supply(run, hours).html()).append(new Holds(run, hours).html());
    s.append(
        Sections.absent(
            "claims",
            "8",
            "Claims",
            "Not part of this run: printed claims are checked apart. Command: loadstar claims"));
    return s.append(new Method(run).html("9")).append(new AllTables(run).html("10")).toString();
  }

  /// A page with sections of its own.
  ///
  /// @param title as text
  /// @param sections anchor and words of each
  /// @param body HTML
  /// @param foot as text
  static String page(String title, List<String[]> sections, String body, String foot) {
    StringBuilder s = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    s.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"color-scheme\" content=\"light dark\"/>\n");
    s.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\"/>\n");
    s.append("<title>").append(Svg.escape(title)).append("</title>\n<style>\n").append(style()).append("</style>\n</head>\n<body>\n");
    s.append("<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>").append(Palette.patterns()).append("</defs></svg>\n");
    s.append("<a class=\"skip\" href=\"#answer\">Skip to the answer</a>\n<header><b>Loadstar</b> ");
    s.append("<button type=\"button\" id=\"theme\" hidden=\"hidden\">Theme</button><nav aria-label=\"Sections\">");
    for (String[] section : sections) s.append("<a href=\"#").append(section[0]).append("\">").append(Svg.escape(section[1])).append("</a>");
    s.append("</nav></header>\n<main>\n").append(body).append("</main>\n<footer>").append(Svg.escape(foot)).append(" · made by Loadstar, without network</footer>\n");
    return s.append("<script>\n//<![CDATA[\n").append(resource("report.js")).append("//]]>\n</script>\n</body>\n</html>\n").toString();
  }

  private static String style() {
    return resource("report.css")
        .replace("/*light*/", Palette.variables(false))
        .replace("/*dark*/", Palette.variables(true))
        .replace("/*families*/", Palette.rules());
  }

  private static String resource(String name) {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("resource missing: " + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
