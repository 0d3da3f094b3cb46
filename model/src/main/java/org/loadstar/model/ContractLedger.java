package org.loadstar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// What contracts for clean power rest on: new clean supply, storage, and the load of campuses hour by hour. Components write what they
/// have; [HourlyMatching] reads it. Without a policy that contracts nothing is kept.
final class ContractLedger {
  /// A unit of clean supply, of which what the plan builds can be contracted.
  ///
  /// @param output columns of its output, of which it is member `member`
  /// @param fresh new capacity of its members, without what stood before
  /// @param available availability of each of them by timestep
  record Supply(int zone, String name, boolean renewable, Block output, int member, List<Standing> fresh, List<double[]> available) {
    /// Adds `-factor x new capacity that is available` at t to a row.
    ///
    /// @return its constant part
    double subtract(LpBuilder.Row row, int t, double factor) {
      double constant = 0;
      for (int k = 0; k < fresh.size(); k++) {
        double a = factor * available.get(k)[t];
        fresh.get(k).subtract(row, a);
        constant += a * fresh.get(k).fixed();
      }
      return constant;
    }
  }

  /// Storage in which contracted power may be kept.
  ///
  /// @param efficiency one way
  record Store(int zone, String name, double efficiency, Block charge, Block discharge, Block level, int member) {}

  private record Place(int stage, int zone) {}

  private record Term(int t, int column, double power) {}

  private final boolean open;
  private final Map<Place, List<Supply>> supplies = new HashMap<>();
  private final Map<Place, List<Store>> stores = new HashMap<>();
  private final Map<Place, List<Term>> load = new HashMap<>();
  private final Map<Place, double[]> given = new HashMap<>();
  private final Map<Integer, Block> surplus = new HashMap<>();

  ContractLedger(Settings.Policy policy) {
    open = policy.contracts();
  }

  /// True when some policy contracts.
  boolean open() {
    return open;
  }

  void add(Stage s, Supply supply) {
    if (open) supplies.computeIfAbsent(new Place(s.index(), supply.zone), k -> new ArrayList<>()).add(supply);
  }

  void add(Stage s, Store store) {
    if (open) stores.computeIfAbsent(new Place(s.index(), store.zone), k -> new ArrayList<>()).add(store);
  }

  /// New AI load at t, `power` GW per unit of a column.
  void load(Stage s, int zone, int t, int column, double power) {
    if (open) load.computeIfAbsent(new Place(s.index(), zone), k -> new ArrayList<>()).add(new Term(t, column, power));
  }

  /// New AI load at t that no column decides, GW.
  void load(Stage s, int zone, int t, double power) {
    if (open && power != 0) given.computeIfAbsent(new Place(s.index(), zone), k -> new double[s.grid().steps()])[t] += power;
  }

  /// What is thrown away, by zone.
  void surplus(Stage s, Block spilt) {
    if (open) surplus.put(s.index(), spilt);
  }

  /// Column of what is thrown away.
  int surplus(Stage s, int zone, int t) {
    return Objects.requireNonNull(surplus.get(s.index())).at(zone, t);
  }

  List<Supply> supplies(Stage s, int zone) {
    return supplies.getOrDefault(new Place(s.index(), zone), List.of());
  }

  List<Store> stores(Stage s, int zone) {
    return stores.getOrDefault(new Place(s.index(), zone), List.of());
  }

  boolean hasLoad(Stage s, int zone) {
    Place p = new Place(s.index(), zone);
    return load.containsKey(p) || given.containsKey(p);
  }

  /// What takes one term of the load, `power` GW per unit of a column at t.
  @FunctionalInterface
  interface Terms {
    void add(int t, int column, double power);
  }

  void eachLoad(Stage s, int zone, Terms to) {
    for (Term x : load.getOrDefault(new Place(s.index(), zone), List.of())) to.add(x.t, x.column, x.power);
  }

  /// The load that no column decides, by timestep, GW.
  double[] given(Stage s, int zone) {
    return given.getOrDefault(new Place(s.index(), zone), new double[s.grid().steps()]);
  }
}
