package org.loadstar.model.network;

import org.loadstar.model.Result;
import org.loadstar.model.Tables;

/// Rows of the result tables that several components write alike.
///
/// @param grid `plan` or another name of the solved timesteps
record NetworkReport(NetworkModel m, Result r, Tables tables, String grid) {
  /// Power below this [MW] is left out of the tables by timestep.
  static final double DUST = 1e-6;

  /// The capacity of an asset [MW], and its energy [MWh].
  void capacity(Horizon.Stage s, Nominal nominal, int i, String place, String technology, String name, double energy) {
    double change = nominal.change(r, s, i);
    tables.get("capacity").add(grid, s.label(), place, technology, name, nominal.value(r, i), Math.max(0, change), Math.max(0, -change),
        energy, nominal.max(i));
  }

  /// Power put into a place, `factor(t)` times the column `first + t`, and its energy.
  void injection(Horizon.Stage s, String place, String technology, int first, Profile factor) {
    double energy = 0;
    for (int t = 0; t < s.steps(); t++) {
      double x = factor.at(t) * r.value(first + t) * 1e3;
      energy += x * s.energy(t);
      if (Math.abs(x) > DUST) m.dispatch(tables, grid, s, t, place, technology, x);
    }
    tables.get("generation").add(grid, s.label(), place, technology, energy);
  }

  /// The levels of a store.
  void levels(Horizon.Stage s, String place, String technology, Chain chain) {
    for (int t = 0; t < s.steps(); t++) tables.get("levels").add(grid, s.label(), t, t, place, technology, chain.level(r, s, t));
  }

  /// The flow of a branch [MW] in columns `first + t`, and its rating [MW].
  void flows(Horizon.Stage s, String name, String bus0, String bus1, String type, int first, double rating, double built) {
    double forward = 0;
    double reverse = 0;
    for (int t = 0; t < s.steps(); t++) {
      double x = r.value(first + t) * 1e3;
      forward += Math.max(0, x) * s.energy(t);
      reverse += Math.max(0, -x) * s.energy(t);
      tables.get("flows").add(grid, s.label(), t, t, s.elapsed(t), s.energy(t), name, m.place(bus0), m.place(bus1), x);
    }
    tables.get("lines").add(grid, s.label(), name, m.place(bus0), m.place(bus1), type, rating, rating, built, forward, reverse);
  }
}
