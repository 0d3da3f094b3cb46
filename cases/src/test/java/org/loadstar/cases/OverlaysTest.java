package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.model.Case;
import org.loadstar.model.Generator;
import org.loadstar.model.Line;
import org.loadstar.model.Rows;
import org.loadstar.model.Settings;
import org.loadstar.model.Storage;

class OverlaysTest {
  @TempDir Path temp;

  private static Case with(String... sets) {
    return CaseReader.read(new CaseSource(Folders.TWO_ZONES, List.of(), List.of(sets))).orThrow();
  }

  private Case scenario(String yaml) throws IOException {
    return CaseReader.read(
            CaseSource.of(Folders.TWO_ZONES)
                .withScenario(Files.writeString(temp.resolve("s.yaml"), yaml)))
        .orThrow();
  }

  @Test
  void settingsAreSetByDottedPath() {
    Settings s =
        with(
                "ai.target_gw.2030=0.6",
                "wacc=0.07",
                "reserve.enforced=false",
                "name=x2",
                "stages=2027,2028,2030")
            .settings();
    assertThat(s.ai().targetGw()).isEqualTo(Map.of(2027, 0.05, 2030, 0.6));
    assertThat(s.wacc()).isEqualTo(0.07);
    assertThat(s.reserve().enforced()).isFalse();
    assertThat(s.name()).as("a text is never multiplied").isEqualTo("x2");
    assertThat(s.stages()).containsExactly(2027, 2028, 2030);
  }

  @Test
  void settingsAreMultiplied() {
    Settings s =
        with(
                "transfer_factor=x0.7",
                "transfer_factor=x0.5",
                "ai.target_gw.2030=x2",
                "unserved.1.usd_per_mwh=x2")
            .settings();
    assertThat(s.transferFactor()).isEqualTo(0.35);
    assertThat(s.ai().targetGw()).containsEntry(2030, 0.5);
    assertThat(s.unserved().getFirst().usdPerMwh()).isEqualTo(6000);
  }

  @Test
  void aScenarioNameWithSpacesAndSignsIsPlainText() throws IOException {
    Path copy = Folders.copy(Folders.TWO_ZONES, temp.resolve("copy"));
    Path prices = copy.resolve("fuel_prices.csv");
    Files.writeString(
        prices, Files.readString(prices).replace(",dear,", ",AEO high oil&gas supply: 2,"));
    Case c =
        CaseReader.read(
                CaseSource.of(copy).withSet("scenarios.fuel_prices=AEO high oil&gas supply: 2"))
            .orThrow();
    assertThat(c.fuelPrices()).extracting(Rows.FuelPrice::price).containsExactly(5.5, 7.0);
  }

  @Test
  void scenariosAreLayered() {
    List<Rows.FuelPrice> prices = with("scenarios.fuel_prices=central, pipeline").fuelPrices();
    assertThat(prices)
        .extracting(p -> p.zone() + p.year() + "=" + p.price())
        .containsExactly("2027=3.5", "2040=4.2", "East2027=4.1", "East2040=4.8");
  }

  @Test
  void tableCellsAreSetAndMultiplied() {
    Case c =
        with(
            "generators.East gas_cc.existing_mw=x0.9",
            "generators[zone=West,technology=wind].max_new_mw=inf",
            "lines.*.forward_mw=100",
            "fuel_prices.natural_gas[scenario=central,year=2027].price_usd_per_mmbtu=x2",
            "storages.East battery.earliest_year=2029");
    assertThat(c.generators())
        .filteredOn(g -> g.zone().equals("East"))
        .extracting(Generator.Row::existing)
        .containsExactly(450.0, 250.0);
    assertThat(c.generators().getLast().maxNew()).isInfinite();
    assertThat(c.lines()).extracting(Line.Row::forward).containsExactly(100.0);
    assertThat(c.fuelPrices()).extracting(Rows.FuelPrice::price).containsExactly(7.0, 4.2);
    assertThat(c.storages())
        .as("a column that the file lacks")
        .extracting(Storage.Row::earliestYear)
        .containsExactly(0, 2029);
  }

  /// The target of the case is 0.05 GW in 2027, 0.25 GW in 2030; gas costs 3.5 and 4.2.
  @Test
  void yearsAndFuelsAreChangedAsOne() {
    assertThat(with("ai.target_gw=0.5").settings().ai().targetGw()).isEqualTo(Map.of(2027, 0.1, 2030, 0.5));
    assertThat(with("ai.target_gw=x3").settings().ai().targetGw().get(2030)).isEqualTo(0.75);
    assertThat(with("ai.target_gw=0").settings().ai().targetGw()).isEqualTo(Map.of(2027, 0.0, 2030, 0.0));
    assertThat(with("ai.target_gw=0", "ai.target_gw=0.4").settings().ai().targetGw()).isEqualTo(Map.of(2027, 0.0, 2030, 0.4));
    assertThat(with("ai.target_gw={2028: 0.3}").settings().ai().targetGw()).isEqualTo(Map.of(2028, 0.3));
    assertThat(with("fuel.natural_gas=2").fuelPrices()).extracting(Rows.FuelPrice::price).containsExactly(7.0, 8.4);
    assertThat(with("fuel.natural_gas=x0.5").fuelPrices()).extracting(Rows.FuelPrice::price).containsExactly(1.75, 2.1);
  }

  @Test
  void anEmptyCellIsMultipliedAsItsDefault() {
    assertThat(with("generators.*.capex_multiplier=x1.1").generators())
        .extracting(Generator.Row::capexMultiplier)
        .containsOnly(1.1);
  }

  @Test
  void multipliedMoneyIsConvertedAfterwards() {
    double capex =
        with("technology_costs.gas_cc.capex_usd_per_kw=x0.5").technologyCosts().getFirst().capex();
    assertThat(capex).isCloseTo(1400 * 0.5 * 1.06, within(1e-9));
  }

  @Test
  void aScenarioFileChangesSettingsCellsAndRows() throws IOException {
    Case c =
        scenario(
            """
            ai: {target_gw: {2030: 0.4}, wacc: x1.5}
            tables:
              generators: {"East gas_cc": {existing_mw: x0.9}}
              lines: {"*": {loss: 0.03}}
            rows:
              retirements:
                - {generator: East gas_ct, scenario: announced, year: 2029, retired_mw: 200}
                - {generator: West gas_cc, scenario: announced, year: 2030, retired_mw: 100}
              carbon:
                - {scope: all, year: 2030, price_usd_per_t: 50, dollar_year: 2024}
            """);
    assertThat(c.settings().ai().targetGw()).isEqualTo(Map.of(2027, 0.05, 2030, 0.4));
    assertThat(c.settings().ai().wacc()).isCloseTo(0.12, within(1e-12));
    assertThat(c.generators().get(1).existing()).isEqualTo(450);
    assertThat(c.lines().getFirst().loss()).isEqualTo(0.03);
    assertThat(c.retirements())
        .extracting(Generator.Retirement::retired)
        .containsExactly(200.0, 100.0);
    assertThat(c.carbon())
        .as("a table that the folder lacks")
        .extracting(Rows.Carbon::price)
        .containsExactly(50.0);
  }

  @Test
  void setComesAfterScenarioFiles() throws IOException {
    Path file = Files.writeString(temp.resolve("s.yaml"), "wacc: 0.1\n");
    assertThat(
            CaseReader.read(CaseSource.of(Folders.TWO_ZONES).withScenario(file).withSet("wacc=x2"))
                .orThrow()
                .settings()
                .wacc())
        .isEqualTo(0.2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
              fuel.gas=2                     | --set fuel.gas: value 'gas': no row of fuel_prices.csv has this fuel; there are natural_gas.
              fuel.natural_gas=cheap         | --set fuel.natural_gas: value 'cheap': price_usd_per_mmbtu must be a number of 0 or more.
              ai.allied_target_gw=5          | --set ai.allied_target_gw: value '5': no year stands here that could be changed. Maybe ai.allied_target_gw.2030=5.
              ai.target_gv.2030=1            | --set ai.target_gv.2030: value 'ai.target_gv.2030': the path is not known; it is a key of case.yaml or TABLE.KEY.COLUMN. Maybe 'ai.target_gw'.
              shell_life_years=1             | --set shell_life_years: value 'shell_life_years': the path is not known; it is a key of case.yaml or TABLE.KEY.COLUMN. Maybe 'ai.shell_life_years'.
              generatorss.x.existing_mw=1    | --set generatorss.x.existing_mw: value 'generatorss.x.existing_mw': the path is not known; it is a key of case.yaml or TABLE.KEY.COLUMN. Maybe 'generators'.
              generators.East gas_c.existing_mw=1 | --set generators.East gas_c.existing_mw: value 'East gas_c': no row of generators.csv has this generator; there are East gas_cc, East gas_ct, West gas_cc, West wind. Maybe 'East gas_cc'.
              lines.West-East.loss=x0.5x     | --set lines.West-East.loss: value 'x0.5x': loss must be a number from 0 to 0.5.
              lines.West-East.loss=-0.1      | --set lines.West-East.loss: value '-0.1': loss must be a number from 0 to 0.5. Maybe 0.1.
              generators[zone=Eest].existing_mw=1 | --set generators[zone=Eest].existing_mw: value '[zone=Eest]': no row of generators.csv has this selection; there are East gas_cc, East gas_ct, West gas_cc, West wind. Maybe 'zone=East'.
              generators[zone].existing_mw=1 | --set generators[zone].existing_mw: value '[zone]': rows are selected by KEY, * or [column=value,column2=value2].
              generators.West wind.heat_rate_mmbtu_per_mwh=x2 | --set generators.West wind.heat_rate_mmbtu_per_mwh: value 'x2': heat_rate_mmbtu_per_mwh is empty in the selected rows, so there is nothing to multiply. Maybe a number without x.
              carbon.all.price_usd_per_t=5   | --set carbon.all.price_usd_per_t: value 'carbon': the case has no carbon.csv.
              ai.target_gw.2035=x2           | --set ai.target_gw.2035: value 'x2': nothing stands here that could be multiplied. Maybe a number without x.
              wacc                           | --set: value 'wacc': an override must be path=value.
              wacc=fast                      | --set wacc: value 'fast': wacc must be a number from 0 to 0.5.
              demand_mw.West=x2              | --set demand_mw.West: value 'x2': hourly files cannot be overridden by value. Maybe zones.ZONE.demand_scale or generators.KEY.profile_mean.
              ai={target_gw: {2030: }}       | --set ai: a value is needed for target_gw (a number from 0 to 10000).
          scenarios.fuel_prices=         | --set scenarios.fuel_prices: a value is needed for scenarios (text).
          unserved.3.share=1             | --set unserved.3.share: value '3': there is no such item; the list has 2.
          """)
  void aWrongOverrideIsOneFaultThatNamesThePath(String set, String expected) {
    assertThat(CaseReader.read(CaseSource.of(Folders.TWO_ZONES).withSet(set)).faults())
        .extracting(Fault::toString)
        .containsExactly(expected);
  }

  @Test
  void anUnknownColumnListsTheColumns() {
    List<Fault> faults =
        CaseReader.read(CaseSource.of(Folders.TWO_ZONES).withSet("generators.*.existing_gw=1"))
            .faults();
    assertThat(faults)
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.file()).isEqualTo("--set generators.*.existing_gw");
              assertThat(f.maybe()).isEqualTo("'existing_mw' (the unit is mw)");
            });
  }

  @Test
  void faultsOfAScenarioFileNameItsLines() throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("s.yaml"),
            """
            wac: 0.1
            target_year: 2031
            tables:
              generators:
                East gas_c: {existing_mw: 1}
                West wind:
                  existing_mw: -5
            rows:
              retirements:
                - {generator: Nowhere, scenario: announced,
                   year: 2029, retired_mw: 1}
              lines:
                - {line: x, from_zone: West, to_zone: East, forward_gw: 1}
            """);
    List<Fault> faults =
        CaseReader.read(CaseSource.of(Folders.TWO_ZONES).withScenario(file)).faults();
    assertThat(faults).extracting(Fault::file).containsOnly(file.toString());
    assertThat(faults)
        .extracting(f -> f.line() + " " + f.value() + " " + f.maybe())
        .containsExactly(
            "1 wac 'wacc'",
            "2 2031 2030",
            "5 East gas_c 'East gas_cc'",
            "7 -5 5",
            "10 Nowhere null",
            "13 forward_gw 'forward_mw' (the unit is mw)");
  }
}
