package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loadstar.cases.CaseException;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.store.Json;

/// What the summary of a network's plan says where there is a constant, no solution, or no optimum.
class NetworkPlanTest {
  @TempDir private Path folder;

  private final Map<String, String> files =
      new LinkedHashMap<>(
          Map.of(
              "network.csv", "name,pypsa_version\nsmall,1.0.0\n",
              "buses.csv", "name\nA\n",
              "snapshots.csv", ",snapshot\n0,2030-01-01 00:00\n1,2030-01-01 01:00\n",
              "generators.csv", "name,bus,p_nom,p_nom_extendable,capital_cost,marginal_cost\ng,A,30,True,7,10\nh,A,5,True,2,40\n",
              "loads.csv", "name,bus,p_set\nl,A,50.0\n"));

  private Map<String, ?> plan() throws IOException {
    for (Map.Entry<String, String> f : files.entrySet()) Files.writeString(folder.resolve(f.getKey()), f.getValue());
    return NetworkPlan.run(NetworkOptions.of(CaseSource.of(folder)).withGap(1e-9), StudyProgress.silent()).summary();
  }

  private static double figure(Map<String, ?> m, String key) {
    Object v = m.get(key);
    assertThat(v).as(key).isInstanceOf(Double.class);
    return (Double) v;
  }

  private static Map<String, Double> byStage(Map<String, ?> summary) {
    Map<String, Double> out = new LinkedHashMap<>();
    ((Map<?, ?>) summary.get("peer_objective_by_stage")).forEach((k, v) -> out.put((String) k, (Double) v));
    return out;
  }

  private static List<String> words(Map<String, ?> summary) {
    return ((List<?>) summary.get("explanation")).stream().map(e -> (String) ((Map<?, ?>) e).get("words")).toList();
  }

  @Test
  void theStageIsWithoutTheConstantAsTheObjectiveIs() throws IOException {
    Map<String, ?> s = plan();
    assertThat(figure(s, "peer_objective_constant")).isEqualTo(30 * 7 + 5 * 2);
    assertThat(figure(s, "peer_objective")).isCloseTo(50 * (7 + 2 * 10) - 220, within(1e-6));
    assertThat(byStage(s)).containsOnlyKeys("0");
    assertThat(byStage(s).get("0")).isCloseTo(figure(s, "peer_objective"), within(1e-6));
  }

  /// Before PyPSA 1.1 the constant is also taken off with investment periods: what stands in each, by its weight.
  @Test
  void everyPeriodIsWithoutItsPartOfTheConstant() throws IOException {
    files.put("snapshots.csv", ",period,timestep\n0,2030,2030-01-01\n1,2040,2040-01-01\n");
    files.put("investment_periods.csv", "period,objective,years\n2030,1,10\n2040,0.5,10\n");
    files.put("generators.csv",
        "name,bus,p_nom,p_nom_extendable,capital_cost,marginal_cost,build_year,lifetime\ng,A,30,True,7,10,2030,5\nh,A,5,True,2,40,2030,inf\n");
    Map<String, ?> s = plan();
    // g and h at 50 MW in the first, h alone in the second
    assertThat(figure(s, "peer_objective_constant")).isEqualTo(30 * 7 + 5 * 2 + 0.5 * 5 * 2);
    assertThat(byStage(s).values().stream().mapToDouble(v -> v).sum()).isCloseTo(figure(s, "peer_objective"), within(1e-6));
    assertThat(byStage(s).get("2040")).isCloseTo(0.5 * (50 * 2 + 50 * 40 - 5 * 2), within(1e-6));
  }

  @Test
  void noFigureIsMinusZero() throws IOException {
    files.put("generators.csv", "name,bus,p_nom,p_nom_extendable,capital_cost\ng,A,-0.0,True,7\n");
    assertThat(Json.write(plan())).contains("peer_objective_constant").doesNotContain("-0.0,", "-0.0}");
  }

  @Test
  void aBoundOfNothingIsNothing() throws IOException {
    files.put("generators.csv", "name,bus,p_nom,marginal_cost\ng,A,60,10\n");
    files.put("loads.csv", "name,bus,p_set\nl,A,0\n");
    Map<String, ?> s = plan();
    assertThat(figure(s, "objective_usd")).isZero();
    assertThat(figure(s, "lower_bound_usd")).isZero();
    assertThat(s.get("status")).isEqualTo("optimal");
  }

  @Test
  void aLimitThatIsOverBeforeTheSolveIsTime() throws IOException {
    plan();
    Map<String, ?> s = NetworkPlan.run(NetworkOptions.of(CaseSource.of(folder)).withMaxSeconds(1e-3), StudyProgress.silent()).summary();
    assertThat(s.get("status")).isEqualTo("stopped");
    assertThat(s.get("stopped_by")).isEqualTo("time");
  }

  /// Flows in a ring of lines that can be built without limit, beside a plant that is paid for running: the voltage law leaves their reduced
  /// costs not quite 0, and the capacities take that up.
  @ParameterizedTest
  @ValueSource(strings = {"k,A,B,0.1,0,True,3;l,B,C,0.23,0,True,5;m,C,A,0.37,0,True,4", "k,A,B,0.1,inf,False,0;l,B,C,0.23,inf,False,0;m,C,A,0.37,20,False,0"})
  void flowsInARingAreProven(String lines) throws IOException {
    files.put("buses.csv", "name\nA\nB\nC\n");
    files.put("lines.csv", "name,bus0,bus1,x,s_nom,s_nom_extendable,capital_cost\n" + lines.replace(';', '\n') + "\n");
    files.put("generators.csv", "name,bus,p_nom_extendable,p_nom,capital_cost,marginal_cost\ng,A,True,0,27,-11\nh,B,False,500,0,40\ni,C,False,70,0,31\n");
    files.put("loads.csv", "name,bus,p_set\nl,B,50.3\nm,C,33.1\n");
    Map<String, ?> s = plan();
    assertThat(s.get("status")).isEqualTo("optimal");
    assertThat(s.get("status_by")).isEqualTo("proof");
    assertThat(figure(s, "gap")).isLessThan(1e-6);
  }

  @Test
  void aStageWithoutAYearIsNotNamedInSentences() throws IOException {
    files.put("generators.csv", "name,bus,p_nom\ng,A,20\n");
    Map<String, ?> s = plan();
    assertThat(s.get("status")).isEqualTo("infeasible");
    assertThat(words(s)).isNotEmpty().allSatisfy(w -> assertThat(w).doesNotContain(" of 0", "in 0"));
  }

  @Test
  void withoutGeneratorsTheBalanceIsNamed() throws IOException {
    files.put("generators.csv", "name,bus\n");
    files.put("buses.csv", "name\nA\nB\n");
    files.put("lines.csv", "name,bus0,bus1,x,s_nom_extendable\nk,A,B,0.1,True\n");
    Map<String, ?> s = plan();
    assertThat(s.get("status")).isEqualTo("infeasible");
    assertThat(words(s)).anySatisfy(w -> assertThat(w).startsWith("The power balance of "));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "generators.csv | name,bus,p_nom_extendable,capital_cost;g,A,True,-5 | generator g earns money by being built",
    "generators.csv | name,bus,p_nom,marginal_cost,sign;g,A,100,1,1;buyer,A,inf,-3,-1;seller,A,inf,1,1 | generator buyer earns money by running",
    "stores.csv | name,bus,e_nom_extendable,capital_cost;s,A,True,-1 | store s earns money by being built"
  })
  void whatRunsAwayIsNamed(String file, String text, String expected) throws IOException {
    files.put(file, text.replace(';', '\n') + "\n");
    Map<String, ?> s = plan();
    assertThat(s.get("status")).isEqualTo("infeasible");
    assertThat(words(s).getFirst()).startsWith("The case is unbounded").contains(expected).doesNotContain("_mw");
  }

  /// Branch and cut has a point of it when it finds out.
  @Test
  void whatRunsAwayBesideUnitsIsNamed() throws IOException {
    files.put("snapshots.csv", ",objective\n0,1\n1,1\n2,2\n3,0\n4,0\n");
    files.put("generators.csv", "name,bus,p_nom_extendable,p_min_pu,marginal_cost,capital_cost,committable\ng,A,False,0.5,0.0001,0,True\nback,A,True,-0.3,10,1,False\n");
    files.put("stores.csv", "name,bus,e_nom_extendable\ns,A,True\n");
    files.put("loads.csv", "name,bus,p_set\nl,A,0\n");
    Map<String, ?> s = plan();
    assertThat(s.get("status")).isEqualTo("infeasible");
    assertThat(words(s)).anySatisfy(w -> assertThat(w).contains("generator back earns money by running backwards"));
  }

  @Test
  void aScenarioFileIsLaidOverAForeignCase() throws IOException {
    double before = figure(plan(), "objective_usd");
    Path scenario = Files.writeString(folder.resolve("more.yaml"), "tables:\n  loads: {l: {p_set_mw: 80}}\n");
    NetworkOptions options = NetworkOptions.of(CaseSource.of(folder).withScenario(scenario)).withGap(1e-9);
    assertThat(figure(NetworkPlan.run(options, StudyProgress.silent()).summary(), "objective_usd") - before).isCloseTo(30 * 27, within(1e-6));
    Files.writeString(scenario, "tables:\n  loads: {l: {p_set: 80}}\n");
    assertThatThrownBy(() -> NetworkPlan.run(options, StudyProgress.silent())).isInstanceOf(CaseException.class)
        .hasMessageContaining("more.yaml:2").hasMessageContaining("p_set_mw");
  }

  /// Overlays change the tables that an import would write.
  @ParameterizedTest
  @ValueSource(strings = {"loads.l.p_set_mw=80", "loads.l.p_set_mw=x1.6"})
  void overlaysChangeAForeignCase(String set) throws IOException {
    double before = figure(plan(), "objective_usd");
    NetworkOptions options = NetworkOptions.of(CaseSource.of(folder).withSet(set)).withGap(1e-9);
    double after = figure(NetworkPlan.run(options, StudyProgress.silent()).summary(), "objective_usd");
    assertThat(after - before).isCloseTo(30 * 27, within(1e-6));
  }
}
