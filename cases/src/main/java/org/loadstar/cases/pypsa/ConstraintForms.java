package org.loadstar.cases.pypsa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.loadstar.model.network.Book;
import org.loadstar.model.network.Limit;

/// Finds the global constraint of PyPSA that says what a limit of ours says: that which counts exactly the same assets with the same
/// factors.
final class ConstraintForms {
  /// A constraint as PyPSA names it.
  ///
  /// @param rates rate by carrier of a new attribute of the carriers, empty where none is needed
  record Form(String type, String attribute, String bus, Map<String, Double> rates) {}

  private final List<GlobalConstraints.Asset> assets;
  private final Map<String, GlobalConstraints.Asset> byKey = new HashMap<>();
  private final Map<String, List<GlobalConstraints.Asset>> byCarrier = new HashMap<>();
  private final Map<String, Double> co2;
  private final ToDoubleFunction<GlobalConstraints.Asset> weight;

  /// @param co2 rate of each carrier that is listed
  /// @param weight sum of the weights of the stages in which an asset stands
  ConstraintForms(List<GlobalConstraints.Asset> assets, Map<String, Double> co2, ToDoubleFunction<GlobalConstraints.Asset> weight) {
    this.assets = assets;
    for (GlobalConstraints.Asset a : assets) {
      byKey.put(a.key(), a);
      byCarrier.computeIfAbsent(a.carrier(), k -> new ArrayList<>()).add(a);
    }
    this.co2 = co2;
    this.weight = weight;
  }

  /// The form, or null where PyPSA has none.
  @Nullable Form of(Limit.Row limit, List<Limit.Term> terms) {
    Map<String, Double> wanted = keyed(terms);
    if (wanted.size() != terms.size()) return null;
    Predicate<GlobalConstraints.Asset> stands = a -> limit.stage() == 0 || Times.stands(a.buildYear(), a.lifetime(), limit.stage());
    Set<String> carriers = new TreeSet<>();
    Set<String> buses = new TreeSet<>();
    for (Limit.Term t : terms) {
      GlobalConstraints.Asset a = byKey.get(t.asset());
      if (a == null) return null;
      carriers.add(a.carrier());
      buses.add(a.bus());
    }
    List<GlobalConstraints.Asset> here = new ArrayList<>();
    for (String c : carriers) byCarrier.getOrDefault(c, List.of()).stream().filter(stands).forEach(here::add);
    Form primary = primary(limit, wanted, here, stands);
    if (primary != null) return primary;
    if (carriers.size() == 1) {
      String carrier = carriers.iterator().next();
      if (wanted.equals(expected(here, carriers, a -> !a.isBranch(), a -> a.isStore() ? Book.Account.DEPLETION : Book.Account.INJECTION,
          a -> a.isStore() ? a.returns() ? 0 : 1 : 1 / a.sign()))) return new Form("operational_limit", carrier, "", Map.of());
      if (wanted.equals(expected(here, carriers, GlobalConstraints.Asset::extendable, GlobalConstraints.Asset::capacity, a -> 1)))
        return new Form("tech_capacity_expansion_limit", carrier, "", Map.of());
      String bus = buses.iterator().next();
      if (buses.size() == 1 && wanted.equals(expected(here, carriers, a -> a.extendable() && a.bus().equals(bus), GlobalConstraints.Asset::capacity, a -> 1)))
        return new Form("tech_capacity_expansion_limit", carrier, bus, Map.of());
    }
    Predicate<GlobalConstraints.Asset> lines = a -> a.isBranch() && a.extendable();
    String list = String.join(",", carriers);
    if (wanted.equals(expected(here, carriers, lines, a -> Book.Account.CAPACITY, GlobalConstraints.Asset::length)))
      return new Form("transmission_volume_expansion_limit", list, "", Map.of());
    if (wanted.equals(expected(here, carriers, lines, a -> Book.Account.CAPACITY, a -> a.cost() * (limit.stage() == 0 ? weight.applyAsDouble(a) : 1))))
      return new Form("transmission_expansion_cost_limit", list, "", Map.of());
    return null;
  }

  private static Map<String, Double> keyed(List<Limit.Term> terms) {
    Map<String, Double> all = new HashMap<>();
    for (Limit.Term t : terms) all.put(t.account() + " " + t.asset(), t.factor());
    return all;
  }

  private static Map<String, Double> expected(
      List<GlobalConstraints.Asset> here, Set<String> carriers, Predicate<GlobalConstraints.Asset> counted,
      java.util.function.Function<GlobalConstraints.Asset, Book.Account> account, ToDoubleFunction<GlobalConstraints.Asset> factor) {
    Map<String, Double> all = new HashMap<>();
    for (GlobalConstraints.Asset a : here)
      if (carriers.contains(a.carrier()) && counted.test(a) && factor.applyAsDouble(a) != 0)
        all.put(account.apply(a) + " " + a.key(), factor.applyAsDouble(a));
    return all;
  }

  /// Primary energy and depletion, at one rate for each carrier.
  private @Nullable Form primary(
      Limit.Row limit, Map<String, Double> wanted, List<GlobalConstraints.Asset> here,
      Predicate<GlobalConstraints.Asset> stands) {
    Map<String, Double> rates = new TreeMap<>();
    List<GlobalConstraints.Asset> counted = new ArrayList<>();
    for (GlobalConstraints.Asset a : here) if (isCounted(a)) counted.add(a);
    for (GlobalConstraints.Asset a : counted) {
      Double rate = wanted.getOrDefault((a.isStore() ? Book.Account.DEPLETION : Book.Account.PRIMARY) + " " + a.key(), 0.0);
      Double before = rates.put(a.carrier(), rate);
      if (before != null && !before.equals(rate)) return null;
    }
    rates.values().removeIf(v -> v == 0);
    Map<String, Double> all =
        expected(counted, rates.keySet(), a -> true, a -> a.isStore() ? Book.Account.DEPLETION : Book.Account.PRIMARY, a -> rates.getOrDefault(a.carrier(), 0.0));
    if (rates.isEmpty() || !wanted.equals(all)) return null;
    boolean emissions = assets.stream().filter(a -> isCounted(a) && stands.test(a)).allMatch(a -> rates.getOrDefault(a.carrier(), 0.0).equals(co2.getOrDefault(a.carrier(), 0.0)));
    return new Form("primary_energy", emissions ? "co2_emissions" : "rate_" + limit.limit(), "", emissions ? Map.of() : rates);
  }

  private static boolean isCounted(GlobalConstraints.Asset a) {
    return a.table().equals("generators") || a.isStore() && !a.returns();
  }
}
