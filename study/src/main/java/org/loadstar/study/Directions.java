package org.loadstar.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Where alternatives are sought: half of the directions are extreme, least and most of each technology, then of each technology in each
/// zone, what the least-cost plan builds most of first; the others are drawn, each weight normal around 0 over the scale of its group.
final class Directions {
  /// Size of the objective that a direction of its scale has.
  private static final double SIZE = 1000;

  /// What the tie by cost weighs over the whole budget.
  static final double TIE = 0.005 * SIZE;

  /// Least scale of a direction as a share of all that is built.
  private static final double SHARE = 0.01;

  /// Least scale where nothing is built, GW.
  static final double SMALL = 1;

  /// What is built of a technology in a zone.
  record Group(String zone, String technology) implements Comparable<Group> {
    static final String ALL = "all";

    @Override
    public int compareTo(Group o) {
      return Comparator.comparing(Group::technology).thenComparing(Group::zone).compare(this, o);
    }
  }

  enum Kind {
    COST,
    LEAST,
    MOST,
    RANDOM,
    SEARCH
  }

  /// A direction.
  ///
  /// @param weights by group, in objective per GW
  /// @param unit objective per GW of what the direction seeks, where that is one amount; else 1
  record Direction(String name, Kind kind, Group target, Map<Group, Double> weights, double unit) {
    private static final Group NONE = new Group("", "");
    static final Direction LEAST_COST = new Direction("least cost", Kind.COST, NONE, Map.of(), 1);

    static Direction of(String name, Kind kind, Collection<Group> groups, double sign, double scale) {
      return of(name, kind, NONE, groups, sign, scale);
    }

    static Direction of(String name, Kind kind, Group target, Collection<Group> groups, double sign, double scale) {
      Map<Group, Double> w = new TreeMap<>();
      for (Group g : groups) w.put(g, sign * SIZE / scale);
      return new Direction(name, kind, target, w, SIZE / scale);
    }

    double weight(Group g) {
      return weights.getOrDefault(g, 0.0);
    }
  }

  private final Map<Group, Double> built;
  private final double total;
  private final int seed;

  /// @param built GW of the least-cost plan by group, all groups
  Directions(Map<Group, Double> built, int seed) {
    this.built = new TreeMap<>(built);
    this.total = built.values().stream().mapToDouble(x -> x).sum();
    this.seed = seed;
  }

  private double scale(double gw) {
    return Math.max(gw, Math.max(SHARE * total, total > 0 ? 0 : SMALL));
  }

  List<Direction> list(int count) {
    if (built.isEmpty()) return List.of();
    List<Direction> out = new ArrayList<>();
    int extreme = (count + 1) / 2;
    for (Map.Entry<Group, List<Group>> e : targets().entrySet()) {
      double scale = scale(e.getValue().stream().mapToDouble(g -> built.getOrDefault(g, 0.0)).sum());
      String name = (e.getKey().zone().equals(Group.ALL) ? "" : e.getKey().zone() + " ") + e.getKey().technology();
      if (out.size() < extreme) out.add(Direction.of("least " + name, Kind.LEAST, e.getKey(), e.getValue(), -1, scale));
      if (out.size() < extreme) out.add(Direction.of("most " + name, Kind.MOST, e.getKey(), e.getValue(), 1, scale));
    }
    Random random = new Random(seed);
    for (int k = 1; out.size() < count; k++) {
      Map<Group, Double> w = new TreeMap<>();
      for (Group g : built.keySet()) w.put(g, random.nextGaussian() * SIZE / Math.sqrt(built.size()) / scale(built.getOrDefault(g, 0.0)));
      out.add(new Direction("random " + k, Kind.RANDOM, new Group("", ""), w, 1));
    }
    return out;
  }

  /// What is made least and most: technologies, then groups, each by falling capacity.
  private Map<Group, List<Group>> targets() {
    Map<String, Double> technologies = new TreeMap<>();
    built.forEach((g, gw) -> technologies.merge(g.technology(), gw, Double::sum));
    Map<Group, List<Group>> out = new LinkedHashMap<>();
    technologies.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
        .forEach(t -> out.put(new Group(Group.ALL, t.getKey()), built.keySet().stream().filter(g -> g.technology().equals(t.getKey())).toList()));
    built.keySet().stream()
        .filter(g -> built.keySet().stream().filter(q -> q.technology().equals(g.technology())).count() > 1)
        .sorted(Comparator.comparingDouble((Group g) -> -built.getOrDefault(g, 0.0)))
        .forEach(g -> out.put(g, List.of(g)));
    return out;
  }
}
