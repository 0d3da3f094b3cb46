package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loadstar.model.Case;
import org.loadstar.model.Generator;
import org.loadstar.model.Rows;
import org.loadstar.model.Settings;
import org.loadstar.model.Zone;

class CaseReaderTest {
  private static final Case CASE = CaseReader.read(Folders.TWO_ZONES).orThrow();

  @Test
  void settingsAreReadAsWritten() {
    Settings s = CASE.settings();
    assertThat(s.name()).isEqualTo("two-zones");
    assertThat(s.description())
        .startsWith("A windy west with little load and an eastern city")
        .endsWith("order of size.");
    assertThat(s.stages()).containsExactly(2027, 2030);
    assertThat(s.unserved())
        .containsExactly(
            new Settings.UnservedSegment(0.05, 3000), new Settings.UnservedSegment(1, 10000));
    assertThat(s.ai().targetGw()).isEqualTo(Map.of(2027, 0.05, 2030, 0.25));
    assertThat(s.reserve()).isEqualTo(new Settings.Reserve(true, 500, 0.2));
    assertThat(s.scenarios())
        .isEqualTo(
            Map.of(
                "demand_growth",
                "central",
                "fuel_prices",
                "central",
                "technology_costs",
                "moderate"));
  }

  @Test
  void tablesAreReadInFileOrderWithDefaults() {
    assertThat(CASE.zones()).extracting(Zone::zone).containsExactly("West", "East");
    Generator.Row wind = CASE.generators().getLast();
    assertThat(wind.generator()).isEqualTo("West wind");
    assertThat(wind.existing()).isEqualTo(350);
    assertThat(wind.earliestYear()).isZero();
    assertThat(wind.capexMultiplier()).isEqualTo(1);
    assertThat(wind.fom()).isNaN();
    assertThat(wind.profile()).isEqualTo("wind/West");
    assertThat(CASE.generators().getFirst().retirable()).isTrue();
    assertThat(CASE.technologies().getFirst().kind()).isEqualTo(Rows.Kind.THERMAL);
    assertThat(CASE.hydro()).isEmpty();
  }

  @Test
  void moneyIsConvertedFromItsDollarYear() {
    Rows.TechnologyCost cc = CASE.technologyCosts().getFirst();
    assertThat(cc.capex()).isCloseTo(1400 * 1.06, within(1e-9));
    assertThat(cc.fom()).isCloseTo(30 * 1.06, within(1e-9));
    assertThat(cc.heatRate()).isEqualTo(6.4);
    assertThat(cc.dollarYear()).isEqualTo(2024);
    assertThat(CASE.fuelPrices().getFirst().price()).isEqualTo(3.5);
  }

  @Test
  void onlyTheChosenScenariosRemain() {
    assertThat(CASE.fuelPrices()).extracting(Rows.FuelPrice::scenario).containsOnly("central");
    assertThat(CASE.technologyCosts())
        .hasSize(7)
        .extracting(Rows.TechnologyCost::scenario)
        .containsOnly("moderate");
    assertThat(CASE.retirements()).as("one scenario needs no choice").hasSize(1);
  }

  @Test
  void hourlySeriesFollowTheFormulasOfTheReadme() throws IOException {
    assertThat(Files.readString(Folders.TWO_ZONES.resolve("demand_mw.csv")))
        .isEqualTo(TwoZonesSeries.demand());
    assertThat(Files.readString(Folders.TWO_ZONES.resolve("profiles/wind.csv")))
        .isEqualTo(TwoZonesSeries.wind());
    assertThat(CASE.demand().keySet()).containsExactly("East", "West");
    assertThat(CASE.profiles().keySet()).isEqualTo(Set.of("wind/West"));
    assertThat(CASE.demand().get("West").at(0))
        .isEqualTo(
            Double.parseDouble(
                TwoZonesSeries.demand().lines().skip(1).findFirst().orElseThrow().split(",")[2]));
    assertThat(CASE.profiles().get("wind/West").mean()).isBetween(0.3, 0.5);
  }

  @Test
  void aFolderThatIsNotThereIsOneFault() {
    List<Fault> faults = CaseReader.read(Folders.root().resolve("examples/two-zone")).faults();
    assertThat(faults)
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).isEqualTo("this is not a case folder (no such directory)");
              assertThat(f.maybe()).contains("examples/two-zones");
            });
  }
}
