package org.loadstar.cases.genx;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.loadstar.cases.Decimal;

/// Refuses what GenX reads and the mapping does not, so that nothing is ignored silently.
final class Unread {
  /// Attributes that GenX reads in every kind of resource, or that change which kind of thing it is.
  private static final Set<String> READ =
      Set.of(
          "can_retrofit", "retrofit", "retrofit_efficiency", "maint", "fusion", "lds", "lds_vre_stor",
          "multi_fuels");

  /// Attributes that GenX reads under a setting only.
  private static final Map<String, String> UNDER =
      Map.of(
          "reg_max", "OperationalReserves", "rsv_max", "OperationalReserves", "esr_", "EnergyShareRequirement",
          "derating_factor_", "CapacityReserveMargin", "min_cap_", "MinCapReq", "max_cap_", "MaxCapReq",
          "h2_demand_", "HydrogenMinimumProduction", "qualified_supply_", "HourlyMatching");

  private final GenxStage in;

  Unread(GenxStage in) {
    this.in = in;
  }

  void check() {
    for (Resource r : in.resources()) {
      Set<String> unread = new HashSet<>(r.unread());
      for (String a : unread) {
        if (!refused(a)) continue;
        String text = r.text(a, "");
        if (text.isEmpty() || text.equals("None") || Decimal.parse(text) == 0) continue;
        r.fault(a, a + " of " + r.name() + " is not supported");
      }
    }
  }

  private boolean refused(String attribute) {
    if (READ.contains(attribute)) return true;
    for (var e : UNDER.entrySet()) {
      String key = e.getKey();
      boolean match = key.endsWith("_") ? attribute.matches(key + "(stor_|solar_|wind_|vrestor_)?\\d+") : attribute.equals(key);
      if (match && in.settings().on(e.getValue())) return true;
    }
    return false;
  }
}
