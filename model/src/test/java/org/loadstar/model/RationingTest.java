package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RationingTest {
  private static TestCase values(double... usdPerHour) {
    TestCase c = TestCase.zones("A").set("shortfallPrice", 12_000).set("gpuHours", 8000);
    WorkloadRows.Kind[] kinds = WorkloadRows.Kind.values();
    double[] shares = {0.5, 0.3, 0.2};
    for (int k = 0; k < usdPerHour.length; k++)
      c.add(WorkloadRows.Workload.class, "workload", kinds[k].name(), "kind", kinds[k], "share", shares[k], "value", usdPerHour[k]);
    return c;
  }

  private static List<Rationing.Segment> segments(TestCase c) {
    return Rationing.segments(new Figures(c.data()), 2030);
  }

  /// 2 USD an hour, 8000 hours and 2.5 kW: 6400 USD/kW-yr beside the price of the target. The workload without value has that alone.
  @Test
  void theLeastValuedGoesWithoutFirst() {
    TestCase c = values(4, 2, Double.NaN).add(ChipRows.Year.class, "scenario", "s", "year", 2026, "power", 2.5);
    List<Rationing.Segment> s = segments(c);
    assertThat(s).extracting(Rationing.Segment::name).containsExactly("other", "INFERENCE", "TRAINING");
    double[] price = {12_000, 18_400, 24_800};
    double[] share = {0.2, 0.3, 0.5};
    for (int k = 0; k < 3; k++) {
      assertThat(s.get(k).price()).isEqualTo(price[k], within(1e-9));
      assertThat(s.get(k).share()).isEqualTo(share[k], within(1e-12));
    }
  }

  /// 2 GW wanted, 0.8 GW can be had: the workload without value misses its 0.4 GW, inference 0.6, training 0.2 of 1 GW, so a kW more
  /// is worth 24,800 USD a year.
  @Test
  void byHand() {
    TestCase c = values(4, 2, Double.NaN).add(ChipRows.Year.class, "scenario", "s", "year", 2026, "power", 2.5);
    Solved s = c.plant("a", "A", 5000, 0).site("x", "A", 800, 0).target(2030, 2).threeHours().solve();
    assertThat(s.numbers("rationing", "missed_mw")).satisfiesExactly(
        v -> assertThat(v).isEqualTo(400, within(1e-6)), v -> assertThat(v).isEqualTo(600, within(1e-6)),
        v -> assertThat(v).isEqualTo(200, within(1e-6)));
    assertThat(s.number("ai", "shortfall_mw", "zone=")).isEqualTo(1200, within(1e-6));
    assertThat(s.number("ai", "marginal_usd_per_kw_yr", "zone=")).isEqualTo(24_800, within(1e-4));
    assertThat(s.cost("ai_shortfall")).isEqualTo(0.4 * 12_000 + 0.6 * 18_400 + 0.2 * 24_800, within(1e-6));
  }

  /// With a target that is worth nothing itself, a campus of 7000 USD/kW-yr is not built for users to whom it is worth 6400.
  @Test
  void aWorkloadWorthLessThanItsCampusIsNotServed() {
    TestCase c = values(4, 2, 4).set("shortfallPrice", 0).add(ChipRows.Year.class, "scenario", "s", "year", 2026, "power", 2.5);
    Solved s = c.plant("a", "A", 5000, 0).site("x", "A", 5000, 0, "capexChips", 35).target(2030, 2).threeHours().solve();
    assertThat(s.value("ai.energised", "A")).isEqualTo(1.4, within(1e-9));
    assertThat(s.number("rationing", "missed_mw", "workload=INFERENCE")).isEqualTo(600, within(1e-6));
  }

  @Test
  void withoutChipsOrValuesThereIsOneShortfall() {
    assertThat(segments(values(4, 2))).containsExactly(new Rationing.Segment("all", 1, 12_000));
    TestCase c = values(Double.NaN, Double.NaN).add(ChipRows.Year.class, "scenario", "s", "year", 2026, "power", 2.5);
    assertThat(segments(c)).containsExactly(new Rationing.Segment("all", 1, 12_000));
  }
}
