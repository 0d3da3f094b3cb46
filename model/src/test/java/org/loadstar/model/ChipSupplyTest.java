package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChipSupplyTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /// Sites of 2 GW; 2.5 kW an accelerator; a GW short costs 20 G$ a year and one built 40 M$.
  private static TestCase sites(double mw) {
    return TestCase.zones("A").plant("a", "A", mw, 0).site("x", "A", 2000, 0, "capexShell", 1).target(2026, 5);
  }

  private static Object[] year(int year, Object... more) {
    Object[] all = new Object[6 + more.length];
    System.arraycopy(new Object[] {"scenario", "s", "year", year, "power", 2.5}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return all;
  }

  private static ChipSupply.Delivery delivery(Settings.Supply supply, int year, Object... more) {
    TreeMap<Integer, ChipRows.Year> rows = new TreeMap<>();
    rows.put(2026, RowOf.of(ChipRows.Year.class, year(2026, more)));
    return ChipSupply.delivery(rows, supply, year);
  }

  private static Settings.Supply supply(double fabs, double lead, double ramp, double packaging, double exports) {
    return new Settings.Supply(fabs, lead, ramp, 20_000, 43, packaging, exports, 8760);
  }

  /// 100,000 wafers x 54 dies / 2 = 2.7 M; 150,000 packaging wafers x 16 = 2.4 M; 500 M GB / 200 GB = 2.5 M.
  @ParameterizedTest
  @CsvSource({
    "Infinity, 100000, 150000, 5e8, 2400000, packaging",
    "Infinity, 100000, 200000, 5e8, 2500000, memory",
    "Infinity, 100000, 200000, 6e8, 2700000, wafers",
    "1e6,      100000, 200000, 6e8, 1000000, chips",
    "Infinity, Infinity, Infinity, Infinity, Infinity, none"
  })
  void theScarcestPartLimits(double chips, double wafers, double packaging, double memory, double wanted, String limiting) {
    var d = delivery(supply(0, 0, 0, 0, 0), 2026, "chips", chips, "wafers", wafers, "packagingWafers", packaging, "memory", memory,
        "memoryPerChip", 200);
    assertThat(d.chips()).isEqualTo(wanted);
    assertThat(d.limiting()).isEqualTo(limiting);
  }

  @Test
  void exportsComeOutOfTheShare() {
    assertThat(delivery(supply(0, 0, 0, 0, 1e5), 2026, "chips", 1e6, "share", 0.5)).isEqualTo(new ChipSupply.Delivery(4e5, 1e5, "chips"));
    assertThat(delivery(supply(0, 0, 0, 0, 8e5), 2026, "chips", 1e6, "share", 0.5)).isEqualTo(new ChipSupply.Delivery(0, 5e5, "chips"));
  }

  /// Lead 18 months, ramp 12: first wafer in the middle of 2027, full output in the middle of 2028. The second half of 2027 rises
  /// from 0 to 1/2: 1.5 months; 2028 has 4.5 + 6.
  @ParameterizedTest
  @CsvSource({"18, 12, 2026, 0", "18, 12, 2027, 1.5", "18, 12, 2028, 10.5", "18, 12, 2029, 12", "6, 0, 2026, 6", "0, 0, 2026, 12"})
  void fabsByLeadAndRamp(double lead, double ramp, int year, double months) {
    assertThat(ChipSupply.fabMonths(supply(1, lead, ramp, 0, 0), year)).isEqualTo(months, within(1e-12));
  }

  /// 2 fabs x 20,000 wafers x 12 months x 27 chips = 12.96 M beside 2.7 M; packaging for 4 M stops them; half of what they need comes
  /// with them.
  @Test
  void packagingStopsFabsFromHelping() {
    Object[] parts = {"wafers", 1e5, "packagingWafers", 2.5e5};
    assertThat(delivery(supply(0, 0, 0, 0, 0), 2026, parts)).isEqualTo(new ChipSupply.Delivery(2.7e6, 0, "wafers"));
    assertThat(delivery(supply(2, 0, 0, 0, 0), 2026, parts)).isEqualTo(new ChipSupply.Delivery(4e6, 0, "packaging"));
    assertThat(delivery(supply(4, 0, 0, 0, 0), 2026, parts)).isEqualTo(new ChipSupply.Delivery(4e6, 0, "packaging"));
    assertThat(delivery(supply(2, 0, 0, 0.5, 0), 2026, parts)).isEqualTo(new ChipSupply.Delivery(10.48e6, 0, "packaging"));
    assertThat(delivery(supply(2, 0, 0, 1, 0), 2026, parts)).isEqualTo(new ChipSupply.Delivery(15.66e6, 0, "wafers"));
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = sites(5000).stages(2027, 2029, 2034).set("chips", 3);
    c.add(ChipRows.Year.class, year(2026, "chips", 1e5)).add(ChipRows.Year.class, year(2030, "chips", 5e5, "power", 5));
    Built b = c.threeHours();
    var p = b.random();
    // 2026 to 2030: 100, 200, 300, 400, 500 thousand, then 500 a year. kW in 2027: 3.125, 2029: 4.375, from 2030 on 5.
    p.says("chips", "all", 0, 0, 2 * p.x("campus.build", "x", 0, 0) / 3.125, -INF, 0.3);
    p.says("chips", "all", 1, 0, 2 * p.x("campus.build", "x", 0, 0) / 3.125 + 2 * p.x("campus.build", "x", 1, 0) / 4.375, -INF, 1.0);
    // Chips of 2027 are renewed in 2030 and 2033, those of 2029 in 2032.
    p.says("chips", "all", 2, 0,
        2 * p.x("campus.build", "x", 0, 0) * (1 / 3.125 + 0.4) + 2 * p.x("campus.build", "x", 1, 0) * (1 / 4.375 + 0.2) + 2 * p.x("campus.build", "x", 2, 0) / 5,
        -INF, 3.5);
  }

  /// 400,000 accelerators of 2.5 kW are 1 GW of the 2 GW of sites; one more accelerator would save 2.5 kW of shortfall: 2.5 x
  /// (20,000 - 40) USD a year, over 8760 hours.
  @Test
  void chipsBindBeforePower() {
    TestCase c = sites(5000).stages(2029).add(ChipRows.Year.class, year(2026, "chips", 1e5));
    Solved s = c.threeHours().solve();
    assertThat(s.value("ai.energised", "A")).isEqualTo(1, within(1e-9));
    assertThat(s.number("chips", "available")).isEqualTo(400_000, within(1e-6));
    assertThat(s.number("chips", "used")).isEqualTo(400_000, within(1e-3));
    assertThat(s.number("chips", "value_usd_per_gpu_hour")).isEqualTo(2.5 * 19_960 / 8760, within(1e-6));
    assertThat(s.number("binding", "shadow_value", "constraint=chips")).isEqualTo(2.5 * 19_960, within(1e-6));
    assertThat(s.numbers("binding", "shadow_value", "constraint=ai.potential")).isEmpty();
  }

  @Test
  void powerBindsBeforeChips() {
    Solved s = sites(5000).stages(2029).add(ChipRows.Year.class, year(2026, "chips", 3e5)).threeHours().solve();
    assertThat(s.value("ai.energised", "A")).isEqualTo(2, within(1e-9));
    assertThat(s.number("chips", "used")).isEqualTo(800_000, within(1e-3));
    assertThat(s.number("chips", "value_usd_per_gpu_hour")).isZero();
    assertThat(s.numbers("binding", "shadow_value", "constraint=chips")).isEmpty();
    assertThat(s.number("binding", "shadow_value", "constraint=ai.potential")).isEqualTo(19_960, within(1e-4));
  }

  /// 2.7 M chips of 2.5 kW in 2026 less 2.3 M exported: 1 GW stays at home. The fab's 43 G$ are reported.
  @Test
  void exportsTakeGigawattsFromHome() {
    TestCase c = sites(5000).stages(2026).set("exportChips", 2.3e6).set("fabs", 1).add(ChipRows.Year.class, year(2026, "wafers", 1e5));
    Solved s = c.threeHours().solve();
    assertThat(s.value("ai.energised", "A")).isEqualTo(1, within(1e-9));
    assertThat(s.number("chips", "exported")).isEqualTo(2.3e6, within(1e-3));
    assertThat(s.number("chips", "fab_capex_usd")).isEqualTo(43e9);
  }

  @Test
  void withoutChipsNothingIsEnergised() {
    Solved s = sites(5000).stages(2026).add(ChipRows.Year.class, year(2026, "chips", 0)).threeHours().solve();
    assertThat(s.value("ai.energised", "A")).isZero();
  }
}
