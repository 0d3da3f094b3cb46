package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.loadstar.cases.CaseSource;

class WeatherSpreadTest {
  private static final CaseSource TWO_ZONES = CaseSource.of(Path.of("../examples/two-zones").toAbsolutePath().normalize());

  private static PlanOptions quick() {
    return PlanOptions.of(TWO_ZONES).withTime("reps:4@6").withStages(List.of(2030)).withSeed(5);
  }

  @Test
  void shiftsAreSeededDifferentAndWithinTwoWeeks() {
    List<Integer> all = WeatherSpread.draws(28, 1);
    assertThat(all).doesNotHaveDuplicates().doesNotContain(0).allSatisfy(d -> assertThat(d).isBetween(-14, 14));
    assertThat(WeatherSpread.draws(5, 1)).isEqualTo(all.subList(0, 5));
    assertThat(WeatherSpread.draws(28, 2)).isNotEqualTo(all);
    assertThatThrownBy(() -> WeatherSpread.draws(0, 1)).hasMessageContaining("allowed are 1 to 28");
  }

  @Test
  void membersArePlansOfTheShiftedCase() {
    Map<String, ?> m = WeatherSpread.run(quick(), 2, StudyProgress.silent());
    assertThat(m.get("status")).isEqualTo("done");
    List<?> members = (List<?>) m.get("members");
    assertThat(members).hasSize(3);
    Map<String, ?> last = map(members.get(2));
    Integer shift = (Integer) last.get("shift_days");
    assertThat(shift).isEqualTo(WeatherSpread.draws(2, 5).get(1));
    PlanResult alone =
        Plan.run(quick().withSource(TWO_ZONES.withSet("weather_shift_days=" + shift)).withoutTwin(), StudyProgress.silent());
    assertThat(last.get("objective_usd")).isEqualTo(alone.summary().get("objective_usd"));
    assertThat(last.get("full_year_cost_usd")).isEqualTo(alone.summary().get("full_year_cost_usd"));
    assertThat(last.get("case_hash")).isEqualTo(alone.caseHash());
    assertThat((Double) last.get("unserved_mwh")).isCloseTo((Double) alone.summary().get("full_year_unserved_mwh"), within(1.0));
    Map<String, ?> cost = map(map(m.get("spread")).get("objective_usd"));
    assertThat((Double) cost.get("min")).isLessThan((Double) cost.get("max"));
    assertThat((Double) cost.get("median")).isBetween((Double) cost.get("min"), (Double) cost.get("max"));
    assertThat(map(map(m.get("spread")).get("ai_gw_by_zone"))).isNotEmpty();
    assertThat(map(m.get("spread"))).containsKeys("hours_with_unserved", "unserved_mwh", "ai_gw");
  }

  @Test
  void aStopKeepsTheMembersThatAreDone() {
    Map<String, ?> m =
        WeatherSpread.run(quick().withFullYear("none"), 3, (stage, s, d, l, u) -> !stage.startsWith("weather 2"));
    assertThat(m.get("status")).isEqualTo("stopped");
    assertThat((List<?>) m.get("members")).hasSize(1);
    assertThat(map(map(m.get("spread")).get("ai_gw"))).containsKeys("min", "median", "max");
    assertThat(map(m.get("spread"))).doesNotContainKey("unserved_mwh");
    Map<String, ?> late = WeatherSpread.run(quick().withMaxSeconds(1e-6), 3, StudyProgress.silent());
    assertThat(late.get("status")).isEqualTo("stopped");
    assertThat((List<?>) late.get("members")).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> map(@org.jspecify.annotations.Nullable Object o) {
    return (Map<String, ?>) Objects.requireNonNull(o);
  }
}
