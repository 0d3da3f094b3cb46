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
import org.loadstar.model.Finance;
import org.loadstar.model.Rows;
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

  /// What the plan calls private cost is what the ledger moves: running costs and leases year by year, capital as charges that are worth what was spent.
  /// What resource cost leaves out of it are the transfers.
  @Test
  void privateAndResourceCostAreWhatTheTransfersMove() {
    PlanResult r = plan(THREE);
    Tables t = r.tables();
    double running = annual(t, "fuel", "variable_om", "fixed_om", "fleet_fixed_om");
    assertThat(moved(t, "fuel") + moved(t, "operation")).as("running costs").isCloseTo(running - trade(t), within(1e-6 * running));
    assertThat(moved(t, "carbon")).as("carbon").isCloseTo(annual(t, "carbon"), within(1.0));
    assertThat(moved(t, "lease")).as("shell and power plant").isPositive().isCloseTo(annual(t, "ai_shell", "ai_power"), within(1e-6 * annual(t, "ai_shell", "ai_power")));
    double charges = 0;
    double capex = 0;
    Sheet a = t.get("accounts");
    for (int i = 0; i < a.rows(); i++) {
      if (!a.text(i, 0).equals("plan") || a.number(i, 7) <= 1e-6 || a.number(i, 14) <= 0) continue;
      String technology = a.text(i, 3);
      Rows.Technology q = r.data().technologies().stream().filter(x -> x.technology().equals(technology)).findFirst().orElseThrow();
      double rate = r.data().settings().wacc() + q.waccAdder();
      charges += a.number(i, 14) * Finance.crf(rate, q.financing()) * Finance.constructionFactor(rate, Finance.spendProfile(q.spendProfile()));
      capex += a.number(i, 14);
    }
    assertThat(capex).isPositive();
    assertThat(charges).as("charges on what was spent").isCloseTo(annual(t, "generator_capital", "storage_capital"), within(1e-5 * charges));
    double built = 0;
    Sheet s = t.get("transfers");
    for (int i = 0; i < s.rows(); i++)
      if (s.text(i, 3).equals("construction") && s.text(i, 1).equals("developer") && s.text(i, 2).equals("equipment_maker")) built += s.number(i, 4) / 100;
    double power = campusPower(r);
    assertThat(built - power).as("what was spent is what makers were paid").isCloseTo(capex, within(1e-6 * (capex + power)));
    double transfers = annual(t, "carbon", "hurdle", "tax_credit", "clean_shortfall");
    double capital = annual(t, "generator_capital", "storage_capital", "line_capital", "ai_shell", "ai_power", "ai_chips", "equipment_premium");
    double social = 0;
    double resource = 0;
    double privately = 0;
    for (var e : Summary.annual(t, "plan", 2030).entrySet()) {
      if (e.getKey().startsWith("resource:")) social += e.getValue();
      else if (!e.getKey().endsWith("_shortfall") || e.getKey().equals("clean_shortfall")) privately += e.getValue();
      if (Resource.counts(e.getKey())) resource += e.getValue();
    }
    assertThat(privately - resource).as("transfers, and capital at the private rate for capital at the social one").isCloseTo(transfers + capital - social, within(1e-6 * privately));
    int last = r.data().settings().stages().size() - 1;
    assertThat((Double) r.summary().get("private_cost_usd")).isCloseTo(privately * r.data().settings().discountWeight(last), offset(privately));
    assertThat((Double) r.summary().get("resource_cost_usd")).isCloseTo(resource * r.data().settings().discountWeight(last, r.data().settings().socialDiscountRate()), offset(resource));
  }

  private static org.assertj.core.data.Offset<Double> offset(double of) {
    return within(1e-6 * of);
  }

  /// USD moved in 2030.
  private static double moved(Tables t, String category) {
    double cents = 0;
    Sheet s = t.get("transfers");
    for (int i = 0; i < s.rows(); i++) if (s.integer(i, 0) == 2030 && s.text(i, 3).equals(category)) cents += s.number(i, 4);
    return cents / 100;
  }

  /// Running costs of borders, which are paid abroad.
  private static double trade(Tables t) {
    Sheet a = t.get("accounts");
    double sum = 0;
    for (int i = 0; i < a.rows(); i++) if (a.text(i, 0).equals("plan") && a.text(i, 3).equals("trade")) sum += a.number(i, 11) + a.number(i, 12) + a.number(i, 13);
    return sum;
  }

  /// Capex of the power plant of campuses that developers pay equipment makers for, renewals within the years included.
  private static double campusPower(PlanResult r) {
    double sum = 0;
    Sheet p = r.tables().get("campus_power");
    for (int i = 0; i < p.rows(); i++)
      for (var c : r.data().campuses())
        if (p.text(i, 0).equals("plan") && p.text(i, 2).equals(c.campus())) sum += c.capexPower() * p.number(i, 4) / c.pue() * 1e6;
    return sum;
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
