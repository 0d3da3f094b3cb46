package org.loadstar.ledger;

import java.util.Map;
import java.util.TreeMap;

/// What a party has of a plan.
///
/// @param byYear received less paid, cents
/// @param npv in dollars of the base year, USD
/// @param irr NaN where its flows have none, or it invests nothing
/// @param paybackYear 0 where they never pay back, or it invests nothing
public record Position(TreeMap<Integer, Long> byYear, double npv, double irr, int paybackYear) {
  /// @param base year to which is discounted
  public static Position of(Party party, Book book, int base, double rate) {
    TreeMap<Integer, Map<Party, Long>> years = book.positions();
    TreeMap<Integer, Long> byYear = new TreeMap<>();
    years.forEach((y, of) -> byYear.put(y, of.getOrDefault(party, 0L)));
    if (byYear.isEmpty()) return new Position(byYear, 0, Double.NaN, 0);
    int first = byYear.firstKey();
    double[] usd = new double[byYear.lastKey() - first + 1];
    byYear.forEach((y, c) -> usd[y - first] = c / 100.0);
    int k = party.invests() ? CashFlow.payback(usd) : -1;
    double irr = party.invests() ? CashFlow.irr(usd) : Double.NaN;
    return new Position(byYear, CashFlow.npv(rate, usd) * Math.pow(1 + rate, base - first), irr, k < 0 ? 0 : first + k);
  }
}
