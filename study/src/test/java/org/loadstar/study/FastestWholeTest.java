package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.cases.CaseSource;

/// The most load in whole modules where the relaxation has more: a module of West ranch is 57.5 MW at the meter, one of East park 30.
class FastestWholeTest {
  private static final Path CASE = Path.of("..").toAbsolutePath().normalize().resolve("examples/two-zones");

  @TempDir private Path dir;

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> all = Files.walk(CASE)) {
      for (Path p : all.toList()) {
        Path q = dir.resolve(CASE.relativize(p).toString());
        if (Files.isDirectory(p)) Files.createDirectories(q);
        else Files.copy(p, q);
      }
    }
  }

  private Map<String, ?> plan(String... sets) {
    PlanOptions o = PlanOptions.of(new CaseSource(dir, List.of(), List.of(sets))).withTime("reps:1@12").withFullYear("none")
        .withGoal(new PlanOptions.Goal(true, Double.POSITIVE_INFINITY, 2030));
    return Plan.run(o, StudyProgress.silent()).summary();
  }

  private static void proven(Map<String, ?> s, double gw) {
    assertThat((Double) s.get("objective_gw")).isCloseTo(gw, within(1e-4));
    assertThat((Double) s.get("upper_bound_gw")).isCloseTo(gw, within(2e-3));
    assertThat(s.get("status")).isEqualTo("within_gap");
    assertThat((Double) s.get("gap")).isLessThan(0.011);
  }

  /// 20,000 accelerators of 2 kW a year carry five modules in whole numbers, one of 57.5 and four of 30 MW; parts of them carry more.
  @Test
  void chipsForPartOfAModuleCarryNothing() throws IOException {
    Files.writeString(dir.resolve("chip_supply.csv"), "scenario,year,chips_per_yr,power_kw\nmid,2026,20000,2\n");
    proven(plan(), 0.1775);
  }

  /// Turbines of 100 MW on the site, with a fifth in spare, feed two modules of 30 MW where the grid connects none in time.
  @Test
  void plantsOnTheSiteFeedWholeModules() throws IOException {
    Files.writeString(
        dir.resolve("onsite.csv"), "campus,zone,technology,most_mw,most_share,months,spare,export,dollar_year\neast-park,,gas_ct,100,inf,30,0.2,0,2024\n");
    proven(plan("campuses.*.queue_months=600"), 0.06);
  }
}
