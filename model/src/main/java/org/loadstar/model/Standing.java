package org.loadstar.model;

import org.loadstar.lp.LpBuilder;

/// Capacity standing in a stage: `fixed + new - retired + kept` [GW], where `new` and `retired` are cumulative columns or absent,
/// and `kept` is open after its scheduled retirement, or absent.
/// What depends on a column is limited by a row alone: a column bound that says the same would share, and so hide, its dual.
///
/// @param fixed constant part
/// @param added column of new capacity, -1 when absent
/// @param retired column of early retirement, -1 when absent
/// @param kept column of what is kept open, -1 when absent
record Standing(double fixed, int added, int retired, int kept) {
  static Standing constant(double fixed) {
    return new Standing(fixed, -1, -1, -1);
  }

  boolean isConstant() {
    return added < 0 && retired < 0 && kept < 0;
  }

  /// Adds `-factor * (new - retired + kept)` to a row, so that `... <= factor * fixed` reads `... <= factor * capacity`.
  void subtract(LpBuilder.Row row, double factor) {
    if (added >= 0) row.add(added, -factor);
    if (retired >= 0) row.add(retired, factor);
    if (kept >= 0) row.add(kept, -factor);
  }

  double value(Result r) {
    return fixed + (added >= 0 ? r.value(added) : 0) - (retired >= 0 ? r.value(retired) : 0) + (kept >= 0 ? r.value(kept) : 0);
  }
}
