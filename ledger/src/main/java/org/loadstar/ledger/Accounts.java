package org.loadstar.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;

/// What a plan's tables say of money: the accounts of plants, stores, borders and AI load, and what loads pay for energy.
final class Accounts {
  private static final String PLAN = "plan";

  /// A row of the table `accounts`; USD a year.
  record Account(
      int year, String zone, String technology, String name, double standing, double added, double built, double energy, double energyUsd,
      double firmUsd, double fuel, double variable, double fixed, double capex, double co2) {
    /// Share of the plan's own capacity in it.
    double share() {
      return standing <= 0 ? 0 : Math.clamp(added / standing, 0, 1);
    }

    boolean trade() {
      return technology.equals("trade");
    }

    boolean ai() {
      return technology.equals("ai");
    }

    boolean plant() {
      return !trade() && !ai();
    }
  }

  private final Map<Integer, List<Account>> byYear = new LinkedHashMap<>();
  private final Map<String, Double> paid = new HashMap<>();
  private final Map<String, Double> costs = new HashMap<>();

  Accounts(Tables tables) {
    Sheet a = tables.get("accounts");
    for (int i = 0; i < a.rows(); i++)
      if (a.text(i, 0).equals(PLAN))
        byYear.computeIfAbsent(a.integer(i, 1), y -> new ArrayList<>()).add(new Account(a.integer(i, 1), a.text(i, 2), a.text(i, 3), a.text(i, 4),
            a.number(i, 5), a.number(i, 6), a.number(i, 7), a.number(i, 8), a.number(i, 9), a.number(i, 10), a.number(i, 11), a.number(i, 12),
            a.number(i, 13), a.number(i, 14), a.number(i, 15)));
    loads(tables);
    Sheet c = tables.get("costs");
    for (int i = 0; i < c.rows(); i++) if (c.text(i, 0).equals(PLAN)) costs.merge(c.integer(i, 1) + "|" + c.text(i, 2), c.number(i, 3), Double::sum);
  }

  /// Energy of loads at the prices of its hours.
  private void loads(Tables tables) {
    Map<String, Double> price = new HashMap<>();
    Sheet p = tables.get("prices");
    for (int i = 0; i < p.rows(); i++)
      if (p.text(i, 0).equals(PLAN)) price.put(p.integer(i, 1) + "|" + p.integer(i, 2) + "|" + p.text(i, 6), p.number(i, 7));
    Sheet d = tables.get("dispatch");
    for (int i = 0; i < d.rows(); i++) {
      if (!d.text(i, 0).equals(PLAN)) continue;
      String what = d.text(i, 7);
      boolean ai = what.equals("ai");
      if (!ai && !what.equals("load") && !what.equals("unserved")) continue;
      double usd = d.number(i, 8) * d.number(i, 4) * d.number(i, 5) * price.getOrDefault(d.integer(i, 1) + "|" + d.integer(i, 2) + "|" + d.text(i, 6), 0.0);
      paid.merge(d.integer(i, 1) + "|" + d.text(i, 6) + "|" + (ai ? "ai" : "load"), usd, Double::sum);
    }
  }

  boolean isEmpty() {
    return byYear.isEmpty();
  }

  List<Account> of(int year) {
    return byYear.getOrDefault(year, List.of());
  }

  /// What a plant has in a planned year; null when it has no account then.
  @Nullable Account of(int year, String name) {
    for (Account a : of(year)) if (a.plant() && a.name.equals(name)) return a;
    return null;
  }

  /// What the loads of a zone pay for energy, USD a year, below 0.
  double load(int year, String zone) {
    return paid.getOrDefault(year + "|" + zone + "|load", 0.0);
  }

  /// The same of AI load.
  double aiEnergy(int year, String zone) {
    return paid.getOrDefault(year + "|" + zone + "|ai", 0.0);
  }

  /// A category of the plan's costs, USD a year.
  double cost(int year, String category) {
    return costs.getOrDefault(year + "|" + category, 0.0);
  }

  /// What a tonne costs on average where carbon has a price, USD.
  double carbonPrice(int year) {
    double tonnes = of(year).stream().mapToDouble(Account::co2).sum();
    return tonnes > 0 ? cost(year, "carbon") / tonnes : 0;
  }
}
