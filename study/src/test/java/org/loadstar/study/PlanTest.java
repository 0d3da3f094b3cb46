package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loadstar.cases.CaseSource;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// Plans of every case folder of the repository, at a resolution that takes seconds.
class PlanTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  static Stream<Path> folders() throws IOException {
    List<Path> out = new java.util.ArrayList<>();
    for (String parent : List.of("cases", "examples"))
      try (Stream<Path> s = Files.list(ROOT.resolve(parent))) {
        s.filter(p -> Files.isRegularFile(p.resolve("case.yaml"))).sorted().forEach(out::add);
      }
    return out.stream();
  }

  private static PlanOptions quick(Path folder) {
    return PlanOptions.of(CaseSource.of(folder)).withTime("reps:2@6").withStages(List.of(2030)).withFullYear("none").withIntegers(false);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyCaseIsPlannedCertifiedAndBalanced(Path folder) {
    PlanResult r = plan(quick(folder));
    assertThat(r.status()).isIn("optimal", "within_gap");
    assertThat(map(r.summary().get("certificate")).get("ok")).isEqualTo(true);
    assertThat((Double) r.summary().get("gap")).isLessThan(1e-4);
    assertThat((Double) r.summary().get("lower_bound_usd")).isLessThanOrEqualTo((Double) r.summary().get("objective_usd"));
    balanced(r.tables(), "plan");
    balanced(r.tables(), "no_ai");
    double ai = (Double) map(r.summary().get("ai_gw")).get("2030");
    double missed = (Double) map(r.summary().get("ai_shortfall_gw")).get("2030");
    double target = r.data().settings().ai().targetGw().get(2030);
    assertThat(ai + missed).isGreaterThanOrEqualTo(target - 1e-6);
    Map<?, ?> twin = map(r.summary().get("no_ai"));
    assertThat((Double) twin.get("objective_usd")).isLessThan((Double) r.summary().get("objective_usd"));
    // The table of costs by category adds up to the objective.
    double sum = 0;
    Sheet costs = r.tables().get("costs");
    for (int i = 0; i < costs.rows(); i++)
      if (costs.text(i, 0).equals("plan") && costs.flag(i, 5)) sum += costs.number(i, 4);
    assertThat(sum).isCloseTo((Double) r.summary().get("objective_usd"), within(1e-6 * sum));
  }

  /// In every timestep: what all zones make, draw and trade abroad is what the lines between them lose.
  private static void balanced(Tables tables, String grid) {
    Map<Integer, Double> net = new HashMap<>();
    Map<Integer, Double> flow = new HashMap<>();
    Sheet d = tables.get("dispatch");
    for (int i = 0; i < d.rows(); i++)
      if (d.text(i, 0).equals(grid)) net.merge(d.integer(i, 2), d.number(i, 8), Double::sum);
    Sheet f = tables.get("flows");
    for (int i = 0; i < f.rows(); i++)
      if (f.text(i, 0).equals(grid)) flow.merge(f.integer(i, 2), Math.abs(f.number(i, 9)), Double::sum);
    assertThat(net).isNotEmpty();
    net.forEach((t, mw) -> assertThat(mw).as("step " + t).isBetween(-1.0, 0.2 * flow.getOrDefault(t, 0.0) + 1.0));
  }

  @Test
  void theSamePlanTwiceOnOneAndTwoThreads() {
    PlanOptions o = quick(ROOT.resolve("examples/two-zones"));
    PlanResult one = plan(o.withThreads(1));
    PlanResult two = plan(o.withThreads(2));
    assertThat(two.summary().get("objective_usd")).isEqualTo(one.summary().get("objective_usd"));
    assertThat(two.summary().get("capacity_mw")).isEqualTo(one.summary().get("capacity_mw"));
    assertThat(two.caseHash()).isEqualTo(one.caseHash());
  }

  @Test
  void theFullYearCostsAboutWhatThePlanSays() {
    PlanOptions o = PlanOptions.of(CaseSource.of(ROOT.resolve("examples/two-zones"))).withTime("reps:12").withStages(List.of(2030));
    PlanResult r = plan(o);
    double full = (Double) r.summary().get("full_year_cost_usd");
    double plan = (Double) r.summary().get("plan_year_cost_usd");
    assertThat(full / plan).isBetween(0.97, 1.1);
    long hours = 0;
    Sheet prices = r.tables().get("prices");
    for (int i = 0; i < prices.rows(); i++) if (prices.text(i, 0).equals("full")) hours++;
    assertThat(hours).isEqualTo(2 * 8760);
  }

  @Test
  void aStandardThatNothingCanMeetIsExplained() {
    // No clean plant may be built and the standing ones make less than the share asked for.
    CaseSource source =
        CaseSource.of(ROOT.resolve("examples/two-zones"))
            .withSet("generators.*.max_new_mw=0")
            .withSet("storages.*.max_new_mw=0")
            .withScenario(resource("standard.yaml"));
    PlanResult r = plan(PlanOptions.of(source).withTime("reps:2").withStages(List.of(2030)));
    assertThat(r.status()).isEqualTo("infeasible");
    List<?> why = (List<?>) java.util.Objects.requireNonNull(r.summary().get("explanation"));
    assertThat(why.toString()).contains("clean-energy standard");
    assertThat(r.summary().get("objective_usd")).isNull();
  }

  @Test
  void aPlanStoppedAtOnceHasNoCost() {
    PlanResult r =
        Plan.run(quick(ROOT.resolve("examples/two-zones")), (stage, seconds, done, lower, upper) -> false);
    assertThat(r.status()).isEqualTo("stopped");
    assertThat(r.summary()).containsKey("objective_usd");
    assertThat(r.summary().get("objective_usd")).isNull();
  }

  private static Path resource(String name) {
    return Path.of("src/test/resources/org/loadstar/study").resolve(name).toAbsolutePath();
  }

  private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object o) {
    return (Map<?, ?>) java.util.Objects.requireNonNull(o);
  }

  private static PlanResult plan(PlanOptions o) {
    return Plan.run(o, StudyProgress.silent());
  }
}
