package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.loadstar.adequacy.CaseSystem;
import org.loadstar.adequacy.Fleet;
import org.loadstar.adequacy.Maintenance;
import org.loadstar.adequacy.Options;
import org.loadstar.adequacy.PowerSystem;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;

class AdequacyTest {
  private static final CaseSource EMBEDDED = CaseSource.of(Path.of("../cases/north-america"));
  private static final CaseSystem.Assumptions PLAIN = new CaseSystem.Assumptions(false, Maintenance.LEVELLED);

  private static Adequacy.Question question(int samples, List<String> elcc, List<String> firm) {
    return new Adequacy.Question(0, Options.of(samples, 0, 2).withShiftDays(14), PLAIN, elcc, firm, 0.1);
  }

  private static double value(Map<String, ?> m, String key) {
    return ((Number) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(m.get(key))).get("value"))).doubleValue();
  }

  @Test
  void theSystemHoldsWhatTheCaseHolds() {
    Case data = CaseReader.read(EMBEDDED).orThrow();
    Figures figures = new Figures(data);
    PowerSystem s = CaseSystem.of(figures, Fleet.standing(figures, 2025), 2025, PLAIN);
    double gas = data.generators().stream().filter(g -> g.technology().equals("gas_cc")).mapToDouble(g -> g.existing()).sum();
    assertThat(s.units().stream().filter(u -> u.technology().equals("gas_cc")).mapToDouble(u -> u.count() * u.mw()).sum()).isCloseTo(gas, within(1.0));
    assertThat(s.units().stream().filter(u -> u.technology().equals("nuclear")).mapToInt(PowerSystem.Units::count).sum()).isEqualTo(163);
    assertThat(s.units()).as("the plan's derating is not in the nameplate").allMatch(u -> u.forced() > 0 || u.technology().isEmpty());
    assertThat(s.ties()).hasSize((int) data.lines().stream().filter(l -> l.firstYear() <= 2025 && l.forward() + l.reverse() > 0).count());
    double energy = 0;
    for (int z = 0; z < s.zones().size(); z++) energy += s.demand(z);
    double demand = data.zones().stream().mapToDouble(z -> 8760e3 * figures.demand(z).mean() * figures.growthWithoutDataCentres(z.zone(), 2025)).sum();
    assertThat(energy).isCloseTo(demand, within(1.0));
    assertThat(s.zones().stream().filter(z -> z.name().equals("CAISO")).findFirst().orElseThrow().utcOffset()).isEqualTo(8);
  }

  @Test
  void theFleetOfToday() {
    Map<String, ?> m = Adequacy.ofCase(EMBEDDED, question(60, List.of(), List.of()), StudyProgress.silent()).summary();
    assertThat(value(m, "lole_days")).as("guard of the design: 0.01 to 1 day a year").isBetween(0.01, 1.0);
    assertThat(value(m, "eue_mwh")).isPositive();
    assertThat(m.get("by_zone")).isInstanceOf(Map.class);
    assertThat(m.get("status")).isEqualTo("done");
    assertThat(m.get("samples")).isEqualTo(60);
    assertThat(m.get("weather_years")).isEqualTo(List.of(2012));
  }

  @Test
  void resourcesAndAreasMustBeThere() {
    for (String bad : List.of("gas_cc@MARS", "unobtainium", "interruptible@ERCOT"))
      assertThatThrownBy(() -> Adequacy.ofCase(EMBEDDED, question(2, List.of(bad), List.of()), StudyProgress.silent()))
          .isInstanceOf(OptionRefused.class).hasMessageContaining("elcc '" + bad + "'");
    assertThatThrownBy(() -> Adequacy.ofCase(EMBEDDED, question(2, List.of(), List.of("Atlantis")), StudyProgress.silent()))
        .isInstanceOf(OptionRefused.class).hasMessageContaining("Atlantis");
  }
}
