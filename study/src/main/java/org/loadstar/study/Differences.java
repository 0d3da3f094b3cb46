package org.loadstar.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Generator;
import org.loadstar.model.Hydro;
import org.loadstar.model.Rows;

/// Says for each technology group of a backcast why the model and the record differ, with the figures behind it.
final class Differences {
  private Differences() {}

  static List<Map<String, Object>> explain(
      Case data, int year, Map<String, Double> model, Map<String, Double> record, List<String> groups) {
    Figures figures = new Figures(data);
    Map<String, String> fuel = new TreeMap<>();
    for (Rows.Technology t : data.technologies()) fuel.put(t.technology(), t.fuel());
    Map<String, Double> fleet = new TreeMap<>();
    for (Generator.Row g : data.generators())
      fleet.merge(Backcast.group(g.technology(), fuel), figures.scheduled(g.generator(), g.existing(), year), Double::sum);
    for (Hydro.Row h : data.hydro())
      fleet.merge("hydro", figures.scheduled(h.hydro(), h.existing(), year), Double::sum);
    List<Map<String, Object>> out = new ArrayList<>();
    for (String k : groups) {
      Double known = record.get(k);
      if (known == null) continue;
      double ours = model.getOrDefault(k, 0.0);
      double gw = fleet.getOrDefault(k, 0.0);
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("technology", k);
      m.put("difference_twh", ours - known);
      m.put("fleet_gw", gw);
      m.put("capacity_factor_model", gw > 0 ? ours / gw / 8.76 : 0);
      m.put("capacity_factor_of_record_on_this_fleet", gw > 0 ? known / gw / 8.76 : 0);
      m.put("words", words(data, k, ours, known, gw));
      out.add(m);
    }
    return out;
  }

  private static String words(Case data, String group, double ours, double known, double gw) {
    String lead = String.format(Locale.ROOT, "%+.0f TWh (%+.1f %%): ", ours - known, 100 * (ours / known - 1));
    String cf = String.format(Locale.ROOT, "%.1f GW at a capacity factor of %.3f", gw, gw > 0 ? ours / gw / 8.76 : 0);
    return lead
        + switch (group) {
          case "wind", "solar" -> cf + "; the fleet stands at the end of the year before the first stage and is larger than that of the"
              + " record year, and the weather is that of " + data.settings().weatherYear();
          case "nuclear" -> cf + "; availability is set by outage rates, and restarted units stand in the fleet";
          case "hydro" -> cf + "; monthly capacity factors are the mean of several years, scaled to the chosen scenario '"
              + data.settings().scenarios().getOrDefault("hydro_monthly", "") + "'";
          case "coal", "gas" -> cf + "; least-cost dispatch without unit commitment, contracts or local limits chooses between gas and"
              + " coal by fuel price alone, and the larger wind and solar fleet displaces both";
          default -> cf + "; small plants whose fuel and heat supply contracts are not modelled";
        };
  }
}
