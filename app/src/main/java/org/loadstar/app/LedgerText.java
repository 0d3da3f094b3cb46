package org.loadstar.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The ledger of a plan for a terminal.
final class LedgerText {
  private static final int MOST_FLOWS = 25;
  private static final double BILLION = 1e9;

  private LedgerText() {}

  static String of(Map<String, ?> m) {
    String year = Figures.text(m, "target_year");
    StringBuilder s = new StringBuilder("Money per party, USD of " + Figures.text(m, "money_year") + ", received less paid");
    s.append(String.format(Locale.ROOT, "; present values in %s at %.3g %%%n%n", Figures.text(m, "base_year"), 100 * Figures.number(m.get("discount_rate"))));
    s.append(parties(m, year)).append('\n');
    s.append("Transfers sum to 0.00 in each of ").append(Figures.object(m, "transfers_sum_by_year").size()).append(" years.\n\n");
    s.append("Largest flows\n").append(flows(m, year)).append('\n');
    fiscal(m, s);
    ratepayers(m, year, s);
    lcoe(m, year, s);
    compute(m, year, s);
    return s.append("Prices are the plan's duals, not a forecast; what the computation earns is not counted.\nRun folder: ").append(Figures.text(m, "run")).append('\n').toString();
  }

  private static String billions(double usd) {
    return TextTable.figure(usd / BILLION, 2);
  }

  private static TextTable parties(Map<String, ?> m, String year) {
    TextTable t = new TextTable(List.of("party", "NPV $bn", "IRR", "paid back in", year + " $bn"));
    double npv = 0;
    double now = 0;
    Map<String, Object> parties = Figures.object(m, "parties");
    for (String p : parties.keySet()) {
      Map<String, Object> of = Figures.object(parties, p);
      double inYear = Figures.object(of, "by_year").get(year) instanceof Number n ? n.doubleValue() : 0;
      double value = Figures.number(of.get("npv_usd"));
      npv += value;
      now += inYear;
      if (value == 0 && inYear == 0) continue;
      double irr = Figures.number(of.get("irr"));
      String back = Figures.text(of, "payback_year");
      t.add(List.of(p.replace('_', ' '), billions(value), Double.isNaN(irr) ? "-" : TextTable.figure(100 * irr, 1) + " %", back.isEmpty() ? "-" : back, billions(inYear)));
    }
    t.add(List.of("sum", TextTable.figure(Math.rint(npv) / BILLION, 2), "", "", TextTable.figure(Math.rint(100 * now) / 100 / BILLION, 2)));
    return t;
  }

  private static TextTable flows(Map<String, ?> m, String year) {
    TextTable t = new TextTable(List.of("from, to", "for", "NPV $bn", year + " $bn"));
    Figures.list(m, "flows").stream().limit(MOST_FLOWS).forEach(f ->
        t.add(List.of((Figures.text(f, "payer") + " -> " + Figures.text(f, "payee")).replace('_', ' '), Figures.text(f, "category").replace('_', ' '),
            billions(Figures.number(f.get("npv_usd"))), billions(Figures.number(f.get("target_year_usd"))))));
    return t;
  }

  private static void fiscal(Map<String, ?> m, StringBuilder s) {
    Map<String, Object> f = Figures.object(m, "fiscal");
    s.append("Public cost of instruments ").append(TextTable.dollars(Figures.number(f.get("cost_usd"))));
    List<String> parts = new ArrayList<>();
    Figures.object(f, "by_instrument_usd").forEach((k, v) -> {
      if (Figures.number(v) != 0) parts.add(k.replace('_', ' ') + " " + TextTable.dollars(Figures.number(v)));
    });
    if (!parts.isEmpty()) s.append(" (").append(String.join(", ", parts)).append(')');
    s.append(", income tax ").append(TextTable.dollars(Figures.number(f.get("taxes_usd")))).append(" (present values)\n");
    Map<String, Object> g = Figures.object(f, "guarantee");
    if (Figures.number(g.get("claims_usd")) != 0)
      s.append("Guarantees: expected claims ").append(TextTable.dollars(Figures.number(g.get("claims_usd")))).append(" less fees ")
          .append(TextTable.dollars(Figures.number(g.get("fees_usd")))).append(", public cost ").append(TextTable.dollars(Figures.number(g.get("public_cost_usd")))).append('\n');
    double gw = Figures.number(m.get("gw_per_public_usd"));
    if (!Double.isNaN(gw)) s.append(String.format(Locale.ROOT, "New AI load per public dollar: %.3g GW for each billion%n", gw * BILLION));
  }

  private static void ratepayers(Map<String, ?> m, String year, StringBuilder s) {
    Map<String, Object> zones = Figures.object(Figures.object(m, "ratepayer_effect_usd_per_mwh"), year);
    if (zones.isEmpty()) {
      s.append("Effect on ratepayers: not known, the run has no twin without new AI load.\n\n");
      return;
    }
    TextTable t = new TextTable(List.of("zone", "ratepayers " + year + ", $/MWh more than without AI load"));
    new TreeMap<>(zones).forEach((z, v) -> t.add(List.of(z, TextTable.figure(Figures.number(v), 2))));
    s.append('\n').append(t).append('\n');
  }

  private static void lcoe(Map<String, ?> m, String year, StringBuilder s) {
    Map<String, double[]> range = new TreeMap<>();
    Map<String, Object> zones = Figures.object(Figures.object(m, "lcoe"), year);
    for (String z : zones.keySet())
      Figures.object(zones, z).forEach((t, v) -> {
        double[] r = range.computeIfAbsent(t, k -> new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
        r[0] = Math.min(r[0], Figures.number(v));
        r[1] = Math.max(r[1], Figures.number(v));
      });
    if (range.isEmpty()) return;
    TextTable t = new TextTable(List.of("new plants " + year + ", $/MWh", "least zone", "dearest zone"));
    range.forEach((k, r) -> t.add(List.of(k.replace('_', ' '), TextTable.figure(r[0], 1), TextTable.figure(r[1], 1))));
    s.append(t).append('\n');
  }

  private static void compute(Map<String, ?> m, String year, StringBuilder s) {
    Map<String, Object> campuses = Figures.object(Figures.object(m, "compute_cost_usd_per_gpu_hour"), year);
    if (campuses.isEmpty()) return;
    double least = campuses.values().stream().mapToDouble(Figures::number).min().orElseThrow();
    double most = campuses.values().stream().mapToDouble(Figures::number).max().orElseThrow();
    s.append(String.format(Locale.ROOT, "Cost of compute in %s: %.2f to %.2f USD a GPU-hour in %d campuses%n", year, least, most, campuses.size()));
  }
}
