package org.loadstar.cases.genx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers that make no sense are named by file and line.
class GenxRangesTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resources/Thermal.csv | None,50 | None,-50 | resources/Thermal.csv:2: value '-50': Cap_Size of gas must be more than 0.",
        "resources/Thermal.csv | 200,-1,-1 | 200,100,150 | resources/Thermal.csv:2: value '100': Max_Cap_MW of gas must not be less than Min_Cap_MW (150).",
        "resources/Thermal.csv | 200,-1,-1 | inf,-1,-1 | resources/Thermal.csv:2: value 'inf': Existing_Cap_MW of gas must be a number.",
        "resources/Thermal.csv | 200,-1,-1 | 1e999,-1,-1 | resources/Thermal.csv:2: value '1e999': Existing_Cap_MW of gas must be a number.",
        "resources/Thermal.csv | 0,30,None | 0,30,oil | resources/Thermal.csv:2: value 'oil': the fuel of gas is not in Fuels_data.csv.",
        "resources/Thermal.csv | gas,1 | gas,1.5 | resources/Thermal.csv:2: value '1.5': Zone of gas must be from 1 to 1.",
        "system/Demand_data.csv | 1,2,2,1,100 | 1,2,-2,1,100 | system/Demand_data.csv:2: value '-2': Sub_Weights must be a number of 0 or more. Maybe 2.",
        "system/Demand_data.csv | 1,100 | 1,NaN | system/Demand_data.csv:2: value 'NaN': Demand_MW_z1 must be a number.",
        "system/Generators_variability.csv | 2,0.6 | 2,-0.6 | system/Generators_variability.csv:3: value '-0.6': wind must be 0 or more.",
      })
  void outsideOfTheRange(String file, String good, String bad, String fault) throws IOException {
    assertThat(new SmallCase().with(file, good, bad).faults(folder)).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource({"0.9,1.1,Eff_Down,1.1", "0,0.9,Eff_Up,0"})
  void efficienciesOfStorage(String up, String down, String column, String value) throws IOException {
    SmallCase c =
        new SmallCase()
            .file("resources/Storage.csv", "Resource,Zone,Model,New_Build,Can_Retire,Existing_Cap_MW,Existing_Cap_MWh,Self_Disch,Eff_Up,Eff_Down,Min_Duration,Max_Duration\n"
                + "cave,1,1,0,0,10,20,0," + up + "," + down + ",1,10\n");
    assertThat(c.faults(folder)).containsExactly("resources/Storage.csv:2: value '" + value + "': " + column + " of cave must be above 0, and 1 at most.");
  }
}
