package org.loadstar.model;

import java.util.Locale;
import java.util.TreeMap;

/// What caps on emissions and clean-energy standards say of an operated year. Months are operated one by one and pay the price of
/// each limit; whether the year keeps the limits is known only afterwards, from its tables.
///
/// ```
/// (1) cap:       emissions of the scope <= cap
/// (2) standard:  generation of the kind - surplus - contracted + a >= share x load,   a at the alternative payment
/// (3) contracts: matched + a >= share x load of campuses,   a at the payment for matching
/// ```
public final class AnnualLimits {
  /// Prices (USD/t, USD/MWh) below this are raised from here.
  private static final double LEAST_PRICE = 2;
  private static final double TOLERANCE = 1e-9;

  private final Case data;
  private final Figures figures;
  private final TreeMap<String, TreeMap<Integer, Rows.Carbon>> caps = new TreeMap<>();
  private final TreeMap<String, TreeMap<Integer, Rows.CleanStandard>> standards = new TreeMap<>();

  public AnnualLimits(Figures figures) {
    this.figures = figures;
    data = figures.data();
    for (Rows.Carbon c : figures.carbon()) caps.computeIfAbsent(c.scope(), k -> new TreeMap<>()).put(c.year(), c);
    for (Rows.CleanStandard c : data.cleanStandards())
      standards.computeIfAbsent(kind(c) + "/" + c.scope(), k -> new TreeMap<>()).put(c.year(), c);
  }

  private static String kind(Rows.CleanStandard c) {
    return c.kind().name().toLowerCase(Locale.ROOT);
  }

  private boolean in(String scope, String zone) {
    Zone q = data.zones().get(figures.zone(zone));
    return scope.equals("all") || scope.equals(zone) || scope.equals(q.country()) || scope.equals(q.planningRegion());
  }

  /// Alternative payments of an operated year, USD; infinite when it breaks a cap or a standard without payment.
  ///
  /// @param grid rows of the tables that are the operation, as `full`
  public double payments(int year, Tables hours, String grid) {
    double sum = 0;
    for (var c : caps.entrySet()) {
      if (year < c.getValue().firstKey()) continue;
      double cap = 1e6 * Figures.at(c.getValue(), year, Rows.Carbon::cap);
      if (emissions(c.getKey(), year, hours.get("emissions"), grid) > cap * (1 + TOLERANCE)) return Double.POSITIVE_INFINITY;
    }
    for (var rows : standards.values()) {
      if (year < rows.firstKey()) continue;
      Rows.CleanStandard rule = rows.firstEntry().getValue();
      double share = Figures.at(rows, year, Rows.CleanStandard::share);
      double[] of = score(rule, year, hours.get("generation"), grid);
      of[0] -= contracted(rule, year, hours.get("matching"), grid);
      double missing = share * of[1] - of[0];
      if (missing > TOLERANCE * of[1]) sum += missing * Figures.at(rows, year, Rows.CleanStandard::alternativePayment);
    }
    return sum + contracts(year, hours.get("matching"), grid);
  }

  /// Payments for what contracts miss, by zone and by the year.
  private double contracts(int year, Sheet table, String grid) {
    TreeMap<String, double[]> pools = new TreeMap<>();
    for (int i = 0; i < table.rows(); i++) {
      if (!table.text(i, 0).equals(grid) || table.integer(i, 1) != year) continue;
      boolean hourly = table.text(i, 3).equals("hour");
      double[] p = pools.computeIfAbsent(hourly ? table.text(i, 2) : "", k -> new double[2]);
      p[0] += table.number(i, 4) * table.number(i, 5) - table.number(i, 6);
      p[1] += table.number(i, 5);
    }
    double missing = 0;
    for (double[] p : pools.values()) if (p[0] > TOLERANCE * p[1]) missing += p[0];
    return missing == 0 ? 0 : missing * data.settings().policy().matchingUsdPerMwh();
  }

  private double emissions(String scope, int year, Sheet table, String grid) {
    double sum = 0;
    for (int i = 0; i < table.rows(); i++)
      if (table.text(i, 0).equals(grid) && table.integer(i, 1) == year && in(scope, table.text(i, 2))) sum += table.number(i, 4);
    return sum;
  }

  /// Generation that counts, and load, MWh.
  private double[] score(Rows.CleanStandard rule, int year, Sheet table, String grid) {
    double counted = 0;
    double load = 0;
    for (int i = 0; i < table.rows(); i++) {
      if (!table.text(i, 0).equals(grid) || table.integer(i, 1) != year || !in(rule.scope(), table.text(i, 2))) continue;
      String what = table.text(i, 3);
      double energy = table.number(i, 4);
      if (what.equals("load") || what.equals("ai")) load -= energy;
      else if (what.equals("surplus")) counted += energy;
      else if (counts(rule, what)) counted += energy;
    }
    return new double[] {counted, load};
  }

  /// What campuses contracted and so retired, MWh.
  private double contracted(Rows.CleanStandard rule, int year, Sheet table, String grid) {
    double sum = 0;
    for (int i = 0; i < table.rows(); i++)
      if (table.text(i, 0).equals(grid) && table.integer(i, 1) == year && in(rule.scope(), table.text(i, 2)))
        sum += table.number(i, rule.kind() == Rows.Score.CLEAN ? 7 : 8);
    return sum;
  }

  private boolean counts(Rows.CleanStandard rule, String what) {
    return data.technologies().stream()
        .anyMatch(t -> t.technology().equals(what) && (rule.kind() == Rows.Score.CLEAN ? t.clean() : t.renewable()));
  }

  /// The decisions with the prices of the limits of a year multiplied.
  public Decisions raised(Decisions decisions, int year, double factor) {
    Decisions d = new Decisions(decisions);
    for (String scope : caps.keySet()) raise(d, "price/carbon/" + scope, year, factor);
    for (String rule : standards.keySet()) raise(d, "price/" + rule, year, factor);
    for (String key : HourlyMatching.priceKeys(data)) raise(d, key, year, factor);
    return d;
  }

  private static void raise(Decisions d, String key, int year, double factor) {
    d.put(key, year, Math.max(LEAST_PRICE, d.get(key, year)) * factor);
  }
}
