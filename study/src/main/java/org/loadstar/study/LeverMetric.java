package org.loadstar.study;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is asked of a set of levers.
///
/// @param name as typed
/// @param year of a metric of GW, else 0
record LeverMetric(String name, int year) {
  private static final Pattern GW = Pattern.compile("gw_(\\d{4})");

  /// @throws OptionRefused for an unknown name
  static LeverMetric of(String name) {
    Matcher m = GW.matcher(name);
    if (m.matches()) return new LeverMetric(name, Integer.parseInt(m.group(1)));
    if (!name.equals("cost") && !name.equals("co2") && !name.equals("public_cost"))
      throw new OptionRefused("metric '" + name + "': allowed are gw_YEAR (as gw_2030), cost, co2 and public_cost");
    return new LeverMetric(name, 0);
  }

  boolean gw() {
    return year > 0;
  }

  String unit() {
    return gw() ? "GW" : name.equals("co2") ? "t" : "USD";
  }
}
