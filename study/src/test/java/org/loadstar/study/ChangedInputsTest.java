package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    ChangedInputs.write(m, new CaseSource(Path.of("."), List.of(), List.of(sets)), t, 2030);
    return (List<?>) m.get("changed_inputs");
  }

  @Test
  void whatDoesNotBindIsSaidToChangeNothing() {
    assertThat(told("equipment[item=gas_turbine].deliveries_per_yr=x2").toString())
        .contains("set=equipment[item=gas_turbine].deliveries_per_yr=x2", "binds=false", "equipment.gas_turbine, which does not bind in this plan (1 of 2 GW used up to 2030): more of it would change nothing");
    assertThat(told("supply.fabs=8").toString()).contains("binds=true", "chips, which binds: All accelerators are used");
    assertThat(told("wacc=x0.8")).isEmpty();
  }

  /// A site of the plan that waits for its queue until the end of 2030 at the median: half of its draws are in time, nearly all with half the queue.
  @Test
  void aQueueThatDoesNotBindMovesWhatIsToBeExpected(@TempDir Path folder) throws IOException {
    Path from = Path.of("../examples/two-zones").toAbsolutePath().normalize();
    try (Stream<Path> files = Files.walk(from)) {
      for (Path f : files.toList()) {
        Path to = folder.resolve(from.relativize(f).toString());
        if (Files.isDirectory(f)) Files.createDirectories(to);
        else Files.copy(f, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.writeString(folder.resolve("campuses.csv"), """
        campus,name,zone,max_it_mw,queue_months,permit_months,construction_months,equipment_months,queue_sigma,pue,dollar_year
        a,A,East,100,60,0,0,0,0.4,1,2024
        """);
    PlanResult r = Plan.run(
        PlanOptions.of(CaseSource.of(folder).withSet("campuses.*.queue_months=x0.5")).withGoal(new PlanOptions.Goal(true, Double.POSITIVE_INFINITY, 2030)).withTime("reps:1@6")
            .withStages(List.of(2030)).withFullYear("none"), StudyProgress.silent());
    Map<?, ?> told = (Map<?, ?>) ((List<?>) Objects.requireNonNull(r.summary().get("changed_inputs"))).getFirst();
    Map<?, ?> range = (Map<?, ?>) Objects.requireNonNull(told.get("range"));
    assertThat(told.get("binds")).isEqualTo(false);
    assertThat((Double) range.get("planned")).isCloseTo(0.1, within(1e-6));
    assertThat((Double) range.get("expected")).isGreaterThan(0.09);
    assertThat((Double) range.get("expected_without")).isCloseTo(0.05, within(0.003));
    assertThat(told.get("words").toString()).contains("does not bind").contains("of the 0.1 GW planned by 2030, 0.1 are to be expected");
  }
}
