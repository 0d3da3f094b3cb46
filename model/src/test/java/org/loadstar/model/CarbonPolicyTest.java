package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CarbonPolicyTest {
  /// Coal: 10 MMBtu/MWh x 0.1 t/MMBtu = 1 t/MWh at 10 USD/MWh; a clean plant at 40 USD/MWh.
  private static TestCase zone() {
    return TestCase.zones("A", "B")
        .demand("A", 1000)
        .add(Rows.Fuel.class, "fuel", "coal", "co2", 0.1)
        .add(Rows.FuelPrice.class, "fuel", "coal", "scenario", "s", "year", 2030, "price", 1)
        .technology("coal", Rows.Kind.THERMAL, "fuel", "coal")
        .generator("c", "A", "coal", "existing", 2000, "heatRate", 10)
        .plant("p", "A", 2000, 40);
  }

  private static TestCase with(TestCase c, String scope, int year, double price, double capMt) {
    return c.add(Rows.Carbon.class, "scope", scope, "year", year, "price", price, "cap", capMt);
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = with(zone().generator("d", "B", "coal", "existing", 100, "heatRate", 8), "US", 2030, 20, 1.5);
    c.add(Zone.class, "zone", "C", "country", "CA").demand("C", 0).generator("e", "C", "coal", "existing", 1, "heatRate", 9);
    Built b = c.on(TimeGrid.window(new int[] {0, 2}, 3, 0.5));
    var p = b.random();
    p.atMost("emissions", "US", 0,
        1.0 * (2 * p.x("generator.output", "c", 0, 0) + p.x("generator.output", "c", 0, 1))
            + 0.8 * (2 * p.x("generator.output", "d", 0, 0) + p.x("generator.output", "d", 0, 1)), 1500);
    // Fuel 10 and carbon 20 USD/MWh over two hours.
    assertThat(b.cost("generator.output", "c", 0, 0)).isEqualTo(0.06, within(1e-12));
    assertThat(b.cost("generator.output", "e", 0, 0)).isEqualTo(0.018, within(1e-12));
  }

  @Test
  void priceByHand() {
    Solved cheap = with(zone(), "all", 2030, 29, Double.POSITIVE_INFINITY).threeHours().solve();
    assertThat(cheap.objective).isEqualTo(3 * 0.039, within(1e-9));
    assertThat(cheap.cost("carbon")).isEqualTo(3 * 0.029, within(1e-9));
    Solved dear = with(zone(), "RA", 2030, 31, Double.POSITIVE_INFINITY).threeHours().solve();
    assertThat(dear.objective).isEqualTo(3 * 0.04, within(1e-9));
  }

  /// 1 kt of the 3 kt may be emitted: each tonne less costs 30 USD.
  @Test
  void capByHand() {
    TestCase c = with(zone(), "A", 2030, 0, 0.001);
    Solved s = c.threeHours().solve();
    assertThat(s.objective).isEqualTo(0.01 + 2 * 0.04, within(1e-9));
    assertThat(s.number("binding", "shadow_value", "constraint=emissions")).isEqualTo(30, within(1e-6));
    assertThat(s.decisions().get("price/carbon/A", 2030)).isEqualTo(30, within(1e-6));
  }

  @Test
  void anOperationPaysThePriceOfTheCap() {
    TestCase c = with(zone(), "A", 2030, 5, 0.001).plant("q", "A", 500, 30);
    Solved plan = c.threeHours().solve();
    Solved run = c.on(TimeGrid.window(0, 3, 0.5), plan.decisions(), true).solve();
    assertThat(run.built.hasRow("emissions")).isFalse();
    double paid = run.cost("carbon_cap");
    double emitted = run.cost("fuel") / 0.01;
    double shadow = plan.decisions().get("price/carbon/A", 2030);
    assertThat(shadow).isEqualTo(25, within(1e-6));
    assertThat(paid).isEqualTo(emitted * shadow * 1e-3, within(1e-9));
    // The plan is among the cheapest at these prices: run less what it pays for the cap is the plan less 1 kt at 25 USD/t.
    assertThat(run.objective).isEqualTo(plan.objective + 1 * shadow * 1e-3, within(1e-8));
  }

  @Test
  void nothingHoldsBeforeTheFirstYear() {
    TestCase c = with(zone().stages(2026, 2030), "A", 2030, 100, 0);
    Built b = c.threeHours();
    assertThat(b.cost("generator.output", "c", 0, 0)).isEqualTo(4 * 0.01, within(1e-12));
    assertThat(b.lp.rowBlocks().stream().filter(r -> r.name().equals("emissions"))).singleElement()
        .satisfies(r -> assertThat(r.stage()).isEqualTo(1));
  }

  @Test
  void anUnknownScopeIsRefused() {
    assertThatThrownBy(() -> with(zone(), "Atlantis", 2030, 1, 1).threeHours()).hasMessageContaining("scope 'Atlantis'");
  }
}
