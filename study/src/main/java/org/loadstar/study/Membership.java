package org.loadstar.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.loadstar.model.CapitalRows;
import org.loadstar.model.Case;
import org.loadstar.model.Country;
import org.loadstar.model.EquipmentRows;
import org.loadstar.model.Generator;
import org.loadstar.model.Hourly;
import org.loadstar.model.Line;
import org.loadstar.model.PlantRows;
import org.loadstar.model.Rows;
import org.loadstar.model.Zone;

/// The part of a case that lies in some countries: what a coalition of them plans.
///
/// Lines stay where both ends are in the coalition; borders with other members are closed, those with markets that are no members
/// stay. Build limits and orders over all zones are those of the home country, in which the campuses lie: members without campuses have no target of
/// AI load, and a campus in a member's country beside the zones stands only where that member is in.
///
/// What tables hold for all zones together belongs to the home country; another member has as much of it as its demand is of the home country's:
///
/// | pool | members that plan together | else |
/// |---|---|---|
/// | equipment | one row of what arrives for all of them | each its own |
/// | chips | no licence, delay or yearly limit between them | as in countries.csv |
/// | budgets | investors pay for all of them out of all their budgets; alone out of its own | no budgets in any plan |
final class Membership {
  private final Case data;
  private final String home;
  private final Set<String> countries;

  Membership(Case data) {
    this.data = data;
    countries = data.zones().stream().map(Zone::country).collect(Collectors.toCollection(java.util.TreeSet::new));
    Map<String, String> countryOf = data.zones().stream().collect(Collectors.toMap(Zone::zone, Zone::country));
    Map<String, Long> sites = data.campuses().stream().filter(c -> !c.zone().isEmpty())
        .collect(Collectors.groupingBy(c -> countryOf.getOrDefault(c.zone(), ""), TreeMap::new, Collectors.counting()));
    home = sites.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(data.zones().getFirst().country());
  }

  /// Countries that have zones, sorted.
  Set<String> countries() {
    return countries;
  }

  /// Of load, fleet and hydro, what a country has none of.
  List<String> lacks(String country) {
    Set<String> zones = zonesOf(Set.of(country));
    double load = data.demand().entrySet().stream().filter(e -> zones.contains(e.getKey())).mapToDouble(e -> e.getValue().mean()).sum();
    double fleet = data.generators().stream().filter(g -> zones.contains(g.zone())).mapToDouble(Generator.Row::existing).sum();
    double hydro = data.hydro().stream().filter(h -> zones.contains(h.zone())).mapToDouble(org.loadstar.model.Hydro.Row::existing).sum();
    List<String> out = new java.util.ArrayList<>();
    if (!(load > 0)) out.add("load");
    if (!(fleet > 0)) out.add("fleet");
    if (!(hydro > 0)) out.add("hydro");
    return out;
  }

  private Set<String> zonesOf(Set<String> of) {
    return data.zones().stream().filter(z -> of.contains(z.country())).map(Zone::zone).collect(Collectors.toSet());
  }

  /// Terms between members that plan together.
  ///
  /// @param hurdleFactor multiplies the hurdle rates of lines between countries
  /// @param reservePoints taken from the reserve margins of all when there are two or more
  /// @param pools what they pool
  record Terms(double hurdleFactor, double reservePoints, Set<Pool> pools) {}

  /// What members may pool.
  enum Pool {
    EQUIPMENT,
    CHIPS,
    BUDGETS
  }

  /// The case of a coalition.
  Case of(Set<String> members, Terms terms) {
    return of(members, terms, members.size() > 1);
  }

  /// @param together true where the terms of an alliance hold
  Case of(Set<String> members, Terms terms, boolean together) {
    Set<String> in = zonesOf(members);
    boolean ai = members.contains(home);
    Set<String> scopes = new HashSet<>(in);
    for (Zone z : data.zones()) if (in.contains(z.zone())) scopes.addAll(List.of(z.country(), z.planningRegion()));
    Set<String> regions = data.zones().stream().filter(z -> in.contains(z.zone())).map(Zone::reserveRegion).collect(Collectors.toSet());
    Set<String> plants = new HashSet<>();
    data.generators().stream().filter(g -> in.contains(g.zone())).forEach(g -> plants.add(g.generator()));
    data.storages().stream().filter(g -> in.contains(g.zone())).forEach(g -> plants.add(g.storage()));
    data.hydro().stream().filter(g -> in.contains(g.zone())).forEach(g -> plants.add(g.hydro()));
    Map<String, Hourly> demand = new LinkedHashMap<>(data.demand());
    demand.keySet().retainAll(in);
    Set<String> borders = data.neighbours().stream().filter(n -> in.contains(n.zone()) && !countries.contains(n.country())).map(n -> n.neighbour()).collect(Collectors.toSet());
    Map<String, String> countryOf = new HashMap<>();
    for (Zone z : data.zones()) countryOf.put(z.zone(), z.country());
    var campuses = data.campuses().stream()
        .filter(c -> ai && (c.zone().isEmpty() ? members.contains(c.country()) || !countries.contains(c.country()) : in.contains(c.zone()))).toList();
    List<EquipmentRows.Slot> slots = new ArrayList<>();
    List<EquipmentRows.Use> uses = new ArrayList<>();
    equipment(members, scopes, together && terms.pools.contains(Pool.EQUIPMENT), slots, uses);
    boolean pooledChips = together && terms.pools.contains(Pool.CHIPS);
    Set<String> sites = campuses.stream().map(c -> c.campus()).collect(Collectors.toSet());
    return new Case(
        ai ? data.settings() : data.settings().until(data.settings().stages(), new java.util.TreeMap<>(), 0), data.zones().stream().filter(z -> in.contains(z.zone())).toList(),
        demand, data.profiles(), data.demandGrowth().stream().filter(r -> in.contains(r.zone())).toList(), data.technologies(), data.technologyCosts(), data.fuels(),
        data.fuelPrices().stream().filter(r -> r.zone().isEmpty() || in.contains(r.zone())).toList(),
        data.reserveMargins().stream().filter(r -> regions.contains(r.reserveRegion()))
            .map(r -> new Rows.ReserveMargin(r.reserveRegion(), r.year(), together ? Math.max(0, r.margin() - terms.reservePoints / 100) : r.margin(), r.shortfall())).toList(),
        data.taxCredits(),
        data.buildLimits().stream().map(this::atHome).filter(r -> zones(r.zones(), in)).toList(),
        data.carbon().stream().map(r -> new Rows.Carbon(atHome(r.scope()), r.year(), r.price(), r.cap(), r.dollarYear())).filter(r -> scopes.contains(r.scope())).toList(),
        data.cleanStandards().stream()
            .map(r -> new Rows.CleanStandard(atHome(r.scope()), r.kind(), r.year(), r.share(), r.alternativePayment(), r.dollarYear()))
            .filter(r -> scopes.contains(r.scope())).toList(),
        List.of(), data.dataCentres().stream().filter(r -> in.contains(r.zone())).toList(),
        data.generators().stream().filter(g -> in.contains(g.zone())).toList(), data.retirements().stream().filter(r -> plants.contains(r.generator())).toList(),
        data.plannedBuilds().stream().filter(r -> plants.contains(r.generator())).toList(), data.hydro().stream().filter(h -> in.contains(h.zone())).toList(),
        data.hydroMonthly().stream().filter(h -> plants.contains(h.hydro())).toList(), data.storages().stream().filter(h -> in.contains(h.zone())).toList(),
        data.lines().stream().filter(l -> in.contains(l.fromZone()) && in.contains(l.toZone())).map(l -> line(l, countryOf, terms)).toList(),
        data.neighbours().stream().filter(n -> borders.contains(n.neighbour())).toList(),
        data.neighbourEnergy().stream().filter(n -> borders.contains(n.neighbour())).toList(), campuses,
        data.pue().stream().filter(p -> in.contains(p.zone())).toList(), data.onSite().stream().filter(o -> ai && (o.campus().isEmpty() || sites.contains(o.campus())) && (o.zone().isEmpty() || in.contains(o.zone()))).toList(), data.countries().stream().map(k -> pooledChips && members.contains(k.country()) ? free(k) : k).toList(), data.chipSupply(),
        slots, uses, terms.pools.contains(Pool.BUDGETS) ? data.capital().stream().map(r -> budget(r, members)).toList() : List.of(), data.workloads(), data.workloadOrigins().stream().filter(o -> in.contains(o.zone())).toList(),
        data.aiDemand(), data.learning(), data.keepOpen().stream().map(this::atHome).filter(r -> zones(r.zones(), in)).toList(), data.jobs(), data.finance(), data.outages(), data.units());
  }

  private String atHome(String scope) {
    return scope.equals("all") ? home : scope;
  }

  private String zonesAtHome(String zones) {
    return zones.isEmpty() ? data.zones().stream().filter(z -> z.country().equals(home)).map(Zone::zone).collect(Collectors.joining(";")) : zones;
  }

  private Rows.BuildLimit atHome(Rows.BuildLimit r) {
    return new Rows.BuildLimit(r.limit(), zonesAtHome(r.zones()), r.technologies(), r.year(), r.cumulative());
  }

  private PlantRows.KeepOpen atHome(PlantRows.KeepOpen r) {
    return new PlantRows.KeepOpen(r.order(), r.technologies(), zonesAtHome(r.zones()), r.firstYear(), r.lastYear(), r.most(), r.payment(), r.dollarYear());
  }

  /// Demand of a member over that of the home country.
  private double share(String member) {
    return energy(member) / energy(home);
  }

  private double energy(String country) {
    return data.zones().stream().filter(z -> z.country().equals(country)).mapToDouble(z -> z.demandScale() * Objects.requireNonNull(data.demand().get(z.zone())).mean()).sum();
  }

  /// What arrives for the members: one row for all, or one for each; rows that name a place stay with it.
  private void equipment(Set<String> members, Set<String> scopes, boolean pooled, List<EquipmentRows.Slot> slots, List<EquipmentRows.Use> uses) {
    Map<String, Set<String>> names = new TreeMap<>();
    for (EquipmentRows.Slot r : data.equipment()) {
      boolean common = r.scope().equals("all") || r.scope().equals("home");
      if (!common && !scopes.contains(r.scope())) continue;
      if (!common || pooled) {
        slots.add(common ? slot(r, r.item(), r.scope(), members.stream().mapToDouble(this::share).sum()) : r);
        names.computeIfAbsent(r.item(), k -> new TreeSet<>()).add(r.item());
      } else
        for (String m : members) {
          String item = m.equals(home) ? r.item() : r.item() + " " + m;
          slots.add(slot(r, item, m, share(m)));
          names.computeIfAbsent(r.item(), k -> new TreeSet<>()).add(item);
        }
    }
    for (EquipmentRows.Use u : data.equipmentUses())
      for (String item : names.getOrDefault(u.item(), Set.of())) uses.add(new EquipmentRows.Use(item, u.technology(), u.units(), u.lag()));
  }

  private static EquipmentRows.Slot slot(EquipmentRows.Slot r, String item, String scope, double factor) {
    return new EquipmentRows.Slot(item, r.scenario(), r.year(), scope, r.unit(), r.kept(), factor * r.deliveries(), r.soldElsewhere(), r.lead(), r.price(),
        r.priceStep1(), r.priceStep2(), r.priceStep3(), r.dollarYear());
  }

  private CapitalRows.Budget budget(CapitalRows.Budget r, Set<String> members) {
    return new CapitalRows.Budget(r.investor(), r.scenario(), r.year(), r.purposes(), members.stream().mapToDouble(this::share).sum() * r.budget(), r.dollarYear());
  }

  /// A country with which chips are pooled.
  private static Country free(Country k) {
    return new Country(k.country(), k.name(), k.price(), k.carbon(), k.limit(), k.waccAdder(), 1, 0, Double.POSITIVE_INFINITY, k.sovereignty(), k.dollarYear());
  }

  private static boolean zones(String list, Set<String> in) {
    return in.containsAll(Arrays.asList(list.split(";")));
  }

  private static Line.Row line(Line.Row l, Map<String, String> countryOf, Terms terms) {
    String from = countryOf.getOrDefault(l.fromZone(), "");
    return from.equals(countryOf.get(l.toZone())) ? l : l.withHurdle(l.hurdle() * terms.hurdleFactor);
  }
}
