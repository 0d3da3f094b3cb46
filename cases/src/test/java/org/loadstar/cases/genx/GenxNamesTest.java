package org.loadstar.cases.genx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names of columns, files and profiles that GenX would ignore.
class GenxNamesTest {
  @TempDir Path folder = Path.of("");

  @Test
  void whatIsKnownGivesNoWarning() throws IOException {
    assertThat(new SmallCase().warnings(folder)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resources/Thermal.csv | Var_OM_Cost_per_MWh | Var_OM_Cost_per_MWhh | resources/Thermal.csv:1: value 'Var_OM_Cost_per_MWhh': the column is not known. Maybe 'Var_OM_Cost_per_MWh'.",
        "resources/Thermal.csv | Var_OM_Cost_per_MWh | VarOM_cost_perMWh | resources/Thermal.csv:1: value 'VarOM_cost_perMWh': the column is not known. Maybe 'Var_OM_Cost_per_MWh'.",
        "resources/Thermal.csv | Cap_Size | Cap_Szie | resources/Thermal.csv:1: value 'Cap_Szie': the column is not known. Maybe 'Cap_Size'.",
        "resources/Thermal.csv | Cap_Size | Heat_Rte2_MMBTU_per_MWh | resources/Thermal.csv:1: value 'Heat_Rte2_MMBTU_per_MWh': the column is not known. Maybe 'Heat_Rate2_MMBTU_per_MWh'.",
        "resources/Vre.csv | 10,-1 | x,-1 | resources/Vre.csv:2: value 'x': Existing_Cap_MW of wind must be a number.",
        "resources/Vre.csv | New_Build | NEW_BUILD | ",
      })
  void aNearMissOfAColumnIsRefused(String file, String good, String bad, String fault) throws IOException {
    SmallCase c = new SmallCase().with(file, good, bad);
    if (fault == null) assertThat(c.faults(folder)).isEmpty();
    else assertThat(c.faults(folder)).containsExactly(fault);
  }

  /// `Ramp_Dp_Percentage` is as near to the column of rises as to that of falls: the one that is not there is meant.
  @Test
  void aNearMissIsRefusedWhereTheRightColumnIsAbsent() throws IOException {
    assertThat(thermal("Ramp_Up_Percentag,").faults(folder))
        .containsExactly("resources/Thermal.csv:1: value 'Ramp_Up_Percentag': the column is not known. Maybe 'Ramp_Up_Percentage'.");
    assertThat(thermal("Ramp_Up_Percentage,Ramp_Dp_Percentage,").faults(folder))
        .containsExactly("resources/Thermal.csv:1: value 'Ramp_Dp_Percentage': the column is not known. Maybe 'Ramp_Dn_Percentage'.");
    assertThat(thermal("Ramp_Dn_Percentage,Ramp_Dp_Percentage,").faults(folder))
        .containsExactly("resources/Thermal.csv:1: value 'Ramp_Dp_Percentage': the column is not known. Maybe 'Ramp_Up_Percentage'.");
    assertThat(thermal("Ramp_Up_Percentage,Ramp_Up_Percentag,").warnings(folder))
        .containsExactly("resources/Thermal.csv:1: GenX does not know the columns Ramp_Up_Percentag; they are read over.");
  }

  /// The small case with columns of 1 before the others of its thermal resources.
  private static SmallCase thermal(String columns) {
    String ones = columns.replaceAll("[^,]+", "1");
    return new SmallCase().with("resources/Thermal.csv", "Resource,", columns + "Resource,").with("resources/Thermal.csv", "gas,1", ones + "gas,1")
        .with("resources/Thermal.csv", "peaker,1", ones + "peaker,1");
  }

  @Test
  void otherColumnsAreOneWarning() throws IOException {
    assertThat(new SmallCase().with("resources/Vre.csv", "Resource,", "Owner,Existing_Cap_MV,Resource,").with("resources/Vre.csv", "wind,", "me,5,wind,").warnings(folder))
        .containsExactly("resources/Vre.csv:1: GenX does not know the columns Existing_Cap_MV, Owner; they are read over.");
  }

  @Test
  void aRowThatIsCutIsSaid() throws IOException {
    assertThat(new SmallCase().with("resources/Thermal.csv", "None,50,0,1", "None,50").warnings(folder))
        .containsExactly("resources/Thermal.csv:2: value 'gas': the row has 13 cells, the header has 15; the rest is taken as empty.");
  }

  @Test
  void profiles() throws IOException {
    assertThat(new SmallCase().with("system/Generators_variability.csv", "Time_Index,wind\n1,", "Time_Index,sun,wind\n1,1,").with("system/Generators_variability.csv", "2,", "2,1,").warnings(folder))
        .containsExactly("system/Generators_variability.csv:1: the columns sun name no resource and are read over.");
    assertThat(new SmallCase().with("system/Generators_variability.csv", "wind", "Wind").warnings(folder))
        .containsExactly(
            "system/Generators_variability.csv:1: value 'Wind': the column names no resource and is read over. Maybe 'wind'.",
            "system/Generators_variability.csv:1: there is no column for wind: their availability or inflow is 1 at all times, as in GenX.");
  }

  @Test
  void files() throws IOException {
    SmallCase c = new SmallCase();
    String vre = c.files.get("resources/Vre.csv");
    assertThat(c.file("resources/old.csv", "a\n").file("policies/notes.csv", "a\n").warnings(folder))
        .containsExactly(
            "policies/notes.csv: GenX reads no file of this name; it is read over.",
            "resources/old.csv: GenX reads no file of this name; it is read over.");
    assertThat(c.file("resources/storages.csv", vre).file("resources/policy_assignments/Resource_energy_share_requirements.csv", "Resource,ESR_1\n").faults(folder))
        .containsExactly(
            "resources/policy_assignments/Resource_energy_share_requirements.csv: GenX reads no file of this name. Maybe 'Resource_energy_share_requirement.csv'.",
            "resources/storages.csv: GenX reads no file of this name. Maybe 'Storage.csv'.");
  }

  @Test
  void policyAssignmentsHaveKnownColumnsOnly() throws IOException {
    assertThat(
            new SmallCase().file("resources/policy_assignments/Resource_minimum_capacity_requirement.csv", "Resource,Mincap_1,Owner\ngas,1,me\n").faults(folder))
        .containsExactly(
            "resources/policy_assignments/Resource_minimum_capacity_requirement.csv:1: value 'Mincap_1': the column is not known. Maybe 'Min_Cap_1'.",
            "resources/policy_assignments/Resource_minimum_capacity_requirement.csv:1: value 'Owner': GenX refuses this column in a file of policy assignments.");
  }

  @Test
  void aQuoteThatIsNotClosedIsAFault() throws IOException {
    assertThat(new SmallCase().with("resources/Thermal.csv", "gas,1", "\"gas,1").faults(folder))
        .contains("resources/Thermal.csv:2: the quotes do not match. Maybe a quote (\") that is not closed.");
    assertThat(new SmallCase().with("resources/Vre.csv", "Resource,Zone,", "Resource;Zone;").with("resources/Vre.csv", ",", ";").faults(folder))
        .anySatisfy(f -> assertThat(f).contains("the cells must be separated by commas or tabs"));
  }

  @Test
  void reducedTimeIsReadFromItsFolder() throws IOException {
    SmallCase c = new SmallCase().file("settings/genx_settings.yml", "TimeDomainReduction: 1\nTrans_Loss_Segments: 0\n");
    assertThat(c.faults(folder))
        .containsExactly(
            "settings/genx_settings.yml:1: value '1': the reduced time needs TDR_results/Demand_data.csv, which GenX writes and which is not there."
                + " Maybe 0, to plan all timesteps.");
    for (String f : List.of("Demand_data.csv", "Generators_variability.csv", "Fuels_data.csv"))
      c.file("TDR_results/" + f, Objects.requireNonNull(c.files.get("system/" + f)).replace(",120", ",110"));
    double[] load = Objects.requireNonNull(Objects.requireNonNull(c.read(folder).orThrow().series().get("loads-p_set")).get("load z1"));
    assertThat(load).containsExactly(100, 110);
  }

  @Test
  void aMissingStageIsOneFault() throws IOException {
    SmallCase one = new SmallCase();
    SmallCase c = new SmallCase();
    c.files.clear();
    one.files.forEach((name, text) -> c.file(name.startsWith("settings") ? name : "inputs_p1/" + name, text));
    c.file("settings/genx_settings.yml", "MultiStage: 1\nTrans_Loss_Segments: 0\n");
    c.file("settings/multi_stage_settings.yml", "NumStages: 2\nStageLengths: [5, 5]\nWACC: 0.05\nMyopic: 0\n");
    c.file("inputs_p1/resources/Resource_multistage_data.csv", "Resource,Lifetime\ngas,30\npeaker,30\nwind,30\n");
    assertThat(c.faults(folder)).containsExactly("inputs_p2: there is no such folder; settings/multi_stage_settings.yml has NumStages 2.");
  }
}
