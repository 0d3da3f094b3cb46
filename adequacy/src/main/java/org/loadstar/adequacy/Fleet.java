package org.loadstar.adequacy;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.model.Case;
import org.loadstar.model.Figures;
import org.loadstar.model.Generator;
import org.loadstar.model.Hydro;
import org.loadstar.model.Line;
import org.loadstar.model.Storage;

/// What stands in a year: of a plan, or of the case's schedule alone.
///
/// @param capacity MW by cluster (generators, hydro, storages)
/// @param energy MWh by storage
/// @param forward MW by line, from its first to its second zone, transfer factor included
/// @param reverse MW by line, back
/// @param firmAi facility MW of new AI load by zone with firm connections, at the PUE of the year's mean
/// @param interruptibleAi the same with interruptible connections
/// @param onSite MW of plants on sites of campuses by `ZONE|TECHNOLOGY`
public record Fleet(
    Map<String, Double> capacity, Map<String, Double> energy, Map<String, Double> forward, Map<String, Double> reverse, Map<String, Double> firmAi,
    Map<String, Double> interruptibleAi, Map<String, Double> onSite) {
  private static final double GW = 1e3;

  /// Duration of committed storage of a cluster that has none yet, as the plan takes it.
  private static final double HOURS = 4;

  public Fleet {
    capacity = Map.copyOf(capacity);
    energy = Map.copyOf(energy);
    forward = Map.copyOf(forward);
    reverse = Map.copyOf(reverse);
    firmAi = Map.copyOf(firmAi);
    interruptibleAi = Map.copyOf(interruptibleAi);
    onSite = Map.copyOf(onSite);
  }

  /// What stands by schedule at the end of a year: nothing is decided and there is no new AI load.
  public static Fleet standing(Figures figures, int year) {
    Case data = figures.data();
    Map<String, Double> capacity = new TreeMap<>();
    Map<String, Double> energy = new TreeMap<>();
    Map<String, Double> forward = new TreeMap<>();
    Map<String, Double> reverse = new TreeMap<>();
    for (Generator.Row g : data.generators()) capacity.put(g.generator(), GW * figures.scheduled(g.generator(), g.existing(), year));
    for (Hydro.Row h : data.hydro()) capacity.put(h.hydro(), GW * figures.scheduled(h.hydro(), h.existing(), year));
    for (Storage.Row s : data.storages()) {
      double mw = GW * figures.scheduled(s.storage(), s.existing(), year);
      capacity.put(s.storage(), mw);
      double hours = s.existing() > 0 ? s.existingEnergy() / s.existing() : Math.min(s.maxDuration(), HOURS);
      energy.put(s.storage(), mw * hours);
    }
    double factor = data.settings().transferFactor();
    for (Line.Row l : data.lines()) {
      forward.put(l.line(), l.firstYear() > year ? 0 : factor * l.forward());
      reverse.put(l.line(), l.firstYear() > year ? 0 : factor * l.reverse());
    }
    return new Fleet(capacity, energy, forward, reverse, Map.of(), Map.of(), Map.of());
  }

  double capacity(String cluster) {
    return capacity.getOrDefault(cluster, 0.0);
  }

  double energy(String storage) {
    return energy.getOrDefault(storage, 0.0);
  }

  /// The same without some clusters.
  public Fleet without(Collection<String> clusters) {
    Map<String, Double> left = new TreeMap<>(capacity);
    left.keySet().removeAll(clusters);
    return new Fleet(left, energy, forward, reverse, firmAi, interruptibleAi, onSite);
  }

  /// The same with firm connections for all campuses of some zones.
  public Fleet withFirmConnections(Collection<String> zones) {
    Map<String, Double> firm = new TreeMap<>(firmAi);
    Map<String, Double> left = new TreeMap<>(interruptibleAi);
    for (String z : zones) {
      Double moved = left.remove(z);
      if (moved != null) firm.merge(z, moved, Double::sum);
    }
    return new Fleet(capacity, energy, forward, reverse, firm, left, onSite);
  }

  /// All new AI load, facility MW.
  public double ai() {
    return firmAi.values().stream().mapToDouble(v -> v).sum() + interruptibleAi.values().stream().mapToDouble(v -> v).sum();
  }
}
