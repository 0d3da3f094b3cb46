package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReservePolicyTest {
  private static TestCase zones(String... names) {
    TestCase c = TestCase.zones(names).enforceReserve();
    for (String z : names) c.add(Rows.ReserveMargin.class, "reserveRegion", "R" + z, "year", 2030, "margin", 0.2);
    return c;
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = zones("A", "B").set("importShare", 0.25).set("utilisation", 0.5).site("s", "A", 1000, 0);
    c.demand("A", TestCase.hourly(h -> TimeGrid.monthOf(h) == 7 ? 3000 : TimeGrid.monthOf(h) == 1 ? 2500 : 1000));
    c.plant("p", "A", 2000, 10, "maxNew", 500, "retirable", true).line("l", "A", "B", 400, "maxNew", 200);
    c.add(Neighbour.Row.class, "neighbour", "n", "zone", "A", "importLimit", 100, "exportLimit", 0, "price", 50, "firm", 80);
    var p = c.threeHours().random();
    for (String season : new String[] {"summer", "winter"}) {
      double there = p.x("line.firm", "l forward " + season);
      double back = p.x("line.firm", "l reverse " + season);
      double requirement = 1.2 * (season.equals("summer") ? 3 : 2.5);
      p.atLeast("firm.capacity", "RA " + season, 0,
          p.x("generator.new", "p") - p.x("generator.retired", "p") - there + back
              - 1.2 * 0.5 * p.x("ai.energised", "A") + p.x("firm.shortfall", "RA " + season),
          requirement - 2 - 0.08);
      p.atMost("firm.imports", "RA " + season, 0, back, 0.25 * requirement);
      p.atMost("firm.imports", "RB " + season, 0, there, 0);
      p.atMost("line.firm_limit", "l forward " + season, 0, there - p.x("line.new", "l"), 0.4);
    }
  }

  /// 1.2 x 1 GW are required; 0.7 GW stand in A. B has 2 GW to spare, but imports may cover only 0.3 GW and the shortfall of
  /// 0.2 GW costs 500 USD/kW-yr.
  @Test
  void byHand() {
    TestCase c = zones("A", "B").demand("A", 1000).plant("a", "A", 700, 10).plant("b", "B", 2000, 10).line("l", "A", "B", 900);
    Solved s = c.set("importShare", 0.25).threeHours().solve();
    assertThat(s.cost("reserve_shortfall")).isEqualTo(0.2 * 500, within(1e-6));
    assertThat(s.number("reserve", "requirement_mw", "region=RA", "season=summer")).isEqualTo(1200, within(1e-6));
    assertThat(s.number("reserve", "firm_mw", "region=RA", "season=summer")).isEqualTo(700, within(1e-6));
    assertThat(s.number("reserve", "import_mw", "region=RA", "season=winter")).isEqualTo(300, within(1e-6));
    assertThat(s.number("reserve", "shortfall_mw", "region=RA", "season=winter")).isEqualTo(200, within(1e-6));
    double price = s.numbers("reserve", "price_usd_per_kw_yr", "region=RA").stream().mapToDouble(v -> v).sum();
    assertThat(price).isEqualTo(500, within(1e-6));
  }

  /// A plant at 100 USD/kW-yr closes the gap of 0.5 GW, so a firm kW is worth 100 USD a year.
  @Test
  void capacityPriceByHand() {
    TestCase c = zones("A").demand("A", 1000).plant("a", "A", 700, 10).technology("new", Rows.Kind.THERMAL, "financing", 10);
    c.costs("new", 2030, "capex", 1000, "vom", 50).generator("n", "A", "new", "maxNew", 9000);
    Solved s = c.threeHours().solve();
    assertThat(s.cost("generator_capital")).isEqualTo(50, within(1e-6));
    double price = s.numbers("reserve", "price_usd_per_kw_yr", "region=RA").stream().mapToDouble(v -> v).sum();
    assertThat(price).isEqualTo(100, within(1e-6));
  }

  /// Load is 1 GW in 100 hours of January, July and else 0.5 GW; the wind blows at 0.3 in those of July, 0.6 in those of January.
  @Test
  void aVariablePlantCountsInTheHoursOfHighestNetLoad() {
    int january = 24;
    int july = TimeGrid.monthStart(7) + 24;
    TestCase c = zones("A").technology("wind", Rows.Kind.VARIABLE).generator("w", "A", "wind", "existing", 100, "profile", "w/a");
    c.demand("A", TestCase.hourly(h -> in(h, january) || in(h, july) ? 1000 : 500));
    c.profile("w/a", TestCase.hourly(h -> in(h, july) ? 0.3 : in(h, january) ? 0.6 : 0.9));
    var p = c.threeHours().random();
    p.atLeast("firm.capacity", "RA summer", 0, p.x("firm.shortfall", "RA summer"), 1.2 - 0.1 * 0.3);
    p.atLeast("firm.capacity", "RA winter", 0, p.x("firm.shortfall", "RA winter"), 1.2 - 0.1 * 0.6);
  }

  private static boolean in(int hour, int first) {
    return hour >= first && hour < first + 100;
  }

  @Test
  void netLoadNotLoadDecides() {
    // 100 hours of 1 GW with wind and 100 hours of 0.9 GW in a lull: 1 GW of wind turns the order round.
    TestCase c = zones("A").technology("wind", Rows.Kind.VARIABLE).generator("w", "A", "wind", "existing", 1000, "profile", "w/a");
    c.demand("A", TestCase.hourly(h -> in(h, 0) ? 1000 : in(h, 200) ? 900 : 100));
    c.profile("w/a", TestCase.hourly(h -> in(h, 200) ? 0.05 : 0.5));
    var p = c.threeHours().random();
    p.atLeast("firm.capacity", "RA winter", 0, p.x("firm.shortfall", "RA winter"), 1.2 - 0.05);
  }

  @Test
  void withoutAMarginThereIsNoRow() {
    TestCase c = TestCase.zones("A").demand("A", 1000);
    assertThat(c.enforceReserve().threeHours().hasRow("firm.capacity")).isFalse();
  }

  @Test
  void coincidentPeakOfARegion() {
    TestCase c = TestCase.zones().enforceReserve().add(Rows.ReserveMargin.class, "reserveRegion", "R", "year", 2030, "margin", 0);
    for (String z : new String[] {"A", "B"}) c.add(Zone.class, "zone", z, "reserveRegion", "R");
    c.demand("A", 1000, 500).demand("B", 300, 600);
    Model m = c.threeHours().model;
    assertThat(m.firm().peak(m.stages().getFirst(), 0, 0)).isEqualTo(1.3, within(1e-12));
    assertThat(IntStream.of(0, 2159, 2160, 7295, 7296).map(PeakHours::season).toArray()).containsExactly(1, 1, 0, 0, 1);
  }
}
