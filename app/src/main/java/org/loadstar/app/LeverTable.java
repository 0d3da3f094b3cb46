package org.loadstar.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loadstar.cases.Lever;
import org.loadstar.cases.Levers;

/// The levers of a case, as a table and as JSON.
final class LeverTable {
  private final Levers levers;

  LeverTable(Levers levers) {
    this.levers = levers;
  }

  /// A line per lever and what it does below; a sentence where the case has none.
  String text() {
    if (levers.all().isEmpty()) return "The case has no levers (files levers/NAME.yaml in its folder).\n";
    TextTable t = new TextTable(List.of("Lever", "now", "default", "in force", "group", "quality", "low / middle / high"));
    for (Lever l : levers.all())
      t.add(List.of(l.name(), now(l), l.on() ? "on" : "off", l.inForce().toString(), l.group(), l.quality(), intensities(l)));
    StringBuilder out = new StringBuilder().append(t).append('\n');
    for (Lever l : levers.all()) out.append(l.name()).append(": ").append(l.description()).append('\n');
    return out.toString();
  }

  private String now(Lever l) {
    double level = levers.state().getOrDefault(l.name(), 0.0);
    return level == 0 ? "off" : level == 1 ? "on" : TextTable.figure(level, 2);
  }

  private static String intensities(Lever l) {
    Lever.Value first = l.values().getFirst();
    return first.low() + " / " + first.middle() + " / " + first.high() + " " + l.unit();
  }

  /// `[{name, description, group, quality, source, unit, start_date, lag_months, default, level, values}]`
  List<Map<String, Object>> json() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Lever l : levers.all()) {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("name", l.name());
      m.put("description", l.description());
      m.put("group", l.group());
      m.put("quality", l.quality());
      m.put("source", l.source());
      m.put("unit", l.unit());
      m.put("start_date", l.start().toString());
      m.put("lag_months", l.lagMonths());
      m.put("default", l.on() ? "on" : "off");
      m.put("level", levers.state().getOrDefault(l.name(), 0.0));
      m.put("values", l.values());
      all.add(m);
    }
    return all;
  }
}
