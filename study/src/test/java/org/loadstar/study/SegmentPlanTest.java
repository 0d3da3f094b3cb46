package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.TimeGrid;

class SegmentPlanTest {
  private static final CaseSource TWO_ZONES = CaseSource.of(Path.of("../examples/two-zones").toAbsolutePath().normalize());
  private static final PlanOptions ALL_HOURS =
      PlanOptions.of(TWO_ZONES).withTime("full").withStages(List.of(2030)).withSolver("segments").withFullYear("none").withoutTwin().withIntegers(false);

  private static double number(PlanResult r, String key) {
    return (Double) Objects.requireNonNull(r.summary().get(key));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> iterations(PlanResult r) {
    return (List<Map<String, Object>>) Objects.requireNonNull(r.summary().get("iterations"));
  }

  /// The optimum of all hours lies between bound and plan; the gap asked needs more than one round.
  @Test
  void theOptimumOfAllHoursLiesBetweenBoundAndPlan() {
    double gap = 2e-4;
    PlanResult r = Plan.run(ALL_HOURS.withGap(gap), StudyProgress.silent());
    assertThat(r.status()).isIn("within_gap", "optimal");
    assertThat(number(r, "gap")).isLessThanOrEqualTo(gap);
    assertThat(r.summary().get("certificate").toString()).contains("ok=true");
    assertThat(r.summary().get("plan_from").toString()).startsWith("segments:");
    assertThat(iterations(r)).extracting(m -> m.get("phase")).contains("segments:1200", "segments:1920");
    double lower = Double.NEGATIVE_INFINITY;
    for (Map<String, Object> m : iterations(r)) {
      assertThat((Double) m.get("lower")).isGreaterThanOrEqualTo(lower);
      lower = (Double) m.get("lower");
    }
    Case data = Stages.withStages(CaseReader.read(TWO_ZONES).orThrow(), List.of(2030));
    Lp all = new Model(new Figures(data), new Model.Spec(Stages.of(data.settings(), TimeGrid.fullYear()), null, true)).program().relaxed();
    var solved = Solving.once(all, "ipm", new SolveOptions(1e-4, 600, 1, 0), Progress.silent());
    assertThat(solved.hasPlan()).isTrue();
    assertThat(number(r, "lower_bound_usd")).isLessThanOrEqualTo(solved.certificate().recomputedObjective() * Attempt.MILLION);
    assertThat(number(r, "objective_usd")).isGreaterThanOrEqualTo(solved.certificate().lowerBound() * Attempt.MILLION);
  }

  /// Cuts of the months raise the bound of a merged program, and not above the optimum of the hours.
  @Test
  void cutsOfMonthsRaiseTheBound() throws StoppedException {
    Case data = Stages.withStages(CaseReader.read(TWO_ZONES).orThrow(), List.of(2030));
    Figures figures = new Figures(data);
    TimeGrid grid = TimeGrid.segments(IntStream.range(0, 8760).filter(h -> h % 24 == 0 || h % 24 == 9).toArray());
    Lp merged = new Model(figures, new Model.Spec(Stages.of(data.settings(), grid), null, true)).program().relaxed();
    SolveOptions o = new SolveOptions(1e-6, 600, 2, 0);
    var plain = Solving.once(merged, "ipm", o, Progress.silent());
    MonthCuts cuts = new MonthCuts(figures, ALL_HOURS);
    cuts.add(merged, grid, plain.solution().point(), Objects.requireNonNull(plain.solution().rowDual()), o, () -> true);
    Lp with = cuts.on(merged, grid);
    assertThat(with.rows()).isEqualTo(merged.rows() + 12);
    double cut = Solving.once(with, "ipm", o, Progress.silent()).certificate().lowerBound();
    Lp all = new Model(figures, new Model.Spec(Stages.of(data.settings(), TimeGrid.fullYear()), null, true)).program().relaxed();
    var hours = Solving.once(all, "ipm", new SolveOptions(1e-5, 600, 2, 0), Progress.silent());
    double optimum = hours.certificate().recomputedObjective();
    double before = optimum - plain.certificate().lowerBound();
    assertThat(before).isPositive();
    assertThat(optimum - cut).isBetween(0.0, 0.8 * before);
  }

  /// Stopped in its first round it has a bound; stopped in the second also a plan.
  @Test
  void whatAStoppedPlanHasStays() {
    PlanResult bound = Plan.run(ALL_HOURS, (stage, s, d, l, u) -> !stage.startsWith("full year"));
    assertThat(bound.status()).isEqualTo("stopped");
    assertThat(bound.summary().get("objective_usd")).isNull();
    assertThat(number(bound, "lower_bound_usd")).isPositive();
    PlanResult both = Plan.run(ALL_HOURS.withGap(1e-6), (stage, s, d, l, u) -> !stage.equals("segments:1920"));
    assertThat(both.status()).isEqualTo("stopped");
    assertThat(number(both, "objective_usd")).isGreaterThan(number(both, "lower_bound_usd"));
    assertThat(number(both, "gap")).isBetween(0.0, 0.01);
  }

  /// What whole numbers cost is part of the gap that more segments do not close, so the rounds end.
  @Test
  void roundsEndWhereOnlyWholeNumbersAreLeft() {
    PlanResult r = Plan.run(ALL_HOURS.withIntegers(true).withGap(2e-3), StudyProgress.silent());
    assertThat(r.summary().get("plan_from")).isEqualTo("segments:1200");
    assertThat(number(r, "lower_bound_usd")).isLessThan(number(r, "objective_usd"));
    assertThat(r.status()).isEqualTo(number(r, "gap") > 0.01 ? "stopped" : "within_gap");
  }

  @Test
  void segmentsPlanAllHoursOnly() {
    assertThatThrownBy(() -> Plan.run(ALL_HOURS.withTime("reps:4"), StudyProgress.silent()))
        .isInstanceOf(OptionRefused.class).hasMessageContaining("--time full");
  }

  @Test
  void aSolverLeftToChooseTakesSegmentsForManyHoursAndACoarseGap() {
    Case two = CaseReader.read(TWO_ZONES).orThrow();
    Case one = Stages.withStages(two, List.of(2030));
    assertThat(two.settings().stages()).hasSize(2);
    assertThat(Segmentation.pays(two, TimeGrid.fullYear(), 0.01)).isTrue();
    assertThat(Segmentation.pays(two, TimeGrid.fullYear(), 1e-4)).isFalse();
    assertThat(Segmentation.pays(one, TimeGrid.fullYear(), 0.01)).isFalse();
    assertThat(Segmentation.pays(two, TimeGrid.segments(new int[] {0, 744, 1416, 2160, 2880, 3624, 4344, 5088, 5832, 6552, 7296, 8016}), 0.01)).isFalse();
  }
}
