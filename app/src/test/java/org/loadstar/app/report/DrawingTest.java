package org.loadstar.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrawingTest {
  @Test
  void axisOfColumnsHoldsZeroAndRoundTicks() {
    Plot p = new Plot(580, 300, 12, 97, true, "GW", 20);
    assertThat(p.low).isZero();
    assertThat(p.high).isEqualTo(100);
    assertThat(p.y(0)).isEqualTo(p.bottom);
    assertThat(p.y(100)).isEqualTo(p.top);
  }

  @Test
  void ticksStepByOneTwoOrFive() {
    assertThat(Plot.step(0, 97, 6)).isEqualTo(20);
    assertThat(Plot.step(0, 0.7, 6)).isEqualTo(0.2, within(1e-12));
    assertThat(Plot.step(0, 1450, 6)).isEqualTo(250);
  }

  @Test
  void aLineOfOnePointIsABar() {
    Lines.Line planned = new Lines.Line("planned", "l-strong", new double[] {2030}, new double[] {12}, false, true);
    Lines.Line target = new Lines.Line("target", "l-dash", new double[] {2030}, new double[] {15}, false, false);
    Lines one = new Lines(List.of(planned, target), "GW", List.of(new Lines.Tick(2030, "2030")), true, 0, 15);
    assertThat(one.draw(580).image("t", "")).contains("<rect class=\"accent\"", "<rect class=\"muted-fill\"", "GW, 2030", "planned", ">12<", ">15<").doesNotContain("circle");
    Lines.Line two = new Lines.Line("planned", "l-strong", new double[] {2028, 2030}, new double[] {5, 12}, false, true);
    assertThat(new Lines(List.of(two), "GW", List.of(), true, 0, 15).draw(580).image("t", "")).contains("circle").doesNotContain("<rect");
  }

  @Test
  void labelsMoveApart() {
    double[] y = Plot.spread(new double[] {50, 52, 51}, 0, 100);
    double[] sorted = y.clone();
    java.util.Arrays.sort(sorted);
    assertThat(sorted[1] - sorted[0]).isGreaterThanOrEqualTo(13);
    assertThat(sorted[2] - sorted[1]).isGreaterThanOrEqualTo(13);
    assertThat(y[2]).isBetween(y[0], y[1]);
  }

  @Test
  void waterfallEndsOnTheSum() {
    Waterfall w =
        new Waterfall(
            "start",
            10,
            List.of(new Waterfall.Step("a", 3), new Waterfall.Step("b", -5)),
            "end",
            "TWh");
    assertThat(w.end()).isEqualTo(8);
    assertThat(w.twin().csv()).endsWith("end,8,8\n");
  }

  /// Snyder, Professional Paper 1395, p. 291: parallels 29.5 and 45.5, origin 23 N 96 W, unit

  /// sphere, point 35 N 75 W.
  @Test
  void albersAgreesWithThePublishedExample() {
    double[] q = new Albers(29.5, 45.5, -96, 23).at(-75, 35);
    assertThat(q[0]).isCloseTo(0.2952720, within(1e-6));
    assertThat(-q[1]).isCloseTo(0.2416774, within(1e-6));
  }

  @Test
  void thinningKeepsTheExtremes() {
    List<double[]> p = new java.util.ArrayList<>();
    for (int i = 0; i < 2000; i++)
      p.add(new double[] {i / 20.0, i == 777 ? 99 : i == 1333 ? -99 : Math.sin(i)});
    List<double[]> q = Lines.thinned(p);
    assertThat(q).hasSizeLessThan(450);
    assertThat(q).extracting(x -> x[1]).contains(99.0, -99.0);
  }

  @Test
  void outlinesComeFromGeoJsonAndNothingElse() {
    assertThat(Outlines.read(FakeRun.squares()).rings()).hasSize(18);
    assertThat(Outlines.read("no json").rings()).isEmpty();
    assertThat(Outlines.read(null).rings()).isEmpty();
  }

  @Test
  void textIsEscaped() {
    assertThat(new Svg(10, 10).text(0, 0, "<b>&\"\u0001", Svg.Anchor.START, "").image("'", "c"))
        .contains(">&lt;b&gt;&amp;&quot;\uFFFD</text>")
        .contains("aria-label=\"&#39;\"");
  }

  @Test
  void csvQuotesCommasAndQuotes() {
    assertThat(new Twin("a", "b").row("x,\"y\"", 1.5).csv())
        .isEqualTo("a,b\n\"x,\"\"y\"\"\",1.5\n");
  }

  @Test
  void weekHolds168HoursRoundItsCentre() {
    FakeRun run = FakeRun.make(false);
    Hours h = Hours.best(run.tables, FakeRun.TARGET);
    assertThat(h.grid).isEqualTo("plan");
    for (int centre : new int[] {0, 1000, h.steps() - 1}) {
      List<Integer> week = h.week(centre);
      assertThat(week).contains(centre);
      assertThat(week.stream().mapToDouble(i -> h.hours[i]).sum()).isEqualTo(168);
    }
  }
}
