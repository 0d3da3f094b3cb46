package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

class LeverStudyTest {
  private static final Path CASE = Path.of("..").toAbsolutePath().normalize().resolve("examples/two-zones");

  @TempDir private Path dir;

  @BeforeEach
  void aCaseWithLevers() throws IOException {
    Path to = dir.resolve("case");
    try (Stream<Path> all = Files.walk(CASE)) {
      for (Path p : all.toList()) {
        Path q = to.resolve(CASE.relativize(p));
        if (Files.isDirectory(p)) Files.createDirectories(q);
        else Files.copy(p, q);
      }
    }
    Files.createDirectories(to.resolve("levers"));
    lever("land", "campuses.*.max_it_mw", "x1.5", "x2", "x3");
    lever("tax", "campuses.*.capex_chips_usd_per_w", "x0.9", "x0.8", "x0.5");
    lever("nothing", "ai.idle_share", "0.2", "0.2", "0.2");
  }

  private void lever(String name, String path, String low, String middle, String high) throws IOException {
    Files.writeString(
        dir.resolve("case/levers/" + name + ".yaml"),
        "description: " + name + "\ngroup: test\nquality: assumption\nsource: none\nunit: x\nstart_date: 2026-01-01\nlag_months: 0\ndefault: off\nvalues:\n"
            + "  - {path: \"" + path + "\", low: " + low + ", middle: " + middle + ", high: " + high + "}\n");
  }

  private Map<String, ?> run(String metric, boolean money, String... levers) {
    PlanOptions o = PlanOptions.of(CaseSource.of(dir.resolve("case"))).withTime("reps:1@6").withThreads(2).withGap(1e-6);
    return LeverStudy.run(o, money, metric, List.of(levers), 1, 4, dir.resolve("store"), StudyProgress.silent());
  }

  private static double share(Map<String, ?> result, String lever) {
    return (Double) ((Map<?, ?>) ((Map<?, ?>) result.get("values")).get(lever)).get("shapley");
  }

  @Test
  void theSharesAddUpAndNoLeverThatOnlyAllowsMoreIsWorthLessThanNothing() {
    Map<String, ?> r = run("gw_2030", false, "land", "tax", "nothing");
    assertThat(r.get("status")).isEqualTo("done");
    assertThat((Double) r.get("sum_check")).isCloseTo(0, within(1e-9));
    assertThat(share(r, "land")).isPositive();
    assertThat(share(r, "tax")).isCloseTo(0, within(1e-4));
    assertThat(share(r, "nothing")).isCloseTo(0, within(1e-4));
  }

  @Test
  void withOneBudgetCheaperChipsAreWorthLoad() {
    Map<String, ?> r = run("gw_2030", true, "land", "tax");
    assertThat((Double) r.get("budget_usd")).isPositive();
    assertThat(share(r, "tax")).isPositive();
    assertThat((Double) r.get("total")).isCloseTo((Double) r.get("with_all") - (Double) r.get("without"), within(1e-12));
  }

  @Test
  void costIsWhatTheLeversSave() {
    Map<String, ?> r = run("cost", false, "tax", "nothing");
    assertThat(share(r, "tax")).isPositive();
    assertThat(Math.abs(share(r, "nothing"))).isLessThan(0.01 * share(r, "tax"));
  }

  @Test
  void worthsOnceFoundAreNotSolvedAgain() {
    Map<String, ?> first = run("gw_2030", false, "land", "tax");
    Map<String, ?> second = run("gw_2030", false, "land", "tax");
    assertThat(first.get("solved")).isEqualTo(4);
    assertThat(second.get("solved")).isEqualTo(0);
    assertThat(second.get("values")).isEqualTo(first.get("values"));
  }

  @Test
  void wrongOptionsAreRefusedWithWhatIsAllowed() {
    assertThatThrownBy(() -> run("gw", false)).isInstanceOf(OptionRefused.class).hasMessageContaining("gw_YEAR");
    assertThatThrownBy(() -> run("gw_2030", false, "lnad")).isInstanceOf(OptionRefused.class).hasMessageContaining("land");
  }
}
