package org.loadstar.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.loadstar.cases.CaseSource;
import org.loadstar.ledger.LedgerSummary;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// The ledger of a solved plan against the plan's own costs and duals.
class LedgerOfPlanTest {
  private static final CaseSource THREE = CaseSource.of(Path.of("..", "examples", "three-zones").toAbsolutePath().normalize());

  private static PlanResult plan(CaseSource source) {
    PlanResult r = Plan.run(PlanOptions.of(source).withTime("reps:1@6").withFullYear("none").withIntegers(false), StudyProgress.silent());
    assertThat(r.status()).isIn("optimal", "within_gap");
    return r;
  }

  private static double sum(Sheet s, int column, String grid) {
    double sum = 0;
    for (int i = 0; i < s.rows(); i++) if (s.text(i, 0).equals(grid) && !s.text(i, 3).equals("trade")) sum += s.number(i, column);
    return sum;
  }

  private static double annual(Tables t, String... categories) {
    Map<String, Double> costs = Summary.annual(t, "plan", 2030);
    return List.of(categories).stream().mapToDouble(c -> costs.getOrDefault(c, 0.0)).sum();
  }

  @Test
  void accountsSumToTheCostsAndTransfersToZero() {
    Tables t = plan(THREE).tables();
    Sheet a = t.get("accounts");
    assertThat(sum(a, 11, "plan")).as("fuel").isCloseTo(annual(t, "fuel"), within(1e-6 * annual(t, "fuel")));
    assertThat(sum(a, 12, "plan")).as("variable").isCloseTo(annual(t, "variable_om"), within(1e-6 * annual(t, "variable_om")));
    double fixed = annual(t, "fixed_om", "fleet_fixed_om");
    assertThat(sum(a, 13, "plan")).as("fixed").isCloseTo(fixed, within(1e-6 * fixed));
    assertThat(sum(a, 15, "plan")).as("tonnes").isCloseTo(sum(t.get("emissions"), 4, "plan"), within(1.0));
    Map<String, ?> m = LedgerSummary.of(t, 2030, 0.05, 2030);
    assertThat((Map<?, ?>) m.get("transfers_sum_by_year")).isNotEmpty().allSatisfy((y, v) -> assertThat(v).isEqualTo(0.0));
  }

  /// No line joins the three zones, so loads pay what plants and borders get, and the network owner has the rent of the border alone.
  @Test
  void whatLoadsPayReachesThePlants() {
    Tables t = plan(THREE).tables();
    Sheet s = t.get("transfers");
    TreeMap<String, Double> net = new TreeMap<>();
    double paid = 0;
    for (int i = 0; i < s.rows(); i++) {
      if (s.integer(i, 0) != 2030 || !s.text(i, 3).equals("energy")) continue;
      net.merge(s.text(i, 1), -s.number(i, 4) / 100, Double::sum);
      net.merge(s.text(i, 2), s.number(i, 4) / 100, Double::sum);
      if (s.text(i, 1).equals("ratepayer")) paid += s.number(i, 4) / 100;
    }
    double border = 0;
    Sheet a = t.get("accounts");
    for (int i = 0; i < a.rows(); i++)
      if (a.text(i, 0).equals("plan") && a.text(i, 3).equals("trade")) border += a.number(i, 9) - a.number(i, 12);
    assertThat(net.getOrDefault("network_owner", 0.0)).isCloseTo(border, within(1e-6 * paid));
  }

  /// A guarantee that reaches a technology changes the plan's cost and no resource cost per plant; without it the plan is the same to the last digit.
  @Test
  void guaranteeLowersThePlansCost() {
    double plain = cost(plan(THREE));
    assertThat(cost(plan(THREE.withSet("finance[item=default_probability].value=x0.5")))).as("no instrument, no change").isEqualTo(plain);
    assertThat(cost(plan(THREE.withSet("finance[item=guarantee_share].value=0.6")))).isLessThan(plain * 0.9999);
  }

  private static double cost(PlanResult r) {
    return r.summary().get("objective_usd") instanceof Number n ? n.doubleValue() : Double.NaN;
  }
}
