package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loadstar.cases.CaseSource;

/// What a plan with whole modules says of a limit that leaves a part of a module: modules of 50 MW at 31 USD/W, 300 MW wanted, and supply for
/// three and a half of them.
class WholeModulesTest {
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
    Files.writeString(folder.resolve("campuses.csv"), """
        campus,name,zone,max_it_mw,module_mw,queue_months,permit_months,construction_months,equipment_months,capex_shell_usd_per_w,capex_power_usd_per_w,capex_chips_usd_per_w,pue,dollar_year
        best,Best,East,150,50,0,0,0,0,3,8,20,1,2024
        second,Second,East,100,50,0,0,0,0,4,8,20,1,2024
        third,Third,East,100,50,0,0,0,0,6,8,20,1,2024
        """);
  }

  private Map<String, ?> plan(boolean integers) {
    CaseSource source = CaseSource.of(folder).withSet("ai.target_gw.2030=0.3");
    PlanOptions o = PlanOptions.of(source).withTime("reps:2@6").withStages(List.of(2030)).withFullYear("none").withIntegers(integers).withoutTwin();
    PlanResult r = Plan.run(o, StudyProgress.silent());
    assertThat(r.status()).isIn("optimal", "within_gap");
    return r.summary();
  }

  private static List<Map<?, ?>> list(Map<String, ?> summary, String key) {
    return ((List<?>) Objects.requireNonNull(summary.get(key))).stream().<Map<?, ?>>map(m -> (Map<?, ?>) m).toList();
  }

  private static double number(Map<?, ?> m, String key) {
    return (Double) Objects.requireNonNull(m.get(key), key);
  }

  private static String why(Map<String, ?> summary, String id) {
    return list(summary, "campuses").stream().filter(c -> id.equals(c.get("id"))).map(c -> String.valueOf(c.get("why"))).findFirst().orElseThrow();
  }

  private static Map<?, ?> binding(Map<String, ?> summary, String constraint) {
    return list(summary, "binding").stream().filter(b -> constraint.equals(b.get("constraint"))).findFirst().orElseThrow();
  }

  private void chips() throws IOException {
    Files.writeString(folder.resolve("chip_supply.csv"), "scenario,year,chips_per_yr,power_kw\nmid,2026,35000,1\n");
  }

  @Test
  void chipsForPartOfAModuleAreNamed() throws IOException {
    chips();
    Map<String, ?> parts = plan(false);
    Map<String, ?> whole = plan(true);
    assertThat(number((Map<?, ?>) parts.get("ai_gw"), "2030")).isEqualTo(0.175, within(1e-6));
    assertThat(number((Map<?, ?>) whole.get("ai_gw"), "2030")).isEqualTo(0.15, within(1e-6));
    assertThat(whole.get("binding_duals")).isEqualTo("relaxation");
    assertThat(parts.get("binding_duals")).isEqualTo("plan");
    assertThat(number(binding(whole, "chips"), "shadow_value")).isEqualTo(number(binding(parts, "chips"), "shadow_value"), within(1.0)).isPositive();
    assertThat(binding(whole, "chips").get("words").toString()).startsWith("150000 of the 175000 accelerators").contains("too little for one more module");
    assertThat(binding(parts, "chips").get("words").toString()).startsWith("All 175000 accelerators");
    assertThat(why(whole, "second")).isEqualTo(
        "Not built because no whole module of it fits into the accelerators that can be had by 2030, though a kW is worth its cost");
    assertThat(why(whole, "third")).startsWith("Not built because other sites make more of the accelerators that can be had by 2030: each kW would cost");
  }

  @Test
  void aBudgetForPartOfAModuleIsNamed() throws IOException {
    Files.writeString(folder.resolve("capital.csv"), "investor,scenario,year,purposes,budget_busd,dollar_year\nfund,mid,2026,shell;power;chips,1.085,2024\n");
    Map<String, ?> whole = plan(true);
    assertThat(number((Map<?, ?>) whole.get("ai_gw"), "2030")).isEqualTo(0.15, within(1e-6));
    assertThat(number(binding(whole, "capital.fund"), "shadow_value")).isPositive();
    assertThat(why(whole, "second")).contains("the budget of fund up to 2030");
    assertThat(why(whole, "third")).contains("other sites make more of the budget of fund up to 2030");
  }

  /// 1 % of the chips is worth a hundredth of what all are at their dual.
  @Test
  void theWorthOfALimitIsItsDualTimesIt() throws IOException {
    chips();
    Map<?, ?> b = binding(plan(false), "chips");
    double discounted = 0;
    for (int y = 0; y < 10; y++) discounted += Math.pow(1.05, -y);
    assertThat(number(b, "worth_of_1_percent")).isEqualTo(0.01 * 175_000 * number(b, "shadow_value") * discounted, within(1e3));
    assertThat(b.get("worth_unit")).isEqualTo("USD");
  }

  @Test
  void whatDoesNotBindIsListedWithItsSlack() throws IOException {
    chips();
    Files.writeString(folder.resolve("capital.csv"), "investor,scenario,year,purposes,budget_busd,dollar_year\nfund,mid,2026,shell;power;chips,100,2024\n");
    Map<String, ?> s = plan(true);
    Map<?, ?> fund = list(s, "not_binding").stream().filter(m -> "capital.fund".equals(m.get("constraint"))).findFirst().orElseThrow();
    assertThat(fund.get("unit")).isEqualTo("USD");
    assertThat(number(fund, "used")).isEqualTo(3 * 50e6 * 31, within(1e3));
    assertThat(number(fund, "slack")).isEqualTo(5 * 100e9 - 3 * 50e6 * 31, within(1e3));
    assertThat(list(s, "not_binding")).noneMatch(m -> "chips".equals(m.get("constraint")));
  }

  @Test
  void theBoundIsProven() throws IOException {
    chips();
    Map<String, ?> s = plan(true);
    double cost = number(s, "objective_usd");
    assertThat(number(s, "gap")).isEqualTo((cost - number(s, "lower_bound_usd")) / cost, within(1e-12));
    assertThat(s.get("lower_bound")).isEqualTo("proven by branching");
    assertThat(number(s, "gap")).isLessThan(1e-3);
    assertThat(number(s, "lower_bound_usd")).isGreaterThan(number(plan(false), "lower_bound_usd"));
  }
}
