package org.loadstar.cases.genx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.network.NetworkModel;

/// Lines that are expanded over stages. Solved by hand: power costs 10 a MWh in z1 and 100 in z2, whose load is 50 MW for an hour of the
/// first stage and 80 of the second; the line of 10 MW may grow by 30 in a stage, to 60 in all, for 1 a MW and year.
class GenxLinesTest {
  @TempDir Path folder = Path.of("");

  private static SmallCase stages(String possible2) {
    SmallCase c = new SmallCase();
    c.files.clear();
    c.file("settings/genx_settings.yml", "MultiStage: 1\nNetworkExpansion: 1\nTrans_Loss_Segments: 0\n");
    c.file("settings/multi_stage_settings.yml", "NumStages: 2\nStageLengths: [1, 1]\nWACC: 0\nMyopic: 0\n");
    for (int stage = 1; stage <= 2; stage++) {
      String in = "inputs_p" + stage + "/";
      c.file(in + "system/Network.csv",
          "Network_zones,Network_Lines,Start_Zone,End_Zone,Line_Max_Flow_MW,Line_Max_Reinforcement_MW,Line_Reinforcement_Cost_per_MWyr,"
              + "Line_Max_Flow_Possible_MW,Capital_Recovery_Period,WACC\nz1,1,1,2,10,30,1," + (stage == 1 ? "60" : possible2) + ",10,0\nz2,,,,,,,,,\n");
      c.file(in + "system/Demand_data.csv",
          "Voll,Demand_Segment,Cost_of_Demand_Curtailment_per_MW,Max_Demand_Curtailment,Rep_Periods,Timesteps_per_Rep_Period,Sub_Weights,Time_Index,"
              + "Demand_MW_z1,Demand_MW_z2\n9000,1,1,1,1,1,1,1,0," + (stage == 1 ? 50 : 80) + "\n");
      c.file(in + "system/Fuels_data.csv", "Time_Index,None\n0,0\n1,0\n");
      c.file(in + "system/Generators_variability.csv", "Time_Index\n1\n");
      c.file(in + "resources/Thermal.csv", "Resource,Zone,Model,New_Build,Can_Retire,Existing_Cap_MW,Var_OM_Cost_per_MWh,Fuel\ncheap,1,2,0,0,200,10,None\ndear,2,2,0,0,200,100,None\n");
      c.file(in + "resources/Resource_multistage_data.csv", "Resource,Lifetime\ncheap,30\ndear,30\n");
    }
    return c;
  }

  private double cost(SmallCase c) throws IOException {
    return 1e6 * new HighsSolver().solve(new NetworkModel(c.read(folder).orThrow()).program(), SolveOptions.defaults(), Progress.silent()).objective();
  }

  @Test
  void whatIsBuiltStandsInTheStagesThatFollow() throws IOException {
    // 30 built for 2 years, then 20 for one: 40 + 60 MWh from z1, 10 + 20 from z2
    assertThat(cost(stages("60"))).isCloseTo(30 * 2 + 20 + 100 * 10 + 30 * 100, within(1e-6));
    // nothing may be built in the second stage, but the 40 MW stand
    assertThat(cost(stages("10"))).isCloseTo(30 * 2 + 80 * 10 + 50 * 100, within(1e-6));
  }

  @Test
  void capitalNeedsYears() throws IOException {
    assertThat(stages("60").with("inputs_p1/system/Network.csv", "60,10,0", "60,0,0").faults(folder))
        .containsExactly("inputs_p1/system/Network.csv:2: value '0': Capital_Recovery_Period must be more than 0 where building costs.");
  }

  @Test
  void aLineNeedsTwoZones() throws IOException {
    assertThat(stages("60").with("inputs_p2/system/Network.csv", "z1,1,1,2,", "z1,1,2,2,").faults(folder))
        .containsExactly("inputs_p2/system/Network.csv:2: value '2': End_Zone must be another zone than Start_Zone.");
  }
}
