package org.loadstar.cases.genx;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.network.CapacityLimit;
import org.loadstar.model.network.EmissionCap;
import org.loadstar.model.network.EnergyShare;

/// Reads `policies/`: CO2 caps, energy shares, least and largest capacities.
final class PolicyMapping {
  private static final String POLICIES = "PoliciesFolder";

  private final GenxStage in;

  PolicyMapping(GenxStage in) {
    this.in = in;
  }

  void map() {
    if (in.settings().on("CO2Cap")) emissionCaps();
    if (in.settings().on("EnergyShareRequirement")) energyShares();
    if (in.settings().on("MinCapReq")) capacityLimits("Minimum_capacity_requirement.csv", "MinCapReqConstraint", "Min_MW", "min_cap_");
    if (in.settings().on("MaxCapReq")) capacityLimits("Maximum_capacity_requirement.csv", "MaxCapReqConstraint", "Max_MW", "max_cap_");
  }

  private void emissionCaps() {
    GenxTable table = in.required(POLICIES, "CO2_cap.csv");
    if (table == null) return;
    int form = in.settings().whole("CO2Cap");
    Map<Integer, String> zones = table.numbered("CO_2_Cap_Zone_");
    Map<Integer, String> limits = table.numbered(form == 1 ? "CO_2_Max_Mtons_" : "CO_2_Max_tons_MWh_");
    if (zones.isEmpty() || !limits.keySet().containsAll(zones.keySet()) || table.rows().size() < in.buses().size()) {
      in.faults().add(table.place(), "", "for each CO_2_Cap_Zone_N there must be CO_2_Max_Mtons_N (CO2Cap 1) or CO_2_Max_tons_MWh_N (2, 3), and a row for each zone");
      return;
    }
    GenxTable slack = in.optional(POLICIES, "CO2_cap_slack.csv");
    for (int k : zones.keySet()) {
      String cap = "co2 cap " + k;
      double limit = 0;
      for (int z = 0; z < in.buses().size(); z++) {
        GenxTable.Row row = table.rows().get(z);
        if (table.number(row, "CO_2_Cap_Zone_" + k, 0) != 1) continue;
        double v = table.number(row, limits.getOrDefault(k, ""), 0);
        if (form == 1) limit += v * 1e6;
        members(cap, z, form, form == 1 ? 0 : v);
      }
      in.draft().add(new EmissionCap.Row(cap, in.label(), limit, price(slack, k)));
    }
  }

  /// The assets of a zone under a cap: all give off CO2, loads, losses of storage or plants earn allowances.
  private void members(String cap, int zone, int form, double rate) {
    for (Resource r : in.resources()) {
      if (r.zone() != zone) continue;
      boolean lossy = form == 2 && in.settings().on("StorageLosses") && stores(r);
      boolean plant = form == 3 && generates(r);
      boolean burns = !r.text("fuel", "None").equals("None") || r.yes("multi_fuels");
      if (!burns && !lossy && !plant) continue;
      double out = lossy ? -rate : plant ? rate : 0;
      String asset = lossy && r.kind() == Resource.Kind.VRE_STORAGE ? r.name() + " store" : r.name();
      in.draft().add(new EmissionCap.Member(cap, asset, in.label(), 1, out, lossy ? rate : 0));
    }
    if (form != 2) return;
    String bus = in.buses().get(zone);
    in.draft().add(new EmissionCap.Member(cap, SystemMapping.load(bus), in.label(), 1, 0, rate));
    for (int k = 1; k <= in.segments(); k++)
      in.draft().add(new EmissionCap.Member(cap, SystemMapping.shedding(bus, k), in.label(), 1, -rate, 0));
  }

  /// Resources whose losses of storage count in a CO2 cap per MWh of load and, where asked for, in an energy share.
  static boolean stores(Resource r) {
    return switch (r.kind()) {
      case STORAGE, VRE_STORAGE -> true;
      default -> false;
    };
  }

  /// Resources whose output counts in a CO2 cap per MWh generated.
  static boolean generates(Resource r) {
    return switch (r.kind()) {
      case THERMAL, VRE, HYDRO, MUST_RUN -> true;
      default -> false;
    };
  }

  private double price(@Nullable GenxTable slack, int k) {
    if (slack == null || !slack.require("PriceCap")) return Double.POSITIVE_INFINITY;
    double[] prices = slack.numbers("PriceCap");
    if (k <= prices.length) return prices[k - 1];
    in.faults().add(slack.place(), "", "PriceCap needs a row for each requirement");
    return Double.POSITIVE_INFINITY;
  }

  private void energyShares() {
    GenxTable table = in.required(POLICIES, "Energy_share_requirement.csv");
    if (table == null) return;
    Map<Integer, String> shares = table.numbered("ESR_");
    if (shares.isEmpty() || table.rows().size() < in.buses().size()) {
      in.faults().add(table.place(), "", "there must be a column ESR_1, … and a row for each zone");
      return;
    }
    GenxTable slack = in.optional(POLICIES, "Energy_share_requirement_slack.csv");
    for (int k : shares.keySet()) {
      String share = "energy share " + k;
      in.draft().add(new EnergyShare.Row(share, in.label(), price(slack, k)));
      for (int z = 0; z < in.buses().size(); z++) {
        double v = Math.max(0, table.number(table.rows().get(z), "ESR_" + k, 0));
        if (v > 0) in.draft().add(new EnergyShare.Member(share, SystemMapping.load(in.buses().get(z)), in.label(), 0, -v));
        for (Resource r : in.resources()) if (r.zone() == z) shareMember(share, r, k, v);
      }
      if (in.settings().on("IncludeLossesInESR")) lineLosses(share, table, k);
    }
  }

  /// A plant counts by its factor, less the own use of fusion; losses of storage count as the load of the zone where they are asked for.
  private void shareMember(String share, Resource r, int k, double load) {
    double factor = Math.max(0, r.number("esr_" + k, 0));
    boolean losses = in.settings().on("IncludeLossesInESR") && r.kind() == Resource.Kind.STORAGE;
    double lost = losses ? load : 0;
    if (r.kind() == Resource.Kind.ELECTROLYZER) { // asks for as much qualifying energy as it uses
      if (factor > 0) in.draft().add(new EnergyShare.Member(share, r.name(), in.label(), 0, -1));
    } else if (factor + lost > 0) {
      in.draft().add(new EnergyShare.Member(share, r.name(), in.label(), factor + lost, 0 - lost));
    }
    if (r.kind() == Resource.Kind.VRE_STORAGE) site(share, r, k, in.settings().on("IncludeLossesInESR") ? load : 0);
    if (factor > 0 && r.number("fusion", 0) != 0)
      in.draft().add(new EnergyShare.Member(share, FusionMapping.own(r), in.label(), 0, -factor));
  }

  /// Sun and wind of a co-located resource count by a factor of their own, the losses of its store as load.
  private void site(String share, Resource r, int k, double load) {
    double factor = Math.max(0, r.number("esr_vrestor_" + k, 0));
    if (factor > 0 && r.number("solar", 0) != 0) in.draft().add(new EnergyShare.Member(share, r.name() + " solar", in.label(), factor, 0));
    if (factor > 0 && r.number("wind", 0) != 0) in.draft().add(new EnergyShare.Member(share, r.name() + " wind", in.label(), factor, 0));
    if (load > 0) in.draft().add(new EnergyShare.Member(share, r.name() + " store", in.label(), load, -load));
  }

  private void lineLosses(String share, GenxTable table, int k) {
    in.lines()
        .forEach(
            (line, ends) -> {
              double v = 0;
              for (int z : ends) v += Math.max(0, table.number(table.rows().get(z), "ESR_" + k, 0)) / 2;
              if (v > 0) in.draft().add(new EnergyShare.Member(share, line, in.label(), 0, -v));
            });
  }

  /// Parts of a co-located resource under a limit: the sun counts behind its inverter, a store by its power of discharge.
  private void parts(Resource r, String limit, String attribute, int k) {
    if (r.number("solar", 0) != 0 && r.number(attribute + "solar_" + k, 0) > 0) part(r, limit, "solar", r.number("etainverter", 0));
    if (r.number("wind", 0) != 0 && r.number(attribute + "wind_" + k, 0) > 0) part(r, limit, "wind", 1);
    if (r.number(attribute + "stor_" + k, 0) <= 0) return;
    double shared = 0;
    for (String current : new String[] {"dc", "ac"}) {
      double mode = r.number("stor_" + current + "_discharge", 0);
      if (mode == 2) part(r, limit, current + "_discharge", 1);
      if (mode == 1) shared += r.number("power_to_energy_" + current, 0);
    }
    if (shared > 0) part(r, limit, "energy", shared);
  }

  private void part(Resource r, String limit, String part, double factor) {
    in.draft().add(new CapacityLimit.Member(limit, r.name() + " " + part, in.label(), factor));
  }

  private void capacityLimits(String file, String key, String column, String attribute) {
    GenxTable table = in.required(POLICIES, file);
    if (table == null || !table.require(key, column)) return;
    List<GenxTable.Row> rows = table.filled(key);
    for (int k = 1; k <= rows.size(); k++) {
      GenxTable.Row row = rows.get(k - 1);
      String limit = attribute + k;
      double mw = table.number(row, column);
      boolean least = column.equals("Min_MW");
      double price = table.has("PriceCap") ? table.number(row, "PriceCap") : Double.POSITIVE_INFINITY;
      in.draft().add(new CapacityLimit.Row(limit, in.label(), least ? mw : 0, least ? Double.POSITIVE_INFINITY : mw, price));
      for (Resource r : in.resources()) {
        if (r.number(attribute + k, 0) > 0) in.draft().add(new CapacityLimit.Member(limit, r.name(), in.label(), 1));
        if (r.kind() == Resource.Kind.VRE_STORAGE) parts(r, limit, attribute, k);
      }
    }
  }
}
