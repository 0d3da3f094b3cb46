package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Four sites A to D with and without two levers, worked by hand in the formulation: months from 2026-01-01 to energisation
/// = max(queue, permit + construction, equipment + 6). The queue of site C is that of its interruptible connection.
class HandWorkedCaseTest {
  private static CampusRows.Site site(String name, double mw, double queue, double permit, double construction, double equipment) {
    return RowOf.of(CampusRows.Site.class, "campus", name, "zone", "Z", "maxIt", mw, "module", name.equals("A") ? 300 : mw, "pue", 1, "queue", queue, "permit",
        permit, "construction", construction, "equipment", equipment);
  }

  /// The sites with the lengths of all queues and permits multiplied. Site D is announced: what remains is 10 months.
  private static List<CampusRows.Site> sites(double permit, double queue) {
    return List.of(
        site("A", 2 * 300, 36 * queue, 18 * permit, 24, 30),
        site("B", 500, 60 * queue, 12 * permit, 24, 30),
        site("C", 400, 12 * queue, 30 * permit, 24, 30),
        site("D", 200, 0, 0, 10, 0));
  }

  private static double potential(List<CampusRows.Site> sites, int year) {
    TestCase c = TestCase.zones("Z");
    sites.forEach(c::add);
    return new CampusFigures(c.data()).potential("Z", year);
  }

  @ParameterizedTest
  @CsvSource({
    "1,   1,   42, 60, 54, 10",
    "0.5, 1,   36, 60, 39, 10",
    "1,   0.5, 42, 36, 54, 10",
    "0.5, 0.5, 36, 36, 39, 10"
  })
  void monthsToEnergisation(double permit, double queue, double a, double b, double c, double d) {
    assertThat(sites(permit, queue)).extracting(s -> CriticalPath.of(s).months()).containsExactly(a, b, c, d);
  }

  @ParameterizedTest
  @CsvSource({
    "1,   1,   2029, 800", "0.5, 1,   2029, 1200", "1,   0.5, 2029, 1300", "0.5, 0.5, 2029, 1700",
    "1,   1,   2030, 1700", "0.5, 1,   2030, 1700", "1,   0.5, 2030, 1700", "0.5, 0.5, 2030, 1700",
    "1,   1,   2026, 200", "1,   1,   2025, 0"
  })
  void energisedByTheEndOfAYear(double permit, double queue, int year, double mw) {
    List<CampusRows.Site> all = sites(permit, queue);
    double ready = all.stream().filter(s -> CriticalPath.of(s).readyBy(year)).mapToDouble(CampusRows.Site::maxIt).sum();
    assertThat(ready).isEqualTo(mw);
    assertThat(potential(all, year) * 1000).isEqualTo(mw, within(1e-9));
  }

  /// The same through the whole model, without chips and with 400,000 of 2.5 kW: whole modules of 1000 MW then, as soon as there are enough.
  @ParameterizedTest
  @CsvSource({"1, 1, 800, 800", "0.5, 1, 1200, 1000", "1, 0.5, 1300, 1000", "0.5, 0.5, 1700, 1000"})
  void plannedByTheEndOf2029(double permit, double queue, double mw, double withChips) {
    for (boolean chips : new boolean[] {false, true}) {
      TestCase c = TestCase.zones("Z").plant("p", "Z", 9000, 0).stages(2029).target(2029, 5);
      sites(permit, queue).forEach(c::add);
      if (chips) c.add(ChipRows.Year.class, "scenario", "s", "year", 2026, "chips", 1e5, "power", 2.5);
      assertThat(c.threeHours().solveWhole().number("ai", "energised_mw", "zone=Z")).isEqualTo(chips ? withChips : mw, within(1e-6));
    }
  }

  @Test
  void shapleyOfTheLeversByTheEndOf2029() {
    double none = potential(sites(1, 1), 2029);
    double permit = potential(sites(0.5, 1), 2029);
    double queue = potential(sites(1, 0.5), 2029);
    double both = potential(sites(0.5, 0.5), 2029);
    assertThat((permit - none + both - queue) / 2).isEqualTo(0.4, within(1e-12));
    assertThat((queue - none + both - permit) / 2).isEqualTo(0.5, within(1e-12));
  }

  /// GW energised by the end of 2029 in whole modules (two of 300 MW at A), with 100,000 accelerators of 2.5 kW a year from 2026 on.
  private static double withChips(double permit, double queue) {
    TestCase c = TestCase.zones("Z").stages(2029).target(2029, 5).plant("p", "Z", 5000, 0);
    for (CampusRows.Site s : sites(permit, queue))
      c.add(CampusRows.Site.class, "campus", s.campus(), "zone", "Z", "maxIt", s.maxIt(), "module", s.campus().equals("A") ? 300 : s.maxIt(),
          "pue", 1, "queue", s.queue(), "permit", s.permit(), "construction", s.construction(), "equipment", s.equipment());
    c.add(ChipRows.Year.class, "scenario", "s", "year", 2026, "chips", 1e5, "power", 2.5);
    return c.threeHours().solveWhole().value("ai.energised", "Z");
  }

  /// 400,000 accelerators are 1000 MW: A + C, half of A + B + D.
  @Test
  void chipsCapTheLevers() {
    double none = withChips(1, 1);
    double permit = withChips(0.5, 1);
    double queue = withChips(1, 0.5);
    double both = withChips(0.5, 0.5);
    assertThat(none).isEqualTo(0.8, within(1e-9));
    assertThat(permit).isEqualTo(1, within(1e-9));
    assertThat(queue).isEqualTo(1, within(1e-9));
    assertThat(both).isEqualTo(1, within(1e-9));
    assertThat((permit - none + both - queue) / 2).isEqualTo(0.1, within(1e-9));
    assertThat((queue - none + both - permit) / 2).isEqualTo(0.1, within(1e-9));
  }

  @Test
  void theStepThatEndsLast() {
    assertThat(sites(1, 1)).extracting(s -> CriticalPath.of(s).step())
        .containsExactly(CriticalPath.Step.CONSTRUCTION, CriticalPath.Step.QUEUE, CriticalPath.Step.CONSTRUCTION, CriticalPath.Step.CONSTRUCTION);
    assertThat(sites(0.5, 0.5)).extracting(s -> CriticalPath.of(s).step())
        .containsExactly(CriticalPath.Step.EQUIPMENT, CriticalPath.Step.EQUIPMENT, CriticalPath.Step.CONSTRUCTION, CriticalPath.Step.CONSTRUCTION);
  }

  @Test
  void theLastMonthOfAYearStillCounts() {
    assertThat(CriticalPath.of(site("x", 1, 48, 0, 0, 0)).readyBy(2029)).isTrue();
    assertThat(CriticalPath.of(site("x", 1, 48.5, 0, 0, 0)).readyBy(2029)).isFalse();
  }
}
