package org.loadstar.app.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main journeys through the pages of the desk, in a Chromium of this machine: without one, or without the built pages, they are
/// skipped. Pictures of every screen stay in `app/target/desk`.
class DeskPageTest {
  private static final List<String> SCREENS = List.of("where", "when", "supply", "money", "levers", "holds", "compare", "sources", "runs", "case", "grid");
  private static final Path PICTURES = Path.of("target", "desk");
  private static final Path AXE = Visitor.ROOT.resolve("desk/node_modules/axe-core/axe.min.js");
  private static final double PATIENCE_MILLIS = 60_000;
  private static final String LEVER =
      """
      description: Half of the load is wanted by 2030.
      group: demand
      quality: assumption
      source: made up for a test
      unit: multiplier of the target
      start_date: 2026-01-01
      lag_months: 0
      default: off
      values:
        - {path: "ai.target_gw.2030", low: x0.75, middle: x0.5, high: x0.25}
      """;

  @TempDir static Path workspace;
  private static Playwright playwright;
  private static Browser browser;
  private static Visitor visitor;
  private static String run;
  private final List<String> wrong = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "no Chromium: install it (apt install chromium) or name it by LOADSTAR_CHROMIUM");
    assumeTrue(DeskPageTest.class.getResource("/desk/index.html") != null, "the pages of the desk are not built: ./loadstar test builds them where npm is installed");
    visitor = Visitor.of(workspace);
    visitor.post("/api/cases", "{\"from\": \"two-zones\", \"name\": \"plains\"}");
    Path levers = Files.createDirectories(workspace.resolve("cases/plains/levers"));
    Files.writeString(levers.resolve("patience.yaml"), LEVER);
    Map<String, Object> job =
        visitor.ended(visitor.start("{\"verb\": \"plan\", \"case\": \"plains\", \"time\": \"reps:1@12\", \"options\": {\"full_year\": \"none\", \"integers\": \"off\"}}"));
    assertThat(job).as(visitor.get("/api/jobs/" + job.get("id") + "/log").body()).containsEntry("state", "done");
    run = String.valueOf(job.get("run"));
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright.chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync")));
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  static void stop() {
    if (browser != null) browser.close();
    if (playwright != null) playwright.close();
    if (visitor != null) visitor.close();
  }

  @AfterEach
  void nothingWentWrongInTheBrowser() {
    assertThat(wrong).isEmpty();
  }

  private static Optional<Path> chromium() {
    String named = System.getenv("LOADSTAR_CHROMIUM");
    Stream<String> usual =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    return (named == null ? usual : Stream.of(named)).map(Path::of).filter(Files::isExecutable).findFirst();
  }

  /// A page of a browser of its own, whose errors fail the test.
  private Page page(int width, int height, ColorScheme scheme) {
    BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme).setBypassCSP(true).setAcceptDownloads(true));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = context.newPage();
    page.onConsoleMessage(m -> {
      if (m.type().equals("error") || m.type().equals("warning")) wrong.add(m.text() + " " + m.location());
    });
    page.onPageError(wrong::add);
    return page;
  }

  private static void show(Page page, String route) {
    page.navigate(visitor.uri("/").toString() + "#/" + route);
    page.reload();
    ready(page);
  }

  private static void ready(Page page) {
    page.waitForSelector("main[aria-busy=false] .screen > *");
  }

  private static void picture(Page page, String name) {
    page.waitForTimeout(250);
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  private static double largestDisc(Page page) {
    page.waitForSelector("svg .disc");
    return page.locator("svg .disc[data-mw]").all().stream().mapToDouble(d -> Double.parseDouble(d.getAttribute("data-mw"))).max().orElse(-1);
  }

  @Test
  void theMapAnswersAndFollowsTheYear() {
    Page page = page(1280, 800, ColorScheme.LIGHT);
    show(page, "where?run=" + run);
    assertThat(page.locator("h1")).containsText(Pattern.compile("MW.*2030"));
    assertThat(page.locator("svg [data-zone]")).hasCount(2);
    assertThat(page.locator("[data-gap]").first()).containsText("gap");
    double last = largestDisc(page);
    page.locator("#year-slider").press("ArrowLeft");
    assertThat(page.locator(".yearbar output")).hasText("2027");
    page.waitForURL(u -> u.contains("y=2027"));
    ready(page);
    page.waitForFunction("m => Math.max(...[...document.querySelectorAll('svg .disc[data-mw]')].map(d => Number(d.dataset.mw))) < m", last);
    page.locator("svg [data-zone=East]").press("Enter");
    assertThat(page.locator("#selection h2")).containsText("East city");
    assertThat(page.locator("#selection")).containsText("Price");
  }

  @Test
  void aLeverIsMovedPlannedAndCompared() {
    Page page = page(1280, 800, ColorScheme.LIGHT);
    show(page, "where?run=" + run);
    double before = largestDisc(page);
    page.keyboard().press("l");
    Locator lever = page.locator("[data-lever=patience]");
    lever.locator("input[value=on]").check(new Locator.CheckOptions().setForce(true));
    assertThat(page.locator("#draft h2")).containsText("1 lever moved");
    assertThat(page.locator("[data-estimate=dual]")).containsText("saves at most");
    page.locator("#replan-sets").fill("wacc=x1.1");
    assertThat(page.locator("[data-estimate=none]")).containsText(Pattern.compile("2 inputs changed.*needs re-plan"));
    page.locator("#replan-sets").fill("");
    picture(page, "journey-draft");
    page.locator("#replan").click();
    assertThat(page.locator(".job [data-step]")).isVisible();
    page.waitForURL(u -> u.contains("#/where") && !u.contains(run), new Page.WaitForURLOptions().setTimeout(PATIENCE_MILLIS));
    ready(page);
    assertThat(page.locator(".job [data-done=done]")).containsText("ready");
    assertThat(largestDisc(page)).isLessThan(before);
    picture(page, "journey-new-plan");
    page.locator("#compare-new").click();
    assertThat(page.locator("h1")).containsText("takes away");
    assertThat(page.locator("#inputs")).containsText("patience");
    assertThat(page.locator("#maps .map-holder > svg.chart")).hasCount(4);
    picture(page, "journey-compare");
  }

  @Test
  void aCampusOfOnesOwnGetsADateAStepAndACost() {
    Page page = page(1280, 800, ColorScheme.LIGHT);
    show(page, "where?run=" + run);
    assertThat(page.locator("#add-campus")).hasAttribute("href", Pattern.compile("case=plains.*sel=new|sel=new.*case=plains"));
    show(page, "case?run=" + run + "&sel=new&case=two-zones&table=campuses.csv");
    page.locator("#campus-facility_mw").fill("zero");
    assertThat(page.locator("#campus-facility_mw-note")).containsText("above 0");
    page.locator("#campus-facility_mw").fill("200");
    page.locator("#campus-name").fill("Prairie <b>One</b>");
    page.locator("#campus-time").selectOption("reps:1");
    page.locator("#campus-plan").click();
    page.waitForURL(u -> u.contains("sel=campus:prairie_b_one_b"), new Page.WaitForURLOptions().setTimeout(PATIENCE_MILLIS));
    assertThat(page.locator("#selection h2")).containsText(Pattern.compile("Prairie <b>One</b>: energised 20\\d\\d-Q[1-4]"));
    assertThat(page.locator("#selection")).containsText("Step that decides");
    assertThat(page.locator("#selection")).containsText("Cost a year");
    assertThat(page.locator(".tiles")).containsText("more than without new AI load");
    picture(page, "journey-campus");
  }

  @Test
  void theSheetSaysWhatIsWrongAsOneTypes() {
    Page page = page(1280, 800, ColorScheme.LIGHT);
    show(page, "case?case=plains&table=campuses.csv");
    Locator cell = page.getByLabel("queue_months, line 2");
    String was = cell.inputValue();
    cell.fill("-5");
    assertThat(page.locator("#sheet-status")).containsText("campuses.csv:2 queue_months “-5” must be 0 or more");
    assertThat(page.locator("#sheet-save")).isDisabled();
    page.getByLabel("zone, line 2").fill("Atlantis");
    cell.fill(was);
    assertThat(page.locator("#sheet .fault")).containsText("Atlantis");
    assertThat(page.locator("#sheet-save")).isDisabled();
  }

  @Test
  void theSettingsAreEditedAsText() {
    Page page = page(1280, 800, ColorScheme.LIGHT);
    show(page, "case?case=plains&table=case.yaml");
    Locator text = page.locator("#settings-text");
    String was = text.inputValue();
    text.fill(was + "\ntargt_year: 2030\n");
    assertThat(page.locator("#settings .fault")).containsText("targt_year");
    assertThat(page.locator("#sheet-save")).isDisabled();
    text.fill(was + "\n# looked at\n");
    assertThat(page.locator("#sheet-status")).containsText("sound");
    page.locator("#sheet-save").click();
    assertThat(page.locator(".toasts")).containsText("case.yaml is kept");
    assertThat(page.locator("#folders")).containsText("read only here");
  }

  @Test
  void aRealNetworkIsAsked() {
    Page page = page(1280, 800, ColorScheme.LIGHT);
    show(page, "holds?run=" + run);
    page.getByText("Ask a real network").click();
    page.waitForSelector("#grid-ask");
    page.locator("#grid-file").selectOption("twelve_buses.m");
    page.locator("#grid-attack").check();
    page.locator("#grid-go").click();
    page.waitForSelector("#network svg", new Page.WaitForSelectorOptions().setTimeout(PATIENCE_MILLIS));
    assertThat(page.locator("h1")).containsText(Pattern.compile("\\d+ of 24 single outages of twelve_buses.m"));
    assertThat(page.locator("#network svg .bus")).hasCount(12);
    assertThat(page.locator("#network h2")).containsText(Pattern.compile("Bus \\w+ takes a campus of"));
    for (String card : List.of("#outages", "#room", "#cascade", "#attack-0")) assertThat(page.locator(card + " svg")).isVisible();
    picture(page, "journey-grid");
    assertThat(page.locator("#placement-go")).isDisabled();
    page.locator("#placement-0").fill("nowhere");
    assertThat(page.locator("#placement-note")).containsText("has no bus “nowhere”");
    page.locator("#placement-suggest").click();
    assertThat(page.locator("#placement-note")).containsText("are placed");
    page.locator("#placement-go").click();
    page.waitForSelector("#placed", new Page.WaitForSelectorOptions().setTimeout(PATIENCE_MILLIS));
    assertThat(page.locator("#placed h2")).containsText("of campuses");
    assertThat(page.locator("#placed th[scope=row]").first()).hasText("load MW");
    assertThat(page.locator("#reinforcements h2")).not().isEmpty();
    picture(page, "journey-grid-placed");
  }

  @Test
  void whatIsShownCanBeTakenAway() throws IOException {
    Page page = page(1280, 800, ColorScheme.LIGHT);
    show(page, "sources?run=" + run);
    for (String name : List.of("Report (HTML)", "All tables, Parquet")) {
      Download file = page.waitForDownload(() -> page.locator("#downloads a.button", new Page.LocatorOptions().setHasText(name)).first().click());
      assertThat(Files.size(file.path())).as(file.suggestedFilename()).isGreaterThan(1000);
    }
    show(page, "supply?run=" + run);
    Download csv = page.waitForDownload(() -> page.locator("#columns [data-csv]").click());
    assertThat(Files.readString(csv.path())).startsWith("technology,2027 GW,2030 GW");
    page.waitForSelector("#week svg");
    Download png = page.waitForDownload(() -> page.locator("#week .tools button", new Page.LocatorOptions().setHasText("PNG")).click());
    assertThat(Files.readAllBytes(png.path())).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void everyScreenReadsAtEverySizeAndForEveryone() throws IOException {
    String axe = Files.isReadable(AXE) ? Files.readString(AXE) : "";
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK))
      for (int width : new int[] {1280, 1920, 390}) {
        if (scheme == ColorScheme.DARK && width != 1280) continue;
        Page page = page(width, width == 390 ? 844 : width == 1920 ? 1080 : 800, scheme);
        page.navigate(visitor.uri("/").toString() + "#/where?run=" + run);
        for (String screen : width == 1920 ? List.of("where", "supply", "levers") : SCREENS) {
          page.evaluate("h => { location.hash = h }", "#/" + screen + "?run=" + run);
          page.waitForSelector("nav a[data-screen=" + screen + "][aria-current=page]", new Page.WaitForSelectorOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
          ready(page);
          assertThat(page.locator("h1")).not().isEmpty();
          picture(page, screen + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
          assertThat(((Number) page.evaluate("() => document.documentElement.scrollWidth - innerWidth")).intValue()).as(screen + " at " + width).isLessThanOrEqualTo(0);
          if (!axe.isEmpty()) assertThat(faults(page, axe)).as(screen + " at " + width + " " + scheme).isEmpty();
        }
        page.context().close();
      }
    assumeTrue(!axe.isEmpty(), "accessibility was NOT checked: axe-core is not installed; ./loadstar test installs it where npm is (npm ci in desk/)");
  }

  /// Serious faults that axe-core finds.
  private static List<?> faults(Page page, String axe) {
    if (!Boolean.TRUE.equals(page.evaluate("() => typeof axe === 'object'"))) page.evaluate(axe);
    return (List<?>)
        page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations.filter(v => ['serious', 'critical'].includes(v.impact))"
                + ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target + ' ' + (n.any[0]?.message ?? '')).join(' | '))");
  }
}
