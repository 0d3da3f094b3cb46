package org.loadstar.cases.genx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.Fault;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.network.CapacityLimit;
import org.loadstar.model.network.Cluster;
import org.loadstar.model.network.Cofiring;
import org.loadstar.model.network.Corridor;
import org.loadstar.model.network.EmissionCap;
import org.loadstar.model.network.EnergyShare;
import org.loadstar.model.network.FuelUse;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;
import org.loadstar.model.network.PeriodMap;
import org.loadstar.model.network.Renewable;
import org.loadstar.model.network.Shedding;
import org.loadstar.model.network.Sizing;
import org.loadstar.model.network.Snapshot;
import org.loadstar.model.network.Storage;

/// A case of two zones and two periods of two hours, written by hand, with what the published cases do not have.
class GenxReaderTest {
  @TempDir Path folder = Path.of("");

  private final Map<String, String> files = new LinkedHashMap<>();

  GenxReaderTest() {
    files.put("settings/genx_settings.yml", "# a comment\nUCommit: 1\nTrans_Loss_Segments: 2 # two\n");
    files.put("system/Network.csv",
        "\uFEFF,Network_zones,Network_Lines,z1,z2,Line_Max_Flow_MW,Line_Voltage_kV,Line_Resistance_Ohms,Line_Max_Reinforcement_MW,Line_Reinforcement_Cost_per_MWyr\n"
            + "North,z1,1,1,-1,100,200,4,50,1000\nSouth,z2,,,,,,,,\n");
    files.put("system/Demand_data.csv",
        "Voll,Demand_Segment,Cost_of_Demand_Curtailment_per_MW,Max_Demand_Curtailment,Rep_Periods,Timesteps_per_Rep_Period,Sub_Weights,Time_Index,Demand_MW_z2,Demand_MW_z1\n"
            + "9000,1,1,1,2,2,4,1,50,100\n,2,0.5,0.1,,,6,2,60,110\n,,,,,,,3,70,120\n,,,,,,,4,80,130\n");
    files.put("system/Fuels_data.csv", "Time_Index,gas,None\n0,0.05,0\n1,4,0\n2,5,0\n3,4,0\n4,4,0\n");
    files.put("system/Generators_variability.csv", "Time_Index,wind\n1,0.5\n2,0.6\n3,0.7\n4,0.8\n");
    files.put("resources/Thermal.csv",
        "RESOURCE\tzone\tModel\tNEW_BUILD\tCan_Retire\tExisting_Cap_MW\tMax_Cap_MW\tMin_Cap_MW\tInv_Cost_per_MWyr\tFixed_OM_Cost_per_MWyr\tVar_OM_Cost_per_MWh\tHeat_Rate_MMBTU_per_MWh\tFuel\tCap_Size\tStart_Cost_per_MW\tStart_Fuel_MMBTU_per_MW\tUp_Time\tDown_Time\tRamp_Up_Percentage\tRamp_Dn_Percentage\tMin_Power\tRegion\n"
            + "gas\t1\t1\t1\t1\t200\t-1\t0\t1000\t10\t3\t7\tgas\t50\t20\t2\t2.5\t1\t0.6\t0.7\t0.4\tX\n");
    files.put("resources/Vre.csv",
        "Resource,Zone,Num_VRE_Bins,New_Build,Can_Retire,Existing_Cap_MW,Max_Cap_MW,Min_Cap_MW,Inv_Cost_per_MWyr,Fixed_OM_Cost_per_MWyr,Var_OM_Cost_per_MWh\n"
            + "wind,2,2,1,0,0,300,50,900,20,0.1\nfar wind,2,0,1,0,0,100,0,800,20,0.1\n");
    files.put("resources/Storage.csv",
        "Resource,Zone,Model,LDS,New_Build,Can_Retire,Existing_Cap_MW,Existing_Cap_MWh,Existing_Charge_Cap_MW,Max_Cap_MW,Max_Cap_MWh,Max_Charge_Cap_MW,Inv_Cost_per_MWyr,Inv_Cost_per_MWhyr,Inv_Cost_Charge_per_MWyr,Var_OM_Cost_per_MWh,Var_OM_Cost_per_MWh_In,Self_Disch,Eff_Up,Eff_Down,Min_Duration,Max_Duration\n"
            + "cave,1,2,1,1,0,10,20,5,-1,-1,-1,10,5,3,0.2,0.1,0.01,0.9,0.8,1,200\n");
    files.put("system/Period_map.csv", "Period_Index,Rep_Period,Rep_Period_Index\n1,1,1\n2,3,2\n3,3,2\n");
  }

  private Path write() throws IOException {
    for (var e : files.entrySet()) {
      Path file = folder.resolve(e.getKey());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, e.getValue());
    }
    return folder;
  }

  private Network network() throws IOException {
    return GenxReader.read(write()).orThrow();
  }

  private void setting(String line) {
    files.merge("settings/genx_settings.yml", line + "\n", String::concat);
  }

  @Test
  void timeDemandAndUnservedLoad() throws IOException {
    Network n = network();
    assertThat(n.rows(Snapshot.class)).extracting(Snapshot::period).containsExactly(1, 1, 2, 2);
    assertThat(n.rows(Snapshot.class)).extracting(Snapshot::objective).containsExactly(2.0, 2.0, 3.0, 3.0);
    assertThat(n.series().get("loads-p_set")).containsOnlyKeys("load z1", "load z2");
    assertThat(Objects.requireNonNull(n.series().get("loads-p_set")).get("load z1")).containsExactly(100, 110, 120, 130);
    assertThat(n.rows(Shedding.Row.class).get(1)).isEqualTo(new Shedding.Row("unserved z1 2", 0, "load z1", 0.1, 4500));
    assertThat(n.rows(PeriodMap.class)).extracting(PeriodMap::itself).containsExactly(true, false, true);
  }

  @Test
  void plantsWithCommitmentAreWholeUnits() throws IOException {
    Network n = network();
    Cluster.Row c = n.rows(Cluster.Row.class).getFirst();
    assertThat(c).isEqualTo(new Cluster.Row("gas", 0, "z1", "thermal", 1, 0.4, 3, Cluster.Committed.WHOLE, 50, 2, 1, 20, 0, 0.6, 0.6, -0.4,
        0.7, -0.4, 0.7, Double.NaN));
    assertThat(n.rows(Sizing.Row.class)).anySatisfy(s -> {
      assertThat(s.capacity()).isEqualTo("gas");
      assertThat(s.whole() && s.build() && s.retire()).isTrue();
      assertThat(s.max()).isInfinite();
    });
    assertThat(n.rows(FuelUse.Row.class)).containsExactly(new FuelUse.Row("gas", 0, "gas", "z1", "thermal", 7, 2, 0, 0, 0, 0));
    assertThat(Objects.requireNonNull(n.series().get("fuels-price")).get("gas")).containsExactly(4, 5, 4, 4);
    files.put("settings/genx_settings.yml", "UCommit: 0\nTrans_Loss_Segments: 1\n");
    assertThat(GenxReader.read(write()).faults()).extracting(Fault::toString)
        .containsExactly("system/Network.csv:1: the column Line_Loss_Percentage is missing.");
    files.put("settings/genx_settings.yml", "UCommit: 0\nTrans_Loss_Segments: 0\n");
    Cluster.Row free = network().rows(Cluster.Row.class).getFirst();
    assertThat(free.committed()).isEqualTo(Cluster.Committed.NO);
    assertThat(free.start() + free.upTime()).isZero();
  }

  @Test
  void linesBinsAndStorageOfLongDuration() throws IOException {
    setting("NetworkExpansion: 1");
    Network n = network();
    assertThat(n.rows(Corridor.Row.class))
        .containsExactly(new Corridor.Row("line 1", 0, "z1", "z2", 0, 4.0 / 40000, 2, 150, true, 0, Double.POSITIVE_INFINITY));
    assertThat(n.rows(Renewable.Row.class)).extracting(Renewable.Row::behind).containsExactly("", "wind");
    Storage.Row s = n.rows(Storage.Row.class).getFirst();
    assertThat(s.longDuration() && s.within()).isTrue();
    assertThat(s.charge()).isEqualTo("cave charge");
    var on = new NetworkModel(n);
    var solution = new HighsSolver().solve(on.program(), SolveOptions.defaults().withMaxSeconds(20), Progress.silent());
    assertThat(solution.objective()).isFinite();
  }

  @Test
  void caps() throws IOException {
    files.put("policies/CO2_cap.csv",
        ",Network_zones,CO_2_Cap_Zone_1,CO_2_Cap_Zone_2,CO_2_Max_tons_MWh_1,CO_2_Max_tons_MWh_2,CO_2_Max_Mtons_1,CO_2_Max_Mtons_2\n"
            + "a,z1,1,0,0.05,0,0.018,0\nb,z2,1,1,0.06,0.07,0.001,0.002\n");
    setting("CO2Cap: 1");
    assertThat(network().rows(EmissionCap.Row.class)).containsExactly(
        new EmissionCap.Row("co2 cap 1", 0, 19000, Double.POSITIVE_INFINITY), new EmissionCap.Row("co2 cap 2", 0, 2000, Double.POSITIVE_INFINITY));
    files.put("policies/CO2_cap_slack.csv", "CO2_Cap_Constraint,PriceCap\nCO_2_Cap_Zone_1,100\nCO_2_Cap_Zone_2,200\n");
    files.put("settings/genx_settings.yml", "CO2Cap: 2\nTrans_Loss_Segments: 0\n");
    Network two = network();
    assertThat(two.rows(EmissionCap.Row.class)).extracting(EmissionCap.Row::price).containsExactly(100.0, 200.0);
    assertThat(two.rows(EmissionCap.Member.class)).contains(
        new EmissionCap.Member("co2 cap 1", "cave", 0, 1, -0.05, 0.05), new EmissionCap.Member("co2 cap 1", "gas", 0, 1, 0, 0),
        new EmissionCap.Member("co2 cap 1", "load z2", 0, 1, 0, 0.06), new EmissionCap.Member("co2 cap 2", "unserved z2 2", 0, 1, -0.07, 0));
    files.put("settings/genx_settings.yml", "CO2Cap: 3\nTrans_Loss_Segments: 0\n");
    assertThat(network().rows(EmissionCap.Member.class)).contains(
        new EmissionCap.Member("co2 cap 1", "gas", 0, 1, 0.05, 0), new EmissionCap.Member("co2 cap 2", "far wind", 0, 1, 0.07, 0));
  }

  @Test
  void sharesAndCapacityLimits() throws IOException {
    files.put("policies/Energy_share_requirement.csv", "Region,Network_zones,ESR_1\na,z1,0.3\nb,z2,0.4\n");
    files.put("resources/policy_assignments/Resource_energy_share_requirement.csv", "Resource,ESR\nwind,1\n");
    files.put("policies/Maximum_capacity_requirement.csv", "MaxCapReqConstraint,Max_MW,PriceCap\n1,120,5\n");
    files.put("resources/policy_assignments/Resource_maximum_capacity_requirement.csv", "Resource\tMax_Cap_1\nwind\t1\nfar wind\t1\n");
    setting("EnergyShareRequirement: 1\nMaxCapReq: 1\nIncludeLossesInESR: 1");
    Network n = network();
    assertThat(n.rows(EnergyShare.Member.class)).containsExactlyInAnyOrder(
        new EnergyShare.Member("energy share 1", "load z1", 0, 0, -0.3), new EnergyShare.Member("energy share 1", "load z2", 0, 0, -0.4),
        new EnergyShare.Member("energy share 1", "cave", 0, 0.3, -0.3), new EnergyShare.Member("energy share 1", "wind", 0, 1, 0),
        new EnergyShare.Member("energy share 1", "line 1", 0, 0, -0.35));
    assertThat(n.rows(CapacityLimit.Row.class)).containsExactly(new CapacityLimit.Row("max_cap_1", 0, 0, 120, 5));
    assertThat(n.rows(CapacityLimit.Member.class)).extracting(CapacityLimit.Member::capacity).containsExactlyInAnyOrder("wind", "far wind");
  }

  @Test
  void scaleOfTheObjective() throws IOException {
    assertThat(network().settings().peerObjectiveScale()).isEqualTo(1);
    setting("ParameterScale: 1");
    assertThat(network().settings().peerObjectiveScale()).isEqualTo(1e-6, within(1e-18));
  }

  @Test
  void gapOfWholeNumbers() throws IOException {
    assertThat(network().settings().integerGap()).isEqualTo(1e-3);
    files.put("settings/highs_settings.yml", "Method: choose\nmip_rel_gap: 0.02 # loose\n");
    assertThat(network().settings().integerGap()).isEqualTo(0.02);
    files.put("settings/highs_settings.yml", "mip_rel_gap: 2\n");
    assertThat(GenxReader.read(write()).faults()).extracting(Fault::toString)
        .containsExactly("settings/highs_settings.yml:1: value '2': mip_rel_gap must be a number above 0 and below 1.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "settings/genx_settings.yml | UCommit: 1 | UComit: 1 | settings/genx_settings.yml:2: value 'UComit': the setting is not known. Maybe 'UCommit'.",
        "settings/genx_settings.yml | UCommit: 1 | UCommit: 3 | settings/genx_settings.yml:2: value '3': UCommit must be one of 0 to 2.",
        "settings/genx_settings.yml | UCommit: 1 | MethodofMorris: 1 | settings/genx_settings.yml:2: value '1': MethodofMorris is not supported; it must be 0.",
        "settings/genx_settings.yml | Segments: 2 | Segments: -1 | settings/genx_settings.yml:3: value '-1': Trans_Loss_Segments must be one of 0 to 1000.",
        "resources/Vre.csv | wind,2,2 | wind,3,2 | resources/Vre.csv:2: value '3': Zone of wind must be from 1 to 2.",
        "resources/Vre.csv | wind,2,2 | wind,2,3 | resources/Vre.csv:3: value '0': there are fewer lines than bins of wind.",
        "resources/Vre.csv | 900,20 | 9oo,20 | resources/Vre.csv:2: value '9oo': Inv_Cost_per_MWyr of wind must be a number.",
        "resources/Storage.csv | cave,1,2 | cave,1,0 | resources/Storage.csv:2: value '0': Model of cave must be 1 (symmetric) or 2 (asymmetric).",
        "resources/Storage.csv | Self_Disch | Selfdisch | resources/Storage.csv:2: Self_Disch of cave is missing.",
        "system/Demand_data.csv | Demand_MW_z1 | Demand_MW_z3 | system/Demand_data.csv:1: the column Demand_MW_z1 is missing; the columns must be numbered from 1.",
        "system/Demand_data.csv | Sub_Weights | Sub_Weight | system/Demand_data.csv:1: the column Sub_Weights is missing. Maybe 'Sub_Weight'.",
        "system/Period_map.csv | 3,3,2 | 3,3,4 | system/Period_map.csv:4: value '4': Rep_Period_Index must be from 1 to 2.",
        "system/Fuels_data.csv | gas,None | coal,None | resources/Thermal.csv:2: value 'gas': the fuel of gas is not in Fuels_data.csv.",
      })
  void faultsNameFileLineAndValue(String file, String good, String bad, String message) throws IOException {
    String text = Objects.requireNonNull(files.get(file));
    assertThat(text).contains(good);
    files.put(file, text.replace(good, bad));
    List<Fault> faults = GenxReader.read(write()).faults();
    assertThat(faults).extracting(Fault::toString).contains(message);
  }

  @Test
  void attributesThatAreNotMappedAreRefused() throws IOException {
    files.computeIfPresent("resources/Vre.csv", (k, v) -> v.replace("Resource,", "Multi_Fuels,Resource,").replace("wind,2,2", "1,wind,2,2").replace("far wind", "0,far wind"));
    assertThat(GenxReader.read(write()).faults()).extracting(Fault::toString)
        .containsExactly("resources/Vre.csv:2: value '1': only thermal resources may burn several fuels.");
  }

  @Test
  void plantsThatBurnSeveralFuels() throws IOException {
    files.put("system/Fuels_data.csv", "Time_Index,gas,oil,None\n0,0.05,0.07,0\n1,4,9,0\n2,5,9,0\n3,4,9,0\n4,4,9,0\n");
    String thermal = Objects.requireNonNull(files.get("resources/Thermal.csv"));
    files.put("resources/Thermal.csv",
        thermal.replace("\tRegion\n", "\tMulti_Fuels\tNum_Fuels\tFuel1\tFuel2\tHeat_Rate1_MMBTU_per_MWh\tHeat_Rate2_MMBTU_per_MWh\tFuel2_Min_Cofire_Level\n")
            .replace("\tX\n", "\t1\t2\tgas\toil\t7\t8\t0.1\n").replace("\tgas\t50", "\tNone\t50"));
    Network n = network();
    assertThat(n.rows(FuelUse.Row.class)).isEmpty();
    assertThat(n.rows(Cofiring.Row.class)).containsExactly(
        new Cofiring.Row("gas gas", "gas", 0, "gas", "z1", "thermal", 7, 2, 0, 1, 0, 1, 0, 0, 0, 0),
        new Cofiring.Row("gas oil", "gas", 0, "oil", "z1", "thermal", 8, 2, 0.1, 1, 0, 1, 0, 0, 0, 0));
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    files.remove("system/Fuels_data.csv");
    assertThat(GenxReader.read(write()).faults()).extracting(Fault::toString).contains("system/Fuels_data.csv: there is no such file.");
    assertThat(GenxReader.recognises(folder)).isTrue();
    assertThat(GenxReader.recognises(folder.resolve("system"))).isFalse();
  }
}
