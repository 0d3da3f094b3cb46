package org.loadstar.cases.genx;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.network.CapacityMargin;
import org.loadstar.model.network.StandbyEnergy;

/// Maps capacity reserve margins.
final class MarginPolicies {
  private final GenxStage in;

  MarginPolicies(GenxStage in) {
    this.in = in;
  }

  void map() {
    if (!in.settings().on("CapacityReserveMargin")) return;
    GenxTable table = in.required("PoliciesFolder", "Capacity_reserve_margin.csv");
    if (table == null) return;
    Map<Integer, String> columns = table.numbered("CapRes_");
    GenxTable slack = in.optional("PoliciesFolder", "Capacity_reserve_margin_slack.csv");
    columns.forEach((k, column) -> margin(k, table.numbers(column, in.buses().size()), price(slack, k)));
    for (Resource r : in.resources(Resource.Kind.STORAGE))
      if (in.settings().on("StorageVirtualDischarge"))
        in.draft()
            .add(
                new StandbyEnergy.Row(
                    r.name(), in.label(), r.number("eff_up", 1), r.number("eff_down", 1), r.number("self_disch", 0),
                    in.settings().number("VirtualChargeDischargeCost"), StorageMapping.longDuration(in, r, "lds")));
  }

  private double price(@Nullable GenxTable slack, int k) {
    if (slack == null || !slack.require("PriceCap")) return Double.POSITIVE_INFINITY;
    List<GenxTable.Row> rows = slack.filled("PriceCap");
    if (k <= rows.size()) return slack.number(rows.get(k - 1), "PriceCap");
    in.faults().add(slack.place(), "", "there must be one PriceCap for each requirement");
    return Double.POSITIVE_INFINITY;
  }

  private void margin(int k, double[] margins, double price) {
    String policy = "margin " + k;
    in.draft().add(new CapacityMargin.Row(policy, in.label(), price));
    for (Resource r : in.resources()) {
      double share = r.number("derating_factor_" + k, 0);
      if (share != 0 && r.kind() != Resource.Kind.ELECTROLYZER) member(policy, r.name(), share, 0);
      if (share != 0 && r.number("fusion", 0) != 0) member(policy, FusionMapping.own(r), 1, 0);
    }
    for (int z = 0; z < margins.length; z++) {
      if (margins[z] == 0) continue;
      String bus = in.buses().get(z);
      member(policy, SystemMapping.load(bus), 0, 1 + margins[z]);
      for (int segment = 2; segment <= in.segments(); segment++) member(policy, SystemMapping.shedding(bus, segment), 1, 0);
    }
    in.lineShares(k).forEach((line, share) -> member(policy, line, share, 0));
  }

  private void member(String policy, String asset, double share, double cover) {
    if (share != 0 || cover != 0) in.draft().add(new CapacityMargin.Member(policy, asset, in.label(), share, cover));
  }
}
