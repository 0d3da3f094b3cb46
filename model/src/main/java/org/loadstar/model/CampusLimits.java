package org.loadstar.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.loadstar.lp.Block;
import org.loadstar.lp.Lp;

/// What a module of a site takes of the limits that the case gives: which of them leave it no room, and which are dear.
///
/// A module takes of a limit what its column has in the row; of budgets what it spends for a purpose, which any of the payers of that
/// purpose may pay.
final class CampusLimits {
  /// Share of a module's need that rounding may lack.
  private static final double ROUNDING = 1e-6;
  private static final int MOST = 2;

  /// What is taken of limits that stand in for each other, in the unit of their rows.
  private record Take(List<DeclaredLimit> limits, double amount) {}

  private final Result r;
  private final Campus.Columns c;
  private final Map<Integer, DeclaredLimit> byRow = new HashMap<>();
  private final Map<Integer, List<DeclaredLimit>> payers = new HashMap<>();

  /// @param r the plan with the duals that say what binds
  CampusLimits(Model m, Campus.Columns c, Result r) {
    this.r = r;
    this.c = c;
    for (DeclaredLimit d : m.limits()) if (d.row() >= 0) byRow.put(d.row(), d);
    Lp lp = r.lp();
    for (Block b : lp.rowBlocks()) if (b.name().equals("capital.purpose")) payers.put(b.at(0), new ArrayList<>());
    for (Block b : lp.columnBlocks()) {
      if (!b.name().equals("capital.paid")) continue;
      int q = b.at(0);
      DeclaredLimit budget = null;
      for (int e = lp.starts()[q]; e < lp.starts()[q + 1]; e++) if (byRow.containsKey(lp.indices()[e])) budget = byRow.get(lp.indices()[e]);
      for (int e = lp.starts()[q]; e < lp.starts()[q + 1]; e++) {
        int row = lp.indices()[e];
        // A purpose that somebody pays without a budget is not limited.
        if (budget == null) payers.remove(row);
        else if (payers.containsKey(row)) payers.get(row).add(budget);
      }
    }
  }

  private List<Take> takes(int unit, int stage) {
    Lp lp = r.lp();
    int j = c.built()[stage][unit];
    List<Take> all = new ArrayList<>();
    for (int e = lp.starts()[j]; e < lp.starts()[j + 1]; e++) {
      int i = lp.indices()[e];
      DeclaredLimit d = byRow.get(i);
      List<DeclaredLimit> budgets = payers.get(i);
      if (d != null) all.add(new Take(List.of(d), lp.values()[e]));
      else if (budgets != null) all.add(new Take(budgets, lp.values()[e]));
    }
    return all;
  }

  /// The limits in which a module built for a stage finds no room beside the plan, in words; empty where it has room.
  String blocking(int unit, int stage) {
    return words(takes(unit, stage).stream().filter(t -> room(t) < t.amount * (1 - ROUNDING)));
  }

  private double room(Take t) {
    return t.limits.stream().mapToDouble(d -> Math.max(0, r.lp().rowUppers()[d.row()] - r.activity(d.row()))).sum();
  }

  /// The limits of which such a module would take what others pay for, dearest first, in words; empty where none has a price.
  String scarce(int unit, int stage) {
    return words(takes(unit, stage).stream().filter(t -> rent(t) > 0).sorted(Comparator.comparingDouble(t -> -rent(t))));
  }

  private double rent(Take t) {
    return t.amount * t.limits.stream().mapToDouble(d -> d.rent(r)).min().orElse(0);
  }

  private static String words(java.util.stream.Stream<Take> takes) {
    return takes.flatMap(t -> t.limits.stream()).map(DeclaredLimit::words).distinct().limit(MOST).collect(Collectors.joining(" and "));
  }
}
