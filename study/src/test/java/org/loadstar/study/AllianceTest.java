package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CaseSource;

/// Three countries of a zone each, and a fourth beside them.
class AllianceTest {
  private static final Path CASE = Path.of("../examples/three-zones").toAbsolutePath().normalize();

  @TempDir private Path dir;
  private Path folder;
  private List<String> pools = List.of("equipment", "chips", "budgets");

  @BeforeEach
  void threeCountries() throws IOException {
    folder = dir.resolve("case");
    try (Stream<Path> all = Files.walk(CASE)) {
      for (Path p : all.toList()) {
        Path q = folder.resolve(CASE.relativize(p).toString());
        if (Files.isDirectory(p)) Files.createDirectories(q);
        else Files.copy(p, q);
      }
    }
    Path zones = folder.resolve("zones.csv");
    Files.writeString(zones, Files.readString(zones).replace(",US,eastern", ",EE,eastern").replace(",US,western", ",WW,western"));
    Path campuses = folder.resolve("campuses.csv");
    Files.writeString(campuses, String.join("\n", Files.readAllLines(campuses).stream().limit(1).toList()) + "\n");
    append("lines.csv", "T-E,ERCOT,PJM_East,ac,8000,8000,0,0,5,0,0,40,0,2024,test,test");
    append("lines.csv", "T-W,ERCOT,WestConnect_South,ac,4000,4000,0,0,5,0,0,40,0,2024,test,test");
  }

  private void append(String file, String line) throws IOException {
    Path f = folder.resolve(file);
    String before = Files.readString(f);
    Files.writeString(f, (before.endsWith("\n") ? "" : "\n") + line + "\n", StandardOpenOption.APPEND);
  }

  private Map<String, ?> run(double hurdle, double points, String... members) {
    PlanOptions o = PlanOptions.of(CaseSource.of(folder)).withTime("reps:1@6").withStages(List.of(2030)).withGap(1e-6).withThreads(2);
    return Alliance.run(o, new Alliance.Asked(List.of(members), hurdle, points, pools), StudyProgress.silent());
  }

  private static double of(Map<String, ?> r, String member, String key) {
    return (Double) ((Map<?, ?>) ((Map<?, ?>) r.get("members")).get(member)).get(key);
  }

  private static double number(Map<String, ?> r, String key) {
    return (Double) r.get(key);
  }

  @Test
  void togetherCostsNoMoreAndTheSharesAddUp() {
    Map<String, ?> r = run(0, 1);
    assertThat(r.get("status")).isEqualTo("done");
    double shares = 0;
    double joined = 0;
    double gain = 0;
    for (String m : List.of("EE", "US", "WW")) {
      shares += of(r, m, "share");
      joined += of(r, m, "joined");
      gain += of(r, m, "gain");
      assertThat(of(r, m, "transfer")).isEqualTo(of(r, m, "share") - of(r, m, "joined"), within(1.0));
    }
    double together = number(r, "together_usd");
    assertThat(shares).isEqualTo(together, within(1e-9 * together));
    assertThat(joined).as("each its own part, and the border").isEqualTo(together, within(1e-9 * together));
    assertThat(number(r, "sum_check")).isEqualTo(0, within(1e-6 * together));
    assertThat(number(r, "gain_usd")).isPositive().isEqualTo(gain, within(1e-9 * together));
    assertThat(Math.abs(number(r, "border_usd"))).as("what lies between is small").isLessThan(0.01 * together);
    Map<?, ?> coalitions = (Map<?, ?>) r.get("coalitions");
    assertThat(coalitions.keySet()).hasSize(7);
    double pair = (Double) ((Map<?, ?>) coalitions.get("EE+US")).get("cost");
    assertThat(pair).isLessThanOrEqualTo(of(r, "EE", "alone") + of(r, "US", "alone") + 1e-6 * pair);
    double lost = of(r, "EE", "share") + of(r, "US", "share") - pair;
    assertThat((Boolean) r.get("stable")).isEqualTo(((List<?>) r.get("leavers")).isEmpty());
    if (lost > 1e-4 * pair) assertThat(r.get("leavers").toString()).contains("EE, US");
  }

  /// Tariffs as they are and full margins leave less to gain; members without lines between them gain nothing.
  @Test
  void tariffsAreRespected() {
    pools = List.of();
    double free = number(run(0, 0, "EE", "US"), "gain_usd");
    double taxed = number(run(1, 0, "EE", "US"), "gain_usd");
    double together = number(run(0, 0, "EE", "US"), "together_usd");
    assertThat(free).isGreaterThan(taxed);
    assertThat(taxed).isGreaterThan(0);
    assertThat(number(run(0, 0, "EE", "WW"), "gain_usd")).isEqualTo(0, within(1e-5 * together));
  }

  /// Members without a line between them gain by what they pool alone: whoever has slots to spare helps the other, and a budget for both allows what two allow.
  @Test
  void whatIsPooledIsWorthSomething() {
    pools = List.of("equipment");
    Map<String, ?> equipment = run(0, 0, "EE", "WW");
    assertThat(number(equipment, "gain_usd")).isPositive();
    assertThat(equipment.get("pools")).isEqualTo(List.of("equipment"));
    double joined = of(equipment, "EE", "joined") + of(equipment, "WW", "joined");
    assertThat(joined).isEqualTo(number(equipment, "together_usd"), within(1e-9 * joined));
    pools = List.of("equipment", "budgets");
    assertThat(number(run(0, 0, "EE", "WW"), "gain_usd")).isGreaterThanOrEqualTo(number(equipment, "gain_usd") - 1e-5 * joined);
    pools = List.of("turbines");
    assertThatThrownBy(() -> run(0, 0)).isInstanceOf(OptionRefused.class).hasMessageContaining("turbines").hasMessageContaining("equipment, chips and budgets");
  }

  @Test
  void aMemberWithoutTablesIsRefusedByName() throws IOException {
    assertThatThrownBy(() -> run(0, 1, "US", "JP")).isInstanceOf(OptionRefused.class).hasMessageContaining("'JP'").hasMessageContaining("no load, no fleet, no hydro")
        .hasMessageContaining("EE, US, WW");
    Path hydro = folder.resolve("hydro.csv");
    Files.writeString(hydro, String.join("\n", Files.readAllLines(hydro).stream().filter(l -> !l.contains("PJM")).toList()) + "\n");
    Path monthly = folder.resolve("hydro_monthly.csv");
    Files.writeString(monthly, String.join("\n", Files.readAllLines(monthly).stream().filter(l -> !l.contains("PJM")).toList()) + "\n");
    assertThatThrownBy(() -> run(0, 1)).isInstanceOf(OptionRefused.class).hasMessageContaining("'EE' has no hydro");
    assertThatThrownBy(() -> run(0, 1, "US")).hasMessageContaining("2 to 8");
    assertThatThrownBy(() -> run(-1, 1)).hasMessageContaining("hurdle");
  }

  @Test
  void tablesOfFurtherMembersAreLaidBesideTheCase() throws IOException {
    Path members = Files.createDirectories(folder.resolve("members"));
    Files.writeString(members.resolve("zones.csv"), """
        zone,name,country,interconnect,planning_region,reserve_region,latitude_deg,longitude_deg,like,energy_twh,candidates
        North,North,NN,north,North,North,60,-100,ERCOT,100,gas_cc;battery
        """);
    Files.writeString(members.resolve("generators.csv"), "generator,zone,technology,existing_mw,dollar_year\nNorth gas,North,gas_cc,30000,2024\n");
    Files.writeString(members.resolve("hydro.csv"), "hydro,zone,technology,existing_mw,dollar_year\nNorth hydro,North,hydro,5000,2024\n");
    StringBuilder months = new StringBuilder("hydro,scenario,month,capacity_factor\n");
    for (String s : List.of("dry", "median", "wet")) for (int m = 1; m <= 12; m++) months.append("North hydro,").append(s).append(',').append(m).append(",0.5\n");
    Files.writeString(members.resolve("hydro_monthly.csv"), months);
    Files.writeString(members.resolve("lines.csv"), "line,from_zone,to_zone,forward_mw,reverse_mw,dollar_year\nN-T,North,ERCOT,3000,3000,2024\n");
    Files.writeString(members.resolve("reserve_margins.csv"), "reserve_region,year,margin\nNorth,2025,0.1\n");
    Map<String, ?> r = run(0, 0, "NN", "US");
    assertThat(of(r, "NN", "alone")).isPositive();
    assertThat(number(r, "gain_usd")).isPositive();
    Files.writeString(members.resolve("zones.csv"), Files.readString(members.resolve("zones.csv")).replace(",ERCOT,", ",ERCTO,"));
    assertThatThrownBy(() -> run(0, 0, "NN", "US")).isInstanceOf(CaseException.class).hasMessageContaining("ERCTO").hasMessageContaining("ERCOT");
  }
}
