package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CampusAbroadTest {
  /// A country with power for 0.5 GW at 50 USD/MWh, chips nine months late, and a site of 1 GW ready in 12 months but for these.
  private static TestCase abroad(Object... country) {
    Object[] all = new Object[country.length + 14];
    System.arraycopy(
        new Object[] {"country", "XX", "price", 50, "carbon", 400, "limit", 500, "licenceDelay", 9, "licenceProbability", 0.65, "waccAdder", 0.05},
        0, all, 0, 14);
    System.arraycopy(country, 0, all, 14, country.length);
    TestCase c = TestCase.zones("A").plant("a", "A", 9000, 0).set("utilisation", 0.8).add(Country.class, all);
    return c.add(CampusRows.Site.class, "campus", "far", "country", "XX", "maxIt", 1000, "module", 100, "pue", 1, "queue", 12, "permit", 0,
        "construction", 6, "equipment", 0, "capexChips", 20, "completion", 0.9);
  }

  @Test
  void theLicenceDelaysTheSite() {
    CampusFigures f = new CampusFigures(abroad().data());
    CriticalPath path = f.shortest(f.sites().getFirst());
    assertThat(path.months()).isEqualTo(21);
    assertThat(path.step()).isEqualTo(CriticalPath.Step.LICENCE);
    assertThat(f.completion(f.sites().getFirst())).isEqualTo(0.65 * 0.9, within(1e-12));
    Solved s = abroad().stages(2026, 2027).allied(2026, 2).target(2026, 0).threeHours().solve();
    assertThat(s.value("ai.abroad", "XX", 0, 0)).isZero();
    assertThat(s.value("ai.abroad", "XX", 1, 0)).isEqualTo(0.5, within(1e-9));
  }

  /// 0.5 GW: 20 G$/GW over 5 years at 5 %, and 0.8 x 8.76 TWh a GW at 50 USD/MWh. 1.5 GW of the target abroad are missed at 20 G$.
  @Test
  void byHand() {
    Solved s = abroad().stages(2028).allied(2028, 2).target(2028, 0.3).threeHours().solve();
    double chips = 20_000 * Finance.crf(0.05, 5);
    double energy = 0.8 * 8.76 * 50;
    assertThat(s.cost("ai_chips")).isEqualTo(0.5 * chips, within(1e-6));
    assertThat(s.cost("ai_energy_abroad")).isEqualTo(0.5 * energy, within(1e-6));
    assertThat(s.cost("resource:ai_energy_abroad")).isEqualTo(0.5 * energy, within(1e-6));
    assertThat(s.value("ai.shortfall", "allied")).isEqualTo(1.5, within(1e-9));
    assertThat(s.value("ai.shortfall", "all")).isEqualTo(0.3, within(1e-9));
    assertThat(s.number("ai", "energised_mw", "zone=")).isZero();
    assertThat(s.number("ai_abroad", "energised_mw", "country=XX")).isEqualTo(500, within(1e-6));
    assertThat(s.number("ai_abroad", "shortfall_mw", "country=")).isEqualTo(1500, within(1e-6));
    assertThat(s.number("ai_abroad", "energy_mwh", "country=XX")).isEqualTo(0.5 * 0.8 * 8.76e6, within(1e-3));
    assertThat(s.number("ai_abroad", "cost_usd", "country=XX")).isEqualTo(0.5 * energy * 1e6, within(1.0));
    assertThat(s.number("ai_abroad", "co2_t", "country=XX")).isEqualTo(0.5 * 0.8 * 8.76e6 * 0.4, within(1e-3));
    assertThat(s.number("binding", "shadow_value", "constraint=country.limit")).isEqualTo(20_000 - chips - energy, within(1e-4));
    assertThat(s.numbers("generation", "energy_mwh", "technology=ai")).isEmpty();
  }

  /// 100,000 chips a year of 2.5 kW: 0.25 GW a year.
  @Test
  void theLicenceCapsTheChipsOfAYear() {
    TestCase c = abroad("chips", 1e5).add(ChipRows.Year.class, "scenario", "s", "year", 2026, "power", 2.5).stages(2027, 2028).allied(2027, 1);
    Solved s = c.set("chips", 100).threeHours().solve();
    assertThat(s.value("ai.abroad", "XX", 0, 0)).isEqualTo(0.5, within(1e-9)); // two years
    Solved one = abroad("chips", 1e5).add(ChipRows.Year.class, "scenario", "s", "year", 2026, "power", 2.5).stages(2026, 2027).allied(2026, 1).threeHours().solve();
    assertThat(one.value("ai.abroad", "XX", 1, 0)).isEqualTo(0.25, within(1e-9));
    double gw = 20_000 - 20_000 * Finance.crf(0.05, 5) - 0.8 * 8.76 * 50;
    assertThat(one.number("binding", "shadow_value", "constraint=country.licence")).isEqualTo(gw, within(1e-4));
  }

  @Test
  void nothingIsBuiltAbroadUnasked() {
    Solved s = abroad().stages(2028).target(2028, 2).threeHours().solve();
    assertThat(s.value("ai.abroad", "XX")).isZero();
    Sheet t = s.tables().get("campuses");
    assertThat(t.text(0, t.column("why"))).isEqualTo("Not built: no target abroad, and no pin, asks for it");
    assertThat(t.text(0, t.column("ready_p50"))).isEqualTo("2027-09");
    assertThat(t.text(0, t.column("binding_step"))).isEqualTo("grid connection queue and export licence");
  }

  @Test
  void anOperationKnowsNothingOfIt() {
    TestCase c = abroad().stages(2028).allied(2028, 1);
    Solved plan = c.threeHours().solve();
    assertThat(plan.decisions().get("ai_abroad/XX", 2028)).isEqualTo(0.5, within(1e-9));
    assertThat(c.on(TimeGrid.window(0, 3, 0.5), plan.decisions(), true).solve().objective).isEqualTo(0, within(1e-9));
  }

  /// 0.1 GW of equipment a year since 2026, and half more beyond the deliveries: it serves the zones alone unless its scope is `all`.
  @Test
  void equipmentServesTheZonesUnlessSaid() {
    for (String scope : new String[] {"home", "all", "US"}) {
      TestCase c = abroad().stages(2028).allied(2028, 2).target(2028, 0.3);
      c.add(EquipmentRows.Slot.class, "item", "gear", "scenario", "s", "year", 2026, "scope", scope, "deliveries", 0.1);
      c.add(EquipmentRows.Use.class, "item", "gear", "technology", "campus", "units", 1);
      Solved s = c.threeHours().solve();
      assertThat(s.value("ai.abroad", "XX", 0, 0)).as(scope).isEqualTo(scope.equals("all") ? 0.45 : 0.5, within(1e-6));
      assertThat(s.tables().get("equipment").text(0, s.tables().get("equipment").column("scope"))).isEqualTo(scope);
    }
  }
}
