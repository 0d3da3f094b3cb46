package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.cases.CaseSource;
import org.loadstar.study.store.Json;

/// Seeded networks of odd figures: units of 1 W beside units of 1 PW, plants that are paid for running or run backwards, lines in rings that
/// may be built without limit, stores that may go below 0 or lose all, ramps of 0, commitment. Each solver gives the same answer, proven.
class OddNetworksTest {
  private static final String[] SOLVERS = {"highs", "ipm"};

  @TempDir private Path folder;

  private static Object of(Random r, Object... choices) {
    return choices[r.nextInt(choices.length)];
  }

  private void write(String name, List<String> rows) throws IOException {
    if (rows.size() > 1) Files.write(folder.resolve(name), rows);
    else Files.deleteIfExists(folder.resolve(name));
  }

  private static String row(Object... cells) {
    return String.join(",", Arrays.stream(cells).map(String::valueOf).toList());
  }

  private void network(Random r, boolean committed) throws IOException {
    int buses = 1 + r.nextInt(4);
    int steps = (int) of(r, 1, 2, 5, 12);
    write("network.csv", List.of("name,pypsa_version", "odd,1.0.0"));
    List<String> rows = new ArrayList<>(List.of("name"));
    for (int b = 0; b < buses; b++) rows.add("b" + b);
    write("buses.csv", rows);
    rows = new ArrayList<>(List.of("id,snapshot,objective,stores,generators"));
    for (int t = 0; t < steps; t++) rows.add(String.format("%d,2032-02-29 %02d:00,%s,1,1", t, t, of(r, 1, 0.5, 1752, 0)));
    write("snapshots.csv", rows);
    rows = new ArrayList<>(List.of("name,bus,p_nom,p_nom_extendable,p_nom_max,p_min_pu,p_max_pu,marginal_cost,capital_cost,ramp_limit_up,committable,start_up_cost,min_up_time"));
    for (int g = 0; g < 4; g++) {
      boolean built = r.nextBoolean();
      boolean starts = committed && r.nextBoolean();
      rows.add(row("g" + g, "b" + r.nextInt(buses), of(r, 1e-6, 100, 1e9), built, of(r, 300, 1e6, "inf"), starts ? of(r, 0, 0.3) : of(r, 0, 0, -1, 0.1), of(r, 1, 0.7),
          of(r, 0, 1e-4, 10, -5, 3000), built ? of(r, 6000, 1e5) : 0, of(r, "", "", 0, 0.2), starts, starts ? of(r, 100, 1e5) : 0, starts ? of(r, 0, 3) : 0));
    }
    for (int b = 0; b < buses; b++) rows.add("unserved" + b + ",b" + b + ",1e5,False,inf,0,1,9000,0,,False,0,0");
    write("generators.csv", rows);
    rows = new ArrayList<>(List.of("name,bus,p_set"));
    for (int b = 0; b < buses; b++) rows.add(row("l" + b, "b" + b, of(r, 0, 37.123, 411, -20)));
    write("loads.csv", rows);
    rows = new ArrayList<>(List.of("name,bus0,bus1,x,s_nom,s_nom_extendable,s_max_pu,capital_cost"));
    for (int k = 0; k < buses && buses > 1; k++) rows.add(row("k" + k, "b" + k, "b" + (k + 1) % buses, of(r, 0.1, 0.237, 5), 50, r.nextBoolean(), of(r, 1, 0.7), of(r, 10, 500)));
    write("lines.csv", rows);
    rows = new ArrayList<>(List.of("name,bus,p_nom,max_hours,efficiency_store,efficiency_dispatch,standing_loss,cyclic_state_of_charge,inflow"));
    for (int s = 0; s < 2; s++) rows.add(row("s" + s, "b" + r.nextInt(buses), of(r, 0, 100), of(r, 6, 0.1), of(r, 1, 0.9, 0), of(r, 1, 0.5), of(r, 0, 0.01, 1), r.nextBoolean(), of(r, 0, 5)));
    write("storage_units.csv", rows);
    write("stores.csv", List.of("name,bus,e_nom,e_nom_extendable,e_min_pu,standing_loss,e_cyclic,marginal_cost,capital_cost",
        row("e", "b0", 100, r.nextBoolean(), of(r, 0, -1, 0.2), of(r, 0, 0.01, 1), true, of(r, 0, 1), 20)));
  }

  private Map<String, ?> plan(String solver) {
    return NetworkPlan.run(NetworkOptions.of(CaseSource.of(folder)).withSolver(solver), StudyProgress.silent()).summary();
  }

  private static double figure(Map<String, ?> m, String key) {
    assertThat(m.get(key)).as(key).isInstanceOf(Double.class);
    return (Double) m.get(key);
  }

  private void agree(int seed) {
    Map<String, ?> first = plan(SOLVERS[0]);
    Map<String, ?> second = plan(SOLVERS[1]);
    assertThat(first.get("status")).as("seed %d", seed).isIn("optimal", "infeasible", "within_gap");
    if (first.get("status").equals("infeasible")) {
      assertThat(second.get("status")).as("seed %d", seed).isEqualTo("infeasible");
      assertThat((List<?>) first.get("explanation")).as("seed %d", seed).isNotEmpty();
      return;
    }
    double size = Math.max(1e3, Math.abs(figure(first, "objective_usd")));
    boolean whole = Boolean.TRUE.equals(first.get("integers"));
    assertThat(figure(second, "objective_usd")).as("seed %d", seed).isCloseTo(figure(first, "objective_usd"), within((whole ? 2e-4 : 1e-6) * size));
    for (Map<String, ?> s : List.of(first, second)) {
      assertThat(figure(s, "lower_bound_usd")).as("seed %d", seed).isLessThanOrEqualTo(figure(first, "objective_usd") + 1e-6 * size);
      assertThat(((Map<?, ?>) s.get("certificate")).get("ok")).as("seed %d", seed).isEqualTo(true);
      assertThat(Json.write(s)).doesNotContain("Infinity");
    }
  }

  @Test
  void solversAgreeOnOddNetworks() throws IOException {
    for (int seed = 0; seed < 30; seed++) {
      network(new Random(seed), false);
      agree(seed);
    }
  }

  @Test
  void commitmentOfOddUnitsIsSolvedOrRefusedInWords() throws IOException {
    for (int seed = 100; seed < 115; seed++) {
      network(new Random(seed), true);
      agree(seed);
    }
  }
}
