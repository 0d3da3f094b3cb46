package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.loadstar.adequacy.CaseSystem;
import org.loadstar.adequacy.Maintenance;
import org.loadstar.adequacy.Options;
import org.loadstar.cases.CaseSource;

class StressTest {
  private static final PlanOptions PLAN =
      PlanOptions.of(CaseSource.of(Path.of("../examples/two-zones"))).withTime("reps:1@4").withIntegers(false).withFullYear("none").withoutTwin();

  private static Stress.Limits limits(double neue, int rounds) {
    return new Stress.Limits(neue, rounds, Options.of(10, 0, 2), new CaseSystem.Assumptions(false, Maintenance.LEVELLED));
  }

  private static double eue(Object round) {
    Map<?, ?> eue = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) round).get("eue_mwh"));
    return ((Number) Objects.requireNonNull(eue.get("value"))).doubleValue();
  }

  @Test
  void daysAndMarginsThatAreAddedLowerWhatIsUnserved() {
    Stress.Outcome o = Stress.run(PLAN, limits(1e-9, 1), StudyProgress.silent());
    Map<?, ?> stress = (Map<?, ?>) Objects.requireNonNull(o.result().summary().get("stress"));
    List<?> rounds = (List<?>) Objects.requireNonNull(stress.get("rounds"));
    assertThat(rounds).hasSize(2);
    assertThat(eue(rounds.get(1))).isPositive().isLessThan(eue(rounds.get(0)));
    assertThat(stress.get("converged")).isEqualTo(false);
    List<?> days = (List<?>) Objects.requireNonNull(((Map<?, ?>) rounds.get(0)).get("days_added"));
    assertThat(days).hasSize(3);
    assertThat(stress.get("ended")).isEqualTo("it was added to as often as --stress-rounds allows");
    assertThat(String.valueOf(((Map<?, ?>) rounds.get(0)).get("words"))).startsWith("Round 0: ").contains("; added: ");
    assertThat(String.valueOf(((Map<?, ?>) rounds.get(1)).get("words"))).startsWith("Round 1: ").doesNotContain("added");
    assertThat(o.options().time()).isEqualTo("reps:1@4+" + days.get(0) + "+" + days.get(1) + "+" + days.get(2));
    PlanResult again = Plan.run(o.options(), StudyProgress.silent());
    assertThat(again.summary().get("objective_usd")).as("the options hold what was added").isEqualTo(o.result().summary().get("objective_usd"));
  }

  /// A region that falls short and misses its margin at a low price gets a dearer one, not a higher margin, and then more firm capacity.
  @Test
  void aMarginThatIsMissedGetsDearer() {
    PlanOptions cheap = PLAN.withSource(PLAN.source().withSet("reserve.shortfall_usd_per_kw_yr=30"));
    Stress.Outcome o = Stress.run(cheap, limits(1e-9, 1), StudyProgress.silent());
    List<?> rounds = (List<?>) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(o.result().summary().get("stress"))).get("rounds"));
    Map<?, ?> first = (Map<?, ?>) rounds.get(0);
    assertThat(first.get("firm_price_usd_per_kw_yr")).isEqualTo(Map.of("Twin", 90.0));
    assertThat(first.get("margins_raised")).isEqualTo(Map.of());
    assertThat(String.valueOf(first.get("words"))).contains("90 USD/kW-yr for firm capacity that Twin lacks");
    assertThat(missing(rounds.get(1))).isLessThan(missing(first));
    assertThat(eue(rounds.get(1))).isLessThan(eue(first));
  }

  private static double missing(Object round) {
    Map<?, ?> m = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) round).get("margins_missing_mw"));
    return m.get("Twin") instanceof Number mw ? mw.doubleValue() : 0;
  }

  /// Stopped while the second round plans: the first round's plan stands, and says why.
  @Test
  void theLastPlanStandsWhereTheNextRoundIsStopped() {
    Stress.Outcome o = Stress.run(PLAN, limits(1e-9, 3), (stage, seconds, done, lower, upper) -> !stage.startsWith("round 1"));
    Map<String, ?> summary = o.result().summary();
    assertThat(summary.get("objective_usd")).isNotNull();
    assertThat(summary.get("status")).isEqualTo("stopped");
    assertThat(summary.get("stopped_by")).isEqualTo("interrupt");
    assertThat(o.options().time()).isEqualTo("reps:1@4");
    Map<?, ?> stress = (Map<?, ?>) Objects.requireNonNull(summary.get("stress"));
    assertThat((List<?>) stress.get("rounds")).hasSize(1);
    assertThat(stress.get("ended")).isEqualTo("the next round gave no plan");
  }

  /// The twin and the operation over all hours are of the last plan alone.
  @Test
  void onlyTheLastPlanIsCompleted() {
    Set<String> stages = new TreeSet<>();
    Stress.Outcome o = Stress.run(PLAN.withTwin(true).withFullYear("target"), limits(1e-9, 1), (stage, seconds, done, lower, upper) -> {
      synchronized (stages) {
        stages.add(stage);
      }
      return true;
    });
    assertThat(stages).anyMatch(s -> s.startsWith("round 1: full year")).noneMatch(s -> s.startsWith("round 0: full year") || s.startsWith("round 0: no-AI"));
    assertThat(o.result().summary()).containsKey("no_ai").extractingByKey("full_year_cost_usd").isNotNull();
  }

  @Test
  void aPlanThatHoldsGetsNothing() {
    Stress.Outcome o = Stress.run(PLAN, limits(0.5, 3), StudyProgress.silent());
    assertThat(o.options().time()).isEqualTo("reps:1@4");
    assertThat(((Map<?, ?>) Objects.requireNonNull(o.result().summary().get("stress"))).get("converged")).isEqualTo(true);
  }

  @Test
  void onlyPlansOfDays() {
    assertThatThrownBy(() -> Stress.run(PLAN.withTime("segments:100"), limits(1e-6, 1), StudyProgress.silent()))
        .isInstanceOf(OptionRefused.class).hasMessageContaining("--time reps:N");
    assertThatThrownBy(() -> limits(0, 1)).hasMessageContaining("neue 0.0");
  }
}
