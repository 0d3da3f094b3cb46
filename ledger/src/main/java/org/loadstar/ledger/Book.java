package org.loadstar.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Double entry: every amount has a payer and a payee, in whole cents.
///
/// ```
/// (1) position(p, y) = sum received - sum paid,   sum_p position(p, y) = 0 in every year y, to the cent
/// ```
///
/// (1) holds by construction, because there is no other way to write than [#transfer]; [#imbalance] checks it from what was written.
public final class Book {
  /// Largest amount, cents: beyond it a table of double precision would round.
  private static final double MOST = 9e15;

  /// One entry, larger than 0 cents.
  public record Transfer(int year, Party payer, Party payee, String category, long cents) {}

  private record Key(int year, Party payer, Party payee, String category) implements Comparable<Key> {
    @Override
    public int compareTo(Key o) {
      int c = Integer.compare(year, o.year);
      if (c == 0) c = payer.compareTo(o.payer);
      if (c == 0) c = payee.compareTo(o.payee);
      return c == 0 ? category.compareTo(o.category) : c;
    }
  }

  private final TreeMap<Key, Long> entries = new TreeMap<>();

  /// Writes an amount; below 0 the payee pays. Amounts of the same year, parties and category add up.
  public void transfer(int year, Party payer, Party payee, String category, long cents) {
    if (payer == payee) throw new IllegalArgumentException(payer + " pays itself: " + category);
    if (cents == 0) return;
    if (cents < 0) entries.merge(new Key(year, payee, payer, category), Math.negateExact(cents), Math::addExact);
    else entries.merge(new Key(year, payer, payee, category), cents, Math::addExact);
  }

  /// Writes dollars, rounded to the cent.
  ///
  /// @throws ArithmeticException when the amount is not finite or beyond 90 trillion dollars
  public void pay(int year, Party payer, Party payee, String category, double usd) {
    transfer(year, payer, payee, category, cents(usd));
  }

  /// Dollars as cents.
  ///
  /// @throws ArithmeticException when the amount is not finite or beyond 90 trillion dollars
  public static long cents(double usd) {
    double cents = usd * 100;
    if (!(Math.abs(cents) < MOST)) throw new ArithmeticException("an amount of " + usd + " USD");
    return Math.round(cents);
  }

  /// All entries by year, payer, payee and category.
  public List<Transfer> transfers() {
    return entries.entrySet().stream()
        .map(e -> new Transfer(e.getKey().year, e.getKey().payer, e.getKey().payee, e.getKey().category, e.getValue()))
        .toList();
  }

  /// Position of every party by year, cents.
  public TreeMap<Integer, Map<Party, Long>> positions() {
    TreeMap<Integer, Map<Party, Long>> years = new TreeMap<>();
    for (Transfer t : transfers()) {
      Map<Party, Long> of = years.computeIfAbsent(t.year, y -> new EnumMap<>(Party.class));
      of.merge(t.payer, -t.cents, Math::addExact);
      of.merge(t.payee, t.cents, Math::addExact);
    }
    return years;
  }

  /// Sum of all positions by year, cents: (1), 0 in every year.
  public TreeMap<Integer, Long> imbalance() {
    TreeMap<Integer, Long> sums = new TreeMap<>();
    positions().forEach((year, of) -> sums.put(year, of.values().stream().reduce(0L, Math::addExact)));
    return sums;
  }
}
