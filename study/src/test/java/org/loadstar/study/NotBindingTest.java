package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.cases.CaseSource;

/// What is said of limits that do not bind, and of those that only look as if they did not.
class NotBindingTest {
  private static final Path TWO_ZONES = Path.of("../examples/two-zones").toAbsolutePath().normalize();

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(TWO_ZONES)) {
      for (Path f : files.toList()) {
        Path to = folder.resolve(TWO_ZONES.relativize(f).toString());
        if (Files.isDirectory(f)) Files.createDirectories(to);
        else Files.copy(f, to);
      }
    }
  }

  private Map<String, ?> plan(PlanOptions.Goal goal, String... sets) {
    PlanOptions o = PlanOptions.of(new CaseSource(folder, List.of(), List.of(sets))).withTime("reps:1@6").withStages(List.of(2030)).withFullYear("none")
        .withIntegers(false).withGoal(goal).withoutTwin();
    PlanResult r = Plan.run(o, StudyProgress.silent());
    assertThat(r.status()).isIn("optimal", "within_gap");
    return r.summary();
  }

  private static final PlanOptions.Goal MOST = new PlanOptions.Goal(true, Double.POSITIVE_INFINITY, 2030);

  private static List<Map<?, ?>> list(Map<String, ?> summary, String key) {
    List<Map<?, ?>> out = new ArrayList<>();
    for (Object o : (List<?>) Objects.requireNonNull(summary.get(key))) out.add((Map<?, ?>) o);
    return out;
  }

  private static List<Map<?, ?>> of(Map<String, ?> summary, String key, String constraint) {
    return list(summary, key).stream().filter(m -> constraint.equals(m.get("constraint"))).toList();
  }

  private static double number(Map<?, ?> m, String key) {
    return (Double) Objects.requireNonNull(m.get(key), key);
  }

  /// Campuses of 0.25 GW run 85 % of the year.
  @Test
  void cleanPowerThatMustBeContractedIsDeclared() {
    Map<String, ?> binds = plan(PlanOptions.Goal.COST, "policy.campus_clean_share=1", "policy.campus_clean_share_from=2030");
    assertThat(of(binds, "binding", "contract.year_share")).hasSize(1);
    assertThat(of(binds, "not_binding", "contract.year_share")).isEmpty();
    Map<String, ?> slack = plan(PlanOptions.Goal.COST, "policy.campus_clean_share=0.01", "policy.campus_clean_share_from=2030", "technology_costs[technology=wind].capex_usd_per_kw=x0.2");
    Map<?, ?> m = of(slack, "not_binding", "contract.year_share").getFirst();
    assertThat(number(m, "used")).isEqualTo(0.01 * 250 * 0.85 * 8760, within(2e3));
    assertThat(number(m, "limit")).isGreaterThanOrEqualTo(number(m, "used") * (1 - 1e-6));
    assertThat(m.get("unit")).isEqualTo("MWh");
    assertThat(m.get("words").toString()).startsWith("The new clean power, over the year, of campuses in all zones");
  }

  /// In the most load a share that is asked for is what less of gives more: its row has the limit 0, and is told all the same.
  @Test
  void cleanPowerBindsTheMostLoad() {
    String[] asked = {"policy.hourly_matching=1", "policy.hourly_matching_from=2030", "policy.matching_usd_per_mwh=inf", "generators[technology=wind].max_new_mw=100"};
    Map<String, ?> s = plan(MOST, asked);
    assertThat(of(s, "binding", "contract.share")).isNotEmpty().allSatisfy(b -> {
      assertThat(number(b, "shadow_value")).isNegative();
      assertThat(b.get("words").toString()).contains("one less GWh would give up to");
    });
    assertThat((Double) s.get("objective_gw")).isLessThan((Double) plan(MOST).get("objective_gw"));
  }

  @Test
  void plantsOnSitesAreDeclared() throws IOException {
    Files.writeString(folder.resolve("onsite.csv"), "campus,zone,technology,most_mw,months,spare,export,dollar_year\neast-park,,gas_ct,40,12,0,0,2024\n");
    Map<String, ?> s = plan(PlanOptions.Goal.COST);
    List<Map<?, ?>> all = new ArrayList<>(of(s, "binding", "onsite.maximum"));
    all.addAll(of(s, "not_binding", "onsite.maximum"));
    assertThat(all).hasSize(1);
    assertThat(all.getFirst().get("place")).isEqualTo("east-park gas_ct");
    assertThat(all.getFirst().get("words").toString()).contains("on the site of");
  }

  /// Chips and money for far more than the sites hold have room.
  @Test
  void whatHasRoomIsToldApartFromWhatIsUsedUp() throws IOException {
    Files.writeString(folder.resolve("chip_supply.csv"), "scenario,year,chips_per_yr,power_kw\nmid,2026,1000000,1\n");
    Files.writeString(folder.resolve("capital.csv"), "investor,scenario,year,purposes,budget_busd,dollar_year\nfund,mid,2026,shell;power;chips,1000,2024\n");
    Map<String, ?> s = plan(MOST);
    assertThat(of(s, "not_binding", "chips")).isNotEmpty().allSatisfy(m -> assertThat(m.get("state")).isEqualTo("room"));
    assertThat(of(s, "not_binding", "capital.fund")).isNotEmpty().allSatisfy(m -> assertThat(m.get("state")).isEqualTo("room"));
    Map<String, ?> few = plan(MOST, "chip_supply.*.chips_per_yr=20000");
    assertThat(of(few, "binding", "chips")).isNotEmpty();
    assertThat(of(few, "not_binding", "chips")).isEmpty();
    for (Map<?, ?> m : list(few, "not_binding"))
      if (m.get("limit") instanceof Double limit && Double.isFinite(limit))
        assertThat(m.get("state")).isEqualTo(number(m, "slack") <= 1e-3 * Math.abs(limit) ? "used_up" : "room");
  }

  /// No forging of reactor vessels is delivered for the home market of the example in time: of a limit of 0 nothing is used up.
  @Test
  void aLimitOfNothingIsEmpty() {
    PlanOptions o = PlanOptions.of(CaseSource.of(TWO_ZONES.resolveSibling("three-zones"))).withTime("reps:1@4").withStages(List.of(2030)).withFullYear("none")
        .withIntegers(false).withGoal(MOST).withoutTwin();
    Map<String, ?> s = Plan.run(o, StudyProgress.silent()).summary();
    List<Map<?, ?>> empty = list(s, "not_binding").stream().filter(m -> Objects.equals(m.get("limit"), 0.0) && Objects.equals(m.get("used"), 0.0)).toList();
    assertThat(empty).isNotEmpty().allSatisfy(m -> {
      assertThat(m.get("state")).isEqualTo("empty");
      assertThat(m.get("words").toString()).contains("there is none");
    });
    assertThat(list(s, "not_binding").stream().filter(m -> "room".equals(m.get("state")) && ("" + m.get("constraint")).startsWith("equipment.")).toList())
        .isNotEmpty().allSatisfy(m -> assertThat(m.get("words").toString()).endsWith("the rest waits for other limits or is not wanted"));
  }

  @Test
  void noSiteWithRoomIsTheCause() throws IOException {
    Map<String, ?> most = plan(MOST, "campuses.*.max_it_mw=0");
    assertThat(of(most, "binding", "campus.maximum").toString()).contains("No site in the zones has room");
    Map<String, ?> cost = plan(PlanOptions.Goal.COST, "campuses.*.max_it_mw=0");
    assertThat(of(cost, "binding", "ai.target").toString()).contains("are missed: no site has room");
  }
}
