package org.loadstar.cases.genx;

import org.loadstar.model.network.Cluster;
import org.loadstar.model.network.OperatingReserve;
import org.loadstar.model.network.ReserveProvider;
import org.loadstar.model.network.StorageReserve;

/// Maps operational reserves.
final class ReservePolicies {
  private static final String POLICY = "reserves";

  private final GenxStage in;

  ReservePolicies(GenxStage in) {
    this.in = in;
  }

  void map() {
    if (!in.settings().on("OperationalReserves")) return;
    GenxTable table = in.optional("SystemFolder", "Operational_reserves.csv");
    if (table == null) table = in.required("SystemFolder", "Reserves.csv");
    if (table == null || !table.require("Reg_Req_Percent_VRE", "Rsv_Req_Percent_VRE", "Unmet_Rsv_Penalty_Dollar_per_MW", "Static_Contingency_MW"))
      return;
    GenxTable.Row row = table.rows().getFirst();
    String load = table.has("Reg_Req_Percent_Demand") ? "Demand" : "Load";
    boolean commit = in.settings().whole("UCommit") >= 1;
    double dynamic = commit ? table.number(row, "Dynamic_Contingency", 0) : 0;
    if (dynamic > 0 && in.settings().whole("UCommit") == 1)
      in.faults()
          .add(table.place(row), table.text(row, "Dynamic_Contingency"),
              "a contingency of the largest unit (Dynamic_Contingency) is not supported with UCommit 1; it must be 0");
    // GenX's shares of variable generation apply to resources that are VRE and must-run at once, of which there are none.
    in.draft()
        .add(
            new OperatingReserve.Row(
                POLICY, in.label(), table.number(row, "Reg_Req_Percent_" + load), 0, table.number(row, "Rsv_Req_Percent_" + load), 0,
                commit ? table.number(row, "Static_Contingency_MW") : 0, table.number(row, "Unmet_Rsv_Penalty_Dollar_per_MW")));
    for (String bus : in.buses())
      in.draft().add(new OperatingReserve.Member(POLICY, SystemMapping.load(bus), in.label(), false, false, true, false));
    for (Resource r : in.resources()) provider(r);
  }

  private void provider(Resource r) {
    double regulation = r.number("reg_max", 0);
    double reserve = r.number("rsv_max", 0);
    if (regulation <= 0 && reserve <= 0) return;
    ReserveProvider.Base base;
    switch (r.kind()) {
      case THERMAL ->
          base = ThermalMapping.committed(in, r) == Cluster.Committed.NO ? ReserveProvider.Base.CAPACITY : ReserveProvider.Base.COMMITTED;
      case VRE -> {
        base = ReserveProvider.Base.FIRM;
        if (r.number("num_vre_bins", 0) != 1) r.fault("num_vre_bins", "operating reserves of resources in bins are not supported");
      }
      case HYDRO, STORAGE -> base = ReserveProvider.Base.CAPACITY;
      default -> {
        r.fault(regulation > 0 ? "reg_max" : "rsv_max", "operating reserves of " + r.name() + " (" + r.kind().file() + ") are not supported");
        return;
      }
    }
    in.draft().add(new OperatingReserve.Member(POLICY, r.name(), in.label(), regulation > 0, reserve > 0, false, false));
    // GenX charges the cost of reserve to regulation and the other way round, and once for a timestep whatever hours it stands for.
    double regulationCost = r.number("rsv_cost", 0);
    double reserveCost = r.number("reg_cost", 0);
    Class<?> type = r.kind() == Resource.Kind.STORAGE ? StorageReserve.Row.class : ReserveProvider.Row.class;
    double most = Math.max(0, regulation);
    in.draft()
        .add(
            r.kind() == Resource.Kind.STORAGE
                ? new StorageReserve.Row(
                    r.name(), in.label(), StorageMapping.energy(r), r.number("eff_up", 1), most, Math.max(0, reserve), regulationCost, reserveCost)
                : new ReserveProvider.Row(r.name(), in.label(), base, most, Math.max(0, reserve), regulationCost, reserveCost));
    double[] available = r.kind() == Resource.Kind.THERMAL ? in.availability(r) : new double[0];
    if (available.length > 0) {
      scaled(r, "regulation", regulation, available);
      scaled(r, "reserve", reserve, available);
    }
    if (regulationCost != 0) perHour(type, r, "regulation_cost", regulationCost);
    if (reserveCost != 0) perHour(type, r, "reserve_cost", reserveCost);
  }

  private void scaled(Resource r, String column, double share, double[] available) {
    if (share <= 0) return;
    double[] v = available.clone();
    for (int t = 0; t < v.length; t++) v[t] *= share;
    in.draft().seriesUnless(share, ReserveProvider.Row.class, column, r.name(), v);
  }

  private void perHour(Class<?> type, Resource r, String column, double cost) {
    double[] v = new double[in.steps()];
    for (int t = 0; t < v.length; t++) v[t] = cost / in.hours(t);
    in.draft().series(type, column, r.name(), v);
  }
}
