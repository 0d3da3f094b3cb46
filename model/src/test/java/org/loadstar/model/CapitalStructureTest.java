package org.loadstar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loadstar.model.FinanceRows.Figure;
import org.loadstar.model.FinanceRows.Item;

class CapitalStructureTest {
  private static final CapitalStructure BASE = new CapitalStructure(0.55, 0.08, 0.105, 0.2574, 0.025, 0, 0);
  private static final CapitalStructure.Guaranteed NONE = new CapitalStructure.Guaranteed(0, 0.05, 0, 20);

  private static List<Figure> figures(Map<Item, Double> other) {
    Map<Item, Double> usual = Map.of(Item.DEBT_SHARE, 0.55, Item.DEBT_RATE_NOMINAL, 0.08, Item.EQUITY_RETURN_NOMINAL, 0.105, Item.TAX_RATE, 0.2574,
        Item.INFLATION, 0.025, Item.TREASURY_RATE_NOMINAL, 0.045, Item.GUARANTEE_SPREAD, 0.00375, Item.GUARANTEE_FEE, 0.006,
        Item.DEBT_TENOR_YEARS, 20.0, Item.OFFTAKE_DEBT_GAIN, 0.21);
    List<Figure> rows = new ArrayList<>();
    for (Item i : Item.values()) rows.add(row(i, "all", "", other.getOrDefault(i, i == Item.OFFTAKE_EQUITY_GAIN ? 0.02 : usual.getOrDefault(i, 0.0))));
    return rows;
  }

  private static Figure row(Item item, String technology, String zone, double value) {
    return new Figure(item, "all", technology, zone, 0, 9999, value);
  }

  /// NREL Annual Technology Baseline 2024 through ReEDS: 7.992 % nominal, 5.358 % real.
  @Test
  void publishedBase() {
    assertThat(BASE.nominal()).isCloseTo(0.07992, within(5e-6));
    assertThat(BASE.real()).isCloseTo(0.05358, within(5e-6));
    assertThat(BASE.with(NONE, 0, 0, 0, 0).real()).isEqualTo(BASE.real());
  }

  /// A guarantee of 40 % of the cost at 5 %: (0.4 x 5 + 0.15 x 8) x (1 - t) + 0.45 x 10.5 by hand.
  @Test
  void guaranteeLowersTheRateOfItsShare() {
    CapitalStructure c = BASE.with(new CapitalStructure.Guaranteed(0.4, 0.05, 0, 20), 0, 0, 0, 0);
    assertThat(c.debtShare()).isEqualTo(0.55);
    assertThat(c.nominal()).isCloseTo((0.4 * 0.05 + 0.15 * 0.08) * 0.7426 + 0.45 * 0.105, within(1e-12));
    CapitalStructure more = BASE.with(new CapitalStructure.Guaranteed(0.8, 0.05, 0, 20), 0, 0, 0, 0);
    assertThat(more.debtShare()).isEqualTo(0.8);
    assertThat(more.nominal()).isCloseTo(0.8 * 0.05 * 0.7426 + 0.2 * 0.105, within(1e-12));
    CapitalStructure dearer = BASE.with(new CapitalStructure.Guaranteed(0.4, 0.05, 0.01, 20), 0, 0, 0, 0);
    double allIn = dearer.debtRate() * 0.55 / 0.4 - 0.15 * 0.08 / 0.4;
    assertThat(Finance.crf(allIn, 20)).isCloseTo(1.01 * Finance.crf(0.05, 20), within(1e-10));
  }

  @Test
  void offtakeShiftsDebtAndEquity() {
    CapitalStructure c = BASE.with(NONE, 0.6 * 0.21, 0.6 * 0.02, 0, 0);
    assertThat(c.debtShare()).isCloseTo(0.676, within(1e-12));
    assertThat(c.equityReturn()).isCloseTo(0.093, within(1e-12));
    assertThat(c.real()).isLessThan(BASE.real());
  }

  @Test
  void fundTakesItsPartOfEquity() {
    CapitalStructure c = BASE.with(NONE, 0, 0, 0.2, 0.06);
    assertThat(c.nominal()).isCloseTo(0.55 * 0.08 * 0.7426 + 0.25 * 0.105 + 0.2 * 0.06, within(1e-12));
    assertThat(BASE.with(NONE, 0, 0, 0.9, 0.06).fundShare()).isCloseTo(0.45, within(1e-12));
  }

  @Test
  void withoutInstrumentsNothingChanges() {
    assertThat(new Financing(List.of()).change("gas", "", 2030)).isZero();
    assertThat(new Financing(figures(Map.of())).change("gas", "Z", 2030)).isZero();
  }

  @Test
  void theRowThatNamesMostHolds() {
    List<Figure> rows = new ArrayList<>(figures(Map.of()));
    rows.add(row(Item.GUARANTEE_SHARE, "nuclear", "", 0.6));
    rows.add(row(Item.GUARANTEE_SHARE, "nuclear", "North", 0));
    rows.add(new Figure(Item.OFFTAKE_SHARE, "all", "wind", "", 2030, 2034, 0.5));
    Financing f = new Financing(rows);
    assertThat(f.change("nuclear", "South", 2030)).isNegative();
    assertThat(f.change("nuclear", "North", 2030)).isZero();
    assertThat(f.change("gas", "South", 2030)).isZero();
    assertThat(f.change("wind", "South", 2029)).isZero();
    assertThat(f.change("wind", "South", 2034)).isNegative();
    assertThat(f.change("wind", "South", 2035)).isZero();
  }

  /// A guarantee lowers the annuity of what it covers, by the formula, and leaves the rest and the resource cost.
  @Test
  void guaranteeReachesTheProgram() {
    TestCase plain = plants(0);
    TestCase guaranteed = plants(0.8);
    Built a = plain.threeHours();
    Built b = guaranteed.threeHours();
    CapitalStructure base = BASE;
    CapitalStructure with = base.with(new CapitalStructure.Guaranteed(0.8, 0.04875, 0.006, 20), 0, 0, 0, 0);
    double ratio = Finance.crf(0.0536 + with.real() - base.real(), 30) / Finance.crf(0.0536, 30);
    assertThat(b.cost("generator.build", "dear", 0, 0) / a.cost("generator.build", "dear", 0, 0)).isCloseTo(
        ratio * Finance.constructionFactor(0.0536 + with.real() - base.real(), new double[] {1}) / Finance.constructionFactor(0.0536, new double[] {1}), within(1e-9));
    assertThat(ratio).isLessThan(0.95);
    assertThat(b.cost("generator.build", "other", 0, 0)).isEqualTo(a.cost("generator.build", "other", 0, 0));
  }

  private static TestCase plants(double share) {
    TestCase c = TestCase.zones("A").demand("A", 1000).set("wacc", 0.0536);
    for (String t : List.of("nuclear", "gas")) {
      c.technology(t, Rows.Kind.THERMAL);
      c.costs(t, 2030, "capex", 8000);
    }
    c.generator("dear", "A", "nuclear", "maxNew", 1000.0);
    c.generator("other", "A", "gas", "maxNew", 1000.0);
    figures(Map.of()).forEach(c::add);
    return c.add(row(Item.GUARANTEE_SHARE, "nuclear", "", share));
  }
}
