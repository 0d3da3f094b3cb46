package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CaseSource;

/// Load of 1 GW with probability 0.7, of 3 GW with 0.3; x GW are built before it is known (x between 1 and 3):
///
/// ```
/// C_low = 50 x,   C_high = 50 x + 100 (3 - x) = 300 - 50 x   [M$]
/// mean 90 + 20 x, least at x = 1: 110;   known: 0.7 x 50 + 0.3 x 150 = 80, EVPI 30
/// mean load 1.6: x = 1.6 costs 80 and 220, in the mean 122, VSS 12
/// ```
class StochasticTest {
  private static final Path TWO_ZONES = Path.of("../examples/two-zones").toAbsolutePath().normalize();
  private static final Offset<Double> NEAR = within(2e3);

  @TempDir Path temp;

  private Path futures(String text) throws IOException {
    return Files.writeString(temp.resolve("futures.yaml"), text);
  }

  private static final String LOADS = """
      futures:
        - {name: low, probability: 0.7}
        - {name: high, probability: 0.3, set: {zones.Z.demand_scale: 3}}
      """;

  private static PlanOptions options(Path folder) {
    return PlanOptions.of(CaseSource.of(folder)).withFullYear("none").withIntegers(false).withGap(1e-6).withThreads(1);
  }

  private static final String FUSION = """
      wait_for: [fusion]
      futures:
        - {name: comes, probability: 0.5}
        - {name: never, probability: 0.5, set: {generators.Z fusion.max_new_mw: 0}}
      """;

  private Map<String, ?> newsvendor(String futures, double level, double weight) throws IOException {
    Path folder = Newsvendor.write(temp.resolve("case"), 1000, "Z plain,Z,plain,0,10000,inf,0,2024");
    return Stochastic.run(options(folder), new Stochastic.Asked(futures(futures), level, weight, 0), StudyProgress.silent());
  }

  private static double usd(Map<String, ?> m, String... path) {
    @Nullable Object at = m;
    for (String key : path) at = at instanceof Map<?, ?> inner ? inner.get(key) : null;
    return at instanceof Number n ? n.doubleValue() : Double.NaN;
  }

  private static Map<?, ?> plan(Map<String, ?> m, String name) {
    return ((List<?>) Objects.requireNonNull(m.get("plans"))).stream().map(p -> (Map<?, ?>) p).filter(p -> name.equals(p.get("plan"))).findFirst().orElseThrow();
  }

  @Test
  void newsvendorByHand() throws IOException {
    Map<String, ?> m = newsvendor(LOADS, 0.5, 0);
    assertThat(m.get("status")).isEqualTo("done");
    assertThat(usd(m, "objective_usd")).isEqualTo(110e6, NEAR);
    assertThat(usd(m, "lower_bound_usd")).isEqualTo(110e6, NEAR);
    assertThat(usd(m, "expected_cost_usd")).isEqualTo(110e6, NEAR);
    assertThat(usd(m, "evpi_usd")).isEqualTo(30e6, NEAR);
    assertThat(usd(m, "vss_usd")).isEqualTo(12e6, NEAR);
    // Half of the probability is the tail: 0.3 of 250 and 0.2 of 50.
    assertThat(usd(m, "cvar_usd")).isEqualTo((0.3 * 250e6 + 0.2 * 50e6) / 0.5, NEAR);
    assertThat(usd(m, "cost_usd", "mean", "high")).isEqualTo(220e6, NEAR);
    assertThat(usd(m, "regret", "low", "low")).isZero();
    assertThat(usd(m, "regret", "low", "high")).isEqualTo(100e6, NEAR);
    assertThat(usd(m, "regret", "high", "low")).isEqualTo(100e6, NEAR);
    assertThat(usd(m, "regret", "least_regret", "low")).isEqualTo(50e6, NEAR);
    assertThat(usd(m, "regret", "least_regret", "high")).isEqualTo(50e6, NEAR);
    assertThat(m.get("least_regret")).asString().contains("plan=least_regret");
    assertThat(usd(m, "branches", "high", "built_mw", "Z", "plain")).isEqualTo(1000, within(0.1));
  }

  /// 0.2 of the mean and 0.8 of the tail: 0.2 (90 + 20 x) + 0.8 (180 - 10 x) = 162 - 4 x, least at x = 3: 150.
  @Test
  void whoFearsTheTailBuildsForIt() throws IOException {
    Map<String, ?> m = newsvendor(LOADS, 0.5, 0.8);
    assertThat(usd(m, "objective_usd")).isEqualTo(150e6, NEAR);
    assertThat(usd(m, "branches", "low", "built_mw", "Z", "plain")).isEqualTo(3000, within(0.1));
    assertThat(usd(m, "cvar_usd")).isEqualTo(150e6, NEAR);
    // Known, the mean is 80 and the tail (0.3 x 150 + 0.2 x 50) / 0.5 = 110.
    assertThat(usd(m, "evpi_usd")).isEqualTo(150e6 - 0.2 * 80e6 - 0.8 * 110e6, NEAR);
    // x = 1.6: mean 122, tail (0.3 x 220 + 0.2 x 80) / 0.5 = 164.
    assertThat(usd(m, "vss_usd")).isEqualTo(0.2 * 122e6 + 0.8 * 164e6 - 150e6, NEAR);
  }

  /// Plants at 20 M$ come in one of two futures: in the other they cannot be held, so that none is built before it is known.
  @Test
  void aPlanThatAFutureCannotHoldIsSaidToBeInfeasibleThere() throws IOException {
    Path folder = Newsvendor.write(temp.resolve("case"), 1000, "Z plain,Z,plain,0,10000,inf,0,2024", "Z fusion,Z,fusion,0,10000,inf,0,2024");
    Path file = futures(FUSION);
    Map<String, ?> m = Stochastic.run(options(folder), new Stochastic.Asked(file, 0.9, 0, 0), StudyProgress.silent());
    assertThat(m.get("status")).isEqualTo("done");
    assertThat(m.get("status_by_future")).asString().contains("comes={comes=optimal, never=infeasible}");
    assertThat(plan(m, "comes").get("status")).isEqualTo("infeasible");
    assertThat(plan(m, "comes").get("expected_cost_usd")).isNull();
    assertThat(plan(m, "comes").get("not_in")).asString().contains("generator.build Z fusion of 2026: 1 decided, not open here");
    assertThat(usd(m, "vss_usd")).isNaN();
    assertThat(m.get("vss_note")).asString().contains("beyond all bounds");
    assertThat(usd(m, "evpi_usd")).isEqualTo(50e6 - 0.5 * (20e6 + 50e6), NEAR);
  }

  /// Fusion that is paid for and never comes, with probability 0.5: a plan with it can be in that future and is dear there.
  ///
  /// ```
  /// p plain, f fusion:  50 p + 20 f + 50 max(0, 1 - p - f) + 50 max(0, 1 - p), least at p = 1, f = 0: 50;  known: 0.5 (20 + 50) = 35
  /// mean future: a GW of fusion gives half, so f = 2 at 40; it costs 40 and 140, in the mean 90
  /// ```
  @Test
  void whatIsCommittedAndNeverComesIsStranded() throws IOException {
    Path folder = Newsvendor.write(temp.resolve("case"), 1000, "Z plain,Z,plain,0,10000,inf,0,2024", "Z fusion,Z,fusion,0,10000,inf,0,2024");
    Path file = futures("""
        futures:
          - {name: comes, probability: 0.5}
          - {name: stranded, probability: 0.5, set: {technologies.fusion.forced_outage: 1}}
        """);
    Map<String, ?> m = Stochastic.run(options(folder), new Stochastic.Asked(file, 0.9, 0, 0), StudyProgress.silent());
    assertThat(usd(m, "objective_usd")).isEqualTo(50e6, NEAR);
    assertThat(usd(m, "evpi_usd")).isEqualTo(15e6, NEAR);
    assertThat(usd(m, "vss_usd")).isEqualTo(40e6, NEAR);
    assertThat(usd(m, "regret", "comes", "stranded")).isEqualTo(70e6, NEAR);
    assertThat(usd(m, "regret", "stranded", "comes")).isEqualTo(30e6, NEAR);
  }

  /// Two stages of a year each and load in the second alone: fusion at 20 M$ a year comes with probability 0.5, plain plants cost 50. Decided when it is known: 0.5 (20 + 50)
  /// = 35; now: none that holds in both, 50. Without fusion: 50.
  @Test
  void waitingIsWorthWhatADecisionNowWouldCostMore() throws IOException {
    Path folder = Newsvendor.write(temp.resolve("case"), 1000, "Z plain,Z,plain,0,10000,inf,0,2024", "Z fusion,Z,fusion,0,10000,inf,0,2024");
    CaseSource source = CaseSource.of(folder).withSet("technologies.*.earliest_year=2027").withSet("zones.Z.demand_scale=1");
    Path file = futures(FUSION);
    Map<String, ?> m = Stochastic.run(options(folder).withSource(source).withStages(List.of(2026, 2027)), new Stochastic.Asked(file, 0.9, 0, 2026), StudyProgress.silent());
    Map<?, ?> w = (Map<?, ?>) ((List<?>) Objects.requireNonNull(m.get("waiting"))).getFirst();
    // In 2026 nothing can be built: 100 of unserved load.
    assertThat(usd(m, "objective_usd")).isEqualTo(135e6, NEAR);
    assertThat((Double) Objects.requireNonNull(w.get("decided_now_usd"))).isEqualTo(150e6, NEAR);
    assertThat((Double) Objects.requireNonNull(w.get("value_of_waiting_usd"))).isEqualTo(15e6, NEAR);
    assertThat((Double) Objects.requireNonNull(w.get("worth_usd"))).isEqualTo(15e6, NEAR);
    assertThat(usd(m, "evpi_usd")).isEqualTo(0, NEAR);
    assertThat(usd(m, "vss_usd")).isEqualTo(0, NEAR);
  }

  /// The same load in all hours: the operated year costs what the plan says.
  @Test
  void everyPlanIsOperatedOverAllHoursWhereAsked() throws IOException {
    Path folder = Newsvendor.write(temp.resolve("case"), 1000, "Z plain,Z,plain,0,10000,inf,0,2024");
    Map<String, ?> m = Stochastic.run(options(folder).withFullYear("target"), new Stochastic.Asked(futures(LOADS), 0.9, 0, 0), StudyProgress.silent());
    assertThat(usd(m, "cost_full_usd", "mean", "high")).isEqualTo(220e6, NEAR);
    assertThat(usd(m, "regret_full", "low", "high")).isEqualTo(100e6, NEAR);
    assertThat(usd(m, "branches", "high", "full_year", "2026", "operation_usd")).isEqualTo(200e6, NEAR);
    assertThat(usd(m, "unserved_full_mwh", "mean", "high")).isEqualTo(usd(m, "branches", "high", "full_year", "2026", "unserved_mwh") * 1.4 / 2, within(1e3));
    assertThat((Double) Objects.requireNonNull(plan(m, "mean").get("expected_cost_full_usd"))).isEqualTo(122e6, NEAR);
    assertThat((Double) Objects.requireNonNull(plan(m, "low").get("max_regret_full_usd"))).isEqualTo(100e6, NEAR);
    assertThat(m.get("least_regret_full")).asString().contains("plan=least_regret");
  }

  /// Fusion at 20 M$ that a future lacks: over all hours, too, that plan has no mean and no largest regret, and its cell no cost.
  @Test
  void noMeanOverAllHoursHidesAFutureThatAPlanCannotBeIn() throws IOException {
    Path folder = Newsvendor.write(temp.resolve("case"), 1000, "Z plain,Z,plain,0,10000,inf,0,2024", "Z fusion,Z,fusion,0,10000,inf,0,2024");
    Map<String, ?> m = Stochastic.run(options(folder).withFullYear("target"), new Stochastic.Asked(futures(FUSION), 0.9, 0, 0), StudyProgress.silent());
    Map<?, ?> comes = plan(m, "comes");
    for (String key : List.of("expected_cost_full_usd", "cvar_full_usd", "max_regret_full_usd")) assertThat(comes.get(key)).as(key).isNull();
    assertThat(comes.get("not_in")).asString().contains("never=");
    assertThat(usd(m, "cost_full_usd", "comes", "comes")).isEqualTo(20e6, NEAR);
    for (String table : List.of("cost_full_usd", "regret_full", "unserved_full_mwh")) assertThat(usd(m, table, "comes", "never")).as(table).isNaN();
    assertThat((Double) Objects.requireNonNull(plan(m, "stochastic").get("expected_cost_full_usd"))).isEqualTo(50e6, NEAR);
    assertThat(m.get("least_regret_full")).asString().doesNotContain("plan=comes");
  }

  @Test
  void oneFutureIsThePlanOfTheCase() throws IOException {
    PlanOptions o = options(TWO_ZONES).withTime("reps:2@6");
    Map<String, ?> m = Stochastic.run(o, new Stochastic.Asked(futures("futures: [{name: only, probability: 1}]"), 0.9, 0.5, 0), StudyProgress.silent());
    PlanResult plan = Plan.run(o.withoutTwin(), StudyProgress.silent());
    double cost = (Double) Objects.requireNonNull(plan.summary().get("objective_usd"));
    assertThat(usd(m, "objective_usd")).isEqualTo(cost, within(2e-6 * cost));
    assertThat(usd(m, "evpi_usd")).isLessThan(2e-6 * cost);
    assertThat(usd(m, "vss_usd")).isLessThan(2e-6 * cost);
    assertThat(usd(m, "cvar_usd")).isEqualTo(cost, within(2e-6 * cost));
  }

  @Test
  void aRealCaseKeepsTheInequalities() throws IOException {
    Path file = futures("""
        here_and_now: 2027
        futures:
          - {name: plain, probability: 0.5}
          - {name: dear, probability: 0.3, set: {scenarios.fuel_prices: dear, scenarios.technology_costs: conservative}}
          - {name: boom, probability: 0.2, set: {ai.target_gw.2030: 0.4, "demand_growth.*.multiplier": x1.1}}
        """);
    PlanOptions o = options(TWO_ZONES).withTime("reps:2@6");
    Map<String, ?> m = Stochastic.run(o, new Stochastic.Asked(file, 0.8, 0.3, 0), StudyProgress.silent());
    assertThat(m.get("status")).isEqualTo("done");
    double cost = usd(m, "objective_usd");
    double slack = 3e-6 * cost;
    assertThat(usd(m, "lower_bound_usd")).isBetween(cost - slack, cost + slack);
    assertThat(usd(m, "wait_and_see_usd")).isLessThanOrEqualTo(cost + slack);
    assertThat(usd(m, "mean_plan_usd")).isGreaterThanOrEqualTo(cost - slack);
    for (String plan : List.of("plain", "dear", "boom", "mean", "stochastic", "least_regret"))
      for (String f : List.of("plain", "dear", "boom")) assertThat(usd(m, "regret", plan, f)).as(plan + " in " + f).isGreaterThanOrEqualTo(-1e-9);
    double least = (Double) Objects.requireNonNull(plan(m, "least_regret").get("max_regret_usd"));
    for (String plan : List.of("plain", "dear", "boom", "mean", "stochastic"))
      assertThat((Double) Objects.requireNonNull(plan(m, plan).get("max_regret_usd"))).isGreaterThanOrEqualTo(least - 2e-3 * cost);
  }

  @Test
  void thirdsOfSixDigitsSumToOne() throws IOException {
    String file = "futures:\n  - {name: a, probability: 0.333333}\n  - {name: b, probability: 0.333333}\n  - {name: c, probability: 0.333333}\n";
    Map<String, ?> m = newsvendor(file, 0.9, 0);
    assertThat(usd(m, "expected_cost_usd")).isEqualTo(usd(m, "cost_usd", "stochastic", "a"), NEAR);
    assertThat(usd(m, "evpi_usd")).isEqualTo(0, NEAR);
  }

  @Test
  void faultsOfTheFileAreToldWhereTheyStand() throws IOException {
    assertThatThrownBy(() -> newsvendor("futures:\n  - {name: a, probability: 0.5}\n  - {name: b, probability: 0.4}\n", 0.9, 0))
        .isInstanceOf(CaseException.class).hasMessageContaining("futures.yaml:2").hasMessageContaining("sum to 1").hasMessageContaining("Maybe '0.5'");
    assertThatThrownBy(() -> newsvendor("futures:\n  - {name: a, probability: 1, set: {zones.Y.demand_scale: 2}}\n", 0.9, 0))
        .isInstanceOf(CaseException.class).hasMessageContaining("futures.yaml:2");
    assertThatThrownBy(() -> newsvendor("futures:\n  - {name: a, probabilty: 1}\n", 0.9, 0))
        .isInstanceOf(CaseException.class).hasMessageContaining("Maybe 'probability'");
    assertThatThrownBy(() -> newsvendor("wait_for: [plian]\nfutures:\n  - {name: a, probability: 1}\n", 0.9, 0))
        .isInstanceOf(CaseException.class).hasMessageContaining("futures.yaml:1").hasMessageContaining("Maybe 'plain'");
    assertThatThrownBy(() -> newsvendor("futures: []\n", 0.9, 0)).isInstanceOf(CaseException.class).hasMessageContaining("at least one");
    assertThatThrownBy(() -> newsvendor(LOADS, 1, 0)).isInstanceOf(OptionRefused.class).hasMessageContaining("cvar");
  }
}
