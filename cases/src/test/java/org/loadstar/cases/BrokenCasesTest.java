package org.loadstar.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Cases broken in every way we could think of: exactly the places that are wrong are named, one line each.
class BrokenCasesTest {
  private static final int MUTATIONS = 60;

  @TempDir Path temp;

  /// A fault that must be found.
  ///
  /// @param place `file:line`, or `file` for the whole file
  /// @param value the value named
  /// @param maybe part of the suggestion; empty: none is given
  private record Expected(String place, String value, String maybe) {}

  private static List<Expected> one(String file, int line, String value, String maybe) {
    return List.of(new Expected(line == 0 ? file : file + ":" + line, value, maybe));
  }

  @TestFactory
  Stream<DynamicTest> everyBrokenCaseNamesItsFaults() {
    return Stream.of(Folders.TWO_ZONES, Folders.root().resolve("cases/north-america")).flatMap(folder -> {
      var broken = new BrokenCase(Folders.copy(folder, temp.resolve(folder.getFileName())));
      return breakages().entrySet().stream().map(b -> DynamicTest.dynamicTest(folder.getFileName() + ": " + b.getKey(), () -> check(broken, b.getValue())));
    });
  }

  private static void check(BrokenCase broken, Function<BrokenCase, List<Expected>> breakage) {
    try {
      List<Expected> expected = breakage.apply(broken);
      List<Fault> faults = CaseReader.read(broken.folder()).faults();
      String all = String.join("\n", faults.stream().map(Fault::toString).toList());
      assertThat(faults).as(all).extracting(f -> f.line() == 0 ? f.file() : f.file() + ":" + f.line()).containsExactlyElementsOf(expected.stream().map(Expected::place).toList());
      for (int i = 0; i < expected.size(); i++) {
        Fault f = faults.get(i);
        Expected e = expected.get(i);
        assertThat(f.value()).as(all).isEqualTo(e.value());
        if (e.maybe().isEmpty()) assertThat(f.maybe()).as(all).isNull();
        else assertThat(f.maybe()).as(all).contains(e.maybe());
        assertThat(f.message()).isNotBlank();
        assertThat(f.toString()).doesNotContain("\n").startsWith(e.place() + ": ").endsWith(".").hasSizeLessThan(700);
      }
    } finally {
      broken.restore();
    }
  }

  private static Map<String, Function<BrokenCase, List<Expected>>> breakages() {
    var all = new LinkedHashMap<String, Function<BrokenCase, List<Expected>>>();
    files(all);
    settings(all);
    columns(all);
    cells(all);
    hourly(all);
    relations(all);
    return all;
  }

  private static void files(Map<String, Function<BrokenCase, List<Expected>>> all) {
    all.put("required file missing", b -> {
      b.write("zones.csv", null);
      return one("zones.csv", 0, "", "");
    });
    all.put("required file misnamed", b -> {
      b.write("zone.csv", b.bytes("zones.csv"));
      b.write("zones.csv", null);
      return List.of(new Expected("zone.csv", "", "'zones.csv'"), new Expected("zones.csv", "", "'zone.csv'"));
    });
    all.put("demand missing", b -> {
      b.write("demand_mw.csv", null);
      return one("demand_mw.csv", 0, "", "");
    });
    all.put("settings missing", b -> {
      b.write("case.yaml", null);
      return one("case.yaml", 0, "", "");
    });
    all.put("file of no table", b -> {
      b.write("generator.csv", b.bytes("generators.csv"));
      return one("generator.csv", 0, "", "'generators.csv'");
    });
    all.put("empty file", b -> {
      b.write("fuels.csv", new byte[0]);
      return one("fuels.csv", 0, "", "");
    });
    all.put("required table with a header only", b -> {
      b.lines("technologies.csv", l -> l.subList(1, l.size()).clear());
      return one("technologies.csv", 1, "", "");
    });
    all.put("binary garbage", b -> {
      b.write("storages.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});
      return one("storages.csv", 3, "", "UTF-8");
    });
    all.put("not UTF-8", b -> {
      b.lines("generators.csv", l -> l.set(2, l.get(2) + "\u00e9"));
      b.write("generators.csv", b.text("generators.csv").getBytes(StandardCharsets.ISO_8859_1));
      return one("generators.csv", 3, "0xE9", "UTF-8");
    });
    all.put("semicolons", b -> {
      b.write("fuels.csv", "fuel;co2_t_per_mmbtu\nnatural_gas;0,05\n".getBytes(StandardCharsets.UTF_8));
      return one("fuels.csv", 1, "fuel;co2_t_per_mmbtu", "commas");
    });
    all.put("a quote that is not closed", b -> {
      int last = b.table("lines.csv").size();
      b.lines("lines.csv", l -> l.set(last - 1, "\"" + l.get(last - 1)));
      return one("lines.csv", last, "", "quote");
    });
  }

  private static void settings(Map<String, Function<BrokenCase, List<Expected>>> all) {
    all.put("bad YAML", b -> {
      b.lines("case.yaml", l -> l.add(2, "\tmoney: 1"));
      return one("case.yaml", 3, "", "tab");
    });
    all.put("unknown key", b -> one("case.yaml", b.line("case.yaml", "end_years", l -> l.replace("end_years", "end_yars")), "end_yars", "'end_years'"));
    all.put("key of a section at the top", b -> {
      b.lines("case.yaml", l -> l.add("utilisation: 0.5"));
      return one("case.yaml", b.text("case.yaml").split("\n").length, "utilisation", "'ai.utilisation'");
    });
    all.put("required key missing", b -> {
      b.line("case.yaml", "money_year", l -> "# none");
      return one("case.yaml", 2, "", "");
    });
    all.put("required key misspelt is one fault", b ->
        one("case.yaml", b.line("case.yaml", "demand_year", l -> l.replace("demand_year", "demand_yaer")), "demand_yaer", "'demand_year'"));
    all.put("key given twice", b -> {
      b.lines("case.yaml", l -> l.add("wacc: 0.05"));
      return one("case.yaml", b.text("case.yaml").split("\n").length, "wacc", "");
    });
    all.put("text for a number", b -> one("case.yaml", b.line("case.yaml", "transfer_factor", l -> "transfer_factor: high"), "high", ""));
    all.put("list for a number", b -> one("case.yaml", b.line("case.yaml", "transfer_factor", l -> "transfer_factor: [1]"), "", ""));
    all.put("rate in percent", b -> one("case.yaml", b.line("case.yaml", "growth_data_centre_share", l -> "growth_data_centre_share: 40"), "40", "0.4 (a share, not percent)"));
    all.put("fractional year", b -> one("case.yaml", b.line("case.yaml", "money_year", l -> "money_year: 2024.5"), "2024.5", ""));
    all.put("target year that is no stage", b -> one("case.yaml", b.line("case.yaml", "target_year", l -> "target_year: 2031"), "2031", "2030"));
    all.put("stages not ascending", b -> one("case.yaml", b.line("case.yaml", "stages", l -> "stages: [2030, 2027]"), "[2030, 2027]", "[2027, 2030]"));
    all.put("time resolution", b -> one("case.yaml", b.line("case.yaml", "time:", l -> "time: reps 6"), "reps 6", "'reps:6'"));
    all.put("unknown scenario", b -> one("case.yaml", b.line("case.yaml", "technology_costs:", l -> "  technology_costs: moderat"), "moderat", "'moderate'"));
    all.put("scenario of an unknown table", b ->
        one("case.yaml", b.line("case.yaml", "fuel_prices:", l -> l + "\n  fuel_price: x") + 1, "fuel_price", "'fuel_prices'"));
    all.put("scenario not chosen", b -> {
      b.line("case.yaml", "fuel_prices:", l -> "  # none");
      int line = b.line("case.yaml", "demand_growth:", l -> l);
      return one("case.yaml", line, "", "scenarios: {fuel_prices: ");
    });
  }

  private static void columns(Map<String, Function<BrokenCase, List<Expected>>> all) {
    all.put("required column missing", b -> {
      b.table("lines.csv", rows -> {
        int i = rows.getFirst().indexOf("forward_mw");
        rows.forEach(r -> r.remove(i));
      });
      return one("lines.csv", 1, "", "");
    });
    all.put("column in another unit", b -> {
      b.header("generators.csv", "existing_mw", "existing_gw");
      return one("generators.csv", 1, "existing_gw", "'existing_mw' (the unit is mw)");
    });
    all.put("money column in another unit", b -> {
      b.header("technology_costs.csv", "capex_usd_per_kw", "capex_usd_per_mw");
      return one("technology_costs.csv", 1, "capex_usd_per_mw", "'capex_usd_per_kw'");
    });
    all.put("misspelt column", b -> {
      b.header("zones.csv", "reserve_region", "reserv_region");
      return one("zones.csv", 1, "reserv_region", "'reserve_region'");
    });
    all.put("column given twice", b -> {
      b.table("fuels.csv", rows -> rows.forEach(r -> r.add(r.getFirst())));
      return one("fuels.csv", 1, "fuel", "");
    });
  }

  private static void cells(Map<String, Function<BrokenCase, List<Expected>>> all) {
    cell(all, "NaN", "generators.csv", "existing_mw", "NaN", "an empty cell");
    cell(all, "infinite capacity", "generators.csv", "existing_mw", "inf", "");
    cell(all, "number beyond all bounds", "generators.csv", "existing_mw", "1e999", "");
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
    all.put("row with too few cells", b -> {
      b.table("lines.csv", rows -> rows.get(1).removeLast());
      return one("lines.csv", 2, "", "");
    });
    all.put("row with too many cells", b -> {
      b.table("lines.csv", rows -> rows.get(1).add("more"));
      return one("lines.csv", 2, "", "quotes");
    });
    all.put("duplicate row", b -> {
      b.table("generators.csv", rows -> rows.add(rows.get(1)));
      return one("generators.csv", b.table("generators.csv").size(), b.cell("generators.csv", 2, "generator"), "");
    });
    all.put("several faults at once", b -> {
      b.cell("generators.csv", 2, "max_new_mw", "many");
      b.cell("generators.csv", 4, "capex_multiplier", "-1");
      b.cell("zones.csv", 2, "latitude_deg", "north");
      int line = b.line("case.yaml", "end_years", l -> "end_years: 0");
      return List.of(
          new Expected("case.yaml:" + line, "0", ""), new Expected("generators.csv:2", "many", ""),
          new Expected("generators.csv:4", "-1", "1"), new Expected("zones.csv:2", "north", ""));
    });
  }

  private static void cell(Map<String, Function<BrokenCase, List<Expected>>> all, String name, String file, String column, String value, String maybe) {
    all.put(name, b -> {
      b.cell(file, 3 > b.table(file).size() ? 2 : 3, column, value);
      return one(file, 3 > b.table(file).size() ? 2 : 3, value, maybe);
    });
  }

  private static void hourly(Map<String, Function<BrokenCase, List<Expected>>> all) {
    all.put("8759 hours", b -> {
      b.lines("demand_mw.csv", List::removeLast);
      return one("demand_mw.csv", 8760, "", "");
    });
    all.put("8761 hours", b -> {
      b.lines("demand_mw.csv", l -> l.add(l.getLast().replaceFirst("8760", "8761")));
      return one("demand_mw.csv", 8762, "", "");
    });
    all.put("hours out of order", b -> {
      b.lines("demand_mw.csv", l -> java.util.Collections.swap(l, 100, 101));
      return one("demand_mw.csv", 101, "101", "");
    });
    all.put("negative demand", b -> {
      b.lines("demand_mw.csv", l -> l.set(500, l.get(500).substring(0, l.get(500).lastIndexOf(',')) + ",-3"));
      return one("demand_mw.csv", 501, "-3", "");
    });
    all.put("hole in the demand", b -> {
      b.lines("demand_mw.csv", l -> l.set(500, l.get(500).substring(0, l.get(500).lastIndexOf(',')) + ","));
      return one("demand_mw.csv", 501, "", "");
    });
    all.put("ragged hour", b -> {
      b.lines("demand_mw.csv", l -> l.set(500, l.get(500) + ",1"));
      return one("demand_mw.csv", 501, "", "");
    });
    all.put("demand of a zone misspelt", b -> {
      String zone = b.cell("zones.csv", 2, "zone");
      b.header("demand_mw.csv", zone, zone + "s");
      return one("demand_mw.csv", 1, zone + "s", "'" + zone + "'");
    });
    all.put("demand of a zone missing", b -> {
      int i = b.table("demand_mw.csv").getFirst().size() - 1;
      b.table("demand_mw.csv", rows -> rows.forEach(r -> r.remove(i)));
      return one("demand_mw.csv", 1, "", "");
    });
    all.put("hourly file without hours", b -> {
      b.header("demand_mw.csv", "hour", "time");
      return one("demand_mw.csv", 1, String.join(",", b.table("demand_mw.csv").getFirst()), "");
    });
    all.put("profile above 1", b -> {
      String file = profile(b);
      b.lines(file, l -> l.set(7, l.get(7).substring(0, l.get(7).lastIndexOf(',')) + ",1.2"));
      return one(file, 8, "1.2", "");
    });
  }

  private static String profile(BrokenCase b) {
    List<List<String>> rows = b.table("generators.csv");
    int i = rows.getFirst().indexOf("profile");
    String profile = rows.stream().skip(1).map(r -> r.get(i)).filter(p -> !p.isEmpty()).findFirst().orElseThrow();
    return "profiles/" + profile.substring(0, profile.indexOf('/')) + ".csv";
  }

  private static void relations(Map<String, Function<BrokenCase, List<Expected>>> all) {
    all.put("unknown zone", b -> {
      String zone = b.cell("generators.csv", 2, "zone");
      b.cell("generators.csv", 2, "zone", zone + "x");
      return one("generators.csv", 2, zone + "x", "'" + zone + "'");
    });
    all.put("unknown technology", b -> {
      b.cell("storages.csv", 2, "technology", "batery");
      return one("storages.csv", 2, "batery", "'battery'");
    });
    all.put("storage technology of a generator", b -> {
      b.cell("generators.csv", 2, "technology", "battery");
      return one("generators.csv", 2, "battery", "");
    });
    all.put("line with one zone at both ends", b -> {
      String zone = b.cell("lines.csv", 2, "from_zone");
      b.cell("lines.csv", 2, "to_zone", zone);
      return one("lines.csv", 2, zone, "left out");
    });
    all.put("dollar year without deflator", b -> {
      int line = b.find("technology_costs.csv", "technology", "gas_cc");
      b.cell("technology_costs.csv", line, "scenario", "all");
      b.cell("technology_costs.csv", line, "year", "2199");
      b.cell("technology_costs.csv", line, "dollar_year", "1993");
      return one("technology_costs.csv", line, "1993", "a row for 1993 in deflators.csv");
    });
    all.put("durations crossed", b -> {
      b.cell("storages.csv", 2, "min_duration_h", "4");
      b.cell("storages.csv", 2, "max_duration_h", "2");
      return one("storages.csv", 2, "2", "");
    });
    all.put("profile that is not there", b -> {
      List<List<String>> rows = b.table("generators.csv");
      int c = rows.getFirst().indexOf("profile");
      int line = 1 + java.util.stream.IntStream.range(1, rows.size()).filter(i -> !rows.get(i).get(c).isEmpty()).findFirst().orElseThrow();
      String profile = b.cell("generators.csv", line, "profile");
      b.cell("generators.csv", line, "profile", profile + "_");
      return one("generators.csv", line, profile + "_", "'" + profile + "'");
    });
    all.put("spend profile that is not 1", b -> {
      b.cell("technologies.csv", 2, "spend_profile", "50;50");
      return one("technologies.csv", 2, "50;50", "not percent");
    });
    all.put("fuel without a price", BrokenCasesTest::fuelWithoutPrice);
    all.put("technology without costs", b -> {
      b.table("technologies.csv", rows -> {
        var copy = new ArrayList<>(rows.get(b.find("technologies.csv", "technology", "gas_cc") - 1));
        copy.set(0, "gas_new");
        rows.add(copy);
      });
      b.cell("generators.csv", 2, "technology", "gas_new");
      b.cell("generators.csv", 2, "max_new_mw", "10");
      b.cell("generators.csv", 2, "profile", "");
      return one("generators.csv", 2, "", "");
    });
    all.put("more retired than stands", b -> {
      b.cell("retirements.csv", 2, "retired_mw", "999999");
      return one("retirements.csv", 2, "999999", "");
    });
    all.put("retirement of an unknown plant", b -> {
      String plant = b.cell("retirements.csv", 2, "generator");
      b.cell("retirements.csv", 2, "generator", plant + "!");
      return one("retirements.csv", 2, plant + "!", "'" + plant + "'");
    });
    all.put("storage named as a generator", b -> {
      int last = b.table("storages.csv").size();
      String name = b.cell("generators.csv", 2, "generator");
      b.table("storages.csv", rows -> {
        var copy = new ArrayList<>(rows.get(last - 1));
        copy.set(0, name);
        rows.add(copy);
      });
      return one("storages.csv", last + 1, name, "");
    });
  }

  /// A new fuel without price is missing once in each zone that burns it.
  private static List<Expected> fuelWithoutPrice(BrokenCase b) {
    b.table("fuels.csv", rows -> {
      var copy = new ArrayList<>(rows.get(1));
      copy.set(0, "straw");
      rows.add(copy);
    });
    b.cell("technologies.csv", b.find("technologies.csv", "technology", "gas_cc"), "fuel", "straw");
    List<List<String>> rows = b.table("generators.csv");
    int technology = rows.getFirst().indexOf("technology");
    int zone = rows.getFirst().indexOf("zone");
    var first = new TreeMap<String, Integer>();
    for (int i = 1; i < rows.size(); i++) if (rows.get(i).get(technology).equals("gas_cc")) first.putIfAbsent(rows.get(i).get(zone), i + 1);
    return first.values().stream().sorted().map(line -> new Expected("generators.csv:" + line, "gas_cc", "")).toList();
  }

  @Test
  void randomDamageNeverThrows() {
    var broken = new BrokenCase(Folders.copy(Folders.TWO_ZONES, temp.resolve("random")));
    List<String> files = new ArrayList<>(TableSchema.files().stream().filter(f -> java.nio.file.Files.exists(broken.folder().resolve(f))).toList());
    files.addAll(List.of("case.yaml", "case.yaml", "case.yaml", "demand_mw.csv"));
    var random = new Random(7);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String file = files.get(random.nextInt(files.size()));
      byte[] bytes = broken.bytes(file);
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = Arrays.copyOf(bytes, at);
        case 2 -> bytes[at] = (byte) ",\"\n{}[]:&*-#x9".charAt(random.nextInt(14));
        default -> System.arraycopy(bytes, at, bytes, random.nextInt(at + 1), Math.min(20, bytes.length - at));
      }
      broken.write(file, bytes);
      List<Fault> faults = CaseReader.read(broken.folder()).faults();
      if (!faults.isEmpty()) refused++;
      assertThat(faults).allSatisfy(f -> assertThat(f.toString()).doesNotContain("\n"));
      broken.restore();
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 3);
  }
}
