package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitWordsTest {
  @ParameterizedTest
  @CsvSource({
    "equipment.extra, gas_engine price step 3 to 2030, What can be delivered of gas engine at the third price step beyond the deliveries to 2030",
    "equipment.gas_turbine_heavy, home, The deliveries of gas turbine heavy",
    "equipment.crew, PJM_East, The deliveries of crew for PJM East",
    "campus.modules, abilene last interruptible, 'The last, smaller modules of campus abilene (interruptible)'",
    "campus.maximum, abilene, The modules of campus abilene",
    "capital.hyperscalers, all, The budget of hyperscalers",
    "firm.capacity, ERCOT summer, The firm capacity that the reserve margin of ERCOT summer asks for beyond the plants that stand (new AI load not counted)",
    "cost_cap, budget, The budget of the plan",
    "contract.year_share, all, 'The new clean power, over the year, of campuses in all zones'",
    "some.new_row, X, some new row of X"
  })
  void rowsAreSaidInAPlannersWords(String constraint, String place, String words) {
    assertThat(LimitWords.of(constraint, place)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "5400, units >=100 MVA, 5400 units of 100 MVA and more, unit of 100 MVA and more",
    "12.34, units ~300 MW, 12.3 units of about 300 MW, unit of about 300 MW",
    "20, bays >=230 kV, 20 bays of 230 kV and more, bay of 230 kV and more",
    "3.5, GW/yr, 3.5 GW, GW",
    "312000, M$, 312 billion USD, billion USD",
    "7, M$, 7 million USD, billion USD",
    "1.5, million, 1.5 million accelerators, million accelerators",
    "250, thousand worker-years, 250 thousand worker-years, thousand worker-years",
    "2, 1, 2 units, unit"
  })
  void amountsHaveTheirUnit(double amount, String unit, String words, String one) {
    assertThat(LimitWords.amount(amount, unit)).isEqualTo(words);
    assertThat(LimitWords.one(unit)).isEqualTo(one);
  }

  @Test
  void sitesHaveTheirNames() {
    String words = LimitWords.of("onsite.maximum", "pecos_ms gas_ct");
    assertThat(words).isEqualTo("The gas ct that may be built on the site of campus pecos_ms");
    assertThat(LimitWords.named(words, "pecos_ms gas_ct", Map.of("pecos_ms", "Pecos"))).isEqualTo("The gas ct that may be built on the site of Pecos");
    assertThat(LimitWords.named(words, "pecos_ms gas_ct", Map.of())).isEqualTo(words);
  }

  @Test
  void powerHasADigitBeforeThePoint() {
    assertThat(LimitWords.power(1.234)).isEqualTo("1.23 GW");
    assertThat(LimitWords.power(0.0123)).isEqualTo("12.3 MW");
    assertThat(LimitWords.power(1.2e-5)).isEqualTo("12 kW");
  }
}
