package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.lp.Lp;
import org.loadstar.lp.Progress;
import org.loadstar.lp.SolveOptions;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Model;
import org.loadstar.model.TimeGrid;

class EarlyBoundTest {
  private static final CaseSource TWO_ZONES = CaseSource.of(Path.of("../examples/two-zones").toAbsolutePath().normalize());

  private static Lp program(CaseSource source, TimeGrid grid) {
    Case data = Stages.withStages(CaseReader.read(source).orThrow(), List.of(2030));
    return new Model(new Figures(data), new Model.Spec(Stages.of(data.settings(), grid), null, true)).program().relaxed();
  }

  private static TimeGrid every(int hours) {
    return TimeGrid.segments(IntStream.range(0, 8760 / hours).map(k -> k * hours).toArray());
  }

  private static Solving.Solved solve(Lp lp) {
    return Solving.solve(lp, "auto", new SolveOptions(1e-7, Double.POSITIVE_INFINITY, 1, 0), Progress.silent());
  }

  /// Days bound the year in steps of 8 hours: never above its optimum, not below that of the days, far above what no duals prove;
  /// with a standing loss, where merged hours are no relaxation, still not above.
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.002})
  void theBoundIsBelowTheOptimumAndNearIt(double loss) {
    CaseSource source = TWO_ZONES.withSet("storages.*.standing_loss=" + loss);
    TimeGrid fine = every(8);
    TimeGrid days = every(24);
    Lp lp = program(source, fine);
    double optimum = solve(lp).certificate().recomputedObjective();
    Lp few = program(source, days);
    Solving.Solved solved = solve(few);
    EarlyBound early = Objects.requireNonNull(EarlyBound.of(few, days, solved.solution().rowDual()));
    double bound = EarlyBound.of(lp, fine, early, Double.POSITIVE_INFINITY);
    double none = EarlyBound.of(lp, fine, null, Double.POSITIVE_INFINITY);
    assertThat(bound).isLessThanOrEqualTo(optimum * (1 + 1e-9));
    if (loss == 0) assertThat(bound).isGreaterThan(solved.certificate().recomputedObjective() * (1 - 1e-4));
    assertThat(optimum - bound).isLessThan(0.3 * (optimum - none));
    assertThat(EarlyBound.of(lp, fine, early, optimum * 1.01)).isBetween(bound * (1 - 1e-9), optimum * (1 + 1e-9));
  }

  /// Duals of another case prove less, never too much.
  @Test
  void wrongDualsProveNothingWrong() {
    TimeGrid fine = every(12);
    TimeGrid few = every(24);
    Lp lp = program(TWO_ZONES.withSet("weather_shift_days=9"), fine);
    Lp other = program(TWO_ZONES.withSet("wacc=0.02"), few);
    double[] dual = solve(other).solution().duals();
    for (int i = 0; i < dual.length; i++) dual[i] *= 1.3;
    EarlyBound early = Objects.requireNonNull(EarlyBound.of(other, few, dual));
    double optimum = solve(lp).certificate().recomputedObjective();
    assertThat(EarlyBound.of(lp, fine, early, Double.POSITIVE_INFINITY)).isLessThanOrEqualTo(optimum);
  }

  @Test
  void itServesGridsOfTheWholeYearInOrder() {
    assertThat(EarlyBound.serves(TimeGrid.fullYear())).isTrue();
    assertThat(EarlyBound.serves(TimeGrid.window(0, 100, 0.5))).isFalse();
    assertThat(EarlyBound.serves(TimeGrid.representative(168, new int[] {0, 168}, IntStream.range(0, 53).map(k -> k % 2).toArray(), 1))).isFalse();
    assertThat(EarlyBound.time(1)).isEqualTo("segments:400");
    assertThat(EarlyBound.time(7)).isEqualTo("segments:80");
  }

  @Test
  void aPlanOfTheYearThatIsStoppedHasAPlanAndABound() {
    PlanOptions o = PlanOptions.of(TWO_ZONES).withTime("full").withStages(List.of(2030)).withoutTwin().withIntegers(false);
    PlanResult r = Plan.run(o, (stage, s, d, l, u) -> !stage.equals("plan"));
    assertThat(r.status()).isEqualTo("stopped");
    double cost = (Double) Objects.requireNonNull(r.summary().get("objective_usd"));
    double bound = (Double) Objects.requireNonNull(r.summary().get("lower_bound_usd"));
    assertThat(bound).isBetween(0.5 * cost, cost);
    assertThat(r.summary().get("full_year_gap")).isEqualTo(r.summary().get("gap"));
    assertThat((Double) Objects.requireNonNull(r.summary().get("full_year_cost_usd"))).isPositive().isLessThan(cost);
    assertThat(r.summary()).containsKeys("full_year_unserved_mwh", "full_year_price_usd_per_mwh");
    assertThat(r.summary().get("plan_from")).isEqualTo(FirstPlan.TIME);
    // The same plan is near enough for who asks no more.
    PlanResult near = Plan.run(o.withGap(0.5), StudyProgress.silent());
    assertThat(near.status()).isEqualTo("within_gap");
    assertThat(near.summary().get("objective_usd")).isEqualTo(cost);
    assertThat(near.summary().get("certificate").toString()).contains("ok=true");
  }
}
