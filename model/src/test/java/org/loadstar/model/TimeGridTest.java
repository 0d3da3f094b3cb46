package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeGridTest {
  /// Weeks 0 and 26 of the year, the first standing for 20 weeks and the short last one.
  private static TimeGrid weeks() {
    int[] order = IntStream.range(0, 53).map(k -> k < 20 || k == 52 ? 0 : 1).toArray();
    return TimeGrid.representative(168, new int[] {0, 26 * 168}, order, 2);
  }

  @Test
  void everyGridOfTheYearCoversIt() {
    int[] everyThird = IntStream.range(0, 8760 / 3).map(k -> 3 * k).toArray();
    int[] days = IntStream.range(0, 365).map(k -> k % 2).toArray();
    for (TimeGrid g :
        new TimeGrid[] {
          TimeGrid.fullYear(), TimeGrid.segments(everyThird), weeks(),
          TimeGrid.representative(24, new int[] {0, 24 * 180}, days, 1)
        }) assertThat(g.coveredHours()).isEqualTo(8760, within(1e-8));
  }

  @Test
  void theShortLastWeekCountsByItsHours() {
    TimeGrid g = weeks();
    assertThat(g.weight(0)).isEqualTo(20 + 24 / 168.0, within(1e-12));
    assertThat(g.weight(84)).isEqualTo(32);
    assertThat(g.actualShare(0)).isEqualTo(1);
    assertThat(g.actualShare(51)).isEqualTo(1);
    assertThat(g.actualShare(52)).isEqualTo(24 / 168.0, within(1e-12));
    double weeks = IntStream.range(0, 53).filter(k -> g.order()[k] == 0).mapToDouble(g::actualShare).sum();
    assertThat(weeks).isEqualTo(g.weight(0), within(1e-12));
  }

  @Test
  void periodsAreCyclic() {
    TimeGrid g = weeks();
    assertThat(g.steps()).isEqualTo(168);
    assertThat(g.periods()).isEqualTo(2);
    assertThat(g.periodFirst(1)).isEqualTo(84);
    assertThat(g.previous(0)).isEqualTo(83);
    assertThat(g.previous(84)).isEqualTo(167);
    assertThat(g.previous(85)).isEqualTo(84);
    assertThat(g.firstOfPeriod(84)).isTrue();
    assertThat(g.lastOfPeriod(83)).isTrue();
    assertThat(g.lastOfPeriod(84)).isFalse();
    assertThat(g.firstHour(85)).isEqualTo(26 * 168 + 2);
    assertThat(g.hours(85)).isEqualTo(2);
  }

  @Test
  void monthsOfTheYear() {
    assertThat(TimeGrid.monthOf(0)).isEqualTo(1);
    assertThat(TimeGrid.monthOf(31 * 24 - 1)).isEqualTo(1);
    assertThat(TimeGrid.monthOf(31 * 24)).isEqualTo(2);
    assertThat(TimeGrid.monthOf(8759)).isEqualTo(12);
    assertThat(TimeGrid.monthStart(1)).isZero();
    assertThat(TimeGrid.monthStart(3)).isEqualTo(59 * 24);
    assertThat(TimeGrid.monthStart(13)).isEqualTo(8760);
    for (int m = 1; m <= 12; m++) assertThat(TimeGrid.monthOf(TimeGrid.monthStart(m))).isEqualTo(m);
  }

  @Test
  void windowsOfContiguousTimeAreMonths() {
    TimeGrid g = TimeGrid.fullYear();
    assertThat(g.windows()).hasSize(12);
    assertThat(g.windows().get(1).first()).isEqualTo(744);
    assertThat(g.windows().get(1).last()).isEqualTo(744 + 28 * 24 - 1);
    assertThat(g.windows().get(1).monthShare().get(1)).isEqualTo(1);
    TimeGrid across = TimeGrid.window(740, 750, 0.5);
    assertThat(across.windows()).hasSize(2);
    assertThat(across.windows().get(0).last()).isEqualTo(3);
    assertThat(across.coveredHours()).isEqualTo(10);
  }

  @Test
  void windowsOfRepresentativePeriodsKnowTheMonthsTheyStandFor() {
    TimeGrid g = weeks();
    assertThat(g.windows()).hasSize(2);
    for (var w : g.windows()) assertThat(w.monthShare().stream().mapToDouble(v -> v).sum()).isEqualTo(1, within(1e-12));
    // Weeks 0 to 19 and the last day: 31 of 20 x 7 + 1 days in January, none in August.
    assertThat(g.windows().get(0).monthShare().get(0)).isEqualTo(31 / 141.0, within(1e-12));
    assertThat(g.windows().get(0).monthShare().get(11)).isEqualTo(1 / 141.0, within(1e-12));
    assertThat(g.windows().get(0).monthShare().get(7)).isZero();
  }

  @Test
  void aSampleIsTheMeanOfItsHours() {
    Hourly ramp = TestCase.hourly(h -> h);
    assertThat(TimeGrid.window(new int[] {0, 1, 4}, 10, 0.5).sample(ramp, 1e9)).containsExactly(0, 2, 6.5);
  }

  @Test
  void aSampleOfRepresentativePeriodsKeepsTheMeanOfTheYear() {
    Hourly season = TestCase.hourly(h -> 0.5 + 0.4 * Math.cos(2 * Math.PI * h / 8760));
    TimeGrid g = weeks();
    double[] v = g.sample(season, 1);
    double mean = IntStream.range(0, v.length).mapToDouble(t -> v[t] * g.annualHours(t)).sum() / 8760;
    assertThat(mean).isEqualTo(season.mean(), within(1e-9));
    assertThat(Arrays.stream(v).max().orElseThrow()).isLessThanOrEqualTo(1);
  }

  @Test
  void aSampleNeverExceedsItsLimit() {
    // Nine tenths of the year at 1, but the chosen weeks lie in the lull at its beginning and end.
    Hourly lull = TestCase.hourly(h -> h < 300 ? 0.5 : 1);
    double[] v = weeks().sample(lull, 1);
    assertThat(Arrays.stream(v).max().orElseThrow()).isEqualTo(1);
    assertThat(v[0]).isGreaterThan(0.5).isLessThanOrEqualTo(1);
  }

  @Test
  void monthlyFiguresAreWeightedByHours() {
    TimeGrid g = TimeGrid.representative(168, new int[] {744 - 42}, new int[53], 168);
    assertThat(g.monthly(0, m -> m == 1 ? 4 : 8)).isEqualTo(7, within(1e-12));
  }

  @Test
  void badGridsAreRefused() {
    assertThatThrownBy(() -> TimeGrid.segments(new int[] {0, 700, 800})).hasMessageContaining("crosses the end of a month");
    assertThatThrownBy(() -> TimeGrid.segments(new int[] {5, 10})).hasMessageContaining("begins at hour 0");
    assertThatThrownBy(() -> TimeGrid.segments(new int[] {0, 10, 10})).hasMessageContaining("not before the next");
    assertThatThrownBy(() -> TimeGrid.representative(24, new int[] {0}, new int[365], 5)).hasMessageContaining("do not fill");
    assertThatThrownBy(() -> TimeGrid.representative(24, new int[] {0}, new int[364], 1)).hasMessageContaining("not a year");
    assertThatThrownBy(() -> TimeGrid.representative(24, new int[] {0, 24}, new int[365], 1))
        .hasMessageContaining("no period of the year is like the one at hour 24");
    assertThatThrownBy(() -> TimeGrid.representative(168, new int[] {52 * 168}, new int[53], 1))
        .hasMessageContaining("leaves the year");
  }

  @Test
  void weeksEndWithTheWeekOrTheWindow() {
    TimeGrid year = TimeGrid.fullYear();
    assertThat(year.windows().stream().mapToInt(w -> year.weeks(w).size()).sum()).isEqualTo(53 + 11 - 1);
    assertThat(year.weeks(year.windows().get(1)).getFirst().last()).isEqualTo(5 * 168 - 1);
    TimeGrid merged = TimeGrid.window(new int[] {100, 160, 170, 300, 336}, 400, 0.5);
    var weeks = merged.weeks(merged.windows().getFirst());
    assertThat(weeks.stream().map(TimeGrid.Window::last)).containsExactly(3, 4);
  }
}
