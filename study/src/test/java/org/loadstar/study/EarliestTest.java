package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loadstar.cases.CaseSource;

/// The hand-worked case of four sites: months from 2026-01-01 to energisation are A 42 (600 MW), B 60 (500), C 54 (400), D 10 (200);
/// with permits halved A 36, C 39; with queues halved B 36; with both A 36, B 36, C 39. Power is no limit.
class EarliestTest {
  private static final Path CASE = Path.of("..").toAbsolutePath().normalize().resolve("examples/two-zones");
  private static final String SITES =
      """
      campus,name,zone,max_it_mw,module_mw,queue_months,permit_months,construction_months,equipment_months,pue,dollar_year
      A,A,East,600,300,36,18,24,30,1,2024
      B,B,East,500,500,60,12,24,30,1,2024
      C,C,East,400,400,12,30,24,30,1,2024
      D,D,East,200,200,0,0,10,0,1,2024
      """;

  @TempDir private Path dir;

  @BeforeEach
  void theFourSites() throws IOException {
    try (Stream<Path> all = Files.walk(CASE)) {
      for (Path p : all.toList()) {
        Path q = dir.resolve("case").resolve(CASE.relativize(p));
        if (Files.isDirectory(p)) Files.createDirectories(q);
        else Files.copy(p, q);
      }
    }
    Files.writeString(dir.resolve("case/campuses.csv"), SITES);
  }

  private Map<String, ?> plan(double gw, double budget, boolean whole, String... sets) {
    List<String> all = new ArrayList<>(List.of("generators.East gas_cc.existing_mw=9000", "reserve.enforced=false", "time=reps:1@12"));
    all.addAll(List.of(sets));
    PlanOptions o = PlanOptions.of(new CaseSource(dir.resolve("case"), List.of(), all)).withFullYear("none").withIntegers(whole)
        .withGoal(new PlanOptions.Goal(true, budget, 0, gw));
    return Plan.run(o, StudyProgress.silent()).summary();
  }

  private static Map<?, ?> earliest(Map<String, ?> summary) {
    return (Map<?, ?>) summary.get("earliest");
  }

  private static final String PERMIT = "campuses.*.permit_months=x0.5";
  private static final String QUEUE = "campuses.*.queue_months=x0.5";

  @ParameterizedTest
  @CsvSource({
    "0.2, none, 2026-10", "0.8, none, 2029-06", "1.2, none, 2030-06", "1.7, none, 2030-12", "0.9, none, 2030-06",
    "0.8, permit, 2028-12", "1.2, permit, 2029-03", "1.7, permit, 2030-12",
    "1.3, queue, 2029-06", "1.7, both, 2029-03"
  })
  void toTheMonth(double gw, String levers, String month) {
    String[] sets =
        switch (levers) {
          case "permit" -> new String[] {PERMIT};
          case "queue" -> new String[] {QUEUE};
          case "both" -> new String[] {PERMIT, QUEUE};
          default -> new String[0];
        };
    Map<String, ?> s = plan(gw, Double.POSITIVE_INFINITY, true, sets);
    assertThat(s.get("status")).isEqualTo("within_gap");
    Map<?, ?> e = earliest(s);
    assertThat(e.get("month")).isEqualTo(month);
    assertThat(e.get("not_before")).isEqualTo(month);
    assertThat(e.get("proven")).isEqualTo(true);
    assertThat(e.get("year")).isEqualTo(Integer.parseInt(month.substring(0, 4)));
    assertThat((Double) s.get("objective_gw")).isGreaterThanOrEqualTo(gw * (1 - 1e-6));
  }

  /// 1.2 GW wait for site C: its permit and construction decide, and in time it would give the 0.4 GW that are missing.
  @Test
  void theChainNamesTheLastSiteAndWhatItWaitsFor() {
    Map<?, ?> e = earliest(plan(1.2, Double.POSITIVE_INFINITY, true));
    List<Map<?, ?>> chain = new ArrayList<>();
    for (Object o : (List<?>) e.get("chain")) chain.add((Map<?, ?>) o);
    assertThat(chain).anySatisfy(c -> {
      assertThat(c.get("campus")).isEqualTo("C");
      assertThat((List<?>) c.get("steps")).hasSize(5)
          .anyMatch(s -> ((Map<?, ?>) s).get("step").equals("permit") && ((Map<?, ?>) s).get("decides").equals(true))
          .anyMatch(s -> ((Map<?, ?>) s).get("step").equals("queue") && ((Map<?, ?>) s).get("decides").equals(false));
    });
    assertThat(chain).anySatisfy(c -> {
      assertThat(c.get("constraint")).isEqualTo("campus.permit+construction");
      assertThat((Double) c.get("value")).isCloseTo(0.4, within(1e-6));
    });
    assertThat(((Map<?, ?>) e.get("gw_by_year")).get("2029")).isEqualTo(0.8);
  }

  /// With 100,000 accelerators of 2.5 kW a year 1.2 GW take five years, though the sites are ready in 2029-03.
  @Test
  void chipsCountByTheEndOfTheirYear() throws IOException {
    Files.writeString(dir.resolve("case/chip_supply.csv"), "scenario,year,chips_per_yr,power_kw\ns,2026,100000,2.5\n");
    Map<?, ?> e = earliest(plan(1.2, Double.POSITIVE_INFINITY, true, PERMIT));
    assertThat(e.get("year")).isEqualTo(2030);
    assertThat(e.get("month")).isEqualTo(e.get("year") + "-12");
    assertThat(e.get("not_before")).isEqualTo("2030");
    assertThat(e.get("chain").toString()).contains("constraint=chips");
    assertThat((Double) ((Map<?, ?>) e.get("gw_by_year")).get("2029")).isCloseTo(1.0, within(1e-3));
  }

  /// The sites that are ready in 2026 to 2028 are 0.2 GW; chips for 0.04 GW a year until 2029 bound 2029, and so those years, by 0.16 GW,
  /// which is told of 2029 alone.
  @Test
  void aBoundIsToldOfItsOwnYear() throws IOException {
    Files.writeString(dir.resolve("case/chip_supply.csv"), "scenario,year,chips_per_yr,power_kw\ns,2026,16000,2.5\ns,2029,16000,2.5\ns,2030,400000,2.5\n");
    Map<?, ?> e = earliest(plan(0.5, Double.POSITIVE_INFINITY, false));
    Map<?, ?> years = (Map<?, ?>) e.get("gw_by_year");
    assertThat(years.keySet().toString()).isEqualTo("[2029, 2030]");
    assertThat((Double) years.get("2029")).isCloseTo(0.16, within(1e-3));
    assertThat(e.get("not_before")).isEqualTo("2030");
  }

  @Test
  void whatCannotBeIsExplained() {
    Map<String, ?> never = plan(1.8, Double.POSITIVE_INFINITY, true);
    assertThat(never.get("status")).isEqualTo("infeasible");
    assertThat(never.get("explanation").toString()).contains("1.7 GW", "cannot be energised by any date");
    Map<String, ?> poor = plan(0.8, 1e9, false);
    assertThat(poor.get("status")).isEqualTo("infeasible");
    assertThat(poor.get("explanation").toString()).contains("without new AI load", "the budget of 1 billion must be above");
  }

  @Test
  void whatThereIsNoneOfIsNamed() throws IOException {
    Files.writeString(dir.resolve("case/chip_supply.csv"), "scenario,year,chips_per_yr,power_kw\ns,2026,0,2.5\n");
    Map<String, ?> s = plan(0.5, Double.POSITIVE_INFINITY, false);
    assertThat(s.get("status")).isEqualTo("infeasible");
    assertThat(s.get("explanation").toString()).contains("no plan has more than 0 GW by then", "No accelerators can be had by");
    Files.writeString(dir.resolve("case/chip_supply.csv"), "scenario,year,chips_per_yr,power_kw\ns,2026,4000,2.5\n");
    assertThat(plan(1.5, Double.POSITIVE_INFINITY, false).get("explanation").toString()).contains("The accelerators that can be had");
  }

  @Test
  void theMostLoadSaysTheSameOfABudget() {
    PlanOptions o = PlanOptions.of(CaseSource.of(CASE)).withTime("reps:1@12").withFullYear("none").withGoal(new PlanOptions.Goal(true, 1e8, 2031));
    Map<String, ?> s = Plan.run(o, StudyProgress.silent()).summary();
    assertThat(s.get("status")).isEqualTo("infeasible");
    assertThat(s.get("explanation").toString()).contains("Until 2031 the case costs", "without new AI load");
    assertThat(s.get("target_note").toString()).contains("2031 is no stage of the case");
  }

  /// Chips for 0.14 GW a year: parts of modules reach 0.55 GW in 2029, whole ones (0.5 GW, then 0.6) in 2030, which branching proves.
  @Test
  void whatWholeModulesCannotReachIsProven() throws IOException {
    Files.writeString(dir.resolve("case/chip_supply.csv"), "scenario,year,chips_per_yr,power_kw\ns,2026,56000,2.5\n");
    Map<?, ?> e = earliest(plan(0.55, Double.POSITIVE_INFINITY, true));
    assertThat(e.get("year")).isEqualTo(2030);
    assertThat(e.get("not_before")).isEqualTo("2030");
    assertThat(e.get("proven")).isEqualTo(true);
    assertThat((Double) ((Map<?, ?>) e.get("gw_by_year")).get("2029")).isCloseTo(0.5, within(1e-3));
    assertThat(e.get("words").toString()).contains("no plan has more than 0.5 GW by 2029-12");
  }
}
