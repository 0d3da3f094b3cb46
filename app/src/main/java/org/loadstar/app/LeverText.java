package org.loadstar.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The worth of levers for people: a table for each intensity, the sum, the check at the case's own resolution.
final class LeverText {
  private static final int BAR = 24;
  private static final int NAMED = 6;

  private final Map<String, ?> m;
  private final double scale;
  private final String unit;

  private LeverText(Map<String, ?> m) {
    this.m = m;
    String of = Figures.text(m, "unit");
    scale = of.equals("GW") ? 1 : of.equals("USD") ? 1e-9 : 1e-6;
    unit = of.equals("GW") ? "GW" : of.equals("USD") ? "bn USD" : "Mt";
  }

  static String of(Map<String, ?> study) {
    return new LeverText(study).text();
  }

  private String text() {
    StringBuilder out = new StringBuilder("Worth of levers, ").append(Figures.text(m, "metric")).append(" in ").append(unit);
    out.append(", at ").append(Figures.text(m, "resolution")).append("; ").append(Figures.text(m, "method")).append('\n');
    double money = Figures.number(m.get("budget_usd"));
    if (!Double.isNaN(money)) out.append("Every plan may cost ").append(TextTable.dollars(money)).append(" (discounted)\n");
    String stopped = "stopped".equals(m.get("status")) ? "Stopped" + ("solver".equals(m.get("stopped_by")) ? " because the solver found no plan of a set" : "") + "; " + Figures.text(m, "plans_done") + " plans are kept and are not solved again.\n" : "";
    if (Figures.object(m, "values").isEmpty()) return out.append(stopped).toString();
    Map<String, Object> by = Figures.object(m, "by_intensity");
    if (by.isEmpty()) table(out, m);
    for (String k : by.keySet()) table(out.append("\nLevers at ").append(k).append(" intensity\n"), Figures.object(by, k));
    Map<String, Object> groups = Figures.object(m, "groups");
    if (!groups.isEmpty()) {
      TextTable t = new TextTable(List.of("Group", unit));
      groups.forEach((k, v) -> t.add(List.of(k, figure(v))));
      out.append('\n').append(t);
    }
    if (Math.abs(Figures.number(m.get("sum_check"))) >= 0)
      out.append(String.format(Locale.ROOT, "%nThe shares add up to the whole within %.1e.%n", Math.abs(Figures.number(m.get("sum_check")) * scale)));
    checked(out);
    List<String> beyond = m.get("slack_priced") instanceof List<?> l ? l.stream().map(String::valueOf).toList() : List.of();
    if (!beyond.isEmpty())
      out.append(beyond.size() == 1 ? "1 set cannot" : beyond.size() + " sets cannot").append(" be as reliable as without AI load, or not within the budget (")
          .append(String.join(", ", beyond.subList(0, Math.min(NAMED, beyond.size())))).append(beyond.size() > NAMED ? ", ..." : "")
          .append("): worth their GW less the least that they must spend beyond that, at the price of a missing GW.\n");
    return out.append(stopped).toString();
  }

  private void table(StringBuilder out, Map<String, ?> of) {
    Map<String, Object> values = Figures.object(of, "values");
    boolean resource = false;
    boolean paid = false;
    double largest = 0;
    for (String k : values.keySet()) {
      Map<String, Object> v = Figures.object(values, k);
      largest = Math.max(largest, Math.abs(Figures.number(v.get("shapley"))));
      resource |= v.get("resource_cost_usd") instanceof Number;
      paid |= v.get("public_cost_usd") instanceof Number;
    }
    List<String> header = new ArrayList<>(List.of("Lever", unit, "from", "to", "alone", "last in"));
    if (resource) header.add("resource bn USD");
    if (paid) header.add("public bn USD");
    header.add("");
    TextTable t = new TextTable(header);
    for (String k : values.keySet()) {
      Map<String, Object> v = Figures.object(values, k);
      double share = Figures.number(v.get("shapley"));
      List<String> row = new ArrayList<>(List.of(
          k, figure(v.get("shapley")), figure(v.get("low")), figure(v.get("high")), figure(v.get("first_in")), figure(v.get("last_in"))));
      if (resource) row.add(TextTable.figure(1e-9 * Figures.number(v.get("resource_cost_usd")), 2));
      if (paid) row.add(TextTable.figure(1e-9 * Figures.number(v.get("public_cost_usd")), 2));
      String bar = "#".repeat((int) Math.round(largest == 0 ? 0 : BAR * Math.abs(share) / largest));
      String none = Boolean.TRUE.equals(v.get("binds_in_none")) ? "what it moves binds in no set" : "not distinguishable";
      row.add(Boolean.TRUE.equals(v.get("distinguishable")) ? (share < 0 ? "-" : "") + bar : none);
      t.add(row);
    }
    out.append('\n').append(t).append('\n');
    out.append(String.format(Locale.ROOT, "Without them %s, with all %s: together %s %s.%n",
        figure(of.get("without")), figure(of.get("with_all")), figure(of.get("total")), unit));
    if (paid) out.append(resource ? "Public money is a transfer; it is no part of the resource cost.\n"
        : "Public money is what the levers cost the public with all of them on; every set has the same budget.\n");
  }

  private void checked(StringBuilder out) {
    Map<String, Object> check = Figures.object(m, "checked");
    if (check.isEmpty()) return;
    out.append("At ").append(Figures.text(check, "resolution")).append(':');
    for (String k : List.of("none", "all"))
      if (check.containsKey(k)) {
        Map<String, Object> v = Figures.object(check, k);
        out.append(String.format(Locale.ROOT, " %s %s (here %s);", k.equals("none") ? "without" : "with all", figure(v.get("value")), figure(v.get("in_study"))));
      }
    if (check.containsKey("total")) out.append(" together ").append(figure(check.get("total"))).append(' ').append(unit);
    if (check.get("slack_priced") instanceof List<?> l && !l.isEmpty())
      out.append("; beyond its limits: ").append(l.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    out.append(".\n");
  }

  private String figure(@org.jspecify.annotations.Nullable Object v) {
    return TextTable.figure(Figures.number(v) * scale, 3);
  }
}
