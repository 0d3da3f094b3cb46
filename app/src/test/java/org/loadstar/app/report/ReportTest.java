package org.loadstar.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.model.Tables;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportTest {
  private static FakeRun run = FakeRun.make(false);
  private static String html = "";
  private static Document page;

  @BeforeAll
  static void render() throws Exception {
    run = FakeRun.make(true);
    html = Report.render(run.summary, run.tables, FakeRun.squares(), run.manifest);
    page = parse(html);
  }

  private static Document parse(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(
                text.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> elements(Document d, String tag) {
    NodeList n = d.getElementsByTagName(tag);
    List<Element> out = new ArrayList<>();
    for (int i = 0; i < n.getLength(); i++) out.add((Element) n.item(i));
    return out;
  }

  private static List<Element> within(Element e, String tag) {
    NodeList n = e.getElementsByTagName(tag);
    List<Element> out = new ArrayList<>();
    for (int i = 0; i < n.getLength(); i++) out.add((Element) n.item(i));
    return out;
  }

  @Test
  void asksNothingOfTheNetwork() {
    for (Element e : elements(page, "*")) {
      for (String attribute : List.of("src", "href", "action", "data", "poster", "srcset"))
        if (e.hasAttribute(attribute))
          assertThat(e.getAttribute(attribute))
              .matches(Pattern.compile("(#|data:text/csv).*", Pattern.DOTALL));
    }
    assertThat(html).doesNotContain("@import", "http://", "https://", "fetch(", "XMLHttpRequest");
    assertThat(Pattern.compile("url\\((?!#)").matcher(html).find()).isFalse();
  }

  @Test
  void staysUnderThreeMegabytes() {
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
  }

  @Test
  void everyChartHasTitleSourceTableAndCsv() {
    List<Element> figures = elements(page, "figure");
    assertThat(figures).hasSizeGreaterThanOrEqualTo(14);
    for (Element f : figures) {
      assertThat(within(f, "h3").getFirst().getTextContent()).matches(".*\\d.*");
      assertThat(within(f, "svg").stream().filter(s -> s.getAttribute("class").startsWith("chart")))
          .hasSize(2)
          .allMatch(
              s -> s.getAttribute("aria-label").length() > 20 && !s.getAttribute("role").isEmpty());
      assertThat(f.getTextContent()).contains("Source: table");
      assertThat(within(within(f, "details").getFirst(), "td")).isNotEmpty();
      assertThat(
              within(f, "a").stream()
                  .filter(
                      a ->
                          a.getAttribute("href").startsWith("data:text/csv")
                              && a.hasAttribute("download")))
          .hasSize(1);
    }
  }

  @Test
  void idsAreUniqueAndLinksLead() {
    List<String> ids =
        elements(page, "*").stream()
            .map(e -> e.getAttribute("id"))
            .filter(s -> !s.isEmpty())
            .toList();
    assertThat(ids).doesNotHaveDuplicates();
    Set<String> known = new LinkedHashSet<>(ids);
    elements(page, "a").stream()
        .map(a -> a.getAttribute("href"))
        .filter(h -> h.startsWith("#"))
        .forEach(h -> assertThat(known).contains(h.substring(1)));
  }

  @Test
  void sectionsStandInTheirOrder() {
    assertThat(elements(page, "section").stream().map(s -> s.getAttribute("id")))
        .containsExactly(
            "answer", "where", "when", "money", "levers", "supply", "holds", "claims", "method",
            "tables");
  }

  @Test
  void theAnswerIsASentenceWithNumbersAndUnits() {
    assertThat(elements(page, "h1").getFirst().getTextContent().replace(Figures.THIN, " "))
        .isEqualTo(
            "41 GW of new AI load stands by 2030, 9 GW less than the target of 50 GW; that arrives"
                + " in 2032");
    assertThat(html)
        .contains("gap 0.08" + Figures.THIN + "% · within gap")
        .contains("Weather is of 2012, demand of 2024");
  }

  @Test
  void theCostTileIsOfTheFullYearWithoutThePriceOfMissedTargets() {
    Element tile =
        elements(page, "div").stream()
            .filter(d -> d.getAttribute("class").equals("tile"))
            .filter(d -> d.getTextContent().startsWith("System cost"))
            .findFirst()
            .orElseThrow();
    double unpaid =
        Rows.of(run.tables.get("costs"))
            .is("grid", "plan")
            .is("year", FakeRun.TARGET)
            .is("category", "reserve_shortfall")
            .sum("usd_per_year");
    assertThat(unpaid).isGreaterThan(1e9);
    assertThat(within(tile, "b").getFirst().getTextContent())
        .isEqualTo(Figures.money(6.104e11 - unpaid));
    assertThat(within(tile, "span").getFirst().getTextContent())
        .startsWith("all 8" + Figures.THIN + "760 hours; plan's hours: $");
  }

  @Test
  void compliancePaymentsArePaid() {
    assertThat(List.of("ai_shortfall", "reserve_shortfall")).allMatch(Answer::missed);
    assertThat(List.of("clean_shortfall", "fuel", "unserved")).noneMatch(Answer::missed);
  }

  @Test
  void theAnswerSaysWhatIsMissedAndLeftOut() {
    assertThat(html)
        .contains("reserve margins (region and season) are missed in 2030", "docs/limits.md");
  }

  @Test
  void aValueAboveThatOfMissingAiLoadIsNotShown() throws Exception {
    FakeRun f = FakeRun.make(false);
    f.manifest.put("settings", Map.of("target_year", FakeRun.TARGET, "ai", Map.of("shortfall_usd_per_kw_yr", 15000)));
    var binding = f.tables.get("binding");
    binding.add("plan", "build_limit", "queue FRCC battery", FakeRun.TARGET, 61338339.9, "USD/kW-yr", "queue allows 0.0 GW", 0.0, "USD");
    binding.add("plan", "ai.target", "all", FakeRun.TARGET, 15000.0, "USD/kW-yr", "The target is worth its price", 0.0, "USD");
    Document d = parse(Report.render(f.summary, f.tables, null, f.manifest));
    Element card =
        elements(d, "figure").stream().filter(e -> e.getTextContent().contains("Shadow value by place")).findFirst().orElseThrow();
    assertThat(card.getTextContent()).contains(Run.NOT_MEANINGFUL).contains("15").doesNotContain("61" + Figures.THIN + "3");
    Element answer = elements(d, "section").getFirst();
    assertThat(answer.getTextContent()).contains("The target is worth its price").doesNotContain("queue allows", "FRCC battery");
  }

  @Test
  void pricesSayWhichHoursAndPartsTheyHave() {
    for (String id : List.of("map", "zone-prices"))
      assertThat(
              elements(page, "figure").stream()
                  .filter(e -> e.getAttribute("id").equals(id))
                  .findFirst()
                  .orElseThrow()
                  .getTextContent())
          .contains("plan's hours, incl. capacity");
  }

  @Test
  void theCsvHoldsTheWholeTable() {
    Element link =
        within(
                elements(page, "details").stream()
                    .filter(d -> d.getAttribute("id").equals("table-capacity"))
                    .findFirst()
                    .orElseThrow(),
                "a")
            .getFirst();
    String csv =
        java.net.URLDecoder.decode(
            link.getAttribute("href").replaceFirst("[^,]*,", "").replace("+", "%2B"),
            StandardCharsets.UTF_8);
    assertThat(csv.lines()).hasSize(1 + run.tables.get("capacity").rows());
    assertThat(csv.lines().findFirst())
        .contains(String.join(",", run.tables.get("capacity").columns()));
    assertThat(html).contains("tables/dispatch.parquet");
  }

  @Test
  void namesOfTheCaseAreTextNeverMarkup() throws Exception {
    FakeRun f = FakeRun.make(false);
    Tables t = f.tables;
    t.get("zones")
        .add("X<script>", "Zone <script>alert(1)</script> & \"co\"", "US", "R<i>", 40.0, -100.0);
    t.get("ai").add("plan", FakeRun.TARGET, "X<script>", 20e3, 21e3, 0.0, 0.0, 7.0);
    t.get("binding")
        .add(
            "plan",
            "ai.potential",
            "X<script>",
            FakeRun.TARGET,
            9e9,
            "USD</b>",
            "Words <img src=x onerror=alert(1)>",
            0.0,
            "USD");
    t.get("campuses")
        .add("c'\"<", "Site </svg><script>", "X<script>", "", "announced", 40.0, -100.0, 9e6, 9e6, 2028, "2028-03", "2029-01", "2028-02",
            "queue <", 0.5, 1e9, "<b>", "Built because </td><script>");
    t.get("costs").add("plan", FakeRun.TARGET, "</title><b>", 9e11, 9e11, true);
    f.manifest.put("case", "</title><script>alert(2)</script>");
    String text =
        Report.render(f.summary, t, "{\"type\":\"FeatureCollection\",\"features\":[]}", f.manifest);
    Document d = parse(text);
    assertThat(elements(d, "script")).hasSize(1);
    assertThat(elements(d, "img")).isEmpty();
    assertThat(elements(d, "i")).isEmpty();
    assertThat(text).contains("Zone &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;");
  }

  @Test
  void anEmptyRunSaysWhatIsMissing() throws Exception {
    String text = Report.render(Map.of("status", "stopped"), new Tables(), null, Map.of());
    parse(text);
    assertThat(text)
        .contains("The run stopped before it had a plan")
        .contains("n/a: table capacity is empty")
        .doesNotContain("NaN");
  }

  @Test
  void aPlanOfOneDayHasOneWeekOnly() throws Exception {
    Tables t = new Tables();
    for (int h = 0; h < 24; h++) {
      t.get("dispatch").add("plan", 2030, h, h, 1.0, 365.0, "A", "gas_cc", 900.0 + h);
      t.get("dispatch").add("plan", 2030, h, h, 1.0, 365.0, "A", "load", -900.0 - h);
    }
    String text = Report.render(Map.of("status", "optimal"), t, null, Map.of("target_year", 2030));
    parse(text);
    assertThat(text)
        .contains("id=\"peak-week\"", "the worst hour falls in it too")
        .doesNotContain("id=\"worst-week\"");
  }

  @Test
  void anInfeasibleCaseIsExplained() throws Exception {
    String text =
        Report.render(
            Map.of(
                "status",
                "infeasible",
                "explanation",
                List.of(Map.of("words", "the 2028 target needs 3.1 GW more"))),
            new Tables(),
            null,
            Map.of());
    assertThat(parse(text).getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("The case has no solution: the 2028 target needs 3.1 GW more");
  }

  @Test
  void theMostLoadIsToldWithItsBound() throws Exception {
    FakeRun f = FakeRun.make(false);
    f.summary.put("objective", "fastest");
    f.summary.put("objective_gw", 12.31);
    f.summary.put("upper_bound_gw", 12.42);
    f.tables.get("binding").add("plan", "equipment.gas_turbine", "all", FakeRun.TARGET, 0.5, "GW per GW", "one more GW would give up to 0.5 GW", 0.1, "GW");
    Document d = parse(Report.render(f.summary, f.tables, null, f.manifest));
    assertThat(elements(d, "h1").getFirst().getTextContent().replace(Figures.THIN, " "))
        .isEqualTo("12.3 GW of new AI load by 2030; no plan has more than 12.4 GW");
    assertThat(elements(d, "figure").stream().filter(e -> e.getAttribute("id").equals("binds")).findFirst().orElseThrow().getTextContent())
        .contains("equipment gas turbine, GW per GW");
    f.summary.put("upper_bound_gw", 12.318);
    assertThat(Report.render(f.summary, f.tables, null, f.manifest).replace(Figures.THIN, " "))
        .contains("12.31 GW of new AI load by 2030; no plan has more than 12.32 GW");
    f.summary.remove("objective_gw");
    assertThat(Report.render(f.summary, f.tables, null, f.manifest)).contains("The run stopped before it had a plan; no plan has more than");
  }

  @Test
  void whatBindsBeforeTheTargetYearIsToldWithItsYear() throws Exception {
    Tables t = new Tables();
    int before = FakeRun.TARGET - 1;
    String unit = "GW per billion USD";
    t.get("binding").add("plan", "capital.fund", "all", before, 0.2, unit, "The budget of the fund up to " + before, 0.4, "GW");
    t.get("binding").add("plan", "capital.bank", "all", before, 0.3, unit, "The budget of the bank", 0.3, "GW");
    for (int k = 0; k < 4; k++) t.get("binding").add("plan", "campus.maximum", "site" + k, FakeRun.TARGET, 0.4, "GW per module", "Modules of site " + k, 0.5 - 0.01 * k, "GW");
    t.get("binding").add("plan", "chips", "all", before, 2.0, "GW per million", "Chips, early", 0.2, "GW");
    t.get("binding").add("plan", "chips", "all", FakeRun.TARGET, 1.0, "GW per million", "Chips, in time", 0.1, "GW");
    t.get("binding").add("plan", "chips", "all", FakeRun.TARGET + 5, 9.0, "GW per million", "Chips, late", 0.9, "GW");
    Document d = parse(Report.render(Map.of("status", "within_gap", "objective", "fastest"), t, null, Map.of("target_year", FakeRun.TARGET)));
    assertThat(within(elements(d, "section").getFirst(), "li").stream().map(Element::getTextContent).limit(5))
        .containsExactly("The budget of the fund up to " + before, "The budget of the bank (" + before + ")", "Modules of site 0", "Modules of site 1", "Chips, in time");
    String card = elements(d, "figure").stream().filter(e -> e.getAttribute("id").equals("binds")).findFirst().orElseThrow().getTextContent();
    assertThat(card).contains("7 constraints bind up to 2030; first: the budget of the fund up to " + before, "all, " + before, "Chips, early").doesNotContain("late");
  }

  @Test
  void chromiumShowsItWithoutAConsoleError(@TempDir Path dir) throws Exception {
    Path browser = Path.of("/usr/bin/chromium");
    Assumptions.assumeTrue(Files.isExecutable(browser), "chromium is not installed");
    Path file = dir.resolve("report.html");
    Files.writeString(file, html);
    Path log = dir.resolve("log");
    Process p =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + dir.resolve("profile"),
                "--window-size=390,900",
                "--virtual-time-budget=2000",
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(dir.resolve("dom").toFile())
            .redirectError(log.toFile())
            .start();
    assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(dir.resolve("dom")))
        .contains("<button type=\"button\" id=\"theme\">");
    assertThat(Files.readAllLines(log).stream().filter(l -> l.contains("CONSOLE"))).isEmpty();
  }
}
