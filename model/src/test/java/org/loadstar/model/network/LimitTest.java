package org.loadstar.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LimitTest {
  private static final Offset<Double> TINY = within(1e-7);

  /// Coal at 0.34 t per MWh of primary energy and 40 % (0.85 t/MWh) costs 20, gas at 0.2 and 50 % (0.4 t/MWh) costs 50 USD/MWh.
  private static NetCase plants() {
    NetCase c = NetCase.hours(0, "A");
    c.add(Snapshot.class, "snapshot", "a", "energy", 10, "objective", 10);
    c.load("A", 100);
    GeneratorTest.add(c, "coal", "A", "pNom", 1000, "marginalCost", 20, "efficiency", 0.4);
    GeneratorTest.add(c, "gas", "A", "pNom", 1000, "marginalCost", 50, "efficiency", 0.5);
    c.add(Limit.Term.class, "limit", "co2", "account", Book.Account.PRIMARY, "asset", "generators/coal", "factor", 0.34);
    c.add(Limit.Term.class, "limit", "co2", "account", Book.Account.PRIMARY, "asset", "generators/gas", "factor", 0.2);
    return c;
  }

  /// 1000 MWh, 670 t: 60 % coal would emit 0.6 x 850 + 0.4 x 400 = 670. A tonne is worth 30 / 0.45.
  @Test
  void emissionsByHand() {
    NetCase c = plants().add(Limit.Row.class, "limit", "co2", "sense", Limit.Sense.AT_MOST, "constant", 670);
    var a = c.on().solve();
    assertThat(a.value("generator.power", "coal", 0)).isEqualTo(0.06, TINY);
    double dual = a.result().dual(a.on().row("limit", "co2", -1, 0)) * 1e3;
    assertThat(dual).isEqualTo(-30 / 0.45, within(1e-4));
    var binding = a.tables().get("binding");
    assertThat(binding.number(0, binding.column("shadow_value"))).isEqualTo(30 / 0.45, within(1e-4));
  }

  /// A store that need not return lets 100 MWh of coal out: its carrier counts what is drawn.
  @Test
  void whatIsDrawnFromAStoreCounts() {
    NetCase c = plants().add(Limit.Row.class, "limit", "co2", "sense", Limit.Sense.AT_MOST, "constant", 70);
    StoreTest.add(c, "heap", "eNom", 500, "eInitial", 300);
    c.add(Limit.Term.class, "limit", "co2", "account", Book.Account.DEPLETION, "asset", "stores/heap", "factor", 0.2);
    var p = c.on().random();
    p.says("limit", "co2", -1, 0, 10 * (0.34 / 0.4 * p.x("generator.power", "coal", 0) + 0.2 / 0.5 * p.x("generator.power", "gas", 0))
        - 0.2 * p.x("store.level", "heap", 0), Double.NEGATIVE_INFINITY, 0.07 - 0.2 * 0.3);
  }

  /// Two stages that stand for 2 and 3 years, one limit for both and one for the second.
  @Test
  void yearsOfStagesCount() {
    NetCase c = NetCase.hours(0, "A");
    c.add(StageRow.class, "stage", 2030, "years", 2).add(StageRow.class, "stage", 2040, "years", 3);
    c.add(Snapshot.class, "snapshot", "t", "stage", 2030).add(Snapshot.class, "snapshot", "t", "stage", 2040);
    GeneratorTest.add(c, "g", "A", "pNomExtendable", true);
    for (String limit : new String[] {"all", "late", "size"})
      c.add(Limit.Term.class, "limit", limit, "account", limit.equals("size") ? Book.Account.CAPACITY : Book.Account.INJECTION, "asset", "generators/g");
    c.add(Limit.Row.class, "limit", "all", "sense", Limit.Sense.AT_LEAST, "constant", 100);
    c.add(Limit.Row.class, "limit", "late", "stage", 2040, "sense", Limit.Sense.EQUAL, "constant", 50);
    c.add(Limit.Row.class, "limit", "size", "sense", Limit.Sense.AT_MOST, "constant", 40);
    var p = c.on().random();
    double[] g = {p.x("generator.power", "g", 0, 0), p.x("generator.power", "g", 1, 0)};
    p.says("limit", "all", -1, 0, 2 * g[0] + 3 * g[1], 0.1, Double.POSITIVE_INFINITY);
    p.says("limit", "late", -1, 0, 3 * g[1], 0.05, 0.05);
    p.says("limit", "size", -1, 0, p.x("generator.capacity", "g", -1, 0), Double.NEGATIVE_INFINITY, 0.04);
  }
}
