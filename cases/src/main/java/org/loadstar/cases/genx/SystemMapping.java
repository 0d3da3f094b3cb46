package org.loadstar.cases.genx;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.NumberRule;
import org.loadstar.model.network.Corridor;
import org.loadstar.model.network.Demand;
import org.loadstar.model.network.Fuel;
import org.loadstar.model.network.PeriodMap;
import org.loadstar.model.network.Shedding;
import org.loadstar.model.network.Sizing;
import org.loadstar.model.network.Snapshot;

/// Reads `system/`: zones and lines, demand and its time, fuels, availability, the map of periods.
final class SystemMapping {
  private static final String SYSTEM = "SystemFolder";

  private final GenxStage in;

  SystemMapping(GenxStage in) {
    this.in = in;
  }

  void read() {
    zones();
    demand();
    if (in.steps() == 0) return;
    fuels();
    availability();
    periodMap();
  }

  private void zones() {
    GenxTable table = in.optional(SYSTEM, "Network.csv");
    if (table == null) {
      in.addBus("z1", "");
      return;
    }
    if (!table.require("Network_zones")) return;
    Set<String> seen = new HashSet<>();
    for (GenxTable.Row row : table.filled("Network_zones")) {
      String label = table.text(row, "");
      in.addBus(table.text(row, "Network_zones"), !label.isEmpty() && seen.add(label) ? label : "");
    }
    if (in.buses().size() > 1 && table.require("Network_Lines", "Line_Max_Flow_MW")) lines(table);
  }

  private void lines(GenxTable table) {
    boolean angles = in.settings().on("DC_OPF");
    boolean expand = in.settings().on("NetworkExpansion") && !angles;
    int pieces = in.settings().whole("Trans_Loss_Segments");
    if (pieces == 1 && !table.require("Line_Loss_Percentage")) return;
    if (pieces > 1 && !table.require("Line_Voltage_kV", "Line_Resistance_Ohms")) return;
    if (angles && !table.require("Line_Voltage_kV", "Line_Reactance_Ohms", "Angle_Limit_Rad")) return;
    if (expand && !table.require("Line_Max_Reinforcement_MW", "Line_Reinforcement_Cost_per_MWyr")) return;
    StageYears years = expand ? in.years() : null;
    if (years != null && !table.require("Line_Max_Flow_Possible_MW", "Capital_Recovery_Period", "WACC")) return;
    boolean list = table.has("Start_Zone") && table.has("End_Zone");
    Set<String> names = new HashSet<>();
    for (GenxTable.Row row : table.filled("Network_Lines")) {
      String from = list ? zone(table, row, "Start_Zone") : end(table, row, 1);
      String to = list ? zone(table, row, "End_Zone") : end(table, row, -1);
      if (from == null || to == null) continue;
      if (from.equals(to)) {
        in.faults().add(table.place(row), table.text(row, "End_Zone"), "End_Zone must be another zone than Start_Zone");
        continue;
      }
      String name = table.text(row, "transmission_path_name");
      if (name.isEmpty() || !names.add(name)) names.add(name = "line " + table.text(row, "Network_Lines"));
      in.addLine(name, in.buses().indexOf(from), in.buses().indexOf(to));
      double existing = table.number(row, "Line_Max_Flow_MW", 0, Double.MAX_VALUE, "0 or more");
      double more = expand ? Math.max(0, table.number(row, "Line_Max_Reinforcement_MW")) : 0;
      double cost = expand ? table.number(row, "Line_Reinforcement_Cost_per_MWyr") : 0;
      double possible = existing + more;
      double built = Double.POSITIVE_INFINITY;
      double limit = expand ? possible : Double.POSITIVE_INFINITY;
      if (years != null) { // what was built before stands, also where no more may be built
        possible = Math.max(existing, table.number(row, "Line_Max_Flow_Possible_MW"));
        built = possible > existing ? more : 0;
        limit = built > 0 ? possible : Double.POSITIVE_INFINITY;
        double recovery = table.number(row, "Capital_Recovery_Period", 0, Double.MAX_VALUE, "0 or more");
        if (recovery == 0 && cost > 0) in.faults().add(table.place(row), "0", "Capital_Recovery_Period must be more than 0 where building costs");
        cost *= years.capital(recovery, table.number(row, "WACC"));
      }
      if (in.settings().on("CapacityReserveMargin"))
        for (int k : table.numbered("CapRes_Excl_").keySet())
          in.lineShare(k, name, -table.number(row, "CapRes_Excl_" + k) * table.number(row, "DerateCapRes_" + k, 0));
      double loss = pieces == 1 ? table.number(row, "Line_Loss_Percentage", 0, 1, "from 0 to 1") : 0;
      double kv = pieces > 1 || angles ? table.number(row, "Line_Voltage_kV", Double.MIN_NORMAL, Double.MAX_VALUE, "more than 0") : 1;
      double square = pieces > 1 ? table.number(row, "Line_Resistance_Ohms", 0, Double.MAX_VALUE, "0 or more") / (kv * kv) : 0;
      double susceptance = angles ? kv * kv / table.number(row, "Line_Reactance_Ohms", Double.MIN_NORMAL, Double.MAX_VALUE, "more than 0") : 0;
      in.draft()
          .add(
              new Sizing.Row(
                  name, in.label(), from, "line", Sizing.Quantity.LINE, existing, expand, false, 0,
                  limit, 1, false, cost, 0, false, Double.POSITIVE_INFINITY, 0, built));
      in.draft()
          .add(
              new Corridor.Row(
                  name, in.label(), from, to, loss, square, square > 0 ? pieces : 0, possible,
                  in.settings().whole("UCommit") == 1, susceptance, angles ? table.number(row, "Angle_Limit_Rad") : Double.POSITIVE_INFINITY));
    }
  }

  private @Nullable String zone(GenxTable table, GenxTable.Row row, String column) {
    double z = table.number(row, column);
    if (z >= 1 && z <= in.buses().size() && z == Math.rint(z)) return in.buses().get((int) z - 1);
    in.faults().add(table.place(row), table.text(row, column), column + " must be a zone from 1 to " + in.buses().size());
    return null;
  }

  /// The zone that has 1 (start) or -1 (end) in a network written as a matrix of lines and zones.
  private @Nullable String end(GenxTable table, GenxTable.Row row, int sign) {
    for (int z = 1; z <= in.buses().size(); z++)
      if (table.number(row, "z" + z, 0) == sign) return in.buses().get(z - 1);
    in.faults().add(table.place(row), "", "the line needs Start_Zone and End_Zone, or 1 and -1 in the columns z1, z2, …");
    return null;
  }

  private void demand() {
    GenxTable table = in.required(SYSTEM, "Demand_data.csv");
    if (table == null
        || !table.require(
            "Voll", "Demand_Segment", "Cost_of_Demand_Curtailment_per_MW", "Max_Demand_Curtailment", "Rep_Periods",
            "Timesteps_per_Rep_Period", "Sub_Weights", "Time_Index")) return;
    table.requireNotNegative("Voll", "Cost_of_Demand_Curtailment_per_MW", "Max_Demand_Curtailment");
    List<GenxTable.Row> times = table.filled("Time_Index");
    double[] weights = table.numbers("Sub_Weights");
    double[] periods = table.numbers("Rep_Periods");
    double[] length = table.numbers("Timesteps_per_Rep_Period");
    if (times.isEmpty() || periods.length == 0 || length.length == 0 || periods[0] < 1
        || periods[0] * length[0] != times.size() || weights.length != (int) periods[0]) {
      in.faults().add(table.place(), "", "Time_Index must have Rep_Periods times Timesteps_per_Rep_Period rows, Sub_Weights one for each period");
      return;
    }
    int n = times.size();
    double[] hours = new double[n];
    NumberRule rule = NumberRule.of(Snapshot.class, "objective");
    for (int p = 0; p < weights.length; p++)
      if (!rule.admits(weights[p])) {
        GenxTable.Row row = table.filled("Sub_Weights").get(p);
        in.faults().add(table.place(row), table.text(row, "Sub_Weights"), "Sub_Weights must be " + rule.words(weights[p]), rule.maybe(weights[p]));
      }
    in.draft().nextStage();
    for (int t = 0; t < n; t++) {
      int period = t / (int) length[0];
      hours[t] = weights[period] / length[0];
      in.draft().add(new Snapshot(table.text(times.get(t), "Time_Index"), in.label(), period + 1, hours[t], hours[t], 1));
    }
    in.time((int) periods[0], hours);
    loads(table, times);
  }

  private void loads(GenxTable table, List<GenxTable.Row> times) {
    Map<Integer, String> columns = table.numbered("Demand_MW_z");
    if (columns.size() != in.buses().size()) {
      in.faults().add(table.place(), "", "there must be one column Demand_MW_z1, … for each of the " + in.buses().size() + " zones");
      return;
    }
    double[] voll = table.numbers("Voll");
    double[] cost = table.numbers("Cost_of_Demand_Curtailment_per_MW");
    double[] share = table.numbers("Max_Demand_Curtailment");
    int segments = table.filled("Demand_Segment").size();
    if (voll.length == 0 || cost.length < segments || share.length < segments) {
      in.faults().add(table.place(), "", "Voll needs one value, the other columns of curtailment one for each Demand_Segment");
      return;
    }
    columns.forEach(
        (z, column) -> {
          String bus = in.buses().get(z - 1);
          String load = load(bus);
          double[] power = times.stream().mapToDouble(row -> table.number(row, column)).toArray();
          in.draft().add(new Demand.Row(load, in.label(), bus, "", 0, 1));
          in.draft().series(Demand.Row.class, "p_set", load, power);
          for (int k = 0; k < segments; k++)
            in.draft().add(new Shedding.Row(shedding(bus, k + 1), in.label(), load, share[k], cost[k] * voll[0]));
        });
    in.segments(segments);
  }

  /// Name of the load of a zone.
  static String load(String bus) {
    return "load " + bus;
  }

  /// Name of a segment of the load of a zone, from 1.
  static String shedding(String bus, int segment) {
    return "unserved " + bus + " " + segment;
  }

  private void fuels() {
    GenxTable table = in.required(SYSTEM, "Fuels_data.csv");
    if (table == null || !table.require("Time_Index")) return;
    for (String fuel : table.header()) {
      if (fuel.isEmpty() || GenxTable.key(fuel).equals("time_index") || fuel.equals("None")) continue;
      double[] v = table.numbers(fuel, in.steps() + 1);
      double[] price = java.util.Arrays.copyOfRange(v, 1, v.length);
      in.addFuel(fuel, v[0]);
      if (in.label() <= 1) in.draft().add(new Fuel(fuel, price[0], v[0]));
      // The row is that of the first stage, so later stages have their own prices.
      if (in.label() <= 1) in.draft().seriesUnless(price[0], Fuel.class, "price", fuel, price);
      else in.draft().series(Fuel.class, "price", fuel, price);
    }
  }

  private void availability() {
    GenxTable table = in.required(SYSTEM, "Generators_variability.csv");
    if (table == null) return;
    for (String name : table.header())
      if (!name.isEmpty() && !GenxTable.key(name).equals("time_index")) {
        table.requireNotNegative(name);
        in.availability(name, table.numbers(name, in.steps()));
      }
  }

  private void periodMap() {
    GenxTable table = in.periods() > 1 ? in.optional(SYSTEM, "Period_map.csv") : null;
    if (table == null || !table.require("Period_Index", "Rep_Period", "Rep_Period_Index")) return;
    int n = 0;
    for (GenxTable.Row row : table.rows()) {
      int represented = (int) table.number(row, "Rep_Period_Index");
      if (represented < 1 || represented > in.periods())
        in.faults().add(table.place(row), table.text(row, "Rep_Period_Index"), "Rep_Period_Index must be from 1 to " + in.periods());
      in.draft().add(new PeriodMap(in.label(), ++n, represented, table.number(row, "Rep_Period") == n));
    }
    in.modelledPeriods(n);
  }
}
