package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Why a site is built or not, and what binds. A GW of site costs 40 M$ a year for each USD/W, a missing GW 20 G$.
class CampusReportTest {
  private static String why(Solved s, String campus) {
    Sheet t = s.tables().get("campuses");
    for (int i = 0; i < t.rows(); i++) if (t.text(i, 0).equals(campus)) return t.text(i, t.column("why"));
    throw new IllegalArgumentException(campus);
  }

  /// 0.5 GW wanted of sites at 40, 80 and 200 USD/kW-yr: the second is built in part and sets the price.
  @Test
  void reasons() {
    TestCase c = TestCase.zones("A").plant("a", "A", 9000, 0).target(2030, 0.5);
    c.site("cheap", "A", 300, 0, "capexShell", 1).site("middle", "A", 300, 0, "capexShell", 2).site("dear", "A", 300, 0, "capexShell", 5);
    Solved s = c.threeHours().solve();
    assertThat(why(s, "cheap")).isEqualTo("Built because each kW saves 40 USD a year against the last that is built");
    assertThat(why(s, "middle")).startsWith("Built at the margin: its worth equals its cost").endsWith("100 MW of it are left");
    assertThat(why(s, "dear")).isEqualTo("Not built because cheaper sites suffice: each kW would cost 120 USD a year more");
    assertThat(s.number("binding", "shadow_value", "constraint=campus.maximum")).isEqualTo(40, within(1e-4));
    assertThat(s.number("binding", "shadow_value", "constraint=campus.maximum", "place=cheap")).isEqualTo(40, within(1e-4));
    // With whole sites the second is built whole, the target is exceeded, and the worth of power falls to 0.
    Solved whole = c.threeHours().solveWhole();
    assertThat(whole.value("ai.energised", "A")).isEqualTo(0.6, within(1e-9));
    assertThat(why(whole, "dear")).isEqualTo("Not built because cheaper sites suffice: each kW would cost 200 USD a year more");
  }

  /// Three sites that are late by a step each; the target is missed, so each kW in time would save 20,000 USD less its annuity.
  @Test
  void lateStepsBind() {
    TestCase c = TestCase.zones("A").plant("a", "A", 9000, 0).target(2028, 1).stages(2028);
    c.site("q", "A", 100, 0, "capexShell", 1, "queue", 50).site("p", "A", 100, 20, "capexShell", 2, "permit", 20);
    c.site("e", "A", 100, 0, "capexShell", 3, "equipment", 40, "pue", 1.5).site("no", "A", 100, 50, "pin", CampusRows.Pin.FORBID);
    Solved s = c.threeHours().solve();
    assertThat(s.number("binding", "shadow_value", "constraint=campus.queue", "place=q")).isEqualTo(20_000 - 40, within(1e-4));
    assertThat(s.number("binding", "shadow_value", "constraint=campus.permit+construction", "place=p")).isEqualTo(20_000 - 80, within(1e-4));
    assertThat(s.number("binding", "shadow_value", "constraint=campus.equipment", "place=e")).isEqualTo(20_000 - 120 / 1.5, within(1e-4));
    assertThat(s.numbers("binding", "shadow_value", "place=no")).isEmpty();
    assertThat(s.number("campus_steps", "to_month", "campus=q", "step=queue")).isEqualTo(50);
    assertThat(s.number("campus_steps", "from_month", "campus=p", "step=construction")).isEqualTo(20);
    assertThat(s.number("campus_steps", "to_month", "campus=e", "step=equipment")).isEqualTo(40);
    assertThat(s.number("campus_steps", "to_month", "campus=e", "step=installation")).isEqualTo(46);
    assertThat(why(s, "q")).isEqualTo(
        "Not ready before 2030-02, decided by grid connection queue; each kW ready by the end of 2028 would save 19960 USD a year until then");
    assertThat(why(s, "no")).isEqualTo("Not built: forbidden by its pin");
  }

  /// Ready two stages after the target year: 20,000 USD are saved in the years 2028 to 2030, and the annuity is paid in them.
  @Test
  void aSiteThatComesLaterIsWorthTheYearsUntilThen() {
    TestCase c = TestCase.zones("A").plant("a", "A", 9000, 0).target(2028, 1).stages(2028, 2031).set("targetYear", 2028);
    Solved s = c.set("endYears", 2).site("q", "A", 100, 0, "capexShell", 1, "queue", 50).threeHours().solve();
    assertThat(s.number("binding", "shadow_value", "constraint=campus.queue", "year=2028")).isEqualTo(20_000 - 40, within(1e-4));
    assertThat(s.number("campuses", "planned_mw")).isZero();
    assertThat(s.number("campuses", "capex_usd")).isEqualTo(0.1e9, within(1.0));
    assertThat(why(s, "q")).startsWith("Built because each kW saves 19960 USD a year");
  }

  /// Half the chips that the target takes: the dearer site is not built because of them, though load is missing.
  @Test
  void aPoolThatGoesToBetterSitesIsNamed() {
    TestCase c = TestCase.zones("A").plant("a", "A", 9000, 0).target(2030, 0.4);
    c.add(ChipRows.Year.class, "scenario", "s", "year", 2026, "chips", 20_000, "power", 2);
    c.site("best", "A", 300, 0, "capexShell", 1).site("dear", "A", 300, 0, "capexShell", 5);
    Solved s = c.threeHours().solve();
    assertThat(why(s, "dear")).isEqualTo(
        "Not built because other sites make more of the accelerators that can be had by 2030: each kW would cost 160 USD a year more");
    assertThat(s.number("binding", "worth_of_1_percent", "constraint=chips"))
        .isEqualTo(0.01 * 100_000 * s.number("binding", "shadow_value", "constraint=chips"), within(1.0));
  }

  /// Missing a kW costs less than the site does: nothing is scarce, the target is not worth it.
  @Test
  void aTargetThatIsNotWorthItsSiteIsSaid() {
    TestCase c = TestCase.zones("A").plant("a", "A", 9000, 0).target(2030, 0.1).site("dear", "A", 100, 0, "capexShell", 600);
    assertThat(why(c.threeHours().solve(), "dear"))
        .isEqualTo("Not built because missing the target costs no more than a kW of it");
  }

  /// Ready in 2028, wanted from 2031 on: the plan decides the date, not the queue.
  @Test
  void aSiteThatThePlanWantsLaterIsDecidedByThePlan() {
    TestCase c = TestCase.zones("A").plant("a", "A", 9000, 0).stages(2028, 2031).target(2031, 0.1);
    Solved s = c.site("later", "A", 100, 0, "capexShell", 1, "queue", 30).threeHours().solve();
    Sheet t = s.tables().get("campuses");
    assertThat(t.integer(0, t.column("first_year"))).isEqualTo(2031);
    assertThat(t.text(0, t.column("binding_step"))).isEqualTo("the plan, which wants it later");
    assertThat(t.text(0, t.column("ready_p50"))).isEqualTo("2028-06");
  }

  @Test
  void whatSuppliesASite() {
    TestCase c = TestCase.zones("A").demand("A", 1000).plant("a", "A", 9000, 0).target(2030, 0.1);
    c.site("grid", "A", 100, 0).site("own", "A", 100, 0, "onSite", "gas island");
    Sheet t = c.threeHours().solve().tables().get("campuses");
    assertThat(t.text(0, t.column("supply"))).isEqualTo("grid of A in 2030: plant 100 %");
    assertThat(t.text(1, t.column("supply"))).isEqualTo("announced: gas island; in the plan: grid of A in 2030: plant 100 %");
  }
}
