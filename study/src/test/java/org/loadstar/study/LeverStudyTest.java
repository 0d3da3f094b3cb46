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
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.cases.CaseException;
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
    return run(metric, asked(money, List.of(1.0), false, List.of()), StudyProgress.silent(), levers);
  }

  private LeverStudy.Asked asked(boolean money, List<Double> intensities, boolean groups, List<String> check) {
    return new LeverStudy.Asked(money, intensities, groups, 4, check, dir.resolve("store"));
  }

  private Map<String, ?> run(String metric, LeverStudy.Asked asked, StudyProgress progress, String... levers) {
    PlanOptions o = PlanOptions.of(CaseSource.of(dir.resolve("case"))).withTime("reps:1@6").withThreads(2).withGap(1e-6);
    return LeverStudy.run(o, metric, List.of(levers), asked, progress);
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
    Map<String, ?> first = run("gw_2030", true, "land", "tax");
    Map<String, ?> second = run("gw_2030", true, "land", "tax");
    assertThat(first.get("solved")).isEqualTo(4);
    assertThat(second.get("solved")).isEqualTo(0);
    assertThat(second.get("values")).isEqualTo(first.get("values"));
    assertThat(run("gw_2030", false, "land", "tax").get("solved")).as("without a budget what chips cost is in no row").isEqualTo(2);
  }

  /// A study that is stopped after its first plans goes on from them: fewer solves, the same values as in one go.
  @Test
  void aStoppedStudyGoesOnWhereItWas() throws IOException {
    java.util.concurrent.atomic.AtomicInteger calls = new java.util.concurrent.atomic.AtomicInteger();
    StudyProgress kill = (stage, seconds, done, lower, upper) -> {
      try (Stream<Path> kept = Files.isDirectory(dir.resolve("store")) ? Files.list(dir.resolve("store")) : Stream.of()) {
        boolean found = kept.anyMatch(f -> f.getFileName().toString().endsWith(".set"));
        return !found || calls.incrementAndGet() < 0;
      } catch (IOException e) {
        return false;
      }
    };
    Map<String, ?> first = run("gw_2030", asked(true, List.of(1.0), false, List.of()), kill, "land", "tax", "nothing");
    assertThat(first.get("status")).isEqualTo("stopped");
    assertThat(first.get("values")).isNull();
    Map<String, ?> second = run("gw_2030", true, "land", "tax", "nothing");
    assertThat(second.get("status")).isEqualTo("done");
    assertThat((Integer) second.get("solved")).isBetween(1, 3);
    try (Stream<Path> all = Files.list(dir.resolve("store"))) {
      for (Path p : all.toList()) Files.delete(p);
    }
    Map<String, ?> whole = run("gw_2030", true, "land", "tax", "nothing");
    assertThat(whole.get("solved")).isEqualTo(4);
    assertThat(share(whole, "land")).isCloseTo(share(second, "land"), within(1e-9));
    assertThat((Double) whole.get("total")).isCloseTo((Double) second.get("total"), within(1e-9));
  }

  /// Levers that only widen limits: no set has less than one that it contains, at low, middle and high alike.
  @Test
  void relaxingALeverNeverLowersGw() throws IOException {
    Map<String, ?> r = run("gw_2030", asked(true, List.of(1.0, 0.5, 2.0), false, List.of()), StudyProgress.silent(), "land", "tax");
    try (Stream<Path> all = Files.list(dir.resolve("store")).filter(f -> f.toString().endsWith(".json"))) {
      java.util.TreeMap<String, Double> worth = new java.util.TreeMap<>();
      for (Path p : all.toList()) {
        Map<String, Object> m = org.loadstar.study.store.Json.read(Files.readString(p));
        worth.put(m.get("intensity") + " " + m.get("levers"), (Double) m.get("value"));
      }
      for (String x : List.of("0.5", "1.0", "2.0"))
        for (String more : List.of(" [land]", " [tax]", " [land, tax]")) {
          if (!worth.containsKey(x + more)) continue;
          double none = worth.entrySet().stream().filter(e -> e.getKey().endsWith("[]")).mapToDouble(Map.Entry::getValue).max().orElseThrow();
          assertThat(worth.get(x + more)).as(x + more).isGreaterThanOrEqualTo(none - 1e-6);
          assertThat(worth.get(x + " [land, tax]")).as(x + more).isGreaterThanOrEqualTo(worth.get(x + more) - 1e-6);
        }
      assertThat(worth.size()).isGreaterThanOrEqualTo(10);
    }
    Map<?, ?> by = (Map<?, ?>) r.get("by_intensity");
    assertThat(by.keySet().stream().map(String::valueOf)).containsExactly("middle", "low", "high");
    assertThat(total(by.get("low"))).isLessThanOrEqualTo(total(by.get("middle")) + 1e-6);
    assertThat(total(by.get("middle"))).isLessThanOrEqualTo(total(by.get("high")) + 1e-6);
  }

  private static double total(Object of) {
    return (Double) ((Map<?, ?>) of).get("total");
  }

  @Test
  void groupsAddUpAndTheEndsAreCheckedAtTheCasesOwnResolution() throws IOException {
    Path yaml = dir.resolve("case/case.yaml");
    Files.writeString(yaml, Files.readString(yaml).replaceFirst("(?m)^time:.*$", "time: reps:2@6"));
    Map<String, ?> r = run("gw_2030", asked(false, List.of(1.0), true, List.of("none", "all")), StudyProgress.silent(), "land", "tax");
    assertThat((Double) ((Map<?, ?>) r.get("groups")).get("test")).isCloseTo((Double) r.get("total"), within(1e-9));
    Map<?, ?> checked = (Map<?, ?>) r.get("checked");
    assertThat(checked.get("resolution")).isEqualTo("reps:2@6");
    assertThat(total(checked)).isPositive();
    assertThat(r.get("slack_priced")).isEqualTo(List.of());
  }

  /// 5 USD a year until the end of the plan, discounted, and 3 USD for each MW; land and tax share one plan each, so costs add up.
  @Test
  void publicCostsAreTransfersOfThePlan() throws IOException {
    Path land = dir.resolve("case/levers/land.yaml");
    Files.writeString(land, Files.readString(land) + "public_cost:\n  - {per: year, middle: 5}\n  - {per: ai_mw, low: 1, middle: 3}\n");
    Map<String, ?> r = run("public_cost", false, "land", "tax");
    Map<?, ?> of = (Map<?, ?>) ((Map<?, ?>) r.get("values")).get("land");
    double paid = (Double) of.get("public_cost_usd");
    assertThat(paid).isGreaterThan(5).isEqualTo(-share(r, "land"), within(1e-9));
    assertThat((Double) of.get("resource_cost_usd")).isFinite();
    assertThat(share(r, "tax")).isCloseTo(0, within(0.2 * paid));
    Files.writeString(land, Files.readString(land).replace("per: year", "per: week"));
    assertThatThrownBy(() -> run("public_cost", false, "land")).hasMessageContaining("week");
  }

  /// No plan costs less than a million dollars: the excess is priced in GW.
  @Test
  void aSetThatCannotKeepItsLimitsIsPriced() throws IOException {
    lever("pin", "campuses.*.pin", "build", "build", "build");
    lever("poor", "wacc", "x1", "x1.0001", "x1.0001");
    PlanOptions o = PlanOptions.of(CaseSource.of(dir.resolve("case"))).withTime("reps:1@6").withThreads(2).withGap(1e-6)
        .withGoal(new PlanOptions.Goal(false, 1e6, 0));
    Map<String, ?> r = LeverStudy.run(o, "gw_2030", List.of("pin", "poor"), asked(false, List.of(1.0), false, List.of()), StudyProgress.silent());
    assertThat(r.get("status")).isEqualTo("done");
    assertThat((List<?>) r.get("slack_priced")).isNotEmpty();
    assertThat((Double) r.get("without")).as("limits that cannot be kept are worth no more than those that can")
        .isLessThan((Double) run("gw_2030", true, "pin", "poor").get("without"));
  }

  /// The interval of a metric that is not the objective holds what any plan has that is no dearer; a closer solve leaves less open.
  @Test
  void co2AndPublicMoneyHaveTheIntervalsOfPlansThatAreNoDearer() throws IOException {
    Path land = dir.resolve("case/levers/land.yaml");
    Files.writeString(land, Files.readString(land) + "public_cost:\n  - {per: ai_mw, middle: 3}\n");
    for (String metric : List.of("co2", "public_cost")) {
      Map<?, ?> close = (Map<?, ?>) ((Map<?, ?>) run(metric, false, "land", "tax").get("values")).get("land");
      double share = (Double) close.get("shapley");
      assertThat((Double) close.get("low")).as(metric).isLessThanOrEqualTo(share + 1e-9);
      assertThat((Double) close.get("high")).as(metric).isGreaterThanOrEqualTo(share - 1e-9);
      assertThat(width(close)).as(metric).isFinite().isLessThan(0.5 * Math.abs(share) + 2);
      boolean zero = (Double) close.get("low") <= 0 && (Double) close.get("high") >= 0;
      assertThat(close.get("distinguishable")).isEqualTo(!zero);
    }
  }

  private static double width(Map<?, ?> of) {
    return (Double) of.get("high") - (Double) of.get("low");
  }

  /// A lever that costs the public and changes nothing in the case is paid for all the same, though its sets share their plans with others.
  @Test
  void aLeverThatChangesNothingIsPaidFor() throws IOException {
    Path nothing = dir.resolve("case/levers/nothing.yaml");
    Files.writeString(nothing, Files.readString(nothing) + "public_cost:\n  - {per: once, middle: 7}\n");
    Map<String, ?> r = run("public_cost", false, "land", "nothing");
    assertThat(share(r, "nothing")).isCloseTo(-7, within(1e-9));
    assertThat(share(r, "land")).isCloseTo(0, within(1e-9));
  }

  /// The budget of the coarse plan is too small with the case's own hours, which the simplex method cannot tell from a failure.
  @Test
  void aSetOfWhichTheSolverCannotTellThatItKeepsItsLimitsIsPriced() throws IOException {
    Path yaml = dir.resolve("case/case.yaml");
    Files.writeString(yaml, Files.readString(yaml).replaceFirst("(?m)^time:.*$", "time: reps:4"));
    PlanOptions o = PlanOptions.of(CaseSource.of(dir.resolve("case"))).withTime("reps:1@6").withStages(List.of(2010)).withThreads(1);
    Map<String, ?> r = LeverStudy.run(o, "gw_2030", List.of("land"), asked(true, List.of(1.0), false, List.of("none", "all")), StudyProgress.silent());
    assertThat(r.get("status")).isEqualTo("done");
    assertThat(((Map<?, ?>) r.get("checked")).get("slack_priced")).asInstanceOf(InstanceOfAssertFactories.LIST).contains("none");
  }

  @Test
  void wrongOptionsAreRefusedWithWhatIsAllowed() throws IOException {
    assertThatThrownBy(() -> run("gw", false)).isInstanceOf(OptionRefused.class).hasMessageContaining("gw_YEAR");
    assertThatThrownBy(() -> run("gw_2024", false, "land")).isInstanceOf(OptionRefused.class).hasMessageContaining("2026 or later");
    assertThatThrownBy(() -> run("gw_2030", false, "lnad")).isInstanceOf(OptionRefused.class).hasMessageContaining("Maybe 'land'");
    assertThatThrownBy(() -> run("gw_2030", new LeverStudy.Asked(false, List.of(), false, 1, List.of(), dir.resolve("store")), StudyProgress.silent(), "land"))
        .isInstanceOf(OptionRefused.class).hasMessageContaining("2 or more");
    Path file = Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> run("gw_2030", new LeverStudy.Asked(false, List.of(), false, 4, List.of(), file), StudyProgress.silent(), "land"))
        .isInstanceOf(OptionRefused.class).hasMessageContaining("nothing can be written");
    PlanOptions nowhere = PlanOptions.of(CaseSource.of(dir.resolve("nowhere")));
    assertThatThrownBy(() -> LeverStudy.run(nowhere, "gw_2030", List.of("land"), asked(true, List.of(), false, List.of()), StudyProgress.silent()))
        .isInstanceOf(CaseException.class).hasMessageContaining("nowhere");
  }
}
