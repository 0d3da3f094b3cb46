package org.loadstar.cases;

import java.util.Collections;
import java.util.List;

/// Columns, cells and hours that are wrong by themselves.
final class TableBreakages {
  private TableBreakages() {}

  static void columns(Breakages all) {
    all.add(
        "required column missing",
        b -> {
          b.table(
              "lines.csv",
              rows -> {
                int i = rows.getFirst().indexOf("forward_mw");
                rows.forEach(r -> r.remove(i));
              });
          return Expected.one("lines.csv", 1, "", "");
        });
    all.add(
        "column in another unit",
        b -> {
          b.header("generators.csv", "existing_mw", "existing_gw");
          return Expected.one("generators.csv", 1, "existing_gw", "'existing_mw' (the unit is mw)");
        });
    all.add(
        "money column in another unit",
        b -> {
          b.header("technology_costs.csv", "capex_usd_per_kw", "capex_usd_per_mw");
          return Expected.one("technology_costs.csv", 1, "capex_usd_per_mw", "'capex_usd_per_kw'");
        });
    all.add(
        "misspelt column",
        b -> {
          b.header("zones.csv", "reserve_region", "reserv_region");
          return Expected.one("zones.csv", 1, "reserv_region", "'reserve_region'");
        });
    all.add(
        "column given twice",
        b -> {
          b.table("fuels.csv", rows -> rows.forEach(r -> r.add(r.getFirst())));
          return Expected.one("fuels.csv", 1, "fuel", "");
        });
  }

  static void cells(Breakages all) {
    cell(all, "NaN", "generators.csv", "existing_mw", "NaN", "an empty cell");
    cell(all, "infinite capacity", "generators.csv", "existing_mw", "inf", "");
    cell(all, "number beyond all bounds", "generators.csv", "existing_mw", "1e999", "");
    cell(all, "number beyond all quantities", "generators.csv", "existing_mw", "1e16", "");
    cell(all, "a large number for no limit", "generators.csv", "max_new_mw", "1e30", "inf");
    cell(all, "negative capacity", "generators.csv", "existing_mw", "-5", "5");
    cell(all, "thousands separator", "generators.csv", "max_new_mw", "1,500", "1500");
    cell(all, "decimal comma", "technologies.csv", "forced_outage", "0,05", "0.05");
    cell(all, "percent sign", "technologies.csv", "forced_outage", "5%", "0.05");
    cell(all, "percent", "technologies.csv", "forced_outage", "5", "0.05 (a share, not percent)");
    cell(all, "word for yes", "generators.csv", "retirable", "yes", "1");
    cell(all, "bad enum", "technologies.csv", "kind", "thermall", "'thermal'");
    cell(all, "enum in capitals", "technologies.csv", "kind", "Thermal", "'thermal'");
    cell(all, "money without dollar year", "generators.csv", "dollar_year", "", "");
    cell(all, "blank required cell", "lines.csv", "forward_mw", "", "");
    cell(all, "year with a fraction", "lines.csv", "first_year", "2029.5", "");
    all.add(
        "row with too few cells",
        b -> {
          b.table("lines.csv", rows -> rows.get(1).removeLast());
          return Expected.one("lines.csv", 2, "", "");
        });
    all.add(
        "row with too many cells",
        b -> {
          b.table("lines.csv", rows -> rows.get(1).add("more"));
          return Expected.one("lines.csv", 2, "", "quotes");
        });
    all.add(
        "duplicate row",
        b -> {
          b.table("generators.csv", rows -> rows.add(rows.get(1)));
          return Expected.one(
              "generators.csv",
              b.table("generators.csv").size(),
              b.cell("generators.csv", 2, "generator"),
              "");
        });
    all.add(
        "several faults at once",
        b -> {
          b.cell("generators.csv", 2, "max_new_mw", "many");
          b.cell("generators.csv", 4, "capex_multiplier", "-1");
          b.cell("zones.csv", 2, "latitude_deg", "north");
          int line = b.line("case.yaml", "end_years", l -> "end_years: 0");
          return List.of(
              new Expected("case.yaml:" + line, "0", ""),
                  new Expected("generators.csv:2", "many", ""),
              new Expected("generators.csv:4", "-1", "1"),
                  new Expected("zones.csv:2", "north", ""));
        });
  }

  private static void cell(
      Breakages all, String name, String file, String column, String value, String maybe) {
    all.add(
        name,
        b -> {
          b.cell(file, 3 > b.table(file).size() ? 2 : 3, column, value);
          return Expected.one(file, 3 > b.table(file).size() ? 2 : 3, value, maybe);
        });
  }

  static void hourly(Breakages all) {
    all.add(
        "8759 hours",
        b -> {
          b.lines("demand_mw.csv", List::removeLast);
          return Expected.one("demand_mw.csv", 8760, "", "");
        });
    all.add(
        "8761 hours",
        b -> {
          b.lines("demand_mw.csv", l -> l.add(l.getLast().replaceFirst("8760", "8761")));
          return Expected.one("demand_mw.csv", 8762, "", "");
        });
    all.add(
        "hours out of order",
        b -> {
          b.lines("demand_mw.csv", l -> Collections.swap(l, 100, 101));
          return Expected.one("demand_mw.csv", 101, "101", "");
        });
    all.add(
        "negative demand",
        b -> {
          b.lines(
              "demand_mw.csv",
              l -> l.set(500, l.get(500).substring(0, l.get(500).lastIndexOf(',')) + ",-3"));
          return Expected.one("demand_mw.csv", 501, "-3", "");
        });
    all.add(
        "hole in the demand",
        b -> {
          b.lines(
              "demand_mw.csv",
              l -> l.set(500, l.get(500).substring(0, l.get(500).lastIndexOf(',')) + ","));
          return Expected.one("demand_mw.csv", 501, "", "");
        });
    all.add(
        "ragged hour",
        b -> {
          b.lines("demand_mw.csv", l -> l.set(500, l.get(500) + ",1"));
          return Expected.one("demand_mw.csv", 501, "", "");
        });
    all.add(
        "demand of a zone misspelt",
        b -> {
          String zone = b.cell("zones.csv", 2, "zone");
          b.header("demand_mw.csv", zone, zone + "s");
          return Expected.one("demand_mw.csv", 1, zone + "s", "'" + zone + "'");
        });
    all.add(
        "demand of a zone missing",
        b -> {
          int i = b.table("demand_mw.csv").getFirst().size() - 1;
          b.table("demand_mw.csv", rows -> rows.forEach(r -> r.remove(i)));
          return Expected.one("demand_mw.csv", 1, "", "");
        });
    all.add(
        "hourly file without hours",
        b -> {
          b.header("demand_mw.csv", "hour", "time");
          return Expected.one(
              "demand_mw.csv", 1, String.join(",", b.table("demand_mw.csv").getFirst()), "");
        });
    all.add(
        "profile above 1",
        b -> {
          String file = profile(b);
          b.lines(file, l -> l.set(7, l.get(7).substring(0, l.get(7).lastIndexOf(',')) + ",1.2"));
          return Expected.one(file, 8, "1.2", "");
        });
  }

  private static String profile(BrokenCase b) {
    List<List<String>> rows = b.table("generators.csv");
    int i = rows.getFirst().indexOf("profile");
    String profile =
        rows.stream()
            .skip(1)
            .map(r -> r.get(i))
            .filter(p -> !p.isEmpty())
            .findFirst()
            .orElseThrow();
    return "profiles/" + profile.substring(0, profile.indexOf('/')) + ".csv";
  }
}
