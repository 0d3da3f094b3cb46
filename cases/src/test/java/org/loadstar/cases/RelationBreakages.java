package org.loadstar.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows that are wrong because of other rows.
final class RelationBreakages {
  private RelationBreakages() {}

  static void relations(Breakages all) {
    all.add(
        "unknown zone",
        b -> {
          String zone = b.cell("generators.csv", 2, "zone");
          b.cell("generators.csv", 2, "zone", zone + "x");
          return Expected.one("generators.csv", 2, zone + "x", "'" + zone + "'");
        });
    all.add(
        "fuel of an empty table",
        b -> {
          b.lines("fuels.csv", l -> l.subList(1, l.size()).clear());
          b.table(
              "technologies.csv",
              rows -> {
                int fuel = rows.getFirst().indexOf("fuel");
                rows.subList(2, rows.size()).forEach(r -> r.set(fuel, ""));
              });
          b.lines("fuel_prices.csv", l -> l.subList(1, l.size()).clear());
          b.line("case.yaml", "fuel_prices:", l -> "  # none");
          String fuel = b.cell("technologies.csv", 2, "fuel");
          var expected = new ArrayList<Expected>();
          expected.addAll(
              Expected.one(
                  "generators.csv",
                  b.find(
                      "generators.csv", "technology", b.cell("technologies.csv", 2, "technology")),
                  b.cell("technologies.csv", 2, "technology"),
                  ""));
          expected.addAll(Expected.one("technologies.csv", 2, fuel, ""));
          return expected;
        });
    all.add(
        "unknown technology",
        b -> {
          b.cell("storages.csv", 2, "technology", "batery");
          return Expected.one("storages.csv", 2, "batery", "'battery'");
        });
    all.add(
        "energy of a storage without power",
        b -> {
          int line = b.table("storages.csv").size() + 1;
          b.table(
              "storages.csv",
              rows -> {
                var row = new ArrayList<>(rows.getLast());
                row.set(rows.getFirst().indexOf("storage"), "a battery without power");
                row.set(rows.getFirst().indexOf("existing_mw"), "0");
                row.set(rows.getFirst().indexOf("existing_energy_mwh"), "200");
                rows.add(row);
              });
          return Expected.one("storages.csv", line, "200", "");
        });
    all.add(
        "storage technology of a generator",
        b -> {
          b.cell("generators.csv", 2, "technology", "battery");
          return Expected.one("generators.csv", 2, "battery", "");
        });
    all.add(
        "line with one zone at both ends",
        b -> {
          String zone = b.cell("lines.csv", 2, "from_zone");
          b.cell("lines.csv", 2, "to_zone", zone);
          return Expected.one("lines.csv", 2, zone, "left out");
        });
    all.add(
        "dollar year without deflator",
        b -> {
          int line = b.find("technology_costs.csv", "technology", "gas_cc");
          b.cell("technology_costs.csv", line, "scenario", "all");
          b.cell("technology_costs.csv", line, "year", "2199");
          b.cell("technology_costs.csv", line, "dollar_year", "1993");
          return Expected.one(
              "technology_costs.csv", line, "1993", "a row for 1993 in deflators.csv");
        });
    all.add(
        "durations crossed",
        b -> {
          b.cell("storages.csv", 2, "min_duration_h", "4");
          b.cell("storages.csv", 2, "max_duration_h", "2");
          return Expected.one("storages.csv", 2, "2", "");
        });
    all.add(
        "profile that is not there",
        b -> {
          List<List<String>> rows = b.table("generators.csv");
          int c = rows.getFirst().indexOf("profile");
          int line =
              1
                  + IntStream.range(1, rows.size())
                      .filter(i -> !rows.get(i).get(c).isEmpty())
                      .findFirst()
                      .orElseThrow();
          String profile = b.cell("generators.csv", line, "profile");
          b.cell("generators.csv", line, "profile", profile + "_");
          return Expected.one("generators.csv", line, profile + "_", "'" + profile + "'");
        });
    all.add(
        "spend profile that is not 1",
        b -> {
          b.cell("technologies.csv", 2, "spend_profile", "50;50");
          return Expected.one("technologies.csv", 2, "50;50", "not percent");
        });
    all.add("fuel without a price", RelationBreakages::fuelWithoutPrice);
    all.add(
        "technology without costs",
        b -> {
          b.table(
              "technologies.csv",
              rows -> {
                var copy =
                    new ArrayList<>(
                        rows.get(b.find("technologies.csv", "technology", "gas_cc") - 1));
                copy.set(0, "gas_new");
                rows.add(copy);
              });
          b.cell("generators.csv", 2, "technology", "gas_new");
          b.cell("generators.csv", 2, "max_new_mw", "10");
          b.cell("generators.csv", 2, "profile", "");
          return Expected.one("generators.csv", 2, "", "");
        });
    all.add(
        "scenario without the costs of a technology",
        b -> {
          b.table(
              "technology_costs.csv",
              rows -> {
                var copy =
                    new ArrayList<>(
                        rows.get(b.find("technology_costs.csv", "technology", "gas_cc") - 1));
                copy.set(rows.getFirst().indexOf("scenario"), "half");
                copy.set(rows.getFirst().indexOf("technology"), "gas_cc");
                rows.add(copy);
                int technology = rows.getFirst().indexOf("technology");
                for (String t :
                    rows.subList(1, rows.size()).stream()
                        .map(r -> r.get(technology))
                        .distinct()
                        .toList()) {
                  if (t.equals("gas_ct") || t.equals("gas_cc")) continue;
                  var other = new ArrayList<>(copy);
                  other.set(technology, t);
                  other.set(rows.getFirst().indexOf("round_trip_efficiency"), "0.85");
                  rows.add(other);
                }
              });
          b.line("case.yaml", "technology_costs:", l -> "  technology_costs: half");
          int line = 1;
          List<List<String>> rows = b.table("generators.csv");
          int technology = rows.getFirst().indexOf("technology");
          int most = rows.getFirst().indexOf("max_new_mw");
          while (!rows.get(line - 1).get(technology).equals("gas_ct")
              || rows.get(line - 1).get(most).equals("0")) line++;
          return Expected.one("generators.csv", line, "", ",half");
        });
    all.add(
        "more retired than stands",
        b -> {
          b.cell("retirements.csv", 2, "retired_mw", "999999");
          return Expected.one("retirements.csv", 2, "999999", "");
        });
    all.add(
        "retirement of an unknown plant",
        b -> {
          String plant = b.cell("retirements.csv", 2, "generator");
          b.cell("retirements.csv", 2, "generator", plant + "!");
          return Expected.one("retirements.csv", 2, plant + "!", "'" + plant + "'");
        });
    all.add(
        "storage named as a generator",
        b -> {
          int last = b.table("storages.csv").size();
          String name = b.cell("generators.csv", 2, "generator");
          b.table(
              "storages.csv",
              rows -> {
                var copy = new ArrayList<>(rows.get(last - 1));
                copy.set(0, name);
                rows.add(copy);
              });
          return Expected.one("storages.csv", last + 1, name, "");
        });
  }

  /// Many plants burn the fuel without a price; the first is named.
  private static List<Expected> fuelWithoutPrice(BrokenCase b) {
    b.table(
        "fuels.csv",
        rows -> {
          var copy = new ArrayList<>(rows.get(1));
          copy.set(0, "straw");
          rows.add(copy);
        });
    b.cell("technologies.csv", b.find("technologies.csv", "technology", "gas_cc"), "fuel", "straw");
    return Expected.one(
        "generators.csv", b.find("generators.csv", "technology", "gas_cc"), "gas_cc", "");
  }
}
