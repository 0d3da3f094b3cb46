package org.loadstar.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loadstar.lp.Block;
import org.loadstar.lp.LpBuilder;

/// An annual ledger (emissions, clean energy, new capacity) on which policies open rows, each over some zones of a stage. A
/// component writes its term once; the ledger adds it to every open row that covers the zone; what lies outside the zones
/// ([#ABROAD]) is in rows that cover all of them. A row may instead be priced:
/// then the term is a cost, which is how an operation over part of a year honours an annual limit.
public final class ScopedLedger {
  private record Place(int stage, String kind) {}

  private record Entry(boolean[] zones, boolean abroad, double factor, int row, double price, String category) {
    boolean has(int zone) {
      return zone == ABROAD ? abroad : zones[zone];
    }
  }

  /// The zone of what lies in no zone.
  static final int ABROAD = -1;

  private static final int FORBIDDEN = -2;

  /// A term: amount per unit of a column.
  record Written(int stage, int zone, String kind, int column, double amount) {}

  private final LpBuilder lp;
  private final String name;
  private final String unit;
  private final Map<Place, List<Entry>> entries = new HashMap<>();
  private final Map<Integer, Double> constants = new HashMap<>();
  private final List<Written> terms = new ArrayList<>();
  private boolean remembers;

  ScopedLedger(LpBuilder lp, String name, String unit) {
    this.lp = lp;
    this.name = name;
    this.unit = unit;
  }

  /// Lets it remember its terms for [#written] and [#columns].
  ScopedLedger remembering() {
    remembers = true;
    return this;
  }

  /// The terms written so far, where it remembers them.
  List<Written> terms() {
    return List.copyOf(terms);
  }

  /// What was written of a kind in a zone (or [#ABROAD]) and stage, at a solution.
  double written(Stage stage, int zone, String kind, Result r) {
    double sum = 0;
    for (Written w : terms)
      if (w.stage == stage.index() && w.zone == zone && w.kind.equals(kind)) sum += w.amount * r.value(w.column);
    return sum;
  }

  /// The columns that were written of a kind in a stage, anywhere: amount per unit of each.
  Map<Integer, Double> columns(Stage stage, String kind) {
    Map<Integer, Double> out = new TreeMap<>();
    for (Written w : terms) if (w.stage == stage.index() && w.kind.equals(kind)) out.merge(w.column, w.amount, Double::sum);
    return out;
  }

  /// Opens a row; [#cover] says which terms it takes and the policy closes it.
  int open(Stage stage, String member) {
    Block b = lp.rows(name, unit, stage.index(), List.of(member));
    return b.at(0);
  }

  /// Lets a row take `factor` times every term of a kind in some zones of a stage.
  void cover(int row, Stage stage, boolean[] zones, String kind, double factor) {
    cover(row, stage, zones, all(zones), kind, factor);
  }

  /// The same, saying whether what lies outside the zones is taken too.
  void cover(int row, Stage stage, boolean[] zones, boolean abroad, String kind, double factor) {
    at(stage, kind).add(new Entry(zones, abroad, factor, row, 0, ""));
  }

  private static boolean all(boolean[] zones) {
    for (boolean z : zones) if (!z) return false;
    return true;
  }

  /// Prices every term of a kind in some zones of a stage, in objective money per unit.
  void price(Stage stage, boolean[] zones, String kind, double price, String category) {
    if (price != 0) at(stage, kind).add(new Entry(zones, all(zones), 1, -1, price, category));
  }

  /// Holds every column of a kind in some zones of a stage at 0.
  void forbid(Stage stage, boolean[] zones, String kind) {
    forbid(stage, zones, all(zones), kind);
  }

  /// The same, saying whether what lies outside the zones is held too.
  void forbid(Stage stage, boolean[] zones, boolean abroad, String kind) {
    at(stage, kind).add(new Entry(zones, abroad, 0, FORBIDDEN, 0, ""));
  }

  private List<Entry> at(Stage stage, String kind) {
    return entries.computeIfAbsent(new Place(stage.index(), kind), k -> new ArrayList<>());
  }

  /// Adds `amount * column`.
  void add(Stage stage, int zone, String kind, int column, double amount) {
    if (remembers) terms.add(new Written(stage.index(), zone, kind, column, amount));
    for (Entry e : entries.getOrDefault(new Place(stage.index(), kind), List.of())) {
      if (!e.has(zone)) continue;
      if (e.row >= 0) lp.at(e.row).add(column, e.factor * amount);
      else if (e.row == FORBIDDEN) lp.bounds(column, 0, 0);
      else lp.cost(column, e.category, e.price * amount);
    }
  }

  /// Adds a constant amount.
  void add(Stage stage, int zone, String kind, double amount) {
    for (Entry e : entries.getOrDefault(new Place(stage.index(), kind), List.of())) {
      if (!e.has(zone)) continue;
      if (e.row >= 0) constants.merge(e.row, e.factor * amount, Double::sum);
      else lp.constant(e.category, stage.index(), e.price * amount);
    }
  }

  /// Sum of the constants of a row.
  double constant(int row) {
    return constants.getOrDefault(row, 0.0);
  }
}
