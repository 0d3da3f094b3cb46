package org.loadstar.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.loadstar.model.Tables;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class CampusesTest {
  private final FakeRun fake = FakeRun.make(false);
  private final Run run = new Run(fake.summary, fake.tables, fake.manifest);
  private final Sites sites = new Sites(run);

  private static List<Element> all(String xml, String tag) throws Exception {
    NodeList n =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
            .getElementsByTagName(tag);
    List<Element> out = new ArrayList<>();
    for (int i = 0; i < n.getLength(); i++) out.add((Element) n.item(i));
    return out;
  }

  private static double number(Element e, String attribute) {
    return Double.parseDouble(e.getAttribute(attribute));
  }

  private Svg map(double width) {
    return new CampusMap(run.places, Outlines.read(FakeRun.squares()), sites.all, run.year).draw(width);
  }

  @Test
  void everySiteAtHomeHasADiscOfItsPower() throws Exception {
    List<Element> discs = all(map(Card.WIDE).image("map", ""), "circle").stream().filter(c -> c.hasChildNodes()).toList();
    assertThat(discs).hasSize(FakeCampuses.HOME);
    Sites.Site largest = sites.all.stream().filter(s -> !s.abroad()).max(java.util.Comparator.comparingDouble(Sites.Site::sizeMw)).orElseThrow();
    double unit = 27 / Math.sqrt(largest.sizeMw());
    for (Sites.Site s : sites.all) {
      if (s.abroad()) continue;
      Element disc = discs.stream().filter(c -> c.getTextContent().equals(CampusMap.describe(s))).findFirst().orElseThrow();
      assertThat(number(disc, "r")).isCloseTo(Math.max(2, unit * Math.sqrt(s.sizeMw())), within(0.06));
      assertThat(disc.getAttribute("class")).contains(switch (s.state()) {
        case PLANNED -> "planned";
        case WAITS -> "waits";
        case LEFT -> "left";
      });
      assertThat(disc.getAttribute("class").contains("pale")).isEqualTo(!s.kind().equals("announced"));
    }
    assertThat(sites.in(Sites.State.PLANNED)).isNotEmpty();
    assertThat(sites.in(Sites.State.WAITS)).isNotEmpty();
    assertThat(sites.in(Sites.State.LEFT)).isNotEmpty();
  }

  @Test
  void namesOnTheMapDoNotCollide() throws Exception {
    List<double[]> boxes = new ArrayList<>();
    for (Element t : all(map(Card.WIDE).image("map", ""), "text"))
      if (t.getAttribute("class").equals("label halo strong")) {
        double half = Svg.textWidth(t.getTextContent()) / 2;
        boxes.add(new double[] {number(t, "x") - half, number(t, "y") - 11, number(t, "x") + half, number(t, "y") + 15});
      }
    assertThat(boxes).hasSizeGreaterThan(5);
    for (int i = 0; i < boxes.size(); i++)
      for (int j = 0; j < i; j++) {
        double[] a = boxes.get(i);
        double[] b = boxes.get(j);
        assertThat(a[2] < b[0] || a[0] > b[2] || a[3] < b[1] || a[1] > b[3]).isTrue();
      }
  }

  @Test
  void theTimelineRunsToTheMedianAndItsWhiskerToNinetyPercent() throws Exception {
    Sites.Site s = new Sites.Site("a", "A", "Z", "", "announced", 40, -100, 500, 500, 2028, "2028-06", "2029-06", "2028-06",
        "permit and construction", 1, 0, "", "", Sites.State.PLANNED,
        List.of(new Sites.Step("queue", 0, 12), new Sites.Step("permit", 0, 10), new Sites.Step("construction", 10, 30)));
    String xml = new Gantt(List.of(s), 2030, List.of(new Gantt.Total("Energised, GW", java.util.Map.of(2030, 1.5)))).draw(Card.WIDE).image("t", "");
    List<Element> steps = all(xml, "rect").stream().filter(r -> r.getAttribute("class").startsWith("step")).toList();
    assertThat(steps).extracting(e -> e.getAttribute("class")).containsExactly("step0", "step1", "step2");
    double year = number(steps.get(0), "width");
    assertThat(number(steps.get(2), "width")).isCloseTo(year * 20 / 12, within(0.2));
    Element outline = all(xml, "rect").stream().filter(r -> r.getAttribute("class").equals("decides")).findFirst().orElseThrow();
    assertThat(number(outline, "y")).isCloseTo(number(steps.get(1), "y") - 1, within(0.11));
    Element whisker = all(xml, "line").stream().filter(l -> l.getAttribute("class").equals("whisker")).findFirst().orElseThrow();
    assertThat(number(whisker, "x2") - number(whisker, "x1")).isCloseTo(year, within(0.2));
    assertThat(number(whisker, "x1") - number(steps.get(0), "x")).isCloseTo(2.5 * year, within(0.3));
    assertThat(xml).contains("energised 2028-06 (P50), 2029-06 (P90)");
  }

  @Test
  void theTimelineShowsTwentyFiveAndTheTableAll() {
    Campuses c = new Campuses(run);
    assertThat(c.timeline()).contains("and " + (FakeCampuses.HOME - 25) + " more in the table");
    for (Sites.Site s : sites.all) assertThat(c.reasons()).contains(Svg.escape(s.name()));
    assertThat(c.reasons()).contains("Not built because cheaper sites suffice", "Built because each kW saves");
  }

  @Test
  void aRunWithoutCampusesHasNoCards() {
    Campuses none = new Campuses(new Run(Map.of(), new Tables(), Map.of()));
    assertThat(none.map(Outlines.NONE) + none.allied() + none.reasons()).isEmpty();
    assertThat(none.timeline()).contains("table campuses is empty");
  }

  @Test
  void monthsAreReadAsTheirEnd() {
    assertThat(Sites.years("2026-12")).isEqualTo(1);
    assertThat(Sites.years("")).isNaN();
    assertThat(Sites.quarter("2029-04")).isEqualTo("2029-Q2");
    assertThat(Sites.quarter("")).isEqualTo("n/a");
  }
}
