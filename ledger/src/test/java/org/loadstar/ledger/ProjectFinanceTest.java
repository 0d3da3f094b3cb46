package org.loadstar.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loadstar.model.Finance;

/// Project finance worked by hand.
class ProjectFinanceTest {
  private static final Debt.Terms TERMS = new Debt.Terms(0.9, 0.10, 0, 1.3, 3);

  @Test
  void annuity() {
    assertThat(Finance.crf(0.07, 10)).isCloseTo(0.142378, within(1e-6)); // 1 / 7.023582
    assertThat(Finance.rate(Finance.crf(0.0536, 30), 30)).isCloseTo(0.0536, within(1e-12));
    assertThat(Finance.rate(1.0 / 20, 20)).isCloseTo(0, within(1e-7));
  }

  /// Capital at $8,000/kW over 30 years at a capacity factor of 0.9.
  @Test
  void capitalCostOfAnExpensivePlant() {
    assertThat(capital(0.04)).isCloseTo(59, within(0.5));
    assertThat(capital(0.06)).isCloseTo(74, within(0.5));
    assertThat(capital(0.08)).isCloseTo(90, within(0.5));
    assertThat(capital(0.10)).isCloseTo(108, within(0.5));
  }

  private static double capital(double rate) {
    return 8000e3 * Finance.crf(rate, 30) / (8760 * 0.9);
  }

  /// Cash of 130 a year for 3 years at a coverage of 1.3 serves 100 a year: 100 x 2.48685 at 10 %.
  @Test
  void debtIsSizedByItsCoverage() {
    Debt d = Debt.of(TERMS, new double[] {1000}, new double[] {130, 130, 130});
    assertThat(d.principal()).isCloseTo(248.685, within(0.001));
    assertThat(d.service()).containsExactly(new double[] {100, 100, 100}, within(1e-9));
    assertThat(d.interest()).containsExactly(new double[] {24.8685, 17.3554, 9.0909}, within(1e-4));
    assertThat(d.balance()).containsExactly(new double[] {173.5537, 90.9091, 0}, within(1e-4));
  }

  @Test
  void debtIsSizedByItsShareWhereThatIsLess() {
    Debt d = Debt.of(TERMS, new double[] {100}, new double[] {130, 130, 130});
    double cost = 100 * Math.sqrt(1.1); // half a year of interest
    assertThat(Debt.costAtService(0.1, 100)).isCloseTo(cost, within(1e-12));
    assertThat(d.principal()).isCloseTo(0.9 * cost, within(1e-9));
    assertThat(d.drawn()[0]).isCloseTo(90, within(1e-9));
    assertThat(d.balance()[2]).isZero();
    assertThat(Finance.crf(0.1, 3) * d.principal()).isCloseTo(d.service()[0], within(1e-9));
  }

  @Test
  void cashBelowZeroServesNothing() {
    Debt d = Debt.of(TERMS, new double[] {1000}, new double[] {-50, 130, 130});
    assertThat(d.service()).containsExactly(new double[] {0, 100, 100}, within(1e-9));
    assertThat(Debt.of(TERMS, new double[] {1000}, new double[] {-1, -1}).principal()).isZero();
  }

  /// A nominal loan at 8 % with 2.5 % inflation: its balance in the money of each year, against the nominal schedule.
  @Test
  void realLoanIsTheNominalOneDeflated() {
    Debt d = Debt.of(new Debt.Terms(1, 0.08, 0.025, 1, 2), new double[] {1e9}, new double[] {100, 100});
    double principal = 100 * 1.025 / 1.08 + 100 * Math.pow(1.025 / 1.08, 2);
    assertThat(d.principal()).isCloseTo(principal, within(1e-9));
    double nominalAfterOne = principal * 1.08 - 100 * 1.025;
    assertThat(d.balance()[0]).isCloseTo(nominalAfterOne / 1.025, within(1e-9));
    assertThat(d.interest()[0]).isCloseTo(0.08 * principal / 1.025, within(1e-9));
    assertThat(d.interest()[1]).isCloseTo(0.08 * nominalAfterOne / 1.025 / 1.025, within(1e-9));
  }

  /// Publication 946, Table A-1.
  @Test
  void depreciation() {
    assertThat(Depreciation.shares(5, 0)).containsExactly(new double[] {0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576}, within(1e-12));
    assertThat(Depreciation.shares(5, 1)).containsExactly(new double[] {1, 0, 0, 0, 0, 0}, within(1e-12));
    assertThat(Depreciation.shares(5, 0.6)[0]).isCloseTo(0.68, within(1e-12));
    for (int period : new int[] {3, 5, 7, 10, 15, 20, 39}) {
      assertThat(Arrays.stream(Depreciation.shares(period, 0.4)).sum()).isCloseTo(1, within(1e-12));
      assertThat(Depreciation.shares(period, 0)).hasSize(period + 1);
    }
    assertThat(Depreciation.shares(39, 1)[0]).as("no bonus for buildings").isCloseTo(0.02461, within(1e-5));
  }

  /// 1 MW at 1,500 USD/kW: 30 % of capex is 450,000. 30 USD/MWh for 10 years at 7 % is worth 210.7 USD per yearly MWh.
  @Test
  void productionAgainstInvestmentCredit() {
    double investment = TaxCredits.investment(1, 0.3, 1.5e6);
    assertThat(investment).isCloseTo(450_000, within(1e-6));
    assertThat(TaxCredits.production(1, 30, 8760 * 0.4, 0.07, 10)).isCloseTo(738_319, within(1.0)).isGreaterThan(investment);
    assertThat(TaxCredits.production(1, 30, 8760 * 0.2, 0.07, 10)).isCloseTo(369_159, within(1.0)).isLessThan(investment);
    // 30 USD/MWh for 10 of 30 years at 7 %: 30 x 7.02358 / 12.40904.
    assertThat(TaxCredits.levelised(1, 30, 0.07, 10, 30)).isCloseTo(16.980, within(0.001));
  }

  @Test
  void creditsByTheDatesOfTheStatute() {
    assertThat(TaxCredits.share(true, 2026.5, 2030)).isEqualTo(1);
    assertThat(TaxCredits.share(true, 2026.6, 2030)).isZero();
    assertThat(TaxCredits.share(true, 2027.1, 2027)).isEqualTo(1);
    assertThat(TaxCredits.share(false, 2033.9, 2040)).isEqualTo(1);
    assertThat(TaxCredits.share(false, 2034, 2040)).isEqualTo(0.75);
    assertThat(TaxCredits.share(false, 2035.5, 2040)).isEqualTo(0.5);
    assertThat(TaxCredits.share(false, 2036, 2040)).isZero();
  }

  /// One year: g x I x PD x LGD. Several years: by hand with p = 10 %.
  @Test
  void costOfAGuarantee() {
    double g = 0.6;
    double[] claims = Guarantee.claims(Guarantee.yearly(0.05, 1), 0.4, g * 1000);
    assertThat(Guarantee.publicCost(0, claims, new double[0])).isCloseTo(g * 1000 * 0.05 * 0.4, within(1e-9));
    assertThat(Guarantee.publicCost(0, claims, new double[] {12})).isCloseTo(0, within(1e-9));
    double[] two = Guarantee.claims(Guarantee.yearly(0.19, 2), 0.5, 1000, 600);
    assertThat(two).containsExactly(new double[] {50, 27}, within(1e-9)); // 0.1 x 0.5 x 1000; 0.1 x 0.9 x 0.5 x 600
    assertThat(Guarantee.publicCost(0.04, two, new double[] {6})).isCloseTo(50 / 1.04 + 27 / 1.0816 - 6, within(1e-9));
  }

  @Test
  void contracts() {
    assertThat(Offtake.difference(1000, 0.6, 70, 50)).isEqualTo(12_000);
    assertThat(Offtake.difference(1000, 0.6, 70, 90)).isEqualTo(-12_000);
    assertThat(Offtake.fixed(1000, 0.6, 70) - 1000 * 0.6 * 50).isEqualTo(Offtake.difference(1000, 0.6, 70, 50));
  }

  /// 100 MW contracted, 60 used, 85 % billed, 120 USD/kW a year: 25 MW more.
  @Test
  void largeLoadsPayForALeastShare() {
    assertThat(LargeLoad.beyondUse(100, 60, 0.85, 120_000)).isCloseTo(25 * 120_000, within(1e-6));
    assertThat(LargeLoad.beyondUse(100, 90, 0.85, 120_000)).isZero();
  }

  /// Without debt, tax and inflation equity has the whole cash: an annuity of 10 years at 8 % returns 8 %.
  @Test
  void aPlantThatEarnsItsAnnuityReturnsItsRate() {
    double charge = Levelised.charge(1000, 0.08, 10, 1);
    double[] cash = new double[10];
    Arrays.fill(cash, charge);
    Project whole = Project.of(new Project.Plan(new double[] {1000 * Math.sqrt(1.08)}, cash, 10, 0, new double[10], 0),
        new Debt.Terms(0, 0.08, 0, 1.3, 10), 0, Depreciation.shares(5, 0));
    assertThat(CashFlow.irr(whole.equity())).isCloseTo(0.08, within(1e-9));
    Project cut = Project.of(
        new Project.Plan(new double[] {1000 * Math.sqrt(1.08)}, cash, 4, 0, new double[4], Levelised.left(charge, 0.08, 10, 4)),
        new Debt.Terms(0, 0.08, 0, 1.3, 10), 0, Depreciation.shares(5, 0));
    assertThat(CashFlow.irr(cut.equity())).isCloseTo(0.08, within(1e-9));
    assertThat(Levelised.left(charge, 0.08, 10, 10)).isZero();
  }

  /// Debt at the project's own return leaves the return of equity there; cheaper debt raises it.
  @Test
  void leverage() {
    double[] cash = new double[10];
    Arrays.fill(cash, Levelised.charge(1000, 0.08, 10, 1));
    Project.Plan plan = new Project.Plan(new double[] {1000 * Math.sqrt(1.08)}, cash, 10, 0, new double[10], 0);
    double plain = CashFlow.irr(Project.of(plan, new Debt.Terms(0, 0.05, 0, 1.3, 10), 0, Depreciation.shares(5, 0)).equity());
    double levered = CashFlow.irr(Project.of(plan, new Debt.Terms(0.7, 0.05, 0, 1.3, 10), 0, Depreciation.shares(5, 0)).equity());
    assertThat(levered).isGreaterThan(plain + 0.02);
  }

  /// Tax by hand: 25 % of (300 - interest - 500), and half an investment credit off the basis.
  @Test
  void taxes() {
    Project.Plan plan = new Project.Plan(new double[] {1000}, new double[] {300, 300}, 2, 0.2, new double[2], 400);
    Project p = Project.of(plan, new Debt.Terms(0, 0.05, 0, 1.3, 2), 0.25, new double[] {0.5, 0.25, 0.25});
    assertThat(p.tax()[0]).isCloseTo(0.25 * (300 - 450), within(1e-9));
    assertThat(p.tax()[1]).isCloseTo(0.25 * (300 - 225 + 400 - 225), within(1e-9));
    assertThat(p.equity()).containsExactly(new double[] {-1000, 300 + 200 + 37.5, 300 + 400 - 62.5}, within(1e-9));
  }

  @Test
  void whatIsDrawnIsRepaid() {
    Random random = new Random(5);
    for (int trial = 0; trial < 100; trial++) {
      double[] cash = random.doubles(5 + random.nextInt(30), -20, 200).toArray();
      double[] spend = random.doubles(1 + random.nextInt(6), 1, 300).toArray();
      var terms = new Debt.Terms(random.nextDouble(), 0.02 + 0.1 * random.nextDouble(), 0.025, 1 + random.nextDouble(), 3 + random.nextInt(25));
      Debt d = Debt.of(terms, spend, cash);
      double[] lender = new double[cash.length + 1];
      lender[0] = -Debt.costAtService(terms.realRate(), d.drawn());
      System.arraycopy(d.service(), 0, lender, 1, cash.length);
      assertThat(CashFlow.npv(terms.realRate(), lender)).isCloseTo(0, within(1e-6));
      assertThat(d.principal()).isLessThanOrEqualTo(terms.largestShare() * Debt.costAtService(terms.realRate(), spend) + 1e-9);
      for (int k = 0; k < cash.length; k++) assertThat(d.service()[k] * terms.coverage()).isLessThanOrEqualTo(Math.max(0, cash[k]) + 1e-9);
    }
  }
}
