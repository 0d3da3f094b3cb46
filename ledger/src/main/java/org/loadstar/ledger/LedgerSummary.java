package org.loadstar.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// What the command `ledger` prints, computed anew from the tables of a run: positions are summed from the transfers, not read.
///
/// ```
/// (1) public cost = sum over categories of public instruments, discounted:  paid by federal, state and fund - received by them
/// (2) GW per public dollar = new AI load in the zones in the target year / (1), where (1) > 0
/// (3) public cost of guarantees = expected claims - fees, discounted
/// (4) effect on ratepayers = load-weighted price of the plan - that of its twin without new AI load, by zone
/// ```
public final class LedgerSummary {
  private static final List<String> INSTRUMENTS =
      List.of("investment_credit", "production_credit", "guarantee_claim", "guarantee_fee", "difference_contract", "tax_relief", "fund_equity", "dividend");
  private static final List<Party> PUBLIC = List.of(Party.FEDERAL, Party.STATE, Party.FUND);

  private final Tables tables;
  private final Book book;
  private final int base;
  private final double rate;

  private LedgerSummary(Tables tables, int base, double rate) {
    this.tables = tables;
    this.base = base;
    this.rate = rate;
    book = read(tables.get("transfers"));
  }

  /// @param base first planned year, to which is discounted
  /// @param rate of discount
  /// @param target year for which flows and GW are told
  /// @throws IllegalArgumentException when an entry of the table names no party or no whole number of cents
  public static Map<String, @Nullable Object> of(Tables tables, int base, double rate, int target) {
    return new LedgerSummary(tables, base, rate).summary(target);
  }

  private static Book read(Sheet t) {
    Book book = new Book();
    for (int i = 0; i < t.rows(); i++) {
      double cents = t.number(i, 4);
      if (cents != Math.rint(cents) || cents <= 0) throw new IllegalArgumentException("transfers, row " + (i + 1) + ": " + cents + " is no whole number of cents above 0");
      book.transfer(t.integer(i, 0), party(t.text(i, 1)), party(t.text(i, 2)), t.text(i, 3), (long) cents);
    }
    return book;
  }

  private static Party party(String key) {
    for (Party p : Party.values()) if (p.key().equals(key)) return p;
    throw new IllegalArgumentException("transfers: unknown party '" + key + "'");
  }

  private Map<String, @Nullable Object> summary(int target) {
    Map<String, @Nullable Object> m = new LinkedHashMap<>();
    Map<String, @Nullable Object> parties = new LinkedHashMap<>();
    double all = 0;
    for (Party p : Party.values()) {
      Position q = Position.of(p, book, base, rate);
      all += q.npv();
      Map<String, @Nullable Object> of = new LinkedHashMap<>();
      of.put("npv_usd", q.npv());
      of.put("irr", Double.isNaN(q.irr()) ? null : q.irr());
      of.put("payback_year", q.paybackYear() == 0 ? null : q.paybackYear());
      Map<String, Double> years = new LinkedHashMap<>();
      q.byYear().forEach((y, c) -> years.put("" + y, c / 100.0));
      of.put("by_year", years);
      parties.put(p.key(), of);
    }
    m.put("parties", parties);
    Map<String, Double> sums = new LinkedHashMap<>();
    book.imbalance().forEach((y, c) -> sums.put("" + y, c / 100.0));
    m.put("transfers_sum_by_year", sums);
    m.put("npv_sum_usd", all);
    m.put("lcoe", lcoe());
    m.put("compute_cost_usd_per_gpu_hour", compute());
    fiscal(m, target);
    m.put("ratepayer_effect_usd_per_mwh", ratepayers());
    m.put("flows", flows(target));
    m.put("discount_rate", rate);
    m.put("base_year", base);
    return m;
  }

  /// {year: {zone: {technology: USD/MWh}}}, weighted by energy.
  private Map<String, Object> lcoe() {
    Map<String, Map<String, Map<String, double[]>>> sums = new TreeMap<>();
    Sheet c = tables.get("plant_costs");
    for (int i = 0; i < c.rows(); i++) {
      double[] s = sums.computeIfAbsent("" + c.integer(i, 0), k -> new TreeMap<>()).computeIfAbsent(c.text(i, 1), k -> new TreeMap<>())
          .computeIfAbsent(c.text(i, 2), k -> new double[2]);
      s[0] += c.number(i, 5) * c.number(i, 6);
      s[1] += c.number(i, 5);
    }
    Map<String, Object> out = new LinkedHashMap<>();
    sums.forEach((year, zones) -> {
      Map<String, Object> ofYear = new LinkedHashMap<>();
      zones.forEach((zone, technologies) -> {
        Map<String, Double> of = new LinkedHashMap<>();
        technologies.forEach((t, s) -> of.put(t, s[0] / s[1]));
        ofYear.put(zone, of);
      });
      out.put(year, ofYear);
    });
    return out;
  }

  /// {year: {campus: USD}}.
  private Map<String, Map<String, Double>> compute() {
    Map<String, Map<String, Double>> out = new TreeMap<>();
    Sheet c = tables.get("compute_costs");
    for (int i = 0; i < c.rows(); i++) out.computeIfAbsent("" + c.integer(i, 0), k -> new LinkedHashMap<>()).put(c.text(i, 1), c.number(i, 5));
    return out;
  }

  private double discounted(int year, long cents) {
    return cents / 100.0 * Math.pow(1 + rate, base - year);
  }

  private void fiscal(Map<String, @Nullable Object> into, int target) {
    Map<String, Double> instruments = new LinkedHashMap<>();
    INSTRUMENTS.forEach(k -> instruments.put(k, 0.0));
    double taxes = 0;
    double carbon = 0;
    for (Book.Transfer t : book.transfers()) {
      double usd = PUBLIC.contains(t.payer()) ? discounted(t.year(), t.cents()) : PUBLIC.contains(t.payee()) ? -discounted(t.year(), t.cents()) : 0;
      if (INSTRUMENTS.contains(t.category())) instruments.merge(t.category(), usd, Double::sum);
      else if (t.category().equals("tax")) taxes -= usd;
      else carbon -= usd;
    }
    double cost = instruments.values().stream().mapToDouble(v -> v).sum();
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("cost_usd", cost);
    m.put("by_instrument_usd", instruments);
    m.put("guarantee", guarantee(instruments));
    m.put("taxes_usd", taxes);
    m.put("other_receipts_usd", carbon);
    into.put("fiscal", m);
    double gw = gw(target);
    into.put("gw_per_public_usd", cost > 0 && gw > 0 ? gw / cost : null);
  }

  /// Expected claims under guarantees and what was paid for them, discounted at the ledger's rate; the difference is their public cost ([Guarantee]).
  private static Map<String, Double> guarantee(Map<String, Double> instruments) {
    double claims = instruments.getOrDefault("guarantee_claim", 0.0);
    double fees = -instruments.getOrDefault("guarantee_fee", 0.0);
    Map<String, Double> m = new LinkedHashMap<>();
    m.put("claims_usd", claims);
    m.put("fees_usd", fees);
    m.put("public_cost_usd", claims - fees);
    return m;
  }

  private double gw(int target) {
    Sheet a = tables.get("ai");
    for (int i = 0; i < a.rows(); i++) if (a.text(i, 0).equals("plan") && a.integer(i, 1) == target && a.text(i, 2).isEmpty()) return a.number(i, 3) / 1e3;
    return 0;
  }

  /// {year: {zone: USD/MWh}}; empty without a twin.
  private Map<String, Map<String, Double>> ratepayers() {
    Map<String, Double> twin = new LinkedHashMap<>();
    Sheet p = tables.get("price_summary");
    for (int i = 0; i < p.rows(); i++) if (p.text(i, 0).equals("no_ai")) twin.put(p.integer(i, 1) + "|" + p.text(i, 2), p.number(i, 6));
    Map<String, Map<String, Double>> out = new TreeMap<>();
    for (int i = 0; i < p.rows(); i++) {
      Double without = twin.get(p.integer(i, 1) + "|" + p.text(i, 2));
      if (p.text(i, 0).equals("plan") && without != null)
        out.computeIfAbsent("" + p.integer(i, 1), k -> new TreeMap<>()).put(p.text(i, 2), p.number(i, 6) - without);
    }
    return out;
  }

  /// Who pays whom for what: in the target year, and discounted over all years; largest first.
  private List<Map<String, Object>> flows(int target) {
    Map<List<String>, double[]> sums = new LinkedHashMap<>();
    for (Book.Transfer t : book.transfers()) {
      double[] s = sums.computeIfAbsent(List.of(t.payer().key(), t.payee().key(), t.category()), k -> new double[2]);
      if (t.year() == target) s[0] += t.cents() / 100.0;
      s[1] += discounted(t.year(), t.cents());
    }
    List<Map<String, Object>> out = new ArrayList<>();
    sums.entrySet().stream().sorted(Comparator.comparingDouble(e -> -e.getValue()[1])).forEach(e -> {
      Map<String, Object> m = new LinkedHashMap<>();
      m.put("payer", e.getKey().get(0));
      m.put("payee", e.getKey().get(1));
      m.put("category", e.getKey().get(2));
      m.put("target_year_usd", e.getValue()[0]);
      m.put("npv_usd", e.getValue()[1]);
      out.add(m);
    });
    return out;
  }
}
