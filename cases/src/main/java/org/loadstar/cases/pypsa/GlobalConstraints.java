package org.loadstar.cases.pypsa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.loadstar.cases.Faults;
import org.loadstar.cases.Place;
import org.loadstar.model.network.Book;
import org.loadstar.model.network.Limit;

/// Global constraints and limits per bus and carrier, as limits of sums over assets.
final class GlobalConstraints {
  private static final Set<String> TYPES = new TreeSet<>(
      List.of("primary_energy", "operational_limit", "transmission_volume_expansion_limit", "transmission_expansion_cost_limit",
          "tech_capacity_expansion_limit"));
  private static final Map<String, Limit.Sense> SENSES =
      Map.of("<=", Limit.Sense.AT_MOST, "<", Limit.Sense.AT_MOST, ">=", Limit.Sense.AT_LEAST, ">", Limit.Sense.AT_LEAST, "==",
          Limit.Sense.EQUAL, "=", Limit.Sense.EQUAL);

  /// How the level of a store ends. What is drawn from it counts in a limit unless it returns.
  enum Ends {
    RETURNS,
    RETURNS_IN_EACH,
    STARTS_ANEW,
    PASSES_ON
  }

  /// What a limit may count of an asset.
  ///
  /// @param table our table: `generators`, `storage_units`, `stores`, `links`, `lines`
  /// @param sign of its power at the bus
  /// @param ends how the level of a store ends
  /// @param cost capital cost without fixed operation, per MW and year
  record Asset(
      String table, String name, String bus, String carrier, double sign, Ends ends, boolean extendable, double length, double cost,
      int buildYear, double lifetime) {
    boolean isBranch() {
      return table.equals("links") || table.equals("lines");
    }

    boolean returns() {
      return ends == Ends.RETURNS;
    }

    boolean isStore() {
      return table.equals("storage_units") || table.equals("stores");
    }

    String key() {
      return table + "/" + name;
    }

    /// Account of the capacity that is chosen.
    Book.Account capacity() {
      return table.equals("stores") ? Book.Account.ENERGY_CAPACITY : Book.Account.CAPACITY;
    }
  }

  private final PypsaData data;
  private final Times times;
  private final List<Asset> assets;
  private final Faults faults;
  final List<Limit.Row> limits = new ArrayList<>();
  final List<Limit.Term> terms = new ArrayList<>();

  GlobalConstraints(PypsaData data, Times times, List<Asset> assets, Faults faults) {
    this.data = data;
    this.times = times;
    this.assets = assets;
    this.faults = faults;
  }

  void read() {
    PypsaData.Rows rows = data.list("global_constraints");
    Set<String> seen = new TreeSet<>();
    for (int k = 0; rows != null && k < rows.size(); k++) {
      if (!seen.add(rows.names()[k])) faults.add(rows.places().at(k, "name"), rows.names()[k], "the name is given twice");
      read(rows, k);
    }
    perBus();
  }

  private void read(PypsaData.Rows rows, int k) {
    String name = rows.names()[k];
    String type = or(rows.cell(k, "type"), "primary_energy");
    String attribute = or(rows.cell(k, "carrier_attribute"), "co2_emissions");
    Limit.Sense sense = SENSES.get(or(rows.cell(k, "sense"), "=="));
    if (sense == null) faults.addUnknown(rows.places().at(k, "sense"), rows.cell(k, "sense"), "the sense", List.of("<=", ">=", "=="));
    if (!TYPES.contains(type)) {
      faults.addUnknown(rows.places().at(k, "type"), type, "the type of global constraint " + name, TYPES);
      return;
    }
    double period = ListReader.number(rows, k, "investment_period", Double.NaN, faults);
    Integer stage = Double.isNaN(period) ? null : (Integer) (int) period;
    if (stage != null && !times.multi()) {
      faults.add(rows.places().at(k, "investment_period"), rows.cell(k, "investment_period"), "the network has no investment periods",
          "an empty cell");
      return;
    }
    if (stage != null && !times.has(stage)) return;
    List<Limit.Term> own = new ArrayList<>();
    switch (type) {
      case "primary_energy" -> primaryEnergy(name, attribute, stage, rows.places().at(k, "carrier_attribute"), own);
      case "operational_limit" -> operation(name, attribute, stage, rows.places().at(k, "carrier_attribute"), own);
      case "transmission_volume_expansion_limit" -> transmission(name, attribute, stage, Asset::length, own);
      case "transmission_expansion_cost_limit" -> transmission(name, attribute, stage, a -> a.cost * weight(a, stage), own);
      default -> capacity(name, attribute, stage, rows.cell(k, "bus"), own);
    }
    if (sense == null || own.isEmpty()) return;
    double constant = ListReader.number(rows, k, "constant", 0, faults);
    boolean none = sense == Limit.Sense.AT_MOST && constant == Double.POSITIVE_INFINITY || sense == Limit.Sense.AT_LEAST && constant == Double.NEGATIVE_INFINITY;
    if (none) return;
    if (Double.isInfinite(constant)) faults.add(rows.places().at(k, "constant"), rows.cell(k, "constant"), "constant of " + name + " must be a finite number");
    limits.add(new Limit.Row(name, stage == null ? 0 : stage, sense, constant));
    terms.addAll(own);
  }

  private static String or(String text, String absent) {
    return text.isEmpty() ? absent : text;
  }

  private double weight(Asset a, @Nullable Integer stage) {
    return stage == null ? times.weight(a.buildYear, a.lifetime) : 1;
  }

  private boolean stands(Asset a, @Nullable Integer stage) {
    return stage == null || Times.stands(a.buildYear, a.lifetime, stage);
  }

  private void primaryEnergy(String name, String attribute, @Nullable Integer stage, Place place, List<Limit.Term> own) {
    PypsaData.Rows carriers = data.list("carriers");
    Map<String, Double> rates = new HashMap<>();
    if (carriers != null && carriers.columns().containsKey(attribute)) {
      for (int k = 0; k < carriers.size(); k++) {
        double rate = ListReader.number(carriers, k, attribute, 0, faults);
        if (Double.isInfinite(rate))
          faults.add(carriers.places().at(k, attribute), carriers.cell(k, attribute), attribute + " of " + carriers.names()[k] + " must be a finite number");
        rates.put(carriers.names()[k], rate);
      }
    } else if (!attribute.equals("co2_emissions")) {
      faults.addUnknown(place, attribute, "the attribute of the carriers", carriers == null ? List.of() : carriers.columns().keySet());
    }
    for (Asset a : assets) {
      double rate = rates.getOrDefault(a.carrier, 0.0);
      if (rate == 0 || !stands(a, stage)) continue;
      if (a.table.equals("generators")) own.add(new Limit.Term(name, Book.Account.PRIMARY, a.key(), rate));
      else if (isDrawn(a, stage, name, place)) own.add(new Limit.Term(name, Book.Account.DEPLETION, a.key(), rate));
    }
  }

  private void operation(String name, String carrier, @Nullable Integer stage, Place place, List<Limit.Term> own) {
    for (Asset a : assets) {
      if (!a.carrier.equals(carrier) || !stands(a, stage)) continue;
      if (a.table.equals("generators")) own.add(new Limit.Term(name, Book.Account.INJECTION, a.key(), 1 / a.sign));
      else if (isDrawn(a, stage, name, place)) own.add(new Limit.Term(name, Book.Account.DEPLETION, a.key(), 1));
    }
  }

  /// True for a store that may end lower than it began. Levels that pass from period to period cannot be told by period, nor weighted.
  private boolean isDrawn(Asset a, @Nullable Integer stage, String name, Place place) {
    if (!a.isStore() || a.returns()) return false;
    boolean weighted = stage != null || times.stages().stream().anyMatch(s -> s.years() != 1);
    if (times.multi() && (a.ends == Ends.RETURNS_IN_EACH || a.ends == Ends.PASSES_ON && weighted))
      faults.add(place, name, a.name + " (" + a.table + ") counts in this limit and must be cyclic over all investment periods or start anew in each");
    return true;
  }

  private void transmission(
      String name, String carriers, @Nullable Integer stage, ToDoubleFunction<Asset> factor, List<Limit.Term> own) {
    List<String> wanted = Arrays.stream(carriers.split(",")).map(c -> c.replaceAll("[\\[\\]()]", "").strip()).toList();
    for (Asset a : assets)
      if (a.isBranch() && a.extendable && wanted.contains(a.carrier) && stands(a, stage) && factor.applyAsDouble(a) != 0)
        own.add(new Limit.Term(name, Book.Account.CAPACITY, a.key(), factor.applyAsDouble(a)));
  }

  private void capacity(String name, String carrier, @Nullable Integer stage, String bus, List<Limit.Term> own) {
    for (Asset a : assets)
      if (a.extendable && a.carrier.equals(carrier) && stands(a, stage) && (bus.isEmpty() || bus.equals(a.bus)))
        own.add(new Limit.Term(name, a.capacity(), a.key(), 1));
  }

  /// Columns `nom_min_CARRIER` and `nom_max_CARRIER` of the buses, with `_PERIOD` behind for one investment period.
  private void perBus() {
    PypsaData.Rows buses = data.list("buses");
    PypsaData.Rows carriers = data.list("carriers");
    if (buses == null) return;
    for (String column : buses.columns().keySet()) {
      if (!column.startsWith("nom_min_") && !column.startsWith("nom_max_")) continue;
      String rest = column.substring("nom_max_".length());
      Integer stage = null;
      int cut = rest.lastIndexOf('_');
      boolean whole = carriers != null && Arrays.asList(carriers.names()).contains(rest);
      if (!whole && times.multi() && cut > 0 && rest.substring(cut + 1).matches("\\d+")) {
        stage = Integer.valueOf(rest.substring(cut + 1));
        rest = rest.substring(0, cut);
      } else if (!whole) {
        faults.add(buses.places().at(-1, column), column, "the column must end with the name of a carrier",
            "a carrier that carriers.csv does not list");
        continue;
      }
      for (int k = 0; k < buses.size(); k++) {
        double v = ListReader.number(buses, k, column, Double.NaN, faults);
        String name = column + " " + buses.names()[k];
        List<Limit.Term> own = new ArrayList<>();
        String bus = buses.names()[k];
        for (Asset a : assets)
          if (!a.isBranch() && a.extendable && a.carrier.equals(rest) && stands(a, stage) && a.bus.equals(bus))
            own.add(new Limit.Term(name, a.capacity(), a.key(), 1));
        if (own.isEmpty() || Double.isNaN(v) || Double.isInfinite(v)) continue;
        limits.add(new Limit.Row(name, stage == null ? 0 : stage,
            column.startsWith("nom_min_") ? Limit.Sense.AT_LEAST : Limit.Sense.AT_MOST, v));
        terms.addAll(own);
      }
    }
  }
}
