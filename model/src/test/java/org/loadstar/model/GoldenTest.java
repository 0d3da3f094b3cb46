package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loadstar.lp.LpTextWriter;

/// The LP text of a case of two units and three hours for each component. After a wanted change of the mathematics run with
/// `-Dgolden.write=true`, read the difference, and commit it.
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private static Map<String, TestCase> cases() {
    Map<String, TestCase> c = new TreeMap<>();
    c.put("load", TestCase.zones("A", "B").demand("A", 1000, 2000, 3000).demand("B", 500).unserved(0.1, 1000, 1, 9000));
    c.put("generator",
        TestCase.zones("A").demand("A", 1000).technology("gas", Rows.Kind.THERMAL, "mustRun", 0.3, "rampPerHour", 0.25, "financing", 20)
            .costs("gas", 2030, "capex", 800, "fom", 10)
            .generator("old", "A", "gas", "existing", 700, "retirable", true, "vom", 30)
            .generator("new", "A", "gas", "maxNew", 400, "buildRate", 200, "vom", 20));
    c.put("variable",
        TestCase.zones("A").demand("A", 1000).technology("wind", Rows.Kind.VARIABLE, "financing", 20).profile("w/a", 0.5, 0.25, 0)
            .profile("w/b", 1, 0.5, 0.25).costs("wind", 2030, "capex", 1000)
            .generator("w1", "A", "wind", "existing", 100, "profile", "w/a", "fom", 0)
            .generator("w2", "A", "wind", "maxNew", 400, "profile", "w/b"));
    TestCase water = TestCase.zones("A").demand("A", 1000).technology("hydro", Rows.Kind.HYDRO);
    c.put("hydro", HydroTest.hydro(HydroTest.hydro(water, "dam", "A"), "river", "A", "runOfRiver", true));
    c.put("hydro_week",
        HydroTest.hydro(TestCase.zones("A").demand("A", 1000).technology("hydro", Rows.Kind.HYDRO), "dam", "A", "minWeekShare", 0.8,
            "maxWeekShare", 1.25));
    c.put("storage",
        TestCase.zones("A").demand("A", 1000).technology("battery", Rows.Kind.STORAGE, "financing", 10)
            .costs("battery", 2030, "capex", 200, "capexEnergy", 100, "roundTripEfficiency", 0.81)
            .storage("old", "A", "battery", "existing", 300, "existingEnergy", 600, "fom", 0, "standingLoss", 0.01)
            .storage("new", "A", "battery", "maxNew", 500, "minDuration", 1, "maxDuration", 4));
    c.put("line",
        TestCase.zones("A", "B").demand("B", 1000).line("fixed", "A", "B", 300, "loss", 0.05, "hurdle", 1)
            .line("open", "B", "A", 0, "maxNew", 400, "capex", 500));
    c.put("neighbour",
        TestCase.zones("A").demand("A", 1000)
            .add(Neighbour.Row.class, "neighbour", "n", "zone", "A", "importLimit", 400, "exportLimit", 300, "hurdle", 2)
            .add(Neighbour.Energy.class, "neighbour", "n", "year", 2030, "imported", 8.76, "exported", 0.876)
            .add(Neighbour.Row.class, "neighbour", "m", "zone", "A", "importLimit", 100, "exportLimit", 200, "hurdle", 2, "price", 30));
    c.put("ai",
        TestCase.zones("A", "B").set("utilisation", 0.5).target(2030, 1).site("s", "A", 600, 12, "capexShell", 1, "capexChips", 20)
            .site("t", "B", 300, 60, "capexPower", 5));
    c.put("onsite",
        TestCase.zones("A").plant("grid", "A", 900, 20).set("utilisation", 0.5).site("x", "A", 400, 12, "module", 200, "queue", 120, "capexShell", 1)
            .site("y", "A", 300, 12).engines("x", 12, 100, "committed", 80, "most", 500).engines("y", 24, 100, "export", true));
    c.put("site",
        TestCase.zones("A").plant("grid", "A", 900, 20).set("utilisation", 0.5).site("x", "A", 400, 12, "module", 200, "queue", 120, "connection", 250, "capexShell", 1)
            .technology("sun", Rows.Kind.VARIABLE).costs("sun", 2026, "capex", 500).profile("s/A", 1, 0.5, 0).technology("battery", Rows.Kind.STORAGE)
            .costs("battery", 2026, "capex", 200, "capexEnergy", 100, "roundTripEfficiency", 0.81).engines("x", 12, 100, "most", 300)
            .add(OnSiteRows.Plant.class, "campus", "x", "technology", "sun", "months", 12, "profile", "s/A", "export", true)
            .add(OnSiteRows.Plant.class, "campus", "x", "technology", "battery", "months", 12, "minDuration", 2, "maxDuration", 8));
    c.put("reserve",
        TestCase.zones("A", "B").demand("A", 1000).demand("B", 500).enforceReserve()
            .add(Rows.ReserveMargin.class, "reserveRegion", "RA", "year", 2030, "margin", 0.15)
            .add(Rows.ReserveMargin.class, "reserveRegion", "RB", "year", 2030, "margin", 0.2)
            .plant("p", "A", 1500, 10).plant("q", "B", 400, 20).line("l", "A", "B", 100));
    c.put("policies",
        TestCase.zones("A").demand("A", 1000).add(Rows.Fuel.class, "fuel", "coal", "co2", 0.1)
            .add(Rows.FuelPrice.class, "fuel", "coal", "scenario", "s", "year", 2030, "price", 1)
            .technology("coal", Rows.Kind.THERMAL, "fuel", "coal").technology("wind", Rows.Kind.VARIABLE, "clean", true)
            .costs("wind", 2030, "capex", 1000).profile("w/a", 0.5).generator("c", "A", "coal", "existing", 2000, "heatRate", 10)
            .generator("w", "A", "wind", "maxNew", 5000, "profile", "w/a")
            .add(Rows.Carbon.class, "scope", "all", "year", 2030, "price", 20, "cap", 0.002)
            .add(Rows.CleanStandard.class, "scope", "US", "kind", Rows.Score.CLEAN, "year", 2030, "share", 0.4, "alternativePayment", 50)
            .add(Rows.BuildLimit.class, "limit", "queue", "technologies", "wind", "year", 2030, "cumulative", 900));
    c.put("matching",
        TestCase.zones("A").set("hourlyMatching", 0.8).set("campusCleanShare", 0.9).set("matchingUsdPerMwh", 500).target(2030, 1)
            .site("s", "A", 1000, 0).technology("wind", Rows.Kind.VARIABLE, "clean", true, "financing", 20).profile("w/a", 1, 0.5, 0.25)
            .costs("wind", 2030, "capex", 1000).generator("w", "A", "wind", "existing", 100, "maxNew", 4000, "profile", "w/a")
            .technology("battery", Rows.Kind.STORAGE).storage("b", "A", "battery", "existing", 100, "existingEnergy", 400, "fom", 0, "vom", 0, "roundTripEfficiency", 0.81));
    return c;
  }

  static java.util.Set<String> names() {
    return cases().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theProgramReadsAsItDid(String name) throws IOException {
    StringWriter text = new StringWriter();
    // The first week of the year ends at hour 168.
    int first = name.equals("hydro_week") ? 167 : 0;
    TestCase c = java.util.Objects.requireNonNull(cases().get(name));
    LpTextWriter.write(c.on(TimeGrid.window(first, first + 3, 0.5)).lp, text);
    Path file = FOLDER.resolve(name + ".lp");
    if (Boolean.getBoolean("golden.write")) Files.writeString(file, text.toString());
    assertThat(text.toString()).isEqualTo(Files.readString(file));
  }
}
