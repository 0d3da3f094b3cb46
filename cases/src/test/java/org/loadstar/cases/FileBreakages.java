package org.loadstar.cases;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Files and settings that are wrong as a whole or in a key.
final class FileBreakages {
  private FileBreakages() {}

  static void files(Breakages all) {
    all.add(
        "required file missing",
        b -> {
          b.write("zones.csv", null);
          return Expected.one("zones.csv", 0, "", "");
        });
    all.add(
        "required file misnamed",
        b -> {
          b.write("zone.csv", b.bytes("zones.csv"));
          b.write("zones.csv", null);
          return List.of(
              new Expected("zone.csv", "", "'zones.csv'"),
              new Expected("zones.csv", "", "'zone.csv'"));
        });
    all.add(
        "demand missing",
        b -> {
          b.write("demand_mw.csv", null);
          return Expected.one("demand_mw.csv", 0, "", "");
        });
    all.add(
        "settings missing",
        b -> {
          b.write("case.yaml", null);
          return Expected.one("case.yaml", 0, "", "");
        });
    all.add(
        "file of no table",
        b -> {
          b.write("generator.csv", b.bytes("generators.csv"));
          return Expected.one("generator.csv", 0, "", "'generators.csv'");
        });
    all.add(
        "empty file",
        b -> {
          b.write("fuels.csv", new byte[0]);
          return Expected.one("fuels.csv", 0, "", "");
        });
    all.add(
        "required table with a header only",
        b -> {
          b.lines("technologies.csv", l -> l.subList(1, l.size()).clear());
          return Expected.one("technologies.csv", 1, "", "");
        });
    all.add(
        "binary garbage",
        b -> {
          b.write(
              "storages.csv",
              new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});
          return Expected.one("storages.csv", 3, "", "UTF-8");
        });
    all.add(
        "not UTF-8",
        b -> {
          b.lines("generators.csv", l -> l.set(2, l.get(2) + "\u00e9"));
          b.write("generators.csv", b.text("generators.csv").getBytes(StandardCharsets.ISO_8859_1));
          return Expected.one("generators.csv", 3, "0xE9", "UTF-8");
        });
    all.add(
        "semicolons",
        b -> {
          b.write(
              "fuels.csv",
              "fuel;co2_t_per_mmbtu\nnatural_gas;0,05\n".getBytes(StandardCharsets.UTF_8));
          return Expected.one("fuels.csv", 1, "fuel;co2_t_per_mmbtu", "commas");
        });
    all.add(
        "a quote that is not closed",
        b -> {
          int last = b.table("lines.csv").size();
          b.lines("lines.csv", l -> l.set(last - 1, "\"" + l.get(last - 1)));
          return Expected.one("lines.csv", last, "", "quote");
        });
  }

  static void settings(Breakages all) {
    all.add(
        "bad YAML",
        b -> {
          b.lines("case.yaml", l -> l.add(2, "\tmoney: 1"));
          return Expected.one("case.yaml", 3, "", "tab");
        });
    all.add(
        "unknown key",
        b ->
            Expected.one(
                "case.yaml",
                b.line("case.yaml", "end_years", l -> l.replace("end_years", "end_yars")),
                "end_yars",
                "'end_years'"));
    all.add(
        "key of a section at the top",
        b -> {
          b.lines("case.yaml", l -> l.add("utilisation: 0.5"));
          return Expected.one(
              "case.yaml",
              b.text("case.yaml").split("\n").length,
              "utilisation",
              "'ai.utilisation'");
        });
    all.add(
        "required key missing",
        b -> {
          b.line("case.yaml", "money_year", l -> "# none");
          return Expected.one("case.yaml", 2, "", "");
        });
    all.add(
        "required key misspelt is one fault",
        b ->
            Expected.one(
                "case.yaml",
                b.line("case.yaml", "demand_year", l -> l.replace("demand_year", "demand_yaer")),
                "demand_yaer",
                "'demand_year'"));
    all.add(
        "key given twice",
        b -> {
          b.lines("case.yaml", l -> l.add("wacc: 0.05"));
          return Expected.one("case.yaml", b.text("case.yaml").split("\n").length, "wacc", "");
        });
    all.add(
        "text for a number",
        b ->
            Expected.one(
                "case.yaml",
                b.line("case.yaml", "transfer_factor", l -> "transfer_factor: high"),
                "high",
                ""));
    all.add(
        "list for a number",
        b ->
            Expected.one(
                "case.yaml",
                b.line("case.yaml", "transfer_factor", l -> "transfer_factor: [1]"),
                "",
                ""));
    all.add(
        "rate in percent",
        b ->
            Expected.one(
                "case.yaml",
                b.line(
                    "case.yaml", "growth_data_centre_share", l -> "growth_data_centre_share: 40"),
                "40",
                "0.4 (a share, not percent)"));
    all.add(
        "fractional year",
        b ->
            Expected.one(
                "case.yaml",
                b.line("case.yaml", "money_year", l -> "money_year: 2024.5"),
                "2024.5",
                ""));
    all.add(
        "target year that is no stage",
        b ->
            Expected.one(
                "case.yaml",
                b.line("case.yaml", "target_year", l -> "target_year: 2031"),
                "2031",
                "2030"));
    all.add(
        "stages not ascending",
        b ->
            Expected.one(
                "case.yaml",
                b.line("case.yaml", "stages", l -> "stages: [2030, 2027]"),
                "[2030, 2027]",
                "[2027, 2030]"));
    all.add(
        "time resolution",
        b ->
            Expected.one(
                "case.yaml",
                b.line("case.yaml", "time:", l -> "time: reps 6"),
                "reps 6",
                "'reps:6'"));
    all.add(
        "too many representative days",
        b ->
            Expected.one(
                "case.yaml",
                b.line("case.yaml", "time:", l -> "time: reps:400"),
                "reps:400",
                ""));
    all.add(
        "unknown scenario",
        b ->
            Expected.one(
                "case.yaml",
                b.line("case.yaml", "technology_costs:", l -> "  technology_costs: moderat"),
                "moderat",
                "'moderate'"));
    all.add(
        "scenario of an unknown table",
        b ->
            Expected.one(
                "case.yaml",
                b.line("case.yaml", "fuel_prices:", l -> l + "\n  fuel_price: x") + 1,
                "fuel_price",
                "'fuel_prices'"));
    all.add(
        "scenario not chosen",
        b -> {
          b.line("case.yaml", "fuel_prices:", l -> "  # none");
          int line = b.line("case.yaml", "demand_growth:", l -> l);
          return Expected.one("case.yaml", line, "", "scenarios: {fuel_prices: ");
        });
  }
}
