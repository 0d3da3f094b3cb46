package org.loadstar.app;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What it costs to leave zones out, for people.
final class ExclusionText {
  private ExclusionText() {}

  static String of(Map<String, ?> study) {
    StringBuilder out = new StringBuilder("Cost of leaving a zone out, at ").append(Figures.text(study, "resolution")).append("; bn USD discounted, against the case as it stands\n\n");
    Map<String, Object> by = Figures.object(study, "excluded");
    TextTable t = new TextTable(List.of("Zone", "without", "cost", "of which paid", "resource", "its ratepayers", "tax credits", "USD/MWh there", "AI GW there", "AI GW in all", "MW built there"));
    for (String z : by.keySet())
      for (String what : List.of("money", "host")) {
        Map<String, Object> m = Figures.object(Figures.object(by, z), what);
        if (m.isEmpty()) continue;
        t.add(List.of(z, what.equals("money") ? "federal money" : "campuses", bn(m.get("objective_usd")), bn(m.get("private_cost_usd")),
            bn(m.get("resource_cost_usd")), bn(m.get("ratepayers_usd")),
            bn(m.get("tax_credits_usd")), figure(m.get("price_usd_per_mwh"), 2), figure(m.get("ai_gw_zone"), 3), figure(m.get("ai_gw"), 3), figure(m.get("built_mw_zone"), 0)));
      }
    out.append(t).append("\nGW and prices are those of ").append(Figures.text(study, "target_year")).append("; plants over all years. Cost holds missed AI load at its price. A change of cost below what the solver left open of both plans (");
    double open = by.keySet().stream().mapToDouble(z -> Figures.number(Figures.object(Figures.object(by, z), "money").get("open_usd"))).max().orElse(0);
    out.append(bn(open)).append(") says nothing.\n");
    if (!"done".equals(study.get("status"))) out.append("Stopped after ").append(Figures.text(study, "zones_done")).append(" zones.\n");
    return out.toString();
  }

  private static String bn(@Nullable Object v) {
    return figure(Figures.number(v) * 1e-9, 3);
  }

  private static String figure(@Nullable Object v, int digits) {
    return TextTable.figure(Figures.number(v), digits);
  }
}
