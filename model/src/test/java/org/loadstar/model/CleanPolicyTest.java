package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.loadstar.lp.Status;

class CleanPolicyTest {
  private static final TimeGrid GRID = TimeGrid.window(0, 3, 0.5);

  /// 1 GW of load, dirty power at 10 and wind at 25 USD/MWh.
  private static TestCase zone() {
    return TestCase.zones("A", "B")
        .demand("A", 1000)
        .technology("wind", Rows.Kind.VARIABLE, "clean", true, "renewable", true)
        .profile("w/a", 1, 1, 0)
        .plant("p", "A", 3000, 10)
        .generator("w", "A", "wind", "existing", 800, "profile", "w/a", "vom", 25);
  }

  private static TestCase standard(TestCase c, double share, Object... more) {
    Object[] all = new Object[8 + more.length];
    System.arraycopy(new Object[] {"scope", "A", "kind", Rows.Score.RENEWABLE, "year", 2030, "share", share}, 0, all, 0, 8);
    System.arraycopy(more, 0, all, 8, more.length);
    return c.add(Rows.CleanStandard.class, all);
  }

  @Test
  void rowsAtARandomPoint() {
    TestCase c = standard(zone(), 0.4, "alternativePayment", 50).set("utilisation", 0.5).site("s", "A", 1000, 0);
    c.generator("x", "B", "wind", "existing", 100, "profile", "w/a");
    var p = c.threeHours().random();
    double made = 0;
    for (int t = 0; t < 3; t++) made += p.x("generator.output", "w", 0, t) - p.x("load.surplus", "A", 0, t);
    p.atLeast("score", "A renewable", 0, made + p.x("score.payment", "A") - 0.4 * 0.5 * 3 * p.x("ai.energised", "A"), 0.4 * 3);
  }

  /// 40 % of 3 GWh: 1.2 GWh of wind at 15 USD/MWh more than the plant.
  @Test
  void certificatesByHand() {
    Solved s = standard(zone(), 0.4).threeHours().solve();
    assertThat(s.objective).isEqualTo(3 * 0.01 + 1.2 * 0.015, within(1e-9));
    assertThat(s.number("binding", "shadow_value", "constraint=score")).isEqualTo(15, within(1e-6));
  }

  /// 60 % of 3 GWh are 1.8 GWh; wind has 1.6 GWh, so 0.2 GWh are paid for at 50 USD/MWh. At 12 USD/MWh all is paid for.
  @Test
  void alternativePaymentByHand() {
    Solved s = standard(zone(), 0.6, "alternativePayment", 50).threeHours().solve();
    assertThat(s.cost("clean_shortfall")).isEqualTo(0.2 * 0.05, within(1e-9));
    Solved cheap = standard(zone(), 0.6, "alternativePayment", 12).threeHours().solve();
    assertThat(cheap.cost("clean_shortfall")).isEqualTo(1.8 * 0.012, within(1e-9));
  }

  /// Wind of 3 GW may make 6 GWh in two hours, but only 2 GWh are taken: 90 % of the load cannot be met with what is
  /// thrown away.
  @Test
  void whatIsThrownAwayDoesNotCount() {
    TestCase c = standard(zone().generator("v", "A", "wind", "existing", 3000, "profile", "w/a"), 0.9);
    assertThat(c.threeHours().attempt().status()).isEqualTo(Status.INFEASIBLE);
  }

  @Test
  void anOperationIsPaidForCertificates() {
    TestCase c = standard(zone(), 0.4);
    Solved plan = c.threeHours().solve();
    Solved run = c.on(GRID, plan.decisions(), true).solve();
    assertThat(run.objective).isEqualTo(plan.objective - 15 * 1.2 * 1e-3, within(1e-9));
    assertThat(run.value("load.surplus", "A", 0, 0)).isEqualTo(0, within(1e-9));
  }
}
