package org.loadstar.cases.genx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.Fault;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.lp.Status;
import org.loadstar.lp.highs.HighsSolver;
import org.loadstar.model.network.CapacityMargin;
import org.loadstar.model.network.Electrolyser;
import org.loadstar.model.network.FlexibleDemand;
import org.loadstar.model.network.FuelUse;
import org.loadstar.model.network.HourlyMatching;
import org.loadstar.model.network.Hybrid;
import org.loadstar.model.network.HydrogenDemand;
import org.loadstar.model.network.MustRun;
import org.loadstar.model.network.Network;
import org.loadstar.model.network.NetworkModel;
import org.loadstar.model.network.OperatingReserve;
import org.loadstar.model.network.Refit;
import org.loadstar.model.network.ReserveProvider;
import org.loadstar.model.network.Reservoir;
import org.loadstar.model.network.Sizing;
import org.loadstar.model.network.StandbyEnergy;
import org.loadstar.model.network.StorageReserve;

/// A case of one zone and two hours with water, must-run plants, flexible demand, an electrolyzer, a co-located resource and their policies.
class GenxShiftTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  @TempDir Path folder = Path.of("");

  private final Map<String, String> files = new LinkedHashMap<>();

  GenxShiftTest() {
    files.put("settings/genx_settings.yml",
        "UCommit: 2\nOperationalReserves: 1\nCapacityReserveMargin: 1\nHourlyMatching: 1\nHydrogenHourlyMatching: 1\nHydrogenMinimumProduction: 1\n");
    files.put("system/Demand_data.csv",
        "Voll,Demand_Segment,Cost_of_Demand_Curtailment_per_MW,Max_Demand_Curtailment,Rep_Periods,Timesteps_per_Rep_Period,Sub_Weights,Time_Index,Demand_MW_z1\n"
            + "9000,1,1,1,1,2,8,1,100\n,2,0.5,0.1,,,,2,60\n");
    files.put("system/Fuels_data.csv", "Time_Index,wood,None\n0,0,0\n1,4,0\n2,5,0\n");
    files.put("system/Generators_variability.csv", "Time_Index,lake,heat\n1,0.5,0.2\n2,0.6,0.3\n");
    files.put("system/Operational_reserves.csv",
        "Reg_Req_Percent_Demand,Reg_Req_Percent_VRE,Rsv_Req_Percent_Demand,Rsv_Req_Percent_VRE,Unmet_Rsv_Penalty_Dollar_per_MW,Dynamic_Contingency,Static_Contingency_MW\n"
            + "0.01,0.003,0.03,0.08,1000,0,5\n");
    files.put("system/Vre_and_stor_solar_variability.csv", "Time_Index,site\n1,0.9\n2,0\n");
    files.put("resources/Thermal.csv",
        "Resource,Zone,Model,New_Build,Can_Retire,Existing_Cap_MW,Var_OM_Cost_per_MWh,Fuel,Cap_Size,Reg_Max,Rsv_Max,Reg_Cost,Rsv_Cost,Can_Retrofit,Retrofit,Retrofit_Id,Retrofit_Efficiency,region\n"
            + "coal,1,2,0,1,200,30,None,50,0.1,0.2,3,0,1,0,a,1,R\nclean,1,2,1,0,0,20,None,50,0,0,0,0,0,1,a,0.8,R\n");
    files.put("resources/Hydro.csv",
        "Resource,Zone,New_Build,Can_Retire,Existing_Cap_MW,Eff_Down,Min_Power,Hydro_Energy_to_Power_Ratio,Ramp_Up_Percentage,Ramp_Dn_Percentage\nlake,1,0,0,40,0.9,0.1,5,0.5,1\n");
    files.put("resources/Must_run.csv", "Resource,Zone,New_Build,Can_Retire,Existing_Cap_MW,Heat_Rate_MMBTU_per_MWh,Fuel\nmill,1,0,0,10,12,wood\n");
    files.put("resources/Flex_demand.csv",
        "Resource,Zone,New_Build,Can_Retire,Existing_Cap_MW,Max_Flexible_Demand_Delay,Max_Flexible_Demand_Advance,Flexible_Demand_Energy_Eff\nheat,1,0,0,20,1.5,0,0.95\n");
    files.put("resources/Electrolyzer.csv",
        "Resource,Zone,New_Build,Can_Retire,Existing_Cap_MW,Hydrogen_MWh_Per_Tonne,Hydrogen_Price_Per_Tonne\nely,1,1,0,0,50,1000\n");
    files.put("resources/Storage.csv",
        "Resource,Zone,Model,New_Build,Can_Retire,Existing_Cap_MW,Existing_Cap_MWh,Self_Disch,Eff_Up,Eff_Down,Min_Duration,Max_Duration,Reg_Max,Rsv_Max\nb,1,1,0,0,30,60,0,0.9,0.8,1,9,0.3,1\n");
    files.put("resources/Vre_stor.csv",
        "Resource,Zone,SOLAR,WIND,STOR_DC_DISCHARGE,STOR_DC_CHARGE,STOR_AC_DISCHARGE,STOR_AC_CHARGE,New_Build,Can_Retire,Existing_Cap_MW,Max_Cap_Solar_MW,EtaInverter,Power_to_Energy_DC,Self_Disch,Eff_Up_DC,Eff_Down_DC,Inv_Cost_Solar_per_MWyr\n"
            + "site,1,1,0,1,1,0,0,1,0,5,0,0.95,0.25,0.01,0.9,0.8,70\n");
    files.put("resources/policy_assignments/Resource_hourly_matching.csv", "Resource,Qualified_Supply\nlake,1\nb,1\n");
    files.put("resources/policy_assignments/Resource_hydrogen_demand.csv", "Resource,H2_Demand_1\nely,1\n");
    files.put("resources/policy_assignments/Resource_capacity_reserve_margin.csv", "Resource,Derating_Factor_1\ncoal,0.9\nb,0.95\nely,0.5\n");
    files.put("policies/Hydrogen_demand.csv", "H2DemandConstraint,Hydrogen_Demand_kt,PriceCap\n1,0.002,5000\n");
    files.put("policies/Capacity_reserve_margin.csv", ",Network_zones,CapRes_1\nz1,z1,0.15\n");
  }

  private Path write() throws IOException {
    for (var e : files.entrySet()) {
      Path file = folder.resolve(e.getKey());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, e.getValue());
    }
    return folder;
  }

  @Test
  void everyKindOfResource() throws IOException {
    Network n = GenxReader.read(write()).orThrow();
    assertThat(n.rows(Reservoir.Row.class)).containsExactly(new Reservoir.Row("lake", 0, "z1", "hydro", 0.5, 0.9, 0.1, 5, 0.5, 1, 0, false, true));
    assertThat(n.rows(MustRun.Row.class)).containsExactly(new MustRun.Row("mill", 0, "z1", "must_run", 1, 0));
    assertThat(n.rows(FuelUse.Row.class)).containsExactly(new FuelUse.Row("mill", 0, "wood", "z1", "must_run", 12, 0, 0, 0, 0, 0));
    assertThat(n.rows(FlexibleDemand.Row.class)).containsExactly(new FlexibleDemand.Row("heat", 0, "z1", "flex_demand", 0.2, 0.95, 1, 0, 0, 0));
    assertThat(n.rows(Electrolyser.Row.class)).containsExactly(new Electrolyser.Row("ely", 0, "z1", "electrolyzer", 1, 0, 1, 1, 20));
    assertThat(n.rows(Refit.Row.class)).containsExactly(new Refit.Row("a R", "coal", 0, false, 1), new Refit.Row("a R", "clean", 0, true, 0.8));
    Hybrid.Row h = n.rows(Hybrid.Row.class).getFirst();
    assertThat(h.dcRatio()).isEqualTo(0.25);
    assertThat(h.margin() && !h.longDuration()).isTrue();
    assertThat(h.dcCharge() + h.acCharge()).isEqualTo(0.9);
    // A part that may be at most 0 is not built, one without a limit is.
    assertThat(n.rows(Sizing.Row.class)).filteredOn(s -> s.capacity().startsWith("site")).extracting(Sizing.Row::capacity, Sizing.Row::build, Sizing.Row::max)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("site", true, NONE), org.assertj.core.groups.Tuple.tuple("site inverter", true, NONE),
            org.assertj.core.groups.Tuple.tuple("site solar", false, 0.0), org.assertj.core.groups.Tuple.tuple("site energy", true, NONE));
    var solution = new HighsSolver().solve(new NetworkModel(n).program(), SolveOptions.defaults(), Progress.silent());
    assertThat(solution.status()).isEqualTo(Status.OPTIMAL);
  }

  @Test
  void everyPolicy() throws IOException {
    Network n = GenxReader.read(write()).orThrow();
    assertThat(n.rows(HourlyMatching.Row.class)).containsExactlyInAnyOrder(
        new HourlyMatching.Row("matching z1", "lake", 0, 1, 0), new HourlyMatching.Row("matching z1", "b", 0, 1, 1),
        new HourlyMatching.Row("matching z1", "ely", 0, 0, 1));
    assertThat(n.rows(HydrogenDemand.Row.class)).containsExactly(new HydrogenDemand.Row("hydrogen 1", 0, 2, 5000));
    assertThat(n.rows(HydrogenDemand.Member.class)).containsExactly(new HydrogenDemand.Member("hydrogen 1", "ely", 0, 50));
    assertThat(n.rows(CapacityMargin.Member.class)).containsExactlyInAnyOrder(
        new CapacityMargin.Member("margin 1", "coal", 0, 0.9, 0), new CapacityMargin.Member("margin 1", "b", 0, 0.95, 0),
        new CapacityMargin.Member("margin 1", "load z1", 0, 0, 1.15), new CapacityMargin.Member("margin 1", "unserved z1 2", 0, 1, 0));
    assertThat(n.rows(StandbyEnergy.Row.class)).containsExactly(new StandbyEnergy.Row("b", 0, 0.9, 0.8, 0, 1, false));
    assertThat(n.rows(OperatingReserve.Row.class)).containsExactly(new OperatingReserve.Row("reserves", 0, 0.01, 0, 0.03, 0, 5, 1000));
    // GenX's cost of regulation is charged to reserve, once for a timestep of 4 hours.
    assertThat(n.rows(ReserveProvider.Row.class)).containsExactly(new ReserveProvider.Row("coal", 0, ReserveProvider.Base.CAPACITY, 0.1, 0.2, 0, 3));
    assertThat(Objects.requireNonNull(n.series().get("reserve_providers-reserve_cost")).get("coal")).containsExactly(new double[] {0.75, 0.75}, within(1e-12));
    assertThat(n.rows(StorageReserve.Row.class)).containsExactly(new StorageReserve.Row("b", 0, "b energy", 0.9, 0.3, 1, 0, 0));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      resources/Vre_stor.csv; 1,1,0,1,1,0,0; 1,1,0,1,0,0,0; resources/Vre_stor.csv:2: value '0': discharge and charge of site must both be 1
      resources/Vre_stor.csv; Existing_Cap_MW; Reg_Max; resources/Vre_stor.csv:2: value '5': operating reserves of co-located resources are not supported
      resources/Vre_stor.csv; ,0.95,0.25; ,0,0.25; resources/Vre_stor.csv:2: value '0': EtaInverter of site must be more than 0
      resources/Electrolyzer.csv; ,50,1000; ,0,1000; resources/Electrolyzer.csv:2: value '0': Hydrogen_MWh_Per_Tonne of ely must be more than 0
      resources/Must_run.csv; Existing_Cap_MW; Rsv_Max; resources/Must_run.csv:2: value '10': a must-run resource gives no reserves
      resources/Flex_demand.csv; Existing_Cap_MW; Reg_Max; resources/Flex_demand.csv:2: value '20': operating reserves of heat (Flex_demand.csv) are not supported
      resources/Thermal.csv; coal,1,2,0,1; coal,1,2,0,0; resources/Thermal.csv:2: value '1': a resource that can be refitted must also have Can_Retire 1
      resources/Thermal.csv; Retrofit_Id; Elsewhere; resources/Thermal.csv:2: Retrofit_Id of coal is missing
      resources/policy_assignments/Resource_hourly_matching.csv; lake; heat; resources/policy_assignments/Resource_hourly_matching.csv:2: value '1': flexible demand cannot be a qualified supply
      resources/policy_assignments/Resource_hydrogen_demand.csv; ely; coal; resources/policy_assignments/Resource_hydrogen_demand.csv:2: value '1': coal makes no hydrogen
      settings/genx_settings.yml; UCommit: 2; 'UCommit: 2\nMultiStage: 1'; settings/multi_stage_settings.yml
      """)
  void whatIsNotSupportedIsRefusedByName(String file, String from, String to, String message) throws IOException {
    String text = Objects.requireNonNull(files.get(file));
    assertThat(text).contains(from);
    files.put(file, text.replace(from, to.replace("\\n", "\n")));
    assertThat(GenxReader.read(write()).faults()).extracting(Fault::toString).anySatisfy(f -> assertThat(f).contains(message));
  }

  @Test
  void theLargestUnitAsContingencyIsRefused() throws IOException {
    files.merge("settings/genx_settings.yml", "UCommit: 1\n", (a, b) -> a.replace("UCommit: 2\n", b));
    files.put("system/Operational_reserves.csv", files.get("system/Operational_reserves.csv").replace(",1000,0,5", ",1000,2,5"));
    assertThat(GenxReader.read(write()).faults()).extracting(Fault::toString)
        .anySatisfy(f -> assertThat(f).contains("system/Operational_reserves.csv:2: value '2': a contingency of the largest unit"));
  }
}
