package org.loadstar.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.loadstar.cases.CaseReader;
import org.loadstar.cases.CaseSource;
import org.loadstar.model.Case;
import org.loadstar.model.Financing;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// The ledger of tables that no solver made: random plans of the case of three zones.
class PlanLedgerTest {
  private static final Path FOLDER = Path.of("..", "examples", "three-zones").toAbsolutePath().normalize();
  private static final Map<String, String> REGION = Map.of("ERCOT", "ERCOT", "PJM_East", "PJM", "WestConnect_South", "WECC_SW");
  private static final Case PLAIN = read();

  private static Case read(String... edits) {
    return CaseReader.read(new CaseSource(FOLDER, List.of(), List.of(edits))).orThrow();
  }

  /// Prices, accounts and campuses at random; `solar` is built, with the earnings given.
  private static Tables plan(long seed) {
    Random random = new Random(seed);
    Tables t = new Tables();
    for (String zone : List.of("ERCOT", "PJM_East", "WestConnect_South")) {
      t.get("prices").add("plan", 2030, 0, 0, 1.0, 8760.0, zone, 20 + 40 * random.nextDouble());
      t.get("dispatch").add("plan", 2030, 0, 0, 1.0, 8760.0, zone, "load", -20_000 - 10_000 * random.nextDouble());
      t.get("dispatch").add("plan", 2030, 0, 0, 1.0, 8760.0, zone, "ai", -1000 * random.nextDouble());
      if (random.nextBoolean()) t.get("dispatch").add("plan", 2030, 0, 0, 1.0, 8760.0, zone, "unserved", 10 * random.nextDouble());
      t.get("reserve").add("plan", 2030, REGION.get(zone), "summer", 30_000.0, 29_000.0, 0.0, 1000.0 * random.nextInt(2), 80 * random.nextDouble());
      account(t, zone, "gas_cc", zone + " gas_cc", 9000, 0, 0, 40e6, random);
      account(t, zone, "solar_pv", zone + " solar_pv c1", 1000, 1000, 1000, 2e6 + 5e5 * random.nextDouble(), random);
      account(t, zone, "nuclear", zone + " nuclear new", 1100, 1100, 1100, 8e6, random);
      account(t, zone, "battery", zone + " battery new", 500, 500, 500, -1e5, random);
      t.get("accounts").add("plan", 2030, zone, "ai", "firm", 900.0, 900.0, 0.0, -900 * 7446.0, -1e8, -1e7 * random.nextDouble(), 0.0, 0.0, 0.0, 0.0, 0.0);
    }
    t.get("accounts").add("plan", 2030, "ERCOT", "trade", "MX ERCOT", 0.0, 0.0, 0.0, 1e6, 3e7, 0.0, 0.0, 4.5e7, 0.0, 0.0, 0.0);
    t.get("campus_power").add("plan", 2030, "g_tx1", "firm", 500 + 500 * random.nextDouble());
    t.get("campus_power").add("plan", 2030, "g_pe1", "firm", 300.0);
    t.get("ai").add("plan", 2030, "", 1200.0, 0.0, 0.0, 0.0, 0.0);
    t.get("costs").add("plan", 2030, "carbon", 1e7 * random.nextInt(2), 0.0, true);
    t.get("costs").add("plan", 2030, "keep_open", 1e6 * random.nextDouble(), 0.0, true);
    return t;
  }

  private static void account(Tables t, String zone, String technology, String name, double standing, double added, double built, double energy, Random random) {
    double capex = built * 1e3 * 1500;
    t.get("accounts").add("plan", 2030, zone, technology, name, standing, added, built, energy, energy * (20 + 60 * random.nextDouble()),
        standing * 1e3 * 60 * random.nextDouble(), technology.equals("gas_cc") ? energy * 25 : 0, Math.abs(energy) * 2, standing * 2e4, capex,
        technology.equals("gas_cc") ? energy * 0.37 : 0);
  }

  private static Map<String, Double> npv(Case data, long seed) {
    Tables t = plan(seed);
    assertThat(PlanLedger.write(data, t)).isTrue();
    Map<String, Double> out = new TreeMap<>();
    Sheet p = t.get("parties");
    for (int i = 0; i < p.rows(); i++) out.put(p.text(i, 0), p.number(i, 1));
    return out;
  }

  private static double sum(Tables t, String category) {
    double cents = 0;
    Sheet s = t.get("transfers");
    for (int i = 0; i < s.rows(); i++) if (s.text(i, 3).equals(category)) cents += s.number(i, 4);
    return cents / 100;
  }

  @Test
  void transfersOfRandomPlansSumToZeroInEveryYear() {
    for (long seed = 1; seed <= 20; seed++) {
      Tables t = plan(seed);
      assertThat(PlanLedger.write(PLAIN, t)).isTrue();
      Sheet s = t.get("transfers");
      TreeMap<Integer, TreeMap<String, Double>> net = new TreeMap<>();
      for (int i = 0; i < s.rows(); i++) {
        assertThat(s.number(i, 4)).isPositive().isEqualTo(Math.rint(s.number(i, 4)));
        var year = net.computeIfAbsent(s.integer(i, 0), k -> new TreeMap<>());
        year.merge(s.text(i, 1), -s.number(i, 4), Double::sum);
        year.merge(s.text(i, 2), s.number(i, 4), Double::sum);
      }
      net.forEach((y, of) -> assertThat(of.values().stream().mapToDouble(v -> v).sum()).as("%d", y).isZero());
      assertThat(net.lastKey()).isEqualTo(2039);
      Map<String, Object> m = new TreeMap<>(LedgerSummary.of(t, 2030, 0.05, 2030));
      assertThat((Map<?, ?>) m.get("transfers_sum_by_year")).allSatisfy((y, v) -> assertThat(v).isEqualTo(0.0));
      assertThat((Double) m.get("npv_sum_usd")).isCloseTo(0, within(1.0));
    }
  }

  /// What loads pay is what plants, borders and the network get.
  @Test
  void marketsClear() {
    Tables t = plan(4);
    PlanLedger.write(PLAIN, t);
    double paid = 0;
    Sheet d = t.get("dispatch");
    Sheet p = t.get("prices");
    for (int i = 0; i < d.rows(); i++)
      for (int k = 0; k < p.rows(); k++) if (p.text(k, 6).equals(d.text(i, 6))) paid -= d.number(i, 8) * 8760 * p.number(k, 7);
    double ratepayers = 0;
    Sheet s = t.get("transfers");
    for (int i = 0; i < s.rows(); i++)
      if (s.integer(i, 0) == 2030 && s.text(i, 3).equals("energy") && List.of("ratepayer", "hyperscaler").contains(s.text(i, 1))) ratepayers += s.number(i, 4) / 100;
    assertThat(ratepayers).isCloseTo(paid, within(1.0));
  }

  /// A higher production credit moves the same amount from the federal government to the developer; nobody else gains or loses but by tax.
  @Test
  void productionCreditIsPaidByTheFederalGovernment() {
    Case more = read("tax_credits[technology=nuclear,first_year=2026].value_usd_per_mwh=36");
    for (long seed = 1; seed <= 5; seed++) {
      Tables a = plan(seed);
      Tables b = plan(seed);
      PlanLedger.write(PLAIN, a);
      PlanLedger.write(more, b);
      double x = sum(b, "production_credit") - sum(a, "production_credit");
      assertThat(x).isCloseTo(3 * 10 * 8e6 * 10 * 1.061, within(1e-6 * x));
      Map<String, Double> before = npv(PLAIN, seed);
      Map<String, Double> after = npv(more, seed);
      double developer = value(after, "developer") - value(before, "developer");
      assertThat(developer).isPositive();
      assertThat(value(after, "federal") - value(before, "federal")).isCloseTo(-developer, within(1.0));
      for (String p : List.of("ratepayer", "hyperscaler", "lender", "state", "incumbent_generators"))
        assertThat(value(after, p)).as(p).isCloseTo(value(before, p), within(1e-6));
    }
  }

  private static double value(Map<String, Double> m, String party) {
    return m.getOrDefault(party, Double.NaN);
  }

  @Test
  void instrumentsMoveMoneyTheirWay() {
    Map<String, Double> plain = npv(PLAIN, 9);
    Map<String, Double> guaranteed = npv(read("finance[item=guarantee_share,technology=nuclear].value=0.6"), 9);
    assertThat(value(guaranteed, "developer")).isGreaterThan(value(plain, "developer"));
    Map<String, Double> fund = npv(read("finance[item=fund_equity_share].value=0.2"), 9);
    assertThat(value(fund, "fund")).isNotZero();
    assertThat(value(plain, "fund")).isZero();
    Map<String, Double> relieved = npv(read("finance[item=zone_tax_relief].value=1"), 9);
    assertThat(value(relieved, "state")).isLessThan(value(plain, "state"));
    assertThat(value(relieved, "developer") - value(plain, "developer")).isCloseTo(value(plain, "state") - value(relieved, "state"), within(1.0));
    Map<String, Double> least = npv(read("finance[item=minimum_demand_share].value=1"), 9);
    assertThat(value(least, "ratepayer") - value(plain, "ratepayer")).isPositive().isCloseTo(value(plain, "hyperscaler") - value(least, "hyperscaler"), within(1.0));
  }

  /// A contract pays the difference between cost and price: the public's loss is the developer's gain before tax.
  @Test
  void contractsPayTheDifference() {
    Case fixed = read("finance[item=offtake_share,technology=nuclear].value=0.5", "finance[item=offtake_debt_gain].value=0");
    Case open = read("finance[item=offtake_share,technology=nuclear].value=0.5", "finance[item=offtake_debt_gain].value=0", "finance[item=offtake_public].value=1");
    Tables a = plan(2);
    Tables b = plan(2);
    PlanLedger.write(fixed, a);
    PlanLedger.write(open, b);
    assertThat(sum(a, "offtake")).isNotZero().isCloseTo(sum(b, "difference_contract"), within(0.01));
    Map<String, Double> private_ = npv(fixed, 2);
    Map<String, Double> public_ = npv(open, 2);
    assertThat(value(private_, "developer")).isCloseTo(value(public_, "developer"), within(1e-6));
    assertThat(value(private_, "federal") - value(public_, "federal")).isCloseTo(value(public_, "hyperscaler") - value(private_, "hyperscaler"), within(1e-3));
  }

  /// A fund that pays part of the equity earns what all of it earns, also where the cash flow carries less debt than the structure would have.
  @Test
  void aFundEarnsWhatAllEquityEarns() {
    for (double coverage : new double[] {1.2, 10}) {
      Case data = read("finance[item=fund_equity_share].value=0.1", "finance[item=dscr].value=" + coverage);
      Book book = new Book();
      var asset = new Capital.Asset("nuclear", "ERCOT", Party.DEVELOPER, Party.EQUIPMENT_MAKER, 2030, 30, 1e9, new double[] {0.5, 0.5}, 8e7, 0.07, 0);
      new Capital(book, new Financing(data), data.settings()).write(asset, year -> 1.5e8);
      double[] fund = new double[12];
      double[] equity = new double[12];
      double loan = 0;
      for (var year : book.positions().entrySet()) {
        int k = year.getKey() - 2028;
        fund[k] = year.getValue().getOrDefault(Party.FUND, 0L) / 100.0;
        equity[k] = fund[k] + year.getValue().getOrDefault(Party.DEVELOPER, 0L) / 100.0 + (k < 2 ? 0 : 1.5e8); // what it earns is paid by markets
      }
      for (Book.Transfer t : book.transfers()) if (t.category().equals("loan")) loan += t.cents() / 100.0;
      assertThat(loan < 0.3e9).as("coverage holds the loan").isEqualTo(coverage == 10);
      assertThat(fund[0]).isEqualTo(-0.05e9);
      assertThat(CashFlow.irr(fund)).isCloseTo(CashFlow.irr(equity), within(1e-6));
    }
  }

  @Test
  void guaranteeIsPaidByExpectedClaims() {
    Tables t = plan(6);
    PlanLedger.write(read("finance[item=guarantee_share,technology=nuclear].value=0.6"), t);
    assertThat(sum(t, "guarantee_claim")).isPositive().isEqualTo(sum(t, "default"));
    assertThat(sum(t, "guarantee_fee")).isPositive();
    Map<?, ?> fiscal = (Map<?, ?>) LedgerSummary.of(t, 2030, 0.05, 2030).get("fiscal");
    assertThat((Double) java.util.Objects.requireNonNull(fiscal).get("cost_usd")).isPositive();
    Map<?, ?> guarantee = (Map<?, ?>) java.util.Objects.requireNonNull(fiscal.get("guarantee"));
    double claims = 0;
    double fees = 0;
    Sheet s = t.get("transfers");
    for (int i = 0; i < s.rows(); i++) {
      double usd = s.number(i, 4) / 100 * Math.pow(1.05, 2030 - s.integer(i, 0));
      if (s.text(i, 3).equals("guarantee_claim")) claims += usd;
      if (s.text(i, 3).equals("guarantee_fee")) fees += usd;
    }
    assertThat((Double) guarantee.get("public_cost_usd")).isCloseTo(claims - fees, within(0.01));
  }

  @Test
  void aTableThatWasTamperedWithIsRefused() {
    Tables t = plan(1);
    t.get("transfers").add(2030, "developer", "somebody", "x", 5.0);
    assertThatThrownBy(() -> LedgerSummary.of(t, 2030, 0.05, 2030)).hasMessageContaining("somebody");
    Tables u = plan(1);
    u.get("transfers").add(2030, "developer", "lender", "x", 5.5);
    assertThatThrownBy(() -> LedgerSummary.of(u, 2030, 0.05, 2030)).hasMessageContaining("5.5");
  }

  @Test
  void noPlanNoLedger() {
    assertThat(PlanLedger.write(PLAIN, new Tables())).isFalse();
  }
}
