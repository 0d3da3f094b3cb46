package org.loadstar.model;

import org.loadstar.lp.LpBuilder;

/// Capacity standing in a stage: `fixed + new - retired` [GW], where `new` and `retired` are cumulative columns or absent.
/// What depends on a column is limited by a row alone: a column bound that says the same would share, and so hide, its dual.
///
/// @param fixed constant part
/// @param added column of new capacity, -1 when absent
/// @param retired column of early retirement, -1 when absent
record Standing(double fixed, int added, int retired) {
  static Standing constant(double fixed) {
    return new Standing(fixed, -1, -1);
  }

  boolean isConstant() {
    return added < 0 && retired < 0;
  }

  /// Adds `-factor * (new - retired)` to a row, so that `... <= factor * fixed` reads `... <= factor * capacity`.
  void subtract(LpBuilder.Row row, double factor) {
    if (added >= 0) row.add(added, -factor);
    if (retired >= 0) row.add(retired, factor);
  }

  double value(Result r) {
    return fixed + (added >= 0 ? r.value(added) : 0) - (retired >= 0 ? r.value(retired) : 0);
  }
}
