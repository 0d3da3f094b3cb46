package org.loadstar.model;

import java.util.Arrays;
import org.loadstar.model.CampusFigures.Unit;

/// What a module of a campus costs, and what it takes from the ledgers of orders and spending.
///
/// | symbol | unit | meaning |
/// |---|---|---|
/// | i_u, s_u | GW | IT and facility power of a module |
/// | c_k | USD/W of IT | capex of shell, power and chips |
/// | r | 1/yr | rate of campuses, and abroad the adder of the country |
/// | T_k | yr | economic life of part k |
///
/// ```
/// (1) cost of b_u,v:      sum_k 1000 c_k i_u CRF(r, T_k) sum_{y >= v} d_y
/// (2) orders(campus):     s_u b_u,v
/// (3) spending(part k):   1000 c_k i_u b_u,v, shell and power in equal parts over the years of construction, chips in the last
/// ```
///
/// Chips are renewed at the end of their life at the same price, so their annuity stands as long as the campus. The resource cost is
/// kept beside it as a memo: the same capex at the social rate.
final class CampusCosts {
  private CampusCosts() {}

  private record Part(String category, CapitalRows.Purpose purpose, double capex, int life) {}

  private static Part[] parts(CampusRows.Site c, Settings.Ai ai) {
    return new Part[] {
      new Part("ai_shell", CapitalRows.Purpose.SHELL, c.capexShell(), ai.shellLifeYears()),
      new Part("ai_power", CapitalRows.Purpose.POWER, c.capexPower(), ai.powerLifeYears()),
      new Part("ai_chips", CapitalRows.Purpose.CHIPS, c.capexChips(), ai.chipsLifeYears())
    };
  }

  /// Overnight capex of a site per GW of IT, M$.
  static double capex(CampusRows.Site c) {
    return 1000 * (c.capexShell() + c.capexPower() + c.capexChips()); // USD/W is 1000 M$/GW
  }

  /// Charges the modules built for a stage.
  static void charge(Model m, CampusRows.Site c, Unit u, int column, Stage vintage) {
    Settings set = m.figures().settings();
    boolean abroad = CampusFigures.abroad(c);
    int zone = abroad ? ScopedLedger.ABROAD : m.figures().zone(c.zone());
    double rate = set.ai().wacc() + (abroad ? m.figures().campuses().country(c.country()).waccAdder() : 0);
    for (Part p : parts(c, set.ai())) {
      double capex = 1000 * p.capex * u.it();
      for (Stage y : m.stages().subList(vintage.index(), m.stages().size())) { // (1)
        m.lp().cost(column, p.category, y.index(), y.discount() * capex * Finance.crf(rate, p.life));
        m.lp().memo(column, "resource:" + p.category, y.index(),
            y.socialDiscount() * capex * Finance.crf(set.socialDiscountRate(), p.life));
      }
      m.spend(vintage, zone, p.purpose, column, capex, profile(c, p.purpose)); // (3)
    }
    m.orders().add(vintage, zone, "campus", column, u.power()); // (2)
  }

  /// Shares of the spending by year.
  private static double[] profile(CampusRows.Site c, CapitalRows.Purpose purpose) {
    int years = purpose == CapitalRows.Purpose.CHIPS ? 1 : Math.max(1, (int) Math.ceil(c.construction() / 12));
    double[] shares = new double[years];
    Arrays.fill(shares, 1.0 / years);
    return shares;
  }
}
