package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loadstar.cases.CaseSource;

class ExclusionTest {
  private static final CaseSource THREE = CaseSource.of(Path.of("..", "examples", "three-zones").toAbsolutePath().normalize());

  private static Map<String, ?> run(CaseSource source, String... zones) {
    return Exclusion.run(PlanOptions.of(source).withTime("reps:1@6").withGap(1e-7), List.of(zones), StudyProgress.silent());
  }

  private static double of(Map<String, ?> r, String zone, String what, String key) {
    return (Double) ((Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) r.get("excluded")).get(zone)).get(what)).get(key);
  }

  /// Less choice is never cheaper, and what is forbidden in a zone is not there.
  @Test
  void leavingAZoneOutCostsMoney() {
    CaseSource credited = THREE.withSet("finance[item=guarantee_share].value=0.6");
    Map<String, ?> r = run(credited, "ERCOT", "PJM_East");
    assertThat(r.get("status")).isEqualTo("done");
    for (String z : List.of("ERCOT", "PJM_East")) {
      assertThat(of(r, z, "money", "objective_usd")).as(z).isGreaterThan(-of(r, z, "money", "open_usd") - 1e3);
      assertThat(of(r, z, "host", "ai_gw_zone")).as(z).isLessThanOrEqualTo(1e-9);
    }
    assertThat(of(r, "ERCOT", "money", "objective_usd") + of(r, "PJM_East", "money", "objective_usd")).isGreaterThan(1e6);
    assertThat(of(r, "ERCOT", "host", "objective_usd") + of(r, "PJM_East", "host", "objective_usd")).isGreaterThan(1e6);
  }

  /// Where no federal instrument reaches anything there is nothing to lose.
  @Test
  void withoutInstrumentsThereIsNothingToLose() {
    CaseSource none = THREE.withSet("tax_credits.*.share=0").withSet("tax_credits.*.value_usd_per_mwh=0");
    Map<String, ?> r = run(none, "ERCOT");
    assertThat(of(r, "ERCOT", "money", "private_cost_usd")).isCloseTo(0, within(1e-3));
    assertThat(of(r, "ERCOT", "money", "ratepayers_usd")).isCloseTo(0, within(1e-3));
  }

  @Test
  void anUnknownZoneIsRefused() {
    assertThatThrownBy(() -> run(THREE, "ERCTO")).isInstanceOf(OptionRefused.class).hasMessageContaining("ERCTO").hasMessageContaining("ERCOT");
  }
}
