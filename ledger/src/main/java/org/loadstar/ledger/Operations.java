package org.loadstar.ledger;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.loadstar.model.Case;
import org.loadstar.model.FinanceRows.Item;
import org.loadstar.model.Financing;
import org.loadstar.model.Neighbour;
import org.loadstar.model.Sheet;
import org.loadstar.model.Tables;
import org.loadstar.model.Zone;

/// What the years of a plan move: energy and firm capacity at the plan's prices, fuel and operation, carbon, payments of policies.
///
/// ```
/// (1) energy, each zone:      loads pay w h D p, plants and stores get w h P p, borders their price; the network owner has the difference
/// (2) capacity, each region:  loads pay mu (requirement - shortfall), plants and stores get mu C; the network owner has what crosses regions
/// (3) costs of plants:        owner -> supplier fuel, operation;  owner -> federal carbon
/// ```
///
/// p and mu are duals of the plan. Because a zone's balance holds in every hour, the difference in (1) is the rent of the lines. The new part of a
/// cluster is the developer's, in proportion to its capacity. Unserved energy, missed targets and interrupted computation have a price in the plan and
/// are paid by nobody.
final class Operations {
  private final Case data;
  private final Accounts accounts;
  private final Financing financing;
  private final Tables tables;
  private final Book book;
  private final Years years;
  private final Map<String, String> region = new HashMap<>();
  private final Set<String> priced = new HashSet<>();

  Operations(Case data, Tables tables, Accounts accounts, Book book) {
    this.data = data;
    this.tables = tables;
    this.accounts = accounts;
    this.book = book;
    this.financing = new Financing(data);
    this.years = new Years(data.settings());
    for (Zone z : data.zones()) region.put(z.zone(), z.reserveRegion());
    for (Neighbour.Row n : data.neighbours()) if (!Double.isNaN(n.price())) priced.add(n.neighbour());
  }

  void write() {
    for (int stage : data.settings().stages()) {
      energy(stage);
      capacity(stage);
      costs(stage);
      policies(stage);
      leastDemand(stage);
    }
  }

  private void settle(int stage, String category, Map<Party, Double> usd) {
    Map<Party, Long> net = new EnumMap<>(Party.class);
    usd.forEach((p, v) -> net.put(p, Book.cents(v)));
    for (Settlement.Part part : Settlement.of(net, Party.NETWORK_OWNER))
      for (int year : years.of(stage)) book.transfer(year, part.payer(), part.payee(), category, part.cents());
  }

  private void pay(int stage, Party payer, Party payee, String category, double usd) {
    for (int year : years.of(stage)) book.pay(year, payer, payee, category, usd);
  }

  private void energy(int stage) { // (1)
    Map<String, Map<Party, Double>> zones = new TreeMap<>();
    for (Zone z : data.zones()) {
      Map<Party, Double> of = zones.computeIfAbsent(z.zone(), k -> new EnumMap<>(Party.class));
      of.put(Party.RATEPAYER, accounts.load(stage, z.zone()));
      of.put(Party.HYPERSCALER, accounts.aiEnergy(stage, z.zone()));
    }
    for (Accounts.Account a : accounts.of(stage)) {
      Map<Party, Double> of = zones.computeIfAbsent(a.zone(), k -> new EnumMap<>(Party.class));
      if (a.trade()) of.merge(Party.ABROAD, priced.contains(a.name()) ? a.variable() : a.energyUsd(), Double::sum);
      if (!a.plant()) continue;
      of.merge(Party.DEVELOPER, a.share() * a.energyUsd(), Double::sum);
      of.merge(Party.INCUMBENT_GENERATORS, (1 - a.share()) * a.energyUsd(), Double::sum);
    }
    zones.values().forEach(of -> settle(stage, "energy", of));
  }

  private void capacity(int stage) { // (2)
    Map<String, Map<Party, Double>> regions = new TreeMap<>();
    Sheet r = tables.get("reserve");
    for (int i = 0; i < r.rows(); i++)
      if (r.text(i, 0).equals("plan") && r.integer(i, 1) == stage)
        regions.computeIfAbsent(r.text(i, 2), k -> new EnumMap<>(Party.class))
            .merge(Party.RATEPAYER, -Math.max(0, r.number(i, 8)) * 1e3 * (r.number(i, 4) - r.number(i, 7)), Double::sum);
    for (Accounts.Account a : accounts.of(stage)) {
      Map<Party, Double> of = regions.get(region.get(a.zone()));
      if (of == null) continue;
      if (a.trade()) of.merge(Party.ABROAD, a.firmUsd(), Double::sum);
      if (a.ai()) {
        of.merge(Party.HYPERSCALER, a.firmUsd(), Double::sum);
        if (!a.name().equals("onsite")) of.merge(Party.RATEPAYER, -a.firmUsd(), Double::sum); // the requirement holds both
      }
      if (!a.plant()) continue;
      of.merge(Party.DEVELOPER, a.share() * a.firmUsd(), Double::sum);
      of.merge(Party.INCUMBENT_GENERATORS, (1 - a.share()) * a.firmUsd(), Double::sum);
    }
    regions.values().forEach(of -> settle(stage, "capacity", of));
  }

  private void costs(int stage) { // (3)
    double[] fuel = new double[2];
    double[] operation = new double[2];
    double[] carbon = new double[2];
    for (Accounts.Account a : accounts.of(stage)) {
      if (!a.plant()) continue;
      for (int k = 0; k < 2; k++) {
        double share = k == 0 ? a.share() : 1 - a.share();
        fuel[k] += share * a.fuel();
        operation[k] += share * (a.variable() + a.fixed());
        carbon[k] += share * a.co2() * accounts.carbonPrice(stage);
      }
    }
    for (int k = 0; k < 2; k++) {
      Party owner = k == 0 ? Party.DEVELOPER : Party.INCUMBENT_GENERATORS;
      pay(stage, owner, Party.SUPPLIER, "fuel", fuel[k]);
      pay(stage, owner, Party.SUPPLIER, "operation", operation[k]);
      pay(stage, owner, Party.FEDERAL, "carbon", carbon[k]);
    }
  }

  private void policies(int stage) {
    pay(stage, Party.RATEPAYER, Party.INCUMBENT_GENERATORS, "keep_open", accounts.cost(stage, "keep_open"));
    pay(stage, Party.RATEPAYER, Party.STATE, "clean_shortfall", accounts.cost(stage, "clean_shortfall"));
    pay(stage, Party.DEVELOPER, Party.EQUIPMENT_MAKER, "equipment_premium", accounts.cost(stage, "equipment_premium"));
    pay(stage, Party.HYPERSCALER, Party.ALLY, "energy", accounts.cost(stage, "ai_energy_abroad"));
  }

  /// Large loads pay for a least share of what they contracted; the other customers pay that much less for capacity.
  private void leastDemand(int stage) {
    Map<String, Double> price = new HashMap<>();
    Sheet r = tables.get("reserve");
    for (int i = 0; i < r.rows(); i++)
      if (r.text(i, 0).equals("plan") && r.integer(i, 1) == stage) price.merge(r.text(i, 2), Math.max(0, r.number(i, 8)) * 1e3, Double::sum);
    double usd = 0;
    for (Accounts.Account a : accounts.of(stage)) {
      if (!a.ai() || a.name().equals("onsite")) continue;
      double share = financing.value(Item.MINIMUM_DEMAND_SHARE, Financing.ALL, a.zone(), stage);
      usd += LargeLoad.beyondUse(a.standing(), -a.energy() / 8760, share, price.getOrDefault(region.get(a.zone()), 0.0));
    }
    pay(stage, Party.HYPERSCALER, Party.RATEPAYER, "minimum_demand", usd);
  }
}
