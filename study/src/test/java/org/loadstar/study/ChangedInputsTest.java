package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.CaseSource;
import org.loadstar.model.Tables;

class ChangedInputsTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "campuses.*.queue_months | [campus.queue]",
    "campuses[country=].permit_months | [campus.permit+construction]",
    "equipment.gas_turbine_heavy.deliveries_per_yr | [equipment.gas_turbine_heavy]",
    "equipment[item=smr_unit,year=2030].deliveries_per_yr | [equipment.smr_unit]",
    "equipment.*.deliveries_per_yr | [equipment.]",
    "capital.*.budget_busd | [capital.]",
    "supply.fabs | [chips]",
    "campuses.*.capex_shell_usd_per_w | []",
    "wacc | []"
  })
  void aPathMovesLimits(String path, String limits) {
    assertThat(ChangedInputs.limits(path).toString()).isEqualTo(limits);
  }

  private static List<?> told(String... sets) {
    Tables t = new Tables();
    t.get("binding").add("plan", "chips", "all", 2030, 1.0, "USD/chip-yr", "All accelerators are used", 1.0, "USD");
    t.get("not_binding").add("equipment.gas_turbine", "home", 2030, 1.0, 2.0, 1.0, "GW", "room", "1 of 2 GW");
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    ChangedInputs.write(m, new CaseSource(Path.of("."), List.of(), List.of(sets)), t);
    return (List<?>) m.get("changed_inputs");
  }

  @Test
  void whatDoesNotBindIsSaidToChangeNothing() {
    assertThat(told("equipment[item=gas_turbine].deliveries_per_yr=x2").toString())
        .contains("set=equipment[item=gas_turbine].deliveries_per_yr=x2", "binds=false", "equipment.gas_turbine, which does not bind in this plan: more of it would change nothing");
    assertThat(told("supply.fabs=8").toString()).contains("binds=true", "chips, which binds: All accelerators are used");
    assertThat(told("wacc=x0.8")).isEmpty();
  }
}
