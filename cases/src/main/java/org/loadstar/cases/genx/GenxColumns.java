package org.loadstar.cases.genx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Nearest;

/// The columns of GenX 0.4 by file; `#` stands for a number. GenX ignores any other column, and cases have many, so one that is nearly
/// known is a fault, unless the known one stands beside it, and the others are one warning for each file.
final class GenxColumns {
  /// Columns of `resources/` and of its policy assignments, with those that name or group resources for reports only.
  private static final String[] RESOURCES =
      """
      Resource Zone Model New_Build Can_Retire Can_Retrofit Retrofit Retrofit_Id Retrofit_Efficiency Contribute_Min_Retirement
      Existing_Cap_MW Existing_Cap_MWh Existing_Charge_Cap_MW Max_Cap_MW Max_Cap_MWh Max_Charge_Cap_MW Min_Cap_MW Min_Cap_MWh
      Min_Charge_Cap_MW Cap_Size Inv_Cost_per_MWyr Inv_Cost_per_MWhyr Inv_Cost_Charge_per_MWyr Fixed_OM_Cost_per_MWyr
      Fixed_OM_Cost_per_MWhyr Fixed_OM_Cost_Charge_per_MWyr Var_OM_Cost_per_MWh Var_OM_Cost_per_MWh_In Heat_Rate_MMBTU_per_MWh Fuel
      Start_Fuel_MMBTU_per_MW Start_Cost_per_MW Up_Time Down_Time Ramp_Up_Percentage Ramp_Dn_Percentage Min_Power
      Reg_Cost Rsv_Cost Reg_Max Rsv_Max Num_VRE_Bins Hydro_Energy_to_Power_Ratio LDS Self_Disch Eff_Up Eff_Down Min_Duration Max_Duration
      Max_Flexible_Demand_Delay Max_Flexible_Demand_Advance Flexible_Demand_Energy_Eff
      Hydrogen_MWh_Per_Tonne Hydrogen_Price_Per_Tonne Electrolyzer_Min_kt Qualified_Hydrogen_Supply Qualified_Supply Qualified_Supply_#
      Biomass CO2_Capture_Fraction CO2_Capture_Fraction_Startup CCS_Disposal_Cost_per_Metric_Ton
      Multi_Fuels Num_Fuels Fuel# Heat_Rate#_MMBTU_per_MWh Fuel#_Min_Cofire_Level Fuel#_Max_Cofire_Level Fuel#_Min_Cofire_Level_Start
      Fuel#_Max_Cofire_Level_Start PWFU_Fuel_Usage_Zero_Load_MMBTU_per_h PWFU_Heat_Rate_MMBTU_per_MWh_# PWFU_Load_Point_MW_#
      MAINT Maintenance_Duration Maintenance_Cycle_Length_Years Maintenance_Begin_Cadence
      FUSION Parasitic_Passive Parasitic_Active Parasitic_Start_Energy Parasitic_Start_Power Parasitic_Passive_Maintenance_Remaining
      Dwell_Time Max_Up_Time Max_Starts Max_FPY_per_Year
      SOLAR WIND ELEC STOR_DC_DISCHARGE STOR_DC_CHARGE STOR_AC_DISCHARGE STOR_AC_CHARGE LDS_VRE_STOR EtaInverter Inverter_Ratio_Solar
      Inverter_Ratio_Wind Power_to_Energy_AC Power_to_Energy_DC Eff_Up_DC Eff_Down_DC Eff_Up_AC Eff_Down_AC Min_Power_Elec
      Ramp_Up_Percentage_Elec Ramp_Dn_Percentage_Elec Hydrogen_MWh_Per_Tonne_Elec Hydrogen_Price_Per_Tonne_Elec
      Var_OM_Cost_per_MWh_Solar Var_OM_Cost_per_MWh_Wind Var_OM_Cost_per_MWh_Elec Var_OM_Cost_per_MWh_Charge_DC
      Var_OM_Cost_per_MWh_Discharge_DC Var_OM_Cost_per_MWh_Charge_AC Var_OM_Cost_per_MWh_Discharge_AC
      Inv_Cost_Inverter_per_MWyr Inv_Cost_Solar_per_MWyr Inv_Cost_Wind_per_MWyr Inv_Cost_Elec_per_MWyr
      Fixed_OM_Inverter_Cost_per_MWyr Fixed_OM_Solar_Cost_per_MWyr Fixed_OM_Wind_Cost_per_MWyr Fixed_OM_Elec_Cost_per_MWyr
      Lifetime Capital_Recovery_Period WACC Min_Retired_Cap_MW Min_Retired_Energy_Cap_MW Min_Retired_Charge_Cap_MW
      ESR_# ESR_VREStor_# Min_Cap_# Max_Cap_# Min_Cap_Stor_# Max_Cap_Stor_# Min_Cap_Solar_# Max_Cap_Solar_# Min_Cap_Wind_# Max_Cap_Wind_#
      Derating_Factor_# H2_Demand_#
      Resource_Type MGA region cluster technology R_ID CO2_Capture_Rate CO2_Capture_Cost_per_Metric_Ton MinCapTag_# MaxCapTag_#
      """
          .strip().split("\\s+");

  /// Parts of a co-located resource that have capacities and costs of their own.
  private static final List<String> PARTS = List.of("Inverter", "Solar", "Wind", "Elec", "Charge_DC", "Discharge_DC", "Charge_AC", "Discharge_AC");

  private static final Pattern LAST_NUMBER = Pattern.compile("(\\d+)\\D*$");
  private static final Map<String, List<String>> BY_FILE = new HashMap<>();
  private static final Map<String, String> WRITTEN = new HashMap<>();

  static {
    List<String> resources = new ArrayList<>(List.of(RESOURCES));
    for (String part : PARTS) {
      for (String what : List.of("Existing_Cap_", "Min_Cap_", "Max_Cap_", "Min_Retired_Cap_")) resources.add(what + part + "_MW");
      if (part.endsWith("C")) for (String what : List.of("Inv_Cost_", "Fixed_OM_Cost_")) resources.add(what + part + "_per_MWyr");
      for (String what : List.of("Capital_Recovery_Period_", "Tech_WACC_")) resources.add(what + (part.equals("Inverter") ? "DC" : part));
    }
    for (String c : resources) WRITTEN.put(GenxTable.key(c), c);
    for (Resource.Kind k : Resource.Kind.values()) BY_FILE.put(k.file(), resources);
    BY_FILE.put("Resource_multistage_data.csv", resources);
    for (String file : ResourceFiles.ASSIGNMENTS)
      put(file,
          "Resource ESR ESR_# ESR_VREStor_# Derating_Factor Derating_Factor_# Qualified_Supply Qualified_Supply_# H2_Demand H2_Demand_#"
              + " Min_Cap Min_Cap_# Min_Cap_Stor_# Min_Cap_Solar_# Min_Cap_Wind_# Max_Cap Max_Cap_# Max_Cap_Stor_# Max_Cap_Solar_# Max_Cap_Wind_#");
    put("Network.csv",
        "Network_zones Network_Lines z# Start_Zone End_Zone transmission_path_name Line_Max_Flow_MW Line_Max_Reinforcement_MW"
            + " Line_Reinforcement_Cost_per_MWyr Line_Loss_Percentage Line_Voltage_kV Line_Resistance_Ohms Line_Reactance_Ohms Angle_Limit_Rad"
            + " CapRes_# CapRes_Excl_# DerateCapRes_# WACC Capital_Recovery_Period Line_Max_Flow_Possible_MW distance_mile");
    put("Demand_data.csv",
        "Voll Demand_Segment Cost_of_Demand_Curtailment_per_MW Max_Demand_Curtailment $/MWh Rep_Periods Timesteps_per_Rep_Period Sub_Weights"
            + " Time_Index Demand_MW_z#");
    put("Period_map.csv", "Period_Index Rep_Period Rep_Period_Index");
    for (String file : List.of("Operational_reserves.csv", "Reserves.csv"))
      put(file,
          "Reg_Req_Percent_Demand Reg_Req_Percent_Load Reg_Req_Percent_VRE Rsv_Req_Percent_Demand Rsv_Req_Percent_Load Rsv_Req_Percent_VRE"
              + " Unmet_Rsv_Penalty_Dollar_per_MW Dynamic_Contingency Static_Contingency_MW");
    put("CO2_cap.csv", "Network_zones CO_2_Cap_Zone_# CO_2_Max_tons_MWh_# CO_2_Max_Mtons_#");
    put("CO2_cap_slack.csv", "CO2_Cap_Constraint PriceCap");
    put("Energy_share_requirement.csv", "Region Network_zones ESR_#");
    put("Energy_share_requirement_slack.csv", "ESR_Constraint PriceCap");
    put("Capacity_reserve_margin.csv", "Network_zones CapRes_#");
    put("Capacity_reserve_margin_slack.csv", "CRM_Constraint PriceCap");
    put("Minimum_capacity_requirement.csv", "MinCapReqConstraint ConstraintDescription Constraint_Description Min_MW PriceCap");
    put("Maximum_capacity_requirement.csv", "MaxCapReqConstraint ConstraintDescription Constraint_Description Max_MW PriceCap");
    put("Hydrogen_demand.csv", "H2DemandConstraint ConstraintDescription Constraint_Description Hydrogen_Demand_kt PriceCap");
  }

  private GenxColumns() {}

  private static void put(String file, String columns) {
    BY_FILE.put(file, List.of(columns.split(" ")));
  }

  /// An attribute of resources as GenX writes it; as given where GenX has none.
  static String written(String attribute) {
    return WRITTEN.getOrDefault(GenxTable.key(attribute), attribute);
  }

  /// Faults for the columns of a table that nearly have a known name which the table lacks, and a warning for others; GenX itself
  /// refuses the others in policy assignments. Files of profiles are not checked here.
  static void check(GenxTable table, String name, Faults faults) {
    List<String> known = BY_FILE.get(name);
    if (known == null) return;
    var spare = new TreeSet<String>();
    for (String column : table.header()) {
      if (column.isEmpty() || known(column, known)) continue;
      String near = near(column, known, table);
      if (near == null || table.has(near)) spare.add(column);
      else faults.add(table.place(), column, "the column is not known", "'" + near + "'");
    }
    if (name.startsWith("Resource_") && !name.equals("Resource_multistage_data.csv")) {
      for (String column : spare) faults.add(table.place(), column, "GenX refuses this column in a file of policy assignments");
    } else if (!spare.isEmpty())
      faults.warn(table.place(), "", "GenX does not know the columns " + Nearest.listed(spare) + "; they are read over", null);
  }

  private static boolean known(String column, List<String> known) {
    String key = GenxTable.key(column);
    for (String k : known) {
      String pattern = GenxTable.key(k);
      int number = pattern.indexOf('#');
      if (number < 0 ? key.equals(pattern) : numbered(key, pattern.substring(0, number), pattern.substring(number + 1))) return true;
    }
    return false;
  }

  private static boolean numbered(String key, String before, String after) {
    int n = key.length() - before.length() - after.length();
    return n > 0 && key.startsWith(before) && key.endsWith(after) && key.substring(before.length(), before.length() + n).chars().allMatch(Character::isDigit);
  }

  /// The known column that is nearly this one, with its number; of equally near ones one that the table does not have.
  private static @Nullable String near(String column, List<String> known, GenxTable table) {
    Matcher last = LAST_NUMBER.matcher(column);
    String number = last.find() ? last.group(1) : "1";
    List<String> candidates = known.stream().map(k -> k.replace("#", number)).sorted(Comparator.comparing(table::has)).toList();
    return Nearest.misspelt(column, candidates);
  }
}
